"""Whatever a client sends: an error that names the fault, then the current status, and the session goes on."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.fakes.client import Candidate, candidate

if TYPE_CHECKING:
    from tests.fakes.server import Process

RESUME = {"contact": {"name": 7}, "raw_text": ""}
JUNK: dict[str, tuple[str | bytes, str]] = {
    "not_json": ("hello", "not valid JSON"),
    "nothing": ("", "not valid JSON"),
    "half_of_json": ('{"type": "audio", "data": "', "not valid JSON"),
    "nested_without_end": ("[" * 100_000, "not valid JSON"),
    "an_array": ("[1, 2]", "not an array"),
    "a_string": ('"start_interview"', "not a string"),
    "a_number": ("17", "not a number"),
    "null": ("null", "not null"),
    "no_type": ('{"data": "AAAA"}', 'has no "type"'),
    "a_type_of_a_later_client": ('{"type": "request_evaluation"}', 'Unknown message type "request_evaluation"'),
    "a_type_of_the_server": ('{"type": "session_ended"}', 'Unknown message type "session_ended"'),
    "a_type_that_is_a_list": ('{"type": ["audio"]}', 'The "type" must be a string, not an array'),
    "audio_without_data": ('{"type": "audio"}', '"data"'),
    "audio_with_a_number": ('{"type": "audio", "data": 5}', "base64"),
    "broken_base64": ('{"type": "audio", "data": "%%%"}', "base64"),
    "a_data_url": ('{"type": "audio", "data": "data:audio/webm;base64,AAAA"}', "base64"),
    "a_format_that_is_a_number": ('{"type": "audio", "data": "AAAA", "format": 5}', '"format"'),
    "a_resume_of_the_wrong_shape": (
        json.dumps({"type": "resume_context", "parsed_resume": RESUME}),
        '"parsed_resume.contact.name"',
    ),
    "a_resume_that_is_missing": ('{"type": "resume_context"}', '"parsed_resume"'),
    "a_binary_frame": (b"\x00\x01", "Binary frames"),
    "over_the_message_limit": (json.dumps({"type": "audio", "data": "A" * 270_000}), "too large"),
    "just_over_the_message_limit_in_bytes": (
        json.dumps({"type": "audio", "data": "", "x": "\u00e9" * 131_080}, ensure_ascii=False),
        "too large",
    ),
    "a_lone_surrogate": ('{"type": "\\ud800"}', "Unknown message type"),
}


def refused(client: Candidate, says: str, status: str = "ready") -> None:
    """The next two messages are an error that names the fault, and the current status."""
    error, _ = client.expect("PROCESSING_ERROR", status)
    assert says in error["message"]
    assert error["recoverable"] is True


@pytest.mark.parametrize(("frame", "says"), JUNK.values(), ids=list(JUNK))
def test_junk_is_named_and_the_session_goes_on(server: Process, session: str, frame: str | bytes, says: str) -> None:
    with candidate(server.url, session, contract=True) as client:
        client.send_raw(frame)
        refused(client, says)
        client.send("end_session")
        (end,) = client.expect("session_ended")
        assert end["total_turns"] == 0
        assert client.closed() == 1000


def test_an_interview_is_held_to_its_end_between_junk(server: Process, session: str) -> None:
    with candidate(server.url, session, contract=True) as client:
        for moment in range(3):
            for frame, says in JUNK.values():
                client.send_raw(frame)
                refused(client, says)
            if moment == 0:
                client.start()
            else:
                client.turn()
        client.send("end_session")
        assert client.expect("session_ended")[0]["total_turns"] == 5
        assert client.closed() == 1000


def test_unknown_extra_fields_are_ignored(server: Process, session: str) -> None:
    with candidate(server.url, session) as client:
        client.send("start_interview", evaluation_mode=True, nonsense=[1])
        client.expect("generating", "interviewer", "speaking", "audio", "ready")
        client.answer(duration_ms=1200)
        client.until("ready")
        client.send("playback_complete", at=5)
        client.expect("ready")


def test_a_format_may_be_left_out_or_null(server: Process, session: str) -> None:
    with candidate(server.url, session) as client:
        client.start()
        for extra in ({}, {"format": None}, {"format": "mp4"}):
            client.send("audio", data="SSBmaXhlZCB0aGUgcXVldWUgYnkgaGFuZA==", **extra)
            assert client.until("ready")[1]["text"] == "I fixed the queue by hand"


def test_audio_before_the_start_is_refused(server: Process, session: str) -> None:
    with candidate(server.url, session) as client:
        client.answer()
        refused(client, "has not started")
        client.start()


def test_empty_audio_is_an_empty_transcription_after_processing(server: Process, session: str) -> None:
    with candidate(server.url, session, contract=True) as client:
        client.start()
        client.send("audio", data="", format="webm")
        client.expect("processing_stt", "EMPTY_TRANSCRIPTION", "ready")
        client.turn()


def test_silence_is_an_empty_transcription(server: Process, session: str) -> None:
    with candidate(server.url, session, contract=True) as client:
        client.start()
        client.answer("silence")
        error = client.expect("processing_stt", "EMPTY_TRANSCRIPTION", "ready")[1]
        assert error == {
            "type": "error",
            "code": "EMPTY_TRANSCRIPTION",
            "message": "Could not understand audio. Please try again.",
            "recoverable": True,
        }
        client.turn()


def test_what_is_no_recording_is_refused_in_a_sentence(server: Process, session: str) -> None:
    with candidate(server.url, session, contract=True) as client:
        client.start()
        client.answer("broken")
        error = client.expect("processing_stt", "PROCESSING_ERROR", "ready")[1]
        assert error["message"] == "This is not a recording."
        client.turn()


def test_audio_while_one_is_processed_is_refused_and_does_not_disturb_it(server: Process, session: str) -> None:
    with candidate(server.url, session) as client:
        client.start()
        with server.orders.held(f"recognise.{session}"):
            client.answer("the first answer is the one that counts")
            client.expect("processing_stt")
            client.answer("the second answer is one too many")
            refused(client, "still being worked on", "processing_stt")
        assert client.expect("candidate")[0]["text"] == "the first answer is the one that counts"
        client.until("ready")


def test_audio_while_the_reply_is_written_or_spoken_is_refused(server: Process, session: str) -> None:
    with candidate(server.url, session) as client:
        client.start()
        with server.orders.held(f"generate.{session}"):
            client.answer()
            client.expect("processing_stt", "candidate", "generating")
            client.answer()
            refused(client, "still being worked on", "generating")
            server.orders.give(f"say.{session}", "hold")
        client.expect("interviewer", "speaking")
        client.answer()
        refused(client, "still being worked on", "speaking")
        server.orders.take_back(f"say.{session}")
        client.expect("audio", "ready")
        client.nothing_waits()


def test_start_twice_on_one_socket_is_refused(server: Process, session: str) -> None:
    with candidate(server.url, session, contract=True) as client:
        client.start()
        client.send_raw('{"type": "start_interview"}')
        refused(client, "has started already")
        client.turn()


def test_start_twice_at_once_gives_one_introduction(server: Process, session: str) -> None:
    with candidate(server.url, session) as client:
        client.send("start_interview")
        client.send("start_interview")
        came = client.until("ready")
        while [message["type"] for message in came].count("audio") < 1:
            came += client.until("ready")
        client.nothing_waits()
        kinds = [message["type"] for message in client.messages]
        assert (kinds.count("transcript"), kinds.count("audio"), kinds.count("error")) == (1, 1, 1)


def test_a_resume_after_the_start_is_refused(server: Process, session: str) -> None:
    with candidate(server.url, session) as client:
        client.start()
        client.send("resume_context", parsed_resume={"contact": {"name": "Ada Example"}, "raw_text": ""})
        refused(client, "before start_interview")


def test_a_frame_over_the_transport_limit_closes_and_a_reconnect_goes_on(server: Process, session: str) -> None:
    with candidate(server.url, session) as client:
        client.start()
        client.send_raw("x" * (2**20 + 1))
        assert client.closed() == 1009
    with candidate(server.url, session) as client:
        client.expect("ready")
        client.turn()
        assert client.messages[-4]["sequence"] == 3

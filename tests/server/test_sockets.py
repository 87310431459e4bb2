"""Sockets come and go: reconnects, page reloads, two windows, refused ids."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.engines.host_probe import eventually
from tests.fakes.client import Candidate, RefusedError, candidate, outline

if TYPE_CHECKING:
    from tests.fakes.server import Process


def sequences(*clients: Candidate) -> list[int]:
    """The numbers of all transcript entries that these sockets were shown."""
    return [message["sequence"] for client in clients for message in client.messages if "sequence" in message]


def test_the_first_connect_is_greeted_and_nothing_else(server: Process, session: str) -> None:
    with candidate(server.url, session) as client:
        client.nothing_waits()
        assert [outline(it) for it in client.messages] == ["session_started", "ready"]


def test_a_reconnect_before_the_start_gets_the_status_and_may_start(server: Process, session: str) -> None:
    with candidate(server.url, session):
        pass
    with candidate(server.url, session) as client:
        client.expect("ready")
        client.start()


def test_a_reconnect_replays_no_transcript_and_numbers_go_on(server: Process, session: str) -> None:
    with candidate(server.url, session) as first:
        first.start()
        first.turn()
    with candidate(server.url, session) as second:
        second.expect("ready")
        second.nothing_waits()
        second.turn()
    assert sequences(first, second) == [1, 2, 3, 4, 5]


def test_a_page_reload_is_not_greeted_twice(server: Process, session: str) -> None:
    with candidate(server.url, session) as first:
        first.start()
    with candidate(server.url, session) as second:
        second.expect("ready")
        second.send("start_interview")
        second.expect("ready")
        second.nothing_waits()
        second.turn()
        second.send("start_interview")
        second.expect("PROCESSING_ERROR", "ready")
    assert sequences(first, second) == [1, 2, 3]


MID_TURN = {
    "recognise": ["processing_stt"],
    "generate": ["processing_stt", "candidate", "generating"],
    "say": ["processing_stt", "candidate", "generating", "interviewer", "speaking"],
}
"""What has been shown of a turn when a request of an engine is held."""
WHOLE_TURN = [*MID_TURN["say"], "audio", "ready"]


@pytest.mark.parametrize("held", list(MID_TURN))
@pytest.mark.parametrize("how", ["close", "vanish"])
def test_a_line_lost_in_mid_turn_costs_nothing(server: Process, session: str, held: str, how: str) -> None:
    shown = MID_TURN[held]
    with candidate(server.url, session) as first:
        first.start()
        with server.orders.held(f"{held}.{session}"):
            first.answer()
            first.expect(*shown)
            getattr(first, how)()
            with candidate(server.url, session) as second:
                second.expect(shown[-1])
                server.orders.take_back(f"{held}.{session}")
                second.expect(*WHOLE_TURN[len(shown) :])
                second.nothing_waits()
                assert sequences(first, second) == [1, 2, 3]


def test_what_was_made_while_nobody_was_there_is_delivered(server: Process, session: str) -> None:
    with candidate(server.url, session) as first:
        first.start()
        with server.orders.held(f"recognise.{session}"):
            first.answer()
            first.expect("processing_stt")
            first.close()
    assert eventually(lambda: recorded(server, session, "interviewer_said") == 2)
    with candidate(server.url, session) as second:
        came = second.until("ready")
        assert [outline(it) for it in came if it["type"] != "status"] == ["candidate", "interviewer", "audio"]
        second.nothing_waits()
        second.turn()
    assert sequences(first, second) == [1, 2, 3, 4, 5]


def recorded(server: Process, session: str, kind: str) -> int:
    return sum(found == kind for found, _ in server.records(session))


def test_answers_go_to_the_socket_that_spoke_last(server: Process, session: str) -> None:
    with candidate(server.url, session) as first:
        first.start()
        with candidate(server.url, session) as second:
            second.expect("ready")
            second.turn()
            first.nothing_waits()
            first.turn()
            second.nothing_waits()
            assert sequences(first) == [1, 4, 5]
            assert sequences(second) == [2, 3]


def test_if_the_socket_that_spoke_last_is_gone_the_newest_is_answered(server: Process, session: str) -> None:
    with candidate(server.url, session) as oldest, candidate(server.url, session) as newest:
        newest.expect("ready")
        oldest.start()
        with candidate(server.url, session) as speaker:
            speaker.expect("ready")
            with server.orders.held(f"recognise.{session}"):
                speaker.answer()
                speaker.expect("processing_stt")
                speaker.close()
                newest.expect("processing_stt")
        newest.expect("candidate", "generating", "interviewer", "speaking", "audio", "ready")
        oldest.nothing_waits()


def test_the_socket_that_asks_is_the_one_that_is_told_of_its_mistake(server: Process, session: str) -> None:
    with candidate(server.url, session) as first, candidate(server.url, session) as second:
        second.expect("ready")
        second.send_raw("junk")
        second.expect("PROCESSING_ERROR", "ready")
        first.nothing_waits()


def test_more_windows_than_allowed_are_refused(server: Process, session: str) -> None:
    open_ones = [Candidate(server.url, session) for _ in range(4)]
    with pytest.raises(RefusedError, match="too many windows") as refusal:
        Candidate(server.url, session)
    assert refusal.value.status == 503
    open_ones.pop().close()
    for client in open_ones:
        client.close()
    with candidate(server.url, session) as again:
        again.expect("ready")


def test_end_session_ends_at_once_on_every_socket_and_the_id_is_refused_from_then_on(
    server: Process, session: str
) -> None:
    with candidate(server.url, session) as first, candidate(server.url, session) as second:
        second.expect("ready")
        first.start()
        first.turn()
        first.send("end_session")
        for client in (first, second):
            (end,) = client.expect("session_ended")
            assert end == {"type": "session_ended", "session_id": session, "total_turns": 3}
            assert client.closed() == 1000
    for _ in range(2):
        with pytest.raises(RefusedError, match="over") as refusal:
            Candidate(server.url, session)
        assert refusal.value.status == 403


@pytest.mark.parametrize("held", ["recognise", "generate", "say"])
def test_end_session_in_mid_turn_is_obeyed_at_once(server: Process, session: str, held: str) -> None:
    with candidate(server.url, session) as client:
        client.start()
        with server.orders.held(f"{held}.{session}"):
            client.answer()
            assert server.orders.is_held(f"{held}.{session}")
            client.send("end_session")
            end = client.until("session_ended")[-1]
            assert end["total_turns"] == len(sequences(client))
            assert client.closed() == 1000


def test_end_session_before_the_start_counts_no_turns(server: Process, session: str) -> None:
    with candidate(server.url, session) as client:
        client.send("end_session")
        assert client.expect("session_ended")[0]["total_turns"] == 0
        assert client.closed() == 1000


def test_after_the_goodbye_playback_complete_ends_the_interview(server: Process, session: str) -> None:
    with candidate(server.url, session, contract=True) as client:
        client.start()
        assert "Goodbye" in client.turn("Please let us stop here")
        client.send("playback_complete")
        assert client.expect("session_ended")[0]["total_turns"] == 3
        assert client.closed() == 1000


def test_after_the_goodbye_the_interview_ends_by_itself_once_it_was_heard(server: Process, session: str) -> None:
    with candidate(server.url, session, contract=True) as client:
        client.start()
        client.turn("Please let us stop here")
        assert client.expect("session_ended")[0]["total_turns"] == 3
        assert client.closed() == 1000


def test_a_whole_interview_ends_with_a_goodbye(server: Process, session: str) -> None:
    with candidate(server.url, session, contract=True) as client:
        client.start()
        said = ""
        for number in range(20):
            client.send("playback_complete")
            client.expect("ready")
            said = client.turn(f"In year {number} I did something else that took me several weeks to finish")
            if "Goodbye" in said:
                break
        assert "Goodbye" in said
        client.send("playback_complete")
        end = client.expect("session_ended")[0]
        assert end["total_turns"] == len(sequences(client))
        assert client.closed() == 1000


@pytest.mark.parametrize(
    "bad", ["a%20b", "a%2Fb", "a/b", "..%2Fx", "x" * 129, "%C3%A9", "", "%00"], ids=lambda bad: bad[:8] or "none"
)
def test_bad_ids_are_refused_in_the_handshake(server: Process, bad: str) -> None:
    with pytest.raises(RefusedError) as refusal:
        Candidate(server.url, bad)
    assert refusal.value.status == 403
    assert "1 to 128" in refusal.value.reason


def test_a_line_break_in_an_id_is_refused_in_the_handshake(server: Process) -> None:
    with pytest.raises(RefusedError) as refusal:
        Candidate(server.url, "a%0Ab")
    assert refusal.value.status == 403


@pytest.mark.parametrize("good", ["a", "..", "A.b_c~d-9" * 14])
def test_odd_but_good_ids_are_taken(server: Process, good: str) -> None:
    with candidate(server.url, good) as client:
        client.send("end_session")
        client.expect("session_ended")


def test_a_token_in_the_address_is_ignored_and_never_logged(server: Process, session: str) -> None:
    with candidate(server.url, session, query="?token=s3cr3t-token&x=1") as client:
        client.start()
    with pytest.raises(RefusedError):
        Candidate(server.url, "x" * 129, query="?token=s3cr3t-token")
    assert eventually(lambda: any(session in line for line in server.log))
    assert "s3cr3t-token" not in "\n".join(server.log)


def test_another_path_is_no_interview(server: Process) -> None:
    with pytest.raises(RefusedError) as refusal:
        Candidate(f"{server.url}/nowhere", "x")
    assert refusal.value.status == 403


def test_what_a_session_did_not_say_is_never_in_its_record(server: Process, session: str) -> None:
    with candidate(server.url, session) as client:
        client.start()
        client.turn("The pump in the cellar was repaired by me")
    texts = [json.loads(data)["text"] for kind, data in server.records(session) if kind.endswith("_said")]
    assert texts == [message["text"] for message in client.messages if "text" in message]

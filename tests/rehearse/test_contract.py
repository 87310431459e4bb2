from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from intervue.rehearse.contract import Contract, Limits, Stage
from tests.rehearse.tiny_server import audio, error, mp3, status

if TYPE_CHECKING:
    from tests.rehearse.tiny_server import Message

STARTED = {"type": "session_started", "session_id": "ada"}


class Talk:
    """Feeds a contract, a tenth of a second per message."""

    def __init__(self) -> None:
        self.contract = Contract("ada", Limits(prompt=5, work=30))
        self.now = 0.0
        self.sequence = 0

    def sent(self, *kinds: str) -> Talk:
        for kind in kinds:
            self.now += 0.1
            self.contract.sent(kind, self.now)
        return self

    def got(self, *messages: Message) -> Talk:
        for message in messages:
            self.now += 0.1
            self.contract.received(json.dumps(message), self.now)
        return self

    def text(self, role: str) -> Message:
        self.sequence += 1
        return {"type": "transcript", "role": role, "text": "Well.", "sequence": self.sequence}

    def reply(self) -> list[Message]:
        return [status("generating"), self.text("interviewer"), status("speaking"), audio(mp3()), status("ready")]

    def ended(self) -> Message:
        return {"type": "session_ended", "session_id": "ada", "total_turns": self.sequence}

    @property
    def violations(self) -> list[str]:
        return [it.text for it in self.contract.violations]


@pytest.fixture
def talk() -> Talk:
    """After the introduction was played."""
    made = Talk()
    made.got(STARTED).sent("start_interview").got(*made.reply()).sent("playback_complete").got(status("ready"))
    assert (made.violations, made.contract.awaiting) == ([], None)
    return made


def test_a_goodbye_may_end_with_or_without_ready(talk: Talk) -> None:
    heard = [status("processing_stt"), talk.text("candidate")]
    talk.sent("audio").got(*heard, *talk.reply()[:-1], talk.ended())
    talk.contract.closed(1000, talk.now)
    assert talk.violations == []


def test_the_server_may_say_goodbye_by_itself_when_time_is_up(talk: Talk) -> None:
    talk.got(*talk.reply()).sent("playback_complete").got(talk.ended())
    talk.contract.closed(1000, talk.now)
    assert talk.violations == []


def test_a_voice_that_failed_leaves_the_text_an_error_and_ready(talk: Talk) -> None:
    heard = [status("processing_stt"), talk.text("candidate"), status("generating"), talk.text("interviewer")]
    talk.sent("audio").got(*heard, error("PROCESSING_ERROR", recoverable=True))
    assert talk.contract.awaiting == "ready or session_ended"
    talk.got(status("ready")).sent("end_session").got(talk.ended())
    assert talk.violations == []


def test_silence_ends_in_ready_or_in_a_turn_of_the_interviewer(talk: Talk) -> None:
    unheard = [status("processing_stt"), error("EMPTY_TRANSCRIPTION", recoverable=True)]
    talk.sent("audio").got(*unheard, status("ready"))
    talk.sent("audio").got(*unheard, *talk.reply())
    assert talk.violations == []


def test_only_silence_is_met_by_a_turn_of_the_interviewer(talk: Talk) -> None:
    failed = [status("processing_stt"), error("PROCESSING_ERROR", recoverable=True)]
    assert talk.sent("audio").got(*failed, status("generating")).violations


def test_an_end_crosses_with_an_answer_without_harm(talk: Talk) -> None:
    talk.sent("audio").got(talk.ended())
    talk.contract.closed(1000, talk.now)
    assert talk.violations == []


def test_a_status_after_the_resume_is_no_fault_but_one_out_of_nothing_is() -> None:
    assert Talk().got(STARTED).sent("resume_context").got(status("ready")).violations == []
    assert Talk().got(STARTED, status("ready")).violations == ["ready after session_started, where nothing was due"]


def test_a_start_error_shows_the_state_error() -> None:
    talk = Talk().got(STARTED).sent("start_interview")
    talk.got(error("START_ERROR", recoverable=False), status("error"))
    assert (talk.violations, talk.contract.stage) == ([], Stage.REFUSED)


def test_the_state_error_without_a_start_error_is_a_fault(talk: Talk) -> None:
    assert talk.got(status("error")).violations == ["error after ready, where nothing was due"]


def test_a_late_message_is_a_fault_although_it_came(talk: Talk) -> None:
    talk.sent("audio")
    talk.now += 6
    assert talk.got(status("processing_stt")).violations == [
        "processing_stt or an error or session_ended took 6.1 s (at most 5 s)"
    ]


def test_one_fault_does_not_draw_others_after_it(talk: Talk) -> None:
    heard = [status("processing_stt"), talk.text("candidate")]
    talk.sent("audio").got(*heard, *talk.reply()[1:])
    talk.sent("playback_complete").got(status("ready")).sent("end_session").got(talk.ended())
    talk.contract.closed(1000, talk.now)
    assert talk.violations == ["interviewer after the candidate's transcript, where generating or an error was due"]


@pytest.mark.parametrize(
    ("message", "says"),
    [
        ({"type": "status", "state": "paused"}, "unknown state"),
        ({"type": "status"}, '"status" has no "state"'),
        ({"type": "transcript", "role": "judge", "text": "Hm.", "sequence": 2}, "unknown role"),
        ({"type": "transcript", "role": "interviewer", "text": " ", "sequence": 2}, "without text"),
        (
            {"type": "transcript", "role": "interviewer", "text": "Hm.", "sequence": True},
            "must be a whole number, not true",
        ),
        (
            {"type": "transcript", "role": "interviewer", "text": "Hm.", "sequence": 2.0},
            "must be a whole number, not 2.0",
        ),
        ({"type": "audio", "data": "", "format": "ogg"}, 'must be "mp3", not "ogg"'),
        ({"type": "error", "code": "PROCESSING_ERROR", "message": "", "recoverable": True}, "without a message"),
        (
            {"type": "error", "code": "PROCESSING_ERROR", "message": "Oh.", "recoverable": 1},
            "must be true or false, not 1",
        ),
        ({"type": "progress"}, "unknown message"),
        (["status"], "unknown message"),
    ],
)
def test_a_message_that_is_not_as_documented_is_named(talk: Talk, message: Any, says: str) -> None:
    talk.got(message)
    assert says in talk.violations[0]


@pytest.mark.parametrize("data", [b"", mp3()[:40], b"RIFF" + mp3()[4:60], mp3(0.3, 0.1), mp3(0.001)])
def test_audio_that_cannot_be_heard_is_a_fault(talk: Talk, data: bytes) -> None:
    heard = [status("processing_stt"), talk.text("candidate"), *talk.reply()[:3]]
    talk.sent("audio").got(*heard, audio(data))
    assert len(talk.violations) == 1
    assert talk.violations[0].startswith("audio ")

from __future__ import annotations

from typing import Any

import pytest

from actors import messages as m
from actors.turn_timings import TurnTimings
from intervue.engines.base import EncodedSpeech, Usage
from intervue.interview.effects import Receipt


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_a_turn_is_reported_with_its_stages_once_its_voice_was_sent() -> None:
    clock = Clock()
    reports: list[dict[str, Any]] = []
    timings = TurnTimings("s", clock, reports.append)
    timings.answer_received(4, 5000)
    clock.now += 0.9
    timings.note(m.UtteranceRecognised("s/1", "Some words.", (), 8.0, 7.0, 0.05, 0.8))
    timings.generation_began()
    clock.now += 1.1
    timings.note(m.ReplyFinished("s/2", "A reply?", Usage(40, 700, 20, 1.0), 0.3))
    timings.delivered(Receipt("text", 3))
    clock.now += 0.4
    timings.note(m.SpeechReady("s/3", EncodedSpeech(b"mp3", "mp3", 6.5), 0.2, 0.7))
    clock.now += 0.1
    assert reports == []
    timings.delivered(Receipt("voice", 3))
    (turn,) = reports
    assert turn["turn"] == 4
    assert turn["answer_bytes"] == 5000
    times = {name: turn[f"{name}_s"] for name in ("transcript", "model_asked", "text", "text_sent", "speech_ready")}
    assert times == {
        "transcript": 0.9,
        "model_asked": 0.9,
        "text": 2.0,
        "text_sent": 2.0,
        "speech_ready": 2.4,
    }
    assert turn["audio_sent_s"] == 2.5
    assert (turn["prefilled_tokens"], turn["reused_tokens"], turn["tokens"]) == (40, 700, 20)
    assert (turn["sequence"], turn["audio_s"], turn["audio_bytes"]) == (3, 6.5, 3)


def test_nothing_of_a_former_turn_stays() -> None:
    reports: list[dict[str, Any]] = []
    timings = TurnTimings("s", Clock(), reports.append)
    timings.answer_received(1, 5000)
    timings.note(m.UtteranceRecognised("s/1", "Some words.", (), 8.0, 7.0, 0.05, 0.8))
    timings.start_received()
    timings.delivered(Receipt("voice", 1))
    assert reports == [{"turn": 0, "audio_sent_s": 0.0, "sequence": 1}]


def test_a_voice_that_belongs_to_no_turn_is_not_reported() -> None:
    reports: list[dict[str, Any]] = []
    TurnTimings("s", Clock(), reports.append).delivered(Receipt("voice", 1))
    assert reports == []


def test_a_second_try_of_the_model_keeps_when_it_was_first_asked() -> None:
    clock = Clock()
    reports: list[dict[str, Any]] = []
    timings = TurnTimings("s", clock, reports.append)
    timings.answer_received(1, 5000)
    clock.now += 1.0
    timings.generation_began()
    clock.now += 2.0
    timings.generation_began()
    timings.said("follow_up", "praise")
    timings.delivered(Receipt("voice", 3))
    (turn,) = reports
    assert (turn["model_asked_s"], turn["attempts"]) == (1.0, 2)
    assert (turn["kind"], turn["replaced"]) == ("replaced", "praise")


@pytest.mark.parametrize(
    ("move", "kind"),
    [
        ("introduction", "introduction"),
        ("follow_up", "live"),
        ("question", "prepared"),
        ("wrap_up", "prepared"),
        ("repeat", "aside"),
        ("deflect", "aside"),
        ("goodbye", "goodbye"),
        ("a move of a later version", "aside"),
    ],
)
def test_a_turn_is_of_the_kind_of_its_move(move: str, kind: str) -> None:
    reports: list[dict[str, Any]] = []
    timings = TurnTimings("s", Clock(), reports.append)
    timings.answer_received(1, 5000)
    timings.said(move, None)
    timings.delivered(Receipt("voice", 3))
    assert reports[0]["kind"] == kind


def test_time_counts_from_the_last_byte_of_the_answer() -> None:
    clock = Clock()
    reports: list[dict[str, Any]] = []
    timings = TurnTimings("s", clock, reports.append)
    timings.answer_received(1, 5000, at=99.6)
    timings.note(m.UtteranceRecognised("s/1", "Some words.", (), 8.0, 7.0, 0.05, 0.8))
    timings.delivered(Receipt("voice", 3))
    assert reports[0]["transcript_s"] == 0.4


def test_a_turn_of_which_nothing_came_says_why_and_is_over() -> None:
    reports: list[dict[str, Any]] = []
    timings = TurnTimings("s", Clock(), reports.append)
    timings.answer_received(2, 5000)
    timings.lost("silence")
    timings.lost("silence")
    timings.delivered(Receipt("voice", 3))
    assert reports == [{"turn": 2, "answer_bytes": 5000, "lost_s": 0.0, "lost": "silence"}]

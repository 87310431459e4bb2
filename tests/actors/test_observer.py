"""What a session's turns look like in the log, where messages cross."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from actors import messages as m
from actors.observer import SessionObserver
from actors.turn_timings import TurnTimings
from intervue.interview.effects import Receipt
from intervue.metrics import Metrics

if TYPE_CHECKING:
    import pytest


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_a_message_in_mid_turn_does_not_start_its_time_anew() -> None:
    clock, reports, metrics = Clock(), list[dict[str, Any]](), Metrics()
    observer = SessionObserver("s", metrics, TurnTimings("s", clock, reports.append, metrics))
    observer.came_in(100.0)
    observer.recorded("answer_received", {"bytes": 7, "format": "webm"})
    clock.now = 103.0
    observer.came_in(103.0)  # an answer that is refused: it is never recorded
    observer.recorded("interviewer_said", {"move": "question", "text": "Why?", "sequence": 3})
    clock.now = 104.0
    observer.delivered(Receipt("voice", 3))
    assert reports[0]["audio_sent_s"] == 4.0
    assert metrics.registry.get_sample_value("intervue_turns_total", {"kind": "prepared"}) == 1
    assert metrics.registry.get_sample_value("intervue_turn_seconds_sum", {"kind": "prepared"}) == 4.0


def test_turns_are_numbered_on_after_a_restart(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    reports: list[dict[str, Any]] = []
    observer = SessionObserver("s", Metrics(), TurnTimings("s", Clock(), reports.append))
    kinds = ("opened", "started", "answer_received", "candidate_said", "answer_received")
    observer.restored([m.Record(number, 1.0, kind, {}) for number, kind in enumerate(kinds, 1)])
    observer.recorded("answer_received", {"bytes": 7, "format": "webm"})
    observer.recorded("answer_lost", {"reason": "silence"})
    assert reports[0]["turn"] == 3
    (line,) = [record for record in caplog.records if "restored" in record.message]
    assert line.__dict__["session"] == "s"
    assert line.__dict__["turn"] == 2


def test_words_are_logged_for_debugging_only(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    observer = SessionObserver("s", Metrics(), TurnTimings("s"))
    observer.recorded("candidate_said", {"text": "marmalade", "sequence": 2})
    observer.recorded("interviewer_said", {"move": "question", "text": "marmalade?", "sequence": 3})
    quoting = [record for record in caplog.records if "marmalade" in record.message]
    assert [record.levelname for record in quoting] == ["DEBUG", "DEBUG"]

from __future__ import annotations

import pytest

from intervue.engines.base import Finished, Token, Usage
from scripts.bench import overlap
from scripts.bench.calls import Outcome
from scripts.bench.parts import CannotMeasureError

END = Finished("You mentioned it?", "stop", Usage(1, 1, 3, 1.0))


def _outcome(*times: float) -> Outcome:
    return Outcome("llm", 10.0, [*((at, Token("a")) for at in times), (20.0, END)])


def test_the_first_token_counts_from_the_request() -> None:
    assert overlap.first_token(_outcome(10.4, 10.5)) == pytest.approx(0.4)


def test_a_reply_without_a_token_cannot_be_measured() -> None:
    with pytest.raises(CannotMeasureError):
        overlap.first_token(_outcome())


def test_the_longest_gap_is_that_between_two_tokens() -> None:
    assert overlap.longest_gap(_outcome(10.4, 10.5, 11.2, 11.3)) == pytest.approx(0.7)
    assert overlap.longest_gap(_outcome(10.4)) == 0.0


def test_the_table_compares_each_way_with_one_interview_alone() -> None:
    waits = {"alone": [0.5, 0.5], "alternating": [0.55], "earlier": [0.6], "colliding": [1.0, 1.5], "beside": [0.7]}
    (sheet,) = overlap.table(overlap.summary(waits, {"alone": [0.07], "beside": [0.4, 0.9]}))
    assert [row[2] for row in sheet.rows] == [
        "-",
        "1.10: at most 1.2, reached",
        "1.20",
        "2.50: at most 2.2, missed",
        "1.40",
    ]
    assert sheet.rows[4][4] == "0.90"


def test_an_interview_goes_on_with_what_the_model_said() -> None:
    interview = overlap.Interview("one", iter(["First.", "Second."]))
    interview.ask()
    assert interview.take(_outcome(10.3)) == pytest.approx(0.3)
    _, _, messages, _, _ = interview.ask()
    assert [message.text for message in messages[-3:]] == ["First.", "You mentioned it?", "Second."]

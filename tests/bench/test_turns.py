from __future__ import annotations

import numpy as np
import pytest

from intervue.rehearse.candidate import Turn
from intervue.rehearse.script import Answer
from intervue.rehearse.sound import RATE, seconds
from scripts.bench import turns
from scripts.bench.answers import Recital
from scripts.bench.comparison import Measured, retried, server_stages
from tests.engines.tone_voice import ToneSynthesizer

LOGGED = {
    "answer_bytes": 9,
    "decode_s": 0.04,
    "recognition_s": 0.8,
    "transcript_s": 0.85,
    "model_asked_s": 0.86,
    "attempts": 1,
    "first_token_s": 0.4,
    "text_s": 1.85,
    "text_sent_s": 1.86,
    "audio_sent_s": 1.95,
    "tokens": 17,
    "kind": "live",
}


def _measured(server: float, stock: float, sequential: float) -> Measured:
    totals = {"server": server, "stock": stock, "sequential": sequential}
    return Measured(5.0, 17, retried=False, programs={name: {"total": total} for name, total in totals.items()})


def test_stages_of_a_turn_are_what_the_server_logged_and_the_total_is_what_the_client_waited() -> None:
    turn = Turn(sent=10.0, answer=Answer("", np.zeros(RATE, np.int16)), recording=b"", spoken=12.0)
    assert server_stages(turn, LOGGED) == pytest.approx(
        {"decode": 0.04, "recognition": 0.8, "first token": 0.4, "text": 1.0, "speech": 0.1, "total": 2.0}
    )


def test_a_reply_that_was_written_twice_is_told_apart() -> None:
    assert not retried(LOGGED)
    assert retried(LOGGED | {"attempts": 2})


def test_ratios_are_taken_turn_by_turn_before_their_median_is() -> None:
    found = turns.summary(
        [_measured(1.0, 2.0, 1.0), _measured(3.0, 4.0, 2.0), _measured(8.0, 10.0, 10.0)], [(5.0, 0.8)]
    )
    assert found["ratios"]["stock"]["median"] == pytest.approx(0.75)
    assert found["ratios"]["sequential"]["median"] == pytest.approx(1.0)
    assert found["prepared"]["median"] == pytest.approx(0.8)


def test_the_tables_name_each_program_and_whether_the_aims_are_reached() -> None:
    result = {"lengths": {"5": turns.summary([_measured(1.9, 4.0, 2.0)], [(5.0, 0.8)])}}
    stages, ratios = turns.table(result)
    assert [row[0] for row in stages.rows] == [
        "5 s: the server",
        "5 s: stock calls",
        "5 s: one after the other",
        "5 s: the server, prepared questions",
    ]
    assert ratios.rows[0][1] == "0.47; 0.47: at most 0.85, reached"
    assert ratios.rows[0][2] == "0.95; 0.95: at most 0.95, reached"


def test_replies_that_the_plan_replaced_are_told_and_not_counted() -> None:
    found = turns.summary([_measured(1.9, 4.0, 2.0)], [], replaced=3)
    assert found["turns"] == 1
    assert turns.table({"lengths": {"5": found}})[1].rows[0][-1] == "3"


def test_without_other_programs_there_are_no_ratios() -> None:
    alone = Measured(5.0, 17, retried=True, programs={"server": {"total": 2.0}})
    sheets = turns.table({"lengths": {"5": turns.summary([alone], [])}})
    assert len(sheets) == 1


@pytest.mark.parametrize("length", [5.0, 30.0, 120.0])
def test_answers_have_about_the_length_that_is_asked_for_and_differ(length: float) -> None:
    recital = Recital(length, ToneSynthesizer())
    first, second = recital.next(), recital.next()
    for answer in (first, second):
        assert 0.6 * length <= seconds(answer.samples) <= 1.4 * length
    assert first.text != second.text

from __future__ import annotations

import pytest

from actors.health import NAMES, HealthBoard
from actors.messages import EngineHealth, EngineState
from intervue.routes.health import readiness


def board(**states: EngineState) -> HealthBoard:
    found = HealthBoard("Run make models.")
    for role in NAMES:
        found.report(EngineHealth(role, f"an {role}", states.get(role, EngineState.READY)))
    return found


def test_it_is_ready_once_every_engine_is() -> None:
    waiting = HealthBoard()
    for role in NAMES:
        assert not waiting.ready
        waiting.report(EngineHealth(role, "engine", EngineState.READY))
    assert waiting.ready
    assert waiting.unavailable() is None


def test_before_anything_is_known_it_is_getting_ready() -> None:
    sentence = HealthBoard().unavailable()
    assert sentence is not None
    assert "getting ready" in sentence
    assert readiness(HealthBoard())["status"] == "starting"


@pytest.mark.parametrize(
    ("states", "says", "status"),
    [
        ({"stt": EngineState.MISSING, "llm": EngineState.FAILED}, "Run make models.", "models_missing"),
        ({"llm": EngineState.FAILED, "tts": EngineState.STARTING}, "the language model cannot be started", "failed"),
        ({"stt": EngineState.FAILED, "tts": EngineState.FAILED}, "speech recognition and the voice", "failed"),
        ({"decoder": EngineState.STARTING}, "still getting ready (the audio decoder)", "starting"),
    ],
)
def test_why_no_interview_can_be_held_is_a_sentence(states: dict[str, EngineState], says: str, status: str) -> None:
    found = board(**states)
    sentence = found.unavailable()
    assert sentence is not None
    assert says in sentence
    body = readiness(found)
    assert (body["status"], body["hint"]) == (status, sentence)


def test_an_engine_that_is_restarted_is_waited_for() -> None:
    found = board(stt=EngineState.RESTARTING)
    assert found.unavailable() is None
    assert not found.ready


@pytest.mark.parametrize("state", [EngineState.MISSING, EngineState.FAILED, EngineState.STARTING])
def test_an_interview_needs_no_resume_reader(state: EngineState) -> None:
    found = board(parser=state)
    assert found.unavailable() is None
    assert not found.ready


def test_the_newest_report_of_a_role_counts() -> None:
    found = board(stt=EngineState.FAILED)
    found.report(EngineHealth("stt", "another", EngineState.READY, restarts=3))
    assert found.ready
    assert readiness(found)["engines"]["stt"] == {
        "engine": "another",
        "state": "ready",
        "detail": "",
        "restarts": 3,
    }


def test_a_server_that_cannot_record_is_not_ready_and_starts_nothing() -> None:
    found = board()
    found.storage("The disk is full.")
    assert not found.ready
    sentence = found.unavailable()
    assert sentence is not None
    assert "cannot be recorded" in sentence
    assert (readiness(found)["status"], readiness(found)["hint"]) == ("failed", sentence)
    found.storage("")
    assert readiness(found)["status"] == "ready"
    assert found.unavailable() is None

"""Engines that fail, hang or are killed in mid-turn: at most one recoverable error, and nobody else notices."""

from __future__ import annotations

import os
import signal
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import httpx
import pytest

from intervue.interview.turns import VOICE_FAILED
from tests.engines.host_probe import eventually, gone
from tests.fakes.client import Candidate, candidate, outline
from tests.fakes.engines import Script
from tests.fakes.server import Process, process

if TYPE_CHECKING:
    from pathlib import Path

METHODS = {"decoder": "decode", "stt": "recognise", "llm": "generate", "tts": "say"}
SAW = {
    "decoder": ("processing_stt",),
    "stt": ("processing_stt",),
    "llm": ("processing_stt", "candidate", "generating"),
    "tts": ("processing_stt", "candidate", "generating", "interviewer", "speaking"),
}
"""What has been shown when a role's engine is at work."""


def errors(client: Candidate) -> list[str]:
    return [outline(message) for message in client.messages if message["type"] == "error"]


@pytest.mark.parametrize("role", list(METHODS))
def test_an_engine_killed_in_mid_turn_costs_the_candidate_nothing(server: Process, session: str, role: str) -> None:
    order = f"{METHODS[role]}.{'any' if role == 'decoder' else session}"
    with candidate(server.url, session) as client, candidate(server.url, f"{session}-other") as other:
        client.start()
        other.start()
        victim = server.engine(role)
        with server.orders.held(order):
            client.answer()
            client.expect(*SAW[role])
            assert server.orders.is_held(order)
            os.kill(victim, signal.SIGKILL)
            assert eventually(lambda: gone(victim))
        came = client.until("ready")
        assert errors(client) == []
        assert [outline(it) for it in came].count("audio") == 1
        client.turn("And then I told my colleagues what had happened in the meantime")
        other.turn()
        assert errors(other) == []
        assert server.engine(role) != victim
    assert eventually(server.is_ready)


@pytest.mark.parametrize("role", list(METHODS))
def test_an_engine_that_dies_of_a_request_twice_costs_one_recoverable_error_at_most(
    server: Process, session: str, role: str
) -> None:
    """The same answer kills the engine on its second try, too."""
    order = f"{METHODS[role]}.{'any' if role == 'decoder' else session}"
    with candidate(server.url, session) as client:
        client.start()
        server.orders.give(order, "kill")
        client.answer()
        came = client.until("ready")
        server.orders.take_back(order)
        assert len(errors(client)) <= 1
        assert all(message.get("recoverable", True) for message in came)
        if role in {"decoder", "stt"}:
            assert [outline(it) for it in came] == ["processing_stt", "PROCESSING_ERROR", "ready"]
        else:
            # The plan's wording takes the model's place; where there is no voice, the text stands.
            assert "interviewer" in [outline(it) for it in came]
        assert eventually(server.is_ready)
        client.turn("And then I told my colleagues what had happened in the meantime")
        client.nothing_waits()


def test_where_the_model_fails_the_plan_takes_its_place(server: Process, session: str) -> None:
    with candidate(server.url, session, contract=True) as client:
        client.start()
        server.orders.give(f"generate.{session}", "refuse")
        said = client.turn()
        server.orders.take_back(f"generate.{session}")
        assert said.endswith("?")
        assert not said.startswith("You mentioned")
        client.turn("Then I wrote it all down so that nobody would have to ask me again")


def test_where_the_voice_fails_the_text_stands(server: Process, session: str) -> None:
    with candidate(server.url, session, contract=True) as client:
        client.start()
        server.orders.give(f"say.{session}", "refuse")
        client.answer()
        came = client.until("ready")
        server.orders.take_back(f"say.{session}")
        assert [outline(it) for it in came] == [
            "processing_stt",
            "candidate",
            "generating",
            "interviewer",
            "speaking",
            "PROCESSING_ERROR",
            "ready",
        ]
        assert came[5]["message"] == VOICE_FAILED
        client.turn("Then I wrote it all down so that nobody would have to ask me again")


@pytest.mark.parametrize("role", ["decoder", "stt"])
@pytest.mark.parametrize("how", ["raise", "refuse"])
def test_where_recognition_fails_the_answer_can_be_given_again(
    server: Process, session: str, role: str, how: str
) -> None:
    order = f"{METHODS[role]}.{'any' if role == 'decoder' else session}"
    with candidate(server.url, session, contract=True) as client:
        client.start()
        server.orders.give(order, how)
        client.answer()
        error = client.expect("processing_stt", "PROCESSING_ERROR", "ready")[1]
        server.orders.take_back(order)
        assert "again" in error["message"]
        client.turn()


def test_the_introduction_survives_a_voice_that_dies(server: Process, session: str) -> None:
    with candidate(server.url, session) as client:
        server.orders.give(f"say.{session}", "segfault once")
        client.start()
        client.turn()
        assert errors(client) == []


def test_an_engine_that_keeps_dying_is_named_and_comes_back(tmp_path: Path) -> None:
    with process(tmp_path) as server, candidate(server.url, "before") as client:
        client.start()
        server.orders.give("recognise.any", "kill")
        for _ in range(3):
            client.answer()
            client.expect("processing_stt", "PROCESSING_ERROR", "ready")
        with candidate(server.url, "new") as other:
            ready = httpx.get(f"{server.url}/ready")
            assert ready.status_code == 503
            assert ready.json()["status"] == "failed"
            assert ready.json()["engines"]["stt"]["state"] == "failed"
            other.send("start_interview")
            error = other.expect("START_ERROR", "error")[0]
            assert "speech recognition" in error["message"]
            assert error["message"] == ready.json()["hint"]
            server.orders.take_back("recognise.any")
            assert eventually(server.is_ready)
            other.start()
            other.turn()
        client.turn()


def test_an_engine_that_hangs_is_ended_at_its_deadline(tmp_path: Path) -> None:
    with process(tmp_path, deadline=2.5) as server, candidate(server.url, "s") as client:
        client.start()
        server.orders.give("recognise.s", "hang once")
        client.answer()
        error = client.expect("processing_stt", "PROCESSING_ERROR", "ready")[1]
        assert "too long" in error["message"]
        assert eventually(server.is_ready)
        client.turn()


def ready_engines(server: Process) -> set[str]:
    engines = httpx.get(f"{server.url}/ready").json()["engines"]
    return {role for role, engine in engines.items() if engine["state"] == "ready"}


def test_an_interview_cannot_be_started_while_engines_load_and_can_afterwards(tmp_path: Path) -> None:
    gate = tmp_path / "load"
    server = Process(tmp_path, scripts={"llm": Script(load_gate=str(gate))})
    try:
        server.start(ready=False)
        others = {"decoder", "stt", "tts", "parser"}
        assert eventually(lambda: others <= ready_engines(server))
        assert httpx.get(f"{server.url}/health").json() == {"status": "healthy"}
        ready = httpx.get(f"{server.url}/ready")
        assert (ready.status_code, ready.json()["status"]) == (503, "starting")
        with candidate(server.url, "s", contract=True) as client:
            client.send("start_interview")
            error = client.expect("START_ERROR", "error")[0]
            assert error["recoverable"] is False
            assert error["message"] == ready.json()["hint"]
            assert "language model" in error["message"]
            gate.touch()
            assert eventually(server.is_ready)
            client.start()
            client.turn()
    finally:
        gate.touch()
        server.stop()


def test_ready_says_which_engine_runs_for_each_role(server: Process) -> None:
    answer = httpx.get(f"{server.url}/ready")
    assert answer.status_code == 200
    body = answer.json()
    assert (body["status"], body["missing"], body["hint"]) == ("ready", [], "")
    assert list(body["engines"]) == ["stt", "llm", "tts", "decoder", "parser"]
    for role, engine in body["engines"].items():
        assert (engine["engine"], engine["state"], engine["detail"]) == (f"scripted {role}", "ready", "")


def test_without_a_model_nothing_starts_and_everything_else_works(tmp_path: Path) -> None:
    server = Process(tmp_path, missing=("stt",))
    try:
        server.start(ready=False)
        ready = httpx.get(f"{server.url}/ready")
        assert ready.status_code == 503
        assert (ready.json()["status"], ready.json()["missing"]) == ("models_missing", ["stt"])
        with candidate(server.url, "s", contract=True) as client:
            client.send("start_interview")
            error = client.expect("START_ERROR", "error")[0]
            assert error["message"] == ready.json()["hint"] != ""
    finally:
        assert server.stop() == 0


NAMES = ("anchor", "bridge", "candle", "dragon", "ember", "forest", "garden", "harbor", "island", "jungle")


def test_ten_sessions_at_once_each_get_their_own_answers(server: Process, session: str) -> None:
    together = threading.Barrier(len(NAMES), timeout=20)

    def interview(name: str) -> Candidate:
        with candidate(server.url, f"{session}-{name}", contract=True) as client:
            client.start()
            for number in range(4):
                together.wait()
                words = f"In chapter {number} of my story everything was about the {name}"
                said = client.turn(words)
                if said.startswith(("You", "I see. You", "Thank you. You")):
                    assert f"{name}." in said
                assert not any(f"{other}." in said for other in NAMES if other != name)
            client.send("end_session")
            client.expect("session_ended")
        return client

    with ThreadPoolExecutor(len(NAMES)) as pool:
        clients = list(pool.map(interview, NAMES, timeout=60))
    for name, client in zip(NAMES, clients, strict=True):
        texts = [message for message in client.messages if message["type"] == "transcript"]
        assert [message["sequence"] for message in texts] == list(range(1, 10))
        assert sum(f"{name}." in message["text"] for message in texts) >= 2

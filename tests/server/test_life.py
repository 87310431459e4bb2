"""How a server starts, refuses to start, and stops without losing anything."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import sqlite3
import sys
import threading
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from tests.engines.host_probe import BOUND, eventually, gone
from tests.fakes.client import Candidate, RefusedError, candidate, outline
from tests.fakes.server import Process, engine_processes, process, start_process

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

RESTARTING = "The server is restarting."


def serve(*arguments: str, **environment: str) -> tuple[int, str]:
    """Run the real command until it ends by itself; its status and what it said."""
    command = start_process([sys.executable, "-m", "intervue", "serve", *arguments], **environment)
    _, said = command.communicate(timeout=BOUND)
    return command.returncode, said


def test_sigterm_lets_the_running_turn_finish_and_a_restart_goes_on(tmp_path: Path) -> None:
    with process(tmp_path) as server:
        with candidate(server.url, "busy") as busy, candidate(server.url, "idle") as idle:
            busy.start()
            idle.start()
            with server.orders.held("generate.busy"):
                busy.answer()
                busy.expect("processing_stt", "candidate", "generating")
                server.terminate()
                error, _ = idle.expect("PROCESSING_ERROR", "ready")
                assert error["message"].startswith(RESTARTING)
                assert error["recoverable"] is True
                with pytest.raises(RefusedError) as refusal:
                    Candidate(server.url, "new")
                assert refusal.value.status == 503
                assert "restarting" in refusal.value.reason
                idle.answer()
                assert "about to restart" in idle.expect("PROCESSING_ERROR", "ready")[0]["message"]
            came = busy.expect("interviewer", "speaking", "audio", "ready", "PROCESSING_ERROR", "ready")
            assert came[0]["sequence"] == 3
            assert came[4]["message"].startswith(RESTARTING)
            assert (busy.closed(), idle.closed()) == (1012, 1012)
        engines = engine_processes(server.pid) if not gone(server.pid) else {}
        assert server.wait() == 0
        assert all(eventually(lambda pid=pid: gone(pid)) for pid in engines.values())  # type: ignore[misc]  # bound now
        server.start()
        for session in ("busy", "idle"):
            with candidate(server.url, session) as client:
                client.expect("ready")
                client.turn("After that I wrote everything down for those who came later")
                assert client.messages[-4]["sequence"] == (5 if session == "busy" else 3)


def test_a_turn_that_does_not_finish_is_not_waited_for_for_ever(tmp_path: Path) -> None:
    with process(tmp_path, settings={"drain_seconds": 0.5}) as server:
        with candidate(server.url, "s") as client:
            client.start()
            server.orders.give("recognise.s", "hold")
            client.answer()
            client.expect("processing_stt")
            server.terminate()
            assert client.closed() == 1012
        assert server.wait() == 0
        assert any("Gave up waiting" in line for line in server.log)
        server.orders.take_back("recognise.s")
        server.start()
        with candidate(server.url, "s") as client:
            error = client.expect("ready", "PROCESSING_ERROR", "ready")[1]
            assert "repeat" in error["message"]
            client.turn()


def test_an_idle_server_stops_at_once_on_sigint(tmp_path: Path) -> None:
    with process(tmp_path) as server:
        engines = engine_processes(server.pid)
        assert len(engines) == 5
        os.kill(server.pid, signal.SIGINT)
        assert server.wait() == 0
        assert all(gone(pid) for pid in engines.values())
        assert not [line for line in server.log if "Traceback" in line or "error" in line.lower().split()]


def test_a_second_server_on_the_same_data_folder_refuses_to_start(server: Process) -> None:
    status, said = serve("--port", "0", INTERVUE_DATA_DIR=str(server.data))
    assert status == 1
    assert said.strip() == (
        f"The data folder {server.data} is in use by the process {server.pid}: one server owns a data folder. "
        "Stop that server, or set INTERVUE_DATA_DIR to another folder."
    )


def test_a_port_that_is_taken_is_named(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        status, said = serve("--port", str(port), INTERVUE_DATA_DIR=str(tmp_path))
    assert status == 1
    assert said.startswith(f"Cannot listen on 127.0.0.1 port {port}: ")
    assert "INTERVUE_PORT" in said
    assert len(said.splitlines()) == 1


def test_a_data_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    status, said = serve("--port", "0", INTERVUE_DATA_DIR=str(tmp_path / "file" / "data"))
    assert status == 2
    assert f"The data folder {tmp_path / 'file' / 'data'} cannot be used" in said
    assert "Traceback" not in said


def test_a_database_that_is_none_is_named(tmp_path: Path) -> None:
    (tmp_path / "intervue.db").write_bytes(b"What is this?" * 500)
    status, said = serve("--port", "0", INTERVUE_DATA_DIR=str(tmp_path), INTERVUE_MODELS_DIR=str(tmp_path))
    assert status == 2
    assert f"{tmp_path / 'intervue.db'} is no database" in said
    assert "Traceback" not in said


def test_a_database_of_another_program_is_not_tried_again_and_again(tmp_path: Path) -> None:
    with contextlib.closing(sqlite3.connect(tmp_path / "intervue.db")) as theirs:
        theirs.execute("CREATE TABLE theirs (x)")
        theirs.commit()
    status, said = serve("--port", "0", INTERVUE_DATA_DIR=str(tmp_path), INTERVUE_MODELS_DIR=str(tmp_path))
    assert (status, "another program" in said) == (2, True)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"ALGORITHM": "RS256"}, "needs either INTERVUE_JWT_KEY_FILE or INTERVUE_JWT_JWKS_URL"),
        ({"ISSUER": "", "KEY_FILE": "{folder}/short"}, "needs INTERVUE_JWT_ISSUER and INTERVUE_JWT_AUDIENCE"),
        ({"KEY_FILE": "{folder}/absent"}, "absent cannot be read"),
        ({"KEY_FILE": "{folder}/short"}, "has 9 bytes; HS256 needs at least 32"),
    ],
)
def test_wrong_settings_of_bearer_tokens_end_it_for_good(
    tmp_path: Path, changed: dict[str, str], sentence: str
) -> None:
    (tmp_path / "short").write_text("too short", encoding="utf-8")
    usual = {"ALGORITHM": "HS256", "ISSUER": "https://login.example.org", "AUDIENCE": "intervue"}
    values = {key: value.format(folder=tmp_path) for key, value in (usual | changed).items()}
    environment = {f"INTERVUE_JWT_{key}": value for key, value in values.items()}
    status, said = serve("--port", "0", INTERVUE_DATA_DIR=str(tmp_path / "data"), INTERVUE_AUTH="on", **environment)
    assert (status, len(said.splitlines())) == (2, 1), said
    assert sentence in said


@contextlib.contextmanager
def without_models(folder: Path) -> Iterator[list[dict[str, Any]]]:
    """A real server that has no models, and the lines of its log."""
    (folder / "models").mkdir()
    child = start_process(
        [sys.executable, "-m", "intervue", "serve", "--port", "0"],
        INTERVUE_DATA_DIR=str(folder / "data"),
        INTERVUE_MODELS_DIR=str(folder / "models"),
        INTERVUE_LOG_FORMAT="json",
    )
    lines: list[dict[str, Any]] = []
    listening = threading.Event()

    def listen() -> None:
        assert child.stderr is not None
        with child.stderr:
            for line in child.stderr:
                lines.append(json.loads(line))
                if lines[-1]["event"].startswith("Open http"):
                    listening.set()
        listening.set()

    listener = threading.Thread(target=listen, daemon=True)
    listener.start()
    try:
        assert listening.wait(BOUND)
        yield lines
    finally:
        child.send_signal(signal.SIGTERM)
        assert child.wait(BOUND) == 0
        listener.join(BOUND)


def test_without_any_model_the_real_server_starts_and_says_what_to_run(tmp_path: Path) -> None:
    with without_models(tmp_path) as lines:
        url = next(line["event"] for line in lines if line["event"].startswith("Open http")).split()[1].rstrip("/")
        assert httpx.get(f"{url}/health").json() == {"status": "healthy"}
        hint = "Models are missing on the server. Run `make models` there, then start it again."
        (said,) = [line["event"] for line in lines if line["event"].startswith(hint)]
        assert str(tmp_path / "models") in said  # for whoever runs it, not for candidates
        ready = httpx.get(f"{url}/ready")
        assert ready.status_code == 503
        body = ready.json()
        assert (body["status"], body["missing"], body["hint"]) == ("models_missing", ["stt", "llm", "tts"], hint)
        with candidate(url, "s", contract=True) as client:
            client.send("start_interview")
            error = client.expect("START_ERROR", "error")[0]
            assert (error["message"], error["recoverable"]) == (hint, False)
            client.send("end_session")
            client.expect("session_ended")


def test_logs_for_machines_are_json_and_hold_nothing_that_was_said(tmp_path: Path) -> None:
    with process(tmp_path, settings={"log_format": "json"}) as server:
        with candidate(server.url, "s") as client:
            resume = {"contact": {"name": "Zebulon Quist", "email": "zq@example.org"}, "raw_text": "Zebulon Quist"}
            client.send("resume_context", parsed_resume=resume)
            client.start()
            client.turn("My confidential story is about the marmalade factory")
            client.send_raw('{"type": "audio", "data": "marmalade %%"}')
            client.expect("PROCESSING_ERROR", "ready")
            client.send("end_session")
            client.expect("session_ended")
        assert server.stop() == 0
    lines = [json.loads(line) for line in server.log]
    assert all({"event", "level", "timestamp", "logger"} <= line.keys() for line in lines)
    for secret in ("Zebulon", "zq@example.org", "marmalade", "confidential"):
        assert secret not in "\n".join(server.log)
    turns = [line for line in lines if line["logger"] == "intervue.turns"]
    assert [turn["turn"] for turn in turns] == [0, 1]
    assert turns[1]["session"] == "s"
    stages = ("transcript_s", "text_sent_s", "audio_sent_s")
    assert sorted(stages, key=lambda stage: turns[1][stage]) == list(stages)
    assert turns[1]["sequence"] == 3


ORIGINS = {
    "http://localhost:5173": True,
    "http://127.0.0.1:3000": True,
    "https://localhost": True,
    "http://[::1]:5173": True,
    "https://interviews.example.org": True,
    "https://evil.example.com": False,
    "http://localhost.example.com": False,
    "https://interviews.example.org.example.com": False,
    "null": False,
}


@pytest.fixture(scope="module")
def choosy(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("choosy")
    with process(folder, settings={"cors_origins": ["https://interviews.example.org"]}) as running:
        yield running


@pytest.mark.parametrize(("origin", "allowed"), ORIGINS.items())
def test_pages_of_these_origins_may_call_the_server(choosy: Process, origin: str, *, allowed: bool) -> None:
    for method, path in (("GET", "/health"), ("GET", "/ready"), ("POST", "/resume/parse")):
        answer = httpx.request(method, choosy.url + path, headers={"Origin": origin}, timeout=BOUND)
        assert answer.headers.get("access-control-allow-origin") == (origin if allowed else None)
    asked = {"Origin": origin, "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "x-any"}
    assert (httpx.options(f"{choosy.url}/resume/parse", headers=asked).status_code == 200) is allowed


@pytest.mark.parametrize(("origin", "allowed"), ORIGINS.items())
def test_pages_of_other_origins_cannot_open_a_socket(
    choosy: Process, session: str, origin: str, *, allowed: bool
) -> None:
    """A browser sends the origin of the page with the handshake; CORS does not guard sockets."""
    if allowed:
        with candidate(choosy.url, session, origin=origin) as client:
            client.nothing_waits()
        return
    with pytest.raises(RefusedError) as refusal:
        Candidate(choosy.url, session, origin=origin)
    assert refusal.value.status == 403
    assert "origin" in refusal.value.reason


def test_a_page_of_the_server_itself_and_a_program_without_an_origin_may_open_a_socket(
    choosy: Process, session: str
) -> None:
    for origin in (choosy.url, None):
        with candidate(choosy.url, session, origin=origin) as client:
            assert [outline(it) for it in client.messages] == ["session_started"]

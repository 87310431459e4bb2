"""What there is only so much of: sockets, places for interviews; and what the server does with odd requests."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import sys
from typing import TYPE_CHECKING, Any

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

from intervue import app, bridge
from intervue.settings import Settings
from tests.engines.host_probe import BOUND, eventually
from tests.fakes.client import Candidate, RefusedError, candidate, outline
from tests.fakes.server import QUICK, Orders, Process, echoing_engines, process, serving, start_process

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OTHER_HOST = "rebound.example"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Process]:
    """A server with room for one interview, and little patience."""
    settings = {"interviews_max": 1, "interview_minutes": 5.5, "header_seconds": 0.3}
    with process(tmp_path_factory.mktemp("small"), settings=settings) as running:
        yield running


@pytest.fixture
def narrow(tmp_path: Path) -> Iterator[str]:
    """The address of a server that takes three sockets."""
    given: dict[str, Any] = QUICK | {"data_dir": tmp_path / "data", "sockets_max": 3}
    orders = Orders(tmp_path / "orders")
    orders.folder.mkdir()
    with serving(Settings(**given), echoing_engines(orders.folder)) as running:
        yield running.url


# --- How many ---------------------------------------------------------------------------------------------------------


def test_a_socket_on_which_nothing_was_sent_gives_way_to_one_that_is_needed(
    narrow: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bridge, "SILENT_SECONDS", 0.0)
    with (
        candidate(narrow, "busy") as busy,
        candidate(narrow, "silent") as silent,
        candidate(narrow, "silent-too") as silent_too,
    ):
        busy.start()
        with candidate(narrow, "newcomer") as newcomer:
            newcomer.start()
            assert silent.closed() == 1013
        busy.turn()
        silent_too.nothing_waits()


def test_where_every_socket_is_used_one_more_is_refused(narrow: str) -> None:
    with candidate(narrow, "a") as first, candidate(narrow, "b") as second, candidate(narrow, "c") as third:
        for client in (first, second, third):
            client.nothing_waits()
        with pytest.raises(RefusedError, match="Too many connections") as refusal:
            Candidate(narrow, "d")
        assert refusal.value.status == 503
        third.close()

        def there_is_room() -> bool:
            try:
                Candidate(narrow, "d").close()
            except RefusedError:
                return False
            return True

        assert eventually(there_is_room)
        first.start()


def test_one_interview_too_many_is_told_when_to_try_again_and_can(small: Process, session: str) -> None:
    with candidate(small.url, f"{session}-1") as first, candidate(small.url, f"{session}-2") as second:
        first.start()
        second.send("start_interview")
        refused = second.until("START_ERROR")[-1]
        assert "The only place is taken" in refused["message"]
        assert "in 6 minutes at the latest" in refused["message"]
        assert refused["recoverable"] is False
        second.until("error")
        first.turn()
        first.send("end_session")
        first.until("session_ended")
        assert first.closed() == 1000
        second.start()
        second.send("end_session")
        second.until("session_ended")


def test_who_comes_back_to_an_interview_is_let_in_although_its_place_is_taken(small: Process, session: str) -> None:
    with candidate(small.url, f"{session}-1") as first:
        first.start()
    with candidate(small.url, f"{session}-2") as second:

        def place_is_free() -> bool:
            second.send("start_interview")
            if outline(second.receive()) == "START_ERROR":
                second.expect("error")
                return False
            second.until("ready")
            return True

        assert eventually(place_is_free)
        with candidate(small.url, f"{session}-1") as again:
            again.expect("ready")
            again.turn()
            again.send("end_session")
            again.until("session_ended")
        second.send("end_session")
        second.until("session_ended")


# --- Who is meant -----------------------------------------------------------------------------------------------------


def request(url: str, *lines: str) -> bytes:
    """What a raw request is answered with."""
    host, _, port = url.removeprefix("http://").partition(":")
    with socket.create_connection((host, int(port)), timeout=BOUND) as line:
        line.sendall("".join(f"{text}\r\n" for text in (*lines, "")).encode())
        said = b""
        while piece := line.recv(65_536):
            said += piece
        return said


def test_requests_for_another_host_are_refused_everywhere(small: Process) -> None:
    for path in ("/", "/health", "/ready", "/static/app.js", "/nowhere"):
        answer = request(small.url, f"GET {path} HTTP/1.1", f"Host: {OTHER_HOST}", "Connection: close")
        assert answer.startswith(b"HTTP/1.1 421 ")
        assert b"INTERVUE_ALLOWED_HOSTS" in answer
    port = int(small.url.rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port)) as line, pytest.raises(InvalidStatus) as refusal:
        connect(f"ws://{OTHER_HOST}:{port}/ws/interview/x", sock=line, proxy=None)
    assert refusal.value.response.status_code == 403
    assert b"INTERVUE_ALLOWED_HOSTS" in (refusal.value.response.body or b"")


@pytest.mark.parametrize(
    "lines",
    [
        ("GET /health HTTP/1.0",),
        ("GET /health HTTP/1.1", "Connection: close"),
        ("GET /health HTTP/1.1", "Host: localhost", "Host: localhost", "Connection: close"),
        ("GET /health HTTP/1.1", "Host: localhost:80:80", "Connection: close"),
    ],
    ids=["none, 1.0", "none, 1.1", "two", "malformed"],
)
def test_a_request_without_one_clear_host_is_refused(small: Process, lines: tuple[str, ...]) -> None:
    assert request(small.url, *lines).split(b" ", 2)[1] == b"400"


def test_what_a_proxy_claims_is_not_believed(small: Process) -> None:
    host = small.url.removeprefix("http://")
    for header in (f"X-Forwarded-Host: {host}", f"Forwarded: host={host}"):
        answer = request(small.url, "GET /health HTTP/1.1", f"Host: {OTHER_HOST}", header, "Connection: close")
        assert answer.startswith(b"HTTP/1.1 421 ")


def test_a_page_from_elsewhere_can_change_nothing(small: Process) -> None:
    connection = http.client.HTTPConnection(small.url.removeprefix("http://"), timeout=BOUND)
    connection.request("POST", "/resume/parse", b"", {"Origin": "https://elsewhere.example"})
    answer = connection.getresponse()
    assert answer.status == 403
    assert b"INTERVUE_CORS_ORIGINS" in answer.read()
    connection.close()


def test_a_connection_on_which_no_request_comes_is_closed(small: Process) -> None:
    assert request(small.url, "GET /health HTTP/1.1", "Host: localhost", "Connection: close")[:12] == b"HTTP/1.1 200"
    with socket.create_connection(("127.0.0.1", int(small.url.rpartition(":")[2])), timeout=BOUND) as line:
        assert line.recv(1) == b""


def test_text_that_is_no_utf8_closes_the_socket_without_a_word_in_the_log(small: Process, session: str) -> None:
    port = int(small.url.rpartition(":")[2])
    with connect(f"ws://127.0.0.1:{port}/ws/interview/{session}", proxy=None, close_timeout=2) as client:
        client.recv(BOUND)
        client.socket.sendall(b"\x81\x82" + bytes(4) + b"\xff\xfe")
        with pytest.raises(ConnectionClosed) as end:
            client.recv(BOUND)
    assert end.value.rcvd is not None
    assert end.value.rcvd.code == 1007
    with candidate(small.url, session) as client:
        client.expect("ready")
    assert not any("Traceback" in line or "UTF-8" in line for line in small.log)


# --- Where it listens -------------------------------------------------------------------------------------------------


def test_listening_for_everybody_is_refused_with_what_to_do(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "intervue", "serve", "--host", "0.0.0.0", "--port", "0"]
    child = start_process(command, INTERVUE_DATA_DIR=str(tmp_path))
    _, said = child.communicate(timeout=60)
    assert child.returncode == 2
    assert "INTERVUE_INSECURE=1" in said
    assert "Traceback" not in said
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("auth", "reminds"), [("off", True), ("on", False)])
def test_who_wished_to_listen_for_everybody_is_reminded_of_it_while_the_server_runs(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    auth: str,
    reminds: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    monkeypatch.setattr(app, "REMIND_SECONDS", 0.001)
    given = QUICK | {"data_dir": tmp_path / "data", "host": "0.0.0.0", "insecure": True, "auth": auth}
    orders = Orders(tmp_path / "orders")
    orders.folder.mkdir()
    with serving(Settings(**given), echoing_engines(orders.folder)):
        said = "Anybody who reaches 0.0.0.0 can hold interviews here"
        assert not reminds or eventually(lambda: caplog.text.count(said) > 2)
    assert (said in caplog.text) is reminds


def test_listening_for_everybody_on_request_is_logged(tmp_path: Path) -> None:
    with process(tmp_path, settings={"host": "0.0.0.0", "insecure": True}) as server:
        assert any("Anybody who reaches 0.0.0.0" in line for line in server.log)
        with candidate(server.url, "s") as client:
            client.start()


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="There are no terminals to hang up on Windows.")
def test_a_terminal_that_is_closed_lets_running_turns_finish(tmp_path: Path) -> None:
    with process(tmp_path) as server, candidate(server.url, "s") as client:
        client.start()
        with server.orders.held("generate.s"):
            client.answer()
            assert server.orders.is_held("generate.s")
            os.kill(server.pid, signal.SIGHUP)
            assert eventually(lambda: any("Stopping" in line for line in server.log))
        client.until("interviewer")
        assert client.drain()[0] == 1012
        assert server.wait() == 0

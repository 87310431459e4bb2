"""Connections under TLS over real sockets: the bounds of the others hold for them, and a handshake has its own."""

from __future__ import annotations

import contextlib
import gc
import os
import socket
import ssl
import struct
import threading
import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from intervue import encrypted
from intervue.auth.certificates import Tls, load
from intervue.encrypted import FAREWELL_SECONDS
from tests.engines.host_probe import eventually
from tests.fakes.certificates import Pair, issue
from tests.test_connections import BOUND, FRAME_MAX, GET, LARGE, PATIENCE, all_of, hears, line_to, serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.slow  # waits for time-outs


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Pair:
    return issue(tmp_path_factory.mktemp("certificate"))


@pytest.fixture
def tls(pair: Pair) -> Tls:
    return Tls(load(pair.cert, pair.key))


@pytest.fixture
def trusting(pair: Pair) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=pair.cert)


@contextlib.contextmanager
def secured(port: int, trusting: ssl.SSLContext) -> Iterator[ssl.SSLSocket]:
    with line_to(port) as line, trusting.wrap_socket(line, server_hostname="localhost") as wrapped:
        yield wrapped


def test_a_request_is_answered_under_tls_again_and_again(tls: Tls, trusting: ssl.SSLContext) -> None:
    with serving(tls=tls, timeout_keep_alive=1) as port, secured(port, trusting) as line:
        for _ in range(3):
            line.sendall(GET)
            assert hears(line, b"hello")
        assert line.selected_alpn_protocol() is None


def test_the_log_is_reminded_daily_of_a_certificate_that_runs_out(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    short = issue(tmp_path, days=(-300, 5))
    now = datetime.now(UTC)
    tls = Tls(load(short.cert, short.key), now=lambda: now)
    trusting = ssl.create_default_context(cafile=short.cert)
    reminders = []
    with serving(tls=tls) as port:
        for hours in (1, 25, 26, 49, 50):
            now = datetime.now(UTC) + timedelta(hours=hours)
            with secured(port, trusting) as line:
                line.sendall(GET)
                assert hears(line, b"hello")
            reminders.append(sum("runs out on" in record.getMessage() for record in caplog.records))
    assert reminders == [0, 1, 1, 2, 2]


def test_the_servers_own_is_made_anew_when_it_has_run_out_while_the_server_runs(tmp_path: Path) -> None:
    old, new = issue(tmp_path, days=(-300, -1)), issue(tmp_path, "new")
    tls = Tls(load(old.cert, old.key), lambda: old.replace(new))
    with serving(tls=tls) as port, secured(port, ssl.create_default_context(cafile=new.cert)) as line:
        line.sendall(GET)
        assert hears(line, b"hello")


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
def test_no_key_outlives_its_connection(tls: Tls, trusting: ssl.SSLContext, version: ssl.TLSVersion) -> None:
    trusting.maximum_version = version
    with serving(tls=tls) as port:
        with secured(port, trusting) as line:
            line.sendall(GET)
            assert hears(line, b"hello")
            assert line.session is None or not line.session.has_ticket
            former = line.session
        if former is not None:
            with (
                line_to(port) as again,
                trusting.wrap_socket(again, server_hostname="localhost", session=former) as wrapped,
            ):
                assert not wrapped.session_reused


@pytest.mark.parametrize("head", [b"", b"GET", b"GET / HTTP/1.1\r\nHost: local"])
def test_who_sends_half_of_a_request_under_tls_is_closed(tls: Tls, trusting: ssl.SSLContext, head: bytes) -> None:
    with serving(tls=tls) as port, secured(port, trusting) as line:
        line.sendall(head)
        assert all_of(line) == b""


def test_the_places_of_those_who_are_silent_under_tls_are_free_soon_after_their_time(
    tls: Tls, trusting: ssl.SSLContext
) -> None:
    with serving(tls=tls, connections=2) as port, secured(port, trusting), secured(port, trusting) as dripping:
        began = time.monotonic()
        while True:
            with contextlib.suppress(OSError):
                dripping.sendall(b"G")
            with secured(port, trusting) as line:
                line.sendall(GET)
                if hears(line, b"hello"):
                    break
            assert time.monotonic() - began < PATIENCE + FAREWELL_SECONDS + 2


def test_a_slow_reader_gets_the_end_of_an_answer_too(
    tls: Tls, trusting: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(encrypted, "FAREWELL_SECONDS", 0.1)
    never = threading.Event()
    with serving(tls=tls) as port, socket.socket() as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        line.connect(("127.0.0.1", port))
        line.settimeout(BOUND)
        with trusting.wrap_socket(line, server_hostname="localhost") as slow:
            slow.sendall(b"GET /large HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            got = 0
            while got < LARGE and (piece := slow.recv(4096)):
                got += len(piece)
                if LARGE - got < 5 * 2**15:
                    never.wait(0.03)
            got += len(all_of(slow))
    assert got > LARGE, "the head, and all of the body"


def test_what_a_connection_held_is_free_when_it_was_cut_though_nobody_collects(
    tls: Tls, trusting: ssl.SSLContext
) -> None:
    def held() -> int:
        return sum(isinstance(each, ssl.SSLObject) for each in gc.get_objects())

    with serving(tls=tls) as port:
        gc.collect()
        before = held()
        gc.disable()
        try:
            with contextlib.ExitStack() as stack:
                for _ in range(10):
                    line = stack.enter_context(secured(port, trusting))
                    line.sendall(GET)
                    assert hears(line, b"hello")
                    line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                assert held() == before + 10
            assert eventually(lambda: held() == before)
        finally:
            gc.enable()


@pytest.mark.parametrize("beginning", [b"", b"\x16", b"\x16\x03\x01\x02\x00\x01\x00"])
def test_half_a_handshake_is_given_up_in_time(tls: Tls, trusting: ssl.SSLContext, beginning: bytes) -> None:
    with serving(tls=tls) as port, line_to(port) as line:
        began = time.monotonic()
        line.sendall(beginning)
        assert all_of(line) == b""
        assert PATIENCE * 0.5 < time.monotonic() - began < BOUND / 2


def test_only_so_many_may_be_in_their_handshake_and_who_is_in_goes_on(tls: Tls, trusting: ssl.SSLContext) -> None:
    most = 3
    with serving(tls=tls, connections=most) as port, secured(port, trusting) as served, contextlib.ExitStack() as stack:
        for _ in range(most):
            stack.enter_context(line_to(port))
        with line_to(port) as one_more:
            began = time.monotonic()
            assert all_of(one_more) == b""
            assert time.monotonic() - began < PATIENCE
        served.sendall(GET)
        assert hears(served, b"hello")


def test_too_many_connections_are_told_so_under_tls(tls: Tls, trusting: ssl.SSLContext) -> None:
    most = 2
    with serving(tls=tls, connections=most) as port, contextlib.ExitStack() as stack:
        for _ in range(most):
            line = stack.enter_context(secured(port, trusting))
            line.sendall(b"GET / HT")
        assert b"503 Service Unavailable" in all_of(stack.enter_context(secured(port, trusting)))


def test_a_request_in_clear_is_told_to_come_under_tls(tls: Tls) -> None:
    with serving(tls=tls) as port, line_to(port) as line:
        line.sendall(GET)
        said = all_of(line)
    assert said.startswith(b"HTTP/1.1 400 ")
    assert b"https://" in said


def test_messages_of_every_size_pass_under_tls(tls: Tls, trusting: ssl.SSLContext) -> None:
    with serving(tls=tls) as port, connect(f"wss://localhost:{port}/echo", ssl=trusting, proxy=None) as line:
        for size in (0, 1, 16_384, 32_768, 100_000, FRAME_MAX):
            line.send("x" * size)
            assert line.recv(BOUND) == str(size)


def test_a_message_that_is_too_large_closes_under_tls_with_the_code_for_it(tls: Tls, trusting: ssl.SSLContext) -> None:
    with serving(tls=tls) as port, connect(f"wss://localhost:{port}/echo", ssl=trusting, proxy=None) as line:
        line.send("x" * (FRAME_MAX + 1))
        with pytest.raises(ConnectionClosed) as closed:
            line.recv(BOUND)
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 1009


@pytest.mark.parametrize("how", ["cut", "no record of TLS"])
def test_a_line_that_breaks_in_the_middle_of_a_body_harms_nobody_else(
    tls: Tls, trusting: ssl.SSLContext, how: str, caplog: pytest.LogCaptureFixture
) -> None:
    with serving(tls=tls) as port:
        for _ in range(5):
            with secured(port, trusting) as line:
                line.sendall(b"POST /late HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n" + bytes(5000))
                if how == "cut":
                    line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                else:
                    os.write(line.fileno(), b"nonsense" * 100)
        with secured(port, trusting) as line:
            line.sendall(GET)
            assert hears(line, b"hello")
    assert not [record for record in caplog.records if record.levelname == "ERROR" and record.name == "asyncio"]

"""Clients that read their answers late, or never, in the clear and under TLS: they cost little, and not for long."""

from __future__ import annotations

import contextlib
import socket
import ssl
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import psutil
import pytest

from tests.engines.host_probe import BOUND, eventually
from tests.fakes.server import Process, process

if TYPE_CHECKING:
    from collections.abc import Iterator

LARGE = "/docs/swagger_bundle.js"
"""The largest answer that anybody may ask for."""
UNREAD_SECONDS = 1.0
BYTES_PER_SECOND = 600_000
"""How fast a slow reader is."""
MIB = 2**20


@pytest.fixture(scope="module", params=["off", "self-signed"], ids=["in the clear", "under TLS"])
def patient(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Process]:
    """A server that waits long enough for everything to be looked at."""
    settings = {"tls": request.param, "unread_seconds": 600}
    with process(tmp_path_factory.mktemp("patient"), settings=settings) as server:
        yield server


@pytest.fixture(scope="module", params=["off", "self-signed"], ids=["in the clear", "under TLS"])
def hurried(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Process]:
    """A server that does not wait long for somebody to read on."""
    settings = {"tls": request.param, "unread_seconds": UNREAD_SECONDS}
    with process(tmp_path_factory.mktemp("hurried"), settings=settings) as server:
        yield server


def asking(server: Process) -> socket.socket:
    """A connection that has asked for the large answer, and has room for little of it."""
    scheme, _, where = server.url.partition("://")
    host, _, port = where.rpartition(":")
    line = socket.socket()
    line.settimeout(BOUND)
    line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    line.connect((host, int(port)))
    if scheme == "https":
        line = trusting(server).wrap_socket(line, server_hostname=host)
    line.sendall(f"GET {LARGE} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
    return line


def trusting(server: Process) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=server.data / "self-signed.crt")


def whole(server: Process) -> bytes:
    """The large answer as somebody gets it who reads at once."""
    verify = trusting(server) if server.url.startswith("https") else False
    answer = httpx.get(f"{server.url}{LARGE}", verify=verify, trust_env=False)
    assert answer.status_code == httpx.codes.OK
    return answer.content


def lines_of(server: Process) -> int:
    """Connections that the server holds."""
    return sum(1 for line in psutil.Process(server.pid).net_connections("tcp") if line.raddr)


def memory_of(server: Process) -> int:
    return int(psutil.Process(server.pid).memory_info().rss)


def unsent_by_the_system(server: Process) -> int:
    """Bytes that the system has taken of the server's connections, and the other side has not taken yet."""
    port = f":{int(server.url.rpartition(':')[2]):04X}"
    lines = [line.split() for line in Path("/proc/net/tcp").read_text(encoding="ascii").splitlines()[1:]]
    return sum(int(line[4].partition(":")[0], 16) for line in lines if line[1].endswith(port))


def test_answers_that_nobody_reads_cost_little_memory_and_none_when_they_are_over(patient: Process) -> None:
    size = len(whole(patient))
    assert size > MIB
    before = memory_of(patient)
    for _ in range(2):
        with contextlib.ExitStack() as stack:
            for _ in range(60):
                line = stack.enter_context(asking(patient))
                assert line.recv(12) == b"HTTP/1.1 200"
            assert memory_of(patient) - before < 40 * MIB, "each held the whole answer"
        assert eventually(lambda: lines_of(patient) == 0)
    assert memory_of(patient) - before < 40 * MIB
    assert not [said for said in patient.log if "Traceback" in said]


@pytest.mark.skipif(sys.platform != "linux", reason="what the system holds is read as Linux tells it")
def test_nor_does_the_system_hold_them(patient: Process) -> None:
    with contextlib.ExitStack() as stack:
        for _ in range(20):
            assert stack.enter_context(asking(patient)).recv(12) == b"HTTP/1.1 200"
        assert 0 < unsent_by_the_system(patient) < 20 * 256 * 1024


def test_who_takes_nothing_of_an_answer_is_waited_for_only_so_long(hurried: Process) -> None:
    size = len(whole(hurried))
    with asking(hurried) as line:
        assert line.recv(12) == b"HTTP/1.1 200"
        began = time.monotonic()
        assert eventually(lambda: lines_of(hurried) == 0)
        assert time.monotonic() - began < UNREAD_SECONDS + 5
        got = 0
        with contextlib.suppress(OSError):  # under TLS the end without a farewell is a fault
            while piece := line.recv(65_536):
                got += len(piece)
        assert got < size
    assert not [said for said in hurried.log if "Traceback" in said or "error" in said]


def test_who_reads_slowly_gets_everything_however_long_it_takes(hurried: Process) -> None:
    expected = whole(hurried)
    never = threading.Event()
    began = time.monotonic()
    with asking(hurried) as line:
        got = b""
        while piece := line.recv(16_384):
            got += piece
            never.wait(len(piece) / BYTES_PER_SECOND)
    assert got.endswith(expected)
    assert time.monotonic() - began > UNREAD_SECONDS

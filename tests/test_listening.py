"""The socket that the server listens on."""

from __future__ import annotations

import asyncio
import socket
import subprocess
import sys
import time
from typing import Any

import pytest

from intervue import server
from intervue.server import listen
from intervue.settings import Settings

NOTHING: dict[str, Any] = {}


def test_what_the_server_sends_is_not_held_back_for_more() -> None:
    assert asyncio.run(_delay_switched_off()) != 0


async def _delay_switched_off() -> int:
    """`TCP_NODELAY` of a connection that asyncio accepted from the server's listening socket."""
    switched_off: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    def accepted(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        connection: socket.socket = writer.get_extra_info("socket")
        switched_off.set_result(connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
        writer.close()

    listener = listen("127.0.0.1", 0)
    async with await asyncio.start_server(accepted, sock=listener):
        _, writer = await asyncio.open_connection(*listener.getsockname())
        option = await asyncio.wait_for(switched_off, 10)
        writer.close()
        return option


def test_a_clock_that_says_a_day_before_there_was_the_program_is_warned_of(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    server._warn(Settings(**NOTHING), None)
    assert "The clock" not in caplog.text
    monkeypatch.setattr(time, "time", lambda: 1_500_000_000.0)
    server._warn(Settings(**NOTHING), None)
    assert "The clock of this machine is set back" in caplog.text


def test_a_port_that_is_taken_is_an_error_and_leaves_no_socket_open() -> None:
    with listen("127.0.0.1", 0) as first, pytest.raises(OSError, match="in use"):
        listen("127.0.0.1", first.getsockname()[1])


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit.")
def test_the_server_may_open_as_many_sockets_as_the_system_grants() -> None:
    program = """
import resource
from intervue.server import allow_many_sockets
most = min(resource.getrlimit(resource.RLIMIT_NOFILE)[1], 4096)
resource.setrlimit(resource.RLIMIT_NOFILE, (128, most))
allow_many_sockets()
print(resource.getrlimit(resource.RLIMIT_NOFILE) == (most, most))
"""
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True)
    assert said.stdout.strip() == "True"

"""The socket that the server listens on."""

from __future__ import annotations

import asyncio
import socket

import pytest

from intervue.server import listen


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


def test_a_port_that_is_taken_is_an_error_and_leaves_no_socket_open() -> None:
    with listen("127.0.0.1", 0) as first, pytest.raises(OSError, match="in use"):
        listen("127.0.0.1", first.getsockname()[1])

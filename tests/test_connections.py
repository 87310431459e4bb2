"""Connections over real sockets: nobody holds one open for nothing."""

from __future__ import annotations

import asyncio
import contextlib
import os
import select
import socket
import struct
import threading
from typing import TYPE_CHECKING, Any

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from intervue.budget import FREE_BYTES, Budget
from intervue.connections import Bounds, ServerConfig
from intervue.lines import TELL_SECONDS, Lines, exempt_from
from intervue.server import listen
from intervue.settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.requests import Request
    from starlette.websockets import WebSocket

pytestmark = pytest.mark.slow  # waits for time-outs
BOUND = 10.0
PATIENCE = 0.4
GET = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"
LARGE = 2**20
FRAME_MAX = 8 * FREE_BYTES


async def _hello(_request: Request) -> PlainTextResponse:
    return PlainTextResponse("hello")


async def _large(_request: Request) -> PlainTextResponse:
    return PlainTextResponse("x" * LARGE)


async def _late(request: Request) -> PlainTextResponse:
    """Answers once the whole body is here, which is the application's own time."""
    return PlainTextResponse(str(len(await request.body())))


async def _echo(websocket: WebSocket) -> None:
    await websocket.accept()
    with contextlib.suppress(Exception):
        while True:
            await websocket.send_text(str(len(await websocket.receive_text())))


@contextlib.contextmanager
def serving(budget: Budget | None = None, **given: Any) -> Iterator[int]:
    """A small application behind the server's own protocols; the port."""
    routes = [
        Route("/", _hello),
        Route("/large", _large),
        Route("/late", _late, methods=["POST"]),
        WebSocketRoute("/echo", _echo),
    ]
    bounds = Bounds(
        connections=given.pop("connections", 100),
        header_seconds=given.pop("header_seconds", PATIENCE),
        message_seconds=given.pop("message_seconds", BOUND),
        unsent_bytes=given.pop("unsent_bytes", 2**20),
        connections_per_address=given.pop("per_address", 100),
        exempt=given.pop("exempt", lambda _host: False),
    )
    options: dict[str, Any] = {
        "log_config": None,
        "lifespan": "off",
        "ws_max_size": FRAME_MAX,
        "ws_per_message_deflate": False,
    }
    config = ServerConfig(Starlette(routes=routes), bounds, budget or Budget(10**9), **options, **given)
    listener = listen("127.0.0.1", 0)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=lambda: asyncio.run(server.serve(sockets=[listener])), daemon=True)
    thread.start()
    try:
        yield int(listener.getsockname()[1])
    finally:
        server.should_exit = True
        thread.join(BOUND)
        listener.close()
        assert not thread.is_alive()


def line_to(port: int) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), timeout=BOUND)


def line_from(host: str, port: int) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), timeout=BOUND, source_address=(host, 0))


def all_of(line: socket.socket) -> bytes:
    """What comes until the server closes."""
    said = b""
    with contextlib.suppress(ConnectionResetError):
        while piece := line.recv(65_536):
            said += piece
    return said


def hears(line: socket.socket, words: bytes) -> bool:
    """Whether these bytes come before the server closes."""
    said = b""
    while words not in said:
        piece = line.recv(65_536)
        if not piece:
            return False
        said += piece
    return True


HALVES = [b"", b"GET", b"GET / HTTP/1.1\r\nHost: local", b"\r\n", GET + b"GET / HT"]


@pytest.mark.parametrize("head", HALVES, ids=range(len(HALVES)))
def test_who_sends_no_request_or_half_of_one_is_closed(head: bytes) -> None:
    with serving(timeout_keep_alive=1) as port, line_to(port) as line:
        line.sendall(head)
        said = all_of(line)
        assert said.count(b"hello") == head.count(GET)


def test_a_head_that_drips_in_is_closed_and_others_are_served_meanwhile() -> None:
    with serving() as port, line_to(port) as drip:
        drip.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: ")
        closed = False
        for _ in range(int(BOUND / 0.05)):
            readable, _, _ = select.select([drip], [], [], 0.05)
            if readable:
                closed = drip.recv(1) == b""
                break
            drip.sendall(b"x")
            with line_to(port) as other:
                other.sendall(GET)
                assert hears(other, b"hello")
        assert closed


def test_a_body_that_comes_slower_than_any_head_may_is_left_to_the_application() -> None:
    with serving() as port, line_to(port) as line:
        line.sendall(b"POST /late HTTP/1.1\r\nHost: localhost\r\nContent-Length: 6\r\nConnection: close\r\n\r\n")
        for _ in range(6):
            assert not select.select([line], [], [], PATIENCE / 2)[0]
            line.sendall(b"x")
        assert all_of(line).endswith(b"6")


def test_a_body_that_nobody_reads_any_more_does_not_keep_the_connection() -> None:
    with serving() as port, line_to(port) as line:
        line.sendall(b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\n")
        said, closed = b"", False
        for _ in range(int(BOUND / 0.05)):
            if select.select([line], [], [], 0.05)[0]:
                piece = line.recv(65_536)
                said += piece
                if not piece:
                    closed = True
                    break
            with contextlib.suppress(ConnectionError):
                line.sendall(b"x")
        assert b"405" in said
        assert closed


def test_requests_one_after_the_other_share_a_connection() -> None:
    with serving() as port, line_to(port) as line:
        for _ in range(5):
            line.sendall(GET)
            assert hears(line, b"hello")


def test_connections_beyond_the_limit_are_told_and_closed_until_there_is_room() -> None:
    with serving(connections=2) as port, line_to(port), line_to(port) as second, line_to(port) as third:
        assert all_of(third).startswith(b"HTTP/1.1 503 ")
        assert all_of(second) == b""
        with line_to(port) as fourth:
            fourth.sendall(GET)
            assert hears(fourth, b"hello")


def test_one_address_may_hold_only_some_of_the_connections_and_the_log_says_so_once(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with serving(per_address=2, header_seconds=2) as port, line_to(port) as first, line_to(port):
        with line_from("127.0.0.2", port) as other:
            other.sendall(GET)
            assert hears(other, b"hello"), "another address is served"
        for _ in range(3):
            with line_to(port) as third:
                assert all_of(third).startswith(b"HTTP/1.1 503 ")
        assert all_of(first) == b""
        with line_to(port) as later:
            later.sendall(GET)
            assert hears(later, b"hello")
    told = [record.getMessage() for record in caplog.records if "refused" in record.getMessage()]
    assert told == [
        "Connections are refused: 2 are open from 127.0.0.1, and INTERVUE_CONNECTIONS_PER_ADDRESS_MAX allows no more."
    ]


def test_a_websocket_counts_among_the_connections_of_its_address_until_it_is_closed() -> None:
    with serving(per_address=1) as port:
        for _ in range(3):
            with talking(port) as client:
                client.send("abc")
                assert client.recv(timeout=BOUND) == "3"
                with line_to(port) as other:
                    assert all_of(other).startswith(b"HTTP/1.1 503 ")


def test_a_trusted_proxy_may_hold_any_number_of_connections() -> None:
    exempt = exempt_from(load_settings(auth="on", trusted_proxies="127.0.0.0/8"))
    with serving(per_address=1, exempt=exempt) as port, line_to(port), line_to(port), line_to(port) as third:
        third.sendall(GET)
        assert hears(third, b"hello")


def test_programs_of_this_machine_may_hold_any_number_only_where_nobody_is_asked() -> None:
    assert exempt_from(load_settings(auth="off"))("127.0.0.1")
    assert not exempt_from(load_settings(auth="on"))("127.0.0.1")
    assert not exempt_from(load_settings(auth="off"))("192.0.2.7")
    assert exempt_from(load_settings(auth="on", trusted_proxies="192.0.2.7"))("::ffff:192.0.2.7")


def test_who_is_gone_counts_no_more_and_a_network_counts_as_one(caplog: pytest.LogCaptureFixture) -> None:
    now = [0.0]
    lines = Lines(2, clock=lambda: now[0])
    assert [lines.add(f"2001:db8::{number}") for number in range(3)] == [True, True, False]
    lines.remove("2001:db8::0")
    lines.remove("2001:db8::2")
    assert lines.add("2001:db8::9")
    for _ in range(4):
        now[0] += TELL_SECONDS / 2
        lines.full(2048)
    assert sum("2048 are open" in record.getMessage() for record in caplog.records) == 2


def test_a_request_that_breaks_the_rules_is_answered_and_closed() -> None:
    with serving() as port:
        for junk in (os.urandom(64) + b"\r\n\r\n", b"GET / HTTP/1.1\r\n\r\n", GET[:-2] + b"Host: other\r\n\r\n"):
            with line_to(port) as line:
                line.sendall(junk)
                assert all_of(line).startswith(b"HTTP/1.1 400 ")


# --- WebSockets -------------------------------------------------------------------------------------------------------


@contextlib.contextmanager
def talking(port: int, **options: Any) -> Iterator[Any]:
    with connect(f"ws://127.0.0.1:{port}/echo", proxy=None, close_timeout=2, ping_interval=None, **options) as client:
        yield client


def part_of_a_frame(size: int, sent: int) -> bytes:
    """The beginning of a masked text frame of `size` bytes."""
    return b"\x81" + bytes([0x80 | 127]) + struct.pack("!Q", size) + bytes(4) + b"x" * sent


def closed_with(client: Any) -> int:
    with pytest.raises(ConnectionClosed) as end:
        client.recv(BOUND)
    return end.value.rcvd.code if end.value.rcvd is not None else 1006


def test_a_message_that_is_never_completed_closes_the_socket() -> None:
    with serving(message_seconds=0.3) as port, talking(port) as client:
        client.send("whole")
        assert client.recv(BOUND) == "5"
        client.socket.sendall(part_of_a_frame(1000, 10))
        assert closed_with(client) == 1008


def test_messages_in_fragments_are_taken_and_have_to_end_too() -> None:
    with serving(message_seconds=0.3) as port, talking(port) as client:
        client.send(["a", "bc", "def"])
        assert client.recv(BOUND) == "6"
        client.socket.sendall(b"\x01\x81" + bytes(4) + b"x")
        assert closed_with(client) == 1008


def test_a_long_message_on_a_slow_line_is_not_taken_for_a_dead_one() -> None:
    with serving(ws_ping_interval=0.1, ws_ping_timeout=0.2) as port, line_to(port) as line:
        line.sendall(
            b"GET /echo HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            b"Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n"
        )
        assert hears(line, b"\r\n\r\n")
        line.sendall(part_of_a_frame(20, 0))
        never = threading.Event()
        for _ in range(20):  # 20 pieces over 1 s; no pong can be sent in between
            never.wait(0.05)
            line.sendall(b"x")
        assert hears(line, b"20")


def test_who_answers_no_ping_is_closed() -> None:
    with serving(ws_ping_interval=0.1, ws_ping_timeout=0.2) as port, line_to(port) as line:
        line.sendall(
            b"GET /echo HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            b"Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n"
        )
        assert struct.pack("!H", 1011) in all_of(line)


def test_half_sent_messages_are_bounded_together_and_small_ones_are_taken_all_the_same() -> None:
    budget = Budget(4 * FREE_BYTES)
    with serving(budget) as port, contextlib.ExitStack() as stack:
        greedy = [stack.enter_context(talking(port)) for _ in range(2)]
        for client in greedy:
            client.socket.settimeout(BOUND)
            with contextlib.suppress(OSError):
                client.socket.sendall(part_of_a_frame(FRAME_MAX, FRAME_MAX - 1000))
        codes = {code for code in map(ends, greedy) if code is not None}
        assert codes <= {1013, 1006}
        assert codes
        with talking(port) as modest:
            modest.send("x" * (FREE_BYTES // 2))
            assert modest.recv(BOUND) == str(FREE_BYTES // 2)
    assert budget.held == 0


def ends(client: Any) -> int | None:
    """The code with which the server closes within a second; None if it does not."""
    try:
        client.recv(1)
    except TimeoutError:
        return None
    except ConnectionClosed as end:
        return end.rcvd.code if end.rcvd is not None else 1006
    return None


def test_text_that_is_no_utf8_closes_with_the_code_for_that() -> None:
    with serving() as port, talking(port) as client:
        client.socket.sendall(b"\x81\x82" + bytes(4) + b"\xff\xfe")
        assert closed_with(client) == 1007


def test_a_frame_beyond_the_limit_closes_with_the_code_for_that() -> None:
    with serving() as port, talking(port) as client:
        client.socket.sendall(part_of_a_frame(FRAME_MAX + 1, 10))
        assert closed_with(client) == 1009


UPGRADE = (
    b"GET /echo HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n"
)


@pytest.mark.parametrize(
    "lines",
    [b"Content-Length: 5\r\n", b"Transfer-Encoding: chunked\r\n", b"a: b\r\n" * 300, b"a: " + b"x" * 20_000 + b"\r\n"],
    ids=["body", "chunks", "many headers", "long header"],
)
def test_a_handshake_that_breaks_the_rules_is_answered_and_closed(lines: bytes) -> None:
    with serving() as port, line_to(port) as line:
        line.sendall(UPGRADE + lines + b"\r\n")
        assert all_of(line).startswith(b"HTTP/1.1 4")


@pytest.mark.parametrize("frame", [b"\x89\x80", b"\x8a\x80", b"\x00\x80"], ids=["ping", "pong", "fragment"])
def test_a_flood_of_empty_frames_closes_the_socket(frame: bytes) -> None:
    with serving() as port, talking(port) as client:
        client.socket.sendall(b"\x01\x80" + bytes(4) + (frame + bytes(4)) * 2000)
        assert closed_with(client) in {1008, 1006}


def test_a_flood_of_tiny_chunks_holds_nobody_up() -> None:
    with serving() as port, line_to(port) as flood:
        flood.sendall(b"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n")
        assert hears(flood, b"405")
        with contextlib.suppress(OSError):
            flood.sendall(b"1\r\n-\r\n" * 40_000)
        with line_to(port) as line:
            line.settimeout(1.5)  # parsing all of it takes longer
            line.sendall(GET)
            assert hears(line, b"hello")

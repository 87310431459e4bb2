"""Connections that cannot be held open for nothing: uvicorn's protocols, with the bounds they lack.

uvicorn waits for the head of a request for ever, takes as many connections as there are, holds any number of half-sent
messages, closes a socket that is busy sending a long message because no pong comes in between, never answers a
handshake that breaks the rules, parses whatever was received in one go, and waits for ever for a client that reads
nothing of its answer.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import h11
import uvicorn
from uvicorn.protocols.http.flow_control import FlowControl
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.streams import StreamReader

from intervue.budget import Budget, Share
from intervue.encrypted import EncryptedLine
from intervue.inflow import ALL, PIECE, Inflow
from intervue.lines import Lines
from intervue.pieces import PIECE_BYTES, InPieces

if TYPE_CHECKING:
    import asyncio
    import ssl
    from asyncio.transports import BaseTransport
    from collections.abc import Callable, Generator

    from websockets.frames import Frame

    from intervue.auth.certificates import Tls

HANDSHAKE_SECONDS: Final = 30.0
"""The longest that a socket waits to be accepted, the application's own time included."""
FRAGMENTS_MAX: Final = 1000
"""Most frames of one WebSocket message."""
CONTROLS_PER_SECOND: Final = 20.0
"""Most pings and pongs of one WebSocket; a browser sends one in twenty seconds."""
CONTROLS_AT_ONCE: Final = 100.0
"""Most pings and pongs after a silence."""

FIRST_MESSAGE_BYTES: Final = "intervue.first_message_bytes"
"""Beside an ASGI `websocket.accept`: so large may the first message be; more closes the socket with 1009, unread."""

_FULL = (
    b"HTTP/1.1 503 Service Unavailable\r\ncontent-type: text/plain; charset=utf-8\r\nretry-after: 10\r\n"
    b"connection: close\r\n\r\nToo many connections are open at the moment. Please try again in a minute.\n"
)
_BAD_HANDSHAKE = (
    b"HTTP/1.1 400 Bad Request\r\ncontent-type: text/plain; charset=utf-8\r\nconnection: close\r\n\r\n"
    b"This is no valid request for a WebSocket.\n"
)


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a connection may do. Times in seconds, sizes in bytes."""

    connections: int
    header_seconds: float
    message_seconds: float
    unsent_bytes: int
    """Most that may wait to be read by the other side where it asks for more."""
    unread_seconds: float = 30.0
    """The longest that a client may take for the next piece of an answer."""
    connections_per_address: int = 256
    exempt: Callable[[str], bool] = lambda _host: False
    """Whether an address may hold any number of them."""


class ServerConfig(uvicorn.Config):
    """uvicorn's configuration, with what the protocols below need to know."""

    def __init__(self, app: Any, bounds: Bounds, budget: Budget, tls: Tls | None = None, **options: Any) -> None:
        super().__init__(InPieces(app), http=HttpProtocol, ws=SocketProtocol, **options)
        self.bounds = bounds
        self.budget = budget
        self.tls = tls
        self.open = Lines(bounds.connections_per_address, bounds.exempt)
        self.lines: set[EncryptedLine] = set()
        """Connections under TLS, those in the middle of their handshake among them."""

    def load(self) -> None:
        """Make everything ready to serve."""
        super().load()
        if self.tls is not None:
            # uvicorn calls it for every connection; its own TLS has no bounds.
            make: Any = partial(self._encrypted, self.tls.context)
            self.http_protocol_class = make

    def _encrypted(self, context: ssl.SSLContext, **given: Any) -> EncryptedLine:
        http = HttpProtocol(**given)

        def full() -> bool:
            """Whether too many are in the middle of their handshake; of the others `HttpProtocol` says so itself."""
            too_many = len(self.lines) - len(http.connections) > self.bounds.connections
            if too_many:
                self.open.full(self.bounds.connections)
            return too_many

        return EncryptedLine(http, context, self.bounds, self.lines, full, counted=self.open)

    def enter(self, client: tuple[str, int] | None) -> bool:
        """Count a connection; false if its address has too many. Under TLS that was done before the handshake."""
        return self.tls is not None or self.open.add(client[0] if client else None)

    def leave(self, client: tuple[str, int] | None) -> None:
        """A connection that entered is gone."""
        if self.tls is None:
            self.open.remove(client[0] if client else None)


class _Flow(FlowControl):
    """uvicorn's account of who may read and write; says when reading goes on."""

    def __init__(self, transport: asyncio.Transport, go_on: Callable[[], None]) -> None:
        super().__init__(transport)
        self._go_on = go_on

    def resume_reading(self) -> None:
        super().resume_reading()
        self._go_on()


class HttpProtocol(H11Protocol):
    """HTTP/1.1: whoever sends no request, or only half of its head, or does not read the answer, is closed."""

    config: ServerConfig
    _patience: asyncio.TimerHandle | None = None
    _unread: asyncio.TimerHandle | None = None
    _deaf = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn does
        """Take a connection, unless there are too many."""
        super().connection_made(transport)
        transport.set_write_buffer_limits(PIECE_BYTES)
        self._inflow = Inflow(transport, self.loop, self._take, self._room)
        self.flow = _Flow(transport, self._inflow.go_on)
        fits = self.config.enter(self.client)
        if len(self.connections) > self.config.bounds.connections:
            self.config.open.full(self.config.bounds.connections)
            fits = False
        if not fits:
            transport.write(_FULL)
            transport.close()
        else:
            self._watch()

    def data_received(self, data: bytes) -> None:
        """Take in what the client sent."""
        if not self._deaf:
            self._inflow.add(data)

    def connection_lost(self, exc: Exception | None) -> None:
        """The connection is gone."""
        self.config.leave(self.client)
        self._relax()
        self._was_read()
        self._inflow.drop()
        super().connection_lost(exc)

    def pause_writing(self) -> None:
        """The client has to take something before more is sent; one that does not is not waited for."""
        super().pause_writing()
        self._was_read()
        self._unread = self.loop.call_later(self.config.bounds.unread_seconds, self.transport.abort)

    def resume_writing(self) -> None:
        """The client took it."""
        self._was_read()
        super().resume_writing()

    def send_400_response(self, msg: str) -> None:
        """What came is no HTTP. A request whose answer is still being made gets none: its sender broke the line."""
        if self.cycle is not None and not self.cycle.response_complete:
            self.cycle.disconnected = True
            self.cycle.message_event.set()
            if self.cycle.response_started:
                self.transport.close()
                return
        super().send_400_response(msg)

    def on_response_complete(self) -> None:
        """A request was answered. The rest of a body in chunks is not looked at any more."""
        super().on_response_complete()
        if self.conn.their_state is h11.SEND_BODY and self._in_chunks() and not self.transport.is_closing():
            # Closed at once, the answer might be lost: uvicorn closes when nothing has come of it for a while.
            self._deaf = True
            self._inflow.drop()
            if self.transport.can_write_eof():  # TLS cannot be closed by halves
                with contextlib.suppress(OSError):  # the client has given up meanwhile
                    self.transport.write_eof()

    def handle_websocket_upgrade(self, event: h11.Request) -> None:
        """From here on the socket has its own bounds."""
        self._relax()
        self._was_read()
        self._inflow.drop()
        super().handle_websocket_upgrade(event)

    def _take(self, data: bytes) -> None:
        super().data_received(data)
        self._watch()

    def _room(self) -> int:
        if self.transport.is_closing() or self.transport.get_protocol() is not self or self.flow.read_paused:
            return 0
        return ALL if self.conn.their_state is h11.SEND_BODY and not self._in_chunks() else PIECE

    def _in_chunks(self) -> bool:
        return any(name == b"transfer-encoding" for name, _ in self.headers)

    def _watch(self) -> None:
        """Start waiting for a request where none is being handled, and uvicorn itself does not wait for the next."""
        handled = self.cycle is not None and not self.cycle.response_complete
        upgraded = self.transport.get_protocol() is not self
        if handled or upgraded or self.transport.is_closing() or self.timeout_keep_alive_task is not None:
            self._relax()
        elif self._patience is None:
            self._patience = self.loop.call_later(self.config.bounds.header_seconds, self._lose_patience)

    def _relax(self) -> None:
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None

    def _was_read(self) -> None:
        if self._unread is not None:
            self._unread.cancel()
            self._unread = None

    def _lose_patience(self) -> None:
        self._patience = None
        self.transport.close()


class _Reader(StreamReader):
    """Knows how much of a frame is still to come."""

    _wanted = 0

    @property
    def missing(self) -> int:
        """Bytes."""
        return max(0, self._wanted - len(self.buffer))

    def read_exact(self, n: int) -> Generator[None, None, bytearray]:
        self._wanted = n
        found = yield from super().read_exact(n)
        self._wanted = 0
        return found


class SocketProtocol(WebSocketsSansIOProtocol):
    """WebSocket: half-sent messages are counted and have to be completed; a client that is sending is alive."""

    config: ServerConfig

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._share = Share(self.config.budget)
        self._completion: asyncio.TimerHandle | None = None
        self._handshake: asyncio.TimerHandle | None = None
        self._fragments = self._fragment_bytes = 0
        self._is_first = False
        """Whether the first message has a bound of its own, and is still to come."""
        self._controls, self._controls_at = CONTROLS_AT_ONCE, self.loop.time()
        # Nothing was parsed yet: the parser starts anew, with a reader that tells more.
        self._reader = self.conn.reader = _Reader()
        self.conn.parser = self.conn.parse()
        next(self.conn.parser)

    def connection_made(self, transport: BaseTransport) -> None:
        """A request for a WebSocket came; the rest of its handshake may take a while, but not for ever."""
        super().connection_made(transport)
        self._inflow = Inflow(self.transport, self.loop, self._take, self._room)
        self._handshake = self.loop.call_later(HANDSHAKE_SECONDS, self.transport.close)

    def data_received(self, data: bytes) -> None:
        """Take in what the client sent."""
        self._inflow.add(data)

    def connection_lost(self, exc: Exception | None) -> None:
        """The connection is gone."""
        self.config.leave(self.client)
        self._forget()
        self._shaken()
        self._inflow.drop()
        super().connection_lost(exc)

    async def receive(self) -> Any:
        """The next event for the application."""
        event = await super().receive()
        self._inflow.go_on()
        return event

    async def send(self, message: Any) -> None:
        """Do what the application wants."""
        if FIRST_MESSAGE_BYTES in message:
            self.conn.max_message_size = message[FIRST_MESSAGE_BYTES]
            self._is_first = True
        await super().send(message)
        if self.handshake_complete:
            self._shaken()
            self._inflow.go_on()

    def handle_text(self, event: Frame) -> None:
        """The first frame of a text."""
        self._fragments, self._fragment_bytes = 1, len(event.data)
        super().handle_text(event)

    def handle_bytes(self, event: Frame) -> None:
        """The first frame of a message that is no text."""
        self._fragments, self._fragment_bytes = 1, len(event.data)
        super().handle_bytes(event)

    def handle_cont(self, event: Frame) -> None:
        """A further frame of a message."""
        if self.close_sent:
            return
        self._fragments += 1
        self._fragment_bytes += len(event.data)
        if self._fragments > FRAGMENTS_MAX:
            self._fail(1008, "The message came in too many pieces.")
        else:
            super().handle_cont(event)

    def send_receive_event_to_app(self) -> None:
        """A message is complete."""
        self._fragments = self._fragment_bytes = 0
        self._is_first = False
        self.conn.max_message_size = self.config.ws_max_size
        super().send_receive_event_to_app()

    def handle_ping(self) -> None:
        """Answer, unless nobody reads the answers."""
        if self.transport.get_write_buffer_size() > self.config.bounds.unsent_bytes:
            self.transport.abort()
        elif self._may_control():
            super().handle_ping()

    def handle_pong(self, event: Frame) -> None:
        """The client lives."""
        if self._may_control():
            super().handle_pong(event)

    def _may_control(self) -> bool:
        """Count one ping or pong; false, and the end, if there were too many of late."""
        now = self.loop.time()
        self._controls = min(CONTROLS_AT_ONCE, self._controls + (now - self._controls_at) * CONTROLS_PER_SECOND) - 1
        self._controls_at = now
        if self._controls >= 0:
            return True
        if self.close_sent:
            self.transport.abort()
        else:
            self._fail(1008, "Too many pings and pongs.")
        return False

    def _room(self) -> int:
        if self.transport.is_closing():
            return 0
        if not self.handshake_initiated:
            return ALL
        if not self.handshake_complete or self.read_paused:
            return 0
        # The parser knows the bound on a frame before its first byte: what comes after the first message has another.
        return max(1 if self._is_first else PIECE, self._reader.missing)

    def _take(self, data: bytes) -> None:
        super().data_received(data)
        if self.conn.handshake_exc is not None and not self.handshake_initiated:
            self._turn_away()
        if self.close_sent or self.transport.is_closing():
            self._forget()
            return
        if self.pong_timer is not None and self.ping_timeout is not None:
            # A pong cannot overtake the message that is being sent.
            self.pong_timer.cancel()
            self.pong_timer = self.loop.call_later(self.ping_timeout, self.keepalive_timeout)
        self._count(len(self.conn.reader.buffer) + self._fragment_bytes)

    def _turn_away(self) -> None:
        """The request for a WebSocket breaks the rules: nobody else says so."""
        self.handshake_complete = self.close_sent = True
        self.transport.write(b"".join(self.conn.data_to_send()) or _BAD_HANDSHAKE)
        self.transport.close()

    def _shaken(self) -> None:
        if self._handshake is not None:
            self._handshake.cancel()
            self._handshake = None

    def _count(self, incomplete: int) -> None:
        if not self._share.hold(incomplete):
            self._fail(1013, "The server is busy. Please send it again.")
        elif not incomplete:
            self._forget()
        elif self._completion is None:
            wait = self.config.bounds.message_seconds
            self._completion = self.loop.call_later(wait, self._fail, 1008, "The message was not completed in time.")

    def _forget(self) -> None:
        self._share.drop()
        if self._completion is not None:
            self._completion.cancel()
            self._completion = None

    def _fail(self, code: int, reason: str) -> None:
        self._forget()
        if self.close_sent or self.transport.is_closing():
            return
        self.stop_keepalive()
        self.conn.fail(code, reason)
        self.handle_parser_exception()

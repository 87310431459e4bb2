"""Connections that cannot be held open for nothing: uvicorn's protocols, with the bounds they lack.

uvicorn waits for the head of a request for ever, takes as many connections as there are, holds any number of half-sent
messages, and closes a socket that is busy sending a long message because no pong comes in between.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from intervue.budget import Budget, Share

if TYPE_CHECKING:
    import asyncio

    import h11

_FULL = (
    b"HTTP/1.1 503 Service Unavailable\r\ncontent-type: text/plain; charset=utf-8\r\nretry-after: 10\r\n"
    b"connection: close\r\n\r\nToo many connections are open at the moment. Please try again in a minute.\n"
)


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a connection may do. Times in seconds."""

    connections: int
    header_seconds: float
    message_seconds: float


class ServerConfig(uvicorn.Config):
    """uvicorn's configuration, with what the protocols below need to know."""

    def __init__(self, app: Any, bounds: Bounds, budget: Budget, **options: Any) -> None:
        super().__init__(app, http=HttpProtocol, ws=SocketProtocol, **options)
        self.bounds = bounds
        self.budget = budget


class HttpProtocol(H11Protocol):
    """HTTP/1.1: whoever sends no request, or only half of its head, is closed after a while."""

    config: ServerConfig
    _patience: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn does
        """Take a connection, unless there are too many."""
        super().connection_made(transport)
        if len(self.connections) > self.config.bounds.connections:
            transport.write(_FULL)
            transport.close()
        else:
            self._watch()

    def data_received(self, data: bytes) -> None:
        """Take in what the client sent."""
        super().data_received(data)
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        """The connection is gone."""
        self._relax()
        super().connection_lost(exc)

    def handle_websocket_upgrade(self, event: h11.Request) -> None:
        """From here on the socket has its own bounds."""
        self._relax()
        super().handle_websocket_upgrade(event)

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

    def _lose_patience(self) -> None:
        self._patience = None
        self.transport.close()


class SocketProtocol(WebSocketsSansIOProtocol):
    """WebSocket: half-sent messages are counted and have to be completed; a client that is sending is alive."""

    config: ServerConfig

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._share = Share(self.config.budget)
        self._completion: asyncio.TimerHandle | None = None

    def data_received(self, data: bytes) -> None:
        """Take in what the client sent."""
        super().data_received(data)
        if self.close_sent or self.transport.is_closing():
            self._forget()
            return
        if self.pong_timer is not None and self.ping_timeout is not None:
            # A pong cannot overtake the message that is being sent.
            self.pong_timer.cancel()
            self.pong_timer = self.loop.call_later(self.ping_timeout, self.keepalive_timeout)
        self._count(len(self.conn.reader.buffer) + sum(map(len, self.frames)))

    def connection_lost(self, exc: Exception | None) -> None:
        """The connection is gone."""
        self._forget()
        super().connection_lost(exc)

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

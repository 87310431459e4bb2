"""Around every request and socket: an id for the log, one line when it is over, and numbers for `/metrics`."""

from __future__ import annotations

import logging
import secrets
import time
from collections import Counter
from typing import TYPE_CHECKING, Final

from starlette.datastructures import MutableHeaders
from structlog.contextvars import bind_contextvars, clear_contextvars

from intervue.metrics import METHODS
from intervue.protocol import SESSION_ID
from intervue.store.audit import session_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from intervue.metrics import Metrics

logger = logging.getLogger("intervue.access")

HEADER: Final = "X-Request-ID"
QUIET: Final = frozenset({"/", "/static/{name}", "/health", "/ready", "/metrics"})
"""Routes that are asked for all the time; their requests are worth a line for debugging only."""
UNKNOWN: Final = "-"
"""The route of what has none. The path itself is the sender's text and goes nowhere."""
_SOCKETS: Final = "/ws/interview/"
_INTERNAL_ERROR: Final = 500
_TOO_MANY: Final = 429
_SWITCHING: Final = 101


class AccessLog:
    """Wraps the application. Used by one event loop."""

    def __init__(self, app: ASGIApp, metrics: Metrics, *, access: bool = False) -> None:
        """`access`: whether access control is on."""
        self._app = app
        self._access = access
        self._metrics = metrics
        self._open: Counter[str] = Counter()
        """Open sockets per session."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request, a socket, or the application's lifespan."""
        kind = scope["type"]
        if kind not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return
        # Each request runs in a task of its own: what is bound here is seen by it and by the tasks it makes.
        clear_contextvars()
        request = secrets.token_hex(8)
        bind_contextvars(request=request)
        if kind == "http":
            await self._request(scope, receive, send, request)
        else:
            await self._socket(scope, receive, send, request)

    async def _request(self, scope: Scope, receive: Receive, send: Send, request: str) -> None:
        began = time.monotonic()
        status = _INTERNAL_ERROR

        async def answer(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)[HEADER] = request
            await send(message)

        try:
            await self._app(scope, receive, answer)
        finally:
            seconds = time.monotonic() - began
            # A client may invent methods: what is logged and counted is one of those that exist.
            method = scope["method"] if scope["method"] in METHODS else "other"
            route = _route(scope)
            self._metrics.request(method, route, status, seconds)
            # Who floods the server gets one line from whoever counts, and does not flood the log.
            quiet = status == _TOO_MANY or (route in QUIET and status != _INTERNAL_ERROR)
            level = logging.DEBUG if quiet else logging.INFO
            ms = round(seconds * 1000, 1)
            fields = {"method": method, "route": route, "status": status, "ms": ms}
            logger.log(level, "%s %s %d, %.0f ms", method, route, status, ms, extra=fields)

    async def _socket(self, scope: Scope, receive: Receive, send: Send, request: str) -> None:
        traffic = _Traffic(self._metrics, receive, send, request)
        session = scope["path"].removeprefix(_SOCKETS)
        if SESSION_ID.fullmatch(session):
            # Where there are tokens, somebody may put one in the place of an id.
            bind_contextvars(session=session_name(session) if self._access else session)

        def opened() -> None:
            self._open[session] += 1
            self._note()
            logger.info("Socket opened", extra={"status": _SWITCHING})

        traffic.opened = opened
        try:
            await self._app(scope, traffic.receive, traffic.send)
        finally:
            if traffic.is_open:
                self._open[session] -= 1
                self._open += Counter()  # drops those that have none left
                self._note()
            self._metrics.handshake(traffic.status)
            traffic.log()

    def _note(self) -> None:
        self._metrics.sockets(self._open.total(), len(self._open))


class _Traffic:
    """What goes over one socket."""

    def __init__(self, metrics: Metrics, receive: Receive, send: Send, request: str) -> None:
        self.status = _INTERNAL_ERROR
        self.opened: Callable[[], None] = _nothing
        self.is_open = False
        self._metrics = metrics
        self._receive = receive
        self._send = send
        self._request = request
        self._began = time.monotonic()
        self._code = 1006
        self._bytes_in = 0
        self._bytes_out = 0

    async def receive(self) -> Message:
        """From the client."""
        message = await self._receive()
        if message["type"] == "websocket.receive":
            size = _size(message)
            self._bytes_in += size
            self._metrics.received(size)
        elif message["type"] == "websocket.disconnect":
            self._code = message.get("code") or self._code
        return message

    async def send(self, message: Message) -> None:
        """To the client."""
        kind = message["type"]
        if kind in {"websocket.accept", "websocket.http.response.start"}:
            MutableHeaders(scope=message)[HEADER] = self._request
        if kind == "websocket.http.response.start":
            self.status = message["status"]
        elif kind == "websocket.close":
            self._code = message.get("code", 1000)
            if not self.is_open:
                self.status = 403
        await self._send(message)
        if kind == "websocket.accept":
            self.is_open, self.status = True, _SWITCHING
            self.opened()
        elif kind == "websocket.send":
            size = _size(message)
            self._bytes_out += size
            self._metrics.sent(size)

    def log(self) -> None:
        """The socket is over."""
        if not self.is_open:
            level = logging.DEBUG if self.status == _TOO_MANY else logging.INFO
            logger.log(level, "Socket refused: %d", self.status, extra={"status": self.status})
            return
        seconds = round(time.monotonic() - self._began, 1)
        fields = {"code": self._code, "seconds": seconds, "bytes_in": self._bytes_in, "bytes_out": self._bytes_out}
        logger.info("Socket closed after %.0f s: %d", seconds, self._code, extra=fields)


def _route(scope: Scope) -> str:
    """The template that matched."""
    path = getattr(scope.get("route"), "path", None)
    return path if isinstance(path, str) else UNKNOWN


def _size(message: Message) -> int:
    text = message.get("text")
    if text is None:
        return len(message.get("bytes") or b"")
    return len(text) if text.isascii() else len(text.encode())


def _nothing() -> None:
    """Nobody wants to know."""

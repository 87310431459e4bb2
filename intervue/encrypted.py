"""Connections under TLS: asyncio's own protocol for it, with the bounds that it lacks.

asyncio waits a minute for a handshake and half a minute for a farewell, keeps 256 KiB for each connection and 512 KiB
that its client has not read, frees none of it before the collector comes by, tells nobody of those whose handshake is
not over, closes without a word where somebody speaks plain HTTP, and loses what was sent last to a client that is
sending, or slow.
"""

from __future__ import annotations

import asyncio
import math
import ssl
from asyncio.sslproto import SSLProtocol
from typing import TYPE_CHECKING, Any, Final

from uvicorn.protocols.utils import get_remote_addr

from intervue.pieces import PIECE_BYTES

if TYPE_CHECKING:
    from collections.abc import Callable

    from intervue.connections import Bounds, HttpProtocol
    from intervue.lines import Lines

FAREWELL_SECONDS = 3.0
"""How long a client that has got everything may take to say that it closes, too."""
_PLAIN: Final = (
    b"HTTP/1.1 400 Bad Request\r\ncontent-type: text/plain; charset=utf-8\r\nconnection: close\r\n\r\n"
    b"This server speaks HTTPS only: begin its address with https://.\n"
)


class EncryptedLine(SSLProtocol):
    """One connection, from its first byte; what is inside goes to and comes from uvicorn's protocol for HTTP."""

    max_size = 32 * 1024
    """Bytes that are read at once, and kept room for; a record of TLS has 16 KiB at most (RFC 8446, 5.1)."""

    def __init__(
        self,
        http: HttpProtocol,
        context: ssl.SSLContext,
        bounds: Bounds,
        lines: set[EncryptedLine],
        full: Callable[[], bool],
        *,
        counted: Lines,
    ) -> None:
        """`lines`: where it is counted while it lasts. `full`: whether to refuse.

        `bounds`: a handshake may take as long as a head. `counted`: the connections of each address.
        """
        loop = asyncio.get_running_loop()
        options: dict[str, Any] = {
            "server_side": True,
            "ssl_handshake_timeout": bounds.header_seconds,
            "ssl_shutdown_timeout": FAREWELL_SECONDS,
        }
        waiter: Any = None  # nobody waits for the end of the handshake
        super().__init__(loop, http, context, waiter, **options)
        self._http: HttpProtocol | None = http
        self._unread_seconds = bounds.unread_seconds
        self._left: float = math.inf
        """Bytes that the other side had not taken when it was last looked at, while closing."""
        self._taken_at = 0.0
        self._lines = lines
        self._full = full
        self._counted = counted
        self._peer: str | None = None
        self._line: asyncio.Transport | None = None
        self._room = memoryview(b"")
        """Where asyncio put what came last."""
        self._begun = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as asyncio calls it
        """Begin the handshake, unless too many are at it, or too many connections come from there."""
        self._line = transport
        self._lines.add(self)
        address = get_remote_addr(transport)
        self._peer = address[0] if address else None
        fits = self._counted.add(self._peer)
        if self._full() or not fits:
            transport.abort()
        else:
            transport.set_write_buffer_limits(PIECE_BYTES)
            super().connection_made(transport)

    def connection_lost(self, exc: BaseException | None) -> None:
        """The connection is gone."""
        self._lines.discard(self)
        self._counted.remove(self._peer)
        super().connection_lost(exc)
        self._let_go()

    def _let_go(self) -> None:
        """Break the circles in which this object stands: some 100 KB would stay until the collector comes by."""
        self._http = self._line = None
        self._sslobj = None
        self._extra.pop("ssl_object", None)
        self._incoming, self._outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        self._ssl_buffer = bytearray()
        self._ssl_buffer_view = self._room = memoryview(b"")

    def _check_shutdown_timeout(self) -> None:
        """Called by asyncio when the time for a farewell is over: that of a slow reader has not begun yet."""
        left = 0 if self._line is None else self._line.get_write_buffer_size() + self._outgoing.pending
        now = self._loop.time()
        if left < self._left:
            self._left, self._taken_at = left, now
        if left and now - self._taken_at < self._unread_seconds:
            again = self._loop.call_later(FAREWELL_SECONDS, self._check_shutdown_timeout)
            self._shutdown_timeout_handle = again
        else:
            super()._check_shutdown_timeout()  # type: ignore[misc]  # the stubs leave it out

    def get_buffer(self, n: int) -> memoryview:
        """Where to put what comes."""
        self._room = super().get_buffer(n)
        return self._room

    def buffer_updated(self, nbytes: int) -> None:
        """Something came: a handshake begins with a byte that is no letter, plain HTTP with the name of a method."""
        if not self._begun and self._line is not None and bytes(self._room[:1]).isalpha():
            self._line.write(_PLAIN)
            self._line.close()
            return
        self._begun = True
        # Told to close, asyncio takes what still comes for a fault and resets the line: what was sent last is lost.
        if self._http is None or self.is_shaking or not self._http.transport.is_closing():
            super().buffer_updated(nbytes)

    @property
    def is_shaking(self) -> bool:
        """Whether the handshake is not over."""
        return self._http is not None and self._http.transport is None

    def give_up(self) -> None:
        """Wait no longer for a handshake."""
        if self.is_shaking and self._line is not None:
            self._line.abort()

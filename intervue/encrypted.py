"""Connections under TLS: asyncio's own protocol for it, with the bounds that it lacks.

asyncio waits a minute for a handshake, keeps 256 KiB for each connection, tells nobody of those whose handshake is not
over, closes without a word where somebody speaks plain HTTP, and loses what was sent last to a client that is sending.
"""

from __future__ import annotations

import asyncio
from asyncio.sslproto import SSLProtocol
from typing import TYPE_CHECKING, Any, Final

from uvicorn.protocols.utils import get_remote_addr

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable

    from intervue.connections import HttpProtocol
    from intervue.lines import Lines

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
        seconds: float,
        lines: set[EncryptedLine],
        full: Callable[[], bool],
        *,
        counted: Lines,
    ) -> None:
        """`seconds`: the longest handshake. `lines`: where it is counted while it lasts. `full`: whether to refuse.

        `counted`: the connections of each address.
        """
        loop = asyncio.get_running_loop()
        options: dict[str, Any] = {"server_side": True, "ssl_handshake_timeout": seconds}
        waiter: Any = None  # nobody waits for the end of the handshake
        super().__init__(loop, http, context, waiter, **options)
        self._http = http
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
            super().connection_made(transport)

    def connection_lost(self, exc: BaseException | None) -> None:
        """The connection is gone."""
        self._lines.discard(self)
        self._counted.remove(self._peer)
        super().connection_lost(exc)

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
        if self.is_shaking or not self._http.transport.is_closing():
            super().buffer_updated(nbytes)

    @property
    def is_shaking(self) -> bool:
        """Whether the handshake is not over."""
        return self._http.transport is None

    def give_up(self) -> None:
        """Wait no longer for a handshake."""
        if self.is_shaking and self._line is not None:
            self._line.abort()

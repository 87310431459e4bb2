"""What a connection received, handed on in pieces: a block full of tiny frames or chunks takes seconds to be parsed."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable

PIECE: Final = 1024
"""Bytes that are parsed without looking at the clock: at six bytes a frame, some milliseconds' work."""
ALL: Final = sys.maxsize
"""For what costs the same whatever its size: a body, or the rest of one frame."""
TURN_SECONDS: Final = 0.002
"""How long one connection goes on while others wait."""


class Inflow:
    """Hands bytes on in the order in which they came, as many at once as `room()` says; 0 means: none for now.

    Nothing more is read from the connection while something waits here. Used on the event loop only.
    """

    def __init__(
        self,
        transport: asyncio.Transport,
        loop: asyncio.AbstractEventLoop,
        take: Callable[[bytes], None],
        room: Callable[[], int],
    ) -> None:
        self._transport = transport
        self._loop = loop
        self._take = take
        self._room = room
        self._waiting = bytearray()
        self._next: asyncio.Handle | None = None
        self._paused = False

    def add(self, data: bytes) -> None:
        """Bytes were received."""
        self._waiting += data
        if self._next is None:
            self._hand_on()

    def go_on(self) -> None:
        """There may be room again, and the connection may have been told to read on."""
        if not self._waiting:
            return
        self._pause()
        if self._next is None and self._room():
            self._next = self._loop.call_soon(self._hand_on)

    def drop(self) -> None:
        """What waits is not wanted any more."""
        self._waiting.clear()
        if self._next is not None:
            self._next.cancel()
            self._next = None
        self._read_on()

    def _hand_on(self) -> None:
        self._next = None
        until = self._loop.time() + TURN_SECONDS
        while self._waiting and (size := self._room()):
            piece = bytes(self._waiting[:size])
            del self._waiting[:size]
            self._take(piece)
            if self._loop.time() >= until:
                break
        if self._waiting:
            self.go_on()
        else:
            self._read_on()

    def _pause(self) -> None:
        self._paused = True
        self._transport.pause_reading()

    def _read_on(self) -> None:
        # Where there is no room the protocol itself has paused, and reads on when it likes.
        if self._paused and self._room():
            self._transport.resume_reading()
        self._paused = False

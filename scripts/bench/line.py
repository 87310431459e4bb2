"""A WebSocket client that costs next to nothing, so that the server is what is measured.

Frames that are sent are made once and shared by all clients (masked with zeros, which changes no byte); of large frames
that come in only the beginning is looked at. RFC 6455, as far as a v1 client of Intervue needs it.
"""

from __future__ import annotations

import asyncio
import base64
import json
import os
import struct
import time
from dataclasses import dataclass
from typing import Any

TEXT, CLOSE, PING, PONG = 0x1, 0x8, 0x9, 0xA
_FINAL, _MASKED = 0x80, 0x80
_SHORT, _MEDIUM = 126, 127
_LONGEST_SHORT, _LONGEST_MEDIUM = 125, 0xFFFF
_NO_MASK = b"\0\0\0\0"
_HEAD_BYTES = 8192
"""Messages up to this size are read as JSON, of larger ones only the type."""


class LineError(Exception):
    """The server refused the handshake, or sent what is no frame."""


def frame(payload: bytes, kind: int = TEXT) -> bytes:
    """A client's frame."""
    size = len(payload)
    head = bytes([_FINAL | kind])
    if size <= _LONGEST_SHORT:
        head += bytes([_MASKED | size])
    elif size <= _LONGEST_MEDIUM:
        head += struct.pack(">BH", _MASKED | _SHORT, size)
    else:
        head += struct.pack(">BQ", _MASKED | _MEDIUM, size)
    return head + _NO_MASK + payload


def message(kind: str, **fields: Any) -> bytes:
    """The frame of a v1 message."""
    return frame(json.dumps({"type": kind, **fields}).encode())


def recording(size: int) -> bytes:
    """The frame of an answer of `size` bytes."""
    return message("audio", data=base64.b64encode(os.urandom(size)).decode(), format="webm")


@dataclass(frozen=True, slots=True)
class Came:
    """A message of the server, or the end of the socket.

    `at`: when its last byte came, on `time.perf_counter`; `fields`: what it says, of large ones the type alone.
    `kind`: its type, or "closed".
    """

    kind: str
    at: float
    fields: dict[str, Any]

    @property
    def outline(self) -> str:
        """The message in one word: a status by its state, a transcript by its role."""
        return str(self.fields.get("state") or self.fields.get("role") or self.kind)


class Frames:
    """Cuts what a server sends into frames: (kind, payload); the payload of large ones is cut to its beginning."""

    def __init__(self) -> None:
        self._buffer = bytearray()

    def feed(self, data: bytes) -> list[tuple[int, bytes]]:
        """Add bytes; the frames that they complete. Raises `LineError`."""
        self._buffer += data
        found = []
        while (one := self._next()) is not None:
            found.append(one)
        return found

    def _next(self) -> tuple[int, bytes] | None:
        buffer = self._buffer
        if len(buffer) < 2:  # noqa: PLR2004 - the shortest head
            return None
        first, second = buffer[0], buffer[1]
        if not first & _FINAL or second & _MASKED:
            raise LineError("A frame in pieces, or a masked one: a server of Intervue sends neither.")
        start, size = 2, second
        if second == _SHORT:
            start = 4
        elif second == _MEDIUM:
            start = 10
        if len(buffer) < start:
            return None
        if start > 2:  # noqa: PLR2004 - the length stands in bytes of its own
            size = int.from_bytes(buffer[2:start], "big")
        if len(buffer) < start + size:
            return None
        payload = bytes(buffer[start : start + min(size, _HEAD_BYTES)])
        del buffer[: start + size]
        return first & 0xF, payload


class Line(asyncio.Protocol):
    """One socket. What comes in waits in `came`."""

    def __init__(self, path: str, host: str) -> None:
        self.came: asyncio.Queue[Came] = asyncio.Queue()
        self.bytes_in = 0
        # Done when the server has let it in.
        self.opened: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._request = path, host
        self._head: bytearray | None = bytearray()
        self._frames = Frames()
        self._transport: asyncio.Transport | None = None
        self._drained: asyncio.Future[None] | None = None
        self._closed = False

    @classmethod
    async def open(cls, host: str, port: int, session: str, seconds: float) -> Line:
        """Connect, and be let in. Raises `LineError`, `OSError` or `TimeoutError`."""
        loop = asyncio.get_running_loop()
        async with asyncio.timeout(seconds):
            _, line = await loop.create_connection(
                lambda: cls(f"/ws/interview/{session}", f"{host}:{port}"), host, port
            )
            await line.opened
        return line

    async def send(self, data: bytes) -> float:
        """Send a frame; when the system had taken its last byte, on `time.perf_counter`."""
        assert self._transport is not None  # noqa: S101 - it is open
        self._drained = asyncio.get_running_loop().create_future()
        self._transport.write(data)
        if self._transport.get_write_buffer_size():
            await self._drained
        return time.perf_counter()

    def send_part(self, data: bytes) -> None:
        """Send the beginning of something."""
        assert self._transport is not None  # noqa: S101 - it is open
        self._transport.write(data)

    def cut(self) -> None:
        """Be gone without a word, as when the network fails."""
        if self._transport is not None:
            self._transport.abort()

    # --- asyncio.Protocol ---------------------------------------------------------------------------------------------

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask for the socket."""
        assert isinstance(transport, asyncio.Transport)  # noqa: S101 - of TCP
        self._transport = transport
        transport.set_write_buffer_limits(high=0)
        path, host = self._request
        key = base64.b64encode(os.urandom(16)).decode()
        transport.write(
            f"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            f"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\n\r\n".encode()
        )

    def resume_writing(self) -> None:
        """All is sent."""
        if self._drained is not None and not self._drained.done():
            self._drained.set_result(None)

    def data_received(self, data: bytes) -> None:
        """Bytes of the server."""
        at = time.perf_counter()
        self.bytes_in += len(data)
        if self._head is not None:
            self._head += data
            end = self._head.find(b"\r\n\r\n")
            if end < 0:
                return
            head, data = bytes(self._head[:end]), bytes(self._head[end + 4 :])
            self._head = None
            if not head.startswith(b"HTTP/1.1 101"):
                self._fail(LineError(f"{head.splitlines()[0].decode()}: {data.decode(errors='replace')}"))
                return
            if not self.opened.done():
                self.opened.set_result(None)
        try:
            frames = self._frames.feed(data)
        except LineError as error:
            self._fail(error)
            return
        for kind, payload in frames:
            self._take(kind, payload, at)

    def _take(self, kind: int, payload: bytes, at: float) -> None:
        if kind == TEXT:
            if len(payload) == _HEAD_BYTES:
                # The type is the first field of all messages of this server.
                name = payload[:40].split(b'"')[3].decode()
                self.came.put_nowait(Came(name, at, {}))
            else:
                fields = json.loads(payload)
                self.came.put_nowait(Came(fields["type"], at, fields))
        elif kind == PING:
            self.send_part(frame(payload, PONG))
        elif kind == CLOSE:
            self._end(at, int.from_bytes(payload[:2], "big"))
            self.send_part(frame(payload[:2], CLOSE))
            assert self._transport is not None  # noqa: S101 - it is open
            self._transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        """It is over."""
        self.resume_writing()
        if not self.opened.done():
            self.opened.set_exception(LineError(f"The connection was closed in the handshake: {exc}"))
        self._end(time.perf_counter(), 1006)

    def _end(self, at: float, code: int) -> None:
        if not self._closed:
            self._closed = True
            self.came.put_nowait(Came("closed", at, {"code": code}))

    def _fail(self, error: LineError) -> None:
        if not self.opened.done():
            self.opened.set_exception(error)
        self.cut()

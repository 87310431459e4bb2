"""How a host and its child talk: pickled tuples, each with its length before it.

What belongs to a request travels as a pickle within the pickle, so that a value which cannot be read fails its own
request instead of the connection.
"""

from __future__ import annotations

import os
import pickle
import struct
from typing import Any

HEADER = struct.Struct(">I")
LARGEST_FRAME = 256 * 1024 * 1024
"""Bytes. More than any recording or PDF that the limits at the edge let in."""

Frame = tuple[Any, ...]


class OversizedFrameError(ValueError):
    """The value does not fit into a frame."""


def encode(frame: Frame) -> bytes:
    """The bytes of one frame. Raises `OversizedFrameError`, or whatever pickling raises."""
    body = pickle.dumps(frame, protocol=pickle.HIGHEST_PROTOCOL)
    if len(body) > LARGEST_FRAME:
        raise OversizedFrameError(f"{len(body)} bytes are too many for one message to or from an engine.")
    return HEADER.pack(len(body)) + body


class FrameReader:
    """Cuts a stream of bytes into frames."""

    def __init__(self) -> None:
        self._buffer = bytearray()

    def feed(self, data: bytes) -> list[Frame]:
        """Add bytes; return the frames that they complete."""
        self._buffer += data
        frames: list[Frame] = []
        while len(self._buffer) >= HEADER.size:
            (length,) = HEADER.unpack_from(self._buffer)
            end = HEADER.size + length
            if len(self._buffer) < end:
                break
            frames.append(pickle.loads(memoryview(self._buffer)[HEADER.size : end].toreadonly()))  # noqa: S301 - both ends are this program
            del self._buffer[:end]
        return frames


def write_all(descriptor: int, data: bytes) -> None:
    """Write all of it, blocking. Raises `OSError` if the other end is gone."""
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]

"""Makes the C library give memory back that is free."""

from __future__ import annotations

import ctypes
import sys

ARENAS = 2
"""Heaps that threads share. By default there are eight for each core, and each keeps what its busiest moment took."""
LARGE_BYTES = 128 * 1024
"""From this size on a buffer has pages of its own, which go back at once: recordings, decoded sound, speech."""
_M_MMAP_THRESHOLD, _M_ARENA_MAX = -3, -8  # malloc.h of glibc


def return_what_is_free() -> bool:
    """Keep a server with a thread per interview from growing for hours. Call it before threads start.

    Whether it could be done: only glibc needs it, and only there it can (mallopt(3)). Setting the threshold also stops
    glibc from raising it by itself, which is what lets freed recordings pile up between small objects.
    """
    if not sys.platform.startswith("linux"):
        return False
    try:
        mallopt = ctypes.CDLL(None).mallopt
    except (OSError, AttributeError):  # another C library
        return False
    return bool(mallopt(_M_ARENA_MAX, ARENAS)) and bool(mallopt(_M_MMAP_THRESHOLD, LARGE_BYTES))

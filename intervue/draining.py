"""What nobody wants any more is read to its end, within bounds."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from starlette.requests import ClientDisconnect

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

DRAIN_BYTES: Final = 64 * 1024 * 1024
DRAIN_SECONDS: Final = 10.0
"""How much of a refused body is read and thrown away: a browser shows the answer only once it has sent everything."""


async def drain(stream: AsyncIterator[bytes]) -> None:
    """Read on without keeping anything, so that the sender comes to reading the answer."""
    left = DRAIN_BYTES
    try:
        async with asyncio.timeout(DRAIN_SECONDS):
            async for chunk in stream:
                left -= len(chunk)
                if left < 0:
                    return
    except (TimeoutError, ClientDisconnect):
        return

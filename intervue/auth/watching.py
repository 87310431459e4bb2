"""What the server does from time to time about who is in.

It looks whether they may still be: a change of which nobody told the server ends sockets too. And it keeps saying that
nobody is asked who they are.
"""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from intervue.store.errors import StoreError

if TYPE_CHECKING:
    from intervue.auth.gate import Gate
    from intervue.bridge import Bridge

logger = logging.getLogger(__name__)


async def watch(gate: Gate, bridge: Bridge, seconds: float) -> None:
    """Every so many seconds, in one query, until cancelled."""
    while True:
        await asyncio.sleep(seconds)
        try:
            await put_out(gate, bridge)
        except Exception:  # whatever it was: nobody would look again
            logger.exception("Whether open links were revoked cannot be looked up")


async def remind(sentence: str, seconds: float) -> None:
    """Let the log say it once more every so many seconds, until cancelled: logs are rotated, and read from the end."""
    while True:
        await asyncio.sleep(seconds)
        logger.warning("%s", sentence)


async def put_out(gate: Gate, bridge: Bridge) -> int:
    """Close the sockets whose token was revoked, or is gone with its interview; how many they were."""
    inside = bridge.tokens()
    if not inside:
        return 0
    try:
        withdrawn = await gate.withdrawn(inside)
    except StoreError as error:
        logger.warning("Whether open links were revoked cannot be looked up: %s", error)
        return 0
    closed = sum(bridge.revoke(token) for token in withdrawn)
    if closed:
        gate.forget()
        logger.warning("Links were revoked without a word to the server; %d sockets are closed", closed)
    return closed

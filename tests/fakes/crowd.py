"""Many sockets that do nothing good, in a process of their own: `python -m tests.fakes.crowd URL COUNT BEHAVIOUR`.

Once all are there it prints how many were let in, and the statuses of those that were not; it leaves when its standard
input ends.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus, WebSocketException

if TYPE_CHECKING:
    from collections.abc import Iterator

    from websockets.asyncio.client import ClientConnection

ROOT = Path(__file__).resolve().parents[2]
BOUND = 30.0
PAUSE_SECONDS = 0.1
"""Between two messages of a client that reads nothing."""


async def silent(_socket: ClientConnection) -> None:
    """Send nothing."""


async def deaf(socket: ClientConnection) -> None:
    """Ask for answers, and take none of them."""
    socket.transport.pause_reading()
    never = asyncio.Event()
    while True:
        await socket.send('{"type": "a type that nobody has ever heard of"}')
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(never.wait(), PAUSE_SECONDS)


async def loud(socket: ClientConnection) -> None:
    """Send as fast as the network takes it, and throw away what comes."""
    hearing = asyncio.create_task(_hear(socket))
    try:
        while True:
            await socket.send('{"type": "playback_complete"}')
            await asyncio.sleep(0)
    finally:
        hearing.cancel()


async def _hear(socket: ClientConnection) -> None:
    async for _ in socket:
        pass


BEHAVIOURS = {"silent": silent, "deaf": deaf, "loud": loud}


async def _act(socket: ClientConnection, behaviour: str) -> None:
    with contextlib.suppress(WebSocketException, OSError):
        await BEHAVIOURS[behaviour](socket)


async def _crowd(url: str, count: int, behaviour: str) -> None:
    options: dict[str, Any] = {"proxy": None, "compression": None, "ping_interval": None, "open_timeout": BOUND}
    sockets, refusals = [], []
    for number in range(count):
        try:
            sockets.append(await connect(f"{url}/ws/interview/{behaviour}-{number}", **options))
        except InvalidStatus as refusal:
            refusals.append(refusal.response.status_code)
    tasks = [asyncio.create_task(_act(socket, behaviour)) for socket in sockets]
    sys.stdout.write(json.dumps({"let_in": len(sockets), "refusals": refusals}) + "\n")
    sys.stdout.flush()
    await asyncio.to_thread(sys.stdin.read)
    for task in tasks:
        task.cancel()
    for socket in sockets:
        socket.transport.abort()


@contextlib.contextmanager
def crowd(url: str, count: int, behaviour: str) -> Iterator[dict[str, Any]]:
    """Such a process; how many of the sockets were let in, and how the others were refused."""
    command = [sys.executable, "-m", "tests.fakes.crowd", url.replace("http", "ws", 1), str(count), behaviour]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            found: dict[str, Any] = json.loads(process.stdout.readline())
            yield found
        finally:
            process.stdin.close()
            try:
                process.wait(BOUND)
            except subprocess.TimeoutExpired:
                process.kill()


if __name__ == "__main__":
    asyncio.run(_crowd(sys.argv[1], int(sys.argv[2]), sys.argv[3]))

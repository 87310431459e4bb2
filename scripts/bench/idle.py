"""What an interview costs in memory while nobody says anything."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from scripts.bench.crowd import RESUME
from scripts.bench.instant_server import running
from scripts.bench.line import Line, message
from scripts.bench.sheet import Sheet, verdict

if TYPE_CHECKING:
    from scripts.bench.instant_server import Running

SETTLE_SECONDS = 2.0
PATIENCE_SECONDS = 60.0


def measure(sessions: int) -> dict[str, Any]:
    """Memory of the server's process, in MiB: with one session and with so many, connected and then introduced."""
    with running() as server:
        return asyncio.run(_measure(server, sessions))


async def _measure(server: Running, sessions: int) -> dict[str, Any]:
    # What the first interview brings in for good (modules, caches) is not counted.
    await _introduce([await _connect(server, "first")])
    one = await _resting(server)
    lines = [await _connect(server, f"s{number}") for number in range(1, sessions)]
    connected = await _resting(server)
    await _introduce(lines)
    introduced = await _resting(server)
    threads = server.process.num_threads()
    for line in lines:
        line.cut()
    return {
        "sessions": sessions,
        "one_mib": one,
        "connected_mib": connected,
        "introduced_mib": introduced,
        "per_connected_mib": round((connected - one) / (sessions - 1), 4),
        "per_introduced_mib": round((introduced - one) / (sessions - 1), 4),
        "threads": threads,
    }


async def _connect(server: Running, session: str) -> Line:
    line = await Line.open(server.host, server.port, session, PATIENCE_SECONDS)
    await _until(line, "session_started")
    return line


async def _introduce(lines: list[Line]) -> None:
    resume, start = message("resume_context", parsed_resume=RESUME), message("start_interview")
    for line in lines:
        await line.send(resume)
        await line.send(start)
        await _until(line, "ready")


async def _until(line: Line, outline: str) -> None:
    async with asyncio.timeout(PATIENCE_SECONDS):
        while (await line.came.get()).outline != outline:
            pass


async def _resting(server: Running) -> float:
    await asyncio.sleep(SETTLE_SECONDS)
    return round(float(server.process.memory_info().rss) / 2**20, 2)


def sheet(found: dict[str, Any], aim: float) -> Sheet:
    """For people."""
    sessions = found["sessions"]
    rows: list[tuple[str, ...]] = [
        ("1 interview, introduced", f"{found['one_mib']:.1f}", "-"),
        (f"{sessions} sockets, greeted", f"{found['connected_mib']:.1f}", f"{found['per_connected_mib']:.3f}"),
        (
            f"{sessions} interviews, introduced, next question spoken ahead",
            f"{found['introduced_mib']:.1f}",
            f"{found['per_introduced_mib']:.3f}",
        ),
    ]
    note = (
        "Resident memory of the server's process; engines have their own. An idle session is the difference to one, "
        f"by {sessions - 1}; {found['threads']} threads. An interview that was introduced holds the resume, the plan, "
        "and the next question's voice, spoken ahead."
    )
    reached = verdict(found["per_connected_mib"], aim, digits=3, unit=" MiB")
    return Sheet(f"Memory in MiB; an idle session: {reached}", ("", "server", "a session"), rows, (note,))

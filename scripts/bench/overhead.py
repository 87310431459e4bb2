"""(b) What Intervue itself adds to a turn, with engines that answer at once.

A turn's overhead: from the moment the system had taken the last byte of the candidate's `audio` until the last byte of
the interviewer's `audio` has arrived, over real sockets, with engines in real processes and a durable record.
"""

from __future__ import annotations

import json
import math
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from scripts.bench import crowd, idle
from scripts.bench.instant import ANSWER_BYTES, PCM_BYTES, SPEECH_BYTES
from scripts.bench.instant_server import Running, running
from scripts.bench.parts import CannotMeasureError
from scripts.bench.sheet import Sheet, verdict

if TYPE_CHECKING:
    import argparse
    import subprocess
    from collections.abc import Sequence

TITLE = "our own overhead, with instant engines"
AIM_MS = 50.0
AIM_MIB = 0.5
AIM_AT = 200
QUESTIONS = 3
"""Questions of an interview, follow-ups included: four answers with the wrap-up, one of them answered live."""
_PER_CROWD = 100
_TIMES = ("turns", "live", "prepared", "introductions", "accepted", "echoed")


@dataclass(frozen=True, slots=True)
class Level:
    """So many sessions at once, each answering so many seconds after the last reply; they begin within `spread`.

    `rounds`: how often all of them hold an interview, one after the other.
    """

    sessions: int
    least: float
    most: float
    spread: float
    rounds: int = 1

    @property
    def rhythm(self) -> str:
        """For people."""
        return "at once" if self.most == 0 else f"{self.least:g} to {self.most:g} s"


LEVELS = (
    Level(1, 0.2, 0.6, 0.0, rounds=8),
    Level(50, 3.0, 9.0, 6.0),
    Level(AIM_AT, 8.0, 24.0, 16.0),
    Level(AIM_AT, 0.0, 0.0, 1.0),
)
"""A candidate listens and talks for half a minute and more: the third is twice as hurried as 200 people, the last one
nothing that people could do."""


def add_options(parser: Any) -> None:
    """Options of this part."""
    parser.add_argument("--sessions", type=int, metavar="N", help="only the levels with at most N sessions at once")


def run(options: argparse.Namespace) -> dict[str, Any]:
    """All levels, each with a server of its own, then the memory of idle sessions."""
    most = options.sessions or AIM_AT
    levels = [measure(level) for level in LEVELS if level.sessions <= most]
    if not levels:
        raise CannotMeasureError("--sessions is at least 1.")
    return {"levels": levels, "idle": idle.measure(min(most, AIM_AT)) if most > 1 else None}


def measure(level: Level) -> dict[str, Any]:
    """One level on a server of its own."""
    with running(interview_questions=QUESTIONS) as server:
        collect(server, Level(1, 0.0, 0.0, 0.0), "warm-up")
        before = _cpu(server)
        began = time.monotonic()
        found: list[dict[str, Any]] = []
        for number in range(level.rounds):
            found += collect(server, level, f"round{number}")
        seconds = time.monotonic() - began
        after = _cpu(server)
        complaints = server.complaints()
    used = {name: (after[name] - before[name]) / seconds for name in before}
    used["candidates"] = sum(result["cpu_s"] for result in found) / seconds
    return summarised(level, found, seconds, used, complaints)


def collect(server: Running, level: Level, name: str) -> list[dict[str, Any]]:
    """Hold the interviews of a level, in one process for each 100 candidates."""
    processes: list[subprocess.Popen[bytes]] = []
    shares = math.ceil(level.sessions / _PER_CROWD)
    for share in range(shares):
        first = level.sessions * share // shares
        processes.append(
            crowd.start(
                crowd.Orders(
                    host=server.host,
                    port=server.port,
                    name=name,
                    first=first,
                    sessions=level.sessions * (share + 1) // shares - first,
                    spread=level.spread,
                    least=level.least,
                    most=level.most,
                    answer_bytes=ANSWER_BYTES,
                )
            )
        )
    return [json.loads(process.communicate()[0]) for process in processes]


def summarised(
    level: Level,
    found: Sequence[dict[str, Any]],
    seconds: float,
    used: dict[str, float],
    complaints: Sequence[str],
) -> dict[str, Any]:
    """The figures of a level, times in milliseconds. `used`: seconds of processor time a second, by whom."""
    times = {name: [value for result in found for value in result.get(name, ())] for name in _TIMES}
    times["turns"] = times["live"] + times["prepared"]
    failures = [failure for result in found for failure in result["failures"]]
    return {
        "sessions": level.sessions,
        "rhythm": level.rhythm,
        "seconds": round(seconds, 1),
        "turns_per_second": round(len(times["turns"]) / seconds, 2),
        "completed": sum(result["completed"] for result in found),
        "failed": len(failures),
        "failures": failures[:5],
        "complaints": list(complaints[:5]),
        "messages": sum(result["messages"] for result in found),
        "cpu": {name: round(share, 3) for name, share in used.items()},
        **{name: percentiles(values) for name, values in times.items()},
    }


def percentiles(values: Sequence[float]) -> dict[str, float] | None:
    """Nearest-rank percentiles: the smallest value that so many of a hundred do not exceed. None for no values."""
    if not values:
        return None
    ordered = sorted(values)
    ranks = {f"p{part}": ordered[math.ceil(part / 100 * len(ordered)) - 1] for part in (50, 95, 99)}
    return {"n": len(ordered), **ranks, "max": ordered[-1]}


def _cpu(server: Running) -> dict[str, float]:
    """Processor time so far, seconds: of the server's own process, and of its engines' together."""
    times = server.process.cpu_times()
    engines = [engine.cpu_times() for engine in server.engines().values()]
    return {"server": times.user + times.system, "engines": sum(it.user + it.system for it in engines)}


def table(result: dict[str, Any]) -> list[Sheet]:
    """A row for each level and kind of time; then memory."""
    sheets = [_turns(result["levels"]), _load(result["levels"])]
    if result["idle"]:
        sheets.append(idle.sheet(result["idle"], AIM_MIB))
    return sheets


_ROWS = (
    ("turns", "a turn"),
    ("live", "a turn, reply written live"),
    ("prepared", "a turn, reply prepared"),
    ("introductions", "start to introduction"),
    ("accepted", "audio to processing_stt"),
    ("echoed", "playback_complete to ready"),
)


def _turns(levels: Sequence[dict[str, Any]]) -> Sheet:
    rows = []
    for level in levels:
        for name, label in _ROWS:
            found = level[name]
            if found:
                figures = [f"{found[part]:.1f}" for part in ("p50", "p95", "p99", "max")]
                rows.append((f"{level['sessions']}, {level['rhythm']}: {label}", str(found["n"]), *figures))
    aimed = next((it for it in levels if it["sessions"] == AIM_AT and it["rhythm"] != "at once"), None)
    turns = aimed["turns"] if aimed else None
    aim = verdict(turns["p99"] if turns else None, AIM_MS, digits=1, unit=" ms")
    note = (
        "A turn counts from the moment the system had taken the last byte of `audio` until the last byte of the "
        f"interviewer's `audio` has come: {ANSWER_BYTES // 1000} kB of Opus as base64 in, {PCM_BYTES // 1000} kB of "
        "PCM from one engine to the next, 40 words of text, five tokens, two clauses, "
        f"{SPEECH_BYTES // 1000} kB of MP3 as base64 out; engines answer at once, in processes of their own; every "
        "message is shown only after its record is committed (SQLite, WAL). Sessions answer so many seconds after the "
        'last reply as stands in the first column, evenly spread; "at once" is a closed loop that no people could be. '
        "Percentiles are nearest-rank; the time that the candidates' own processes need is included."
    )
    return Sheet(
        f"Milliseconds; p99 of a turn at {AIM_AT} sessions: {aim}",
        ("sessions, pause before an answer", "n", "p50", "p95", "p99", "max"),
        rows,
        (note,),
    )


def _load(levels: Sequence[dict[str, Any]]) -> Sheet:
    rows = [
        (
            f"{level['sessions']}, {level['rhythm']}",
            f"{level['completed']} of {level['completed'] + level['failed']}",
            str(level["messages"]),
            f"{level['turns_per_second']:.1f}",
            *(f"{100 * level['cpu'][who]:.0f} %" for who in ("server", "engines", "candidates")),
        )
        for level in levels
    ]
    columns = ("sessions", "reached the goodbye", "messages", "turns/s", "server", "engines", "candidates")
    faults = [fault for level in levels for fault in (*level["failures"], *level["complaints"])]
    note = "Processor time is in per cent of one core. Every message came in order, every sequence without gaps."
    if faults:
        note = "Processor time is in per cent of one core. What went wrong: " + " | ".join(faults[:5])
    return Sheet("Load, and whether all went well", columns, rows, (note,))

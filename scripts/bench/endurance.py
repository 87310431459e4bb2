"""(f) What a server is like after an hour of interviews: memory, threads, open files, the data folder.

Interviews are held one after another and several at once, with lost connections, uploads that are cut off, and an
engine that is killed now and then. What the server is like is looked at every ten seconds.
"""

from __future__ import annotations

import contextlib
import json
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil

from scripts.bench import wanderers
from scripts.bench.answers import Recital
from scripts.bench.instant_server import Running, running
from scripts.bench.parts import CannotMeasureError
from scripts.bench.sheet import Sheet

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from scripts.bench.instant_server import Running

TITLE = "an hour of interviews"
SAMPLE_SECONDS = 10.0
WARM_UP = 0.25
"""The part of the time after which growth counts: caches and memory pools fill first."""
FLAT = {"server_mib": 6.0, "engines_mib": 12.0, "threads": 3.0, "files": 6.0}
"""What may be gained in an hour and still be called flat: less than the samples differ by themselves."""
TELLING_MINUTES = 20.0
"""In less time the first minutes, in which caches fill, look like growth."""
_UNITS = {
    "server_mib": "server, MiB",
    "engines_mib": "engines, MiB",
    "threads": "threads of the server",
    "files": "open files of the server",
    "data_mib": "data folder, MiB",
    "events": "events recorded",
}
_ROLES = ("decoder", "stt", "llm", "tts", "parser")
_REAL_PATIENCE = 180.0

Sample = dict[str, float]


def add_options(parser: Any) -> None:
    """Options of this part."""
    parser.add_argument("--minutes", type=float, default=60.0, help="how long (default: 60)")
    parser.add_argument("--at-once", type=int, default=6, help="interviews at once (default: 6)")
    parser.add_argument("--pause", type=float, default=3.0, help="mean seconds before an answer (default: 3)")
    parser.add_argument("--kill-minutes", type=float, default=5.0, help="an engine is killed so often; 0: never")
    parser.add_argument("--real", action="store_true", help="with the installed models, and spoken answers")


def run(options: argparse.Namespace) -> dict[str, Any]:
    """The samples' summary, and what the candidates did."""
    if options.minutes * 60 < 4 * SAMPLE_SECONDS:
        raise CannotMeasureError(f"--minutes is at least {4 * SAMPLE_SECONDS / 60:.2f}: four samples.")
    with contextlib.ExitStack() as stack:
        recordings = _spoken(Path(stack.enter_context(tempfile.TemporaryDirectory()))) if options.real else ()
        server = stack.enter_context(running("intervue") if options.real else running())
        orders = wanderers.Orders(
            server.host,
            server.port,
            options.at_once,
            options.pause,
            patience=_REAL_PATIENCE if options.real else 60.0,
            recordings=recordings,
        )
        candidates = wanderers.start(orders)
        try:
            samples, kills = watch(server, options.minutes * 60, options.kill_minutes * 60)
            deeds = json.loads(candidates.communicate(timeout=10 * orders.patience)[0])
        finally:
            candidates.kill()
        complaints = server.complaints()
    return {
        "minutes": options.minutes,
        "at_once": options.at_once,
        "pause": options.pause,
        "engines": "real" if options.real else "instant",
        "kills": kills,
        **deeds,
        "failures": deeds["failures"][:5],
        "failed": len(deeds["failures"]),
        "warnings": len(complaints),
        "growth": {name: growth([(it["at"], it[name]) for it in samples]) for name in _UNITS},
        "kib_per_interview": per_interview(samples),
    }


def watch(server: Running, seconds: float, kill_seconds: float) -> tuple[list[Sample], int]:
    """Look at the server until the time is over, and kill an engine now and then. The samples, and how many died."""
    dice = random.Random(1)  # noqa: S311 - which engine
    began = time.monotonic()
    samples: list[Sample] = []
    kills = 0
    due = kill_seconds or seconds + 1
    while (now := time.monotonic() - began) < seconds:
        samples.append({"at": now, **look(server)})
        if now >= due:
            due += kill_seconds
            kills += _kill(server, dice.choice(_ROLES))
        _tell(samples[-1], seconds)
        time.sleep(max(0.0, len(samples) * SAMPLE_SECONDS - (time.monotonic() - began)))
    samples.append({"at": time.monotonic() - began, **look(server)})
    return samples, kills


def look(server: Running) -> Sample:
    """What the server is like now."""
    engines = 0
    for engine in server.process.children():
        with contextlib.suppress(psutil.Error):  # it was just killed
            engines += engine.memory_info().rss
    return {
        "server_mib": round(server.process.memory_info().rss / 2**20, 2),
        "engines_mib": round(engines / 2**20, 2),
        "threads": server.process.num_threads(),
        "files": server.process.num_fds(),
        "data_mib": round(sum(_size(path) for path in server.data.rglob("*")) / 2**20, 3),
        **_records(server.data / "intervue.db"),
    }


def _size(path: Path) -> int:
    with contextlib.suppress(FileNotFoundError):  # files of SQLite come and go
        return path.stat().st_size if path.is_file() else 0
    return 0


def _records(database: Path) -> Sample:
    with contextlib.closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True, timeout=10)) as connection:
        (events,) = connection.execute("SELECT count(*) FROM events").fetchone()
        (ended,) = connection.execute("SELECT count(*) FROM sessions WHERE state = 'ended'").fetchone()
    return {"events": events, "ended": ended}


def _kill(server: Running, role: str) -> int:
    engine = server.engines().get(role)
    if engine is None:
        return 0
    engine.kill()
    return 1


def _tell(sample: Sample, seconds: float) -> None:
    shown = ", ".join(f"{_UNITS[name]} {sample[name]:g}" for name in _UNITS)
    print(f"  {sample['at']:.0f} of {seconds:.0f} s: {shown}", file=sys.stderr, flush=True)


def growth(points: Sequence[tuple[float, float]]) -> dict[str, float]:
    """Start, quarter, half and end (medians of three samples each), and what an hour adds after the warm-up.

    The slope is Theil's and Sen's, the median of the slopes between all pairs of samples: a few that stand out, as
    when an engine was just killed, do not change it.
    """
    values = [value for _, value in points]
    last = points[-1][0]
    settled = [point for point in points if point[0] >= WARM_UP * last]
    return {
        "start": _near(values, 0.0),
        "quarter": _near(values, 0.25),
        "half": _near(values, 0.5),
        "end": _near(values, 1.0),
        "an_hour": round(slope(settled) * 3600, 3),
    }


def _near(values: Sequence[float], part: float) -> float:
    middle = round(part * (len(values) - 1))
    first = min(max(0, middle - 1), max(0, len(values) - 3))
    return round(statistics.median(values[first : first + 3]), 3)


def slope(points: Sequence[tuple[float, float]]) -> float:
    """The median slope between all pairs of points; 0 for fewer than two (Theil 1950, Sen 1968)."""
    slopes = [
        (later[1] - earlier[1]) / (later[0] - earlier[0])
        for index, earlier in enumerate(points)
        for later in points[index + 1 :]
        if later[0] > earlier[0]
    ]
    return statistics.median(slopes) if slopes else 0.0


def per_interview(samples: Sequence[Sample]) -> float | None:
    """What an interview adds to the data folder after the warm-up, in KiB: SQLite's log has its full size by then."""
    settled = [it for it in samples if it["at"] >= WARM_UP * samples[-1]["at"]]
    ended = settled[-1]["ended"] - settled[0]["ended"]
    return round((settled[-1]["data_mib"] - settled[0]["data_mib"]) * 1024 / ended, 1) if ended else None


def _spoken(folder: Path) -> tuple[str, ...]:
    """Answers of eight seconds in the local voice."""
    from intervue.rehearse.sound import encode  # noqa: PLC0415 - instant engines need no sound

    recital = Recital(8.0)
    names = []
    for number in range(6):
        path = folder / f"{number}.webm"
        path.write_bytes(encode(recital.next().samples, "webm"))
        names.append(str(path))
    return tuple(names)


def verdict(name: str, found: dict[str, float], kib: float | None, minutes: float) -> str:
    """Whether it is flat, or what explains it."""
    if name == "data_mib":
        return f"grows with the records: {kib:g} KiB an interview" if kib is not None else "no interview ended"
    if name == "events":
        return "what was said is kept"
    if abs(found["an_hour"]) <= FLAT[name] or found["an_hour"] < 0:
        return "flat"
    return "grows" if minutes >= TELLING_MINUTES else "too short a time to say"


def table(result: dict[str, Any]) -> list[Sheet]:
    """What it was like at the start, after a quarter, a half, at the end."""
    rows = [
        (
            label,
            *(f"{found[part]:g}" for part in ("start", "quarter", "half", "end")),
            f"{found['an_hour']:+g}",
            verdict(name, found, result["kib_per_interview"], result["minutes"]),
        )
        for name, label in _UNITS.items()
        for found in [result["growth"][name]]
    ]
    errors = ", ".join(f"{code} {count}" for code, count in sorted(result["errors"].items())) or "none"
    note = (
        f"{result['minutes']:g} minutes with {result['engines']} engines: {result['interviews']} interviews, "
        f"{result['at_once']} at once, {result['answers']} answers, {result['pause']:g} s before each on average; "
        f"{result['reconnects']} reconnects, {result['cut_uploads']} uploads and {result['cut_turns']} turns cut off, "
        f"{result['kills']} engines killed; errors shown: {errors}; interviews that failed: {result['failed']}"
        f"{' (' + ' | '.join(result['failures']) + ')' if result['failures'] else ''}. Sampled every "
        f"{SAMPLE_SECONDS:g} s; an hour's growth is the median slope of all pairs of samples after the first "
        f"{WARM_UP:.0%} of the time. Flat: at most {_bounds()} in an hour."
    )
    columns = ("", "start", "quarter", "half", "end", "an hour adds", "so it")
    return [Sheet("Is anything left behind?", columns, rows, (note,))]


def _bounds() -> str:
    return ", ".join(f"{most:g} ({_UNITS[name]})" for name, most in FLAT.items())

"""(d) From `make run` with all in place until an interview can be held, the memory that takes, and the introduction."""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
import uuid
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import psutil

from intervue.models.select import select_models
from intervue.rehearse.candidate import Candidate, Manner
from intervue.rehearse.contract import Limits
from intervue.rehearse.entrance import Entrance
from intervue.rehearse.server import Server
from intervue.settings import load_settings
from scripts.bench.answers import Recital, installed_voice
from scripts.bench.machine import ROOT
from scripts.bench.parts import CannotMeasureError
from scripts.bench.server import LOADING_SECONDS, running
from scripts.bench.sheet import Sheet, figures, shown, verdict

if TYPE_CHECKING:
    import argparse

    from scripts.bench.server import Served

TITLE = "start, memory, introduction"
READY_AIM = 15.0
MEMORY_AIM = 4.0
INTRODUCTION_AIM = 1.5
_POLL = 0.02
_MIB = 2**20
_FAST = 1e4
_ANSWERS = 3
"""After so many answers memory is looked at: engines allocate when they first work."""
_STEPS = (sys.executable, "-m", "intervue")


def add_options(parser: Any) -> None:
    """The options of this part."""
    parser.add_argument("--starts", type=int, default=3, help="starts with all in place (default: 3)")
    parser.add_argument("--introductions", type=int, default=5, help="interviews begun each way (default: 5)")


def run(options: argparse.Namespace) -> dict[str, Any]:
    """Measure. Raises `CannotMeasureError` where models are missing."""
    models = select_models(load_settings())
    if not models.complete:
        raise CannotMeasureError(models.hint)
    voice = installed_voice()
    starts: list[dict[str, float]] = []
    with tempfile.TemporaryDirectory(prefix="intervue-bench-") as folder:
        for number in range(options.starts + 1):
            began = time.monotonic()
            with running(command(), data_dir=folder) as served:
                found = asyncio.run(_until_ready(served, began))
                starts.append(found)
                if number == options.starts:
                    introductions = asyncio.run(_introductions(served, options.introductions))
                    asyncio.run(_hold(served, Recital(10.0, voice), _ANSWERS))
                    memory = _memory(served)
    return summary(starts, introductions, memory)


def command() -> list[str]:
    """`make run` in a checkout's own environment; elsewhere the steps that it takes."""
    if Path(sys.prefix).resolve() == (ROOT / ".venv").resolve():
        # The options of `make bench` are none of the server's.
        return ["make", "--no-print-directory", "run", "ARGS="]
    fetch, serve = " ".join((*_STEPS, "models", "fetch")), " ".join((*_STEPS, "serve"))
    return ["bash", "-c", f"{fetch} >&2; exec {serve}"]


async def _until_ready(served: Served, began: float) -> dict[str, float]:
    """Seconds until it listens, until each engine is ready, and until all are."""
    found = {"listens": time.monotonic() - began}
    async with httpx.AsyncClient(base_url=served.url, timeout=30, trust_env=False) as client:
        while True:
            answer = await client.get("/ready")
            now = time.monotonic() - began
            for role, engine in answer.json()["engines"].items():
                if engine["state"] == "ready":
                    found.setdefault(role, now)
            if answer.status_code == httpx.codes.OK:
                return found | {"ready": now}
            if now > LOADING_SECONDS:
                raise CannotMeasureError(f"The server is not ready after {now:.0f} s: {answer.text[:200]}")
            await asyncio.sleep(_POLL)


async def _introductions(served: Served, count: int) -> dict[str, list[float]]:
    """Seconds from `start_interview` to the audio, by turns with a resume sent just before and without."""
    found: dict[str, list[float]] = {"without a resume": [], "with a resume": []}
    for number in range(count):
        found["without a resume"].append(await _introduction(served, None))
        found["with a resume"].append(await _introduction(served, resume(number)))
    return found


async def _introduction(served: Served, parsed: Any) -> float:
    manner = Manner(0, _FAST, "webm", Limits(60, 120))
    held = await Candidate(Server(served.url), Entrance(str(uuid.uuid4())), _Silent(), manner).hold(parsed)
    turn = held.turns[0] if held.turns else None
    if turn is None or turn.spoken is None:
        raise CannotMeasureError("An introduction was not spoken.")
    return turn.spoken - turn.sent


class _Silent:
    """A candidate who leaves after the introduction."""

    def answer(self, question: str) -> Any:
        raise CannotMeasureError(f"Nobody answers: {question}")


async def _hold(served: Served, recital: Recital, answers: int) -> None:
    class Reciting:
        def answer(self, question: str) -> Any:  # noqa: ARG002 - what is said does not matter
            return recital.next()

    manner = Manner(answers, _FAST, "webm", Limits(60, 180))
    await Candidate(Server(served.url), Entrance(str(uuid.uuid4())), Reciting(), manner).hold(None)


def resume(number: int) -> dict[str, Any]:
    """A parsed resume of an invented person; each number is another one, so that nothing was spoken before."""
    first = ("Marta", "Jonas", "Aylin", "Pedro", "Ines", "Tomas", "Lena", "Oskar")[number % 8]
    last = ("Veldkamp", "Brandt", "Okafor", "Silva", "Lindqvist", "Moreau", "Kessler")[number % 7]
    return {
        "contact": {
            "name": f"{first} {last}",
            "email": f"{first}.{last}@example.org".lower(),
            "phone": None,
            "location": "Utrecht",
            "linkedin": None,
        },
        "summary": "Engineer with twelve years of experience in hospitals, ports and schools.",
        "experiences": [
            _experience("Northwind Clinics", "Software Engineer", 2019),
            _experience("Harbour Freight Systems", "Database Administrator", 2015),
            _experience("Lumen Schools", "Support Technician", 2011),
        ],
        "education": [
            {
                "institution": "Delta University",
                "degree": "BSc",
                "field": "Computer Science",
                "graduation_date": "2011",
            }
        ],
        "skills": ["Python", "PostgreSQL", "Linux", "Ansible", "Kafka"],
        "certifications": [],
        "raw_text": "",
    }


def _experience(company: str, title: str, year: int) -> dict[str, Any]:
    return {
        "company": company,
        "title": title,
        "start_date": f"Jan {year}",
        "end_date": f"Dec {year + 3}",
        "description": "Built and ran the services of a team of six, from the first sketch to the night shift.",
        "highlights": ["Cut the nightly import from five hours to forty minutes", "Trained four new colleagues"],
    }


def _memory(served: Served) -> dict[str, dict[str, float]]:
    """MiB of the server's processes: proportional (PSS: shared pages divided among their users), own, and resident."""
    found: dict[str, dict[str, float]] = {}
    top = psutil.Process(served.process.pid)
    for process in [top, *top.children(recursive=True)]:
        arguments = process.cmdline()
        if "intervue.engines.child" in arguments:
            name = arguments[arguments.index("intervue.engines.child") + 1]
        elif "serve" in arguments and "intervue" in arguments:
            name = "server"
        else:
            name = Path(arguments[0]).name if arguments else "?"
        sizes = process.memory_full_info()
        kinds = {"pss": getattr(sizes, "pss", None), "uss": sizes.uss, "rss": sizes.rss}
        found[name] = {kind: round(size / _MIB, 1) for kind, size in kinds.items() if size is not None}
    return found


def summary(
    starts: list[dict[str, float]], introductions: dict[str, list[float]], memory: dict[str, dict[str, float]]
) -> dict[str, Any]:
    """The figures. The first start has an empty data folder; it does not count among those with all in place."""
    later = starts[1:] or starts
    kind = "pss" if all("pss" in sizes for sizes in memory.values()) else "rss"
    return {
        "first_start": {name: round(seconds, 2) for name, seconds in starts[0].items()},
        "starts": {name: figures([start[name] for start in later if name in start]) for name in starts[-1]},
        "introduction": {
            name: {"first": round(values[0], 3), "figures": figures(values)} for name, values in introductions.items()
        },
        "memory": memory,
        "memory_kind": kind,
        "memory_gib": round(sum(sizes[kind] for sizes in memory.values()) / 1024, 2),
    }


def table(result: dict[str, Any]) -> list[Sheet]:
    """Start, introduction, memory."""
    names = {"listens": "the server listens", "ready": "ready"}
    starts: list[tuple[str, ...]] = [
        (names.get(name, f"{name} is ready"), f"{result['first_start'].get(name, 0):.1f}", shown(found, 1))
        for name, found in result["starts"].items()
    ]
    aim = verdict(result["starts"]["ready"]["median"], READY_AIM, digits=1, unit=" s")
    introductions: list[tuple[str, ...]] = [
        (name, f"{it['first']:.2f}", shown(it["figures"]), verdict(it["figures"]["most"], INTRODUCTION_AIM, unit=" s"))
        for name, it in result["introduction"].items()
    ]
    kinds = [kind for kind in ("pss", "uss", "rss") if all(kind in sizes for sizes in result["memory"].values())]
    memory: list[tuple[str, ...]] = [
        (name, *(f"{sizes[kind]:.0f}" for kind in kinds)) for name, sizes in result["memory"].items()
    ]
    total = verdict(result["memory_gib"], MEMORY_AIM, unit=" GiB")
    return [
        Sheet(
            "Seconds from `make run`",
            ("until", "empty data folder", "all in place"),
            starts,
            (f"All in place: {aim}.",),
        ),
        Sheet(
            "Seconds from `start_interview` to the introduction's audio",
            ("interview", "the first", "all", "longest"),
            introductions,
            ("The resume is sent right before `start_interview`, each time another person's.",),
        ),
        Sheet(
            f"MiB after {_ANSWERS} answers",
            ("process", *kinds),
            memory,
            (f"In all ({result['memory_kind']}): {total}.",),
        ),
    ]

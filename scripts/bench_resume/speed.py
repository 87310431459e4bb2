"""How long reading takes, and how much memory: the real parser in its own process, against pdfplumber by turns.

The parser's time is from handing a file to the child until its answer is there, the way through both pipes included.
Its extraction alone (lines with places and looks, hidden text told apart) can be held against pdfplumber's:
both run in this process.
Pages are counted by PyMuPDF. Peak memory is the child's high-water mark of resident memory (`VmHWM`).
"""

from __future__ import annotations

import io
import queue
import re
import statistics
import time
from collections import deque
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil

from intervue.engines.base import BadInputError, EngineSpec
from intervue.engines.hosts import Done, Exited, Failed, Loaded
from intervue.engines.parser import Reading, ResumeParser
from intervue.engines.process_host import ProcessHost
from scripts.bench.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from intervue.engines.hosts import HostEvent
    from scripts.bench_resume.pairs import Pair

_DEADLINE = 60.0
"""Seconds for one file."""
_MIB = 1024 * 1024
AIM_MS, AIM_RATIO, AIM_MIB = 60.0, 10.0, 300.0
NO_PDFPLUMBER = "pdfplumber is not installed: run make setup (or pip install pdfplumber), then measure again"


class SpeedError(Exception):
    """The speed cannot be measured as it has to be. The message says what to do."""


@dataclass(slots=True)
class Speed:
    """What was measured. Seconds are lists, one value a file: the median of its rounds."""

    pages: list[int] = field(default_factory=list)
    ours: list[float] = field(default_factory=list)
    theirs: list[float] = field(default_factory=list)
    """Empty without pdfplumber."""
    extraction: list[float] = field(default_factory=list)
    start_seconds: float = 0.0
    peak_mib: float = 0.0
    our_cpu: float = 0.0
    """Processor seconds of the child for one round; a machine with other work to do lengthens these less."""
    their_cpu: float = 0.0
    extraction_cpu: float = 0.0

    def as_json(self) -> dict[str, Any]:
        """The figures that are told."""
        return {
            "files": len(self.pages),
            "pages": sum(self.pages),
            "ms_per_page": _per_page(self.ours, self.pages),
            "slowest_ms_per_page": _slowest(self.ours, self.pages),
            "pages_per_second": round(sum(self.pages) / sum(self.ours), 1),
            "pdfplumber_ms_per_page": _per_page(self.theirs, self.pages) if self.theirs else None,
            "times_faster": round(sum(self.theirs) / sum(self.ours), 1) if self.theirs else None,
            "extraction_ms_per_page": _per_page(self.extraction, self.pages),
            "extraction_times_faster": _times(sum(self.theirs), sum(self.extraction)),
            "extraction_cpu_ms_per_page": _per_page([self.extraction_cpu], self.pages),
            "extraction_times_less_cpu": _times(self.their_cpu, self.extraction_cpu),
            "cpu_ms_per_page": _per_page([self.our_cpu], self.pages),
            "times_less_cpu": _times(self.their_cpu, self.our_cpu),
            "start_seconds": round(self.start_seconds, 2),
            "peak_mib": round(self.peak_mib),
        }


class _Parser:
    """The parser in a child process, one request after the other."""

    def __init__(self) -> None:
        self._events: queue.Queue[HostEvent] = queue.Queue()
        spec = EngineSpec("intervue.engines.parser:ResumeParser", {"max_pages": 50, "max_bytes": 10 * _MIB})
        self.host = ProcessHost(spec, "parser", self._events.put, load_deadline=_DEADLINE)

    def start(self) -> float:
        """Seconds until it is ready, its trial page included."""
        began = time.perf_counter()
        self.host.start()
        self._wait(Loaded)
        return time.perf_counter() - began

    def parse(self, pdf: bytes, request: str) -> float:
        """Seconds until the answer, or the refusal, is there."""
        began = time.perf_counter()
        self.host.submit(request, "parse", (pdf,), _DEADLINE)
        self._wait(Done, Failed)
        return time.perf_counter() - began

    def cpu(self) -> float:
        """Processor seconds that it has used so far."""
        times = psutil.Process(self.host.pid).cpu_times()
        return float(times.user + times.system)

    def peak_mib(self) -> float:
        """The most resident memory it ever had, MiB; where the system does not say, what it has now."""
        pid = self.host.pid
        try:
            status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
        except OSError:
            status = ""
        found = re.search(r"VmHWM:\s*(\d+) kB", status)
        return int(found[1]) / 1024 if found else psutil.Process(pid).memory_info().rss / _MIB

    def stop(self) -> None:
        """End the child."""
        self.host.stop(5)
        self.host.join(10)

    def _wait(self, *kinds: type[HostEvent]) -> None:
        while True:
            event = self._events.get(timeout=2 * _DEADLINE)
            if isinstance(event, kinds):
                return
            if isinstance(event, Exited):
                raise ChildProcessError(f"The parser's process ended: {event.message}")


def measure(chosen: Sequence[Pair], rounds: int = 3) -> Speed:
    """Read every file `rounds` times with each, by turns; the first round of all is for warming up and not counted."""
    result, parser = Speed(), _Parser()
    files = [pair.path.read_bytes() for pair in chosen]
    result.pages = [_pages(pdf) for pdf in files]
    other = _pdfplumber()
    ours: list[list[float]] = [[] for _ in files]
    theirs: list[list[float]] = [[] for _ in files]
    alone: list[list[float]] = [[] for _ in files]
    cpu, extractor = 0.0, _extractor()
    try:
        result.start_seconds = parser.start()
        for turn in range(rounds + 1):
            if turn == 1:
                cpu = parser.cpu()
            for number, pdf in enumerate(files):
                ours[number].append(parser.parse(pdf, f"{turn}-{number}"))
                seconds, busy = _timed(partial(_extracted, extractor, pdf))
                alone[number].append(seconds)
                result.extraction_cpu += busy / rounds if turn else 0.0
                if other is not None and turn:
                    seconds, busy = _timed(partial(_laid_out, other, pdf))
                    theirs[number].append(seconds)
                    result.their_cpu += busy / rounds
        result.our_cpu = (parser.cpu() - cpu) / rounds
        result.peak_mib = parser.peak_mib()
    finally:
        parser.stop()
    result.ours = [statistics.median(seconds[1:]) for seconds in ours]
    result.extraction = [statistics.median(seconds[1:]) for seconds in alone]
    result.theirs = [statistics.median(seconds) for seconds in theirs] if other is not None else []
    return result


def sheet(speed: Speed) -> Sheet:
    """The figures against their aims."""
    told = speed.as_json()
    times = told["times_faster"]
    rows: list[tuple[str, ...]] = [
        ("A page in a warm parser process, ms", f"{told['ms_per_page']:g}", _at_most(told["ms_per_page"], AIM_MS)),
        ("A page of the slowest file, ms", f"{told['slowest_ms_per_page']:g}", "-"),
        ("Pages per second", f"{told['pages_per_second']:g}", "-"),
        ("pdfplumber, extract_text(layout=True), a page, ms", f"{told['pdfplumber_ms_per_page'] or '-'}", "-"),
        ("Times faster than pdfplumber", f"{times or '-'}", _at_least(times, AIM_RATIO)),
        ("Extraction alone, a page, ms", f"{told['extraction_ms_per_page']:g}", "-"),
        ("Extraction alone, times faster than pdfplumber", f"{told['extraction_times_faster'] or '-'}", "-"),
        ("Extraction alone, processor time of a page, ms", f"{told['extraction_cpu_ms_per_page']:g}", "-"),
        ("Extraction alone, times less processor time", f"{told['extraction_times_less_cpu'] or '-'}", "-"),
        ("Processor time of a page, ms", f"{told['cpu_ms_per_page']:g}", "-"),
        ("Times less processor time than pdfplumber", f"{told['times_less_cpu'] or '-'}", "-"),
        ("Peak memory of the parser process, MiB", f"{told['peak_mib']}", _at_most(told["peak_mib"], AIM_MIB)),
        ("Start of the parser process, s (hidden: one is kept warm)", f"{told['start_seconds']:g}", "-"),
    ]
    note = f"{told['files']} files, {told['pages']} pages; medians of the rounds, both parsers by turns in one run."
    return Sheet("Speed and memory", ("", "Measured", "Aim"), rows, (note, *(() if times else (NO_PDFPLUMBER + ".",))))


def _at_most(measured: float, aim: float) -> str:
    return f"at most {aim:g}" + (" missed" if measured > aim else "")


def _at_least(measured: float | None, aim: float) -> str:
    return f"at least {aim:g}" + (" missed" if measured is not None and measured < aim else "")


def has_comparison() -> bool:
    """Whether pdfplumber is here, which the parser's speed is compared with."""
    return _pdfplumber() is not None


def _pdfplumber() -> Any:
    try:
        return import_module("pdfplumber")
    except ImportError:
        return None


def _laid_out(pdfplumber: Any, pdf: bytes) -> None:
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        for page in document.pages:
            page.extract_text(layout=True)


def _extractor() -> ResumeParser:
    parser = ResumeParser(max_pages=50, max_bytes=10 * _MIB)
    parser.load()
    return parser


def _extracted(parser: ResumeParser, pdf: bytes) -> None:
    with suppress(BadInputError):  # a refusal is an answer
        deque(parser.read(pdf, Reading()), maxlen=0)


def _timed(work: Callable[[], None]) -> tuple[float, float]:
    """The seconds that some work takes by the clock, and of processor time."""
    began, busy = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - began, time.process_time() - busy


def _times(theirs: float, ours: float) -> float | None:
    return round(theirs / ours, 1) if theirs and ours else None


def _pages(pdf: bytes) -> int:
    library = import_module("pymupdf")
    with library.open(stream=pdf, filetype="pdf") as document:
        return int(document.page_count)


def _per_page(seconds: Sequence[float], pages: Sequence[int]) -> float:
    return round(1000 * sum(seconds) / sum(pages), 1)


def _slowest(seconds: Sequence[float], pages: Sequence[int]) -> float:
    return round(1000 * max(time / count for time, count in zip(seconds, pages, strict=True)), 1)

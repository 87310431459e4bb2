"""At least five hundred damaged files: each is read or refused with its reason, within five seconds."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

import pytest

from intervue.engines.base import EngineSpec
from intervue.engines.hosts import Exited, Failed, HostFailure
from intervue.engines.parser import BROKEN as DAMAGED
from intervue.engines.parser import EMPTY, ENCRYPTED, NO_PAGES, NO_TEXT, NOT_A_PDF, SCAN, TURNED, UNSEEN
from intervue.engines.process_host import ProcessHost
from intervue.resume.schema import ParsedResume
from intervue.settings import Settings
from tests.engines.host_probe import BOUND, Probe, gone
from tests.resume.hostile.mutated import bases, mutants
from tests.resume.pages import Sheet, developer

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.slow

COUNT = 540
SECONDS = 5.0
MOST_MEMORY = 300 * 10**6
"""Bytes that a parser may have at its peak."""
MOST_DEATHS = 5
"""Files that may cost the parser's process its life; more of them would cost everybody's time."""


REASONS = {DAMAGED, EMPTY, ENCRYPTED, NO_PAGES, NO_TEXT, NOT_A_PDF, SCAN, TURNED, UNSEEN}
TOO_MANY_PAGES = r"This PDF has \d+ pages; a resume may have at most 20\. Please upload a shorter one\."


class Reader:
    """A parser in a child process with the limits of a server, started anew when a file killed it."""

    def __init__(self) -> None:
        defaults = Settings.model_fields
        self._deadline = float(defaults["parse_deadline_seconds"].default)
        self._memory = int(defaults["parser_memory_mib"].default)
        limits = {name: defaults[f"resume_{name}"].default for name in ("max_pages", "max_bytes")}
        self._spec = EngineSpec("intervue.engines.parser:ResumeParser", limits)
        self.pids: list[int] = []
        self._count = 0
        self._start()

    def _start(self) -> None:
        self._probe = Probe()
        host = ProcessHost(
            self._spec, "parser", self._probe.events.put, load_deadline=60, memory_limit_mib=self._memory
        )
        self._probe.host = self.host = host
        host.start()
        self._probe.loaded()
        assert host.pid is not None
        self.pids.append(host.pid)

    def read(self, name: str, pdf: bytes) -> ParsedResume | Failed:
        """What comes of a file; of every second one with details."""
        self._count += 1
        self.host.submit(name, "parse", (pdf, self._count % 2 == 0), self._deadline)
        values, end = self._probe.outcome(name)
        if not isinstance(end, Failed):
            (resume,) = values
            assert isinstance(resume, ParsedResume)
            return resume
        if end.failure in {HostFailure.DEADLINE, HostFailure.MEMORY, HostFailure.DIED}:
            assert isinstance(self._probe.next(), Exited)
            assert self.host.join(BOUND)
            self._start()
        return end

    def close(self) -> None:
        self.host.kill()
        assert self.host.join(BOUND)


@pytest.fixture
def reader() -> Iterator[Reader]:
    reader = Reader()
    yield reader
    reader.close()
    assert all(gone(pid) for pid in reader.pids), "a child was left behind"


def test_five_hundred_mutated_files_are_each_read_or_refused_within_five_seconds(reader: Reader) -> None:
    read = refused = 0
    for name, pdf in mutants(COUNT):
        began = time.monotonic()
        outcome = reader.read(name, pdf)
        assert time.monotonic() - began < SECONDS, name
        if isinstance(outcome, ParsedResume):
            assert outcome.raw_text, name
            read += 1
        else:
            assert outcome.failure in {HostFailure.INPUT, HostFailure.DEADLINE, HostFailure.MEMORY}, (name, outcome)
            assert outcome.failure is not HostFailure.INPUT or told(outcome.message), (name, outcome.message)
            refused += 1
    assert read + refused == COUNT
    # Neither is every damaged file given up, nor is nothing damaged.
    assert read > COUNT // 4
    assert refused > COUNT // 20
    assert len(reader.pids) - 1 <= MOST_DEATHS
    after = reader.read("after", developer())
    assert isinstance(after, ParsedResume)
    assert after.contact.name == "Priya Raman"


def told(message: str) -> bool:
    """Whether a refusal names one of the reasons that a file can give."""
    return message in REASONS or re.fullmatch(TOO_MANY_PAGES, message) is not None


def test_a_parser_that_reads_resumes_of_every_layout_and_twenty_full_pages_stays_within_its_memory(
    reader: Reader,
) -> None:
    peak = 0
    for name, pdf in [*bases(), ("twenty full pages", twenty_full_pages())]:
        outcome = reader.read(name, pdf)
        assert isinstance(outcome, ParsedResume), (name, outcome)
        peak = max(peak, reader.host.memory())
    assert len(reader.pids) == 1
    assert peak < MOST_MEMORY


def twenty_full_pages() -> bytes:
    sheet = Sheet()
    for number in range(20):
        if number:
            sheet.new_page()
        for _ in range(55):
            sheet.line("words and words and words and words and words and words and words and words", size=9, gap=13)
    return sheet.pdf()

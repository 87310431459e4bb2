"""Right readings of the corpus, and the same with one value misread in a way that parsers misread."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import intervue.resume.details as details_module
from intervue.engines.parser import ResumeParser
from intervue.resume.schema import ParsedResume
from tests.resume.reading import MIB

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import pytest

    from intervue.resume.lines import Link
    from intervue.resume.ordered import Ordered
    from intervue.resume.schema import DetailedResume
    from scripts.bench_resume.pairs import Pair

Spoiled = tuple[str, str, ParsedResume]
"""What was done, the path of the value, and the whole reading with it."""


def judged(
    patch: pytest.MonkeyPatch, chosen: Sequence[Pair]
) -> Iterator[tuple[Pair, Callable[[ParsedResume], DetailedResume]]]:
    """Each file with what judges any reading of it against its page."""
    seen: list[tuple[Ordered, Sequence[Link]]] = []
    real = details_module.with_details

    def noted(
        resume: ParsedResume, ordered: Ordered, links: Sequence[Link], *more: Any, **flags: Any
    ) -> DetailedResume:
        seen.append((ordered, links))
        return real(resume, ordered, links, *more, **flags)

    patch.setattr(details_module, "with_details", noted)
    engine = ResumeParser(max_pages=50, max_bytes=10 * MIB)
    engine.load()
    for pair in chosen:
        for _ in engine.parse(pair.path.read_bytes(), details=True):
            pass
        ordered, links = seen[-1]
        yield pair, partial(real, ordered=ordered, links=links)


def spoil(truth: ParsedResume) -> Iterator[Spoiled]:
    """One spoiled reading after the other."""
    yield from _names(truth)
    for number, job in enumerate(truth.experiences[:2]):
        path = f"experiences.{number}"
        if len(job.title.split()) > 1:
            yield "cut", f"{path}.title", _with(truth, f"{path}.title", job.title.rsplit(" ", 1)[0])
        if len(job.company.split()) > 1:
            yield "cut", f"{path}.company", _with(truth, f"{path}.company", job.company.split(" ", 1)[1])
        swapped = _with(_with(truth, f"{path}.title", job.company), f"{path}.company", job.title)
        yield "swapped", f"{path}.title", swapped
        if job.start_date and len(job.start_date.split()) == 2:
            yield "month lost", f"{path}.start_date", _with(truth, f"{path}.start_date", job.start_date.split()[1])
        for at, text in enumerate(job.highlights[:1]):
            half = " ".join(text.split()[: len(text.split()) // 2])
            yield "half", f"{path}.highlights.{at}", _with(truth, f"{path}.highlights.{at}", half)
    for number, study in enumerate(truth.education[:1]):
        if len(study.institution.split()) > 1:
            cut = study.institution.rsplit(" ", 1)[0]
            yield "cut", f"education.{number}.institution", _with(truth, f"education.{number}.institution", cut)
    if len(truth.skills) > 1:
        yield "joined", "skills.0", _with(truth, "skills.0", f"{truth.skills[0]} {truth.skills[1]}")


def _names(truth: ParsedResume) -> Iterator[Spoiled]:
    if truth.contact.name:
        yield "cut", "contact.name", _with(truth, "contact.name", truth.contact.name.split()[0])
    if truth.experiences:
        yield "headline", "contact.name", _with(truth, "contact.name", truth.experiences[0].title)


def _with(truth: ParsedResume, path: str, value: str) -> ParsedResume:
    copy: Any = truth.model_dump()
    *way, last = path.split(".")
    target = copy
    for key in way:
        target = target[int(key)] if key.isdigit() else target[key]
    target[int(last) if last.isdigit() else last] = value
    return ParsedResume.model_validate(copy)

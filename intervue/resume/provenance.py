"""Where each field of a résumé stands, found again after the reading.

The field's text is looked for where it should be: in the section of its kind, near the other fields of its entry, and
after the entry before. So the parts that read fields need not carry places along.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from intervue.resume.headings import Kind
from intervue.resume.tracing import How, Page, Trace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from intervue.resume.schema import Education, Experience, ParsedResume

HEAD = frozenset({Kind.HEADER, Kind.CONTACT})
JOBS = frozenset({Kind.EXPERIENCE})
VOLUNTARY = frozenset({Kind.VOLUNTEERING})
STUDIES = frozenset({Kind.EDUCATION})
SKILLS = frozenset({Kind.SKILLS, Kind.LANGUAGES})
CERTIFICATES = frozenset({Kind.CERTIFICATIONS})
_BODY = ("highlights", "description")
PROFILE = frozenset({Kind.SUMMARY, Kind.HEADER})


def fields(resume: ParsedResume) -> Iterator[tuple[str, str, frozenset[Kind]]]:
    """Every field that may hold a text: its path, its text (may be empty) and the sections it belongs to."""
    for key, value in resume.contact:
        yield f"contact.{key}", value or "", HEAD
    yield "summary", resume.summary or "", PROFILE
    for number, job in enumerate(resume.experiences):
        for path, text in _job(job):
            yield f"experiences.{number}.{path}", text, JOBS
    for number, study in enumerate(resume.education):
        for key, value in study:
            yield f"education.{number}.{key}", value or "", STUDIES
    for number, skill in enumerate(resume.skills):
        yield f"skills.{number}", skill, SKILLS
    for number, certificate in enumerate(resume.certifications):
        yield f"certifications.{number}", certificate, CERTIFICATES


def _job(job: Experience) -> Iterator[tuple[str, str]]:
    for key in ("title", "company", "start_date", "end_date", "description"):
        yield key, getattr(job, key) or ""
    for number, highlight in enumerate(job.highlights):
        yield f"highlights.{number}", highlight


def locate(resume: ParsedResume, page: Page) -> dict[str, Trace]:
    """The place of every field that is found, by its path."""
    found: dict[str, Trace] = {}
    for path, text, kinds in fields(resume):
        if path.startswith(("contact.", "summary")):
            _keep(found, path, _alone(page, text, kinds))
    _entries(found, page, "experiences", [dict(_job(job)) for job in resume.experiences], JOBS)
    _entries(found, page, "education", [_study(study) for study in resume.education], STUDIES)
    _listed(found, page, "skills", resume.skills, SKILLS)
    _listed(found, page, "certifications", resume.certifications, CERTIFICATES)
    return found


def _study(study: Education) -> dict[str, str]:
    return {key: value or "" for key, value in study}


def _keep(found: dict[str, Trace], path: str, trace: Trace | None) -> None:
    if trace is not None:
        found[path] = trace


def _hits(page: Page, text: str, kinds: frozenset[Kind]) -> list[Trace]:
    """Places in the sections of these kinds, else anywhere."""
    hits = page.find(text.removeprefix("https://").removeprefix("www."))
    inside = [hit for hit in hits if page.cells[hit.first].kind in kinds]
    return inside or hits


def _alone(page: Page, text: str, kinds: frozenset[Kind]) -> Trace | None:
    if not text:
        return None
    hits = _hits(page, text, kinds)
    if hits:
        # A name is printed largest where it is meant, and a header's repetition is smaller.
        return max(hits, key=lambda hit: (page.cells[hit.first].line.size, -hit.first))
    return page.find_link(text) or page.find_words(text, kinds) or page.find_words(text)


def _entries(
    found: dict[str, Trace], page: Page, name: str, entries: Sequence[dict[str, str]], kinds: frozenset[Kind]
) -> None:
    """The fields of each entry, near the one of them that is surest; entries follow each other."""
    last = -1
    for number, entry in enumerate(entries):
        hits = {key: _hits(page, text, kinds) for key, text in entry.items() if text}
        anchor = _anchor(page, hits, last)
        at = anchor.first if anchor is not None else max(last, 0)
        placed = [at]
        for key, text in entry.items():
            near = hits.get(key, [])
            if key.startswith(_BODY):  # what was done there stands below the headline
                near = [hit for hit in near if hit.first >= at] or near
            trace = _nearest(page, near, placed)
            if text and trace is None:
                trace = page.find_words(text, kinds) or page.find_words(text)
            _keep(found, f"{name}.{number}.{key}", trace)
            if trace is not None and trace.pieces and not key.startswith(_BODY):
                placed.append(trace.first)
        last = max(last, at)


def _anchor(page: Page, hits: dict[str, list[Trace]], last: int) -> Trace | None:
    """The place of the field that stands in the fewest places, or the first one after the entry before."""
    some = [(key, found) for key, found in hits.items() if found]
    if not some:
        return None
    heads = [found for key, found in some if not key.startswith(_BODY)] or [found for _, found in some]
    single = [found[0] for found in heads if len(found) == 1]
    later = [trace for trace in single if trace.first > last]
    if later:
        return min(later, key=lambda trace: trace.first)
    bodies = [found[0] for _, found in some if len(found) == 1 and found[0].first > last]
    target = min((trace.first for trace in bodies), default=last)
    following = [trace for found in heads for trace in found if trace.first > last]
    if following:
        return min(following, key=lambda trace: (_apart(page, trace.first, target), trace.first))
    return min(heads, key=len)[0]


def _nearest(page: Page, hits: Sequence[Trace], placed: Sequence[int]) -> Trace | None:
    """The place that is nearest to the cells of the entry's fields so far; of equals the first after the last one."""
    if not hits:
        return None

    def away(hit: Trace) -> int:
        return sum(_apart(page, hit.first, cell) for cell in placed)

    return min(hits, key=lambda hit: (away(hit), hit.first < placed[-1], abs(hit.first - placed[-1])))


def _apart(page: Page, cell: int, other: int) -> int:
    """How many rows are between two cells."""
    return abs(page.cells[cell].row - page.cells[max(other, 0)].row)


def _listed(found: dict[str, Trace], page: Page, name: str, items: Sequence[str], kinds: frozenset[Kind]) -> None:
    """Items of a list, each after the one before where it can be."""
    at = (-1, -1)
    for number, text in enumerate(items):
        hits = _hits(page, text, kinds)
        later = [hit for hit in hits if (hit.first, hit.pieces[0].start) > at]
        trace = min(later or hits, key=lambda hit: (hit.first, hit.pieces[0].start), default=None)
        if trace is not None:
            at = (trace.first, trace.pieces[0].start)
        else:
            trace = page.find_words(text, kinds) or page.find_words(text)
        _keep(found, f"{name}.{number}", trace)


def in_section(trace: Trace, page: Page, kinds: frozenset[Kind]) -> bool:
    """Whether a place is in a section of one of these kinds."""
    return trace.how is not How.LINK and page.cells[trace.first].kind in kinds

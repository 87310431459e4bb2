"""From lines with positions to a résumé. Nothing here fails on odd input: what is not understood is left out."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace
from itertools import islice
from math import inf
from typing import TYPE_CHECKING

from intervue.resume.certifications import parse_certifications
from intervue.resume.closing import without_closing
from intervue.resume.contact import parse_contact
from intervue.resume.contact_lines import REFERENCES
from intervue.resume.education import MAX_STUDIES
from intervue.resume.experience import MAX_POSITIONS
from intervue.resume.headings import Kind
from intervue.resume.legible import legible
from intervue.resume.lines import SOFT_HYPHEN, around
from intervue.resume.schema import ContactInfo, Experience, ParsedResume
from intervue.resume.skills import parse_skills, unique
from intervue.resume.study_pairs import paired
from intervue.resume.summary import find_summary, lists_below, with_summary
from intervue.resume.tabled import certificate_rows, parse_jobs, parse_studies, skill_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intervue.resume.layout import Region, Row
    from intervue.resume.lines import Link
    from intervue.resume.ordered import Ordered
    from intervue.resume.sections import Section

RAW_TEXT_MAX_CHARS = 50_000
"""`raw_text` is cut here: some twenty full pages."""
_INDENT_POINTS = 30.0
_GUTTER_POINTS = 14.0
"""No columns stand nearer to each other."""


def parse_ordered(ordered: Ordered, links: Sequence[Link]) -> ParsedResume:
    """A résumé from its rows in reading order, and its link annotations."""
    regions, sections = ordered
    rows = [row for region in regions for row in region.rows]
    if not rows:
        return ParsedResume(contact=ContactInfo(name=""))
    head = [row for section in sections if section.kind in {Kind.HEADER, Kind.CONTACT} for row in section.rows]
    others = {id(row) for section in sections if REFERENCES.match(section.title) for row in section.rows}
    own = [row for row in rows if id(row) not in others]
    contact = parse_contact(head, own, links, [row for s in _of(sections, Kind.CONTACT) for row in s.rows])
    sections = [section if section.kind is Kind.HEADER else _closed(section, contact.name) for section in sections]
    sections = with_summary(sections)
    edges = _Edges(rows)
    resume = ParsedResume(
        contact=contact,
        summary=find_summary(sections),
        experiences=_experiences(sections, edges),
        education=paired([parse_studies(s.rows, edges.right(s)) for s in _of(sections, Kind.EDUCATION)])[:MAX_STUDIES],
        skills=unique(
            [
                skill
                for s in _of(sections, Kind.SKILLS) or lists_below(_of(sections, Kind.SUMMARY))
                for skill in parse_skills(skill_rows(s.rows), edges.right(s))
            ]
        ),
        certifications=unique(
            [
                c
                for s in _of(sections, Kind.CERTIFICATIONS)
                for c in parse_certifications(certificate_rows(s.rows), edges.right(s))
            ]
        ),
        raw_text=raw_text(regions),
    )
    return legible(resume)


def raw_text(regions: Sequence[Region]) -> str:
    """All text in reading order, one row a line, a blank line between regions."""
    blocks = ["\n".join(row.text for row in region.rows) for region in regions]
    return "\n\n".join(blocks).replace(SOFT_HYPHEN, "-")[:RAW_TEXT_MAX_CHARS]


def _of(sections: Sequence[Section], *kinds: Kind) -> list[Section]:
    return [section for section in sections if section.kind in kinds]


def _closed(section: Section, name: str) -> Section:
    """The section without the signature and the remarks at the end of a page."""
    return replace(section, rows=without_closing(section.rows, name))


def _by_page(rows: Sequence[Row]) -> dict[int, list[Row]]:
    pages: dict[int, list[Row]] = {}
    for row in rows:
        pages.setdefault(row.page, []).append(row)
    return pages


class _Edges:
    """Where the rows of all pages begin and end."""

    def __init__(self, rows: Sequence[Row]) -> None:
        boxes = sorted(row.box for row in rows)
        self._pages = {page: sorted(rows_of, key=lambda row: row.box.y0) for page, rows_of in _by_page(rows).items()}
        self._lefts, self._rights = [box.x0 for box in boxes], [box.x1 for box in boxes]

    def right(self, section: Section) -> float:
        """Where the lines of the section's column end: the farthest end of those that begin where its lines do."""
        if not section.rows:
            return 0.0
        left = min(row.box.x0 for row in section.rows)
        first = bisect_right(self._lefts, left - _INDENT_POINTS)
        end = max(self._rights[first : bisect_left(self._lefts, left + _INDENT_POINTS)], default=0.0)
        return min(end, self._beside(section) - _GUTTER_POINTS)

    def _beside(self, section: Section) -> float:
        """Where the text begins that stands at the right of a section."""
        page, box = section.rows[0].page, around([row.box for row in section.rows])
        if section.rows[-1].page != page:
            return inf
        rows = self._pages[page]
        first = bisect_left(rows, box.y0, key=lambda row: row.box.y0)
        after = bisect_right(rows, box.y1 - 1, key=lambda row: row.box.y0)
        return min((row.box.x0 for row in rows[first:after] if row.box.x0 > box.x1), default=inf)


def _experiences(sections: Sequence[Section], edges: _Edges) -> list[Experience]:
    """The jobs, in the order of the page. Voluntary work counts as such only where the page has no section of jobs."""
    jobs = _of(sections, Kind.EXPERIENCE) or _of(sections, Kind.VOLUNTEERING)
    found = (experience for section in jobs for experience in parse_jobs(section.rows, edges.right(section)))
    return list(islice(found, MAX_POSITIONS))

"""From lines with positions to a résumé. Nothing here fails on odd input: what is not understood is left out."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from intervue.resume.certifications import parse_certifications
from intervue.resume.closing import without_closing
from intervue.resume.contact import parse_contact
from intervue.resume.contact_lines import REFERENCES
from intervue.resume.headings import Kind, kind_of
from intervue.resume.legible import legible
from intervue.resume.lines import BULLET, SOFT_HYPHEN, join_all, split_bullet, without_icons
from intervue.resume.ordered import in_order
from intervue.resume.outline import had_no_room
from intervue.resume.phones import is_strong, phone_in
from intervue.resume.places import is_address
from intervue.resume.schema import ContactInfo, Experience, ParsedResume
from intervue.resume.skills import parse_skills, unique
from intervue.resume.tabled import certificate_rows, parse_jobs, parse_studies, skill_rows
from intervue.resume.vocabulary import title_score

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intervue.resume.layout import Region, Row
    from intervue.resume.lines import Line, Link
    from intervue.resume.ordered import Ordered
    from intervue.resume.sections import Section

RAW_TEXT_MAX_CHARS = 50_000
"""`raw_text` is cut here: some twenty full pages."""
SUMMARY_MAX_CHARS = 4000
_HEADLINE_WORDS = 6
_HEAD_ROWS = 120
"""Rows of a head in which its sentences are looked for."""
_INDENT_POINTS = 30.0
_UNIT = re.compile(
    r"(?:department|dept|division|faculty|school|institute?|centre|center|chair|d[ée]partement|facult[ée]|laboratoire"
    r"|departamento|facultad|departement|fakultät|lehrstuhl|abteilung|fachbereich|dipartimento|facoltà|faculdade"
    r"|univers\w+|college|hochschule)\b",
    re.IGNORECASE,
)
_BORN = re.compile(
    r"n[ée]e?\s+(?:le|en|à)\s|born\s+(?:on|in)\s|geb(?:oren|\.)\s|nacid[oa]\s|nascid[oa]\s|nat[oa]\s+(?:il|a|nel)\s"
    r"|\d\d\s+(?:ans|a[ñn]os|anni|jahre|jaar|years\s+old)\s*(?:[,\u2013-]|$)",
    re.IGNORECASE,
)
_OCCASION = re.compile(
    r"(?:bewerbung\s+(?:um|als|für)|lebenslauf\s+(?:von|zur)|(?:job\s+)?application\s+(?:for|as)|applying\s+for"
    r"|(?:résumé|resume|curriculum\s+vitae|cv)\s+(?:of|de|di|von|van)|candidatura?\s+(?:au|à|para|a[lo]?|per|pour)"
    r"|candidature\s+(?:au|à|pour)|solicitud\s+(?:de|para)|sollicitatie\s+(?:naar|voor|als)|ref(?:erence)?[.:]\s)",
    re.IGNORECASE,
)
"""What a page is handed in for: "Bewerbung um einen Ausbildungsplatz"."""
_WITHIN_NAMES = re.compile(
    r"of|for|and|the|in|at|de|des|du|la|le|les|et|del|y|e|di|della|do|da|der|die|für|und|van|voor|en"
)
"""Small words within names of schools and departments."""


def parse_lines(lines: Sequence[Line], links: Sequence[Link]) -> ParsedResume:
    """A résumé from the lines of all its pages, in any order, and its link annotations."""
    return parse_ordered(in_order(lines), links)


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
    edges = _Edges(rows)
    resume = ParsedResume(
        contact=contact,
        summary=_summary(sections),
        experiences=_experiences(sections, edges),
        education=[
            study
            for section in _of(sections, Kind.EDUCATION)
            for study in parse_studies(section.rows, edges.right(section))
        ],
        skills=unique(
            [skill for s in _of(sections, Kind.SKILLS) for skill in parse_skills(skill_rows(s.rows), edges.right(s))]
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


class _Edges:
    """Where the rows of all pages begin and end."""

    def __init__(self, rows: Sequence[Row]) -> None:
        boxes = sorted(row.box for row in rows)
        self._lefts, self._rights = [box.x0 for box in boxes], [box.x1 for box in boxes]

    def right(self, section: Section) -> float:
        """Where the lines of the section's column end: the farthest end of those that begin where its lines do."""
        left = min((row.box.x0 for row in section.rows), default=0.0)
        first = bisect_right(self._lefts, left - _INDENT_POINTS)
        return max(self._rights[first : bisect_left(self._lefts, left + _INDENT_POINTS)], default=0.0)


def _experiences(sections: Sequence[Section], edges: _Edges) -> list[Experience]:
    """The jobs, in the order of the page."""
    jobs = _of(sections, Kind.EXPERIENCE)
    return [experience for section in jobs for experience in parse_jobs(section.rows, edges.right(section))]


def _summary(sections: Sequence[Section]) -> str | None:
    """The text of the summary; without one, the sentence under the name."""
    texts = [_paragraph(section) for section in _of(sections, Kind.SUMMARY)]
    text = " ".join(filter(None, texts)) or _headline(sections[0].rows)
    label, colon, rest = text.partition(":")
    if colon and kind_of(label) is Kind.SUMMARY:
        text = rest.strip()
    return text[:SUMMARY_MAX_CHARS] or None


def _paragraph(section: Section) -> str:
    text = join_all(split_bullet(row.text)[1] for row in section.rows)
    label = section.title if section.title.endswith((":", ": ")) else ""
    return text.removeprefix(label).strip(BULLET + " ")


def _headline(rows: Sequence[Row]) -> str:
    """Running text in the header: paragraphs of six words and more that are no address, sentences before others."""
    alone = [row for row in rows[:_HEAD_ROWS] if len(row.cells) == 1]
    right = max((row.box.x1 for row in alone if _is_text(row)), default=0.0)
    blocks: list[list[Row]] = []
    for last, row in zip([None, *alone], alone, strict=False):
        if blocks and blocks[-1][-1] is last and _runs_on(last, row, right):
            blocks[-1].append(row)
        elif _is_text(row):
            blocks.append([row])
    texts = [join_all(without_icons(row.text) for row in block) for block in blocks]
    return " ".join(text for text in texts if text.endswith((".", "!", "?"))) or " ".join(texts[:1])


def _is_text(row: Row) -> bool:
    words = row.text.split()
    before, dash, _ = row.text.partition(" \u2013 ")
    if (
        dash
        and not row.text.endswith((".", "!", "?"))
        and len(before.split()) < _HEADLINE_WORDS
        and title_score(before) > 1
    ):
        return False
    if len(words) < _HEADLINE_WORDS or _OCCASION.match(row.text) or any(mark in row.text for mark in "@|•·"):
        return False
    small = [word for word in words if word[:1].isalpha() and not word[:1].isupper()]
    if _UNIT.match(row.text):
        # "Department of Physics, University of Leeds": where somebody works, though half of it is in small letters.
        small = [word for word in small if not _WITHIN_NAMES.fullmatch(word)]
    return (3 * len(small) >= len(words) or row.text.endswith(".")) and not _is_personal(row.text)


def _is_personal(text: str) -> bool:
    """Whether a line of the head tells where to reach somebody, or when they were born."""
    bare = without_icons(text)
    number = phone_in(bare)
    if number and is_strong(number) and len(bare.split()) - len(number.split()) < _HEADLINE_WORDS:
        return True
    return not bare.endswith((".", "!")) and (is_address(bare) or _BORN.match(bare) is not None)


def _runs_on(last: Row, row: Row, right: float) -> bool:
    """Whether a row is the next line of a paragraph: its first word had no room, or begins with a small letter."""
    text = without_icons(row.text)
    if (
        "@" in text
        or "|" in text
        or _is_personal(text)
        or row.page != last.page
        or row.box.y0 - last.box.y1 > row.box.height
    ):
        return False
    ragged = 2 * (last.box.x1 - last.box.x0) / max(len(last.text), 1)
    return had_no_room(last, row, right - ragged) or (text[:1].islower() and title_score(text) <= 0)

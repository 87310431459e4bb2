"""Contact data below other headings: at the foot of a column, or in a form whose labels look like headings."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import takewhile
from typing import TYPE_CHECKING

from intervue.resume.addresses import without_addresses
from intervue.resume.headings import Kind
from intervue.resume.phones import is_strong, phone_in
from intervue.resume.rows import Row
from intervue.resume.sections import Section

if TYPE_CHECKING:
    from collections.abc import Sequence

REFERENCES = re.compile(
    r"\W*(?:professional\s+)?r[\u00e9e]f[\u00e9e]ren|referees|referencias|\W*referenz", re.IGNORECASE
)
"""Headings of sections with other people's telephone numbers and addresses."""
_SOMEBODY = re.compile(
    r"\W*(?:dr|prof|mrs?|ms|miss|herr|frau|mme|mlle|sra?|srta|sig|dott|dhr|mevr|mw)\b\.?\s", re.IGNORECASE
)
"""What a line about a referee begins with."""
_BEFORE_CONTENT = frozenset({Kind.HEADER, Kind.CONTACT, Kind.OTHER, Kind.LANGUAGES})
_MOST_WORDS = 8
"""Words of such a line beside addresses and numbers: a town, labels."""


def with_contact(sections: Sequence[Section]) -> list[Section]:
    """The sections, with contact data that stand below other headings in sections of their own."""
    return _with_line(_with_form(sections))


def _with_form(sections: Sequence[Section]) -> list[Section]:
    """The sections, those of a form at the top as contact data, each label beside its value again."""
    front = list(takewhile(lambda section: section.kind in _BEFORE_CONTENT, sections))
    if not front or front[0].rows or not any("@" in row.text for section in front for row in section.rows):
        return list(sections)
    filled = [Section(Kind.CONTACT, section.title, _labelled(section)) for section in front[1:]]
    return [front[0], *filled, *sections[len(front) :]]


def _labelled(section: Section) -> list[Row]:
    """The section's rows, its heading as the label of the first."""
    first = section.rows[:1]
    if not first or len(first[0].cells) > 1:
        return section.rows
    label = replace(first[0].cells[0], spans=(replace(first[0].cells[0].spans[0], text=section.title),))
    return [Row((label, *first[0].cells)), *section.rows[1:]]


def _with_line(sections: Sequence[Section]) -> list[Section]:
    """The sections, the line with the only e-mail address and a telephone number in one of its own."""
    mails = [(section, row) for section in sections for row in section.rows if "@" in without_handles(row.text)]
    if len(mails) != 1 or not sections[0].rows:
        return list(sections)
    home, line = mails[0]
    if home.kind in {Kind.HEADER, Kind.CONTACT} or REFERENCES.match(home.title) or not _is_contact_line(line):
        return list(sections)
    rest = replace(home, rows=[row for row in home.rows if row is not line])
    kept = [rest if section is home else section for section in sections]
    return [*kept, Section(Kind.CONTACT, rows=[line])]


def without_handles(text: str) -> str:
    """The text without names on networks: "@jane"."""
    return re.sub(r"(?<!\S)@\w+", "", text)


def _is_contact_line(row: Row) -> bool:
    """Whether a row has an e-mail address, a telephone number, and nothing beside them but labels and a town."""
    text = without_addresses(row.text)
    number = phone_in(text)
    if number is None or not is_strong(number) or _SOMEBODY.match(row.text):
        return False
    return len(re.findall(r"[^\W\d_]+", text.replace(number, " "))) <= _MOST_WORDS

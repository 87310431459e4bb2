"""A résumé's lines in the order in which a person reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from intervue.resume.contact_lines import with_contact
from intervue.resume.layout import reading_order
from intervue.resume.sections import split_sections

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intervue.resume.layout import Region
    from intervue.resume.lines import Line
    from intervue.resume.sections import Section


class Ordered(NamedTuple):
    """The same rows twice: as they stand on the pages, and below the headings they belong to."""

    regions: Sequence[Region]
    sections: Sequence[Section]


def in_order(lines: Sequence[Line]) -> Ordered:
    """The lines of all pages, in any order, put into regions and sections."""
    regions = reading_order(lines)
    return Ordered(regions, with_contact(split_sections(regions)))

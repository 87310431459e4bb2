"""Reading order: lines of all pages to rows in the order in which a person reads them.

A page is cut into regions: bands over the full width, and columns beside each other. Dates or headings that stand
beside the text they belong to are no column of their own: they are cells of the same row.
"""

# ruff: noqa: RUF001
# Why: the dashes that page numbers are written with.

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from intervue.resume.cards import in_cards
from intervue.resume.columns import best_gutter
from intervue.resume.dates import is_period
from intervue.resume.headings import is_known
from intervue.resume.lines import Line, around
from intervue.resume.margins import with_notes
from intervue.resume.records import level_with_cells, rows_with_tables
from intervue.resume.rows import Row, rows_of
from intervue.resume.tables import without_heads
from intervue.resume.wraps import whole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intervue.resume.lines import Box

__all__ = ["Region", "Row", "reading_order", "without_running_lines"]

_MARGIN = 0.09
"""Share of the page's height, at the top and at the bottom, where running headers and footers stand."""
_RIM, _RIM_GAP = 0.07, 18.0
"""Share of the page's height where its outermost lines stand, and the space that parts them from the text, points."""
_HEADER_GAP = 0.6
"""Least space below a header that begins on the second page, in its height."""
_NAME_SIZE = 1.25
"""How much larger than a heading's words what stands beside them is, where it is no part of the heading."""
_NEAR = 3.0
"""How far apart what begins at one edge may begin, points."""
_FEW_LINES = 4
"""Lines of a sidebar that are too few to be known as a column."""
_LEAST_HEAD = 8
"""Letters that a repeated name or address has at least."""
_MAX_TITLES = 40
"""Lines in the margins that may name the document: two on each of twenty pages."""
_PAGE_NUMBER = re.compile(
    r"^(?:.{0,60}?\b)?(?:page|seite|p[aá]gina|p[aá]g\.|p\.|strona|sida|side)\s*:?\s*\d{1,3}"
    r"(?:\s*(?:/|of|von|de|sur|di|van|z|av)\s*\d{1,3})?(?:\W.{0,60})?$"
    r"|^[-–—|\s]*\d{1,3}(?:\s*(?:/|of|von|de|sur|di|van)\s*\d{1,3})?[-–—|\s]*$"
    r"|^\d{1,3}\s*\|\s*p\s?a\s?g\s?e$",
    re.IGNORECASE,
)

_GOES_ON = re.compile(r"•|[a-zß-öø-ÿ][^@]*$(?<!\.[a-z]{2})(?<!\.[a-z]{3})")
"""A bullet, or words that go on from the page before: no header begins so, unless it is an address."""
_DOCUMENT = re.compile(r"\b(?:r[eé]sum[eé]|curriculum vitae|cv|lebenslauf|curr[ií]culo|curr[ií]culum)\b", re.IGNORECASE)
_COPYRIGHT = re.compile(r"©|\(c\) \d{4}|\bpowered by\b|\b(?:created|made|generated) (?:with|by)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Region:
    """Rows that are read one after the other: a band or a column of a page."""

    rows: tuple[Row, ...]
    box: Box
    page: int


def reading_order(lines: Sequence[Line]) -> list[Region]:
    """Regions of all pages in reading order, without running headers, footers and page numbers."""
    pages: dict[int, list[Line]] = defaultdict(list)
    for line in without_running_lines(lines):
        pages[line.page].append(line)
    found: list[Region] = []
    for page in sorted(pages):
        found += _rest_of_sidebar(pages[page], found) or _regions(pages[page], depth=3)
    return found


def without_running_lines(lines: Sequence[Line]) -> list[Line]:
    """Drop page numbers, and what repeats in the margins of (nearly) all pages (kept once if it stands at the top)."""
    pages_of: dict[tuple[str, int], set[int]] = defaultdict(set)
    for line in lines:
        if _in_margin(line):
            pages_of[_recurring(line)].add(line.page)
    kept = []
    numbers = {line.page for line in lines}
    first_page = min(numbers, default=0)
    usual = max(2, len(numbers) - 1)
    parted = _parted_from_text(lines, {key for key, pages in pages_of.items() if len(pages) >= usual})
    head = _head(lines)
    apart = _set_apart(lines) | _titles_in_margin(lines)
    for line in lines:
        if _in_margin(line):
            if line.page > first_page and line.box.y1 < line.page_height / 2 and _letters(line.text) in head:
                continue
            pages = pages_of[_recurring(line)]
            first_top = line.page == first_page and line.box.y0 < line.page_height / 2
            runs = len(pages) >= usual and (first_page in pages or id(line) in parted)
            if _PAGE_NUMBER.match(line.text) or id(line) in apart or (runs and not first_top):
                continue
        kept.append(line)
    return kept


def _parted_from_text(lines: Sequence[Line], recurring: set[tuple[str, int]]) -> set[int]:
    """The identities of recurring lines at a page's end, and at its top where white space parts them from the text."""
    found: set[int] = set()
    pages: dict[int, list[Line]] = defaultdict(list)
    for line in lines if recurring else ():
        pages[line.page].append(line)
    for page in pages.values():
        running = [line for line in page if _in_margin(line) and _recurring(line) in recurring]
        top = [line for line in running if line.box.y0 < line.page_height / 2]
        tops = {id(line) for line in top}
        end = max((line.box.y1 for line in top), default=0.0)
        below = min((line.box.y0 for line in page if id(line) not in tops and line.box.middle > end), default=end)
        apart = bool(top) and below - end > _HEADER_GAP * top[0].box.height
        found.update(id(line) for line in running if apart or id(line) not in tops)
    return found


def _head(lines: Sequence[Line]) -> frozenset[str]:
    """What stands in the upper part of the first page, as letters and digits: later pages may repeat it."""
    pages = {line.page for line in lines}
    if len(pages) < 2:  # noqa: PLR2004 - there is no later page
        return frozenset()
    first = min(pages)
    top = [line for line in lines if line.page == first and line.box.y1 < 0.3 * line.page_height]
    pieces = [piece for line in top for piece in (line.text, *re.split(r"[|•·,]", line.text))]
    return frozenset(letters for letters in map(_letters, pieces) if len(letters) >= _LEAST_HEAD)


def _set_apart(lines: Sequence[Line]) -> set[int]:
    """The identities of lines that stand for themselves at the very top or bottom of one of several pages."""
    pages: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        pages[line.page].append(line)
    found: set[int] = set()
    for before, page in pairwise(sorted(pages)):
        found |= _rim(sorted(pages[page], key=lambda line: line.box.y0), top=True) - _text(pages[page], pages[before])
    for page in sorted(pages) if len(pages) > 1 else ():
        found |= _rim(sorted(pages[page], key=lambda line: -line.box.y1), top=False)
    return found


def _text(lines: Sequence[Line], before: Sequence[Line]) -> set[int]:
    """The identities of lines that look like those of the page before, begin where they do, and not above its first."""
    top = min(line.box.y0 for line in before)
    looks = {(round(line.size, 1), line.bold, round(line.box.x0)) for line in before if not _in_margin(line)}
    alike = (line for line in lines if (round(line.size, 1), line.bold, round(line.box.x0)) in looks)
    return {id(line) for line in alike if line.box.y0 > top - line.size / 2}


def _titles_in_margin(lines: Sequence[Line]) -> set[int]:
    """The identities of running lines that are known on one page, "Jane Doe - Résumé", and of what stands beside."""
    usual = median(line.size for line in lines) if lines else 0.0
    small = [line for line in lines if _in_margin(line) and line.size <= usual]
    named = [line for line in small if _DOCUMENT.search(line.text) or _COPYRIGHT.search(line.text)][:_MAX_TITLES]
    least = min((line.size for line in named), default=usual)
    others = [(other.size, _letters(other.text)) for other in lines if other.size > least] if named else []
    names = [line for line in named if _is_running_title(line, others)]
    found = {id(line) for line in names}
    beside = (line for line in small if any(_is_level(line, name) for name in names))
    return {id(line) for line in beside if id(line) in found or line.box.y0 > line.page_height / 2}


def _is_level(line: Line, other: Line) -> bool:
    return line.page == other.page and abs(line.box.middle - other.box.middle) < line.size / 2


def _is_running_title(line: Line, others: Sequence[tuple[float, str]]) -> bool:
    """Whether a line says only what document this is: its kind, a number, what others say (sizes and letters) in large.

    The line names a document, or says by what it was made.
    """
    if _COPYRIGHT.search(line.text):
        return True
    rest = _letters(_DOCUMENT.sub("", line.text))
    rest = rest.rstrip("0123456789")
    return not rest or any(size > line.size and rest in letters for size, letters in others)


def _rim(lines: Sequence[Line], *, top: bool) -> set[int]:
    """The identities of the outermost lines of a page, if white space parts them from the text."""
    height = lines[0].page_height
    for number, line in enumerate(lines):
        if (line.box.y1 if top else height - line.box.y0) > _RIM * height:
            outer = lines[:number]
            gap = (line.box.y0 - outer[-1].box.y1 if top else outer[-1].box.y0 - line.box.y1) if outer else 0.0
            return {id(each) for each in outer if not _GOES_ON.match(each.text)} if gap > _RIM_GAP else set()
    return set()


def _letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def _in_margin(line: Line) -> bool:
    box = line.box
    return box.y1 < line.page_height * _MARGIN or box.y0 > line.page_height * (1 - _MARGIN)


def _recurring(line: Line) -> tuple[str, int]:
    """What a running header has in common on all pages: its place, and its text apart from the page's number."""
    text = line.text if is_period(line.text) else re.sub(r"\d{1,3}(?!\d)", "#", line.text)
    return text.casefold(), round(line.box.y0 / 6)


# --- Regions ----------------------------------------------------------------------------------------------------------


def _regions(lines: list[Line], depth: int) -> list[Region]:
    if not lines:
        return []
    lines = sorted(lines, key=lambda line: (line.box.y0, line.box.x0))
    best = best_gutter(level_with_cells(lines)) if depth else None
    if best is None:
        return [_region(part) for part in in_cards(lines)]
    above = [line for line in lines if line.box.middle < best.top]
    below = [line for line in lines if line.box.middle > best.bottom]
    band = [line for line in lines if best.top <= line.box.middle <= best.bottom]
    left = [line for line in band if line.box.x1 <= best.x]
    right = [line for line in band if line.box.x1 > best.x]
    return [region for part in (above, left, right, below) for region in _regions(part, depth - 1)]


def _rest_of_sidebar(lines: list[Line], found: Sequence[Region]) -> list[Region]:
    """The regions of a page on which the two columns of the page before go on, at the left only a few lines."""
    before = [region for region in found if region.page == lines[0].page - 1]
    last = before[-1].box if before else None
    left = [region.box for region in before if last and region.box.x1 < last.x0 and region.box.y1 > last.y0]
    if last is None or not left:
        return []
    edge = min(box.x0 for box in left)
    aside = [line for line in lines if line.box.x1 < last.x0 - _NEAR]
    rest = [line for line in lines if line.box.x0 > last.x0 - _NEAR]
    whole_page = len(aside) + len(rest) == len(lines) and all(line.box.x0 > edge - _NEAR for line in aside)
    if not (whole_page and rest and 0 < len(aside) <= _FEW_LINES):
        return []
    return [] if any(is_period(line.text) for line in aside) else [*_regions(aside, 1), *_regions(rest, 2)]


def _region(lines: list[Line]) -> Region:
    rows: list[Row] = []
    for text, table in rows_with_tables(lines):
        rows += [*(_rows(text) if text else ()), *table]
    return Region(tuple(rows), around([row.box for row in rows]), lines[0].page)


def _rows(lines: Sequence[Line]) -> list[Row]:
    rows = [_with_heading_apart(row) for row in rows_of(lines)]
    return whole(with_notes(without_heads(rows) or rows))


def _with_heading_apart(row: Row) -> Row:
    """The row, a heading in small print parted from the large name that stands close behind it."""
    first, *others = row.cells[0].spans
    large = bool(others) and all(span.size > _NAME_SIZE * first.size for span in others)
    if not large or not is_known(first.text):
        return row
    parts = (Line(spans, row.page, row.cells[0].page_height) for spans in ((first,), tuple(others)))
    return Row((*parts, *row.cells[1:]))

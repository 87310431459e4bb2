"""Reading order: lines of all pages to rows in the order in which a person reads them.

A page is cut into regions: bands over the full width, and columns beside each other. Dates or headings that stand
beside the text they belong to are no column of their own: they are cells of the same row.
"""

# ruff: noqa: PLR2004, RUF001
# Why: thresholds in points or words stand where they are used; the dashes and quotes that resumes are written with.

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from intervue.resume.dates import is_period
from intervue.resume.lines import BULLET, GAP_EM, Box, Line, split_bullet

if TYPE_CHECKING:
    from collections.abc import Sequence

_MARGIN = 0.09
"""Share of the page's height, at the top and at the bottom, where running headers and footers stand."""
_COLUMN_LINES = 5
_COLUMN_HEIGHT = 0.15
_GUTTER = 9.0
"""Least width of the gap between two columns, points."""
_PAGE_NUMBER = re.compile(
    r"^(?:.{0,60}?\b)?(?:page|seite|p\.)\s*\d{1,3}(?:\s*(?:/|of|von)\s*\d{1,3})?$|^[-–\s]*\d{1,3}(?:\s*(?:/|of)\s*\d{1,3})?[-–\s]*$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Row:
    """What stands on one baseline of one region, from left to right."""

    cells: tuple[Line, ...]

    @cached_property
    def box(self) -> Box:
        """The smallest box around all cells."""
        box = self.cells[0].box
        for cell in self.cells[1:]:
            box = box.union(cell.box)
        return box

    @property
    def page(self) -> int:
        """The page's number, from 0."""
        return self.cells[0].page

    @cached_property
    def texts(self) -> list[str]:
        """The cells' texts; a bullet in a cell of its own is put before the next one."""
        texts = [cell.text for cell in self.cells]
        if len(texts) > 1 and split_bullet(f"{texts[0]} x")[1] == "x":
            texts[:2] = [f"{BULLET} {texts[1]}"]
        return texts

    @cached_property
    def text(self) -> str:
        """The whole row, two blanks between cells."""
        return "  ".join(self.texts)

    @cached_property
    def is_bullet(self) -> bool:
        """Whether it begins with a bullet."""
        return split_bullet(self.texts[0])[0]

    @property
    def bold(self) -> bool:
        """Whether the first cell is bold."""
        return self.cells[0].bold

    @property
    def size(self) -> float:
        """The largest font size, points."""
        return max(cell.size for cell in self.cells)


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
    return [region for page in sorted(pages) for region in _regions(pages[page], depth=3)]


def without_running_lines(lines: Sequence[Line]) -> list[Line]:
    """Drop page numbers, and what repeats in the margins of several pages (kept once if it stands at the top)."""
    pages_of: dict[tuple[str, int], set[int]] = defaultdict(set)
    for line in lines:
        if _in_margin(line):
            pages_of[_recurring(line)].add(line.page)
    kept = []
    for line in lines:
        if _in_margin(line):
            pages = pages_of[_recurring(line)]
            first_top = line.page == min(pages) and line.box.y0 < line.page_height / 2
            if _PAGE_NUMBER.match(line.text) or (len(pages) > 1 and not first_top):
                continue
        kept.append(line)
    return kept


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
    best = _best_gutter(lines) if depth else None
    if best is None:
        return [_region(lines)]
    gutter, top, bottom = best
    above = [line for line in lines if line.box.middle < top]
    below = [line for line in lines if line.box.middle > bottom]
    band = [line for line in lines if top <= line.box.middle <= bottom]
    left = [line for line in band if line.box.x1 <= gutter]
    right = [line for line in band if line.box.x1 > gutter]
    return [region for part in (above, left, right, below) for region in _regions(part, depth - 1)]


def _region(lines: list[Line]) -> Region:
    rows = _rows(lines)
    box = rows[0].box
    for row in rows[1:]:
        box = box.union(row.box)
    return Region(tuple(rows), box, lines[0].page)


def _rows(lines: Sequence[Line]) -> list[Row]:
    """Lines on one baseline make a row."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: (line.box.middle, line.box.x0)):
        last = rows[-1][0].box if rows else None
        if last is not None and abs(line.box.middle - last.middle) < 0.35 * min(last.height, line.box.height):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [Row(_cells(sorted(row, key=lambda line: line.box.x0))) for row in rows]


def _cells(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Neighbours without a wide gap are one cell: extraction parts a bullet from its text, for one."""
    cells = [lines[0]]
    for line in lines[1:]:
        last = cells[-1]
        if -1 < line.box.x0 - last.box.x1 < GAP_EM * line.size:
            blank = replace(last.spans[-1], text=" ")
            cells[-1] = Line((*last.spans, blank, *line.spans), last.page, last.page_height)
        else:
            cells.append(line)
    return tuple(cells)


def _best_gutter(lines: list[Line]) -> tuple[float, float, float] | None:
    """The gutter with the most lines in one band beside it: its x, and the band's top and bottom."""
    best: tuple[int, tuple[float, float, float]] | None = None
    for gutter in _gutters(lines):
        for band in _bands(lines, gutter):
            if (best is None or len(band) > best[0]) and _are_columns(band, gutter):
                top, bottom = min(line.box.y0 for line in band), max(line.box.y1 for line in band)
                best = len(band), (gutter, top, bottom)
    return best[1] if best else None


def _gutters(lines: list[Line]) -> list[float]:
    """Where a column could begin: just left of the places where several lines start."""
    starts: dict[int, int] = defaultdict(int)
    for line in lines:
        starts[round(line.box.x0 / 3)] += 1
    leftmost = min(starts)
    common = sorted((key for key in starts if starts[key] >= 3 and key > leftmost + 10), key=lambda key: -starts[key])
    return [key * 3 - 3.0 for key in common[:12]]


def _bands(lines: list[Line], gutter: float) -> list[list[Line]]:
    """Runs of lines, from top to bottom, none of which crosses the gutter."""
    bands: list[list[Line]] = [[]]
    for line in lines:
        if line.box.x0 < gutter - 1 and line.box.x1 > gutter - _GUTTER / 2:
            bands.append([])
        else:
            bands[-1].append(line)
    return bands


def _are_columns(band: list[Line], gutter: float) -> bool:
    """Whether the band's two sides are texts of their own, and not rows with a date or a label at one side."""
    left = [line for line in band if line.box.x1 <= gutter]
    right = [line for line in band if line.box.x1 > gutter]
    if min(len(left), len(right)) < _COLUMN_LINES:
        return False
    if min(_extent(left), _extent(right)) < _COLUMN_HEIGHT * band[0].page_height:
        return False
    if max(line.box.x1 for line in left) + _GUTTER > min(line.box.x0 for line in right):
        return False
    return not (_are_labels(left, right) or _are_labels(right, left))


def _are_labels(side: list[Line], other: list[Line]) -> bool:
    """Whether `side` labels `other`: short lines on the other's baselines, most of them dates or the only ones."""
    middles = sorted(line.box.middle for line in other)
    aligned = [line for line in side if _near(line.box.middle, middles)]
    dates = sum(is_period(line.text) for line in side)
    if dates >= 0.3 * len(side) and len(aligned) >= 0.6 * len(side):
        return True
    lonely = sum(b.box.y0 - a.box.y1 > 1.2 * a.box.height for a, b in pairwise(sorted(side, key=lambda s: s.box.y0)))
    narrow = max(line.box.x1 for line in side) - min(line.box.x0 for line in side)
    wide = max(line.box.x1 for line in other) - min(line.box.x0 for line in other)
    return len(aligned) >= 0.8 * len(side) and lonely >= 0.7 * (len(side) - 1) and narrow < 0.6 * wide


def _near(value: float, ordered: Sequence[float]) -> bool:
    index = bisect_left(ordered, value - 3)
    return index < len(ordered) and ordered[index] <= value + 3


def _extent(lines: list[Line]) -> float:
    return max(line.box.y1 for line in lines) - min(line.box.y0 for line in lines)

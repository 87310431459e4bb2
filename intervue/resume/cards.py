"""Cards: short texts beside each other, each of a few lines, that are too low to be columns of the page."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from intervue.resume.column_names import columns_of
from intervue.resume.dates import find_period, is_period
from intervue.resume.headings import is_sure, kind_of
from intervue.resume.rows import rows_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intervue.resume.lines import Line
    from intervue.resume.rows import Row

_GAP = 1.6
"""A gap above a line from which on it is no part of the cards, in its height."""
_ALIGNED, _INDENT = 3.0, 16.0
"""How far left of its card's edge a line may begin, and how far right of it, points."""
_GUTTER = 6.0
"""Least space between cards, points."""
_LEAST_LINES = _PAIR = 2
_MAX_LINES = 24
"""More lines are no card."""
_LARGER = 0.4
"""How much larger a heading's type is than that of cards, points."""
_OPEN = (",", "&", "-", " and", " of", " the", " for", " with", " und", " für", " et", " des", " y", " e", " en", " di")
"""How a line ends that goes on in the next one."""

Grid = list[dict[int, "Line"]]
"""The cells of each row, by the number of their card."""


def in_cards(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines of one region cut at its cards, each card in one piece; whole where there are none."""
    rows = [] if any(line.place for line in lines) else rows_of(lines)
    found: list[list[Line]] = []
    rest = list(lines)
    start = 0
    while start < len(rows):
        grid = _grid(rows[start : start + _MAX_LINES])
        if not _are_cards(grid):
            start += 1
            continue
        run = rows[start : start + len(grid)]
        start += len(grid)
        above = [line for line in rest if line.box.middle < run[0].box.y0]
        rest = [line for line in rest if line.box.middle > run[-1].box.y1]
        found += [above, *([cells[number] for cells in grid if number in cells] for number in grid[0])]
    return [part for part in (*found, rest) if part]


def _grid(rows: Sequence[Row]) -> Grid:
    """The rows from the first one on whose cells stand below those of the first row."""
    edges = [cell.box.x0 for cell in rows[0].cells]
    if len(edges) < _PAIR or any(is_sure(cell.text) for cell in rows[0].cells):
        return []
    found: Grid = []
    bottom = rows[0].box.y0
    for row in rows:
        if len(row.cells) == 1 and (kind_of(row.text) is not None or row.size > rows[0].size + _LARGER):
            break  # a heading
        cells: dict[int, Line] = {}
        for cell in row.cells:
            number = sum(cell.box.x0 >= edge - _ALIGNED for edge in edges) - 1
            end = edges[number + 1] - _GUTTER if number + 1 < len(edges) else float("inf")
            if number >= 0 and number not in cells and cell.box.x0 < edges[number] + _INDENT and cell.box.x1 < end:
                cells[number] = cell
        if len(cells) < len(row.cells) or row.box.y0 - bottom > _GAP * row.box.height:
            break
        found.append(cells)
        bottom = max(bottom, row.box.y1)
    return found


def _are_cards(grid: Grid) -> bool:
    """Whether rows are cards beside each other: not a table with one entry in each row, nor text with dates beside."""
    cells = [cell for row in grid for cell in row.values()]
    if len(grid) < _LEAST_LINES or any(is_sure(cell.text) for cell in cells):
        return False
    dated = [[is_period(cell.text) for cell in row.values()] for row in grid]
    if any(any(row) and not all(row) for row in dated):
        return False
    if columns_of([cell.text for cell in grid[0].values()]):
        return False
    return any(all(row) and len(row) > 1 for row in dated) or _goes_on(grid) or _is_headed(grid)


def _goes_on(grid: Grid) -> bool:
    """Whether texts of two cards go on from one line to the next, or that of one of several that end one by one."""
    found = {
        number
        for above, below in pairwise(grid)
        for number, cell in below.items()
        if number in above and (cell.text[:1].islower() or above[number].text.endswith(_OPEN))
    }
    least = 1 if len(grid[0]) > _PAIR and all(len(row) < len(grid[0]) for row in grid[1:]) else _PAIR
    return len(found) >= least and not any(find_period(cell.text) for row in grid[:-1] for cell in row.values())


def _is_headed(grid: Grid) -> bool:
    """Whether bold titles stand above lists."""
    first, *others = grid
    bold = all(cell.bold for cell in first.values()) and not any(cell.bold for row in others for cell in row.values())
    lists = {
        number for row in others for number, cell in row.items() if "," in cell.text or not cell.text[:1].isalnum()
    }
    return bold and len(lists) > 1 and not any(find_period(cell.text) for cell in first.values())

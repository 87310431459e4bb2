"""Tables whose cells are ruled: which lines of a page share a cell, as the lines drawn around the cells tell.

A frame, a card or a sidebar with a border is drawn in the same way. So cells alone are told here; what they are,
`records` tells by what is in them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from intervue.resume.lines import Box, Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from intervue.resume.lines import Line

_THIN = 5.0
"""A drawing up to this wide is an upright rule, one up to this high a level one, points."""
_NEAR = 3.0
"""Rules closer to each other than this are one, points."""
_LEAST_WIDTH, _LEAST_HEIGHT = 12.0, 6.0
_SLACK = 4.0
"""How far rules of one table may miss each other, points."""
_MAX_RULES, _MAX_MERGED, _MAX_CELLS = 3000, 300, 600
"""Drawings of one direction that are looked at; rules and cells of a page beyond which there is no table to be told."""
_LEAST_RULES = 3
_LEAST_COLUMNS, _LEAST_ROWS = 2, 2
_LEAST_PARTS = 3
"""Texts beside each other in one cell that make a table of their own."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of a page, points: `level` from left to right (y, x0, x1), `upright` from top to bottom (x, y0, y1)."""

    level: tuple[tuple[float, float, float], ...] = ()
    upright: tuple[tuple[float, float, float], ...] = ()

    def cuts(self, box: Box) -> list[float]:
        """Where upright rules cross a line of text."""
        x0, y0, x1, y1 = box
        middle = (y0 + y1) / 2
        return sorted(x for x, top, bottom in self.upright if x0 < x < x1 and top <= middle <= bottom)


def rules_of(drawings: Iterable[Box]) -> Rules:
    """The rules among what is painted on a page; none where they are too few for a table."""
    level: list[tuple[float, float, float]] = []
    upright: list[tuple[float, float, float]] = []
    for x0, y0, x1, y1 in drawings:
        if y1 - y0 <= _THIN and x1 - x0 >= _LEAST_WIDTH:
            level.append(((y0 + y1) / 2, x0, x1))
        elif x1 - x0 <= _THIN and y1 - y0 >= _LEAST_HEIGHT:
            upright.append(((x0 + x1) / 2, y0, y1))
    if len(upright) < _LEAST_RULES or len(level) < _LEAST_RULES:
        upright = []
    rules = Rules(_merged(level[:_MAX_RULES]), _merged(upright[:_MAX_RULES]))
    return rules if max(len(rules.level), len(rules.upright)) <= _MAX_MERGED else Rules()


def _merged(rules: Sequence[tuple[float, float, float]]) -> tuple[tuple[float, float, float], ...]:
    """Rules of one place end to end as one: browsers draw the border of each cell by itself."""
    places: list[list[tuple[float, float, float]]] = []
    for rule in sorted(rules):
        if places and rule[0] - places[-1][0][0] < _NEAR:
            places[-1].append(rule)
        else:
            places.append([rule])
    found: list[tuple[float, float, float]] = []
    for group in places:
        at = group[0][0]
        start, end = -1.0, -1.0
        for _, first, last in sorted(group, key=lambda rule: rule[1]):
            if end >= 0 and first - end > _SLACK:
                found.append((at, start, end))
                start = first
            elif end < 0:
                start = first
            end = max(end, last)
        found.append((at, start, end))
    return tuple(found)


def with_cells(lines: Sequence[Line], rules: Rules) -> list[Line]:
    """The lines of a page, those in tables with the place of their cell."""
    if not rules.upright:
        return list(lines)
    boxes = [_cell(line.box, rules) for line in lines]
    places: dict[Box, Place] = {}
    cells = {box for box in boxes if box}
    for number, table in enumerate(_tables(cells) if len(cells) <= _MAX_CELLS else ()):
        own = set(table)
        if not _is_in_parts(table, [line for line, box in zip(lines, boxes, strict=True) if box in own]):
            places |= _places(number, table)
    return [replace(line, place=places[box]) if box in places else line for line, box in zip(lines, boxes, strict=True)]


def _cell(box: Box, rules: Rules) -> Box | None:
    """The cell that a text stands in; None where it is not ruled at all four sides."""
    middle, inner = box.middle, min(2.0, (box.x1 - box.x0) / 2)
    beside = [x for x, top, bottom in rules.upright if top - 1 <= middle <= bottom + 1]
    left = max((x for x in beside if x <= box.x0 + inner), default=None)
    right = min((x for x in beside if x >= box.x1 - inner), default=None)
    if left is None or right is None:
        return None
    across = [y for y, start, end in rules.level if start <= left + _SLACK and end >= right - _SLACK]
    top = max((y for y in across if y <= middle), default=None)
    bottom = min((y for y in across if y > middle), default=None)
    return Box(left, top, right, bottom) if top is not None and bottom is not None else None


def _tables(cells: Iterable[Box]) -> list[list[Box]]:
    """The cells of each table: those that touch each other."""
    found: list[list[Box]] = []
    for cell in sorted(cells, key=lambda box: (box.y0, box.x0)):
        touched = [table for table in found if any(_touch(cell, other) for other in table)]
        found = [table for table in found if not any(table is other for other in touched)]
        found.append([each for table in touched for each in table] + [cell])
    return [table for table in found if _is_large(table)]


def _is_in_parts(table: Sequence[Box], lines: Sequence[Line]) -> bool:
    """Whether what is ruled as one cell over the whole width has columns of its own: the rules are of a frame."""
    left, right = min(box.x0 for box in table), max(box.x1 for box in table)
    for cell in table:
        if cell.x1 - cell.x0 < right - left - 2 * _SLACK:
            continue
        levels = Counter(round(line.box.middle / 2) for line in lines if cell.y0 < line.box.middle < cell.y1)
        if sum(count >= _LEAST_PARTS for count in levels.values()) > 1:
            return True
    return False


def _touch(cell: Box, other: Box) -> bool:
    across = min(cell.x1, other.x1) - max(cell.x0, other.x0)
    along = min(cell.y1, other.y1) - max(cell.y0, other.y0)
    return across > -_SLACK and along > -_SLACK and max(across, along) > _SLACK


def _is_large(table: Sequence[Box]) -> bool:
    rows = {box.y0 for box in table}
    return len({box.x0 for box in table}) >= _LEAST_COLUMNS and len(rows) >= _LEAST_ROWS


def _places(number: int, table: Sequence[Box]) -> dict[Box, Place]:
    """The row and the column of each cell. A cell over several rows or columns belongs to the first of them."""
    rows, columns = _edges(box.y0 for box in table), _edges(box.x0 for box in table)
    left, right = min(box.x0 for box in table), max(box.x1 for box in table)
    widths: dict[Box, bool] = {box: box.x0 <= left + _SLACK and box.x1 >= right - _SLACK for box in table}
    return {box: Place(number, rows[box.y0], columns[box.x0], widths[box], box) for box in table}


def _edges(values: Iterable[float]) -> dict[float, int]:
    """Each of the values with the number of its place, close ones sharing one."""
    ordered = sorted(set(values))
    numbers: dict[float, int] = defaultdict(int)
    numbers[ordered[0]] = 0
    for before, value in pairwise(ordered):
        numbers[value] = numbers[before] + (value - before > _SLACK)
    return numbers

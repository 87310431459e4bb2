"""Tables without upright rules, known by their heads: which lines of a page share a cell, as the columns' names tell.

Rows are parted by level rules, by wider space, or where the column begins anew that has a line in each of them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from intervue.resume.column_names import columns_of
from intervue.resume.grids import with_cells
from intervue.resume.headings import kind_of
from intervue.resume.lines import Box, Place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intervue.resume.grids import Rules
    from intervue.resume.lines import Line

_LEAST_COLUMNS = 3
_MAX_HEADS, _MAX_LINES = 8, 200
_MAX_NAME = 200.0
"""Width of a column's name, points."""
_SLACK = 4.0
"""How far a cell's text may begin left of the column's name, points."""
_FAR = 2.5
"""A gap above a line, in its height, from which on it is no part of the table."""
_LARGER = 0.4
"""By how much larger letters belong to no cell, points."""
_CORE = 0.35
"""Half the height of a line without the space around it, in font sizes."""
_WIDER = 1.5
"""How much wider the space between rows is than that between lines of one cell, points."""


def with_tables(lines: Sequence[Line], rules: Rules) -> list[Line]:
    """The lines of a page, those in tables with the place of their cell: of ruled ones, and of those below a head."""
    found = with_cells(lines, rules)
    number = 1 + max((line.place.table for line in found if line.place), default=-1)
    for head in _heads(found):
        table = _table(head, [line for line in found if line.place is None], rules)
        placed = {id(line): place._replace(table=number) for line, place in table}
        found = [replace(line, place=placed[id(line)]) if id(line) in placed else line for line in found]
        number += bool(table)
    return found


def _heads(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines on one baseline that name columns, from the top of the page."""
    levels: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        x0, y0, x1, y1 = line.box
        if x1 - x0 < _MAX_NAME and line.place is None:
            levels[int(y0 + y1) >> 2].append(line)
    found = []
    for level in sorted(level for level, row in levels.items() if len(row) >= _LEAST_COLUMNS):
        row = sorted(levels[level], key=lambda line: line.box.x0)
        names = columns_of([line.text for line in row])
        if names and None not in names:
            found.append(row)
    return found[:_MAX_HEADS]


def _table(head: Sequence[Line], lines: Sequence[Line], rules: Rules) -> list[tuple[Line, Place]]:
    """The lines of the table with this head, each with its place; nothing where no rows are below the head."""
    if not any(line is head[0] for line in lines):
        return []  # a part of the table above
    named = _whole_names(head, lines)
    names = [box for _, box in named]
    top = max(box.y1 for box in names) - 1
    below = sorted((line for line in lines if line.box.middle > top), key=lambda line: line.box.y0)[:_MAX_LINES]
    body, edges = _body(names, below, top)
    if not body:
        return []
    cells = [bisect_right(edges, (line.box.x0 + line.box.x1) / 2) for line in body]
    rows = _rows(body, cells, rules)
    boxes = [(line, 0, bisect_right(edges, (line.box.x0 + line.box.x1) / 2)) for line, _ in named]
    boxes += [(line, row + 1, cell) for line, row, cell in zip(body, rows, cells, strict=True)]
    return [(line, Place(0, row, cell, wide=False, box=line.box)) for line, row, cell in boxes]


def _whole_names(head: Sequence[Line], lines: Sequence[Line]) -> list[tuple[Line, Box]]:
    """Every line of a head with the box of the column's name, whose other lines stand above and below."""
    first = head[0]
    found = [(line, line.box) for line in head]
    for line in lines:
        apart = abs(line.box.middle - first.box.middle)
        alike = line.bold == first.bold and line.size == first.size and kind_of(line.text) is None
        if not alike or apart > 1.4 * first.box.height or any(line is each for each in head):
            continue
        if line.box.middle < first.box.middle and apart > 0.8 * first.box.height:
            continue  # a whole line above may be the text before the table
        over = [box for _, box in found if line.box.x0 < box.x1 and line.box.x1 > box.x0]
        if len(over) > 1 or (over and not first.bold):
            continue
        whole = over[0].union(line.box) if over else line.box
        found = [(each, whole if over and box == over[0] else box) for each, box in found] + [(line, whole)]
    return sorted(found, key=lambda pair: pair[1])


def _body(names: Sequence[Box], below: Sequence[Line], top: float) -> tuple[list[Line], list[float]]:
    """The lines of a table below its head, and where its columns begin, but for the first one."""
    names = sorted(set(names))
    edges = [name.x0 - 1 for name in names[1:]]
    body: list[Line] = []
    bottom, left, right = top, names[0].x0 - _SLACK, names[-1].x1
    levels = Counter(round(line.box.middle / 2) for line in below)
    for line in below:
        box = line.box
        if box.x1 < left or (box.x0 > right + _FAR * box.height):
            continue  # another column of the page
        alone = levels[round(box.middle / 2)] == 1 and (kind_of(line.text) is not None or _stands_out(line, body))
        if alone or box.x0 < left or box.y0 - bottom > _FAR * box.height:
            break
        crossed = [number for number, edge in enumerate(edges) if box.x0 < edge < box.x1]
        moved = {number: _edge(names[number], names[number + 1], [*body, line]) for number in crossed}
        if any(edge is None for edge in moved.values()):
            break
        edges = [moved.get(number) or edge for number, edge in enumerate(edges)]
        body.append(line)
        bottom = max(bottom, box.y1)
    return body, edges


def _stands_out(line: Line, body: Sequence[Line]) -> bool:
    """Whether a line is larger or bolder than all text of the table: what comes next on the page."""
    if not body:
        return False
    larger = line.size > max(each.size for each in body) + _LARGER
    return larger or (line.bold and not any(each.bold for each in body))


def _edge(name: Box, following: Box, lines: Sequence[Line]) -> float | None:
    """An x between two columns that no line crosses; None where there is none."""
    middle = (following.x0 + following.x1) / 2
    tried = sorted((line.box.x0 - 1 for line in lines if name.x1 <= line.box.x0 <= middle), reverse=True)
    return next((x for x in tried if not any(line.box.x0 < x < line.box.x1 for line in lines)), None)


def _rows(body: Sequence[Line], cells: Sequence[int], rules: Rules) -> list[int]:
    """The number of the row of each line of a table's body."""
    bands = _bands(body)
    ends = [(min(_top(body[n]) for n in band), max(_bottom(body[n]) for n in band)) for band in bands]
    left, right = min(line.box.x0 for line in body), max(line.box.x1 for line in body)
    wide = [y for y, x0, x1 in rules.level if x0 < left + _SLACK and x1 - x0 > (right - left) / 2]
    gaps = [(above[1], below[0]) for above, below in pairwise(ends)]
    ruled = [any(top < y < bottom for y in wide) for top, bottom in gaps]
    filled = [{cells[n] for n in band} for band in bands]
    begins = ruled if any(ruled) else _by_space([bottom - top for top, bottom in gaps], filled)
    rows: list[int] = [0] * len(body)
    row = 0
    for begin, band in zip([False, *begins], bands, strict=True):
        row += begin
        for number in band:
            rows[number] = row
    return rows


def _by_space(gaps: Sequence[float], filled: Sequence[set[int]]) -> list[bool]:
    """Whether a row begins below each gap between lines.

    Wider space tells, unless it joins lines that both have all columns. Else a row begins where the
    column has text that has the fewest lines of those that the first line fills.
    """
    if gaps and max(gaps) - min(gaps) > _WIDER:
        begins = [gap > min(gaps) + _WIDER for gap in gaps]
        most = max(map(len, filled))
        full = [len(columns) == most for columns in filled]
        if not any(one and two and not begin for (one, two), begin in zip(pairwise(full), begins, strict=True)):
            return begins
    times = Counter(column for columns in filled for column in columns)
    key = min(filled[0], key=lambda column: times[column])
    return [key in columns for columns in filled[1:]]


def _bands(body: Sequence[Line]) -> list[list[int]]:
    """The numbers of lines whose cores overlap, from top to bottom."""
    bands: list[list[int]] = []
    end = 0.0
    for number in sorted(range(len(body)), key=lambda number: _top(body[number])):
        if not bands or _top(body[number]) >= end:
            bands.append([])
        bands[-1].append(number)
        end = max(end, _bottom(body[number]))
    return bands


def _top(line: Line) -> float:
    return line.box.middle - _CORE * line.size


def _bottom(line: Line) -> float:
    return line.box.middle + _CORE * line.size

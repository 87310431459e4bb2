"""Tables with a head: cells that take several lines in one piece, the head left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intervue.resume.forms import names_columns
from intervue.resume.headings import kind_of
from intervue.resume.lines import joined
from intervue.resume.rows import Row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intervue.resume.lines import Line

_ALIGNED = 4.0
"""How far a cell's left edge may be from that of its column's name, points."""
_LEAST_COLUMNS = 3
_LARGER = 0.4
"""By how much larger letters are no next line of a cell, points."""


def without_heads(rows: Sequence[Row]) -> list[Row]:
    """The rows of a region without the heads of tables, what goes on in a cell's next line joined with it."""
    found: list[Row] = []
    columns: list[float] = []
    records = 0
    last = rows[0] if rows else None
    for row in rows:
        if names_columns(row):
            columns, records, last = [cell.box.x0 for cell in row.cells], 0, row
            continue
        places = _places(row, columns)
        fewer = len(row.cells) < len(columns)
        if places is None or (fewer and not _is_near(last, row)):
            columns = []
        elif fewer:
            if records:
                found[-1] = _with_rest(found[-1], row, places, columns)
            last = row
            continue
        else:
            records += 1
        found.append(row)
        last = row
    return found


def _is_near(last: Row | None, row: Row) -> bool:
    """Whether a row is the next line of the cells above it, and no heading below the table."""
    if last is None or last.page != row.page or kind_of(row.text) is not None:
        return False
    if row.cells[0].size > last.cells[0].size + _LARGER or (row.bold and not last.bold):
        return False
    return row.box.y0 - last.box.y1 < 0.6 * row.cells[0].box.height


def _places(row: Row, columns: Sequence[float]) -> list[int] | None:
    """The column of each cell; None where one stands in no column, or the table is too narrow to be told."""
    if len(columns) < _LEAST_COLUMNS or row.is_bullet:
        return None
    near = [min(range(len(columns)), key=lambda at: abs(columns[at] - cell.box.x0)) for cell in row.cells]
    fits = all(abs(columns[at] - cell.box.x0) < _ALIGNED for at, cell in zip(near, row.cells, strict=True))
    return near if fits and len(set(near)) == len(near) else None


def _with_rest(record: Row, row: Row, places: Sequence[int], columns: Sequence[float]) -> Row:
    """A record of the table with the next line of some of its cells."""
    rest: dict[int, Line] = dict(zip(places, row.cells, strict=True))
    own = _places(record, columns) or []
    cells = [joined(cell, rest[at]) if at in rest else cell for at, cell in zip(own, record.cells, strict=True)]
    return Row(tuple(cells))

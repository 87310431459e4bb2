"""Ruled tables as rows: one row of the table in one piece, each of its cells with the name of its column."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from functools import reduce
from itertools import pairwise
from typing import TYPE_CHECKING

from intervue.resume.column_names import Column, columns_of
from intervue.resume.dates import find_period
from intervue.resume.headings import is_sure
from intervue.resume.lines import SOFT_HYPHEN, Line, join, joined, split_bullet
from intervue.resume.rows import Row, rows_of
from intervue.resume.vocabulary import title_score

if TYPE_CHECKING:
    from collections.abc import Sequence

_LEAST_COLUMNS = 3
_LEAST_RECORDS = 2
_MAX_LINES_OF_CELL = 8
"""A cell with more lines, other than a record's longest one, is a column of a layout."""


@dataclass(frozen=True)
class Record(Row):
    """A row of a table whose columns are named: `columns` has a name for each cell, None for one that is not known.

    What was done in a position is in several cells, one a bullet, and line by line in `body`.
    """

    columns: tuple[Column | None, ...] = ()
    body: tuple[Row, ...] = ()

    def text_of(self, *wanted: Column) -> str:
        """The text of the first of the wanted columns that has any."""
        texts = dict(zip(self.columns, self.cells, strict=False))
        return next((clean for column in wanted if column in texts and (clean := plain(texts[column]))), "")

    @property
    def unnamed(self) -> str:
        """The words in the only column whose name is not known; empty where there are several, or numbers."""
        cells = [cell for column, cell in zip(self.columns, self.cells, strict=False) if column is None]
        text = plain(cells[0]) if len(cells) == 1 else ""
        return text if any(map(str.isalpha, text)) else ""


def plain(cell: Line) -> str:
    """The text of a cell, without a bullet before it."""
    return split_bullet(cell.text.replace(SOFT_HYPHEN, ""))[1].strip()


def rows_with_tables(lines: Sequence[Line]) -> list[tuple[list[Line], list[Row]]]:
    """Lines of one region cut at its tables: what stands above each as lines, then the table's rows, then the rest."""
    read = {number: rows for number, table in _by_table(lines).items() if (rows := _rows(table))}
    if not read:
        return [(list(lines), [])]
    rest = [line for line in lines if line.place is None or line.place.table not in read]
    found: list[tuple[list[Line], list[Row]]] = []
    for rows in sorted(read.values(), key=lambda rows: rows[0].box.y0):
        above = [line for line in rest if line.box.middle < rows[0].box.y0]
        rest = [line for line in rest if line.box.middle >= rows[0].box.y0]
        found.append((above, rows))
    return [*found, (rest, [])]


def level_with_cells(lines: Sequence[Line]) -> list[Line]:
    """The lines of a page, the cells beside each other in each row of a table as one: no gutter is between them."""
    found: list[Line] = []
    bands: dict[tuple[int, int], list[Line]] = defaultdict(list)
    data = {number for number, table in _by_table(lines).items() if _rows(table)}
    for line in lines if data else ():
        if line.place is None or line.place.table not in data:
            found.append(line)
        else:
            bands[line.place.table, line.place.row].append(line)
    found += map(_across, bands.values())
    return sorted(found, key=lambda line: (line.box.y0, line.box.x0)) if bands else list(lines)


def _across(band: Sequence[Line]) -> Line:
    """A row of a table as one line from its first cell's edge: its text is set in from where headings begin."""
    line = reduce(joined, sorted(band, key=lambda line: line.box.x0))
    left = min(each.place.box.x0 for each in band if each.place)
    box = line.box._replace(x0=min(left, line.box.x0))
    return replace(line, spans=(replace(line.spans[0], text=line.text, box=box),))


def _by_table(lines: Sequence[Line]) -> dict[int, list[Line]]:
    tables: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        if line.place is not None:
            tables[line.place.table].append(line)
    return tables


def _rows(table: Sequence[Line]) -> list[Row]:
    """The rows of a table; nothing where its cells are no cells of data but a layout."""
    bands = _bands(table)
    if any(_is_layout(band) for band in bands):
        return []
    names: dict[int, Column | None] = {}
    found: list[Row] = []
    records = 0
    for band in bands:
        cells = tuple(_in_one(cell) for cell in band.values())
        begun = bool(found) and isinstance(found[-1], Record)
        heads = () if begun else columns_of([cell.text for cell in cells])
        if _is_wide(band):
            names = {}
            found += rows_of(next(iter(band.values())))
        elif heads:
            names |= dict(zip(band, heads, strict=True))  # "From" and "To" may stand below "Period"
        elif names:
            found.append(_record([(names.get(column), cell) for column, cell in band.items()]))
        elif not (band is bands[0] and _stands_out(bands)):
            found += _unnamed(band)
            records += len(band) >= _LEAST_COLUMNS
    named = any(isinstance(row, Record) for row in found)
    return found if named or records >= _LEAST_RECORDS else []


def _record(named: Sequence[tuple[Column | None, list[Line]]]) -> Record:
    """A record of the cells of a row."""
    columns: list[Column | None] = []
    cells: list[Line] = []
    body: list[Row] = []
    for column, cell in [part for each in named for part in _without_duties(*each)]:
        rows = rows_of(cell) if column is Column.DUTIES else []
        begins = [0, *(number for number, row in enumerate(rows) if number and row.is_bullet), len(rows)]
        parts = [[line for row in rows[a:b] for line in row.cells] for a, b in pairwise(begins)] if rows else [cell]
        columns += [column] * len(parts)
        cells += map(_in_one, parts)
        body += rows
    return Record(tuple(cells), tuple(columns), tuple(body))


def _without_duties(column: Column | None, cell: list[Line]) -> list[tuple[Column | None, list[Line]]]:
    """A cell, and apart from it what was done if that is told below a title or an employer in the same cell."""
    if column in _PAIRS:
        return _title_and_employer(_PAIRS[column], rows_of(cell))
    if column not in {Column.TITLE, Column.EMPLOYER}:
        return [(column, cell)]
    rows = rows_of(cell)
    bold = column is Column.TITLE and rows[0].cells[0].bold  # below an employer, plain text is its town
    below = next((n for n, row in enumerate(rows) if n and (row.is_bullet or (bold and not row.cells[0].bold))), None)
    if below is None:
        return [(column, cell)]
    parts = (column, rows[:below]), (Column.DUTIES, rows[below:])
    return [(each, [line for row in part for line in row.cells]) for each, part in parts]


_PAIRS = {
    Column.TITLE_AND_EMPLOYER: (Column.TITLE, Column.EMPLOYER),
    Column.EMPLOYER_AND_TITLE: (Column.EMPLOYER, Column.TITLE),
}


def _title_and_employer(names: tuple[Column, Column], rows: Sequence[Row]) -> list[tuple[Column | None, list[Line]]]:
    """The two parts of a cell with a title and an employer, cut where both read most like that, and bullets below."""
    bullets = next((number for number, row in enumerate(rows) if row.is_bullet), len(rows))
    head = rows[:bullets]
    sign = 1 if names[0] is Column.TITLE else -1
    texts = [row.text for row in head]
    cut = max(
        range(1, len(head)),
        key=lambda n: sign * (title_score(" ".join(texts[:n])) - title_score(" ".join(texts[n:]))) - n,
        default=len(head),
    )
    parts = (names[0], head[:cut]), (names[1], head[cut:]), (Column.DUTIES, rows[bullets:])
    return [(name, [line for row in part for line in row.cells]) for name, part in parts if part]


def _bands(table: Sequence[Line]) -> list[dict[int, list[Line]]]:
    """The cells of each row of a table, by their column, from left to right; a cell's lines from top to bottom."""
    found: dict[int, dict[int, list[Line]]] = defaultdict(lambda: defaultdict(list))
    for line in sorted(table, key=lambda line: (line.box.middle, line.box.x0)):
        if line.place is not None:
            found[line.place.row][line.place.column].append(line)
    return [dict(sorted(found[row].items())) for row in sorted(found)]


def _stands_out(bands: Sequence[dict[int, list[Line]]]) -> bool:
    """Whether all of a table's first row is bold, and of no other row: a head, whatever its names."""
    if any(find_period(line.text) for cell in bands[0].values() for line in cell):
        return False
    first, *others = [all(line.bold for cell in band.values() for line in cell) for band in bands]
    return first and bool(others) and not any(others) and len(bands[0]) == max(map(len, bands))


def _is_wide(band: dict[int, list[Line]]) -> bool:
    """Whether one cell over the table's whole width is all of the row: a title, or a text."""
    first = next(iter(band.values()))[0]
    return len(band) == 1 and first.place is not None and first.place.wide


def _is_layout(band: dict[int, list[Line]]) -> bool:
    """Whether the cells of a row are parts of the page, with headings, or long texts beside each other."""
    if _is_wide(band):
        return False
    lengths = sorted(len(rows_of(cell)) for cell in band.values())
    headed = any(len(cell) > 1 and is_sure(cell[0].text) for cell in band.values())
    return headed or lengths[-2:][0] > _MAX_LINES_OF_CELL


def _in_one(cell: Sequence[Line]) -> Line:
    """The lines of a cell as one."""
    return reduce(_joined, [line for row in rows_of(cell) for line in row.cells])


def _joined(first: Line, second: Line) -> Line:
    """Two lines of a cell as one; a word that was parted is put together."""
    whole = join(first.text, second.text)
    if whole.endswith(f" {second.text}"):
        return joined(first, second)
    if not whole.startswith(first.text):  # without its hyphen
        last = first.spans[-1]
        first = replace(first, spans=(*first.spans[:-1], replace(last, text=last.text.rstrip()[:-1])))
    return joined(first, second, "")


def _unnamed(band: dict[int, list[Line]]) -> list[Row]:
    """A row without names of columns: its cells, and below them line by line the one that has bullets."""
    parts = {column: rows_of(cell) for column, cell in band.items()}
    listed = [column for column, rows in parts.items() if any(row.is_bullet for row in rows)]
    if len(listed) != 1 or len(band) == 1:
        return [Row(tuple(_in_one(cell) for cell in band.values()))]
    others = tuple(_in_one(cell) for column, cell in band.items() if column not in listed)
    return [Row(others), *parts[listed[0]]]

"""Notes in a margin: dates, places and headings that stand on several lines beside the text they belong to.

Such a note is put on the row that it begins beside: "Mar 2021 -" above "Present" is one cell before the title.
"""

# ruff: noqa: PLR2004
# Why: thresholds in points or lines stand where they are used.

from __future__ import annotations

import re
from collections import Counter
from itertools import groupby, pairwise
from statistics import median
from typing import TYPE_CHECKING

from intervue.resume.centred import begins_anew, completes, entries_of
from intervue.resume.columns import is_whole_period
from intervue.resume.dates import find_period, is_period, month_number
from intervue.resume.headings import kind_of
from intervue.resume.lines import joined
from intervue.resume.rows import Row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intervue.resume.lines import Line

_MAX_NOTE_LINES = 6
_INNER = 12.0
"""How far apart periods beside headings may begin, points."""
_LEAST_STARTS = 3
"""Lines that begin at one edge right of centred notes."""
_TODAY = re.compile(
    r"^(?:present|current|now|today|heute|aktuell|aujourd|actuel|actual|presente|attuale|oggi|heden|nu\b|atual|hoje)",
    re.IGNORECASE,
)


def with_notes(rows: Sequence[Row]) -> list[Row]:
    """The rows of one region, each note of the left margin in one piece on its first row."""
    rows = _with_centred(rows)
    for left, edge in _edges(rows):
        rows = _moved(rows, _notes(rows, edge, left), edge)
    return _moved(rows, _right_notes(rows), None)


def _with_centred(rows: Sequence[Row]) -> list[Row]:
    """The rows, each note that is centred on its entry put before the entry's first line."""
    ends = [row.cells[0].box.x1 for row in rows if is_period(row.cells[0].text)]
    starts = Counter(round(cell.box.x0) for row in rows for cell in row.cells) if ends else Counter()
    edge = next((x for x in sorted(starts) if starts[x] >= _LEAST_STARTS and x > min(ends)), None)
    if edge is None:
        return list(rows)
    found: list[Row] = []
    for crossed, each in groupby(rows, key=lambda row: any(cell.box.x0 < edge - 2 < cell.box.x1 for cell in row.cells)):
        run = list(each)
        found += run if crossed else _centred(run, edge)
    return found


def _centred(rows: list[Row], edge: float) -> list[Row]:
    lines = [cell for row in rows for cell in row.cells]
    side, other = [[line for line in lines if (line.box.x0 < edge - 2) == left] for left in (True, False)]
    entries = entries_of(side, other, 0)
    notes = {id(line) for note, _ in entries for line in note}
    fronts = {id(entry[0]): note for note, entry in entries}
    found: list[Row] = []
    for row in rows:
        cells = [cell for cell in row.cells if id(cell) not in notes]
        front, back = _around(fronts[id(cells[0])]) if cells and id(cells[0]) in fronts else ([], [])
        found += [Row((*front, *cells, *back))] if cells else []
    return found


def _moved(rows: Sequence[Row], notes: Sequence[list[tuple[int, Line]]], edge: float | None) -> list[Row]:
    """The rows, each note of several lines on its first row: in front of the text right of `edge`, or at the end."""
    front: dict[int, list[Line]] = {}
    back: dict[int, list[Line]] = {}
    gone: set[int] = set()
    for note in notes:
        anchor = note[0][0] if edge is None else _anchor(rows, note, edge)
        if anchor is not None and len(note) > 1:
            gone.update(id(line) for _, line in note)
            before, after = _around([line for _, line in note])
            (back if edge is None else front).setdefault(anchor, []).extend(before)
            back.setdefault(anchor, []).extend(after)
    result = []
    for index, row in enumerate(rows):
        kept = [cell for cell in row.cells if id(cell) not in gone]
        before = front.get(index, [])
        heading = [cell for cell in kept if before and cell.box.x1 < before[0].box.x0]
        cells = (*heading, *before, *kept[len(heading) :], *back.get(index, ()))
        if cells:
            result.append(Row(cells))
    return result


def _around(note: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """What of a note is told before the text beside it, and what after it, as it would be on one line.

    A place or an employer below the period is told after the title.
    """
    first, *others = _joined(note)
    return ([first], others) if is_period(first.text) else ([first, *others], [])


def _right_notes(rows: Sequence[Row]) -> list[list[tuple[int, Line]]]:
    """Periods at the right whose end stands below their beginning, with the place below them."""
    notes: list[list[tuple[int, Line]]] = []
    for index, row in enumerate(rows):
        cell = row.cells[-1]
        note = notes[-1] if notes and notes[-1][-1][0] == index - 1 else []
        begins = is_period(cell.text) and not is_whole_period(cell.text)
        if begins and len(row.cells) > 1:
            notes.append([(index, cell)])
        elif _follows(cell, [line for _, line in note]):
            note.append((index, cell))
    return notes


def _follows(line: Line, note: Sequence[Line]) -> bool:
    if not 0 < len(note) < _MAX_NOTE_LINES or not _is_below(line, note[-1]) or begins_anew(note, line):
        return False
    return len(note) == 1 or not is_whole_period(line.text)


def _is_below(line: Line, above: Line) -> bool:
    aligned = abs(line.box.x0 - above.box.x0) < 3 or abs(line.box.x1 - above.box.x1) < 3
    return aligned and line.box.y0 - above.box.y1 < 0.5 * above.box.height


def _edges(rows: Sequence[Row]) -> list[tuple[float, float]]:
    """Where notes may begin, and where the text begins that they stand left of, first of headings, then of periods."""
    headed = [row.cells for row in rows if len(row.cells) > 1 and kind_of(row.cells[0].text) is not None]
    dated = [row.cells for row in rows if len(row.cells) > 1 and is_period(row.cells[0].text)]
    headings = [cells[1].box.x0 for cells in headed]
    beside = [cells for cells in headed if len(cells) > 2 and is_period(cells[1].text)]
    if not beside:
        edge = _edge(rows, headings + [cells[1].box.x0 for cells in dated])
        return [] if edge is None else [(0.0, edge)]
    inner = min(cells[1].box.x0 for cells in beside)
    periods = [cells[2].box.x0 for cells in beside]
    periods += [cells[1].box.x0 for cells in dated if abs(cells[0].box.x0 - inner) < _INNER]
    edges = (0.0, _edge(rows, headings)), (inner - _INNER, _edge(rows, periods))
    return [(left, edge) for left, edge in edges if edge is not None]


def _edge(rows: Sequence[Row], starts: Sequence[float]) -> float | None:
    """Where most texts beside notes begin; None where there are no notes."""
    if not starts:
        return None
    edge = median(starts)
    usual = [start for start in starts if abs(start - edge) < 4]
    inside = sum(any(cell.box.x0 >= edge - 4 for cell in row.cells) for row in rows)
    return min(usual) if usual and inside >= 0.3 * len(rows) else None


def _notes(rows: Sequence[Row], edge: float, left: float) -> list[list[tuple[int, Line]]]:
    """The notes: lines of the margin without a gap between them, with the numbers of their rows."""
    firsts = [(index, [cell for cell in row.cells if cell.box.x0 >= left][:1]) for index, row in enumerate(rows)]
    side = [(index, cell) for index, cells in firsts for cell in cells if cell.box.x1 < edge - 2]
    notes: list[list[tuple[int, Line]]] = []
    for index, line in side:
        headed = bool(notes) and _stands_above(rows[notes[-1][-1][0]], line)
        again = bool(notes) and _is_next_entry(rows[notes[-1][-1][0]], rows[index], edge)
        fits = bool(notes) and len(notes[-1]) < _MAX_NOTE_LINES and not headed and not again
        if fits and _goes_on([each for _, each in notes[-1]], line):
            notes[-1].append((index, line))
        else:
            notes.append([(index, line)])
    return [note for note in notes if _is_note([line for _, line in note])]


def _is_next_entry(above: Row, row: Row, edge: float) -> bool:
    """Whether single dates stand beside texts that look the same: two entries, and no start above its end."""
    singles = all(_single(each.cells[0].text) is not None for each in (above, row))
    texts = [next((cell for cell in each.cells if cell.box.x0 >= edge - 4), None) for each in (above, row)]
    looks = {text and (text.size, text.bold, text.italic, text.colour) for text in texts}
    return singles and None not in texts and len(looks) == 1


def _stands_above(row: Row, line: Line) -> bool:
    """Whether a row has nothing but larger print than the period below it: a heading in words that nobody knows."""
    first = row.cells[0]
    larger = first.size > line.size + 0.5 and not is_period(first.text)
    return larger and len(row.cells) == 1 and is_period(line.text)


def _goes_on(note: Sequence[Line], line: Line) -> bool:
    last = note[-1]
    gap = line.box.y0 - last.box.y1
    if len(note) == 1 and not any(char.isalnum() for char in last.text) and kind_of(line.text) is not None:
        return gap < line.box.height  # a dash or a rule above a heading
    if gap > 0.5 * min(last.box.height, line.box.height):
        return False
    whole = " ".join(each.text for each in (*note, line))
    if kind_of(whole) is not None and last.size == line.size and not is_period(line.text):
        return True
    if kind_of(last.text) is not None or kind_of(line.text) is not None:
        return False
    if completes(note, line) or (len(note) == 1 and _are_ends(last.text, line.text)):
        return True
    return not (is_period(line.text) and any(find_period(each.text) for each in note))


def _are_ends(start: str, end: str) -> bool:
    """Whether two dates above each other are a beginning and its end, without a dash: "2017" above "2021"."""
    first, last = _single(start), _single(end)
    return first is not None and (_TODAY.match(end) is not None or (last is not None and first < last))


def _single(text: str) -> int | None:
    """The month, counted from the year 0, of a text that is one date and nothing else."""
    period = find_period(text) if is_whole_period(text) else None
    return month_number(period.start) if period is not None and period.end in {None, period.start} else None


def _is_note(lines: Sequence[Line]) -> bool:
    text = " ".join(line.text for line in lines)
    return kind_of(text) is not None or is_period(text) or any(is_period(line.text) for line in lines)


def _anchor(rows: Sequence[Row], note: Sequence[tuple[int, Line]], edge: float) -> int | None:
    """The row that a note begins beside: the first one within its height that has text right of it."""
    return next((index for index, _ in note if any(cell.box.x0 >= edge - 4 for cell in rows[index].cells)), None)


def _joined(lines: Sequence[Line]) -> list[Line]:
    """The lines of a note, those that go on in the next one joined with it."""
    parts = [lines[0]]
    for before, line in pairwise(lines):
        last = parts[-1]
        if not any(char.isalnum() for char in last.text):
            parts[-1] = line
            continue
        text = f"{last.text} {line.text}"
        period = is_period(text) and not (is_whole_period(last.text) and is_whole_period(line.text))
        ends = _are_ends(last.text, line.text)
        if ends or period or before.text.endswith(",") or kind_of(text) is not None:
            parts[-1] = joined(last, line, " - " if ends else " ")
        else:
            parts.append(line)
    return parts

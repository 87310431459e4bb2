"""Notes centred on their entries: tables without rules set a period half way down beside what it belongs to.

Such a note stands between two lines of its entry or beside its bullets. What it belongs to is told by arithmetic: the
entries follow each other, and the middle of each is the middle of its note.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from intervue.resume.dates import find_period, is_period
from intervue.resume.headings import is_sure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intervue.resume.lines import Line

_OFF = 0.6
"""How far a note may be from the middle of its entry, in its line's height."""
_LEVEL = 2.0
"""How far apart the middles of lines on one baseline are, points."""
_LARGER = 0.4
"""By how much a heading's type is larger than that of notes, points."""
_NOTE_LINES = 4
"""Lines that a note may take."""
_CLOSE = 0.5
"""A gap up to which two lines of a note follow each other, in their height."""


def entries_of(side: Sequence[Line], other: Sequence[Line], dated: float = 0.5) -> list[tuple[list[Line], list[Line]]]:
    """Each note of a left side with its entry at the right; nothing where not all of them are centred on entries.

    Headings at the left part the page: notes and entries below one belong to each other.

    `dated`: the least share of notes that are periods, the others being labels, "Secondary".
    """
    usual = [line for line in side if is_period(line.text)] or side
    middles = [line.box.middle for line in other]
    heads = [line for line in side if _is_heading(line, usual) and not _level(line, middles)]
    starts = [line.box.middle for line in heads]
    outside = {id(line) for line in heads}
    parts: dict[int, tuple[list[Line], list[Line]]] = {number: ([], []) for number in range(len(starts) + 1)}
    for line in sorted(side, key=lambda line: line.box.middle):
        if id(line) not in outside:
            parts[sum(start < line.box.middle for start in starts)][0].append(line)
    for line in sorted(other, key=lambda line: (line.box.middle, line.box.x0)):
        parts[sum(start < line.box.middle for start in starts)][1].append(line)
    found: list[tuple[list[Line], list[Line]]] = []
    for notes, texts in parts.values():
        matched = _matched(_notes(notes), texts) if texts else []
        if matched is None:
            return []
        found += matched
    short = all(len(note) <= _NOTE_LINES for note, _ in found)
    enough = sum(_is_dated(note) for note, _ in found) >= dated * len(found)
    set_in = any(_is_set_in(*entry) for entry in found)
    return found if short and enough and set_in and not _begin_level(found) else []


def _is_dated(note: Sequence[Line]) -> bool:
    return is_period(" ".join(line.text for line in note)) or any(is_period(line.text) for line in note)


def _is_heading(line: Line, usual: Sequence[Line]) -> bool:
    """Whether a line of the side is a heading: by its words, or as no period looks like it."""
    larger = line.size > max(each.size for each in usual) + _LARGER
    bold = line.bold and not any(each.bold for each in usual)
    return is_sure(line.text) or larger or bold or (line.capitals and not any(each.capitals for each in usual))


def _level(line: Line, middles: Sequence[float]) -> bool:
    return any(abs(middle - line.box.middle) < _OFF * line.box.height for middle in middles)


def _notes(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines of a side, those that follow each other closely together; two whole periods are two notes."""
    found: list[list[Line]] = []
    for line in lines:
        last = found[-1][-1] if found else None
        close = last is not None and line.box.y0 - last.box.y1 < _CLOSE * line.box.height
        again = close and is_period(line.text) and any(is_period(each.text) for each in found[-1])
        if close and (not again or completes(found[-1], line)):
            found[-1].append(line)
        else:
            found.append([line])
    return found


def _begin_level(entries: Sequence[tuple[list[Line], list[Line]]]) -> bool:
    """Whether the notes' first lines are level with lines that wider space parts from those above than the entries."""
    texts = [line for _, entry in entries for line in entry]
    gaps = {id(line): line.box.y0 - above.box.y1 for above, line in pairwise(texts)}
    middles = [note[0].box.middle for note, _ in entries]
    level = [next((line for line in texts if abs(line.box.middle - middle) < _LEVEL), None) for middle in middles]
    centred = sum(gaps.get(id(entry[0]), 0.0) for _, entry in entries)
    return None not in level and sum(gaps.get(id(line), 0.0) for line in level) >= centred


def completes(note: Sequence[Line], line: Line) -> bool:
    """Whether a line tells the end of the period that the lines of a note begin: "June 2015 -", "February", "2019"."""
    text = " ".join(each.text for each in note)
    begun, whole = find_period(text), find_period(f"{text} {line.text}")
    return whole is not None and whole.end is not None and (begun is None or begun.end is None)


def _matched(notes: Sequence[list[Line]], texts: Sequence[Line]) -> list[tuple[list[Line], list[Line]]] | None:
    """The text cut into as many pieces as there are notes, each centred on its note; None where that fails."""
    found: list[tuple[list[Line], list[Line]]] = []
    rest = list(texts)
    for note in notes:
        middle = (note[0].box.y0 + note[-1].box.y1) / 2
        sums = [rest[0].box.y0 + line.box.y1 - 2 * middle for line in rest]
        last = min(range(len(sums)), key=lambda number: (abs(sums[number]), -number), default=None)
        if last is None or abs(sums[last]) > _OFF * note[0].box.height:
            return None
        found.append((note, rest[: last + 1]))
        rest = rest[last + 1 :]
    return found if not rest or not notes else None


def _is_set_in(note: Sequence[Line], entry: Sequence[Line]) -> bool:
    """Whether a note begins below the first line of its entry."""
    return note[0].box.y0 > entry[0].box.y1 - _OFF * entry[0].box.height / 2

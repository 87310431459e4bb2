"""Notes centred on their entries: tables without rules set a period half way down beside what it belongs to.

Such a note stands between two lines of its entry or beside its bullets. What it belongs to is told by arithmetic: the
entries follow each other, and the middle of each is the middle of its note.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import pairwise
from math import inf
from typing import TYPE_CHECKING

from intervue.resume.dates import backwards, find_period, is_period
from intervue.resume.headings import is_sure

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from intervue.resume.lines import Line

_OFF = 0.6
"""How far a note may be from the middle of its entry, in its line's height."""
_LEVEL = 2.0
"""How far apart the middles of lines on one baseline are, points."""
_LARGER = 0.4
"""By how much a heading's type is larger than that of notes, points."""
_NOTE_LINES = 4
"""Lines that a note may take."""
_DASHES = "-\u2013\u2014"
_CLOSE = 0.5
"""A gap up to which two lines of a note follow each other, in their height."""


def entries_of(side: Sequence[Line], other: Sequence[Line], dated: float = 0.5) -> list[tuple[list[Line], list[Line]]]:
    """Each note of a left side with its entry at the right; nothing where not all of them are centred on entries.

    Headings at the left part the page: notes and entries below one belong to each other.

    `dated`: the least share of notes that are periods, the others being labels, "Secondary".
    """
    found: list[tuple[list[Line], list[Line]]] = []
    for notes, texts in _parts(side, other):
        matched = _matched(_notes(notes), texts) if texts else []
        if matched is None:
            return []
        found += matched
    short = all(len(note) <= _NOTE_LINES for note, _ in found)
    enough = sum(_is_dated(note) for note, _ in found) >= dated * len(found)
    set_in = any(_is_set_in(*entry) for entry in found)
    return found if short and enough and set_in and not _begin_level(found) else []


def _parts(side: Sequence[Line], other: Sequence[Line]) -> list[tuple[list[Line], list[Line]]]:
    """Both sides from top to bottom, cut at the headings of the left one."""
    middles = sorted(line.box.middle for line in other)
    starts: list[float] = []
    notes: list[Line] = []
    is_heading = _heading_test([line for line in side if is_period(line.text)] or side)
    for line in sorted(side, key=lambda line: line.box.middle):
        level = _first_within(middles, line.box.middle, _OFF * line.box.height)
        if level is None and is_heading(line):
            starts.append(line.box.middle)
        else:
            notes.append(line)
    parts: list[tuple[list[Line], list[Line]]] = [([], []) for _ in range(len(starts) + 1)]
    for line in notes:
        parts[bisect_left(starts, line.box.middle)][0].append(line)
    for line in sorted(other, key=lambda line: (line.box.middle, line.box.x0)):
        parts[bisect_left(starts, line.box.middle)][1].append(line)
    return parts


def _first_within(middles: Sequence[float], middle: float, off: float) -> int | None:
    """The place of the first of the sorted `middles` that is less than `off` from a middle."""
    place = bisect_right(middles, middle - off)
    return place if place < len(middles) and middles[place] < middle + off else None


def _is_dated(note: Sequence[Line]) -> bool:
    return is_period(" ".join(line.text for line in note)) or any(is_period(line.text) for line in note)


def _heading_test(usual: Sequence[Line]) -> Callable[[Line], bool]:
    """Tells whether a line of the side is a heading: by its words, or as none of the `usual` notes looks like it."""
    largest = max((line.size for line in usual), default=0.0)
    bold, capitals = any(line.bold for line in usual), any(line.capitals for line in usual)

    def is_heading(line: Line) -> bool:
        strange = (line.bold and not bold) or (line.capitals and not capitals)
        return line.size > largest + _LARGER or strange or is_sure(line.text)

    return is_heading


def _notes(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines of a side, those that follow each other closely together; two whole periods are two notes."""
    found: list[list[Line]] = []
    for line in lines:
        last = found[-1][-1] if found else None
        close = last is not None and line.box.y0 - last.box.y1 < _CLOSE * line.box.height
        # Where one note is too long, none is centred on anything.
        again = (
            close
            and len(found[-1]) <= _NOTE_LINES
            and is_period(line.text)
            and any(is_period(each.text) for each in found[-1])
        )
        if close and (not again or completes(found[-1], line)):
            found[-1].append(line)
        else:
            found.append([line])
    return found


def _begin_level(entries: Sequence[tuple[list[Line], list[Line]]]) -> bool:
    """Whether the notes' first lines are level with lines that wider space parts from those above than the entries."""
    texts = [line for _, entry in entries for line in entry]
    gaps = {id(line): line.box.y0 - above.box.y1 for above, line in pairwise(texts)}
    middles = [line.box.middle for line in texts]
    level = [_first_within(middles, note[0].box.middle, _LEVEL) for note, _ in entries]
    centred = sum(gaps.get(id(entry[0]), 0.0) for _, entry in entries)
    spaced = sum(gaps.get(id(texts[place]), 0.0) for place in level if place is not None)
    return None not in level and spaced >= centred


def completes(note: Sequence[Line], line: Line) -> bool:
    """Whether a line tells the end of the period that the lines of a note begin: "June 2015 -", "February", "2019"."""
    text = " ".join(each.text for each in note)
    begun, whole = find_period(text), find_period(f"{text} {line.text}")
    if whole is None or whole.end is None or backwards(whole.start, whole.end) or begins_anew(note, line):
        return False
    return begun is None or begun.end is None


def begins_anew(note: Sequence[Line], line: Line) -> bool:
    """Whether a line has a start of its own below a dated note: "2018", "Since 2018", "2018 -" above "2014-2018"."""
    own = find_period(line.text)
    open_end = own is not None and any(char in _DASHES for char in line.text[own.begin :].rstrip()[-1:])
    dated = any(find_period(each.text) is not None for each in note)
    return own is not None and (own.end is not None or open_end) and dated


def _matched(notes: Sequence[list[Line]], texts: Sequence[Line]) -> list[tuple[list[Line], list[Line]]] | None:
    """The text cut into as many pieces as there are notes, each centred on its note; None where that fails."""
    found: list[tuple[list[Line], list[Line]]] = []
    ends = sorted((line.box.y1, number) for number, line in enumerate(texts))
    start = 0
    for note in notes:
        if start == len(texts):
            return None
        wanted = note[0].box.y0 + note[-1].box.y1 - texts[start].box.y0
        last = _nearest(ends, wanted)
        if abs(texts[last].box.y1 - wanted) > _OFF * note[0].box.height:
            return None
        for number in range(start, last + 1):
            del ends[bisect_left(ends, (texts[number].box.y1, number))]
        found.append((note, list(texts[start : last + 1])))
        start = last + 1
    return found if start == len(texts) or not notes else None


def _nearest(ends: Sequence[tuple[float, int]], wanted: float) -> int:
    """The number of the line whose end is nearest to the wanted one, of several the last; `ends` are sorted."""
    place = bisect_left(ends, (wanted, 0))
    around = [ends[bisect_left(ends, (end, inf)) - 1] for end, _ in ends[max(0, place - 1) : place + 1]]
    return min(around, key=lambda end: (abs(end[0] - wanted), -end[1]))[1]


def _is_set_in(note: Sequence[Line], entry: Sequence[Line]) -> bool:
    """Whether a note begins below the first line of its entry."""
    return note[0].box.y0 > entry[0].box.y1 - _OFF * entry[0].box.height / 2

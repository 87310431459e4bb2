"""Columns: texts that stand beside each other on a page, told from labels beside the text they belong to."""

# ruff: noqa: PLR2004
# Why: thresholds in points or lines stand where they are used.

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import islice, pairwise
from statistics import median
from typing import TYPE_CHECKING

from intervue.resume.centred import completes, entries_of
from intervue.resume.dates import is_period
from intervue.resume.forms import are_column_names, are_labels
from intervue.resume.heading_looks import reads_like_heading
from intervue.resume.headings import is_sure, kind_by_keyword, kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from intervue.resume.lines import Line

_COLUMN_LINES = 5
_TABLE_COLUMNS = 3
_COLUMN_HEIGHT = 0.1
_GUTTER = 9.0
"""Least width of the gap between two columns, points."""
_MAX_GUTTERS = 16
_WIDER = 1.5
"""How much wider than the other a side may be that labels it, if the other has nearly as many lines."""
_FLUSH = 4.0
"""How far from an edge lines still begin at it, points."""
_AS_LONG = 0.75
"""Share of a side's lines from which on another has nearly as many."""
_MAX_HEADINGS = 60
"""Of a page: more are no headings, and each is held against each other."""
_HEADING_SIZE = 1.15
"""A line this much larger than the text beside it is a heading, whatever it says."""
_DASHES = "-\u2013\u2014_"
"""Drawn above a heading with the keyboard."""
_HEAD_LINES = 14
"""Lines that a page's head may have: name, position, contact data."""


_Placed = tuple[float, float, float, "Line"]
"""A line, and before it its left edge, right edge and middle: each line is looked at some dozen times."""


@dataclass(frozen=True, slots=True)
class Gutter:
    """What parts two columns: an x, and the band of the page in which nothing crosses it, points."""

    x: float
    top: float
    bottom: float


def best_gutter(lines: Sequence[Line]) -> Gutter | None:
    """The gutter with the most lines in one band beside it; None where there is one column only.

    Args:
        lines: of one page, sorted from top to bottom.
    """
    twins = _twin_headings(lines)
    found: list[tuple[int, Gutter]] = []
    placed = [(line.box.x0, line.box.x1, line.box.middle, line) for line in lines]
    for x in _gutters(lines, twins):
        for band, headed in _bands_both_ways(placed, x, twins):
            if _are_columns(band, x, headed):
                middles = [line.box.middle for line in band]
                top = max(min(middles) - 0.1, _head_end(band))
                found.append((len(band), Gutter(x, top, max(middles) + 0.1)))
    return max(found, key=lambda each: each[0])[1] if found else None


def _twin_headings(lines: Sequence[Line]) -> list[tuple[Line, Line]]:
    """Headings beside each other: columns begin under them, however short."""
    chars: Counter[float] = Counter()
    for line in lines:
        chars[line.size] += len(line.text)
    least = _HEADING_SIZE * max(chars, key=lambda size: chars[size], default=10.0)
    large = (line for line in lines if line.size > least and reads_like_heading(line.text) and not is_period(line.text))
    headings = [*islice((line for line in lines if is_sure(line.text)), _MAX_HEADINGS), *islice(large, _MAX_HEADINGS)]
    return [
        (first, second)
        for first in headings
        for second in headings
        if second.box.x0 > first.box.x1 + _GUTTER
        and abs(first.box.middle - second.box.middle) < 3
        and _are_two_headings(first, second)
    ]


def _are_two_headings(first: Line, second: Line) -> bool:
    """Whether both say what headings say, or one does and the other looks the same."""
    if is_sure(first.text) and is_sure(second.text):
        return True
    alike = (first.size, first.bold, first.colour) == (second.size, second.bold, second.colour)
    return alike and any(kind_of(line.text) or kind_by_keyword(line.text) for line in (first, second))


def _gutters(lines: Sequence[Line], twins: Sequence[tuple[Line, Line]]) -> list[float]:
    """Where a column could begin: just left of the places where several lines start, or below a heading."""
    starts: dict[int, int] = defaultdict(int)
    for line in lines:
        starts[round(line.box.x0 / 3)] += 1
    leftmost = min(starts)
    common = sorted((key for key in starts if starts[key] >= 3 and key > leftmost + 10), key=lambda key: -starts[key])
    below = {
        line.box.x0 - 2.0
        for first, second in twins[:6]
        for line in lines
        if first.box.x1 < line.box.x0 <= second.box.x0 and line.box.middle > first.box.y0
    }
    return [*(key * 3 - 3.0 for key in common[:12]), *sorted(below)[:_MAX_GUTTERS]]


def _bands_both_ways(
    lines: Sequence[_Placed], gutter: float, twins: Sequence[tuple[Line, Line]]
) -> Iterator[tuple[list[Line], Sequence[tuple[Line, Line]]]]:
    """Bands that do not end at headings beside each other, and, with these headings, those that do."""
    for band in _bands(lines, gutter, ()):
        for part in _between_headings(band, gutter):
            yield _from_headings(part, gutter, twins), ()
    for band in _bands(lines, gutter, twins) if twins else ():
        yield band, twins


def _from_headings(band: list[Line], gutter: float, twins: Sequence[tuple[Line, Line]]) -> list[Line]:
    """The band, without what stands above the first headings beside each other if there labels stand at one side."""
    inside = {id(line) for line in band}
    top = min((first.box.y0 for first, second in twins if {id(first), id(second)} <= inside), default=0.0) - 3
    left = [line for line in band if line.box.middle < top and line.box.x1 <= gutter]
    right = [line for line in band if line.box.middle < top and line.box.x1 > gutter]
    headed = all(any(kind_of(line.text) for line in side) for side in (left, right))
    labels = left and right and not headed and (_are_labels(left, right) or _are_labels(right, left))
    return [line for line in band if line.box.middle > top] if labels else band


def _between_headings(band: list[Line], gutter: float) -> list[list[Line]]:
    """The band, cut at headings that stand over both columns: tiles below them are no columns of the page."""
    if any(is_sure(line.text) for line in band if line.box.x1 > gutter):
        return [band]
    headings = [line for line in band if is_sure(line.text)]
    if not 1 < len(headings) <= _MAX_HEADINGS:
        return [band]
    right = [line.box for line in band if line.box.x1 > gutter]
    over = [each for each in headings if not any(b.y0 < each.box.y1 + 2 and b.y1 > each.box.y0 - 2 for b in right)]
    if len(over) < len(headings):
        return [band]
    edges = [0.0, *sorted(line.box.y0 for line in over), float("inf")]
    return [[line for line in band if top <= line.box.y0 < bottom] for top, bottom in pairwise(edges)]


def _bands(lines: Sequence[_Placed], gutter: float, twins: Sequence[tuple[Line, Line]]) -> list[list[Line]]:
    """Runs of lines, from top to bottom, none of which crosses the gutter or stands beside a line that does."""
    slack = 0.0 if twins else _GUTTER / 2
    tops = [first.box.y0 - 3 for first, second in twins if first.box.x1 <= gutter < second.box.x0 + 1]
    ends = [(top, top) for top in tops]
    free: list[tuple[float, Line]] = []
    for x0, x1, middle, line in lines:
        if x0 < gutter - 1 and x1 > gutter - slack:
            ends.append((line.box.y0, line.box.y1))
        else:
            free.append((middle, line))
    barriers: list[tuple[float, float]] = []
    for top, bottom in sorted(ends):
        if barriers and top <= barriers[-1][1]:
            barriers[-1] = barriers[-1][0], max(bottom, barriers[-1][1])
        else:
            barriers.append((top, bottom))
    bands: list[list[Line]] = [[] for _ in range(len(barriers) + 1)]
    starts = [top for top, _ in barriers]
    for middle, line in free:
        number = bisect_right(starts, middle)
        if not number or middle > barriers[number - 1][1]:
            bands[number].append(line)
    return bands


def _are_columns(band: Sequence[Line], gutter: float, twins: Sequence[tuple[Line, Line]]) -> bool:
    """Whether the band's two sides are texts of their own, and not rows with a date or a label at one side."""
    left = [line for line in band if line.box.x1 <= gutter]
    right = [line for line in band if line.box.x1 > gutter]
    on_left, on_right = {id(line) for line in left}, {id(line) for line in right}
    twin = any(id(first) in on_left and id(second) in on_right for first, second in twins)
    least = 2 if twin else _COLUMN_LINES
    if min(len(left), len(right)) < least:
        return False
    if max(line.box.x1 for line in left) + (3 if twin else _GUTTER) > min(line.box.x0 for line in right):
        return False
    if twin:
        return True
    if min(_extent(left), _extent(right)) < _COLUMN_HEIGHT * band[0].page_height or _is_table(band):
        return False
    return not (
        _are_labels(left, right) or _are_labels(right, left) or entries_of(left, right) or are_labels(left, right)
    )


def _is_table(band: Sequence[Line]) -> bool:
    """Whether the first line of a band names the columns of a table."""
    first = min(band, key=lambda line: line.box.middle)
    names = [line.text for line in band if abs(line.box.middle - first.box.middle) < 3]
    return len(names) >= _TABLE_COLUMNS and are_column_names(names)


def _are_labels(side: Sequence[Line], other: Sequence[Line]) -> bool:
    """Whether `side` labels `other`: dates, headings or words on the baselines of what they stand for."""
    if _is_text_beside_list(side, other):
        return False
    side = sorted(side, key=lambda line: line.box.y0)
    dashes = {id(line) for line, below in pairwise(side) if line.text.strip(_DASHES) == "" and kind_of(below.text)}
    side = [line for line in side if id(line) not in dashes]
    middles = sorted(line.box.middle for line in other)
    blocks = _blocks(side)
    headings = sum(kind_of(" ".join(line.text for line in block)) is not None for block in blocks)
    aligned = [block for block in blocks if _near(block[0].box.middle, middles)]
    if headings >= 0.6 * len(blocks) and len(aligned) >= 0.7 * len(blocks):
        return True
    usual = median(line.size for line in other)
    over = [
        block
        for block in blocks
        if (kind_of(block[0].text) or block[0].size > _HEADING_SIZE * usual) and not _near(block[0].box.middle, middles)
    ]
    outside = {id(block) for block in over}
    own = [block for block in blocks if id(block) not in outside]
    labels = [line for block in own for line in block]
    on_lines = sum(_near(line.box.middle, middles) for line in labels)
    periods = sum(is_period(line.text) for line in labels)
    if over and on_lines >= 0.75 * len(labels) and (_ends_flush(side, other) or periods >= 0.5 * len(labels)):
        return True
    other_headed = any(is_sure(line.text) for line in other)
    if over and _are_beside(labels, other) and not other_headed:
        return True
    headed = any(is_sure(line.text) for line in side)
    if (len(over) >= 2 or headed) and other_headed:
        return False
    return _stand_on_lines(own or blocks, labels or side, other, aligned=len(aligned), on_lines=on_lines)


def _stand_on_lines(
    blocks: Sequence[Sequence[Line]], side: Sequence[Line], other: Sequence[Line], *, aligned: int, on_lines: int
) -> bool:
    """Whether dates or a few words stand beside what they are about.

    `aligned`: blocks that begin on a baseline of the other side; `on_lines`: lines that stand on one.
    """
    dated = sum(any(is_period(line.text) for line in block) for block in blocks)
    lines_of_dated = sum(len(block) for block in blocks if any(is_period(line.text) for line in block))
    small = len(side) <= 3.5 * len(blocks) + 2 and lines_of_dated <= 4.2 * max(dated, 1)
    if dated >= 0.3 * len(blocks) and aligned >= 0.6 * len(blocks) and small and not _is_text_beside(side, other):
        return True
    if on_lines >= 0.9 * len(side) and _ends_flush(side, other):
        return True
    lonely = sum(b.box.y0 - a.box.y1 > 1.2 * a.box.height for a, b in pairwise(side))
    return on_lines >= 0.8 * len(side) and lonely >= 0.7 * (len(side) - 1) and _width(side) < 0.6 * _width(other)


def _are_beside(labels: Sequence[Line], other: Sequence[Line]) -> bool:
    """Whether words of a narrow left side stand on the baselines of the other's text, as far down as that reaches."""
    if min(line.box.x0 for line in labels) > min(line.box.x0 for line in other):
        return False
    top, end = min(line.box.y0 for line in other), max(line.box.y1 for line in other)
    labels = [line for line in labels if top <= line.box.middle <= end]
    middles = sorted(line.box.middle for line in other)
    on_lines = sum(_near(line.box.middle, middles) for line in labels)
    return bool(labels) and on_lines >= 0.9 * len(labels) and _width(labels) < 0.6 * _width(other)


def _is_text_beside_list(side: Sequence[Line], other: Sequence[Line]) -> bool:
    """Whether a wide side is beside a narrow one with nearly as many lines, none a date, at one edge."""
    if _width(side) <= _WIDER * _width(other) or len(other) <= _AS_LONG * len(side):
        return False
    edge = min(line.box.x0 for line in other) + _FLUSH
    at_edge = sum(line.box.x0 < edge for line in other) >= _AS_LONG * len(other)
    return at_edge and not any(is_period(line.text) for line in other)


def _is_text_beside(side: Sequence[Line], other: Sequence[Line]) -> bool:
    """Whether a side is so much wider than the other and off its baselines that the dates in it are its own text's."""
    middles = sorted(line.box.middle for line in side)
    off = sum(not _near(line.box.middle, middles) for line in other)
    return _width(side) > 2 * _width(other) and 2 * off > len(other)


def _width(lines: Sequence[Line]) -> float:
    return max(line.box.x1 for line in lines) - min(line.box.x0 for line in lines)


def _ends_flush(side: Sequence[Line], other: Sequence[Line]) -> bool:
    """Whether the lines of a left side end at one edge, close to the other side."""
    edge = max(line.box.x1 for line in side)
    flush = sum(line.box.x1 > edge - 4 for line in side)
    return flush >= 0.7 * len(side) and 0 < min(line.box.x0 for line in other) - edge < 40


def _blocks(side: Sequence[Line]) -> list[list[Line]]:
    """Lines without a gap between them, each whole period in a block of its own."""
    blocks = [[side[0]]]
    dated = is_whole_period(side[0].text)
    for before, line in pairwise(side):
        apart = line.box.y0 - before.box.y1 > 0.5 * min(before.box.height, line.box.height)
        whole = is_whole_period(line.text)
        headed = is_sure(line.text) or is_sure(before.text)
        if apart or headed or (dated and whole and not completes(blocks[-1], line)):
            blocks.append([line])
            dated = whole
        else:
            blocks[-1].append(line)
            dated = dated or whole
    return blocks


def is_whole_period(text: str) -> bool:
    """Whether the text is a period that does not go on in the next line."""
    return is_period(text) and text[-1:] not in "-\u2013\u2014/,\u2022>"


def _head_end(band: Sequence[Line]) -> float:
    """Where the head of the page ends that stands above the first heading of any column; 0 where there is none."""
    first = min((line for line in band if is_sure(line.text)), key=lambda line: line.box.y0, default=None)
    if first is None:
        return 0.0
    above = [line for line in band if line.box.middle < first.box.y0]
    end = max((line.box.y1 for line in above), default=0.0)
    apart = first.box.y0 - end > 0.35 * first.box.height
    return first.box.y0 - 1 if above and apart and len(above) <= _HEAD_LINES else 0.0


def _near(value: float, ordered: Sequence[float]) -> bool:
    index = bisect_left(ordered, value - 3)
    return index < len(ordered) and ordered[index] <= value + 3


def _extent(lines: Sequence[Line]) -> float:
    return max(line.box.y1 for line in lines) - min(line.box.y0 for line in lines)

"""Bullets that are drawn rather than written: browsers, design tools and LaTeX classes paint dots and squares."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from intervue.resume.lines import BULLET, Box, Line, Span, split_bullet

if TYPE_CHECKING:
    from collections.abc import Sequence

_MARK_MAX = 14.0
"""A drawing that is wider or higher is no bullet, and no part of an icon, points."""
_MAX_MARKS = 600


def with_drawn_bullets(lines: Sequence[Line], drawings: Sequence[Box]) -> list[Line]:
    """The lines of a page, with `•` before those that a small dot stands in front of.

    Args:
        lines: of one page.
        drawings: boxes of all that is painted on the page.
    """
    marks = _single([drawing for drawing in drawings if _is_small(drawing)][:_MAX_MARKS])
    if not marks:
        return list(lines)
    marks.sort(key=lambda box: box.middle)
    middles = [mark.middle for mark in marks]
    return [_marked(line, marks, middles) for line in lines]


def _is_small(drawing: Box) -> bool:
    """Whether the drawing is as small as a bullet or an icon, and about as wide as high."""
    wide, high = drawing.x1 - drawing.x0 + 0.1, drawing.height + 0.1
    return max(wide, high) < _MARK_MAX and max(wide, high) <= 2 * min(wide, high)


def _single(drawings: Sequence[Box]) -> list[Box]:
    """Drawings that are neither a part of an icon nor one of several dots in a row (a level from one to five)."""
    shapes = sorted(set(drawings))
    return [
        shape
        for index, shape in enumerate(shapes)
        if not _has_beside(shape, [*shapes[max(0, index - 40) : index], *shapes[index + 1 : index + 40]])
    ]


def _has_beside(shape: Box, others: Sequence[Box]) -> bool:
    left, top, right, bottom = shape
    height, room = bottom - top, 1.6 * max(right - left, 2.0)
    for x0, y0, x1, y1 in others:
        if x0 - right >= room or left - x1 >= room or abs(top + bottom - y0 - y1) > 2 * max(height, y1 - y0):
            continue
        # Fill and outline of one dot share their place; a smaller shape inside a larger one is a part of an icon.
        if x0 >= right or left >= x1 or y1 - y0 > 1.5 * height:
            return True
    return False


def _marked(line: Line, marks: Sequence[Box], middles: Sequence[float]) -> Line:
    box, size = line.box, line.size
    if split_bullet(line.text)[0]:
        return line
    for mark in marks[bisect_left(middles, box.y0) :]:
        if mark.middle > box.y1:
            break
        if _is_bullet_of(mark, line):
            dot = Span(f"{BULLET} ", Box(mark.x0, box.y0, mark.x1, box.y1), size)
            return replace(line, spans=(dot, *line.spans))
    return line


def _is_bullet_of(mark: Box, line: Line) -> bool:
    size, wide = line.size, max(mark.x1 - mark.x0, mark.height)
    first = line.spans[0].box
    # The dots of a timeline are large, and stand before a headline.
    limit = 0.36 if line.spans[0].bold else 0.62
    centred = abs(mark.middle - first.middle) < 0.35 * size
    return 0.1 * size <= wide <= limit * size and centred and -0.1 * size <= first.x0 - mark.x1 <= 2.0 * size

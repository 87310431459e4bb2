"""Rows without a PDF: lines of text as they would stand on a page, one below the other."""

from __future__ import annotations

from intervue.resume.layout import Row
from intervue.resume.lines import Box, Line, Span

PAGE_HEIGHT = 842.0
PITCH = 14.0


def line(
    text: str, number: float, *, x: float = 50, size: float = 10, bold: bool = False, italic: bool = False
) -> Line:
    """A line of text on the baseline with this number; letters are half as wide as high."""
    top = 60 + PITCH * number
    box = Box(x, top, x + 0.5 * size * len(text), top + 1.2 * size)
    return Line((Span(text, box, size, bold, italic),), 0, PAGE_HEIGHT)


def _left(text: str) -> float:
    """Bullets are set in a little."""
    return 60 if text.startswith("\u2022") else 50


def rows(*texts: str | tuple[str, ...], bold_first: bool = False) -> list[Row]:
    """Rows of plain text; a tuple is a row of several cells, the others at the right."""
    found = []
    for number, text in enumerate(texts):
        cells = (text,) if isinstance(text, str) else text
        lines = [
            line(cell, number, x=_left(cell) + 300 * index, bold=bold_first and number == 0)
            for index, cell in enumerate(cells)
        ]
        found.append(Row(tuple(lines)))
    return found

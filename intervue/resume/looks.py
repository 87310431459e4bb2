"""Title and employer of one line that only their looks part: bold beside plain, upright beside italic."""

# ruff: noqa: RUF001
# Why: the dashes that resumes are written with.

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from intervue.resume.dates import find_period
from intervue.resume.lines import Line, clean
from intervue.resume.vocabulary import title_score

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intervue.resume.layout import Row
    from intervue.resume.lines import Span

_OPEN = re.compile(r"[-–—,;:|/·•@(&+]\s*$")
_CLOSED = re.compile(r"\s*(?:[-–—,;:|/·•@()&+]|[a-zß-öø-ÿ])")


def parted_by_look(row: Row) -> Row:
    """The row with title and employer in cells of their own, where only a blank stands between their looks."""
    if row.is_bullet:
        return row
    cells = [part for cell in row.cells for part in _parts(cell)]
    return row if len(cells) == len(row.cells) else replace(row, cells=tuple(cells))


def _parts(cell: Line) -> Sequence[Line]:
    spans = [span for span in cell.spans if span.text.strip()]
    turns = [number for number in range(1, len(spans)) if _look(spans[number - 1]) != _look(spans[number])]
    if len(turns) != 1:
        return (cell,)
    halves = spans[: turns[0]], spans[turns[0] :]
    first, second = (clean("".join(span.text for span in half)) for half in halves)
    if _OPEN.search(first) or _CLOSED.match(second) or find_period(f"{first} {second}") is not None:
        return (cell,)
    scores = title_score(first), title_score(second)
    if not max(scores) > 0 >= min(scores):
        return (cell,)
    return [replace(cell, spans=tuple(half)) for half in halves]


def _look(span: Span) -> tuple[bool, bool]:
    return span.bold, span.italic

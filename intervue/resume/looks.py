"""Title and employer of one line that only their looks part, or a full stop: bold beside plain, "Nurse. Elm Clinic"."""

# ruff: noqa: RUF001
# Why: the dashes that resumes are written with.

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from intervue.resume.dates import find_period, without_period
from intervue.resume.lines import Line, clean
from intervue.resume.places import is_place
from intervue.resume.slots import may_be_place
from intervue.resume.vocabulary import WORD_END, title_score

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from intervue.resume.layout import Row
    from intervue.resume.lines import Span

_OPEN = re.compile(r"[-–—,;:|/·•@(&+]\s*$")
_CLOSED = re.compile(r"\s*(?:[-–—,;:|/·•@()&+]|[a-zß-öø-ÿ])")
_STOP = re.compile(rf"(?:{WORD_END})\.\s+(?=[A-ZÀ-ÖØ-Þ])")
"""A full stop behind a whole word."""


def parted_by_look(row: Row, tells: Callable[[str, str], bool] | None = None) -> Row:
    """The row with title and employer in cells of their own, where only a blank stands between their looks.

    `tells`: whether the words of two halves say that they are two things; by default, a title and an employer.
    """
    if row.is_bullet:
        return row
    cells = [part for cell in row.cells for part in _parts(cell, tells or _are_title_and_employer)]
    return row if len(cells) == len(row.cells) else replace(row, cells=tuple(cells))


def _parts(cell: Line, tells: Callable[[str, str], bool]) -> Sequence[Line]:
    spans = [span for span in cell.spans if span.text.strip()]
    turns = [number for number in range(1, len(spans)) if _look(spans[number - 1]) != _look(spans[number])]
    if len(turns) != 1:
        return (cell,)
    halves = spans[: turns[0]], spans[turns[0] :]
    first, second = (clean("".join(span.text for span in half)) for half in halves)
    if _OPEN.search(first) or _CLOSED.match(second) or find_period(f"{first} {second}") is not None:
        return (cell,)
    if not tells(first, second):
        return (cell,)
    return [replace(cell, spans=tuple(half)) for half in halves]


def _are_title_and_employer(first: str, second: str) -> bool:
    """Whether one of two texts is a title and the other is none, or an employer has its place behind it."""
    scores = title_score(first), title_score(second)
    known = max(scores) > 0 >= min(scores) or (min(scores) <= -1 and max(scores) >= 0)
    return known or (scores[0] < 0 and _is_place(second))


def parted_at_stop(row: Row) -> Row:
    """The row with title and employer of a dated headline apart where a full stop parts them: "… Nurse. Elm Clinic"."""
    period = find_period(row.text)
    if row.is_bullet or len(row.cells) > 1 or period is None:
        return row
    cell = row.cells[0]
    halves = _halves(cell.spans)
    if halves is None:
        return row
    first, second = (without_period("".join(span.text for span in half)) for half in halves)
    scores = title_score(first), title_score(second)
    if not max(scores) > 0 >= min(scores) or _STOP.search(second):
        return row
    return replace(row, cells=tuple(replace(cell, spans=tuple(half)) for half in halves))


def _halves(spans: Sequence[Span]) -> tuple[list[Span], list[Span]] | None:
    """A line's spans before and after its first full stop between two names."""
    before = ""
    for number, span in enumerate(spans):
        stop = _STOP.search(before[-4:] + span.text)
        if stop is not None:
            at = max(stop.end() - len(before[-4:]), 0)
            head, tail = span.text[:at].rstrip(" ."), span.text[at:]
            first = [*spans[:number], *([replace(span, text=head)] if head else [])]
            return first, [replace(span, text=tail), *spans[number + 1 :]]
        before += span.text
    return None


def _is_place(text: str) -> bool:
    """Whether a text can only be where the employer is: "León, Gto."."""
    return is_place(text) or ("," in text and all(may_be_place(part.rstrip(".")) for part in text.split(", ")))


def _look(span: Span) -> tuple[bool, bool]:
    return span.bold, span.italic

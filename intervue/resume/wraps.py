"""Headlines that go on in the next line, as they do in narrow columns."""

# ruff: noqa: PLR2004
# Why: thresholds in font sizes or words stand where they are used.

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from intervue.resume.dates import find_period
from intervue.resume.headings import kind_of
from intervue.resume.lines import SOFT_HYPHEN, join, joined
from intervue.resume.rows import Row
from intervue.resume.vocabulary import title_score

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intervue.resume.lines import Line


_DATE_OPEN = re.compile(
    r"\d{4}\s*(?:[-\u2013\u2014]|\b(?:to|bis|until|till|a|\u00e0|al|au|tot)\b)\s*(?:[^\W\d_]{3,10}\.?)?$", re.IGNORECASE
)
_DATE_REST = re.compile(r"^(?:[^\W\d_]{3,10}\.?\s+)?(?:19|20)\d\d\b|^(?:present|now|today|heute|date)\b", re.IGNORECASE)


def whole(rows: Sequence[Row]) -> list[Row]:
    """The rows of one region, what surely goes on in the next row joined with it."""
    right = max((row.box.x1 for row in rows), default=0.0)
    kept = list(rows[:1])
    for before, row in pairwise(rows):
        last = kept[-1]
        if len(last.cells) == len(row.cells) == 1 and _goes_on(last, before, row, right):
            kept[-1] = Row((_one(last.cells[0], row.cells[0]),))
        else:
            kept.append(row)
    return kept


def _goes_on(last: Row, before: Row, row: Row, right: float) -> bool:
    """`last`: all rows joined so far; `before`: the last of them."""
    first, second = last.cells[0], row.cells[0]
    end, start = before.cells[0].spans[-1], second.spans[0]
    gap = second.box.y0 - before.box.y1
    if row.page != before.page or row.is_bullet or abs(end.size - start.size) > 0.6:
        return False
    if not -0.5 * end.size < gap < 0.6 * end.size:  # tall letters in narrow lines overlap
        return False
    if kind_of(first.text) is not None or kind_of(second.text) is not None:
        return False
    text = first.text
    if _DATE_OPEN.search(before.text) and _DATE_REST.match(second.text):
        return True
    if text.endswith((SOFT_HYPHEN, "\u2010")) or _is_open(text, second.text):
        return True
    same = end.bold == start.bold and end.italic == start.italic and (second.bold or second.italic)
    word = second.text.split(maxsplit=1)[0]
    full = before.box.x1 + (len(word) + 1) * 0.42 * end.size > right
    same = same and (second.capitals or not first.capitals)
    changed = (first.spans[0].bold, first.spans[0].italic) != (end.bold, end.italic)
    return same and full and len(text.split()) < 14 and (changed or not _are_two(text, second.text))


def _is_open(text: str, following: str) -> bool:
    """Whether a bracket is opened that the next line closes."""
    close, again = following.find(")"), following.find("(")
    return text.count("(") > text.count(")") and close >= 0 and not 0 <= again < close


def _are_two(first: str, second: str) -> bool:
    """Whether a title and an employer stand one above the other, or a period begins."""
    if find_period(second) is not None or find_period(first) is not None:
        return True
    return title_score(first) * title_score(second) < 0


def _one(first: Line, second: Line) -> Line:
    text = join(first.text, second.text)
    if not text.startswith(first.text):
        bare = replace(first.spans[-1], text=first.spans[-1].text.rstrip()[:-1])
        first = replace(first, spans=(*first.spans[:-1], bare))
    return joined(first, second, " " if text == f"{first.text} {second.text}" else "")

"""Numbers before positions: "1. Clerk" and "2. Porter", "4.1 Acme Ltd" and "4.2 Bolt Ltd"."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from intervue.resume.dates import find_period
from intervue.resume.lines import parted_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intervue.resume.layout import Row

_NUMBER = re.compile(
    r"(?P<before>(?:\d{1,2}\.)+)(?P<inner>\d{1,2})\.?\s+(?=\S)|\(?(?P<number>\d{1,2})[.)]\s+(?=\S)"
    r"|\(?(?P<letter>[a-z])\)\s+(?=\S)|(?P<roman>[IVX]{1,5})[.)]\s+(?=\S)"
)
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")
_LEAST = 2


def without_numbers(rows: Sequence[Row]) -> Sequence[Row]:
    """The rows of a section whose positions are counted through, without these numbers.

    Counted bullets begin anew in each position, or have no period of their own.
    """
    counted: dict[str, list[int]] = defaultdict(list)
    values: dict[int, int] = {}
    for index, row in enumerate(rows):
        match = _NUMBER.match(_text(row))
        if match:
            values[index] = _value(match)
            counted[match["before"] or str(match.lastgroup)].append(index)
    for indexes in counted.values():
        in_turn = [values[index] for index in indexes] == list(range(1, len(indexes) + 1))
        if in_turn and len(indexes) >= _LEAST and _each_dated(rows, indexes):
            numbered = set(indexes)
            return [_without(row) if index in numbered else row for index, row in enumerate(rows)]
    return rows


def _value(match: re.Match[str]) -> int:
    if match["letter"]:
        return ord(match["letter"]) - ord("a") + 1
    if match["roman"]:
        return _ROMAN.index(match["roman"]) + 1 if match["roman"] in _ROMAN else 0
    return int(match["inner"] or match["number"])


def _each_dated(rows: Sequence[Row], starts: Sequence[int]) -> bool:
    """Whether a period stands in each of the pieces that begin with a number, and none before them."""
    bounds = (0, *starts, len(rows))
    pieces = [rows[bounds[number] : bounds[number + 1]] for number in range(len(bounds) - 1)]
    dated = [any(find_period(row.text) is not None for row in piece) for piece in pieces]
    return not dated[0] and all(dated[1:])


def _text(row: Row) -> str:
    return "".join(span.text for span in row.cells[0].spans) + (" x" if len(row.cells) > 1 else "")


def _without(row: Row) -> Row:
    """The row without its number, which may stand in a cell of its own."""
    match = _NUMBER.match(_text(row))
    first, *others = row.cells
    text = "".join(span.text for span in first.spans)
    if match is None or match.end() >= len(text.rstrip()):
        return type(row)(tuple(others)) if others else row
    return type(row)((parted_line(first, 0, match.end())[1], *others))

"""Whether titles or employers stand first in a section where no word is known, by what all positions show together.

People write every employer with its town, and seldom the title; what they were called goes on in what they are called
later ("Junior Welder", "Welder"), whereas each employer has a name of its own, in capital letters throughout.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from intervue.resume.dates import without_period
from intervue.resume.places import is_place, split_place

if TYPE_CHECKING:
    from collections.abc import Sequence

_PLACED, _SHARED, _LOWER, _RANKED = 0.75, 1.0, 0.5, 1.0
"""What one position has to say."""
_MOST = 2.5
_WORD = re.compile(r"[^\W\d_]{4,}")
_LOWER_REST = re.compile(
    r"[^\W\d_]+(?:\s[^\W\d_]{1,3})?\s[^\W\d_A-ZÀ-ÖØ-Þ][^\W\d_A-ZÀ-ÖØ-Þ]{3,}(?:\s[^\W\d_A-ZÀ-ÖØ-Þ]+)*"
)
"""Everything but the first word in small letters, as no name is."""
_RANK = re.compile(r"\s(?:I{1,3}|IV|V|\d)$|\((?:[mfdwhvx]/)+[mfdwhvx]\)", re.IGNORECASE)
"""The grade of a position ("Technician II"), or whom it is open to ("(m/w/d)")."""


def shape_of(positions: Sequence[tuple[Sequence[str], Sequence[Sequence[str]]]]) -> float:
    """-2.5 to 2.5, above 0 if titles stand before employers.

    Each position: its fields in the order of the page, and its headlines' rows as the texts of their cells.
    """
    votes = sum(_of_one(fields, rows) for fields, rows in positions if len(fields) > 1)
    firsts, seconds = ([fields[at] for fields, _ in positions if len(fields) > 1] for at in (0, 1))
    votes += _SHARED * (_sharing(firsts) - _sharing(seconds))
    return max(-_MOST, min(_MOST, votes))


def _of_one(fields: Sequence[str], rows: Sequence[Sequence[str]]) -> float:
    placed = _PLACED * (_has_place(fields[1], fields[0], rows) - _has_place(fields[0], fields[1], rows))
    lower = _LOWER * (_is_lower(fields[0]) - _is_lower(fields[1]))
    return placed + lower + _RANKED * (_is_ranked(fields[0]) - _is_ranked(fields[1]))


def _is_lower(text: str) -> bool:
    return _LOWER_REST.fullmatch(text) is not None


def _is_ranked(text: str) -> bool:
    return _RANK.search(text) is not None


def _has_place(field: str, other: str, rows: Sequence[Sequence[str]]) -> bool:
    """Whether a place stands behind the field rather than behind the other one, or alone beside it."""
    for cells in rows:
        for number, cell in enumerate(cells):
            if field in cell and other in cell:
                return _has_place_in(cell, field, other)
            if is_place(cell) and number:
                return field in cells[number - 1] or (field in " ".join(cells) and other not in " ".join(cells))
            if field in cell and split_place(without_period(cell))[1] is not None:
                return True
    return False


def _has_place_in(cell: str, field: str, other: str) -> bool:
    """The same where both stand in one line: "Larkspur Ltd, Medan - Welder", "Welder - Larkspur Ltd, Medan"."""
    after = cell[cell.find(field) + len(field) :]
    if other in after:
        return any(map(str.isalpha, after[: after.find(other)]))
    return split_place(without_period(after))[1] is not None or is_place(after)


def _sharing(texts: Sequence[str]) -> int:
    """How many different texts have a word in common with another of them."""
    several = [set(_WORD.findall(text)) for text in {text.partition(",")[0].casefold() for text in texts}]
    times = Counter(word for words in several for word in words)
    return sum(any(times[word] > 1 for word in words) for words in several)

"""What the positions of one section have in common: an unknown title stands where the known ones stand.

People write all their positions one way. Those whose words tell title and employer apart vote on the order of the two,
on their looks, and on where a line that holds both is parted; the others are read by that.
"""

# ruff: noqa: PLR2004
# Why: scores stand where they are weighed.

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from intervue.resume.places import is_department, is_place, may_be_town
from intervue.resume.slots import may_be_place
from intervue.resume.vocabulary import LEGAL_SCORE, title_score

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from intervue.resume.headline import Heads
    from intervue.resume.slots import Look

_VOTE = 3.0
"""No position has more to say than this."""
_TRUST = 0.8
_MOST = 4.0
"""What all others say together weighs at most this: less than a known title beside a known employer."""


@dataclass(slots=True)
class Habit:
    """What the votes say. Scores above 0 speak for a title."""

    order: float = 0.0
    """Above 0 if the title stands first."""
    rows: float = 0.0
    """The same of positions whose title and employer stand in fields of their own."""
    looks: Counter[Look] = field(default_factory=Counter)
    commas: Counter[tuple[bool, int]] = field(default_factory=Counter)
    """How lines are parted at a comma: whether the title stands first, and how many pieces the first part has."""
    lines: int = 0
    """Positions whose title and employer can only stand in one line with commas."""
    wrapped: Counter[str] = field(default_factory=Counter)
    """What stands in brackets behind the only field of a position: "Tuner (Steinway & Sons)"."""
    within: int = 0
    """Positions whose only field may name the employer behind a small word: "Redactora en Revista Yuyo"."""
    apart: int = 0
    """Positions whose title and employer stand in fields of their own."""
    positions: int = 0
    pairs: int = 0
    shape: float = 0.0
    """Above 0 if the title stands first by what all positions show without words (`shapes`)."""

    def add(self, heads: Heads, times: int = 1) -> None:
        """Count a position's vote; with -1, take it back."""
        self.positions += times
        if heads.pieces or (len(heads.fields) == 1 and ", " in heads.fields[0]):
            self.lines += times
        elif len(heads.fields) > 1:
            self.apart += times
        self.pairs += times * heads.pair
        if len(heads.fields) == 1 and in_brackets(heads.fields[0]):
            self.wrapped[in_brackets(heads.fields[0])] += times
        self.within += times * bool(heads.fields and is_lone(heads) and parted_within(heads.fields[0]))
        vote = order_of(heads)
        self.order += times * vote
        self.rows += 0 if heads.pieces else times * vote
        if len(heads.fields) < 2 or not vote:
            return
        first, second = heads.looks[:2]
        if first != second:
            self.looks[first] += times * round(vote)
            self.looks[second] -= times * round(vote)
        if heads.pieces and abs(vote) >= 1:
            self.commas[vote > 0, heads.pieces] += times

    def first_is_title(self, heads: Heads) -> float:
        """How far the others say that the first of two fields is the title: -4 to 4, a little above 0 at least."""
        first, second = heads.looks[:2]
        looks = (self.looks[first] - self.looks[second]) / 2
        said = max(self.order, looks, key=abs) + self.shape
        return max(-_MOST, min(_MOST, _TRUST * said)) or 0.1

    def is_title(self, text: str, look: Look) -> bool:
        """Whether a field that stands alone is the title rather than the employer."""
        return title_score(text) + max(-_MOST, min(_MOST, self.looks[look] / 2)) >= 0


_WRAPPED = re.compile(r"(?<=\S)\s+\(([^\W\d_a-z][^()]{2,})\)$")


def in_brackets(text: str) -> str:
    """The name in brackets at the end of a text: empty without one, or where it is an abbreviation."""
    match = _WRAPPED.search(text)
    return match[1] if match and not match[1].isupper() and not is_department(match[1]) else ""


def is_lone(heads: Heads) -> bool:
    """Whether all stands in one field, at most with what may be a town behind a comma."""
    fields = heads.fields
    return len(fields) == 1 or (len(fields) == 2 and heads.pieces == 1 and may_be_place(fields[1]))


_WITHIN = re.compile(
    r"\s(?:with|for|by|en|em|na|no|nos|nas|para|nel|nella|per|dans|pour|à|für|mit|im|voor|van)\s(?=[^\W\d_a-z])"
)
_OF_FIELDS = re.compile(r"\sim\s")
"""German words before a line of business as often as before an employer."""


def parted_within(text: str) -> list[str]:
    """A title and what may be its employer behind a small word; empty where that can only be a field or a place."""
    parts = _WITHIN.split(text, maxsplit=1)
    if len(parts) == 1 or title_score(parts[0]) <= 0.3:
        return []
    name = parts[1]
    return [] if title_score(name) > 0.6 or is_place(name) or is_department(name) else parts


def names_within(text: str, habit: Habit) -> bool:
    """Whether the employer stands behind a small word: it is known to be one, or most positions are written so."""
    parts = parted_within(text)
    usual = habit.within > 1 and habit.within > 0.7 * habit.positions and not _OF_FIELDS.search(text)
    return bool(parts) and (usual or title_score(parts[1]) <= -2)


def wraps_employer(text: str, habit: Habit) -> bool:
    """Whether the employer stands in the brackets at the end: its name says so, or most positions are written so."""
    name = in_brackets(text)
    known = title_score(name) <= LEGAL_SCORE and title_score(text.removesuffix(f"({name})")) > 0
    return bool(name) and (known or wraps_employers(habit))


def wraps_employers(habit: Habit) -> bool:
    """Whether the section's positions name their employers in brackets: most have brackets, and not all the same."""
    names = [text for text, votes in habit.wrapped.items() if votes > 0]
    return len(names) > 1 and habit.wrapped.total() > 0.7 * habit.positions


def habit_of(several: Iterable[Heads]) -> Habit:
    """What these positions say together."""
    habit = Habit()
    for heads in several:
        habit.add(heads)
    return habit


def order_of(heads: Heads) -> float:
    """-3 to 3: above 0 if the first field looks like the title, below if the second does."""
    if len(heads.fields) < 2:
        return 0.0
    return max(-_VOTE, min(_VOTE, title_score(heads.fields[0]) - title_score(heads.fields[1])))


def parted_as_usual(pieces: Sequence[str], habit: Habit) -> list[str]:
    """Title and employer of a line whose words do not tell where one ends; empty if nothing tells."""
    if len(pieces) < 2:
        return []
    usual = next((key for key, votes in habit.commas.most_common(1) if votes > 0), None)
    if usual is None and habit.lines > 1 and habit.lines > 0.7 * habit.positions:
        usual = True, 1
    title_first = usual[0] if usual else habit.order >= 0
    cut = _before_employer(pieces) if title_first else 0
    if not cut and usual and not (usual[0] and ends_in_a_town(pieces, usual[1])):
        cut = min(usual[1], len(pieces) - 1)
    return [", ".join(pieces[:cut]), ", ".join(pieces[cut:])] if cut else []


def ends_in_a_town(pieces: Sequence[str], cut: int) -> bool:
    """Whether an employer stands before the comma, and what follows can only be its town."""
    return title_score(pieces[0]) <= -1 and len(pieces) == cut + 1 and may_be_town(pieces[-1])


def _before_employer(pieces: Sequence[str]) -> int:
    """Before which piece the employer's name begins: 0 if none is known to be one, or it stands first."""
    if title_score(pieces[0]) <= -1:
        return 0
    known = (
        index for index, piece in enumerate(pieces) if index and title_score(piece) <= -1 and not is_department(piece)
    )
    first = next(known, 0)
    # "Thibodeaux, Marsh & Pell LLP": the partners before the last one belong to the name.
    while first > 1 and " & " in pieces[first] and len(pieces[first - 1].split()) == 1:
        first -= 1
    return first

"""Where the places stand in a section's headlines: a town in no list is told by the known ones in the same slot."""

# ruff: noqa: PLR2004
# Why: counts of pieces and shares stand where they are weighed.

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from intervue.resume.places import is_place, may_be_town
from intervue.resume.vocabulary import title_score

if TYPE_CHECKING:
    from collections.abc import Sequence

_LIST = re.compile(r",\s[a-zß-ÿ]")
"""Things one after the other, "Plaster, tiles", rather than a town in its region."""
Slot = tuple[int, int, int]
"""The number of a headline's row, of its cell, and of the piece in it."""
Look = tuple[bool, bool, float]
"""Bold, italic, size in points."""


class Piece(NamedTuple):
    """A part of a position's headlines, without its period."""

    slot: Slot
    text: str
    look: Look
    after_period: bool
    """Whether its row stands below others and begins with the period."""


def place_slots(heads: Sequence[Sequence[Piece]]) -> frozenset[Slot]:
    """The slots that hold known places in some positions, and nothing but what may be one in the others."""
    held: dict[Slot, list[str]] = defaultdict(list)
    for pieces in heads:
        if len(pieces) > 2:
            for piece in pieces:
                held[piece.slot].append(piece.text)
    return frozenset(slot for slot, texts in held.items() if _are_places(texts))


def _are_places(texts: Sequence[str]) -> bool:
    known = [is_place(text) for text in texts]
    others = [text for text, sure in zip(texts, known, strict=True) if not sure]
    return 3 * sum(known) >= len(texts) and all(may_be_place(text) for text in others)


def may_be_place(text: str) -> bool:
    """Whether a text may be a town that is in no list: nothing speaks for a title or an employer."""
    return may_be_town(text) and title_score(text) in {0.0, 0.6} and not _LIST.search(text)


def without_places(pieces: Sequence[Piece], places: frozenset[Slot]) -> list[Piece]:
    """The pieces that may be title or employer."""
    kept = [piece for piece in pieces if not is_place(piece.text)]
    named = [piece for piece in kept if piece.slot not in places]
    if len(named) > 1:
        kept = named
    # Title and employer in one row, or one above and one below, and after the period what can only be the town.
    beside = [piece for piece in kept if piece.after_period]
    rows = {piece.slot[0] for piece in kept if not piece.after_period}
    if len(beside) == 1 and len(kept) > 2 and (len(rows) == 1 or len(kept) == 3) and may_be_place(beside[0].text):
        return [piece for piece in kept if not piece.after_period]
    return kept

"""Schools and degrees that are in no list, told by where the others of their section stand and how they look."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from intervue.resume.places import may_be_town
from intervue.resume.study_rows import Token, What
from intervue.resume.study_words import is_field

if TYPE_CHECKING:
    from collections.abc import Sequence

_Place = tuple[tuple[bool, bool, int, int], bool, int]


def voted(rows: Sequence[Sequence[Token]]) -> list[list[Token]]:
    """The tokens of each row; what nothing told is a school or a degree where every study then has one."""
    found = [list(tokens) for tokens in rows]
    for wanted, partner in ((What.SCHOOL, What.DEGREE), (What.DEGREE, What.SCHOOL)):
        kinds: dict[_Place, Counter[What]] = defaultdict(Counter)
        for place, token in _placed(found):
            kinds[place][token.what] += 1
        studies = sum(counts[partner] for counts in kinds.values())
        known = sum(counts[wanted] for counts in kinds.values())
        places = [
            place
            for place, counts in kinds.items()
            if counts[What.OTHER] and not counts[partner] and counts[What.OTHER] + known == studies
        ]
        unknown = [token.text for place, token in _placed(found) if place in places and token.what is What.OTHER]
        if len(places) == 1 and (wanted is What.DEGREE or not any(map(is_field, unknown))):
            found = [_renamed(tokens, places[0], wanted) for tokens in found]
    return found


def _placed(rows: Sequence[Sequence[Token]]) -> list[tuple[_Place, Token]]:
    """Each token but dates with its look, whether a date is in its row, and its number in the row."""
    return [
        ((token.look, len(named) < len(tokens), number), token)
        for tokens in rows
        for named in [[token for token in tokens if token.what is not What.DATE]]
        for number, token in enumerate(named)
    ]


def _renamed(tokens: Sequence[Token], place: _Place, wanted: What) -> list[Token]:
    chosen = [token for at, token in _placed([tokens]) if at == place and token.what is What.OTHER]
    bare = _without_town if wanted is What.SCHOOL else str
    return [token._replace(what=wanted, text=bare(token.text)) if token in chosen else token for token in tokens]


def _without_town(school: str) -> str:
    name, _, town = school.partition(", ")
    return name if may_be_town(town) else school

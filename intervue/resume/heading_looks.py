"""Which looks headings have on a page whose headings say nothing known: short lines alone that stand above text."""

# ruff: noqa: PLR2004
# Why: shares and distances in points stand where they are used.

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from intervue.resume.dates import find_period
from intervue.resume.headings import kind_by_keyword, kind_of
from intervue.resume.lines import split_bullet, without_icons
from intervue.resume.vocabulary import title_score

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from intervue.resume.layout import Region, Row
    from intervue.resume.lines import Line


_NUMBER = re.compile(r"^(?:\d{1,2}|[IVX]{1,4})[.)]\s+")
_MAX_LOOKS = 30
"""Looks that headings may have on a page: where more have their shape, none is told by it."""
_SIGNS = " >|/#*~=_\u2013\u2014\u2022\u2767\u25a0\u25aa\u25b6\u00bb\u00b7-"
"""What may stand before and after a heading."""
_WITH_ASIDE = re.compile(r"[^a-z]*[A-Z]{3}[^a-z]*\([^()]*[a-z][^()]*\)$")
"""Capitals, and an aside in small letters: "SEA SERVICE (latest first)"."""


@dataclass(frozen=True, slots=True)
class Look:
    """What headings have in common. `tone`: where that of the text is another one, what colour it has and its slant."""

    size: float
    bold: bool
    capitals: bool
    tone: int = 0

    @property
    def plain(self) -> Look:
        """The look without its tone."""
        return Look(self.size, self.bold, self.capitals) if self.tone else self


def look_of(line: Line) -> Look:
    """How a line looks, as far as headings are told by it; its tone is left out."""
    return Look(round(line.size * 2) / 2, line.bold, line.capitals or _WITH_ASIDE.match(line.text) is not None)


class Tones:
    """Tells which lines have another colour or slant than most of the text."""

    def __init__(self, lines: Iterable[Line]) -> None:
        chars: Counter[tuple[int, bool]] = Counter()
        for line in lines:
            chars[line.colour, line.italic] += len(line.text)
        (self._colour, self._italic), _ = max(chars.items(), key=lambda item: item[1], default=((0, False), 0))
        self._seen: dict[int, tuple[Line, Look]] = {}

    def look_of(self, line: Line) -> Look:
        """How a line looks with its tone."""
        seen = self._seen.get(id(line))
        if seen is None:
            look = look_of(line)
            italic, coloured = line.italic != self._italic, _apart(line.colour, self._colour)
            look = replace(look, tone=2 * line.colour * coloured + italic) if italic or coloured else look
            seen = self._seen[id(line)] = (line, look)  # with the line, so that no other gets its identity
        return seen[1]


def _apart(colour: int, other: int) -> bool:
    """Whether two colours (0xRRGGBB) are told apart at a glance."""
    return sum(abs((colour >> shift & 255) - (other >> shift & 255)) for shift in (0, 8, 16)) > 90


@dataclass(slots=True)
class _Use:
    """All lines of one look: how many could be headings, what they say, and how many dates stand below each."""

    lefts: list[float] = field(default_factory=list)
    headlike: int = 0
    named: int = 0
    known: int = 0
    listed: int = 0
    titles: int = 0
    dates: list[int] = field(default_factory=list)
    texts: set[str] = field(default_factory=set)


def mark_of(text: str) -> str:
    """What stands before a heading: "1" for a number, else the signs ("> ", "~ "); empty if there is nothing."""
    if _NUMBER.match(text):
        return "1"
    return text[: len(text) - len(text.lstrip(_SIGNS))].strip()


def is_alone(row: Row) -> bool:
    """Whether nothing but icons stands beside the row's first cell."""
    return len(row.cells) == 1 or all(not without_icons(cell.text) for cell in row.cells[1:])


def is_short(text: str) -> bool:
    """Whether a text is as short as a heading, and holds no number and no address."""
    text = _NUMBER.sub("", text.strip(_SIGNS))
    return 0 < len(text.split()) <= 8 and not any(char.isdigit() or char in "@|" for char in text)


def shaped_looks(regions: Sequence[Region], body_size: float, *ways: Callable[[Line], Look]) -> list[set[Look]]:
    """The looks that headings have by their shape, whatever they say, for each of several ways to tell looks apart.

    Nearly all lines of such a look are short, stand alone and above lines of another look. At least one says what a
    heading says, or there are three, of a larger type than the text's or with several dates below one. The headlines of
    entries are such lines, too, but each has one date below it, and there is a larger look in the same column, or one
    whose lines are known headings.

    `body_size`: of most of the text, points.
    """
    facts = [[_facts(row) for row in region.rows] for region in regions]
    return [_shaped(regions, facts, body_size, look_of) for look_of in ways]


def _shaped(
    regions: Sequence[Region], facts: Sequence[Sequence[_Facts]], body_size: float, look_of: Callable[[Line], Look]
) -> set[Look]:
    uses: dict[Look, _Use] = {}
    for region, told in zip(regions, facts, strict=True):
        _count(region.rows, told, [[look_of(cell) for cell in row.cells] for row in region.rows], uses)
    found = {look: use for look, use in uses.items() if _is_headings(look, use, body_size)}
    if len(found) > _MAX_LOOKS:
        return set()
    known = sorted(((look, use) for look, use in uses.items() if use.known > 1), key=lambda each: -each[1].known)
    rivals = found | dict(known[:_MAX_LOOKS])
    return {look for look, use in found.items() if not any(_above(*rival, look, use) for rival in rivals.items())}


class _Facts(NamedTuple):
    """What is told by a row whatever it looks like. What a heading says is looked up for what reads like one only."""

    dated: bool
    alone: bool
    headlike: bool
    listed: bool = False
    known: bool = False
    named: bool = False
    titled: bool = False


def _facts(row: Row) -> _Facts:
    dated = any(find_period(cell.text) is not None for cell in row.cells)
    if dated or not reads_like_heading(row.text):
        return _Facts(dated, is_alone(row), headlike=False)
    kind = kind_of(row.text)
    return _Facts(
        dated,
        is_alone(row),
        headlike=True,
        listed=bool(split_bullet(without_icons(row.text))[0]),
        known=kind is not None,
        named=(kind or kind_by_keyword(row.text)) is not None,
        titled=kind is None and title_score(row.text) >= 2,
    )


def _count(
    rows: Sequence[Row], facts: Sequence[_Facts], all_looks: Sequence[Sequence[Look]], uses: dict[Look, _Use]
) -> None:
    looks = [each[0] for each in all_looks]
    places: dict[Look, list[int]] = defaultdict(list)
    for number, look in enumerate(looks):
        places[look].append(number)
    before = [0]
    for each in facts:
        before.append(before[-1] + each.dated)
    for look, numbers in places.items():
        use = uses.setdefault(look, _Use())
        for number, following in pairwise([*numbers, len(rows)]):
            row, told = rows[number], facts[number]
            use.lefts.append(row.box.x0)
            use.texts.add(row.text)
            # What follows the last row stands in another column, or on the next page.
            headlike = (
                told.headlike
                and (number + 1 == len(rows) or looks[number + 1] != look)
                and (told.alone or _are_twins(row, all_looks[number]))
            )
            use.headlike += headlike
            use.listed += headlike and told.listed
            use.known += headlike and told.known
            use.named += headlike and told.named
            use.titles += headlike and told.titled
            use.dates.append(before[following] - before[number])


def _are_twins(row: Row, looks: Sequence[Look]) -> bool:
    """Whether all of a row's cells could be headings, each over a column of its own."""
    return len(set(looks)) == 1 and all(reads_like_heading(cell.text) for cell in row.cells)


def reads_like_heading(text: str) -> bool:
    """Whether a text is as short as a heading and ends like one."""
    return is_short(text) and not text.endswith((".", ",", ";", ":"))


def _is_headings(look: Look, use: _Use, body_size: float) -> bool:
    times = len(use.lefts)
    larger = look.size > 1.06 * body_size
    # What stands before a large heading is no bullet.
    headlike = use.headlike if larger else use.headlike - use.listed
    if not (larger or look.bold or look.capitals or look.tone) or headlike < 0.85 * times:
        return False
    if 2 * use.titles >= times and use.titles > 1 and not use.known:
        return False
    if len(use.texts) < 0.8 * times:  # headings say each something else, levels of skills do not
        return False
    if times < (2 if use.named else 3) or not (use.named or larger or max(use.dates) > 1):
        return False
    counts = [count for count in use.dates if count]
    return len(counts) <= 0.5 * times or sum(counts) >= 1.5 * len(counts)


def _above(one: Look, its: _Use, look: Look, use: _Use) -> bool:
    """Whether another look in the same column is the more prominent one, or the one whose lines say what they are."""
    left = median(use.lefts)
    if one == look or all(abs(each - left) > 60 for each in its.lefts):
        return False
    larger = (one.size, one.capitals, one.bold) > (look.size, look.capitals, look.bold)
    return its.known > max(1, use.known) or (larger and use.known <= its.known)

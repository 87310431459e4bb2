"""What a row is within a list of positions or of studies: headline, dated headline, bullet, or running text."""

# ruff: noqa: PLR2004
# Why: thresholds in points, words or lines stand where they are used.

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from enum import Enum, auto
from itertools import pairwise
from typing import TYPE_CHECKING

from intervue.resume.dates import Period, find_period, is_period
from intervue.resume.lines import join_all, split_bullet
from intervue.resume.told import told_in
from intervue.resume.vocabulary import title_score

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from intervue.resume.layout import Row
    from intervue.resume.lines import Line


ABBREVIATED = re.compile(
    r"(?:(?i:\b(?:inc|ltd|co|corp|bros|ltda|lda|jr|sr|st|dept|cie|pty|pvt|plc|gmbh|mfg|intl|assoc|univ)|\.\w{1,3}|\.\s\w)"
    r"|,\s[A-Z][a-z]{1,3})\.$"
)
"""A full stop that ends a name, not a sentence."""


class Part(Enum):
    """The part that a row plays."""

    DATED = auto()
    """A headline with a period."""
    PLAIN = auto()
    PROSE = auto()
    """Running text."""
    BULLET = auto()
    MORE = auto()
    """The next line of a bullet's text."""


@dataclass(frozen=True, slots=True)
class Item:
    """A row and its part. `period` is set for a dated headline."""

    row: Row
    part: Part
    period: Period | None = None

    @property
    def look(self) -> tuple[bool, bool, int, int]:
        """What headlines of one level have in common: bold, italic, size, indent."""
        cell = self.row.cells[0]
        return cell.bold, cell.italic, round(cell.size), round(cell.box.x0 / 6)


_YEAR = re.compile(r"(?:19|20)\d\d\W?")
_HEADLINE_WORDS = 6
_COLUMN_POINTS = 40.0
_NAME_WORDS = 15
"""More words than this are a sentence, also below a period."""


def outline(rows: Sequence[Row], right: float = 0.0) -> list[Item]:
    """The part of each row. A bullet's later lines are told by indent, look and distance.

    `right`: where the lines of the column end, points; from the rows themselves where it is not known.
    """
    items: list[Item] = []
    ends = column_ends(rows, right)
    gap = _usual_gap(rows)
    bullet: Row | None = None
    for row in rows:
        if row.is_bullet:
            bullet = row
            items.append(Item(row, Part.BULLET))
        elif bullet is not None and (
            _is_year_below(row, bullet, items[-1].row, ends(bullet))
            or _goes_on(row, bullet, items[-1].row, ends(bullet), gap)
        ):
            items.append(Item(row, Part.MORE))
        else:
            bullet = None
            items.append(_headline_or_prose(row))
            if _is_named_below(items) or _is_told_first(items):
                items[-1] = Item(row, Part.PLAIN)
    return items


def column_ends(rows: Sequence[Row], right: float) -> Callable[[Row], float]:
    """Tells for a row where the lines of its column end, points: a section may go on in the next column.

    `right`: what is known of the section's first column, points.
    """
    far: dict[int, float] = {}
    for row in rows:
        place = round(row.box.x0 / _COLUMN_POINTS)
        far[place] = max(far.get(place, 0.0), row.box.x1)
    starts = sorted({row.box.x0 for row in rows})
    left = starts[0] if starts else 0.0

    def end(row: Row) -> float:
        place = round(row.box.x0 / _COLUMN_POINTS)
        own = max(far.get(place + step, 0.0) for step in (-1, 0, 1))
        # What reaches over the next column as well stands above both.
        beside = starts[bisect_right(starts, own) :][:1]
        first = row.box.x0 - left < _COLUMN_POINTS and not (beside and beside[0] < right)
        return max(own, right) if first else own

    return end


def had_no_room(above: Row | Line, below: Row | Line, right: float) -> bool:
    """Whether the first word of a line had no place any more at the end of the line above."""
    word = below.text.split(" ", maxsplit=1)[0]
    width = (below.box.x1 - below.box.x0) * (len(word) + 1) / max(len(below.text), 1)
    return above.box.x1 + width > right


def _is_named_below(items: Sequence[Item]) -> bool:
    """Whether the last row names a position though it reads like prose: "Assistante de service social, Hôpital de X".

    It stands below a period that is alone in its row and has no headline above it.
    """
    if len(items) < 2 or items[-1].part is not Part.PROSE or items[-2].part is not Part.DATED:
        return False
    text = items[-1].row.text
    alone = all(is_period(cell) for cell in items[-2].row.texts)
    headed = len(items) > 2 and items[-3].part is Part.PLAIN
    return alone and not headed and text[:1].isupper() and text[-1] not in ".;:" and len(text.split()) <= _NAME_WORDS


def _is_told_first(items: Sequence[Item]) -> bool:
    """Whether the last row is a sentence that tells a position: the section's first one, or below another such one."""
    before = items[-2:-1]
    return (
        told_in(items[-1].row.text) is not None
        and (not before or told_in(before[0].row.text) is not None)
        and (items[-1].part is Part.PROSE)
    )


def _headline_or_prose(row: Row) -> Item:
    period = _headline_period(row)
    if period is not None:
        return Item(row, Part.DATED, period)
    return Item(row, Part.PROSE if is_prose(row.text) else Part.PLAIN)


def _headline_period(row: Row) -> Period | None:
    for cell in row.cells:
        if is_period(cell.text):
            return find_period(cell.text)
    for cell in row.cells:
        period = find_period(cell.text)
        if period is not None and told_in(cell.text) is not None:
            return period
        if period is not None and not (is_prose(cell.text) and is_prose(_beside_period(cell.text, period))):
            before, after = cell.text[: period.begin].strip(), cell.text[period.stop :].strip(" )].,")
            whole_range = period.end is not None
            # "... in 2019" inside a sentence is no headline; a date at either end, or a whole period, is.
            if whole_range or not before or (not after and len(before.split()) < 12):
                return period
    return None


def _beside_period(text: str, period: Period) -> str:
    """A headline without the whole period at its start or end; other texts as they are."""
    before, after = text[: period.begin].strip(" ,|("), text[period.stop :].strip(" ,|).:")
    return before or after if period.end is not None and not (before and after) else text


def _usual_gap(rows: Sequence[Row]) -> float:
    """The least gap that is common between lines, points: wide where lines are set apart throughout."""
    gaps = sorted(b.box.y0 - a.box.y1 for a, b in pairwise(rows) if a.page == b.page and b.box.y0 > a.box.y0)
    return gaps[len(gaps) // 4] if gaps else 0.0


def _is_year_below(row: Row, bullet: Row, last: Row, right: float) -> bool:
    """Whether a row is a bullet's last word, which is a year and had no room: "... saved in / 2023"."""
    near = (
        row.page == last.page and 0 < row.box.x0 - bullet.box.x0 < 60 and row.box.y0 - last.box.y1 < row.box.height / 2
    )
    return near and _YEAR.fullmatch(row.text) is not None and had_no_room(last, row, right)


def _goes_on(row: Row, bullet: Row, last: Row, right: float, gap: float) -> bool:
    first, box = bullet.box, row.box
    if len(row.cells) > 1 or _headline_period(row) is not None or (row.bold and not last.bold):
        return False
    hanging = row.text[:1].islower() and box.x0 > first.x0 + 2
    apart = max(0.75 * box.height, 1.1 * gap + 0.5) * (1.25 if hanging else 1.0)  # and tall letters may overlap
    if row.page == last.page and not -0.5 * box.height < box.y0 - last.box.y1 < apart:
        return False
    if box.x0 > first.x0 + 2 or (abs(box.x0 - first.x0) <= 2 and last.text.endswith(",")):
        return box.x0 < first.x0 + 60
    near = abs(box.x0 - first.x0) <= 2 and (row.cells[0].spans[0].bold <= bullet.cells[-1].spans[0].bold)
    full = last.box.x1 > right - 0.2 * (right - first.x0)
    # A line in the look of the bullet goes on with it where its first word had no room above.
    headline = len(row.text.split()) <= _HEADLINE_WORDS and abs(title_score(row.text)) >= 2
    if headline and row.cells[0].italic == last.cells[-1].italic and had_no_room(last, row, right):
        headline = row.box.y0 - last.box.y1 > gap + 1
    return near and (row.text[:1].islower() or (full and not headline and not last.text.endswith((".", ":"))))


def is_prose(text: str) -> bool:
    """Whether the text is (a part of) a sentence rather than a headline."""
    words = text.split()
    low = sum(word[:1].islower() for word in words)
    if len(words) >= 6 and text.endswith((".", ";")) and not ABBREVIATED.search(text):
        return True
    return text[:1].islower() or (len(words) >= 8 and low >= 0.5 * len(words)) or len(words) > 18


def ends_abbreviated(text: str) -> bool:
    """Whether the full stop at the end belongs to an abbreviation: "Larkspur Ltd."."""
    return ABBREVIATED.search(text) is not None


def bullets_and_text(items: Sequence[Item]) -> tuple[list[str], str]:
    """The bullets, each in one piece, and the running text."""
    bullets: list[list[str]] = []
    text: list[str] = []
    for item in items:
        if item.part is Part.BULLET:
            bullets.append([split_bullet(item.row.text)[1]])
        elif item.part is Part.MORE and bullets:
            bullets[-1].append(item.row.text)
        else:
            text.append(item.row.text)
    joined = (re.sub(r"\s{2,}", " ", join_all(lines)) for lines in bullets)
    return [bullet for bullet in joined if bullet], re.sub(r"\s{2,}", " ", join_all(text))

"""Which rows of a section belong to which position, and which of them are its headlines.

A position is found by its period; the headlines around it are its title and its employer. How many lines stand above
and below the period is learned from the section's other positions.
"""

# ruff: noqa: PLR2004
# Why: thresholds in points or words stand where they are used.

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from operator import itemgetter
from typing import TYPE_CHECKING

from intervue.resume.bodies import is_label
from intervue.resume.dates import Period, is_period
from intervue.resume.employers import above_description, names_clients
from intervue.resume.headline import Heads, heads_of
from intervue.resume.outline import Item, Part, ends_abbreviated
from intervue.resume.places import is_place, may_be_town
from intervue.resume.slots import may_be_place
from intervue.resume.told import told_in
from intervue.resume.vocabulary import title_score

if TYPE_CHECKING:
    from collections.abc import Sequence

_HEAD_ROWS = 3


@dataclass(slots=True)
class Position:
    """A position's rows: its headlines, and what stands below them."""

    head: list[Item]
    body: list[Item] = field(default_factory=list)
    period: Period | None = None
    heads: Heads = field(default_factory=Heads)


def _with_page_turns(items: Sequence[Item]) -> list[Item]:
    """A bullet's later line may stand on the next page, where indents differ."""
    found: list[Item] = []
    for item in items:
        last = found[-1] if found else None
        if (
            last is not None
            and item.part in {Part.PROSE, Part.PLAIN}
            and last.part in {Part.BULLET, Part.MORE}
            and item.row.page != last.row.page
            and item.row.text[:1].islower()
            and not last.row.text.endswith((".", "!", "?"))
        ):
            found.append(Item(item.row, Part.MORE))
        else:
            found.append(item)
    return found


def positions_of(items: Sequence[Item]) -> list[Position]:
    """The positions of a section's rows, in the order of the page."""
    items = _with_page_turns(items)
    anchors = [index for index, item in enumerate(items) if item.part is Part.DATED]
    anchors = _without_second_lines(items, anchors)
    tops = _tops(items, anchors)
    starts = sorted({**tops, **_undated(items, anchors, tops)}.items())
    ends = [*(start for start, _ in starts[1:]), len(items)][: len(starts)]
    stops = [_head_end(items, start, anchor, end) for (start, anchor), end in zip(starts, ends, strict=True)]
    stops = _as_most_end(items, starts, stops, ends)
    positions: list[Position] = []
    for (start, anchor), stop, end in zip(starts, stops, ends, strict=True):
        about = [item for item in items[start:stop] if item is not items[anchor] and _is_about(item, items[start])]
        head = [item for item in items[start:stop] if item not in about]
        positions.append(Position(head, [*about, *items[stop:end]], items[anchor].period))
    return positions


def _is_about(item: Item, first: Item) -> bool:
    """Whether a row among the headlines is a sentence about the employer."""
    return item.part is Part.PROSE or (item.part is Part.PLAIN and item is not first and _says_more(item.row.text))


def _as_most_end(items: list[Item], starts: list[tuple[int, int]], stops: list[int], ends: list[int]) -> list[int]:
    """Where the headlines end, with the row that most positions have below their period and some seem not to have."""
    below = Counter(stop - anchor for (_, anchor), stop in zip(starts, stops, strict=True))
    usual, votes = max(below.items(), key=itemgetter(1), default=(0, 0))
    if 2 * votes <= len(starts):
        return stops
    looks = {
        items[stop - 1].look[:3]
        for (_, anchor), stop in zip(starts, stops, strict=True)
        if stop - anchor == usual and items[stop - 1].part is Part.PLAIN
    }
    found = []
    for (_, anchor), stop, end in zip(starts, stops, ends, strict=True):
        more = items[stop : anchor + usual]
        fits = more and anchor + usual <= end and all(item.part is Part.PLAIN for item in more)
        found.append(anchor + usual if fits and more[-1].look[:3] in looks else stop)
    return found


def _without_second_lines(items: list[Item], anchors: list[int]) -> list[int]:
    """Anchors without those that only repeat: a period in the line after a line with nothing but a period."""
    kept: list[int] = []
    for anchor in anchors:
        bare = bool(kept) and anchor == kept[-1] + 1 and all(is_period(text) for text in items[anchor].row.texts)
        if not bare or all(is_period(text) for text in items[kept[-1]].row.texts):
            kept.append(anchor)
    return kept


def _tops(items: list[Item], anchors: list[int]) -> dict[int, int]:
    """For each anchor the first row of its headlines: first row -> anchor."""
    tops: dict[int, int] = {}
    patterns: list[list[Item]] = []
    employers: set[tuple[bool, bool, int]] = set()
    floor = 0
    for anchor in anchors:
        top = anchor
        sure = _after_bullets(items, anchor, floor)
        while top > floor and anchor - top < _HEAD_ROWS and items[top - 1].part is Part.PLAIN:
            if tops and not sure and not _fits(items[top - 1], patterns, anchor - top):
                break
            top -= 1
        employer = above_description(items, top, floor, employers)
        if employer is not None:
            employers.add(items[employer].look[:3])
            tops[employer] = anchor
            patterns.append([items[employer]])
            floor = anchor + 1
            continue
        if not tops or (sure and patterns[0]):
            patterns.append(list(reversed(items[top:anchor])))
        if not patterns[0] and sure:
            top = anchor
        tops[top] = anchor
        floor = anchor + 1
    return tops


def _after_bullets(items: list[Item], anchor: int, floor: int) -> bool:
    """Whether all plain rows right above a period follow a bullet: then they can only be headlines."""
    top = anchor
    while top > floor and items[top - 1].part is Part.PLAIN:
        top -= 1
    return top > floor and anchor - top <= _HEAD_ROWS and items[top - 1].part in {Part.BULLET, Part.MORE}


def _fits(item: Item, patterns: list[list[Item]], distance: int) -> bool:
    """Whether a row looks like another position's row at the same distance above its period."""
    return any(distance < len(pattern) and item.look[:3] == pattern[distance].look[:3] for pattern in patterns)


def _undated(items: list[Item], anchors: list[int], tops: dict[int, int]) -> dict[int, int]:
    """Positions without a period: headlines after bullets that look like the first headline of the section."""
    if anchors:
        model = items[min(tops)].look
        stands_out = model[0] or model[1]
        taken = {row for top, anchor in tops.items() for row in range(top, anchor + 1)}
        leads = any(item.part is Part.BULLET for item in items[: min(tops)])
        return {
            index: index
            for index, item in enumerate(items)
            if stands_out
            and index not in taken
            and item.part is Part.PLAIN
            and item.look == model
            and (items[index - 1].part in {Part.BULLET, Part.MORE, Part.PROSE} if index else leads)
        }
    first = [
        index
        for index, item in enumerate(items)
        if item.part is Part.PLAIN
        and (index == 0 or items[index - 1].part in {Part.BULLET, Part.MORE, Part.PROSE} or told_in(item.row.text))
    ]
    return {index: index for index in first}


def _head_end(items: list[Item], start: int, anchor: int, end: int) -> int:
    """Where the headlines end: when title and employer are there, or running text begins."""
    stop = anchor + 1
    while stop < end and stop - start < _HEAD_ROWS + 1:
        item = items[stop]
        above = items[stop - 1].row.text
        if (
            item.part is not Part.PLAIN
            or told_in(above) is not None
            or item.row.text.endswith(":")
            or _says_more(item.row.text)
        ):
            break
        fields = heads_of([item for item in items[start:stop] if item.part is not Part.PROSE]).fields
        enough = (
            len(fields) >= 2
            and not (_names_employer_at_last(fields, item) or _names_title_at_last(fields, item))
            and not _is_below_town(items, stop, start, end)
        )
        if enough and not _is_more_head(items, stop, start, end):
            break
        stop += 1
    return stop


def _says_more(text: str) -> bool:
    """Whether a short row below a period is a sentence or a list of clients rather than a headline."""
    sentence = text.endswith(".") and len(text.split()) > 2 and not ends_abbreviated(text)
    told = abs(title_score(text)) < 2 or any(word.islower() and len(word) > 3 for word in text.split())
    return is_label(text) or names_clients(text) or (sentence and told)


def _names_employer_at_last(fields: Sequence[str], item: Item) -> bool:
    """Whether a row names the employer, and what was taken for one is part of the title: "Plant Manager, Salem"."""
    return min(map(title_score, fields)) >= 0 and title_score(item.row.text) < -1 and ":" not in item.row.text


def _names_title_at_last(fields: Sequence[str], item: Item) -> bool:
    """Whether a row names the title, and what was taken for one is the employer's town, or a line about him."""
    least = 0.6 if may_be_place(fields[-1]) else 1.0
    return max(map(title_score, fields)) <= 0.6 and title_score(item.row.text) > least


def _is_below_town(items: list[Item], index: int, start: int, end: int) -> bool:
    """Whether a row above the text names the employer: above it are the title, and the period beside a town."""
    above = items[index - 1]
    if index - 2 != start or above.part is not Part.DATED or len(above.row.texts) != 2:
        return False
    last = index + 1 >= end or items[index + 1].part in {Part.BULLET, Part.PROSE}
    period, town = above.row.texts
    return last and is_period(period) and may_be_place(town) and title_score(items[index].row.text) <= 0


def _is_more_head(items: list[Item], index: int, start: int, end: int) -> bool:
    """Whether a row after title and employer belongs to the headlines: a place, or a line in italics before bullets."""
    item = items[index]
    cell = item.row.cells[0]
    if is_place(item.row.text):
        return True
    last = index + 1 >= end or items[index + 1].part is Part.BULLET
    followed = last or items[index + 1].part is Part.PROSE
    below_date = index > start and items[index - 1].part is Part.DATED and is_period(items[index - 1].row.texts[-1])
    town = below_date and may_be_town(item.row.text) and title_score(item.row.text) == 0
    return (followed and town) or (last and cell.italic and len(cell.text) < 60)

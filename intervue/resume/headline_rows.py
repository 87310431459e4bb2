"""Rows of a section of positions, before they are told apart: headlines in one piece, rows without meaning left out."""

# ruff: noqa: PLR2004, RUF001
# Why: thresholds in points or words stand where they are used; the dashes that resumes are written with.

from __future__ import annotations

import re
from dataclasses import replace
from functools import reduce
from itertools import pairwise
from typing import TYPE_CHECKING

from intervue.resume.calendar_words import MONTHS, pattern_of
from intervue.resume.dates import backwards, find_period, is_duration, is_period
from intervue.resume.headline import is_label
from intervue.resume.lines import BULLET, SOFT_HYPHEN, Line, joined, parted_line, split_bullet
from intervue.resume.looks import parted_at_stop, parted_by_look
from intervue.resume.numbered import without_numbers
from intervue.resume.outline import column_ends, had_no_room, is_prose
from intervue.resume.places import is_place, split_place
from intervue.resume.rows import is_mark
from intervue.resume.run_in import with_text_apart
from intervue.resume.slots import may_be_place
from intervue.resume.told import told_in
from intervue.resume.vocabulary import LEGAL_SCORE, title_score

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intervue.resume.layout import Row

_UNFINISHED = re.compile(
    r"(?:[,&/|·@]|\s[-–—]|(?<![/*:(])(?!(?<=,\s)(?-i:[A-Z]{2})$)\b(?:of|and|und|et|y|e|in|at|the|for|de|del|della|di|da|do|dos|du|des|la|le|für|der|van"
    r"|den|voor|to))$",
    re.IGNORECASE,
)
_FILLED_CHARS = 40
"""A shorter headline beside its period fills no line."""
_SEPARATOR = re.compile(r"\s+[-–—|·•]\s+|,\s+")
_MONTH_BEFORE = re.compile(rf"(?i:{pattern_of(MONTHS)})\.?\s+(?=[^\W\d_a-z]\S*\s)")
_MONTH_AT_END = re.compile(
    rf"\s(?:from|since|von|seit|de|depuis|desde|dal?|van|sinds)\s+((?i:{pattern_of(MONTHS)})\.?)$"
)
_BEGUN_BEFORE = re.compile(
    rf"(?i:(?:from|von|de|du|desde|dal?|van)\s+)?(?i:(?:(?:{pattern_of(MONTHS)})\.?|\d\d?[./])\s*)?(?:19|20)\d\d"
    r"\s+(?:to|bis|à|au|al?|até|hasta|tot|[-–—])\s+(?=[^\W\d_a-z]\S*\s)"
)
_OPEN_DATE = re.compile(r"\d{4}\s*[-–—]$")
_UP_TO = re.compile(r"\d\s*(?:[-–—]|\s(?:to|until|till|bis|au?|à|al|até|hasta|tot))$", re.IGNORECASE)
"""A period that goes on in the next line."""


def headline_rows(rows: Sequence[Row], right: float) -> list[Row]:
    """The rows, with headlines that were broken over two lines in one piece, and without durations.

    `right`: where the lines of the column end, points.
    """
    rows = _without_signs(_with_months_above(_with_last_days(without_numbers(rows))))
    ends = column_ends(rows, right)
    found: list[Row] = []
    for row in map(parted_by_look, map(_with_both_dates, map(_with_whole_dates, with_text_apart(_with_margin(rows))))):
        if is_duration(row.text) and not (found and found[-1].is_bullet):
            continue
        index = _broken_cell(found[-1], row, ends(row)) if found else None
        if index is None:
            found.append(row)
        else:
            found[-1] = _joined(found[-1], index, row)
    return [parted_at_stop(row) for row in found]


def _broken_cell(last: Row, row: Row, right: float) -> int | None:
    """The index of the cell that a row goes on with; None if it begins something new."""
    if last.is_bullet or row.is_bullet or len(row.cells) > 1 or row.page != last.page:
        return None
    below = row.cells[0]
    index = min(range(len(last.cells)), key=lambda number: abs(last.cells[number].box.x0 - below.box.x0))
    above = last.cells[index]
    near = -0.3 * below.box.height < below.box.y0 - above.box.y1 < 0.6 * below.box.height
    if not near or abs(above.size - below.size) > 0.4 or above.italic != below.italic:
        return None
    if _OPEN_DATE.search(above.text) and (is_period(below.text) or is_period(f"2000 - {below.text}")):
        return index
    if above.text.count("(") > above.text.count(")") and ")" in below.text and not is_prose(below.text):
        return index
    if above.text.endswith(SOFT_HYPHEN) and abs(above.box.x0 - below.box.x0) < 3:
        return index
    if abs(above.box.x0 - below.box.x0) > 3 or above.bold != below.bold or is_prose(above.text):
        return None
    bar = above.text.endswith("|") and (is_period(below.text) or len(below.text) < 60)
    if bar or (_UNFINISHED.search(above.text) and not is_period(below.text) and len(below.text.split()) <= 6):
        return index
    # A title ends where the period beside it begins: "Product Marketing | May 2021" above "Manager".
    beside = [cell.box.x0 for cell in last.cells[index + 1 :] if title_score(below.text) > 0.6]
    if _had_no_room(above, below, min([right, *beside])) or _is_filled(above, below, right):
        return index
    return index if _is_cut_name(above, below, right, beside=index > 0 and is_period(last.cells[0].text)) else None


def _had_no_room(above: Line, below: Line, right: float) -> bool:
    """Whether a bold headline goes on in the next line because there was no room for the next word.

    So does one in capitals that parts title and employer itself.
    """
    if (
        not (above.bold or (above.capitals and below.capitals))
        or find_period(above.text) is not None
        or find_period(below.text) is not None
    ):
        return False
    # Where title and employer are parted in the line above, what follows can only go on with the second.
    *first, last = _SEPARATOR.split(above.text)
    if len(below.text.split()) > (4 if first else 2) or title_score(below.text) < -1:
        return False
    if title_score(last) < -1 and not (first and above.capitals and title_score(split_place(below.text)[0]) == 0):
        return False
    return had_no_room(above, below, right)


def _is_filled(above: Line, below: Line, right: float) -> bool:
    """Whether a line that begins with its period and fills the column goes on below: "… District Court, Eastern"."""
    period = find_period(above.text)
    if (
        period is None
        or period.begin > 0
        or len(above.text) - period.stop < _FILLED_CHARS
        or split_place(above.text)[1]
    ):
        return False
    named = len(below.text.split()) <= 4 and below.text[0].isupper() and below.text[-1] not in ".:;"
    return named and find_period(below.text) is None and not is_place(below.text) and had_no_room(above, below, right)


def _is_cut_name(above: Line, below: Line, right: float, *, beside: bool) -> bool:
    """Whether an employer's name begins at the end of a line beside a period: "Dean, Biology Department, Halifax".

    Without a period beside it, only the legal form tells: "Joiner, Shannonside Timber" above "Frame Ltd, Foynes".
    """
    first, _, town = below.text.partition(", ")
    named = title_score(first) < -1 and len(first.split()) <= 3 and (not town or may_be_place(town))
    parts = above.text.split(", ")
    known = any(title_score(part) <= -2 for part in parts[1:-1])  # a department is less
    begun = len(parts) > 1 and len(parts[-1].split()) <= 2 and title_score(parts[-1]) == 0 and beside and not town
    legal = len(parts) == 2 and title_score(first) <= LEGAL_SCORE < title_score(parts[1]) and title_score(parts[0]) > 0
    return named and (begun or legal) and not known and had_no_room(above, below, right)


def _joined(last: Row, index: int, row: Row) -> Row:
    cell, more = last.cells[index], row.cells[0]
    if cell.text.endswith("|") and is_period(more.text):
        return type(last)((*last.cells, more))
    return type(last)((*last.cells[:index], _as_one(cell, more), *last.cells[index + 1 :]))


def _as_one(first: Line, second: Line) -> Line:
    """Two lines as one; a soft hyphen between them parts no word any more."""
    parted = first.text.endswith((SOFT_HYPHEN, "-", "\u2010"))
    return joined(first, second, "" if parted else " ")


def _with_last_days(rows: Sequence[Row]) -> list[Row]:
    """Rows with first and last day of a position in one, where each has its label: "From: 2016" above "To: 2019"."""
    found: list[Row] = []
    for row in rows:
        first, last = " ".join(found[-1].texts) if found else "", " ".join(row.texts)
        period = find_period(f"{first} {last}") if ":" in first and ":" in last and len(last) < _FILLED_CHARS else None
        if period and period.begin == 0 and period.stop == len(first) + len(last) + 1 and period.start in first:
            found[-1] = type(row)((reduce(joined, (*found[-1].cells, *row.cells)),))
        else:
            found.append(row)
    return found


def _with_months_above(rows: Sequence[Row]) -> list[Row]:
    """Rows whose period was parted behind its month with the year below: "... from August" above "2019 - 2020"."""
    found: list[Row] = []
    for row in rows:
        month = _MONTH_AT_END.search(found[-1].text) if found and len(found[-1].cells) == len(row.cells) == 1 else None
        if month and row.text[:2] in {"19", "20"} and is_period(f"{month[1]} {row.text}"):
            found[-1] = type(row)((joined(found[-1].cells[0], row.cells[0]),))
        else:
            found.append(row)
    return found


def _without_signs(rows: Sequence[Row]) -> Sequence[Row]:
    """The rows of a list of positions, each of which has a bullet or a number of its own, without these signs."""
    if any(not row.is_bullet and find_period(row.text) is not None for row in rows):
        return rows
    dated = [row for row in rows if row.is_bullet and _is_dated(row)]
    whole = [row for row in dated if (period := find_period(row.text)) and period.end]
    listed = [row for row in rows if row.is_bullet]
    if listed and all(told_in(split_bullet(row.text)[1]) for row in listed):
        return [_without_sign(row) if row.is_bullet else row for row in rows]
    if len(dated) < 2 or 2 * len(whole) < len(dated) or not (rows[0].is_bullet and _is_dated(rows[0])):
        return rows
    return [_without_sign(row) if row.is_bullet and _is_dated(row) else row for row in rows]


def _is_dated(row: Row) -> bool:
    """Whether a bullet begins or ends with a period."""
    text = split_bullet(row.text)[1]
    period = find_period(text)
    return period is not None and not (text[: period.begin].strip(" (") and text[period.stop :].strip(" ).,;"))


def _without_sign(row: Row) -> Row:
    cells = []
    for cell in row.cells:
        text = "".join(span.text for span in cell.spans)
        bare = split_bullet(text)[1] if cell is row.cells[0] else text.lstrip(f"{BULLET} ")
        if bare and not is_mark(cell.text):
            cells.append(parted_line(cell, 0, len(text) - len(bare))[1] if bare != text else cell)
    return type(row)(tuple(cells))


def _with_label(row: Row) -> Row:
    """A row whose label stands in a cell of its own with label and text in one: "Employer:" and "Acme Ltd"."""
    first, *others = row.cells
    return type(row)((joined(first, others[0]), *others[1:])) if others and is_label(first.text) else row


def _with_margin(rows: Sequence[Row]) -> list[Row]:
    """Rows whose period in the margin was broken at its end, beside a headline of two lines, with the period whole."""
    found: list[Row] = []
    for row in map(_with_label, _with_months_of_margin(rows)):
        last = found[-1] if found else row
        date, more = last.cells[0], row.cells[0]
        near = row.page == last.page and abs(more.box.x0 - date.box.x0) < 3 and more.box.y0 - date.box.y1 < date.size
        goes_on = _UP_TO.search(date.text) or more.text.casefold().strip(".") in MONTHS
        open_end = last is not row and len(last.cells) > 1 and len(row.cells) > 1 and goes_on
        if near and open_end and _is_one_period(date.text, more.text):
            found[-1] = type(row)((_as_one(date, more), *last.cells[1:]))
            found.append(type(row)(row.cells[1:]))
        else:
            found.append(row)
    return found


def _is_one_period(first: str, second: str) -> bool:
    """Whether the second text ends the first's period: not before it begins, nor open again, "2018 -", "2016 -"."""
    period = find_period(f"{first} {second}") if is_period(f"{first} {second}") else None
    again = _OPEN_DATE.search(first) and _OPEN_DATE.search(second)
    return period is not None and not backwards(period.start, period.end) and not again


def _with_months_of_margin(rows: Sequence[Row]) -> list[Row]:
    """Rows whose period in the margin was broken after its month, which came to stand before the headline.

    "sept. Surveyor, Acme" above "2020-2022 | Measured" is "sept. 2020-2022 | Surveyor, Acme" above "Measured".
    """
    found = list(rows)
    for index, (row, below) in enumerate(pairwise(rows)):
        month = _MONTH_BEFORE.match(row.text) or _BEGUN_BEFORE.match(row.text)
        year, *rest = below.cells
        if month is None or not rest or row.page != below.page or not is_period(year.text):
            continue
        if year.box.x0 > row.box.x0 or not _is_one_period(month[0].strip(), year.text):
            continue
        first, *others = row.cells
        span = first.spans[0]
        date = Line((replace(span, text=month[0], box=year.box), *year.spans), first.page, first.page_height)
        title = Line((replace(span, text=first.text[month.end() :], box=first.box),), first.page, first.page_height)
        found[index] = type(row)((date, title, *others))
        found[index + 1] = type(row)(tuple(rest))
    return found


def _with_both_dates(row: Row) -> Row:
    """A row of a table whose period stands in two cells, beginning and end, with the period in one."""
    for index, (one, two) in enumerate(pairwise(row.cells)):
        dates = [find_period(cell.text) for cell in (one, two) if is_period(cell.text)]
        if len(dates) == 2 and all(date and date.end is None for date in dates) and not backwards(one.text, two.text):
            cells = (*row.cells[:index], joined(one, two, " – "), *row.cells[index + 2 :])
            return type(row)(cells)
    return row


def _with_whole_dates(row: Row) -> Row:
    """A row whose date was broken in the margin ("September" over "2012 - April 2019") with the date in one cell."""
    for first in row.cells:
        if first.text.casefold().strip(".") not in MONTHS and not _OPEN_DATE.search(first.text):
            continue
        for second in row.cells:
            beside = abs(first.box.x0 - second.box.x0) < 40 and second.box.middle > first.box.middle + 3
            if beside and is_period(f"{first.text} {second.text}"):
                cells = [cell for cell in row.cells if cell is not second]
                return type(row)(tuple(_as_one(first, second) if cell is first else cell for cell in cells))
    return row

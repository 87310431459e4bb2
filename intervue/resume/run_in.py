"""Headlines that go on as text in the same line: "2013 Paralegal, Elm Law Clinic. Ran a caseload"."""

# ruff: noqa: RUF001
# Why: the dashes that resumes are written with.

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from intervue.resume.dates import find_period, is_period, without_period
from intervue.resume.lines import clean, joined, parted_line
from intervue.resume.vocabulary import WORD_END, title_score

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intervue.resume.layout import Row
    from intervue.resume.lines import Line

_STOP = re.compile(
    rf"(?:{WORD_END}|\d{{4}}|,\s[A-Z]{{2}})"
    r"(?P<stop>\.)\s+(?=[^\W\d_a-zß-öø-ÿ]|\d{1,4}\s[^\W\d_])"
    r"|\b(?:Ltd|LLC|LLP|GmbH|plc|PLC|AG|KG|mbH|SA|SAS|SARL|SL|NV|BV|AB|Oy|Lda|Ltda)(?P<ends>\.)\s+(?=[^\W\d_a-zß-öø-ÿ])"
    r"|\b(?:Inc|Corp|Co|[Ss]\.\s?[Aa]|[Ss]\.\s?[LlRr])\.\s+(?=[^\W\d_a-zß-öø-ÿ])"
    r"|(?<=[\w).])(?P<sign>[:;]|\s[–—-])\s+(?=[^\W\d_A-ZÀ-ÖØ-Þ])"
)
"""Where a headline may end: a full stop behind a whole word or a date, a colon or a dash before a small letter."""
_LEAST_WORDS, _LOW = 3, 0.3
"""What a text has that names nothing: so many words, and this share of them in small letters."""
_MOST_HEAD_WORDS, _MOST_NAME_WORDS = 18, 6
_SURE = 1
"""What a title scores more than, and an employer's name less than its negative."""


def with_text_apart(rows: Sequence[Row]) -> list[Row]:
    """The rows, where a dated headline ends within its line and text begins there, as two: headline and text.

    The text is joined with the row below that goes on with it.
    """
    found: list[Row] = []
    rest = list(rows)
    while rest:
        row = rest.pop(0)
        if found and find_period(found[-1].text) is not None and not found[-1].is_bullet:
            rest[:0] = _with_aside_apart(row)[1:]
            row = _with_aside_apart(row)[0]
        below = rest[0] if rest and _may_go_on(row, rest[0]) else None
        parts = _parts(row, below)
        found += parts or [row]
        if parts and below is not None and not _is_whole(row.text):
            found[-1] = type(row)((_as_one(found[-1].cells[0], below.cells[0]),))
            rest.pop(0)
    return found


_ASIDE = re.compile(
    r"(?:[^\W\d_a-zß-öø-ÿ]\S*(?:\s(?:&|of|the|de|la|del|der|und))?\s){0,4}[^\W\d_a-zß-öø-ÿ][^\s,]*"
    r"(?:,|\s[–—-])\s(?=(?:an?|eine?|une?|un[oa]?|uma?|een|one\s+of|the\s+(?:largest|leading|oldest))\s[^\W\d_A-ZÀ-ÖØ-Þ])"
)
"""A name, and what kind of employer that is: "Bean Scene, a roastery with six shops"."""


def _with_aside_apart(row: Row) -> list[Row]:
    """A row below a dated one as the employer's name and the text about it, where it is both."""
    if len(row.cells) > 1 or row.is_bullet:
        return [row]
    text = "".join(span.text for span in row.cells[0].spans)
    match = _ASIDE.match(text)
    if match is None or title_score(match[0].rstrip(" ,–—-")) > 0 or find_period(text) is not None:
        return [row]
    first, second = parted_line(row.cells[0], len(match[0].rstrip(" ,–—-")), match.end())
    return [type(row)((first,)), type(row)((second,))]


def _may_go_on(row: Row, below: Row) -> bool:
    """Whether the row below may be the next line of the same text."""
    near = below.page == row.page and below.box.y0 - row.box.y1 < 0.6 * below.cells[0].size
    return near and len(below.cells) == 1 and not below.is_bullet and find_period(below.text[:30]) is None


def _is_whole(text: str) -> bool:
    return text.rstrip().endswith((".", "!", "?"))


def _parts(row: Row, below: Row | None) -> list[Row]:
    """Headline and text of a row; empty where it is not both."""
    *before, last = row.cells
    if row.is_bullet or len(before) > 1 or not all(is_period(cell.text) for cell in before):
        return []
    text = "".join(span.text for span in last.spans)
    period = find_period(text)
    for match in _STOP.finditer(text):
        if text[: match.start()].count("(") > text[: match.end()].count(")") or (
            period is not None and period.begin < match.end() < period.stop
        ):
            continue
        sign = next((name for name in ("stop", "ends", "sign") if match[name]), None)
        head, said = text[: match.start(sign) if sign else match.end()], text[match.end() :]
        more = "" if below is None or _is_whole(said) else below.text
        if _names_other(said, head):
            continue
        if _is_headline(head, dated=bool(before)) and _is_said(f"{said} {more}", head):
            first, second = parted_line(last, len(head), match.end())
            return [type(row)((*before, first)), type(row)((second,))]
    return []


def _is_headline(head: str, *, dated: bool) -> bool:
    """Whether a text with a period in or beside it names a position."""
    period = find_period(head)
    bare = without_period(head)
    if not (dated or period) or not bare or len(head.split()) > _MOST_HEAD_WORDS:
        return False
    whole = period is not None and period.end is not None
    return whole or any(title_score(piece) != 0 for piece in re.split(r",\s|\s[|–—-]\s|\sat\s", clean(bare)))


def _names_other(said: str, head: str) -> bool:
    """Whether title or employer stand behind the stop, and the other before it: "Elm Ltd, York. Porter. Carried"."""
    name, stop, _ = said.partition(".")
    pieces = [title_score(piece) for piece in re.split(r",\s|[.:]\s", without_period(head)) if piece]
    score = title_score(name)
    if not stop or len(name.split()) > _MOST_NAME_WORDS or find_period(name) is not None:
        return False
    return (score > _SURE and max(pieces, default=0) <= 0) or (score <= -_SURE and min(pieces, default=0) >= 0)


def _is_said(text: str, head: str) -> bool:
    """Whether a text behind a headline tells what was done there, and names neither employer nor title."""
    words = text.split()
    low = sum(word[:1].islower() for word in words)
    if len(words) < _LEAST_WORDS or low < _LOW * len(words) or find_period(text[:40]) is not None:
        return False
    name = re.split(r"[,.;:(]", text, maxsplit=1)[0]
    return "," in head or abs(title_score(name)) <= 1


def _as_one(first: Line, second: Line) -> Line:
    return joined(first, second, "" if first.text.endswith(("\u00ad", "\u2010")) else " ")

"""Certificates with their issuers, each in one piece, without dates, numbers and labels."""

# ruff: noqa: PLR2004, RUF001
# Why: thresholds in points or words stand where they are used; the dashes and quotes that resumes are written with.

from __future__ import annotations

import math
import re
from itertools import pairwise
from typing import TYPE_CHECKING

from intervue.resume.certificate_noise import TRIM, bare_certificate, is_driving_licence, without_town
from intervue.resume.dates import find_period, is_period
from intervue.resume.forms import names_columns
from intervue.resume.issuers import is_issuer, issuer_rows, names_issuer
from intervue.resume.lines import COMMAS, join, split_bullet, without_icons
from intervue.resume.outline import had_no_room
from intervue.resume.places import is_place
from intervue.resume.skills import unique
from intervue.resume.vocabulary import title_score

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intervue.resume.layout import Row

_MAX_ROWS = 400
_OPEN_END = re.compile(
    r"(?:[,&/-]|\s(?:of|for|and|in|the|to|with|de|du|des|d|la|le|et|y|e|del|di|da|do|dos|della|für|der|und|von|van|voor|en))"
    r"\s*$"
)
"""Words and signs that no certificate ends with."""
_DASHED = re.compile(r"\s+([-–—])$")
_BAR = r"\s+[|·]\s+"
_BRAND = re.compile(r"[a-z]{1,2}[A-Z]|[b-df-hj-np-tv-xz]{3,5}\b")
"""Names that begin with a small letter: iOS, dbt."""
_REST = re.compile(
    r"(?:board|association|council|institute|institution|society|authority|university|college|academy|guild|agency|foundation|commission"
    r"|federation|alliance|practitioner|professional|specialist|associate|administrator|individual|instructor|provider|technician"
    r"|(?:classe?n?|clase|klassen?|category|kategorien?|cat[ée]gor(?:ie|ía|ia)|level|stufe)\s+[A-Z0-9][A-Z0-9]?(?:(?:,\s?|\s?/\s?|\s)[A-Z0-9]{1,3})*)",
    re.IGNORECASE,
)
"""The end of a certificate's or an issuer's name, and never a certificate of its own."""
_AUTHORITY = re.compile(
    r"(?:state|province|county|city|government|land|kanton|licen[sc]e|no|nr|reg)(?!\w)|#|\d+$", re.IGNORECASE
)
_HOLDER = re.compile(
    r"^(?:[^\W\d_]+\s)?(?:certified|registered|licensed|chartered|accredited|qualified|staatlich\s+geprüfte[rn]?|geprüfte[rn]?|zertifizierte[rn]?)\b",
    re.IGNORECASE,
)
"""What a word for somebody who holds a certificate follows."""
_NAMED = re.compile(
    r"\b(?:certifi\w+|licen[sc]e\w*|diploma|badge|zertifi\w+|certificad\w+|level\s+\d)\b", re.IGNORECASE
)


_CUT = re.compile(r"\s[–—-]\s+[^\W\d_]+$")
"""A name behind a dash that may go on in the next row of a narrow column: "– Thomas / More"."""
_APART = re.compile(r",\s+(?![^()]*\))")
"""A comma that stands in no brackets."""
_LIST = 4
"""Parts of a paragraph that make it a list."""
_AND = re.compile(r"(?<=\)),?\s+(?:and|und|et|en|y|e|ed)\s+(?=[^\W\d_])")
"""The word before the last one of several certificates, behind an issuer in brackets."""


def parse_certifications(rows: Sequence[Row], right: float = 0.0) -> list[str]:
    """The certificates of one section, one string each.

    `right`: where the lines of the section's column end, points; from the section itself where it is not known.
    """
    rows = [
        row for row in rows[:_MAX_ROWS] if not (names_columns(row) or is_driving_licence(split_bullet(row.text)[1]))
    ]
    right = max([right, *(row.box.x1 for row in rows)])
    if running := _running(rows, right):
        return running
    texts = [_text(row, below) for row, below in pairwise([*rows, None]) if row]
    texts = ["" if is_driving_licence(text) else text for text in texts]
    wrap = _wrap(rows)
    issuers, rests, paired = issuer_rows(rows, texts), _rests(rows, texts, right), _are_pairs(rows, texts)
    found: list[str] = []
    last: Row | None = None
    for number, (row, text) in enumerate(zip(rows, texts, strict=True)):
        if not text:
            last = row if found else None
            continue
        above = None if row.is_bullet or not found else last
        if found and number in issuers:
            found[-1] = f"{found[-1].rstrip(TRIM)}, {text}"
        elif above is not None and (
            number in rests
            or _pitch(above, row) <= wrap
            or _goes_on(found[-1], above, row, text)
            or ((";" in above.text or _is_unfinished(found[-1], text)) and _runs_on(above, row, right))
        ):
            found[-1:] = _continued(found[-1], above, text)
        elif above is not None and (_is_issuer_below(above, row) or names_issuer(row.text)):
            found[-1] = f"{found[-1].rstrip(TRIM)}, {text}"
        else:
            found.extend([re.sub(_BAR, ", ", text)] if paired else _several(row, text))
        last = row
    found = _listed(found[0]) if len(found) == 1 else found
    return unique([tidy for item in found if len(tidy := without_town(item.strip(TRIM))) > 1])


def _continued(item: str, above: Row, text: str) -> list[str]:
    """An item with what goes on below it, and those that begin there after a semicolon."""
    dash = _DASHED.search(above.text)
    first, *others = re.split(r";\s+", text)
    return [join(item + dash[0] if dash and item[-1] != dash[1] else item, first), *others]


def _runs_on(last: Row, row: Row, right: float) -> bool:
    """Whether a full line is followed by one that stands right below it."""
    return _goes_on_below(last, row) and _is_full(last, row, right)


def _running(rows: Sequence[Row], right: float) -> list[str]:
    """Certificates in a paragraph of several full lines, with commas between them; empty where it is none."""
    together = len(rows) > 1 and not any(row.is_bullet or len(row.cells) > 1 or ";" in row.text for row in rows)
    if not together or not all(_runs_on(*pair, right) for pair in pairwise(rows)):
        return []
    text = ""
    for row in rows:
        text = join(text, row.text) if text else row.text
    parts = _APART.split(text.rstrip(TRIM))
    if len(parts) < _LIST or any(_is_aside(part) or is_issuer(part) for part in parts):
        return []
    return unique([tidy for part in parts if len(tidy := bare_certificate(part).strip(TRIM)) > 1])


def _text(row: Row, below: Row | None) -> str:
    """The row's certificate and issuer without dates and labels; bars between several certificates."""
    cells = [bare for text in row.texts if (bare := bare_certificate(without_icons(split_bullet(text)[1])))]
    mark = " | " if len(cells) > 1 and _are_tiles(row, cells, below) else ", "
    cells = [cell for number, cell in enumerate(cells) if not (number and cell.isdigit())]  # hours, points
    # A comma at the end stays: the issuer may stand on the next line.
    return mark.join([*(cell.rstrip(TRIM) for cell in cells[:-1]), *cells[-1:]])


def _are_tiles(row: Row, cells: Sequence[str], below: Row | None) -> bool:
    """Whether the cells of a row are certificates beside each other: each is one, or has its own issuer or date."""
    if all(_NAMED.search(cell) for cell in cells):
        return True
    if below is not None and len(below.cells) == len(row.cells) and all(is_period(text) for text in below.texts):
        return True
    issued = any(re.search(r",\s+\S|\(.+\)$", cell) for cell in cells)
    return issued and len(cells) == len(row.cells) and not any(map(is_issuer, cells))


def _pitch(last: Row, row: Row) -> float:
    """How far a row stands below the last one, in points; infinite where it does not, or looks otherwise."""
    far = row.page != last.page or row.box.y0 <= last.box.y0 or row.is_bullet or abs(row.box.x0 - last.box.x0) > 2
    return math.inf if far or row.bold != last.bold else row.box.y0 - last.box.y0


def _wrap(rows: Sequence[Row]) -> float:
    """The largest distance, in points, of a certificate's next line, where space is left between certificates; or 0."""
    pairs = [(last, row, pitch) for last, row in pairwise(rows) if (pitch := _pitch(last, row)) < math.inf]
    if not pairs or any(row.is_bullet for row in rows):
        return 0.0
    limit = min(pitch for _, _, pitch in pairs) + 0.15 * rows[0].box.height
    near = [(last, row) for last, row, pitch in pairs if pitch <= limit]
    right = max(row.box.x1 for row in rows)
    # A list may be in groups, too: then its lines are not as long as the column is wide.
    wrapped = len(near) < len(pairs) and all(_is_full(last, row, right) for last, row in near)
    return limit if len(near) * 2 <= len(pairs) or wrapped else 0.0


def _is_full(last: Row, row: Row, right: float) -> bool:
    """Whether the row's first word had no room at the end of the last row."""
    letter = (last.box.x1 - last.box.x0) / max(len(last.text), 1)
    return had_no_room(last, row, right - letter)


def _goes_on(text: str, last: Row, row: Row, following: str) -> bool:
    """Whether the row is the next line of the same certificate."""
    if not _goes_on_below(last, row):
        return False
    if last.is_bullet:
        return row.box.x0 > last.box.x0 + 2 or following[:1].islower()
    return (
        text.count("(") > text.count(")")
        or _REST.fullmatch(following) is not None
        or (following[:1].islower() and not text.endswith(")") and not _BRAND.match(following))
        or following.startswith("(")
        or _OPEN_END.search(last.text) is not None
        or _OPEN_END.search(text) is not None
        or (_CUT.search(last.text) is not None and len(following.split()) == 1 and not following.isupper())
    )


def _goes_on_below(last: Row, row: Row) -> bool:
    near = row.page != last.page or row.box.y0 - last.box.y1 < 0.75 * row.box.height
    return near and row.bold == last.bold


def _is_unfinished(text: str, following: str) -> bool:
    """Whether the next row has the word for who holds a certificate: "Certified Wound / Practitioner"."""
    open_end = _HOLDER.search(text) is not None and title_score(text) < 2.5 and not re.search(r"[,()]", text)
    return open_end and not _HOLDER.match(following) and title_score(following) >= 2.5


def _is_issuer_below(last: Row, row: Row) -> bool:
    """Whether a line in a lighter look right under a certificate names its issuer."""
    near = row.page == last.page and row.box.y0 - last.box.y1 < 0.75 * row.box.height
    one, two = last.cells[0], row.cells[0]
    lighter = (one.bold and not two.bold) or (two.italic and not one.italic) or two.size < one.size - 0.4
    return near and lighter and not last.is_bullet


def _rests(rows: Sequence[Row], texts: Sequence[str], right: float) -> set[int]:
    """The numbers of rows that go on with the row above, as the dates at the end of all certificates tell."""
    last = [bool(text) and find_period(row.text) is not None for row, text in zip(rows, texts, strict=True)]
    below = [not text and is_period(row.text) for row, text in zip(rows, texts, strict=True)]
    if not rows or not (below[-1] or (last[-1] and sum(last) > 1)):
        return set()
    return {
        number
        for number in range(1, len(rows))
        if texts[number]
        and texts[number - 1]
        and not last[number - 1]
        and _is_full(rows[number - 1], rows[number], right)
    }


def _are_pairs(rows: Sequence[Row], texts: Sequence[str]) -> bool:
    """Whether each of several rows holds two things and a date: a certificate and its issuer."""
    pairs = [
        len(re.findall(_BAR, text)) == 1 and ";" not in text and find_period(row.text) is not None
        for row, text in zip(rows, texts, strict=True)
    ]
    return len(pairs) > 1 and all(pairs)


def _several(row: Row, text: str) -> list[str]:
    """Certificates on one line, parted by semicolons, bars, bullets or middots."""
    parts = [
        part.lstrip(TRIM).rstrip(TRIM.replace(",", "")) for part in re.split(r"\s*[;•]\s*|\s+[|·]\s+|\s{2,}", text)
    ]
    parts = [part for part in parts if part.strip(TRIM)]
    bars = [part for part in re.split(_BAR, row.text) if part.strip()]
    if len(bars) == 3 and len(parts) == 2 and (is_period(bars[-1]) or is_period(bars[0])):
        return [", ".join(parts)]  # "PMP | Project Management Institute | 2019"
    return [each for part in parts for each in _behind_issuers(part)]


def _behind_issuers(text: str) -> list[str]:
    """Certificates with commas between them, each an abbreviation, or with its issuer in brackets."""
    commas = text.split(", ")
    if len(commas) >= 3 and all(len(part.split()) <= 2 and part.isupper() for part in commas):
        return commas
    pieces = re.split(r"(?<=\)),\s+(?=[^\W\d_])", text)
    *_, last = pieces
    pieces[-1:] = _AND.split(last, maxsplit=1)
    if len(_AND.split(last)) > 1:
        return pieces
    issuers = [piece[piece.rfind("(") + 1 :].rstrip(",) ") for piece in pieces[:-1]]
    listed = all(piece.rstrip(", ").endswith(")") for piece in pieces)
    return pieces if listed or all(" " in issuer and is_issuer(issuer) for issuer in issuers) else [text]


def _listed(text: str) -> list[str]:
    """Certificates in a single line that has nothing but commas between them, and no issuer."""
    parts = COMMAS.split(text.strip(TRIM))
    return parts if len(parts) >= 3 and not any(_is_aside(part) for part in parts) else [text]


def _is_aside(part: str) -> bool:
    """Whether a part of a line is an issuer, a place or a number rather than a certificate."""
    begins_short = re.match(r"(?:[A-Z]{2}|[A-Z]+\d|\w+\+$)", part) is not None
    return is_place(part) or _AUTHORITY.match(part) is not None or (title_score(part) < -1 and not begins_short)

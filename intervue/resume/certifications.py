"""Certificates with their issuers, each in one piece, without dates, numbers and labels."""

# ruff: noqa: PLR2004, RUF001
# Why: thresholds in points or words stand where they are used; the dashes and quotes that resumes are written with.

from __future__ import annotations

import math
import re
from itertools import pairwise
from typing import TYPE_CHECKING

from intervue.resume.dates import find_period, is_period, without_period
from intervue.resume.forms import names_columns
from intervue.resume.issuers import is_issuer, issuer_rows, names_issuer
from intervue.resume.lines import join, split_bullet, without_icons
from intervue.resume.outline import had_no_room
from intervue.resume.places import is_place
from intervue.resume.skills import unique
from intervue.resume.vocabulary import title_score

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intervue.resume.layout import Row

_MAX_ROWS = 400
_LABEL = re.compile(
    r"^(?:(?:issued\s+by|issuer|issued|expires?|valid(?:\s+(?:until|through|to))?|ausgestellt\s+von|délivré\s+par"
    r"|emitido\s+por|rilasciato\s+da|no\s+expiration\s+date|credential\s+id)(?!\w)\s*:?"
    r"|(?:certificat(?:ions?|es?)|licen[sc]es?|courses?|training|zertifikate|kurse|weiterbildung(?:en)?|formations?|cursos|corsi|cursussen)\s*:)\s*(?=\S)",
    re.IGNORECASE,
)
_NOISE = re.compile(
    r"(?<![|,;(·–-])[|,;(·–-]*\s*(?:credential\s+(?:id|url)\b.*|(?:see|show)\s+credential|no\s+expiration(?:\s+date)?|(?:issued"
    r"|valid|expires|expired|expiry|exp\.|gültig|renewed"
    r"|válido|valable|g[üu]ltig\s+bis)(?:\s+(?:until|through|to|bis|jusqu['’]en))?|(?:in\s+progress|expected"
    r"|ongoing))\s*(?=$|[|,)])\)?",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(?:,\s*(?:licen[sc]e|reg(?:istration)?|cert(?:ificate)?))?[\s,(–-]*(?:#|\b(?:no|nr|num|number)\b\.?\s*:?)\s?"
    r"[A-Z]{0,4}-?\d[\d-]{4,}\)?(?=$|[\s,;|)])",
    re.IGNORECASE,
)
"""The number of a licence."""
_OPEN_END = re.compile(
    r"(?:[,&/-]|\s(?:of|for|and|in|the|to|with|de|du|des|d|la|le|et|y|e|del|di|da|do|dos|della|für|der|und|von|van|voor|en))"
    r"\s*$"
)
"""Words and signs that no certificate ends with."""
_DASHED = re.compile(r"\s+([-–—])$")
_BAR = r"\s+[|·]\s+"
_TRIM = " ,|–—-:;·•"
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
_NEXT = re.compile(r"\s*[)\]]?\s*[,;|·•]\s+(?=[^\W_])")
_NAMED = re.compile(
    r"\b(?:certifi\w+|licen[sc]e\w*|diploma|badge|zertifi\w+|certificad\w+|level\s+\d)\b", re.IGNORECASE
)


def parse_certifications(rows: Sequence[Row], right: float = 0.0) -> list[str]:
    """The certificates of one section, one string each.

    `right`: where the lines of the section's column end, points; from the section itself where it is not known.
    """
    rows = [row for row in rows[:_MAX_ROWS] if not names_columns(row)]
    right = max([right, *(row.box.x1 for row in rows)])
    texts = [_text(row, below) for row, below in pairwise([*rows, None]) if row]
    wrap = _wrap(rows)
    issuers, rests = issuer_rows(rows, texts), _rests(rows, texts, right)
    paired = _are_pairs(rows, texts)
    found: list[str] = []
    last: Row | None = None
    for number, (row, text) in enumerate(zip(rows, texts, strict=True)):
        if not text:
            last = row if found else None
            continue
        above = None if row.is_bullet or not found else last
        if found and number in issuers:
            found[-1] = f"{found[-1].rstrip(_TRIM)}, {text}"
        elif above is not None and (
            number in rests
            or _pitch(above, row) <= wrap
            or _goes_on(found[-1], above, row, text)
            or (_is_unfinished(found[-1], text) and _goes_on_below(above, row) and _is_full(above, row, right))
        ):
            dash = _DASHED.search(above.text)
            found[-1] = join(found[-1] + dash[0] if dash and found[-1][-1] != dash[1] else found[-1], text)
        elif above is not None and (_is_issuer_below(above, row) or names_issuer(row.text)):
            found[-1] = f"{found[-1].rstrip(_TRIM)}, {text}"
        else:
            found.extend([re.sub(_BAR, ", ", text)] if paired else _several(row, text))
        last = row
    if len(found) == 1:
        found = _listed(found[0])
    return unique([tidy for item in found if len(tidy := item.strip(_TRIM)) > 1])


def _text(row: Row, below: Row | None) -> str:
    """The row's certificate and issuer without dates and labels; bars between several certificates."""
    cells = [bare for text in row.texts if (bare := _bare(without_icons(split_bullet(text)[1])))]
    mark = " | " if len(cells) > 1 and _are_tiles(row, cells, below) else ", "
    # A comma at the end stays: the issuer may stand on the next line.
    return mark.join([*(cell.rstrip(_TRIM) for cell in cells[:-1]), *cells[-1:]])


def _are_tiles(row: Row, cells: Sequence[str], below: Row | None) -> bool:
    """Whether the cells of a row are certificates beside each other: each is one, or has its own issuer or date."""
    if all(_NAMED.search(cell) for cell in cells):
        return True
    if below is not None and len(below.cells) == len(row.cells) and all(is_period(text) for text in below.texts):
        return True
    issued = any(re.search(r",\s+\S|\(.+\)$", cell) for cell in cells)
    return issued and len(cells) == len(row.cells) and not any(map(is_issuer, cells))


def _bare(text: str) -> str:
    """A certificate without dates and labels; several with their own dates are parted by bars."""
    if is_period(text):
        return ""
    pieces = []
    for piece in _at_dates(text):
        bare = piece
        for _ in range(2):
            bare = _closed(without_period(bare)) if find_period(bare) is not None else bare
        bare = re.sub(r"\(\s*\)|\[\s*\]", "", _NOISE.sub("", _NUMBER.sub("", bare)))
        bare = re.sub(r"\s+([),])", r"\1", bare).lstrip(_TRIM).rstrip(_TRIM.replace(",", ""))
        pieces.extend([_LABEL.sub("", bare)] if bare.strip(_TRIM) else [])
    return " | ".join(pieces)


def _at_dates(text: str) -> list[str]:
    """The text, cut behind each date that another certificate with a date follows: "ACLS (2023), BLS (2024)"."""
    period = find_period(text)
    if period is None:
        return [text]
    cut = _NEXT.match(text, period.stop)
    rest = text[cut.end() :] if cut else ""
    named = any(map(str.isalpha, text[: period.begin])) and not _LABEL.match(rest)
    following = find_period(rest) if named else None
    if cut is None or following is None or not any(map(str.isalpha, rest[: following.begin])):
        return [text]
    return [text[: cut.end()].rstrip(" ,;|·•"), *_at_dates(rest)]


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
        len(re.findall(_BAR, text)) == 1 and find_period(row.text) is not None
        for row, text in zip(rows, texts, strict=True)
    ]
    return len(pairs) > 1 and all(pairs)


def _several(row: Row, text: str) -> list[str]:
    """Certificates on one line, parted by semicolons, bars, bullets or middots."""
    parts = [
        part.lstrip(_TRIM).rstrip(_TRIM.replace(",", "")) for part in re.split(r"\s*[;•]\s*|\s+[|·]\s+|\s{2,}", text)
    ]
    parts = [part for part in parts if part.strip(_TRIM)]
    bars = [part for part in re.split(_BAR, row.text) if part.strip()]
    if len(bars) == 3 and len(parts) == 2 and (is_period(bars[-1]) or is_period(bars[0])):
        return [", ".join(parts)]  # "PMP | Project Management Institute | 2019"
    commas = text.split(", ")
    if len(parts) == 1 and len(commas) >= 3 and all(len(part.split()) <= 2 and part.isupper() for part in commas):
        return commas
    return parts


def _listed(text: str) -> list[str]:
    """Certificates in a single line that has nothing but commas between them, and no issuer."""
    parts = re.split(r",\s+(?![^(]*\))", text.strip(_TRIM))
    return parts if len(parts) >= 3 and not any(_is_aside(part) for part in parts) else [text]


def _is_aside(part: str) -> bool:
    """Whether a part of a line is an issuer, a place or a number rather than a certificate."""
    begins_short = re.match(r"(?:[A-Z]{2}|[A-Z]+\d)", part) is not None
    return is_place(part) or _AUTHORITY.match(part) is not None or (title_score(part) < -1 and not begins_short)


def _closed(text: str) -> str:
    """The text with the bracket that a date was cut out of: "(Coursera, 2023)" becomes "(Coursera)"."""
    if text.count("(") <= text.count(")"):
        return text
    begin, _, inside = text.rpartition("(")
    inside = inside.strip(" ,;")
    return f"{begin}({inside})" if inside else begin.strip(" ,;")

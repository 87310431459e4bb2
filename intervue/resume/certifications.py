"""Certificates with their issuers, as the page prints them, without dates."""

# ruff: noqa: PLR2004, RUF001
# Why: thresholds in points or words stand where they are used; the dashes and quotes that resumes are written with.

from __future__ import annotations

import math
import re
from itertools import pairwise
from typing import TYPE_CHECKING

from intervue.resume.dates import find_period, is_period, without_period
from intervue.resume.issuers import issuer_rows
from intervue.resume.lines import join, split_bullet, without_icons
from intervue.resume.skills import unique

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intervue.resume.layout import Row

_MAX_ROWS = 400
_LABEL = re.compile(
    r"^(?:(?:issued\s+by|issuer|issued|expires?|valid(?:\s+(?:until|through|to))?|ausgestellt\s+von|délivré\s+par"
    r"|emitido\s+por|rilasciato\s+da|no\s+expiration\s+date|credential\s+id)(?!\w)\s*:?"
    r"|(?:certificat(?:ions?|es?)|licen[sc]es?)\s*:)\s*(?=\S)",
    re.IGNORECASE,
)
_NOISE = re.compile(
    r"(?<![|,;(·–-])[|,;(·–-]*\s*(?:credential\s+(?:id|url)\b.*|(?:see|show)\s+credential|no\s+expiration(?:\s+date)?|(?:issued"
    r"|valid|expires|expired|expiry|exp\.|gültig|renewed"
    r"|válido|valable|g[üu]ltig\s+bis)(?:\s+(?:until|through|to|bis|jusqu['’]en))?|(?:in\s+progress|expected"
    r"|ongoing))\s*(?=$|[|,)])\)?",
    re.IGNORECASE,
)
_OPEN_END = re.compile(
    r"(?:[,&/-]|\s(?:of|for|and|in|the|to|with|de|du|des|d|la|le|et|y|e|del|di|da|do|dos|della|für|der|und|von|van|voor|en))"
    r"\s*$"
)
"""Words and signs that no certificate ends with."""
_TRIM = " ,|–—-:;·•"
_BRAND = re.compile(r"[a-z]{1,2}[A-Z]|[b-df-hj-np-tv-xz]{3,5}\b")
"""Names that begin with a small letter: iOS, dbt."""


def parse_certifications(rows: Sequence[Row]) -> list[str]:
    """The certificates of one section, one string each."""
    found: list[str] = []
    last: Row | None = None
    wrap = _wrap(rows[:_MAX_ROWS])
    issuers = issuer_rows(rows[:_MAX_ROWS])
    for number, row in enumerate(rows[:_MAX_ROWS]):
        text = _text(row)
        if not text:
            last = row if found else None
            continue
        bullet = row.is_bullet
        if found and number in issuers:
            found[-1] = f"{found[-1].rstrip(_TRIM)}, {text}"
        elif (
            found
            and last is not None
            and not bullet
            and (_pitch(last, row) <= wrap or _goes_on(found[-1], last, row, text))
        ):
            found[-1] = join(found[-1], text)
        elif found and last is not None and not bullet and _is_issuer_below(last, row):
            found[-1] = f"{found[-1].rstrip(_TRIM)}, {text}"
        else:
            found.extend(_several(text))
        last = row
    return unique([tidy for item in found if len(tidy := item.strip(_TRIM)) > 1])


def _text(row: Row) -> str:
    """The row's certificate and issuer, without dates and labels."""
    cells = []
    for text in row.texts:
        bare = without_icons(split_bullet(text)[1])
        if is_period(bare):
            continue
        for _ in range(2):
            bare = _closed(without_period(bare)) if find_period(bare) is not None else bare
        bare = re.sub(r"\(\s*\)|\[\s*\]", "", _NOISE.sub("", bare))
        bare = re.sub(r"\s+([),])", r"\1", bare).lstrip(_TRIM).rstrip(_TRIM.replace(",", ""))
        if bare.strip(_TRIM):
            cells.append(_LABEL.sub("", bare))
    # A comma at the end stays: the issuer may stand on the next line.
    return ", ".join([*(cell.rstrip(_TRIM) for cell in cells[:-1]), *cells[-1:]])


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
    return last.box.x1 + letter * (len(row.text.split(" ")[0]) + 1) > right - letter


def _goes_on(text: str, last: Row, row: Row, following: str) -> bool:
    """Whether the row is the next line of the same certificate."""
    near = row.page != last.page or row.box.y0 - last.box.y1 < 0.75 * row.box.height
    if not near or row.bold != last.bold:
        return False
    if last.is_bullet:
        return row.box.x0 > last.box.x0 + 2 or following[:1].islower()
    opened = text.count("(") > text.count(")")
    return (
        opened
        or (following[:1].islower() and not text.endswith(")") and not _BRAND.match(following))
        or following.startswith("(")
        or _OPEN_END.search(last.text) is not None
    )


def _is_issuer_below(last: Row, row: Row) -> bool:
    """Whether a line in a lighter look right under a certificate names its issuer."""
    near = row.page == last.page and row.box.y0 - last.box.y1 < 0.75 * row.box.height
    one, two = last.cells[0], row.cells[0]
    lighter = (one.bold and not two.bold) or (two.italic and not one.italic) or two.size < one.size - 0.4
    return near and lighter and not last.is_bullet


def _several(text: str) -> list[str]:
    """Certificates on one line, parted by semicolons, bars, bullets or middots."""
    parts = [
        part.lstrip(_TRIM).rstrip(_TRIM.replace(",", "")) for part in re.split(r"\s*[;•]\s*|\s+[|·]\s+|\s{2,}", text)
    ]
    parts = [part for part in parts if part.strip(_TRIM)]
    commas = text.split(", ")
    if len(parts) == 1 and len(commas) >= 3 and all(len(part.split()) <= 2 and part.isupper() for part in commas):
        return commas
    return parts


def _closed(text: str) -> str:
    """The text with the bracket that a date was cut out of: "(Coursera, 2023)" becomes "(Coursera)"."""
    if text.count("(") <= text.count(")"):
        return text
    begin, _, inside = text.rpartition("(")
    inside = inside.strip(" ,;")
    return f"{begin}({inside})" if inside else begin.strip(" ,;")

"""Issuers on a line of their own below each certificate, told by what repeats from one certificate to the next."""

# ruff: noqa: RUF001
# Why: the dashes that resumes are written with.

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from intervue.resume.dates import find_period, is_period, without_period
from intervue.resume.vocabulary import title_score

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intervue.resume.layout import Row

_PAIR = 2
_ISSUED = re.compile(
    r"[·|•,(–-]\s*(?:issued|ausgestellt|délivrée?|émise?|emitid[oa]|expedid[oa]|rilasciat[oa]|uitgegeven)\b",
    re.IGNORECASE,
)
_ISSUED_BY = re.compile(
    r"(?:issued\s+by|issuer|issuing\s+(?:body|organi[sz]ation|authority)|awarded\s+by|ausgestellt\s+von|aussteller|délivré\s+par|organisme"
    r"|emitid[oa]\s+por|expedid[oa]\s+por|rilasciat[oa]\s+da|uitgegeven\s+door)(?!\w)",
    re.IGNORECASE,
)
_ISSUERS = re.compile(
    r"(?:the\s+)?(?:\w+\s)?(?:coursera|udemy|edx|udacity|pluralsight|linkedin\s+learning|openclassrooms|datacamp|axelos|nebosh|ihk|hwk"
    r"|t[üu]v|dekra|isc2|isaca|comptia|red\s+cross|croix[- ]rouge|rotes\s+kreuz|cruz\s+roja|croce\s+rossa"
    r"|cruz\s+vermelha|rode\s+kruis|st\.?\s+john)(?:\s[^\W\d_]+){0,2}\W*$",
    re.IGNORECASE,
)
_CERTIFICATE = re.compile(
    r"\b(?:certifi|licen[sc]e|diplom|zertifi|certific|level\s+\d|first\s+aid"
    r"|\bfood\s+handler|\bhygiene\b)",
    re.IGNORECASE,
)
_OWN_ISSUER = re.compile(r"\([^)]*\s[^)]*(?:\)|$)")
"""A certificate with its own issuer in brackets."""
_NO_NAME = re.compile(
    r"^\W*(?:credential|certificat\w*\s+(?:id|no|number)|licen[sc]e\s+(?:no|number)|see|show|id)\b", re.IGNORECASE
)


def names_issuer(text: str) -> bool:
    """Whether a row says itself that it names the issuer."""
    return _ISSUED_BY.match(text) is not None


def is_issuer(text: str) -> bool:
    """Whether the text is the name of somebody who issues certificates, and no certificate."""
    score = title_score(text)
    if _CERTIFICATE.search(text) or _OWN_ISSUER.search(text) or text.count(", ") >= _PAIR:
        return False
    return score <= -1 or (score < 1 and _ISSUERS.match(text) is not None)


def issuer_rows(rows: Sequence[Row], texts: Sequence[str]) -> set[int]:
    """The numbers of the rows that name the issuer of the certificate on the row above.

    `texts`: what is left of each row without dates and numbers.
    """
    if any(row.is_bullet for row in rows):
        return set()
    issued = {number for number, row in enumerate(rows) if _ISSUED.search(row.text) and not is_period(row.text)}
    alone = 0 not in issued and not any(number + 1 in issued for number in issued)
    return (issued if alone else set()) or _by_dates(rows, texts) or _with_dates(rows)


def _by_dates(rows: Sequence[Row], texts: Sequence[str]) -> set[int]:
    """Name, issuer and a date below them, again and again."""
    named = [
        list(group)
        for dated, group in groupby(range(len(rows)), key=lambda number: not texts[number] or _is_aside(rows[number]))
        if not dated
    ]
    ends = bool(rows) and not texts[-1]
    return {group[1] for group in named} if ends and len(named) > 1 and all(len(g) == _PAIR for g in named) else set()


def _with_dates(rows: Sequence[Row]) -> set[int]:
    """Name, then issuer with a date, or a name with a date, then an issuer in another look, again and again."""
    plain = [number for number, row in enumerate(rows) if not _NO_NAME.match(row.text)]
    dated = [find_period(rows[number].text) is not None and not is_period(rows[number].text) for number in plain]
    pairs = len(plain) // _PAIR
    if len(plain) == _PAIR and sum(dated) == 1:
        return {plain[1]} if is_issuer(without_period(rows[plain[1]].text)) else set()
    if pairs > 1 and dated == [True, False] * pairs:
        lighter = all(_look(rows[one]) != _look(rows[two]) for one, two in zip(plain[::2], plain[1::2], strict=True))
        employers = all(title_score(rows[number].text) < 0 for number in plain[1::2])
        return set(plain[1::2]) if lighter or employers else set()
    return set(plain[1::2]) if pairs > 1 and dated == [False, True] * pairs else set()


def _look(row: Row) -> tuple[bool, bool, int]:
    cell = row.cells[0]
    return cell.bold, cell.italic, round(cell.size * 2)


def _is_aside(row: Row) -> bool:
    return is_period(row.text) or _NO_NAME.match(row.text) is not None

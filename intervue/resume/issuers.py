"""Issuers on a line of their own below each certificate, told by what repeats from one certificate to the next."""

# ruff: noqa: RUF001
# Why: the dashes that resumes are written with.

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from intervue.resume.dates import find_period, is_period

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intervue.resume.layout import Row

_PAIR = 2
_ISSUED = re.compile(
    r"[·|•,(–-]\s*(?:issued|ausgestellt|délivrée?|émise?|emitid[oa]|expedid[oa]|rilasciat[oa]|uitgegeven)\b",
    re.IGNORECASE,
)
_NO_NAME = re.compile(
    r"^\W*(?:credential|certificat\w*\s+(?:id|no|number)|licen[sc]e\s+(?:no|number)|see|show|id)\b", re.IGNORECASE
)


def issuer_rows(rows: Sequence[Row]) -> set[int]:
    """The numbers of the rows that name the issuer of the certificate on the row above."""
    if any(row.is_bullet for row in rows):
        return set()
    issued = {number for number, row in enumerate(rows) if _ISSUED.search(row.text) and not is_period(row.text)}
    alone = 0 not in issued and not any(number + 1 in issued for number in issued)
    return (issued if alone else set()) or _by_dates(rows) or _with_dates(rows)


def _by_dates(rows: Sequence[Row]) -> set[int]:
    """Name, issuer and a date below them, again and again."""
    named = [
        [number for number, _ in group]
        for dated, group in groupby(enumerate(rows), key=lambda pair: _is_aside(pair[1]))
        if not dated
    ]
    ends = is_period(rows[-1].text) if rows else False
    return {group[1] for group in named} if ends and len(named) > 1 and all(len(g) == _PAIR for g in named) else set()


def _with_dates(rows: Sequence[Row]) -> set[int]:
    """Name, then issuer with a date, again and again."""
    plain = [number for number, row in enumerate(rows) if not _NO_NAME.match(row.text)]
    dated = [find_period(rows[number].text) is not None and not is_period(rows[number].text) for number in plain]
    pairs = len(plain) // _PAIR
    return set(plain[1::2]) if pairs > 1 and dated == [False, True] * pairs else set()


def _is_aside(row: Row) -> bool:
    return is_period(row.text) or _NO_NAME.match(row.text) is not None

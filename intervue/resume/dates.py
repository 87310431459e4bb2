"""Dates and periods as résumés write them. They are kept in the page's own wording."""

# ruff: noqa: RUF001
# Why: the dashes and quotes that resumes are written with.

from __future__ import annotations

import re
from dataclasses import dataclass

_MONTH = (
    r"(?:jan(?:uary|uar|vier)?|feb(?:ruary|ruar)?|f[ée]vr?(?:ier)?|m[aä]rz|mar(?:ch|s|zo)?|apr(?:il)?|avr(?:il)?|abril"
    r"|may|mai|mayo|june?|juni|juin|junio|july?|juli|juillet|julio|aug(?:ust)?|ao[uû]t|agosto|sept?(?:ember|embre)?"
    r"|septiembre|o[ck]t(?:ober|obre)?|octubre|nov(?:ember|embre)?|noviembre|de[cz](?:ember)?|d[ée]cembre|diciembre|enero)\.?"
)
_SEASON = r"(?:spring|summer|fall|autumn|winter|q[1-4])"
_YEAR = r"(?:19[4-9]\d|20\d\d)"
_DATE = (
    rf"(?:(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?{_MONTH}(?:\s+\d{{1,2}},)?[\s,/-]*(?:of\s+)?(?:{_YEAR}|['’]\d\d)"
    rf"|{_SEASON}[\s,]+{_YEAR}"
    rf"|(?:\d{{1,2}}[./]){{1,2}}{_YEAR}|{_YEAR}[-/.](?:0[1-9]|1[0-2])(?!\d)|{_YEAR})"
)
_NOW = r"(?:present|current(?:ly)?|now|today|ongoing|to\s+date|date|heute|aktuell|actuel|presente|actualidad)"
_TO = r"\s*(?:[-–—−‒]+|\bto\b|\buntil\b|\btill\b|\bthrough\b|\bbis\b)\s*"
_RANGE = re.compile(
    rf"(?<![\w/.])(?:from\s+)?(?P<start>{_DATE}|{_MONTH}|{_SEASON}){_TO}(?P<end>{_DATE}|{_NOW}|['’]?\d\d(?!\d))(?!\w)",
    re.IGNORECASE,
)
_LIST = re.compile(
    rf"(?<![\w/.])(?P<first>(?P<season>{_SEASON}\s+)?{_YEAR})(?:\s*[,&]\s*{_YEAR})*\s*(?:[,&]|and)\s*(?P<last>{_YEAR})(?!\w)",
    re.IGNORECASE,
)
_OPEN = re.compile(rf"(?<!\w)(?:since|seit|depuis|desde)\s+(?P<start>{_DATE})(?!\w)", re.IGNORECASE)
_SINGLE = re.compile(rf"(?<![\w/.-])(?P<start>{_DATE})(?![\w])", re.IGNORECASE)
_LABEL = re.compile(
    r"(?:\b(?:expected|anticipated|projected)(?:\s+(?:graduation|completion)(?:\s+date)?)?|\bgraduat(?:ed|ion|ing)(?:\s+date)?"
    r"|\bcompleted|\bconferred|\bdates?|\bclass\s+of|\bawarded|\bissued|\bin\s+progress)\s*:?\s*(?:in\s+)?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Period:
    """A period in a text. `start` and `end` are as written; `begin` and `stop` are where it stands in the text."""

    start: str
    end: str | None
    begin: int
    stop: int


def find_period(text: str) -> Period | None:
    """The first period or date in a text; None if there is none.

    A single date is both start and end: a job of "Summer 2022" began and ended then. "Since 2019" ends at "Present".
    """
    match = _RANGE.search(text)
    if match:
        return _period(text, match, match["start"], match["end"])
    match = _LIST.search(text)
    if match:
        # "Summer 2013, 2014" are two summers: the season holds for both years.
        return _period(text, match, match["first"], (match["season"] or "") + match["last"])
    match = _OPEN.search(text)
    if match:
        return _period(text, match, match["start"], "Present")
    match = _SINGLE.search(text)
    return _period(text, match, match["start"], match["start"]) if match else None


def _period(text: str, match: re.Match[str], start: str, end: str) -> Period:
    begin, stop = match.span()
    label = _LABEL.search(text[:begin])
    if label:
        begin = label.start()
    return Period(_tidy(start), _tidy(end), begin, stop)


def _tidy(date: str) -> str:
    tidy = re.sub(r"\s+", " ", date).strip(" ,")
    return "Present" if tidy.casefold() == "date" else tidy


def without_period(text: str) -> str:
    """The text without its period and the signs that set it apart."""
    period = find_period(text)
    if period is None:
        return text
    left = text[: period.begin].rstrip(" ,|•·–—-(:;")
    right = text[period.stop :].lstrip(" ,|•·–—-):;.")
    if left and right:
        return f"{left} | {right}"
    return left or right


def is_period(text: str) -> bool:
    """Whether the text is a period and hardly anything else (a duration in brackets may follow)."""
    if find_period(text) is None:
        return False
    rest = re.sub(
        r"\(?\s*\d+\s*\+?\s*(?:years?|yrs?|months?|mos?)\.?\s*\)?|[|,&]", "", without_period(text), flags=re.IGNORECASE
    )
    return not any(char.isalpha() for char in rest)

"""Telephone numbers of any country, as they are written."""

# ruff: noqa: RUF001
# Why: the dashes that numbers are written with.

from __future__ import annotations

import re
from functools import lru_cache

import phonenumbers

REGIONS = ("US", "GB", "DE", "FR", "IN", "AU", "ES", "IT", "NL", "BR", "MX", "JP", "KR", "PL", "SE", "ZA", "NG", "KE")
"""Countries whose ways of writing a number without the country's code are tried, in this order."""
DIGITS = range(7, 16)
"""How many digits a number has (ITU-T E.164: at most 15)."""

_OTHER_NUMBERS = re.compile(
    r"(?<!\w)(?:(?:tele)?fax|telefax|licen[cs]e|licencia|passport|pin|id|registration|reg|cpf|rg|dni|nie|nif|ssn|npi|vat"
    r"|steuer-?id|personalausweis|matrikel|enrol|student|salary|gehalt|salaire|salario)\w*\.?\s*(?:no\.?|nr\.?|number|n[º°]|#)?\s*:?\s*[A-Z]{0,2}[+(]?\d[\d\s()./–-]*",
    re.IGNORECASE,
)
_POSTAL_CODE = re.compile(
    r"(?<![\d+()/.-])(?<![\d)]\s)(?:(?:[A-Z]{1,2}-|CEP:?\s*)?(?:\d{4,6}|\d{5}-\d{3}|\d{4}-\d{3}|\d{2}-\d{3}|\d{3}\s\d{2})"
    r"\s+(?=[^\W\d_a-z][^\W\d_]{2})|CEP:?\s*\d{5}-?\d{3})"
    r"|(?<=\b[A-Z]{2}\s)\d{5}(?:-\d{4})?\b(?!\d)"
)
"""A postal code, before its town or behind its state: no part of the number that follows."""
_APART = re.compile(
    r"\s*[|•·♦◆⋅⋄◇∙;]\s*|\s+\*+\s+|\s{2,}|,\s|(?<!\w)[^\W\d_]\s*:|(?<![^\W\d_])(?!(?:ext|extn|extension|x|poste|dw)\b)[^\W\d_]{2,}[.:]?"
)
"""What no number goes on behind: a separator, a word."""
_HALVES = re.compile(r"\s+[/–—-]\s+|\s*/\s*")
_DIAL = re.compile(r"(?<![\w])[+(]?\(?\d[\d\s()./\-–]*\d")
_INTERNATIONAL = re.compile(r"(?:\+|00)[\d\s()./\-–]+")
_BOX = re.compile(
    r"(?<!\w)(?:p\.?\s?o\.?\s*box|post(?:fach|bus)|private\s+bag|b\.?\s?p\.|apartado|casella\s+postale|c(?:ai)?x\w*\.?\s+postal)"
    r"\s*[:.]?\s*\d[\d-]*",
    re.IGNORECASE,
)
"""The number of a box at a post office, with the code of the office behind a dash: "P.O. Box 118-20200"."""
_DEPARTMENT = re.compile(r"(?<=[^\W\d_]{3}\s)\((?:\d{2}|2[AB]|97\d)\)(?=\s*[–—|•·,-]\s*(?:0\d|\+))")
"""Where in France a town lies: "Quimper (29) – 06 ..."."""
_CLOCK = re.compile(r"\d{1,2}:\d\d|\d{1,2}/\d{1,2}/\d\d")
_YEAR = r"(?:\d{1,2}[/.])?(?:19|20)\d\d"
_YEARS = re.compile(rf"{_YEAR}(?:\s*[-–/ ]\s*{_YEAR})+|(?:19|20)\d\d/\d+|\d{{5}}-\d{{3}}")
"""Years, a law's number, a postal code of Brazil."""
_DATE = re.compile(r"\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d")
_MAX_CHARS = 80
_SURE_DIGITS = 9


def is_strong(number: str) -> bool:
    """Whether a number is surely one: a shorter one without a country's code may be any other number."""
    return number.startswith(("+", "00")) or _digits(number) >= _SURE_DIGITS


def may_be_number(text: str) -> bool:
    """Whether a text begins as a number does: asked first, for all lines of a page."""
    return text[:1].isdigit() or text.startswith(("+", "("))


@lru_cache(maxsize=1024)
def phone_in(text: str) -> str | None:
    """The first number in a text without web addresses. Possible ones count too: examples are seldom in service."""
    if _digits(text) < DIGITS.start:
        return None
    for piece in _APART.split(_without_others(text)):
        for part in (piece, *_HALVES.split(piece)):
            number = _number(part.strip(" ,–—-/[]"))
            if number:
                return number
    return None


def _without_others(text: str) -> str:
    """The text with a bar in the place of each number that is no telephone's."""
    for pattern in (_OTHER_NUMBERS, _BOX, _DEPARTMENT, _POSTAL_CODE):
        text = pattern.sub(" | ", text)
    return text


def _number(piece: str) -> str | None:
    if _digits(piece) not in DIGITS or len(piece) > _MAX_CHARS or _CLOCK.search(piece) or _YEARS.fullmatch(piece):
        return None
    for region in REGIONS:
        matcher = phonenumbers.PhoneNumberMatcher(piece, region, leniency=phonenumbers.Leniency.POSSIBLE)
        match = next(iter(matcher), None)
        if match is not None and _is_phone(match.raw_string, piece):
            return _whole_number(str(match.raw_string).strip(), piece)
    abroad = _INTERNATIONAL.fullmatch(piece)
    return piece if abroad and _is_phone(piece, piece) else None


def _whole_number(number: str, text: str) -> str:
    """The number with what was left of it: another country's matcher may have begun after the area's code."""
    runs = (run[0] for run in _DIAL.finditer(text) if number in run[0])
    whole = next(runs, number).strip()
    return whole if _digits(whole) in DIGITS else number


def _is_phone(number: str, text: str) -> bool:
    bare = number.strip(" ()")
    whole = _digits(number) >= _digits(text) - 4
    return _digits(number) in DIGITS and whole and not (_YEARS.fullmatch(bare) or _DATE.fullmatch(bare))


def _digits(text: str) -> int:
    return sum(map(str.isdigit, text))

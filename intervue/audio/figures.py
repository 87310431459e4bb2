# ruff: noqa: RUF001 - ranges are written with every kind of dash
"""Numbers as words, as an American interviewer says them: years, ranges, money, percent, times, versions, units."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from num2words import num2words

if TYPE_CHECKING:
    from collections.abc import Callable

_MOST_DIGITS = 15
"""Longer numbers are read digit by digit: nobody follows quintillions."""
_DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_MULTIPLES = {"k": "thousand", "K": "thousand", "M": "million", "mn": "million", "B": "billion", "bn": "billion"}
_CURRENCIES = {
    "$": ("dollar", "dollars", "cents"), "€": ("euro", "euros", "cents"), "£": ("pound", "pounds", "pence"),
    "¥": ("yen", "yen", ""), "₹": ("rupee", "rupees", "paise"), "USD": ("dollar", "dollars", "cents"),
    "EUR": ("euro", "euros", "cents"), "GBP": ("pound", "pounds", "pence"), "CHF": ("Swiss franc", "Swiss francs", ""),
}  # fmt: skip
_UNITS = {
    "ns": "nanosecond", "μs": "microsecond", "us": "microsecond", "ms": "millisecond", "s": "second", "sec": "second",
    "secs": "second", "min": "minute", "mins": "minute", "h": "hour", "hr": "hour", "hrs": "hour", "yr": "year",
    "yrs": "year", "mo": "month", "wk": "week", "wks": "week", "kB": "kilobyte", "KB": "kilobyte",
    "MB": "megabyte", "GB": "gigabyte", "TB": "terabyte", "PB": "petabyte", "KiB": "kibibyte", "MiB": "mebibyte",
    "GiB": "gibibyte", "TiB": "tebibyte", "Kbps": "kilobit per second", "kbps": "kilobit per second",
    "Mbps": "megabit per second", "Gbps": "gigabit per second", "rps": "request per second",
    "RPS": "request per second", "qps": "query per second", "QPS": "query per second", "fps": "frame per second",
    "FPS": "frame per second", "mm": "millimeter", "cm": "centimeter", "km": "kilometer", "mg": "milligram",
    "kg": "kilogram", "g": "gram", "ml": "milliliter", "mL": "milliliter", "px": "pixel", "lb": "pound", "lbs": "pound",
    "ft": "foot",
}  # fmt: skip
_PLAIN_UNITS = {"Hz": "hertz", "kHz": "kilohertz", "MHz": "megahertz", "GHz": "gigahertz", "x": "times", "X": "times"}
_VERSIONED = (
    "Android|Ansible|Bootstrap|CUDA|Debian|Docker|Elasticsearch|Flask|Go|Gradle|HTTP|Kafka|Kotlin|Laravel|Linux|"
    "MongoDB|MySQL|NumPy|OpenSSL|Perl|PyTorch|Rails|React|Redis|Rust|Scala|Spark|Spring|Swift|TLS|TensorFlow|"
    "Terraform|Ubuntu|Unity|Vue|Webpack|iOS|"
    "(?i:python|java|php|ruby|django|angular|kubernetes|postgres|postgresql|typescript|node|version|release|v)"
)

_N = r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?"
"""A number with thousands separators or decimals."""
_START = r"(?<![\w.,])(?<![0-9]-)"
_END = r"(?![\w])(?![.,][0-9])"
_MONTH_NAMES = "|".join(_MONTHS)
_SHORT_MONTHS = {name[:3]: name for name in _MONTHS if name != "May"} | {"Sept": "September"}


@lru_cache(maxsize=4_096)
def integer(value: int) -> str:
    """230 -> "two hundred thirty"."""
    return str(num2words(value)).replace(",", "").replace(" and ", " ")


@lru_cache(maxsize=4_096)
def ordinal(value: int) -> str:
    """21 -> "twenty-first"."""
    return str(num2words(value, to="ordinal")).replace(",", "").replace(" and ", " ")


@lru_cache(maxsize=4_096)
def year(value: int) -> str:
    """1999 -> "nineteen ninety-nine", 2005 -> "two thousand five"."""
    return str(num2words(value, to="year")).replace(" and ", " ").replace("oh-", "oh ")


def digits(text: str) -> str:
    """Digit by digit; other characters are left out."""
    return " ".join(_DIGITS[int(character)] for character in text if character.isascii() and character.isdigit())


def number(text: str) -> str:
    """A number as written, with thousands separators and decimals: "1,250.50"."""
    whole, _, decimals = text.replace(",", "").partition(".")
    if len(whole) > _MOST_DIGITS or (len(whole) > 1 and whole.startswith("0")):
        said = digits(whole)
    else:
        said = integer(int(whole or "0"))
    return f"{said} point {digits(decimals)}" if decimals else said


def _is_year(text: str) -> bool:
    return len(text) == 4 and text.isdigit() and 1100 <= int(text) < 2100  # noqa: PLR2004 - what is said as a year


def _number_or_year(text: str) -> str:
    return year(int(text)) if _is_year(text) else number(text)


def _dotted(text: str) -> str:
    return " point ".join(number(part) for part in text.split("."))


def _date(found: re.Match[str]) -> str:
    month, day = int(found["m"]), int(found["d"])
    if not (1 <= month <= 12 and 1 <= day <= 31):  # noqa: PLR2004 - the calendar
        return found[0]
    return f"{_MONTHS[month - 1]} {ordinal(day)}, {year(int(found['y']))}"


def _day_of_month(found: re.Match[str]) -> str:
    day = int(found["d"])
    return f"{found['m']} {ordinal(day)}" if 1 <= day <= 31 else f"{found['m']} {found['d']}"  # noqa: PLR2004


def _clock(found: re.Match[str]) -> str:
    hour, minute = int(found["h"]), int(found["min"] or 0)
    half = f" {found['half'].upper()}.M" if found["half"] else ""
    if found["min"] is None or (minute == 0 and half):
        return f"{integer(hour)}{half}"
    if minute == 0:
        return f"{integer(hour)} o'clock" if hour <= 12 else f"{integer(hour)} hundred"  # noqa: PLR2004
    return f"{integer(hour)} {'oh ' if minute < 10 else ''}{integer(minute)}{half}"  # noqa: PLR2004


def _fraction(found: re.Match[str]) -> str:
    part, whole = found["part"], found["whole"]
    names = {"2": "half", "3": "third", "4": "quarter"}
    if whole in names and part.isdigit() and 0 < int(part) < int(whole):
        return f"{number(part)} {names[whole]}{'s' if part != '1' else ''}"
    return (
        f"{number(part)} out of {number(whole)}" if float(part) <= float(whole) else f"{number(part)} {number(whole)}"
    )


def _range(found: re.Match[str]) -> str:
    """Ends of a range as "a to b", in digits still: units and money are read in later steps."""
    first, last = found["a"], found["b"]
    money, unit = found["money"] or "", found["unit"] or ""
    start, end = (float(text.replace(",", "")) for text in (first, last))
    hours = max(start, end) <= 12  # noqa: PLR2004 - "9-5"
    if not (start < end or hours or unit or money or _is_year(first) or found["gap"]):
        return f"{money}{first} {last}"
    if money and not unit:
        return f"{first} to {found['money2'] or money}{last}"
    return f"{money}{first}{unit} to {found['money2'] or money}{last}"


def _describes(found: re.Match[str]) -> bool:
    """Whether the amount is an adjective: "a $5,000 bonus" is a five thousand dollar bonus."""
    return bool(re.search(r"\b[Aa]n?\s$", found.string[max(0, found.start() - 4) : found.start()])) and bool(
        re.match(r"[ -][a-z]", found.string[found.end() : found.end() + 2])
    )


def _money(found: re.Match[str]) -> str:
    one, many, hundredths = _CURRENCIES[found["sign"] or found["code"]]
    amount = found["n"] or found["n2"]
    factor = found["factor"] or found["factor2"]
    if _describes(found):
        many = one
    if factor:
        return f"{number(amount)} {_MULTIPLES.get(factor, factor)} {many}"
    whole, _, cents = amount.partition(".")
    unit = one if whole == "1" and not cents.strip("0") else many
    if len(cents) == 2 and hundredths:  # noqa: PLR2004 - two decimals are cents
        return f"{number(whole)} {unit}" + (f" and {integer(int(cents))} {hundredths}" if int(cents) else "")
    return f"{number(amount)} {unit}"


def _measure(found: re.Match[str]) -> str:
    amount, unit = found["n"], found["unit"]
    if unit in _PLAIN_UNITS:
        return f"{number(amount)} {_PLAIN_UNITS[unit]}"
    head, _, rest = _UNITS[unit].partition(" ")
    if amount != "1" and not _describes(found):
        head = {"foot": "feet", "query": "queries"}.get(head, head + "s")
    return f"{number(amount)} {head} {rest}".strip()


def _decade(found: re.Match[str]) -> str:
    full = found["century"] + found["decade"] if found["century"] else found["decade"]
    said = year(int(full)) if found["century"] else integer(int(full))
    return said[:-1] + "ies" if said.endswith("y") else said + "s"


_SHORT_NAMES = "|".join(_SHORT_MONTHS)
_FACTORS = "|".join(_MULTIPLES)
_UNIT_NAMES = "|".join(sorted((*_UNITS, *_PLAIN_UNITS), key=len, reverse=True))

_STEPS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (re.compile(rf"\b(?P<m>{_SHORT_NAMES})\b\.?(?=[ ][0-9])"), lambda f: _SHORT_MONTHS[f["m"]]),
    (re.compile(rf"{_START}(?P<y>[12][0-9]{{3}})-(?P<m>[0-9]{{2}})-(?P<d>[0-9]{{2}}){_END}"), _date),
    (
        re.compile(rf"{_START}(?P<m>0?[1-9]|1[0-2])/(?P<y>(?:19|20)[0-9]{{2}}){_END}"),
        lambda f: f"{_MONTHS[int(f['m']) - 1]} {year(int(f['y']))}",
    ),
    (re.compile(rf"\b(?P<m>{_MONTH_NAMES})[ ](?P<d>[0-9]{{1,2}})(?:st|nd|rd|th)?{_END}"), _day_of_month),
    (
        re.compile(
            rf"{_START}(?P<h>[01]?[0-9]|2[0-3]):(?P<min>[0-5][0-9])(?::[0-5][0-9])?"
            rf"(?:[ ]?(?P<half>[aApP])\.?[mM]\b)?(?![\w:])"
        ),
        _clock,
    ),
    (re.compile(rf"{_START}(?P<h>1[0-2]|[1-9])(?P<min>)?[ ]?(?P<half>[aApP])\.?[mM]\b"), _clock),
    (re.compile(rf"{_START}([0-9]+):([0-9]+){_END}"), lambda f: f"{f[1]} to {f[2]}"),
    (re.compile(rf"{_START}24/7{_END}"), lambda _: "twenty-four seven"),
    (re.compile(rf"{_START}(?P<part>[0-9]{{1,4}}(?:\.[0-9])?)/(?P<whole>[0-9]{{1,4}}){_END}"), _fraction),
    (
        re.compile(rf"(?<![\w.,-])(?:\+[0-9]{{1,3}}[ -]?)?\(?[0-9]{{3}}\)?[ -][0-9]{{3}}[ -][0-9]{{4}}{_END}"),
        lambda f: ", ".join(digits(group) for group in re.findall("[0-9]+", f[0])),
    ),
    (re.compile(rf"{_START}([0-9]{{3}})-([0-9]{{4}}){_END}"), lambda f: f"{digits(f[1])}, {digits(f[2])}"),
    (re.compile(r"(?<![\w.])(?:[Vv])?([0-9]+(?:\.[0-9]+){2,5})(?![\w])"), lambda f: _dotted(f[1])),
    (
        re.compile(rf"\b(?P<name>{_VERSIONED})[ ]?(?P<v>[0-9]+\.[0-9]+){_END}"),
        lambda f: f"{'version' if f['name'] in 'vV' else f['name']} {_dotted(f['v'])}",
    ),
    (re.compile(rf"(?<!\w)[vV]([0-9]+){_END}"), lambda f: f"version {number(f[1])}"),
    (
        re.compile(
            rf"{_START}(?P<money>[$€£])?(?P<a>{_N})(?P<unit>%|k|K|M|B)?(?P<gap>[ ])?[-–—](?(gap)[ ]|)"
            rf"(?P<money2>[$€£])?(?P<b>{_N})(?!-?[0-9])(?![.,][0-9])"
        ),
        _range,
    ),
    (
        re.compile(rf"{_START}((?:19|20)[0-9]{{2}})[ ]?[-–—][ ]?(?=(?i:present|now|today|current)\b)"),
        lambda f: f"{f[1]} to ",
    ),
    (
        re.compile(
            rf"(?P<sign>[$€£¥₹])[ ]?(?P<n>{_N})(?:[ ]?(?P<factor>{_FACTORS}|million|billion|thousand)\b)?"
            rf"|{_START}(?P<n2>{_N})(?:[ ]?(?P<factor2>{_FACTORS}))?[ ]?(?P<code>USD|EUR|GBP|CHF|€)(?!\w)"
        ),
        _money,
    ),
    (re.compile(rf"{_START}(?P<n>{_N})[ ]?%"), lambda f: f"{number(f['n'])} percent"),
    (re.compile(rf"{_START}(?P<n>{_N})(?P<k>k|K|M|mn|bn)(?!\w)"), lambda f: f"{number(f['n'])} {_MULTIPLES[f['k']]}"),
    (re.compile(r"(?<![\w.])(?P<century>1[1-9]|20)(?P<decade>[0-9]0)'?s\b"), _decade),
    (
        re.compile(r"(?:(?<=the[ ])|(?<=mid[ -])|(?<=late[ -])|(?<=early[ -])|')(?P<century>)(?P<decade>[2-9]0)'?s\b"),
        _decade,
    ),
    (re.compile(rf"{_START}(?P<n>{_N})[ -]?(?P<unit>{_UNIT_NAMES})(?![\w'])"), _measure),
    (re.compile(rf"{_START}([0-9]{{1,9}})(?:st|nd|rd|th)\b"), lambda f: ordinal(int(f[1]))),
    (re.compile(r"#[ ]?(?=[0-9])|\b(?:No|no|Nr)\.[ ]?(?=[0-9])"), lambda _: "number "),
    (re.compile(r"(?<=[A-Za-z])-?(?=[0-9])|(?<=[0-9])-?(?=[A-Za-z])"), lambda _: " "),
    (re.compile(rf"(?<![\w)]|[.,])[ ]?-(?P<n>{_N})(?![\w])"), lambda f: f" minus {number(f['n'])}"),
    (re.compile(rf"(?<![0-9.,])(?P<n>{_N})(?![0-9])"), lambda f: _number_or_year(f["n"])),
    (re.compile(r"[0-9]+"), lambda f: f" {number(f[0])} "),
)
"""Patterns and what they become, in order: each leaves what it does not read to the next."""


def say_figures(text: str) -> str:
    """Put every figure into words. The result holds no digits."""
    for pattern, said in _STEPS:
        text = pattern.sub(said, text)
    return text

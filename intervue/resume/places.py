"""Places as résumés write them: "Portland, OR", "Leeds, United Kingdom", "Remote"."""

# ruff: noqa: RUF001, SIM905
# Why: word lists are read as text; the dashes and quotes that resumes are written with.

from __future__ import annotations

import re

_MAX_CHARS = 150
_STATES = (
    "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA"
    " RI SC SD TN TX UT VT VA WA WV WI WY DC PR ON QC BC AB MB SK NS NB NL PE NSW VIC QLD TAS ACT UK USA UAE"
).split()
_NAMES = (
    "Alabama Alaska Arizona Arkansas California Colorado Connecticut Delaware Florida Georgia Hawaii Idaho Illinois"
    " Indiana Iowa Kansas Kentucky Louisiana Maine Maryland Massachusetts Michigan Minnesota Mississippi Missouri"
    " Montana Nebraska Nevada Ohio Oklahoma Oregon Pennsylvania Tennessee Texas Utah Vermont Virginia Washington"
    " Wisconsin Wyoming Ontario Quebec Alberta Manitoba Saskatchewan England Scotland Wales Ireland Germany Deutschland"
    " Austria Switzerland France Spain Portugal Italy Netherlands Belgium Luxembourg Denmark Sweden Norway Finland"
    " Iceland Poland Czechia Slovakia Hungary Romania Bulgaria Greece Croatia Serbia Slovenia Estonia Latvia Lithuania"
    " Ukraine Turkey Russia Israel Egypt Morocco Tunisia Nigeria Kenya Ghana Ethiopia India Pakistan Bangladesh Nepal"
    " China Japan Korea Taiwan Singapore Malaysia Indonesia Thailand Vietnam Philippines Australia Canada Mexico Brazil"
    " Argentina Chile Colombia Peru Uruguay Qatar Bahrain Kuwait Jordan Lebanon"
).split()
_LONG_NAMES = (
    "New York", "New Jersey", "New Mexico", "New Hampshire", "North Carolina", "South Carolina", "North Dakota",
    "South Dakota", "West Virginia", "Rhode Island", "British Columbia", "Nova Scotia", "United States",
    "United States of America", "United Kingdom", "Great Britain", "Northern Ireland", "New Zealand", "South Africa",
    "South Korea", "Hong Kong", "Saudi Arabia", "United Arab Emirates", "Sri Lanka", "Czech Republic", "Costa Rica",
    "Puerto Rico", "The Netherlands", "New South Wales",
)  # fmt: skip
_SHORT = "|".join((*_STATES, r"U\.S\.A?\.", r"U\.K\.", r"D\.C\."))
_REGION = rf"(?:(?:{_SHORT}|{'|'.join((*_LONG_NAMES, *_NAMES))})(?!\w))"
_CITY = (
    r"(?:St\.|Ft\.|Mt\.|[^\W\d_a-z][\w’'\-]*)"
    r"(?:\s(?:of|the|de|la|le|du|del|am|an|der|upon|on|[^\W\d_a-z][\w’'.\-]*)){0,4}"
)
_CODE = r"(?:\s+(?:\d{5}(?:-\d{4})?|[A-Z]\d[A-Z]\s?\d[A-Z]\d|[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}))?"
_WAYS = r"(?:on-?site|remote|hybrid|fully remote)"
_PLACE = re.compile(
    rf"(?:(?:\d{{4,5}}\s+)?{_CITY}{_CODE},\s*(?:{_CITY},\s*)?{_REGION}{_CODE}(?:,\s*{_REGION})?"
    rf"|(?i:{_WAYS})(?:,\s*{_REGION})?)(?:\s*[(/|]\s*(?i:{_WAYS})\s*\)?)?"
)
_STREET = re.compile(
    r"^(?:\d+[a-z]?\s+\S|(?:apt|apartment|suite|unit|flat|p\.?\s?o\.? box)\b|#\s?\d)"
    r"|\b(?:street|avenue|road|lane|drive|boulevard|blvd|stra(?:ss|ß)e|str\.|st\.?|ave\.?|rd\.?|ln\.?|way)(?:\s+\d+\w?)?$",
    re.IGNORECASE,
)
_TRAILING = re.compile(rf"\s*(?:,|\||[-–—(])\s*({_PLACE.pattern})\)?\s*$")


def is_place(text: str) -> bool:
    """Whether the text is a place and nothing else."""
    return len(text) <= _MAX_CHARS and _PLACE.fullmatch(text.strip(" ()")) is not None


def without_street(text: str) -> str:
    """An address without street and flat: "9 Elm St, Apt 4, Salem, OR" is "Salem, OR"."""
    parts = [part.strip() for part in text.split(",")]
    kept = [part for index, part in enumerate(parts) if index == len(parts) - 1 or not _STREET.search(part)]
    return ", ".join(kept)


def split_place(text: str) -> tuple[str, str | None]:
    """A trailing place cut off: "Acme, Pomona, CA" is "Acme" in "Pomona, CA"."""
    if len(text) > _MAX_CHARS:
        return text, None
    best: re.Match[str] | None = None
    # The city reaches as far left as it can ("Acme, New York, NY" has no "Acme" in it): take the shortest tail first.
    for start in reversed([m.start() for m in re.finditer(r"\s*(?:,|\||[-–—(])\s*", text)]):
        match = _TRAILING.match(text, start)
        if match:
            best = match
            break
    if best is None or not text[: best.start()].strip():
        return text, None
    return text[: best.start()].strip(), best[1].strip()

"""How plausible a text is as what it was taken for, from 0 to 1: by its words alone."""

# ruff: noqa: PLR2004, RUF001
# Why: the weights stand beside the evidence that they belong to; the dashes and quotes that resumes are written with.

from __future__ import annotations

import re

import phonenumbers

from intervue.resume.dates import find_period, is_period
from intervue.resume.degrees import is_degree
from intervue.resume.phones import REGIONS
from intervue.resume.places import is_place
from intervue.resume.vocabulary import is_school, title_score

LONG = frozenset({"summary", "description", "highlights"})
"""Fields of running text: that they go on over several lines is no doubt."""
EMAIL = re.compile(r"[^@\s]{1,64}@[\w-]+(?:\.[\w-]+)+")
LINKEDIN = re.compile(r"https?://(?:[\w-]+\.)?linkedin\.com/(?:in|pub|profile)/[^\s/]+", re.IGNORECASE)
_DEGREE = re.compile(
    r"\b(?:bachelor|master|doctor|associate|diplom|licen[cs]|magister|laurea|certific|abitur|bac|grado|m[áa]ster|maestr[íi]a|mestrado|ph\.?d"
    r"|b\.?\s?(?:a|s|sc|eng|ed|tech|com|ba|fa|sn)\b|m\.?\s?(?:a|s|sc|eng|ed|tech|ba|fa|ph|phil)\b|ll\.?[bm]|ged\b|hnd|gcse)",
    re.IGNORECASE,
)
_DANGLING = re.compile(
    r"(?:[-‐&,(/|]|\b(?:of|the|and|for|de|del|della|di|du|des|da|do|dos|van|von|der|den|zu|und|et|y|e))$", re.IGNORECASE
)
"""Ends of a text that goes on elsewhere."""
HEADS_A_PAGE = re.compile(r"\b(?:curriculum|vitae|r[ée]sum[ée]|lebenslauf|curr[íi]culo)\b", re.IGNORECASE)
DURATION = re.compile(r"^\(?\d+ (?:years?|yrs?|months?|mos?|Jahre?|Monate?|ans?|mois|a[ñn]os?|meses|mes|anni|mesi)\b")
_COLUMN = re.compile(
    r"institution|institute|period|field|course|degree|date|dates|year|title|position|company|organi[sz]ation|employer"
    r"|duration|qualification|school|university|name|location|zeitraum|firma|abschluss|schule|periodo|período|empresa"
    r"|puesto|título|entreprise|poste|diplôme|azienda|periodo|ruolo|functie|bedrijf|opleiding|periode",
    re.IGNORECASE,
)
"""What the columns of a table are called, and labels before a value."""
_SMALL_NAME = re.compile(r"\w{0,3}[A-Z]|(?:dm|de|van|von|la|le|les|el|al|the|d['’]|l['’])\b|[b-df-hj-np-tv-xz]{2,5}\b")
"""Names that begin with a small letter: iOS, dm-drogerie markt, von Berg & Partner."""
_PLURAL = re.compile(
    r"\b(?:Associates|Partners|Consultants|Builders|Architects|Engineers|Brothers|Sons)$", re.IGNORECASE
)
"""Employers are called so, though a single one would be a position."""
_STRAY_NUMBER = re.compile(r"^(?:[IVX]{1,4}|\d)\b")
MARKS = re.compile(r" [|•@] | — .* — ")
"""What lists and headlines have, and sentences hardly."""
_CUT_SHORT = re.compile(r"(?:,|\b(?:and|or|of|the|with|for|in|to|a|und|et|y|e|en))$", re.IGNORECASE)


def unspoiled(path: str, text: str) -> float:
    """Signs of a misreading in any field: characters without meaning, a word cut off, a date that is no field's."""
    if "\ufffd" in text:
        return 0.1
    if path in {"contact.email", "contact.phone", "contact.linkedin"}:
        return 1.0
    weight = 0.4 if _DANGLING.search(text) else 1.0
    if not LONG & set(path.split(".")):
        weight *= _unspoiled_name(path, text)
    if "date" in path:
        return weight
    if is_period(text):
        return 0.2
    inside = find_period(text)
    short = not LONG & set(path.split("."))
    if short and (is_period(f"{text} 2020") or is_period(f"2019 - {text}")):
        return 0.2  # a month, "present"
    return weight * (0.5 if inside is not None and (short or inside.begin == 0) else 1.0)


def _unspoiled_name(path: str, text: str) -> float:
    """The same for fields of a few words: a bracket cut in two, the name of a table's column, a beginning cut off."""
    if text.count("(") != text.count(")"):
        return 0.6
    if path.startswith("skills"):
        return 1.0
    if _COLUMN.fullmatch(text):
        return 0.3
    named = path.endswith((".title", ".company", ".institution")) or path.startswith("certifications")
    return 0.65 if named and (text[:1].islower() or text[:1] in ",;:/|)-–&") and not _SMALL_NAME.match(text) else 1.0


def looks_like_headline(text: str) -> bool:
    """Whether a few words, most of them with a capital, have no stop at their end: an employer, a place."""
    words = [word for word in text.split() if word[:1].isalpha()]
    few = 0 < len(words) <= 8 and not text.endswith((".", "!", "?", ":"))
    return few and sum(word[0].isupper() for word in words) > 0.6 * len(words)


def whole(text: str) -> float:
    """Text that begins or ends in the middle of a sentence was cut."""
    weight = 0.75 if text[:1].islower() else 1.0
    return weight * (0.6 if _CUT_SHORT.search(text) else 1.0)


def as_title(text: str) -> float:
    """A position's title."""
    return _by_score(title_score(text)) * _single(text, 1)


def as_company(text: str) -> float:
    """An employer."""
    score = 0 if _PLURAL.search(text) else -title_score(text)
    return _by_score(score) * _single(text, -1)


def _by_score(score: float) -> float:
    if score > 0:
        return 0.96
    return 0.88 if score == 0 else 0.55


def _single(text: str, sign: int) -> float:
    """A title that holds an employer, too, or the other way round."""
    first, _, rest = text.partition(",")
    if rest and is_place(rest.strip(" .")) and first:
        return 0.65
    if re.search(r"[a-z]{5,}\.$", text):
        return 0.65  # the end of a sentence
    parts = [title_score(part) * sign for part in re.split(r"\s*[,|@]\s*|\s[–—-]\s", text) if part]
    return 0.6 if len(parts) > 1 and min(parts) < 0 < max(parts) else 1.0


def as_institution(text: str) -> float:
    """A place of education."""
    weight = brief(text, 12, 0.96 if is_school(text) else 0.78)
    return weight * (0.6 if "," in text and _DEGREE.search(text) else 1.0)


def as_degree(text: str) -> float:
    """A degree, without its field."""
    weight = 0.96 if is_degree(text) else 0.93 if _DEGREE.search(text) else 0.72
    return weight * (0.65 if len(text.split()) > 8 or re.search(r",|\b(?:in|en|em)\b", text) else 1.0)


def as_field(text: str) -> float:
    """A field of study."""
    return brief(text, 6, 0.92) * (0.6 if _STRAY_NUMBER.match(text) else 1.0)


def brief(text: str, most: int, weight: float) -> float:
    """Fields of a few words."""
    words = len(text.split())
    return weight if words <= most and not text.endswith((".", ":", ",")) else weight * 0.6


def as_skill(text: str) -> float:
    """One skill."""
    words = len(text.split())
    if words > 6 or text.endswith((".", ":")):
        return 0.5
    return 0.95 if words <= 4 else 0.75


def as_phone(text: str) -> float:
    """A telephone number, of any country."""
    if sum(char.isdigit() for char in text) < 7:
        return 0.1
    for region in (None, *REGIONS):
        try:
            number = phonenumbers.parse(text, region)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(number):
            return 0.98
        if phonenumbers.is_possible_number(number):
            return 0.95
    return 0.7

"""Positions told in sentences: "Working as Accountant in Elm Textiles Pvt. Ltd., Jaipur from April 2019 to date"."""

# ruff: noqa: RUF001
# Why: the quotes that resumes are written with.

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from intervue.resume.dates import find_period
from intervue.resume.vocabulary import title_score

_NOW = (
    r"(?:(?:i|i['’]m|am|was|have|has|been|presently|currently|previously|formerly|earlier|later|now|at\s+present|since\s+then"
    r"|ich|bin|war|habe|aktuell|derzeit|zurzeit|momentan|zuvor|seither|zuletzt"
    r"|je|j['’]ai|suis|actuellement|pr[ée]c[ée]demment|auparavant|he|estoy|actualmente|anteriormente|previamente"
    r"|eu|atualmente|estou|ho|sono|stato|stata|attualmente|precedentemente|ik|ben|heb|momenteel|thans|eerder)\s+)*"
)
_WORKED = (
    r"(?:working|worked|work|employed|served|serving|engaged|appointed|hired|placed|deputed|posted|joined"
    r"|(?:\d+(?:\.\d+)?\+?|one|two|three|four|five|six)\s+(?:years?|yrs?|months?)(?:['’]|\s+of)?(?:\s+(?:work(?:ing)?|job))?\s+experience"
    r"|(?:work(?:ing)?\s+)?experience|(?:\w+jährige\s+)?tätigkeit|tätig|beschäftigt|beschäftigung|angestellt|anstellung"
    r"|arbeitete?|gearbeitet|eingesetzt|travaille|travaillé|travail|employée?|engagée?|exerce|exercé"
    r"|trabajo|trabajé|trabajando|trabajado|trabajaba|(?:me\s+)?desempeñ(?:o|é|ado|ando)|laboro|laboré|laborando|contratad[oa]"
    r"|trabalho|trabalhei|trabalhando|trabalhado|atuo|atuei|atuando|atuação|lavoro|lavorato|lavorando|impiegat[oa]|assunt[oa]"
    r"|occupat[oa]|werk|werkte|werkend|werkzaam|gewerkt|aangesteld)"
)
_AS = (
    r"(?:as|als|comme|en\s+tant\s+que|en\s+qualité\s+d(?:e|['’])|como|"
    r"en\s+calidad\s+de|na\s+qualidade\s+de|come|in\s+qualità\s+di)"
)
_ARTICLE = r"(?:(?:an?|the|eine?|einen|une?|un['’]|uno?|una|uma?|een)\s+)?"
_SURELY_AT = (
    r"at|@|with|bei(?:\s+(?:der|dem))?|beim|chez|auprès\s+d[eu]|presso(?:\s+(?:la|il|lo))?|bij|"
    r"hos|para|na\s+empresa|en\s+la\s+empresa"
)
_MAYBE_AT = r"in|for|by|für|im|in\s+der|à(?:\s+la)?|au|aux|dans|pour|en|con|na|no|em|per|alla|al|voor|under"
_NAME = r"(?:(?:the|der|die|das|la|le|el|il|lo|de|het)\s+|l['’]|M/[sS]\.?\s*)?(?=[^\W_a-zß-öø-ÿ])(?P<employer>.+)"
_TITLE = r"(?P<title>\S.*?)"
_TOLD = tuple(
    re.compile(rf"{_NOW}{_WORKED}\s+{_NOW}{_AS}\s+{_ARTICLE}{_TITLE}\s+(?:{at})\s+(?-i:{_NAME})", re.IGNORECASE)
    for at in (_SURELY_AT, _MAYBE_AT)
)
_EMPLOYER_FIRST = re.compile(
    rf"(?P<verb>{_NOW}(?:{_WORKED}|associated)\s+)?(?:(?:{_SURELY_AT}|{_MAYBE_AT})\s+)?(?!{_WORKED}\b)(?-i:{_NAME})\s+{_AS}"
    rf"\s+{_ARTICLE}(?P<title>[^,;]+?)(?:\s+{_WORKED})?",
    re.IGNORECASE,
)
_LASTS = re.compile(
    r"[\s,]+(?:for|during|während|pendant|durante|per|gedurende)\s+(?:(?:a\s+period\s+of|over|about|the\s+last|more\s+than)\s+)?"
    r"(?:\d[\d.]*\+?|[^\W\d_]+)\s+(?:years?|yrs?|months?|weeks?|jahren?|monaten?|ans|mois|años|meses|anos|anni|mesi|jaar|maanden)\.?$",
    re.IGNORECASE,
)
"""How long a position took, at the end of the sentence."""
_MOST_TITLE_WORDS, _MOST_EMPLOYER_WORDS = 8, 12
_SURE, _LIKELY = 2.0, 0.3
"""What a title scores at least, alone and where the sentence begins with its verb."""
_MOST_CHARS = 240
"""A longer text is no sentence that names a position alone."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a sentence says of a position; `rest` is what stands behind the period."""

    title: str
    employer: str
    rest: str


@lru_cache(maxsize=1024)
def told_in(text: str) -> Told | None:
    """Title and employer, with the town, of a sentence that tells a position; None if the text is no such sentence."""
    if len(text) > _MOST_CHARS:
        return None
    period = find_period(text)
    before, after = (text[: period.begin], text[period.stop :]) if period else (text, "")
    before, after = (part.strip(" ,;:()|-\u2013\u2014") for part in (before, after))
    said, rest = (before, after) if before else (after, "")
    said = _LASTS.sub("", said)
    for match in (pattern.fullmatch(said) for pattern in _TOLD):
        if match and _is_title(match["title"]) and len(match["employer"].split()) <= _MOST_EMPLOYER_WORDS:
            return Told(match["title"], match["employer"].strip(), rest.strip(" ."))
    match = _EMPLOYER_FIRST.fullmatch(said)
    if match is None or not (match["verb"] or period) or title_score(match["employer"]) > 0:
        return None
    named = (
        title_score(match["title"]) >= (_SURE if not match["verb"] else _LIKELY)
        and len(match["employer"].split()) <= _MOST_EMPLOYER_WORDS
    )
    return Told(match["title"].rstrip(" ."), match["employer"].strip(), rest.strip(" .")) if named else None


def _is_title(text: str) -> bool:
    return len(text.split()) <= _MOST_TITLE_WORDS and title_score(text) > 0

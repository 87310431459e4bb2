"""Rows of an education section as tokens: degree with field, school, date, or something else."""

# ruff: noqa: PLR2004, RUF001, SIM905
# Why: thresholds in points or words stand where they are used; word lists are read as text; the dashes and quotes that
# resumes are written with.

from __future__ import annotations

import re
from enum import Enum, auto
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from intervue.resume.dates import find_period, is_period, without_period
from intervue.resume.degrees import find_degree, split_degree
from intervue.resume.lines import join, split_bullet, without_icons
from intervue.resume.outline import Part, is_prose, outline
from intervue.resume.places import is_place, split_place
from intervue.resume.vocabulary import is_school

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from intervue.resume.layout import Row
    from intervue.resume.lines import Line

_TRIM = " ,|;:–—-•·"
_MAX_ROWS = 400
_PIECES = re.compile(r"\s*[|•·●▪]\s*|\s+[–—]\s+|\s+-\s+|\s{2,}|;\s+")
_MAX_PARTS = 24
"""Of one line that commas part: no course of study has more."""
_COMMAS = re.compile(r",\s+(?![^(]*\))")
_AT = re.compile(r"\s+(?:at|@|from|presso|bei|an\s+der|am)\s+(?=\S)")
_NOISE = re.compile(
    r"\(?\b(?:c?gpa|grade|score|wam|gwa|marks?|note|abschlussnote|notendurchschnitt|promedio|nota(?:\s+final)?|votazione|voto|media|average|percentage|moyenne)\b\s*(?:average\s*)?(?:[:=]|of|\d|-|–|di|von).*$"
    r"|\b\d(?:[.,]\d+)?\s*(?:/\s*\d+(?:[.,]\d+)?)?\s*(?:c?gpa)\b\)?|\(?\b\d{2,3}(?:/|\s+su\s+)1[01]0(?:\s+(?:e|con|cum)\s+lode)?\)?|\b\d{2}(?:\.\d+)?\s?%"
    r"|\(?\b(?:(?:magna|summa|maxima)\s+)?cum\s+laude\b\)?"
    r"|\(?\b(?:with\s+)?(?:first|upper|lower|second|third|1st|2nd)[- ](?:class|division|upper|lower)"
    r"\b(?:\s+(?:upper|lower|division|hon\w+|degree))*\)?"
    r"|\(?\b(?:with|mit|con|avec|com|met)\s+(?:high(?:est)?\s+|great\s+)?(?:hon\w+|distinction|merit|auszeichnung|lode|distinción|honores|distinção|mention\s+\w+)\)?"
    r"|\(?\bmention\s+(?:très\s+bien|bien|assez\s+bien|passable)\)?|\bdean['’]s\s+list\b|\bvaledictorian\b|\b2[.:][12](?:\s+hon\w+)?\b"
    r"|\b(?:expected|anticipated|graduated|graduation|graduating|completed|conferred|awarded|in\s+progress|ongoing|voraussichtlich|en\s+cours|em\s+curso|en\s+curso|in\s+corso|abgeschlossen)\b:?",
    re.IGNORECASE,
)
_LABELS = re.compile(
    r"^(?P<degree>degree|qualification|title\s+of\s+qualification(?:\s+awarded)?|award|abschluss|dipl[ôo]me|t[íi]tulo|titolo(?:\s+di\s+studio)?|opleiding)\s*:\s*"
    r"|^(?P<subject>field(?:\s+of\s+study)?|major|concentration|speciali[sz]ation|subjects?|course|fach(?:richtung)?|studiengang|especialidad|área|indirizzo)\s*:\s*"
    r"|^(?P<school>institution|school|university|college|hochschule|universität|schule|établissement|institución|instituição|istituto|università|instelling|organi[sz]ation)\s*:\s*"
    r"|^(?P<date>dates?|graduat\w+|years?|period|abschlussjahr|zeitraum|année|año|ano|data|datum)\s*:\s*",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"^(?:(?:relevant\s+)?(?:course\s?work|courses|modules|subjects)|thesis|dissertation|honou?rs|awards?|activities|focus|minors?|ph\.?d\.?\s+thesis|abschlussarbeit"
    r"|schwerpunkte?|thema|mémoire|tesis|tese|tesi|scriptie|distinction|merit|scholarship|gpa|first|supervisor|advisor|location|ort|thesis\s+on)\b",
    re.IGNORECASE,
)
_SHORTENED = frozenset(
    "univ inst sch tech coll eng sc ed hons dept st math phys bus admin mgmt adm pharm des arch".split()
)
_OPEN_END = re.compile(
    r"(?:[,(&/]|(?<!\s)-|\b(?:of|the|and|for|in|de|del|della|degli|di|du|des|la|le|les|el|do|da|dos|das|e|et|y|und|für|der|des|van|voor|en|d['’]|i|w|at))$",
    re.IGNORECASE,
)
_WITH_TOWN = re.compile(
    r"(?:^|,\s)(?:(?:The\s+)?University\s+of\s+(?:California|Michigan|Texas|Wisconsin|Minnesota|Illinois|Massachusetts|North\s+Carolina"
    r"|Colorado|Maryland|Nevada|Missouri|Tennessee|Hawai\S+|Alaska)|California\s+State\s+University|State\s+University\s+of\s+New\s+York"
    r"|Indian\s+Institute\s+of\s+\w+|National\s+Institute\s+of\s+Technology|IIT|IIM|NIT|SUNY|CUNY|Texas\s+A&M(?:\s+University)?)$",
    re.IGNORECASE,
)
"""Schools that are told apart by their town."""
_SCHOOL_AT_END = re.compile(
    r"(?:\b(?:university|college|school|institute|academy|polytechnic|gymnasium)$|\b(?:universi\w+|schools?|colleges?|institutes?|academy|faculty|hochschule|gymnasium|lyc[ée]e|liceo|instituto|istituto|faculdade|[ée]cole|escuela|escola)\s+(?:of|de|di|du|degli|del|für|am|do|d['’]|[A-ZÉ]\w+$))",
    re.IGNORECASE,
)


class What(Enum):
    """What a token is."""

    DEGREE = auto()
    SCHOOL = auto()
    DATE = auto()
    OTHER = auto()


class Token(NamedTuple):
    """A part of a row. `subject` is the field beside a degree; `look`: bold, italic, size, indent of its row."""

    what: What
    text: str
    subject: str | None
    look: tuple[bool, bool, int, int]


def tokens_of(rows: Sequence[Row], right: float) -> Iterator[list[Token]]:
    """The tokens of each row that has any; lines that were wrapped are one row."""
    for row, texts in _unwrapped(_headlines(rows[:_MAX_ROWS]), right):
        cell = row.cells[-1] if len(row.cells) > 1 and is_period(row.texts[0]) else row.cells[0]
        look = (cell.bold, cell.italic, round(cell.size), round(cell.box.x0 / 6))
        tokens = [
            Token(what, text, subject, look) for cell_text in texts for what, text, subject in _of_cell(cell_text)
        ]
        if tokens:
            yield tokens


def _headlines(rows: Sequence[Row]) -> list[Row]:
    """The rows that tell of studies: not what is listed below them, unless the studies themselves are a list."""
    items = outline(rows)
    plain = [item.row for item in items if item.part in {Part.DATED, Part.PLAIN, Part.PROSE}]
    degrees, schools = any(_begins_degree(row.text) for row in plain), any(is_school(row.text) for row in plain)
    kept: list[Row] = []
    for item in items:
        text = split_bullet(item.row.text)[1]
        bullet = item.part is Part.BULLET and (
            not plain or (not degrees and _begins_degree(text)) or (not schools and is_school(text)) or is_period(text)
        )
        wrapped = item.part is Part.MORE and kept and kept[-1].is_bullet and not is_prose(item.row.text)
        if bullet or wrapped or item.part in {Part.DATED, Part.PLAIN, Part.PROSE}:
            kept.append(item.row)
    return kept


def _begins_degree(text: str) -> bool:
    return any((found := find_degree(part)) is not None and found.begin == 0 for part in re.split(r"\s{2,}|:\s", text))


def _unwrapped(rows: Sequence[Row], right: float) -> list[tuple[Row, list[str]]]:
    """Rows with their cells' texts, a line that goes on in the next row joined with it."""
    right = max(right, max((row.box.x1 for row in rows), default=0.0))
    gaps = [two.box.y0 - one.box.y1 for one, two in pairwise(rows) if two.page == one.page and two.box.y0 > one.box.y0]
    tight = 1.15 * min(gaps, default=0.0)
    whole: list[tuple[Row, list[str]]] = []
    last: Row | None = None
    for row in rows:
        cells = [] if last is None else [cell for cell in last.cells if not is_period(cell.text)]
        at = len(whole[-1][1]) - 1 if whole else 0
        while at > 0 and is_period(whole[-1][1][at]):
            at -= 1
        if whole and last is not None and cells and _goes_on(whole[-1][1][at], (last, cells[-1]), row, (right, tight)):
            whole[-1][1][at] = join(whole[-1][1][at], row.text)
        else:
            whole.append((row, [split_bullet(text)[1] for text in row.texts]))
        last = row
    return whole


def _goes_on(text: str, above: tuple[Row, Line], row: Row, limits: tuple[float, float]) -> bool:
    """Whether a row is the rest of the text above, which may have a date to the right of it."""
    last, one = above
    two = row.cells[0]
    right, tight = limits
    same = one.bold == two.bold and one.italic == two.italic and abs(one.size - two.size) < 0.3
    near = row.page == last.page and -2 < row.box.y0 - last.box.y1 < max(
        0.75 * row.box.height, min(tight, row.box.height)
    )
    if not (same and near) or len(row.cells) > 1 or row.is_bullet or find_period(text) is not None:
        return False
    if (
        is_period(row.text)
        or _begins_degree(row.text)
        or _ASIDE.match(row.text)
        or is_prose(text)
        or _LABELS.match(row.text)
    ):
        return False
    small = row.text[:1].islower() and len(row.text.split()) <= 4
    if _OPEN_END.search(text) or text.count("(") > text.count(")") or small:
        return True
    word = row.text.split(" ", maxsplit=1)[0]
    width = (two.box.x1 - two.box.x0) * (len(word) + 1) / max(len(two.text), 1)
    stop = min([right, *(cell.box.x0 for cell in last.cells if cell.box.x0 > one.box.x1)])
    # The longest line of all tells nothing about where lines end.
    full = one.box.x1 + 1 < stop < one.box.x1 + width and abs(two.box.x0 - one.box.x0) < 2
    return full and not is_school(row.text) and not is_place(row.text) and find_degree(row.text) is None


def _of_cell(text: str) -> Iterator[tuple[What, str, str | None]]:
    """What one cell tells."""
    text = without_icons(text).lstrip("-–* ")
    label = _LABELS.match(text)
    if label is None and _ASIDE.match(text) and not _begins_degree(text):
        return
    bare = text[label.end() :] if label else text
    degree = find_degree(bare)
    if (
        is_prose(bare)
        and (degree is None or degree.begin > 0)
        and find_period(bare[:30]) is None
        and not is_school(bare)
    ):
        return
    period = find_period(bare)
    if period is not None:
        yield What.DATE, period.end or period.start, None
        bare = without_period(bare)
    bare = re.sub(r"\s{2,}(?=(?:in|en|em|im)\s)", " ", _NOISE.sub("", bare))
    if label and label.lastgroup != "date":
        yield from _labelled(label.lastgroup or "", bare)
        return
    for piece in _PIECES.split(bare):
        clean = _tidy(piece)
        if clean and not is_place(clean) and any(map(str.isalpha, clean)):
            yield from _divided(clean)


def _labelled(kind: str, text: str) -> Iterator[tuple[What, str, str | None]]:
    bare = _tidy(text)
    if not bare:
        return
    if kind == "degree":
        yield What.DEGREE, *split_degree(bare)
    elif kind == "school":
        yield What.SCHOOL, bare, None
    else:
        yield What.OTHER, bare, None


def _tidy(text: str) -> str:
    """Without a place after it, a note in brackets and a stop at its end."""
    bare = re.sub(r"\(\s*[,;]?\s*\)", "", text).strip(_TRIM)
    bare = re.sub(r"\s*\((?=[^)]*(?:\d|\s[a-z]))[^)]{12,}\)?$", "", bare)
    bare = re.sub(r"\s*\(minor[^)]*\)", "", bare, flags=re.IGNORECASE)
    school, place = split_place(bare)
    if place is None or "," in place or not _WITH_TOWN.search(school):
        bare = school.strip(_TRIM)
    if bare.startswith("(") and bare.endswith(")"):
        bare = bare[1:-1]
    if bare.endswith(".") and "." not in (last := bare.split()[-1][:-1]) and last.casefold() not in _SHORTENED:
        bare = bare[:-1]
    return bare


def _is_degree(text: str) -> bool:
    found = find_degree(text)
    if found is None or found.begin == 0:
        return found is not None
    return not is_school(text[: found.begin]) and not text[found.begin :].casefold().startswith("minor")


def _divided(text: str) -> Iterator[tuple[What, str, str | None]]:
    """Degree, field and school in one text, parted by commas."""
    parts = [part for whole in _COMMAS.split(text) for part in _at_school(whole) if part.strip(_TRIM)][:_MAX_PARTS]
    if not any(_is_degree(part) or is_school(part) for part in parts):
        yield What.OTHER, text, None
        return
    index = 0
    before: list[str] = []
    while index < len(parts):
        part = parts[index]
        following = index + 1
        if _is_degree(part):
            degree, subject = split_degree(part)
            if following < len(parts) and re.match(r"bachelor of (?:surgery|law)", parts[following], re.IGNORECASE):
                degree, subject = split_degree(f"{part}, {parts[following]}")
                degree, subject, following = f"{degree}, {parts[following]}", None, following + 1
            listed = ":" in part or any(is_school(later) and not _is_degree(later) for later in parts[following:])
            while following < len(parts) and _is_subject(parts[following]) and (subject is None or listed):
                subject = f"{subject}, {parts[following]}" if subject else parts[following]
                following += 1
            yield What.DEGREE, degree, subject or (", ".join(before) or None)
            before = []
        elif is_school(part):
            for other in before:
                yield What.OTHER, other, None
            before = []
            names = [part]
            while following < len(parts) and _belongs_to_school(names, parts[following]):
                names.append(parts[following])
                following += 1
            yield What.SCHOOL, ", ".join(names), None
            while (
                following < len(parts)
                and not (_is_degree(parts[following]) or is_school(parts[following]))
                and not any(_is_degree(later) for later in parts[following:])
            ):
                following += 1
        else:
            before.append(part)
        index = following
    for other in before:
        yield What.OTHER, other, None


def _is_subject(text: str) -> bool:
    return not (_is_degree(text) or is_school(text) or is_place(text) or _ASIDE.match(text))


def _belongs_to_school(names: Sequence[str], text: str) -> bool:
    if _is_degree(text):
        return False
    return is_school(text) or (len(names) == 1 and _WITH_TOWN.match(names[0]) is not None and len(text.split()) <= 3)


def _at_school(text: str) -> list[str]:
    """A degree and a school as two: "BSc Nursing at University of Leeds" and "Abitur Gymnasium am Park"."""
    pieces = _AT.split(text, maxsplit=1)
    if len(pieces) == 2 and _is_degree(pieces[0]) and is_school(pieces[1]):
        return pieces
    found = find_degree(text)
    if found is not None and found.begin == 0 and not re.match(r"\s+(?:in|en|em|of)\s", text[found.stop :]):
        rest = text[found.stop :].strip(_TRIM)
        if rest and _SCHOOL_AT_END.search(rest) and len(rest.split()) > 1 and is_school(rest.split()[0]):
            return [text[: found.stop], rest]
    return [text]

"""Rows of an education section as tokens: degree with field, school, date, or something else."""

# ruff: noqa: PLR2004, RUF001
# Why: thresholds in points or words stand where they are used; the dashes and quotes that resumes are written with.

from __future__ import annotations

import re
from enum import Enum, auto
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING, NamedTuple

from intervue.resume.dates import find_period, is_period
from intervue.resume.degrees import find_degree, is_abbreviated, split_degree
from intervue.resume.lines import COMMAS, join, split_bullet, without_icons
from intervue.resume.looks import parted_by_look
from intervue.resume.outline import Part, had_no_room, is_prose, outline
from intervue.resume.places import is_place, split_place
from intervue.resume.study_words import (
    ASIDE,
    BREAK,
    END_OF_SCHOOL,
    EXAM,
    LABEL_OF_DEGREE,
    LABEL_OF_FIELD,
    LABELS,
    LEVEL,
    NOISE,
    OPEN_END,
    SCHOOL_AT_END,
    SHORTENED,
    THESIS,
    WITH_TOWN,
    graduation,
    is_field,
    takes_no_field,
)
from intervue.resume.vocabulary import is_school, title_score

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from intervue.resume.layout import Row
    from intervue.resume.lines import Line

_TRIM = " ,|;:–—-•·"
_MAX_ROWS = 400
_PIECES = re.compile(r"\s*[|•·●▪]\s*|\s+[–—]\s+|\s+-\s+|\s{2,}|;\s+|(?<=[^\W\d_]{6})\.\s+(?=[^\W\d_a-zß-öø-ÿ])")
_MAX_PARTS = 24
"""Of one line that commas part: no course of study has more."""
_CAMPUS = re.compile(r"^campus\b|\bcampus$", re.IGNORECASE)
_SECOND_DEGREE = re.compile(r"bachelor of (?:surgery|law)", re.IGNORECASE)
_PART_OF_SCHOOL = re.compile(
    r"(?:school|college|faculty|department|institute|campus|fakultät|institut|fachbereich|facult[ée]|facultad|faculdade|facoltà|faculteit)\b",
    re.IGNORECASE,
)
_AT_TOWN = re.compile(r"(\b(?:College|School|Academy|Institute|University))-(?=[A-Z][\w.' ]+,\s[A-Z]{2}$)")
"""A hyphen that glues a town to a school, as job boards print them: "Elm College-Macon, GA"."""
_WITHOUT_TOWN = re.compile(
    r"(?:universität|université|universidade?|università|universiteit|hochschule)$", re.IGNORECASE
)
"""Schools whose town is part of their name, where no comma stands before it."""
_LABEL_WORDS = 6
_SHOUTED = 8
"""Letters of a degree in capitals that is no abbreviation."""
_LEVELS = re.compile(
    r"(?:(?:educación|estudios|ensino|istruzione|enseignement)\s+)?(?:primari[ao]s?|secundari[ao]s?|superior(?:es)?|media|m[ée]dio|t[ée]cnic[ao]s?|universitari[ao]s?|pos?t?grado"
    r"|tertiary|secondary|primary|higher|university|college|(?:under|post)?graduate|school|studium|schule|berufsausbildung|ausbildung|universitaire|secondaire|supérieur)",
    re.IGNORECASE,
)
"""Labels that tell the level of a study: "Secundaria: Bachiller Académico"."""
_ALONE = re.compile(
    r"(?:schule|schulbildung|schulausbildung|studium|(?:berufs)?ausbildung|hochschule|scolarité|études|estudios|scuola|studi)\s*:?",
    re.IGNORECASE,
)
"""Labels on a line of their own above the studies of one kind."""
_AT = re.compile(r"\s+(?:at|@|from|presso|bei|an\s+der|am)\s+(?=\S)")


_FROM = re.compile(r"\s(?:from|presso)\s")
"""What only a school follows, whatever it is called."""
_TOWN_OF = re.compile(r"\s+te\s+[^\W\d_a-z][^,()]*$")
"""A town behind a Dutch school's name: "Wenckebach Instituut te Groningen"."""


class What(Enum):
    """What a token is."""

    DEGREE = auto()
    SCHOOL = auto()
    DATE = auto()
    OTHER = auto()
    BREAK = auto()
    """What stands among studies and is none."""


class Token(NamedTuple):
    """A part of a row. `subject` is the field beside a degree; `look`: bold, italic, size, indent of its row."""

    what: What
    text: str
    subject: str | None
    look: tuple[bool, bool, int, int]


def tokens_of(rows: Sequence[Row], right: float) -> Iterator[list[Token]]:
    """The tokens of each row that has any; lines that were wrapped are one row."""
    parted = [parted_by_look(row, _are_degree_and_school) for row in _headlines(rows[:_MAX_ROWS])]
    for row, texts in _unwrapped(parted, right):
        cell = row.cells[-1] if len(row.cells) > 1 and is_period(row.texts[0]) else row.cells[0]
        look = (cell.bold, cell.italic, round(cell.size), round(cell.box.x0 / 6))
        told = [": ".join(texts)] if len(texts) == 2 and LABELS.fullmatch(f"{texts[0]}: ") else texts
        told = [" ".join(texts)] if len(texts) == 2 and texts[0].endswith(":") else told
        tokens = [Token(what, text, subject, look) for cell_text in told for what, text, subject in _of_cell(cell_text)]
        if sum(token.what is What.DEGREE for token in tokens) > 1:
            tokens = [token for token in tokens if not LEVEL.fullmatch(token.text)]
        if tokens and not (len(texts) == 1 and _ALONE.fullmatch(texts[0])):
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


def _are_degree_and_school(first: str, second: str) -> bool:
    """Whether a degree stands before a school, or the other way round, and neither text holds both."""
    one, two = (_is_degree(first), is_school(first)), (_is_degree(second), is_school(second))
    return sorted((one, two)) == [(False, True), (True, False)]


def _is_told(text: str) -> bool:
    return is_school(text) or is_period(text) or find_degree(text) is not None


def _begins_degree(text: str) -> bool:
    return any((found := find_degree(part)) is not None and found.begin == 0 for part in re.split(r"\s{2,}|:\s", text))


def _unwrapped(rows: Sequence[Row], right: float) -> list[tuple[Row, list[str]]]:
    """Rows with their cells' texts, a line that goes on in the next row joined with it."""
    right = max(right, max((row.box.x1 for row in rows), default=0.0))
    gaps = [two.box.y0 - one.box.y1 for one, two in pairwise(rows) if two.page == one.page and two.box.y0 > one.box.y0]
    tight = 1.15 * min(gaps, default=0.0)
    whole: list[tuple[Row, list[str]]] = []
    last: Row | None = None
    for row, below in zip(rows, [*rows[1:], None], strict=False):
        cells = [] if last is None else [cell for cell in last.cells if not is_period(cell.text)]
        at = len(whole[-1][1]) - 1 if whole else 0
        while at > 0 and is_period(whole[-1][1][at]):
            at -= 1
        # "BSc Nursing / Elm Community / College"
        fresh = not whole or (below and END_OF_SCHOOL.fullmatch(below.text) and _begins_degree(whole[-1][1][at]))
        if last and cells and not fresh and _goes_on(whole[-1][1][at], (last, cells[-1]), row, (right, tight)):
            whole[-1][1][: at + 1] = _joined(whole[-1][1][: at + 1], row.text)
        else:
            whole.append((row, [split_bullet(text)[1] for text in row.texts]))
        last = row
    return whole


def _joined(cells: Sequence[str], rest: str) -> list[str]:
    """The cells with the rest of the last one; a school in words that stand far apart becomes one cell."""
    apart = END_OF_SCHOOL.fullmatch(rest) and not any(is_place(cell) or _is_told(cell) for cell in cells)
    return [join(" ".join(cells), rest)] if apart else [*cells[:-1], join(cells[-1], rest)]


def _goes_on(text: str, above: tuple[Row, Line], row: Row, limits: tuple[float, float]) -> bool:
    """Whether a row is the rest of the text above, which may have a date to the right of it."""
    last, one = above
    two = row.cells[0]
    right, tight = limits
    end, start = one.spans[-1], two.spans[0]
    same = end.bold == start.bold and end.italic == start.italic and abs(one.size - two.size) < 0.3
    near = row.page == last.page and -0.5 * row.box.height < row.box.y0 - last.box.y1 < max(
        0.75 * row.box.height, min(tight, row.box.height)
    )
    if not (same and near) or len(row.cells) > 1 or row.is_bullet or find_period(text) is not None:
        return False
    is_open = OPEN_END.search(text) is not None
    if is_open and text[-2:].isalpha() and text.rsplit(maxsplit=1)[-1].islower():
        return not is_period(row.text)
    if (
        is_period(row.text)
        or _begins_degree(row.text)
        or ASIDE.match(row.text)
        or (is_prose(text) and not _is_told(text))
        or LABELS.match(row.text)
    ):
        return False
    small = (row.text[:1].islower() and len(row.text.split()) <= 4) or _ends_school(text, row.text)
    if is_open or text.count("(") > text.count(")") or small:
        return True
    stop = min([right, *(cell.box.x0 for cell in last.cells if cell.box.x0 > one.box.x1)])
    # The longest line of all tells nothing about where lines end.
    full = one.box.x1 + 1 < stop and had_no_room(one, two, stop) and abs(two.box.x0 - one.box.x0) < 2
    if is_school(row.text):
        return full and _ends_within_name(text)
    town = is_place(row.text) and not _WITHOUT_TOWN.search(text)
    return full and not town and find_degree(row.text) is None


def _ends_within_name(text: str) -> bool:
    """Whether the last words name nothing yet: "Royal", "BSc, Physics | Salt"."""
    last = _PIECES.split(text)[-1]
    named = _is_degree(last) or is_school(last) or is_place(last) or is_field(last) or find_period(last)
    return not named and len(last.split()) <= 3 and last[:1].isupper()


def _ends_school(text: str, following: str) -> bool:
    return END_OF_SCHOOL.fullmatch(following) is not None and not _begins_degree(text)


def _of_cell(text: str) -> Iterator[tuple[What, str, str | None]]:
    """What one cell tells."""
    text = without_icons(text).lstrip("-–* ")
    if BREAK.match(text):
        yield What.BREAK, text, None
        text = "".join(text[period.begin : period.stop] for period in filter(None, [find_period(text)]))
    label = LABELS.match(text)
    if label is None and ASIDE.match(text) and not _begins_degree(text):
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
    dated = graduation(bare)
    if dated is not None:
        date, bare = dated
        yield What.DATE, date, None
    bare = re.sub(r"\s{2,}(?=(?:in|en|em|im)\s)", " ", NOISE.sub("", bare))
    if label and label.lastgroup != "date":
        yield from _labelled(label.lastgroup or "", bare)
        return
    for piece in _pieces(bare):
        clean = _tidy(piece)
        # "Doctor of Medicine (MD)" reads like a town in Maryland.
        if any(map(str.isalpha, clean)) and not THESIS.match(clean) and (_begins_degree(clean) or not is_place(clean)):
            yield from _divided(clean)


def _pieces(text: str) -> list[str]:
    """The parts of a headline; a school and a part of it with a dash between them are one."""
    pieces = [half for piece in _PIECES.split(_AT_TOWN.sub(r"\1  ", text)) if piece for half in _at_colon(piece)]
    for index in range(len(pieces) - 1, 0, -1):
        one, two = pieces[index - 1 : index + 1]
        dashed = re.search(rf"{re.escape(one)}\s[-–—]\s{re.escape(two)}(?!\w)", text)
        part = _PART_OF_SCHOOL.match(two) and is_school(one) and find_degree(one) is None
        if dashed and (part or is_abbreviated(one, two)):
            pieces[index - 1 : index + 1] = [dashed[0]]
    return [half for piece in pieces for half in _at_slash(piece)]


def _at_colon(text: str) -> list[str]:
    """A school and a degree that a colon parts: "Inns Law School: Graduate Diploma"; of a level and one, the degree."""
    one, colon, two = text.partition(": ")
    found = find_degree(two) if colon and not ASIDE.match(one) else None
    if found is None or len(one.split()) > _LABEL_WORDS or (_is_degree(one) and not _LEVELS.fullmatch(one)):
        return [text]
    return [two] if _LEVELS.fullmatch(one) else [one, two]


def _at_slash(text: str) -> list[str]:
    """A school and a degree that a slash parts: "Elm College / BSc, Physics"."""
    one, slash, two = text.partition(" / ")
    if slash and is_school(one) and is_place(two):
        return [one]
    parts = text.split(" / ")
    if len(parts) > 2 and any(map(_is_degree, parts)):
        return parts
    halves = (_is_degree(one), is_school(one)), (_is_degree(two), is_school(two))
    return [one, two] if slash and sorted(halves) == [(False, True), (True, False)] else [text]


def _labelled(kind: str, text: str) -> Iterator[tuple[What, str, str | None]]:
    first, *rest = _pieces(text) or [""]
    bare = _tidy(text)
    if not bare:
        return
    if kind == "school" and any(_is_degree(piece) for piece in rest):
        yield What.SCHOOL, _tidy(first), None
        for piece in rest:
            yield from _divided(_tidy(piece))
    elif kind == "degree":
        yield What.DEGREE, *split_degree(bare)
    elif kind == "school":
        yield What.SCHOOL, bare, None
    else:
        yield What.OTHER, bare, None


def _tidy(text: str) -> str:
    """Without a place after it, a note in brackets and a stop at its end."""
    bare = re.sub(r"\.\s*\.$", ".", re.sub(r"\(\s*[,;]?\s*\)", "", text).strip(_TRIM))
    bare = re.sub(r"^the\s+(?=[A-Z])|\s+(?:in|im|en)$", "", bare)
    bare = re.sub(r"\s*\((?=[^)]*(?:\d|\s[a-z]))[^)]{12,}\)?$", "", bare)
    bare = _TOWN_OF.sub("", bare)
    bare = re.sub(r"\s*\(minor[^)]*\)", "", bare, flags=re.IGNORECASE)
    school, place = split_place(bare)
    if place is None or "," in place or not WITH_TOWN.search(school):
        bare = school.strip(_TRIM)
    if bare.startswith("(") and bare.endswith(")"):
        bare = bare[1:-1]
    if bare.endswith(".") and "." not in (last := bare.split()[-1][:-1]) and last.casefold() not in SHORTENED:
        bare = bare[:-1]
    return bare


def _is_degree(text: str) -> bool:
    found = find_degree(text)
    if found is None or found.begin == 0:
        return found is not None
    return not is_school(text[: found.begin]) and not text[found.begin :].casefold().startswith("minor")


def _divided(text: str) -> Iterator[tuple[What, str, str | None]]:
    """Degree, field and school in one text, parted by commas."""
    wholes = (LABEL_OF_DEGREE.sub("", whole) for whole in COMMAS.split(text))
    parts = [part for whole in wholes for part in _at_school(whole) if part.strip(_TRIM)][:_MAX_PARTS]
    parts = list(takewhile(lambda part: not THESIS.match(part), parts))
    if not any(_is_degree(part) or is_school(part) for part in parts):
        yield What.OTHER, ", ".join(parts).strip(_TRIM), None
        return
    index = 0
    before: list[str] = []
    while index < len(parts):
        if _is_degree(parts[index]):
            degree, subject, index = _degree_at(parts, index)
            if before and takes_no_field(degree):  # "Elm Secondary, GCSEs"
                yield What.OTHER, ", ".join(before), None
                before = []
            yield What.DEGREE, degree, subject or (", ".join(before) or None)
            before = []
        elif is_school(parts[index]) and not is_place(parts[index]):
            yield from ((What.OTHER, other, None) for other in before)
            before = []
            school, index = _school_at(parts, index)
            yield What.SCHOOL, school, None
        else:
            before += [] if is_place(parts[index]) else [parts[index].strip(_TRIM)]
            index += 1
    yield from ((What.OTHER, other, None) for other in before)


def _degree_at(parts: Sequence[str], index: int) -> tuple[str, str | None, int]:
    """The degree that a part names, its field, and the number of the part behind both."""
    following = index + 1
    if following < len(parts) and _SECOND_DEGREE.match(parts[following]):
        return f"{split_degree(parts[index])[0]}, {parts[following]}", None, following + 1
    degree, subject = split_degree(parts[index])
    at_school = any(is_school(later) and not _is_degree(later) for later in parts[following:])
    exam = EXAM.fullmatch(degree) is not None
    listed = ":" in parts[index] or at_school or exam
    while following < len(parts) and _is_subject(parts[following]) and (subject is None or listed):
        part = parts[following]
        if not (at_school or is_field(part) or LABEL_OF_FIELD.match(part)) and (
            takes_no_field(degree) or title_score(part) <= 0
        ):
            break
        if subject and title_score(part) < -1 and not (exam and is_field(part)):
            break
        part = LABEL_OF_FIELD.sub("", part)
        subject = f"{subject}, {part}" if subject else part
        following += 1
    return degree, subject, following


def _school_at(parts: Sequence[str], index: int) -> tuple[str, int]:
    """The school that begins with a part, and the number of the part behind it and its town."""
    names = [parts[index]]
    following = index + 1
    while following < len(parts) and _belongs_to_school(names, parts[following]):
        names.append(parts[following])
        following += 1
    if not any(_is_degree(later) for later in parts[following:]):
        while following < len(parts) and not is_school(parts[following]):
            following += 1
    return ", ".join(names), following


def _is_subject(text: str) -> bool:
    return not (_is_degree(text) or is_school(text) or is_place(text) or ASIDE.match(text))


def _belongs_to_school(names: Sequence[str], text: str) -> bool:
    if _is_degree(text):
        return False
    return (
        (is_school(text) and not is_place(text))
        or _CAMPUS.search(text) is not None
        or (len(names) == 1 and WITH_TOWN.match(names[0]) is not None and len(text.split()) <= 3)
    )


def _at_school(text: str) -> list[str]:
    """A degree and a school as two: "BSc Nursing at University of Leeds" and "Abitur Gymnasium am Park"."""
    pieces = _AT.split(text, maxsplit=1)
    if len(pieces) == 2 and _is_degree(pieces[0]) and (is_school(pieces[1]) or _FROM.search(text)):
        return [pieces[0], pieces[1].removeprefix("the ")]
    found = find_degree(text)
    if found is not None and found.begin == 0 and not re.match(r"\s+(?:in|en|em|of)\s", text[found.stop :]):
        rest = text[found.stop :].strip(_TRIM)
        if rest and SCHOOL_AT_END.search(rest) and len(rest.split()) > 1 and is_school(rest.split()[0]):
            return [text[: found.stop], rest]
        named = text[: found.stop].isupper() and found.stop > _SHOUTED and not rest.isupper()
        if named and len(rest.split()) > 1 and not is_field(rest):  # "DIPLOMA DI PERITO AZIENDALE ITC Elmi"
            return [text[: found.stop], rest]
    return [text]

"""Courses of study: school, degree, field, date of graduation."""

# ruff: noqa: PLR2004, RUF001
# Why: thresholds in points or words stand where they are used; the dashes and quotes that resumes are written with.

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from intervue.resume.dates import find_period, is_period, without_period
from intervue.resume.lines import without_icons
from intervue.resume.outline import Part, is_prose, outline
from intervue.resume.places import is_place, split_place
from intervue.resume.schema import Education
from intervue.resume.vocabulary import is_school

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intervue.resume.layout import Row

_MAX_STUDIES = 30
_OF = (
    r"(?:\s+of\s+(?:Applied\s+|Fine\s+|Medical\s+|Computer\s+|Social\s+)?"
    r"(?:Science|Arts|Art|Engineering|Business Administration|Education|Law|Laws|Commerce|Technology|Medicine"
    r"|Philosophy|Music|Nursing|Architecture|Work|Public Health|Business|Design|Applications"
    r"|Surgery|Pharmacy|Management|Divinity"
    r"|Accountancy|Research|Teaching|Public Administration|Letters|Finance)s?)"
)
_ABBREVIATIONS = (
    "B A", "B Sc", "B S N", "B S", "B Eng", "B Ed", "B Tech", "B Com", "B B A", "B F A", "LL B", "LL M", "M A", "M Sc",
    "M S N", "M S", "M Eng", "M Ed", "M Tech", "M B A", "M F A", "M P H", "M Phil", "Ph D", "D Phil", "J D", "M D",
    "Ed D", "D N P", "A A S", "A S", "A A", "A D N",
)  # fmt: skip
_LETTERS = "|".join(text.replace(" ", r"\.?\s?") + r"\.?" for text in _ABBREVIATIONS)
_DEGREE = re.compile(
    r"(?<!\w)(?:(?:(?:Executive|Joint|Dual|Double|Honours|Honors)\s+)?"
    rf"(?:Bachelor|Master|Doctor|Associate)(?:['’]?s)?(?!\w)(?:\s+[Dd]egree)?{_OF}?"
    r"|Doctorate|(?:Post)?graduate\s+(?:Diploma|Certificate)|(?:Advanced\s+|Higher\s+)?(?:High\s+School\s+)?Diploma"
    r"|Certificate|Minor|Diplom|Abitur|Baccalaur[ée]at|Licence|Magister|Technicien|Apprenticeship"
    rf"|(?:{_LETTERS}|PGCE|PGDip|HND|HNC|BTEC|GCSEs?|A[- ]Levels?|GED)(?!\w))"
)
_EXTRA = re.compile(
    r"^\s*(?:\((?:[A-Z][A-Za-z.\s]{0,12}|Hons\.?|Honou?rs)\)|[,]?\s*(?:Hons\.?|Honou?rs)\b)", re.IGNORECASE
)
_NOISE = re.compile(
    r"\(?\b(?:c?gpa|grade|score|wam|gwa)\b.*$|\b\d(?:\.\d+)?\s*(?:/\s*\d(?:\.\d+)?)?\s*(?:c?gpa)\b\)?"
    r"|\b(?:magna |summa )?cum laude\b"
    r"|\b(?:with|first[- ]class|second[- ]class|upper second[- ]class)\s+(?:hon\w+|distinction|merit)"
    r"|\bdean['’]s list\b",
    re.IGNORECASE,
)
_TRIM = " ,|;:–—-()•·"
_PIECES = re.compile(r"\s*\|\s*|\s+[•·–—]\s+|\s+-\s+")


@dataclass(slots=True)
class _Study:
    school: str = ""
    degree: str = ""
    field: str | None = None
    date: str | None = None
    spare: str = ""

    @property
    def known(self) -> bool:
        return bool(self.school or self.degree)


def parse_education(rows: Sequence[Row]) -> list[Education]:
    """The courses of study of one section, in the order of the page."""
    studies = [_Study()]
    degree_first: bool | None = None
    plain = [item.row for item in outline(rows) if item.part in {Part.DATED, Part.PLAIN, Part.PROSE}]
    listed = plain or list(rows)
    for row in listed:
        before = studies[-1].known
        pieces = _pieces(row)
        if before and any(map(_is_degree, pieces)) and any(is_school(text) and not _is_degree(text) for text in pieces):
            studies.append(_Study())  # a row that has both says all there is of a study
        for text in pieces:
            _take(text, studies, degree_first=bool(degree_first))
        if not before and degree_first is None and studies[-1].known:
            first = studies[-1]
            degree_first = bool(first.degree and not first.school)
        _take_date(row, studies)
    return [_education(study) for study in studies if study.known or (study.spare and study.date)][:_MAX_STUDIES]


def _pieces(row: Row) -> list[str]:
    pieces = []
    for cell in row.texts:
        text = without_icons(cell.lstrip("-–* "))
        if find_period(text) is not None:
            text = without_period(text)
        text = _NOISE.sub("", text)
        for piece in _PIECES.split(text):
            bare = split_place(piece.strip(_TRIM + " ") if "(" not in piece else piece.strip(" ,|;:–—-•·"))[0]
            if bare.strip(_TRIM) and not is_place(bare):
                pieces.extend(_school_apart(bare))
    return pieces


def _school_apart(text: str) -> list[str]:
    """A text with both degree and school ("BSc Nursing, University of Leeds") as two."""
    match = _DEGREE.search(text)
    if match is None or not is_school(text):
        return [text]
    if is_school(match[0]):
        text_without = text[: match.start()] + text[match.end() :]
        if not is_school(text_without):
            return [text]
    parts = [part.strip() for part in re.split(r",\s+|\s+(?:at|from)\s+", text)]
    schools = [index for index, part in enumerate(parts) if is_school(part) and not _is_degree(part)]
    if not schools:
        return [text]
    first = schools[0]
    rest = parts[:first] if first else []
    tail = parts[first:]
    if first == 0:
        degrees = [index for index, part in enumerate(parts) if _is_degree(part)]
        cut = degrees[0] if degrees else len(parts)
        rest, tail = parts[cut:], parts[:cut]
        return [piece for piece in (", ".join(tail), ", ".join(rest)) if piece]
    return [piece for piece in (", ".join(rest), ", ".join(tail)) if piece]


def _is_degree(text: str) -> bool:
    match = _DEGREE.search(text)
    return match is not None and (
        match.start() == 0 or len(match[0]) > 3 or text[match.end() :].strip()[:3].lower() == "in "
    )


def _take(text: str, studies: list[_Study], *, degree_first: bool) -> None:
    study = studies[-1]
    if _is_degree(text) and not (is_school(text) and not is_school(_DEGREE.sub("", text, count=1)) and study.degree):
        degree, field = split_degree(text)
        if study.degree and degree.casefold().startswith("minor"):
            return
        if study.degree:
            # A second degree under one school is a study of its own at that school.
            study = _Study(school="" if degree_first else study.school)
            studies.append(study)
        study.degree, study.field = degree, field
    elif is_school(text) and not is_prose(text):
        if study.school:
            if study.degree or study.date:
                study = _Study()
                studies.append(study)
            else:
                return
        study.school = text
    elif not study.spare and not is_prose(text) and not text.endswith(":") and len(text) < 90:
        study.spare = text
    elif not (study.school or study.degree) and study.date:
        studies.append(_Study(spare=text))


def _take_date(row: Row, studies: list[_Study]) -> None:
    period = next((p for p in (find_period(text) for text in row.texts) if p is not None), None)
    if period is None or is_prose(row.text):
        return
    study = studies[-1]
    if study.date is None:
        study.date = period.end or period.start
    elif all(is_period(text) for text in row.texts) and study.known:
        studies.append(_Study(date=period.end or period.start))


def split_degree(text: str) -> tuple[str, str | None]:
    """Degree and field: "Bachelor of Science", "Nursing" of "Bachelor of Science in Nursing". There may be no field."""
    match = _DEGREE.search(text)
    if match is None:
        return text.strip(_TRIM), None
    end = match.end()
    extra = _EXTRA.match(text[end:])
    while extra:
        end += extra.end()
        extra = _EXTRA.match(text[end:])
    before = text[: match.start()].strip(_TRIM)
    degree = text[match.start() : end].strip(" ,|;:–—-")
    rest = re.sub(r"^(?:['’]s)?\s*(?:degree\b)?", "", text[end:], flags=re.IGNORECASE).strip(" ,|;:–—-•·")
    rest = re.sub(r"^(?:in|of|major(?:ing)?\s*(?:in|:)?|:)\s+", "", rest, flags=re.IGNORECASE)
    rest = re.split(r",?\s*(?:\b(?:with\s+a\s+)?minor(?:ing)?\b)", rest, maxsplit=1, flags=re.IGNORECASE)[0].strip(
        " ,|;:–—-•·"
    )
    rest = re.sub(r"\s*\([A-Z][A-Za-z.]{1,6}\)?$", "", rest)
    if not rest and before and len(before.split()) <= 5:
        rest = before
    return degree, rest or None


def _education(study: _Study) -> Education:
    school, degree = study.school, study.degree
    if not school:
        school = study.spare
    elif not degree:
        degree = study.spare
    field = study.field
    if field is None and study.spare and study.spare not in {school, degree} and len(study.spare.split()) <= 5:
        field = study.spare
    return Education(institution=school, degree=degree, field=field, graduation_date=study.date)

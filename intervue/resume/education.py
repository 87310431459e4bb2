"""Courses of study: school, degree, field, date of graduation."""

# ruff: noqa: PLR2004
# Why: counts of words stand where they are used.

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from intervue.resume.degrees import find_degree, split_degree, split_unknown
from intervue.resume.places import may_be_town
from intervue.resume.schema import Education
from intervue.resume.study_rows import Token, What, tokens_of
from intervue.resume.study_votes import voted
from intervue.resume.study_words import STUDIES_OF, is_field, takes_no_field, without_subjects
from intervue.resume.vocabulary import title_score

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intervue.resume.layout import Row

__all__ = ["parse_education", "split_degree"]

MAX_STUDIES = 30
_ACRONYM = re.compile(r"[A-ZÄÖÜÉÈ]{3,8}(?:$|[,\s(])")
"""What a school may be called that is in no list: INSEAD, SENAC."""


_TRAINING = re.compile(r"(?:(?:berufs)?ausbildung|lehre|apprenti|apprendistato)", re.IGNORECASE)
_END_OF_TRAINING = re.compile(
    r"(?:gesellen|facharbeiter|fachangestelltenbrief|kaufmannsgehilfenbrief|lehrabschluss|abschlussprüfung|ihk|hwk|efz)",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Study:
    school: str = ""
    degree: str = ""
    subject: str | None = None
    date: str | None = None
    spare: list[str] = field(default_factory=list)
    dropped: bool = False
    """Whether it is none: service, a year abroad."""

    @property
    def known(self) -> bool:
        return bool(self.school or self.degree or (self.date and len(self.spare) > 1))


def parse_education(rows: Sequence[Row], right: float = 0.0) -> list[Education]:
    """The courses of study of one section, in the order of the page.

    `right`: where the lines of the section's column end, points; from the section itself where it is not known.
    """
    read = voted(list(tokens_of(rows, right)))
    reader = _Reader(looks=len({tokens[0].look for tokens in read}))
    for tokens in read:
        reader.read(tokens)
    found = [study for study in reader.studies if study.known or (study.spare and study.date)]
    found = [study for study in found if not study.dropped]
    _name_schools(found)
    return [_education(study) for study in found][:MAX_STUDIES]


class _Reader:
    """Parts tokens into studies: each begins with what the section's first one begins with."""

    def __init__(self, looks: int) -> None:
        self.studies = [_Study()]
        self._looks = looks
        self._lead: What | None = None
        self._look: tuple[bool, bool, int, int] | None = None
        self._pending: str | None = None
        self._last: What | None = None
        self._named = False
        """Whether the first study begins with a name that is in no list."""

    def read(self, tokens: Sequence[Token]) -> None:
        """Take what one row tells."""
        if self._lead is None:
            self._lead = What.DEGREE if tokens[0].what is What.OTHER else tokens[0].what
            self._look = tokens[0].look
            self._named = tokens[0].what is What.OTHER
        if any(token.what is What.BREAK for token in tokens):
            self._drop(tokens)
            return
        if self.studies[-1].dropped and not self._resumes(tokens):
            return
        dates = [token for token in tokens if token.what is What.DATE]
        rest = [token for token in tokens if token.what is not What.DATE]
        for token in [*dates, *rest] if self._lead is What.DATE else [*rest, *dates]:
            match token.what:
                case What.DEGREE:
                    self._take_degree(token, first=token is rest[0])
                case What.SCHOOL:
                    self._take_school(token)
                case What.DATE:
                    self._take_date(token)
                case What.OTHER:
                    self._take_other(token, first=token is rest[0])
            self._last = token.what

    def _new(self, *, school: str = "") -> _Study:
        self._pending = None
        self.studies.append(_Study(school=school))
        return self.studies[-1]

    def _drop(self, tokens: Sequence[Token]) -> None:
        """Begin what is no study where it looks like one, else leave the row out."""
        dates = [token.text for token in tokens if token.what is What.DATE]
        study = self.studies[-1]
        # A town in no list may have been taken for the degree that others have in its place.
        towns = study.degree in study.school and all(each in study.school or may_be_town(each) for each in study.spare)
        if self._lead is What.SCHOOL and study.school and towns:
            study.dropped = True  # The school of an exchange stands above it.
            return
        first = self._lead is None and not study.known
        if first or (tokens[0].look == self._look and (dates or self._looks > 1)):
            study = self.studies[-1] if first else self._new()
            study.dropped, study.date = True, dates[0] if dates else None

    def _resumes(self, tokens: Sequence[Token]) -> bool:
        """Whether a row below what is no study begins a study; its own school and date do not."""
        study, kinds = self.studies[-1], {token.what for token in tokens}
        if kinds == {What.DATE} and study.date is None:
            study.date = tokens[0].text
            return False
        alike = self._looks > 1 and tokens[0].look == self._look
        if kinds & {What.DEGREE, What.DATE} or alike or (What.SCHOOL in kinds and self._lead is What.SCHOOL):
            self._new()
            return True
        return False

    def _take_degree(self, token: Token, *, first: bool) -> None:
        study = self.studies[-1]
        if self._pending and study.known:
            school = self._pending if self._named or self._lead is What.SCHOOL else ""
            study = self._new(school=school)
        elif study.degree:
            if token.text.casefold().startswith("minor") or _ends_training(study.degree, token.text):
                return
            # A second degree under one school is a study of its own at that school.
            study = self._new(school=study.school if self._lead is What.SCHOOL else "")
        elif first and study.school and study.spare and study.date and self._lead is What.DEGREE:
            study = self._new()
        study.degree, study.subject = token.text, token.subject

    def _take_school(self, token: Token) -> None:
        study = self.studies[-1]
        if self._pending and study.known:
            degree = self._pending
            study = self._new()
            if self._lead is not What.SCHOOL:
                study.spare.append(degree)
        elif study.school:
            complete = bool(study.degree and study.date)
            if not (self._lead is What.SCHOOL and (study.degree or study.date or study.spare)) and not complete:
                return
            study = self._new()
        study.school = token.text

    def _take_date(self, token: Token) -> None:
        study = self.studies[-1]
        if self._pending and study.date and study.known:
            spare = self._pending
            study = self._new()
            study.spare.append(spare)
        elif study.date is not None:
            if self._lead is not What.DATE:
                return
            study = self._new()
        study.date = token.text

    def _take_other(self, token: Token, *, first: bool) -> None:
        study = self.studies[-1]
        # Where all rows look alike, what comes behind a degree and its date is the school rather than the next degree.
        named = study.spare or (study.degree and (study.school or self._looks > 1))
        complete = study.known and (study.date is not None or self._lead is What.DATE) and bool(named)
        begins = first and token.look == self._look and self._lead is not What.DATE
        if begins and (complete or (study.school and study.degree)) and self._last is not self._lead:
            self._pending = token.text
            return
        subject = len(token.text.split()) <= 8 and not _ACRONYM.match(token.text)
        trade = _TRAINING.fullmatch(study.degree) is not None and title_score(token.text) > 0
        told = bool(study.school or study.spare) and not takes_no_field(study.degree)
        subject = subject and (trade or is_field(token.text) or told)
        if study.degree and study.subject is None and self._last is What.DEGREE and subject:
            study.subject = token.text
        elif study.school and study.degree:
            return
        else:
            study.spare.append(token.text)


def _ends_training(degree: str, later: str) -> bool:
    """Whether a certificate is what the training above it ended with: "Ausbildung zum Koch", "Gesellenbrief"."""
    return _TRAINING.match(degree) is not None and _END_OF_TRAINING.match(later) is not None


def _name_schools(studies: Sequence[_Study]) -> None:
    """Take what stands where a field may stand for the school that another study is at."""
    schools = {study.school or "".join(study.spare[:1]) for study in studies}
    for study in studies:
        if study.school or study.spare or not study.subject or is_field(study.subject):
            continue
        if study.subject in schools:
            study.school, study.subject = study.subject, None


def _education(study: _Study) -> Education:
    school, degree, subject, spare = study.school, study.degree, study.subject, list(study.spare)
    if not (school or degree) and len(spare) == 1 and ", " in spare[0]:
        degree, school = spare.pop().rsplit(", ", maxsplit=1)
    if not degree and not school and len(spare) > 1:
        # Nothing of both is known: a degree is what has a field, and else comes second.
        trained = title_score(spare[0]) > max(1, title_score(spare[1]))  # "Kauffrau im Einzelhandel", "REWE GmbH"
        degree = spare.pop(0 if trained or is_field(spare[0]) or split_unknown(spare[0])[1] else 1)
        school = spare.pop(0)
    if not degree and school and spare:
        degree = spare.pop(0)
    if degree and not subject and find_degree(degree) is None:
        degree, subject_of = split_unknown(degree)
        subject = subject or subject_of
    if not school and len(spare) > 1 and subject is None and degree and not takes_no_field(degree):
        subject = spare.pop(0)
    if not school and spare:
        school, _, town = spare.pop(0).partition(", ")
        school = school if may_be_town(town) or not town else f"{school}, {town}"
    if subject is None and spare and len(spare[0].split()) <= 5 and not takes_no_field(degree):
        subject = spare.pop(0)
    subject = STUDIES_OF.sub("", subject) if subject else None
    subject = without_subjects(degree, subject)
    return Education(institution=school, degree=degree, field=subject, graduation_date=study.date)

"""Fields of records: rows of tables whose columns are named. What a column's name says is taken for granted."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from intervue.resume.column_names import Column
from intervue.resume.dates import find_period
from intervue.resume.degrees import find_degree, split_degree, split_unknown
from intervue.resume.education import parse_education
from intervue.resume.experience import MAX_HIGHLIGHTS, parse_experience
from intervue.resume.headline import without_town
from intervue.resume.lines import join_all, split_bullet
from intervue.resume.places import split_place
from intervue.resume.records import Record
from intervue.resume.rows import Row
from intervue.resume.schema import Education, Experience
from intervue.resume.study_words import NOISE, without_subjects

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from intervue.resume.lines import Line

_EMPLOYERS = (Column.EMPLOYER, Column.SCHOOL, Column.ISSUER)
_SCHOOLS = (Column.SCHOOL, Column.BOARD, Column.EMPLOYER, Column.ISSUER)
_CERTIFICATES = (Column.NAME, Column.DEGREE, Column.SUBJECT, Column.TITLE, Column.DUTIES)
_ISSUERS = (Column.ISSUER, Column.SCHOOL, Column.EMPLOYER, Column.BOARD)
_CLASS = re.compile(r"\b(?:class|division|distinction|merit)\b", re.IGNORECASE)
_SKILLS = (Column.NAME, Column.SUBJECT, Column.TITLE)


def is_job(row: Row) -> bool:
    """Whether a row is a record with a title or an employer."""
    return isinstance(row, Record) and bool(row.text_of(Column.TITLE, *_EMPLOYERS))


def is_study(row: Row) -> bool:
    """Whether a row is a record with a degree or a field of study."""
    return isinstance(row, Record) and bool(row.text_of(Column.DEGREE, Column.SUBJECT))


def parse_jobs(rows: Sequence[Row], right: float) -> list[Experience]:
    """The positions of one section: those of records, and in the order of the page those of other rows.

    `right`: where the lines of the section's column end, points.
    """
    found: list[Experience] = []
    for run in _runs(rows, is_job):
        records = [row for row in run if isinstance(row, Record) and is_job(row)]
        found += map(job_of, records) if records else parse_experience(run, right)
    return found


def parse_studies(rows: Sequence[Row], right: float) -> list[Education]:
    """The same of the courses of study."""
    found: list[Education] = []
    for run in _runs(rows, is_study):
        records = [row for row in run if isinstance(row, Record) and is_study(row)]
        found += map(study_of, records) if records else parse_education(run, right)
    return found


def _runs(rows: Sequence[Row], key: Callable[[Row], bool]) -> list[list[Row]]:
    """The rows, cut where records of a kind begin and end."""
    return [list(run) for _, run in groupby(rows, key=key)]


def job_of(record: Record) -> Experience:
    """The position in a record."""
    start, end = _period(record)
    highlights, text = _body(record.body)
    return Experience(
        title=record.text_of(Column.TITLE),
        company=without_town(record.text_of(*_EMPLOYERS) or record.unnamed),
        start_date=start,
        end_date=end,
        description=text,
        highlights=highlights[:MAX_HIGHLIGHTS],
    )


def study_of(record: Record) -> Education:
    """The course of study in a record."""
    name, subject = _without_marks(record.text_of(Column.DEGREE)), record.text_of(Column.SUBJECT)
    degree, of_degree = split_degree(name) if find_degree(name) else split_unknown(name)
    start, end = _period(record)
    school = record.text_of(*_SCHOOLS) or record.unnamed
    return Education(
        institution=split_place(school if " of " in school else without_town(school))[0] or school,
        degree=degree,
        field=without_subjects(degree, of_degree or subject or None),
        graduation_date=end or start,
    )


def _without_marks(name: str) -> str:
    """A degree without the class it was passed with; what stands in brackets is the field, in this column."""
    return NOISE.sub(lambda match: match[0] if "(" in match[0] and not _CLASS.search(match[0]) else "", name).strip(
        " ,"
    )


def certificate_rows(rows: Sequence[Row]) -> list[Row]:
    """Rows of certificates, of records only the name and the issuer."""
    return [_certificate(row) if isinstance(row, Record) else row for row in rows]


def skill_rows(rows: Sequence[Row]) -> list[Row]:
    """Rows of skills, of records only what names them."""
    found: list[Row] = []
    for row in rows:
        cells = _cells(row, _SKILLS) if isinstance(row, Record) else ()
        found.append(Row(cells[:1]) if cells else row)
    return found


def _certificate(record: Record) -> Row:
    name, issuer = _cells(record, _CERTIFICATES), _cells(record, _ISSUERS)
    return Row((*name[:1], *issuer[:1])) if name else record


def _cells(record: Record, wanted: Sequence[Column]) -> tuple[Line, ...]:
    return tuple(
        cell for each in wanted for column, cell in zip(record.columns, record.cells, strict=False) if column is each
    )


def _period(record: Record) -> tuple[str | None, str | None]:
    """Start and end in the wording of the page, from one column or from two."""
    text = record.text_of(Column.PERIOD)
    begin, end = record.text_of(Column.BEGIN), record.text_of(Column.END)
    if begin or end:
        text = " - ".join(filter(None, (begin, end)))
    period = find_period(text)
    return (period.start, period.end) if period else (None, None)


def _body(rows: Sequence[Row]) -> tuple[list[str], str]:
    """The bullets of a cell with their next lines, and the text before them."""
    bullets: list[list[str]] = []
    texts: list[str] = []
    for row in rows:
        if row.is_bullet:
            bullets.append([split_bullet(row.text)[1]])
        else:
            (bullets[-1] if bullets else texts).append(row.text)
    return [join_all(lines) for lines in bullets], join_all(texts)

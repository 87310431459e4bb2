"""What a section is about whose heading says nothing known ("Clients and commissions", "What I am good at")."""

# ruff: noqa: PLR2004
# Why: thresholds in items and words stand where they are used.

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from intervue.resume.closing import is_signed
from intervue.resume.dates import find_period, without_period
from intervue.resume.degrees import is_degree
from intervue.resume.heading_words import Kind
from intervue.resume.headings import phrase_of
from intervue.resume.location import LABEL
from intervue.resume.outline import Item, Part, is_prose, outline
from intervue.resume.skills import parse_skills
from intervue.resume.vocabulary import is_school, title_score

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from intervue.resume.layout import Row


_CERTIFIED = re.compile(
    r"\b(?:certifi\w*|zertifi\w*|certifica\w*|licen[sc]e\w*|licen[cç]\w*|permis|patente|führerschein|rijbewijs|accredit\w*"
    r"|registered|registration|chartered|qualifi\w*|first\s+aid|erste\s+hilfe|black\s+belt|green\s+belt|state\s+bar"
    r"|level\s+\d|diplom\w*|award\s+in|nvq|osha|nebosh|iosh|haccp|cpr|prince2|itil|scrum|comptia|cisco|aws|toefl|ielts)\b",
    re.IGNORECASE,
)


_COURSE = re.compile(
    r"(?:^|[\s(,])(?!HGV|ISO|EN|DIN)[A-Z]{2,5}[ -]?\d{3,4}[A-Z]?:?\s+[^\W\d_a-z]"
    r"|\((?:[^()]*\s)?(?:course|module|lectures?|seminars?|tutorials?|labs?|vorlesung|übung|seminar|cours|td|curso|corso|werkcollege)\b"
    r"[^()]*\)"
)
"""A course that somebody taught, by its number or by a bracket: "MAR301 Ecology", "Ecology (course leader)"."""


_SERVICE = re.compile(
    r"\bnysc\b|\b(?:national|civil|civilian|military|compulsory)\s+(?:youth\s+)?service\b|wehrdienst\b|zivildienst"
    r"|\bservice\s+(?:militaire|national|civique|civil)\b|\bservi[cz]io?\s+(?:militare?|militar|civile?|di\s+leva)\b"
    r"|\b(?:militaire|maatschappelijke)\s+dienst|\bdienstplicht"
)
"""Headings of a service to the state."""
_PIECES = re.compile(r",\s|\s[|\u00b7\u2013\u2014-]\s|:\s|\s(?:as|als|comme|como|come)\s")
_ITEM_SIGNS = re.compile(r"\s*[·•|;]\s*|\s+[-\u2013\u2014]\s+")
_SEPARATOR = re.compile(r"[,;|/•·]")


def kind_by_content(rows: Sequence[Row], known: Collection[Kind], before: Collection[Kind]) -> Kind:
    """The kind of a section from what stands in it; `Kind.OTHER` if nothing speaks for another one.

    `known`: the kinds that other headings of the page name, `before`: those above this one. Sentences above the career
    are the summary. Job titles with a start and an end are positions anywhere; periods with texts below, of titles that
    nobody knows, dated degrees, what is certified, and a list of short items count only where no heading has named
    their section: projects, awards and pastimes look alike.
    """
    rows = [row for row in rows if not is_signed(row.text)] or rows
    items = outline(rows)
    heads = [item for item in items if item.part in {Part.DATED, Part.PLAIN} and not _COURSE.search(item.row.text)]
    dated = any(item.part is Part.DATED for item in heads)
    studies = sum(_names_study(item.row) for item in heads)
    titled = sum(any(title_score(text) > 1 for text in item.row.texts) for item in heads)
    degrees = sum(any(map(is_degree, item.row.texts)) for item in heads)
    if dated and Kind.EDUCATION not in known and studies and (studies > titled or degrees >= max(titled, 1)):
        return Kind.EDUCATION
    # A certificate has one year only.
    lasting = any(item.period is not None and item.period.end is not None for item in heads)
    if lasting and (titled or (Kind.EXPERIENCE not in {*known, *before} and _tells_of_work(heads, items))):
        return Kind.EXPERIENCE
    if not lasting and Kind.CERTIFICATIONS not in known and _name_certificates(rows):
        return Kind.CERTIFICATIONS
    if not dated and Kind.SKILLS not in known and _is_list(rows):
        return Kind.SKILLS
    if Kind.SUMMARY not in known and Kind.EXPERIENCE not in before and _is_paragraph(items):
        return Kind.SUMMARY
    return Kind.OTHER


def are_certificates(rows: Sequence[Row]) -> bool:
    """Whether lines name certificates rather than courses of study: most have a date, or an issuer after a comma."""
    dated = [row for row in rows if find_period(row.text) is not None]
    issued = [row for row in rows if row.text.count(",") == 1 and not row.text.endswith(",")]
    lists = any(row.text.count(",") > 1 for row in rows)
    return bool(dated) or (not lists and len(rows) > 1 and len(issued) >= 0.5 * len(rows))


def _name_certificates(rows: Sequence[Row]) -> bool:
    """Whether at least half of the items name something that is certified, licensed or examined."""
    items = [item for row in rows for item in _ITEM_SIGNS.split(row.text) if item]
    named = sum(_CERTIFIED.search(item) is not None for item in items)
    return 2 * named >= len(items) > 0 and not any(is_prose(item) for item in items)


def summary_by_content(rows: Sequence[Row], known: Collection[Kind]) -> Kind:
    """The kind of a section whose heading promises a summary: "Career Summary" may stand above the career itself.

    An overview of the positions that another section tells is passed over; labels and values are personal data.
    """
    items = outline(rows)
    spans = [item for item in items if item.part is Part.DATED and item.period is not None and item.period.end]
    prose = [item for item in items if item.part is Part.PROSE]
    if len(spans) > 1 and len(spans) > len(prose):
        return Kind.OTHER if Kind.EXPERIENCE in known else Kind.EXPERIENCE
    labels = [row for row in rows if len(row.cells) > 1 and LABEL.fullmatch(row.texts[0])]
    labelled = len(rows) > 1 and (all(map(_is_labelled, rows)) or 2 * len(labels) >= len(rows))
    return Kind.CONTACT if labelled else Kind.SUMMARY


def _is_labelled(row: Row) -> bool:
    """Whether a row is a label and its value, a colon between them: "Marital Status  : Single"."""
    return len(row.cells) > 1 and (row.texts[0].endswith(":") or row.texts[1].startswith(":"))


def _tells_of_work(heads: Sequence[Item], items: Sequence[Item]) -> bool:
    """Whether several entries last from one date to another, and most tell in sentences or bullets what was done.

    An employer's name beside what may be a title says so, too: "Ward Sister" / "Holm Clinic".
    """
    scores = [title_score(text) for item in heads for text in item.row.texts]
    if max(scores, default=0) > 0.5 and min(scores, default=0) < -2:
        return True
    spans = sum(item.period is not None and item.period.end is not None for item in items if item.part is Part.DATED)
    told = sum(
        item.part in {Part.BULLET, Part.PROSE} and above.part not in {Part.BULLET, Part.MORE, Part.PROSE}
        for above, item in pairwise(items)
    )
    return spans > 1 and 2 * told > spans


def tells_of_positions(rows: Sequence[Row]) -> bool:
    """Whether several job titles stand there, and several periods from one date to another."""
    heads = [item for item in outline(rows) if item.part in {Part.DATED, Part.PLAIN}]
    titled = sum(any(title_score(text) > 1 for text in item.row.texts) for item in heads)
    return titled > 1 and sum(item.period is not None and item.period.end is not None for item in heads) > 1


def tells_of_a_person(rows: Sequence[Row]) -> bool:
    """Whether there is a paragraph and nothing else."""
    return bool(rows) and _is_paragraph(outline(rows))


def holds_post(heading: str, rows: Sequence[Row]) -> bool:
    """Whether a post is named under a heading of service: "Elm School, Mathematics Teacher, 2017 - 2018"."""
    if not _SERVICE.search(phrase_of(heading)):
        return False
    pieces = [piece for row in rows for text in row.texts for piece in _PIECES.split(without_period(text))]
    return any(title_score(piece) > 1 for piece in pieces) and any(find_period(row.text) for row in rows)


def lasts(rows: Sequence[Row]) -> bool:
    """Whether all that is dated lasts from one date to another, and nothing names a study or a course."""
    items = [item for item in outline(rows) if item.part is Part.DATED]
    lasting = all(item.period is not None and item.period.end is not None for item in items)
    taught = any(_COURSE.search(item.row.text) for item in items)
    return bool(items) and lasting and not taught and not names_studies(rows)


def names_studies(rows: Sequence[Row]) -> bool:
    """Whether any row names a degree or a school."""
    return any(_names_study(row) for row in rows)


def _names_study(row: Row) -> bool:
    return any(is_degree(text) or is_school(text) for text in row.texts)


def _is_paragraph(items: Sequence[Item]) -> bool:
    words = sum(len(item.row.text.split()) for item in items)
    return words >= 10 and all(item.part is Part.PROSE for item in items[:-1]) and not items[-1].row.is_bullet


def _is_list(rows: Sequence[Row]) -> bool:
    """Whether these are short items, as skills are, and no sentences."""
    items = parse_skills(rows)
    words = sum(len(item.split()) for item in items)
    return len(items) >= 4 and words <= 3 * len(items) and not any(_is_sentence(row.text) for row in rows)


def _is_sentence(text: str) -> bool:
    """Whether a row is prose rather than a list, or the rest of one: "Phonics, Aistear play, Tin" / "whistle"."""
    words, items = len(text.split()), len(_SEPARATOR.split(text))
    return is_prose(text) and words > 3 and (items == 1 or words > 3.5 * items)

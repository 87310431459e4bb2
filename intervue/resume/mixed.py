"""Sections of two things under one heading: "Education & Certifications", "Instruction et formation"."""

# ruff: noqa: RUF001
# Why: the dashes that resumes are written with.

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from intervue.resume.dates import find_period, is_period, without_period
from intervue.resume.degrees import find_degree, is_degree
from intervue.resume.headings import Kind, kind_of, phrase_of
from intervue.resume.lines import split_bullet
from intervue.resume.outline import is_prose
from intervue.resume.study_words import ASIDE, BREAK, OPEN_END
from intervue.resume.vocabulary import is_school

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intervue.resume.layout import Row

_BOTH = re.compile(
    r"certif|licen[cs]|accredit|acredit|credential|credenci|training|qualification|zertifi|weiterbildung|fortbildung|habilita[tc]"
    r"|formation|formaci[óo]n|forma[çc][ãa]o|formazione|professional|standing|membership|affiliation|courses|cursos|corsi"
    r"|cursussen|development|bijscholing|abilitazion",
    re.IGNORECASE,
)
"""Headings that promise more than degrees."""
_CERTIFICATE = re.compile(
    r"(?:certified|certification|licen[cs]ed?|registered|accredited|chartered|zertifi\w+|certificado|certificada"
    r"|certificazione|certifié\w*)\b(?! (?:at|from|by)\b)"
    r"|.*\b(?:certification|certified|licen[cs]e|zertifikat|zertifizierung|bls|acls|pals|cpr|pmp|itil|comptia|osha"
    r"|scrum master|six sigma|first aid)\b",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"(?:(?:19|20)\d\d\W+)?(?:(?:associate\s+)?fellow|(?:(?:associate|full|corporate|graduate|professional|student|honorary)\s+)?member"
    r"|chartered|certified|registered|licen[sc]ed|accredited)\b",
    re.IGNORECASE,
)
_COURSES = frozenset(
    {"courses", "short courses", "cursos", "kurse", "cours", "corsi", "cursussen", "training", "trainings"}
)
"""Labels of what is listed below the studies of a section."""
_SLIGHT = re.compile(
    r"(?:\w+\s)?(?:certificat|diplomad|diploma|level|nvq|award|minor|fellow|associate|qualifi|brevet|licen[sc]e$|especiali|master(?:$|\s+(?!of\b|in\b|degree)))",
    re.IGNORECASE,
)
"""Degrees that are called what certificates are called, too."""
_COURSE = re.compile(
    r"\b(?:courses?|training|levels?|workshop|seminar|\w*kurs|\w*lehrgang|cours|stage|curso|corso|cursus|programme?)\b",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"\b(?:institute\s+(?:of|for)|academy|akademie|\w*kammer|council|association|board|society)\b", re.IGNORECASE
)
"""Schools that are not schools in the first place: who examines members, or sells courses."""
_CONTACT = re.compile(r"@|\bwww\.|\b(?:linkedin|github|xing)\.com|\w\.(?:com|org|net|io|dev|example)(?:\W|$)")
_LABEL_WORDS = 4
_SENTENCE_WORDS = 14
_LABEL_POINTS = 12.0
_PARTS = re.compile(r"\s*[,;|:]\s+|\s+[-–—|·•]\s+|\s{2,}")


def are_titles(rows: Sequence[Row]) -> bool:
    """Whether each row is a title that a body grants: "Fellow, Guild of Masons", "Chartered Engineer"."""
    named = [text for row in rows for text in row.texts if not is_period(text)]
    return bool(named) and all(_TITLE.match(split_bullet(text)[1]) for text in named)


def names_no_study(heading: str, rows: Sequence[Row]) -> bool:
    """Whether a heading that promises more than degrees stands above none."""
    told = any(_names_study(row) or _is_sentence(row.text) or _CONTACT.search(row.text) for row in rows)
    return _BOTH.search(heading) is not None and bool(rows) and not told


def parted(kind: Kind, heading: str, rows: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """The rows of a section of studies, or of certificates, that are studies, and those that are certificates."""
    if kind is Kind.CERTIFICATIONS:
        studies = [row for row in rows if _is_whole_study(row) and not _is_slight(row)]
        return studies, [row for row in rows if row not in studies]
    return _of_studies(heading, rows)


def _of_studies(heading: str, rows: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """All are studies unless the heading or a label tells of both.

    What follows a certificate goes with it, up to the next degree or school. Where each study is on one line, so is
    each certificate.
    """
    both, alone = _BOTH.search(heading) is not None, _are_on_one_line(rows)
    found: tuple[list[Row], list[Row]] = ([], [])
    left = min((row.box.x0 for row in rows), default=0.0)
    within = labelled = False
    for above, row in pairwise([None, *rows]):
        if row is None:
            continue
        label = _label(row) if row.box.x0 - left < _LABEL_POINTS else None
        if label is not None:
            within = labelled = label is Kind.CERTIFICATIONS
            continue
        if labelled:
            within = labelled = not _is_whole_study(row) or _is_slight(row)
        elif both:
            within = _is_certificate(row, above, within=within, alone=alone)
        found[within].append(row)
    return found


def _label(row: Row) -> Kind | None:
    """The kind of what a label on a line of its own within a section announces."""
    text = row.text
    if len(row.cells) > 1 or row.is_bullet or not (text.endswith(":") or row.bold) or len(text.split()) > _LABEL_WORDS:
        return None
    kind = Kind.CERTIFICATIONS if phrase_of(text) in _COURSES else kind_of(text)
    return kind if kind in {Kind.CERTIFICATIONS, Kind.EDUCATION} else None


def _is_certificate(row: Row, above: Row | None, *, within: bool, alone: bool) -> bool:
    texts = [split_bullet(text)[1] for text in row.texts if not is_period(text)]
    if not texts:
        return within
    parts = [part for text in texts for part in _PARTS.split(text)]
    if _TITLE.match(texts[0]) and not is_degree(texts[0].split(",")[0]):
        return True
    if any(is_degree(part) for text in texts for part in (text, *parts)):
        return False
    if above is not None and above.text.count("(") > above.text.count(")"):
        return within
    if alone and (above is None or not OPEN_END.search(above.text)) and not _is_remark(texts[0]):
        first = without_period(parts[0])
        own = len(parts) > 1 or find_period(row.text) is not None or _CERTIFICATE.match(texts[0]) is not None
        at_school = is_school(first) or (is_school(texts[-1]) and not _COURSE.search(first))
        return own and (not at_school or (_BODY.search(texts[-1]) is not None and not is_school(first)))
    if any(map(is_school, texts)):
        return False
    return within or _CERTIFICATE.match(texts[0]) is not None


def _is_remark(text: str) -> bool:
    """Whether a text is none of both: a thesis, a year abroad, an address."""
    remark = ASIDE.match(text) or BREAK.match(text) or _CONTACT.search(text)
    return remark is not None or not re.search(r"[^\W\d_]{2}", text)


def _are_on_one_line(rows: Sequence[Row]) -> bool:
    """Whether each study has its degree and its school in one row."""
    named = [row for row in rows if _has_degree(row)]
    return bool(named) and all(map(_is_whole_study, named))


def _has_degree(row: Row) -> bool:
    return any(
        (found := find_degree(part)) is not None and found.begin == 0
        for text in row.texts
        for part in _PARTS.split(split_bullet(text)[1])
    )


def _is_whole_study(row: Row) -> bool:
    return _has_degree(row) and any(map(is_school, row.texts))


def _is_sentence(text: str) -> bool:
    return is_prose(text) and (text.endswith(".") or len(text.split()) > _SENTENCE_WORDS)


def _names_study(row: Row) -> bool:
    titled = _TITLE.match(split_bullet(row.texts[0])[1]) is not None
    return not titled and ((_has_degree(row) and not _is_slight(row)) or any(map(is_school, row.texts)))


def _is_slight(row: Row) -> bool:
    """Whether the degree of a row is called what certificates are called, too."""
    parts = [part for text in row.texts for part in _PARTS.split(split_bullet(text)[1])]
    found = next((part for part in parts if is_degree(part)), "")
    return _SLIGHT.match(found) is not None

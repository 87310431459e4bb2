"""Sections of two things under one heading: "Education & Certifications", "Instruction et formation"."""

# ruff: noqa: RUF001
# Why: the dashes that resumes are written with.

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from intervue.resume.certificate_noise import is_driving_licence
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
    r"|cursussen|kurse|lehrg[äa]nge|seminare|cours\b|stages|development|bijscholing|abilitazion",
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
    r"|chartered|certified|registered|licen[sc]ed|accredited|associate(?=,))\b",
    re.IGNORECASE,
)
_TITLE_BEHIND = re.compile(
    r"\((?:\w+\s+)?(?:fellow|member|associate|licentiate)\)\W*(?:(?:19|20)\d\d)?$", re.IGNORECASE
)
_COURSES = frozenset(
    {"courses", "short courses", "cursos", "kurse", "cours", "corsi", "cursussen", "training", "trainings"}
)
"""Labels of what is listed below the studies of a section."""
_SLIGHT = re.compile(
    r"(?!ncea)(?:\w+\s)?(?:certificat|diplomad|diploma|level|nvq|award|minor|fellow|associate|qualifi|brevet|licen[sc]e$|especiali"
    r"|mba\s+essentials|mini[- ]mba|master(?:$|\s+(?!of\b|in\b|degree)))",
    re.IGNORECASE,
)
"""Degrees that are called what certificates are called, too."""
_CALLED_CERTIFICATE = re.compile(r"certificat|zertifikat|attest|certificado|award", re.IGNORECASE)
_HOLDER = re.compile(r"(?:Certified|Chartered|Licen[sc]ed|Accredited)\s+[A-Z]")
_COURSE = re.compile(
    r"\b(?:courses?|training|levels?|workshop|seminar|\w*kurs|\w*lehrgang|cours|stage|curso|corso|cursus|programme?|weiterbildung|fortbildung|prescribing)\b",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"\b(?:institute\s+(?:of|for)|academy|akademie|\w*kammer|council|association|board|society|training\s+cent(?:er|re))\b",
    re.IGNORECASE,
)
"""Schools that are not schools in the first place: who examines members, or sells courses."""
_CONTACT = re.compile(r"@|\bwww\.|\b(?:linkedin|github|xing)\.com|\w\.(?:com|org|net|io|dev|example)(?:\W|$)")
_LABEL_WORDS = 4
_SENTENCE_WORDS = 14
_LABEL_POINTS = 12.0
_PARTS = re.compile(r"\s*[,;|:]\s+|\s+[-–—|·•]\s+|\s{2,}")


def are_titles(rows: Sequence[Row]) -> bool:
    """Whether each row is a title that a body grants: "Fellow, Guild of Masons", "Chartered Engineer"."""
    named: list[str] = []
    for text in (split_bullet(text)[1] for row in rows for text in row.texts if not is_period(text)):
        named[len(named) :] = [f"{named.pop()} {text}"] if named and text.startswith("(") else [text]
    return bool(named) and all(_TITLE.match(text) or _TITLE_BEHIND.search(text) for text in named)


def names_no_study(heading: str, rows: Sequence[Row]) -> bool:
    """Whether a heading that promises more than degrees stands above none."""
    told = any(_names_study(row) or _is_sentence(row.text) or _CONTACT.search(row.text) for row in rows)
    return _BOTH.search(heading) is not None and bool(rows) and not told


def parted(kind: Kind, heading: str, rows: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """The rows of a section of studies, or of certificates, that are studies, and those that are certificates."""
    if kind is Kind.CERTIFICATIONS:
        studies = _studies_among(rows)
        chosen = set(map(id, studies))
        return studies, [row for row in rows if id(row) not in chosen]
    return _of_studies(heading, rows)


def _studies_among(rows: Sequence[Row]) -> list[Row]:
    """The rows of certificates that name a degree and a school, or one of them above the other."""
    found: list[Row] = []
    index = 0
    while index < len(rows):
        size = _study_at(rows, index)
        found += rows[index : index + size]
        index += max(size, 1)
    plain = [row for row in rows if not row.is_bullet]
    # Studies above a list of certificates: then what is called like a certificate is none, either.
    return plain if found and plain and len(plain) < len(rows) and all(map(_degree_of, plain)) else found


def _study_at(rows: Sequence[Row], index: int) -> int:
    """How many rows a study has that begins at a row of certificates, its date below included; 0 if none does."""
    if _is_slight(rows[index]):
        return 0
    size = int(_is_whole_study(rows[index])) or 2 * int(_are_one_study(rows[index : index + 2]))
    while size and index + size < len(rows) and _is_date(rows[index + size]):
        size += 1
    return size


def _are_one_study(rows: Sequence[Row]) -> bool:
    """Whether two rows are a degree and its school, or a school and a degree."""
    degrees = [row for row in rows if _degree_of(row) and not _is_slight(row)]
    schools = [row for row in rows if not _degree_of(row) and any(map(is_school, _parts_of(row)[:1]))]
    aligned = len({round(row.box.x0 / _LABEL_POINTS) for row in rows}) == 1 and not rows[-1].is_bullet
    return len(degrees) == len(schools) == 1 and aligned


def _is_date(row: Row) -> bool:
    """Whether a row is a date and hardly anything else: "Class of 2016"."""
    return find_period(row.text) is not None and len(without_period(row.text).split()) < _LABEL_WORDS - 1


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
        elif both or (alone and not row.is_bullet and _HOLDER.match(row.text)):
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
    parts = _parts_of(row)
    if not parts:
        return within
    text = parts[0]
    if is_driving_licence(text) or (_TITLE.match(text) and not is_degree(text)):
        return True
    if _degree_of(row):
        at_school = any(map(is_school, row.texts))
        return alone and not at_school and _CALLED_CERTIFICATE.match(_degree_of(row)) is not None
    if above is not None and above.text.count("(") > above.text.count(")"):
        return within
    if alone and (above is None or not OPEN_END.search(above.text)) and not _is_remark(text):
        named = _CERTIFICATE.match(text) is not None or text.endswith(")")
        own = within or named or len(parts) > 1 or find_period(row.text) is not None
        schools = [part for part in parts[1:] if is_school(part)]
        taught = not schools or _COURSE.search(text) is not None or any(map(_BODY.search, schools))
        return own and taught and not is_school(text)
    if any(map(is_school, row.texts)):
        return False
    return within or _CERTIFICATE.match(text) is not None


def _is_remark(text: str) -> bool:
    """Whether a text is none of both: a thesis, a year abroad, an address."""
    remark = ASIDE.match(text) or BREAK.match(text) or _CONTACT.search(text)
    return remark is not None or not re.search(r"[^\W\d_]{2}", text)


def _are_on_one_line(rows: Sequence[Row]) -> bool:
    """Whether each study is one row: none has only a degree, or only a school."""
    named = [row for row in rows if _degree_of(row) and (not _is_slight(row) or _is_whole_study(row))]
    apart = any(is_school(parts[0]) and not _degree_of(row) for row in rows if (parts := _parts_of(row)))
    return bool(named) and not apart and all(len(_parts_of(row)) > 1 for row in named)


def _parts_of(row: Row) -> list[str]:
    """What commas, dashes and gaps part in a row, without dates."""
    parts = [part for text in row.texts for part in _PARTS.split(split_bullet(text)[1])]
    return [bare for part in parts if any(map(str.isalpha, bare := without_period(part))) and not is_period(part)]


def _degree_of(row: Row) -> str:
    """The part of a row that begins with a degree; empty where there is none."""
    return next((part for part in _parts_of(row) if (found := find_degree(part)) and found.begin == 0), "")


def _is_whole_study(row: Row) -> bool:
    return bool(_degree_of(row)) and any(map(is_school, row.texts))


def _is_slight(row: Row) -> bool:
    """Whether the degree of a row is called what certificates are called, too."""
    return _SLIGHT.match(_degree_of(row)) is not None


def _is_sentence(text: str) -> bool:
    return is_prose(text) and (text.endswith(".") or len(text.split()) > _SENTENCE_WORDS)


def _names_study(row: Row) -> bool:
    titled = _TITLE.match(split_bullet(row.texts[0])[1]) is not None
    return not titled and bool((_degree_of(row) and not _is_slight(row)) or any(map(is_school, row.texts)))

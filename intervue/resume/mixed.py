"""Sections of two things under one heading: "Education & Certifications"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from intervue.resume.dates import is_period
from intervue.resume.degrees import is_degree
from intervue.resume.lines import split_bullet
from intervue.resume.vocabulary import is_school

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intervue.resume.layout import Row

_BOTH = re.compile(
    r"certif|licen[cs]|accredit|credential|training|qualification|zertifi|weiterbildung|fortbildung|habilitation"
    r"|formation continue|cursos|corsi|cursussen",
    re.IGNORECASE,
)
_CERTIFICATE = re.compile(
    r"(?:certified|certification|licen[cs]ed?|registered|accredited|chartered|zertifi\w+|certificado|certificada"
    r"|certificazione|certifié\w*)\b(?! (?:at|from|by)\b)"
    r"|.*\b(?:certification|certified|licen[cs]e|zertifikat|zertifizierung|bls|acls|pals|cpr|pmp|itil|comptia|osha"
    r"|scrum master|six sigma|first aid)\b",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"(?:(?:19|20)\d\d\W+)?(?:(?:associate\s+)?fellow|chartered|certified|registered|licen[sc]ed|accredited)\b",
    re.IGNORECASE,
)


def are_titles(rows: Sequence[Row]) -> bool:
    """Whether each row is a title that a body grants: "Fellow, Guild of Masons", "Chartered Engineer"."""
    named = [text for row in rows for text in row.texts if not is_period(text)]
    return bool(named) and all(_TITLE.match(split_bullet(text)[1]) for text in named)


def certificate_rows(heading: str, rows: Sequence[Row]) -> list[Row]:
    """The rows of a section of studies that are certificates, where its heading names both; else none.

    What follows a certificate goes with it, up to the next degree or school.
    """
    if not _BOTH.search(heading):
        return []
    found: list[Row] = []
    within = False
    for row in rows:
        texts = [split_bullet(text)[1] for text in row.texts]
        if any(is_degree(part) or is_school(part) for text in texts for part in (text, *text.split(", "))):
            within = False
        elif _CERTIFICATE.match(texts[0]):
            within = True
        if within:
            found.append(row)
    return found

"""Forms: résumés whose every line has a label before it, as the older Europass has them.

The labels say what a row is. They are taken off, and each entry's rows are put into the order of other résumés: period,
title, employer, what was done.
"""

# ruff: noqa: SIM905
# Why: lists of words.

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from enum import IntEnum, auto
from functools import lru_cache
from typing import TYPE_CHECKING

from intervue.resume.column_names import Column, column_of
from intervue.resume.headings import Kind, is_sure, kind_of, phrase_of
from intervue.resume.lines import joined, split_bullet
from intervue.resume.outline import had_no_room
from intervue.resume.rows import Row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intervue.resume.lines import Line


class Role(IntEnum):
    """What a label announces, in the order in which the parts of an entry are wanted."""

    PERIOD = auto()
    TITLE = auto()
    SUBJECT = auto()
    EMPLOYER = auto()
    BODY = auto()
    ASIDE = auto()
    """What no field takes: the employer's line of business, a degree's level."""
    PLAIN = auto()
    """Something of the candidate's own: name, address, telephone."""


_ROLES: tuple[tuple[Role, re.Pattern[str]], ...] = (
    (Role.PLAIN, re.compile(r"^(?:first name|surname|family name|name$|vorname|nachname|familienname|nom$"
        r"|nom et prenom|nom\(s\)|nombre$|apellido|nome$|cognome|nome e cognome|naam$|voornaam|address|adresse"
        r"|anschrift|direccion|morada|indirizzo|adres|tele(?:phone|fon|fono|fone|foon)|mobile|e-?mail"
        r"|correo|posta elettronica|web)")),
    (Role.ASIDE, re.compile(r"settore|sector|secteur|branche|type of business|classifica(?:tion|zione|cion)|^niveau"
        r"|^address of|^livello|^nivel")),
    (Role.PERIOD, re.compile(r"^(?:dates?|zeitraum|datum|daten|periode?|period|fechas?|datas?|duration|tiempo|temps"
        r"|tempo)\b.{0,20}$")),
    (Role.SUBJECT, re.compile(r"subjects|hauptfacher|matieres|materias|materie|tematiche|vakken|field of study"
        r"|fachrichtung")),
    (Role.EMPLOYER, re.compile(r"employer|arbeitgeber|employeur|empleador|empregador|datore di lavoro|werkgever"
        r"|^(?:name|nom|nombre|nome|naam) (?:and|und|et|y|e|en)"
        r" (?:ad(?:d?ress?e?|res)|anschrift|direccion|endereco|indirizzo)"
        r"|^company|providing education|bildungs|ausbildungseinrichtung|etablissement"
        r"|^(?:name|nombre|nome).*(?:centro|ensino)"
        r"|organizzazione|istituto|onderwijs|institution|^school|^university|organi[sz]ation")),
    (Role.BODY, re.compile(r"activities|responsibilit|tatigkeiten|activites|funciones|actividades|atividades|attivita"
        r"|mansioni|werkzaamheden|duties|aufgaben")),
    (Role.TITLE, re.compile(r"occupation|position|job title|impiego$|empleo$|type of employment"
        r"|designation|beruf|fonction|poste|cargo|posizione|functie"
        r"|^role|qualification|diplom|cualificacion|qualifica|abschluss|degree|titel|titolo|kwalificatie")),
)  # fmt: skip
_OF_COLUMNS = {
    Column.PERIOD: Role.PERIOD,
    Column.TITLE: Role.TITLE,
    Column.DEGREE: Role.TITLE,
    Column.SUBJECT: Role.SUBJECT,
    Column.EMPLOYER: Role.EMPLOYER,
    Column.SCHOOL: Role.EMPLOYER,
    Column.DUTIES: Role.BODY,
    Column.ASIDE: Role.ASIDE,
}
"""What names a column of a table is a label, too."""
_LABEL_SHARE = 0.8
"""Of a form's left side, how many lines are labels."""
_MAX_LABEL_WORDS = 12
_LEAST_ENTRIES, _LEAST_LABELS = 2, 3
_PERSONAL = frozenset({Kind.HEADER, Kind.CONTACT, Kind.OTHER})


_COLUMN_NAMES = frozenset(
    "period dates date year years from to duration position title role designation employer company organisation"
    " organization institution institute degree qualification school university college location place course grade"
    " responsibilities zeitraum jahr firma arbeitgeber abschluss schule periode poste entreprise diplome etablissement"
    " annee fechas ano empresa puesto titulo centro data azienda titolo istituto functie bedrijf opleiding"
    " name certificate certification certifications licence license issuer provider expiry expires cgpa gpa percentage"
    " board marks job when where what who exam examination subject class division result stream"
    " zertifikat aussteller datum organisme certificado entidad emisor ente certificato note".split()
) | {
    "job title",
    "year of passing",
    "passing year",
    "year of completion",
    "name of employer",
    "name of company",
    "post held",
    "position held",
    "employer name",
    "company name",
    "name of institution",
    "issued by",
    "issuing body",
    "issuing organization",
    "valid until",
}
_BEGINNINGS = frozenset(
    " ".join(name.split()[:count]) for name in _COLUMN_NAMES for count in range(1, len(name.split()))
) - {"name", "job"}
"""What a column's name begins with where it takes two lines."""


def names_columns(row: Row) -> bool:
    """Whether the row is a table's head: "Period", "Position", "Employer"."""
    return are_column_names([cell.text for cell in row.cells])


def are_column_names(texts: Sequence[str]) -> bool:
    """The same for the texts of one line; a name may go on in the next line: "Year of"."""
    parts = [phrase_of(part) for text in texts for part in text.split("/")]
    return len(texts) > 1 and all(part in _COLUMN_NAMES or part in _BEGINNINGS for part in parts)


def role_of(row: Row) -> Role | None:
    """What the label in a row's first cell announces; None where there is no label."""
    return _announced(row.cells[0].text) if len(row.cells) > 1 else None


@lru_cache(maxsize=1024)
def _announced(text: str) -> Role | None:
    if len(text.split()) > _MAX_LABEL_WORDS:
        return None
    bare = split_bullet(text)[1].removesuffix(":")
    phrase = phrase_of(bare)
    role = next((role for role, pattern in _ROLES if pattern.search(phrase)), None)
    column = column_of(bare) if role is None else None
    return _OF_COLUMNS.get(column, role) if column else role


def is_form(rows: Sequence[Row]) -> bool:
    """Whether at least two entries have labels for their period and for their title, the same ones each."""
    labels = Counter(row.cells[0].text for row in rows if role_of(row))
    roles = [role for label, times in labels.items() if (role := _announced(label)) for _ in range(times)]
    return min(roles.count(Role.PERIOD), roles.count(Role.TITLE)) >= _LEAST_ENTRIES


def are_labels(side: Sequence[Line], other: Sequence[Line]) -> bool:
    """Whether lines of a left side are the labels of a form, each on the baseline of what it announces."""
    levels = sorted(line.box.middle for line in other)
    begun = [line for line in side if line.text.endswith(":") or _announced(line.text)]
    level = sum(
        bisect_right(levels, line.box.middle - line.size / 2) < bisect_left(levels, line.box.middle + line.size / 2)
        for line in begun
    )
    inner = [line for line in side if not is_sure(line.text)]
    return len(begun) >= _LEAST_LABELS and min(len(begun), level) >= _LABEL_SHARE * len(inner)


def heading_in_form(row: Row, current: Kind) -> Kind | None:
    """The kind of section that a form's label begins, as "Languages" does; what is told of a person begins none."""
    kind = kind_of(row.cells[0].text) if len(row.cells) > 1 and role_of(row) is None else None
    return None if kind is Kind.OTHER and current in _PERSONAL else kind


def arranged(rows: Sequence[Row]) -> list[Row]:
    """The rows of a form's section without labels, each entry in the usual order.

    An entry begins with the label that the section begins with.
    """
    labelled = [(row, role) for row in rows if (role := role_of(row))]
    if not any(role in {Role.TITLE, Role.EMPLOYER} for _, role in labelled):
        plain = {id(row) for row, role in labelled if role is Role.PLAIN}
        return [Row(row.cells[1:]) if id(row) in plain else row for row in rows]
    entries: list[list[tuple[Role, list[Row]]]] = [[]]
    values = min(row.cells[1].box.x0 for row, _ in labelled)
    first = next((role for _, role in labelled if role not in {Role.ASIDE, Role.PLAIN}), Role.PERIOD)
    label = labelled[0][0].cells[0]
    for row in rows:
        role = role_of(row)
        lone = _announced(row.text) if len(row.cells) == 1 and row.box.x1 < values else None
        if role is None and lone is None and entries[-1] and not row.is_bullet:
            entries[-1][-1][1].extend(_without_label(row, label, values))
            continue
        if role is first and any(role is each for each, _ in entries[-1]):
            entries.append([])
        if role:
            label = row.cells[0]
        of_row = Role.BODY if row.is_bullet else Role.PLAIN
        entries[-1].append((role or lone or of_row, [] if lone else [Row(row.cells[1:]) if role else row]))
    return [row for entry in entries for row in _in_order(entry)]


def _without_label(row: Row, label: Line, values: float) -> list[Row]:
    """A row without the rest of the label above; `values`: where the texts beside the labels begin, points."""
    first = row.cells[0]
    if first.box.x1 >= values or not first.text[:1].islower() or not had_no_room(label, first, values):
        return [row]
    return [Row(row.cells[1:])] if len(row.cells) > 1 else []


def _in_order(entry: list[tuple[Role, list[Row]]]) -> list[Row]:
    parts = sorted((part for part in entry if part[0] is not Role.ASIDE), key=lambda part: part[0])
    titles = [rows for role, rows in parts if role is Role.TITLE]
    result: list[Row] = []
    for role, rows in parts:
        if role is Role.SUBJECT and titles and len(rows) == 1:
            result[-1] = _with_subject(result[-1], rows[0])
        else:
            result.extend(rows)
    return result


def _with_subject(title: Row, subject: Row) -> Row:
    return Row((*title.cells[:-1], joined(title.cells[-1], subject.cells[0], ", ")))

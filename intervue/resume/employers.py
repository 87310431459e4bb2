"""Employers above several positions, and times without one: which position belongs to whom."""

# ruff: noqa: RUF001
# Why: the quotes that resumes are written with.

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from intervue.resume.dates import month_number
from intervue.resume.outline import Part
from intervue.resume.vocabulary import title_score

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from intervue.resume.dates import Period
    from intervue.resume.outline import Item

_GAP = re.compile(
    r"(?:(?:parental|maternity|paternity|family|adoption|medical|sick|unpaid|carer['’]?s?)\s+leave|(?:career|work)\s+"
    r"(?:break|gap|pause)|sabbatical|gap\s+year|planned\s+(?:career\s+)?break|(?:world\s+)?travel(?:l?ing|s)?\b"
    r"|stay[- ]at[- ]home|full[- ]time\s+(?:parent|mother|father|carer?|caregiver)|home\s?maker|unemployed"
    r"|(?:job|work)[- ]?(?:search|seeking)|(?:seeking|looking\s+for)\s+(?:work|employment)|redundancy"
    r"|elternzeit|mutterschutz|familienzeit|familienphase|familienpause|kindererziehung|erziehungszeit|pflegezeit"
    r"|babypause|weltreise|auszeit|sabbatjahr|arbeits?suchend|arbeitslos|arbeitssuche|berufliche\s+neuorientierung"
    r"|cong[ée]s?\s+(?:parental|maternit|paternit|sabbatique|de\s+mat)|ann[ée]e\s+(?:sabbatique|de\s+c[ée]sure)"
    r"|pause\s+(?:carri[èe]re|professionnelle)|(?:en\s+)?recherche\s+d['’]emploi|tour\s+du\s+monde|sans\s+emploi"
    r"|a[ñn]o\s+sab[áa]tico|ano\s+sab[áa]tico|anno\s+sabbatico|excedencia|baja\s+(?:maternal|paternal|por)"
    r"|permiso\s+(?:parental|de)|b[úu]squeda\s+(?:activa\s+)?de\s+empleo|desemplead|licen[çc]a[- ](?:maternidade"
    r"|paternidade|parental)|pausa\s+(?:na\s+carreira|profesional|lavorativa)|congedo|maternit[àa]\b|disoccupat"
    r"|ouderschapsverlof|zwangerschapsverlof|loopbaanonderbreking|tussenjaar|wereldreis|werkzoekend)",
    re.IGNORECASE,
)
"""A time that a person accounts for without having held a position."""
_CLIENTS = re.compile(
    r"(?:(?:selected|key|main|past|current|some|major|notable)\s+)?(?:clients?\s+(?:include|were|list)|clients\b|clientes\b"
    r"|clienti\b|kunden\b|auftraggeber\b|klanten\b|opdrachtgevers\b)",
    re.IGNORECASE,
)
"""What a list of customers begins with."""
_COMPANY_LINES = 3
Look = tuple[bool, bool, int]
"""Bold, italic, size in points: what the names of employers have in common."""


def is_gap(title: str) -> bool:
    """Whether a title names a time without work ("Career break", "Elternzeit"), which has no employer."""
    return _GAP.match(title.strip()) is not None


def names_clients(text: str) -> bool:
    """Whether a line lists a freelancer's customers: none of them is the employer."""
    return _CLIENTS.match(text) is not None


def covers(whole: Period | None, part: Period | None) -> bool:
    """Whether the years of one period lie within another's; one without an end goes on."""
    if whole is None or part is None:
        return False
    first, begin = month_number(whole.start), month_number(part.start)
    last, stop = month_number(whole.end or "now"), month_number(part.end or part.start)
    if first is None or begin is None or last is None or stop is None:
        return False
    return first // 12 <= begin // 12 and stop // 12 <= last // 12


def above_description(items: Sequence[Item], top: int, floor: int, looks: Collection[Look] = ()) -> int | None:
    """The row with an employer's name above some lines about it, which stand right above the first row of a position.

    `looks`: what the employers look like that were found so above. None where there is no such row: what stands there
    goes on about the position before.
    """
    index = top
    while index > floor and top - index <= _COMPANY_LINES and items[index - 1].part is Part.PROSE:
        index -= 1
    if index == top or index <= floor or items[index - 1].part is not Part.PLAIN:
        return None
    name, before = items[index - 1], items[index - 2] if index > 1 else None
    if before is not None and before.part not in {Part.BULLET, Part.MORE, Part.PROSE}:
        return None
    score = title_score(name.row.text)
    alike = name.look[:3] in looks and name.look[:3] != items[index].look[:3]
    named = score <= -1 or (score <= 0 and (before is None or name.row.bold or alike))
    return index - 1 if named and not name.row.text.endswith((".", ":", ";")) else None

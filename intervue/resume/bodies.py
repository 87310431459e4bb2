"""What was done in a position: labels above bullets are left out, and entries without a sign of their own are told."""

# ruff: noqa: PLR2004
# Why: counts of entries, and points, stand where they are used.

from __future__ import annotations

import re
from itertools import pairwise, zip_longest
from typing import TYPE_CHECKING

from intervue.resume.outline import Item, Part, had_no_room

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from intervue.resume.layout import Row

_LABEL = re.compile(
    r"(?:(?:key|main|selected|major|core|notable|principal)\s+)?(?:achievements?|accomplishments?|responsibilit(?:y|ies)"
    r"|duties|tasks|contributions|highlights|results|projects|deliverables)|(?:haupt)?aufgaben|t[äa]tigkeiten|erfolge"
    r"|t[âa]ches|missions|r[ée]alisations|responsabilit[ée]s|funciones|logros|responsabilidades|fun[çc][õo]es"
    r"|conquistas|mansioni|responsabilit[àa]|risultati|taken|werkzaamheden|resultaten",
    re.IGNORECASE,
)
_OF_THE_OFFICE = re.compile(
    r"(?:(?:average\s+)?hours(?:\s+(?:worked\s+)?per\s+week)?|(?:starting|ending|final|annual|base)?\s*salary|pay(?:\s+rate)?"
    r"|grade|series|gs\s+level|supervisor(?:'s\s+name)?|(?:okay|ok|may\s+we)\s+(?:to\s+)?contact.{0,40}?"
    r"|bed\s+(?:capacity|strength)|(?:no\.?|number)\s+of\s+beds|(?:nature|line|type)\s+of\s+(?:business|industry|hospital|facility)"
    r"|industry|branche|secteur(?:\s+d.activité)?|rubro|giro|settore|ramo(?:\s+de\s+atividade)?"
    r"|reasons?\s+for\s+leaving|notice\s+period|wochenstunden|gehalt|k[üu]ndigungsfrist|motif\s+de\s+d[ée]part"
    r"|(?:duty|work|home)\s+(?:station|location|base)|place\s+of\s+(?:work|employment)|(?:dienst|einsatz|arbeits)ort"
    r"|standplaats|luogo\s+di\s+lavoro|lieu\s+de\s+travail|lugar\s+de\s+trabajo|local\s+de\s+trabalho"
    r"|motivo\s+(?:de|da|del)\s+(?:salida|sa[íi]da|retiro)|(?:jefe|superior|chefia|chefe|supervisor)\s+(?:inmediato|imediat[ao]|directo|direto)|duties,?\s+accomplishments\s+and\s+related\s+skills)\s*:.*",
    re.IGNORECASE,
)
"""What offices and recruiters ask about a position besides what was done."""
_LABEL_WORDS = 4
_LEAST_HANG, _MOST_HANG = 4.0, 40.0
"""How far the later lines of an entry are set in, points."""


def without_answers(items: Sequence[Item]) -> list[Item]:
    """The rows of a section without what is answered for an office or told of an employer: "Bed capacity: 320"."""
    asked = {Part.PROSE, Part.PLAIN}
    return [item for item in items if item.part not in asked or not _OF_THE_OFFICE.fullmatch(item.row.text)]


def body_of(items: Sequence[Item], end: Callable[[Row], float]) -> list[Item]:
    """The rows of a position's body without labels above bullets.

    Entries with a hanging indent are bullets, and so are lines that end before the column does. `end`: where the lines
    of a row's column end, points.
    """
    kept = [
        item
        for item, below in zip_longest(items, items[1:])
        if not (below is not None and below.part is Part.BULLET and _is_label(item))
    ]
    return _with_broken_off(_with_hanging(kept), end)


def _is_label(item: Item) -> bool:
    """Whether a row only says what the bullets below are: "Key achievements:"."""
    text = item.row.text
    if item.part in {Part.BULLET, Part.MORE, Part.DATED} or len(text.split()) > _LABEL_WORDS:
        return False
    return text.endswith(":") or is_label(text)


def is_label(text: str) -> bool:
    """Whether the text is a usual label of what was done: "Achievements/Tasks"."""
    parts = re.split(r"\s*/\s*|\s+(?:and|&|und|et|y|e|en)\s+", text)
    return all(_LABEL.fullmatch(part) for part in parts)


def without_label(text: str) -> str:
    """A description without the label before it: "Duties: served customers"."""
    label, colon, said = text.partition(":")
    return said.strip() if colon and is_label(label.strip()) and said.strip() else text


def _with_hanging(items: list[Item]) -> list[Item]:
    """Entries whose first line stands out to the left of their later ones, as bullets and what goes on with them."""
    if len(items) < 3 or any(item.part not in {Part.PROSE, Part.PLAIN} for item in items):
        return items
    left = items[0].row.box.x0
    hangs = [item.row.box.x0 - left for item in items]
    starts = [abs(hang) < 2 and item.row.text[:1].isupper() for hang, item in zip(hangs, items, strict=True)]
    later = [_LEAST_HANG < hang < _MOST_HANG for hang in hangs]
    told = all(one or other for one, other in zip(starts, later, strict=True))
    alone = any(one and two for one, two in pairwise(starts))
    if not told or not any(later) or sum(starts) < 2 or (alone and sum(later) < 2):
        return items
    return [Item(item.row, Part.BULLET if start else Part.MORE) for item, start in zip(items, starts, strict=True)]


def _with_broken_off(items: list[Item], end: Callable[[Row], float]) -> list[Item]:
    """Entries without any sign, each of which begins in a new line though the line above has room, as bullets."""
    rows = [item.row for item in items]
    if len(rows) < 2 or any(item.part not in {Part.PROSE, Part.PLAIN} or len(item.row.cells) > 1 for item in items):
        return items
    broken = [not had_no_room(above, below, end(above)) for above, below in pairwise(rows)]
    level = all(abs(row.box.x0 - rows[0].box.x0) < 2 and row.page == rows[0].page for row in rows)
    starts = [row for row, new in zip(rows, [True, *broken], strict=True) if new]
    named = all(row.text[:1].isupper() or row.text[:1].isdigit() for row in starts)
    # Two paragraphs are no list, and neither are two sentences.
    told = len(starts) > 2 or (len(starts) == len(rows) == 2 and not all(row.text.endswith(".") for row in rows))
    if not (level and named and told):
        return items
    return [Item(row, Part.BULLET if new else Part.MORE) for row, new in zip(rows, [True, *broken], strict=True)]

"""Who the candidate is and how to reach them."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING
from urllib.parse import unquote

from intervue.resume.addresses import EMAIL, find_email, find_linkedin, without_addresses
from intervue.resume.lines import BULLET, Link, without_icons
from intervue.resume.location import LABEL, PLACE_LABEL, find_location, is_lone_town
from intervue.resume.names import find_name
from intervue.resume.phones import DIGITS, is_strong, may_be_number, phone_in
from intervue.resume.places import is_place, is_region, may_be_town, without_street
from intervue.resume.rows import Row
from intervue.resume.schema import ContactInfo
from intervue.resume.sections import look_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from intervue.resume.lines import Line

_PHONE_LABEL = re.compile(
    r"(?<!\w)(?:phone|tel|call\b|ring\b|mob|m[óo]vil|cel|handy|gsm|portable|whatsapp|ph\b|t:|m:|p:|fon)", re.IGNORECASE
)
_ALIGNED = 5.0
"""How far the left edges of a label and of the value below it may differ, points."""
_PLACE_ENDS = re.compile(r"\.(?:\s|$)|\s+[|\u2022\u00b7\u2013\u2014]\s+")
_NAME_GOES_ON = re.compile(
    r"\d\S*\s.*\s(?:del|della|dei|di|de|da|do|dos|das|des|du|am|an\s+der|im|bei|ob\s+der|sur|upon|of|san|santa|são|saint|st\.?)$",
    re.IGNORECASE,
)
"""An address whose town goes on in the next line."""
_LINE_END = 120
"""Characters of a line's end in which its address stands."""
_PROFILE_END = re.compile(r"[\w%-]+/?\s+\(LinkedIn\)")
"""The end of a profile's address with LinkedIn's own label."""
_TEXT_MAX_CHARS = 400
"""No line of addresses is longer."""
_SALUTATION = re.compile(r"(?:Mrs?\.?|Ms\.?|Miss|Herr|Frau|Mme|Sra?\.|Srta\.|Sig(?:\.ra|\.)|Shri|Smt\.)\s+(?=\S+\s)")
"""How a person is addressed, which is no part of the name as a doctor's title is."""


def parse_contact(
    header: Sequence[Row], everything: Sequence[Row], links: Sequence[Link], listed: Sequence[Row] = ()
) -> ContactInfo:
    """Who it is.

    Args:
        header: rows before the first heading, and those of a contact section.
        everything: all rows.
        links: the link annotations.
        listed: the rows of a contact section alone.
    """
    head = _texts(header)
    whole = _texts(everything)
    phones = [text for text in head if _PHONE_LABEL.search(text)] + head
    phones += [text for text in whole if _PHONE_LABEL.search(text)]
    email = find_email(head, links) or find_email(whole, links)
    linkedin = find_linkedin([*head, *whole], links)
    own = ((email or "").partition("@")[0], (linkedin or "").partition(".com/")[2])
    name = _SALUTATION.sub("", find_name(header, everything, own))
    told = (
        [_without_name(text, name) for text in texts if text.casefold() not in name.casefold()]
        for texts in (head, _texts([_parted(row) for row in header]))
    )
    marked = {without_icons(cell) for row in header for cell in row.texts if cell[:1] == BULLET}
    marked |= {*_texts(listed), *_lone_towns(header, name)}
    return ContactInfo(
        name=name,
        email=email,
        phone=_phone(phones, whole, links),
        location=next(filter(None, (find_location(texts, marked) for texts in told)), None),
        linkedin=linkedin,
    )


def _lone_towns(rows: Sequence[Row], name: str) -> set[str]:
    """What stands alone between the name and the first address, in the look of the address: a town."""
    return {
        row.text
        for above, row, below in zip(rows, rows[1:], rows[2:], strict=False)
        if len(row.cells) == 1
        and above.text.casefold() == name.casefold()
        and without_addresses(below.texts[0]) != below.texts[0]
        and look_of(row.cells[0]) == look_of(below.cells[0]) != look_of(above.cells[0])
        and is_lone_town(row.text)
    }


def _parted(row: Row) -> Row:
    """The row, cut where blanks are too wide for one: "ada@example.com   Leeds, UK   Find me on LinkedIn"."""
    cells: list[Line] = []
    for cell in row.cells:
        runs = (list(run) for blank, run in groupby(cell.spans, key=lambda span: span.text.isspace()) if not blank)
        cells += [replace(cell, spans=tuple(run)) for run in runs] if len(cell.spans) > 1 else [cell]
    return Row(tuple(cells)) if len(cells) > len(row.cells) else row


def _texts(rows: Sequence[Row]) -> list[str]:
    """The cells' texts; an address that was broken over two lines in one piece; a label's cell before its value."""
    texts: list[str] = []
    for cells in _with_labels(rows):
        if texts and cells and _is_broken(texts[-1], cells[0]):
            texts[-1] += cells.pop(0)
        elif texts and cells and _place_goes_on(texts[-1], cells[0]):
            texts[-1] += f" {cells.pop(0)}"
        texts.extend(cells)
    return [text[:_TEXT_MAX_CHARS] for text in texts if text]


def _place_goes_on(text: str, following: str) -> bool:
    """Whether a town follows a comma at a line's end, or a region is broken: "Dumaguete City, Negros", "Oriental"."""
    if _NAME_GOES_ON.search(text[-_LINE_END:]) and following[:1].isupper() and not LABEL.match(following):
        return True  # "38066 Riva del" / "Garda"
    begins = _PLACE_ENDS.split(following, maxsplit=1)[0]
    if text.endswith(","):
        first = without_street(begins)
        return is_place(first) or may_be_town(first)
    _, comma, last = text.rpartition(", ")
    return bool(comma) and not is_region(last) and is_region(f"{last} {begins.partition(',')[0]}")


def _with_labels(rows: Sequence[Row]) -> Iterator[list[str]]:
    """The cells' texts of each row, a label and its value in one; the values may stand in the row below the labels."""
    above: dict[float, str] = {}
    for row in rows:
        cells = [without_icons(cell) for cell in row.texts]
        edges = [cell.box.x0 for cell in row.cells] if len(row.cells) == len(cells) else []
        labels = [LABEL.fullmatch(cell) is not None for cell in cells]
        if above and edges and not any(labels):
            beneath = [next((above[x] for x in above if abs(x - edge) < _ALIGNED), "") for edge in edges]
            yield [_labelled(label, cell) if label else cell for label, cell in zip(beneath, cells, strict=True)]
        elif len(cells) > 1 and not labels[1] and (labels[0] or cells[0].endswith(":") or cells[1].startswith(":")):
            yield [_labelled(cells[0], cells[1]), *cells[2:]]
        else:
            yield [cell for cell, label in zip(cells, labels, strict=True) if not label]
        several = sum(labels) > 1 or (labels == [True] and PLACE_LABEL.match(f"{row.text} -") is not None)
        above = {x: cell for x, cell, label in zip(edges, cells, labels, strict=False) if label and several}


def _labelled(label: str, value: str) -> str:
    return f"{without_icons(label).rstrip(': .')}: {value.lstrip(': ')}"


def _is_broken(text: str, following: str) -> bool:
    """Whether an e-mail or web address goes on in the next line."""
    token = text.rsplit(" ", maxsplit=1)[-1]
    if "linkedin.com/in/" in token.casefold() and _PROFILE_END.fullmatch(following):
        return True
    if " " in following or not re.fullmatch(r"[\w.@/-]+", following):
        return False
    if following.startswith("@"):
        return EMAIL.fullmatch(token + following) is not None
    if "@" in token:
        ended = EMAIL.fullmatch(token) is not None
        return (not ended and "." in token + following) or re.fullmatch(r"m|om|rg|et|k", following) is not None
    if "linkedin.com" in token.casefold():
        return token.endswith(("/", "-", "_", ".com"))
    return "@" in following and token == text and token.endswith((".", "-", "_")) and LABEL.match(text) is None


def _phone(texts: Sequence[str], lone: Sequence[str], links: Sequence[Link]) -> str | None:
    """The first telephone number, as written; a short one without a label only where there is no other.

    `lone`: texts anywhere on the page, of which one may be a number and nothing else.
    """
    short = None
    for text in texts:
        found = phone_in(without_addresses(text))
        if found and (is_strong(found) or _PHONE_LABEL.search(text)):
            return found
        short = short or found
    short = short or next((text for text in lone if may_be_number(text) and phone_in(text) == text), None)
    if short:
        return short
    for link in links:
        if link.uri[:4].lower() == "tel:" and sum(char.isdigit() for char in link.uri) in DIGITS:
            return unquote(link.uri[4:]).strip()[:40]
    return None


def _without_name(text: str, name: str) -> str:
    begins = bool(name) and text.casefold().startswith(name.casefold())
    return text[len(name) :].strip(" ,|-\u2013\u2014") if begins else text

"""How a résumé is closed: place and date above a signature, the name below, references on request."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from intervue.resume.dates import find_period
from intervue.resume.lines import split_bullet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intervue.resume.rows import Row

_PLACE = re.compile(
    r"[^\W\d_]+(?:[ '\u2019/-][^\W\d_]+\.?){0,3}(?:,|,?\s+(?:den|am|le|the|el|a|em|il|op|on|d\.))"
    r"(?:\s+(?:den|le|the|el|a|em|il|op|on|d\.))?\s*"
)
_DAY = re.compile(
    r"\d{1,2}(?:st|nd|rd|th|er|\.)?\s?(?:de\s+)?[^\W_]+.*\d{4}|\d{1,2}[./-]\s?\d{1,2}[./-]\s?\d{2,4}|[^\W\d_]+\s\d{1,2},\s\d{4}"
)
_ON_REQUEST = re.compile(
    r"(?:(?:professional|personal)\s+)?(?:references?|referees?|referenzen|zeugnisse|r[\u00e9e]f[\u00e9e]rences|referencias|refer\u00eancias|referenze|referenties)"
    r"(?:\s+\w+){0,4}\s+(?:request|anfrage|wunsch|demande|solicitud|petici\u00f3n|pedido|richiesta|aanvraag|verzoek)\W*",
    re.IGNORECASE,
)
_DECLARED = re.compile(
    r"(?:i|we)\s+(?:do\s+)?(?:(?:hereby|solemnly)\s+)*(?:certify|declare|affirm|confirm)\b|i\s+(?:hereby\s+)?authori[sz]e\b"
    r"|autorizzo\s|(?:ich\s+)?versichere\s|hiermit\s+(?:versichere|best\u00e4tige)|je\s+(?:soussign\u00e9e?|certifie|d\u00e9clare)\b"
    r"|(?:por\s+la\s+presente\s+)?declaro\s+(?:que|bajo)|wyra\u017cam\s+zgod\u0119|the\s+above\s+(?:information|particulars)\s+(?:is|are)\s",
    re.IGNORECASE,
)
"""How a declaration above a signature begins."""
_DECLARATION_AT_MOST = 6
"""Rows of a declaration with all that follows it."""
_SIGNED_AT_MOST = 3
"""Rows of a signature below its place and date."""


def without_closing(rows: Sequence[Row], name: str) -> list[Row]:
    """The rows of a section without what closes the page: a signed date, `name` once more, references on request."""
    kept = [row for row in rows if not _ON_REQUEST.fullmatch(split_bullet(row.text)[1])]
    declared = next((number for number, row in enumerate(kept) if number and _DECLARED.match(row.text)), len(kept))
    if len(kept) - declared <= _DECLARATION_AT_MOST:
        kept = kept[:declared]
    signed = [number for number, row in enumerate(kept) if is_signed(row.text)]
    # Several such rows are entries with their days.
    if len(signed) == 1 and signed[0] and len(kept) - signed[0] <= _SIGNED_AT_MOST + 1:
        kept = kept[: signed[0]]
    while len(kept) > 1 and name and kept[-1].text.strip(" ()_.").casefold() == name.casefold():
        kept.pop()
    return kept


def is_signed(text: str) -> bool:
    """Whether the text is a place and a day as letters are dated: "Dresden, den 2. Mai 2024"."""
    period = find_period(text)
    if period is None or period.end is not None:
        return False
    before, date, after = text[: period.begin], text[period.begin : period.stop], text[period.stop :]
    return not after.strip(" .") and _PLACE.fullmatch(before) is not None and _DAY.fullmatch(date) is not None

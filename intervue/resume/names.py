"""The candidate's name: the largest text of the head that can be one."""

# ruff: noqa: PLR2004, RUF001, SIM905
# Why: thresholds in points or words stand where they are used; the quotes that names are written with; word lists.

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from intervue.resume.lines import join, without_icons
from intervue.resume.places import is_place
from intervue.resume.sections import kind_of
from intervue.resume.vocabulary import title_score

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intervue.resume.layout import Row
    from intervue.resume.lines import Line

_LABEL = re.compile(
    r"^(?:(?:full\s+)?name|vor-?\s*und\s+(?:nachname|zuname)|nom(?:\s+et\s+pr[ée]nom)?|pr[ée]nom\s+et\s+nom"
    r"|nombre(?:\s+(?:y\s+apellidos|completo))?"
    r"|nome(?:\s+(?:completo|e\s+cognome))?|cognome\s+e\s+nome|naam|candidate|imi[ęe]\s+i\s+nazwisko)\s*:?\s*$",
    re.IGNORECASE,
)
_LABEL_START = re.compile(_LABEL.pattern.replace(r"\s*:?\s*$", r"\s*:\s*(?=\S)"), re.IGNORECASE)
_TITLE_PAGE = re.compile(
    r"\b(?:europass|europ[äe]ischer|curriculum\s+vitae|r[ée]sum[ée]|c\.?\s?v\.?|lebenslauf|curr[íi]culo(?:\s+vitae)?"
    r"|hoja\s+de\s+vida|bewerbung(?:sunterlagen)?)(?!\w)"
    r"(?:\s+(?:of|von|de|di)(?=\s))?\s*[:–—|-]?\s*",
    re.IGNORECASE,
)
_PIECES = re.compile(r"\s*[|•·♦◆⋅⋄]\s*|\s{2,}|\s+[–—]\s+|\s+-\s+")
_NAME_WORD = re.compile(r"^[(\"“„'‘’]?[^\W\d_](?:[^\W\d_]|[’'‘.\-‐‑·])*[)\"”“'’]?\.?$")
_PARTICLES = frozenset(
    "de da do dos das del della delle der den di du la le les van von vom zu zum zur ter ten te bin ibn bint al el y"
    " e i of op af av auf".split()
)
_CREDENTIALS = re.compile(
    r"(?:,\s*(?:[A-Z][A-Za-z.\-]{1,9}(?:\([A-Z]\w*\))?)(?:[\s,]+(?:[A-Z][A-Za-z.\-]{1,9}))*)\s*$|\s+\((?:he|she|they"
    r"|er|sie|elle|ella)\b.*\)$"
)
_SUFFIX = re.compile(r",\s*((?:Jr|Sr)\.?|I{2,3}|IV)$", re.IGNORECASE)
_DEGREES = re.compile(
    r"(?:\s+(?:MBA|PhD|Ph\.D\.|MD|M\.D\.|RN|BSN|MSN|CPA|PMP|CFA|MSc|BSc|MA|BA|MEng|BEng|LLM|LLB|JD|EdD|DVM|PE"
    r"|SHRM-CP))+$"
)
_MAX_LINES = 5


def find_name(header: Sequence[Row], everything: Sequence[Row]) -> str:
    """The name, in mixed case; empty where there is none."""
    if not everything:
        return ""
    first_page = [row for row in header if row.page == everything[0].page] or list(everything[:8])
    labelled = _labelled(first_page)
    if labelled:
        return labelled
    top = [row for row in everything if row.page == everything[0].page and row.box.y0 < 0.45 * row.cells[0].page_height]
    body = _usual_size(everything)
    candidates = _candidates(first_page[:40], body)
    candidates += [found for found in _candidates(top, body) if found[0] > 1.35 * body and " " in found[2]]
    return max(candidates, key=lambda found: (found[0], found[1]))[2] if candidates else ""


def _labelled(rows: Sequence[Row]) -> str:
    """The name beside the label "Name"."""
    for row in rows:
        texts = row.texts
        if len(texts) > 1 and _LABEL.match(texts[0]):
            return as_name(texts[1], any_case=True) or ""
        label = _LABEL_START.match(texts[0])
        if label:
            return as_name(texts[0][label.end() :], any_case=True) or ""
    return ""


def _candidates(rows: Sequence[Row], body: float) -> list[tuple[float, int, str]]:
    """Weight, place in order, and name."""
    found = []
    largest = max((row.size for row in rows), default=0.0)
    for index, row in enumerate(rows):
        for cell in row.cells:
            any_case = cell.size >= largest - 0.1 and cell.size > 1.3 * body
            text = _with_following(cell, rows[index + 1 : index + _MAX_LINES])
            name = as_name(text, any_case=any_case) or as_name(cell.text, any_case=any_case)
            if name and (len(name.split()) > 1 or cell.size > 13):
                doubtful = title_score(name) > 1 or is_place(name)
                found.append((cell.size * (0.5 if doubtful else 1.0) + 0.2 * cell.bold, -index, name))
    return found


def _usual_size(rows: Sequence[Row]) -> float:
    sizes = sorted(row.cells[0].size for row in rows)
    return sizes[len(sizes) // 2]


def _with_following(cell: Line, rows: Sequence[Row]) -> str:
    """The cell's text, and that of lines right below it which go on with a large name."""
    text, last = cell.text, cell
    for row in rows:
        following = min(row.cells, key=lambda other: abs(other.box.x0 - cell.box.x0))
        near = -0.4 * last.box.height < following.box.y0 - last.box.y1 < 0.5 * last.box.height
        alike = abs(following.size - cell.size) < 0.6 and cell.size > 13
        hyphen = text.endswith(("-", "‐"))
        if following.size < 0.8 * cell.size:
            continue
        if not (
            near
            and alike
            and (hyphen or following.bold == cell.bold or cell.size > 16 or _is_single(text, following.text))
        ):
            break
        if (title_score(following.text) > 1 and not hyphen) or kind_of(following.text) is not None:
            break
        text, last = join(text, following.text), following
    return text


def _is_single(first: str, second: str) -> bool:
    return len(first.split()) <= 2 and len(second.split()) <= 2


def as_name(text: str, *, any_case: bool = False) -> str | None:
    """The text as a person's name; None if it cannot be one. `any_case`: names all in small letters count too."""
    text = _LABEL_START.sub("", _TITLE_PAGE.sub("", without_icons(text))).strip(" :|-–—")
    text = next((piece for piece in _PIECES.split(text) if piece), "")
    if not text or kind_of(text) is not None:
        return None
    suffix = _SUFFIX.search(text)
    text = text if suffix else _DEGREES.sub("", _CREDENTIALS.sub("", text)).strip(" ,")
    words = text.split()
    if not 1 <= len(words) <= 7 or len(text) > 60 or not all(_NAME_WORD.match(word.rstrip(",")) for word in words):
        return None
    if not any_case and not all(_begins_like_a_name(word) for word in words):
        return None
    if not any(word[:1].isupper() or not word.isascii() for word in words) and (not any_case or len(words) < 2):
        return None
    return _in_mixed_case(text) if text.isupper() and len(text) > 3 else text


def _begins_like_a_name(word: str) -> bool:
    bare = word.strip("(\"“„'‘’)”")
    return (
        bare[:1].isupper()
        or not bare[:1].isascii()
        or bare.casefold() in _PARTICLES
        or bare[:2].lower() in {"d'", "d’", "o'"}
    )


def _in_mixed_case(text: str) -> str:
    def word(match: re.Match[str]) -> str:
        part = match[0]
        if re.fullmatch(r"I{2,3}|IV|VI{1,3}", part) and match.start() > 0:
            return part
        lower = part.lower()
        if lower in _PARTICLES and match.start() > 0 and lower not in {"al", "la", "le", "te", "e", "i", "y"}:
            return lower
        return part[:1] + lower[1:]

    mixed = re.sub(r"[^\W\d_]+", word, text)
    return re.sub(r"\bMc([a-z])", lambda match: f"Mc{match[1].upper()}", mixed)

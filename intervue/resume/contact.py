"""Who the candidate is and how to reach them."""

# ruff: noqa: PLR2004, RUF001
# Why: thresholds in points or words stand where they are used; the dashes and quotes that resumes are written with.

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import phonenumbers

from intervue.resume.lines import Link, without_icons
from intervue.resume.places import is_place, split_place, without_street
from intervue.resume.schema import ContactInfo
from intervue.resume.sections import kind_of
from intervue.resume.vocabulary import title_score

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intervue.resume.layout import Row

_EMAIL = re.compile(
    r"(?<![\w.+-])[A-Za-z0-9][\w.+%'-]{0,63}@[A-Za-z0-9](?:[A-Za-z0-9-]{0,62}\.)+[A-Za-z]{2,24}(?![\w])"
)
_LINKEDIN = re.compile(r"(?:https?://)?(?:[a-z]{2,3}\.)?linkedin\.com/(?:in|pub)/[\w%\-.~]+/?", re.IGNORECASE)
_PIECES = re.compile(r"\s*[|•·♦◆⋅]\s*|\s{2,}|\s+[–—]\s+")
_LABEL = re.compile(
    r"^(?:phone|tel(?:efon|ephone)?|mobile|cell|e-?mail|address|location|based in|lives in|home|adresse|linkedin"
    r"|web(?:site)?|name)\s*[:.]\s*",
    re.IGNORECASE,
)
_PLACE_LABEL = re.compile(r"^(?:address|location|based in|lives in|home|adresse)\s*[:.]?\s*(?=\S)", re.IGNORECASE)
_TITLE_PAGE = re.compile(
    r"^(?:curriculum\s+vitae|r[ée]sum[ée]|c\.?v\.?|lebenslauf)(?:\s+(?:of|von))?\s*[:–—-]?\s*", re.IGNORECASE
)
_NAME_WORD = re.compile(r"^[^\W\d_][^\W\d_’'‘.\-]*(?:[’'‘.\-][^\W\d_]*)*\.?$")
_PARTICLES = frozenset(
    "de da do dos del della der den di du la le van von zu zum ter ten bin ibn al el y e".split()  # noqa: SIM905 - a word list
)
_CREDENTIALS = re.compile(
    r",\s*(?:[A-Z][A-Za-z.\-]{1,7})(?:\s*,\s*[A-Z][A-Za-z.\-]{1,8})*\s*$|\s+\((?:he|she|they)\b.*\)$", re.IGNORECASE
)
_REGIONS = ("US", "GB", "DE", "FR", "IN", "AU")
_PHONE_DIGITS = range(7, 16)


def parse_contact(header: Sequence[Row], everything: Sequence[Row], links: Sequence[Link]) -> ContactInfo:
    """`header`: rows before the first heading, and those of a contact section; `everything`: all rows."""
    header_pieces = _pieces(header)
    all_text = [row.text for row in everything]
    email = _email(header_pieces, links) or _email(all_text, links)
    return ContactInfo(
        name=_name(header, everything),
        email=email,
        phone=_phone(header_pieces, links) or _phone([text for text in all_text if _LABEL.match(text)], []),
        location=_location(header_pieces),
        linkedin=_linkedin([*header_pieces, *all_text], links),
    )


def _pieces(rows: Sequence[Row]) -> list[str]:
    pieces = [without_icons(piece) for row in rows for cell in row.texts for piece in _PIECES.split(cell)]
    return [piece for piece in pieces if piece]


# --- Addresses of the wires -------------------------------------------------------------------------------------------


def _email(texts: Sequence[str], links: Sequence[Link]) -> str | None:
    for text in texts:
        match = _EMAIL.search(text)
        if match:
            return match[0]
    for link in links:
        if link.uri[:7].lower() == "mailto:":
            match = _EMAIL.search(unquote(link.uri[7:].split("?", maxsplit=1)[0]))
            if match:
                return match[0]
    return None


def _phone(texts: Sequence[str], links: Sequence[Link]) -> str | None:
    """The first telephone number, as written. Possible numbers count too: examples are seldom in service."""
    for text in texts:
        bare = _LINKEDIN.sub(" ", _EMAIL.sub(" ", text))
        if sum(char.isdigit() for char in bare) not in _PHONE_DIGITS or "://" in bare:
            continue
        for region in _REGIONS:
            matcher = phonenumbers.PhoneNumberMatcher(bare, region, leniency=phonenumbers.Leniency.POSSIBLE)
            match = next(iter(matcher), None)
            if match is not None and not re.fullmatch(r"(?:19|20)\d\d\s*[-–]\s*(?:19|20)\d\d", match.raw_string):
                return str(match.raw_string).strip()
    for link in links:
        if link.uri[:4].lower() == "tel:" and sum(char.isdigit() for char in link.uri) in _PHONE_DIGITS:
            return unquote(link.uri[4:]).strip()[:40]
    return None


def _linkedin(texts: Sequence[str], links: Sequence[Link]) -> str | None:
    """The profile's address; what a link points to counts more than what is printed."""
    for link in links:
        host = (urlsplit_or_none(link.uri) or "").removeprefix("www.")
        if (host == "linkedin.com" or host.endswith(".linkedin.com")) and _LINKEDIN.search(link.uri):
            return link.uri.strip()[:300]
    for text in texts:
        match = _LINKEDIN.search(text)
        if match:
            address = match[0].rstrip(".")
            return address if address.lower().startswith("http") else f"https://{address}"
    return None


def urlsplit_or_none(uri: str) -> str | None:
    """The host of an http address, in lower case; None for anything else."""
    try:
        parts = urlsplit(uri.strip())
    except ValueError:
        return None
    return parts.hostname if parts.scheme.lower() in {"http", "https"} else None


# --- Place ------------------------------------------------------------------------------------------------------------


def _location(pieces: Sequence[str]) -> str | None:
    """Town and region; street and flat are left out."""
    for piece in pieces:
        bare = without_street(_LABEL.sub("", _EMAIL.sub("", piece)).strip(" ,"))
        if is_place(bare):
            return bare
        _, place = split_place(bare)
        if place is not None and not _LINKEDIN.search(bare):
            return place
    for piece in pieces:
        label = _PLACE_LABEL.match(piece)
        if label:
            return without_street(piece[label.end() :]).strip(" ,") or None
    for piece in pieces:
        parts = piece.split(", ")
        plain = len(piece) < 50 and not any(char.isdigit() or char in "@/" for char in piece)
        if plain and len(parts) == 2 and all(_is_proper(part) for part in parts) and title_score(piece) <= 0:
            return piece
    return None


def _is_proper(text: str) -> bool:
    words = text.split()
    return 1 <= len(words) <= 3 and all(word[:1].isupper() and not word.isupper() for word in words)


# --- Name -------------------------------------------------------------------------------------------------------------


def _name(header: Sequence[Row], everything: Sequence[Row]) -> str:
    """The largest line of the first page's head that could be a name; of two equals the first."""
    pages = [row for row in header if row.page == everything[0].page] or list(everything[:8])
    candidates: list[tuple[float, int, str]] = []
    for index, row in enumerate(pages[:40]):
        name = _as_name(row.cells[0].text)
        following = pages[index + 1] if index + 1 < len(pages) else None
        if following is not None and _stacked(row, following):
            name = _as_name(f"{row.cells[0].text} {following.cells[0].text}") or name
        if name and (len(name.split()) > 1 or row.size > 13):
            penalty = 0.5 if title_score(name) > 0 or is_place(name) else 1.0
            candidates.append((row.size * penalty, -index, name))
    return max(candidates)[2] if candidates else ""


def _stacked(first: Row, second: Row) -> bool:
    """Whether given name and surname stand one above the other."""
    one, two = first.cells[0], second.cells[0]
    single = len(one.text.split()) <= 2 and len(two.text.split()) <= 2
    near = two.box.y0 - one.box.y1 < 0.5 * one.box.height
    return single and near and abs(one.size - two.size) < 0.6 and one.size > 15 and one.bold == two.bold


def _as_name(text: str) -> str | None:
    """The text as a person's name; None if it cannot be one."""
    text = _LABEL.sub("", _TITLE_PAGE.sub("", without_icons(text)))
    text = _PIECES.split(text)[0].split(" - ")[0].strip()
    if kind_of(text) is not None:
        return None
    text = _CREDENTIALS.sub("", text).strip(" ,")
    words = text.split()
    if not 1 <= len(words) <= 6 or len(text) > 60 or not all(_NAME_WORD.match(word) for word in words):
        return None
    if not all(word[0].isupper() or not word.isascii() or word.casefold() in _PARTICLES for word in words):
        return None
    return _in_mixed_case(text) if text.isupper() and len(text) > 3 else text


def _in_mixed_case(text: str) -> str:
    def word(part: str) -> str:
        return part[:1] + part[1:].lower() if len(part) > 2 or "." not in part else part

    return re.sub(r"[^\W\d_]+", lambda match: word(match[0]), text)

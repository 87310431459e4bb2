"""Who the candidate is and how to reach them."""

# ruff: noqa: PLR2004, RUF001
# Why: thresholds in points or words stand where they are used; the dashes and quotes that resumes are written with.

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import phonenumbers

from intervue.resume.lines import Link, without_icons
from intervue.resume.names import find_name
from intervue.resume.places import is_place, is_region, may_be_town, split_place, without_street
from intervue.resume.schema import ContactInfo
from intervue.resume.vocabulary import title_score

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from intervue.resume.layout import Row

_EMAIL = re.compile(r"(?<![\w.+-])[^\W_][\w.+%'-]{0,63}@[A-Za-z0-9](?:[A-Za-z0-9-]{0,62}\.)+[A-Za-z]{2,24}(?![\w])")
_LINKEDIN = re.compile(
    r"(?:https?://|(?<![\w.-]))(?:[a-z]{2,3}\.)?linkedin\.com/(?:in|pub)/[\w%\-.~]+/?", re.IGNORECASE
)
_URL = re.compile(
    r"(?:https?://|www\.)\S+|\b(?:[\w-]{1,60}\.){1,4}(?:com|org|net|io|dev|me|de|fr|es|it|nl|uk|design|app|co)/\S*"
)
_PIECES = re.compile(r"\s*[|•·♦◆⋅⋄◇∙▪✦〡]\s*|\s+\*+\s+|\s{2,}|\s+[–—]\s+(?![A-Z]{2}\b)|\s+/\s+")
_LABEL_WORDS = (
    r"phone(?:\s+(?:number|no\.?))?|tel(?:efon(?:nummer)?|ephone|[eé]fono|éphone|\.|\s)?|telefono|telefone|telefoon"
    r"|mobil(?:e|nummer|telefon)?"
    r"|mob|m[óo]vil|celular|cellulare|cell|cel|handy|gsm|portable|mobiel|e-?mail(?:\s+address|-adresse|adres)?"
    r"|courriel|correo(?:\s+electr[óo]nico)?|mail|address"
    r"|adresse|direcci[óo]n|domicilio|endere[çc]o|indirizzo|adres|anschrift|wohnort|wohnhaft(?:\s+in)?|woonplaats"
    r"|location|based in|lives in|home"
    r"|residence|residenza|ort|lieu|ubicaci[óo]n|localiza[çc][ãa]o|localit[àa]|ciudad|cidade|citt[àa]|linkedin"
    r"|web(?:site|seite)?|site|portfolio|github|kontakt"
    r"|contacto?|skype|whatsapp"
)
_LABEL = re.compile(rf"^(?:{_LABEL_WORDS}|[TMEPAWL])\s*[:.]\s*(?=\S)|^(?:{_LABEL_WORDS})\s*[:.]?\s*$", re.IGNORECASE)
_LABEL_INSIDE = re.compile(rf"(?<!\w)(?:{_LABEL_WORDS})\s*:\s*", re.IGNORECASE)
_PHONE_LABEL = re.compile(
    r"(?<!\w)(?:phone|tel|mob|m[óo]vil|cel|handy|gsm|portable|whatsapp|ph\b|t:|m:|p:|fon)", re.IGNORECASE
)
_PLACE_LABEL = re.compile(
    r"^(?:address|location|based in|lives in|home|residence|adresse|anschrift|wohnort|wohnhaft(?:\s+in)?|ort|lieu"
    r"|direcci[óo]n|domicilio|ubicaci[óo]n"
    r"|ciudad|endere[çc]o|localiza[çc][ãa]o|cidade|indirizzo|residenza|citt[àa]|localit[àa]|adres"
    r"|woonplaats)(?!\w)\s*[:.]?\s*(?=\S)",
    re.IGNORECASE,
)
_OTHER_LABELS = re.compile(
    r"^(?:date of birth|born|geburtsdatum|geboren|n[ée]e?\s+le|nationality|nationalit|staatsang|fecha de nac|nascid"
    r"|nato|geboorte|geslacht|gender|sex|marital"
    r"|familienstand|[ée]tat civil|estado civil|driving|f[üu]hrerschein|permis|rijbewijs|age|alter)",
    re.IGNORECASE,
)
_REGIONS = ("US", "GB", "DE", "FR", "IN", "AU", "ES", "IT", "NL", "BR", "MX", "JP", "KR", "PL", "SE", "ZA", "NG", "KE")
_DIAL = re.compile(r"(?<![\w])[+(]?\(?\d[\d\s()./\-–]*\d")
_PHONE_DIGITS = range(7, 16)
_TEXT_MAX_CHARS = 400
"""No line of addresses is longer."""
_CLOCK = re.compile(r"\d{1,2}:\d\d|\d{1,2}/\d{1,2}/\d\d")


def parse_contact(header: Sequence[Row], everything: Sequence[Row], links: Sequence[Link]) -> ContactInfo:
    """`header`: rows before the first heading, and those of a contact section; `everything`: all rows."""
    head = _texts(header)
    whole = _texts(everything)
    phones = [text for text in head if _PHONE_LABEL.search(text)] + head
    phones += [text for text in whole if _PHONE_LABEL.search(text)]
    name = find_name(header, everything)
    return ContactInfo(
        name=name,
        email=_email(head, links) or _email(whole, links),
        phone=_phone(phones, links),
        location=_location([text for text in head if text.casefold() not in name.casefold()]),
        linkedin=_linkedin([*head, *whole], links),
    )


def _texts(rows: Sequence[Row]) -> list[str]:
    """The cells' texts; an address that was broken over two lines in one piece; a label's cell before its value."""
    texts: list[str] = []
    for row in rows:
        cells = [without_icons(cell) for cell in row.texts]
        if len(cells) > 1 and _LABEL.fullmatch(cells[0]):
            cells = [f"{cells[0].rstrip(': .')}: {cells[1]}", *cells[2:]]
        if texts and cells and _is_broken(texts[-1], cells[0]):
            texts[-1] += cells.pop(0)
        elif texts and cells and texts[-1].endswith(",") and (is_place(cells[0]) or may_be_town(cells[0])):
            texts[-1] += f" {cells.pop(0)}"
        texts.extend(cells)
    return [text[:_TEXT_MAX_CHARS] for text in texts if text]


def _is_broken(text: str, following: str) -> bool:
    """Whether an e-mail or web address goes on in the next line."""
    token = text.rsplit(" ", maxsplit=1)[-1]
    if " " in following or not re.fullmatch(r"[\w.@/-]+", following):
        return False
    if "@" in token:
        ended = _EMAIL.fullmatch(token) is not None
        return (not ended and token != text[:0] and "." in token + following) or re.fullmatch(
            r"m|om|rg|et|k", following
        ) is not None
    if "linkedin.com" in token.casefold():
        return token.endswith(("/", "-", "_", ".com"))
    return "@" in following and token == text and token.endswith((".", "-", "_")) and _LABEL.match(text) is None


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
        found = _phone_in(text)
        if found:
            return found
    for link in links:
        if link.uri[:4].lower() == "tel:" and sum(char.isdigit() for char in link.uri) in _PHONE_DIGITS:
            return unquote(link.uri[4:]).strip()[:40]
    return None


@lru_cache(maxsize=1024)
def _phone_in(text: str) -> str | None:
    bare = _URL.sub(" | ", _LINKEDIN.sub(" | ", _EMAIL.sub(" | ", text)))
    if sum(char.isdigit() for char in bare) < _PHONE_DIGITS.start:
        return None
    for piece in re.split(r"\s*[|•·♦◆⋅⋄◇∙]\s*|\s+\*+\s+|\s{2,}|,\s", bare):
        if sum(char.isdigit() for char in piece) not in _PHONE_DIGITS or len(piece) > 80 or _CLOCK.search(piece):
            continue
        for region in _REGIONS:
            matcher = phonenumbers.PhoneNumberMatcher(piece, region, leniency=phonenumbers.Leniency.POSSIBLE)
            match = next(iter(matcher), None)
            if match is not None and _is_phone(match.raw_string, piece):
                return _whole_number(str(match.raw_string).strip(), piece)
    return None


def _whole_number(number: str, text: str) -> str:
    """The number with what was left of it: another country's matcher may have begun after the area's code."""
    runs = (run[0] for run in _DIAL.finditer(text) if number in run[0])
    whole = next(runs, number).strip()
    return whole if sum(char.isdigit() for char in whole) in _PHONE_DIGITS else number


def _is_phone(number: str, text: str) -> bool:
    digits = sum(char.isdigit() for char in number)
    years = re.fullmatch(r"(?:19|20)\d\d\s*[-–/ ]\s*(?:19|20)\d\d", number.strip(" ()"))
    date = re.fullmatch(r"\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d", number.strip())
    whole = digits >= sum(char.isdigit() for char in text) - 4
    return digits in _PHONE_DIGITS and not years and not date and whole


def _linkedin(texts: Sequence[str], links: Sequence[Link]) -> str | None:
    """The profile's address; what a link points to counts more than what is printed."""
    for link in links:
        uri = link.uri.strip()
        host = urlsplit_or_none(uri if "://" in uri else f"https://{uri}") or ""
        if (host == "linkedin.com" or host.endswith(".linkedin.com")) and _LINKEDIN.search(uri):
            return re.sub(r"^(?:http://)?(?=\w)(?!https://)", "https://", uri, flags=re.IGNORECASE)[:300]
    for text in texts:
        match = _LINKEDIN.search(text)
        if match:
            address = match[0].rstrip(".")
            return re.sub(r"^(?:https?://)?", "https://", address, flags=re.IGNORECASE)
    return None


def urlsplit_or_none(uri: str) -> str | None:
    """The host of an http address, in lower case; None for anything else."""
    try:
        parts = urlsplit(uri.strip())
    except ValueError:
        return None
    return parts.hostname if parts.scheme.lower() in {"http", "https"} else None


# --- Place ------------------------------------------------------------------------------------------------------------


def _location(texts: Sequence[str]) -> str | None:
    """Town and region; street, flat and postal code are left out."""
    for text in texts:
        label = _PLACE_LABEL.match(text)
        if label and not _EMAIL.search(text) and (place := _bare_place(_pieces_of(text[label.end() :]))):
            return place
    pieces = [(piece, _beside_contact(text)) for text in texts for piece in _pieces_of(text)]
    for test in (_listed_place, _trailing_place, _street_address, _pair, _town, _region):
        for piece, beside in pieces:
            place = test(piece, beside=beside)
            if place:
                return place
    return None


def _pieces_of(text: str) -> list[str]:
    """What is left of a header's text without e-mail, telephone number, links and labels."""
    bare = _URL.sub(" | ", _LINKEDIN.sub(" | ", _EMAIL.sub(" | ", text)))
    number = _phone_in(text)
    if number:
        bare = bare.replace(number, " | ")
    bare = _LABEL_INSIDE.sub(" | ", bare)
    pieces = (_LABEL.sub("", piece.strip(" ,;*–—-")).strip(" ,;*") for piece in _PIECES.split(_joined_region(bare)))
    return [piece for piece in pieces if piece and not _OTHER_LABELS.match(piece)]


def _joined_region(text: str) -> str:
    """Keep "São Paulo - SP" in one piece."""
    return re.sub(r"\s+[–—]\s+(?=[A-Z]{2}\b)", " – ", text)


def _beside_contact(text: str) -> bool:
    return _EMAIL.search(text) is not None or _phone_in(text) is not None


def _bare_place(pieces: Iterable[str]) -> str | None:
    return ", ".join(filter(None, (without_street(piece).strip(" ,") for piece in pieces)))[:120] or None


def _listed_place(piece: str, *, beside: bool) -> str | None:
    del beside
    bare = without_street(piece)
    return bare if bare and is_place(bare) and not is_region(bare) else None


def _region(piece: str, *, beside: bool) -> str | None:
    del beside
    return piece if is_region(piece) else None


def _trailing_place(piece: str, *, beside: bool) -> str | None:
    del beside
    bare = without_street(piece)
    return split_place(bare)[1] if len(bare) < 70 and title_score(bare) <= 0.6 else None


def _street_address(piece: str, *, beside: bool) -> str | None:
    """What is left of an address when street and postal code are taken away: a town that is in no list."""
    del beside
    bare = without_street(piece)
    parts = [part for part in bare.split(", ") if part]
    changed = bare != piece and any(char.isdigit() for char in piece)
    return bare if changed and parts and len(bare) < 60 and all(may_be_town(part) for part in parts) else None


def _pair(piece: str, *, beside: bool) -> str | None:
    """Two names with a comma between them."""
    del beside
    parts = piece.split(", ")
    plain = len(piece) < 50 and not any(char.isdigit() or char in "@/" for char in piece)
    return piece if plain and len(parts) in {2, 3} and all(map(_is_proper, parts)) and title_score(piece) <= 0 else None


def _town(piece: str, *, beside: bool) -> str | None:
    return piece if beside and may_be_town(piece) and title_score(piece) <= 0.6 and len(piece) < 40 else None


def _is_proper(text: str) -> bool:
    words = text.split()
    return 1 <= len(words) <= 3 and all(word[:1].isupper() and not word.isupper() for word in words)

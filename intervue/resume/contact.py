"""Who the candidate is and how to reach them."""

# ruff: noqa: PLR2004, RUF001
# Why: thresholds in points or words stand where they are used; the dashes and quotes that resumes are written with.

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from intervue.resume.lines import BULLET, Link, without_icons
from intervue.resume.names import find_name
from intervue.resume.phones import DIGITS, is_strong, phone_in
from intervue.resume.places import (
    is_department,
    is_place,
    is_region,
    is_town,
    may_be_town,
    split_place,
    without_street,
)
from intervue.resume.schema import ContactInfo
from intervue.resume.vocabulary import title_score

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from intervue.resume.layout import Row

_EMAIL = re.compile(
    r"(?<![A-Za-z0-9.+_-])[A-Za-z0-9_][A-Za-z0-9_.+%'-]{0,63}@[^\W_](?:[^\W_-]|-){0,62}(?:\.(?:[^\W_]|-){1,63}){0,6}"
    r"\.[^\W\d_]{2,24}(?!\w)"
)
_HIDDEN_AT = re.compile(r"\s*[\[({<]\s*(?:at|@|arroba|chez)\s*[\])}>]\s*", re.IGNORECASE)
_HIDDEN_DOT = re.compile(r"\s*[\[({<]\s*(?:dot|punkt|point|punto|ponto)\s*[\])}>]\s*", re.IGNORECASE)
"""How addresses are hidden from machines: "jane [at] example (dot) org"."""
_LINKEDIN = re.compile(
    r"(?:https?://|(?<![\w.-]))(?:[a-z]{2,3}\.)?linkedin\.com/(?:in|pub)/[\w%\-.~]+/?", re.IGNORECASE
)
_PROFILE = re.compile(r"(?:^|[|:•,]\s*)/?(in/[\w%\-.~]{3,100})/?(?=$|\s*[|,•])")
"""What is left of an address behind LinkedIn's sign."""
_HANDLE = re.compile(r"(?<!\w)linkedin\s*:\s*@?([a-z0-9][a-z0-9-]{3,100})(?=$|\s*[|,•])", re.IGNORECASE)
_ODD_LINKEDIN = re.compile(
    r"(?<![\w.-])(?:www\.)?linkedin\.com/(?!(?:company|school|jobs|feed|posts|pulse)\b)[\w%-]{4,}/?"
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
_LIVES_IN = re.compile(
    r"^(?:(?:currently\s+)?(?:based|living|located|residing|resident)\s+in|lives\s+in|wohnhaft\s+in|r[ée]sidant\s+à"
    r"|reside\s+en|residente\s+(?:a|em)|woont\s+in)\s+",
    re.IGNORECASE,
)
_REMARK = re.compile(
    r"\s*\([^()]*(?:relocat|remote|hybrid|commut|mobil|visa|permit|citizen|umzug|déménag)[^()]*\)", re.IGNORECASE
)
"""What is said of a place beside its name: "(open to relocation)"."""
_NAME_AND_NUMBER = re.compile(r"(?:[^\W\d_]+\s+){1,3}(?<!\b[A-Z]{2}\s)(?<!\b[A-Z]{3}\s)[-–]?\s*\d+")
_OTHER_LABELS = re.compile(
    r"^(?:date of birth|born|geburtsdatum|geboren|n[ée]e?\s+le|nationality|nationalit|staatsang|fecha de nac|nascid"
    r"|nato|geboorte|geslacht|gender|sex|marital"
    r"|familienstand|[ée]tat civil|estado civil|driving|f[üu]hrerschein|permis|rijbewijs|age|alter)",
    re.IGNORECASE,
)
_TRIM = " ,;*–—-/[]"
_LINKEDIN_SITE = "www.linkedin.com/"
_TEXT_MAX_CHARS = 400
"""No line of addresses is longer."""


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
    name = find_name(header, everything)
    return ContactInfo(
        name=name,
        email=_email(head, links) or _email(whole, links),
        phone=_phone(phones, links),
        location=_location(
            [_without_name(text, name) for text in head if text.casefold() not in name.casefold()],
            set(_texts(listed)) | {without_icons(cell) for row in header for cell in row.texts if cell[:1] == BULLET},
        ),
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
    if following.startswith("@"):
        return _EMAIL.fullmatch(token + following) is not None
    if "@" in token:
        ended = _EMAIL.fullmatch(token) is not None
        return (not ended and "." in token + following) or re.fullmatch(r"m|om|rg|et|k", following) is not None
    if "linkedin.com" in token.casefold():
        return token.endswith(("/", "-", "_", ".com"))
    return "@" in following and token == text and token.endswith((".", "-", "_")) and _LABEL.match(text) is None


# --- Addresses of the wires -------------------------------------------------------------------------------------------


def _email(texts: Sequence[str], links: Sequence[Link]) -> str | None:
    for text in texts:
        match = _EMAIL.search(text) or _EMAIL.search(_HIDDEN_DOT.sub(".", _HIDDEN_AT.sub("@", text)))
        if match:
            return match[0]
    for link in links:
        if link.uri[:7].lower() == "mailto:":
            match = _EMAIL.search(unquote(link.uri[7:].split("?", maxsplit=1)[0]))
            if match:
                return match[0]
    return None


def _phone(texts: Sequence[str], links: Sequence[Link]) -> str | None:
    """The first telephone number, as written; a short one without a label only where there is no other."""
    short = None
    for text in texts:
        found = phone_in(_without_addresses(text))
        if found and (is_strong(found) or _PHONE_LABEL.search(text)):
            return found
        short = short or found
    if short:
        return short
    for link in links:
        if link.uri[:4].lower() == "tel:" and sum(char.isdigit() for char in link.uri) in DIGITS:
            return unquote(link.uri[4:]).strip()[:40]
    return None


def _without_addresses(text: str) -> str:
    return _URL.sub(" | ", _LINKEDIN.sub(" | ", _EMAIL.sub(" | ", text)))


def _linkedin(texts: Sequence[str], links: Sequence[Link]) -> str | None:
    """The profile's address; what a link points to counts more than what is printed."""
    for link in links:
        uri = link.uri.strip()
        host = host_of(uri if "://" in uri else f"https://{uri}") or ""
        if (host == "linkedin.com" or host.endswith(".linkedin.com")) and _LINKEDIN.search(uri):
            return re.sub(r"^(?:http://)?(?=\w)(?!https://)", "https://", uri, flags=re.IGNORECASE)[:300]
    for text in texts:
        match = _LINKEDIN.search(text)
        if match:
            address = match[0].rstrip(".")
            return re.sub(r"^(?:https?://)?", "https://", address, flags=re.IGNORECASE)
    for pattern, before in ((_ODD_LINKEDIN, ""), (_PROFILE, _LINKEDIN_SITE), (_HANDLE, f"{_LINKEDIN_SITE}in/")):
        for match in filter(None, map(pattern.search, texts)):
            return f"https://{before}{match[match.lastindex or 0]}"
    return None


def host_of(uri: str) -> str | None:
    """The host of an http address, in lower case; None for anything else."""
    try:
        parts = urlsplit(uri.strip())
    except ValueError:
        return None
    return parts.hostname if parts.scheme.lower() in {"http", "https"} else None


# --- Place ------------------------------------------------------------------------------------------------------------


def _location(texts: Sequence[str], marked: set[str]) -> str | None:
    """Town and region; street, flat and postal code are left out. `marked`: what an icon or a heading calls contact."""
    for text in texts:
        label = _PLACE_LABEL.match(text)
        if label and not _EMAIL.search(text) and (place := _bare_place(_pieces_of(text[label.end() :]))):
            return place
    pieces = [(piece, text in marked or _beside_contact(text)) for text in texts for piece in _pieces_of(text)]
    for test in (_listed_place, _trailing_place, _street_address, _pair, _town, _region):
        for number, (piece, beside) in enumerate(pieces):
            place = test(piece, beside=beside)
            if place:
                following = pieces[number + 1][0] if number + 1 < len(pieces) else ""
                more = is_region(following) and "," not in place and not is_region(place)
                return f"{place}, {following}" if more else place
    return None


def _without_name(text: str, name: str) -> str:
    begins = bool(name) and text.casefold().startswith(name.casefold())
    return text[len(name) :].strip(" ,|–—-") if begins else text


def _pieces_of(text: str) -> list[str]:
    """What is left of a header's text without e-mail, telephone number, links and labels."""
    bare = _without_addresses(text)
    number = phone_in(bare)
    if number:
        bare = bare.replace(number, " | ")
    bare = _REMARK.sub("", _LABEL_INSIDE.sub(" | ", bare))
    pieces = (_LABEL.sub("", piece.strip(_TRIM)).strip(_TRIM) for piece in _PIECES.split(_joined_region(bare)))
    pieces = (_LIVES_IN.sub("", _REMARK.sub("", piece)) for piece in pieces)
    return [piece for piece in pieces if piece and not _OTHER_LABELS.match(piece)]


def _joined_region(text: str) -> str:
    """Keep "São Paulo - SP" in one piece."""
    return re.sub(r"\s+[–—]\s+(?=[A-Z]{2}\b)", " – ", text)


def _beside_contact(text: str) -> bool:
    return _EMAIL.search(text) is not None or phone_in(_without_addresses(text)) is not None


def _bare_place(pieces: Iterable[str]) -> str | None:
    return ", ".join(filter(None, (without_street(piece).strip(" ,") for piece in pieces)))[:120] or None


def _listed_place(piece: str, *, beside: bool) -> str | None:
    del beside
    bare = without_street(piece)
    return bare if bare and is_place(bare) and not is_region(bare) else None


def _region(piece: str, *, beside: bool) -> str | None:
    del beside
    bare = without_street(piece)
    return bare if is_region(bare) else None


def _trailing_place(piece: str, *, beside: bool) -> str | None:
    del beside
    bare = without_street(piece)
    if len(bare) >= 70 or title_score(bare) > 0.6:
        return None
    before, place = split_place(bare)
    # "Lower Hutt, Wellington": two towns, where the larger one's name is known alone.
    return bare if place and is_town(place) and (is_town(before) or _is_plain_town(before)) else place


def _street_address(piece: str, *, beside: bool) -> str | None:
    """What is left of an address when street and postal code are taken away: a town that is in no list."""
    del beside
    bare = without_street(piece)
    parts = [part for part in bare.split(", ") if part]
    # A mere number behind a single name ("Invoice 4711") is no postal code.
    changed = bare != piece and any(char.isdigit() for char in piece) and not _NAME_AND_NUMBER.fullmatch(piece)
    return bare if changed and parts and len(bare) < 60 and all(may_be_town(part) for part in parts) else None


def _pair(piece: str, *, beside: bool) -> str | None:
    """Two names with a comma between them."""
    del beside
    parts = piece.split(", ")
    plain = len(piece) < 50 and not any(char.isdigit() or char in "@/" for char in piece)
    return piece if plain and len(parts) in {2, 3} and all(map(_is_plain_town, parts)) else None


def _town(piece: str, *, beside: bool) -> str | None:
    return piece if beside and may_be_town(piece) and title_score(piece) <= 0.6 and len(piece) < 40 else None


def _is_plain_town(text: str) -> bool:
    """Whether the text may name a town, and says nothing of work."""
    return _is_proper(text) and may_be_town(text) and -1 < title_score(text) <= 0 and not is_department(text)


def _is_proper(text: str) -> bool:
    words = text.split()
    return 1 <= len(words) <= 3 and all(word[:1].isupper() and not word.isupper() for word in words)

"""Where the candidate lives, out of the texts of a head: town and region."""

# ruff: noqa: PLR2004, RUF001
# Why: counts of characters and words stand where they are used; the dashes that addresses are written with.

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from intervue.resume.addresses import EMAIL, without_addresses
from intervue.resume.outline import is_prose
from intervue.resume.phones import phone_in
from intervue.resume.places import (
    is_department,
    is_place,
    is_region,
    is_street,
    is_town,
    may_be_town,
    split_place,
    without_street,
)
from intervue.resume.regions import SHORT
from intervue.resume.vocabulary import is_school, title_score

if TYPE_CHECKING:
    from collections.abc import Sequence

_PIECES = re.compile(
    r"\s*[|•·♦◆⋅⋄◇∙▪✦〡]\s*|;\s+|(?:^|\s+)(?:\*+|[~›»>¦○●◦■□✱]|::|//)(?:\s+|$)|\s{2,}|\s+[–—]\s+(?![A-Z]{2}\b)|\s+/\s+"
)
_SENTENCES = re.compile(
    r"(?:(?<=[^\W\d_]{4})|(?<=\s[A-Z]{2})|(?<=\s[A-Z]{3}))(?<!Prof)(?<!Gral)(?<!Pres)\.\s+(?=[^\W\d_a-z])"
)
_SHORT_SENTENCE = 5
"""Words of a sentence in a line of the head that names things: "Chef. Ex-butcher. Fremantle WA."."""
_PLACE_WORDS = (
    r"(?:(?:current|present|home|residential|postal|permanent|mailing)\s+)?(?:address|location)|residential\s+area"
    r"|area\s+of\s+residence|(?:place|city|town|country)\s+of\s+residence|based\s+in|lives\s+in|home(?:\s+base|\s*town)?"
    r"|residence|adresse|anschrift|wohnort|wohnsitz|wohnhaft(?:\s+in)?|ort|lieu(?:\s+de\s+résidence)?|domicile|direcci[óo]n"
    r"|domicilio|ubicaci[óo]n|(?:lugar|ciudad|local)\s+de\s+resid[eê]ncia|resid[eê]ncia|localidad|ciudad|endere[çc]o|localiza[çc][ãa]o"
    r"|localidade|cidade|indirizzo|residenza|citt[àa](?:\s+di\s+residenza)?|localit[àa]|adres|woonplaats"
    r"|postcode\s+(?:en|and)\s+\w+|plz\s*[,/]?\s*(?:und\s+)?(?:wohn)?ort"
)
_PLACE_NOUNS = (
    r"city(?:\s*[/,]\s*(?:state|country))?|town|suburb|base|ville|commune|poblaci[óo]n|municipio|munic[íi]pio|morada|concelho"
    r"|comune|plaats|stad|gemeente|stadt"
)
"""Labels only with a colon, or in a cell of their own: names of employers begin so, too."""
_LABEL_WORDS = (
    r"phone(?:\s+(?:number|no\.?))?|tfno|tlfn?o?|telf|fone|fono|h/?p|ph|tel(?:efon(?:nummer)?|ephone|[eé]fono|éphone|\.|\s)?|telefono|telefone|telefoon"
    r"|mobil(?:e|nummer|telefon)?"
    r"|mob|m[óo]vil|celular|cellulare|cell|cel|handy|gsm|portable|mobiel|e-?mail(?:\s+add(?:ress|\.)?|-adresse|adres)?"
    r"|courriel|correo(?:\s+electr[óo]nico)?|mail|linkedin|web(?:site|seite)?|site|portfolio|github|kontakt"
    rf"|contacto?(?:\s+n(?:o|umber|umero)\.?)?|skype|whatsapp|{_PLACE_WORDS}"
)
_NUMBERED = r"(?:\s*(?:\#|no\.?|nr\.?|n[º°]))?"
LABEL = re.compile(
    rf"^(?:{_LABEL_WORDS}|{_PLACE_NOUNS}|[TMEPAWL]){_NUMBERED}\s*[:.]\s*(?=\S)(?!o\.)"
    rf"|^(?:{_LABEL_WORDS}|{_PLACE_NOUNS}){_NUMBERED}\s*[:.]?\s*$",
    re.IGNORECASE,
)
_LABEL_INSIDE = re.compile(rf"(?<!\w)(?:{_LABEL_WORDS}){_NUMBERED}\s*:\s*", re.IGNORECASE)
_PLACE_INSIDE = re.compile(rf"(?<!\w)(?<!mail )(?<!site )(?:{_PLACE_WORDS})\s*:\s*(?=\S)", re.IGNORECASE)
PLACE_LABEL = re.compile(rf"^(?:(?:{_PLACE_WORDS})(?!\w)\s*[:.]?|(?:{_PLACE_NOUNS})\s*[:.])\s*(?=\S)", re.IGNORECASE)
_LETTER = re.compile(r"(?:(?<=\s)|^)[TMEPFWC]\.?\s*(?=\|)")
"""What stands before a number or an address for "telephone" and "e-mail", without a colon."""
_LABEL_LAST = re.compile(rf"\s+(?:{_LABEL_WORDS}){_NUMBERED}\s*[.:]?\s*(?=\|)", re.IGNORECASE)
"""The same in a word, behind a place: "Hamburg Mobil +49 ..."."""
_SPACED = re.compile(r"(\S.*)\s([A-Z]{2,3})")
_STATES = SHORT | frozenset(
    ("SA", "NT", "NZ", "ZH", "AG", "SG", "SO", "SZ", "ZG", "VS", "GR", "TG", "JU", "NW", "OW", "GL", "UR", "AI")
)
"""What stands behind a town with a blank alone: states, cantons."""
LIVES_IN = re.compile(
    r"^(?:(?:currently\s+)?(?:based|living|located|residing|resident)\s+in|lives\s+in|wohnhaft\s+in|r[ée]sidant\s+à"
    r"|reside\s+en|residente\s+(?:a|em)|woont\s+in|(?:lives\s+|living\s+|based\s+)?near|in\s+der\s+nähe\s+von|près\s+de"
    r"|cerca\s+de|vicino\s+a|perto\s+d[eo]|nabij)\s+",
    re.IGNORECASE,
)
_REMARK = re.compile(
    r"\s*\((?:home|work|private|domicile|domicilio|domic[ií]lio|wohnsitz|privat|casa|thuis)\)|\s*\([^()]*(?:relocat|remote|hybrid|commut|mobil|visa|permit|citizen|gmt|utc|time\s?zone|umzug|déménag)[^()]*\)",
    re.IGNORECASE,
)
"""What is said of a place beside its name: "(open to relocation)"."""
_WILLING = re.compile(
    r",?\s+(?:\(?(?:open|willing|able|ready|prepared|happy)\s+to|bereit\s+zu|umzugsbereit|disponible\s+pour|dispuest[oa]\s+a|disposto\s+a|bereid\s+tot)\b.*$",
    re.IGNORECASE,
)
"""What somebody would do, behind a place without brackets: "Ghent, open to relocation"."""
_NEXT_LABEL = re.compile(r"\s+(?=[^\W\d_]+(?:\s[a-zß-ÿ]+){0,2}\s?:)")
_BASED = re.compile(r"(\S.*?)[- ]based\b")
_NAME_AND_NUMBER = re.compile(r"(?:[^\W\d_]+\s+){1,3}(?<!\b[A-Z]{2}\s)(?<!\b[A-Z]{3}\s)[-–]?\s*\d+")
_OTHER_LABELS = re.compile(
    r"^(?:date of birth|born|geburtsdatum|geboren|n[ée]e?\s+le|nationality|nationalit|staatsang|fecha de nac|nascid"
    r"|nato|geboorte|geslacht|gender|sex|marital"
    r"|familienstand|[ée]tat civil|estado civil|place of birth|birth\s?place|geburtsort|lieu de naissance|lugar de nac"
    r"|luogo di nasc|languages?|sprachen|langues|idiomas|lingue|talen|hobbies"
    r"|interests|availab|notice|visa|religion|driving|f[üu]hrerschein|permis|rijbewijs|age|alter)",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"(?:ing|[ct]ion|ics|ik|ique|ica|ment|[ae]nce|y|ie|[ií]a|ship|ware|work|s|design|arts?|law|tech|media|ur[ea])$",
    re.IGNORECASE,
)
"""Endings of subjects and crafts, which stand under a name as a headline: "Nursing", "Logistik"."""
_OR_REMOTE = re.compile(r"\s+(?:or|oder|ou|o|of|and|und)\s+remote?o?\b.*$", re.IGNORECASE)
_LINK_WORDS = re.compile(
    r"^(?:(?:LinkedIn|GitHub|GitLab|Xing|XING)\s+)+|(?:\s+(?:LinkedIn|Github|GitHub|GitLab|Xing|XING|ORCID|Behance|Dribbble|Portfolio|Website))+$"
)
"""Words that stand for links, beside a place with nothing but a blank between them."""
_FULL_STOP = re.compile(r"(?:(?<=[^\W\d_]{4})|(?<=[\s\d][A-Z]{2})|(?<=\s[A-Z]{3})|(?<=\d{4}))\.$")
_ANY_LABEL = re.compile(r"^[^\W\d_][^\W\d_ /-]{2,24}:\s+(?=.*\d)")
"""A label in no list: "Chambers: 4 Elm Court, London"."""
_TOWN_END = re.compile(r"\s(?:City|Town|Park|Springs|Falls|Beach|Heights|Hills?|Valley|Bay|Island|Lakes?)$")
"""Last words of towns' names that employers have, too."""
_PARTICLES = re.compile(
    r"\s(?:de|del|di|do|da|dos|la|las|los|le|les|am|an|der|den|im|in|aan|sur|sous|upon|on|the)(?=\s)"
)
_MOST_NUMBERS = 4
"""Telephone numbers in one line of a head."""
_HEAD_TEXTS = 80
"""Texts of a head in which a place is looked for: no head is longer."""
_TRIM = " ,;*–—-/[]~›»>¦○●◦■□✱"


def find_location(texts: Sequence[str], marked: set[str]) -> str | None:
    """Town and region; street, flat and postal code are left out. `marked`: what an icon or a heading calls contact."""
    texts = texts[:_HEAD_TEXTS]
    for number, text in enumerate(texts):
        value = _labelled_place(text)
        if value and all(map(is_street, value.split(", "))) and number + 1 < len(texts):
            value += f", {texts[number + 1]}"
        if value and (place := _bare_place(_pieces_of(value))):
            return place
    alone = [_is_contact_alone(text) for text in texts]
    between = {text for text, one, two in zip(texts[1:], alone, alone[2:], strict=False) if one and two}
    marked = marked | between
    pieces = [(piece, text in marked or _beside_contact(text)) for text in texts for piece in _pieces_of(text)]
    for test in (_listed_place, _trailing_place, _street_address, _pair, _spaced, _town, _region):
        for number, (piece, beside) in enumerate(pieces):
            place = test(piece) if beside or test not in {_spaced, _town} else None
            if place:
                following = pieces[number + 1][0] if number + 1 < len(pieces) else ""
                more = is_region(following) and "," not in place and not is_region(place)
                return f"{place}, {following}" if more else place
    return None


def _labelled_place(text: str) -> str:
    """What stands behind the label of a place, up to the next label; empty where there is none."""
    label = PLACE_LABEL.match(text)
    if label is None or _beside_contact(text):  # "Home: 308-555-0182" is a telephone.
        label = _PLACE_INSIDE.search(text)
    if label is None:
        return ""
    value = _SENTENCES.split(_NEXT_LABEL.split(_LABEL_INSIDE.split(text[label.end() :])[0])[0])[0]
    return "" if phone_in(value) == value.strip() else value


def _pieces_of(text: str) -> list[str]:
    """What is left of a header's text without e-mail, telephone number, links and labels."""
    bare = without_addresses(text)
    for _ in range(_MOST_NUMBERS):
        number = phone_in(bare)
        if not number:
            break
        bare = bare.replace(number, " | ")
    bare = _LETTER.sub("", _LABEL_LAST.sub(" ", _REMARK.sub("", _LABEL_INSIDE.sub(" | ", bare))))
    sentences = _SENTENCES.split(bare)
    if all(len(sentence.split()) <= _SHORT_SENTENCE and "," not in sentence for sentence in sentences[:-1]):
        bare = " | ".join(sentences)
    pieces = (LABEL.sub("", piece.strip(_TRIM)).strip(_TRIM) for piece in _PIECES.split(_joined_region(bare)))
    pieces = (_FULL_STOP.sub("", _LINK_WORDS.sub("", piece.lstrip(". "))) for piece in pieces)
    pieces = (LIVES_IN.sub("", _OR_REMOTE.sub("", _WILLING.sub("", _REMARK.sub("", piece)))) for piece in pieces)
    return [_ANY_LABEL.sub("", piece) for piece in pieces if piece and not _OTHER_LABELS.match(piece)]


def _joined_region(text: str) -> str:
    """Keep "São Paulo - SP" in one piece, and a region and its code without the dash between them."""
    return re.sub(r"\s+[–—]\s+(?=[A-Z]{2}\b)", " – ", re.sub(r"\s+[–—]\s+(?=\d{5,6}\s*(?:\.?$|[,|]))", " ", text))


def _beside_contact(text: str) -> bool:
    return EMAIL.search(text) is not None or phone_in(without_addresses(text)) is not None


def _is_contact_alone(text: str) -> bool:
    """Whether a text is an address or a telephone number and nothing else."""
    return (without_addresses(text) != text and not _pieces_of(text)) or phone_in(text) == text


def _bare_place(pieces: Sequence[str]) -> str | None:
    if any(is_prose(piece) for piece in pieces):
        return None
    towns = [piece for piece in pieces if not is_street(piece)] or pieces
    return ", ".join(filter(None, (without_street(piece).strip(" ,") for piece in towns)))[:120] or None


def _listed_place(piece: str) -> str | None:
    based = _BASED.match(piece)
    bare = based[1] if based else without_street(piece)
    spelled = is_place(bare) or (
        bare != piece and not is_street(bare) and is_place(piece)
    )  # a code before a town that is in no list
    return bare if bare and spelled and not is_region(bare) else None


def _spaced(piece: str) -> str | None:
    """A town and its state with nothing between them: "Fremantle WA", "Portland OR 97201"."""
    bare = without_street(piece)
    match = _SPACED.fullmatch(bare)
    return bare if match and match[2] in _STATES and is_plain_town(match[1]) else None


def _region(piece: str) -> str | None:
    bare = without_street(piece)
    return bare if is_region(bare) else None


def _trailing_place(piece: str) -> str | None:
    bare = without_street(piece)
    if (len(bare) >= 70 and not is_school(bare)) or title_score(bare) > 0.6:
        return None
    before, place = split_place(bare)
    # "Lower Hutt, Wellington": two towns, where the larger one's name is known alone.
    large = place is not None and (is_town(place) or bare != piece)
    town = before.rpartition(", ")[2]
    if place and _is_province(place) and is_plain_town(town):
        return f"{town}, {place}"
    return bare if large and (is_town(before) or is_plain_town(before)) else place


def _is_province(place: str) -> bool:
    """Whether a part of a country that is no known town stands before its country: "Laguna, Philippines"."""
    province, _, country = place.partition(", ")
    return is_region(country) and not is_town(province) and not is_region(province) and not country.isupper()


def _street_address(piece: str) -> str | None:
    """What is left of an address when street and postal code are taken away: a town that is in no list."""
    bare = without_street(piece)
    parts = [part for part in bare.split(", ") if part]
    # A mere number behind a single name ("Invoice 4711") is no postal code.
    changed = bare != piece and any(char.isdigit() for char in piece) and not _NAME_AND_NUMBER.fullmatch(piece)
    return bare if changed and parts and len(bare) < 60 and all(may_be_town(part) for part in parts) else None


def _pair(piece: str) -> str | None:
    """Two names with a comma between them."""
    parts = piece.split(", ")
    plain = len(piece) < 50 and not any(char.isdigit() or char in "@/:" for char in piece)
    return piece if plain and len(parts) in {2, 3} and all(map(is_plain_town, parts)) else None


def _town(piece: str) -> str | None:
    plain = (
        title_score(piece) <= 0.6
        and len(piece) < 40
        and not any(word.islower() and len(word) > 4 for word in piece.split())
    )
    return piece if may_be_town(_PARTICLES.sub("", piece)) and plain else None


def is_plain_town(text: str) -> bool:
    """Whether the text may name a town, and says nothing of work."""
    name = _TOWN_END.sub("", text)
    return _is_proper(text) and may_be_town(text) and -1 < title_score(name) <= 0 and not is_department(name)


def is_lone_town(text: str) -> bool:
    """Whether the text may name a town, and no subject, craft or motto either."""
    return is_plain_town(text) and len(text.split()) < 3 and not any(map(_SUBJECT.search, text.split()))


def _is_proper(text: str) -> bool:
    words = text.split()
    return 1 <= len(words) <= 3 and all(word[:1].isupper() and not word.isupper() for word in words)

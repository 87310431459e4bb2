"""Places as résumés write them: "Portland, OR", "Leeds, United Kingdom", "10115 Berlin", "São Paulo - SP", "Remote"."""

# ruff: noqa: RUF001, SIM905, PLR2004
# Why: word lists are read as text; the dashes and quotes that resumes are written with; counts of words.

from __future__ import annotations

import re
from functools import lru_cache

from intervue.resume.cities import CITIES
from intervue.resume.regions import NAMES, SHORT
from intervue.resume.vocabulary import is_school, title_score

_MAX_CHARS = 150
_SHORTENED = (
    "Ala|Ariz|Ark|Calif|Colo|Conn|Fla|Ga|Ill|Kan|Kans|Ky|Mass|Mich|Minn|Miss|Neb|Nev|Okla|Ore|Pa|Tenn|Tex|Va|Vt|Wash|Wis"
    "|Wyo|Alta|Man|Ont|Qu[eé]|Sask|Ags|Camp|Chih|Chis|Coah|Dgo|Gro|Gto|Hgo|Jal|Mich|Mor|Nay|Oax|Pue|Qro|Sin|Son|Tab|Tamps"
    "|Tlax|Ver|Yuc|Zac|Nfld|Vic|Tas|Qld"
)
"""States and provinces as they are shortened in the USA, Canada, Mexico and Australia."""
_REGION = (
    rf"(?:(?:{'|'.join(map(re.escape, sorted(SHORT | NAMES, key=len, reverse=True)))}|U\.S\.A?\.?|U\.K\.|D\.C\."
    r"|[NRS]\.[LYJCMHDI]\.|B\.C\.(?:S\.)?|S\.L\.P\.|Q\.\s?Roo|P\.R\.|D\.F\.|P\.E\.I\.|W\.\sVa\."
    rf"|(?:{_SHORTENED})\.|Edo\. (?:de )?M[eé]x\."
    r"|U\.A\.E\.?|(?:Co\.?|County)\s[^\W\d_a-z][^\W\d_]+)(?!\w))"
)
_WHOLE_REGION = re.compile(r"UK|USA|UAE|U\.S\.A?\.?|U\.K\.|U\.A\.E\.?|(?:Co\.?|County)\s[^\W\d_a-z][^\W\d_]+")
_CITY = (
    r"(?:St\.|Ft\.|Mt\.|Co\.|(?:['’]s-)?[^\W\d_a-z][\w’'\-]*)"
    r"(?:\s(?:of|the|de|la|le|les|los|las|du|del|da|do|dos|das|am|an|im|in|ob|der|den|upon|on|op|aan|sur|sous|l[eè]s"
    r"|es|el|al|bel|ben|bin|sul|sulla|nel|nad|pod|na|v\.|d\."
    r"|[dl]['’][^\W\d_a-z][\w’'\-]*|[^\W\d_a-z][\w’'.\-]*)){0,4}(?:\s\d{1,2}(?!\d))?"
)
_CODE = r"(?:\s+(?:\d{5}(?:-\d{4})?|\d{4}|\d{6}|[A-Z]\d[A-Z]\s?\d[A-Z]\d|[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}))?"
_CODE_BEFORE = r"(?:[A-Z]{1,2}-)?(?:\d{4}\s?[A-Z]{2}|\d{2}-\d{3}|\d{5}-\d{3}|\d{4}-\d{3}|\d{3}\s\d{2}|\d{4,6})"
_WAYS = (
    r"(?:on-?site|remote|hybrid|fully remote|remote work|homeoffice|home office|télétravail|a distance|à distance"
    r"|remoto"
    r"|teletrabajo|da remoto|thuiswerk(?:en)?|worldwide)"
)
_PLACE = re.compile(
    rf"(?:(?:{_CODE_BEFORE}\s+)?{_CITY}{_CODE}(?:,\s*|\s+[-–—/]\s+|/)(?:{_CITY},\s*)?{_REGION}{_CODE}(?:,\s*{_REGION})?"
    rf"|{_CITY}\s\((?:{_REGION}|\d{{2}})\)(?:,\s*{_REGION})?|{_CODE_BEFORE}\s+{_CITY}"
    rf"|(?i:{_WAYS})(?:,\s*(?:{_REGION}|{_CITY}))?)(?:\s*[(/|,–-]\s*(?i:{_WAYS})\s*\)?)?"
)
_AREA = re.compile(
    r"(?:Greater\s+)?(?P<town>\S.*?)\s+(?:(?:Bay\s+|Metropolitan\s+|Metro\s+)?(?:Area|Region)|und Umgebung|et environs"
    r"|y alrededores|e dintorni|en omgeving)|(?:Großraum|Raum|Region|Région de)\s+(?P<inner>\S.*)"
)
_DISTRICT = re.compile(r"\s+\d{1,2}(?:er|e|ème)?$")
"""Parts of large towns: "Dublin 4", "Praha 1"."""
_SHORT_CODE = re.compile(r"^\d{3}\s+")
"""A postal code of three digits, which only a town's name tells from other numbers: "101 Reykjavík"."""
_TOWN_IN_SIGNS = re.compile(
    r"(?:[\u4e00-\u9fff]{2,4}[都府県省])?[\u4e00-\u9fff]{1,6}[都府県市区省]|[\uac00-\ud7a3]{2,5}[시도군구]"
)
_CUT = re.compile(r"\s*(?:,|\||·|•|\s[-–—]\s|\s[-–—](?=\S)|\()\s*")
_STREET_WORDS = (
    r"street|avenue|road|lane|drive|boulevard|blvd|stra(?:ss|ß)e|str\.|str|gasse|allee|platz|weg|ring|damm|ufer"
    r"|chaussee|st\.?|ave\.?|rd\.?"
    r"|ln\.?|dr\.?|way|court|ct\.?|close|crescent|terrace|place|square|mews|row|gardens|grove|parade|hill|straat"
    r"|laan|plein|gracht|kade|weg|singel"
    r"|gatan|vägen|gade|vej|utca|u\.|ulica|cad\.?|caddesi|sok\.?|soka[ğk][ıi]|mah\.?|mahallesi"
)
_QUARTER = re.compile(
    r"(?:\bext(?:ension|n)?\.?|\bcolony|\b(?:phase|sector|block|stage|section|zone|ward)\s(?:\d{1,3}|[A-Z]|[IVX]{1,4})"
    r"|\blayout|\benclave|\bcantt\.?|\bsubdivision|\bestate|\bnagar|\bsociety)$",
    re.IGNORECASE,
)
"""A quarter of a town, which stands between street and town: "Model Town Ext., Lahore"."""
_QUARTER_FIRST = re.compile(
    r"(?:col(?:onia)?\.|colonia|bairro|barrio|fracc(?:ionamiento)?\.?|urb(?:anizaci[óo]n)?\.?|taman|kec\.|kel\.|kecamatan|kelurahan"
    r"|frazione|fraz\.|lieu-dit)\s",
    re.IGNORECASE,
)
"""The same with its word first: "Col. Centro, Mérida"."""
_STREET = re.compile(
    r"^(?:\d+(?:[-/]\w{1,4})+$|\d{1,2}\.?\s?[ºª°](?:\s?\w+\.?)?$|\d+[a-z]?(?:[-/]\d+[a-z]?)?,?\s+(?:\S.*)?(?:bis\s)?\S+$|\d+[a-z]?$|(?:apt|apartment|suite|unit|flat|floor"
    r"|blk|block|lot|plot"
    r"|brgy\.?|barangay|purok|door|[hd]\.?\s?no|house\s+(?:no|\d+)|n[or]\.?\s+\d+"
    r"|p\.?\s?o\.? box|postfach|apto|piso|bajo|int\.?"
    r"|bloco|c/|calle|av(?:da|enida)?\.?|plaza|paseo|camino|carrer|rue|avenue|bd|boulevard|quai|place|impasse|chemin"
    r"|all[ée]e|cours|r\.|rua|travessa|largo"
    r"|pra[çc]a|via|viale|piazza|corso|vicolo|ulica|rruga|bulevardi|jalan|улица|вулиця|проспект|lorong|quận"
    r"|phường)\b|(?:ul|al|jl|jln|ул|вул|пр|просп|пер|бул|пл|str|calea|d[pđ])\.|c/|(?:д|дом|кв|корп|стр|буд)\.?\s?\d"
    r"|no\s?[:.]\s?\d|#\s?\d|(?:cra|kra?|cl|tv|dg|carrera|transversal|diagonal)\.?\s?\d)"
    rf"|(?:\b(?:{_STREET_WORDS})|\w(?:straße|strasse|str\.|gasse|allee|platz|weg|straat|laan|plein|gracht|kade|gatan"
    r"|gaten|gata|veien|vegen|gade|vej|katu|steenweg|dreef"
    rf"|vägen))(?:\s+(?:no\s?[:.]?\s?)?\d+\s?\w?(?:[-/]\d+\w?)?\.?)?$",
    re.IGNORECASE,
)
_STREET_FIRST = re.compile(
    r"(?:\d+\s?(?:bis|ter|[a-z]\b)?,?\s+)?(?:rue|avenue|av\.|bd|boulevard|chemin|route|all[ée]e|impasse|quai|calle|c/|avda\."
    r"|paseo|carrer|rua|travessa|via|viale|piazza|corso)\s",
    re.IGNORECASE,
)
_POSTAL = re.compile(
    r"^(?:[A-Z]{1,3}-)?(?:\d{4}\s?[A-Z]{2}|\d{5}-\d{3}|\d{4}-\d{3}|\d{2}-\d{3}|\d{3}\s\d{2}|\d{4,6})(?:\s+|\s*-\s+)"
    r"(?=[^\W\d])"
)
_POSTAL_AFTER = re.compile(
    r"\s?[-–]\s?\d{3}\s?\d{3}(?=,|$)|(?:\s+|\s+[-–]\s+)(?:\d{5}(?:-\d{4})?|\d{4}|\d{3}\s?\d{3}|[A-Z]\d[A-Z]\s?\d[A-Z]\d|[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2})(?=,|$)"
)
_HOUSE = re.compile(r"^(?:n[º°.]?\s*)?\d+[a-z]?\s+[-–]\s+(?=[^\W\d])")
"""The number of a house whose street stands before a comma: "Av. Paulista, 1000 - São Paulo"."""
_HOUSE_AFTER = re.compile(r"\w\.?\s+\d{1,4}\s?[a-z]?\.?$", re.IGNORECASE)
_CODE_INSIDE = re.compile(r"(?<=\w)\s+(?:in\s+)?(?=\d{5}\s+[^\W\d_a-z])")
_TOWN_SIGN = re.compile(r"^(?:г\.|м\.|гр\.|TP\.|Kota|Kab\.)\s*(?=[^\W\d])")
"""What some write before a town's name: "г. Москва", "TP. Hồ Chí Minh"."""
_BOX = re.compile(r"^p\.?\s?o\.?\s*box\s*[:.]?\s*\d[\d-]*\s+(?=[^\W\d])", re.IGNORECASE)
"""A box at a post office before its town without a comma: "P.O. Box 118-20200 Kericho"."""
_DEPARTMENT = re.compile(r"\s\((?:\d{2,3}|2[AB])\)$")
"""Where in France a town lies: "Quimper (29)"."""
_POSTAL_ONLY = re.compile(
    r"(?:[A-Z]{1,2}-)?\d{4,6}(?:-\d{3,4})?|\d{4}\s?[A-Z]{2}|[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}"
    r"|[A-Z]\d[\dW]\s?[A-Z\d]{4}|[A-Z]\d[A-Z]\s?\d[A-Z]\d|CEP:?\s*\d{5}-?\d{3}"
)
_STATE_SCHOOL = re.compile(
    rf"^(?:University of|Univ\. of|California State University|State University of New York|SUNY"
    rf"|Texas A&M University|Indiana University|CSU)"
    rf"(?:\s{_REGION})?,\s[^,]+$"
)
_COUNTY = re.compile(r"(?:Co\.?|County)\s\S+")
_NO_TOWN = frozenset(
    "engineering sales marketing finance inc ltd llc gmbh retail it hr operations research product design support"
    " services"
    " logistics legal audit tax consulting payments security data cloud europe emea apac global international division"
    " department team group management development communications education science arts".split()
)


_DEPARTMENTS = _NO_TOWN - {"inc", "ltd", "llc", "gmbh"}


_SHORT_NAME = re.compile(r"(?!(?:AL|EL|LA|LE|LAS|LOS|SAN|ST|MT|FT)\s)[A-Z]{2,6}\s+[A-Z][a-z]")
"""An abbreviation before a town: "NIT Trichy, India"."""
_TOWN_WORDS = frozenset(
    "park city gardens county center centre port mills works estate estates power works airport market".split()
)
"""Last words of towns' names that employers have, too: "Forest Park, GA"."""


@lru_cache(maxsize=4096)
def is_place(text: str) -> bool:
    """Whether the text is a place and nothing else."""
    bare = text.strip(" ,·|")
    bare = bare if "(" in bare[1:] and bare.endswith(")") else bare.strip("()[] ")
    if not bare or len(bare) > _MAX_CHARS:
        return False
    if is_town(bare) or _is_region(bare) or _TOWN_IN_SIGNS.fullmatch(bare):
        return True
    return _PLACE.fullmatch(bare) is not None and not _begins_with_employer(bare)


def is_town(text: str) -> bool:
    """Whether the text is a larger town that is known by name, a part of it, or the country around it."""
    area = _AREA.fullmatch(text)
    bare = _DISTRICT.sub("", _SHORT_CODE.sub("", (area["town"] or area["inner"]) if area else text)).casefold()
    return bare in CITIES


def _is_region(text: str) -> bool:
    return text in NAMES or _WHOLE_REGION.fullmatch(text) is not None


def _begins_with_employer(text: str) -> bool:
    """Whether "Google, London, UK", "Harbor Bank, NY" or "ETH Zurich, Switzerland" is named before its place."""
    first, *rest = [part.strip() for part in text.split(",")]
    named_like_a_town = first.split()[-1].casefold() in _TOWN_WORDS or first.startswith("Port ")
    if is_town(first) or _is_region(first):
        return False
    if rest and (title_score(first) < -1 or is_school(first)) and not named_like_a_town:
        return True
    if _SHORT_NAME.match(first):
        return True
    return len(rest) > 1 and not _is_region(rest[0]) and rest[0] not in SHORT


def is_region(text: str) -> bool:
    """Whether the text is a country, a county or a state, without a town."""
    return _is_region(text.strip(" ()[],")) and text.casefold() not in CITIES


def may_be_town(text: str) -> bool:
    """Whether the text could be the name of a town that is in no list: one to three capitalised words."""
    words = text.strip(" ()").split()
    if not 1 <= len(words) <= 3 or any(char.isdigit() or char in "&@/." for char in text):
        return False
    return words[0][:1].isupper() and not {word.casefold() for word in words} & _NO_TOWN and len(words[0]) > 2


def is_department(text: str) -> bool:
    """Whether the text is a part of an employer ("ICU", "Payments") rather than its name or a place."""
    words = {word.casefold() for word in text.split()}
    return (text.isupper() and len(text) <= 4) or (bool(words & _DEPARTMENTS) and len(words) <= 3)


def without_street(text: str) -> str:
    """An address without street, flat and postal code: "9 Elm St, Apt 4, Salem, OR 97301" is "Salem, OR"."""
    parts = [_TOWN_SIGN.sub("", _BOX.sub("", part.strip())) for part in re.split(r",|\s[|•·]\s|\s-\s(?=\d{4})", text)]
    parts = [piece for part in parts for piece in _at_code(part)]
    parts = [_HOUSE.sub("", part) if number else part for number, part in enumerate(parts)]
    parts = [_SHORT_CODE.sub("", part) if is_town(part) else part for part in parts]
    coded = next((number for number, part in enumerate(parts) if _POSTAL.match(part)), 0)
    numbered = max(coded, int(any(not is_region(part) and may_be_town(part) for part in parts[1:])))
    streets = [is_street(part) or (n < numbered and _is_numbered(part)) for n, part in enumerate(parts)]
    streets = [
        street or (n < len(parts) - 1 and bool(_QUARTER.search(parts[n]) or _QUARTER_FIRST.match(parts[n])))
        for n, street in enumerate(streets)
    ]
    kept = [part for part, street in zip(parts, streets, strict=True) if part and (len(parts) == 1 or not street)]
    if all(map(is_region, kept)) and parts[0] and not any(char.isdigit() for char in text):
        kept = parts  # a town with a street's name: "Chapel Hill, North Carolina"
    bare = [
        _DEPARTMENT.sub("", _POSTAL_AFTER.sub("", _POSTAL.sub("", part))).strip()
        for part in kept
        if not _POSTAL_ONLY.fullmatch(part)
    ]
    return ", ".join(_without_quarter([part for part in bare if part], parts))


def _without_quarter(bare: list[str], parts: list[str]) -> list[str]:
    """Without the quarter before a town, in an address with a street or a code: "Temple, London EC4Y 9ZZ"."""
    if len(bare) < 2 or bare == parts:
        return bare
    if _COUNTY.fullmatch(bare[-1]):
        return bare[-2:]
    if len(bare) > 2 and not any(map(_POSTAL_AFTER.search, parts)) and not any(map(_POSTAL.match, parts)):
        return bare  # "Surulere, Lagos, Nigeria": without a code, a part of a large town may be a town
    return bare[next((n for n, part in enumerate(bare) if n and is_town(part) and not is_region(part)), 0) :]


def _is_numbered(part: str) -> bool:
    """Whether a part ends with the number of a house: "Odos Egnatia 112", and not of a district: "Dublin 4"."""
    return _HOUSE_AFTER.search(part) is not None and not is_town(part)


def _at_code(part: str) -> list[str]:
    """A street and a postal code without a comma between them: "Musterweg 3 in 50667 Köln"."""
    match = _CODE_INSIDE.search(part)
    return [part[: match.start()], part[match.end() :]] if match and is_street(part[: match.start()]) else [part]


def is_street(part: str) -> bool:
    """Whether a part of an address is a street, a flat or a floor."""
    if _POSTAL.match(part) and not _STREET.search(_POSTAL.sub("", part)):
        return False
    return _STREET.search(part) is not None and part not in SHORT and not is_town(part)  # CT: a court, and a state


def is_address(text: str) -> bool:
    """Whether the text is an address: a street with a number, or a postal code behind one, in whatever case."""
    parts = [piece.strip() for part in re.split(r",|\s-\s(?=\d{4})", text) for piece in _at_code(part.strip())]
    coded = next(
        (n for n, part in enumerate(parts) if n and (_POSTAL.match(part) or _POSTAL_AFTER.search(part))), len(parts)
    )
    if coded < len(parts):
        return any(char.isdigit() for part in parts[:coded] for char in part) or any(map(is_street, parts[:coded]))
    numbered = any(char.isdigit() for part in parts[:2] for char in part)
    return len(parts) > 1 and numbered and (_STREET_FIRST.match(text) is not None)


def split_place(text: str) -> tuple[str, str | None]:
    """A trailing place cut off: "Acme, Pomona, CA" is "Acme" in "Pomona, CA"."""
    if len(text) > _MAX_CHARS or _STATE_SCHOOL.match(text):
        return text, None
    best: tuple[int, str] | None = None
    # The city reaches as far left as it can ("Acme, New York, NY" has no "Acme" in it): take the shortest tail first,
    # and a longer one only if it is a town with its region.
    for match in reversed(list(_CUT.finditer(text))):
        if match.start() == 0:
            continue
        tail = text[match.end() :].strip()
        if tail.endswith(")") and tail.count("(") < tail.count(")"):
            tail = tail[:-1].strip()
        if is_place(tail) and (best is None or _is_region(best[1]) or best[1] in SHORT):
            best = match.start(), tail
        elif best is not None and not is_place(tail):
            break
    if best is None or not text[: best[0]].strip():
        return text, None
    return text[: best[0]].strip(), best[1]

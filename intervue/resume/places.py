"""Places as résumés write them: "Portland, OR", "Leeds, United Kingdom", "10115 Berlin", "São Paulo - SP", "Remote"."""

# ruff: noqa: RUF001, SIM905, PLR2004
# Why: word lists are read as text; the dashes and quotes that resumes are written with; counts of words.

from __future__ import annotations

import re

from intervue.resume.cities import CITIES
from intervue.resume.vocabulary import title_score

_MAX_CHARS = 150
_STATES = (
    "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA"
    " RI SC SD TN TX UT VT VA WA WV WI WY DC PR ON QC BC AB MB SK NS NB NL PE NSW VIC QLD TAS ACT UK USA UAE GB"
    " AC AM AP BA CE DF ES GO MA MG MS PB PE PI PR RJ RN RO RR RS SC SE SP TO AT CH FR IT PT BE PL NO"
    " MI TO RM NA BO FI VE VR PD GE BG BS PR MO RE PI LU TN BZ TS"
).split()
_NAMES = (
    "Alabama Alaska Arizona Arkansas California Colorado Connecticut Delaware Florida Georgia Hawaii Idaho Illinois"
    " Indiana Iowa Kansas Kentucky Louisiana Maine Maryland Massachusetts Michigan Minnesota Mississippi Missouri"
    " Montana Nebraska Nevada Ohio Oklahoma Oregon Pennsylvania Tennessee Texas Utah Vermont Virginia Washington"
    " Wisconsin Wyoming Ontario Quebec Québec Alberta Manitoba Saskatchewan England Scotland Wales Ireland Éire"
    " Germany Deutschland Allemagne Alemania Alemanha Germania Duitsland Austria Österreich Autriche Switzerland"
    " Schweiz"
    " Suisse Suiza Svizzera France Frankreich Francia França Frankrijk Spain España Spanien Espagne Espanha Spagna"
    " Spanje"
    " Portugal Italy Italia Italien Italie Itália Italië Netherlands Nederland Niederlande Belgium Belgien Belgique"
    " België"
    " Luxembourg Luxemburg Liechtenstein Denmark Danmark Dänemark Sweden Sverige Schweden Norway Norge Norwegen"
    " Finland Suomi"
    " Iceland Poland Polska Polen Pologne Czechia Slovakia Slovensko Hungary Magyarország Romania România Bulgaria"
    " Greece Ελλάδα"
    " Croatia Hrvatska Serbia Srbija Slovenia Slovenija Estonia Eesti Latvia Latvija Lithuania Lietuva Ukraine"
    " Україна Belarus"
    " Turkey Türkiye Russia Россия Israel Egypt Morocco Maroc Tunisia Tunisie Algeria Algérie Senegal Sénégal"
    " Nigeria Kenya Ghana Ethiopia"
    " Uganda Tanzania Rwanda Zambia Zimbabwe Cameroon India Pakistan Bangladesh Nepal China Japan Korea Taiwan"
    " Singapore Malaysia"
    " Indonesia Thailand Vietnam Philippines Australia Canada Mexico México Brazil Brasil Brésil Argentina Chile"
    " Colombia Peru Perú"
    " Uruguay Paraguay Bolivia Ecuador Venezuela Panama Panamá Guatemala Cuba Qatar Bahrain Kuwait Jordan Lebanon"
    " Iran Iraq Malta Cyprus"
    " Bayern Bavaria Hessen Sachsen Thüringen Saarland Niedersachsen Brandenburg Lombardia Toscana Veneto Lazio"
    " Cataluña Catalunya"
    " Andalucía Galicia Asturias Bretagne Normandie Occitanie Karnataka Maharashtra Gujarat Telangana Kerala Punjab"
    " Haryana"
    " Victoria Queensland Tasmania Yorkshire Kent Essex Surrey Sussex Devon Cornwall Somerset Dorset Hampshire"
    " Norfolk Suffolk"
    " Lancashire Cheshire Derbyshire Staffordshire Warwickshire Northamptonshire Oxfordshire Berkshire Wiltshire"
    " Cumbria Fife"
    " 日本 中国 台湾 한국"
).split()
_LONG_NAMES = (
    "New York", "New Jersey", "New Mexico", "New Hampshire", "North Carolina", "South Carolina", "North Dakota",
    "South Dakota", "West Virginia", "Rhode Island", "British Columbia", "Nova Scotia", "United States",
    "United States of America", "United Kingdom", "Great Britain", "Northern Ireland", "New Zealand", "South Africa",
    "South Korea", "Hong Kong", "Saudi Arabia", "United Arab Emirates", "Sri Lanka", "Czech Republic", "Costa Rica",
    "Puerto Rico", "The Netherlands", "New South Wales", "Western Australia", "South Australia", "Royaume-Uni",
    "Pays-Bas", "États-Unis", "Reino Unido", "Estados Unidos", "Países Bajos", "Regno Unito", "Stati Uniti",
    "Vereinigtes Königreich", "Verenigd Koninkrijk", "Baden-Württemberg", "Nordrhein-Westfalen", "Rheinland-Pfalz",
    "Schleswig-Holstein", "Mecklenburg-Vorpommern", "Île-de-France", "Côte d'Ivoire", "Česká republika", "Tamil Nadu",
    "West Bengal", "Uttar Pradesh", "Minas Gerais", "Santa Catarina", "Rio Grande do Sul", "País Vasco",
    "Comunidad de Madrid",
    "Kent, UK", "West Yorkshire", "North Yorkshire", "Greater Manchester", "County Cork", "Co. Cork", "Costa Rica",
    "Dominican Republic", "República Dominicana", "El Salvador", "El Salvador", "Emilia-Romagna",
)  # fmt: skip
_SHORT = "|".join((*dict.fromkeys(_STATES), r"U\.S\.A?\.?", r"U\.K\.", r"D\.C\."))
_REGION = rf"(?:(?:{_SHORT}|{'|'.join(sorted((*_LONG_NAMES, *_NAMES), key=len, reverse=True))})(?!\w))"
_CITY = (
    r"(?:St\.|Ft\.|Mt\.|['’]s-|[^\W\d_a-z][\w’'\-]*)"
    r"(?:\s(?:of|the|de|la|le|les|los|du|del|da|do|dos|das|am|an|im|in|der|den|upon|on|aan|sur"
    r"|[^\W\d_a-z][\w’'.\-]*)){0,4}"
)
_CODE = r"(?:\s+(?:\d{5}(?:-\d{4})?|\d{4}|[A-Z]\d[A-Z]\s?\d[A-Z]\d|[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}))?"
_CODE_BEFORE = r"(?:[A-Z]{1,2}-)?(?:\d{4}\s?[A-Z]{2}|\d{2}-\d{3}|\d{5}-\d{3}|\d{4}-\d{3}|\d{3}\s\d{2}|\d{4,6})"
_WAYS = (
    r"(?:on-?site|remote|hybrid|fully remote|remote work|homeoffice|home office|télétravail|a distance|à distance"
    r"|remoto"
    r"|teletrabajo|da remoto|thuiswerk(?:en)?|worldwide)"
)
_PLACE = re.compile(
    rf"(?:(?:{_CODE_BEFORE}\s+)?{_CITY}{_CODE}(?:,\s*|\s+[-–—/]\s+|/)(?:{_CITY},\s*)?{_REGION}{_CODE}(?:,\s*{_REGION})?"
    rf"|{_CITY}\s\({_REGION}\)|{_CODE_BEFORE}\s+{_CITY}"
    rf"|(?i:{_WAYS})(?:,\s*(?:{_REGION}|{_CITY}))?)(?:\s*[(/|,–-]\s*(?i:{_WAYS})\s*\)?)?"
)
_REGION_ONLY = re.compile(rf"(?:{'|'.join((*_LONG_NAMES, *_NAMES))}|UK|USA|UAE|U\.S\.A?\.|U\.K\.)")
_CUT = re.compile(r"\s*(?:,|\||·|•|\s[-–—]\s|\s[-–—](?=\S)|\()\s*")
_STREET_WORDS = (
    r"street|avenue|road|lane|drive|boulevard|blvd|stra(?:ss|ß)e|str\.|str|gasse|allee|platz|weg|ring|damm|ufer"
    r"|chaussee|st\.?|ave\.?|rd\.?"
    r"|ln\.?|dr\.?|way|court|ct\.?|close|crescent|terrace|place|square|mews|row|gardens|grove|parade|hill|straat"
    r"|laan|plein|gracht|kade|weg|singel"
    r"|gatan|vägen|gade|vej|utca|ulica"
)
_STREET = re.compile(
    r"^(?:\d+[a-z]?(?:[-/]\d+[a-z]?)?,?\s+(?:\S.*)?(?:bis\s)?\S+$|\d+[a-z]?$|(?:apt|apartment|suite|unit|flat|floor"
    r"|p\.?\s?o\.? box|postfach|apto|piso|bajo|int\.?"
    r"|bloco|c/|calle|av(?:da|enida)?\.?|plaza|paseo|camino|carrer|rue|avenue|bd|boulevard|quai|place|impasse|chemin"
    r"|all[ée]e|cours|r\.|rua|travessa|largo"
    r"|pra[çc]a|via|viale|piazza|corso|vicolo|ul\.|ulica|al\.)\b|#\s?\d)"
    rf"|(?:\b(?:{_STREET_WORDS})|\w(?:straße|strasse|str\.|gasse|allee|platz|weg|straat|laan|plein|gracht|kade|gatan"
    rf"|vägen))(?:\s+\d+\s?\w?(?:[-/]\d+\w?)?)?$",
    re.IGNORECASE,
)
_POSTAL = re.compile(
    r"^(?:[A-Z]{1,3}-)?(?:\d{4}\s?[A-Z]{2}|\d{5}-\d{3}|\d{4}-\d{3}|\d{2}-\d{3}|\d{3}\s\d{2}|\d{4,6})\s+(?=[^\W\d])"
)
_POSTAL_AFTER = re.compile(
    r"\s+(?:\d{5}(?:-\d{4})?|\d{4}|[A-Z]\d[A-Z]\s?\d[A-Z]\d|[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2})(?=,|$)"
)
_POSTAL_ONLY = re.compile(
    r"(?:[A-Z]{1,2}-)?\d{4,6}(?:-\d{3,4})?|\d{4}\s?[A-Z]{2}|[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}"
    r"|[A-Z]\d[A-Z]\s?\d[A-Z]\d|CEP:?\s*\d{5}-?\d{3}"
)
_STATE_SCHOOL = re.compile(
    rf"^(?:University of|Univ\. of|California State University|State University of New York|SUNY"
    rf"|Texas A&M University|Indiana University|CSU)"
    rf"(?:\s{_REGION})?,\s[^,]+$"
)
_NO_TOWN = frozenset(
    "engineering sales marketing finance inc ltd llc gmbh retail it hr operations research product design support"
    " services"
    " logistics legal audit tax consulting payments security data cloud europe emea apac global international division"
    " department team group management development communications education science arts".split()
)


_TOWN_WORDS = frozenset(
    "park city gardens county center centre port mills works estate estates power works airport market".split()
)
"""Last words of towns' names that employers have, too: "Forest Park, GA"."""


def is_place(text: str) -> bool:
    """Whether the text is a place and nothing else."""
    bare = text.strip(" ,·|")
    bare = bare if "(" in bare[1:] and bare.endswith(")") else bare.strip("()[] ")
    if not bare or len(bare) > _MAX_CHARS:
        return False
    if bare.casefold() in CITIES or _REGION_ONLY.fullmatch(bare) is not None:
        return True
    return _PLACE.fullmatch(bare) is not None and not _begins_with_employer(bare)


def _begins_with_employer(text: str) -> bool:
    """Whether "Google, London, UK" or "Harbor Bank, NY" is an employer with its place."""
    first, *rest = [part.strip() for part in text.split(",")]
    named_like_a_town = first.split()[-1].casefold() in _TOWN_WORDS
    if rest and title_score(first) < -1 and first.casefold() not in CITIES and not named_like_a_town:
        return True
    return len(rest) > 1 and first.casefold() not in CITIES and _REGION_ONLY.fullmatch(rest[0]) is None


def is_region(text: str) -> bool:
    """Whether the text is a country, a county or a state, without a town."""
    return _REGION_ONLY.fullmatch(text.strip(" ()[],")) is not None and text.casefold() not in CITIES


def may_be_town(text: str) -> bool:
    """Whether the text could be the name of a town that is in no list: one to three capitalised words."""
    words = text.strip(" ()").split()
    if not 1 <= len(words) <= 3 or any(char.isdigit() or char in "&@/." for char in text):
        return False
    return words[0][:1].isupper() and not {word.casefold() for word in words} & _NO_TOWN and len(words[0]) > 2


def is_department(text: str) -> bool:
    """Whether the text is a part of an employer ("ICU", "Payments") rather than its name or a place."""
    words = {word.casefold() for word in text.split()}
    return (text.isupper() and len(text) <= 4) or (bool(words & _NO_TOWN) and len(words) <= 3)


def without_street(text: str) -> str:
    """An address without street, flat and postal code: "9 Elm St, Apt 4, Salem, OR 97301" is "Salem, OR"."""
    parts = [part.strip() for part in re.split(r",|\s[|•·]\s|\s-\s(?=\d{4})", text)]
    kept = [
        part for index, part in enumerate(parts) if part and (len(parts) == 1 or not _is_street(part, parts[:index]))
    ]
    bare = [_POSTAL_AFTER.sub("", _POSTAL.sub("", part)).strip() for part in kept if not _POSTAL_ONLY.fullmatch(part)]
    return ", ".join(part for part in bare if part)


def _is_street(part: str, before: list[str]) -> bool:
    if _POSTAL.match(part) and not _STREET.search(_POSTAL.sub("", part)):
        return False
    del before
    return _STREET.search(part) is not None


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
        if is_place(tail) and (best is None or _REGION_ONLY.fullmatch(best[1]) or best[1] in _STATES):
            best = match.start(), tail
        elif best is not None and not is_place(tail):
            break
    if best is None or not text[: best[0]].strip():
        return text, None
    return text[: best[0]].strip(), best[1]

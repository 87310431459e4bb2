"""What is printed beside a certificate and is no part of it: dates, validity, numbers, labels, the issuer's town."""

# ruff: noqa: RUF001
# Why: the dashes that resumes are written with.

from __future__ import annotations

import re

from intervue.resume.dates import find_period, is_period, without_period
from intervue.resume.places import is_town

_NO_NAME = re.compile(r"(?:licen[cs]e|registration|reg|certificate|credential|number|no|nr|n°)\W*", re.IGNORECASE)
"""What is left of a line that has only a number."""
_MAX_DATES = 4
"""Of one certificate."""
TRIM = " ,|–—-:;·•"
_LABEL = re.compile(
    r"^(?:(?:issued\s+by|issuer|issued|expires?|valid(?:\s+(?:until|through|to))?|ausgestellt\s+von|délivré\s+par"
    r"|emitido\s+por|rilasciato\s+da|no\s+expiration\s+date|credential\s+id)(?!\w)\s*:?"
    r"|(?:certificat(?:ions?|es?)|licen[sc]es?|courses?|training|zertifikate|kurse|weiterbildung(?:en)?|formations?|cursos|corsi|cursussen)\s*:)\s*(?=\S)",
    re.IGNORECASE,
)
_VALID = (
    r"(?:issued|obtained|awarded|valid|expires|expired|expiry|expiration|exp|renewed|renewal|rinnovo|renovaci[óo]n|renova[çc][ãa]o|renouvellement|verlenging|verlängerung|recertified|current|since|g[üu]ltig|erneuert|aufgefrischt|seit"
    r"|[ée]ch[ée]ance|v[áa]lid[oa]|validade|vigente|vencimiento|vence|renovad[oa]|desde|valable|valide|renouvelée?|recyclage|recyclée?|depuis"
    r"|scadenza|scade|rinnovat[oa]|dal|geldig|verlengd|sinds|through|until|to|bis|hasta|até|tot|t/m)(?!\w)\.?:?"
    r"(?:\s+(?:date|on|in|until|through|to|bis|seit|jusqu['’](?:en|à|au)|le|el|il|nel|en|em|hasta|até|fino\s+al?|a|t/m|tot(?:\s+en\s+met)?)(?!\w))*"
)
_STATUS = (
    r"(?:in\s+progress|expected|ongoing|no\s+expiration(?:\s+date)?|(?:see|show)\s+credential|inactive|active|in\s+good\s+standing|lapsed"
    r"|passed|board\s+passer|annual(?:ly)?|yearly|jährlich|unbefristet|jaarlijks|annuel(?:lement)?|anual(?:mente)?|lifetime|(?:with\s+)?(?:distinction|merit))"
)
_HOURS = (
    r"(?:(?<=[,(–-])|(?<=[,(–-]\s))\s*\d{1,4}\s?(?:h|hrs?\.?|hours?|horas?|heures?|ore"
    r"|uren|uur|stunden|std\.?|days?|días?|dias?|jours?|tage|dagen|giorni|points|punkte|puntos|pontos|punti|punten)"
)
_NOISE = re.compile(
    rf"(?<![|,;(·–-])[|,;(·–-]*\s*{_HOURS}\s*(?=$|[|,)])\)?|(?<![|,;(·–-])[|,;(·–-]*\s*(?:(?:credential|certificate|licen[sc]e)\s+(?:id|url)\b.*|(?:(?<=[|,;(·–-])|(?<=[|,;(·–-]\s)|(?<=\s)|^)(?:{_VALID}|{_STATUS}))\s*(?=$|[|,)])\)?",
    re.IGNORECASE,
)
_DUE = re.compile(rf"(?<![\s,(·–|-])[\s,(·–|-]+{_VALID}\s+\d\d?[/.]\d\d(?!\d)\)?", re.IGNORECASE)
"""A validity of month and year in two digits each, which is no date elsewhere."""
_NUMBER = re.compile(
    r"(?<![\s,(–·|-])[\s,(–·|-]*(?:(?<=[,(–·|-])\s*(?:licen[sc]e|credential|reg(?:istration|istry)?\.?|cert(?:ificat\w*)?\.?|member(?:ship)?|permis|permit|permiso|bar|id|rn|atto|albo|card)\s+)?\s*"
    r"(?:#|\b(?:no|nos|nr|num|number|nummer|num[ée]ro|n[úu]mero|\w{4,16}nummer|n)\b\s?[.°º]?|№|\b(?:id|lic|reg|matr[íi]cula|matricola|registro|ref)\b\.?(?!\s*(?:no|nr|n[.°º])))\s*:?\s?"
    r"(?=[^\s,;)]*(?:\s[\w./-]*)?\d{4}|[^\s,;)]*(?:\d[./-]?){5}|\d+[A-Z]\d{4})"
    r"(?:[A-Z]{1,4}[ -])?[A-Z0-9][\w./-]*\)?(?=$|[\s,;|)])",
    re.IGNORECASE,
)
"""The number of a licence: four digits and more, behind a word for it."""
_BARE_NUMBER = re.compile(r"\s*\([A-Z]{1,4}[ -]?\d{5,}[A-Z]?\)|(?<=[,)])\s*[A-Z]{0,3}\d{5,}[A-Z]?$")
"""The same without a word."""
_NAMED_NUMBER = re.compile(
    r"(\b(?:licen[cs]e|registration|register|registry|licencia|licen[cç]a|permit|permiso|lizenz|zulassung|agrément|abilitazione))"
    r"\s+[A-Z]{0,5}[ -]?\d{5,}[A-Z]?$",
    re.IGNORECASE,
)
"""The same right behind the word for what it numbers: "Electrician's Licence EW155501"."""
_PRODUCTS = (
    "SIMDUT", "WHMIS", "Windows Server", "SQL Server", "Exchange Server", "Office", "Word", "Excel", "PowerPoint",
    "SharePoint", "Visio", "AutoCAD", "Revit", "Inventor", "SolidWorks", "Navisworks", "Visual Studio",
)  # fmt: skip
"""What is named with the year of its edition."""
_VERSION = re.compile(
    r"(?<=\d:)(?:19|20)\d\d(?!\d)"
    r"|\b(?:D\.?\s?Lgs\.?|D\.?\s?M\.?|D\.?P\.?R\.?|R\.?D\.?|Ley|Lei|Legge|UE|CE|EU|Décret|Decreto|Real\s+Decreto|VO)\s*(?:n\.?[°º]?\s*)?\d{1,4}(?:/\d{2,4})?(?!\w)"
    r"|(?<=\d[A-Z] )(?:19|20)\d\d(?=\s[A-Z][a-z]{2,})"
    rf"|\b(?:{'|'.join(_PRODUCTS)})\s(?:19|20)\d\d(?!\d)"
)
"""Years that are part of a name: "ISO 9001:2015 Lead Auditor", "D.Lgs. 81/2008", "NFPA 70E 2021 Electrical Safety"."""
_HIDDEN = {ord(digit): 0xE000 + int(digit) for digit in "0123456789"}
_SHOWN = {code: digit for digit, code in _HIDDEN.items()}
_NEXT = re.compile(r"\s*[)\]]?\s*[,;|·•]\s+(?=[^\W_])")
_CLASS = r"(?:AM|[A-DFGLMT][12]?E?|\d)(?!\w)"
_CLASSES = rf"{_CLASS}(?:(?:,\s?|\s?/\s?|\s+(?:et|and|und|e|y|en)\s+|\s?\+\s?){_CLASS})*"
_DRIVING = re.compile(
    r"(?:(?:full|clean|valid|[A-Z]{2})\s+)*(?:driving\s+|driver['’]?s?\s+)?(?:licen[cs]e|permis(?:\s+de\s+conduire)?|führerschein|patente(?:\s+di\s+guida)?"
    r"|carta\s+de\s+condu[çc][ãa]o|carteira\s+de\s+(?:motorista|habilitação)|cnh|rijbewijs|permiso\s+de\s+conducir|licencia(?:\s+de\s+conduc\w+)?)"
    rf"\s*:?\s*(?:class(?:es)?|klassen?|cat\w*\.?|tipo|type)?\s*{_CLASSES}"
    r"(?:[,;(].{0,40})?",
    re.IGNORECASE,
)


def is_driving_licence(text: str) -> bool:
    """Whether the text names only a licence for cars and its classes: "Permis B, C", "Führerschein: Klasse B"."""
    return _DRIVING.fullmatch(text.strip(TRIM)) is not None


def bare_certificate(text: str) -> str:
    """A certificate without dates and labels; several with their own dates are parted by bars."""
    parts = re.split(r";\s+", text)
    if len(parts) > 1 and all(part.count("(") == part.count(")") for part in parts):
        return "; ".join(filter(None, map(bare_certificate, parts)))
    text = _DUE.sub("", text)
    text = _VERSION.sub(lambda match: match[0].translate(_HIDDEN), text)
    if is_period(text):
        return ""
    pieces = []
    for piece in _at_dates(text):
        bare = piece
        for _ in range(_MAX_DATES):
            bare = _closed(without_period(bare)) if find_period(bare) is not None else bare
        opened = bare.count("(") - bare.count(")")
        bare = re.sub(
            r"\(\s*\)|\[\s*\]",
            "",
            _NOISE.sub("", _NUMBER.sub("", _BARE_NUMBER.sub("", _NAMED_NUMBER.sub(r"\1", bare)))),
        )
        bare += ")" * (opened == 0 and bare.count("(") > bare.count(")"))
        bare = re.sub(r"\s+([),])", r"\1", bare).strip(TRIM) + ("," if piece.endswith(",") else "")
        pieces.extend([_LABEL.sub("", bare)] if bare.strip(TRIM) else [])
    bare = " | ".join(pieces).translate(_SHOWN)
    return "" if _NO_NAME.fullmatch(bare) else bare


def without_town(text: str) -> str:
    """A certificate and its issuer without the issuer's town: "Level 2, Callebaut, Milano"."""
    named, comma, town = text.rpartition(", ")
    return named if comma and ", " in named and is_town(town) and text.count("(") == text.count(")") else text


def _at_dates(text: str) -> list[str]:
    """The text, cut behind each date that another certificate with a date follows: "ACLS (2023), BLS (2024)"."""
    period = find_period(text)
    if period is None:
        return [text]
    cut = _NEXT.match(text, period.stop)
    rest = text[cut.end() :] if cut else ""
    named = any(map(str.isalpha, text[: period.begin])) and not _LABEL.match(rest)
    following = find_period(rest) if named else None
    if cut is None or following is None or not any(map(str.isalpha, rest[: following.begin])):
        return [text]
    return [text[: cut.end()].rstrip(" ,;|·•"), *_at_dates(rest)]


def _closed(text: str) -> str:
    """The text with the bracket that a date was cut out of: "(Coursera, 2023)" becomes "(Coursera)"."""
    if text.count("(") <= text.count(")"):
        return text
    begin, _, inside = text.rpartition("(")
    inside = inside.strip(" ,;")
    return f"{begin}({inside})" if inside else begin.strip(" ,;")

"""Dates and periods as résumés write them. They are kept in the page's own wording, and can be compared."""

# ruff: noqa: RUF001, RUF002
# Why: the dashes and quotes that resumes are written with.

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from intervue.resume.calendar_words import HOURS, MONTHS, NOW_PHRASES, SEASONS, pattern_of

_MONTH = rf"(?!(?:(?<=del )|(?<=do ))mar,|(?<=[^\W\d] )mart\b)(?:{pattern_of(MONTHS)})(?![^\W\d_])\.?"
_SEASON = rf"(?:{pattern_of(SEASONS)})(?![^\W\d_])"
_YEAR = r"(?:19[4-9]\d|20\d\d)"
_SHORT_YEAR = r"['’‘`´]\d\d(?!\d)"
_OF = r"[\s,/.–-]*(?:(?:of|del?|di|do|von|van)\s+)?"
_ROUGH = (
    r"(?:(?:early|mid|late|(?:beginning|start|middle|end)(?:\s+of)?|circa|ca?\.|ca|approx\.?|anfang|mitte|ende|begin"
    r"|medio|eind|d[ée]but|mi|fin|principios\s+de|finales\s+de|inizio|fine)[\s-]+)?"
)
_PLAIN_DATE = (
    rf"(?:(?:\d{{1,2}}(?:st|nd|rd|th|er|º|°|\.)?(?:-|\s*(?:de\s+)?))?{_MONTH}(?:\s+\d{{1,2}}(?:st|nd|rd"
    rf"|th)?,)?{_OF}(?:{_YEAR}(?!\d)(?:\s?[гр]\.)?|{_SHORT_YEAR})"
    rf"|{_SEASON}{_OF}(?:{_YEAR}(?:/(?:20)?\d\d(?!\d))?|{_SHORT_YEAR})"
    rf"|(?:[QTH][1-4][\s,/-]*(?:{_YEAR}|{_SHORT_YEAR})|[1-4]Q[\s']*(?:{_YEAR}|\d\d(?!\d))|{_YEAR}[\s,/-]*Q[1-4])"
    rf"|{_YEAR}\s?年(?:\s?\d{{1,2}}\s?月)?|{_YEAR}\s?년(?:\s?\d{{1,2}}\s?월)?"
    rf"|{_YEAR}\.?\s+{_MONTH}(?!\s*(?:{_YEAR}|['’]\d\d))"
    rf"|(?:\d{{1,2}}\s?[./]\s?){{1,2}}{_YEAR}|\d{{1,2}}-\d{{1,2}}-{_YEAR}|(?:0?[1-9]|1[0-2])-{_YEAR}"
    rf"|{_YEAR}[-/.](?:0[1-9]|1[0-2])(?:[-/.](?:0[1-9]|[12]\d|3[01]))?(?!\d)"
    rf"|{_YEAR}\.\s(?:0?[1-9]|1[0-2])(?:\.|(?=\s*[-–—~～〜]))"
    rf"|{_YEAR}/(?:20)?\d\d(?!\d)|{_YEAR}(?![\d%])|(?<!\w){_SHORT_YEAR})"
)
_DATE = rf"(?:{_ROUGH}{_PLAIN_DATE})"
_NOW = rf"(?:(?:{pattern_of(NOW_PHRASES)})(?![^\W\d_]))"
_DASH = r"(?:[-–—−‒―~～〜→>➔➜▸▶]+|\.\.+|…)"
_TO_WORD = (
    r"(?:to|until|till|thru|through|up\s+to|bis(?:\s+zum)?|[àa]u?"
    r"|jusqu['’](?:[àe]n?|au)|al?|alla|hasta|at[ée](?:\s+[ao])?|ao|fino\s+a(?:d|ll?a?)?|tot(?:\s+en\s+met)?|t/m|do|ad|til|по|до)"
)
_TO = rf"(?:\s*{_DASH}\s*|\s+[•·]\s+|\s+{_TO_WORD}\s+)"
_FROM = r"(?:(?:from:?|since|vo[nm]|seit|de|du|depuis|desde|dal?|del?|van(?:af)?|sinds|od|fra|från|с|з)\s+)?"
_AND = r"(?:[,;&+]|and|und|et|y|e|en)"
_BETWEEN = r"(?:between|zwischen|entre|tra|fra|tussen)"
_TWO_DIGITS = r"(?:(?:0?[1-9]|1[0-2])[/.](?:[0-4]\d|[89]\d)|" + _MONTH + r"[\s-]*\d\d)(?![\d/.])"
_UNTIL = (
    r"\s+(?P<until>to\s+date|(?:till|until)\s+(?:date|now|present)|[àa]\s+ce\s+jour|at[ée]\s+(?:o\s+momento|hoje)"
    r"|alla\s+data\s+attuale)"
)
_FIRST_MONTH = rf"(?:0?[1-9]|1[0-2])\.?(?=\s*{_DASH}\s*(?:0?[1-9]|1[0-2])[./]{_YEAR}(?!\w))"
_RANGE = re.compile(
    rf"(?<![\w/.]){_FROM}(?P<start>{_DATE}|(?P<month>{_ROUGH}{_MONTH}|{_SEASON}(?!\s+[•·])|{_FIRST_MONTH}))"
    rf"(?:{_UNTIL}|{_TO}\(?(?P<end>(?(month)(?!{_YEAR}(?!\w))){_DATE}|{_NOW}|(?(month)(?!)|['’]?\d\d(?![\d/.])))|\s+(?P<alone>{_NOW})"
    rf"|\s*{_DASH}\s*(?P<bare>date)(?!\s*:|\s+of\b))(?!\w)",
    re.IGNORECASE,
)
_AGAIN = re.compile(rf"\s*{_AND}\s*{_FROM}{_DATE}{_TO}(?P<end>{_DATE}|{_NOW})(?!\w)", re.IGNORECASE)
_SHORT_RANGE = re.compile(
    rf"(?<![\w/.,'])(?P<start>{_TWO_DIGITS})(?:{_UNTIL}|{_TO}(?P<end>{_TWO_DIGITS}|{_NOW}))(?!\w)", re.IGNORECASE
)
_SLASHED = re.compile(
    rf"(?<![\w/.])(?P<start>{_MONTH}(?:{_OF}{_YEAR})?|(?:0?[1-9]|1[0-2])[-.]{_YEAR})\s*/\s*"
    rf"(?P<end>{_MONTH}{_OF}{_YEAR}|(?:0?[1-9]|1[0-2])[-.]{_YEAR}|{_NOW})(?!\w)",
    re.IGNORECASE,
)
_SPACED = re.compile(
    rf"(?<![\w/.]){_FROM}(?P<start>{_DATE})(?:\s+/\s+(?={_DATE}|{_NOW})|/(?={_NOW}))(?P<end>{_DATE}|{_NOW})(?!\w)",
    re.IGNORECASE,
)
"""Parted by a slash: "2016 / 2019", "2016/today"."""
_FIRST_DAY = (
    r"(?:from|start(?:ed|ing)?(?:\s+date)?|(?:date\s+)?joined|date\s+of\s+joining|beginn?|eintritt|von|d[ée]but|entr[ée]e"
    r"|(?:date|fecha|data|datum)\s+(?:(?:de|di|d['’])\s*)?(?:d[ée]but|entr[ée]e|inicio|ingreso|in[íi]cio|entrada|admiss[ãa]o"
    r"|inizio|assunzione|start)|in[íi]cio|ingreso|entrada|admiss[ãa]o|inizio|assunzione|startdatum|van|de|desde|dal?)"
)
_LAST_DAY = (
    r"(?:to|end(?:ed|ing)?(?:\s+date)?|left|date\s+(?:left|of\s+leaving)|until|ende|austritt|bis|fin|sortie"
    r"|(?:date|fecha|data|datum)\s+(?:(?:de|di)\s+)?(?:fin|sortie|t[ée]rmino|cese|egreso|salida|sa[íi]da|demiss[ãa]o|fine"
    r"|cessazione|eind)|egreso|salida|cese|t[ée]rmino|fim|sa[íi]da|demiss[ãa]o|desligamento|fine|cessazione|einde?|einddatum|tot"
    r"|[àa]|hasta|at[ée]|al?)"
)
_LABELLED = re.compile(
    rf"(?<!\w){_FIRST_DAY}\s*:\s*(?P<start>{_DATE})[\s,;|/–—-]*{_LAST_DAY}\s*:\s*(?P<end>{_DATE}|{_NOW})(?!\w)",
    re.IGNORECASE,
)
"""First and last day with a label each: "From: 2016 To: 2019"."""
_PAIR = re.compile(rf"(?<!\w){_BETWEEN}\s+(?P<start>{_DATE}|{_MONTH})\s+{_AND}\s+(?P<end>{_DATE})(?!\w)", re.IGNORECASE)
_LIST = re.compile(
    rf"(?<![\w/.])(?P<first>(?:(?:{_SEASON}(?:\s+of)?|{_MONTH}(?:\s*[-–/]\s*{_MONTH})?)\s+)?{_YEAR})"
    rf"(?:\s*[,&]\s*{_YEAR})*,?\s*{_AND}\s*(?P<last>{_YEAR})(?!\w|\s*{_DASH})",
    re.IGNORECASE,
)
_OPEN = re.compile(
    rf"(?<!\w)(?P<start>(?:since|seit|depuis|desde|sinds|vanaf|sedan|siden|dal|dall[oa]|da|od|ab|a\s+parti(?:r\s+de|re\s+dal?)"
    rf"|from)\s+(?:(?:le|el|o|the)\s+)?{_DATE}|(?:since|seit|depuis|desde|sinds)\s+{_TWO_DIGITS})"
    rf"(?:\s*{_DASH}\s*$|\s+onwards?\b)?(?!\w)",
    re.IGNORECASE,
)
_SINGLE = re.compile(
    rf"(?<![\w/.$€£#-])(?P<start>{_DATE})"
    rf"(?:\s*{_DASH}\s*(?=$|\))|\s*(?:{_DASH}\s*)?\bonwards?\b)?(?![\w%])",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:\b(?:expected|anticipated|projected|voraussichtlich|pr[ée]vue?)(?:\s+(?:graduation|completion)(?:\s+date)?)?"
    r"|\bgraduat(?:ed|ion|ing)(?:\s+date)?|\bgraduates|\bcompleted|\bcompletion|\bconferred|\bdates?|\bclass\s+of"
    r"|\bawarded|\bissued"
    r"|\bin\s+progress|\bobtained|\bvalid\s+(?:until|through)|\bexpires?|\bexpir[ey]\s+date|\babschluss|\bobtenue?"
    r"|\babgeschlossen|\bzeitraum|\bperiod|\bper[íi]odo(?:\s+laborado)?|\btiempo|\btempo|\bfechas?|\bdatum|\bdauer|\bduration|\bdur[ée]e|\bduraci[óo]n|\bdurata|\bp[ée]riode|\bin|\bim)"
    r"\s*:?\s*(?:in\s+)?$",
    re.IGNORECASE,
)
_SCHOOL_YEAR = re.compile(
    r"\b(?:(?:academic|school)\s+years?|AY|cursos?(?:\s+(?:acad[ée]mico|escolar))?|a[ñn]o\s+(?:acad[ée]mico|escolar|lectivo)"
    r"|(?:schul|studien)jahre?|ann[ée]es?\s+(?:scolaires?|universitaires?)|ano\s+(?:letivo|lectivo|escolar)"
    r"|anno\s+(?:scolastico|accademico)|a\.\s?[sa]\.|(?:school|studie|academie)jaar)\s*:?\s*$",
    re.IGNORECASE,
)
"""What stands before a year of school, "2019/20"."""
_DURATION = re.compile(
    r"[(·•,|-]?\s*\b(?:\d+\s*\+?|less\s+than\s+an?|one)\s*(?:years?|yrs?|months?|mos?"
    r"|jahre?n?|monate?n?|ans?|mois|a[ñn]os?|mes(?:es|i)?|anos?"
    r"|anni|anno"
    r"|jaar|jaren|maand(?:en)?)\b\.?(?:,?\s*(?:(?:and|und|et|y|e|en)\s+)?\d+\s*(?:months?|mos?|monate?n?|mois"
    r"|mes(?:es|i)?|maand(?:en)?)\b\.?)?\s*\)?",
    re.IGNORECASE,
)
_COUNT = (
    r"(?:one|two|three|four|five|six|eight|nine|ten|twelve|einen?|eine|zwei|drei|vier|fünf|sechs|neun|zehn|zwölf"
    r"|une?|deux|trois|quatre|cinq|six|dos|tres|cuatro|cinco|seis|um|uma|dois|duas|três|quatro|due|tre|quattro|sei"
    r"|twee|drie|zes)"
)
_LENGTH = re.compile(
    rf"(?:\d+|{_COUNT})(?:\s+|-)(?:day|week|month|year|tag|woche|monat|jahr|jour|semaine|moi|an|d[íi]a|semana|mes|a[ñn]o"
    r"|giorn|settiman|mes|ann|dag|weke|week|maand|jaar)(?:e|i|s|n|es|en|ae|[oa]|os|as)?",
    re.IGNORECASE,
)
_MODES = re.compile(
    rf"\(?\b(?:{HOURS}|contract|temporary|seasonal|freelance|locum|casual|expected|anticipated|projected)\b\)?",
    re.IGNORECASE,
)
_REMARK = re.compile(r"\s*[(\[](?=[^\W\d_A-Z]|\d)[^()\[\]]{1,60}[)\]]")
"""What is said of a period right behind it: "(part-time from 2018)", "(40 hours per week)"."""
_REMARK_WORDS = 6
_DIGIT = re.compile(r"\d")
_NUMBERS = re.compile(r"(?:19|20)\d\d|['’‘`´]\d\d|\d[Qq]|\d[/.]\d\d")
_CALENDAR = frozenset({*MONTHS, *SEASONS})
_NOW_ONLY = re.compile(rf"{_NOW}|^date$", re.IGNORECASE)
_YEARS = re.compile(rf"{_YEAR}|['’‘`´](\d\d)")
_FIRST_NUMBER = re.compile(r"(\d{1,2})\s?[./-]\s?(?:\d{1,2}\s?[./-]\s?)?(?=(?:19|20)\d\d)")
_AFTER_YEAR = re.compile(r"(?:19|20)\d\d\s?[-/.年년]\s?(\d{1,2})(?!\d)")
_WORD = re.compile(r"[^\W\d_]+")
_SHORT_MONTH = re.compile(r"(?:\d{1,2}\s?[./]|[^\W\d_]\.?)[\s-]*(\d\d)$")
_FIRST_OF_TWO = re.compile(r"(\d{1,2})\s?[./]\s?\d\d$")
_QUARTER = re.compile(r"Q([1-4])|([1-4])Q", re.IGNORECASE)
_CENTURY = 70
"""Years of two digits from here on are of the last century."""


@dataclass(frozen=True, slots=True)
class Period:
    """A period in a text. `start` and `end` are as written; `begin` and `stop` are where it stands in the text.

    `end` is None where the page prints none: a single date, "Since 2021", "2021 -".
    """

    start: str
    end: str | None
    begin: int
    stop: int


@lru_cache(maxsize=1024)
def find_period(text: str) -> Period | None:
    """The first period or date in a text; None if there is none. Headings, layout and fields ask for the same lines."""
    if not _may_have_date(text):
        return None
    pair = _PAIR.search(text) or _LABELLED.search(text)
    if pair:
        return _period(text, pair, pair["start"], pair["end"])
    match = _RANGE.search(text) or _SHORT_RANGE.search(text)
    several = _LIST.search(text) if len(_YEARS.findall(text)) > 1 else None
    if several and (match is None or several.start() <= match.start()):
        return _period(text, several, several["first"], several["last"])
    if match:
        groups = match.groupdict()
        end = groups.get("end") or groups.get("until") or groups.get("alone") or groups.get("bare")
        return _and_again(text, _period(text, match, match["start"], end))
    match = _SLASHED.search(text) or _SPACED.search(text)
    if match:
        return _period(text, match, match["start"], match["end"])
    match = _OPEN.search(text) or _SINGLE.search(text)
    if match is None:
        return None
    first, _, last = match["start"].partition("/")
    years = len(first) == len(last) == len("2000") and (first + last).isdigit()
    # "2014/2015" is a year of school or of business, "2014/2018" a period.
    return _period(text, match, *((first, last) if years and int(last) > int(first) + 1 else (match["start"], None)))


def _may_have_date(text: str) -> bool:
    """Whether there is a year, a month's or season's name, or two numbers of a date: without them, no pattern fits."""
    if _DIGIT.search(text) is not None and _NUMBERS.search(text) is not None:
        return True
    return not _CALENDAR.isdisjoint(_WORD.findall(text.casefold()))


def _period(text: str, match: re.Match[str], start: str, end: str | None) -> Period:
    begin, stop = match.span()
    label = _LABEL.search(text[:begin]) or ("/" in start and _SCHOOL_YEAR.search(text[:begin]))
    if label:
        begin = label.start()
    return Period(_tidy(start), _tidy(end) if end else None, begin, stop)


def _and_again(text: str, period: Period) -> Period:
    """A period with another one right behind it ("2014 – 2016, 2018 – 2020"): from the first start to the last end."""
    match = _AGAIN.match(text, period.stop)
    if match is None:
        return period
    return Period(period.start, _tidy(match["end"]), period.begin, match.end())


def _tidy(date: str) -> str:
    return re.sub(r"\s+", " ", date).strip(" ,")


def without_period(text: str) -> str:
    """The text without its period, a duration beside it, and the signs that set it apart."""
    period = find_period(text)
    if period is None:
        return text
    left = text[: period.begin].rstrip(" ,|•·–—-(:;[/")
    right = _DURATION.sub("", text[period.stop :])
    remark = _REMARK.match(right) if period.end else None
    if remark and len(remark[0].split()) <= _REMARK_WORDS:
        right = right[remark.end() :]
    right = right.lstrip(" ,|•·–—-):;.]/")
    if left.count("(") > left.count(")") and right.count(")") > right.count("("):
        return f"{left} {right}"
    if left and right:
        return f"{left} | {right}"
    return left or right


def is_duration(text: str) -> bool:
    """Whether the text tells only how long something took: "2 yrs 3 mos"."""
    return _DURATION.fullmatch(text) is not None


def tells_length(text: str) -> bool:
    """Whether the text tells only how long something took, also in words: "three weeks"."""
    return is_duration(text) or _LENGTH.fullmatch(text) is not None


@lru_cache(maxsize=1024)
def is_period(text: str) -> bool:
    """Whether the text is a period and hardly anything else (a duration may follow)."""
    if find_period(text) is None:
        return False
    rest = _MODES.sub("", _DURATION.sub("", without_period(text)))
    return not any(char.isalnum() for char in rest)


# --- Comparing --------------------------------------------------------------------------------------------------------


def month_number(date: str) -> int | None:
    """Months since the year 0 of a date as written; None if no year is told. "Present" is after every date.

    Seasons count as their first month, a year alone as its first.
    """
    match = _YEARS.search(date) or _SHORT_MONTH.search(date)
    if match is None:
        return 12 * 10_000 if _NOW_ONLY.search(date) else None
    short = match[1]
    year = int(match[0]) if short is None else int(short) + (1900 if int(short) >= _CENTURY else 2000)
    return 12 * year + _month(date) - 1


def _month(date: str) -> int:
    for word in _WORD.findall(date.casefold()):
        month = MONTHS.get(word) or SEASONS.get(word)
        if month:
            return month
    quarter = _QUARTER.search(date)
    if quarter:
        return 3 * int(quarter[1] or quarter[2]) - 2
    number = _FIRST_NUMBER.search(date)
    if number and date.count(".") + date.count("/") + date.count("-") > 1:
        number = re.search(r"[./-]\s?(\d{1,2})\s?[./-]", date) or number
    number = number or _AFTER_YEAR.search(date) or _FIRST_OF_TWO.match(date)
    month = int(number[1]) if number else 1
    return month if 1 <= month <= 12 else 1  # noqa: PLR2004 - months of a year


def backwards(start: str | None, end: str | None) -> bool:
    """Whether a period ends before it begins: misread, or mistyped by its author."""
    first, last = month_number(start or ""), month_number(_whole_year(start or "", end or ""))
    return first is not None and last is not None and last // 12 < first // 12


def _whole_year(start: str, end: str) -> str:
    """The end of "2021–22" in four digits; others as they are."""
    year = _YEARS.search(start)
    return f"{year[0][:2]}{end}" if year and year[1] is None and re.fullmatch(r"\d\d", end) else end

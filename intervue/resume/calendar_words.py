"""Months, seasons and words for "until today" in the languages that résumés are read in."""

# ruff: noqa: RUF001
# Why: the quotes that resumes are written with.

from __future__ import annotations

import re
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_MONTH_WORDS = (
    "january januar jänner janvier enero janeiro gennaio januari styczeń stycznia jan janv ene gen sty",
    "february februar feber février fevrier febrero fevereiro febbraio februari luty lutego feb févr fevr fév fev lut",
    "march märz maerz mars marzo março marco maart marts marzec marca mar mär mrz mrt",
    "april avril abril aprile kwiecień kwietnia apr avr abr kwi",
    "may mai mayo maio maggio mei maj maja mag",
    "june juni juin junio junho giugno czerwiec czerwca jun giu cze",
    "july juli juillet julio julho luglio lipiec lipca jul juil lug lip",
    "august août aout agosto augustus augusti sierpień sierpnia aug ago aoû sie",
    "september septembre septiembre setiembre setembro settembre wrzesień września sept sep set sett wrz",
    "october oktober octobre octubre outubro ottobre październik października oct okt out ott paź",
    "november novembre noviembre novembro listopad listopada nov lis",
    "december dezember décembre decembre diciembre dezembro dicembre desember grudzień grudnia dec dez déc dic des gru",
)
_MORE_MONTH_WORDS = (
    (
        "ocak oca leden ledna január januára tammikuu tammikuuta ianuarie ian siječanj siječnja янв январь "
        "января січень січня ιανουάριος ιανουαρίου ιαν"
    ),
    (
        "şubat şub únor února február februára febr helmikuu helmikuuta februarie veljača veljače фев февр "
        "февраль февраля лютий лютого φεβρουάριος φεβρουαρίου φεβ"
    ),
    (
        "mart březen března marec március márc maaliskuu maaliskuuta martie ožujak ožujka мар март марта "
        "березень березня μάρτιος μαρτίου μαρ μάρ"
    ),
    (
        "nisan nis duben dubna apríl apríla április ápr huhtikuu huhtikuuta aprilie travanj travnja апр "
        "апрель апреля квітень квітня απρίλιος απριλίου απρ"
    ),
    ("mayıs květen května máj mája május toukokuu toukokuuta svibanj svibnja май мая травень травня μάιος μαΐου μάι"),
    (
        "haziran haz červen června jún júna június kesäkuu kesäkuuta iunie iun lipanj lipnja junij июн июнь "
        "июня червень червня ιούνιος ιουνίου ιούν"
    ),
    (
        "temmuz tem červenec července júl júla július heinäkuu heinäkuuta iulie iul srpanj srpnja julij июл "
        "июль июля липень липня ιούλιος ιουλίου ιούλ"
    ),
    (
        "ağustos ağu srpen srpna augusta augusztus elokuu elokuuta kolovoz kolovoza avgust авг август августа "
        "серпень серпня αύγουστος αυγούστου αυγ αύγ"
    ),
    (
        "eylül eyl září septembra szeptember szept syyskuu syyskuuta septembrie rujan rujna septembar сен "
        "сент сентябрь сентября вересень вересня σεπτέμβριος σεπτεμβρίου σεπ σεπτ"
    ),
    (
        "ekim eki říjen října október októbra lokakuu lokakuuta octombrie oktobar окт октябрь октября жовтень "
        "жовтня οκτώβριος οκτωβρίου οκτ"
    ),
    (
        "kasım kas listopadu novembra marraskuu marraskuuta noiembrie studeni studenog studenoga novembar ноя "
        "нояб ноябрь ноября листопад листопада νοέμβριος νοεμβρίου νοέ νοε"
    ),
    (
        "aralık ara prosinec prosince decembra joulukuu joulukuuta decembrie prosinac prosinca decembar дек "
        "декабрь декабря грудень грудня δεκέμβριος δεκεμβρίου δεκ"
    ),
)
"""Turkish, Czech, Slovak, Hungarian, Finnish, Romanian, Croatian, Serbian, Slovene, Russian, Ukrainian, Greek."""
MONTHS = {
    word: number
    for names in (_MONTH_WORDS, _MORE_MONTH_WORDS)
    for number, words in enumerate(names, 1)
    for each in words.split()
    for word in (each, each.casefold())
}
"""Month's name or abbreviation, in lower case -> 1 to 12."""

_SEASON_WORDS = {
    3: "spring springs frühjahr frühling printemps primavera lente wiosna vår forår",
    6: "summer summers sommer été étés verano veranos verão estate zomer lato sommar",
    9: "fall autumn herbst automne otoño outono autunno herfst jesień höst efterår",
    12: "winter winters hiver invierno inverno zima vinter",
    4: "ss sose sommersemester",
    10: "ws wise wintersemester",
}
SEASONS = {word: month for month, words in _SEASON_WORDS.items() for word in words.split()}
"""Season's name, in lower case -> the month in which it begins."""

NOW_PHRASES = (
    "present", "the present", "présent", "presente", "al presente", "current", "currently", "now", "today", "ongoing",
    "to date", "till date", "until now", "till now", "to present", "bis heute", "heute", "jetzt", "aktuell", "laufend",
    "gegenwart", "bis dato", "dato", "à ce jour", "a ce jour", "ce jour", "aujourd'hui", "aujourd’hui", "en cours",
    "actuel", "actuellement", "maintenant", "hasta la fecha", "la fecha", "actualidad", "la actualidad", "actual",
    "actualmente", "hoy", "hasta hoy", "en curso", "atual", "atualmente", "o momento", "até o momento", "até hoje",
    "atualidade", "à atualidade",
    "hoje", "até à data", "presente data", "oggi", "ad oggi", "attuale", "attualmente", "in corso", "heden",
    "tot heden", "nu", "nutid", "i dag", "idag", "pågående", "obecnie", "teraz", "nadal", "nå",
    "present day", "the present day", "this day", "still employed", "jusqu'à présent", "jusqu’à présent", "à présent",
    "jusqu'à ce jour", "jusqu’à ce jour", "jusqu'à aujourd'hui", "jusqu’à aujourd’hui", "en poste", "poste actuel",
    "poste actuellement occupé", "a la fecha", "a la actualidad", "hasta la actualidad", "hasta el presente",
    "hasta el momento", "el momento", "agora", "até agora", "a presente data", "até a presente data", "em curso",
    "em andamento", "a oggi", "fino ad oggi", "tot nu", "tot nu toe", "op heden", "bis jetzt", "bis auf weiteres",
    "til dato", "til i dag", "nuvarande", "do dziś", "do teraz", "do chwili obecnej", "současnost", "súčasnosť",
    "jelenleg", "jelen", "napjainkig", "prezent", "în prezent", "până în prezent", "nykyinen", "edelleen",
    "tällä hetkellä", "nuværende", "nåværende", "dags dato", "danas", "do danas", "dosud", "doteraz", "сейчас",
    "сегодня", "наст. время", "наст. вр.", "сьогодні", "дотепер", "досі", "σήμερα", "παρόν", "devam",
    "настоящее время", "по настоящее время", "н. в.", "н.в.", "теперішній час", "günümüz",
    "halen", "devam ediyor", "現在", "至今", "현재",
    "up to date", "up till date", "up to now", "up to present", "up to the present", "until present",
    "until the present", "until today", "till today", "till present", "to this day", "to-date", "till-date",
    "as of now", "as of today", "still working", "still there", "continuing", "present date", "current date",
    "today's date", "today’s date", "current position", "current role", "current job", "currently working",
    "currently employed", "presently", "hasta ahora", "en la actualidad", "jusqu'à maintenant",
    "jusqu’à maintenant", "bis zum heutigen tag", "bis zum heutigen tage", "heutiger tag", "fino a oggi",
    "fino a ora", "tutt'ora", "tutt’ora", "tuttora", "até ao presente", "até o presente", "até ao momento",
    "tot op heden", "tot vandaag", "vandaag", "data attuale", "tutt'oggi", "tutt’oggi", "a tutt'oggi", "a tutt’oggi",
    "the present time", "present time", "zum heutigen tag", "andauernd", "fortlaufend", "dziś", "dzisiaj", "in essere",
    "en vigueur", "vigente", "a la presente", "la presente fecha", "lopend", "en activité",
)  # fmt: skip
"""Wordings of an end that has not come."""


def pattern_of(words: Iterable[str]) -> str:
    """Alternatives of a regular expression, the longest first; what begins alike is tried once."""
    return _branches(sorted({tuple(re.findall(r"\s+|\S", word)) for word in words}))


def _branches(words: list[tuple[str, ...]]) -> str:
    """What follows a common beginning, each as its signs."""
    rest = [list(group) for _, group in groupby((word for word in words if word), key=itemgetter(0))]
    parts = [_sign(group[0][0]) + _branches([word[1:] for word in group]) for group in rest]
    if not parts:
        return ""
    alone = len(parts) == 1 and () not in words
    return parts[0] if alone else f"(?:{'|'.join(parts)}){'?' * (() in words)}"


def _sign(sign: str) -> str:
    return r"\s+" if sign.isspace() else re.escape(sign)


HOURS = (
    r"full[- ]?time|part[- ]?time|permanent|fixed[- ]term|vollzeit|teilzeit|(?:un)?befristet|temps\s+(?:plein|partiel)"
    r"|cdi|cdd|tiempo\s+completo|media\s+jornada|tempo\s+(?:integral|parcial|pieno)|voltijds|deeltijds?"
)
"""How much of a week a position takes, and for how long it is meant, as a pattern."""

"""Words around courses of study: notes and labels beside them, and what a field of study is called."""

# ruff: noqa: RUF001, SIM905
# Why: word lists are read as text; the dashes and quotes that resumes are written with.

from __future__ import annotations

import re

from intervue.resume.dates import find_period, without_period

NOISE = re.compile(
    r"^\W*(?:sehr\s+gut|gut|befriedigend|ausreichend)\W*$|\bmit\s+(?:der\s+)?note$|\((?:ohne\s+abschluss|abgebrochen|not\s+completed|unfinished|non\s+achevée?s?|sin\s+terminar|non\s+conclus[oa])\)"
    r"|\([A-E*]{2,5}\)|\b[A-E]\s+(?:plain|plus|minus)\b|\((?:en\s+cours|in\s+progress|ongoing|laufend|em\s+curso|en\s+curso|in\s+corso|currently)\b[^()]*\)|\((?:outstanding|excellent|diploma|afgerond|behaald|abgeschlossen|obtenue?)\)"
    r"|\(?\b(?:c?gpa|grade(?!\s+1[0-3]\b)|score|wam|gwa|marks?|note|abschlussnote|notendurchschnitt|promedio|nota(?:\s+final)?|votazione|voto|media|average|percentage|moyenne)\b\s*(?:average\s*)?(?:[:=]|of|\d|-|–|di|von).*$"
    r"|\b\d(?:[.,]\d+)?\s*(?:/\s*\d+(?:[.,]\d+)?)?\s*(?:c?gpa)\b\)?|\(?\b\d{2,3}\s?(?:/|\s+su\s+)\s?(?:60|70|100|110)(?:\s+(?:e|con|cum)\s+lode)?\)?|\b(?:with\s+)?\d{2}(?:\.\d+)?\s?%(?:\s+(?:marks|aggregate))?"
    r"|\(?\b(?:mean|final|overall|average)\s+grade\b:?\s*[A-E][+-]?\)?|\(?\b[cw]wa\s+\d{2}(?:[.,]\d+)?\)?|\b\d{1,3}(?:[.,]\d+)?\s+(?:valores|punti|points|marks)\b|,\s*(?-i:[A-E][+-])(?=\s*$|\s*,)"
    r"|\(\d{1,2}\s+(?:distinctions?|credits?|passes)\)|\(\s?\d\s?[A-E]\*?\d?(?:,\s?\d\s?[A-E]\*?\d?)+\s?\)"
    r"|\(?\b(?:voll)?befriedigend\b\)?|\(\d{1,2}(?:[.,]\d+)?\s+(?:punkte|points|punten|puntos|pontos)\)|\b(?:distinción\s+máxima|láurea\s+acadêmica)\b"
    r"|\(?\b(?:mit\s+)?(?:note|notendurchschnitt|durchschnitt)\s+[„“\"]?(?:sehr\s+gut|gut|befriedigend)[“”\"]?\)?"
    r"|\((?:evening|part[- ]time|full[- ]time|distance|online"
    r"|blended|sandwich|berufsbegleitend|fernstudium|teilzeit|abendschule|dual"
    r"|en\s+alternance|à\s+distance|vae|avondonderwijs|deeltijd|voltijd|a\s+distancia|noturno|trunc[oa]|inconclus[oa]|incomplet[oa]|pasante|egresad[oa])(?:\s[^()\d]{0,20})?\)"
    r"|\([^()]*\b(?:distinguished\s+graduate|honou?r\s+(?:graduate|roll|student))\)"
    r"|\(?\b(?:(?:magna|summa|maxima)\s+)?cum\s+laude\b\)?"
    r"|\(?\b(?:with\s+)?(?:(?:upper|lower)\s+)?(?:first|upper|lower|second|third|1st|2nd)[- ]"
    r"(?:class|division|upper|lower)\b(?:,?\s+\(?(?:upper|lower|division|hon\w+|degree|credit)\)?)*\)?|\((?:upper|lower|distinction)\s+(?:credit|class|division)\)"
    r"|\(?\b(?:with|mit|con|avec|com|met)\s+(?:high(?:est)?\s+|great\s+)?(?:hon\w+|distinction|merit|auszeichnung|lode|distinción|honores|distinção|mention\s+\w+)\)?"
    r"|\((?:(?:high|with)\s+)*(?:distinction|merit|credit|commendation|pass(?:ed)?|auszeichnung|sehr\s+gut|gut|1,\d)\)|\((?:met\s+|avec\s+)?(?:(?:la\s+plus\s+)?grande\s+|gro(?:te|otste)\s+)?(?:onderscheiding|voldoening|distinction|satisfaction)\)"
    r"|\((?:(?:nqf|rqf|eqf|scqf|nzqf|aqf|eqr|dqr|qf)\s*)?(?:level|niveau|stufe|nivel|n[ií]vel|livello)\s*\d\)|^\W*(?:\d{1,2}\s?[A-E][*+-]?\s*,?\s*){2,}\W*$|^\W*(?:batch|promotion|promoci[óo]n|promo|turma)(?:\s+(?:of|de|da))?\W*$"
    r"|\bmit\s+(?:sehr\s+)?(?:gutem|ausgezeichnetem|bestem)\s+erfolg(?:\s+bestanden)?\b"
    r"|\(\s?[A-E1-9]\*{0,2}\s?(?:[-–]|to|bis)\s?[A-E1-9]\*{0,2}\s?\)"
    r"|\.?\s*\b(?:diploma\s+(?:behaald|obtained|conseguito|ja)|dipl[ôo]me\s+obtenu|titulad[oa])\b\.?"
    r"|\(?\bmention\s+(?:très\s+bien|bien|assez\s+bien|passable)\)?|\bdean['’]s\s+list\b|\bvaledictorian\b|\b2[.:][12](?:\s+hon\w+)?\b"
    r"|\b(?:expected|anticipated|graduated|graduation|graduating|completed|conferred|awarded|in\s+progress|ongoing|voraussichtlich|en\s+cours|em\s+curso|en\s+curso|in\s+corso|abgeschlossen)\b:?",
    re.IGNORECASE,
)
LABELS = re.compile(
    r"^(?P<degree>(?:highest\s+)?(?:degree|qualification|certificate|diploma|(?:grade|standard|class)\s+passed|level\s+of\s+education)(?:\s+(?:obtained|gained|earned|received))?|title\s+of\s+qualification(?:\s+awarded)?|award|abschluss|dipl[ôo]me|t[íi]tulo|titolo(?:\s+di\s+studio)?|opleiding)\s*:\s*"
    r"|^(?P<subject>field(?:\s+of\s+study)?|major|concentration|speciali[sz]ation|(?:principal\s+)?subjects?(?:\s*/\s*occupational\s+skills\s+covered)?|course|fach(?:richtung)?|studiengang|especialidad|área|indirizzo)\s*:\s*"
    r"|^(?P<school>institution|name\s+and\s+type\s+of\s+organi[sz]ation(?:\s+providing\s+education(?:\s+and\s+training)?)?|school|university|college|hochschule|universität|schule|établissement|institución|instituição|istituto|università|centro(?:\s+(?:educativo|de\s+estudios))?|centre|instelling|organi[sz]ation)\s*:\s*"
    r"|^(?P<date>dates?|graduat\w+|years?|period|abschlussjahr|zeitraum|année|año|ano|anno|fecha|jahr|jaar|periodo|data|datum)\s*:\s*",
    re.IGNORECASE,
)
LABEL_OF_DEGREE = re.compile(
    r"^(?:abschluss|degree|(?:highest\s+)?(?:qualification|(?:grade|standard|class)\s+passed)|dipl[ôo]me|t[íi]tulo|titolo|diploma)\s*:\s*",
    re.IGNORECASE,
)
STUDIES_OF = re.compile(
    r"^(?:(?:studies|[ée]tudes|estudios|estudos|studi|studie)\s+(?:der|des|in|of|de\s+la|de|del|di)\s+"
    r"|(?:fern|diplom|bachelor|master|magister|erst|zweit|aufbau|präsenz|teilzeit|voll(?:zeit)?)?-?studium\s+(?!generale)(?:(?:der|des|in|im\s+fach)\s+)?)",
    re.IGNORECASE,
)
LABEL_OF_FIELD = re.compile(
    r"^(?:sp[ée]cialit[ée]|option|mention|fili[èe]re|parcours|fachrichtung|studiengang|schwerpunkt|major|especialidad|especializa[çc][ãa]o"
    r"|menci[óo]n|indirizzo|speciali[sz]ation|concentration|track|richting|afstudeerrichting|profiel|profil)(?:\s+(?:in|en|em)\s+|\s*:\s*|\s+)(?=\S)",
    re.IGNORECASE,
)
"""Words before a field that say that it is one."""
EXAM = re.compile(
    r"(?:\d+\s+)?(?:I?GCSEs?|CSEs?|(?:GCE\s+)?\W?[AO]S?\W?[-\s]levels?|highers|standard\s+grades?|ordinary\s+levels?|national\s+5s?|csec|cxc|spm|vce|wace|sace|qce|(?:leaving|junior)\s+cert\w*|wassce|ssce|kcse|abitur|matura)\W?",
    re.IGNORECASE,
)
"""What schools examine in many subjects at once."""
SUBJECTS = re.compile(r",.*,|\b\d{1,2}\s+(?:passes|subjects|credits|distinctions)\b|\bincl(?:uding|\.)", re.IGNORECASE)
"""All or several subjects of an examination, with the marks in them: "Maths (1), English (2)", "6 passes"."""
THESIS = re.compile(
    r"(?:(?:ph\.?d\.?|master['’]?s?|bachelor['’]?s?|final|senior)\s+)?(?:thesis|dissertation|capstone)\b|(?:abschluss|master|bachelor|diplom|doktor|magister)arbeit\b"
    r"|(?:scriptie|tesis|tesina|tese|tesi|tcc|mémoire|memoria|afstudeerproject|c[ée]dula\s+profesional|registro\s+profesional)\b",
    re.IGNORECASE,
)
"""What is told of a course of study behind its school."""
LEVEL = re.compile(r"bac\s?\+\s?\d|[ci]?cbse|icse|ssc|hsc|waec|neco", re.IGNORECASE)
"""Levels and boards that stand beside a degree as if they were one."""
ASIDE = re.compile(
    r"^(?:(?:\d{2}(?:\.\d+)?\s?%\W+)?(?:(?:first|second|third|top|\d+(?:st|nd|rd|th))\s+(?:rank|in\s+(?:the\s+)?class|place|position)"
    r"|(?:university|college)\s+(?:rank|topper))"
    r"|\d+\s+(?:at\s+)?grades?|(?:relevant\s+)?(?:course\s?work|courses|modules|subjects)|thesis|dissertation|honou?rs|awards?|activities|focus|minors?|ph\.?d\.?\s+thesis"
    r"|(?:abschluss|master|bachelor|diplom|doktor|magister|semester)arbeit|betreuer(?:in)?|titel|encadrante?|direct(?:eur|rice)|directora?|orientadora?"
    r"|relatore|relatrice|begeleider|supervised\s+by|abschluss(?:note|prüfung)\s*:|schwerpunkt(?:fach|e)?\s*:"
    r"|schwerpunkte?|leistungskurse?|prüfungsfächer|wahlfächer|lk\s*:|(?:ausbildungs|lehr)?betrieb\s|tcc\s*:|c[ée]dula\s+profesional|registro\s+profesional|thema|mémoire|tesis|tese|tesi|scriptie|distinction|merit|scholarship|gpa|first|supervisor|advisor|licensure\s+exam|board\s+exam|location|ort|level\s+in|eqf|(?:final\s+)?grade|thesis\s+on)\b",
    re.IGNORECASE,
)
SHORTENED = frozenset(
    "univ inst sch tech coll eng sc ed hons dept st math phys bus admin mgmt adm pharm des arch iur".split()
)
OPEN_END = re.compile(
    r"(?:[,(&/]|(?<!\s)-|(?!(?<=,\s)(?-i:[A-Z]{2})$)\b(?:of|the|and|for|in|de|del|della|degli|di|du|des|la|le|les|el|do|da|dos|das|e|et|y|und|für|der|des|van|voor|en|d['’]|i|w|at))$",
    re.IGNORECASE,
)
WITH_TOWN = re.compile(
    r"(?:^|,\s)(?:(?:The\s+)?University\s+of\s+(?:California|Michigan|Texas|Wisconsin|Minnesota|Illinois|Massachusetts|North\s+Carolina"
    r"|Colorado|Maryland|Nevada|Missouri|Tennessee|Hawai\S+|Alaska)|California\s+State\s+University|State\s+University\s+of\s+New\s+York"
    r"|Federal\s+(?:Polytechnic|University(?:\s+of\s+\w+)?)|Indian\s+Institute\s+of\s+\w+|National\s+Institute\s+of\s+Technology|IIT|IIM|NIT|SUNY|CUNY|Texas\s+A&M(?:\s+University)?)$",
    re.IGNORECASE,
)
"""Schools that are told apart by their town."""
END_OF_SCHOOL = re.compile(
    r"(?:University|College|School|Institute|Academy|Polytechnic|Campus|Faculty|Centre|Center|Hochschule|State\s+University|High\s+School"
    r"|Community\s+College)(?:,\s.{2,30})?",
    re.IGNORECASE,
)
"""What the next line holds of a school's name in a narrow column, and never a whole school."""
SCHOOL_AT_END = re.compile(
    r"(?:\b(?:university|college|school|institute|academy|polytechnic|gymnasium)$|\b(?:universi\w+|schools?|colleges?|institutes?|academy|faculty|hochschule|gymnasium|lyc[ée]e|liceo|instituto|istituto|faculdade|[ée]cole|escuela|escola)\s+(?:of|de|di|du|degli|del|für|am|do|d['’]|[A-ZÉ]\w+$))",
    re.IGNORECASE,
)

BREAK = re.compile(
    r"^(?:zivildienst|(?:grund)?wehrdienst|(?:freiwilliges?\s+(?:soziales|ökologisches)\s+jahr|fsj|bundesfreiwilligendienst|elternzeit"
    r"|au[- ]pair|(?:compulsory\s+|mandatory\s+)?(?:national|military|civil|civilian|community)\s+service"
    r"|service\s+(?:militaire|civique|civil)"
    r"|servicio\s+(?:militar|social)|serviço\s+militar|servizio\s+(?:militare|civile)|dienstplicht|gap\s+year|sabbatical"
    r"|auslands(?:semester|halbjahr|jahr|aufenthalt|studium|praktikum)|schüleraustausch|(?:semester|year|study|studies|term)\s+abroad|(?:student\s+)?exchange(?:\s+(?:semester|year|term|student|program\w*))?"
    r"|erasmus(?!\s+(?:mundus|universi|mc|medisch|hogeschool))|séjour\s+linguistique|échange\s+(?:universitaire|erasmus|scolaire)"
    r"|(?:semestre|année|année\s+d['’]échange)\s+(?:à\s+l['’]étranger|d['’]échange)|intercâ?mbio|intercambio|scambio|uitwisseling))(?!\w)",
    re.IGNORECASE,
)
"""What people list among their studies though it leads to no degree: service, a year abroad."""
_TO_COME = r"(?:expected|anticipated|projected|due|voraussichtlich|prévue?|previsto|prevista|verwacht)"
_EXPECTED = re.compile(rf"{_TO_COME}:?\s+(?!grad|compl).+", re.IGNORECASE)
_EXPECTED_BEHIND = re.compile(rf"\s*\({_TO_COME}\)", re.IGNORECASE)
_WITHOUT_FIELD = re.compile(
    r"(?:(?:high|secondary|senior\s+secondary)\s+school(?:\s+(?:diploma|certificate))?|(?:(?:junior|leaving)|[\w\s]*school(?:\s+leaving)?)\s+certificate(?:\s+examination)?|(?:\w+\s+){0,2}certificate\s+of\s+(?:primary|secondary)\s+education|ged|ssc|hsc|matriculation"
    r"|(?:fach)?abitur|reifeprüfung|(?:berufs)?matura|(?:(?:allgemeine|fachgebundene)\s+)?(?:fach)?hochschulreife|\w*schulabschluss|mittlere\s+reife"
    r"|bac(?:calaur[ée]at)?|brevet\s+des\s+collèges|bepc|bachillerato|preparatoria|eso|ensino\s+(?:m[ée]dio|secund[áa]rio|fundamental)(?:\s+(?:completo|incompleto))?"
    r"|maturità|diploma\s+di\s+maturità|vwo|havo|vmbo|mavo|international\s+baccalaureate(?:\s+diploma)?|ib\s+diploma|foundation\s+diploma"
    r"|wassce|ssce|waec|neco|kcse|kcpe|(?:i?gce\s+)?o[-\s]levels?|igcses?|csec|cxc|spm|stpm|vce|wace|sace|qce|hkdse|standard\s+grades?|ncea(?:\s+level\s+\d)?|national\s+senior\s+certificate|cess|(?:(?:berufs)?ausbildung|lehre)\s+(?:zu[mr]|als)\s.+)",
    re.IGNORECASE,
)
"""Degrees of schools, which are in no field."""
_FIELDS = frozenset(
    "accounting accountancy acting administration admin aeronautics agriculture anthropology arabic archaeology"
    " architecture art arts aviation beauty biology biochemistry biotechnology botany business care carpentry"
    " chemistry childcare classics commerce communication communications computing construction cookery counselling"
    " criminology culture cybersecurity dance data dentistry design development drama ecology economics education"
    " electronics electrical engineering english environment fashion film finance fisheries forestry french"
    " geography geology german health history hospitality humanities informatics insurance it italian journalism"
    " joinery language languages latin law laws leadership letters linguistics literature logistics maintenance"
    " management maths mathematics mechanics media medicine meteorology microbiology midwifery mining music nursing"
    " nutrition operations optometry pedagogy pharmacy philology philosophy photography physics physiology"
    " physiotherapy politics production psychology radiography relations religion robotics russian science sciences"
    " security sociology software spanish sport sports statistics studies surgery surveying systems teaching"
    " technology theatre theology therapy tourism translation transport veterinary welding work writing bwl vwl jura"
    " chemie physik mathematik informatik biologie geschichte recht rechtswissenschaft wirtschaft medizin pharmazie"
    " germanistik droit lettres gestion informatique langues histoire cuisine pâtisserie santé derecho historia"
    " química física economía enfermería cocina arquitectura sociales comunicación mecánica direito engenharia"
    " administração contabilidade enfermagem pedagogia jornalismo letras história giurisprudenza lettere economia"
    " ingegneria fisica chimica storia lingue rechten bedrijfskunde verpleegkunde geneeskunde geschiedenis".split()
)
_FIELD_ENDINGS = re.compile(
    r"(?:ics|[lt]ogy|graphy|nomy|istry|metry|iatry|ing|ment|wissenschaft(?:en)?|wesen|technik|bau|kunde|ogie|istik|graphie|ökonomie"
    r"|[óo]g[íi]a|ística|[cp]ción|ación|ção|zione|[tn]ique|ture|tura|iek)$"
)
_WORDS = re.compile(r"[^\W\d_]+")


def takes_no_field(degree: str) -> bool:
    """Whether a degree is a school's, or so general that what is printed behind it is where it was taken."""
    return _WITHOUT_FIELD.fullmatch(degree.strip()) is not None


def without_subjects(degree: str, field: str | None) -> str | None:
    """The field of a study; None for the subjects of an examination, which are no field."""
    return None if field and EXAM.fullmatch(degree) and SUBJECTS.search(field) else field


def is_field(text: str) -> bool:
    """Whether words of the text are of the kind that fields of study, and hardly any schools, are named with."""
    words = [word.casefold() for word in _WORDS.findall(text)]
    return any(word in _FIELDS or (len(word) > 5 and _FIELD_ENDINGS.search(word)) for word in words)  # noqa: PLR2004


def graduation(text: str) -> tuple[str, str] | None:
    """The date of graduation in a text, and what is left of it; None if there is no date.

    A date that is still to come keeps the word that says so: "Expected May 2026", "2026 (expected)".
    """
    period = find_period(text)
    if period is None:
        return None
    date = period.end or period.start
    before = _EXPECTED.match(text[period.begin : period.stop]) if period.end is None else None
    behind = _EXPECTED_BEHIND.match(text, period.stop)
    if behind:
        text = text[: behind.start()] + text[behind.end() :]
    return before[0] if before else f"{date}{behind[0] if behind else ''}", without_period(text)

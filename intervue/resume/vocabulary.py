"""What words tell of a headline: whether it names a position or an employer, in seven languages and more.

English and German put the word that decides last ("School Nurse", "Hotelkauffrau"), Romance languages first
("Chargée de mission"). German compounds are known by their last part.
"""

# ruff: noqa: SIM905, RUF001, PLR2004
# Why: word lists are read as text; the dashes and quotes that resumes are written with; scores.

from __future__ import annotations

import re
from functools import lru_cache

from intervue.resume.titles import TITLE_ENDINGS, TITLE_STARTS, TITLES

EMPLOYERS = (
    "inc llc llp ltd limited gmbh ag kg ohg gbr kgaa ev se plc pllc corp corporation co company group holdings"
    " holding partners"
    " ventures labs lab laboratories laboratory studio studios agency bank hospital clinic clinics health healthcare"
    " medical center"
    " centre university college school schools academy institute isd district county city department ministry"
    " council foundation"
    " association organization organisation society church museum gallery library hotel hotels restaurant"
    " restaurants cafe café bistro"
    " bakery store stores shop systems technologies technology software solutions services industries"
    " enterprises"
    " enterprise logistics airlines airways railways insurance pharma pharmaceuticals consulting consultants"
    " advisors bv nv sa sas"
    " sarl sl slu srl spa pty pte oy oyj ab as aps lda ltda eirl club ngo army navy force trust nhs charity network"
    " networks media"
    " press publishing publishers foods food motors energy power elementary preschool kindergarten polytechnic"
    " hospice surgery infirmary polyclinic dispensary sanatorium constabulary municipality diocese refinery shipyard"
    " bundeswehr bundesheer luftwaffe armée ejército esercito exército marina heer police polizei feuerwehr gendarmerie"
    " assurance assurances reinsurance actuaries notaries"
    " pharmacy practice brothers bros sons associates international global worldwide capital financial finance"
    " investments"
    " securities fund construction builders contractors engineering manufacturing works mills farm farms vineyard"
    " winery brewery"
    " brewing distillery estate estates properties realty architects surveyors theatre theater orchestra opera"
    " festival radio tv"
    " broadcasting news times post daily journal magazine authority commission bureau office court federation"
    " union"
    " cooperative coop collective institution initiative project zoo park gardens nursery daycare airport"
    " port"
    " shipping transport freight rail retail supermarket supermarkets market markets mall electronics robotics"
    " analytics digital"
    " interactive games gaming design designs creative productions pictures entertainment records telecom"
    " communications"
    " wireless mobility automotive aerospace aviation marine textiles apparel fashion cosmetics chemicals plastics"
    " metals steel"
    " timber furniture interiors landscapes plumbing electrical heating roofing joinery garage dental veterinary vets"
    " krankenhaus klinik klinikum stadt stadtwerke gruppe verlag schule universität hochschule sparkasse"
    " versicherung kanzlei praxis"
    " apotheke werkstatt verein stiftung amt landratsamt ministerium gesellschaft institut gasthof"
    " bäckerei"
    " druckerei werke werk autohaus haus betrieb firma büro"
    " hôpital clinique cabinet groupe société entreprise mairie banque boulangerie pâtisserie librairie lycée école"
    " collège université"
    " maison auberge chu ch conseil ministère fondation coopérative imprimerie agence"
    " crèche"
    " clínica grupo empresa banco ayuntamiento colegio escuela asociación fundación editorial restaurante"
    " bufete estudio"
    " ministerio universidad instituto centro hospitalario taller talleres despacho farmacia bodega bodegas compañía"
    " librería"
    " prefeitura construtora faculdade universidade colégio escola associação fundação"
    " editora"
    " farmácia câmara secretaria indústria comércio cooperativa padaria oficina escritório"
    " ospedale azienda gruppo banca comune scuola ristorante istituto università fondazione clinica casa"
    " trattoria"
    " officina società albergo liceo asl policlinico"
    " ziekenhuis gemeente bedrijf stichting universiteit hogeschool vereniging groep bakkerij apotheek praktijk"
    " huis"
    " sjukhus kommun szpital uniwersytet szkoła spółka przychodnia"
)
EMPLOYER_WORDS = frozenset(EMPLOYERS.split())
_EMPLOYER_ENDINGS = re.compile(
    r"(?:klinikum|klinik|krankenhaus|werke?|haus|schule|verlag|bank|kasse|verein|zentrum|anstalt|amt|ministerium"
    r"|gesellschaft|bau"
    r"|technik|apotheke|praxis|kanzlei|bäckerei|druckerei|hof|stift|institut|gymnasium|betriebe?|gruppe|dienste?"
    r"|museum|ziekenhuis"
    r"|groep|bedrijf|huis|tech|soft|ware|pharma|works|labs)$"
)
_LEGAL = re.compile(
    r"(?<!\w)(?:inc|llc|llp|ltd|limited|plc|corp|gmbh|mbh|kg|ohg|gbr|kgaa|e\.\s?v|e\.\s?k|s\.?a\.?s|sarl"
    r"|s\.?\s?l\.?u?|s\.\s?a|s\.?r\.?l|s\.?p\.?a"
    r"|ltda|lda|eirl|b\.?v|n\.?v|oyj?|a/s|aps|pty|pte|sp\.\s?z\s?o\.?\s?o|s\.r\.o|k\.k)\.?(?!\w)|(?<!\w)(?:AG|SE|AB"
    r"|SA|SL|AS)\.?$|&\s*(?:Co\b|Sons\b|Söhne|Fils|Hijos|Partners?\b|Figli)"
)
LEGAL_SCORE = -4.0
"""Names with a legal form score this or less."""
WORD_END = (
    r"(?!(?i:prof|capt|dept|corp|dipl|univ|inst|intl|bros|assn|asst|mgmt|engr|tech|cons))[^\W\d_]{4}"
    r"|-[^\W\d_]{2,3}|\w\)"
)
"""Pattern of the end of a whole word, behind which a full stop ends a sentence: no abbreviation's, as in "St. Mary"."""
_WORKS_ALONE = frozenset(
    "self-employed freelance selbstständig selbständig freiberuflich indépendant indépendante autónomo autônomo"
    " autônoma zzp"
    " self employed freelancer zelfstandig various".split()
)
_PROBABLE = re.compile(
    r"(?:[a-z]{3,}(?:er|or|ist|ian|eer|keeper|smith|wright|man|woman|maker)|\w{3,}(?:eur|euse|trice|ier|ière|iste"
    r"|ienne?|logue)"
    r"|\w{3,}(?:dor|dora|tora|ista|ero|era|ario|aria|ogo|oga|eiro|eira|tore|iere|iera|aio|aia|aar|kundige|leider|ant|ent)"
    r"|[a-z]{5,}(?:er|or|eur|ant|ent|ist)in)$"
)
_NO_PROBABLE = frozenset(
    "center theater theatre water power tower river silver super after over under chapter paper upper summer winter"
    " weber meyer"
    " mayer miller fischer becker turner cooper fletcher porter foster taylor harbor harbour doctor alexander walker"
    " parker".split()
)
_SURNAMES = frozenset(
    "baker cook mason porter carpenter butcher potter weaver farmer gardener barber sailor painter singer skipper"
    " judge dean keeper"
    " glazier mercer tanner fellow page model mate koch bauer schneider richter maler kellner notar förster".split()
)
"""Names of people, and of what they founded, as often as positions."""
_HEAD_END = re.compile(
    r",|\bof\b|\bfor\b|\bin\b|\bat\b|\(|\s[-–—|/·]\s|\bfür\b|\bim\b|\bder\b|\bde\b|\bdu\b|\bdes\b|\bdi\b|\bder\b"
    r"|\bvan\b|\bvoor\b|\ben\b|\bem\b|\bd['’]|\bzum\b|\bzur\b|\bbei\b",
    re.IGNORECASE,
)
_GENDER = re.compile(
    r"\s*\(?\b(?:m/w/d|w/m/d|m/f|h/f|f/h|m/v|all genders)\b\)?|(?<=\w)[*:_/·](?:in|innen|e|a|trice)\b|(?<=\w)\((?:e"
    r"|a|in|ne|trice|euse)\)",
    re.IGNORECASE,
)
_GRADE = re.compile(
    r"(?<=\w)(?:,|\s[-–—])?\s\(?(?:I{1,3}|IV|VI{0,3}|[A-Z]?\d{1,2}|Sr\.?|Jr\.?|Senior|Junior"
    r"|(?:Level|Grade|Band|Tier|Class|Step|Stufe|Niveau|Nivel|N[íi]vel|Livello|Schaal)\s+[A-Z]?(?:\d{1,2}|[IV]{1,3})?)\)?"
    r"(?=$|,|\s[-–—(|])"
)
"""How high a position ranks, behind its name: "Engineer II", "Nurse, Band 6", "Developer Sr."."""
_HEADLINE_MAX_CHARS = 200
_PHRASES = re.compile(r"\b(?:social media|public school|supply chain|health and safety)\b", re.IGNORECASE)
_EDITOR = re.compile(r"^editora\b(?=\s(?:de|en|jefe|web|digital|adjunta)\b)|^editora$", re.IGNORECASE)
"""A position in Spanish; a publisher in Portuguese, with a name behind it."""
_PLACEMENT = re.compile(r"(?<=ing |nce |ics )co-op\b", re.IGNORECASE)
"""A student's placement, "Marketing Co-op", rather than a cooperative."""
_SCHOOL = re.compile(
    r"\b(?:\w*universit\w*|universid\w*|univ\.?|uniwersytet\w*|\w*colleges?|school|institut\w*|instytut|academ\w+"
    r"|akademi\w*|polytechni\w*"
    r"|politechni\w*|polit[eé]cni\w*|conservator\w*|conservatoi\w*|\w*hochschule\w*|\w*gymnasium|gimnasio|\w*schule"
    r"|berufskolleg|kolleg"
    r"|lyc[ée]e|liceo|liceum|[ée]cole|colegio|col[ée]gio|coll[èe]ge|escuela|escola|faculdade|facultad|facult[ée]"
    r"|(?-i:ENS|INSA|HEC|IES|IFSI|ROC|CFA|IUT)"
    r"|\w*bildungszentrum|seminary|faculty|bootcamp|\w*school|bts\s+lyc[ée]e|istituto|scuola|hogeschool|lyceum|kammer"
    r"|\w+kammer|h[öo]gskolan?"
    r"|[üu]niversite\w*|univerz\w+|egyetem|yliopisto|ülikool|okulu?|πανεπιστήμιο|университет\w*|університет\w*|институт"
    r"|училище|колледж|техникум|vidyalaya|c[ée]gep|technikum|berufsakademie|INSEAD|SENAC|SENAI"
    r"|(?-i:TAFE|ESSEC|ESCP|IESE|ESADE|SENA|ITIS|ITCG|IPSIA|I\.P\.I\.A\.?|IPSSAR|IPSEOA|CEIP|CPIFP|SMK|HEdS|EPSIC)|Scoil"
    r"|(?-i:UNED|CNAM|AFPA|KTH|NTNU|DTU|RMIT|UNSW|BCIT)|Caltech|(?:georgia|virginia|texas)\s+tech|sciences[ -]po"
    r"|bocconi|sorbonne|KU\s+Leuven|högskola"
    r"|(?-i:HTL|TU|FH|HTW|LMU|RWTH|KIT|MIT|ETH|EPFL|UCLA|UCL|LSE|UC\s+[A-Z]\w+|CUNY|SUNY|KAIST|NUS|IITs?|IIM"
    r"|UNAM|USP|UFRJ|UNICAMP|PUC|ITESM|ITT)|Unicamp|Fachakademie|volkshochschule|conservatorium|training\s+cent(?:er|re)|sixth\s+form|skola|skolan)\b",
    re.IGNORECASE,
)

_FAR_SCHOOL = re.compile(r"大学|大學|学院|高校|高等学校|대학|학교")


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*", text.casefold())


@lru_cache(maxsize=1024)
def title_score(text: str) -> float:
    """Above 0 if the text looks like a position, below if it looks like an employer; 0 if nothing can be told."""
    if len(text) > _HEADLINE_MAX_CHARS:
        return 0.0
    text = _PLACEMENT.sub("intern", _EDITOR.sub("editor", text))
    text = _GRADE.sub("", _PHRASES.sub("", _GENDER.sub("", text))).strip() or text
    words = _words(text)
    if not words or len(words) > 16:
        return 0.0
    if " ".join(words) in _WORKS_ALONE or (len(words) <= 2 and words[0] in _WORKS_ALONE and words[-1] in _WORKS_ALONE):
        return -2.0
    head = _words(_HEAD_END.split(text, maxsplit=1)[0]) or words
    return _as_title(words, head) + _as_employer(text, words, head)


def _as_title(words: list[str], head: list[str]) -> float:
    ends = list(dict.fromkeys((head[-1], head[0])))
    if _is_title_word(ends[0]):
        return 3.0
    if _is_title_word(ends[-1]):
        return 0.3 if ends[-1] in _SURNAMES else 2.5
    if words[0] in TITLE_STARTS:
        return 2.0
    if any(_is_title_word(word) for word in words):
        return 1.5
    if any(_PROBABLE.search(word) and word not in _NO_PROBABLE for word in ends):
        return 0.6
    return 0.0


@lru_cache(maxsize=4096)
def _is_title_word(word: str) -> bool:
    parts = {word, *word.split("-")}
    if parts & TITLES:
        return True
    return TITLE_ENDINGS.search(word) is not None


def _as_employer(text: str, words: list[str], head: list[str]) -> float:
    score = 0.0
    # "Software Engineer", "Bank Teller": what a position is about is said before it.
    named = words[len(head) - 1 :] if _is_title_word(head[-1]) and head[-1] not in _SURNAMES else words
    if words[-1].endswith("s") and words[-1][:-1] in TITLES and words[-1] not in TITLES:
        score -= 1.0
    if _LEGAL.search(text) or _LEGAL.search(text.casefold()):
        score -= 4.0
    elif words[-1] in EMPLOYER_WORDS or head[-1] in EMPLOYER_WORDS or named[0] in EMPLOYER_WORDS:
        # "Responsable marketing digital": where a Romance title stands first, the last word is its field.
        score -= 1.0 if _is_title_word(words[0]) and words[0] not in _SURNAMES else 2.5
    elif any(word in EMPLOYER_WORDS for word in named) or _EMPLOYER_ENDINGS.search(words[-1]):
        score -= 1.0
    if re.search(r"\s&\s[A-Z]|['’]s(?:\s|$)|\.(?:com|io|org|net|ai|de)\b", text) or re.fullmatch(r"[A-Z]{2,5}", text):
        score -= 0.7
    return score


def is_school(text: str) -> bool:
    """Whether the text names a place of education."""
    return _SCHOOL.search(text) is not None or _FAR_SCHOOL.search(text) is not None

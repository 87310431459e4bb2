"""Which section a heading begins, by what it says."""

# ruff: noqa: PLR2004, RUF001
# Why: lengths in words and letters stand where they are used; the dashes and quotes that headings are written with.

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from intervue.resume.heading_phrases import MORE
from intervue.resume.heading_words import SURE, SYNONYMS, Kind
from intervue.resume.lines import without_icons

__all__ = ["Kind", "is_known", "is_sure", "kind_by_keyword", "kind_of", "phrase_of"]

KEYWORDS: tuple[tuple[Kind, frozenset[str]], ...] = (
    (Kind.EXPERIENCE, frozenset({
        "positions", "appointments", "jobs", "roles", "employers", "posts", "stationen", "postes", "puestos",
        "cargos",
        "worked", "gearbeitet", "travaille", "trabajado", "trabajo", "trabalhei", "trabalhado", "lavorato", "gewerkt",
        "werkte", "trayectoria", "trajetoria", "mestiere", "careers", "impieghi", "functies", "chronology",
        "trajectory", "directorships", "placements", "companies", "firms", "arbeitgeber", "firmen", "betriebe",
        "anstellungen", "employeurs", "entreprises", "empresas", "trabajos", "empleadores", "trabalhos", "empregadores",
        "aziende", "datori", "werkgevers", "bedrijven", "dienstverbanden",
    })),
    (Kind.OTHER, frozenset({
        "project", "projects", "projekte", "projets", "proyectos", "projetos", "progetti", "projecten", "recognition",
        "awards", "prizes",
    })),
    (Kind.EDUCATION, frozenset({
        "education", "ausbildung", "studium", "bildung", "formation", "etudes", "formacion", "educacion", "estudios",
        "formacao", "educacao", "istruzione", "formazione", "opleiding", "opleidingen", "academic", "scholastics",
        "scholastic", "degrees", "studies", "schooling", "academics", "schools", "universities", "titulacion",
        "diplomes", "estudos", "studi", "titoli", "school", "schule", "ecole", "escuela", "escola", "scuola", "lehre",
        "college", "studied", "studiert", "etudie", "estudie", "estudei", "studiato", "gestudeerd", "retraining",
        "learning", "study", "studie", "aprendizagem", "forme", "formei",
    })),
    (Kind.CERTIFICATIONS, frozenset({
        "certifications", "certification", "certificates", "licenses", "licences", "licensure", "accreditations",
        "zertifikate", "weiterbildung", "weiterbildungen", "fortbildungen", "certificats", "habilitations",
        "certificaciones", "certificados", "cursos", "certificacoes", "certificazioni", "corsi", "certificaten",
        "cursussen", "credentials", "attestati", "attestations", "brevets", "tickets", "exams", "permits",
        "registrations", "chartered", "nachweise", "scheine", "registration", "cards", "licence", "license",
        "credenciais", "credenciales", "credenziali", "certifs", "carteiras", "cedulas", "perfectionnement", "cartes",
        "constancias", "papieren", "bijgeschoold", "agrements", "carnets", "carnes", "pasjes", "patentini",
        "abilitazioni", "habilitaciones", "zulassungen",
        "certs", "zusatzqualifikationen",
        "zusatzausbildungen", "lehrgange", "capacitaciones", "capacitacion", "acreditaciones",
        "diplomados", "bijscholing", "nascholing", "accreditation", "agrement", "attesten", "perfezionamento",
        "aperfeicoamento", "qualifikationsnachweise", "befahigungsnachweise", "homologations",
    })),
    (Kind.OTHER, frozenset({
        "honors", "publications", "references", "interests", "hobbies", "affiliations",
        "memberships", "achievements", "coursework", "auszeichnungen", "publikationen", "interessen",
        "distinctions", "loisirs", "premios", "publicaciones", "intereses",
        "publicacoes", "pubblicazioni", "interessi", "publicaties", "referenties",
        "accomplishments", "presentations", "talks", "grants", "patents", "exhibitions",
        "obras", "opere", "werke", "oeuvres", "mentions", "hobby", "pastimes", "preise", "prix",
        "premi", "prijzen",
    })),
    (Kind.VOLUNTEERING, frozenset({
        "volunteer", "volunteering", "voluntary", "involvement", "extracurricular", "ehrenamt",
        "ehrenamtliches", "ehrenamtliche", "benevolat", "voluntariado", "volontariato", "vrijwilligerswerk",
    })),
    (Kind.EXPERIENCE, frozenset({
        "experience", "experiences", "employment", "berufserfahrung", "werdegang", "praktika", "professionnelle",
        "experiencia", "experiencias", "esperienza", "esperienze", "werkervaring", "ervaring",
    })),
    (Kind.SKILLS, frozenset({
        "skills", "skill", "skillset", "competencies", "competences", "proficiencies", "expertise", "kenntnisse",
        "kompetenzen",
        "fahigkeiten", "fertigkeiten", "habilidades", "conocimientos", "competencias", "competenze", "vaardigheden",
        "tools", "toolbox", "toolkit", "toolset", "technologies", "techniques", "methods", "software",
        "strengths", "abilities",
        "capabilities", "craft", "destrezas", "tecnicas", "herramientas", "ferramentas", "strumenti", "outils",
        "werkzeuge", "connaissances", "conoscenze", "conhecimentos", "kennis", "starken", "atouts", "aptitudes",
        "aptidoes", "abilidades", "capacita",
    })),
    (Kind.LANGUAGES, frozenset({"languages", "sprachen", "langues", "idiomas", "lingue", "talen"})),
    (Kind.SUMMARY, frozenset({
        "summary", "profile", "objective", "profil", "perfil", "profilo", "profiel", "about", "statement", "synopsis",
        "introduction", "overview", "bio", "biography", "presentation", "resumen", "resumo", "sintesi",
    })),
)  # fmt: skip
"""Words that tell a heading's kind where the whole is not known; the first that occurs decides."""

_COMPOUNDS = (
    (Kind.CERTIFICATIONS, (
        "zertifikate", "scheine", "ausweise", "nachweise", "lehrgange", "kurse", "schulungen", "prufungen",
        "lizenzen",
        "zulassungen", "weiterbildung", "weiterbildungen", "fortbildung", "fortbildungen", "qualifikationen",
        "certificaten", "cursussen", "trainingen",
    )),
    (Kind.EXPERIENCE, (
        "erfahrung", "erfahrungen", "laufbahn", "tatigkeit", "tatigkeiten", "stationen", "werdegang", "anstellungen",
        "ervaring", "loopbaan",
    )),
    (Kind.EDUCATION, ("ausbildung", "bildung", "studium", "abschlusse", "opleiding", "opleidingen")),
    (Kind.SKILLS, ("kenntnisse", "fahigkeiten", "kompetenzen", "fertigkeiten", "vaardigheden", "competenties")),
)  # fmt: skip
"""Ends of German and Dutch compounds."""
_MAX_PHRASE = 50
_KINDS = {phrase: Kind(kind) for kind, phrases in MORE.items() for phrase in phrases}
_KINDS |= {phrase: kind for kind, phrases in SYNONYMS.items() for phrase in phrases}
_SQUASHED = {re.sub(r"[^a-z]", "", phrase): kind for phrase, kind in _KINDS.items()}
_NUMBER = re.compile(r"^(?:\d{1,2}|[ivx]{1,4})[.)]\s+")
_ASIDE = re.compile(r"\s*(?:\([^()]*\)|[-:]?\s*cont(?:inued|\.|'d))\s*$")
_QUALIFIER = re.compile(
    r"^(?:my|our|selected|relevant|additional|other|key|main|recent|current|notable|previous|past|further|major|some"
    r"|meine|ausgewahlte|weitere|relevante|mes|mis|minhas|mie|mijn)\s+"
)
_DETAILS_OF = re.compile(
    r"^(?:details?|particulars|list|detalles?|dettagli|detalhes|lista|liste)\s+(?:of|de|del|des|di|da|das|do|dos|della|delle)"
    r"\s+(?:(?:the|my|la|las|los|mi|mis|mes)\s+)?"
)
_WITH_DATES = re.compile(
    r"\s+(?:(?:with|and|including|incl\.?)\s+(?:(?:qualifications|grades|results)\s+and\s+)?dates|con\s+fechas|avec\s+dates|mit\s+daten"
    r"|(?:in|in\s+reverse|reverse)\s+chronological(?:\s+order)?)$"
)
_SO_FAR = re.compile(
    r"\s+(?:to\s+date|so\s+far|until\s+now|till\s+now|bisher|hasta\s+(?:ahora|hoy)|jusqu'ici|a\s+ce\s+jour|ate\s+agora|finora|tot\s+nu\s+toe)$"
)
_PARTS = re.compile(r"\s+(?:and|und|et|y|e|en|with)\s+|\s*[/,|]\s*")
_RANK = (
    Kind.EXPERIENCE, Kind.EDUCATION, Kind.SKILLS, Kind.CERTIFICATIONS, Kind.LANGUAGES, Kind.SUMMARY, Kind.VOLUNTEERING,
    Kind.CONTACT, Kind.OTHER,
)  # fmt: skip
"""Of a heading that names two sections ("Awards & Certifications"), the one that counts more comes first."""


@lru_cache(maxsize=4096)
def phrase_of(text: str) -> str:
    """A heading's text without icons, numbering, accents and case."""
    text = without_icons(text).strip(" :.-–—_|<>/#*~=[]{}").casefold()
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
        text = "".join(char for char in text if not unicodedata.combining(char)).replace("’", "'")
    text = _NUMBER.sub("", text)
    if ")" in text or "cont" in text:
        text = _ASIDE.sub("", text)
    return " ".join(text.replace("&", " and ").replace("+", " and ").split()).strip(" :")


@lru_cache(maxsize=4096)
def kind_of(text: str) -> Kind | None:
    """The section that a heading's exact text names; None if it names none."""
    phrase = phrase_of(text)
    if not 2 < len(phrase) <= _MAX_PHRASE:
        return None
    known = _known(phrase)
    if known is not None:
        return known
    parts = [_known(part) for part in _PARTS.split(phrase)]
    named = [part for part in parts if part is not None]
    return min(named, key=_RANK.index) if len(named) == len(parts) > 1 else None


def _known(phrase: str) -> Kind | None:
    bare = (
        phrase
        if phrase in _KINDS
        else _QUALIFIER.sub("", _SO_FAR.sub("", _WITH_DATES.sub("", _DETAILS_OF.sub("", phrase))))
    )
    return _KINDS.get(bare) or _SQUASHED.get(re.sub(r"[^a-z]", "", bare) or "-")


def is_known(text: str) -> bool:
    """Whether the whole text stands in the list of headings."""
    return _known(phrase_of(text)) is not None


@lru_cache(maxsize=4096)
def is_sure(text: str) -> bool:
    """Whether the text is hardly ever anything else than a heading."""
    return phrase_of(text) in SURE


def kind_by_keyword(text: str) -> Kind | None:
    """The section by a single word, for a text that is known to be a heading."""
    words = re.findall(r"[a-z]+", phrase_of(text))
    if not 1 <= len(words) <= 6 or any(char.isdigit() for char in text):
        return None
    return next((kind for kind, keys in KEYWORDS if keys & set(words)), None) or next(
        map(_kind_of_compound, words), None
    )


def _kind_of_compound(word: str) -> Kind | None:
    """The section by the last part of a compound: "Fähigkeitsausweise", "Fachkenntnisse"."""
    return next((kind for kind, ends in _COMPOUNDS if len(word) > 9 and word.endswith(ends)), None)

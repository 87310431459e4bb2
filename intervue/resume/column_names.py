"""What the columns of a table are called, in seven languages: "Period", "Arbeitgeber", "Year of Passing"."""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import TYPE_CHECKING

from intervue.resume.headings import is_sure, phrase_of

if TYPE_CHECKING:
    from collections.abc import Sequence


class Column(Enum):
    """What stands in a column."""

    NUMBER = auto()
    BEGIN = auto()
    END = auto()
    PERIOD = auto()
    TITLE = auto()
    EMPLOYER = auto()
    TITLE_AND_EMPLOYER = auto()
    EMPLOYER_AND_TITLE = auto()
    DUTIES = auto()
    DEGREE = auto()
    SUBJECT = auto()
    SCHOOL = auto()
    BOARD = auto()
    ISSUER = auto()
    NAME = auto()
    PLACE = auto()
    ASIDE = auto()
    """What no field takes: marks, levels, reasons for leaving."""


_MAX_WORDS, _MAX_CHARS = 6, 45
_A_TITLE = (
    r"(?:job |your )?(?:positions?|designations?|roles?|jobs?|titles?|posts?|rank|stelle|funktion|position|tatigkeit"
    r"|beruf|poste|fonction|emploi|puesto|cargo|funcao|posizione|ruolo|mansione|functie)(?: held| title)?"
)
_AN_EMPLOYER = (
    r"(?:the )?(?:employers?|compan(?:y|ies)|organi[sz]ations?|firms?|firma|arbeitgeber|betrieb|unternehmen|entreprise"
    r"|employeur|societe|empresa|empleador|empregador|entidade?|azienda|datore|ente|bedrijf|werkgever|organisatie"
    r"|institution|school|hospital|client|workplace)"
)
_AND = r"(?: and | und | et | y | e | en | / | & |/|, )"
_NAMES: tuple[tuple[Column, re.Pattern[str]], ...] = (
    (Column.TITLE_AND_EMPLOYER, re.compile(_A_TITLE + _AND + _AN_EMPLOYER)),
    (Column.EMPLOYER_AND_TITLE, re.compile(_AN_EMPLOYER + _AND + _A_TITLE)),
    (Column.DUTIES, re.compile(r"(?:duties|responsibilities|tasks|aufgaben|achievements|funciones|funcoes|tarefas"
        r"|taches|missions|mansioni|taken)\b.*")),
    (Column.DEGREE, re.compile(r"habilitac(?:ao|oes)|kwalificatie|qualifica")),
    (Column.NUMBER, re.compile(r"(?:s|sl|sr|ser|serial)?[. ]*(?:no|nr|n[o\u00ba\u00b0]|num(?:ber)?)?\.?|#|nr\.?")),
    (Column.BEGIN, re.compile(r"from|von|de|du|desde|dal|van|start(?:ed| date)?|(?:date of )?join(?:ed|ing)(?: date)?"
        r"|begin|beginn|inicio|inizio|debut|date from|from date|sign(?:ed)?[- ]?on(?: date)?"
        r"|embark(?:ed|ation)?|eintritt")),
    (Column.END, re.compile(r"to|bis|a|au|hasta|ate|al|tot|until|till|end(?: date)?|(?:date of )?leaving|fin|fim|fine"
        r"|ende|einde|date to|to date|left|sign(?:ed)?[- ]?off(?: date)?|disembark(?:ed|ation)?|austritt")),
    (Column.ASIDE, re.compile(r".*\b(?:reasons? for|percent\w*|marks?|c?\.?g\.?p\.?a\.?|grades?|results?"
        r"|divisi?on|score"
        r"|aggregate|class (?:obtained|awarded|secured)|remarks?|salary|ctc|level|proficiency|rating|note"
        r"|abschlussnote"
        r"|mention|nota|media|voto|votazione|cijfer|punteggio|puntaje|calificacion|valid\w*|expir\w*|niveau"
        r"|nivel|livello|team size|credential id|licen[cs]e no|hours|stunden|heures|horas|ore|uren)\b.*|%.*|gpa")),
    (Column.PERIOD, re.compile(r"(?:.*\b(?:period|dates?|duration|tenure|years?|month|zeitraum|datum|jahr|zeit"
        r"|dauer|periode"
        r"|annees?|duree|fechas?|periodo|anos?|duracion|duracao|data|anno|anni|durata|jaar|when|completed|completion"
        r"|graduat(?:ed|ion)|passing)\b.*|von ?[-/\u2013]? ?bis|from ?[-/\u2013]? ?to|du ?[-/\u2013]? ?au"
        r"|desde ?[-/\u2013]? ?hasta|dal ?[-/\u2013]? ?al)")),
    (Column.DUTIES, re.compile(r".*\b(?:dut(?:y|ies)|responsib\w*|tasks?|activities|job (?:profile|description"
        r"|details)|nature of"
        r" (?:work|job|duties)|work done|details|description|achievements?|aufgaben\w*|tatigkeit(?:en"
        r"|sbeschreibung)?|missions?|taches"
        r"|activites|funciones|tareas|logros|atividades|atribuicoes|attivita|mansioni|werkzaamheden|taken)\b.*")),
    (Column.ISSUER, re.compile(r".*\b(?:issu\w+|providers?|aussteller|anbieter|emisor|emissor|emetteur"
        r"|awarded by|conducted by"
        r"|certifying|body|authority|organised by|organized by|uitgever|aanbieder|rilasciato da|vendor)\b.*")),
    (Column.SUBJECT, re.compile(r".*\b(?:subjects?|speciali[sz]ations?|speciality|specialty|stream|branch|field"
        r"|discipline|majors?"
        r"|group|fach|fachrichtung|studienfach|specialite|filiere|especialidad|area|materia|vak|studierichting"
        r"|concentration|indirizzo)\b.*")),
    (Column.BOARD, re.compile(r"(?!.*\b(?:school|college|institut\w*)\b).*\b(?:board|affiliat\w+)\b.*")),
    (Column.SCHOOL, re.compile(r".*(?:\binstitu[tic]|\beinrichtung|\bschool|\bcollege|universi|hochschule|schule\b"
        r"|bildungs(?:einrichtung|statte)"
        r"|etablissement|estabelecimento|establecimiento"
        r"|\becole|\bcentro\b|escuela|colegio|faculdade|scuola|ateneo|istituto|onderwijs|academy"
        r"|ausbildungsstatte|\bcampus\b).*")),
    (Column.TITLE, re.compile(r"(?:.*\b(?:positions?|designations?|roles?|job(?: title)?|posts?(?: held)?|rank"
        r"|stelle|funktion|position"
        r"|beruf|poste|fonction|emploi|puesto|cargo|funcao|posizione|ruolo|mansione|functie|rol|what|occupation)\b.*"
        r"|title|titel|titulo do cargo)")),
    (Column.EMPLOYER, re.compile(r".*\b(?:employers?|compan(?:y|ies)|organi[sz]ations?|firms?|firma|arbeitgeber"
        r"|unternehmen|entreprise"
        r"|employeur|societe|empresa|empleador|empregador|azienda|datore|ente|bedrijf|werkgever|organisatie"
        r"|organizacion"
        r"|organizacao|organizzazione|hospital|clients?|where|workplace|place of work|agency|establishment)\b.*")),
    (Column.DEGREE, re.compile(r".*\b(?:degrees?|qualifications?|courses?|exam(?:ination)?s?|class|diplomas?"
        r"|awards?|program(?:me)?s?|standard|std"
        r"|level of education|education|abschluss|studiengang|studium|ausbildung|diplome|formation|titulo"
        r"|titulacion|estudios|curso|grau"
        r"|titolo(?: di studio)?|corso|laurea|opleiding|studie)\b.*")),
    (Column.PLACE, re.compile(r"(?:location|place|city|country|town|ort|stadt|lieu|ville|lugar|ciudad|pais"
        r"|local|cidade|luogo|citta|plaats|pays|state)")),
    (Column.NAME, re.compile(r".*\b(?:name|cards?|tickets?|permits?|patentin[oi]|brevets?"
        r"|certifi\w+|licen[cs]es?|training|skills?|software|tools?"
        r"|technolog\w+|languages?|zertifikate?"
        r"|weiterbildung|kenntnisse?|certificat\w*|competences?|competencias?|certificato|certificaat"
        r"|workshops?|modules?)\b.*")),
)  # fmt: skip
_KNOWN_SHARE = 0.6
_NAMED = re.compile(
    r"(?:names?|of|the|an?|and|or|last|previous|attended|studied|educational?|academic|training|examining|awarding"
    r"|body|address|location|place|town|city|department|school|college|institut\w*|universi\w*|board|academy|campus|hochschule"
    r"|(?:berufs|hoch)?schule|bildungs(?:einrichtung|statte)|ausbildungs(?:statte|betrieb)|etablissement|estabelecimento|establecimiento|ecole|centro|escuela"
    r"|colegio|faculdade|scuola|ateneo|istituto|onderwijs\w*|instelling|employers?|compan(?:y|ies)|organi[sz]a\w*|firms?|firma"
    r"|arbeitgeber|unternehmen|entreprise|employeur|societe|empresa|empleador|empregador|azienda|datore|di|lavoro|ente"
    r"|bedrijf|werkgever|organisatie|einrichtung|hospital|clients?|where|workplace|work|agency|establishment|ort|lieu|et|y|e|de|del|la|und"
    r"|ensino|nombre|nome|nom|estudios|formation|formacao|formativo|instituic\w*|institucion|unidade|/|-)"
)
"""Words of names of columns with schools and employers: any other word is a school's or an employer's own name."""


def column_of(text: str) -> Column | None:
    """What a column of this name holds; None where the name is not known."""
    phrase = phrase_of(text.replace("/", " / "))
    if not text.strip() or len(phrase) > _MAX_CHARS or len(phrase.split()) > _MAX_WORDS or phrase[:1].isdigit():
        return None
    if text.strip() in {"%", "#"}:
        return Column.ASIDE
    column = next((column for column, pattern in _NAMES if phrase and pattern.fullmatch(phrase)), None)
    if column in {Column.SCHOOL, Column.EMPLOYER, Column.BOARD} and not all(map(_NAMED.fullmatch, phrase.split())):
        return None
    return column


def columns_of(texts: Sequence[str]) -> tuple[Column | None, ...]:
    """What the columns of a table hold whose first row has these texts; nothing where that row is no head."""
    headings = sum(map(is_sure, texts)) > 1
    if headings or any(char.isdigit() or char == "@" for text in texts for char in text):
        return ()
    columns = [column_of(text) for text in texts]
    known = [column for column in columns if column is not None]
    if len(known) < 2 or len(known) < _KNOWN_SHARE * len(texts) or len(set(known)) < 2:  # noqa: PLR2004 - a head names two
        return ()
    return tuple(_told_apart(columns, texts))


def _told_apart(columns: Sequence[Column | None], texts: Sequence[str]) -> list[Column | None]:
    """The columns, a university beside a school taken for the board that examines, a lone board for the school."""
    found = list(columns)
    schools = [number for number, column in enumerate(found) if column is Column.SCHOOL]
    if len(schools) > 1:
        boards = [number for number in schools if "univers" in texts[number].casefold()]
        for number in boards if len(boards) < len(schools) else schools[1:]:
            found[number] = Column.BOARD
    elif not schools and Column.EMPLOYER not in found:
        found = [Column.SCHOOL if column is Column.BOARD else column for column in found]
    return found

"""Labels of groups of skills that nothing but their words or their order tells from skills."""

# ruff: noqa: RUF001, PLR2004
# Why: the dashes that resumes are written with; counts of lines and words.

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

LIST_SIGN = re.compile(r"[,;|•·⋅∙、]|\s(?:[/~¦›»◦○■□▪◆]|::)\s")
"""What parts the items of a list."""
_LABELS = re.compile(
    r"(?:(?:technical|soft|hard|core|key|professional|other|additional|language|it|digital|main)\s+skills"
    r"|(?:programming|scripting|spoken|foreign|markup|query|coding)?\s*languages(?:\s+(?:&|and)\s+frameworks)?"
    r"|(?:web\s+|software\s+)?frameworks?(?:\s*(?:,|&|and|/)\s*(?:libraries|tools))?|libraries"
    r"|(?:developer\s+|software\s+|other\s+|design\s+|office\s+)?tools(?:\s*(?:&|and|/)\s*(?:technologies|platforms|software))?"
    r"|(?:other\s+)?technologies|core\s+competenc(?:ies|es)|others?|miscellaneous|areas\s+of\s+expertise"
    r"|(?:fach|methoden|sozial)kompetenz(?:en)?|sprachen|edv|(?:edv|it|sprach|fach)-?\s?kenntnisse|programmiersprachen|persönliche\s+stärken"
    r"|compétences(?:\s+\w+)?|langages(?:\s+de\s+programmation)?|outils|logiciels|langues|savoir-(?:être|faire)"
    r"|(?:habilidades|competencias|aptitudes|conocimientos|competências|conhecimentos)(?:\s+\w+)?|herramientas|ferramentas"
    r"|lenguajes(?:\s+de\s+programación)?|linguagens(?:\s+de\s+programação)?|idiomas"
    r"|competenze(?:\s+\w+)?|strumenti|linguaggi(?:\s+di\s+programmazione)?|lingue"
    r"|vaardigheden|programmeertalen|talen)",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"(?:(?:personal\s+)?interests|hobb(?:y|ys|ies)|interessen|freizeit|centres?\s+d['’]int[ée]r[êe]ts?|loisirs|passions|aficiones|intereses|interesses"
    r"|interessi|passioni|vrije\s+tijd|interesses?|(?:clean\s+|full\s+)?driv(?:ing|er['’]?s?)\s+licen[sc]e(?:s|\(s\))?|führerscheine?|fahrerlaubnis|permis(?:\s+de\s+conduire)?"
    r"|(?:carn[eé]|permiso)\s+de\s+conducir|carta\s+de\s+condução|patente(?:\s+di\s+guida)?|rijbewijs|nationality|availability)",
    re.IGNORECASE,
)
"""Labels of what people list beside their skills."""
_DASHED = re.compile(r"^(?P<label>[^\W\d_][^,;|•·:()]{1,28}?)\s+[-–—]\s+(?=[^,]+,)")


def is_group_label(text: str) -> bool:
    """Whether the text is what people call a group of skills, and never a skill."""
    return _LABELS.fullmatch(text.strip(" :")) is not None


def is_other_label(text: str) -> bool:
    """Whether the text labels what is no skill: interests, a driving licence."""
    return _OTHER.fullmatch(text.strip(" :")) is not None


def is_other_group(text: str) -> bool:
    """Whether a line is labelled as something other than skills."""
    label, sign, _ = text.partition(":")
    return bool(sign) and is_other_label(label)


def dashed_label(text: str) -> str:
    """The label before a dash: of "Cloud - AWS, GCP" it is "Cloud"."""
    match = _DASHED.match(text)
    return match["label"] if match else ""


def without_dashed_label(text: str) -> str:
    """The list without a label before a dash: "Cloud - AWS, GCP" is "AWS, GCP"."""
    match = _DASHED.match(text)
    rest = text[match.end() :] if match else text
    return text if re.search(r"\s[-–—]\s", rest) or (match and len(match["label"].split()) > 4) else rest


def label_lines(texts: Sequence[str]) -> set[int]:
    """The numbers of the lines that label the list on the next line, where lines and lists take turns throughout."""
    lists = [LIST_SIGN.search(text) is not None for text in texts]
    turns = len(texts) >= 4 and len(texts) % 2 == 0 and lists == [False, True] * (len(texts) // 2)
    return set(range(0, len(texts), 2)) if turns else set()

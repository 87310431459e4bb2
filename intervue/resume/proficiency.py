"""Skills that are told in sentences: "Proficient in Python, Go and SQL", "Gute Kenntnisse in SAP"."""

# ruff: noqa: RUF001
# Why: the quotes that resumes are written with.

from __future__ import annotations

import re

from intervue.resume.lines import COMMAS

_LEAD = re.compile(
    r"^(?:(?:(?:i\s+)?am|(?:ik\s+)?ben|(?:yo\s+)?(?:soy|estoy)|sono|(?:eu\s+)?(?:sou|estou)|i['’]m|i\s+have|ich\s+(?:habe|verfüge\s+über|bin)|bin|suis|je\s+(?:suis|possède|dispose\s+d['’e])|tengo|poseo|tenho|ho|possiedo|ik\s+heb)\s+)?"
    r"(?:(?:an?|une?|una|un|eine?n?|een|a\s+good|the)\s+)?"
    r"(?:(?:highly|very|strong|good|excellent|solid|basic|advanced|expert|extensive|working|sound|in-depth|proven|hands-on|practical|fully|great"
    r"|sehr\s+gute?|gute|fundierte|umfassende|vertiefte|sichere[rn]?|grundlegende|fließende"
    r"|bonnes?|très\s+bonnes?|excellentes?|solides?|buen(?:os)?|amplios?|sólidos|alto|bons|bom|ottim[ae]|buon[ae]|goede|uitstekende|ruime)\s+)*"
    r"(?:proficient|proficiency|fluent|skilled|trained|experienced|experience|competent|confident|adept|versed|comfortable"
    r"|knowledge(?:able)?|understanding|command|familiar(?:ity)?|vertrouwd|bekend|vertraut|familiari[sz](?:ad[oa]|é(?:\(?e\)?)?)|à\s+l['’]aise|expertise|background|(?:experienced\s+|confident\s+)?users?|(?:grund|basis|fach)?kenntnisse|umgang|erfahrung(?:en)?"
    r"|(?:sicher|erfahren|geübt)(?=\s+(?:im?|mit)\s)|connaissances?|ma[iî]trise|expérience|usage|utilisation"
    r"|conocimientos?|dominio|manejo|experiencia|conhecimentos?|domínio|experiência|conoscenz[ae]|padronanza|esperienza|uso|kennis|ervaring|beheersing)"
    r"(?:\s+(?:in|with|of|using|im?|mit|avec|con|com|von|vom|de|du|des|en|no|na|em|di|del(?:la)?|dell['’]|nell['’]uso\s+di|van|met)(?:\s+(?:the|the\s+use\s+of|use\s+of|using|dem|der|den))?\s+|\s+(?:d|dell)['’])",
    re.IGNORECASE,
)
_USED = re.compile(
    r"^(?i:(?:day\s+to\s+day|every\s+day|daily|at\s+work|in\s+my\s+(?:daily\s+)?work),?\s+)?"
    r"(?i:i(?:\s+am|['’]m)\s+(?:\w+\s+)?good\s+(?:at|with)|skills\s+include:?|i\s+(?:\w+ly\s+)?(?:work|use|code|program|design|draw|know)(?:\s+(?:daily|\w+ly|often|also|well|mostly))?(?:\s+(?:in|with|on))?"
    r"|(?:täglich|im\s+(?:berufs)?alltag)\s+(?:arbeite|nutze)\s+ich(?:\s+mit)?|dagelijks\s+(?:werk|gebruik)\s+ik(?:\s+met)?"
    r"|ich\s+(?:arbeite|nutze|programmiere)(?:\s+(?:täglich|regelmäßig|sicher|gern))?(?:\s+(?:mit|in))?"
    r"|(?:au\s+quotidien,?\s+|chaque\s+jour,?\s+)?j['’]utilise(?:\s+\w+ment)?|je\s+(?:travaille|code)(?:\s+\w+ment)?\s+(?:avec|sur|sous|en)"
    r"|(?:(?:uso|utilizo|manejo)\s+(?:a\s+diario|diariamente|todos\s+(?:los|os)\s+d[íi]as|ogni\s+giorno|quotidianamente))"
    r"|(?:ich\s+beherrsche|je\s+ma[iî]trise|(?:yo\s+)?domino|utilizo|utilizzo|padroneggio|ik\s+beheers|hands-on\s+with)(?:\s+\w+mente|\s+bien|\s+sicher|\s+goed)?"
    r"|(?:trabajo|programo)\s+(?:\w+mente\s+)?(?:con|en)|trabalho\s+(?:\w+mente\s+)?com"
    r"|(?:lavoro|programmo)\s+(?:\w+mente\s+)?(?:con|in)|ik\s+(?:werk|programmeer)(?:\s+(?:dagelijks|veel|graag))?\s+(?:met|in))"
    r"\s+(?=[^\W_a-z])"
)
"""How somebody tells what they use: "I work daily in KoboToolbox". Names follow, not what the work is about."""
_STOP = re.compile(
    r"(?<=[^\s.]{2})\.\s+(?=[^\W\da-z])"
    r"|,?\s+(?:(?:and|und|et|y|e|en)\s+)?(?=(?:am|bin|ben|suis|soy|sono|sou)\s+[^\W\d_]+\s+(?:with|in|mit|im|en|avec|met|con|com)\s)"
    r"|;\s+(?=(?:I|ich|je|ik)\s)"
)
"""Where a sentence, or its second half, begins: "..., am confident with SPSS"."""
_AND = re.compile(r",?\s+(?:and|as\s+well\s+as|und|sowie|et|y|e|ed|en)\s+", re.IGNORECASE)
_PREPOSITION = re.compile(r"^(?:(?:in|with|mit|of|en|em|de|di|van|met)\s+(?=[^\W\da-z])|d['’])")
_HOW = re.compile(r"\s+(?:with|mit|avec|con|com|met)\s+(?:an?|eine[mr]?|une?|una|um|uma|een)\s.*$", re.IGNORECASE)
"""What follows the skills: "with a strong sense for numbers"."""


def is_told(text: str) -> bool:
    """Whether a sentence of the text tells what somebody knows."""
    return any(_lead(sentence) is not None for sentence in _STOP.split(text))


def _lead(sentence: str) -> re.Match[str] | None:
    return _LEAD.match(sentence) or _USED.match(sentence)


def listed(text: str) -> str:
    """The skills of such sentences with commas between them; other texts as they are."""
    return "; ".join(_without_lead(sentence) for sentence in _STOP.split(text)) if is_told(text) else text


def _without_lead(sentence: str) -> str:
    lead = _lead(sentence)
    if lead is None:
        return sentence
    pieces = COMMAS.split(_HOW.sub("", sentence[lead.end() :].rstrip(". ")))
    pieces[-1:] = _AND.split(pieces[-1])
    pieces = [_LEAD.sub("", piece) for piece in pieces]
    if len(two := _AND.split(pieces[0])) == 2 and all(part[:1].isupper() for part in two):  # noqa: PLR2004
        pieces[:1] = two
    return ", ".join(_PREPOSITION.sub("", piece) for piece in pieces)

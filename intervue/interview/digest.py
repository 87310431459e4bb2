"""What the model and the recogniser learn of a resume: a digest made by code, and a list of words.

A resume is data, never an instruction: only its fields enter, each short, on one line, and without what reads like a
command.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

DIGEST_MAX_TOKENS = 150
HINTS_MAX = 60

_COMMAND = re.compile(
    r"\b(?:ignore|disregard|forget|override)\b|\binstructions?\b|\bprompt\b|\byou (?:must|should|are|will)\b|"
    r"\bpretend\b|\b(?:score|rate|hire|recommend|praise|pass)\b.{0,12}\b(?:me|him|her|them|this|the|candidate|"
    r"applicant)\b|"
    r"\b(?:candidate|applicant) (?:is|must|should|has to)\b|\blanguage model\b|\bas an ai\b|\binterviewer\b|"
    r"\b(?:system|assistant|user)\s*:|\bsay\b|\b(?:always|only|never) (?:end|begin|start|answer|reply|respond|"
    r"speak|talk|ask|"
    r"use|write|repeat|praise)\b|\b(?:each|every) (?:question|sentence|reply)\b|\bstop asking\b|\b(?:speak|"
    r"talk|write) like "
    r"an?\b|\b(?:new|following) rules?\b|\bfrom now on\b",
    re.IGNORECASE,
)
_ROLE_TOKEN = re.compile(r"<\||\|>|\bim_(?:start|end)\b|\[/?INST\]|</?(?:s|system|answer|resume)>", re.IGNORECASE)
"""What marks roles in the templates of chat models: nobody's title has it."""
_ONLY_ONE = frozenset(
    {"head", "chief", "director", "vice", "president", "managing", "ceo", "cto", "cfo", "coo", "dean", "vp"}
)
"""Titles that one person of a firm has: no article goes before them."""
_DATES = ("start_date", "end_date")
_SPACES = re.compile(r"\s+")
_FIELD_MAX = 80
_FIELD_READ = 2000
"""Characters of a field that are looked at: cleaning megabytes would take seconds."""
_LIST_READ = 100
"""Entries of a list that are looked at."""
_NAME_MARKS = ".'\u2019-"


def clean_field(text: object, longest: int = _FIELD_MAX) -> str:
    """A field as one short line: no control characters, no brackets that mean something to a model or a voice."""
    if not isinstance(text, str):
        return ""
    kept = "".join(
        " " if char in "\n\r\t<>[]{}|`#*_" else char
        for char in unicodedata.normalize("NFC", text[:_FIELD_READ])
        if char in "\n\r\t" or unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co", "Cn"}
    )
    line = _SPACES.sub(" ", kept).strip(" ,;:-")
    if len(line) <= longest:
        return line
    return line[:longest].rsplit(" ", 1)[0]


def trusted_field(text: object, longest: int = _FIELD_MAX) -> str:
    """Like `clean_field`, but empty for what reads like a command to the interviewer."""
    if isinstance(text, str) and _ROLE_TOKEN.search(text[:_FIELD_READ]):
        return ""
    line = clean_field(text, longest)
    # A command may go on where the line was cut.
    return "" if _COMMAND.search(clean_field(text, _FIELD_READ)) else line


def first_name(resume: Mapping[str, Any] | None) -> str:
    """The name by which to greet the candidate, or an empty string if there is none that can be spoken."""
    if not resume:
        return ""
    name = trusted_field(resume.get("contact", {}).get("name"), 60)
    words = [word for word in re.split(r"[\s,]+", name) if word]
    titles = {"dr", "dr.", "prof", "prof.", "mr", "mr.", "mrs", "mrs.", "ms", "ms.", "miss", "sir", "dipl.-ing."}
    words = [word for word in words if word.lower() not in titles]
    if not words or len(words) > 5:  # noqa: PLR2004 - more words than that are a sentence
        return ""
    word = words[0].strip(_NAME_MARKS)
    if not re.fullmatch(rf"[^\W\d_]+(?:[{_NAME_MARKS}][^\W\d_]+)*", word) or not 2 <= len(word) <= 24:  # noqa: PLR2004
        return ""
    return word.title() if word.isupper() else word


def estimated_tokens(text: str) -> int:
    """An upper estimate of a text's tokens without a tokenizer: four letters a token, every other character one."""
    letters = sum(char.isascii() and char.isalpha() for char in text)
    words = len(text.split())
    others = sum(not (char.isascii() and char.isalpha()) and not char.isspace() for char in text)
    return words // 2 + letters // 4 + others


def digest(resume: Mapping[str, Any] | None) -> str:
    """Who the candidate is, in at most 150 tokens."""
    if not resume:
        return "No resume was handed in."
    parts: list[str] = []
    used = 0
    for part in _facts(resume):
        cost = estimated_tokens(part) + 1
        if used + cost > DIGEST_MAX_TOKENS - 10:
            continue
        parts.append(part)
        used += cost
    return " ".join(parts) or "The resume was empty."


def _facts(resume: Mapping[str, Any]) -> Iterator[str]:
    name = first_name(resume)
    if name:
        yield f"Candidate: {name}."
    for index, job in enumerate(resume.get("experiences", [])[:4]):
        position = position_of(job)
        if position:
            dates = " to ".join(dict.fromkeys(filter(None, (trusted_field(job.get(key), 16) for key in _DATES))))
            yield f"{'Latest' if index == 0 else 'Earlier'} position: {position}{f' ({dates})' if dates else ''}."
    skills = skills_of(resume)[:12]
    if skills:
        yield f"Skills: {', '.join(skills)}."
    for study in resume.get("education", [])[:2]:
        degree = trusted_field(study.get("degree"), 50)
        school = trusted_field(study.get("institution"), 40)
        if degree or school:
            yield f"Education: {', '.join(filter(None, (degree, school)))}."
    certificates = [trusted_field(item, 40) for item in resume.get("certifications", [])[:3]]
    if any(certificates):
        yield f"Certified: {', '.join(filter(None, certificates))}."


def skills_of(resume: Mapping[str, Any]) -> list[str]:
    """The skills that may be named to the model and to the candidate, each of 30 characters at most."""
    named = (trusted_field(item, 30) for item in resume.get("skills", [])[:_LIST_READ])
    return [skill for skill in named if skill]


def position_of(job: Mapping[str, Any]) -> str:
    """Title and employer, "Nurse at City Hospital", or as much of it as is known."""
    title = trusted_field(job.get("title"), 50)
    company = trusted_field(job.get("company"), 50)
    return " at ".join(filter(None, (title, company)))


def with_article(position: str) -> str:
    """A position as a sentence takes it: "a Nurse at City Hospital", but "Head of Sales at City Hospital"."""
    first = position.split(" ", 1)[0].casefold().strip(".,")
    if first in _ONLY_ONE or not first.isalpha():
        return position
    return f"{'an' if first[0] in 'aeio' else 'a'} {position}"


def terms_of(question: str) -> list[str]:
    """The names in a question: words with a capital or a digit that begin no sentence; likely in its answer too."""
    return re.findall(r"(?<![.!?] )(?<!^)\b(?!I\b)(?=\w*[A-Z0-9])[\w+#.-]*[\w+#]", question)


def hints(resume: Mapping[str, Any] | None, question: str = "") -> tuple[str, ...]:
    """Words that are likely to be said, best first: what was asked about, skills, certificates, employers, names."""
    found: dict[str, str] = {}

    def add(text: object, longest: int = 40) -> None:
        word = clean_field(text, longest)
        if len(word) > 1:
            found.setdefault(word.casefold(), word)

    for term in terms_of(question):
        add(term)
    if resume:
        for skill in resume.get("skills", [])[:_LIST_READ]:
            add(skill, 30)
        for item in resume.get("certifications", [])[:6]:
            add(item)
        for job in resume.get("experiences", [])[:_LIST_READ]:
            add(job.get("company"))
            add(job.get("title"))
        for study in resume.get("education", [])[:_LIST_READ]:
            add(study.get("institution"))
            add(study.get("field"))
        add(resume.get("contact", {}).get("name"))
    return tuple(found.values())[:HINTS_MAX]

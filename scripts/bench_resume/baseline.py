"""A simple parser to compare with: text in stream order, regular expressions and a list of headings.

This is what tutorials build: PyMuPDF's `get_text()`, line after line. A heading is a line that is in a list; an
e-mail address, a telephone number and LinkedIn are found by pattern; the name is the first line; a job and a course of
study begin where a period or a year stands. It is meant to be honest: nothing in it is made worse than it need be.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from intervue.engines.base import BadInputError
from intervue.resume.schema import ContactInfo, Education, Experience, ParsedResume

if TYPE_CHECKING:
    from scripts.bench_resume.pairs import Reader

_HEADINGS = {
    "summary": ("summary", "professional summary", "profile", "about", "about me", "objective", "career objective"),
    "experience": (
        "experience", "work experience", "professional experience", "employment", "employment history",
        "work history", "career history", "relevant experience",
    ),
    "education": ("education", "education and training", "academic background", "qualifications"),
    "skills": ("skills", "technical skills", "key skills", "core competencies", "core skills", "expertise"),
    "certifications": (
        "certifications", "certificates", "licenses", "licences", "licenses & certifications",
        "certifications and licenses", "training and certifications",
    ),
    "other": (
        "projects", "publications", "awards", "honors", "languages", "interests", "hobbies", "references", "contact",
        "volunteering", "volunteer experience", "personal projects",
    ),
}  # fmt: skip
_SECTION = {title: section for section, titles in _HEADINGS.items() for title in titles}
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"\+?\(?\d[\d ().\-/]{7,}\d")
_LINKEDIN = re.compile(r"(?:https?://)?(?:www\.)?linkedin\.com/in/[\w%-]+/?", re.IGNORECASE)
_PLACE = re.compile(r"\b[A-Z][\w.]+(?: [A-Z][\w.]+)*, (?:[A-Z]{2}|[A-Z][a-z]+(?: [A-Z][a-z]+)*)\b")
_MONTH = r"(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? |\d{1,2}/)?"
_POINT = rf"{_MONTH}(?:19|20)\d\d"
_PERIOD = re.compile(rf"({_POINT})\s*(?:-|–|—|to)\s*({_POINT}|present|current|now|today)", re.IGNORECASE)  # noqa: RUF001 - a dash
_DATE = re.compile(_POINT, re.IGNORECASE)
_BULLET = re.compile(r"^\s*[•●▪■◦‣∙·*–-]\s+")  # noqa: RUF001 - dashes are bullets, too
_DEGREE = re.compile(
    r"\b(?:Bachelor|Master|Associate|Doctor|Diplom|Diploma|Certificate|Ph\.?D|MBA|[BM]\.?(?:Sc?|A|Eng|Ed)\b\.?)",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"\s*(?:[,;|•·]|\s/\s)\s*")


def baseline() -> Reader:
    """The simple parser, loaded. It raises `BadInputError` where PyMuPDF finds no text."""
    import pymupdf  # noqa: PLC0415 - a second and 140 MB

    library: Any = pymupdf

    def read(pdf: bytes) -> ParsedResume:
        with library.open(stream=pdf, filetype="pdf") as document:
            text = "\n".join(str(page.get_text()) for page in document)
        if not text.strip():
            raise BadInputError("There is no text.")
        return parse_text(text)

    return read


def parse_text(text: str) -> ParsedResume:
    """A resume from its lines, in the order in which they come."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    sections = _sections(lines)
    linkedin = _first(_LINKEDIN, text)
    return ParsedResume(
        contact=ContactInfo(
            name=lines[0] if lines else "",
            email=_first(_EMAIL, text),
            phone=_first(_PHONE, text),
            location=_first(_PLACE, "\n".join(lines[1:10])),
            linkedin=f"https://{linkedin}" if linkedin and "://" not in linkedin else linkedin,
        ),
        summary=" ".join(sections["summary"]) or None,
        experiences=_experiences(sections["experience"]),
        education=_education(sections["education"]),
        skills=_skills(sections["skills"]),
        certifications=[_BULLET.sub("", line) for line in sections["certifications"]],
        raw_text=text,
    )


def _first(pattern: re.Pattern[str], text: str) -> str | None:
    found = pattern.search(text)
    return found[0].strip() if found else None


def _sections(lines: list[str]) -> dict[str, list[str]]:
    """The lines below the headings of each kind."""
    result: dict[str, list[str]] = {section: [] for section in _HEADINGS}
    current = "other"
    for line in lines:
        heading = _SECTION.get(line.rstrip(":").strip().casefold())
        if heading:
            current = heading
        else:
            result[current].append(line)
    return result


def _experiences(lines: list[str]) -> list[Experience]:
    """A job begins one line above its period, or on the line of it where there is more on that line."""
    starts: list[int] = []
    for number, line in enumerate(lines):
        if _PERIOD.search(line):
            alone = not _PERIOD.sub("", line).strip(" ,|()-–")  # noqa: RUF001 - a dash before a date
            above = [n for n in (number - 2, number - 1) if n >= 0 and not _BULLET.match(lines[n])]
            starts.append(above[0] if alone and above else number)
    return [_job(lines[start:end]) for start, end in pairwise([*starts, len(lines)]) if start < end]


def _job(lines: list[str]) -> Experience:
    period = next((found for line in lines if (found := _PERIOD.search(line))), None)
    head = [_PERIOD.sub("", line).strip(" ,|()-–") for line in lines[:4] if not _BULLET.match(line)]  # noqa: RUF001 - a dash
    parts = [part for line in head for part in re.split(r"\s+(?:at|@|\||-|–|—)\s+|,\s", line) if part]  # noqa: RUF001 - a dash
    return Experience(
        title=parts[0] if parts else "",
        company=parts[1] if len(parts) > 1 else "",
        start_date=period[1] if period else None,
        end_date=period[2] if period else None,
        highlights=_bullets(lines),
    )


def _bullets(lines: list[str]) -> list[str]:
    """What begins with a bullet; a line that begins with a small letter goes on with it. A bullet may stand alone."""
    result: list[str] = []
    alone = False
    for line in lines:
        if alone or _BULLET.match(line):
            result.append(_BULLET.sub("", line))
        elif result and line[:1].islower():
            result[-1] += " " + line
        alone = bool(_BULLET.match(line + " ")) and len(line) == 1
    return result


def _education(lines: list[str]) -> list[Education]:
    """A course of study begins with each degree; the line beside it is the institution."""
    starts = [number for number, line in enumerate(lines) if _DEGREE.search(line)]
    result = []
    for start, end in pairwise([*starts, len(lines)]):
        degree, _, rest = _PERIOD.sub("", lines[start]).strip(" ,|()").partition(" in ")
        around = [line for line in lines[start + 1 : end] if not _BULLET.match(line)]
        dates = _DATE.findall(" ".join(lines[start:end]))
        school = _PERIOD.sub("", around[0]).split(",")[0].strip() if around else ""
        result.append(
            Education(
                institution=school,
                degree=degree.strip(),
                field=re.split(r",|\s\d", rest)[0].strip() or None,
                graduation_date=dates[-1] if dates else None,
            )
        )
    return result


def _skills(lines: list[str]) -> list[str]:
    """Items between separators, after a group's label."""
    texts = [_BULLET.sub("", line).partition(": ")[2] or _BULLET.sub("", line) for line in lines]
    return [item for text in texts for item in _SEPARATOR.split(text) if item]

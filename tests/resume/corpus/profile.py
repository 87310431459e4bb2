"""Exports of professional networks and job boards, drawn with reportlab: what people send who wrote no resume.

Made with reportlab 5.1 and Debian's fonts-liberation; tests need neither.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from tests.resume.corpus.html_parts import by_company
from tests.resume.corpus.layout import Layout
from tests.resume.corpus.model import Made, truth

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from tests.resume.corpus.model import Job, Person, Study

FONTS = Path("/usr/share/fonts/truetype/liberation")
PAGE = (612.0, 792.0)
ASIDE = 205.0
DARK, GREY, BLUE = "#293e49", "#86888a", "#0a66c2"
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
TODAY = 2024 * 12 + 5
"""June 2024, in months: up to then durations are counted."""


def _month(date: str) -> str:
    """A date as networks print it: the month's whole name, no day."""
    found = re.fullmatch(r"(?:\d{1,2} )?([A-Za-z]{3})[a-z]*\.? (\d{4})", date)
    return next((f"{month} {found[2]}" for month in MONTHS if month.startswith(found[1])), date) if found else date


def _count(date: str | None) -> int:
    """Months since year 0; TODAY for what goes on."""
    words = _month(date or "").split()
    if not words or not words[-1].isdigit():
        return TODAY
    return int(words[-1]) * 12 + (MONTHS.index(words[0]) if words[0] in MONTHS else 0)


def _length(months: int) -> str:
    """A span of time in words: `3 years 2 months`."""
    years, rest = divmod(max(months, 1), 12)
    parts = [(years, "year"), (rest, "month")]
    return " ".join(f"{number} {unit}{'s' * (number > 1)}" for number, unit in parts if number)


def exported(person: Person) -> Person:
    """The person as a network knows it: whole months, bare certificates, "Present", at most five skills."""
    jobs = tuple(
        replace(job, start=_month(job.start), end="Present" if _count(job.end) == TODAY else _month(job.end or ""))
        for job in person.jobs
    )
    skills = tuple(skill for _, group in person.skills for skill in group)[:5]
    names = tuple(re.split(r", | \(", text)[0] for text in person.certifications)
    return replace(person, jobs=jobs, skills=(("", skills),), certifications=names)


def _years(study: Study) -> str:
    return " - ".join(part.split()[-1] for part in (study.begun, study.date) if part)


def _look(name: str, size: float, *, bold: bool = False, color: str = "#181818", **more: float) -> Any:
    from reportlab.lib.styles import ParagraphStyle  # type: ignore[import-not-found,import-untyped,unused-ignore]  # noqa: PLC0415  # only where it is made

    font = "Liberation-Bold" if bold else "Liberation"
    return ParagraphStyle(name, fontName=font, fontSize=size, textColor=color, **{"leading": size * 1.3, **more})


@cache
def load_fonts() -> None:
    """Liberation Sans, regular and bold, for reportlab; once."""
    from reportlab.pdfbase import pdfmetrics, ttfonts  # type: ignore[import-not-found,import-untyped,unused-ignore]  # noqa: PLC0415  # only where it is made

    for name, file in (("Liberation", "Regular"), ("Liberation-Bold", "Bold")):
        pdfmetrics.registerFont(ttfonts.TTFont(name, FONTS / f"LiberationSans-{file}.ttf"))
    pdfmetrics.registerFontFamily("Liberation", normal="Liberation", bold="Liberation-Bold")


@dataclass(frozen=True)
class Pages:
    """Paragraphs as (text, look): those of the dark column, on the first page only, and those of the career."""

    aside: list[tuple[str, Any]]
    main: list[tuple[str, Any]]

    def pdf(self) -> bytes:
        """Pages with the dark column at the left; "Page 1 of 3" below."""
        from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-not-found,import-untyped,unused-ignore]  # noqa: PLC0415  # only where it is made
        from reportlab.platypus import Frame, Paragraph  # type: ignore[import-not-found,import-untyped,unused-ignore]  # noqa: PLC0415  # only where it is made

        left, right = ([Paragraph(text, look) for text, look in part] for part in (self.aside, self.main))
        total, target = 0, io.BytesIO()
        while True:
            target = io.BytesIO()
            canvas, number = Canvas(target, pagesize=PAGE), 0
            rest, beside = list(right), list(left)
            while rest:
                number += 1
                if self.aside:
                    canvas.setFillColor(DARK)
                    canvas.rect(0, 0, ASIDE, PAGE[1], stroke=0, fill=1)
                    Frame(10, 30, ASIDE - 20, PAGE[1] - 60).addFromList(beside, canvas)
                from_left = ASIDE + 12 if self.aside else 50
                Frame(from_left, 40, PAGE[0] - from_left - 30, PAGE[1] - 70).addFromList(rest, canvas)
                canvas.setFont("Liberation", 9)
                canvas.setFillColor(GREY)
                canvas.drawString(PAGE[0] / 2 + (70 if self.aside else -20), 20, f"Page {number} of {total}")
                canvas.showPage()
            if number == total:
                canvas.save()
                return target.getvalue()
            total = number
            left, right = ([Paragraph(text, look) for text, look in part] for part in (self.aside, self.main))


def _linked(address: str, text: str, color: str) -> str:
    return f'<a href="{escape(address)}" color="{color}">{escape(text)}</a>'


def _aside(person: Person) -> list[tuple[str, Any]]:
    head = _look("aside-head", 13, color="#ffffff", spaceBefore=16, spaceAfter=5)
    line = _look("aside", 10.5, color="#e1e7ea", spaceAfter=3)
    found = [("Contact", head)]
    if person.phone:
        found.append((f"{escape(person.phone)} (Mobile)", line))
    found.append((_linked(f"mailto:{person.email}", person.email, "#e1e7ea"), line))
    if person.linkedin:
        shown = person.linkedin.split("://")[1]
        found.append((_linked(person.linkedin, shown, "#e1e7ea") + " (LinkedIn)", line))
    if person.website:
        found.append((_linked(person.website, person.website.split("://")[1], "#e1e7ea") + " (Personal)", line))
    lists: tuple[tuple[str, Iterable[str]], ...] = (
        ("Top Skills", (skill for _, group in person.skills for skill in group)),
        ("Languages", (f"{language} ({level})" for language, level in zip(person.languages, LEVELS, strict=False))),
        ("Certifications", person.certifications),
        ("Honors-Awards", (item.title for item in person.awards)),
        ("Publications", (item.title for item in person.publications)),
    )
    for title, texts in lists:
        lines = [(escape(text), line) for text in texts]
        found += [(title, head), *lines] if lines else []
    return found


LEVELS = ("Native or Bilingual", "Full Professional", "Limited Working", "Elementary")


def _role(job: Job, *, grouped: bool) -> list[tuple[str, Any]]:
    title = _look("title", 11.5, bold=grouped, spaceBefore=6 if grouped else 0)
    when, text = _look("when", 10.5, spaceBefore=1), _look("text", 10.5, spaceBefore=1, leading=14.5)
    span = f"{job.start} - {job.end} ({_length(_count(job.end) - _count(job.start) + 1)})"
    lines = [(escape(job.title), title), (escape(span), when)]
    lines += [(escape(job.place), _look("place", 10.5, color=GREY))] if job.place else []
    lines += [(escape(job.description), _lower(text))] if job.description else []
    return lines + [(f"• {escape(duty)}", text) for duty in job.highlights]


def _lower(look: Any) -> Any:
    """The look with room above, as before a job's own words."""
    return look.clone("words", spaceBefore=5)


def _employer(company: str, jobs: Sequence[Job]) -> list[tuple[str, Any]]:
    lines = [(escape(company), _look("company", 12, bold=True, spaceBefore=14))]
    if len(jobs) > 1:
        total = _count(jobs[0].end) - _count(jobs[-1].start) + 1
        lines.append((_length(total), _look("total", 10.5)))
    return lines + [line for job in jobs for line in _role(job, grouped=len(jobs) > 1)]


def network(person: Person) -> Pages:
    """A professional network's export: dark column with contact data, skills and languages; the career beside it."""
    head = _look("head", 15.5, spaceBefore=18, spaceAfter=6)
    text = _look("summary", 12, leading=16)
    main = [
        (escape(person.name), _look("name", 26)),
        (escape(person.headline), _look("headline", 12)),
        (escape(person.location), _look("location", 12, color=GREY)),
    ]
    main += [("Summary", head), (escape(person.summary), text)] if person.summary else []
    main.append(("Experience", head))
    for company, jobs in by_company(person.jobs):
        main += _employer(company, jobs)
    main.append(("Education", head))
    for study in person.studies:
        subject = f"{study.degree}, {study.field}" if study.field else study.degree
        main.append((escape(study.institution), _look("school", 12, bold=True, spaceBefore=8)))
        main.append((escape(f"{subject} · ({_years(study)})"), _look("degree", 10.5)))
    return Pages(_aside(person), main)


def board(person: Person) -> Pages:
    """A job board's export: one column, "Employer - Town" below the title, "March 2020 to Present", years of skills."""
    head, text = _look("head", 16, spaceBefore=14, spaceAfter=4), _look("text", 10.5, leading=14)
    strong, grey = _look("strong", 11.5, bold=True, spaceBefore=8), _look("grey", 10.5, color=GREY)
    main = [
        (escape(person.name), _look("name", 24)),
        (escape(person.headline), _look("headline", 12, bold=True, spaceBefore=2)),
        (escape(person.location), text),
        (_linked(f"mailto:{person.email}", person.email, BLUE), text),
        (escape(person.phone), text),
        ("Authorized to work for any employer", grey),
    ]
    main += [(escape(person.summary), _look("summary", 10.5, spaceBefore=6))] if person.summary else []
    main.append(("Work Experience", head))
    for job in person.jobs:
        town = f" - {job.place}" if job.place else ""
        main += [(escape(job.title), strong), (f"{escape(job.company)}{escape(town)}", grey)]
        main.append((f"{job.start} to {job.end}", grey))
        main += [(escape(job.description), text)] if job.description else []
        main += [(f"• {escape(duty)}", text) for duty in job.highlights]
    main.append(("Education", head))
    for study in person.studies:
        subject = f"{study.degree} in {study.field}" if study.field else study.degree
        main += [
            (escape(subject), strong),
            (escape(study.institution), grey),
            (_years(study).replace(" -", " to"), grey),
        ]
    skills = [skill for _, group in person.skills for skill in group]
    main += [("Skills", head), *((f"• {escape(skill)} (5 years)", text) for skill in skills)]
    if person.certifications:
        main += [("Certifications and Licenses", head), *((escape(each), strong) for each in person.certifications)]
    if person.linkedin:
        main += [("Links", head), (_linked(person.linkedin, person.linkedin, BLUE), text)]
    if person.awards:
        main.append(("Awards", head))
        main += [(escape(f"{item.title} ({item.date})"), text) for item in person.awards]
    return Pages([], main)


def _by_network(name: str, draw: Callable[[Person], Pages], *people: str) -> Layout:
    def make(person: Person) -> Made:
        load_fonts()
        known = exported(person)
        studies = tuple(replace(study, date=_years(study).split()[-1]) for study in known.studies)
        return Made(f"{name}-reportlab", person.slug, draw(known).pdf(), truth(replace(known, studies=studies)))

    return Layout(f"{name}-reportlab", "reportlab", people, make)


LAYOUTS = (
    _by_network("network-export", network, "nurse", "lawyer", "analyst", "operations"),
    _by_network("job-board", board, "electrician", "teacher", "warehouse"),
)

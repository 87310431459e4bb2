"""What the word-processor layouts share: section words, skills, what comes after the jobs, and how a layout is made."""

# ruff: noqa: RUF001
# Why: pages are printed with typographic dashes.

from __future__ import annotations

from html import unescape
from typing import TYPE_CHECKING

from tests.resume.corpus import html_parts
from tests.resume.corpus.layout import Layout
from tests.resume.corpus.model import Made, truth
from tests.resume.corpus.office_xml import Paper, Set, docx, libreoffice, link, para, run

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.resume.corpus.model import Item, Job, Person, Study


def words(person: Person, variant: int = 0) -> dict[str, str]:
    """The section words of the page's language, as plain text."""
    return {key: unescape(text) for key, text in html_parts.words(person, variant).items()}


def period(job: Job, dash: str = " – ") -> str:
    """The job's dates as printed."""
    return f"{job.start}{dash}{job.end}" if job.end else job.start


def commas(*parts: str | None) -> str:
    """Plain texts on one line with commas between, leaving out what is empty."""
    return ", ".join(filter(None, parts))


def bare(address: str) -> str:
    """An address as people print it: without scheme and www."""
    return address.split("://", 1)[-1].removeprefix("www.").rstrip("/")


def web(address: str | None, text: str | None = None) -> str:
    """A link in a word processor's blue, or nothing."""
    return link(address, run(text or bare(address), color="0563C1")) if address else ""


def mail(person: Person) -> str:
    """The e-mail address as a link."""
    return link(f"mailto:{person.email}", run(person.email, color="0563C1")) if person.email else ""


def between(mark: str, *runs: str) -> str:
    """Runs with a mark between, leaving out what is empty."""
    return run(mark).join(filter(None, runs))


def skill_lines(person: Person, how: Set, glue: str = ", ") -> str:
    """A paragraph per group of skills, its label in bold."""
    return "".join(
        para(how, run(f"{label}: ", bold=True) if label else "", run(glue.join(items)))
        for label, items in person.skills
    )


def all_skills(person: Person) -> list[str]:
    """Every skill in the order of the page."""
    return [skill for _, group in person.skills for skill in group]


def bulleted(texts: Sequence[str], bullets: int, how: Set | None = None) -> str:
    """A list."""
    base = how or Set(after=1)
    return "".join(para(Set(**{**vars(base), "bullets": bullets}), run(text)) for text in texts)


def others(person: Person) -> dict[str, tuple[Item, ...]]:
    """What is no job, by its kind, without what the person has not."""
    kinds = {
        "projects": person.projects,
        "publications": person.publications,
        "volunteering": person.volunteering,
        "awards": person.awards,
    }
    return {kind: items for kind, items in kinds.items() if items}


def item_line(item: Item, right: float = 0) -> str:
    """A project or the like in one paragraph; the date at a right tab stop, or in brackets where there is none."""
    date = (f"\t{item.date}" if right else f" ({item.date})") if item.date else ""
    return para(
        Set(tabs=(right,) if right else (), after=2),
        run(item.title, bold=True),
        run(f" – {item.detail}" if item.detail else ""),
        run(date),
    )


def tail(person: Person, head: dict[str, str], heading: Callable[[str], str], right: float = 0) -> str:
    """Everything after jobs, studies and skills: each kind under a heading of its own."""
    parts = []
    if person.certifications:
        parts.append(heading(head["certifications"]) + bulleted(person.certifications, 1))
    if person.languages:
        parts.append(heading(head["languages"]) + para(Set(), run(", ".join(person.languages))))
    for kind, items in others(person).items():
        parts.append(heading(head[kind]) + "".join(item_line(item, right) for item in items))
    if person.interests:
        parts.append(heading(head["interests"]) + para(Set(), run(", ".join(person.interests))))
    return "".join(parts)


def degree(study: Study, joint: str = ", ") -> str:
    """Degree and field on one line."""
    return f"{study.degree}{joint}{study.field}" if study.field else study.degree


def studied(study: Study, dash: str = " – ") -> str:
    """The dates of a course of study as printed."""
    return dash.join(part for part in (study.begun, study.date) if part)


def by_office(name: str, paper: Paper, draw: Callable[[Person, Paper], str], *people: str) -> Layout:
    """A layout whose document goes through LibreOffice's export."""

    def make(person: Person) -> Made:
        written = docx(paper, draw(person, paper))
        return Made(f"{name}-libreoffice", person.slug, libreoffice(written, tagged=paper.tagged), truth(person))

    return Layout(f"{name}-libreoffice", "libreoffice", people, make)

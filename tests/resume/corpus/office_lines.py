"""Word-processor layouts in one column: tab stops, ruled headings, dates below and in front, several roles."""

# ruff: noqa: RUF001
# Why: pages are printed with typographic dashes and apostrophes.

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from tests.resume.corpus.html_parts import by_company
from tests.resume.corpus.office_parts import (
    all_skills,
    bare,
    between,
    bulleted,
    by_office,
    commas,
    degree,
    mail,
    period,
    skill_lines,
    studied,
    tail,
    web,
    words,
)
from tests.resume.corpus.office_xml import ARROW, DASH, LETTER, SYMBOL, WINGDINGS, Paper, Set, para, run

if TYPE_CHECKING:
    from tests.resume.corpus.model import Job, Person, Study

NO_BREAK = "\u00a0"
SOFT = "\u00ad"


def tabs(person: Person, paper: Paper) -> str:
    """The letter-size classic: name in the middle, company and date with a right tab stop, title in italics below."""
    head, right = words(person), paper.width

    def heading(text: str) -> str:
        return para(Set(style="Heading1", before=9, after=3, rule=0.75), run(text.upper(), bold=True, size=11))

    def job(each: Job) -> str:
        company = commas(each.company, each.place)
        return (
            para(Set(before=4, tabs=(right,)), run(company, bold=True), run(f"\t{period(each)}"))
            + para(Set(after=1), run(each.title, italic=True))
            + para(Set(after=1), run(each.description) if each.description else "")
            + bulleted(each.highlights, SYMBOL)
        )

    def study(each: Study) -> str:
        note = para(Set(), run(each.note) if each.note else "")
        line = para(
            Set(tabs=(right,), before=2), run(each.institution, bold=True), run(f"\t{each.date}" if each.date else "")
        )
        return line + para(Set(), run(degree(each), italic=True)) + note

    contact = between(" | ", run(person.location), run(person.phone), mail(person), web(person.linkedin))
    return (
        para(Set(align="center"), run(person.name, bold=True, size=20))
        + para(Set(align="center", after=4), contact)
        + (heading(head["profile"]) + para(Set(), run(person.summary)) if person.summary else "")
        + heading(head["experience"])
        + "".join(map(job, person.jobs))
        + heading(head["education"])
        + "".join(map(study, person.studies))
        + heading(head["skills"])
        + skill_lines(person, Set())
        + tail(person, head, heading, right)
    )


def _soft(text: str) -> str:
    """Soft hyphens in long words, no-break spaces after numbers, no-break hyphens: what an author's care leaves."""
    shown = [word[:5] + SOFT + word[5:] if word.isalpha() and len(word) > 9 else word for word in text.split(" ")]
    joined = shown[0]
    for before, after in pairwise(shown):
        joined += (NO_BREAK if before[-1:].isdigit() else " ") + after.replace("-", "\u2011")
    return joined


def _flush_right(person: Person) -> str:
    """Contact data, a fact a line."""
    return (
        para(Set(align="right"), run(person.location))
        + para(Set(align="right"), run("T "), run(person.phone.replace(" ", NO_BREAK)))
        + para(Set(align="right"), run("E "), mail(person))
        + para(Set(align="right"), web(person.linkedin))
    )


def rules(person: Person, paper: Paper) -> str:
    """Letter-spaced headings over a rule, Wingdings bullets; text with soft hyphens, no-break spaces and hyphens."""
    head, right = words(person, 1), paper.width

    def heading(text: str) -> str:
        look = run(text, bold=True, size=12, color="1F3864", capitals="caps", spread=3)
        return para(Set(style="Heading2", before=12, after=4, rule=1.5), look)

    def job(each: Job) -> str:
        return (
            para(
                Set(before=5, tabs=(right,)),
                run(each.title, bold=True),
                run(f"\t{period(each).replace(' ', NO_BREAK)}", color="1F3864"),
            )
            + para(Set(after=2), run(commas(each.company, each.place), capitals="smallCaps", size=11))
            + para(Set(after=1, align="both"), run(_soft(each.description)) if each.description else "")
            + bulleted([_soft(text) for text in each.highlights], WINGDINGS, Set(after=1, align="both"))
        )

    def study(each: Study) -> str:
        line = para(Set(before=3, tabs=(right,)), run(degree(each, " in "), bold=True), run(f"\t{studied(each)}"))
        return line + para(Set(), run(each.institution)) + para(Set(), run(each.note) if each.note else "")

    return (
        para(Set(), run(person.name, size=26, color="1F3864", capitals="smallCaps"))
        + para(Set(after=2), run(person.headline, italic=True, size=12))
        + _flush_right(person)
        + (heading(head["profile"]) + para(Set(align="both"), run(_soft(person.summary))) if person.summary else "")
        + heading(head["education"])
        + "".join(map(study, person.studies))
        + heading(head["experience"])
        + "".join(map(job, person.jobs))
        + heading(head["skills"])
        + para(Set(), run(" • ".join(all_skills(person))))
        + tail(person, head, heading)
    )


def _employer(company: str, jobs: list[Job]) -> str:
    """An employer, and the roles held there with the date below each."""
    first = para(Set(before=6), run(commas(company, jobs[0].place), bold=True, size=11))
    return first + "".join(
        para(Set(before=3), run(each.title, bold=True, italic=True))
        + para(Set(after=2), run(period(each, " to "), size=9, color="666666"))
        + para(Set(after=1), run(each.description) if each.description else "")
        + bulleted(each.highlights, ARROW)
        for each in jobs
    )


def below(person: Person, paper: Paper) -> str:
    """Several roles under one employer; the date on a line of its own below the title; skills in three columns."""
    head = words(person, 2)

    def heading(text: str) -> str:
        return para(Set(style="Heading1", before=10, after=3), run(text, bold=True, size=13, color="7B2C2C"))

    def study(each: Study) -> str:
        return (
            para(Set(before=3), run(degree(each), bold=True))
            + para(Set(), run(commas(each.institution, each.place)))
            + para(Set(), run(studied(each), size=9, color="666666"))
            + para(Set(), run(each.note) if each.note else "")
        )

    skills = "".join(para(Set(), run(skill)) for skill in all_skills(person))
    rest = paper.section(3, together=True)
    contact = [run(person.phone), mail(person), run(person.location)]
    links = [web(person.linkedin), web(person.website)]
    return (
        para(Set(), run(person.name.upper(), size=22, spread=1))
        + para(Set(), run(person.headline, color="7B2C2C"))
        + para(Set(), between("  ·  ", *contact))
        + para(Set(after=3), between("  ·  ", *links) if any(links) else "")
        + (heading(head["profile"]) + para(Set(), run(person.summary)) if person.summary else "")
        + heading(head["experience"])
        + "".join(_employer(company, jobs) for company, jobs in by_company(person.jobs))
        + heading(head["education"])
        + "".join(map(study, person.studies))
        + heading(head["skills"])
        + paper.section(together=True)
        + skills
        + rest
        + tail(person, head, heading)
    )


def front(person: Person, paper: Paper) -> str:
    """Dates in front, the text hanging behind a tab; lines that begin with a dash; labels before contact data."""
    head, at = words(person, 3), 120.0
    hang = Set(indent=at, hanging=at, left_tabs=(at,), before=4)
    del paper

    def heading(text: str) -> str:
        return para(Set(style="Heading1", before=10, after=2, fill="E7E6E6"), run(text, bold=True, size=11.5))

    def job(each: Job) -> str:
        line = run(f"{period(each, ' – ')}\t"), run(each.title, bold=True), run(f", {commas(each.company, each.place)}")
        return (
            para(hang, *line)
            + para(Set(indent=at), run(each.description) if each.description else "")
            + bulleted(each.highlights, DASH, Set(indent=at + 14, hanging=14, after=1))
        )

    def study(each: Study) -> str:
        note = para(Set(indent=at), run(each.note) if each.note else "")
        return para(hang, run(f"{studied(each)}\t"), run(degree(each), bold=True), run(f", {each.institution}")) + note

    labels = {"de": "Tel.", "es": "Teléfono:", "fr": "Tél. :"}
    label = labels.get(person.page_language, "Phone:")
    return (
        para(Set(), run(person.name, bold=True, size=18))
        + para(Set(), run(person.location))
        + para(Set(), run(f"{label} {person.phone}"))
        + para(Set(), run("E-mail: "), mail(person))
        + para(Set(after=4), run("LinkedIn: "), web(person.linkedin, bare(person.linkedin)) if person.linkedin else "")
        + (heading(head["profile"]) + para(Set(), run(person.summary)) if person.summary else "")
        + heading(head["experience"])
        + "".join(map(job, person.jobs))
        + heading(head["education"])
        + "".join(map(study, person.studies))
        + heading(head["skills"])
        + para(Set(), run("; ".join(all_skills(person))))
        + tail(person, head, heading)
    )


LAYOUTS = (
    by_office(
        "tabs", Paper("Liberation Serif", 11, LETTER, (50, 60, 50, 60)), tabs, "lawyer", "accountant", "beveiliging"
    ),
    by_office(
        "ruled",
        Paper("Carlito", 10.5, margins=(45, 60, 45, 60), hyphenate=True),
        rules,
        "pilot",
        "biologist",
        "risorse",
    ),
    by_office("date-below", Paper("Liberation Sans", 10, LETTER), below, "sales", "product", "architect"),
    by_office("front-dates", Paper("Carlito", 11), front, "periodista", "chef", "civil"),
)

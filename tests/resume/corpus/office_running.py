"""Long careers from a word processor: running header and footer on every page, also between two lines of one job."""

# ruff: noqa: RUF001
# Why: pages are printed with typographic dashes.

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.resume.corpus.layout import Layout
from tests.resume.corpus.model import Made, truth
from tests.resume.corpus.office_parts import (
    all_skills,
    between,
    bulleted,
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
from tests.resume.corpus.office_xml import (
    LETTER,
    RING,
    SYMBOL,
    WINGDINGS,
    Cell,
    Paper,
    Set,
    docx,
    libreoffice,
    number,
    para,
    run,
    table,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.resume.corpus.model import Job, Person, Study

GREY = "7F7F7F"


def _grey(text: str) -> str:
    return run(text, size=8.5, color=GREY)


def counted(person: Person, paper: Paper) -> Paper:
    """Above: the name, and "Page 2 of 4" at the right; below: how to reach the person."""
    count = _grey("\tPage ") + number("PAGE") + _grey(" of ") + number("NUMPAGES")
    top = para(Set(tabs=(paper.width,), rule=0.5), _grey(f"{person.name} – Curriculum Vitae"), count)
    below = para(Set(align="center"), _grey(f"{person.email} | {person.phone}"))
    return replace(paper, header=top, footer=below)


def counted_short(person: Person, paper: Paper) -> Paper:
    """Above: surname and a date; below: "2/4" in the middle."""
    top = para(Set(align="right"), _grey(f"Resume of {person.name}, last updated June 2024"))
    count = number("PAGE") + run("/") + number("NUMPAGES")
    return replace(paper, header=top, footer=para(Set(align="center"), count))


def full(person: Person, paper: Paper) -> str:
    """Title and date on one line, employer and place on the next; wide lines, so that jobs run over pages."""
    head, right = words(person, 2), paper.width

    def heading(text: str) -> str:
        return para(Set(style="Heading1", before=12, after=4, rule=1), run(text.upper(), bold=True, size=13))

    def job(each: Job) -> str:
        how = Set(after=2, line=1.25)
        return (
            para(Set(before=8, tabs=(right,)), run(each.title, bold=True), run(f"\t{period(each)}"))
            + para(
                Set(after=2, tabs=(right,)), run(each.company, italic=True), run(f"\t{each.place}" * bool(each.place))
            )
            + para(how, run(each.description) if each.description else "")
            + bulleted(each.highlights, SYMBOL, how)
        )

    def study(each: Study) -> str:
        line = para(Set(before=4, tabs=(right,)), run(degree(each, " in "), bold=True), run(f"\t{studied(each)}"))
        return line + para(Set(), run(each.institution)) + para(Set(), run(each.note) if each.note else "")

    contact = run(person.location), run(person.phone), mail(person), web(person.linkedin)
    return (
        para(Set(align="center"), run(person.name, bold=True, size=22))
        + para(Set(align="center"), run(person.headline, size=12))
        + para(Set(align="center", after=4), between(" • ", *contact))
        + (heading(head["profile"]) + para(Set(line=1.25), run(person.summary)) if person.summary else "")
        + heading(head["skills"])
        + skill_lines(person, Set(line=1.25))
        + heading(head["experience"])
        + "".join(map(job, person.jobs))
        + heading(head["education"])
        + "".join(map(study, person.studies))
        + tail(person, head, heading, right)
    )


def formal(person: Person, paper: Paper) -> str:
    """Employer, place and date in one bold line, the title below; numbered sections of a committee's form."""
    head, right = words(person, 3), paper.width
    order = iter(range(1, 20))

    def heading(text: str) -> str:
        return para(Set(style="Heading1", before=14, after=4), run(f"{next(order)}. {text}", bold=True, size=13))

    def job(each: Job) -> str:
        how = Set(after=3, line=1.4)
        return (
            para(
                Set(before=10, tabs=(right,)),
                run(commas(each.company, each.place), bold=True),
                run(f"\t{period(each, ' - ')}", bold=True),
            )
            + para(Set(after=3), run(each.title, italic=True))
            + para(how, run(each.description) if each.description else "")
            + bulleted(each.highlights, WINGDINGS, how)
        )

    def study(each: Study) -> str:
        line = run(commas(degree(each), each.institution)), run(f"\t{studied(each, ' - ')}")
        return para(Set(before=4, tabs=(right,)), *line) + para(Set(), run(each.note) if each.note else "")

    return (
        para(Set(), run(person.name, size=20))
        + para(Set(), run(person.location))
        + para(Set(), run(person.phone))
        + para(Set(after=4), between(", ", mail(person), web(person.linkedin), web(person.website)))
        + (heading(head["profile"]) + para(Set(line=1.4), run(person.summary)) if person.summary else "")
        + heading(head["education"])
        + "".join(map(study, person.studies))
        + heading(head["experience"])
        + "".join(map(job, person.jobs))
        + heading(head["skills"])
        + para(Set(), run(" / ".join(all_skills(person))))
        + tail(person, head, heading, right)
    )


def letterhead(person: Person, paper: Paper) -> Paper:
    """Above, on every page: the name in two fonts and all contact data; below: the page's number alone."""
    first, _, rest = person.name.partition(" ")
    name = run(f"{first} ", size=22, font="Carlito"), run(rest, bold=True, size=22, font="Liberation Serif")
    links = web(person.linkedin), web(person.website)
    contact = between("  |  ", run(person.location), run(person.phone), mail(person), *links)
    top = para(Set(), *name) + para(Set(after=10, rule=1), contact)
    return replace(paper, header=top, footer=para(Set(align="right"), number("PAGE")))


def matrix(person: Person, paper: Paper) -> str:
    """The date on a line of its own above title and employer; skills in a table of three columns, row by row."""
    head, third = words(person, 1), paper.width / 3

    def heading(text: str) -> str:
        look = run(text, bold=True, size=13, color="C55A11")
        return para(Set(style="Heading1", before=10, after=3), look)

    def job(each: Job) -> str:
        return (
            para(Set(before=7), run(period(each, " — "), size=9.5, color="C55A11"))
            + para(
                Set(after=1), run(each.title, bold=True), run(f" at {each.company}" if english else f", {each.company}")
            )
            + para(Set(after=1), run(each.description) if each.description else "")
            + bulleted(each.highlights, RING, Set(after=2, line=1.2))
        )

    def study(each: Study) -> str:
        line = run(degree(each), bold=True), run(f", {each.institution}")
        date = para(Set(before=4), run(studied(each, " — "), size=9.5, color="C55A11"))
        return date + para(Set(), *line) + para(Set(), run(each.note) if each.note else "")

    english = person.page_language == "en"
    skills = [Cell(para(Set(), run(skill))) for skill in all_skills(person)]
    skills += [Cell("")] * (-len(skills) % 3)
    rows = [skills[at : at + 3] for at in range(0, len(skills), 3)]
    return (
        para(Set(), run(person.headline, italic=True, size=12))
        + (heading(head["profile"]) + para(Set(line=1.2), run(person.summary)) if person.summary else "")
        + heading(head["experience"])
        + "".join(map(job, person.jobs))
        + heading(head["education"])
        + "".join(map(study, person.studies))
        + heading(head["skills"])
        + table((third, third, third), rows)
        + tail(person, head, heading)
    )


def _running(
    name: str,
    paper: Paper,
    around: Callable[[Person, Paper], Paper],
    draw: Callable[[Person, Paper], str],
    *people: str,
) -> Layout:
    def make(person: Person) -> Made:
        written = docx(around(person, paper), draw(person, paper))
        return Made(f"{name}-libreoffice", person.slug, libreoffice(written), truth(person))

    return Layout(f"{name}-libreoffice", "libreoffice", people, make)


LAYOUTS = (
    _running(
        "letterhead",
        Paper("Liberation Sans", 11, margins=(110, 64, 64, 64)),
        letterhead,
        matrix,
        *("platform", "sociale", "architect"),
    ),
    _running(
        "page-of", Paper("Carlito", 12, LETTER, (72, 72, 72, 72)), counted, full, "operations", "platform", "lawyer"
    ),
    _running(
        "formal", Paper("Liberation Serif", 12, margins=(80, 80, 80, 80)), counted_short, formal, "historian", "teacher"
    ),
)

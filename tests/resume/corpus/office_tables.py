"""Word-processor layouts made of tables without borders and of columns: dates left, a sidebar, labels, a newspaper."""

# ruff: noqa: RUF001
# Why: pages are printed with typographic dashes and apostrophes.

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.resume.corpus.office_parts import (
    all_skills,
    bulleted,
    by_office,
    commas,
    degree,
    item_line,
    mail,
    others,
    period,
    skill_lines,
    studied,
    tail,
    web,
    words,
)
from tests.resume.corpus.office_xml import COLUMN, RING, SYMBOL, TINY, Cell, Paper, Set, link, para, run, table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.resume.corpus.model import Job, Person, Study

LONG = 5
"""So many jobs run on into the second column."""


def _plain(text: str, how: Set | None = None) -> str:
    return para(how or Set(), run(text) if text else "")


def _facts(person: Person) -> list[tuple[Cell, ...]]:
    """Name and contact data behind their labels."""
    german = person.page_language == "de"
    labels = ("Name", "Wohnort", "Telefon", "E-Mail") if german else ("Name", "Address", "Phone", "E-mail")
    values = (run(person.name, bold=True), run(person.location), run(person.phone), mail(person))
    rows: list[tuple[Cell, ...]] = [
        (Cell(_plain(label)), Cell(para(Set(), value))) for label, value in zip(labels, values, strict=True)
    ]
    if person.linkedin:
        rows.append((Cell(_plain("LinkedIn")), Cell(para(Set(), web(person.linkedin)))))
    return rows


def dated(person: Person, paper: Paper) -> str:
    """Dates in the left column of a table, title, employer and duties in the right one; headings span both."""
    head, widths = words(person), (130.0, paper.width - 130)

    def heading(text: str) -> tuple[Cell, ...]:
        return (Cell(para(Set(style="Heading1", before=10, after=3), run(text, bold=True, size=12.5)), span=2),)

    def job(each: Job) -> tuple[Cell, ...]:
        inner = (
            para(Set(), run(each.title, bold=True))
            + _plain(commas(each.company, each.place))
            + _plain(each.description)
            + bulleted(each.highlights, SYMBOL)
        )
        return Cell(_plain(period(each))), Cell(inner + _plain(" ", Set(line=0.4)))

    def study(each: Study) -> tuple[Cell, ...]:
        inner = para(Set(), run(degree(each), bold=True)) + _plain(commas(each.institution, each.place))
        return Cell(_plain(studied(each))), Cell(inner + _plain(each.note))

    rows = _facts(person)
    rows += [heading(head["profile"]), (Cell(_plain(person.summary), span=2),)]
    rows += [heading(head["experience"]), *map(job, person.jobs)]
    rows += [heading(head["education"]), *map(study, person.studies)]
    rows += [heading(head["skills"]), (Cell(skill_lines(person, Set()), span=2),)]
    if person.certifications:
        rows += [heading(head["certifications"]), (Cell("".join(map(_plain, person.certifications)), span=2),)]
    if person.languages:
        rows += [heading(head["languages"]), (Cell(_plain(", ".join(person.languages)), span=2),)]
    for kind, items in others(person).items():
        rows.append(heading(head[kind]))
        rows += [
            (Cell(_plain(each.date)), Cell(para(Set(), run(each.title, bold=True)) + _plain(each.detail)))
            for each in items
        ]
    title = "Lebenslauf" if person.page_language == "de" else "Curriculum Vitae"
    return para(Set(after=8), run(title, size=22)) + table(widths, rows) + TINY


def _aside(person: Person, head: Mapping[str, str], color: str) -> str:
    """What stands in the tinted cell."""

    def heading(text: str) -> str:
        return para(Set(style="Heading2", before=12, after=3), run(text.upper(), bold=True, size=10, color=color))

    hidden = para(Set(), link(person.linkedin, run("LinkedIn profile", color=color))) if person.linkedin else ""
    return (
        heading(head["contact"])
        + _plain(person.phone)
        + para(Set(), mail(person))
        + _plain(person.location)
        + hidden
        + heading(head["skills"])
        + bulleted(all_skills(person), SYMBOL)
        + (heading(head["certifications"]) + "".join(_plain(text, Set(after=6)) for text in person.certifications))
        * bool(person.certifications)
        + (heading(head["languages"]) if person.languages else "")
        + "".join(map(_plain, person.languages))
    )


def sidebar(person: Person, paper: Paper) -> str:
    """A tinted cell at the left with contact data, skills and languages; the career at the right."""
    head, widths = words(person, 1), (165.0, paper.width - 165)
    dark, light = "2F5496", "DCE6F2"

    def heading(text: str) -> str:
        return para(Set(style="Heading1", before=9, after=3, rule=0.5), run(text, bold=True, size=14, color=dark))

    def job(each: Job) -> str:
        return (
            para(Set(before=5), run(each.title, bold=True), run(f" | {each.company}"))
            + para(Set(after=1), run(commas(period(each), each.place), italic=True, size=9))
            + _plain(each.description)
            + bulleted(each.highlights, SYMBOL)
        )

    def study(each: Study) -> str:
        line = para(Set(before=4), run(degree(each), bold=True))
        return line + _plain(each.institution) + para(Set(), run(studied(each), italic=True)) + _plain(each.note)

    extra = "".join(heading(head[kind]) + "".join(map(item_line, items)) for kind, items in others(person).items())
    right = (
        para(Set(), run(person.name, bold=True, size=24, color=dark))
        + para(Set(after=4), run(person.headline, size=12))
        + (heading(head["profile"]) + _plain(person.summary) if person.summary else "")
        + heading(head["experience"])
        + "".join(map(job, person.jobs))
        + heading(head["education"])
        + "".join(map(study, person.studies))
        + extra
    )
    return table(widths, [(Cell(_aside(person, head, dark), fill=light), Cell(right))]) + TINY


def newspaper(person: Person, paper: Paper) -> str:
    """The name over the whole width, everything else in two equal columns; a short career stays in the left one."""
    head = words(person, 2)
    turn = para(Set(), COLUMN) if len(person.jobs) < LONG else ""

    def heading(text: str) -> str:
        look = run(text, bold=True, size=12, font="Liberation Serif", capitals="smallCaps", spread=1)
        return para(Set(style="Heading1", before=8, after=2, rule=0.5), look)

    def job(each: Job) -> str:
        return (
            para(Set(before=4), run(each.title, bold=True))
            + para(Set(), run(commas(each.company, each.place)))
            + para(Set(after=1), run(period(each, "–"), italic=True))
            + _plain(each.description)
            + bulleted(each.highlights, RING)
        )

    def study(each: Study) -> str:
        line = para(Set(before=4), run(each.institution, bold=True))
        return line + _plain(degree(each)) + para(Set(), run(studied(each, "–"), italic=True)) + _plain(each.note)

    contact = [run(person.phone), mail(person), run(person.location), web(person.linkedin), web(person.website)]
    return (
        para(Set(align="center"), run(person.name, size=24, font="Liberation Serif"))
        + para(Set(align="center", after=2), run(person.headline, italic=True))
        + para(Set(align="center", after=2), run(" – ").join(filter(None, contact)))
        + paper.section()
        + (heading(head["profile"]) + _plain(person.summary, Set(align="both")) if person.summary else "")
        + heading(head["experience"])
        + "".join(map(job, person.jobs))
        + turn
        + heading(head["education"])
        + "".join(map(study, person.studies))
        + heading(head["skills"])
        + skill_lines(person, Set())
        + tail(person, head, heading)
    )


LABELS = {
    "en": (
        "Personal information|First name(s) / Surname(s)|Address|Telephone|E-mail|Web|Desired employment|Profile"
        "|Work experience|Dates|Occupation or position held|Main activities and responsibilities"
        "|Name and address of employer|Education and training|Title of qualification awarded"
        "|Principal subjects|Name of organisation providing education|Personal skills and competences"
        "|Languages|Technical skills and competences|Certificates|Additional information"
    ),
    "it": (
        "Informazioni personali|Nome e cognome|Indirizzo|Telefono|E-mail|Sito|Occupazione desiderata|Profilo"
        "|Esperienza professionale|Date|Lavoro o posizione ricoperti|Principali attività e responsabilità"
        "|Nome e indirizzo del datore di lavoro|Istruzione e formazione|Titolo della qualifica rilasciata"
        "|Principali tematiche|Nome dell’organizzazione erogatrice|Capacità e competenze personali"
        "|Lingue|Capacità e competenze tecniche|Certificati|Ulteriori informazioni"
    ),
}
KEYS = (
    *("person", "name", "address", "phone", "mail", "web", "wish", "profile", "jobs", "dates", "title", "duties"),
    *("employer", "studies", "degree", "field", "school", "own", "tongues", "skills", "certificates", "more"),
)


def labels(person: Person, paper: Paper) -> str:
    """The old European form: each fact on a row of its own behind its label, section words in the label column."""
    head = dict(zip(KEYS, LABELS[person.page_language].split("|"), strict=True))
    widths = (165.0, paper.width - 165)

    def row(key: str, *inner: str) -> tuple[Cell, ...]:
        return Cell(para(Set(align="right", after=2), run(head[key], size=9.5, color="333333"))), Cell("".join(inner))

    def fact(key: str, text: str) -> list[tuple[Cell, ...]]:
        return [row(key, _plain(text, Set(after=2)))] if text else []

    def heading(key: str) -> tuple[Cell, ...]:
        return Cell(para(Set(align="right", before=8, after=3), run(head[key], bold=True, size=11.5))), Cell("")

    rows = [heading("person"), row("name", para(Set(), run(person.name, bold=True, size=13)))]
    rows += [*fact("address", person.location), *fact("phone", person.phone), row("mail", para(Set(), mail(person)))]
    rows += [row("web", para(Set(), web(person.linkedin)))] if person.linkedin else []
    rows += [*fact("wish", person.headline), *fact("profile", person.summary), heading("jobs")]
    for job in person.jobs:
        duties = _plain(job.description) + bulleted(job.highlights, SYMBOL)
        rows += fact("dates", period(job)) + fact("title", job.title) + ([row("duties", duties)] if duties else [])
        rows += [row("employer", _plain(commas(job.company, job.place), Set(after=8)))]
    rows.append(heading("studies"))
    for study in person.studies:
        rows += fact("dates", studied(study)) + fact("degree", study.degree) + fact("field", study.field or "")
        rows += [row("school", _plain(commas(study.institution, study.place)), _plain(study.note), _plain(" "))]
    rows += [heading("own"), *fact("tongues", ", ".join(person.languages))]
    rows += fact("skills", ", ".join(all_skills(person)))
    rows += [row("certificates", bulleted(person.certifications, SYMBOL))] if person.certifications else []
    more = "".join(item_line(item) for items in others(person).values() for item in items)
    rows += [row("more", more)] if more else []
    title = para(Set(after=6), run("Europass", size=9, color="666666"), run("  Curriculum Vitae", bold=True, size=15))
    return title + table(widths, rows) + TINY


LAYOUTS = (
    by_office("dates-table", Paper("Liberation Sans", 10.5), dated, "mechaniker", "nurse", "electrician"),
    by_office(
        "sidebar-table", Paper("Carlito", 10.5, margins=(36, 40, 30, 36)), sidebar, "product", "hotelaria", "translator"
    ),
    by_office("newspaper", Paper("Liberation Serif", 10.5, columns=2), newspaper, "warehouse", "designer"),
    by_office("labels", Paper("Liberation Sans Narrow", 11, tagged=True), labels, "teacher", "risorse", "pharmacist"),
)

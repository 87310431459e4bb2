"""Layouts in one column, printed by Chromium: a timeline over several pages, a theme of tables, and a plain page."""

# ruff: noqa: RUF001
# Why: pages are printed with typographic dashes and apostrophes.

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from tests.resume.corpus.html_parts import (
    all_skills,
    bars,
    by_chromium,
    by_company,
    commas,
    duties,
    extras,
    link,
    listed,
    mail,
    page,
    paragraph,
    period,
    section,
    skill_groups,
    span,
    studied,
    subject,
    words,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.resume.corpus.model import Item, Job, Person, Study


def _event(date: str, inner: str) -> str:
    return f'<div class="event"><span class="when">{escape(date)}</span><i class="dot"></i><div>{inner}</div></div>'


def _timeline_item(item: Item) -> str:
    return _event(item.date, f"<h3>{escape(item.title)}</h3>{paragraph(item.detail)}")


def timeline(person: Person) -> str:
    """Dates in the margin, dots on a line; education before experience; contact data in one line with bars between."""
    head = words(person, 3)
    shown = (
        escape(person.location),
        escape(person.phone),
        mail(person),
        link(person.linkedin) if person.linkedin else "",
    )
    jobs = "".join(
        _event(
            period(job, "–"),
            f"<h3>{escape(job.title)}</h3>{paragraph(commas(job.company, job.place), 'place')}{duties(job)}",
        )
        for job in person.jobs
    )
    studies = "".join(
        _event(
            studied(study, "–"),
            f"<h3>{escape(subject(study))}</h3>{paragraph(study.institution, 'place')}{paragraph(study.note)}",
        )
        for study in person.studies
    )
    body = (
        f"<h1>{escape(person.name)}</h1>{paragraph(person.headline, 'headline')}"
        f'<p class="contact">{" | ".join(filter(None, shown))}</p>{section(head["profile"], paragraph(person.summary))}'
        f"{section(head['education'], studies)}{section(head['experience'], jobs)}"
        f"{section(head['skills'], skill_groups(person))}"
        f"{section(head['certifications'], listed(person.certifications))}"
        f"{section(head['languages'], paragraph(', '.join(person.languages)))}{extras(person, head, _timeline_item)}"
    )
    return page(person, "timeline", body)


def _table_row(label: str, inner: str) -> str:
    return f'<tr><th scope="row">{label}</th><td>{inner}</td></tr>' if inner else ""


def _table_company(company: str, jobs: Sequence[Job]) -> str:
    """One employer with all positions held there; the date in a cell of its own at the right."""
    place = f'<span class="place">{escape(jobs[0].place)}</span>' if jobs[0].place else ""
    rows = "".join(
        f'<tr><td class="title">{escape(job.title)}</td><td class="date">{escape(period(job))}</td></tr>'
        f'<tr><td colspan="2">{duties(job)}</td></tr>'
        for job in jobs
    )
    top = f'<tr><td class="company">{escape(company)}</td><td class="date">{place}</td></tr>'
    return f'<table class="inner">{top}{rows}</table>'


def _table_study(study: Study) -> str:
    return (
        f'<table class="inner"><tr><td class="company">{escape(study.institution)}</td>'
        f'<td class="date">{escape(studied(study))}</td></tr>'
        f'<tr><td colspan="2"><i>{escape(study.degree)}</i>{f", {escape(study.field)}" if study.field else ""}'
        f"{paragraph(study.note)}</td></tr></table>"
    )


def _table_item(item: Item) -> str:
    return (
        f'<table class="inner"><tr><td class="title">{escape(item.title)}</td><td class="date">'
        f"{escape(item.date)}</td></tr>"
        f'<tr><td colspan="2">{escape(item.detail)}</td></tr></table>'
    )


def theme(person: Person) -> str:
    """Nested tables: section words in the left cell, entries in the right, several roles under one employer."""
    head = words(person, 1)
    links = " ".join(link(address) for address in (person.linkedin, person.website) if address)
    contact = "<br>".join(filter(None, (mail(person), escape(person.phone), escape(person.location), links)))
    others = {
        "projects": person.projects,
        "publications": person.publications,
        "volunteering": person.volunteering,
        "awards": person.awards,
    }
    rows = (
        (head["profile"], paragraph(person.summary)),
        (head["experience"], "".join(_table_company(company, jobs) for company, jobs in by_company(person.jobs))),
        (head["education"], "".join(map(_table_study, person.studies))),
        (head["skills"], skill_groups(person)),
        (head["certifications"], "".join(map(paragraph, person.certifications))),
        (head["languages"], paragraph(" • ".join(person.languages))),
        *((head[kind], "".join(map(_table_item, items))) for kind, items in others.items()),
        (head["interests"], paragraph(", ".join(person.interests))),
    )
    body = (
        f'<table class="top"><tr><td><h1>{escape(person.name)}</h1>{span("headline", person.headline)}</td>'
        f'<td class="contact">{contact}</td></tr></table>'
        f'<table class="outer">{"".join(_table_row(label, inner) for label, inner in rows)}</table>'
    )
    return page(person, "theme", body)


def _plain_job(job: Job) -> str:
    line = f"<b>{escape(job.title)}</b> | {escape(commas(job.company, job.place))} | {escape(period(job, '-'))}"
    return f'<div class="job"><p>{line}</p>{duties(job)}</div>'


def _plain_study(study: Study) -> str:
    return paragraph(
        bars(commas(subject(study, " in "), study.institution, study.place), studied(study, "-"), study.note)
    )


def _plain_item(item: Item) -> str:
    return paragraph(bars(commas(item.title, item.detail), item.date))


def plain(person: Person) -> str:
    """One size, bold capitals for headings; title, employer and dates on one line with bars between."""
    head = words(person, 2)
    contact = bars(person.email, person.phone, person.location)
    skills = " | ".join(all_skills(person))
    links = "".join(f"<p>{link(address)}</p>" for address in (person.linkedin, person.website) if address)
    body = (
        f"<h1>{escape(person.name)}</h1>{paragraph(person.headline)}{paragraph(contact)}{links}"
        f"{section(head['profile'], paragraph(person.summary))}{section(head['skills'], paragraph(skills))}"
        f"{section(head['experience'], ''.join(map(_plain_job, person.jobs)))}"
        f"{section(head['education'], ''.join(map(_plain_study, person.studies)))}"
        f"{section(head['certifications'], ''.join(map(paragraph, person.certifications)))}"
        f"{section(head['languages'], paragraph(' | '.join(person.languages)))}{extras(person, head, _plain_item)}"
    )
    return page(person, "plain", body)


LAYOUTS = (
    by_chromium("timeline", timeline, "developer", "pharmacist", "operations", "periodista", running=True),
    by_chromium("theme", theme, "analyst", "designer", "translator", "beveiliging", "platform", tagged=False),
    by_chromium("plain", plain, "lawyer", "electrician", "historian", "operations"),
)

"""Layouts printed by WeasyPrint: running headers over several pages, academic small caps, a band with icons."""

# ruff: noqa: RUF001
# Why: pages are printed with typographic dashes and apostrophes.

from __future__ import annotations

import re
from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING

from tests.resume.corpus.html_parts import (
    all_skills,
    by_company,
    by_weasyprint,
    commas,
    duties,
    extras,
    link,
    listed,
    mail,
    page,
    paragraph,
    period,
    plain_item,
    section,
    skill_groups,
    span,
    studied,
    subject,
    words,
)

if TYPE_CHECKING:
    from tests.resume.corpus.model import Item, Job, Person, Study


PIVOT = re.compile(r"(?: (?:across|from|that|of|and|to|by|after|in|on|with|for|including|de|des|pour|par|di|del)\b|,)")


def _lead(text: str) -> str:
    """A bullet whose first clause is bold."""
    pivot = PIVOT.search(text, pos=8)
    split = text.index(": ") + 1 if ": " in text else pivot.start() if pivot else 0
    return f"<li><b>{escape(text[:split])}</b>{escape(text[split:])}</li>"


def _running_job(job: Job) -> str:
    bullets = "".join(map(_lead, job.highlights))
    return (
        f'<div class="job"><div class="row">{span("title", job.title)}{span("date", period(job))}</div>'
        f"{paragraph(commas(job.company, job.place), 'place')}{paragraph(job.description)}"
        f"{f'<ul>{bullets}</ul>' if bullets else ''}</div>"
    )


def running(person: Person) -> str:
    """Justified and hyphenated over several pages, with running name, page numbers and bold first words in bullets."""
    head = words(person, 2)
    shown = (
        escape(person.location),
        escape(person.phone),
        mail(person),
        link(person.linkedin) if person.linkedin else "",
    )
    studies = "".join(
        f'<div class="job"><div class="row">{span("title", subject(study))}{span("date", studied(study))}</div>'
        f"{paragraph(commas(study.institution, study.place), 'place')}{paragraph(study.note)}</div>"
        for study in person.studies
    )
    body = (
        f'<h1>{escape(person.name)}</h1><p class="contact">{" • ".join(filter(None, shown))}</p>'
        f"{section(head['profile'], paragraph(person.summary, 'summary'))}"
        f"{section(head['experience'], ''.join(map(_running_job, person.jobs)))}{section(head['education'], studies)}"
        f"{section(head['skills'], skill_groups(person))}"
        f"{section(head['certifications'], listed(person.certifications))}"
        f"{section(head['languages'], paragraph(', '.join(person.languages)))}{extras(person, head, plain_item)}"
    )
    return page(person, "running", body)


def _academic_item(item: Item) -> str:
    detail = f", {escape(item.detail)}" if item.detail else ""
    date = f", {escape(item.date)}" if item.date else ""
    return f'<p class="item"><i>{escape(item.title)}</i>{detail}{date}.</p>'


def _academic_study(study: Study) -> str:
    place = commas(study.institution, study.place)
    return (
        f'<div class="entry"><p class="when">{escape(studied(study, "–"))}</p>'
        f"<div><p><b>{escape(subject(study))}</b></p>"
        f"<p>{escape(place)}</p>{paragraph(study.note)}</div></div>"
    )


def academic(person: Person) -> str:
    """Serif and centred, small-caps name and headings; education and publications before the work; dates in front."""
    head = words(person, 0)
    jobs = "".join(
        f'<div class="entry"><p class="when">{escape(period(job, "–"))}</p><div><p><b>{escape(job.title)}</b>, '
        f"{escape(commas(job.company, job.place))}</p>{duties(job)}</div></div>"
        for job in person.jobs
    )
    links = [link(address) for address in (person.linkedin, person.website) if address]
    lines = ([escape(person.location), escape(person.phone)], [mail(person), *links])
    contact = "".join(f'<p class="contact">{" · ".join(filter(None, line))}</p>' for line in lines)
    body = (
        f"<h1>{escape(person.name)}</h1>{contact}{section(head['profile'], paragraph(person.summary, 'summary'))}"
        f"{section(head['education'], ''.join(map(_academic_study, person.studies)))}"
        f"{section(head['experience'], jobs)}"
        f"{extras(person, head, _academic_item)}"
        f"{section(head['certifications'], ''.join(map(paragraph, person.certifications)))}"
        f"{section(head['skills'], paragraph('; '.join(all_skills(person))))}"
        f"{section(head['languages'], paragraph(', '.join(person.languages)))}"
    )
    return page(person, "academic", body)


def band(person: Person) -> str:
    """A coloured band with icon glyphs, LinkedIn behind one; tags; a floating sidebar; roles under a company."""
    head = words(person, 1)
    lines = (("\uf095", escape(person.phone)), ("\uf0e0", mail(person)), ("\uf041", escape(person.location)))
    contact = "".join(f'<span class="line"><i>{icon}</i> {text}</span>' for icon, text in lines if text)
    if person.linkedin:
        contact += f'<span class="line">{link(person.linkedin, "<i>" + chr(0xF0E1) + "</i>")}</span>'
    tags = "".join(f'<span class="tag">{escape(skill)}</span> ' for skill in all_skills(person))
    jobs = "".join(
        f"<h3>{escape(company)}</h3>"
        + "".join(
            f'<p class="role">{span("title", job.title)} {span("date", f"({period(job)})")}</p>{duties(job)}'
            for job in group
        )
        for company, group in by_company(person.jobs)
    )
    studies = "".join(
        f'<div class="study"><p><b>{escape(study.degree)}</b></p>{paragraph(study.field or "")}'
        f"{paragraph(study.institution)}{paragraph(studied(study), 'date')}{paragraph(study.note)}</div>"
        for study in person.studies
    )
    body = (
        f"<header><h1>{escape(person.name)}</h1>{paragraph(person.headline, 'headline')}<p>{contact}</p></header>"
        "<aside>"
        f"{section(head['skills'], tags)}{section(head['education'], studies)}"
        f"{section(head['certifications'], ''.join(map(paragraph, person.certifications)), 'spaced')}"
        f"{section(head['languages'], listed(person.languages))}</aside><main>"
        f"{section(head['profile'], paragraph(person.summary))}{section(head['experience'], jobs)}"
        f"{extras(person, head, plain_item)}</main>"
    )
    return page(person, "band", body)


def newspaper(person: Person) -> str:
    """Text that flows from one column into the next, also in the middle of a job; company and title on one line."""
    head = words(person, 3)
    shown = (
        mail(person),
        escape(person.phone),
        escape(person.location),
        link(person.linkedin) if person.linkedin else "",
    )
    dash = " to " if person.page_language == "en" else " – "
    jobs = "".join(
        f"<h3>{escape(job.company)} — {escape(job.title)}</h3>{paragraph(period(job, dash), 'date')}{duties(job)}"
        for job in person.jobs
    )
    studies = "".join(
        f"<h3>{escape(subject(study))}</h3>{paragraph(study.institution)}{paragraph(study.date or '', 'date')}"
        f"{paragraph(study.note)}"
        for study in person.studies
    )
    body = (
        f"<h1>{escape(person.name)}</h1>{paragraph(person.headline, 'headline')}"
        f'<p class="contact">{" ✦ ".join(filter(None, shown))}</p><div class="flow">'
        f"{section(head['profile'], paragraph(person.summary))}{section(head['experience'], jobs)}"
        f"{section(head['education'], studies)}{section(head['skills'], listed(all_skills(person)))}"
        f"{section(head['certifications'], listed(person.certifications))}"
        f"{section(head['languages'], paragraph(', '.join(person.languages)))}{extras(person, head, plain_item)}</div>"
    )
    return page(person, "newspaper", body)


RUN_IN = {
    "teacher": ("Leadership", "Enrolment", "Curriculum", "Languages of instruction", "After school"),
    "sales": ("Team", "Pipeline", "Forecasts", "New accounts", "Retention"),
}


def titled(person: Person) -> Person:
    """The same person with a title before each bullet, where one is given."""
    titles = iter(RUN_IN.get(person.slug, ()))
    jobs = (
        replace(job, highlights=tuple(f"{next(titles, 'Results')}: {text}" for text in job.highlights))
        for job in person.jobs
    )
    return replace(person, jobs=tuple(jobs)) if person.slug in RUN_IN else person


LAYOUTS = (
    by_weasyprint("running", running, "operations", "teacher", "sales", "sociale", "platform", adapt=titled),
    by_weasyprint("academic", academic, "historian", "biologist", "architect", "beveiliging"),
    by_weasyprint("band", band, "warehouse", "analyst", "translator", "risorse", "platform", tagged=True),
    by_weasyprint("newspaper", newspaper, "operations", "pilot", "hotelaria"),
)

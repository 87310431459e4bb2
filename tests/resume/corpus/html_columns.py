"""Layouts in columns, printed by Chromium."""

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
    plain_item,
    section,
    skill_groups,
    span,
    studied,
    subject,
    words,
)

if TYPE_CHECKING:
    from tests.resume.corpus.model import Person, Study


def _icons(person: Person) -> str:
    """Contact lines with Font Awesome's private-use glyphs in front."""
    lines = (
        ("\uf0e0", mail(person)),
        ("\uf095", escape(person.phone)),
        ("\uf041", escape(person.location)),
        ("\uf08c", link(person.linkedin) if person.linkedin else ""),
        ("\uf0ac", link(person.website) if person.website else ""),
    )
    return "".join(f'<p class="line"><i class="icon">{icon}</i><span>{text}</span></p>' for icon, text in lines if text)


def sidebar_right(person: Person) -> str:
    """A grid: work on the left; contact data with icon glyphs and skills as pills on the right. Name in two weights."""
    head = words(person, 1)
    first, _, rest = person.name.partition(" ")
    jobs = "".join(
        f'<div class="job"><div class="row"><b>{escape(job.title)}</b>{span("date", period(job))}</div>'
        f'<p class="place">{escape(commas(job.company, job.place))}</p>{duties(job)}</div>'
        for job in person.jobs
    )
    studies = "".join(
        f'<div class="job"><b>{escape(subject(study))}</b><p class="place">{escape(study.institution)}</p>'
        f"{paragraph(studied(study))}{paragraph(study.note)}</div>"
        for study in person.studies
    )
    body = (
        f"<header><h1>{escape(first)} <b>{escape(rest)}</b></h1>{paragraph(person.headline, 'headline')}</header>"
        f"<main>{section(head['profile'], paragraph(person.summary))}{section(head['experience'], jobs)}"
        f"{extras(person, head, plain_item)}</main>"
        f"<aside>{section(head['contact'], _icons(person))}"
        f"{section(head['skills'], listed(all_skills(person), 'pills'))}"
        f"{section(head['education'], studies)}{section(head['certifications'], listed(person.certifications))}"
        f"{section(head['languages'], listed(person.languages, 'pills'))}</aside>"
    )
    return page(person, "sidebar-right", body)


DRAWINGS = {
    "Email": "M2 4h20v16H2z M2 4l10 9 10-9",
    "Phone": "M5 2h5l2 6-3 2c1 3 3 5 5 6l2-3 6 2v5c-9 2-19-8-17-18z",
    "Location": "M12 2c-4 0-7 3-7 7 0 5 7 13 7 13s7-8 7-13c0-4-3-7-7-7z",
    "LinkedIn": "M4 9h4v11H4z M4 4h4v3H4z M10 9h4v2c2-3 7-3 7 3v6h-4v-6c0-3-3-3-3 0v6h-4z",
    "Website": "M12 2a10 10 0 100 20 10 10 0 000-20z M2 12h20",
}


def drawing(name: str) -> str:
    """An SVG icon whose label is the tagged PDF's alternative text."""
    return (
        f'<svg role="img" aria-label="{name}" width="13" height="13" viewBox="0 0 24 24" fill="none"'
        f' stroke="currentColor" stroke-width="2"><path d="{DRAWINGS[name]}"/></svg>'
    )


def sidebar_dark(person: Person) -> str:
    """White on a dark left sidebar; SVG icons, LinkedIn behind one alone; skills as bars; company before title."""
    head = words(person, 0)
    first, _, rest = person.name.partition(" ")
    lines = (("Phone", escape(person.phone)), ("Email", mail(person)), ("Location", escape(person.location)))
    contact = "".join(f'<p class="line">{drawing(name)}<span>{text}</span></p>' for name, text in lines if text)
    links = (("LinkedIn", person.linkedin), ("Website", person.website))
    contact += '<p class="line">' + "".join(link(to, drawing(name)) for name, to in links if to) + "</p>"
    bars = "".join(
        f'<p>{escape(skill)}</p><div class="bar"><span style="width:{95 - 7 * (place % 5)}%"></span></div>'
        for place, skill in enumerate(all_skills(person))
    )
    jobs = "".join(
        f'<div class="job"><p class="where"><b>{escape(job.company)}</b>'
        f"{span('place', f', {job.place}' if job.place else '')}"
        f'{span("date", period(job, " - "))}</p><p class="title">{escape(job.title)}</p>{duties(job)}</div>'
        for job in person.jobs
    )
    studies = "".join(
        f'<div class="job"><p class="where"><b>{escape(study.institution)}</b>{span("date", studied(study, " - "))}</p>'
        f"<p>{escape(subject(study))}</p>{paragraph(study.note)}</div>"
        for study in person.studies
    )
    body = (
        f'<aside><div class="photo"></div>{section(head["contact"], contact)}{section(head["skills"], bars)}'
        f"{section(head['languages'], listed(person.languages))}</aside>"
        f"<main><h1>{escape(first)} <span>{escape(rest)}</span></h1>{paragraph(person.headline, 'headline')}"
        f"{section(head['profile'], paragraph(person.summary))}{section(head['experience'], jobs)}"
        f"{section(head['education'], studies)}{section(head['certifications'], listed(person.certifications))}"
        f"{extras(person, head, plain_item)}</main>"
    )
    return page(person, "sidebar-dark", body)


def equal_columns(person: Person) -> str:
    """Two equal columns under a header whose icons are ligatures of words; roles under their company; tags."""
    head = words(person, 0)
    contact = (
        ("mail", mail(person)),
        ("phone", escape(person.phone)),
        ("place", escape(person.location)),
        ("link", link(person.linkedin) if person.linkedin else ""),
    )
    line = "".join(f"<span><i>{icon}</i> {text}</span>" for icon, text in contact if text)
    jobs = "".join(
        f'<h3 class="company">{escape(company)}</h3>'
        + "".join(
            f'<div class="role"><p><b>{escape(job.title)}</b></p>'
            f'<p class="date">{escape(bars(period(job), job.place))}</p>{duties(job)}</div>'
            for job in group
        )
        for company, group in by_company(person.jobs)
    )
    tags = "".join(
        '<p class="tags">' + " ".join(f"<span>{escape(skill)}</span>" for skill in group) + "</p>"
        for _, group in person.skills
    )
    body = (
        f"<header><h1>{escape(person.name)}</h1>{paragraph(person.headline, 'headline')}"
        f'<p class="contact">{line}</p></header>'
        f'<div class="both"><div>{section(head["experience"], jobs)}</div>'
        f"<div>{section(head['profile'], paragraph(person.summary))}{section(head['skills'], tags)}"
        f"{section(head['education'], ''.join(map(_study, person.studies)))}"
        f"{section(head['certifications'], listed(person.certifications))}"
        f"{section(head['languages'], paragraph(' / '.join(person.languages)))}"
        f"{extras(person, head, plain_item)}</div></div>"
    )
    return page(person, "equal-columns", body)


def _study(study: Study) -> str:
    field = paragraph(study.field or "")
    return (
        f'<div class="role"><p><b>{escape(study.degree)}</b></p>{field}<p>{escape(study.institution)}</p>'
        f'<p class="date">{escape(bars(studied(study), study.place))}</p>{paragraph(study.note)}</div>'
    )


def cards(person: Person) -> str:
    """The name in spaced capitals on a band over cards; small-caps headings, dashes for bullets, dates in badges."""
    head = words(person, 2)
    shown = (person.location, person.phone)
    contact = "".join(span("", text) for text in shown if text) + f"<span>{mail(person)}</span>"
    if person.linkedin:
        contact += f"<span>{link(person.linkedin)}</span>"
    jobs = "".join(
        '<div class="job"><div class="top"><span class="title">'
        f'{escape(job.title)} <span style="font-weight:400">@ {escape(job.company)}</span></span>'
        f"{span('badge', period(job, ' → '))}</div>{duties(job)}</div>"
        for job in person.jobs
    )
    studies = "".join(
        f'<div class="job"><p class="title">{escape(subject(study))}</p>'
        f"<p>{escape(commas(study.institution, studied(study)))}</p>{paragraph(study.note)}</div>"
        for study in person.studies
    )
    body = (
        f'<header><div class="photo"></div><div><h1>{escape(person.name)}</h1>{paragraph(person.headline, "headline")}'
        f'<p class="contact">{contact}</p></div></header><div class="cards">'
        f"{section(head['profile'], paragraph(person.summary), 'profile')}"
        f"{section(head['experience'], jobs, 'experience')}"
        f"{section(head['skills'], skill_groups(person, ' · '))}{section(head['education'], studies)}"
        f"{section(head['certifications'], listed(person.certifications))}"
        f"{section(head['languages'], paragraph(', '.join(person.languages)))}{extras(person, head, plain_item)}</div>"
    )
    return page(person, "cards", body)


LAYOUTS = (
    by_chromium("sidebar-right", sidebar_right, "nurse", "operations", "product", "sociale", tagged=False),
    by_chromium("sidebar-dark", sidebar_dark, "electrician", "platform", "sales", "hotelaria"),
    by_chromium("equal-columns", equal_columns, "warehouse", "architect", "platform", "mechaniker"),
    by_chromium("cards", cards, "chef", "pilot", "accountant", "risorse", "historian"),
)

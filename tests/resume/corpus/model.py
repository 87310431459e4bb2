"""What a resume of the corpus is made from, and what should be read out of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from intervue.resume.schema import ContactInfo, Education, Experience, ParsedResume

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True)
class Job:
    """One position. `start` and `end` are in the wording of the page; `place` is no field of the contract."""

    title: str
    company: str
    start: str
    end: str | None
    highlights: tuple[str, ...] = ()
    description: str = ""
    place: str = ""


@dataclass(frozen=True)
class Study:
    """One course of study; `begun` is printed before the date by layouts that show a period."""

    degree: str
    field: str | None
    institution: str
    date: str | None
    begun: str = ""
    place: str = ""
    note: str = ""


@dataclass(frozen=True)
class Item:
    """A project, a publication, an award, voluntary work: what is no job, and must not become one."""

    title: str
    detail: str = ""
    date: str = ""


@dataclass(frozen=True)
class Person:
    """One invented career. `skills` are groups: a label (may be empty) and its items."""

    slug: str
    name: str
    email: str
    phone: str
    location: str
    headline: str
    summary: str
    jobs: tuple[Job, ...]
    studies: tuple[Study, ...]
    skills: tuple[tuple[str, tuple[str, ...]], ...]
    linkedin: str | None = None
    """The whole address, beginning with https://."""
    website: str | None = None
    certifications: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    """Spoken languages: no skills."""
    projects: tuple[Item, ...] = ()
    publications: tuple[Item, ...] = ()
    volunteering: tuple[Item, ...] = ()
    awards: tuple[Item, ...] = ()
    interests: tuple[str, ...] = ()
    page_language: str = "en"


@dataclass(frozen=True)
class Made:
    """A PDF with its truth. `layout` names the layout and its producer: `sidebar-left-typst`."""

    layout: str
    person: str
    pdf: bytes = field(repr=False)
    truth: ParsedResume


def truth(person: Person, jobs: Sequence[Job] | None = None) -> ParsedResume:
    """What a perfect reader gets. `jobs`: in the order of the page, where that is another one."""
    return ParsedResume(
        contact=ContactInfo(
            name=person.name,
            email=person.email or None,
            phone=person.phone or None,
            location=person.location or None,
            linkedin=person.linkedin,
        ),
        summary=person.summary or None,
        experiences=[
            Experience(
                company=job.company,
                title=job.title,
                start_date=job.start,
                end_date=job.end,
                description=job.description,
                highlights=list(job.highlights),
            )
            for job in (person.jobs if jobs is None else jobs)
        ],
        education=[
            Education(institution=study.institution, degree=study.degree, field=study.field, graduation_date=study.date)
            for study in person.studies
        ],
        skills=[skill for _, group in person.skills for skill in group],
        certifications=list(person.certifications),
    )

"""What belongs to which section: the order of sections and of jobs is the page's, and what is no job becomes none."""

from __future__ import annotations

import pytest

from tests.resume.corpus_pages import found, stored, truth, wrong
from tests.resume.pages import BOLD, Sheet
from tests.resume.reading import read

JOBS = [
    ("Nurse", "Corrib Hospital", "Mar 2012", "May 2015"),
    ("Charge Nurse", "Tralee Clinic", "Jun 2015", "Present"),
]


def head() -> Sheet:
    sheet = Sheet()
    sheet.line("Noor Haddad", size=20, font=BOLD, gap=18)
    sheet.line("noor.haddad@example.com | 415-555-0133 | Oakland, CA")
    return sheet


def career(sheet: Sheet) -> None:
    sheet.heading("EXPERIENCE")
    for title, company, start, end in JOBS:
        sheet.dated(f"{title}, {company}", f"{start} - {end}")
        sheet.bullets(f"Did what a {title.lower()} does")


def studies(sheet: Sheet) -> None:
    sheet.heading("EDUCATION")
    sheet.dated("Marlowe University", "2011")
    sheet.line("Bachelor of Science in Nursing")


@pytest.mark.parametrize("education_first", [True, False], ids=["education first", "experience first"])
def test_education_before_experience_is_read_like_education_after_it(education_first: bool) -> None:  # noqa: FBT001 - pytest
    sheet = head()
    for part in (studies, career) if education_first else (career, studies):
        part(sheet)
    resume = read(sheet.pdf())
    assert [(job.title, job.company) for job in resume.experiences] == [job[:2] for job in JOBS]
    assert [(study.degree, study.field, study.institution) for study in resume.education] == [
        ("Bachelor of Science", "Nursing", "Marlowe University")
    ]


def test_education_before_experience_is_read_in_a_whole_file() -> None:
    name = "classic-latex--developer"
    assert stored(name).index("EDUCATION") < stored(name).index("EXPERIENCE")
    assert wrong(name) == []


def test_jobs_stay_in_the_order_of_the_page_also_with_the_oldest_first() -> None:
    sheet = head()
    career(sheet)
    assert [job.start_date for job in read(sheet.pdf()).experiences] == ["Mar 2012", "Jun 2015"]
    name = "front-typst--nurse"
    assert truth(name).experiences[-1].end_date == "Present"
    assert [job.title for job in found(name).experiences] == [job.title for job in truth(name).experiences]


OTHERS: dict[str, list[str | tuple[str, str]]] = {
    "PROJECTS": [
        ("Ward Planner", "Jan 2019 - Mar 2020"),
        "\u2022 Wrote a planner of shifts for Tralee Clinic in Python",
    ],
    "PUBLICATIONS": [
        "Haddad N., Doyle P. Falls at night. Journal of Ward Nursing, 2018, pp. 12-19",
        "Nursing Today, 2016",
    ],
    "VOLUNTEERING": [("First Aid Trainer, Red Cross Oakland", "2016 - 2018"), "\u2022 Trained 80 people"],
    "AWARDS": [("Nurse of the Year, Corrib Hospital", "2014"), ("Teaching Prize, Marlowe University", "2011")],
    "CONFERENCES": [("Speaker, European Nursing Congress", "May 2017")],
    "REFERENCES": ["Dr. Paula Doyle, Head Nurse, Tralee Clinic", "paula.doyle@example.org"],
    "HOBBIES": ["Rowing, chess, bread"],
}


@pytest.mark.parametrize("where", ["before", "after"])
@pytest.mark.parametrize("heading", OTHERS)
def test_projects_publications_volunteering_and_awards_are_no_jobs(heading: str, where: str) -> None:
    sheet = head()
    if where == "after":
        career(sheet)
    sheet.heading(heading)
    for row in OTHERS[heading]:
        if isinstance(row, tuple):
            sheet.dated(*row)
        else:
            sheet.line(row)
    if where == "before":
        career(sheet)
    studies(sheet)
    resume = read(sheet.pdf())
    assert [(job.title, job.company, job.start_date, job.end_date) for job in resume.experiences] == JOBS
    assert [job.highlights for job in resume.experiences] == [
        ["Did what a nurse does"],
        ["Did what a charge nurse does"],
    ]
    assert [study.institution for study in resume.education] == ["Marlowe University"]
    assert resume.certifications == []


@pytest.mark.parametrize(
    "name", ["academic-weasyprint--historian", "timeline-chromium--periodista", "plain-typst--developer"]
)
def test_what_else_is_on_the_pages_of_the_corpus_is_no_job(name: str) -> None:
    assert [job.title for job in found(name).experiences] == [job.title for job in truth(name).experiences]


def test_a_job_without_a_date_gets_none() -> None:
    sheet = head()
    sheet.heading("EXPERIENCE")
    sheet.line("Charge Nurse, Tralee Clinic", font=BOLD)
    sheet.bullets("Led a shift of twelve")
    sheet.dated("Nurse, Corrib Hospital", "2012")
    sheet.bullets("Cared for 24 beds since 2010 and for 30 until 2015")
    studies(sheet)
    assert [(job.title, job.start_date, job.end_date) for job in read(sheet.pdf()).experiences] == [
        ("Charge Nurse", None, None),
        ("Nurse", "2012", None),
    ]

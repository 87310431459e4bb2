"""Whole résumés of several professions and layouts, from PDFs made by code."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from intervue.resume.schema import ContactInfo, Education, Experience, ParsedResume
from tests.resume.pages import developer, nurse, pymupdf, sales_manager, teacher
from tests.resume.reading import fields_of, read

if TYPE_CHECKING:
    from collections.abc import Callable

DEVELOPER = ParsedResume(
    contact=ContactInfo(
        name="Priya Raman",
        email="priya.raman@example.com",
        phone="(512) 555-0147",
        location="Austin, TX",
        linkedin="https://www.linkedin.com/in/priya-raman-dev",
    ),
    summary=(
        "Backend developer with nine years of experience in payment systems, who likes small services and boring "
        "deployments."
    ),
    experiences=[
        Experience(
            company="Quillpay Inc.",
            title="Senior Backend Developer",
            start_date="Mar 2020",
            end_date="Present",
            highlights=[
                "Moved 140 services from virtual machines to Kubernetes without an outage",
                (
                    "Cut the p99 latency of the ledger from 900 ms to 120 ms by batching writes and by removing a lock "
                    "that every request took"
                ),
            ],
        ),
        Experience(
            company="Brightwater Systems",
            title="Software Developer",
            start_date="Jul 2015",
            end_date="Feb 2020",
            highlights=[
                "Built the reconciliation of card payments in Python and PostgreSQL",
                "Mentored four juniors",
            ],
        ),
    ],
    education=[
        Education(
            institution="University of Colorado Boulder",
            degree="B.S.",
            field="Computer Science",
            graduation_date="2015",
        )
    ],
    skills=[
        "Python",
        "Go",
        "SQL",
        "Kubernetes",
        "Terraform",
        "CI/CD (GitHub Actions, Argo)",
        "PostgreSQL",
    ],
    certifications=["Certified Kubernetes Administrator (CKA)", "AWS Solutions Architect Associate"],
)


def test_one_column_with_dates_at_the_right_comes_out_entirely() -> None:
    assert fields_of(developer()) == DEVELOPER


NURSE = ParsedResume(
    contact=ContactInfo(
        name="Maryam Okafor",
        email="m.okafor@example.org",
        phone="+1 503 555 0182",
        location="Portland, OR",
        linkedin="https://linkedin.com/in/mokafor-rn",
    ),
    summary=("Critical care nurse with eight years in intensive care units of two teaching hospitals."),
    experiences=[
        Experience(
            company="Cedar Hollow Medical Center",
            title="Charge Nurse, Intensive Care",
            start_date="June 2019",
            end_date="Present",
            highlights=[
                "Lead a shift of 12 nurses for 24 beds",
                "Brought central line infections down by 31 % within one year",
            ],
        ),
        Experience(
            company="Riverbend Hospital",
            title="Staff Nurse",
            start_date="August 2015",
            end_date="May 2019",
            highlights=["Cared for post-operative patients", "Trained new graduates on the ward"],
        ),
    ],
    education=[
        Education(
            institution="Linden State University",
            degree="Bachelor of Science",
            field="Nursing",
            graduation_date="2015",
        )
    ],
    skills=[
        "Triage",
        "Wound care",
        "Ventilator management",
        "Epic EHR",
        "Patient education",
    ],
    certifications=["Registered Nurse, Oregon", "BLS", "ACLS"],
)


def test_a_sidebar_is_not_mixed_with_the_career_beside_it() -> None:
    assert fields_of(nurse()) == NURSE


SALES_MANAGER = ParsedResume(
    contact=ContactInfo(
        name="Tomasz Kowalczyk",
        email="tomasz.k@example.co.uk",
        phone="+44 113 496 0123",
        location="Leeds, United Kingdom",
    ),
    experiences=[
        Experience(
            company="Northgate Foods Ltd",
            title="Regional Sales Manager",
            start_date="04/2018",
            end_date="Present",
            description="Responsible for a turnover of 12 million pounds with supermarkets in the north of England. "
            "Built a team of nine and doubled the number of accounts within three years.",
        ),
        Experience(
            company="Northgate Foods Ltd",
            title="Account Executive",
            start_date="09/2014",
            end_date="03/2018",
            description="Looked after forty independent grocers and won the two largest new accounts of 2016.",
        ),
        Experience(
            company="Pennine Drinks plc",
            title="Sales Representative",
            start_date="2011",
            end_date="2014",
            description="Sold soft drinks to pubs and hotels across Yorkshire and was the best of 30 in 2013.",
        ),
    ],
    education=[
        Education(
            institution="University of Leeds",
            degree="BA (Hons)",
            field="Business Management",
            graduation_date="2011",
        )
    ],
    skills=["Negotiation", "Key account management", "Forecasting", "Salesforce"],
)


def test_several_roles_at_one_employer_each_name_it_and_running_text_is_their_description() -> None:
    assert fields_of(sales_manager()) == SALES_MANAGER


def test_a_career_goes_on_over_the_page_and_footers_are_left_out() -> None:
    resume = read(teacher())
    assert resume.contact == ContactInfo(
        name="Amara Lindqvist",
        email="amara.lindqvist@example.net",
        phone="608-555-0119",
        location="Madison, Wisconsin",
    )
    assert [(job.title, job.company, job.start_date, job.end_date) for job in resume.experiences] == [
        ("Mathematics Teacher", "Oakfield High School", "2016", "present"),
        ("Substitute Teacher", "Dane County School District", "2012", "2016"),
        ("Teaching Assistant", "University of Wisconsin-Madison", "2010", "2012"),
    ]
    assert [job.highlights for job in resume.experiences] == [
        ["Teach algebra and calculus to 130 students a year", "Run the after-school robotics club"],
        ["Taught grades 6 to 12 in eleven schools", "Wrote the district's handbook for substitutes"],
        ["Held two exercise groups a week"],
    ]
    assert resume.education == [
        Education(
            institution="University of Wisconsin-Madison",
            degree="Master of Education",
            graduation_date="2012",
        ),
        Education(
            institution="Lakeshore College",
            degree="Bachelor of Arts",
            field="Mathematics",
            graduation_date="2010",
        ),
    ]
    assert resume.skills == ["Classroom management", "GeoGebra", "Curriculum design"]
    assert "page 1 of 2" not in resume.raw_text
    assert "page 2 of 2" not in resume.raw_text


@pytest.mark.parametrize("career", [developer, nurse, sales_manager, teacher], ids=lambda career: career.__name__)
def test_the_text_holds_every_line_of_the_page_but_what_runs_over_all_pages(career: Callable[[], bytes]) -> None:
    pdf = career()
    with pymupdf.open(stream=pdf, filetype="pdf") as document:
        lines = [" ".join(line.split()) for page in document for line in page.get_text().splitlines()]
    printed = [line for line in lines if line and " - Resume - page " not in line]
    text = " ".join(read(pdf).raw_text.split())
    assert [line for line in printed if line not in text] == []
    assert len(printed) > 15

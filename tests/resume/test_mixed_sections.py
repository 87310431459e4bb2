"""One heading over studies and certificates: each becomes what it is."""

from __future__ import annotations

import pytest

from tests.resume.pages import BOLD, Sheet
from tests.resume.reading import read

BOTH = [
    ("Education & Certifications", "Certified Critical Care Nurse, AACN"),
    ("Education and Certification", "BLS and ACLS, Heart Guild"),
    ("Education and Licenses", "Registered Nurse, State of Oregon"),
    ("Education and Training", "First Aid at Work (Red Cross)"),
    ("Education & Credentials", "Licensed Practical Nurse, Ohio"),
]


def head() -> Sheet:
    sheet = Sheet()
    sheet.line("Noor Haddad", size=20, font=BOLD, gap=18)
    sheet.line("noor@example.com | 415-555-0133")
    sheet.heading("EXPERIENCE")
    sheet.dated("Charge Nurse, Tralee Clinic", "2015 - Present")
    sheet.bullets("Led a shift of twelve")
    return sheet


@pytest.mark.parametrize(("heading", "certificate"), BOTH)
@pytest.mark.parametrize("first", ["study", "certificate"])
def test_certificates_under_the_heading_of_studies_are_certificates(heading: str, certificate: str, first: str) -> None:
    sheet = head()
    sheet.heading(heading.upper())
    rows = [("BSc Nursing, Marlowe University", "2011"), (certificate, "2014")]
    for text, date in rows if first == "study" else rows[::-1]:
        sheet.dated(text, date)
    resume = read(sheet.pdf())
    assert [(study.degree, study.institution, study.graduation_date) for study in resume.education] == [
        ("BSc", "Marlowe University", "2011")
    ]
    assert resume.certifications == [certificate]


@pytest.mark.parametrize(
    "study", ["Certificate III in Carpentry, Yarra College", "Teaching Certificate, Delgado College"]
)
def test_a_certificate_of_a_school_stays_a_study(study: str) -> None:
    sheet = head()
    sheet.heading("EDUCATION AND TRAINING")
    sheet.dated(study, "2011")
    resume = read(sheet.pdf())
    assert [each.institution for each in resume.education] == [study.partition(", ")[2]]
    assert resume.certifications == []


def test_a_certificate_under_studies_alone_stays_there() -> None:
    sheet = head()
    sheet.heading("EDUCATION")
    sheet.dated("BSc Nursing, Marlowe University", "2011")
    sheet.bullets("Registered for the dean's list", "Thesis on licensed practice")
    assert read(sheet.pdf()).certifications == []

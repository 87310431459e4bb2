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


def test_what_names_no_degree_among_studies_on_one_line_each_is_a_certificate() -> None:
    sheet = head()
    sheet.heading("EDUCATION AND TRAINING")
    for text in (
        "BSc Horticulture, Njoro University, 2009",
        "Exchange semester: Lund, Sweden, 2008",
        "Litein High School, KCSE, 2004",
        "Pesticide Safe Use, Pest Control Products Board, 2016",
        "Captains Career Course, Army Engineer School, 2016",
        "Advanced (Level 2), Institute of Banking, 2019",
    ):
        sheet.line(text)
    resume = read(sheet.pdf())
    assert [study.degree for study in resume.education] == ["BSc", "KCSE"]
    assert resume.certifications == [
        "Pesticide Safe Use, Pest Control Products Board",
        "Captains Career Course, Army Engineer School",
        "Advanced (Level 2), Institute of Banking",
    ]


@pytest.mark.parametrize("label", ["Courses:", "Certificates:", "Short courses:", "Kurse:"])
def test_what_is_listed_below_a_label_among_the_studies_are_certificates(label: str) -> None:
    sheet = head()
    sheet.heading("EDUCATION")
    sheet.line("Wakefield College - NVQ Level 3 in Social Care - 2012")
    sheet.line(label)
    sheet.bullets("Moving and Handling of People, 2024", "Level 2 Food Hygiene, 2022")
    resume = read(sheet.pdf())
    assert [study.degree for study in resume.education] == ["NVQ Level 3"]
    assert resume.certifications == ["Moving and Handling of People", "Level 2 Food Hygiene"]


@pytest.mark.parametrize("heading", ["PROFESSIONAL QUALIFICATIONS", "FORMATION CONTINUE", "PROFESSIONAL TRAINING"])
def test_a_second_section_of_studies_without_any_holds_certificates(heading: str) -> None:
    sheet = head()
    sheet.heading("EDUCATION")
    sheet.line("BSc Nursing, Marlowe University, 2011")
    sheet.heading(heading)
    sheet.bullets(
        "Associate Member, Institute of Chartered Accountants, 2015", "Advanced Life Support (Heart Guild), 2018"
    )
    resume = read(sheet.pdf())
    assert [study.degree for study in resume.education] == ["BSc"]
    assert resume.certifications == [
        "Associate Member, Institute of Chartered Accountants",
        "Advanced Life Support (Heart Guild)",
    ]


def test_a_degree_of_a_school_under_certificates_is_a_study() -> None:
    sheet = head()
    sheet.heading("CERTIFICATIONS")
    sheet.bullets("Baccalauréat série STT, Lycée Oehmichen, 1998", "Certificate in Coaching, Elm College, 2004")
    resume = read(sheet.pdf())
    assert [(study.degree, study.institution) for study in resume.education] == [("Baccalauréat", "Lycée Oehmichen")]
    assert resume.certifications == ["Certificate in Coaching, Elm College"]


@pytest.mark.parametrize(
    ("heading", "studies", "certificates"),
    [
        (
            "FORMATION",
            ["2016 - Licence Commerce, IUT de Nantes", "2015 - BTS MUC, Lycée Carcouët"],
            ["Certificat de formation au SST (INRS)"],
        ),
        (
            "ISTRUZIONE E FORMAZIONE",
            ["Laurea in Economia, Università di Parma, 2009", "Diploma di ragioneria, ITC Bodoni, 2004"],
            ["Corso Excel avanzato, Forema"],
        ),
        (
            "SCHULE, AUSBILDUNG, KURSE",
            ["Meisterprüfung Friseurhandwerk, HWK Ulm, 2010"],
            ["Balayage-Seminar, Wella München"],
        ),
        (
            "EDUCATION / TRAINING",
            ["MSc Marine Engineering, Elm Maritime Academy, 2010"],
            ["Advanced Fire Fighting, Oak Maritime Training Centre"],
        ),
        ("FORMAÇÃO E CURSOS", ["Licenciatura em Gestão, ISCTE, 2012"], ["Formação de Formadores (CCP), IEFP"]),
        (
            "AUS- UND WEITERBILDUNG",
            ["Ausbildung zum Koch, Hotel Krone, 2015"],
            ["Weiterbildung zum Ausbilder, DRK-Akademie Kassel"],
        ),
    ],
)
def test_courses_among_studies_are_certificates_in_other_languages(
    heading: str, studies: list[str], certificates: list[str]
) -> None:
    sheet = head()
    sheet.heading(heading)
    for text in [*(f"{each}, 2018" for each in certificates), *studies]:
        sheet.line(text)
    resume = read(sheet.pdf())
    assert len(resume.education) == len(studies)
    assert resume.certifications == certificates


def test_titles_of_professional_bodies_are_certificates() -> None:
    sheet = head()
    sheet.heading("PROFESSIONAL MEMBERSHIPS")
    titles = ["Member, Royal Society of Biology", "Institute of Directors (Fellow)"]
    for text in titles:
        sheet.line(text)
    assert read(sheet.pdf()).certifications == titles


def test_a_degree_above_its_school_is_a_study_among_certificates() -> None:
    sheet = head()
    sheet.heading("CREDENTIALS")
    for text in (
        "BFA, Graphic Design",
        "Willamette College of Art",
        "Class of 2016",
        "UX Certification, Nielsen Group",
    ):
        sheet.line(text)
    resume = read(sheet.pdf())
    assert [(s.degree, s.field, s.institution, s.graduation_date) for s in resume.education] == [
        ("BFA", "Graphic Design", "Willamette College of Art", "2016")
    ]
    assert resume.certifications == ["UX Certification, Nielsen Group"]


def test_who_is_certified_among_studies_on_one_line_each_holds_a_certificate() -> None:
    sheet = head()
    sheet.heading("EDUCATION")
    sheet.line("Elm University, BSc Mathematics, 2017")
    sheet.line("Certified Scrum Master, Scrum Alliance, 2020")
    resume = read(sheet.pdf())
    assert [study.degree for study in resume.education] == ["BSc"]
    assert resume.certifications == ["Certified Scrum Master, Scrum Alliance"]


def test_studies_above_a_list_of_tickets_are_studies_and_the_list_is_none() -> None:
    sheet = head()
    sheet.heading("TRAINING AND CERTIFICATES")
    sheet.line("NZ Diploma in Farming, Primary Board, 2019")
    sheet.line("NCEA Level 2, Elm College, 2012")
    sheet.bullets("Growsafe Standard", "Forklift Licence (Site Safe)")
    resume = read(sheet.pdf())
    assert [study.degree for study in resume.education] == ["NZ Diploma", "NCEA Level 2"]
    assert resume.certifications == ["Growsafe Standard", "Forklift Licence (Site Safe)"]


def test_courses_below_a_diploma_under_a_heading_of_training_are_certificates() -> None:
    sheet = head()
    sheet.heading("RETRAINING")
    sheet.line("Higher Diploma in Design, Elm College, 2024")
    sheet.line("Foundations of Accessibility, NCBI")
    sheet.line("Design Thinking (Coursera)")
    resume = read(sheet.pdf())
    assert [study.degree for study in resume.education] == ["Higher Diploma"]
    assert resume.certifications == ["Foundations of Accessibility, NCBI", "Design Thinking (Coursera)"]

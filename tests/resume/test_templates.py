"""Habits of popular templates: labels beside texts, dashes above headings, titles of the document in the margin."""

from __future__ import annotations

import pytest

from intervue.resume.rows import rows_of
from intervue.resume.skills import parse_skills
from tests.resume.lines import line
from tests.resume.pages import BOLD, Sheet
from tests.resume.reading import read


def head(sheet: Sheet) -> None:
    sheet.line("Friedemann Amsel", size=20, font=BOLD, gap=18)
    sheet.line("f.amsel@example.com | 0171 5550123 | Erfurt")


def test_a_place_below_the_period_in_the_margin_is_no_title() -> None:
    sheet = Sheet()
    head(sheet)
    sheet.heading("EXPERIENCE")
    for period, place, title, company in (
        ("03.2019 - today", "Thun", "Crew Leader", "Aare Electric Ltd"),
        ("08.2012 - 02.2019", "Spiez", "Electrician", "Lake Installations Ltd"),
    ):
        sheet.put(50, period)
        sheet.line(title, x=170, font=BOLD, gap=12)
        sheet.put(50, place)
        sheet.line(company, x=170)
        sheet.bullets("Wired the new houses of the village", x=180)
        sheet.y += 8
    jobs = read(sheet.pdf()).experiences
    assert [(job.title, job.company) for job in jobs] == [
        ("Crew Leader", "Aare Electric Ltd"),
        ("Electrician", "Lake Installations Ltd"),
    ]


def test_a_dash_above_a_heading_beside_its_text_is_no_bullet_of_the_text() -> None:
    sheet = Sheet()
    head(sheet)
    for heading, first, second in (
        ("Profile", "Farmer and mechanic in one person, who builds things", "himself and mends them afterwards."),
        ("Skills", "Welding, Hydraulics, Ploughing,", "Sowing"),
        ("Certificates", "Sprayer Licence, Board of Fields", "Forklift Licence, Guild of Lifters"),
    ):
        sheet.y += 14
        sheet.put(50, "-", font=BOLD)
        sheet.line(first, x=200)
        sheet.put(50, heading, font=BOLD, y=sheet.y + 2)
        sheet.line(second, x=200)
    resume = read(sheet.pdf())
    assert resume.summary == "Farmer and mechanic in one person, who builds things himself and mends them afterwards."
    assert resume.skills == ["Welding", "Hydraulics", "Ploughing", "Sowing"]
    assert len(resume.certifications) == 2


def test_labels_beside_texts_are_no_column_though_a_signature_stands_below_them() -> None:
    sheet = Sheet()
    sheet.line("Lebenslauf", size=18, font=BOLD, gap=24)
    blocks = {
        "Persönliche Daten": [
            ("Name", "Friedemann Amsel"),
            ("Anschrift", "Andreasstraße 9"),
            ("", "99084 Erfurt"),
            ("Telefon", "0171 5550123"),
            ("E-Mail", "f.amsel@example.com"),
        ],
        "Beruflicher Werdegang": [
            ("06/2018 - heute", "Schichtleiter"),
            ("", "Nordtal Teile GmbH, Erfurt"),
            ("02/2012 - 05/2018", "CNC-Fräser"),
            ("", "Gebr. Amthor Bau KG, Jena"),
        ],
        "Weiterbildung": [("2016", "Industriemeister Metall, IHK Erfurt"), ("2017", "Schweißschein, TÜV Jena")],
        "Besondere Kenntnisse": [("Technik", "Mastercam, Heidenhain"), ("Sprachen", "Englisch")],
    }
    for heading, rows in blocks.items():
        sheet.heading(heading)
        for label, text in rows:
            sheet.put(50, label)
            sheet.line(text, x=180)
    sheet.y += 30
    sheet.line("Erfurt, 14.11.2023")
    sheet.line("Friedemann Amsel")
    resume = read(sheet.pdf())
    assert resume.contact.name == "Friedemann Amsel"
    assert [job.title for job in resume.experiences] == ["Schichtleiter", "CNC-Fräser"]
    assert resume.certifications == ["Industriemeister Metall, IHK Erfurt", "Schweißschein, TÜV Jena"]
    assert resume.skills == ["Mastercam", "Heidenhain"]


FOOTERS = [
    "Friedemann Amsel - Résumé",
    "Friedemann Amsel · Curriculum Vitae 1",
    "Lebenslauf Friedemann Amsel",
    "© 2023 Better Resumes",
    "Powered by Better Resumes",
]


@pytest.mark.parametrize("footer", FOOTERS)
def test_the_title_at_the_foot_of_a_single_page_is_in_no_field(footer: str) -> None:
    sheet = Sheet()
    head(sheet)
    sheet.heading("SKILLS")
    sheet.line("Mastercam, Heidenhain")
    sheet.put(50, "November 2023", y=770, size=8)
    sheet.put(250, footer, y=770, size=8)
    resume = read(sheet.pdf())
    assert resume.contact.name == "Friedemann Amsel"
    assert resume.skills == ["Mastercam", "Heidenhain"]


def test_a_running_title_above_the_name_is_no_summary() -> None:
    sheet = Sheet()
    sheet.put(430, "Amsel - Curriculum Vitae - 1", y=30, size=8)
    head(sheet)
    sheet.heading("SKILLS")
    sheet.line("Phonology, Field Methods, Statistics")
    resume = read(sheet.pdf())
    assert (resume.contact.name, resume.summary) == ("Friedemann Amsel", None)


def test_a_headline_in_bold_begins_a_job_though_it_stands_right_below_a_full_bullet() -> None:
    sheet = Sheet()
    head(sheet)
    sheet.heading("EXPERIENCE")
    for company, title, period in (
        ("Museum of the Golden Thread", "Restorer", "March 2018 - today"),
        ("Weft Workshop", "Assistant Restorer", "May 2013 - February 2018"),
    ):
        sheet.put(50, f"{company}, ", font=BOLD)
        sheet.line(f"Prato - {title} of Tapestries and Vestments", x=50 + sheet.width(f"{company}, ", font=BOLD))
        sheet.line(period.upper(), size=8)
        for text in ("Restored vestments of the seventeenth century", "Guided two trainees every year, with patience"):
            sheet.line(f"\u2022 {text}")
    jobs = read(sheet.pdf()).experiences
    assert [job.company for job in jobs] == ["Museum of the Golden Thread", "Weft Workshop"]
    assert [len(job.highlights) for job in jobs] == [2, 2]


def test_contact_data_at_the_foot_of_the_page_is_found() -> None:
    sheet = Sheet()
    sheet.line("Friedemann Amsel", size=20, font=BOLD, gap=24)
    sheet.heading("EXPERIENCE")
    sheet.dated("Cellar Master, Three Oaks Estate", "2019 - Present")
    sheet.heading("INTERESTS")
    sheet.line("Cycling, cooking")
    sheet.put(220, "12, rue des Tonneliers, 21200 Beaune", y=748, size=9)
    sheet.put(180, "06 55 01 23 45 | f.amsel@example.com", y=760, size=9)
    contact = read(sheet.pdf()).contact
    assert (contact.name, contact.email, contact.phone) == ("Friedemann Amsel", "f.amsel@example.com", "06 55 01 23 45")
    assert contact.location == "Beaune"


def test_labels_under_a_heading_that_says_nothing_tell_what_their_lines_are() -> None:
    sheet = Sheet()
    head(sheet)
    sheet.heading("ADDITIONAL")
    for label, text in (
        ("Certifications", "Chartered Accountant, Guild of Accountants; Fire Warden, Red Cross"),
        ("Computer", "Excel, VBA"),
        ("Language", "English, Twi"),
        ("Interests", "Rowing, sourdough"),
    ):
        sheet.put(50, f"{label}: ", font=BOLD)
        sheet.line(text, x=50 + sheet.width(f"{label}: ", font=BOLD))
    resume = read(sheet.pdf())
    assert resume.certifications == ["Chartered Accountant, Guild of Accountants", "Fire Warden, Red Cross"]
    assert resume.skills == ["Excel", "VBA"]


def test_interests_under_a_heading_of_skills_are_none_and_what_follows_them_is() -> None:
    sheet = Sheet()
    head(sheet)
    sheet.heading("SKILLS & INTERESTS")
    for label, text in (("Technical", "Stata, R"), ("Interests", "Rowing, sourdough"), ("Laboratory", "Centrifuge")):
        sheet.put(50, f"{label}: ", font=BOLD)
        sheet.line(text, x=50 + sheet.width(f"{label}: ", font=BOLD))
    assert read(sheet.pdf()).skills == ["Stata", "R", "Centrifuge"]


@pytest.mark.parametrize(
    ("lines", "certifications"),
    [
        (("Safety at Events, SACIA", "First Aid Level 2, Red Cross"), 2),
        (("Cabin Crew Attestation, Nordic Aviation School", "January 2013 - March 2013"), 1),
        (("Algorithms, Databases, Networks",), 0),
        (("Statistical Learning", "Probabilistic Robotics"), 0),
    ],
)
def test_courses_are_certificates_where_they_have_an_issuer_or_a_date(
    lines: tuple[str, ...], certifications: int
) -> None:
    sheet = Sheet()
    head(sheet)
    sheet.heading("SKILLS")
    sheet.line("Mastercam, Heidenhain")
    sheet.heading("COURSES")
    for course in lines:
        sheet.line(course)
    assert len(read(sheet.pdf()).certifications) == certifications


def test_a_heading_beside_its_text_is_one_whatever_it_says_where_others_stand_in_the_same_margin() -> None:
    sheet = Sheet()
    head(sheet)
    for heading, text in (
        ("Skills", "Westlaw, Legal writing"),
        ("Certifications", "Certified Paralegal, NALA"),
        ("Communication", "Presented the new rules of filing to forty colleagues"),
        ("Languages", "English, Hebrew"),
    ):
        sheet.y += 10
        sheet.put(140 - sheet.width(heading, size=12), heading, size=12)
        sheet.line(text, x=170)
    resume = read(sheet.pdf())
    assert resume.certifications == ["Certified Paralegal, NALA"]
    assert resume.skills == ["Westlaw", "Legal writing"]


def test_a_table_of_languages_among_skills_is_none_of_them() -> None:
    sheet = Sheet()
    head(sheet)
    sheet.heading("PERSONAL SKILLS")
    rows = (
        ("Mother tongue", "Lithuanian"),
        ("Other languages", "Understanding", "Speaking", "Writing"),
        ("", "Listening", "Interaction", ""),
        ("English", "B2", "C1", "B1"),
        ("Digital skills", "QGIS, AutoCAD"),
        ("Driving licence", "B, C"),
        ("Computer skills", "Inkscape"),
        ("Hobbies", "Chess, fishing"),
    )
    for label, *texts in rows:
        sheet.put(170 - sheet.width(label), label)
        for number, text in enumerate(texts):
            sheet.put(190 + 90 * number, text)
        sheet.y += 16
    assert read(sheet.pdf()).skills == ["QGIS", "AutoCAD", "Inkscape"]


def test_a_heading_in_small_print_close_before_the_name_is_no_part_of_it() -> None:
    sheet = Sheet()
    sheet.put(60, "PERSONAL INFORMATION", size=8)
    sheet.line("Rimantas Amsel", x=66 + sheet.width("PERSONAL INFORMATION", size=8), size=14, gap=20)
    sheet.line("Kaunas, Lithuania | rimantas@example.com", x=180)
    sheet.put(100, "WORK EXPERIENCE", size=8)
    sheet.y += 20
    sheet.put(100, "2014 - present")
    sheet.line("Forest Engineer", x=190)
    sheet.line("Dzukija State Forests", x=190)
    assert read(sheet.pdf()).contact.name == "Rimantas Amsel"


def test_columns_below_headings_of_their_own_may_stand_close_together() -> None:
    sheet = Sheet()
    head(sheet)
    sheet.y += 20
    top = sheet.y
    school = "Northern Technical Univ. of Arts"
    edge = 56 + sheet.width(school, font=BOLD)
    sheet.line("EDUCATION", size=14, font=BOLD, gap=18)
    for text, font in ((school, BOLD), ("MSc in Machine Learning", "helv"), ("Jun 2021", "helv")):
        sheet.line(text, font=font)
    sheet.line("SKILLS", size=14, font=BOLD, gap=18)
    for skill in ("Python", "Rust", "Shell"):
        sheet.line(skill)
    sheet.y = top
    sheet.line("EXPERIENCE", x=edge, size=14, font=BOLD, gap=18)
    sheet.line("Fjallvind Analytics | Machine Learning Engineer", x=edge, font=BOLD)
    sheet.line("Aug 2021 - Present", x=edge)
    for text in ("Cut the downtime of turbines", "Taught field engineers", "Labelled images of sea ice"):
        sheet.line(f"\u2022 {text}", x=edge)
    resume = read(sheet.pdf())
    assert [(job.company, job.title) for job in resume.experiences] == [
        ("Fjallvind Analytics", "Machine Learning Engineer")
    ]
    assert [study.institution for study in resume.education] == [school]
    assert resume.skills == ["Python", "Rust", "Shell"]


def test_skills_set_as_tiles_close_to_each_other_are_several() -> None:
    tiles = ["HubSpot", "Google Ads", "Marketo"]
    lines, x = [], 50.0
    for text in tiles:
        lines.append(line(text, 0, x=x))
        x = lines[-1].box.x1 + 0.6 * lines[-1].size
    assert parse_skills(rows_of(lines)) == tiles

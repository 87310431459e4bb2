"""What a page or line break parts from what it belongs to."""

from __future__ import annotations

import pytest

from tests.resume.pages import BOLD, PLAIN, Sheet
from tests.resume.reading import fields_of


def _begun() -> Sheet:
    sheet = Sheet()
    sheet.line("Jane Roe", size=20, font=BOLD, gap=20)
    sheet.line("jane.roe@example.com")
    sheet.heading("EXPERIENCE")
    sheet.dated("Nurse", "2015 - 2020")
    sheet.line("Elm Clinic")
    return sheet


@pytest.mark.parametrize("follows", ["", "AWARDS"])
def test_a_single_line_at_the_top_of_the_last_page_is_text_and_no_header(follows: str) -> None:
    sheet = _begun()
    sheet.heading("EDUCATION")
    sheet.line("Elm University", font=BOLD)
    sheet.line("MSc, Physics (2012 - 2014)")
    sheet.line("Oak University", font=BOLD)
    sheet.new_page()
    sheet.line("BSc, Physics (2009 - 2012)", gap=22)
    if follows:
        sheet.heading(follows)
        sheet.line("Young physicist of the year")
    studies = fields_of(sheet.pdf()).education
    assert [(study.institution, study.degree) for study in studies] == [
        ("Elm University", "MSc"),
        ("Oak University", "BSc"),
    ]


def test_a_line_above_the_text_of_the_last_page_is_a_header() -> None:
    sheet = _begun()
    sheet.bullets("Led a ward of nine")
    sheet.new_page()
    sheet.put(50, "Confidential application", y=30)
    sheet.y = 70
    sheet.bullets("Wrote the roster")
    assert fields_of(sheet.pdf()).experiences[0].highlights == ["Led a ward of nine", "Wrote the roster"]


def _column(sheet: Sheet, x: float, *lines: tuple[str, str]) -> None:
    sheet.y = 60
    for text, font in lines:
        sheet.line(text, x=x, font=font)


@pytest.mark.parametrize("rest", [["Igbo"], ["Igbo", "Welsh"]])
def test_the_last_items_of_a_sidebar_on_the_next_page_leave_the_headings_beside_them_alone(rest: list[str]) -> None:
    sheet = Sheet()
    skills = ["Go", "Python", "Kafka", "Linux", "Redis", "Bash"]
    _column(sheet, 40, ("SKILLS", BOLD), *((skill, PLAIN) for skill in skills), ("LANGUAGES", BOLD), ("English", PLAIN))
    career = [
        "\u2022 Ran the platform of a bank",
        "\u2022 Halved its cloud bill",
        "\u2022 Wrote the manual of its operators",
    ]
    job = (("Engineer", BOLD), ("Tay Ledger Ltd", PLAIN), ("2015 - 2020", PLAIN), *((text, PLAIN) for text in career))
    _column(sheet, 220, ("Jane Roe", BOLD), ("jane@example.org", PLAIN), ("EXPERIENCE", BOLD), *job)
    sheet.new_page()
    _column(sheet, 40, *((text, PLAIN) for text in rest))
    _column(sheet, 220, ("CERTIFICATIONS", BOLD), ("Certified Rigger", PLAIN), ("Crane Operator", PLAIN))
    resume = fields_of(sheet.pdf())
    assert resume.certifications == ["Certified Rigger", "Crane Operator"]
    assert resume.skills == skills


@pytest.mark.parametrize(
    ("lines", "school"),
    [
        (("Graduate School of", "Languages"), "Graduate School of Languages"),
        (("Facultad de Ciencias y", "Idiomas"), "Facultad de Ciencias y Idiomas"),
        (("Hochschule f\u00fcr", "Sprachen"), "Hochschule f\u00fcr Sprachen"),
    ],
)
def test_the_last_word_of_a_wrapped_name_opens_no_section_though_headings_are_called_so(
    lines: tuple[str, str], school: str
) -> None:
    sheet = _begun()
    sheet.heading("EDUCATION")
    sheet.line("Master of Arts", font=BOLD)
    for line in lines:
        sheet.line(line)
    sheet.line("2014")
    (study,) = fields_of(sheet.pdf()).education
    assert (study.institution, study.graduation_date) == (school, "2014")

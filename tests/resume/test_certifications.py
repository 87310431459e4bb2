"""Certificates in a narrow column: one string each, with the issuer, however their lines are broken."""

from __future__ import annotations

import pytest

from intervue.resume.certifications import parse_certifications
from tests.resume.lines import rows
from tests.resume.pages import Sheet
from tests.resume.reading import read


def _listed(*lines: tuple[str, float]) -> list[str]:
    """Certificates of a page; each line with the distance to the next one, in points."""
    sheet = Sheet()
    sheet.line("Jelena Horvat", size=20, gap=20)
    sheet.line("jelena.horvat@example.com")
    sheet.heading("CERTIFICATIONS")
    for text, gap in lines:
        sheet.line(text, gap=gap)
    sheet.heading("SKILLS")
    sheet.line("Welding, Brazing")
    return read(sheet.pdf()).certifications


def test_space_between_certificates_tells_where_a_line_goes_on() -> None:
    found = _listed(
        ("Preventive Controls Qualified", 12), ("Individual", 18), ("Confined Space Entry", 18), ("Rigger", 12)
    )
    assert found == ["Preventive Controls Qualified Individual", "Confined Space Entry", "Rigger"]


def test_long_certificates_in_a_narrow_column_are_joined() -> None:
    lines = ("Tower Crane", 18), ("Certified Conference", 12), ("Interpreter, Northern", 12), ("Translators Guild", 18)
    assert _listed(*lines, ("Rigger", 12)) == [
        "Tower Crane",
        "Certified Conference Interpreter, Northern Translators Guild",
        "Rigger",
    ]


def test_short_certificates_in_groups_stay_one_a_line() -> None:
    lines = ("Rigger", 13), ("Confined Space Entry", 13), ("Tower Crane", 20), ("First Aid", 13), ("Fire Warden", 13)
    assert _listed(*lines) == ["Rigger", "Confined Space Entry", "Tower Crane", "First Aid", "Fire Warden"]


def test_certificates_at_even_distances_are_one_a_line() -> None:
    assert _listed(("Confined Space Entry", 14), ("High Risk Work", 14), ("Rigger", 14)) == [
        "Confined Space Entry",
        "High Risk Work",
        "Rigger",
    ]


def test_an_issuer_on_the_next_line_keeps_its_comma_or_bracket() -> None:
    found = _listed(
        ("Advanced Cardiac Life Support,", 14), ("Heart Guild", 14), ("Scrum Owner", 14), ("(Scrum Guild)", 14)
    )
    assert found == ["Advanced Cardiac Life Support, Heart Guild", "Scrum Owner (Scrum Guild)"]


@pytest.mark.parametrize("name", ["Certificate in Reporting", "Licensed Practical Nurse", "Certificate III"])
def test_a_certificate_whose_name_begins_like_a_label_is_whole(name: str) -> None:
    assert _listed((name, 14), ("Rigger", 14)) == [name, "Rigger"]


def test_a_label_with_a_colon_is_no_part_of_the_certificate() -> None:
    assert _listed(("Certificate: Confined Space Entry", 14)) == ["Confined Space Entry"]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("Course in Data (Coursera, 2023)", "Course in Data (Coursera)"),
        ("First Aid at Work (2019)", "First Aid at Work"),
    ],
)
def test_a_date_in_brackets_leaves_no_open_bracket(printed: str, expected: str) -> None:
    assert parse_certifications(rows(printed)) == [expected]


def test_a_paragraph_of_certificates_is_parted_at_its_commas() -> None:
    found = _listed(
        ("White Card, Working at Heights (RIIWHS204E), Elevated Work Platform over the height", 13),
        ("of 11 m, Low Voltage Rescue and CPR (renewed 02/2024), HR Licence, Confined", 13),
        ("Space Entry, Test and Tag", 13),
    )
    assert found == [
        "White Card",
        "Working at Heights (RIIWHS204E)",
        "Elevated Work Platform over the height of 11 m",
        "Low Voltage Rescue and CPR",
        "HR Licence",
        "Confined Space Entry",
        "Test and Tag",
    ]


def test_a_paragraph_with_issuers_between_its_commas_stays_as_it_is() -> None:
    found = _listed(
        ("Certified Welding Inspector, American Society for Welding Engineers and Metal Workers,", 13),
        ("Radiographic Testing Level II, American Society for Nondestructive Testing of Materials", 13),
    )
    assert all("Society" in each for each in found)

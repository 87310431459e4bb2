"""Forms: each line with a label before it, in whatever order the labels come."""

from __future__ import annotations

import pytest

from tests.resume.pages import BOLD, Sheet
from tests.resume.reading import read

_JOBS = (
    ("Fjord Cooling Ltd", "Shift Manager", "03/2019 - 12/2023", ("Ran a team of 26", "Cut errors by a third")),
    ("Vestland Parcels Ltd", "Team Leader", "06/2015 - 02/2019", ("Planned routes for 41 vans",)),
)


def _form(rows: tuple[tuple[str, str], ...], sheet: Sheet) -> None:
    for label, value in rows:
        sheet.put(50, label, font=BOLD)
        sheet.line(value, x=190, gap=16)


@pytest.mark.parametrize(
    "labels",
    [
        ("Employer", "Position", "Period", "Duties"),
        ("Company:", "Designation:", "Duration:", "Responsibilities:"),
        ("Arbeitgeber", "Position", "Zeitraum", "Aufgaben"),
        ("Employeur :", "Poste :", "Période :", "Missions :"),
        ("Empresa:", "Cargo:", "Tiempo:", "Funciones:"),
        ("Empresa", "Cargo", "Período", "Atividades"),
        ("Azienda", "Ruolo", "Periodo", "Attività"),
        ("Werkgever:", "Functie:", "Periode:", "Werkzaamheden:"),
    ],
)
def test_labels_before_each_line_say_what_it_is_and_are_in_no_field(labels: tuple[str, str, str, str]) -> None:
    employer, position, period, duties = labels
    sheet = Sheet()
    sheet.line("Ingrid Halvorsen", size=20, font=BOLD, gap=24)
    _form((("E-mail:", "ingrid@example.org"), ("Nationality:", "Norwegian")), sheet)
    sheet.heading("Work Experience")
    for company, title, dates, bullets in _JOBS:
        _form(((employer, company), (position, title), (period, dates)), sheet)
        sheet.put(50, duties, font=BOLD)
        sheet.bullets(*bullets, x=190)
        sheet.y += 8
    sheet.heading("Education")
    _form((("Institution", "Nordvik College"), ("Qualification", "Bachelor of Science"), ("Year", "2012")), sheet)
    _form((("School", "Stord School"), ("Qualification", "Abitur"), ("Year", "2008")), sheet)
    resume = read(sheet.pdf())
    found = [
        (job.company, job.title, f"{job.start_date} - {job.end_date}", tuple(job.highlights))
        for job in resume.experiences
    ]
    assert found == list(_JOBS)
    assert all(job.description == "" for job in resume.experiences)
    studies = [(study.institution, study.degree, study.graduation_date) for study in resume.education]
    assert studies == [("Nordvik College", "Bachelor of Science", "2012"), ("Stord School", "Abitur", "2008")]
    assert resume.contact.email == "ingrid@example.org"


def test_what_goes_on_below_a_label_belongs_to_the_text_beside_the_label() -> None:
    sheet = Sheet()
    sheet.line("Ingrid Halvorsen", size=20, font=BOLD, gap=24)
    sheet.heading("Work Experience")
    for company, title, dates, _ in _JOBS:
        _form((("Company:", company), ("Post:", title), ("Period:", dates)), sheet)
        _form((("Duties:", "Planning of shifts and tours, safety talks and all of the"),), sheet)
        sheet.line("training.", gap=20)
    resume = read(sheet.pdf())
    text = "Planning of shifts and tours, safety talks and all of the training."
    assert [job.description for job in resume.experiences] == [text, text]


def test_values_that_begin_with_the_colon_belong_to_their_bold_labels() -> None:
    sheet = Sheet()
    sheet.line("Thabo Mokoena", size=20, gap=26)
    sheet.heading("WORK RECORD")
    for company, title, start, end in (
        ("Reef Logistics", "Driver", "June 2016", "May 2020"),
        ("Ekhaya Bakery", "Baker", "July 2012", "May 2016"),
    ):
        _form((("Employer", f": {company}"), ("Post", f": {title}"), ("From", f": {start}"), ("To", f": {end}")), sheet)
        sheet.y += 8
    sheet.heading("SCHOOL")
    _form(
        (("School", ": Phumlani Secondary School"), ("Highest grade passed", ": Grade 12"), ("Year", ": 2003")), sheet
    )
    resume = read(sheet.pdf())
    assert [(job.company, job.title, job.start_date, job.end_date) for job in resume.experiences] == [
        ("Reef Logistics", "Driver", "June 2016", "May 2020"),
        ("Ekhaya Bakery", "Baker", "July 2012", "May 2016"),
    ]
    assert [(study.institution, study.degree, study.graduation_date) for study in resume.education] == [
        ("Phumlani Secondary School", "Grade 12", "2003")
    ]

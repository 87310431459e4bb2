"""Headlines that go on as text in the same line, and periods and labels that are parted from them."""

# ruff: noqa: RUF001
# Why: the dashes that resumes are written with.

from __future__ import annotations

import pytest

from intervue.resume.experience import parse_experience
from tests.resume.lines import rows

Text = str | tuple[str, ...]


def read(*texts: Text) -> list[tuple[str, str, str]]:
    return [(job.title, job.company, job.description) for job in parse_experience(rows(*texts))]


def test_a_sentence_that_begins_in_the_line_of_the_headline_is_the_description() -> None:
    assert read(
        ("2017–2020", "Postdoctoral Fellow, Skagit Marine Institute, Friday Harbor, Washington. Larval"),
        "dispersal of crab under hypoxia; three cruises as chief scientist.",
        ("2010–2011", "Laboratory Technician, Gulf Shellfish Lab, Boothbay, Maine"),
    ) == [
        (
            "Postdoctoral Fellow",
            "Skagit Marine Institute",
            "Larval dispersal of crab under hypoxia; three cruises as chief scientist.",
        ),
        ("Laboratory Technician", "Gulf Shellfish Lab", ""),
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "2015 – 2018: Waiter, Café Blau, Wien: served sixty covers a night",
            ("Waiter", "Café Blau", "served sixty covers a night"),
        ),
        (
            "Chef de Partie, Tama & Sons (2015 – 2018) – larder, then sauce",
            ("Chef de Partie", "Tama & Sons", "larder, then sauce"),
        ),
        (
            "Jan 2019 – today. Sales Manager at Larkspur Ltd. Responsible for forty accounts.",
            ("Sales Manager", "Larkspur Ltd", "Responsible for forty accounts."),
        ),
        ("Staff Nurse. Elm Clinic, 2015 – 2018", ("Staff Nurse", "Elm Clinic", "")),
        (
            "Driver / Tama & Sons, Wellington (Nov 2020 – now)",
            ("Driver", "Tama & Sons", ""),
        ),
    ],
)
def test_a_headline_ends_where_its_text_begins(text: str, told: tuple[str, str, str]) -> None:
    assert read(text) == [told]


def test_a_period_that_is_broken_beside_a_headline_of_two_lines_is_whole() -> None:
    jobs = parse_experience(
        rows(
            ("October 2015 to", "Pupil, Pomegranate Court Chambers (supervisors Rupert Oyelaran and Judith"),
            ("September 2016", "Salt)"),
            ("2013 to 2015", "Paralegal, Hackney Law Unit"),
        )
    )
    assert [(job.title, job.company, job.start_date, job.end_date) for job in jobs] == [
        ("Pupil", "Pomegranate Court Chambers", "October 2015", "September 2016"),
        ("Paralegal", "Hackney Law Unit", "2013", "2015"),
    ]


def test_labels_in_cells_of_their_own_say_what_stands_beside_them() -> None:
    jobs = parse_experience(
        rows(
            *(("Empresa:", "Transportes Vigía S.A.S."), ("Cargo:", "Conductor"), ("Tiempo:", "2017 – Actual")),
            *(("Funciones:", "Rutas nacionales, carga seca"), "y refrigerada.", "Jefe inmediato: Gloria Patiño"),
            *(("Empresa:", "Distribuidora La Cosecha Ltda."), ("Cargo:", "Auxiliar"), ("Tiempo:", "2011 – 2017")),
        )
    )
    assert [(job.title, job.company, job.start_date, job.description) for job in jobs] == [
        ("Conductor", "Transportes Vigía S.A.S.", "2017", "Rutas nacionales, carga seca y refrigerada."),
        ("Auxiliar", "Distribuidora La Cosecha Ltda.", "2011", ""),
    ]


@pytest.mark.parametrize("word", ["with", "for", "en", "para", "nel", "pour", "voor"])
def test_employers_stand_behind_a_small_word_where_all_positions_are_written_so(word: str) -> None:
    found = read(f"Driver {word} Yuyo, 2019 – 2020", f"Waiter {word} Tranquera, 2017 – 2018")
    assert found == [("Driver", "Yuyo", ""), ("Waiter", "Tranquera", "")]


def test_a_field_behind_a_small_word_is_no_employer() -> None:
    found = read(
        ("Ingeniera en Sistemas", "2015 – 2018"),
        *("Grupo Nube", "• Hizo cosas", ("Técnica en Farmacia", "2012 – 2015"), "Hospital La Luz", "• Atendió"),
    )
    assert found == [("Ingeniera en Sistemas", "Grupo Nube", ""), ("Técnica en Farmacia", "Hospital La Luz", "")]

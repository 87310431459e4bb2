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


def test_lines_that_end_before_the_column_does_are_bullets_without_a_sign() -> None:
    jobs = parse_experience(
        rows(
            "Nurse, Corrib Hospital, 2018 – 2020",
            "Led the infection control group of the surgical ward, and trained",
            "forty new graduates",
            "Wrote the night rota",
            "Kept the stock of dressings",
        )
    )
    assert jobs[0].highlights == [
        "Led the infection control group of the surgical ward, and trained forty new graduates",
        "Wrote the night rota",
        "Kept the stock of dressings",
    ]


def test_a_paragraph_is_no_list_of_bullets() -> None:
    text = "Led the infection control group of the surgical ward, and trained"
    jobs = parse_experience(rows("Nurse, Corrib Hospital, 2018 – 2020", text, "Forty new graduates a year passed."))
    assert jobs[0].highlights == []
    assert jobs[0].description == f"{text} Forty new graduates a year passed."


def test_a_bullet_that_ends_with_a_comma_goes_on_below() -> None:
    jobs = parse_experience(
        rows(("Roofer", "2018 – 2020"), "Bedachungen Stratmann GmbH", "- Slate work, gutters,", "Dachfenster", "- Rota")
    )
    assert jobs[0].highlights == ["Slate work, gutters, Dachfenster", "Rota"]


def test_towns_in_no_list_are_taken_off_titles_where_known_ones_stand() -> None:
    found = read(
        *(("Scoil Naomh Bríd", "2018 – 2020"), "Literacy Coordinator, Gort an Choirce", "• Wrote the plan"),
        *(("Gaelscoil na Mara", "2014 – 2015"), "Substitute Teacher, Dublin 13", "• Covered first class"),
    )
    assert [job[:2] for job in found] == [
        ("Literacy Coordinator", "Scoil Naomh Bríd"),
        ("Substitute Teacher", "Gaelscoil na Mara"),
    ]


def test_a_field_behind_a_title_is_no_town() -> None:
    found = read(
        *(("Northgate Foods Ltd", "2018 – 2020"), "Director, Logistics", "• Ran the depots"),
        *(("Pennine Drinks plc", "2014 – 2018"), "Manager, Leeds", "• Sold drinks"),
    )
    assert found[0][:2] == ("Director, Logistics", "Northgate Foods Ltd")


def test_an_employer_that_another_position_names_alone_ends_the_title() -> None:
    found = read(
        *(("Shift Lead, Outbound, Maumee Distribution Partners", "2018 – 2024"), "• Crew of 22"),
        *(("Order Picker, Maumee Distribution Partners", "2015 – 2018"), "• Picked orders"),
    )
    assert found == [
        ("Shift Lead, Outbound", "Maumee Distribution Partners", ""),
        ("Order Picker", "Maumee Distribution Partners", ""),
    ]


def test_a_legal_form_in_the_next_line_ends_the_employer_above() -> None:
    jobs = parse_experience(
        rows("2016 to 2020", "Joiner, Shannonside Timber", "Frame Ltd, Foynes", "• Erected houses"), right=185
    )
    assert [(job.title, job.company, job.description) for job in jobs] == [
        ("Joiner", "Shannonside Timber Frame Ltd", "")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Manager - Dispatch, Kaveri Foods Ltd",
        "Manager - Dispatch – Kaveri Foods Ltd",
        "Kaveri Foods Ltd – Manager - Dispatch",
        "Kaveri Foods Ltd, Manager - Dispatch",
    ],
)
def test_a_dash_within_a_title_parts_no_employer(text: str) -> None:
    assert read((text, "2015 – 2019"), "• Sent lorries") == [("Manager - Dispatch", "Kaveri Foods Ltd", "")]


def test_a_department_of_an_employer_named_elsewhere_stays_with_it() -> None:
    found = read(
        *(("University of Westmere", "2014 – 2018"), "Lecturer", "• Taught"),
        *(("Department of Geography, University of Westmere", "2011 – 2014"), "Teaching Assistant", "• Marked"),
    )
    assert found[1][:2] == ("Teaching Assistant", "Department of Geography, University of Westmere")


def test_towns_behind_a_dash_are_no_part_of_employers_where_all_have_one() -> None:
    found = read(
        *("Ostara Ensemble – Gera", "Kapellmeister (2018 – 2020)", "• Dirigierte"),
        *("Bühnen am Markt – Zeitz", "Korrepetitor (2014 – 2018)", "• Spielte"),
    )
    assert [job[:2] for job in found] == [("Kapellmeister", "Ostara Ensemble"), ("Korrepetitor", "Bühnen am Markt")]


def test_an_employer_in_brackets_is_no_advisor() -> None:
    found = read("Route Driver (Pinnacle Snack Corp.), 2018 – 2020", "• Drove")
    assert found[0][:2] == ("Route Driver", "Pinnacle Snack Corp.")


@pytest.mark.parametrize("sign", ["• ", "- "])
def test_positions_that_are_the_entries_of_a_list_are_read_without_its_signs(sign: str) -> None:
    jobs = parse_experience(rows(f"{sign}2018 – 2020: Barista, Bean Scene", f"{sign}2013 – 2016: Waiter, Café Blau"))
    assert [(job.title, job.company, job.start_date) for job in jobs] == [
        ("Barista", "Bean Scene", "2018"),
        ("Waiter", "Café Blau", "2013"),
    ]


def test_a_period_in_two_cells_of_a_table_has_both_dates() -> None:
    jobs = parse_experience(rows(("• Oiler", "• Panay Ships Inc.", "• 21-Jun-2019", "• 02-Apr-2020")) * 2)
    assert [(job.title, job.company, job.start_date, job.end_date) for job in jobs] == [
        ("Oiler", "Panay Ships Inc.", "21-Jun-2019", "02-Apr-2020")
    ] * 2


def test_what_kind_an_employer_is_behind_its_name_is_text() -> None:
    assert read(
        *(("Barista", "2018 – 2020"), "Bean Scene, a roastery with six shops in the north", "• Made coffee"),
        *(("Waiter", "2015 – 2018"), "Café Blau", "• Served"),
    ) == [("Barista", "Bean Scene", "a roastery with six shops in the north"), ("Waiter", "Café Blau", "")]


def test_a_sentence_of_title_employer_and_period_is_a_position() -> None:
    found = read("From March 2018 to May 2020 I was Barista at Bean Scene in Leeds.")
    assert found[0][:2] == ("Barista", "Bean Scene")


def test_an_ending_for_women_is_no_word_that_goes_on_below() -> None:
    found = read(("Lagerist/in", "2018 – 2020"), "Spedition Mohr", "• Lager", ("Koch", "2016 – 2018"), "Gasthof Rose")
    assert [job[:2] for job in found] == [("Lagerist/in", "Spedition Mohr"), ("Koch", "Gasthof Rose")]


def test_two_employers_of_one_position_stay_together() -> None:
    assert read(("Barista, Bean Scene / Elm Café", "2018 – 2020"))[0][:2] == ("Barista", "Bean Scene / Elm Café")


def test_employers_behind_a_small_word_may_have_their_towns_behind_a_comma() -> None:
    found = read(
        *(("Administrativa en Mondragón Hermanos, Soria", "2018 – 2020"), "• Facturas"),
        *(("Dependienta en Zapatería Lucas", "2014 – 2018"), "• Ventas"),
    )
    assert [job[:2] for job in found] == [
        ("Administrativa", "Mondragón Hermanos"),
        ("Dependienta", "Zapatería Lucas"),
    ]


@pytest.mark.parametrize("share", [" (80 %)", ", 50%", " 60-80 %", " (40% Pensum)"])
def test_how_much_of_a_full_post_a_position_is_is_no_part_of_its_title(share: str) -> None:
    found = read((f"Sachbearbeiterin{share}", "2018 – 2020"), "Gemeinde Horgen", "• Akten")
    assert found[0][:2] == ("Sachbearbeiterin", "Gemeinde Horgen")


def test_a_labelled_project_within_a_position_is_none_of_its_own() -> None:
    found = read(
        *(("Consultant, Moth Advisory", "2015 – 2020"), "• Led the team"),
        *(("Project: ERP for a bank", "2018 – 2019"), "• Moved the data"),
        *(("Analyst, Elm Data", "2012 – 2015"), "• Cleaned data"),
    )
    assert [job[:2] for job in found] == [("Consultant", "Moth Advisory"), ("Analyst", "Elm Data")]


def test_a_numbered_list_of_sentences_about_positions_is_read() -> None:
    jobs = parse_experience(
        rows(
            *("1. Working as Associate at Menon & Varadarajan, Chennai from August", "2019 – Till date", "• Drafted"),
            *("2. Worked as Junior Advocate at Iyengar Chambers from July 2017 to June 2018", "• Assisted"),
        )
    )
    assert [(job.title, job.company, job.start_date, job.end_date) for job in jobs] == [
        ("Associate", "Menon & Varadarajan", "August 2019", "Till date"),
        ("Junior Advocate", "Iyengar Chambers", "July 2017", "June 2018"),
    ]

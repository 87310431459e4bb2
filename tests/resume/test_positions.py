"""Positions that are written in unusual ways: times without work, freelancers, employers above several roles."""

# ruff: noqa: RUF001
# Why: the dashes that resumes are written with.

from __future__ import annotations

import pytest

from intervue.resume.experience import parse_experience
from tests.resume.lines import rows

Row = str | tuple[str, ...]


def named(*texts: Row) -> list[tuple[str, str]]:
    return [(job.title, job.company) for job in parse_experience(rows(*texts))]


@pytest.mark.parametrize(
    "gap",
    ["Career break", "Elternzeit", "Congé parental", "Año sabático", "Parental leave", "Ouderschapsverlof", "Travel"],
)
def test_a_time_without_work_has_no_employer(gap: str) -> None:
    found = named(
        *(("Charge Nurse, Corrib Hospital", "2018 – 2020"), "• Led a shift"),
        (gap, "2016 – 2018"),
        *(("Staff Nurse, Tralee Clinic", "2012 – 2016"), "• Cared for patients"),
    )
    assert found == [("Charge Nurse", "Corrib Hospital"), (gap, ""), ("Staff Nurse", "Tralee Clinic")]


def test_a_sentence_below_a_time_without_work_is_no_employer() -> None:
    jobs = parse_experience(
        rows(
            *(("Charge Nurse, Corrib Hospital", "2018 – 2020"), "• Led a shift"),
            *(("Career break", "2016 – 2018"), "Full-time care of a parent."),
        )
    )
    assert (jobs[1].title, jobs[1].company, jobs[1].description) == ("Career break", "", "Full-time care of a parent.")


@pytest.mark.parametrize(
    "about", ["Wholesaler of frozen food to 400 restaurants in the north of England", "Food wholesale"]
)
def test_a_line_about_the_employer_is_no_position(about: str) -> None:
    found = named(
        *("Northgate Foods Ltd", about, "Regional Sales Manager 2018 – 2020", "• Doubled the number of accounts"),
        *("Account Executive 2014 – 2018", "• Looked after forty grocers"),
        *("Pennine Drinks plc", about, "Sales Representative 2011 – 2014", "• Sold soft drinks"),
    )
    assert found == [
        ("Regional Sales Manager", "Northgate Foods Ltd"),
        ("Account Executive", "Northgate Foods Ltd"),
        ("Sales Representative", "Pennine Drinks plc"),
    ]


def test_an_employer_with_its_whole_time_and_a_line_about_it_is_no_position_of_its_own() -> None:
    found = named(
        *(("Northgate Foods Ltd", "2011 – 2020"), "Frozen food wholesaler, 400 employees."),
        *(("Regional Sales Manager", "2018 – 2020"), "• Doubled the number of accounts"),
        *(("Account Executive", "2014 – 2018"), "• Looked after forty grocers"),
    )
    assert found == [("Regional Sales Manager", "Northgate Foods Ltd"), ("Account Executive", "Northgate Foods Ltd")]


def test_a_position_outside_the_time_of_the_line_above_is_not_below_that_employer() -> None:
    found = named("2018 – 2020 Larkspur Inc.", "2014 – 2016 Staff Nurse", "2010 – 2013 Cleaner, Tralee Clinic")
    assert ("Staff Nurse", "Larkspur Inc.") not in found[:1]
    assert len(found) == 3


@pytest.mark.parametrize(
    ("texts", "title", "company"),
    [
        ((("Drawing Teacher, evenings", "2012 – 2015"),), "Drawing Teacher, evenings", ""),
        (("Freelance Illustrator", "2015 – 2020 (part-time from 2018)"), "Freelance Illustrator", ""),
        (
            ("Self-employed Designer 2015 – 2020", "Clients include Larkspur Inc. and Fenwick Ltd"),
            "Self-employed Designer",
            "",
        ),
        ((("Forklift driver / picker – Magazzini Po", "2012 – 2015"),), "Forklift driver / picker", "Magazzini Po"),
        (
            (("Sales / Marketing Assistant", "2012 – 2015"), "Larkspur Inc."),
            "Sales / Marketing Assistant",
            "Larkspur Inc.",
        ),
        (("Waiter / Larkspur Inn / 2012 – 2015",), "Waiter", "Larkspur Inn"),
        (("Aviation Mechanic (AD2), United States Navy 2012 – 2015",), "Aviation Mechanic (AD2)", "United States Navy"),
        (
            (("Radio Operator", "2012 – 2015"), "Paria Coast Pilots, Point Lisas"),
            "Radio Operator",
            "Paria Coast Pilots",
        ),
        ((("Boatbuilder", "2012 – 2015"), "Harbour Craft (Lower Hutt, Wellington)"), "Boatbuilder", "Harbour Craft"),
        ((("Boatbuilder | Harbour Craft | Lower Hutt, Wellington", "2012 – 2015"),), "Boatbuilder", "Harbour Craft"),
        (("Juillet-août 2014 et 2015 : Serveur – Brasserie du Port",), "Serveur", "Brasserie du Port"),
        (("Summers 2008, 2009 and 2010", "Lifeguard, City of Galway"), "Lifeguard", "City of Galway"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_remarks_customers_slashes_and_towns_are_no_employer(texts: tuple[Row, ...], title: str, company: str) -> None:
    assert named(*texts, "• Did what had to be done") == [(title, company)]

"""Positions that are written in unusual ways: times without work, freelancers, employers above several roles."""

# ruff: noqa: RUF001
# Why: the dashes that resumes are written with.

from __future__ import annotations

import pytest

from intervue.resume.experience import parse_experience
from intervue.resume.headings import Kind, kind_of
from intervue.resume.layout import Row
from tests.resume.lines import line, rows

Text = str | tuple[str, ...]


def named(*texts: Text) -> list[tuple[str, str]]:
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
        (
            ("Home Health Aide", "Peachtree Home Care-Macon, GA", "2012 – 2015"),
            "Home Health Aide",
            "Peachtree Home Care",
        ),
        (("Hoogeland Farms / Plant Manager", "Uithuizen", "2012 – 2015"), "Plant Manager", "Hoogeland Farms"),
        (("Summers 2008, 2009 and 2010", "Lifeguard, City of Galway"), "Lifeguard", "City of Galway"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_remarks_customers_slashes_and_towns_are_no_employer(texts: tuple[Text, ...], title: str, company: str) -> None:
    assert named(*texts, "• Did what had to be done") == [(title, company)]


def at(number: int, *cells: tuple[float, str], bold: bool = False) -> Row:
    """A row on the baseline with this number; its cells begin at these places, points."""
    return Row(tuple(line(text, number, x=x, bold=bold) for x, text in cells))


def jobs_of(*found: Row) -> list[tuple[str, str, str | None, list[str]]]:
    return [(job.title, job.company, job.start_date, job.highlights) for job in parse_experience(found)]


def test_a_headline_that_had_no_room_goes_on_in_the_next_line_of_its_column() -> None:
    found = jobs_of(
        at(1, (50, "Kettle Moraine Foods, Inc. — Plant"), bold=True),
        at(2, (50, "Manager, Sheboygan"), bold=True),
        at(3, (50, "2014 to 2018")),
        at(4, (52, "• Led 310 people in three shifts")),
        at(1, (330, "Prairie Crust Bakeries — Continuous Improvement Lead"), bold=True),
        at(2, (330, "2008 to 2011")),
        at(3, (332, "• Trained 60 team leaders in five bakeries and three states")),
    )
    assert found[0][:3] == ("Plant Manager, Sheboygan", "Kettle Moraine Foods, Inc.", "2014")
    assert found[1][:3] == ("Continuous Improvement Lead", "Prairie Crust Bakeries", "2008")


def test_a_title_that_had_no_room_beside_its_period_goes_on_below_and_an_employer_there_does_not() -> None:
    found = jobs_of(
        at(1, (50, "Senior Product Marketing"), (180, "2018 – 2021"), bold=True),
        at(2, (50, "Manager"), bold=True),
        at(3, (50, "Ledgerfern Ltd")),
        at(4, (52, "• Led two launches")),
        at(6, (50, "Junior Marketing Analyst"), (180, "2015 – 2018"), bold=True),
        at(7, (50, "Driftcode"), bold=True),
        at(8, (52, "• Counted every reader of the letter")),
    )
    assert [job[:2] for job in found] == [
        ("Senior Product Marketing Manager", "Ledgerfern Ltd"),
        ("Junior Marketing Analyst", "Driftcode"),
    ]


def test_a_month_that_stayed_before_the_headline_belongs_to_the_period_in_the_margin() -> None:
    found = jobs_of(
        at(1, (100, "sept. Surveyor, Cabinet Estran")),
        at(2, (60, "2020–2022"), (150, "• Measured a coast of 90 km")),
        at(3, (150, "• Drew the maps of it")),
        at(4, (60, "2015–2020"), (150, "Draughtsman, Bureau Morvan")),
    )
    assert found == [
        ("Surveyor", "Cabinet Estran", "sept. 2020", ["Measured a coast of 90 km", "Drew the maps of it"]),
        ("Draughtsman", "Bureau Morvan", "2015", []),
    ]


def test_a_position_without_bullets_is_not_lost_where_the_first_headline_looks_another_way() -> None:
    found = jobs_of(
        at(1, (50, "LARKSPUR FREIGHT | Warehouse Team Leader")),
        at(2, (50, "2019 – Now")),
        at(3, (50, "• Lead 28 pickers")),
        at(4, (50, "LARKSPUR FREIGHT | Forklift Driver"), bold=True),
        at(5, (50, "2016 – 2019")),
        at(6, (50, "• Loaded 22 trailers a shift")),
        at(7, (50, "RIDGEWAY PARCELS | Packer"), bold=True),
        at(8, (50, "2015 – 2016")),
        at(9, (50, "THE OLD WEIR HOTEL | Kitchen Porter"), bold=True),
        at(10, (50, "2013 – 2015")),
    )
    assert [job[:3] for job in found[2:]] == [
        ("Packer", "RIDGEWAY PARCELS", "2015"),
        ("Kitchen Porter", "THE OLD WEIR HOTEL", "2013"),
    ]


def test_a_bullet_goes_on_in_a_line_that_begins_with_the_name_of_an_institute() -> None:
    found = jobs_of(
        at(1, (50, "Plant Manager, Kettle Moraine Foods, Inc."), bold=True),
        at(2, (50, "2014 – 2018")),
        at(3, (50, "• Set up an apprenticeship for electromechanics together with Lakeshore Technical")),
        at(4, (50, "Institute; 22 graduates so far")),
        at(5, (50, "• Passed eleven customer audits and two unannounced inspections with no major")),
        at(6, (50, "finding in the whole time")),
    )
    assert [text[-30:] for text in found[0][3]] == [
        "Institute; 22 graduates so far",
        "major finding in the whole time"[-30:],
    ]


def test_a_role_with_its_town_below_an_employer_is_one_title() -> None:
    found = jobs_of(
        at(1, (50, "Kettle Moraine Foods, Inc."), bold=True),
        at(2, (50, "Director of Operations")),
        at(3, (50, "2018 – Present")),
        at(4, (50, "• Run four plants")),
        at(5, (50, "Plant Manager, Sheboygan")),
        at(6, (50, "2014 – 2018")),
        at(7, (50, "• Led 310 people")),
        at(8, (50, "Driftless Dairy Cooperative"), bold=True),
        at(9, (50, "Quality Technician")),
        at(10, (50, "2005 – 2008")),
    )
    assert [job[:2] for job in found] == [
        ("Director of Operations", "Kettle Moraine Foods, Inc."),
        ("Plant Manager, Sheboygan", "Kettle Moraine Foods, Inc."),
        ("Quality Technician", "Driftless Dairy Cooperative"),
    ]


@pytest.mark.parametrize(
    "label", ["Key achievements:", "Achievements/Tasks", "Aufgaben:", "Missions", "Main responsibilities"]
)
def test_a_label_above_bullets_is_no_text_of_its_own(label: str) -> None:
    (job,) = parse_experience(rows("Charge Nurse, Corrib Hospital 2018 – 2020", label, "• Led a shift", "• Taught"))
    assert (job.company, job.description, job.highlights) == ("Corrib Hospital", "", ["Led a shift", "Taught"])


def test_entries_with_a_hanging_indent_are_highlights_also_without_a_sign() -> None:
    ((*_, found),) = jobs_of(
        at(1, (50, "Charge Nurse, Corrib Hospital"), (400, "2018 – 2020"), bold=True),
        at(2, (60, "Led a team of twelve nurses on a ward of 24 beds and took care of")),
        at(3, (72, "their rota")),
        at(4, (60, "Trained new graduates on the ward for infection control and")),
        at(5, (72, "hygiene")),
    )
    assert found == [
        "Led a team of twelve nurses on a ward of 24 beds and took care of their rota",
        "Trained new graduates on the ward for infection control and hygiene",
    ]


@pytest.mark.parametrize(
    "heading",
    ["Nebenjobs", "Ferienjobs", "Petits boulots", "Student jobs", "Bijbanen", "Altre esperienze"],
)
def test_small_jobs_have_headings_of_positions(heading: str) -> None:
    assert kind_of(heading) is Kind.EXPERIENCE


@pytest.mark.parametrize("heading", ["Wehrdienst", "Präsenzdienst", "Service militaire", "Servizio di leva"])
def test_service_that_the_law_demands_is_no_position(heading: str) -> None:
    assert kind_of(heading) is Kind.OTHER


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Hartwell Flow Control, Inc. (NYSE: HFC)", "Hartwell Flow Control, Inc."),
        ("United States Army, Fort Cavazos, TX and abroad", "United States Army"),
        ("Pasticceria Amodio & Figli, Minori (SA)", "Pasticceria Amodio & Figli"),
        ("Spedition Ruhrkontor GmbH (drei Wochen)", "Spedition Ruhrkontor GmbH"),
        ("Metzgermeister Uwe Pietsch, Gladbeck", "Metzgermeister Uwe Pietsch"),
        ("Drakensberg Steel (Pty) Ltd", "Drakensberg Steel (Pty) Ltd"),
    ],
)
def test_an_employer_is_read_without_what_is_told_of_it(name: str, told: str) -> None:
    assert named(("Controller", "2015 – 2018"), name, "• Led the team") == [("Controller", told)]

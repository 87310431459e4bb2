"""Periods in the margin of a table without rules: half way down, on several lines, above halves of the page."""

from __future__ import annotations

import pytest

from tests.resume.pages import BOLD, ITALIC, Sheet
from tests.resume.reading import read

_JOBS = (
    ("March 2019", "Present", "Shift Manager", "Fjord Cooling Ltd", ("Led a team of 26", "Cut errors", "Trained two")),
    ("June 2015", "February 2019", "Team Leader", "Vestland Parcels Ltd", ("Planned routes for 41 vans",)),
    ("August 2012", "May 2015", "Forklift Operator", "Harbour Sons Ltd", ("Loaded ferries", "Kept the ledger")),
)  # fmt: skip


def _jobs(sheet: Sheet, *, lines: int, share: float) -> None:
    """Positions at the right, their periods on so many lines at the left, so far down beside them."""
    for start, end, title, employer, bullets in _JOBS:
        top = sheet.y
        sheet.line(title, x=180, font=BOLD)
        sheet.line(employer, x=180)
        for bullet in bullets:
            sheet.line(f"- {bullet}", x=190)
        parts = {1: [f"{start} - {end}"], 2: [f"{start} -", end], 3: [start, "-", end]}[lines]
        free = max(sheet.y - top - 14 * len(parts), 0.0)
        for number, part in enumerate(parts):
            sheet.put(50, part, y=top + share * free + 14 * number)
        sheet.y = max(sheet.y, top + 14 * lines) + 8


@pytest.mark.parametrize("heading", ["Work Experience", "Where I have been"])
@pytest.mark.parametrize("share", [0.0, 0.5])
@pytest.mark.parametrize("lines", [1, 2, 3])
def test_a_period_in_the_margin_belongs_to_the_entry_it_stands_beside(lines: int, share: float, heading: str) -> None:
    sheet = Sheet()
    sheet.line("Ingrid Halvorsen", size=20, font=BOLD, gap=24)
    sheet.line("ingrid@example.org")
    sheet.heading(heading)
    _jobs(sheet, lines=lines, share=share)
    sheet.heading("Skills")
    sheet.line("Inventory control, Route planning")
    resume = read(sheet.pdf())
    found = [
        (job.start_date, job.end_date, job.title, job.company, tuple(job.highlights)) for job in resume.experiences
    ]
    assert found == list(_JOBS)
    assert resume.skills == ["Inventory control", "Route planning"]


def test_dates_at_the_right_belong_to_the_jobs_though_the_page_is_halved_below_them() -> None:
    sheet = Sheet()
    sheet.line("Ingrid Halvorsen", size=20, font=BOLD, gap=24)
    sheet.heading("Work Experience")
    for start, end, title, employer, bullets in _JOBS:
        sheet.right(f"{start} - {end}")
        sheet.line(f"{title}, {employer}", font=BOLD)
        for bullet in bullets:
            sheet.line(f"- {bullet}", x=60)
    columns = (
        ("Education", "Bachelor of Science, Nordvik College, 2012", "Skills", "Inventory control, Route planning"),
        ("Certifications", "First Aid at Work, Red Cross", "Languages", "Norwegian, English"),
    )
    top = sheet.y
    for x, (first, text, second, more) in zip((50, 320), columns, strict=True):
        sheet.y = top
        for title, line in ((first, text), (second, more)):
            sheet.heading(title, x=x)
            sheet.line(line, x=x)
    resume = read(sheet.pdf())
    assert [(job.start_date, job.end_date) for job in resume.experiences] == [job[:2] for job in _JOBS]
    assert resume.skills == ["Inventory control", "Route planning"]
    assert resume.certifications == ["First Aid at Work, Red Cross"]


def test_employers_in_bold_are_no_headings_where_the_headings_stand_in_the_margin() -> None:
    sheet = Sheet()
    sheet.line("Ingrid Halvorsen", x=180, size=20, font=BOLD, gap=24)
    sheet.put(50, "Work Experience", font=BOLD, size=11)
    jobs = (
        ("Fjord Cooling", ("Shift Manager", "Driver")),
        ("Stord Training Services", ("Driver",)),
        ("Quillpay", ("Clerk",)),
        ("Elm Farm", ("Driver",)),
    )
    for employer, titles in jobs:
        sheet.line(f"{employer}, Bergen", x=180, font=BOLD)
        for title in titles:
            sheet.line(f"{title} (2015 - 2019)", x=180)
            sheet.bullets("Trained two colleagues", x=190)
        sheet.y += 8
    for heading, text in (
        ("Education", "Bachelor of Science, Nordvik College, 2012"),
        ("", "Vocational Certificate, Stord School, 2008"),
        ("Awards", "Safety prize, 2015"),
        ("Skills", "Lean, SAP"),
    ):
        sheet.put(50, heading, font=BOLD, size=11)
        sheet.line(text, x=180, gap=22)
    resume = read(sheet.pdf())
    assert [job.company for job in resume.experiences] == [
        "Fjord Cooling",
        "Fjord Cooling",
        "Stord Training Services",
        "Quillpay",
        "Elm Farm",
    ]
    assert resume.skills == ["Lean", "SAP"]


def test_titles_in_italics_beside_periods_are_no_headings() -> None:
    sheet = Sheet()
    sheet.line("Ingrid Halvorsen", size=20, font=BOLD, gap=24)
    sheet.heading("Work Experience", size=14)
    jobs = (("2016 - 2023", "Brook & Ahlers LLP", "Wayfinder"), ("2011 - 2015", "Lennard Sons LLP", "Keeper of Seals"))
    for period, employer, title in (*jobs, ("2007 - 2009", "Stord University", "Helping Hand")):
        sheet.put(50, period)
        sheet.line(employer, x=180)
        sheet.line(title, x=180, font=ITALIC)
        sheet.line("Advice to employers on contracts and on their works councils.", x=180, gap=22)
    sheet.heading("Education", size=14)
    for year, study in (("2011", "Bar examination"), ("2010", "Master of Laws"), ("2007", "Bachelor of Laws")):
        sheet.put(50, year)
        sheet.line(study, x=180)
    sheet.heading("Skills", size=14)
    sheet.line("Negotiation, Mediation")
    resume = read(sheet.pdf())
    assert [(job.title, job.company) for job in resume.experiences] == [
        ("Wayfinder", "Brook & Ahlers LLP"),
        ("Keeper of Seals", "Lennard Sons LLP"),
        ("Helping Hand", "Stord University"),
    ]


@pytest.mark.parametrize("lines", [1, 2, 3])
def test_periods_of_several_lines_stand_between_headings_in_the_margin_and_the_text(lines: int) -> None:
    sheet = Sheet()
    sheet.line("Ingrid Halvorsen", size=20, font=BOLD, gap=24)
    for heading, text in (("Profile", "Warehouse lead who is calm on peak days and strict about safety."),):
        sheet.put(50, heading, font=BOLD, size=12)
        sheet.line(text, x=160, gap=20)
    sheet.put(50, "Experience", font=BOLD, size=12)
    for start, end, title, employer, bullets in _JOBS:
        parts = {1: [f"{start} - {end}"], 2: [f"{start} -", end], 3: [start, "-", end]}[lines]
        for number, part in enumerate(parts):
            sheet.put(160, part, y=sheet.y + 14 * number)
        sheet.line(title, x=300, font=BOLD)
        sheet.line(employer, x=300)
        for bullet in bullets:
            sheet.line(f"- {bullet}", x=310)
        sheet.y += 8
    sheet.put(50, "Skills", font=BOLD, size=12)
    sheet.line("Lean, SAP", x=160)
    resume = read(sheet.pdf())
    found = [
        (job.start_date, job.end_date, job.title, job.company, tuple(job.highlights)) for job in resume.experiences
    ]
    assert found == list(_JOBS)
    assert resume.skills == ["Lean", "SAP"]


_POSTS = (
    ("Head Librarian", "Cathays Public Library"),
    ("Librarian", "Penarth Library Trust"),
    ("Archive Assistant", "Glamorgan Record Society"),
)


@pytest.mark.parametrize("size", [9, 11])
@pytest.mark.parametrize("pitch", [1.2, 1.6])
@pytest.mark.parametrize(
    "dates",
    [
        ("2018 -", "2014 - 2018", "2011 - 2014"),
        ("Since 2018", "2014 - 2018", "2011 - 2014"),
        ("2019", "June 2014 - May 2018", "2011 - 2014"),
        ("seit 03/2018", "04/2014 - 02/2018", "2013"),
        ("2018 -", "2016 -", "2011 - 2014"),
        ("2018 -", "2016", "2011 - 2014"),
        ("2011", "2014", "2018"),
    ],
)
def test_periods_of_entries_of_one_line_stay_on_their_lines(dates: tuple[str, ...], pitch: float, size: float) -> None:
    sheet = Sheet()
    sheet.line("Carys Penhaligon", size=20, font=BOLD, gap=24)
    sheet.line("carys@example.org")
    sheet.heading("Experience")
    for date, post in zip(dates, _POSTS, strict=True):
        sheet.put(50, date, size=size)
        sheet.line(", ".join(post), x=170, size=size, gap=pitch * size)
    sheet.heading("Skills")
    sheet.line("Cataloguing, Koha")
    found = [
        (job.title, job.company, job.start_date, *filter(None, [job.end_date])) for job in read(sheet.pdf()).experiences
    ]
    wanted = [tuple(filter(None, date.split(" - "))) for date in dates]
    assert found == [
        (*post, *(part.removesuffix(" -") for part in ends)) for post, ends in zip(_POSTS, wanted, strict=True)
    ]

"""What is printed on every page, between two lines of one job: headers, footers and page numbers are in no field."""

from __future__ import annotations

import re

import pytest

from tests.resume.corpus_pages import found, pages, stored, wrong
from tests.resume.pages import BOLD, Sheet
from tests.resume.reading import read

PAGES = 5
POINT = "Planned the routes of forty trucks a day in the {} year and cut the kilometres that they drive"
RESTS = ("empty by a fifth", "by a sixth", "on Sundays, as a test for two months, by more than half", "for nothing")
YEARS = ("first", "second", "third", "fourth")


def long_career(header: str, footer: str) -> bytes:
    """One job over five pages; each page ends in the middle of a bullet."""
    sheet = Sheet()
    sheet.line("Ingrid Van der Meer", size=20, font=BOLD, gap=18)
    sheet.line("ingrid@example.com | +31 10 555 0123 | Delft, Netherlands")
    sheet.heading("EXPERIENCE")
    sheet.dated("Logistics Coordinator", "Mar 2021 - Present")
    sheet.line("Harbor Freight Lines")
    for number in range(1, PAGES):
        sheet.y = 700
        sheet.bullets(POINT.format(YEARS[number - 1]))
        sheet.put(250, footer.format(number), y=765, size=8)
        sheet.new_page()
        sheet.put(50, header.format(number + 1), y=30, size=8)
        sheet.line(RESTS[number - 1], x=72)
    sheet.put(250, footer.format(PAGES), y=765, size=8)
    sheet.heading("SKILLS")
    sheet.line("Excel, Forecasting")
    return sheet.pdf()


RUNNING = {
    "the name above, a page number below": ("Ingrid Van der Meer", "Page {} of 5"),
    "name and number above": ("Ingrid Van der Meer - Resume - {}", ""),
    "contact data above": ("ingrid@example.com | +31 10 555 0123", "{}"),
    "a bare number below": ("", "{}"),
    "a number of how many": ("", "{} / 5"),
    "a number between dashes": ("", "- {} -"),
    "a title above and a date below": ("Curriculum Vitae", "March 2024"),
    "German": ("Lebenslauf Ingrid Van der Meer", "Seite {} von 5"),
    "French": ("", "Page {} sur 5"),
}


@pytest.mark.parametrize(("header", "footer"), RUNNING.values(), ids=list(RUNNING))
def test_what_runs_over_five_pages_does_not_come_between_two_lines_of_one_job(header: str, footer: str) -> None:
    resume = read(long_career(header, footer))
    (job,) = resume.experiences
    assert (job.title, job.company, job.start_date, job.end_date) == (
        "Logistics Coordinator",
        "Harbor Freight Lines",
        "Mar 2021",
        "Present",
    )
    assert job.highlights == [f"{POINT.format(year)} {rest}" for year, rest in zip(YEARS, RESTS, strict=True)]
    assert job.description == ""
    assert resume.skills == ["Excel", "Forecasting"]
    assert resume.contact.name == "Ingrid Van der Meer"


@pytest.mark.parametrize(
    ("name", "running"),
    [
        ("running-weasyprint--operations", r"Page \d of \d"),
        ("page-of-libreoffice--operations", r"Page \d of \d"),
        ("formal-libreoffice--historian", r"\d/\d"),
        ("long-typst--biologist", r"\d"),
        ("letterhead-libreoffice--platform", r"hamish@okoro-lindgren\.example"),
    ],
)
def test_headers_footers_and_page_numbers_of_whole_files_are_in_no_field(name: str, running: str) -> None:
    assert pages(name) >= 2
    assert len(re.findall(running, stored(name))) >= pages(name)
    assert wrong(name) == []
    assert not re.search(r"(?m)^Page \d of \d$", found(name).raw_text)


def test_a_line_that_is_on_every_page_stays_once_where_it_is_the_name() -> None:
    assert read(long_career("Ingrid Van der Meer", "{}")).raw_text.count("Ingrid Van der Meer") == 1


def page_after_page(*tops: str, gap: float, header: str = "") -> list[str]:
    """Titles of three positions, each at the top of a page below `tops`, its employer; the last two on page 2 and 3."""
    sheet = Sheet()
    sheet.line("Ingrid Van der Meer", size=20, font=BOLD, gap=18)
    sheet.line("ingrid@example.com | +31 10 555 0123 | Delft, Netherlands")
    sheet.heading("EXPERIENCE")
    for number, top in enumerate(tops):
        if number:
            sheet.new_page()
            sheet.line(header, gap=gap)
        sheet.line(top, font=BOLD)
        sheet.dated(("Planner", "Driver", "Loader")[number], f"{2020 - 3 * number} - {2023 - 3 * number}", font="helv")
        sheet.bullets("Planned forty routes a day", "Cut the kilometres that are driven empty")
    return [f"{job.title}, {job.company}" for job in read(sheet.pdf()).experiences]


def test_an_employer_at_the_top_of_two_pages_is_no_running_header() -> None:
    jobs = page_after_page("Harbor Freight Lines", "Delta Mills", "Delta Mills", gap=0)
    assert jobs == ["Planner, Harbor Freight Lines", "Driver, Delta Mills", "Loader, Delta Mills"]


def test_a_header_that_begins_on_the_second_page_is_told_by_the_space_below_it() -> None:
    jobs = page_after_page("Harbor Freight Lines", "Delta Mills", "Elm Dairy", gap=26, header="Application for Planner")
    assert jobs == ["Planner, Harbor Freight Lines", "Driver, Delta Mills", "Loader, Elm Dairy"]

"""Each way in which people set a page, on a file of the corpus that is set so."""

from __future__ import annotations

import pytest

from tests.resume.corpus_pages import found, stored, truth, wrong
from tests.resume.pages import BOLD, Sheet
from tests.resume.reading import read


def test_one_column_is_read_from_the_top_down() -> None:
    assert wrong("plain-typst--developer") == []


@pytest.mark.parametrize("name", ["sidebar-typst--teacher", "sidebar-dark-chromium--hotelaria"])
def test_a_sidebar_at_the_left_keeps_apart_from_the_career(name: str) -> None:
    assert wrong(name) == []


def test_a_sidebar_at_the_right_keeps_apart_from_the_career() -> None:
    assert wrong("sidebar-right-chromium--nurse") == []


@pytest.mark.parametrize("name", ["equal-columns-chromium--architect", "halves-typst--sales"])
def test_two_equal_columns_are_read_one_after_the_other(name: str) -> None:
    assert wrong(name) == []


@pytest.mark.parametrize("name", ["band-typst--product", "band-weasyprint--analyst", "cards-chromium--chef"])
def test_a_band_across_the_top_gives_name_and_contact_and_nothing_else(name: str) -> None:
    assert wrong(name) == []


def test_white_letters_on_a_dark_band_are_name_and_contact_of_the_two_columns_below() -> None:
    sheet = Sheet()
    sheet.page.draw_rect((0, 0, 612, 110), color=None, fill=(0.1, 0.2, 0.4))
    for y, text, size in ((50, "Noor Haddad", 24), (72, "Data Analyst", 12), (94, "noor@example.com", 10)):
        sheet.page.insert_text((50, y), text, fontsize=size, fontname=BOLD, color=(1, 1, 1))
    sheet.page.insert_text((300, 94), "415-555-0133  |  Oakland, CA", fontsize=10, color=(1, 1, 1))
    sheet.y = 140
    sheet.line("SKILLS", size=12, font=BOLD)
    for skill in ("SQL", "R", "Tableau", "Forecasting", "Excel"):
        sheet.line(skill)
    sheet.y = 140
    sheet.line("EXPERIENCE", x=220, size=12, font=BOLD)
    sheet.line("Data Analyst", x=220, font=BOLD)
    sheet.line("Harbor Insurance Group", x=220)
    sheet.line("Feb 2021 - Present", x=220)
    sheet.bullets("Built the monthly loss report", "Cleaned the data of nine clients", x=220)
    resume = read(sheet.pdf())
    contact = resume.contact
    assert (contact.name, contact.email, contact.phone, contact.location) == (
        "Noor Haddad",
        "noor@example.com",
        "415-555-0133",
        "Oakland, CA",
    )
    assert resume.skills == ["SQL", "R", "Tableau", "Forecasting", "Excel"]
    assert [(job.title, job.company) for job in resume.experiences] == [("Data Analyst", "Harbor Insurance Group")]


@pytest.mark.parametrize("name", ["timeline-chromium--periodista", "timeline-typst--sociale"])
def test_a_timeline_with_dates_in_the_margin_dates_the_jobs_beside_them(name: str) -> None:
    assert wrong(name) == []


@pytest.mark.parametrize(
    "name", ["dates-table-libreoffice--nurse", "labels-libreoffice--teacher", "theme-chromium--analyst"]
)
def test_cells_of_a_table_are_read_row_by_row(name: str) -> None:
    assert wrong(name) == []


DATES = {
    "at the right": "tabs-libreoffice--accountant",
    "below the title": "date-below-libreoffice--sales",
    "in front of the title": "front-dates-libreoffice--civil",
    "in the margin": "margin-dates-latex--historian",
    "in brackets behind the title": "band-weasyprint--analyst",
}


@pytest.mark.parametrize("name", DATES.values(), ids=list(DATES))
def test_dates_are_found_wherever_they_stand(name: str) -> None:
    assert len(truth(name).experiences) >= 2
    assert wrong(name, "experience") == []


@pytest.mark.parametrize("name", ["roles-typst--nurse", "date-below-libreoffice--product"])
def test_several_roles_under_a_company_that_is_printed_once_each_have_its_name(name: str) -> None:
    companies = [job.company for job in truth(name).experiences]
    shared = {company for company in companies if companies.count(company) > stored(name).count(company)}
    assert shared
    assert [(job.company, job.title, job.start_date) for job in found(name).experiences] == [
        (job.company, job.title, job.start_date) for job in truth(name).experiences
    ]


@pytest.mark.parametrize("name", ["design-reportlab--chef", "band-weasyprint--analyst"])
def test_pieces_that_are_drawn_in_no_order_are_read_in_the_order_of_the_page(name: str) -> None:
    first = [job.highlights[0][:20] for job in truth(name).experiences if job.highlights]
    drawn, text = stored(name), found(name).raw_text
    places = [drawn.index(each) for each in first]
    assert places != sorted(places) or drawn.index(first[0]) > drawn.index(truth(name).education[0].institution[:12])
    assert [text.index(each) for each in first] == sorted(text.index(each) for each in first)
    assert wrong(name) == []

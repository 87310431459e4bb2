"""Bullets of every kind, as the makers of PDFs put them on the page."""

from __future__ import annotations

import pytest

from tests.resume.pages import BOLD, Sheet
from tests.resume.reading import read

DID = ["Planned the routes of forty trucks a day", "Negotiated with nine hauliers"]


def start() -> Sheet:
    sheet = Sheet()
    sheet.line("Ingrid Van der Meer", size=20, font=BOLD, gap=18)
    sheet.line("ingrid@example.com | +31 10 555 0123")
    sheet.heading("EXPERIENCE")
    sheet.dated("Logistics Coordinator", "Mar 2021 - Present")
    sheet.line("Harbor Freight Lines")
    return sheet


def finish(sheet: Sheet) -> list[str]:
    sheet.heading("SKILLS")
    sheet.line("Excel, Forecasting")
    (job,) = read(sheet.pdf()).experiences
    return job.highlights


@pytest.mark.parametrize("radius", [1.0, 1.5, 2.5])
def test_dots_that_are_drawn_are_bullets(radius: float) -> None:
    sheet = start()
    for text in DID:
        sheet.page.draw_circle((64, sheet.y - 3.5), radius, color=(0, 0, 0), fill=(0, 0, 0))
        sheet.line(text, x=74)
    assert finish(sheet) == DID


def test_squares_that_are_drawn_are_bullets() -> None:
    sheet = start()
    for text in DID:
        sheet.page.draw_rect((62, sheet.y - 5, 65, sheet.y - 2), color=None, fill=(0.2, 0.4, 0.8))
        sheet.line(text, x=74)
    assert finish(sheet) == DID


def test_the_dots_of_a_timeline_are_no_bullets_of_its_headlines() -> None:
    sheet = start()
    sheet.bullets(*DID)
    sheet.page.draw_circle((44, sheet.y - 3.5), 4, fill=(0.8, 0.2, 0.2))
    sheet.dated("Warehouse Supervisor", "Sep 2017 - Feb 2021", x=54)
    sheet.line("Blauwzee Storage BV", x=54)
    sheet.bullets("Led a shift of 22 people")
    assert [job.title for job in read(sheet.pdf()).experiences] == ["Logistics Coordinator", "Warehouse Supervisor"]


def test_dots_that_show_a_level_are_no_bullets() -> None:
    sheet = start()
    sheet.bullets(*DID)
    sheet.heading("SKILLS")
    for skill in ("Excel", "SAP"):
        for number in range(5):
            sheet.page.draw_circle((50 + 6 * number, sheet.y - 3.5), 2, fill=(0, 0, 0))
        sheet.line(skill, x=82)
    resume = read(sheet.pdf())
    assert resume.skills == ["Excel", "SAP"]
    assert "\u2022 Excel" not in resume.raw_text


@pytest.mark.parametrize("pitch", [10.5, 11.0, 14.0])
def test_bullets_go_on_in_lines_that_are_set_so_narrow_that_their_letters_overlap(pitch: float) -> None:
    sheet = start()
    for first, rest in (("Planned the routes of forty", "trucks a day"), ("Negotiated with nine", "hauliers")):
        sheet.put(60, "\u2022")
        sheet.line(first, x=72, gap=pitch)
        sheet.line(rest, x=72, gap=pitch)
    assert finish(sheet) == DID


def test_a_year_alone_below_a_full_line_of_a_bullet_is_its_last_word_and_no_period() -> None:
    sheet = start()
    text = f"{DID[0]} and saved the nine largest carriers two million euros of their fuel in"
    sheet.bullets(f"{text}\n2023", "Negotiated with nine hauliers")
    assert finish(sheet) == [f"{text} 2023", "Negotiated with nine hauliers"]

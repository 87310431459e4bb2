"""Narrow columns beside the career, on one grid with it: each side is read for itself."""

from __future__ import annotations

import pytest

from intervue.resume.columns import best_gutter
from tests.resume.lines import line
from tests.resume.pages import BOLD, PLAIN, Sheet
from tests.resume.reading import fields_of

SIDE = [
    ("PERSONAL DETAILS", BOLD),
    *((text, PLAIN) for text in ("Name", "Jane Roe", "Phone number", "868-555-0123", "Email address")),
    *((text, PLAIN) for text in ("jane@example.org", "Address", "12 Bay Road", "Chaguanas", "Date of birth")),
    *((text, PLAIN) for text in ("12-03-1985", "Place of birth", "Arima", "Driving licence", "B")),
    ("SKILLS", BOLD),
    ("Navigation", PLAIN),
    ("Radar", PLAIN),
]
CAREER = [
    ("EXPERIENCE", BOLD),
    ("Harbour Master", BOLD),
    *(
        (text, PLAIN)
        for text in ("Paria Coast Pilots", "Mar 2020 - Present", "\u2022 Moved 140 ships", "\u2022 Led nine")
    ),
    ("Pilot", BOLD),
    *((text, PLAIN) for text in ("Gulf Towing Ltd", "Jul 2015 - Feb 2020", "\u2022 Brought tankers in by night")),
    ("EDUCATION", BOLD),
    ("BSc in Nautical Science", BOLD),
    *((text, PLAIN) for text in ("University of Trinidad", "2015")),
]


def page(side_x: float, career_x: float, *, grid: float, shift: float, headed: bool) -> bytes:
    """A sidebar and a career with lines at equal distances; `shift`: how far the career stands below, points."""
    sheet = Sheet()
    if headed:
        sheet.put(career_x, "Jane Roe", size=22, font=BOLD, y=50)
    for x, column, down in ((side_x, SIDE, 0.0), (career_x, CAREER, shift)):
        for number, (text, font) in enumerate(column):
            sheet.put(x, text, y=80 + down + grid * number, size=9 if x == side_x else 10, font=font)
    return sheet.pdf()


@pytest.mark.parametrize(
    ("side_x", "career_x", "grid", "shift", "headed"),
    [
        (40.0, 220.0, 14.0, 0.0, True),
        (40.0, 220.0, 18.0, 36.0, True),
        (40.0, 160.0, 18.0, 36.0, False),
        (420.0, 40.0, 18.0, 36.0, True),
        (420.0, 40.0, 22.0, 0.0, False),
    ],
)
def test_a_sidebar_on_the_baselines_of_the_career_is_not_read_across(
    side_x: float, career_x: float, grid: float, shift: float, *, headed: bool
) -> None:
    resume = fields_of(page(side_x, career_x, grid=grid, shift=shift, headed=headed))
    assert resume.contact.name == "Jane Roe"
    assert [(job.title, job.company) for job in resume.experiences] == [
        ("Harbour Master", "Paria Coast Pilots"),
        ("Pilot", "Gulf Towing Ltd"),
    ]
    assert [job.highlights for job in resume.experiences] == [
        ["Moved 140 ships", "Led nine"],
        ["Brought tankers in by night"],
    ]
    assert [study.institution for study in resume.education] == ["University of Trinidad"]
    assert resume.skills == ["Navigation", "Radar"]


def test_labels_that_end_close_to_their_values_are_no_sidebar() -> None:
    labels = {0: "Self-assessment", 1: "European level", 2: "English", 4: "German", 6: "Technical", 7: "Computers"}
    lines = [line(label, number, x=170 - 5 * len(label)) for number, label in labels.items()]
    lines += [line("Understanding and speaking" if number % 2 else "B1", number, x=195) for number in range(9)]
    assert best_gutter(sorted(lines, key=lambda each: each.box.y0)) is None


def test_a_wide_side_with_periods_of_its_own_is_no_column_of_labels_beside_a_sidebar() -> None:
    wide = [line("Harbour Master and Pilot", 2.2 * number, x=40) for number in range(6)]
    wide += [line("Pilots of the coast", 2.2 * number + 1, x=40) for number in range(6)]
    wide += [line(f"Jan {2010 + number} - May {2011 + number}", 2.2 * number, x=280) for number in range(6)]
    side = [line("Radar and maps", 0.62 * number, x=430, size=8) for number in range(26)]
    gutter = best_gutter(sorted([*wide, *side], key=lambda each: (each.box.y0, each.box.x0)))
    assert gutter is not None
    assert 400 < gutter.x < 430


def test_a_wide_career_on_the_baselines_of_a_narrow_list_is_no_column_of_labels() -> None:
    side = [line("Radar", number, x=24, size=8) for number in range(17)]
    career = [line("Mar 2019 - May 2020", number, x=202) for number in range(1, 16, 3)]
    career += [line("Moved tankers in by night and day in all weathers", number, x=202) for number in range(2, 17, 3)]
    gutter = best_gutter(sorted([*side, *career], key=lambda each: (each.box.y0, each.box.x0)))
    assert gutter is not None
    assert 60 < gutter.x < 202

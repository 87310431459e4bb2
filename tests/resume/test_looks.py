"""Title and employer on one line with nothing but their looks between them."""

from __future__ import annotations

import pytest

from tests.resume.pages import BOLD, ITALIC, PLAIN, Sheet
from tests.resume.reading import read

JOBS = [("Charge Nurse", "Corrib Hospital"), ("Software Engineer", "Larkspur"), ("Head Chef", "Linden Hotel")]


def career(first: str, second: str, *, swapped: bool = False) -> Sheet:
    sheet = Sheet()
    sheet.line("Noor Haddad", size=20, font=BOLD, gap=18)
    sheet.line("noor@example.com | 415-555-0133")
    sheet.heading("EXPERIENCE")
    for number, pair in enumerate(JOBS):
        left, right = pair[::-1] if swapped else pair
        sheet.right(f"{2019 - 3 * number} - {2021 - 3 * number}")
        sheet.put(50, left, font=first)
        sheet.line(right, x=50 + sheet.width(f"{left} ", font=first), font=second)
        sheet.bullets("Did what had to be done")
    return sheet


@pytest.mark.parametrize("looks", [(BOLD, PLAIN), (PLAIN, BOLD), (PLAIN, ITALIC), (BOLD, ITALIC)])
@pytest.mark.parametrize("swapped", [False, True], ids=["title first", "employer first"])
def test_a_change_of_look_parts_title_from_employer(looks: tuple[str, str], *, swapped: bool) -> None:
    resume = read(career(*looks, swapped=swapped).pdf())
    assert [(job.title, job.company) for job in resume.experiences] == JOBS


@pytest.mark.parametrize(("bold", "plain"), [("Senior", "Charge Nurse"), ("Charge Nurse", "of the night shift")])
def test_a_title_of_which_one_word_stands_out_stays_whole(bold: str, plain: str) -> None:
    sheet = Sheet()
    sheet.line("Noor Haddad", size=20, font=BOLD, gap=18)
    sheet.line("noor@example.com | 415-555-0133")
    sheet.heading("EXPERIENCE")
    sheet.right("2019 - 2021")
    sheet.put(50, bold, font=BOLD)
    sheet.line(plain, x=50 + sheet.width(f"{bold} ", font=BOLD))
    sheet.line("Corrib Hospital")
    sheet.bullets("Did what had to be done")
    (job,) = read(sheet.pdf()).experiences
    assert (job.title, job.company) == (f"{bold} {plain}", "Corrib Hospital")

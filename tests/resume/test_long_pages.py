"""Pages that are made to cost time: each step's work grows with the text, not with its square."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.resume.lines import line
from tests.resume.reading import read_lines

if TYPE_CHECKING:
    from intervue.resume.lines import Line

pytestmark = pytest.mark.slow

LINES = 1200
BOUND = 3.0
"""Seconds of processor time; the worst of these takes a fifth of it."""
MOST_LINES = 5000
"""As many as the parser reads of a file. What grows with the square of the lines takes far more than the bound here."""


def page(texts: list[str], *, heading: str = "", columns: int = 1) -> list[Line]:
    """A very long page: the texts one below the other, in so many places of each baseline."""
    head = [line("Ada Example", 0, size=20), *([line(heading, 2, size=14, bold=True)] if heading else [])]
    return head + [
        line(text, 4 + number // columns, x=50 + 250 * (number % columns)) for number, text in enumerate(texts)
    ]


PAGES = {
    "the same heading again and again, twice on each line": page(["Experience"] * LINES, columns=2),
    "a word that is parted at the end of every line": page(["a" * 60 + "\u2010"] * LINES, heading="Summary"),
    "brackets that nobody closes": page(["x" + "(" * 1900] * 30, heading="Certifications"),
    "hundreds of degrees on one line": page(["BSc, " * 380] * 30, heading="Education"),
    "digits that might be telephone numbers": page(["1 (2) 3 (4) 5 (6) 7 (8) 9"] * LINES),
    "numbers that might be addresses": page(["1 " * 1000] * 20),
    "a list of skills that never ends": page(["lower case words without an end " * 3] * LINES, heading="Skills"),
}


@pytest.mark.parametrize("kind", PAGES)
def test_a_page_that_is_made_to_cost_time_is_read_in_bounds(kind: str) -> None:
    began = time.process_time()
    read_lines(PAGES[kind], [])
    assert time.process_time() - began < BOUND


def close(texts: list[str]) -> list[Line]:
    """Texts with hardly any space between their baselines."""
    lines = [line(text, 0) for text in texts]
    return [moved(each, y=500 * number / len(lines)) for number, each in enumerate(lines)]


def moved(each: Line, *, x: float = 0, y: float = 0) -> Line:
    """The line in another place."""
    spans = (replace(span, box=span.box._replace(x0=span.box.x0 + x, x1=span.box.x1 + x,
             y0=span.box.y0 + y, y1=span.box.y1 + y)) for span in each.spans)  # fmt: skip
    return replace(each, spans=tuple(spans))


FULL_PAGES = {
    "words side by side on one baseline": [moved(line("word", 0), x=20 * n) for n in range(MOST_LINES // 2)],
    "lines in the margin that name the document": [
        *(moved(line("CV abc", 0, size=8), y=-50 + n / 200) for n in range(MOST_LINES // 2)),
        *close(["some text here"] * (MOST_LINES // 2)),
    ],
    "lines across the page between two columns": [
        each
        for number in range(MOST_LINES // 2)
        for each in (line("x" * 80, 2 * number), line("b", 2 * number + 1, x=300 + 10 * (number % 12)))
    ],
    "headings beside their text": page(["EXPERIENCE", "2019 - 2020"] * (MOST_LINES // 2), columns=2),
    "a head of nothing but addresses": page([f"Tel. 0171 {n:07d}, Elm Street {n}" for n in range(MOST_LINES)]),
    "a colour for every two lines": [
        replace(each, spans=tuple(replace(span, colour=number // 4 * 4999) for span in each.spans))
        for number, each in enumerate(page([f"{'abcdefgh'[n % 8] * 4} Experience a" for n in range(MOST_LINES)]))
    ],
    "a heading over every line": page(["Skills", "Python"] * (MOST_LINES // 2)),
    "years half way down beside their entries": [
        each
        for number in range(MOST_LINES // 3)
        for each in (
            line("2019", 3 * number + 1),
            *(line("Engineer, Acme", 3 * number + row, x=200) for row in (0, 2)),
        )
    ],
    "headings among years half way down": [
        each
        for number in range(MOST_LINES // 2)
        for each in (
            line("2019" if number % 2 else "Experience", number),
            moved(line("Engineer, Acme", number, x=200), y=7),
        )
    ],
    "twelve columns of words": [
        moved(
            line(("Engineer", "2019", "Skills", "BSc", "Led", "Go")[(5 * n + n // 12 % 7) % 6], n // 12),
            x=60 * (n % 12),
        )
        for n in range(MOST_LINES * 3 // 5)
    ],
}


@pytest.mark.parametrize("kind", FULL_PAGES)
def test_as_many_lines_as_are_read_take_no_longer_than_a_file_may(kind: str) -> None:
    began = time.process_time()
    read_lines(FULL_PAGES[kind], [])
    assert time.process_time() - began < BOUND


def test_bounds_hold_for_the_whole_page_and_not_for_each_of_its_sections() -> None:
    jobs = [text for n in range(70) for text in ("Experience", f"Engineer, Acme {n} Ltd", f"{1950 + n} - {1951 + n}")]
    studies = [text for n in range(40) for text in ("Education", f"BSc Physics, University of Leeds, {1950 + n}")]
    skills = ["Skills", *(f"Tool{n}a, Tool{n}b, Tool{n}c, Tool{n}d" for n in range(80))]
    resume = read_lines(page([*jobs, *studies, *skills]), [])
    assert (len(resume.experiences), len(resume.education), len(resume.skills)) == (60, 30, 200)

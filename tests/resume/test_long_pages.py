"""Pages that are made to cost time: each step's work grows with the text, not with its square."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from intervue.resume.parse import parse_lines
from tests.resume.lines import line

if TYPE_CHECKING:
    from intervue.resume.lines import Line

LINES = 1200
BOUND = 3.0
"""Seconds of processor time; the worst of these takes a fifth of it."""


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
    "a list of skills that never ends": page(["lower case words without an end " * 3] * LINES, heading="Skills"),
}


@pytest.mark.parametrize("kind", PAGES)
def test_a_page_that_is_made_to_cost_time_is_read_in_bounds(kind: str) -> None:
    began = time.process_time()
    parse_lines(PAGES[kind], [])
    assert time.process_time() - began < BOUND

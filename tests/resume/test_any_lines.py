"""Whatever stands on a page, parsing ends soon and gives a résumé that can be sent."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intervue.resume.details import with_details
from intervue.resume.lines import Box, Line, Link, Span
from intervue.resume.ordered import in_order
from intervue.resume.provenance import fields
from intervue.resume.schema import DetailedResume, ParsedResume
from tests.resume.reading import read_lines

WORDS = st.sampled_from(
    [
        "EXPERIENCE",
        "Education",
        "Skills:",
        "•",
        "2019 - 2021",
        "May 2020",
        "Acme Inc",
        "Nurse",
        "Engineer at Acme",
        "University of Leeds",
        "BSc in Physics",
        "Pomona, CA",
        "a@b.co",
        "555-010-9999",
        "Languages",
        "|",
        "Ada Example",
    ]
)
TEXTS = st.one_of(WORDS, st.text(max_size=60), st.lists(WORDS, max_size=4).map(" ".join))


def line(text: str, x: float, y: float, size: float = 10, page: int = 0, *, bold: bool = False) -> Line:
    span = Span(text, Box(x, y, x + 5.0 * len(text), y + size), size, bold)
    return Line((span,), page, 792.0)


LINES = st.builds(
    line,
    TEXTS,
    st.sampled_from([40.0, 50.0, 60.0, 300.0, 480.0]),
    st.integers(0, 780).map(float),
    st.sampled_from([8.0, 10.0, 12.0, 20.0]),
    st.integers(0, 2),
    bold=st.booleans(),
)


@settings(max_examples=80, deadline=None)
@given(st.lists(LINES, max_size=40), st.lists(st.text(max_size=40), max_size=3))
def test_any_lines_give_a_resume_that_survives_the_wire(lines: list[Line], uris: list[str]) -> None:
    shown = [each for each in lines if each.text]
    resume = read_lines(shown, [Link(uri, Box(0, 0, 1, 1), 0) for uri in uris])
    assert ParsedResume.model_validate_json(resume.model_dump_json()) == resume


@settings(max_examples=80, deadline=None)
@given(st.lists(LINES, max_size=40), st.lists(st.text(max_size=40), max_size=3))
def test_any_lines_give_details_for_fields_that_are_there(lines: list[Line], uris: list[str]) -> None:
    shown, links = [each for each in lines if each.text], [Link(uri, Box(0, 0, 1, 1), 0) for uri in uris]
    resume = read_lines(shown, links)
    details = with_details(resume, in_order(shown), links, ["unseen"])
    assert DetailedResume.model_validate_json(details.model_dump_json()) == details
    assert ParsedResume(**{name: getattr(details, name) for name in ParsedResume.model_fields}) == resume
    held = {path for path, text, _ in fields(resume) if text}
    assert set(details.source) <= held <= set(details.confidence)
    assert all(0 < value < 1 for value in details.confidence.values())
    assert details.hidden_text == ["unseen"]


@pytest.mark.parametrize(
    "text",
    [
        "A " * 1000,
        "a," * 1000,
        "1" * 2000,
        "1 " * 1000,
        "(" * 2000,
        "St. " * 500,
        "Jan " * 500,
        "2019 - " * 280,
        "A-" * 1000,
        "a@" * 1000,
        "a." * 1000 + "@b",
        "http://" * 280,
        "| " * 1000,
        "A, B, " * 330 + "CA",
        "of " * 600,
        "x: " * 600,
    ],
)
def test_no_line_makes_the_parser_ponder(text: str) -> None:
    headings = ["EXPERIENCE", "EDUCATION", "SKILLS", "CERTIFICATIONS", "SUMMARY"]
    lines = [line(text, 50, 20)]
    for number, heading in enumerate(headings, start=1):
        lines.append(line(heading, 50, 100.0 * number, bold=True))
        lines.extend(line(text, 50, 100.0 * number + 20 * row) for row in range(1, 4))
    begun = time.process_time()
    resume = read_lines(lines, [])
    assert time.process_time() - begun < 3
    with_details(resume, in_order(lines), [])
    assert time.process_time() - begun < 5

"""Sections in which no word is known: which of two lines is the title is told by what all positions show."""

# ruff: noqa: RUF001
# Why: the dash that resumes are written with.

from __future__ import annotations

import pytest

from intervue.resume.experience import parse_experience
from tests.resume.lines import rows

FORMS: list[list[str | tuple[str, ...]]] = [
    [("{1}", "Porto"), ("{0}", "{2}")],
    [("{0}", "{2}"), ("{1}", "Porto")],
    ["{1}, Porto, Portugal", "{0}", "{2}"],
    ["{2}", "{1}, Porto - {0}"],
    ["{0}", "{1}, Porto", "{2}"],
    [("{1}", "{2}"), "{0}"],
    ["{1} | {0}", "{2}"],
]
PLAIN = [("Dukun Bayi", "Sanggar Mekar"), ("Dukun Muda", "Rumah Kain"), ("Kepala Dukun", "Jalan Raya")]
RANKED = [("Tukang Las II", "Sanggar Mekar"), ("Ojek I", "Rumah Kain"), ("Wayang", "Jalan Raya")]
SMALL = [("Tukang batik", "Sanggar Mekar"), ("Dalang muda", "Rumah Kain"), ("Ojek", "Jalan Raya")]


@pytest.mark.parametrize("form", FORMS, ids=str)
@pytest.mark.parametrize("pairs", [PLAIN, RANKED, SMALL], ids=["words in common", "grades", "small letters"])
def test_titles_are_told_from_employers_without_a_known_word(
    form: list[str | tuple[str, ...]], pairs: list[tuple[str, str]]
) -> None:
    texts: list[str | tuple[str, ...]] = []
    for number, (title, company) in enumerate(pairs):
        period = f"03/{2019 - 3 * number} – 02/{2022 - 3 * number}"
        for part in form:
            cells = (part,) if isinstance(part, str) else part
            filled = tuple(cell.format(title, company, period) for cell in cells)
            texts.append(filled[0] if isinstance(part, str) else filled)
        texts.append("• Did what had to be done, and more")
    assert [(job.title, job.company) for job in parse_experience(rows(*texts))] == pairs

"""What the parser reads right of the whole corpus, field by field: it may get better, never worse.

The floors lie a little under what is reached (`make bench-resume`). Raise them with the parser; lower one only with a
reason in the commit.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from scripts.bench_resume.baseline import baseline
from scripts.bench_resume.pairs import pairs, parser, read_all
from scripts.bench_resume.scoring import FIELDS, score
from scripts.bench_resume.tables import by_layout, total

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scripts.bench_resume.pairs import Reader
    from scripts.bench_resume.tables import Scored

F1_AT_LEAST: Mapping[str, float] = {
    "name": 0.99, "email": 0.99, "phone": 0.99, "location": 0.97, "linkedin": 0.99, "summary": 0.97,
    "experience.title": 0.96, "experience.company": 0.96, "experience.start_date": 0.97, "experience.end_date": 0.97,
    "experience.description": 0.93, "highlights": 0.97,
    "education.institution": 0.97, "education.degree": 0.97, "education.field": 0.97,
    "education.graduation_date": 0.97, "skills": 0.98, "certifications": 0.94,
}  # fmt: skip


@cache
def results(which: str) -> Scored:
    read: Reader = parser() if which == "parser" else baseline()
    return [(reading, score(reading.pair.truth, reading.found)) for reading in read_all(pairs(), read)]


def test_no_file_of_the_corpus_is_refused() -> None:
    assert {reading.pair.name: reading.refusal for reading, _ in results("parser") if reading.refusal} == {}


@pytest.mark.parametrize("field", FIELDS)
def test_each_field_is_read_as_well_as_before(field: str) -> None:
    tally = total([each for _, each in results("parser")]).tallies[field]
    assert tally.f1 is not None, "the corpus has no such value"
    assert tally.f1 >= F1_AT_LEAST[field]


@pytest.mark.parametrize("field", FIELDS)
def test_each_field_is_read_better_than_by_the_simple_parser(field: str) -> None:
    ours, simple = (total([each for _, each in results(which)]).tallies[field].f1 for which in ("parser", "baseline"))
    assert ours is not None
    assert ours >= (simple or 0.0)


def test_the_corpus_has_the_size_and_the_variety_that_its_figures_claim() -> None:
    layouts = by_layout(results("parser"))
    assert len(results("parser")) >= 60
    assert len(layouts) >= 14
    assert len({layout.rpartition("-")[2] for layout in layouts}) >= 3

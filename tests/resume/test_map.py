"""The package's description is a map of its tests: none is missing from it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import tests.resume


def test_every_file_of_tests_is_named_where_habits_are_listed() -> None:
    described = tests.resume.__doc__ or ""
    names = [path.stem for path in Path(__file__).parent.rglob("test_*.py")]
    assert [name for name in names if name not in described] == []


def test_every_file_of_tests_that_is_named_is_there() -> None:
    here = Path(__file__).parent
    named = re.findall(r"[a-z_/]*test_[a-z_]+", tests.resume.__doc__ or "")
    places = {name: (here.parent.parent if name.startswith("tests/") else here) / f"{name}.py" for name in named}
    assert len(places) > 40
    assert [name for name, path in places.items() if not path.is_file()] == []


ASKED = (
    "Layouts", "Text", "Contact", "Dates", "Title and company", "Skills and certifications", "Scans", "Details",
    "Corpus", "Speed", "Hostile files",
)  # fmt: skip


@pytest.mark.parametrize("asked", ASKED)
def test_each_thing_that_is_asked_of_the_parser_has_its_tests(asked: str) -> None:
    paragraph = re.search(rf"^{asked}.*(?:\n {{4}}.*)*", tests.resume.__doc__ or "", re.MULTILINE)
    assert paragraph is not None
    assert "test_" in paragraph[0]

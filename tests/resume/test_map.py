"""The package's description is a map of its tests: none is missing from it."""

from __future__ import annotations

from pathlib import Path

import tests.resume


def test_every_file_of_tests_is_named_where_habits_are_listed() -> None:
    described = tests.resume.__doc__ or ""
    names = [path.stem for path in Path(__file__).parent.glob("test_*.py")]
    assert [name for name in names if name not in described] == []

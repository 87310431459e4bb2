"""Which letter of `--only` is which part."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any, Protocol, cast

if TYPE_CHECKING:
    import argparse

    from scripts.bench.sheet import Sheet

MODULES = {
    "a": "turns",
    "b": "overhead",
    "c": "overlap",
    "d": "start",
    "e": "recogniser",
    "f": "endurance",
    "g": "access",
}
"""The parts, in the order in which they run."""


class Part(Protocol):
    """One part."""

    TITLE: str

    def run(self, options: argparse.Namespace) -> dict[str, Any]:
        """Measure. Raises `CannotMeasureError` where something is missing."""

    def table(self, result: dict[str, Any]) -> list[Sheet]:
        """What was measured, for people."""


class CannotMeasureError(Exception):
    """A part cannot be measured here. The message says why, and what to do next."""


def load(letter: str) -> Part:
    """The part of that letter."""
    return cast("Part", importlib.import_module(f"scripts.bench.{MODULES[letter]}"))


def chosen(text: str) -> tuple[str, ...]:
    """The letters in "a,c", each once, in the order of `MODULES`. Raises `ValueError` that names what is no part."""
    wanted = [part.strip().lower() for part in text.split(",") if part.strip()]
    unknown = [part for part in wanted if part not in MODULES]
    if unknown or not wanted:
        known = ", ".join(f"{letter} ({module})" for letter, module in MODULES.items())
        raise ValueError(f"{', '.join(unknown) or 'nothing'} is no part. The parts are {known}.")
    return tuple(letter for letter in MODULES if letter in wanted)

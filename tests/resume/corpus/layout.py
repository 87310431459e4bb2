"""How a page of the corpus is made, and where all ways to make one are found.

A module of this package that makes pages has `LAYOUTS: tuple[Layout, ...]`; that is all. Whatever
makes the PDF (a wheel, a program) is imported or looked for inside `make`, never at import: tests run without any.
"""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

import tests.resume.corpus as package
from tests.resume.corpus.people import PEOPLE

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.resume.corpus.model import Made, Person


@dataclass(frozen=True)
class Layout:
    """One way to set a resume: `name` ends in its producer (`sidebar-left-typst`), `people` are slugs of `PEOPLE`."""

    name: str
    producer: str
    people: tuple[str, ...]
    make: Callable[[Person], Made]


def person(slug: str) -> Person:
    """The person of a slug; KeyError if there is none."""
    return {each.slug: each for each in PEOPLE}[slug]


def all_layouts() -> tuple[Layout, ...]:
    """The layouts of every module of this package, in the order of the modules' names."""
    modules = (importlib.import_module(f"{package.__name__}.{found.name}") for found in _modules())
    return tuple(layout for module in modules for layout in getattr(module, "LAYOUTS", ()))


def _modules() -> list[pkgutil.ModuleInfo]:
    return [
        found
        for found in pkgutil.iter_modules(package.__path__)
        if found.name != "__main__" and not found.name.startswith("test_")
    ]

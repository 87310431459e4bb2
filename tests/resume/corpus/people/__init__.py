"""The invented people of the corpus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.resume.corpus.people import abroad, crafts, health, technology

if TYPE_CHECKING:
    from tests.resume.corpus.model import Person

PEOPLE: tuple[Person, ...] = (
    health.NURSE,
    crafts.ELECTRICIAN,
    technology.DEVELOPER,
    technology.ANALYST,
    crafts.CHEF,
    crafts.WAREHOUSE,
    health.PHARMACIST,
    abroad.GERMAN,
    abroad.FRENCH,
)

"""The invented people of the corpus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.resume.corpus.people import (
    abroad,
    abroad_south,
    building,
    crafts,
    health,
    knowledge,
    longer,
    office,
    technology,
)

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
    office.LAWYER,
    office.ACCOUNTANT,
    office.SALES,
    office.PRODUCT,
    building.CIVIL,
    building.ARCHITECT,
    building.DESIGNER,
    building.PILOT,
    knowledge.TEACHER,
    knowledge.BIOLOGIST,
    knowledge.TRANSLATOR,
    abroad.GERMAN,
    abroad.FRENCH,
    abroad_south.SPANISH,
    abroad_south.PORTUGUESE,
    abroad_south.ITALIAN,
    abroad_south.DUTCH,
    longer.OPERATIONS,
    longer.PLATFORM,
    longer.HISTORIAN,
)

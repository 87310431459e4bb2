"""Where this set keeps its people."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tests.resume.later.model import pages as read_pages

if TYPE_CHECKING:
    from tests.resume.apart.model import Page

PEOPLE = Path(__file__).parent / "people"


def pages(name: str) -> tuple[Page, ...]:
    """The pages of one file in this set's `people/`; pydantic.ValidationError where a page is not complete."""
    return read_pages(str(PEOPLE / name))

"""Where this set keeps its people."""

from __future__ import annotations

import tomllib
from pathlib import Path

from pydantic import ConfigDict, TypeAdapter

from tests.resume.apart.model import Page

PEOPLE = Path(__file__).parent / "people"


def pages(name: str) -> tuple[Page, ...]:
    """The pages of one file in `people/`; pydantic.ValidationError where a page is not complete."""
    found = tomllib.loads((PEOPLE / f"{name}.toml").read_text(encoding="utf-8"))
    for page in found["page"]:
        for job in page["person"]["jobs"]:
            job.setdefault("end", None)
        for study in page["person"]["studies"]:
            study.setdefault("field", None)
    return TypeAdapter(tuple[Page, ...], config=ConfigDict(extra="forbid")).validate_python(found["page"])

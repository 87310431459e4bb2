"""What a page of this set is made from: a person of the corpus, and how this page words and prints it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ConfigDict, TypeAdapter

from tests.resume.corpus.model import Person  # noqa: TC001 - pydantic reads it when it runs

if TYPE_CHECKING:
    from tests.resume.corpus.model import Job, Study

PEOPLE = Path(__file__).parent / "people"


@dataclass(frozen=True)
class Entry:
    """A row of a section that is no field of the contract: its parts (title, detail, date) and its bullets."""

    parts: tuple[str, ...]
    items: tuple[str, ...] = ()


@dataclass(frozen=True)
class Page:
    """One person and the wording of the page. `heads`: sections in the order of the page, each with its heading."""

    person: Person
    heads: dict[str, str]
    extras: dict[str, tuple[Entry, ...]] = field(default_factory=dict)
    dash: str = " \u2013 "
    """What stands between the ends of a period."""
    street: str = ""
    """Street and postal code, parted by a comma, printed with the location."""
    cert_dates: tuple[str, ...] = ()
    """Dates printed beside the certifications, in their order; empty: none."""
    glues: tuple[str, ...] = ()
    """What stands between degree and field, for each study; a comma where empty."""
    beside: tuple[str, ...] = ()
    """What is printed behind the dates of each job."""

    @property
    def certifications(self) -> list[tuple[str, str]]:
        """The certifications, each with the date printed beside it."""
        texts = self.person.certifications
        return list(zip(texts, self.cert_dates or [""] * len(texts), strict=True))

    @property
    def jobs(self) -> list[tuple[Job, str, str]]:
        """The jobs, each with its period as printed and what stands behind that."""
        jobs = self.person.jobs
        periods = [self.dash.join(part for part in (job.start, job.end) if part) for job in jobs]
        return list(zip(jobs, periods, self.beside or [""] * len(jobs), strict=True))

    @property
    def studies(self) -> list[tuple[Study, str, str]]:
        """The studies, each with degree and field and its period as printed."""
        studies = self.person.studies
        glues = self.glues or [", "] * len(studies)
        return [
            (
                study,
                study.degree + (glue + study.field if study.field else ""),
                self.dash.join(part for part in (study.begun, study.date) if part),
            )
            for study, glue in zip(studies, glues, strict=True)
        ]


def bare(address: str | None) -> str:
    """An address as people print it: without scheme and www."""
    return address.split("://", 1)[1].removeprefix("www.").rstrip("/") if address else ""


def pages(name: str) -> tuple[Page, ...]:
    """The pages of one file in `people/`; pydantic.ValidationError where a page is not complete."""
    found = tomllib.loads((PEOPLE / f"{name}.toml").read_text(encoding="utf-8"))
    for page in found["page"]:
        for job in page["person"]["jobs"]:
            job.setdefault("end", None)
        for study in page["person"]["studies"]:
            study.setdefault("field", None)
            study.setdefault("date", None)
    return TypeAdapter(tuple[Page, ...], config=ConfigDict(extra="forbid")).validate_python(found["page"])

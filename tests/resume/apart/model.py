"""What a page of this set is made from: a person of the corpus, and how this page words and prints it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from pydantic import ConfigDict, TypeAdapter

from tests.resume.corpus.model import Item, Person, Study  # noqa: TC001 - pydantic reads them when it runs

PEOPLE = Path(__file__).parent / "people"


@dataclass(frozen=True)
class Page:
    """One person and the wording of the page. `heads`: sections in the order of the page, each with its heading."""

    person: Person
    heads: dict[str, str]
    glue: str = ", "
    """What stands between a degree and its field."""
    dash: str = " \u2013 "
    """What stands between the ends of a period."""
    location_shown: str = ""
    """The place as printed, where that is more than the contract's location (street, postal code)."""
    linkedin_shown: str = ""
    """The text of the link, where that is not the address itself."""
    linkedin_linked: bool = True
    """Whether the address is a link, not text alone."""
    cert_dates: tuple[str, ...] = ()
    """Dates printed beside the certifications, in their order; empty: none."""
    personal: tuple[str, ...] = ()
    """Lines about the person (birth, nationality) that are no field of the contract."""

    @property
    def place(self) -> str:
        """The location as the page prints it."""
        return self.location_shown or self.person.location

    @property
    def linkedin_text(self) -> str:
        """What the page shows of the profile's address; empty without one."""
        return self.linkedin_shown or bare(self.person.linkedin)

    def certifications(self, before: str = " (", after: str = ")") -> list[str]:
        """The certifications as printed, each with its date."""
        dates = (*self.cert_dates, *[""] * len(self.person.certifications))
        return [
            text + (f"{before}{date}{after}" if date else "")
            for text, date in zip(self.person.certifications, dates, strict=False)
        ]

    def studied(self, study: Study) -> str:
        """Degree and field as printed."""
        return study.degree + (self.glue + study.field if study.field else "")

    def period(self, start: str, end: str | None) -> str:
        """A period as printed; one end alone stands alone."""
        return self.dash.join(part for part in (start, end) if part)

    def lines(self, key: str) -> list[str]:
        """The lines of a section that is no field of the contract."""
        if key == "personal":
            return list(self.personal)
        if key == "references":
            return [REFERENCES[self.person.page_language]]
        if key == "interests":
            return [", ".join(self.person.interests)]
        if key == "languages":
            return list(self.person.languages)
        return [_item(item) for item in getattr(self.person, key)]


REFERENCES = {
    "en": "Available on request",
    "de": "Auf Anfrage",
    "it": "Autorizzo il trattamento dei miei dati personali ai sensi del GDPR.",
}


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
    return TypeAdapter(tuple[Page, ...], config=ConfigDict(extra="forbid")).validate_python(found["page"])


def _item(item: Item) -> str:
    detail = ", ".join(part for part in (item.title, item.detail) if part)
    return detail + (f" ({item.date})" if item.date else "")

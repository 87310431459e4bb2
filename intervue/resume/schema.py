"""The parsed résumé, exactly as the wire contract has it."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class _Part(BaseModel):
    # In an answer all fields are there; what is handed in may leave out those that have a default.
    model_config = ConfigDict(
        extra="ignore", hide_input_in_errors=True, json_schema_serialization_defaults_required=True
    )


class ContactInfo(_Part):
    """Who the candidate is. `name` is empty where the page states none."""

    name: str
    email: str | None = None
    phone: str | None = None
    location: str | None = None
    linkedin: str | None = None


class Experience(_Part):
    """One position held. Dates are in the wording of the page."""

    company: str
    title: str
    start_date: str | None = None
    end_date: str | None = None
    description: str = ""
    highlights: list[str] = Field(default_factory=list)


class Education(_Part):
    """One course of study."""

    institution: str
    degree: str
    field: str | None = None
    graduation_date: str | None = None


class ParsedResume(_Part):
    """A résumé as `POST /resume/parse` returns it and `resume_context` hands it in."""

    contact: ContactInfo
    summary: str | None = None
    experiences: list[Experience] = Field(default_factory=list)
    education: list[Education] = Field(default_factory=list)
    skills: list[str] = Field(default_factory=list)
    certifications: list[str] = Field(default_factory=list)
    raw_text: str = ""


class Spot(_Part):
    """Where on a page something stands: `page` from 1; `box` left, top, right, bottom, points from the top left."""

    page: int
    box: tuple[float, float, float, float]


class Source(Spot):
    """Where a field's text stands; `continued` has a spot for each further page that it goes on to."""

    continued: list[Spot] = Field(default_factory=list)


class Details(_Part):
    """How sure the reading is, field by field, and where it comes from.

    Keys are paths into the résumé: `contact.name`, `experiences.0.highlights.2`, `skills.3`. Fields that are empty have
    none, but for what nearly every résumé has and was not found: it has a low confidence, a whole list under its name
    (`experiences`). A field that was put together from what is nowhere printed has a confidence but no source.
    """

    confidence: dict[str, float] = Field(default_factory=dict)
    source: dict[str, Source] = Field(default_factory=dict)
    hidden_text: list[str] = Field(default_factory=list)
    """What a reader of the page cannot see, and is in no field."""
    unread_pages: list[int] = Field(default_factory=list)
    """Pages, from 1, whose text was not read: they are pictures, or come after all that is read of one file."""
    repaired: bool = False
    """Whether the file is damaged, so that parts of it may be missing."""


class DetailedResume(Details, ParsedResume):
    """What `POST /resume/parse?details=true` returns: the contract's fields, and the details beside them."""

"""The parsed résumé, exactly as the wire contract has it."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class _Part(BaseModel):
    model_config = ConfigDict(extra="ignore", hide_input_in_errors=True)


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

"""What goes over the wire under `/sessions` and `/invitations`, as pydantic models; the OpenAPI document shows them."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator

from intervue.resume.schema import ParsedResume
from intervue.sessions.schema import Entry, Facts

ROLE_MAX = 200
JOB_DESCRIPTION_MAX = 20_000
"""Characters."""
PAGE_MAX = 200
"""Most sessions of one page of a list."""

Short = Annotated[str, StringConstraints(strip_whitespace=True, max_length=ROLE_MAX)]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)


class NewSession(_Body):
    """An interview to be made. What is left out is as the installation has it."""

    role: Short = Field("", description="The position that is to be filled.")
    job_description: str = Field("", max_length=JOB_DESCRIPTION_MAX, description="What the position asks for.")
    questions: int | None = Field(None, ge=1, le=50, description="Questions, follow-ups included.")
    minutes: float | None = Field(None, gt=0, le=480, description="Longest duration, minutes.")
    resume: ParsedResume | None = Field(None, description="As `POST /resume/parse` returns it.")
    invitation_days: float | None = Field(None, gt=0, le=3650, description="How long the link can be opened, days.")

    @field_validator("resume", mode="before")
    @classmethod
    def _without_nulls(cls, value: Any) -> Any:
        return value or None


class NewInvitation(_Body):
    """A further link to an interview."""

    days: float | None = Field(None, gt=0, le=3650, description="How long it can be opened, days.")


class Invitation(BaseModel):
    """A way into an interview. Token and link are shown this once."""

    id: str
    session_id: str
    token: str = Field(description="For programs: lets a WebSocket into this interview.")
    invitation_url: str = Field(description="For people: opened in a browser, as often as needed.")
    expires_at: str = Field(description="ISO 8601, UTC.")


class InvitationState(BaseModel):
    """What is known of a link that was given out."""

    id: str
    created_at: str
    created_by: str
    expires_at: str | None
    revoked_at: str | None
    state: Literal["valid", "expired", "revoked"]


class SessionList(BaseModel):
    """A page of interviews, the last changed first."""

    total: int = Field(description="How many there are, with this filter.")
    offset: int
    limit: int
    sessions: list[Facts]


class SessionDetails(BaseModel):
    """One interview, without what was said."""

    session: Facts
    job_description: str
    questions: int | None = Field(description="Follow-ups included; null: as the installation has it.")
    minutes: float | None = Field(description="Longest duration; null: as the installation has it.")
    resume: dict[str, Any] | None
    invitations: list[InvitationState]


class TranscriptBody(BaseModel):
    """What was said."""

    session_id: str
    transcript: list[Entry]


class Erased(BaseModel):
    """The interview is gone; `detail` says what is left for the next try, if anything is."""

    session_id: str
    detail: str | None = None


class OpenInvitation(_Body):
    """What a page sends that was opened by an invitation's link."""

    token: str = Field(min_length=1, max_length=1024)


class OpenedInvitation(BaseModel):
    """The interview that the browser may enter now: a cookie came along."""

    session_id: str
    invitation: str = Field(description="The id of the invitation.")
    role: str = Field(description="The position; may be empty.")
    minutes: float | None = Field(description="Longest duration; null: as the installation has it.")
    started: bool = Field(description="Whether it has begun before.")
    resume: bool = Field(description="Whether a résumé was handed in before, with more than a name.")


class ListQuery(BaseModel):
    """Which interviews to list."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    limit: int = Field(50, ge=1, le=PAGE_MAX, description="At most so many.")
    offset: int = Field(0, ge=0, le=10_000_000, description="So many are left out, from the first.")
    state: Literal["open", "ended"] | None = Field(None, description="Those in this state only.")
    search: str = Field(
        "", max_length=200, description="Part of a candidate's name or of a position, or the beginning of an id."
    )


class TranscriptQuery(BaseModel):
    """In which form."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    format: Literal["json", "text"] = Field("json", description="`text` is for people to read.")


class Problem(BaseModel):
    """Why something was not done."""

    detail: str


class ClosedLink(Problem):
    """Why a link does not open."""

    state: Literal["expired", "revoked"] | None = Field(
        None, description="What became of it; only who shows its very token is told."
    )

"""What an exported session looks like: `intervue.session.v1`. Documented in docs/SESSIONS.md.

Fields are only ever added; what changes the meaning of one gets a new format name.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

FORMAT: Literal["intervue.session.v1"] = "intervue.session.v1"


class Facts(BaseModel):
    """One session in a few lines. All times are ISO 8601, UTC."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    role: str
    candidate: str | None
    state: Literal["open", "ended"]
    phase: str
    opened_at: str
    started_at: str | None
    last_event_at: str
    ended_at: str | None
    ended_because: str | None
    minutes: float
    turns: int


class Entry(BaseModel):
    """One entry of the transcript."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    sequence: int
    at: str
    role: Literal["interviewer", "candidate"]
    text: str
    move: str | None
    seconds: float | None


class Event(BaseModel):
    """One record, as it is kept."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    number: int
    at: str
    kind: str
    data: dict[str, Any]


class SessionExport(BaseModel):
    """Everything that is kept of a session."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    format: Literal["intervue.session.v1"] = FORMAT
    exported_at: str
    session: Facts
    resume: dict[str, Any] | None
    transcript: list[Entry]
    events: list[Event]


def iso(at: float) -> str:
    """Seconds since 1970 as ISO 8601 in UTC, to the millisecond; what no calendar has becomes its first or last day."""
    try:
        moment = datetime.fromtimestamp(at, UTC)
    except (OverflowError, ValueError, OSError):
        moment = datetime.max.replace(tzinfo=UTC) if at > 0 else datetime.min.replace(tzinfo=UTC)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def iso_or_none(at: float | None) -> str | None:
    """The same of a moment that may not have come."""
    return None if at is None else iso(at)

"""What is kept of an interview."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from intervue.store.accounts import SessionToken


@dataclass(frozen=True, slots=True)
class Record:
    """One event of an interview, as it is kept. `number` runs from 1 without gaps within a session."""

    number: int
    at: float
    """Seconds since 1970, UTC."""
    kind: str
    data: Mapping[str, Any] = field(default_factory=dict)
    """JSON."""


@dataclass(frozen=True, slots=True)
class Outline:
    """Which kinds of records are read where the whole record is not needed."""

    whole: tuple[str, ...]
    bare: tuple[str, ...] = ()
    """Read without their data."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Consecutive records of one session."""

    session: str
    records: tuple[Record, ...]
    links: tuple[SessionToken, ...] = ()
    """New ways into it, kept together with these records or not at all."""


class SessionState(StrEnum):
    """What a list of sessions says about one."""

    OPEN = "open"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class SessionSummary:
    """One line of a list of sessions. Times in seconds since 1970, UTC."""

    id: str
    created_at: float
    updated_at: float
    state: SessionState
    candidate_name: str | None
    turns: int
    """Entries of the transcript, of both sides."""
    records: int
    """How many records are kept: also the number of the last one."""


@dataclass(frozen=True, slots=True)
class Expired:
    """Sessions whose last event is too old."""

    sessions: tuple[str, ...]
    silence: float
    """Seconds between the youngest of these and the oldest of those that are not too old, or now; 0 if none is."""

"""What a record says of a session: pure functions over its records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from intervue.interview.arrangement import Arrangement
from intervue.interview.state import PHASE_AFTER, Kind, MoveKind, Phase
from intervue.sessions.schema import Entry, Event, Facts, SessionExport, iso
from intervue.store.records import Outline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intervue.store.records import Record, SessionSummary

UNKNOWN_PHASE = "unknown"
"""Of a record that this version does not understand."""
OUTLINE: Final = Outline(whole=(Kind.ARRANGED, Kind.INTERVIEWER_SAID, Kind.ENDED), bare=(Kind.STARTED,))
"""What `facts` needs of a session's record: neither plan nor resume nor answers, which are nearly all of it."""


def facts(summary: SessionSummary, records: Sequence[Record]) -> Facts:
    """A session in a few lines, from its record or the `OUTLINE` of it.

    Minutes count from the start of the interview to its last event.
    """
    started = _first(records, Kind.STARTED)
    ended = _first(records, Kind.ENDED)
    arranged = arrangement(records)
    return Facts(
        id=summary.id,
        role=arranged.role if arranged else "",
        candidate=summary.candidate_name,
        state="ended" if ended is not None else "open",
        phase=phase(records),
        opened_at=iso(summary.created_at),
        started_at=None if started is None else iso(started.at),
        last_event_at=iso(summary.updated_at),
        ended_at=None if ended is None else iso(ended.at),
        ended_because=None if ended is None else _text(ended.data.get("reason")),
        minutes=0.0 if started is None else round(max(0.0, summary.updated_at - started.at) / 60, 1),
        turns=summary.turns,
    )


def phase(records: Sequence[Record]) -> str:
    """Where the interview is, or was when it ended."""
    now = Phase.NEW
    for record in records:
        match record.kind:
            case Kind.ENDED:
                break
            case Kind.STARTED:
                now = Phase.WARM_UP
            case Kind.INTERVIEWER_SAID:
                try:
                    now = PHASE_AFTER.get(MoveKind(record.data["move"]), now)
                except (KeyError, ValueError):
                    return UNKNOWN_PHASE
    return now.value


def arrangement(records: Sequence[Record]) -> Arrangement | None:
    """What was agreed on before the interview; None where nobody made it ahead."""
    found = _first(records, Kind.ARRANGED)
    return Arrangement.from_json(found.data) if found is not None else None


def transcript(records: Sequence[Record]) -> list[Entry]:
    """What was said, in order."""
    entries: list[Entry] = []
    for record in records:
        if record.kind not in {Kind.CANDIDATE_SAID, Kind.INTERVIEWER_SAID}:
            continue
        seconds = record.data.get("seconds")
        entries.append(
            Entry(
                sequence=len(entries) + 1,
                at=iso(record.at),
                role="candidate" if record.kind == Kind.CANDIDATE_SAID else "interviewer",
                text=_text(record.data.get("text")) or "",
                move=_text(record.data.get("move")),
                seconds=float(seconds) if isinstance(seconds, (int, float)) else None,
            )
        )
    return entries


def resume(records: Sequence[Record]) -> dict[str, Any] | None:
    """The resume that counts: the last one that was handed in."""
    for record in reversed(records):
        found = record.data.get("resume") if record.kind == Kind.RESUME_RECEIVED else None
        if isinstance(found, dict):
            return found
    return None


def tells_more_than_a_name(resume: dict[str, Any] | None) -> bool:
    """Whether a resume is one: who makes an interview may know the candidate's name alone."""
    if not resume:
        return False
    contact = resume.get("contact")
    further = [value for name, value in contact.items() if name != "name"] if isinstance(contact, dict) else []
    return any(further) or any(value for name, value in resume.items() if name != "contact")


def export(summary: SessionSummary, records: Sequence[Record], now: float) -> SessionExport:
    """Everything that is kept; `now` in seconds since 1970."""
    return SessionExport(
        exported_at=iso(now),
        session=facts(summary, records),
        resume=resume(records),
        transcript=transcript(records),
        events=[
            Event(number=record.number, at=iso(record.at), kind=record.kind, data=dict(record.data))
            for record in records
        ],
    )


def _first(records: Sequence[Record], kind: Kind) -> Record | None:
    return next((record for record in records if record.kind == kind), None)


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None

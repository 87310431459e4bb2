"""How records get into the tables. The statements are made once: making them took longer than carrying them out."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import bindparam, insert, select, update

from intervue.store.errors import SequenceError
from intervue.store.records import Batch, SessionState, SessionSummary
from intervue.store.schema import events, sessions, tokens

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection

LONGEST_NAME: Final = 200
"""Characters of a candidate's name that lists show: it comes from a file or a client, and lists hold hundreds."""

_FIND_ONE = select(sessions).where(sessions.c.id == bindparam("id"))
_FIND = select(sessions).where(sessions.c.id.in_(bindparam("ids", expanding=True)))
_CHANGED = ("updated_at", "state", "candidate_name", "turns", "records")
_CHANGE = (
    update(sessions)
    .where(sessions.c.id == bindparam("changed_id"))
    .values({name: bindparam(f"changed_{name}") for name in _CHANGED})
)
_BEGIN = insert(sessions)
_KEEP = insert(events)
_LET_IN = insert(tokens)


def append(connection: Connection, batches: Sequence[Batch]) -> None:
    """Add all batches. Raises `SequenceError` where a session's records do not go on exactly after its last one."""
    batches = [batch for batch in batches if batch.records]
    if not batches:
        return
    before = _known(connection, list(dict.fromkeys(batch.session for batch in batches)))
    after = dict(before)
    for batch in batches:
        after[batch.session] = progressed(after.get(batch.session), batch)
    new = [_values(line) for session, line in after.items() if session not in before]
    changed = [
        {f"changed_{name}": value for name, value in _values(line).items() if name != "created_at"}
        for session, line in after.items()
        if session in before
    ]
    if new:
        connection.execute(_BEGIN, new)
    if changed:
        connection.execute(_CHANGE, changed)
    connection.execute(
        _KEEP,
        [
            {"session": batch.session, "number": it.number, "at": it.at, "kind": it.kind, "data": dict(it.data)}
            for batch in batches
            for it in batch.records
        ],
    )
    links = [asdict(link) for batch in batches for link in batch.links]
    if links:
        connection.execute(_LET_IN, links)


def _known(connection: Connection, ids: list[str]) -> dict[str, SessionSummary]:
    found = connection.execute(_FIND_ONE, {"id": ids[0]}) if len(ids) == 1 else connection.execute(_FIND, {"ids": ids})
    return {line.id: line for line in map(summary, found.mappings())}


def _values(line: SessionSummary) -> dict[str, Any]:
    return {
        "id": line.id,
        "created_at": line.created_at,
        "updated_at": line.updated_at,
        "state": line.state.value,
        "candidate_name": line.candidate_name,
        "turns": line.turns,
        "records": line.records,
    }


def progressed(before: SessionSummary | None, batch: Batch) -> SessionSummary:
    """A session's line after a batch. Raises `SequenceError`."""
    first = batch.records[0]
    now = before or SessionSummary(batch.session, first.at, first.at, SessionState.OPEN, None, 0, 0)
    state, name, turns, kept = now.state, now.candidate_name, now.turns, now.records
    for record in batch.records:
        if record.number != kept + 1:
            fault = "is there already" if record.number <= kept else f"does not follow {kept}"
            raise SequenceError(f"Record {record.number} of session {batch.session} {fault}.")
        kept = record.number
        if record.kind == "ended":
            state = SessionState.ENDED
        elif record.kind == "resume_received":
            name = _name(record.data) or name
        turns += record.kind.endswith("_said")
    return SessionSummary(now.id, now.created_at, batch.records[-1].at, state, name, turns, kept)


def _name(data: Mapping[str, Any]) -> str | None:
    value: Any = data
    for key in ("resume", "contact", "name"):
        value = value.get(key) if isinstance(value, dict) else None
    return value.strip()[:LONGEST_NAME].strip() or None if isinstance(value, str) else None


def summary(row: Mapping[Any, Any]) -> SessionSummary:
    """A row of the table of sessions."""
    name = row["candidate_name"]
    return SessionSummary(
        **{**row, "candidate_name": name and name[:LONGEST_NAME], "state": SessionState(row["state"])}
    )

"""Reading sessions from the record of a data folder, whether a server runs there or not."""

from __future__ import annotations

import contextlib
import difflib
import hashlib
import os
import re
import uuid
from typing import TYPE_CHECKING

from intervue.sessions.view import OUTLINE, export, facts
from intervue.store.database import sqlite_url
from intervue.store.event_store import EventStore

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from intervue.sessions.schema import Facts, SessionExport
    from intervue.store.records import SessionSummary

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32}")


class SessionsError(Exception):
    """What was asked for cannot be done. A sentence that says what to do next."""


@contextlib.contextmanager
def reading(folder: Path) -> Iterator[EventStore]:
    """The record of a data folder, opened for reading. Raises `StoreError`."""
    store = EventStore(sqlite_url(folder))
    store.open_for_reading()
    try:
        yield store
    finally:
        store.close()


def listed(store: EventStore, limit: int | None, offset: int) -> list[Facts]:
    """The sessions whose last event is youngest first."""
    return outlined(store, store.list_sessions(limit, offset))


def outlined(store: EventStore, found: Sequence[SessionSummary]) -> list[Facts]:
    """The same of those that were found, in their order."""
    records = store.outlines([summary.id for summary in found], OUTLINE)
    return [facts(summary, records[summary.id]) for summary in found]


def exported(store: EventStore, session: str, now: float) -> SessionExport:
    """Everything about a session. Raises `SessionsError` if there is none of that name."""
    summary = store.summary(session)
    if summary is None:
        raise SessionsError(unknown([session], store.ids()))
    return export(summary, store.load(session), now)


def unknown(asked: Sequence[str], known: Sequence[str]) -> str:
    """Sentences about ids that do not exist, with those that look like them."""
    sentences = []
    for session in asked:
        near = [it for it in known if session and it.startswith(session)][:3] or difflib.get_close_matches(
            session, known, n=3
        )
        hint = f" Did you mean {' or '.join(near)}?" if near else " `intervue sessions list` shows what there is."
        sentences.append(f"There is no session {session!r}.{hint}")
    return "\n".join(sentences)


def file_name(session: str, suffix: str) -> str:
    """A name for a session's file. An id may be any word: only one that cannot be anything else becomes a name."""
    name = session if _UUID.fullmatch(session) else hashlib.sha256(session.encode()).hexdigest()[:32]
    return f"session-{name}{suffix}"


def write(file: Path, content: str, *, replace: bool) -> None:
    """Write a file for its owner alone, whole or not at all. Raises `SessionsError`."""
    part = file.with_name(f".{uuid.uuid4().hex}.part")
    try:
        if not replace and file.exists():
            raise SessionsError(f"{file} is there already. Choose another name, or say --force to replace it.")
        handle = os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(content)
        part.replace(file)
    except OSError as error:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise SessionsError(f"{file} cannot be written: {error.strerror or error}. Choose another place.") from error

"""Erasing sessions of a data folder: through the server that runs there, or without one."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from intervue.control import Door
from intervue.store.audit import COMMAND, AuditEntry, AuditStore, session_name
from intervue.store.database import sqlite_url
from intervue.store.errors import DataFolderInUseError, StoreError
from intervue.store.event_store import EventStore
from intervue.store.lock import DataFolderLock

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

AT_ONCE = 5_000
"""Sessions that are erased in one go; progress is reported after each. A running server writes its whole database anew
after each, and interviews wait for it."""


@dataclass(slots=True)
class Outcome:
    """What came of it."""

    erased: list[str] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)
    """Those that a candidate was in."""
    spared: list[str] = field(default_factory=list)
    """Those that are in the server's memory, where these are to be spared."""
    problems: list[str] = field(default_factory=list)
    """Sentences."""
    through_server: bool = False


def complete_former(folder: Path) -> None:
    """Wipe what an erasure that was cut off has left, unless a server runs, which does so itself."""
    try:
        with DataFolderLock(folder):
            store = EventStore(sqlite_url(folder))
            store.open()
            store.close()
    except DataFolderInUseError:
        return


def erase(folder: Path, sessions: Sequence[str], before: float | None, progress: Callable[[int], None]) -> Outcome:
    """Erase these; with `before` (seconds since 1970) spare who was changed since, or is in the server's memory.

    `progress` is told how many have been dealt with. Raises `ControlError` or `StoreError` where nothing can be done.
    """
    parts = [sessions[start : start + AT_ONCE] for start in range(0, len(sessions), AT_ONCE)]
    try:
        with DataFolderLock(folder):
            return _alone(folder, parts, before, progress)
    except DataFolderInUseError:
        return _through_server(folder, parts, before, progress)


def _alone(
    folder: Path, parts: Sequence[Sequence[str]], before: float | None, progress: Callable[[int], None]
) -> Outcome:
    outcome = Outcome()
    store = EventStore(sqlite_url(folder))
    store.open()
    audit = AuditStore(sqlite_url(folder))
    try:
        for part in parts:
            erased = store.erase(part, before)
            outcome.erased += erased
            now = time.time()
            audit.append(
                [AuditEntry(now, COMMAND, "erase_session", True, "erased", session_name(session)) for session in erased]
            )
            progress(len(part))
        store.wipe()
    except StoreError as error:
        outcome.problems.append(str(error))
    finally:
        audit.close()
        store.close()
    return outcome


def _through_server(
    folder: Path, parts: Sequence[Sequence[str]], before: float | None, progress: Callable[[int], None]
) -> Outcome:
    outcome = Outcome(through_server=True)
    door = Door.find(folder)
    for part in parts:
        answer = door.ask("erase", {"sessions": list(part), "before": before})
        outcome.erased += answer.get("erased", [])
        outcome.ended += answer.get("ended", [])
        outcome.spared += answer.get("spared", [])
        if answer.get("error"):
            outcome.problems.append(str(answer["error"]))
            break
        progress(len(part))
    return outcome

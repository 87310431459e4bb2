"""Who did what to which interview, as it is kept. Rows are added, and deleted when they are old; never changed."""

from __future__ import annotations

import contextlib
import hashlib
import re
import sqlite3
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, insert, select
from sqlalchemy.exc import SQLAlchemyError

from intervue.store.database import build_engine, reader_of, silence, sqlite_file
from intervue.store.errors import StoreError, explained
from intervue.store.schema import MAX_DETAIL, MAX_WHO, audit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import ColumnElement, Connection, Engine

COMMAND = "command"
"""Who did what was done on the command line."""
_OURS = re.compile(r"[0-9a-f]{32}")
"""The ids of interviews that the server made."""
_MARK_LENGTH = 24
_SHOWN = re.compile(rf"~[0-9a-f]{{{_MARK_LENGTH}}}")


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One thing that somebody did, or was not allowed to. `at` in seconds since 1970, UTC."""

    at: float
    who: str
    action: str
    allowed: bool
    detail: str
    """A short code of the program's own: never what a client wrote."""
    session: str | None = None
    """As `session_name` has it."""
    request: str | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """Which entries are asked for; all of them, unless something is said. Times in seconds since 1970."""

    session: str | None = None
    """The id itself."""
    who: str | None = None
    """A part of it."""
    action: str | None = None
    allowed: bool | None = None
    """Only what was allowed, or only what was not."""
    since: float | None = None
    until: float | None = None
    """Only what came before then."""


def session_name(session: str | None) -> str | None:
    """What the audit log calls a session: its id if the server made it up, else a fingerprint of the id.

    Other ids are a client's own words. They may be somebody's name, which would outlive the erased interview, or a
    token at a place where none belongs. Who knows the id finds the entries all the same.
    """
    if session is None or _OURS.fullmatch(session):
        return session
    return f"~{hashlib.sha256(session.encode('utf-8', 'replace')).hexdigest()[:_MARK_LENGTH]}"


class AuditStore:
    """Writes and reads the table. All methods may be called from any thread, and raise `StoreError`."""

    def __init__(self, url: str, *, sync: bool = False, engine: Engine | None = None) -> None:
        """The tables are made by `EventStore.open`, which comes first. `engine` is used instead of one for `url`."""
        self._engine = engine or build_engine(url, sync=sync)
        self._where = str(sqlite_file(url) or "the database")

    @classmethod
    def reading(cls, url: str) -> AuditStore:
        """One that changes no file. Raises `NoDatabaseError` where there is none yet, or one without this table."""
        return cls(url, engine=reader_of(url, audit.name))

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    def append(self, entries: Sequence[AuditEntry]) -> None:
        """Keep them, all in one transaction."""
        if not entries:
            return
        rows = [
            {**asdict(entry), "who": _storable(entry.who), "detail": entry.detail[:MAX_DETAIL]} for entry in entries
        ]
        with self._connected(writing=True) as connection:
            connection.execute(insert(audit), rows)

    def find(self, asked: AuditFilter, limit: int | None = None, offset: int = 0) -> tuple[AuditEntry, ...]:
        """The youngest that fit, the youngest first; `offset` of them are left out."""
        query = select(audit).where(*_conditions(asked)).order_by(audit.c.number.desc()).limit(limit).offset(offset)
        names = [column for column in audit.c if column.name != "number"]
        with self._connected(writing=False) as connection:
            rows = connection.execute(query.with_only_columns(*names))
            return tuple(AuditEntry(**row) for row in rows.mappings())

    def count(self, asked: AuditFilter) -> int:
        """How many fit."""
        query = select(func.count()).select_from(audit).where(*_conditions(asked))
        with self._connected(writing=False) as connection:
            return connection.execute(query).scalar_one()

    def silence(self, before: float, now: float) -> float:
        """Seconds between the youngest entry that is older than `before` and the next one, or `now`; 0 if none is."""
        with self._connected(writing=False) as connection:
            return silence(connection, audit.c.at, before, now)

    def prune(self, before: float) -> int:
        """Delete what is older than that moment; how many entries it was."""
        with self._connected(writing=True) as connection:
            return connection.execute(delete(audit).where(audit.c.at < before)).rowcount

    @contextlib.contextmanager
    def _connected(self, *, writing: bool) -> Iterator[Connection]:
        try:
            if writing:
                with self._engine.begin() as connection:
                    yield connection
            else:
                with self._engine.connect().execution_options(read_only=True) as connection:
                    yield connection
        except (SQLAlchemyError, sqlite3.Error) as error:
            raise explained(error, self._where) from error
        except OSError as error:
            raise StoreError(f"{self._where} cannot be read: {error.strerror or error}.") from error


def _storable(who: str) -> str:
    """An identity provider may call somebody anything, half a surrogate pair included."""
    return who.encode("utf-8", "replace").decode()[:MAX_WHO]


def _conditions(asked: AuditFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if asked.session is not None:
        # What entries show of an id that a client chose may be asked for as well as the id itself.
        shown = asked.session if _SHOWN.fullmatch(asked.session) else session_name(asked.session)
        found.append(audit.c.session == shown)
    if asked.who is not None:
        found.append(audit.c.who.icontains(asked.who, autoescape=True))
    if asked.action is not None:
        found.append(audit.c.action == asked.action)
    if asked.allowed is not None:
        found.append(audit.c.allowed.is_(asked.allowed))
    if asked.since is not None:
        found.append(audit.c.at >= asked.since)
    if asked.until is not None:
        found.append(audit.c.at < asked.until)
    return found

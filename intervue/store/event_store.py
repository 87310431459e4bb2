"""The record of all interviews: events that are only ever added, and a line per session for lists."""

from __future__ import annotations

import contextlib
import logging
import sqlite3
from typing import TYPE_CHECKING

from sqlalchemy import case, delete, func, select, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError, StatementError

from intervue.store import appending, traces
from intervue.store.database import (
    build_engine,
    build_reader,
    check_file,
    check_revision,
    create_private,
    silence,
    sqlite_file,
    upgrade,
)
from intervue.store.errors import (
    NoDatabaseError,
    ReadOnlyDatabaseError,
    StoreError,
    UnstorableRecordError,
    explained,
)
from intervue.store.records import Batch, Expired, Record, SessionState, SessionSummary
from intervue.store.schema import events, sessions

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from sqlalchemy import ColumnElement, Connection, Engine

    from intervue.store.records import Outline

logger = logging.getLogger(__name__)

_AT_ONCE = 500
"""Sessions that one statement names: some builds of SQLite take a thousand values at most."""


class EventStore:
    """Keeps records and reads them back.

    All methods may be called from any thread; one thread should do all the writing (the archivist's), for writers
    wait for each other. All raise `StoreError` with a sentence that names the cause.
    """

    def __init__(self, url: str, *, sync: bool = False) -> None:
        """`url` is SQLAlchemy's; with `sync` a commit outlives a power loss, without it the end of any process."""
        self._url = url
        self._sync = sync
        self._file = file = sqlite_file(url)
        self._where = str(file) if file else make_url(url).render_as_string(hide_password=True)
        self._engine: Engine | None = None
        self._inode: tuple[int, int] | None = None

    def open(self) -> None:
        """Connect, and make or migrate the tables. What is not ours, or newer than the program, is left untouched.

        An erasure that was cut off is completed; where that cannot be now, it is logged.
        """
        file = sqlite_file(self._url)
        if file:
            try:
                check_file(file)
                create_private(file)
            except OSError as error:
                raise ReadOnlyDatabaseError(f"{file} cannot be written: {error.strerror}.") from error
        engine = build_engine(self._url, sync=self._sync)
        try:
            with self._explaining():
                upgrade(engine, self._where)
        except BaseException:
            engine.dispose()
            raise
        self._engine = engine
        self._inode = _inode(file) if file else None
        try:
            self.wipe()
        except StoreError as error:
            logger.warning("%s", error)

    def open_for_reading(self) -> None:
        """Connect for reading only, which changes no file, also while a server writes there.

        Raises `NoDatabaseError` where nothing was recorded yet. SQLite only.
        """
        file = sqlite_file(self._url)
        try:
            if file is None or not file.exists() or file.stat().st_size == 0:
                raise NoDatabaseError(f"There is no record of interviews at {self._where}. Is INTERVUE_DATA_DIR right?")
            with file.open("rb"):
                check_file(file)
        except OSError as error:
            raise StoreError(
                f"{self._where} cannot be read: {error.strerror}. Run this as the user who runs the server."
            ) from error
        engine = build_reader(file)
        with self._explaining():
            if not check_revision(engine, self._where):
                raise NoDatabaseError(f"{self._where} holds no interviews. Is INTERVUE_DATA_DIR right?")
        self._engine = engine
        self._inode = _inode(file)

    def close(self) -> None:
        """Close all connections. The store may be opened again."""
        if self._engine:
            self._engine.dispose()
            self._engine = None

    def append(self, batches: Sequence[Batch]) -> None:
        """Commit all batches in one transaction: all are kept, or none.

        Raises `SequenceError` where a session's records do not go on exactly after its last kept one.
        """
        self._check_place()
        with self._explaining(), self._opened().begin() as connection:
            appending.append(connection, batches)

    def probe(self) -> None:
        """Write without changing anything. Raises `StoreError` if nothing can be recorded now."""
        self._check_place()
        with self._explaining(), self._opened().begin() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = version_num"))

    def load(self, session: str) -> tuple[Record, ...]:
        """All records of a session in order; none for an unknown one."""
        query = select(events.c.number, events.c.at, events.c.kind, events.c.data)
        query = query.where(events.c.session == session).order_by(events.c.number)
        with self._reading() as connection:
            return tuple(Record(row.number, row.at, row.kind, row.data) for row in connection.execute(query))

    def outlines(self, ids: Sequence[str], outline: Outline) -> dict[str, tuple[Record, ...]]:
        """Some of the records of these sessions, each session's in order; none for an unknown one."""
        data = case((events.c.kind.in_(outline.whole), events.c.data))
        query = select(events.c.session, events.c.number, events.c.at, events.c.kind, data.label("data"))
        query = query.where(events.c.kind.in_((*outline.whole, *outline.bare)))
        found: dict[str, list[Record]] = {session: [] for session in ids}
        with self._reading() as connection:
            for start in range(0, len(ids), _AT_ONCE):
                these = events.c.session.in_(ids[start : start + _AT_ONCE])
                rows = connection.execute(query.where(these).order_by(events.c.session, events.c.number))
                for session, number, at, kind, data in rows:
                    found[session].append(Record(number, at, kind, data or {}))
        return {session: tuple(records) for session, records in found.items()}

    def list_sessions(
        self, limit: int | None = None, offset: int = 0, state: SessionState | None = None, search: str = ""
    ) -> tuple[SessionSummary, ...]:
        """One line per session, the last changed first; at most `limit` of them, after the first `offset`.

        With `search`, those whose id begins so, or whose candidate's name or position has it somewhere.
        """
        query = select(sessions).where(*_filter(state, search))
        query = query.order_by(sessions.c.updated_at.desc(), sessions.c.id).limit(limit).offset(offset)
        with self._reading() as connection:
            return tuple(appending.summary(row._mapping) for row in connection.execute(query))  # noqa: SLF001 - SQLAlchemy's public name for it

    def count(self, state: SessionState | None = None, search: str = "") -> int:
        """How many sessions `list_sessions` has with this filter."""
        with self._reading() as connection:
            return connection.execute(
                select(func.count()).select_from(sessions).where(*_filter(state, search))
            ).scalar_one()

    def summary(self, session: str) -> SessionSummary | None:
        """One session's line; None for an unknown one."""
        with self._reading() as connection:
            row = connection.execute(select(sessions).where(sessions.c.id == session)).one_or_none()
            return appending.summary(row._mapping) if row else None  # noqa: SLF001 - SQLAlchemy's public name for it

    def ids(self) -> tuple[str, ...]:
        """All sessions, in the order of their ids."""
        with self._reading() as connection:
            return tuple(connection.execute(select(sessions.c.id).order_by(sessions.c.id)).scalars())

    def expired(self, before: float, now: float) -> Expired:
        """Whose last event was before that moment, the oldest first; times in seconds since 1970, UTC.

        What lies after `now` was recorded with a clock that was wrong, and tells nothing about it.
        """
        at = sessions.c.updated_at
        old = select(sessions.c.id).where(at < before).order_by(at)
        with self._reading() as connection:
            found = tuple(connection.execute(old).scalars())
            return Expired(found, silence(connection, at, before, now))

    def erase(self, ids: Sequence[str], before: float | None = None) -> tuple[str, ...]:
        """Delete all rows of these sessions in one transaction, and note that their traces are to be wiped.

        With `before`, those that were changed since that moment are spared. Returns which were erased, in order.
        """
        self._check_place()
        if not ids:
            return ()
        erased: list[str] = []
        with self._explaining(), self._opened().begin() as connection:
            for session in ids:
                found = delete(sessions).where(sessions.c.id == session)
                if before is not None:
                    found = found.where(sessions.c.updated_at < before)
                if connection.execute(found).rowcount:  # the events go with it: ON DELETE CASCADE
                    erased.append(session)
            if erased:
                traces.owe(connection)
        return tuple(erased)

    @property
    def wipe_owed(self) -> bool:
        """Whether an erasure was cut off before its traces were wiped."""
        with self._explaining():
            return traces.owed(self._opened())

    def wipe(self) -> None:
        """Wipe the traces of what was erased; does nothing where there are none. See `traces.wipe`."""
        self._check_place()
        with self._explaining():
            if traces.owed(self._opened()):
                traces.wipe(self._opened())

    def _check_place(self) -> None:
        """SQLite would go on writing into a file that has no name any more, and all of it would be lost."""
        if self._file and self._engine and self._inode != _inode(self._file):
            raise StoreError(f"{self._where} was moved or deleted while the server runs. Restart the server.")

    def _opened(self) -> Engine:
        if self._engine is None:
            raise StoreError(f"{self._where} is not open.")
        return self._engine

    @contextlib.contextmanager
    def _reading(self) -> Iterator[Connection]:
        with self._explaining(), self._opened().connect().execution_options(read_only=True) as connection:
            yield connection

    @contextlib.contextmanager
    def _explaining(self) -> Iterator[None]:
        try:
            yield
        except StatementError as error:
            if isinstance(error.orig, (TypeError, ValueError)) and not isinstance(error.orig, UnicodeEncodeError):
                raise UnstorableRecordError(f"A record is not JSON: {error.orig}.") from error
            raise explained(error, self._where) from error
        except (SQLAlchemyError, sqlite3.Error) as error:
            raise explained(error, self._where) from error
        except ValueError as error:
            raise StoreError(f"{self._where} holds what is no record: {error}.") from error


def _filter(state: SessionState | None, search: str) -> list[ColumnElement[bool]]:
    found = [] if state is None else [sessions.c.state == state.value]
    if search:
        named = sessions.c.candidate_name.icontains(search, autoescape=True)
        found.append(sessions.c.id.startswith(search, autoescape=True) | named | _is_for(search))
    return found


def _is_for(search: str) -> ColumnElement[bool]:
    """Whether the position has these words; what was agreed on ahead is the first record of its session."""
    role = case((events.c.kind == "arranged", events.c.data["role"].as_string()))
    first = (events.c.session == sessions.c.id) & (events.c.number == 1)
    return select(events.c.number).where(first, role.icontains(search, autoescape=True)).exists()


def _inode(file: Path) -> tuple[int, int] | None:
    """What tells the file from others of its name; None if there is none."""
    try:
        status = file.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino

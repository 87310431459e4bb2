"""The engine: how connections behave, whose database it is, and the migrations."""

from __future__ import annotations

import json
import os
import sqlite3
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, event, func, inspect, select, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.pool import NullPool

from intervue.store.errors import (
    CorruptDatabaseError,
    ForeignDatabaseError,
    NewerDatabaseError,
    NoDatabaseError,
    StoreError,
    explained,
)

if TYPE_CHECKING:
    from sqlalchemy import Column, Connection, Engine

APPLICATION_ID = 0x49565545
"""Written into the header of our SQLite files ("IVUE"), so that another program's file is never taken for ours."""

MIGRATIONS = Path(__file__).parent / "migrations"
BUSY_TIMEOUT_MS = 3000
_QUICK_CHECK_BYTES = 64 * 1024 * 1024
"""Larger files are not read as a whole at start-up: it would take seconds."""


def sqlite_url(folder: Path) -> str:
    """The address of the database in a data folder."""
    return URL.create("sqlite", database=str(folder / "intervue.db")).render_as_string()


def sqlite_file(url: str) -> Path | None:
    """The file of an SQLite address; None for any other database."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite" or not parsed.database or parsed.query:
        return None
    return Path(parsed.database)


def build_engine(url: str, *, sync: bool) -> Engine:
    """An engine whose transactions begin as writers, unless the option `read_only` is set.

    A deferred BEGIN would let two connections read first and then lock each other out. With `sync` every commit is
    flushed to the disk, which outlives a power loss; without it a commit outlives the end of any process.
    """
    engine = create_engine(url, hide_parameters=True, json_serializer=_to_json, json_deserializer=json.loads)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _configurer(sync=sync))
        event.listen(engine, "begin", _begin)
    return engine


def silence(connection: Connection, at: Column[float], before: float, now: float) -> float:
    """Seconds between the youngest row that is older than `before` and the next one, or `now`; 0 if none is so old."""
    youngest = connection.execute(select(func.max(at)).where(at < before)).scalar()
    following = connection.execute(select(func.min(at)).where(at >= before, at <= now)).scalar()
    return 0.0 if youngest is None else (now if following is None else following) - youngest


def _to_json(value: Any) -> str:
    # ASCII only, so that a lone surrogate in a text survives the way through the database.
    return json.dumps(value, allow_nan=False, separators=(",", ":"))


def _configurer(*, sync: bool) -> Any:
    def configure(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # the driver's own BEGIN is deferred: `_begin` says it instead
        connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute(f"PRAGMA synchronous = {'FULL' if sync else 'NORMAL'}")

    return configure


def _begin(connection: Connection) -> None:
    read_only = connection.get_execution_options().get("read_only", False)
    connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")


def build_reader(path: Path) -> Engine:
    """An engine that reads an SQLite file and writes nothing, also while a server writes there."""

    def connect() -> sqlite3.Connection:
        return _connect_to_read(path)

    engine = create_engine(
        "sqlite://", hide_parameters=True, creator=connect, poolclass=NullPool, json_deserializer=json.loads
    )
    event.listen(engine, "begin", _begin)
    return engine


def reader_of(url: str, table: str) -> Engine:
    """An engine that only reads a table of access control. Raises `NoDatabaseError` where there is no such table."""
    file = sqlite_file(url)
    try:
        if file is None or not file.exists() or not file.stat().st_size:
            raise NoDatabaseError(f"There is no database at {file or url}. Is INTERVUE_DATA_DIR right?")
        check_file(file)
    except OSError as error:
        raise StoreError(
            f"{file} cannot be read: {error.strerror}. Run this as the user who runs the server."
        ) from error
    engine = build_reader(file)
    check_revision(engine, str(file))
    with engine.connect().execution_options(read_only=True) as connection:
        there = inspect(connection).has_table(table)
    if not there:
        engine.dispose()
        raise NoDatabaseError(f"{file} is of an earlier version. Start the server once: it brings it up to date.")
    return engine


def _connect_to_read(path: Path) -> sqlite3.Connection:
    # Where no log lies beside the file nobody has it open, and it is read as it stands: SQLite would else make the
    # log's index in the folder, for which it needs to be allowed to write.
    alone = not path.with_name(f"{path.name}-wal").exists()
    address = f"{path.resolve().as_uri()}?mode=ro{'&immutable=1' if alone else ''}"
    return sqlite3.connect(address, uri=True, timeout=BUSY_TIMEOUT_MS / 1000, isolation_level=None)


def check_file(path: Path) -> None:
    """Look at an SQLite file without changing it.

    Raises `CorruptDatabaseError` or `ForeignDatabaseError`; an absent or empty file is fine.
    """
    if not path.exists() or path.stat().st_size == 0:
        return
    try:
        connection = _connect_to_read(path)
        try:
            (application,) = connection.execute("PRAGMA application_id").fetchone()
            (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            if application != APPLICATION_ID and (tables or application):
                raise ForeignDatabaseError(
                    f"{path} belongs to another program. Move it away, or choose another folder."
                )
            if path.stat().st_size <= _QUICK_CHECK_BYTES:
                (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
                if verdict != "ok":
                    raise CorruptDatabaseError(f"{path} is damaged ({verdict}). Put a backup in its place.")
        finally:
            connection.close()
    except sqlite3.Error as error:
        raise explained(error, str(path)) from error


def create_private(path: Path) -> None:
    """Make the file, for its owner alone, where it is absent; SQLite gives its side files the same mode."""
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))


def upgrade(engine: Engine, where: str) -> None:
    """Bring the tables to this program's revision, in one transaction.

    Raises `NewerDatabaseError`, `ForeignDatabaseError` or `CorruptDatabaseError` before anything was changed.
    """
    config = _alembic()
    if check_revision(engine, where) == _revisions()[1]:
        return
    if engine.dialect.name == "sqlite":
        _use_write_ahead_log(engine)
    with engine.begin() as connection:
        if engine.dialect.name == "sqlite":
            connection.execute(text(f"PRAGMA application_id = {APPLICATION_ID}"))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _alembic() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return config


@cache
def _revisions() -> tuple[frozenset[str], frozenset[str]]:
    """All revisions of the tables, and the newest."""
    scripts = ScriptDirectory.from_config(_alembic())
    return frozenset(script.revision for script in scripts.walk_revisions()), frozenset(scripts.get_heads())


def check_revision(engine: Engine, where: str) -> set[str]:
    """The revision of the tables; empty where there are none. Raises as `upgrade` does; changes nothing."""
    known, _ = _revisions()
    with engine.connect().execution_options(read_only=True) as connection:
        current = set(MigrationContext.configure(connection).get_current_heads())
        tables = set(inspect(connection).get_table_names())
    if current - known:
        raise NewerDatabaseError(
            f"{where} was made by a newer version of Intervue (revision {', '.join(sorted(current - known))}). "
            "Install that version, or choose another data folder."
        )
    if not current and "alembic_version" in tables:
        raise CorruptDatabaseError(f"{where} does not say its revision: it is damaged. Put a backup in its place.")
    if not current and tables:
        raise ForeignDatabaseError(f"{where} belongs to another program. Choose another database.")
    return current


def _use_write_ahead_log(engine: Engine) -> None:
    # Kept in the file, and not possible inside a transaction: so once, on the driver's connection.
    raw = engine.raw_connection()
    try:
        raw.cursor().execute("PRAGMA journal_mode = WAL")
    finally:
        raw.close()

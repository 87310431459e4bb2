"""Wiping what deleted rows leave behind in an SQLite file and its log.

`secure_delete` overwrites a row that is deleted. Copies remain: in the write-ahead log, and in unused room of pages
from which a row was once moved to another. So after rows were deleted the file is written anew and the log is cut to
nothing. That this is still to be done stands in the file itself from the moment of deleting: a crash loses nothing.
"""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from intervue.store.errors import DatabaseBusyError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Engine

_OWED = 1
_IN_MEMORY_BYTES = 64 * 1024 * 1024
"""A file up to this size is written anew by way of the memory, a larger one by way of a temporary file."""


def owe(connection: Connection) -> None:
    """Note, in this transaction, that the file is to be wiped. The user version is free for it: Alembic has its own."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA user_version = {_OWED}")


def owed(engine: Engine) -> bool:
    """Whether rows were deleted and their traces were not wiped yet."""
    if engine.dialect.name != "sqlite":
        return False
    with _driver(engine) as connection:
        return bool(connection.execute("PRAGMA user_version").fetchone()[0] == _OWED)


def wipe(engine: Engine) -> None:
    """Write the file anew without traces of what was deleted, and cut its log to nothing.

    Takes about a second per 100 MB, and as much room on the disk as the file. Raises `DatabaseBusyError` where another
    program reads at that moment, for it still needs the log; what SQLite raises otherwise. It stays owed then.
    """
    if engine.dialect.name != "sqlite":
        return
    with _driver(engine) as connection:
        file = connection.execute("PRAGMA database_list").fetchone()[2]
        small = Path(file).stat().st_size <= _IN_MEMORY_BYTES
        connection.execute(f"PRAGMA temp_store = {'MEMORY' if small else 'DEFAULT'}")
        connection.execute("VACUUM")
        (busy, *_) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if busy:
            raise DatabaseBusyError(
                f"Traces of erased interviews are still in the log of {file}: another program is reading it. They are "
                "wiped at the next try, within the hour or when the server starts."
            )
        connection.execute("PRAGMA user_version = 0")


@contextlib.contextmanager
def _driver(engine: Engine) -> Iterator[Any]:
    """The driver's own connection: none of this is possible inside a transaction."""
    raw = engine.raw_connection()
    try:
        yield raw.driver_connection
    finally:
        raw.close()

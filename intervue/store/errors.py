"""What can go wrong with the store, each with a sentence for people."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

if TYPE_CHECKING:
    from pathlib import Path


class StoreError(Exception):
    """Something could not be kept or read. The message is a sentence that names the cause."""


class DiskFullError(StoreError):
    """No space is left."""


class ReadOnlyDatabaseError(StoreError):
    """The database or its folder cannot be written."""


class DatabaseBusyError(StoreError):
    """Another program held the database for longer than the busy timeout."""


class CorruptDatabaseError(StoreError):
    """The file is damaged, or no database."""


class ForeignDatabaseError(StoreError):
    """The database belongs to another program."""


class NewerDatabaseError(StoreError):
    """The database was made by a newer version of the program."""


class NoDatabaseError(StoreError):
    """There is no database to read."""


class SequenceError(StoreError):
    """Records do not follow what is kept: a number is there already, or one is missing."""


class UnstorableRecordError(StoreError):
    """A record's data is not JSON."""


class DataFolderError(StoreError):
    """The data folder cannot be made or written."""


class DataFolderInUseError(DataFolderError):
    """Another server owns the data folder."""

    def __init__(self, folder: Path, pid: int | None) -> None:
        self.folder = folder
        self.pid = pid
        owner = "another process" if pid is None else f"the process {pid}"
        super().__init__(
            f"The data folder {folder} is in use by {owner}: one server owns a data folder. "
            "Stop that server, or set INTERVUE_DATA_DIR to another folder."
        )


_SQLITE_FAULTS: dict[int, tuple[type[StoreError], str]] = {
    sqlite3.SQLITE_FULL: (DiskFullError, "The disk is full: {where} cannot grow. Free some space"),
    sqlite3.SQLITE_READONLY: (ReadOnlyDatabaseError, "{where} is read-only. Make the file and its folder writable"),
    sqlite3.SQLITE_PERM: (ReadOnlyDatabaseError, "{where} may not be accessed. Check the permissions"),
    sqlite3.SQLITE_CANTOPEN: (
        ReadOnlyDatabaseError,
        "{where} cannot be opened or made. Check that its folder is there and writable",
    ),
    sqlite3.SQLITE_BUSY: (DatabaseBusyError, "{where} is locked by another program. Close what has it open"),
    sqlite3.SQLITE_LOCKED: (DatabaseBusyError, "{where} is locked by another program. Close what has it open"),
    sqlite3.SQLITE_CORRUPT: (CorruptDatabaseError, "{where} is damaged. Put a backup in its place, or move it away"),
    sqlite3.SQLITE_NOTADB: (CorruptDatabaseError, "{where} is no database, or is damaged. Move it away"),
    sqlite3.SQLITE_IOERR: (StoreError, "The disk reports an error at {where}. Check the disk"),
}


def explained(error: SQLAlchemyError | sqlite3.Error, where: str) -> StoreError:
    """The same error as a sentence; `where` names the database."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(cause, sqlite3.Error):
        primary = getattr(cause, "sqlite_errorcode", 0) & 0xFF
        if primary in _SQLITE_FAULTS:
            kind, sentence = _SQLITE_FAULTS[primary]
            return kind(f"{sentence.format(where=where)} ({cause}).")
    return StoreError(f"{where} cannot be used: {cause or error}.")

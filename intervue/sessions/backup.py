"""A copy of the record that is whole, also while a server writes there."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from intervue.sessions.reading import SessionsError
from intervue.store.database import check_file, sqlite_file, sqlite_url
from intervue.store.errors import explained

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PAGES = 1024
"""Pages that are copied before progress is told and writers are let in."""


def back_up(data_dir: Path, target: Path, advance: Callable[[float], None]) -> int:
    """Copy the database to `target`, for its owner alone; returns its size in bytes.

    `advance` gets the share that is done, 0..1. `target` appears when it is whole and was checked. Raises
    `SessionsError` where there is nothing to copy or `target` cannot be written, `StoreError` for a damaged record.
    """
    source = sqlite_file(sqlite_url(data_dir))
    try:
        is_there = source is not None and source.is_file()
    except PermissionError:
        raise SessionsError(f"{data_dir} may not be looked into. Run this as the user who runs the server.") from None
    if source is None or not is_there:
        raise SessionsError(f"There is no record of interviews in {data_dir}. Is INTERVUE_DATA_DIR right?")
    if target.exists():
        raise SessionsError(f"{target} is there already. Choose another name: a backup replaces nothing.")
    check_file(source)
    part = target.with_name(f"{target.name}.part")
    try:
        os.close(os.open(part, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600))
        _copy(source, part, advance)
        check_file(part)
        with part.open("rb") as file:
            os.fsync(file.fileno())
        part.rename(target)
    except OSError as error:
        raise SessionsError(f"{target} cannot be written: {error.strerror or error}. Choose another place.") from error
    finally:
        part.unlink(missing_ok=True)
    return target.stat().st_size


def _copy(source: Path, part: Path, advance: Callable[[float], None]) -> None:
    def told(_status: int, remaining: int, total: int) -> None:
        advance(1 - remaining / max(total, 1))

    try:
        with (
            closing(sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True, timeout=10)) as record,
            closing(sqlite3.connect(part)) as copy,
        ):
            # One transaction for all pages: a server that writes meanwhile neither waits nor starts the copy anew.
            record.execute("BEGIN")
            record.execute("SELECT count(*) FROM sqlite_master").fetchone()
            record.backup(copy, pages=PAGES, progress=told)
            copy.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.Error as error:
        raise explained(error, str(source)) from error

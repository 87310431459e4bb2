from __future__ import annotations

import contextlib
import os
import sqlite3
import stat
from typing import TYPE_CHECKING

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from intervue.store.database import sqlite_url
from intervue.store.errors import (
    CorruptDatabaseError,
    ForeignDatabaseError,
    NewerDatabaseError,
    ReadOnlyDatabaseError,
    StoreError,
)
from intervue.store.event_store import EventStore
from intervue.store.records import Batch, Record
from intervue.store.schema import metadata

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OPENED = Batch("ada", (Record(1, 1.0, "opened"),))


def open_store(folder: Path) -> None:
    store = EventStore(sqlite_url(folder))
    store.open()
    store.close()


def refused(folder: Path, error: type[StoreError], says: str) -> None:
    """Opening raises, and changes no byte of the file."""
    file = folder / "intervue.db"
    before = file.read_bytes()
    with pytest.raises(error, match=says) as caught:
        open_store(folder)
    assert str(file) in str(caught.value)
    assert file.read_bytes() == before


def test_migrating_from_nothing_makes_exactly_the_tables_that_the_program_uses(store: EventStore) -> None:
    with store._opened().connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_an_empty_file_becomes_a_database(tmp_path: Path) -> None:
    (tmp_path / "intervue.db").touch()
    open_store(tmp_path)
    assert (tmp_path / "intervue.db").stat().st_size > 0


def test_opening_again_keeps_what_is_there(store: EventStore) -> None:
    store.append([OPENED])
    store.close()
    store.open()
    assert store.load("ada") == OPENED.records


def test_only_the_owner_may_read_the_files(store: EventStore, tmp_path: Path) -> None:
    store.append([OPENED])
    files = sorted(tmp_path.iterdir())
    assert [file.name for file in files] == ["intervue.db", "intervue.db-shm", "intervue.db-wal"]
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


def test_a_database_of_a_newer_version_is_refused_unharmed(tmp_path: Path) -> None:
    open_store(tmp_path)
    with contextlib.closing(sqlite3.connect(tmp_path / "intervue.db")) as other, other:
        other.execute("UPDATE alembic_version SET version_num = 'r9999'")
    refused(tmp_path, NewerDatabaseError, "newer version of Intervue .revision r9999.")


def test_a_database_of_another_program_is_refused_unharmed(tmp_path: Path) -> None:
    with contextlib.closing(sqlite3.connect(tmp_path / "intervue.db")) as other, other:
        other.execute("CREATE TABLE alembic_version (version_num TEXT)")
        other.execute("INSERT INTO alembic_version VALUES ('r0001')")
    refused(tmp_path, ForeignDatabaseError, "another program")


def test_a_file_that_is_no_database_is_refused_unharmed(tmp_path: Path) -> None:
    (tmp_path / "intervue.db").write_bytes(b"These are my notes about the garden. " * 400)
    refused(tmp_path, CorruptDatabaseError, "no database")


def test_a_damaged_database_is_refused_unharmed(tmp_path: Path) -> None:
    store = EventStore(sqlite_url(tmp_path))
    store.open()
    for n in range(40):
        store.append([Batch(f"session-{n}", (Record(1, 1.0, "opened", {"filler": "x" * 2000}),))])
    store.close()
    file = tmp_path / "intervue.db"
    data = bytearray(file.read_bytes())
    data[len(data) // 2 : len(data) // 2 + 8192] = b"\xa5" * 8192
    file.write_bytes(data)
    refused(tmp_path, CorruptDatabaseError, "damaged")


def test_a_database_that_lost_its_revision_is_refused_unharmed(tmp_path: Path) -> None:
    open_store(tmp_path)
    with contextlib.closing(sqlite3.connect(tmp_path / "intervue.db")) as other, other:
        other.execute("DELETE FROM alembic_version")
    refused(tmp_path, CorruptDatabaseError, "revision")


def test_a_migration_that_fails_leaves_nothing_half_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: object) -> None:
        raise sqlite3.OperationalError("power cut")

    monkeypatch.setattr("alembic.op.create_index", broken)
    with pytest.raises(StoreError, match="power cut"):
        open_store(tmp_path)
    with contextlib.closing(sqlite3.connect(tmp_path / "intervue.db")) as other:
        assert other.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
    monkeypatch.undo()
    open_store(tmp_path)


@contextlib.contextmanager
def an_ordinary_user() -> Iterator[None]:
    """Root may write anywhere: step down while it is tried."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


def test_a_read_only_folder_is_named_so(readable_folder: Path) -> None:
    readable_folder.chmod(0o555)
    with (
        an_ordinary_user(),
        pytest.raises(ReadOnlyDatabaseError, match=r"intervue\.db cannot be written: Permission denied"),
    ):
        open_store(readable_folder)
    assert list(readable_folder.iterdir()) == []


def test_a_database_that_became_read_only_is_named_so(tmp_path: Path) -> None:
    open_store(tmp_path)
    store = EventStore(f"sqlite:///file:{tmp_path}/intervue.db?mode=ro&uri=true")
    store.open()
    with pytest.raises(ReadOnlyDatabaseError, match="read-only"):
        store.append([OPENED])
    store.close()

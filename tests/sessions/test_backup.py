from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from intervue.cli import app
from intervue.sessions.backup import back_up
from intervue.sessions.reading import SessionsError
from intervue.store.database import sqlite_url
from intervue.store.errors import CorruptDatabaseError
from intervue.store.event_store import EventStore
from intervue.store.records import Batch, Record

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def store(tmp_path: Path) -> Iterator[EventStore]:
    """A record with one session in it, open for writing, as a server has it."""
    (tmp_path / "data").mkdir()
    store = EventStore(sqlite_url(tmp_path / "data"))
    store.open()
    store.append([Batch("ada", (Record(1, 10.0, "opened", {}), said(2)))])
    yield store
    store.close()


def said(number: int) -> Record:
    return Record(number, 10.0 + number, "candidate_said", {"text": f"Number {number}."})


def test_a_backup_that_is_put_back_holds_what_was_recorded_until_then(store: EventStore, tmp_path: Path) -> None:
    shares: list[float] = []
    size = back_up(tmp_path / "data", tmp_path / "copy.db", shares.append)
    store.append([Batch("ada", (said(3),))])
    assert size == (tmp_path / "copy.db").stat().st_size
    assert shares[-1] == 1
    (tmp_path / "restored").mkdir()
    (tmp_path / "copy.db").rename(tmp_path / "restored" / "intervue.db")
    restored = EventStore(sqlite_url(tmp_path / "restored"))
    restored.open()
    assert [record.number for record in restored.load("ada")] == [1, 2]
    restored.append([Batch("ada", (said(3),))])
    restored.close()


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such modes.")
def test_only_the_owner_may_read_a_backup(store: EventStore, tmp_path: Path) -> None:
    back_up(tmp_path / "data", tmp_path / "copy.db", lambda _share: None)
    assert stat.S_IMODE((tmp_path / "copy.db").stat().st_mode) == 0o600


def test_a_backup_replaces_nothing_and_leaves_nothing_half_made(store: EventStore, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    target.write_text("something of theirs", encoding="utf-8")
    with pytest.raises(SessionsError, match="is there already"):
        back_up(tmp_path / "data", target, lambda _share: None)
    assert target.read_text(encoding="utf-8") == "something of theirs"
    with pytest.raises(SessionsError, match="cannot be written"):
        back_up(tmp_path / "data", tmp_path / "absent" / "copy.db", lambda _share: None)


def test_a_damaged_record_is_not_backed_up(store: EventStore, tmp_path: Path) -> None:
    store.close()
    (tmp_path / "data" / "intervue.db").write_bytes(b"no database " * 1000)
    with pytest.raises(CorruptDatabaseError):
        back_up(tmp_path / "data", tmp_path / "copy.db", lambda _share: None)
    assert list(tmp_path.glob("copy*")) == []


def test_the_command_says_what_it_wrote(store: EventStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INTERVUE_CONFIG", os.devnull)
    monkeypatch.setenv("INTERVUE_DATA_DIR", str(tmp_path / "data"))
    result = CliRunner().invoke(app, ["sessions", "backup", str(tmp_path / "copy.db")])
    assert result.exit_code == 0, result.output
    assert f"Written: {tmp_path / 'copy.db'}" in result.output
    again = CliRunner().invoke(app, ["sessions", "backup", str(tmp_path / "copy.db")])
    assert again.exit_code == 1
    assert "is there already" in again.output

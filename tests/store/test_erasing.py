"""Erasing sessions: what is gone, what stays, and what can be read in the files afterwards."""

from __future__ import annotations

import contextlib
import shutil
import signal
import sqlite3
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from intervue.store.database import sqlite_url
from intervue.store.doubt import DAY, LONGEST_SILENCE
from intervue.store.errors import DatabaseBusyError, NoDatabaseError, ReadOnlyDatabaseError, StoreError
from intervue.store.event_store import EventStore
from intervue.store.records import Batch, Expired, Record
from tests.store.test_database import an_ordinary_user
from tests.traces import traces

if TYPE_CHECKING:
    from pathlib import Path

NOW = 1_800_000_000.0
YEAR = 365.25 * DAY


def resume(name: str) -> Record:
    return Record(1, 100.0, "resume_received", {"resume": {"contact": {"name": name}, "raw_text": f"{name} " * 900}})


def said(number: int, text: str, at: float = 100.0) -> Record:
    return Record(number, at, "candidate_said", {"sequence": number, "text": text})


def fill(store: EventStore, sessions: int = 40, records: int = 12) -> None:
    """Interviews that were held at the same time, with short and long records, so that rows move between pages."""
    for n in range(sessions):
        store.append([Batch(f"s{n}", (resume(f"Name-of-{n}-end"),))])
    for number in range(2, 2 + records):
        for n in range(sessions):
            store.append([Batch(f"s{n}", (said(number, f"secret-of-{n}-end " * (1 + 37 * number * n % 211)),))])


def test_an_erased_session_leaves_no_word_in_any_file_and_others_stay(store: EventStore, tmp_path: Path) -> None:
    fill(store)
    kept = [store.load(f"s{n}") for n in range(0, 40, 2)]
    gone = [f"s{n}" for n in range(1, 40, 2)]
    words = [f"{what}-of-{n}-end" for n in range(1, 40, 2) for what in ("secret", "Name")]
    assert len(traces(tmp_path, words)) == len(words)
    # One after the other: each deletion moves rows of those that are erased later.
    for session in gone:
        assert store.erase([session]) == (session,)
    store.wipe()
    assert traces(tmp_path, words) == {}
    assert (tmp_path / "intervue.db-wal").stat().st_size <= 8192
    assert [store.load(f"s{n}") for n in range(0, 40, 2)] == kept
    assert store.ids() == tuple(sorted(f"s{n}" for n in range(0, 40, 2)))
    assert store.erase(gone) == ()
    assert store.summary("s1") is None


def test_only_those_that_were_not_changed_since_are_erased(store: EventStore) -> None:
    store.append([Batch("old", (said(1, "x", 100.0),)), Batch("new", (said(1, "x", 900.0),))])
    assert store.expired(500.0, 1_000.0) == Expired(("old",), 900.0 - 100.0)
    assert store.erase(["old", "new"], before=500.0) == ("old",)
    assert store.ids() == ("new",)


def test_what_was_recorded_in_the_future_is_no_witness_of_the_clock(store: EventStore) -> None:
    store.append([Batch("a", (said(1, "x", 100.0),)), Batch("b", (said(1, "x", 9e9),))])
    assert store.expired(50.0, 1_000.0) == Expired((), 0.0)
    assert store.expired(200.0, 1_000.0) == Expired(("a",), 900.0)


@pytest.mark.parametrize(
    ("clock", "silent"),
    [(NOW, False), (NOW + 2 * YEAR, True), (NOW + 2 * YEAR + 3600, True)],
    ids=["the right one", "one that is two years ahead", "the same, after an interview"],
)
def test_a_clock_that_is_wrong_shows_in_a_year_of_which_there_is_nothing(
    store: EventStore, clock: float, *, silent: bool
) -> None:
    days = [NOW - 7 * DAY * week for week in range(10)]
    store.append([Batch(f"s{day}", (said(1, "x", day),)) for day in days])
    if clock > NOW + 2 * YEAR:
        store.append([Batch("since", (said(1, "x", NOW + 2 * YEAR),))])
    found = store.expired(clock - 30 * DAY, clock)
    assert len(found.sessions) == (10 if silent else 5)
    assert (found.silence > LONGEST_SILENCE) is silent


def test_what_was_held_while_the_clock_was_set_back_shows_as_well(store: EventStore) -> None:
    store.append([Batch("now", (said(1, "x", NOW - DAY),)), Batch("then", (said(1, "x", NOW - 9 * YEAR),))])
    found = store.expired(NOW - 30 * DAY, NOW)
    assert found.sessions == ("then",)
    assert found.silence > LONGEST_SILENCE


ERASER = """
import os, signal, sys
from intervue.store import traces
from intervue.store.event_store import EventStore
when, url = sys.argv[1:]
def die(*_args):
    os.kill(os.getpid(), signal.SIGKILL)
if when == "within":
    traces.owe = die
elif when == "before wiping":
    traces.wipe = die
store = EventStore(url)
store.open()
store.erase(["s1"])
store.wipe()
"""


@pytest.mark.slow
@pytest.mark.parametrize("when", ["within", "before wiping"])
def test_killed_in_the_middle_it_is_undone_or_completed_at_the_next_start(
    store: EventStore, url: str, tmp_path: Path, when: str
) -> None:
    fill(store, 3, 3)
    store.close()
    done = subprocess.run([sys.executable, "-c", ERASER, when, url], timeout=60, check=False)
    assert done.returncode == -signal.SIGKILL
    store.open()
    words = ["secret-of-1-end", "Name-of-1-end"]
    if when == "within":
        assert store.ids() == ("s0", "s1", "s2")
        assert len(store.load("s1")) == 4
        assert store.erase(["s1"]) == ("s1",)
        store.wipe()
    assert store.ids() == ("s0", "s2")
    assert traces(tmp_path, words) == {}


def test_while_another_program_reads_wiping_is_owed_and_done_at_the_next_try(
    store: EventStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("intervue.store.database.BUSY_TIMEOUT_MS", 50)
    store.close()
    store.open()
    fill(store, 3, 3)
    with contextlib.closing(sqlite3.connect(tmp_path / "intervue.db", isolation_level=None)) as other:
        other.execute("BEGIN")
        assert other.execute("SELECT count(*) FROM sessions").fetchone() == (3,)
        store.erase(["s1"])
        with pytest.raises(DatabaseBusyError, match="another program is reading"):
            store.wipe()
        other.execute("COMMIT")
    assert store.ids() == ("s0", "s2")
    store.wipe()
    assert traces(tmp_path, ["secret-of-1-end", "Name-of-1-end"]) == {}


def test_nothing_is_written_anew_where_nothing_was_erased(store: EventStore, tmp_path: Path) -> None:
    fill(store, 2, 2)
    log = (tmp_path / "intervue.db-wal").stat().st_size
    store.wipe()
    assert (tmp_path / "intervue.db-wal").stat().st_size == log


def test_a_database_from_before_erasing_is_wiped_too(tmp_path: Path) -> None:
    """Earlier versions did not overwrite what they changed: the name's old place stayed as it was."""
    old = EventStore(sqlite_url(tmp_path))
    old.open()
    with old._opened().connect() as connection:
        connection.exec_driver_sql("PRAGMA secure_delete = OFF")
    fill(old, 30, 4)
    old.close()
    store = EventStore(sqlite_url(tmp_path))
    store.open()
    store.erase([f"s{n}" for n in range(29)])
    store.wipe()
    store.close()
    words = [f"{what}-of-{n}-end" for n in range(29) for what in ("secret", "Name")]
    assert traces(tmp_path, words) == {}
    assert set(traces(tmp_path, ["secret-of-29-end", "Name-of-29-end"])) == {"secret-of-29-end", "Name-of-29-end"}


# --- Reading beside a server ------------------------------------------------------------------------------------------


def test_a_reader_sees_what_a_running_server_has_recorded_a_moment_ago(store: EventStore, url: str) -> None:
    reader = EventStore(url)
    store.append([Batch("ada", (said(1, "one"),))])
    reader.open_for_reading()
    store.append([Batch("ada", (said(2, "two"),))])
    assert reader.load("ada") == (said(1, "one"), said(2, "two"))
    reader.close()


def test_reading_needs_no_permission_to_write_and_leaves_no_file(readable_folder: Path) -> None:
    store = EventStore(sqlite_url(readable_folder))
    store.open()
    store.append([Batch("ada", (said(1, "one"),))])
    store.close()
    (readable_folder / "intervue.db").chmod(0o444)
    readable_folder.chmod(0o555)
    with an_ordinary_user():
        store.open_for_reading()
        assert store.load("ada") == (said(1, "one"),)
        with pytest.raises(ReadOnlyDatabaseError):
            store.append([Batch("ada", (said(2, "two"),))])
        store.close()
    assert [file.name for file in readable_folder.iterdir()] == ["intervue.db"]


def test_after_a_kill_the_log_is_read_too_without_permission_to_write(readable_folder: Path, tmp_path: Path) -> None:
    store = EventStore(sqlite_url(tmp_path))
    store.open()
    store.append([Batch("ada", (said(1, "one"),))])
    for file in tmp_path.iterdir():  # as they lie there after kill -9
        shutil.copy(file, readable_folder)
        (readable_folder / file.name).chmod(0o444)
    store.close()
    readable_folder.chmod(0o555)
    reader = EventStore(sqlite_url(readable_folder))
    with an_ordinary_user():
        reader.open_for_reading()
        assert reader.load("ada") == (said(1, "one"),)
        reader.close()
    assert sorted(file.name for file in readable_folder.iterdir()) == [
        "intervue.db",
        "intervue.db-shm",
        "intervue.db-wal",
    ]


def test_reading_where_nothing_was_recorded_says_so_and_makes_nothing(tmp_path: Path) -> None:
    with pytest.raises(NoDatabaseError, match="no record of interviews at"):
        EventStore(sqlite_url(tmp_path)).open_for_reading()
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "intervue.db").touch()
    with pytest.raises(NoDatabaseError, match="no record of interviews at"):
        EventStore(sqlite_url(tmp_path)).open_for_reading()


@pytest.mark.parametrize(("folder", "file"), [(0o000, 0o600), (0o755, 0o000)])
def test_a_record_that_may_not_be_read_says_who_may(readable_folder: Path, folder: int, file: int) -> None:
    store = EventStore(sqlite_url(readable_folder))
    store.open()
    store.close()
    (readable_folder / "intervue.db").chmod(file)
    readable_folder.chmod(folder)
    with an_ordinary_user(), pytest.raises(StoreError, match="Run this as the user who runs the server"):
        store.open_for_reading()


def test_a_long_list_is_read_page_by_page(store: EventStore) -> None:
    store.append([Batch(f"s{n}", (said(1, "x", float(n)),)) for n in range(5)])
    assert [it.id for it in store.list_sessions(2)] == ["s4", "s3"]
    assert [it.id for it in store.list_sessions(2, 2)] == ["s2", "s1"]
    assert [it.id for it in store.list_sessions(2, 4)] == ["s0"]

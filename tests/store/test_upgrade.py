"""A database of the release before access control: what becomes of it, and what becomes of it half way.

`release_0001.sql` is what that release's server wrote, with scripted engines, as SQLite dumps it.
"""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from intervue.store import database
from intervue.store.accounts import AccountStore
from intervue.store.database import sqlite_url
from intervue.store.errors import NewerDatabaseError, NoDatabaseError
from intervue.store.event_store import EventStore
from intervue.store.records import SessionState
from intervue.store.schema import metadata
from tests.fakes.client import RefusedError
from tests.fakes.server import ROOT, Process, process
from tests.server.access import Guarded

if TYPE_CHECKING:
    from collections.abc import Iterator

DUMP = Path(__file__).with_name("release_0001.sql")
OPEN, ENDED, GREETED = "open-before-the-upgrade", "ended-before-the-upgrade", "greeted-before-the-upgrade"
BEFORE, AFTER = "r0001", "r0002"


def earlier(folder: Path) -> Path:
    """A data folder as the earlier release left it."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "intervue.db"
    with contextlib.closing(sqlite3.connect(file)) as made:
        made.executescript(DUMP.read_text(encoding="utf-8"))
        (last,) = made.execute("SELECT max(at) FROM events").fetchone()
        since = time.time() - 60 - last  # an interview has only so much time, which goes on from what is recorded
        made.execute("UPDATE events SET at = at + ?", (since,))
        made.execute("UPDATE sessions SET created_at = created_at + ?, updated_at = updated_at + ?", (since, since))
        made.commit()
        made.execute("PRAGMA journal_mode = WAL")
    return file


@contextlib.contextmanager
def read(file: Path) -> Iterator[sqlite3.Connection]:
    with contextlib.closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as database_:
        yield database_


def events(file: Path) -> list[tuple[object, ...]]:
    with read(file) as it:
        return it.execute("SELECT session, number, at, kind, data FROM events ORDER BY session, number").fetchall()


def revision(file: Path) -> str:
    with read(file) as it:
        return str(it.execute("SELECT version_num FROM alembic_version").fetchone()[0])


def opened(folder: Path) -> EventStore:
    store = EventStore(sqlite_url(folder))
    store.open()
    return store


def test_opening_brings_the_tables_up_to_date_and_keeps_every_record(tmp_path: Path) -> None:
    file = earlier(tmp_path)
    assert revision(file) == BEFORE
    kept = events(file)
    assert {session for session, *_ in kept} == {OPEN, ENDED, GREETED}
    with contextlib.closing(opened(tmp_path)) as store:
        with store._opened().connect() as connection:
            assert compare_metadata(MigrationContext.configure(connection), metadata) == []
        found = {summary.id: summary for summary in store.list_sessions(10)}
        assert {name: summary.state for name, summary in found.items()} == {
            OPEN: SessionState.OPEN,
            ENDED: SessionState.ENDED,
            GREETED: SessionState.OPEN,
        }
        assert found[ENDED].candidate_name == "Ada Example"
        assert [record.number for record in store.load(OPEN)] == [number for name, number, *_ in kept if name == OPEN]
    assert (revision(file), events(file)) == (AFTER, kept)


def test_commands_that_only_read_change_nothing_and_say_what_to_do(tmp_path: Path) -> None:
    file = earlier(tmp_path)
    before = file.read_bytes()
    with pytest.raises(NoDatabaseError, match="Start the server once"):
        AccountStore.reading(sqlite_url(tmp_path))
    reader = EventStore(sqlite_url(tmp_path))
    reader.open_for_reading()
    with contextlib.closing(reader):
        assert len(reader.list_sessions(10)) == len({OPEN, ENDED, GREETED})
    assert (file.read_bytes(), revision(file)) == (before, BEFORE)


def test_the_earlier_release_leaves_an_upgraded_database_alone_and_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = earlier(tmp_path / "data")
    opened(tmp_path / "data").close()
    before = file.read_bytes()
    migrations = tmp_path / "migrations"
    shutil.copytree(database.MIGRATIONS, migrations, ignore=shutil.ignore_patterns("r0002*", "__pycache__"))
    monkeypatch.setattr(database, "MIGRATIONS", migrations)
    database._revisions.cache_clear()
    try:
        with pytest.raises(NewerDatabaseError, match=r"newer version of Intervue \(revision r0002\)\. Install that"):
            opened(tmp_path / "data")
    finally:
        database._revisions.cache_clear()
    assert file.read_bytes() == before


KILLED = """
import os, signal, sys
from pathlib import Path
from sqlalchemy import Engine, event
from intervue.store.database import sqlite_url
from intervue.store.event_store import EventStore

# Each child dies before its next statement; when one lives to the end there are no more to die before.
for number, folder in enumerate(sys.argv[1:]):
    child = os.fork()
    if not child:
        statements = iter(range(number))

        def die(*_: object) -> None:
            if next(statements, None) is None:
                os.kill(os.getpid(), signal.SIGKILL)

        event.listen(Engine, "before_cursor_execute", die)
        event.listen(Engine, "commit", die)
        store = EventStore(sqlite_url(Path(folder)))
        store.open()
        store.close()
        os._exit(0)
    _, status = os.waitpid(child, 0)
    print(os.WIFSIGNALED(status), flush=True)
"""
MOMENTS = 30


@pytest.mark.slow
def test_an_upgrade_that_is_killed_leaves_the_old_tables_or_the_new_ones_and_is_made_up_for(tmp_path: Path) -> None:
    files = [earlier(tmp_path / str(number)) for number in range(MOMENTS)]
    kept = [events(file) for file in files]
    folders = [str(file.parent) for file in files]
    done = subprocess.run(
        [sys.executable, "-c", KILLED, *folders], cwd=ROOT, capture_output=True, text=True, timeout=100, check=True
    )
    killed = [line == "True" for line in done.stdout.splitlines()]
    assert killed[0]
    assert not killed[-1]
    for file, before in zip(files, kept, strict=True):
        with contextlib.closing(sqlite3.connect(file)) as it:
            assert it.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            names = {name for (name,) in it.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        new = {"users", "api_keys", "tokens", "sign_ins", "audit", "installation"}
        assert names & new == (new if revision(file) == AFTER else set())
        opened(file.parent).close()
        assert (revision(file), events(file)) == (AFTER, before)


# --- The whole server -------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def upgraded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Guarded]:
    folder = tmp_path_factory.mktemp("upgraded")
    earlier(folder / "data")
    with process(folder, settings={"auth": "on"}) as server:
        yield Guarded(server)


@pytest.mark.slow
def test_interviews_from_before_the_upgrade_are_listed_and_read(upgraded: Guarded) -> None:
    with upgraded.client(upgraded.key()) as program:
        listed = program.get("/sessions").json()["sessions"]
        assert {row["id"] for row in listed} == {OPEN, ENDED, GREETED}
        told = program.get(f"/sessions/{ENDED}/transcript").json()["transcript"]
        assert "small bakery" in told[1]["text"]
        details = program.get(f"/sessions/{ENDED}").json()
        assert details["resume"]["contact"]["name"] == "Ada Example"
        assert details["invitations"] == []
        assert program.post(f"/sessions/{ENDED}/invitations", json={}).status_code == httpx.codes.CONFLICT


@pytest.mark.slow
def test_an_interview_from_before_the_upgrade_goes_on_once_its_candidate_is_invited(upgraded: Guarded) -> None:
    with pytest.raises(RefusedError):
        upgraded.enter(OPEN, headers={"Authorization": "Bearer nothing"})
    with upgraded.client(upgraded.key()) as program:
        token = program.post(f"/sessions/{OPEN}/invitations", json={}).json()["token"]
    with upgraded.enter(OPEN, query=f"?token={token}") as candidate:
        candidate.expect("session_started", "ready")
        candidate.turn("Then I taught two colleagues.")
    with upgraded.client(upgraded.key()) as program:
        told = program.get(f"/sessions/{OPEN}/transcript").json()["transcript"]
    assert [entry["text"] for entry in told if entry["role"] == "candidate"] == [
        "I looked after the night shift.",
        "Then I taught two colleagues.",
    ]


@pytest.mark.slow
def test_without_access_control_candidates_of_before_go_on_as_ever(tmp_path: Path) -> None:
    earlier(tmp_path / "data")
    with process(tmp_path) as server:
        guarded = Guarded(server)
        with guarded.enter(OPEN) as candidate:
            candidate.expect("session_started", "ready")
            candidate.turn()
        with pytest.raises(RefusedError):
            guarded.enter(ENDED)


@pytest.mark.slow
def test_the_server_does_not_start_on_a_database_of_a_later_release(tmp_path: Path) -> None:
    file = earlier(tmp_path / "data")
    with contextlib.closing(sqlite3.connect(file)) as it, it:
        it.execute("UPDATE alembic_version SET version_num = 'r9999'")
    server = Process(tmp_path)
    with pytest.raises(AssertionError, match="was made by a newer version of Intervue"):
        server.start()
    assert server.wait() != 0
    assert revision(file) == "r9999"

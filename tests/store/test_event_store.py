from __future__ import annotations

import contextlib
import sqlite3
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy.engine import make_url

from intervue.store.accounts import AccountStore, SessionToken
from intervue.store.errors import DatabaseBusyError, DiskFullError, SequenceError, StoreError, UnstorableRecordError
from intervue.store.event_store import EventStore
from intervue.store.records import Batch, Record, SessionState, SessionSummary

OPENED = Record(1, 1000.0, "opened", {})


def said(number: int, text: str = "I ran the night shift.") -> Record:
    return Record(number, 1000.0 + number, "candidate_said", {"sequence": number, "text": text})


def test_what_was_appended_is_loaded_in_order_also_by_another_store(store: EventStore, url: str) -> None:
    records = (OPENED, said(2, "Zoë said: “¡olé!” \U0001f600 \x00 \ud83d"), said(3))
    store.append([Batch("ada", records[:1]), Batch("ada", records[1:])])
    store.close()
    again = EventStore(url)
    again.open()
    assert again.load("ada") == records
    assert again.load("unknown") == ()
    again.close()


def test_a_number_that_is_there_already_is_refused(store: EventStore) -> None:
    store.append([Batch("ada", (OPENED, said(2)))])
    with pytest.raises(SequenceError, match="Record 2 of session ada is there already"):
        store.append([Batch("ada", (said(2, "Something else."),))])
    assert store.load("ada") == (OPENED, said(2))


def test_a_gap_is_refused(store: EventStore) -> None:
    store.append([Batch("ada", (OPENED,))])
    with pytest.raises(SequenceError, match="Record 3 of session ada does not follow 1"):
        store.append([Batch("ada", (said(3),))])


def test_batches_of_one_call_are_kept_all_or_none(store: EventStore) -> None:
    with pytest.raises(SequenceError):
        store.append([Batch("ada", (OPENED,)), Batch("grace", (said(7),))])
    assert store.load("ada") == ()
    assert store.list_sessions() == ()


def test_a_link_is_kept_with_the_records_it_came_with_or_neither_is(store: EventStore, url: str) -> None:
    link = SessionToken("ab12", "ada", "hash", 1000.0, "user:anna", None, None)
    accounts = AccountStore(url)
    with pytest.raises(StoreError):
        store.append([Batch("ada", (OPENED,), (replace(link, session="nobody"),))])
    assert (store.load("ada"), accounts.tokens_of("ada")) == ((), ())
    store.append([Batch("ada", (OPENED,), (link,))])
    assert (store.load("ada"), accounts.tokens_of("ada")) == ((OPENED,), (link,))
    accounts.close()


def test_batches_of_new_and_known_sessions_and_two_of_one_session_go_into_one_commit(store: EventStore) -> None:
    store.append([Batch("ada", (said(1),))])
    store.append(
        [
            Batch("ada", (said(2),)),
            Batch("bob", (said(1, "I bake."), said(2))),
            Batch("ada", (said(3, "And then?"), Record(4, 9.0, "ended", {}))),
            Batch("eve", ()),
        ]
    )
    assert [record.number for record in store.load("ada")] == [1, 2, 3, 4]
    assert [record.data["text"] for record in store.load("bob")] == ["I bake.", "I ran the night shift."]
    lines = {line.id: (line.records, line.turns, line.state) for line in store.list_sessions()}
    assert lines == {"ada": (4, 3, SessionState.ENDED), "bob": (2, 2, SessionState.OPEN)}


def test_what_is_not_json_is_refused_with_a_reason(store: EventStore) -> None:
    with pytest.raises(UnstorableRecordError, match="not JSON"):
        store.append([Batch("ada", (Record(1, 1.0, "opened", {"when": object()}),))])
    with pytest.raises(UnstorableRecordError, match="not JSON"):
        store.append([Batch("ada", (Record(1, 1.0, "opened", {"when": float("nan")}),))])


def test_the_list_names_state_candidate_turns_and_times_the_last_changed_first(store: EventStore) -> None:
    resume = {"resume": {"contact": {"name": " Ada Byron "}}}
    ended = Record(5, 1050.0, "ended", {"reason": "completed", "total_turns": 2})
    interviewer = Record(3, 1020.0, "interviewer_said", {"sequence": 1, "text": "Hello."})
    store.append([Batch("ada", (OPENED, Record(2, 1010.0, "resume_received", resume)))])
    store.append([Batch("grace", (Record(1, 1015.0, "opened"),)), Batch("ada", (interviewer, said(4), ended))])
    assert store.list_sessions() == (
        SessionSummary("ada", 1000.0, 1050.0, SessionState.ENDED, "Ada Byron", 2, 5),
        SessionSummary("grace", 1015.0, 1015.0, SessionState.OPEN, None, 0, 1),
    )


@pytest.mark.parametrize(
    "data", [{}, {"resume": None}, {"resume": {"contact": []}}, {"resume": {"contact": {"name": ""}}}]
)
def test_a_resume_without_a_name_leaves_the_name_open(store: EventStore, data: dict[str, object]) -> None:
    store.append([Batch("ada", (Record(1, 1.0, "resume_received", data),))])
    assert store.list_sessions()[0].candidate_name is None


def test_a_name_of_any_length_makes_no_list_long(store: EventStore) -> None:
    resume = {"contact": {"name": "Ada " * 1_000_000}}
    store.append([Batch("ada", (Record(1, 1.0, "resume_received", {"resume": resume}),))])
    assert len(store.list_sessions()[0].candidate_name or "") <= 200


def test_a_search_finds_names_positions_and_the_beginning_of_ids_and_nothing_else(store: EventStore) -> None:
    resume = Record(2, 2.0, "resume_received", {"resume": {"contact": {"name": "Ada Byron"}, "summary": "A nurse."}})
    made = Record(1, 1.0, "arranged", {"role": "Night nurse, 100 %", "job_description": "Bread."})
    store.append(
        [Batch("ada", (made, resume)), Batch("grace", (OPENED, said(2, "I am a nurse."))), Batch("eve", (said(1),))]
    )
    found = {
        word: [it.id for it in store.list_sessions(search=word)] for word in ("NIGHT N", "byr", "gra", "0 %", "bread")
    }
    assert found == {"NIGHT N": ["ada"], "byr": ["ada"], "gra": ["grace"], "0 %": ["ada"], "bread": []}
    assert (store.count(search="nurse"), store.count(SessionState.ENDED, "nurse")) == (1, 0)


def test_eight_sessions_write_and_read_at_once_without_locking_each_other_out(store: EventStore) -> None:
    together = threading.Barrier(8)

    def interview(session: str) -> int:
        together.wait(10)
        for number in range(1, 26):
            store.append([Batch(session, (said(number),))])
            store.list_sessions()
        return len(store.load(session))

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(interview, [f"session-{n}" for n in range(8)])) == [25] * 8
    assert [it.turns for it in store.list_sessions()] == [25] * 8


def test_a_full_disk_is_named_and_leaves_what_was_there(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = EventStore(url)
    store.open()
    store.append([Batch("ada", (OPENED,))])
    store.close()
    real = sqlite3.connect

    def connect(*args: object, **kwargs: object) -> sqlite3.Connection:
        connection: sqlite3.Connection = real(*args, **kwargs)  # type: ignore[call-overload] # handed through as it came
        connection.execute("PRAGMA max_page_count = 12")
        return connection

    monkeypatch.setattr(sqlite3.dbapi2, "connect", connect)
    store.open()
    with pytest.raises(DiskFullError, match=f"The disk is full: {tmp_path}/intervue.db cannot grow"):
        store.append([Batch("ada", (said(2, "long " * 50_000),))])
    assert store.load("ada") == (OPENED,)
    store.append([Batch("ada", (said(2),))])
    store.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not let an open file be deleted or replaced.")
def test_nothing_is_written_into_a_database_that_was_deleted_or_replaced(
    store: EventStore, url: str, tmp_path: Path
) -> None:
    store.append([Batch("ada", (OPENED,))])
    file = Path(make_url(url).database or "")
    kept = file.rename(tmp_path / "moved.db")
    with pytest.raises(StoreError, match="was moved or deleted while the server runs"):
        store.append([Batch("ada", (said(2),))])
    file.touch()
    with pytest.raises(StoreError, match="was moved or deleted while the server runs"):
        store.append([Batch("ada", (said(2),))])
    kept.replace(file)
    store.append([Batch("ada", (said(2),))])
    assert store.load("ada") == (OPENED, said(2))


def test_a_database_that_another_program_holds_is_named_so(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("intervue.store.database.BUSY_TIMEOUT_MS", 50)
    store = EventStore(url)
    store.open()
    with contextlib.closing(sqlite3.connect(tmp_path / "intervue.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(DatabaseBusyError, match="locked by another program"):
            store.append([Batch("ada", (OPENED,))])
        with pytest.raises(DatabaseBusyError, match="locked by another program"):
            store.probe()
        other.execute("COMMIT")
    store.probe()
    store.append([Batch("ada", (OPENED,))])
    assert store.load("ada") == (OPENED,)
    store.close()


def test_a_store_that_is_not_open_says_so(url: str) -> None:
    with pytest.raises(StoreError, match="is not open"):
        EventStore(url).load("ada")


@pytest.mark.parametrize(("sync", "level"), [(False, 1), (True, 2)])
def test_commits_are_flushed_to_the_disk_when_asked(url: str, sync: bool, level: int) -> None:  # noqa: FBT001 - a parameter of the test
    store = EventStore(url, sync=sync)
    store.open()
    with store._opened().connect() as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == level
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    store.close()

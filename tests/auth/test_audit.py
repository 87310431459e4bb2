"""The audit log's writer and table: what is kept of what was noted, whatever happens."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

import pytest

from intervue.auth import audit as writer
from intervue.auth.audit import AuditLog, Denials, Readings
from intervue.settings import Settings
from intervue.store.audit import AuditEntry, AuditFilter, AuditStore, session_name
from intervue.store.database import sqlite_url
from intervue.store.errors import DiskFullError
from intervue.store.event_store import EventStore
from tests.engines.host_probe import eventually

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

NOW = 1_800_000_000.0
DAY = 86_400
ALL = AuditFilter()


def entry(who: str = "user:anna", *, at: float = NOW, allowed: bool = True, **more: Any) -> AuditEntry:
    return AuditEntry(at, who, more.pop("action", "read_session"), allowed, more.pop("detail", "200"), **more)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[AuditStore]:
    events = EventStore(sqlite_url(tmp_path))
    events.open()
    events.close()
    store = AuditStore(sqlite_url(tmp_path))
    yield store
    store.close()


@pytest.fixture
def begin(store: AuditStore, tmp_path: Path) -> Iterator[Callable[..., AuditLog]]:
    """Starts writers; all are stopped afterwards."""
    begun: list[AuditLog] = []

    def start(into: AuditStore = store, *, now: float = NOW, run: bool = True, **settings: Any) -> AuditLog:
        log = AuditLog(into, Settings(data_dir=tmp_path, **settings), lambda: now)
        if run:
            log.start()
            begun.append(log)
        return log

    yield start
    for log in begun:
        log.stop()


def test_what_is_noted_stands_in_the_table_in_order(begin: Callable[..., AuditLog], store: AuditStore) -> None:
    log = begin()
    noted = [entry(f"user:u{number}", session="0" * 32, request="ab", address="::1") for number in range(2500)]
    for each in noted:
        log.note(each)
    log.stop()
    assert store.find(ALL) == tuple(reversed(noted))


def test_what_is_noted_is_soon_written_without_any_more_coming(
    begin: Callable[..., AuditLog], store: AuditStore
) -> None:
    begin().note(entry())
    assert eventually(lambda: store.count(ALL) == 1)


def test_refusals_of_one_address_are_kept_up_to_a_bound_and_then_counted(
    begin: Callable[..., AuditLog], store: AuditStore
) -> None:
    log = begin(audit_denials_per_minute=5)
    for _ in range(1000):
        log.note(entry("anonymous", allowed=False, detail="wrong", address="203.0.113.9"))
    log.note(entry("anonymous", allowed=False, detail="unknown", address="198.51.100.1"))
    log.note(entry())
    log.stop()
    found = store.find(ALL)
    assert [it.detail for it in reversed(found)] == [*["wrong"] * 5, "unknown", "200", "denied 995"]
    assert (found[0].action, found[0].who, found[0].address) == ("left_out", "server", "203.0.113.9")


def test_after_a_minute_refusals_are_kept_again_and_what_was_left_out_is_told() -> None:
    denials = Denials(2)
    assert [denials.take("192.0.2.1", NOW + second) for second in (0, 1, 2, 59)] == [True, True, False, False]
    assert denials.over(NOW + 59) == []
    assert denials.take("192.0.2.1", NOW + 60)
    assert denials.over(NOW + 60) == [("192.0.2.1", 2)]
    assert denials.over(NOW + 200) == []


def test_neighbours_of_one_network_are_one_sender_and_many_addresses_fill_no_disk() -> None:
    denials = Denials(3)
    assert sum(denials.take(f"2001:db8::{number:x}", NOW) for number in range(100)) == 3
    assert denials.over(NOW + 60) == [("2001:db8::/64", 97)]
    kept = sum(denials.take(f"10.{number // 250}.{number % 250}.1", NOW + 60) for number in range(10_000))
    assert kept == 3 * writer.MANY_ADDRESSES
    assert denials.over(NOW + 120) == [(None, 10_000 - kept)]


def test_the_same_list_is_noted_once_in_a_while_for_each_person_and_address(
    begin: Callable[..., AuditLog], store: AuditStore
) -> None:
    log = begin()
    for second in (0, 1, writer.READING_SECONDS - 1, writer.READING_SECONDS, writer.READING_SECONDS + 1):
        for who, address in (("user:anna", "::1"), ("user:anna", "192.0.2.1"), ("user:ben", "::1")):
            log.note(entry(who, at=NOW + second, address=address, action="list_sessions"), again=True)
            log.note(entry(who, at=NOW + second, address=address, action="erase_session"))
    log.stop()
    assert store.count(AuditFilter(action="list_sessions")) == 2 * 3
    assert store.count(AuditFilter(action="erase_session")) == 5 * 3


def test_whoever_looks_is_remembered_within_bounds_and_a_clock_set_back_hides_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(writer, "_MOST_READERS", 3)
    readings = Readings()
    assert [readings.take(entry(f"user:u{number}")) for number in (0, 1, 2, 0, 3, 0)] == [
        True,
        True,
        True,
        False,
        True,
        True,
    ]
    assert readings.take(entry("user:u0", at=NOW - 3600))


def test_what_cannot_wait_any_more_is_counted_and_told(
    begin: Callable[..., AuditLog], store: AuditStore, caplog: pytest.LogCaptureFixture
) -> None:
    log = begin(run=False, audit_pending_max=100)
    for _ in range(130):
        log.note(entry())
    log.start()
    log.stop()
    assert store.count(ALL) == 101
    assert store.find(ALL, 1)[0].detail == "lost 30"
    assert "30 entries are lost" in caplog.text


class Ailing(AuditStore):
    """A disk that is full for the first few tries."""

    tries = 0

    def append(self, entries: Sequence[AuditEntry]) -> None:
        self.tries += 1
        if self.tries <= 3:
            raise DiskFullError("The disk is full.")
        super().append(entries)


def test_a_full_disk_loses_nothing_once_there_is_room_again(
    begin: Callable[..., AuditLog],
    store: AuditStore,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(writer, "RETRY_SECONDS", 0.01)
    caplog.set_level(logging.INFO)
    ailing = Ailing(sqlite_url(tmp_path))
    log = begin(ailing)
    noted = [entry(f"user:u{number}") for number in range(3)]
    for each in noted:
        log.note(each)
    assert eventually(lambda: store.count(ALL) == 3)
    log.stop()
    ailing.close()
    assert store.find(ALL) == tuple(reversed(noted))
    assert caplog.text.count("cannot be written") == 1
    assert "can be written again" in caplog.text


@pytest.mark.parametrize(("days", "left"), [(400, 2), (0, 3)])
def test_old_entries_go_after_their_time(
    begin: Callable[..., AuditLog], store: AuditStore, days: int, left: int
) -> None:
    store.append([entry(at=NOW - 401 * DAY), entry(at=NOW - 399 * DAY)])
    log = begin(audit_days=days)
    log.note(entry())
    assert eventually(lambda: store.count(ALL) == left)


def test_a_wrong_clock_costs_no_entries_at_this_start_nor_at_the_next(
    begin: Callable[..., AuditLog], store: AuditStore, caplog: pytest.LogCaptureFixture
) -> None:
    noted = [entry(at=NOW - day * DAY) for day in range(20)]
    store.append(noted)
    for start in (1, 2):
        log = begin(now=NOW + 800 * DAY, audit_days=400)
        log.note(entry(at=NOW + 800 * DAY))
        assert eventually(lambda start=start: store.count(ALL) == len(noted) + start)  # type: ignore[misc]  # bound
        log.stop()
    assert caplog.text.count("the clock may be wrong") == 2


def test_refusals_of_other_kinds_hide_no_guesses_at_passwords(
    begin: Callable[..., AuditLog], store: AuditStore
) -> None:
    log = begin(audit_denials_per_minute=5)
    for _ in range(1000):
        log.note(entry("anonymous", allowed=False, detail="wrong", address="203.0.113.9"))
    for _ in range(10):
        log.note(entry("user:anna", allowed=False, detail="wrong", address="203.0.113.9", action="sign_in"))
    log.stop()
    assert store.count(AuditFilter(action="sign_in")) == 5
    assert [it.detail for it in store.find(AuditFilter(action="left_out"))] == ["denied 5", "denied 995"]


def test_only_ids_that_the_server_made_are_kept_as_they_are(store: AuditStore) -> None:
    ours, words = "0123456789abcdef" * 2, "maria.lopez-1987"
    assert session_name(ours) == ours
    store.append([entry(session=session_name(words)), entry(session=session_name(ours))])
    assert words not in repr(store.find(ALL))
    assert [it.session for it in store.find(AuditFilter(session=ours))] == [ours]
    assert store.count(AuditFilter(session=words)) == 1


def test_names_of_identity_providers_cannot_break_the_log(store: AuditStore) -> None:
    store.append([entry("jwt:\ud800" + "x" * 500)])
    assert store.find(ALL)[0].who.startswith("jwt:?xxx")

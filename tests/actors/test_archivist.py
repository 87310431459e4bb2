from __future__ import annotations

import queue
import subprocess
import sys
import threading
from typing import TYPE_CHECKING, Any

import pykka
import pytest

from actors.archivist import ArchivistActor
from actors.messages import AppendRecords, LoadRecords, Record, Recorded, RecordingFailed, RecordsLoaded
from intervue.store.database import sqlite_url
from intervue.store.errors import DatabaseBusyError, DiskFullError, ReadOnlyDatabaseError, StoreError
from intervue.store.event_store import EventStore
from tests.fakes.archivist import FakeArchivist

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from intervue.store.records import Batch

BOUND = 10


class Probe(pykka.ThreadingActor):
    """Stands in for a session: keeps the answers."""

    use_daemon_thread = True

    def __init__(self) -> None:
        super().__init__()
        self.answers: queue.Queue[Any] = queue.Queue()

    def on_receive(self, message: Any) -> None:
        self.answers.put(message)


class GatedStore(EventStore):
    """Counts transactions; the first one waits for the gate, and it can be made to fail."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.gate = threading.Event()
        self.entered = threading.Event()
        self.transactions: list[int] = []
        self.full_for = ""
        self.failures: list[StoreError] = []
        self.probes = 0

    def probe(self) -> None:
        self.probes += 1
        if self.failures:
            raise self.failures.pop(0)
        super().probe()

    def append(self, batches: Sequence[Batch]) -> None:
        self.entered.set()
        assert self.gate.wait(BOUND)
        self.transactions.append(len(batches))
        if any(batch.session == self.full_for for batch in batches):
            raise DiskFullError("The disk is full.")
        if self.failures:
            raise self.failures.pop(0)
        super().append(batches)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[GatedStore]:
    store = GatedStore(sqlite_url(tmp_path))
    store.open()
    yield store
    store.gate.set()
    pykka.ActorRegistry.stop_all(timeout=BOUND)
    # One that was not waited for still writes, and would give its connection back to nobody.
    for thread in threading.enumerate():
        if thread.name == "archivist-writer":
            thread.join(BOUND)
    store.close()


@pytest.fixture
def archivist(store: GatedStore) -> pykka.ActorRef[ArchivistActor]:
    return ArchivistActor.start(store, stop_seconds=BOUND, patience=0.0)


@pytest.fixture
def probe(store: GatedStore) -> pykka.ActorRef[Probe]:
    """Stopped with all other actors by the store's fixture, once the gate is open."""
    return Probe.start()


def answers(probe: pykka.ActorRef[Probe], count: int) -> list[Any]:
    inbox: queue.Queue[Any] = probe.proxy().answers.get(timeout=BOUND)
    return [inbox.get(timeout=BOUND) for _ in range(count)]


def append(session: str, probe: pykka.ActorRef[Any], *numbers: int) -> AppendRecords:
    return AppendRecords(
        session, probe, tuple(Record(n, float(n), "candidate_said", {"text": "Yes."}) for n in numbers)
    )


def test_what_waits_at_one_moment_is_committed_in_one_transaction(
    archivist: pykka.ActorRef[ArchivistActor], store: GatedStore, probe: pykka.ActorRef[Probe]
) -> None:
    archivist.tell(append("ada", probe, 1))
    assert store.entered.wait(BOUND)
    for number in range(2, 41):
        archivist.tell(append("ada", probe, number))
    archivist.tell(append("grace", probe, 1, 2))
    archivist.ask(LoadRecords("ada", probe), timeout=BOUND)  # handled after all the others: they are queued
    store.gate.set()
    told = answers(probe, 42)
    assert told[:40] == [Recorded("ada", number) for number in range(1, 41)]
    assert told[40] == Recorded("grace", 2)
    assert store.transactions == [1, 40]


def test_the_mailbox_stays_free_while_the_disk_hangs(
    archivist: pykka.ActorRef[ArchivistActor], store: GatedStore, probe: pykka.ActorRef[Probe]
) -> None:
    archivist.tell(append("ada", probe, 1))
    assert store.entered.wait(BOUND)
    archivist.ask(append("ada", probe, 2), timeout=BOUND)
    assert not store.gate.is_set()


def test_a_load_sees_every_append_told_before_it(
    archivist: pykka.ActorRef[ArchivistActor], store: GatedStore, probe: pykka.ActorRef[Probe]
) -> None:
    archivist.tell(append("ada", probe, 1, 2))
    archivist.tell(LoadRecords("ada", probe))
    archivist.tell(LoadRecords("new", probe))
    store.gate.set()
    recorded, loaded, new = answers(probe, 3)
    assert recorded == Recorded("ada", 2)
    assert [record.number for record in loaded.records] == [1, 2]
    assert loaded.error is None
    assert new == RecordsLoaded("new", ())


def test_a_full_disk_is_told_to_its_session_and_costs_no_other(
    archivist: pykka.ActorRef[ArchivistActor], store: GatedStore, probe: pykka.ActorRef[Probe]
) -> None:
    store.full_for = "ada"
    archivist.tell(append("grace", probe, 1))
    assert store.entered.wait(BOUND)
    for message in (append("ada", probe, 1), append("grace", probe, 2), append("ada", probe, 2)):
        archivist.tell(message)
    store.gate.set()
    assert sorted(answers(probe, 4), key=repr) == [
        Recorded("grace", 1),
        Recorded("grace", 2),
        RecordingFailed("ada", 1, "The disk is full."),
        RecordingFailed("ada", 2, "The disk is full."),
    ]
    store.full_for = ""
    archivist.tell(append("ada", probe, 1, 2))
    assert answers(probe, 1) == [Recorded("ada", 2)]


@pytest.mark.parametrize(
    "fault",
    [DiskFullError("It is full."), DatabaseBusyError("It is locked."), ReadOnlyDatabaseError("It is read-only.")],
)
def test_a_disk_that_fails_for_a_moment_costs_nobody_anything(
    store: GatedStore, probe: pykka.ActorRef[Probe], monkeypatch: pytest.MonkeyPatch, fault: StoreError
) -> None:
    monkeypatch.setattr("actors.archivist.RETRY_SECONDS", 0.01)
    told: queue.Queue[str] = queue.Queue()
    archivist = ArchivistActor.start(store, stop_seconds=BOUND, patience=BOUND, report=told.put)
    store.failures = [fault, fault, fault]
    store.gate.set()
    archivist.tell(append("ada", probe, 1))
    assert answers(probe, 1) == [Recorded("ada", 1)]
    assert [told.get(timeout=BOUND), told.get(timeout=BOUND)] == [str(fault), ""]


def test_a_disk_that_stays_full_fails_what_waits_and_is_tried_again_until_it_is_well(
    store: GatedStore, probe: pykka.ActorRef[Probe], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("actors.archivist.PROBE_SECONDS", 0.01)
    told: queue.Queue[str] = queue.Queue()
    archivist = ArchivistActor.start(store, stop_seconds=BOUND, patience=0.0, report=told.put)
    full = DiskFullError("It is full.")
    store.failures = [full, full, full, full]  # the group, then alone, then two probes
    store.gate.set()
    archivist.tell(append("ada", probe, 1))
    assert answers(probe, 1) == [RecordingFailed("ada", 1, "It is full.")]
    assert [told.get(timeout=BOUND), told.get(timeout=BOUND)] == ["It is full.", ""]
    assert store.probes == 3
    archivist.tell(append("ada", probe, 1))
    assert answers(probe, 1) == [Recorded("ada", 1)]


def test_records_after_a_lost_one_are_refused_so_that_no_gap_is_kept(
    archivist: pykka.ActorRef[ArchivistActor], store: GatedStore, probe: pykka.ActorRef[Probe]
) -> None:
    store.gate.set()
    archivist.tell(append("ada", probe, 2))
    (failed,) = answers(probe, 1)
    assert failed == RecordingFailed("ada", 2, "Record 2 of session ada does not follow 0.")


def test_a_fault_of_the_program_costs_one_request_and_not_the_writer(
    archivist: pykka.ActorRef[ArchivistActor],
    store: GatedStore,
    probe: pykka.ActorRef[Probe],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    store.gate.set()
    monkeypatch.setattr("intervue.store.appending.progressed", None)
    archivist.tell(append("ada", probe, 1))
    (failed,) = answers(probe, 1)
    assert isinstance(failed, RecordingFailed)
    assert "fault in the program" in failed.message
    monkeypatch.undo()
    archivist.tell(append("ada", probe, 1))
    assert answers(probe, 1) == [Recorded("ada", 1)]


def test_too_many_waiting_requests_are_refused_at_once(store: GatedStore, probe: pykka.ActorRef[Probe]) -> None:
    archivist = ArchivistActor.start(store, stop_seconds=BOUND, max_waiting=2)
    archivist.tell(append("ada", probe, 1))
    assert store.entered.wait(BOUND)
    for number in (2, 3, 4):
        archivist.tell(append("ada", probe, number))
    archivist.tell(LoadRecords("ada", probe))
    refused, unread = answers(probe, 2)
    assert (refused.number, unread.records) == (4, ())
    assert "too much is waiting" in refused.message
    assert "too much is waiting" in unread.error
    store.gate.set()
    assert answers(probe, 3) == [Recorded("ada", 1), Recorded("ada", 2), Recorded("ada", 3)]


def test_stopping_writes_what_is_queued(
    archivist: pykka.ActorRef[ArchivistActor], store: GatedStore, probe: pykka.ActorRef[Probe]
) -> None:
    for number in range(1, 6):
        archivist.tell(append("ada", probe, number))
    store.gate.set()
    assert archivist.stop(timeout=BOUND)
    assert len(store.load("ada")) == 5


def test_stopping_is_bounded_and_tells_who_was_waiting(
    store: GatedStore, probe: pykka.ActorRef[Probe], caplog: pytest.LogCaptureFixture
) -> None:
    archivist = ArchivistActor.start(store, stop_seconds=0.05)
    archivist.tell(append("ada", probe, 1))
    assert store.entered.wait(BOUND)
    archivist.tell(append("ada", probe, 2))
    assert archivist.stop(timeout=BOUND)
    (failed,) = answers(probe, 1)
    assert (failed.number, "stopping" in failed.message) == (2, True)
    assert "1 requests lost" in caplog.text


def test_a_session_that_has_ended_needs_no_answer(
    archivist: pykka.ActorRef[ArchivistActor], store: GatedStore, probe: pykka.ActorRef[Probe]
) -> None:
    gone = Probe.start()
    gone.stop(timeout=BOUND)
    store.gate.set()
    archivist.tell(append("ada", gone, 1))
    archivist.tell(append("grace", probe, 1))
    assert answers(probe, 1) == [Recorded("grace", 1)]
    assert len(store.load("ada")) == 1


WRITER = """
import sys, threading, pykka
from actors.archivist import ArchivistActor
from actors.messages import AppendRecords, Record
from intervue.store.event_store import EventStore

class Session(pykka.ThreadingActor):
    number = 0

    def on_receive(self, message):
        if message != "begin":
            print(message.up_to, flush=True)
        for _ in range(50 if message == "begin" else 1):
            self.number += 1
            records = (Record(self.number, 1.0, "candidate_said", {"text": "word " * 50}),)
            archivist.tell(AppendRecords("ada", self.actor_ref, records))

store = EventStore(sys.argv[1])
store.open()
archivist = ArchivistActor.start(store)
Session.start().tell("begin")
"""


def test_what_was_told_to_be_recorded_outlives_a_kill_of_the_process(tmp_path: Path) -> None:
    url = sqlite_url(tmp_path)
    child = subprocess.Popen([sys.executable, "-c", WRITER, url], stdout=subprocess.PIPE, text=True)
    try:
        assert child.stdout
        for _ in range(200):
            assert child.stdout.readline()
    finally:
        child.kill()
        rest, _ = child.communicate(timeout=BOUND)
    told = int(rest.splitlines()[-1]) if rest else 200
    store = EventStore(url)
    store.open()
    kept = [record.number for record in store.load("ada")]
    store.close()
    assert kept == list(range(1, len(kept) + 1))
    assert len(kept) >= told >= 200


def test_the_fake_archivist_answers_like_the_real_one(probe: pykka.ActorRef[Probe], store: GatedStore) -> None:
    store.gate.set()
    told = []
    for archivist in (ArchivistActor.start(store), FakeArchivist.start()):
        archivist.tell(append("ada", probe, 1, 2))
        archivist.tell(append("ada", probe, 4))
        archivist.tell(LoadRecords("ada", probe))
        told.append(answers(probe, 3))
    real, fake = told
    assert real[0] == fake[0]
    assert (real[1].session, real[1].number) == (fake[1].session, fake[1].number)
    assert real[2] == fake[2]

"""Erasing interviews that are in memory, and others, through the directory."""

from __future__ import annotations

import contextlib
import queue
from typing import TYPE_CHECKING, Any

import pykka
import pytest

from actors import messages as m
from actors.archivist import ArchivistActor
from actors.directory import DirectoryActor
from actors.erasing import EraseRecords, EraseSessions, RecordsErased, SessionsErased
from intervue.store.database import sqlite_url
from intervue.store.errors import DatabaseBusyError, DiskFullError
from intervue.store.event_store import EventStore
from intervue.store.records import Batch
from tests.actors.listening import BOUND, Ears, services_of
from tests.fakes.connection import FakeConnection
from tests.traces import traces

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

RESUME = {"contact": {"name": "Zebulon Quist"}, "raw_text": "Zebulon Quist, marmalade maker"}
WORDS = ["Zebulon", "marmalade"]


class House:
    """A directory with a real archivist and store."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.store = EventStore(sqlite_url(folder))
        self.store.open()
        self.workers = Ears()
        self.archivist = ArchivistActor.start(self.store)
        services = services_of(self.workers, self.archivist)
        self.directory = DirectoryActor.start(services, 10)

    def enter(self, session: str) -> FakeConnection:
        """Open a socket, and hand in a resume."""
        connection = FakeConnection()
        self.directory.tell(m.JoinSession(session, connection))
        return connection

    def interview(self, session: str) -> FakeConnection:
        """An interview that has begun to wait for the introduction's voice."""
        connection = self.enter(session)
        connection.expect("admitted", "session_started")
        self.send(connection, m.ResumeSent(RESUME))
        self.send(connection, m.StartSent())
        connection.expect("generating", "interviewer", "speaking")
        return connection

    def send(self, connection: FakeConnection, sent: m.ClientInput) -> None:
        assert connection.session is not None
        connection.session.tell(m.ClientSent(connection.id, sent))

    def erase(self, *sessions: str, before: float | None = None) -> SessionsErased:
        answers: queue.Queue[SessionsErased] = queue.Queue()
        self.directory.tell(EraseSessions(sessions, before, answers.put))
        return answers.get(timeout=BOUND)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    house = House(tmp_path)
    yield house
    for ref in (house.directory, house.archivist, house.workers.ref):
        ref.stop(timeout=BOUND)
    house.store.close()


def test_a_candidate_in_the_interview_is_told_and_nothing_is_left(house: House, tmp_path: Path) -> None:
    first, second = house.interview("ada"), house.enter("ada")
    second.expect("admitted", "session_started", "speaking")
    assert traces(tmp_path, WORDS)
    result = house.erase("ada")
    assert result == SessionsErased(("ada",), ("ada",), (), None)
    for connection in (first, second):
        connection.expect("SESSION_NOT_FOUND", "closed 1000")
    assert traces(tmp_path, WORDS) == {}
    assert house.store.ids() == ()


def test_what_was_in_progress_is_cancelled_and_the_model_forgets(house: House) -> None:
    house.interview("ada")
    house.erase("ada")
    told: list[Any] = []
    while not house.workers.heard.empty():
        told.append(house.workers.heard.get_nowait())
    spoken = {it.utterance for it in told if isinstance(it, m.SpeakClause)}
    cancelled = {it.utterance for it in told if isinstance(it, m.CancelSpeech)}
    assert spoken
    assert cancelled == spoken
    assert m.ForgetSession("ada") in told


def test_nobody_comes_back_under_an_erased_id_and_others_are_not_disturbed(house: House) -> None:
    ada, ben = house.interview("ada"), house.interview("ben")
    house.erase("ada")
    ada.expect("SESSION_NOT_FOUND", "closed 1000")
    house.enter("ada").expect("refused 403")
    house.send(ben, m.PlaybackSent())
    ben.expect("speaking")
    assert house.store.ids() == ("ben",)


def test_what_arrives_late_of_an_erased_interview_is_not_recorded(house: House) -> None:
    ada = house.interview("ada")
    answers: queue.Queue[SessionsErased] = queue.Queue()
    house.directory.tell(EraseSessions(("ada",), None, answers.put))
    for _ in range(20):
        with contextlib.suppress(pykka.ActorDeadError):
            house.send(ada, m.ResumeSent(RESUME))
    answers.get(timeout=BOUND)
    assert house.store.ids() == ()
    assert traces(house.folder, WORDS) == {}


def test_whoever_is_in_memory_is_spared_where_only_old_ones_are_to_go(house: House) -> None:
    ada = house.interview("ada")
    house.store.append([Batch("old", (m.Record(1, 10.0, "opened"),))])
    result = house.erase("ada", "old", before=2_000.0)
    assert result == SessionsErased(("old",), (), ("ada",), None)
    assert ada.all_now() == []
    assert house.store.ids() == ("ada",)


def test_an_id_that_nobody_has_used_is_not_refused_afterwards(house: House) -> None:
    assert house.erase("nobody") == SessionsErased((), (), (), None)
    house.enter("nobody").expect("admitted", "session_started")


def test_hundreds_are_erased_in_parts(house: House) -> None:
    house.store.append([Batch(f"s{n}", (m.Record(1, 10.0, "opened"),)) for n in range(250)])
    result = house.erase(*(f"s{n}" for n in range(250)))
    assert len(result.erased) == 250
    assert house.store.ids() == ()


def test_what_could_not_be_wiped_is_said_and_done_by_the_next_request(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(_engine: object) -> None:
        raise DatabaseBusyError("Another program is reading.")

    house.interview("ada")
    with monkeypatch.context() as patched:
        patched.setattr("intervue.store.traces.wipe", busy)
        result = house.erase("ada")
    assert (result.erased, result.error) == (("ada",), "Another program is reading.")
    assert house.erase().error is None
    assert traces(house.folder, WORDS) == {}


def test_what_could_not_be_erased_is_said_and_may_be_gone_on_with(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object) -> None:
        raise DiskFullError("The disk is full.")

    house.interview("ada")
    with monkeypatch.context() as patched:
        patched.setattr(house.store, "erase", full)
        assert house.erase("ada") == SessionsErased((), ("ada",), (), "The disk is full.")
    house.enter("ada").expect("admitted", "session_started")
    assert house.erase("ada").erased == ("ada",)
    assert traces(house.folder, WORDS) == {}


def test_an_archivist_that_has_too_much_to_do_says_so(house: House) -> None:
    ears = Ears()
    overloaded = ArchivistActor.start(house.store, max_waiting=0)
    overloaded.tell(EraseRecords(7, ears.ref, ("ada",), None, wipe=True))
    answer = ears.next(RecordsErased)
    assert (answer.request, answer.sessions) == (7, ())
    assert "too much is waiting" in str(answer.error)

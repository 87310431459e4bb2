"""What a session does when its record fails it."""

from __future__ import annotations

import queue
from typing import TYPE_CHECKING, Any

import pytest

from actors import messages as m
from actors.session import SessionActor
from actors.turn_timings import TurnTimings
from intervue import protocol as p
from tests.actors.listening import BOUND, Ears, services_of

if TYPE_CHECKING:
    import pykka

    from intervue.interview.effects import Receipt


class Window:
    """A candidate's socket."""

    id = "c1"

    def __init__(self) -> None:
        self.happened: queue.Queue[Any] = queue.Queue()

    def attach(self, session: pykka.ActorRef[Any]) -> None:
        del session

    def admit(self) -> None:
        self.happened.put("let in")

    def refuse(self, status: int, reason: str) -> None:
        self.happened.put((status, reason))

    def send(self, message: p.ServerMessage, receipt: Receipt | None) -> None:
        del receipt
        self.happened.put(message)

    def handled(self) -> None:
        pass

    def close(self, code: int, reason: str) -> None:
        self.happened.put((code, reason))

    def next(self) -> Any:
        return self.happened.get(timeout=BOUND)


@pytest.fixture
def archivist() -> Ears:
    return Ears()


@pytest.fixture
def others() -> Ears:
    """The directory and the workers."""
    return Ears()


def session_with(archivist: Ears, others: Ears) -> pykka.ActorRef[Any]:
    services = services_of(others, archivist.ref, idle_seconds=60.0)
    session = SessionActor.start("ada", services, others.ref, TurnTimings("ada"))
    assert archivist.next(m.LoadRecords).reply_to == session
    return session


def test_an_interview_that_cannot_be_read_turns_sockets_away_and_leaves_memory(archivist: Ears, others: Ears) -> None:
    session = session_with(archivist, others)
    early, late = Window(), Window()
    session.tell(m.OpenConnection(early))
    session.tell(m.RecordsLoaded("ada", (), "/private/intervue.db is damaged."))
    assert others.until(m.SessionGone).ref == session
    session.tell(m.OpenConnection(late))
    for window in (early, late):
        status, reason = window.next()
        assert status == 503
        assert "private" not in reason
    session.tell(m.LeaveMemory())
    assert session.actor_stopped.wait(BOUND)


def test_an_interview_that_cannot_be_kept_says_so_before_it_closes(archivist: Ears, others: Ears) -> None:
    session = session_with(archivist, others)
    window = Window()
    session.tell(m.RecordsLoaded("ada", ()))
    session.tell(m.OpenConnection(window))
    assert window.next() == "let in"
    session.tell(m.RecordingFailed("ada", archivist.next(m.AppendRecords).records[0].number, "The disk is full."))
    error = window.next()
    assert isinstance(error, p.Error)
    assert not error.recoverable
    assert window.next() == (1011, error.message)
    assert others.until(m.SessionGone).ref == session


def test_an_interview_that_was_given_up_records_nothing_any_more(archivist: Ears, others: Ears) -> None:
    session = session_with(archivist, others)
    window = Window()
    session.tell(m.RecordsLoaded("ada", ()))
    session.tell(m.OpenConnection(window))
    session.tell(m.RecordingFailed("ada", archivist.next(m.AppendRecords).records[0].number, "The disk is full."))
    session.tell(m.ClientSent(window.id, m.StartSent()))
    session.tell(m.LeaveMemory())
    assert session.actor_stopped.wait(BOUND)
    assert archivist.nothing_more()

"""Who is let in when the memory is full."""

from __future__ import annotations

import queue
from typing import TYPE_CHECKING, Any

import pytest

from actors import messages as m
from actors.directory import DirectoryActor
from tests.actors.listening import BOUND, Ears, services_of
from tests.fakes.archivist import FakeArchivist

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pykka

    from intervue.interview.effects import Receipt
    from intervue.protocol import ServerMessage


class Window:
    """A candidate's socket."""

    def __init__(self, number: int) -> None:
        self.id = f"c{number}"
        self.answer: queue.Queue[int] = queue.Queue()
        self.session: pykka.ActorRef[Any] | None = None

    def attach(self, session: pykka.ActorRef[Any]) -> None:
        self.session = session

    def admit(self) -> None:
        self.answer.put(101)

    def refuse(self, status: int, reason: str) -> None:
        del reason
        self.answer.put(status)

    def send(self, message: ServerMessage, receipt: Receipt | None) -> None:
        del message, receipt

    def handled(self) -> None:
        pass

    def close(self, code: int, reason: str) -> None:
        del code, reason


class House:
    """A directory with room for two interviews."""

    def __init__(self) -> None:
        self.workers = Ears()
        self.archivist = FakeArchivist.start()
        services = services_of(self.workers, self.archivist)
        self.directory = DirectoryActor.start(services, 2)
        self.opened = 0

    def enter(self, session: str) -> tuple[int, Window]:
        """Open a socket: the status of the handshake, and the socket."""
        self.opened += 1
        window = Window(self.opened)
        self.directory.tell(m.JoinSession(session, window))
        return window.answer.get(timeout=BOUND), window

    def leave(self, window: Window) -> None:
        """Close a socket; returns when its session has told the directory what follows from that."""
        assert window.session is not None
        window.session.tell(m.CloseConnection(window.id))
        window.session.proxy().session.get(timeout=BOUND)

    def stop(self) -> None:
        for ref in (self.directory, self.archivist, self.workers.ref):
            ref.stop(timeout=BOUND)


@pytest.fixture
def house() -> Iterator[House]:
    house = House()
    yield house
    house.stop()


def test_who_has_left_makes_room_at_once_the_longest_gone_first(house: House) -> None:
    windows = [house.enter(session)[1] for session in ("ada", "ben")]
    for window in windows:
        house.leave(window)
    assert house.enter("eve")[0] == 101
    # Ben is still in memory; Ada would need room again.
    status, ben = house.enter("ben")
    assert (status, ben.session) == (101, windows[1].session)
    assert house.enter("ada")[0] == 503


def test_who_has_come_back_is_not_sent_away_for_others(house: House) -> None:
    _, ada = house.enter("ada")
    house.leave(ada)
    assert house.enter("ada")[0] == 101
    assert house.enter("ben")[0] == 101
    assert house.enter("eve")[0] == 503


def test_two_hundred_pages_that_were_opened_and_closed_keep_nobody_out(house: House) -> None:
    for number in range(200):
        status, window = house.enter(f"visitor-{number}")
        assert status == 101
        house.leave(window)

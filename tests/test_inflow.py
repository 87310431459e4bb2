"""What is received is handed on in order and in pieces, and nobody else waits for all of it."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, cast

from intervue.inflow import ALL, TURN_SECONDS, Inflow

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable


class Call:
    def __init__(self, call: Callable[[], None]) -> None:
        self.call: Callable[[], None] | None = call

    def cancel(self) -> None:
        self.call = None


class Loop:
    """A loop that turns when it is told to, and whose clock goes on when something is parsed."""

    def __init__(self) -> None:
        self.now = 0.0
        self.calls: deque[Call] = deque()

    def time(self) -> float:
        return self.now

    def call_soon(self, call: Callable[[], None]) -> Call:
        self.calls.append(Call(call))
        return self.calls[-1]

    def turn(self) -> None:
        for call in [self.calls.popleft() for _ in range(len(self.calls))]:
            if call.call is not None:
                call.call()


class Line:
    """A connection, and whoever parses what it received: `cost` seconds a piece."""

    def __init__(self, room: int, cost: float = TURN_SECONDS / 2) -> None:
        self.loop = Loop()
        self.room = room
        self.reads = True
        self.pieces: list[bytes] = []
        self._cost = cost
        transport = cast("asyncio.Transport", self)
        self.inflow = Inflow(transport, cast("asyncio.AbstractEventLoop", self.loop), self._take, lambda: self.room)

    def pause_reading(self) -> None:
        self.reads = False

    def resume_reading(self) -> None:
        self.reads = True

    def _take(self, piece: bytes) -> None:
        self.loop.now += self._cost
        self.pieces.append(piece)


def test_what_is_cheap_is_handed_on_at_once_and_whole() -> None:
    line = Line(ALL)
    line.inflow.add(b"x" * 100_000)
    assert line.pieces == [b"x" * 100_000]
    assert line.reads


def test_what_takes_long_gives_way_to_others_and_nothing_more_is_read_meanwhile() -> None:
    line = Line(room=10)
    line.inflow.add(b"".join(b"%010d" % number for number in range(7)))
    assert len(line.pieces) == 2  # two milliseconds' work
    assert not line.reads
    line.loop.turn()
    assert len(line.pieces) == 4
    line.inflow.add(b"%010d" % 7)  # was on its way already
    line.loop.turn()
    line.loop.turn()
    assert line.pieces == [b"%010d" % number for number in range(8)]
    line.loop.turn()
    assert line.reads


def test_where_there_is_no_room_it_waits_until_there_is() -> None:
    line = Line(room=0)
    line.inflow.add(b"first")
    line.inflow.add(b" second")
    line.loop.turn()
    assert line.pieces == []
    assert not line.reads
    line.room = ALL
    line.inflow.go_on()
    line.loop.turn()
    assert b"".join(line.pieces) == b"first second"
    assert line.reads


def test_what_is_dropped_is_never_handed_on() -> None:
    line = Line(room=1)
    line.inflow.add(b"abcdef")
    line.inflow.drop()
    line.loop.turn()
    assert b"".join(line.pieces) == b"ab"
    assert line.reads

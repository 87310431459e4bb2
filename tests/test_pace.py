"""What an interview may send is remembered although its sockets come and go."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from intervue import pace as module
from intervue.pace import Bucket, Pace, Paces

if TYPE_CHECKING:
    import pytest


def new(now: float) -> Pace:
    """Two messages a second, ten at once; 100 bytes a second, 1000 at once."""
    return Pace(Bucket(2, 10, now), Bucket(100, 1000, now))


def sent(paces: Paces, session: str, now: float, size: int = 0) -> int:
    """How many messages are taken on a socket that is opened and closed."""
    pace = paces.of(session, now)
    taken = 0
    while pace.refusal(size, now) is None:
        taken += 1
    paces.keep(session, pace, now)
    del pace
    gc.collect()
    return taken


def test_a_reconnect_fills_no_bucket() -> None:
    paces = Paces(new)
    assert sent(paces, "a", 0) == 10
    assert [sent(paces, "a", 0) for _ in range(5)] == [0] * 5
    assert sent(paces, "a", 2) == 4
    assert sent(paces, "another", 2) == 10


def test_bytes_are_remembered_as_well() -> None:
    paces = Paces(new)
    assert sent(paces, "a", 0, size=500) == 2
    assert sent(paces, "a", 1, size=500) == 0
    assert sent(paces, "a", 5, size=500) == 1


def test_what_would_be_full_again_is_forgotten() -> None:
    paces = Paces(new)
    for number in range(50):
        sent(paces, f"early {number}", 0, size=100)
    assert len(paces) == 50
    sent(paces, "late", 11)
    assert len(paces) == 1
    assert sent(paces, "early 0", 11) == 10


def test_of_any_number_of_interviews_only_so_many_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_KEPT", 3)
    paces = Paces(new)
    for session in "abcde":
        sent(paces, session, 0)
    assert len(paces) == 3
    assert sent(paces, "e", 0) == 0


def test_a_second_socket_has_the_pace_of_the_first_whichever_of_them_is_closed() -> None:
    paces = Paces(new)
    first, second = paces.of("a", 0), paces.of("a", 0)
    assert first is second
    paces.keep("a", first, 0)
    assert paces.of("a", 0) is second

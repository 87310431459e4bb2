from __future__ import annotations

import threading
import weakref
from typing import TYPE_CHECKING

import pykka
import pytest

from actors.scheduling import Scheduler
from tests.actors.listening import BOUND, Ears
from tests.fakes.clock import VirtualScheduler

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def ears() -> Iterator[Ears]:
    yield Ears()
    pykka.ActorRegistry.stop_all(timeout=BOUND)


@pytest.fixture
def scheduler() -> Iterator[Scheduler]:
    scheduler = Scheduler()
    scheduler.start()
    yield scheduler
    scheduler.stop()


def test_messages_are_told_in_the_order_in_which_they_fall_due(ears: Ears, scheduler: Scheduler) -> None:
    began = scheduler.now()
    for delay, message in ((0.2, "last"), (0.05, "first"), (0.1, "second"), (0.1, "third")):
        scheduler.call_later(delay, ears.ref, message)
    assert [ears.next(str) for _ in range(4)] == ["first", "second", "third", "last"]
    assert scheduler.now() - began >= 0.2


def test_a_cancelled_message_is_not_told(ears: Ears, scheduler: Scheduler) -> None:
    scheduler.call_later(0.02, ears.ref, "cancelled").cancel()
    scheduler.call_later(0.05, ears.ref, "kept")
    assert ears.next(str) == "kept"


def test_what_was_cancelled_is_forgotten_long_before_it_would_have_been_due(ears: Ears, scheduler: Scheduler) -> None:
    class Note:
        pass

    notes: weakref.WeakSet[Note] = weakref.WeakSet()
    scheduler.call_later(0.1, ears.ref, "kept")
    for _ in range(3000):
        note = Note()
        notes.add(note)
        scheduler.call_later(3600, ears.ref, note).cancel()
    assert len(notes) <= 600
    assert ears.next(str) == "kept"


def test_a_message_for_a_dead_actor_harms_nobody(ears: Ears, scheduler: Scheduler) -> None:
    dead = Ears()
    dead.ref.stop(timeout=BOUND)
    scheduler.call_later(0.0, dead.ref, "lost")
    scheduler.call_later(0.02, ears.ref, "kept")
    assert ears.next(str) == "kept"


def test_stopping_ends_the_thread_and_tells_nothing_more(ears: Ears) -> None:
    threads = threading.active_count()
    scheduler = Scheduler()
    scheduler.start()
    scheduler.call_later(60, ears.ref, "never")
    scheduler.stop()
    scheduler.call_later(0, ears.ref, "too late")
    assert threading.active_count() <= threads
    assert ears.nothing_more()


def test_virtual_time_passes_only_when_told_to(ears: Ears) -> None:
    clock = VirtualScheduler()
    clock.call_later(120, ears.ref, "two minutes")
    clock.call_later(60, ears.ref, "one minute").cancel()
    clock.advance(119)
    assert ears.nothing_more()
    assert clock.pending() == [1.0]
    clock.advance(1)
    assert ears.next(str) == "two minutes"
    assert clock.now() == 120

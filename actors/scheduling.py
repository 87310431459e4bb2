"""Messages that are told later: one thread for all timers of the program."""

from __future__ import annotations

import heapq
import itertools
import logging
import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pykka

if TYPE_CHECKING:
    from collections.abc import Callable

logger = logging.getLogger(__name__)

SWEEP_LEAST = 256
"""Timers, cancelled ones included, up to which none is looked for that could be forgotten."""


@dataclass(order=True, slots=True)
class Timer:
    """A message that is due. `cancel` may be called from any thread, at any time, more than once."""

    due: float
    number: int
    ref: pykka.ActorRef[Any] = field(compare=False)
    message: object = field(compare=False)
    cancelled: bool = field(default=False, compare=False)

    def cancel(self) -> None:
        """Do not tell it. One that is being told at this moment may still arrive."""
        self.cancelled = True

    def fire(self) -> None:
        """Tell it now, unless it was cancelled or the actor is gone."""
        if self.cancelled:
            return
        self.cancelled = True
        try:
            self.ref.tell(self.message)
        except pykka.ActorDeadError:
            logger.debug("A timer's actor is gone: %s", self.ref)


class Scheduler:
    """Tells messages after a delay, from one daemon thread. `call_later` may be called from any thread.

    Tests use a twin with a clock of its own, `tests.fakes.clock.VirtualScheduler`.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._timers: list[Timer] = []
        self._sweep_at = SWEEP_LEAST
        self._numbers = itertools.count()
        self._changed = threading.Condition()
        self._stopped = False
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin to tell what is due."""
        self._thread = threading.Thread(target=self._run, name="scheduler", daemon=True)
        self._thread.start()

    def stop(self, timeout: float = 5.0) -> None:
        """Tell nothing any more; wait for the thread, for `timeout` seconds at most."""
        with self._changed:
            self._stopped = True
            self._timers.clear()
            self._changed.notify()
        if self._thread is not None:
            self._thread.join(timeout)

    def now(self) -> float:
        """Seconds on the clock of `call_later`; only differences mean anything."""
        return self._clock()

    def call_later(self, seconds: float, ref: pykka.ActorRef[Any], message: object) -> Timer:
        """Tell `message` to `ref` in `seconds`. Messages with the same due time are told in the order of the calls."""
        with self._changed:
            timer = Timer(self.now() + seconds, next(self._numbers), ref, message)
            if not self._stopped:
                if len(self._timers) >= self._sweep_at:
                    self._sweep()
                heapq.heappush(self._timers, timer)
                if self._timers[0] is timer:
                    self._changed.notify()
        return timer

    def _sweep(self) -> None:
        """Forget what was cancelled: most timers are, long before they are due, and each keeps its actor's mailbox."""
        self._timers = [timer for timer in self._timers if not timer.cancelled]
        heapq.heapify(self._timers)
        self._sweep_at = max(SWEEP_LEAST, 2 * len(self._timers))

    def _run(self) -> None:
        while True:
            with self._changed:
                while not self._stopped and not (self._timers and self._timers[0].due <= self.now()):
                    self._changed.wait(self._timers[0].due - self.now() if self._timers else None)
                if self._stopped:
                    return
                timer = heapq.heappop(self._timers)
            timer.fire()

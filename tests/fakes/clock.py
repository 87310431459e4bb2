"""Time that passes when a test says so."""

from __future__ import annotations

import asyncio
import heapq
import selectors
from typing import Any

from actors.scheduling import Scheduler


class VirtualLoop(asyncio.SelectorEventLoop):
    """An event loop of tasks alone, without threads and sockets: whenever all wait, the time comes that is next."""

    def __init__(self) -> None:
        self.now = 0.0
        super().__init__(_VirtualSelector(self))

    def time(self) -> float:
        """Seconds since it was made."""
        return self.now


class _VirtualSelector(selectors.DefaultSelector):
    def __init__(self, loop: VirtualLoop) -> None:
        super().__init__()
        self._loop = loop

    def select(self, timeout: float | None = None) -> list[Any]:
        self._loop.now += timeout or 0.0
        return super().select(0)


class VirtualScheduler(Scheduler):
    """A scheduler whose clock stands still until `advance`. Timers fire in the caller's thread, in order."""

    def __init__(self) -> None:
        self.time = 0.0
        super().__init__(lambda: self.time)

    def start(self) -> None:
        """There is no thread to start."""

    def advance(self, seconds: float) -> None:
        """Let time pass; fire what falls due on the way, also what is scheduled meanwhile by the same thread."""
        until = self.time + seconds
        while (due := self._next_due()) is not None and due <= until:
            self.time = max(self.time, due)
            with self._changed:
                timer = heapq.heappop(self._timers)
            timer.fire()
        self.time = until

    def pending(self) -> list[float]:
        """Seconds until each timer that is not cancelled, soonest first."""
        with self._changed:
            return sorted(timer.due - self.time for timer in self._timers if not timer.cancelled)

    def _next_due(self) -> float | None:
        with self._changed:
            return self._timers[0].due if self._timers else None

"""How many interviews are held at once."""

from __future__ import annotations

import math
import threading
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class Places:
    """One place for each interview that has begun, is not over, and has a candidate. Methods are safe on any thread.

    Args:
        most: interviews that may begin; who comes back to one that has begun is let in even beyond.
        now: seconds on a clock that nobody sets.
    """

    def __init__(self, most: int = 1_000_000, now: Callable[[], float] = time.monotonic) -> None:
        self._most = most
        self._now = now
        self._lock = threading.Lock()
        self._until: dict[str, float] = {}

    def enter(self, session: str, seconds: float) -> str | None:
        """Take a place for an interview that lasts so long; a sentence that says when to try again if none is free."""
        with self._lock:
            if session not in self._until and len(self._until) >= self._most:
                return self._full()
            self._until[session] = self._now() + seconds
        return None

    def keep(self, session: str, seconds: float) -> None:
        """An interview that has begun has a candidate (again), and so many seconds left."""
        with self._lock:
            self._until.setdefault(session, self._now() + seconds)

    def leave(self, session: str) -> None:
        """The interview is over, or nobody is there."""
        with self._lock:
            self._until.pop(session, None)

    def _full(self) -> str:
        minutes = max(1, math.ceil((min(self._until.values()) - self._now()) / 60))
        taken = "The only place is" if self._most == 1 else f"All {self._most} places for interviews are"
        when = "1 minute" if minutes == 1 else f"{minutes} minutes"
        return f"{taken} taken at the moment. The next one is free in {when} at the latest. Please try again then."

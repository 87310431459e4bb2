"""When the clock is not believed: one that is wrong must not cost what is kept."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

DAY: Final = 86_400.0
LONGEST_SILENCE: Final = 365 * DAY
"""Seconds of which nothing is kept, between what is too old and what is not. Longer ones come of wrong clocks."""
MOST_DRIFT: Final = DAY
"""Seconds that the clock may go ahead of the time that has passed since it was looked at last."""
BUILT: Final = dt.datetime(2026, 1, 1, tzinfo=dt.UTC).timestamp()
"""There was no such program before. Seconds since 1970."""
WRONG_CLOCK: Final = (
    "The clock of this machine is set back: it says a day on which there was no such program yet. Interviews that are "
    "held now look too old when it is right again, and may be erased. Set the clock"
)
"""Where it says a moment before `BUILT`."""


class ClockWatch:
    """Compares a clock that may be set with one that nobody sets; both in seconds. Not thread-safe."""

    def __init__(self, clock: Callable[[], float], steady: Callable[[], float]) -> None:
        self._clock = clock
        self._steady = steady
        self._last: tuple[float, float] | None = None

    def has_jumped(self) -> bool:
        """Whether the clock went far ahead since this was asked last."""
        now, last = (self._clock(), self._steady()), self._last
        self._last = now
        return last is not None and (now[0] - last[0]) - (now[1] - last[1]) > MOST_DRIFT

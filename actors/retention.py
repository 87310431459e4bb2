"""The actor that erases what was kept for long enough."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from actors.erasing import EraseSessions, ExpiredFound, FindExpired, SessionsErased
from actors.mailbox import Actor
from actors.worker import tell
from intervue.store.doubt import DAY, LONGEST_SILENCE, ClockWatch

if TYPE_CHECKING:
    from collections.abc import Callable

    import pykka

    from actors.scheduling import Scheduler, Timer

logger = logging.getLogger(__name__)

EVERY_SECONDS = 3600.0


@dataclass(frozen=True, slots=True)
class LookDue:
    """It is time to look for what is too old."""


class RetentionActor(Actor):
    """Looks at once and then every hour for interviews whose last event is too old, and has them erased.

    A wrong clock must not cost everything that is kept. Nothing is erased where nothing at all was kept for a year
    between what is too old and what is not, nor for an hour after the clock has jumped ahead by more than a day. A
    clock that was set back makes records younger, and erases nothing; those that were made meanwhile look old when it
    is right again. Each time, traces of former erasures are wiped that could not be before.

    Args:
        archivist: knows what is old.
        directory: erases it; spares whoever is in memory.
        scheduler: for the next look; its clock is not set by anybody.
        keep_seconds: how long after its last event an interview is kept; 0: for ever.
        clock: seconds since 1970.
        erased: is told what was erased; called in the actor's thread, and must not block.
    """

    def __init__(
        self,
        archivist: pykka.ActorRef[Any],
        directory: pykka.ActorRef[Any],
        scheduler: Scheduler,
        keep_seconds: float,
        clock: Callable[[], float],
        *,
        erased: Callable[[tuple[str, ...]], None] | None = None,
    ) -> None:
        super().__init__()
        self._archivist = archivist
        self._directory = directory
        self._scheduler = scheduler
        self._keep_seconds = keep_seconds
        self._clock = clock
        self._erased = erased
        self._timer: Timer | None = None
        self._watch = ClockWatch(clock, scheduler.now)

    def on_start(self) -> None:
        """Look at once."""
        tell(self.actor_ref, LookDue())

    def on_stop(self) -> None:
        """Look no more."""
        if self._timer is not None:
            self._timer.cancel()

    def on_receive(self, message: Any) -> None:
        """Handle one message; a fault is logged, and the next look comes all the same."""
        try:
            match message:
                case LookDue():
                    self._timer = self._scheduler.call_later(EVERY_SECONDS, self.actor_ref, LookDue())
                    self._look()
                case ExpiredFound():
                    self._erase(message)
                case SessionsErased():
                    self._report(message)
        except Exception:
            logger.exception("Retention could not handle %s", type(message).__name__)

    def _look(self) -> None:
        now, jumped = self._clock(), self._watch.has_jumped()
        if not self._keep_seconds:
            self._ask_to_erase((), now)
        elif jumped:
            logger.warning("The clock has jumped ahead by more than a day: nothing is erased within the next hour")
        else:
            tell(self._archivist, FindExpired(self.actor_ref, now - self._keep_seconds, now))

    def _erase(self, found: ExpiredFound) -> None:
        if found.error is not None:
            logger.error("Old interviews could not be looked for: %s", found.error)
        elif found.sessions and found.silence > LONGEST_SILENCE:
            logger.warning(
                "%d interviews are older than INTERVUE_RETENTION_DAYS, and nothing at all was recorded in more than a "
                "year after them: the clock may be wrong, or was wrong then. Nothing is erased. If it is right, look "
                "at `intervue sessions list`, and run `intervue sessions erase --older-than %g`",
                len(found.sessions),
                self._keep_seconds / DAY,
            )
        else:
            self._ask_to_erase(found.sessions, found.before)

    def _ask_to_erase(self, sessions: tuple[str, ...], before: float) -> None:
        tell(self._directory, EraseSessions(sessions, before, lambda result: tell(self.actor_ref, result)))

    def _report(self, result: SessionsErased) -> None:
        if result.erased:
            if self._erased is not None:
                self._erased(result.erased)
            days = self._keep_seconds / DAY
            logger.info("Retention: %d interviews erased, last changed over %g days ago", len(result.erased), days)
        if result.error is not None:
            logger.error("Retention: not everything is erased: %s", result.error)

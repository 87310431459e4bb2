"""The audit log of a running server: who did what to which interview, from where, allowed or not.

Whoever notes something only puts it into a queue; a thread of its own writes groups of entries. Secrets never get here:
what is noted is ids, codes of this program, and who somebody was found to be.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import OrderedDict, deque
from typing import TYPE_CHECKING, Final

from structlog.contextvars import get_contextvars

from intervue.auth.addresses import client_of
from intervue.auth.roles import LEFT_OUT, Action
from intervue.store.audit import AuditEntry, session_name
from intervue.store.doubt import LONGEST_SILENCE, ClockWatch
from intervue.store.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from starlette.types import Scope

    from intervue.auth.roles import Identity
    from intervue.auth.shown import RejectedError
    from intervue.settings import Settings
    from intervue.store.audit import AuditStore

logger = logging.getLogger(__name__)

SERVER: Final = "server"
"""Who notes what was left out."""
RETENTION: Final = "retention"
"""Who erases what was kept for long enough."""
ERASE: Final = Action.ERASE_SESSION.value
WINDOW_SECONDS: Final = 60.0
MANY_ADDRESSES: Final = 20
"""All addresses together may fill so many times what one may."""
READING_SECONDS: Final = 600.0
"""Looking at the same list again is noted only so long after it was noted last, for each person and address."""
_MOST_READERS: Final = 10_000
GATHER_SECONDS: Final = 0.1
"""What comes so soon after an entry is written together with it."""
RETRY_SECONDS: Final = 5.0
PRUNE_SECONDS: Final = 3600.0
STOP_SECONDS: Final = 5.0
_DAY: Final = 86_400
_GROUP: Final = 1000


class AuditLog:
    """Takes notes in any thread, at once; writes them in its own."""

    def __init__(self, store: AuditStore, settings: Settings, clock: Callable[[], float] = time.time) -> None:
        """`clock`: seconds since 1970."""
        self._store = store
        self._keep = settings.audit_days * _DAY
        self._most = settings.audit_pending_max
        self._clock = clock
        self._denials = Denials(settings.audit_denials_per_minute)
        # A share of their own: whoever has many other requests refused hides no guesses at passwords.
        self._sign_ins = Denials(settings.audit_denials_per_minute)
        self._readings = Readings()
        self._waiting: deque[AuditEntry] = deque()
        self._lost = 0
        self._ailing = False
        self._finishing = False
        self._pruned = float("-inf")
        self._watch = ClockWatch(clock, time.monotonic)
        self._changed = threading.Condition()
        self._thread = threading.Thread(target=self._run, name="audit-writer", daemon=True)

    def start(self) -> None:
        """Begin to write."""
        self._thread.start()

    def stop(self, seconds: float = STOP_SECONDS) -> None:
        """Write what is left, for so long at most; what is not written by then is lost, and the log says so."""
        with self._changed:
            self._finishing = True
            self._changed.notify()
        self._thread.join(seconds)
        if self._thread.is_alive():
            logger.error("The audit log was not written within %g s: %d entries are lost", seconds, len(self._waiting))

    def note(self, entry: AuditEntry, *, again: bool = False) -> None:
        """Take an entry; takes microseconds. What one address was refused is kept up to a bound, then only counted.

        `again`: it is of a kind that comes over and over and changes nothing; noted once in a while.
        """
        with self._changed:
            if again and len(self._waiting) < self._most and not self._readings.take(entry):
                return
            denials = self._sign_ins if entry.action == Action.SIGN_IN else self._denials
            if not entry.allowed and not denials.take(entry.address, entry.at):
                return
            if len(self._waiting) >= self._most:
                self._lost += 1
                return
            self._waiting.append(entry)
            if len(self._waiting) == 1:
                self._changed.notify()

    def note_erased(self, sessions: Iterable[str], who: str) -> None:
        """Take an entry for each interview that somebody other than a client of the server erased."""
        now = self.now()
        for session in sessions:
            self.note(AuditEntry(now, who, ERASE, allowed=True, detail="erased", session=session_name(session)))

    def now(self) -> float:
        """Seconds since 1970."""
        return self._clock()

    def _run(self) -> None:
        while self._wait():
            self._prune()
            self._write()
        self._write()

    def _wait(self) -> bool:
        """Until there is something to do; false at the end."""
        with self._changed:
            pause = RETRY_SECONDS if self._ailing else WINDOW_SECONDS
            self._changed.wait_for(lambda: self._finishing or (self._waiting and not self._ailing), pause)
            if not self._finishing and self._waiting:
                self._changed.wait_for(lambda: self._finishing, GATHER_SECONDS)
            return not self._finishing

    def _write(self) -> None:
        while group := self._group():
            try:
                self._store.append(group)
            except StoreError as error:
                self._put_back(group)
                if not self._ailing:
                    logger.warning("The audit log cannot be written; it is tried again. %s", error)
                self._ailing = True
                return
            if self._ailing:
                logger.info("The audit log can be written again")
            self._ailing = False

    def _group(self) -> list[AuditEntry]:
        now = self._clock()
        with self._changed:
            over = [it for kept in (self._denials, self._sign_ins) for it in kept.over(now, at_end=self._finishing)]
            lost, self._lost = self._lost, 0
            entries = [self._waiting.popleft() for _ in range(min(_GROUP, len(self._waiting)))]
        if lost:
            logger.warning("Too much waited for the audit log: %d entries are lost", lost)
            entries.append(AuditEntry(now, SERVER, LEFT_OUT, allowed=True, detail=f"lost {lost}"))
        for address, count in over:
            entries.append(AuditEntry(now, SERVER, LEFT_OUT, allowed=False, detail=f"denied {count}", address=address))
        return entries

    def _put_back(self, group: list[AuditEntry]) -> None:
        with self._changed:
            self._waiting.extendleft(reversed(group))

    def _prune(self) -> None:
        now = time.monotonic()
        if not self._keep or now - self._pruned < PRUNE_SECONDS:
            return
        self._pruned = now
        if self._watch.has_jumped():
            logger.warning("The clock has jumped ahead by more than a day: the audit log keeps all for another hour")
            return
        before = self._clock() - self._keep
        try:
            doubtful = self._store.silence(before, self._clock()) > LONGEST_SILENCE
            gone = 0 if doubtful else self._store.prune(before)
        except StoreError as error:
            logger.warning("Old entries of the audit log cannot be deleted: %s", error)
        else:
            if doubtful:
                logger.warning(
                    "Entries of the audit log are older than INTERVUE_AUDIT_DAYS, and nothing at all was noted in more "
                    "than a year after them: the clock may be wrong, or was wrong then. They are kept"
                )
            if gone:
                logger.info("%d old entries of the audit log were deleted", gone)


class Denials:
    """Bounds what becomes an entry of all that is refused, so that nobody can fill the disk. Not thread-safe."""

    def __init__(self, per_minute: int) -> None:
        self._per_minute = per_minute
        self._windows: dict[str | None, _Window] = {}
        self._all = _Window(float("-inf"))
        self._ended: list[tuple[str | None, int]] = []

    def take(self, address: str | None, now: float) -> bool:
        """Whether this refusal is to be kept, rather than counted. `now` in seconds."""
        if self._all.is_over(now):
            self._all = _Window(now)
        crowded = self._all.count >= self._per_minute * MANY_ADDRESSES
        # One count for all those for whom there is no room of their own: addresses are cheap.
        window = self._window(None if crowded else client_of(address) if address else None, now)
        window.count += 1
        if not crowded and window.count <= self._per_minute:
            self._all.count += 1
            return True
        window.left_out += 1
        return False

    def over(self, now: float, *, at_end: bool = False) -> list[tuple[str | None, int]]:
        """Addresses whose minute is over, of which something was left out, and how much."""
        for key in [key for key, window in self._windows.items() if at_end or window.is_over(now)]:
            self._end(key)
        ended, self._ended = self._ended, []
        return ended

    def _window(self, key: str | None, now: float) -> _Window:
        if key in self._windows and self._windows[key].is_over(now):
            self._end(key)
        return self._windows.setdefault(key, _Window(now))

    def _end(self, key: str | None) -> None:
        left_out = self._windows.pop(key).left_out
        if left_out:
            self._ended.append((key, left_out))


class Readings:
    """Remembers who looked at which list, so that a page that shows it all day fills no log. Not thread-safe."""

    def __init__(self) -> None:
        self._noted: OrderedDict[tuple[str | None, ...], float] = OrderedDict()

    def take(self, entry: AuditEntry) -> bool:
        """Whether this is to be noted: nothing like it was for a while."""
        key = (entry.who, entry.address, entry.action, entry.session, entry.detail)
        if 0 <= entry.at - self._noted.get(key, float("-inf")) < READING_SECONDS:
            return False
        self._noted[key] = entry.at
        self._noted.move_to_end(key)
        if len(self._noted) > _MOST_READERS:
            self._noted.popitem(last=False)
        return True


class _Window:
    __slots__ = ("began", "count", "left_out")

    def __init__(self, began: float) -> None:
        self.began = began
        self.count = 0
        self.left_out = 0

    def is_over(self, now: float) -> bool:
        """Whether its minute is; also after a clock was set back."""
        return not 0 <= now - self.began < WINDOW_SECONDS


def note(
    scope: Scope,
    action: Action,
    *,
    allowed: bool,
    detail: str,
    session: str | None = None,
    who: str | None = None,
    again: bool = False,
) -> None:
    """Note what somebody who sent a request or opened a socket did, or was refused.

    `detail` is a short code: how it ended, or why not (`shown.Why`). `who` is taken from the scope unless it is given.
    `again` as `AuditLog.note` has it.
    """
    log: AuditLog = scope["app"].state.audit
    client = scope.get("client")
    log.note(
        AuditEntry(
            at=log.now(),
            who=who or who_asks(scope),
            action=action.value,
            allowed=allowed,
            detail=detail,
            session=session_name(session),
            request=get_contextvars().get("request"),
            address=client[0][:64] if client else None,
        ),
        again=again,
    )


def who_asks(scope: Scope) -> str:
    """What the audit log calls whoever sent this; for a credential that is not valid, whom it names."""
    state = scope.get("state", {})
    rejected: RejectedError | None = state.get("rejected")
    identity: Identity | None = state.get("identity")
    if rejected is not None:
        return rejected.who
    return identity.who if identity is not None else "anonymous"

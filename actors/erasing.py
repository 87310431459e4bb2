"""Erasing interviews: its vocabulary, and the parts that the directory and the archivist have in it.

The directory lets go of a session before its record is erased: its sockets are closed, and nothing of it is recorded
any more. Until that is done nobody is let in under its id, and afterwards neither: a page that comes back would hand in
its resume once more. What is remembered of erased ids is in memory alone.
"""

from __future__ import annotations

import itertools
import logging
from collections import Counter, deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from actors.worker import tell
from intervue.store.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    import pykka

    from intervue.store.event_store import EventStore

logger = logging.getLogger(__name__)

AT_ONCE = 100
"""Sessions that are erased in one transaction: meanwhile nothing else is recorded."""
MOST_REMEMBERED = 10_000
"""Erased ids that are refused; the oldest are forgotten."""


# --- The vocabulary ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class EraseSessions:
    """To the directory. With `before` (seconds since 1970), who is in memory or was changed since then is spared.

    `answer` is called in the directory's thread.
    """

    sessions: tuple[str, ...]
    before: float | None
    answer: Callable[[SessionsErased], None]


@dataclass(frozen=True, slots=True)
class SessionsErased:
    """What came of it."""

    erased: tuple[str, ...]
    ended: tuple[str, ...]
    """Those that somebody was talking in; they may have had no record yet."""
    spared: tuple[str, ...]
    """Those that are in memory, where these are to be spared."""
    error: str | None
    """A sentence, if not all could be erased, or traces are left for the next try."""


@dataclass(frozen=True, slots=True)
class EraseSession:
    """To a session: tell the candidate, record nothing any more, stop. Answered by `SessionLetGo`."""


@dataclass(frozen=True, slots=True)
class SessionLetGo:
    """To the directory: nothing more of this session will be recorded."""

    session: str


@dataclass(frozen=True, slots=True)
class EraseRecords:
    """To the archivist: delete these; with `wipe`, wipe what is left of all that was deleted so far."""

    request: int
    reply_to: pykka.ActorRef[Any]
    sessions: tuple[str, ...]
    before: float | None
    wipe: bool


@dataclass(frozen=True, slots=True)
class RecordsErased:
    """Which of them there were. `error` is a sentence if not all is done."""

    request: int
    sessions: tuple[str, ...]
    error: str | None = None


@dataclass(frozen=True, slots=True)
class FindExpired:
    """To the archivist: whose last event is older than `before`? Times in seconds since 1970. Answered by the next."""

    reply_to: pykka.ActorRef[Any]
    before: float
    now: float


@dataclass(frozen=True, slots=True)
class ExpiredFound:
    """The oldest first; `silence` as in `Expired`."""

    before: float
    now: float
    sessions: tuple[str, ...] = ()
    silence: float = 0.0
    error: str | None = None


# --- The directory's part ---------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Erasing:
    """One request."""

    asked: EraseSessions
    ended: tuple[str, ...]
    spared: tuple[str, ...]
    leaving: set[str]
    """Who has not let go yet."""
    left: deque[tuple[str, ...]] = field(default_factory=deque)
    """What the archivist was not told yet."""
    erased: list[str] = field(default_factory=list)


class Erasures:
    """What is being erased, and what was. Used in the directory's thread."""

    def __init__(self, archivist: pykka.ActorRef[Any], directory: Callable[[], pykka.ActorRef[Any]]) -> None:
        self._archivist = archivist
        self._directory = directory
        self._requests: dict[int, _Erasing] = {}
        self._numbers = itertools.count(1)
        self._busy: Counter[str] = Counter()
        self._remembered: dict[str, None] = {}

    def concerns(self, session: str) -> bool:
        """Whether nobody is let in under this id."""
        return session in self._busy or session in self._remembered

    def begin(
        self, asked: EraseSessions, *, leaving: Collection[str], ended: Sequence[str], spared: Sequence[str]
    ) -> None:
        """Begin once those that are `leaving` have let go."""
        sessions = tuple(session for session in asked.sessions if session not in spared)
        request = _Erasing(asked, tuple(ended), tuple(spared), set(leaving))
        # A request without sessions is one to wipe what is left of former ones.
        request.left.extend(sessions[start : start + AT_ONCE] for start in range(0, max(1, len(sessions)), AT_ONCE))
        self._busy.update(sessions)
        number = next(self._numbers)
        self._requests[number] = request
        self._go_on(number, request)

    def let_go(self, session: str) -> None:
        """Nothing more will be recorded of this session."""
        for number, request in tuple(self._requests.items()):
            if session in request.leaving:
                request.leaving.discard(session)
                self._go_on(number, request)

    def take(self, answer: RecordsErased) -> None:
        """The archivist has erased a part."""
        request = self._requests[answer.request]
        request.erased.extend(answer.sessions)
        if answer.error is not None or not request.left:
            self._finish(answer.request, request, answer.error)
        else:
            self._go_on(answer.request, request)

    def _go_on(self, number: int, request: _Erasing) -> None:
        if request.leaving:
            return
        sessions = request.left.popleft()
        wipe = not request.left
        tell(self._archivist, EraseRecords(number, self._directory(), sessions, request.asked.before, wipe))

    def _finish(self, number: int, request: _Erasing, error: str | None) -> None:
        del self._requests[number]
        self._busy -= Counter(session for session in request.asked.sessions if session not in request.spared)
        for session in request.erased:
            self._remembered[session] = None
        while len(self._remembered) > MOST_REMEMBERED:
            del self._remembered[next(iter(self._remembered))]
        result = SessionsErased(tuple(request.erased), request.ended, request.spared, error)
        try:
            request.asked.answer(result)
        except Exception:
            logger.exception("Nobody could be told that %d sessions were erased", len(result.erased))


# --- The archivist's part, in its writer's thread ---------------------------------------------------------------------

_UNEXPECTED = "Interviews could not be erased because of a fault in the program; the log has the details."


def erase(store: EventStore, asked: EraseRecords) -> RecordsErased:
    """Delete, and wipe if that was asked for."""
    erased: tuple[str, ...] = ()
    try:
        erased = store.erase(asked.sessions, asked.before)
        if asked.wipe:
            store.wipe()
    except StoreError as error:
        return RecordsErased(asked.request, erased, str(error))
    except Exception:
        logger.exception("interviews could not be erased")
        return RecordsErased(asked.request, erased, _UNEXPECTED)
    return RecordsErased(asked.request, erased)


def find(store: EventStore, asked: FindExpired) -> ExpiredFound:
    """Who is too old."""
    try:
        found = store.expired(asked.before, asked.now)
    except StoreError as error:
        return ExpiredFound(asked.before, asked.now, error=str(error))
    except Exception:
        logger.exception("old interviews could not be looked for")
        return ExpiredFound(asked.before, asked.now, error=_UNEXPECTED)
    return ExpiredFound(asked.before, asked.now, found.sessions, found.silence)

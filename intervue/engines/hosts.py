"""Where engines run, and how what they do comes back.

A host runs one engine once: it loads it, takes requests, delivers events to a callback on a thread of its own, and ends
with `Exited`, after which nothing comes any more. What was submitted and not answered by then has failed with DIED.
`ProcessHost` (in `process_host.py`) is what the server uses; `ThreadHost` (in `thread_host.py`) is for tests.
"""

from __future__ import annotations

import logging
import pickle
import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from intervue.engines.frames import Frame

logger = logging.getLogger(__name__)


class HostFailure(StrEnum):
    """Why a request failed."""

    INPUT = "input"
    """Its own input is at fault."""
    ENGINE = "engine"
    """The engine refused it, or raised; the engine itself goes on."""
    CANCELLED = "cancelled"
    """It was cancelled, and the engine has let go of it."""
    DEADLINE = "deadline"
    """It took too long; the child was killed."""
    MEMORY = "memory"
    """The child grew too large while working on it, and was killed."""
    DIED = "died"
    """The child ended for another reason."""
    UNBEGUN = "unbegun"
    """The child ended before it began it: the request had no part in that."""


class ExitReason(StrEnum):
    """Why a host ended."""

    STOPPED = "stopped"
    LOAD = "load"
    """The engine could not be loaded, or not in time."""
    DEADLINE = "deadline"
    MEMORY = "memory"
    DIED = "died"


@dataclass(frozen=True, slots=True)
class Loaded:
    """The engine has loaded and answered its trial."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Result:
    """One result of a request, in order."""

    request: str
    value: Any


@dataclass(frozen=True, slots=True)
class Done:
    """The request has given all its results."""

    request: str


@dataclass(frozen=True, slots=True)
class Failed:
    """The request gives no more results."""

    request: str
    failure: HostFailure
    message: str


@dataclass(frozen=True, slots=True)
class Exited:
    """The host has ended; the last event. `message` is a sentence."""

    reason: ExitReason
    message: str


HostEvent = Loaded | Result | Done | Failed | Exited
OnEvent = Callable[[HostEvent], None]
"""Runs on the host's own thread and must not block."""
HostFactory = Callable[[OnEvent], "Host"]

QUEUE_GRACE = 60.0
"""Seconds, added to a request's deadline: what its child has not even begun by then counts as hung. Owners submit
hardly more than a child can begin at once."""


class Host(ABC):
    """Runs one engine, once. All methods may be called from any thread, and none but `join` blocks.

    Args:
        name: for logs and process lists.
        on_event: gets every event, on the host's thread; what it raises is logged.
        load_deadline: seconds that loading and the trial may take.
    """

    def __init__(self, name: str, on_event: OnEvent, load_deadline: float) -> None:
        self.name = name
        self._on_event = on_event
        self._load_deadline = load_deadline

    @abstractmethod
    def start(self) -> None:
        """Begin to load. `Loaded` or `Exited` follows."""

    @abstractmethod
    def submit(self, request: str, method: str, arguments: tuple[Any, ...], deadline: float) -> None:
        """Ask for `method(*arguments)`.

        `request` is unique among those in flight; `deadline` is in seconds from the moment the engine begins it.
        Any number of `Result` follows, then `Done` or `Failed`.
        """

    @abstractmethod
    def cancel(self, request: str) -> None:
        """Give a request up. No result comes any more; `Failed` with CANCELLED once the engine has let go of it."""

    @abstractmethod
    def stop(self, timeout: float) -> None:
        """Ask the engine to close; after `timeout` seconds it is killed. Returns at once."""

    @abstractmethod
    def kill(self) -> None:
        """End it now."""

    @abstractmethod
    def join(self, timeout: float) -> bool:
        """Wait for the end, in seconds; whether it came. Never from `on_event`."""

    @property
    @abstractmethod
    def pid(self) -> int | None:
        """The child's process id, if it has one and lives."""

    @abstractmethod
    def memory(self) -> int:
        """Resident bytes of the child; 0 if it has none of its own."""

    def _emit(self, event: HostEvent) -> None:
        try:
            self._on_event(event)
        except Exception:
            logger.exception("%s: whoever was to hear of %s did not", self.name, type(event).__name__)


@dataclass(slots=True)
class _Pending:
    deadline: float
    submitted: float
    began: float | None = None
    cancelled: bool = False


class Ledger:
    """Which requests are in flight, and which of what an engine says still counts. Belongs to the host's thread."""

    def __init__(self, emit: OnEvent) -> None:
        self._emit = emit
        self._pending: dict[str, _Pending] = {}
        self.loaded = False

    @property
    def busy(self) -> bool:
        """Whether the engine has work, loading included."""
        return bool(self._pending) or not self.loaded

    def submitted(self, request: str, deadline: float) -> None:
        """A request is on its way."""
        self._pending[request] = _Pending(deadline, time.monotonic())

    def cancelled(self, request: str) -> bool:
        """Whether there is such a request to cancel."""
        pending = self._pending.get(request)
        if pending is None or pending.cancelled:
            return False
        pending.cancelled = True
        return True

    def received(self, kind: str, rest: Frame) -> None:
        """What the engine says about a request, or about itself."""
        if kind == "loaded":
            self.loaded = True
            # Waiting for the load does not count against what waited.
            for waiting in self._pending.values():
                waiting.submitted = time.monotonic()
            self._emit(Loaded(rest[0]))
        elif (pending := self._pending.get(rest[0])) is None:
            logger.debug("%s for %s, which is over", kind, rest[0])
        elif kind == "begun":
            pending.began = time.monotonic()
        elif kind == "result":
            self._result(rest[0], pending, rest[1])
        elif kind == "done":
            self._over(rest[0], pending, Done(rest[0]))
        elif kind == "failed":
            self._over(rest[0], pending, Failed(rest[0], HostFailure(rest[1]), rest[2]))

    def _result(self, request: str, pending: _Pending, value: bytes) -> None:
        if pending.cancelled:
            return
        try:
            result = Result(request, pickle.loads(value))  # noqa: S301 - comes from our own engine
        except Exception as error:
            logger.exception("A result of %s cannot be read", request)
            self.failed(request, HostFailure.ENGINE, f"Its result cannot be read: {type(error).__name__}")
        else:
            self._emit(result)

    def _over(self, request: str, pending: _Pending, event: Done | Failed) -> None:
        del self._pending[request]
        self._emit(Failed(request, HostFailure.CANCELLED, "") if pending.cancelled else event)

    def failed(self, request: str, failure: HostFailure, message: str) -> None:
        """Fail a request from this side."""
        if request in self._pending:
            self._over(request, self._pending[request], Failed(request, failure, message))

    def overdue(self) -> str | None:
        """A request that is past its bound."""
        now = time.monotonic()
        return next((request for request, pending in self._pending.items() if now >= self._due(pending)), None)

    def seconds_to_due(self) -> float | None:
        """Until the next bound is reached; None if there is none."""
        if not self.loaded or not self._pending:
            return None
        return max(0.0, min(self._due(pending) for pending in self._pending.values()) - time.monotonic())

    def _due(self, pending: _Pending) -> float:
        if not self.loaded:
            return float("inf")
        if pending.began is None:
            return pending.submitted + QUEUE_GRACE + pending.deadline
        return pending.began + pending.deadline

    def fail_all(self, failure: HostFailure, message: str) -> None:
        """The engine is gone: what it had begun failed with `failure`, the rest with UNBEGUN."""
        for request, pending in list(self._pending.items()):
            self._over(
                request,
                pending,
                Failed(request, failure if pending.began is not None else HostFailure.UNBEGUN, message),
            )

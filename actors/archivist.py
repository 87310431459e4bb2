"""The actor that keeps the record of every interview, and the thread that writes it."""

from __future__ import annotations

import contextlib
import logging
import threading
import time
from collections import deque
from typing import TYPE_CHECKING, Any

import pykka

from actors import erasing
from actors.mailbox import Actor
from actors.messages import AppendRecords, LoadRecords, Recorded, RecordingFailed, RecordsLoaded
from intervue.store.errors import DatabaseBusyError, DiskFullError, ReadOnlyDatabaseError, StoreError
from intervue.store.records import Batch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from intervue.metrics import Metrics
    from intervue.store.event_store import EventStore

logger = logging.getLogger(__name__)

Request = AppendRecords | LoadRecords | erasing.EraseRecords | erasing.FindExpired
Answer = Recorded | RecordingFailed | RecordsLoaded | erasing.RecordsErased | erasing.ExpiredFound

PATIENCE_SECONDS = 10.0
"""How long a record waits for a disk that is full, read-only or locked, before its interview ends for want of it."""
RETRY_SECONDS = 0.5
PROBE_SECONDS = 5.0
"""How often a disk that failed is tried again while nobody asks for it."""
MAX_WAITING = 10_000
"""Requests that may wait for the disk; more are refused, so that a disk that hangs does not fill the memory."""
STOP_SECONDS = 10.0

_OVERLOADED = "The record cannot be written fast enough: too much is waiting for the disk."
_STOPPED = "The record is closed: the server is stopping."
_UNEXPECTED = "The record could not be written because of a fault in the program; the log has the details."


PASSING = (DatabaseBusyError, DiskFullError, ReadOnlyDatabaseError)
"""What ails the disk as a whole, and may pass."""


def _nobody(_sentence: str) -> None:
    """Nobody wants to know."""


class ArchivistActor(Actor):
    """Answers its requests; its handlers only queue, a thread of its own does the work.

    All that waits at one moment is committed in one transaction. A load or an erasure sees every append told before
    it. The store is open already, and stays open: who started the actor closes it after the actor has stopped.
    """

    def __init__(
        self,
        store: EventStore,
        *,
        stop_seconds: float = STOP_SECONDS,
        max_waiting: int = MAX_WAITING,
        patience: float = PATIENCE_SECONDS,
        report: Callable[[str], None] = _nobody,
        metrics: Metrics | None = None,
    ) -> None:
        """`stop_seconds` bounds how long stopping waits for what is queued.

        `patience`: seconds for which a record that cannot be written is tried again. `report` gets a sentence when
        nothing can be recorded, and "" when it can again; it is called in the writer's thread and must not block.
        """
        super().__init__()
        self._writer = Writer(store, max_waiting, patience, report, metrics)
        self._stop_seconds = stop_seconds

    def on_start(self) -> None:
        """Start the writer."""
        self._writer.start()

    def on_receive(self, message: Request) -> None:
        """Queue a request; refuse it at once if there are too many."""
        if not self._writer.put(message):
            _tell(message, _refusal(message, _OVERLOADED))

    def on_stop(self) -> None:
        """Write what is queued, within the bound."""
        self._writer.finish(self._stop_seconds)

    def on_failure(self, *_error: object) -> None:
        """The same after a fault of the actor itself."""
        self._writer.finish(self._stop_seconds)


class Writer:
    """The thread between the archivist's mailbox and the store."""

    def __init__(
        self,
        store: EventStore,
        max_waiting: int,
        patience: float = PATIENCE_SECONDS,
        report: Callable[[str], None] = _nobody,
        metrics: Metrics | None = None,
    ) -> None:
        self._store = store
        self._metrics = metrics
        self._max_waiting = max_waiting
        self._patience = patience
        self._report = report
        self._fault = ""
        self._waiting: deque[Request] = deque()
        self._changed = threading.Condition()
        self._finishing = False
        self._thread = threading.Thread(target=self._run, name="archivist-writer", daemon=True)

    def start(self) -> None:
        """Begin to work."""
        self._thread.start()

    def put(self, request: Request) -> bool:
        """Queue a request; false if it is refused."""
        with self._changed:
            if self._finishing or len(self._waiting) >= self._max_waiting:
                return False
            self._waiting.append(request)
            self._changed.notify()
            waiting = len(self._waiting)
        if self._metrics is not None:
            self._metrics.recording(waiting)
        return True

    def finish(self, seconds: float) -> None:
        """Take nothing more, write what is queued, and end; what is left after the bound is refused and logged."""
        with self._changed:
            self._finishing = True
            self._changed.notify()
        self._thread.join(seconds)
        if self._thread.is_alive():
            with self._changed:
                left = list(self._waiting)
                self._waiting.clear()
            logger.error("the record was not written within %s s of stopping: %d requests lost", seconds, len(left))
            for request in left:
                _tell(request, _refusal(request, _STOPPED))

    def _run(self) -> None:
        while (requests := self._take_all()) is not None:
            if not requests:
                self._probe()
            for request, answer in self._carry_out(requests):
                _tell(request, answer)

    def _take_all(self) -> list[Request] | None:
        """All that waits; nothing if a disk that failed is to be tried again; None at the end."""
        with self._changed:
            woken = lambda: self._waiting or self._finishing  # noqa: E731 - the condition of two lines
            self._changed.wait_for(woken, PROBE_SECONDS if self._fault else None)
            requests = list(self._waiting)
            self._waiting.clear()
            return requests if requests or not self._finishing else None

    def _carry_out(self, requests: Sequence[Request]) -> Iterator[tuple[Request, Answer]]:
        appends = [it for it in requests if isinstance(it, AppendRecords)]
        if appends:
            began = time.monotonic()
            answers = self._keep(appends)
            self._count(answers, time.monotonic() - began)
            yield from answers
        for request in requests:
            match request:
                case LoadRecords():
                    yield request, load(self._store, request)
                case erasing.EraseRecords():
                    yield request, erasing.erase(self._store, request)
                case erasing.FindExpired():
                    yield request, erasing.find(self._store, request)

    def _keep(self, appends: Sequence[AppendRecords]) -> list[tuple[AppendRecords, Answer]]:
        """Write a group; what ails the whole disk may pass, and is waited for."""
        until = time.monotonic() + (0.0 if self._fault else self._patience)
        while True:
            try:
                _append(self._store, appends)
            except PASSING as error:
                self._note(str(error))
                if time.monotonic() < until and not self._finishing_within(RETRY_SECONDS):
                    continue
                if isinstance(error, DatabaseBusyError):  # has been waited for already, and is the same for all
                    return [(append, _failed(append, str(error))) for append in appends]
            except StoreError as error:
                logger.warning("a group of %d appends failed: %s", len(appends), error)
            else:
                self._note("")
                return [(append, _recorded(append)) for append in appends]
            return commit(self._store, appends)

    def _count(self, answers: Sequence[tuple[AppendRecords, Answer]], seconds: float) -> None:
        if self._metrics is None:
            return
        self._metrics.recording(len(self._waiting))
        kept = sum(len(append.records) for append, answer in answers if isinstance(answer, Recorded))
        self._metrics.committed(kept, seconds)
        if any(isinstance(answer, RecordingFailed) for _, answer in answers):
            self._metrics.commit_failed()

    def _finishing_within(self, seconds: float) -> bool:
        with self._changed:
            return self._changed.wait_for(lambda: self._finishing, seconds)

    def _probe(self) -> None:
        try:
            self._store.probe()
        except StoreError as error:
            self._note(str(error))
        except Exception:
            logger.exception("the disk could not be tried")
        else:
            self._note("")

    def _note(self, fault: str) -> None:
        """Tell once what ails the disk, and once that it is over."""
        if bool(fault) != bool(self._fault):
            if fault:
                logger.error("Nothing can be recorded: %s It is tried again.", fault)
            else:
                logger.info("Records are kept again.")
            self._report(fault)
        self._fault = fault


def commit(store: EventStore, appends: Sequence[AppendRecords]) -> list[tuple[AppendRecords, Answer]]:
    """Write a group that could not be written in one transaction one by one: a session's fault costs no other.

    Within a session everything after its first fault fails too, for it would leave a gap.
    """
    faults: dict[str, str] = {}
    answers: list[tuple[AppendRecords, Answer]] = []
    for append in appends:
        if append.session not in faults:
            try:
                _append(store, [append])
            except StoreError as error:
                faults[append.session] = str(error)
        fault = faults.get(append.session)
        answers.append((append, _recorded(append) if fault is None else _failed(append, fault)))
    return answers


def load(store: EventStore, request: LoadRecords) -> RecordsLoaded:
    """Read a session."""
    try:
        return RecordsLoaded(request.session, store.load(request.session))
    except StoreError as error:
        return RecordsLoaded(request.session, (), str(error))
    except Exception:
        logger.exception("a session could not be read")
        return RecordsLoaded(request.session, (), _UNEXPECTED)


def _append(store: EventStore, appends: Sequence[AppendRecords]) -> None:
    try:
        store.append([Batch(append.session, append.records, append.links) for append in appends])
    except StoreError:
        raise
    except Exception as error:  # the thread must live: every session depends on it
        logger.exception("records could not be written")
        raise StoreError(_UNEXPECTED) from error


def _recorded(append: AppendRecords) -> Recorded:
    return Recorded(append.session, append.records[-1].number if append.records else 0)


def _failed(append: AppendRecords, message: str) -> RecordingFailed:
    return RecordingFailed(append.session, append.records[0].number if append.records else 0, message)


def _refusal(request: Request, message: str) -> Answer:
    match request:
        case AppendRecords():
            return _failed(request, message)
        case LoadRecords():
            return RecordsLoaded(request.session, (), message)
        case erasing.EraseRecords():
            return erasing.RecordsErased(request.request, (), message)
        case erasing.FindExpired():
            return erasing.ExpiredFound(request.before, request.now, error=message)


def _tell(request: Request, answer: Any) -> None:
    with contextlib.suppress(pykka.ActorDeadError):  # a session that has ended needs no answer
        request.reply_to.tell(answer)

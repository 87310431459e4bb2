"""Engines in processes of their own, as the server has them, called without the server."""

from __future__ import annotations

import itertools
import queue
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from intervue.engines.hosts import Done, Exited, Failed, Loaded, Result
from scripts.bench.parts import CannotMeasureError
from scripts.bench.server import LOADING_SECONDS

if TYPE_CHECKING:
    from actors.jobs import WorkerSpec
    from intervue.engines.hosts import HostEvent

REQUEST_SECONDS = 300.0


@dataclass(eq=False)
class Outcome:
    """A request and what came of it. Times are those of `perf_counter`, when results arrived."""

    role: str
    asked: float
    results: list[tuple[float, Any]] = field(default_factory=list)
    ended: queue.Queue[str] = field(default_factory=queue.Queue)

    def wait(self) -> Outcome:
        """Until it has ended. Raises `CannotMeasureError` if it failed."""
        try:
            fault = self.ended.get(timeout=REQUEST_SECONDS)
        except queue.Empty:
            fault = f"no answer within {REQUEST_SECONDS:.0f} s"
        if fault:
            raise CannotMeasureError(f"{self.role}: {fault}")
        return self


class CalledEngine:
    """One engine in its own process."""

    def __init__(self, worker: WorkerSpec) -> None:
        """Begins to load. Raises `CannotMeasureError` if there is no model."""
        if worker.host_factory is None:
            raise CannotMeasureError(worker.missing)
        self.role = worker.role
        self.load_seconds = 0.0
        """What loading and the trial took, as the process says itself."""
        self._outcomes: dict[str, Outcome] = {}
        self._loaded: queue.Queue[HostEvent] = queue.Queue()
        self._numbers = itertools.count()
        self._host = worker.host_factory(self._happened)
        self._host.start()

    def wait(self) -> None:
        """Until it is loaded. Raises `CannotMeasureError` if it cannot be."""
        try:
            event = self._loaded.get(timeout=LOADING_SECONDS)
        except queue.Empty:
            raise CannotMeasureError(f"{self.role} did not load within {LOADING_SECONDS:.0f} s.") from None
        if not isinstance(event, Loaded):
            raise CannotMeasureError(f"{self.role}: {event}")
        self.load_seconds = event.seconds

    def ask(self, method: str, *arguments: Any) -> Outcome:
        """Begin a request."""
        request = f"bench {next(self._numbers)}"
        outcome = self._outcomes[request] = Outcome(self.role, time.perf_counter())
        self._host.submit(request, method, arguments, REQUEST_SECONDS)
        return outcome

    def call(self, method: str, *arguments: Any) -> list[tuple[float, Any]]:
        """All results of a request, each with its time."""
        return self.ask(method, *arguments).wait().results

    def close(self) -> None:
        """End its process."""
        self._host.stop(5)
        self._host.join(15)

    def _happened(self, event: HostEvent) -> None:
        """On the host's thread."""
        if isinstance(event, Result):
            self._outcomes[event.request].results.append((time.perf_counter(), event.value))
        elif isinstance(event, Done):
            self._outcomes.pop(event.request).ended.put("")
        elif isinstance(event, Failed):
            self._outcomes.pop(event.request).ended.put(f"{event.failure}: {event.message}")
        else:
            self._loaded.put(event)
            if isinstance(event, Exited):
                for outcome in self._outcomes.values():
                    outcome.ended.put(event.message)

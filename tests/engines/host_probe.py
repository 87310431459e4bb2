"""What the tests of hosts and of worker actors share: hosts with scripted engines, and a record of what they say."""

from __future__ import annotations

import queue
import time
from typing import TYPE_CHECKING, Any

import psutil

from intervue.engines.base import EngineSpec
from intervue.engines.hosts import Done, Exited, Failed, Host, HostEvent, Loaded, Result
from intervue.engines.process_host import ProcessHost

if TYPE_CHECKING:
    from collections.abc import Callable

BOUND = 20.0
"""Seconds within which anything must happen; generous, for busy machines."""


class Probe:
    """A host's events, in order, to wait for."""

    def __init__(self) -> None:
        self.events: queue.Queue[HostEvent] = queue.Queue()
        self.host: Host | None = None

    def next(self) -> HostEvent:
        """The next event, within a bound."""
        return self.events.get(timeout=BOUND)

    def loaded(self) -> float:
        """Wait for the load; how long it took."""
        event = self.next()
        assert isinstance(event, Loaded), event
        return event.seconds

    def outcome(self, request: str) -> tuple[list[Any], Done | Failed]:
        """The results of a request and how it ended. Events of other requests are dropped."""
        values = []
        while True:
            event = self.next()
            assert not isinstance(event, Exited), event
            if isinstance(event, Loaded) or event.request != request:
                continue
            if isinstance(event, Result):
                values.append(event.value)
            else:
                return values, event

    def first_result(self, request: str) -> Any:
        """Wait until a request has begun to give results."""
        while True:
            event = self.next()
            assert not isinstance(event, Exited | Failed | Done), event
            if isinstance(event, Result) and event.request == request:
                return event.value

    def rest(self) -> list[HostEvent]:
        """Everything up to and including the end."""
        events = [self.next()]
        while not isinstance(events[-1], Exited):
            events.append(self.next())
        return events


def process_host(
    probe: Probe, target: str = "Counting", *, host: dict[str, Any] | None = None, **arguments: Any
) -> Host:
    """A process host with a scripted engine; `host`: its own keyword arguments."""
    return ProcessHost(
        EngineSpec(f"tests.fakes.engines:{target}", arguments), target.lower(), probe.events.put, **(host or {})
    )


def eventually(condition: Callable[[], bool]) -> bool:
    """Whether something outside this process becomes true within the bound."""
    until = time.monotonic() + BOUND
    while time.monotonic() < until:
        if condition():
            return True
        psutil.cpu_percent(0.02)  # waits without holding anything up
    return False


def gone(pid: int) -> bool:
    """Whether a process has ended; one that nobody has waited for yet counts as ended."""
    try:
        return bool(psutil.Process(pid).status() == psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return True

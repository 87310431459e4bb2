"""An actor that hears what the others say, and engines for them."""

from __future__ import annotations

import queue
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import pykka

from actors.jobs import WorkerPolicy, WorkerSpec
from actors.messages import EngineHealth, EngineState
from actors.scheduling import Scheduler
from actors.session import Services
from intervue.engines.base import EngineSpec
from intervue.engines.process_host import ProcessHost
from intervue.interview.policy import Policy
from tests.fakes.clock import VirtualScheduler

if TYPE_CHECKING:
    from collections.abc import Iterator

    from actors.worker import WorkerActor
    from intervue.engines.hosts import Host, OnEvent

BOUND = 20.0
"""Seconds within which anything must happen; generous, for busy machines."""

T = TypeVar("T")


class Listener(pykka.ThreadingActor):
    """Puts what it is told into a queue."""

    use_daemon_thread = True

    def __init__(self, heard: queue.Queue[Any]) -> None:
        super().__init__()
        self._heard = heard

    def on_receive(self, message: Any) -> None:
        self._heard.put(message)


class Ears:
    """A session's end of the conversation: `ref` to be answered at, and what came."""

    def __init__(self) -> None:
        self.heard: queue.Queue[Any] = queue.Queue()
        self.health: queue.Queue[EngineHealth] = queue.Queue()
        self.ref = Listener.start(self.heard)

    def next(self, kind: type[T]) -> T:
        """The next message, which must be of this kind."""
        message = self.heard.get(timeout=BOUND)
        assert isinstance(message, kind), message
        return message

    def until(self, kind: type[T]) -> T:
        """The next message of this kind; others are dropped."""
        while True:
            message = self.heard.get(timeout=BOUND)
            if isinstance(message, kind):
                return message

    def nothing_more(self) -> bool:
        """Whether nothing is left. What was told before this call has been heard."""
        marker = object()
        self.ref.tell(marker)
        return self.heard.get(timeout=BOUND) is marker

    def state(self, state: EngineState, *roles: str) -> EngineHealth:
        """Wait until these roles (any, if none) were each reported in this state."""
        waiting = set(roles)
        while True:
            health = self.health.get(timeout=BOUND)
            if health.state is state:
                waiting.discard(health.role)
                if not waiting:
                    return health


class Engines:
    """A factory of process hosts with a scripted engine; `hosts` are those made so far."""

    def __init__(self, target: str, **arguments: object) -> None:
        self.spec = EngineSpec(f"tests.fakes.engines:{target}", arguments)
        self.hosts: list[Host] = []

    def __call__(self, on_event: OnEvent) -> Host:
        host = ProcessHost(self.spec, self.spec.target.rpartition(":")[2], on_event)
        self.hosts.append(host)
        return host

    def worker(self, role: str, policy: WorkerPolicy | None = None) -> WorkerSpec:
        """What an actor takes."""
        return WorkerSpec(role, f"scripted {role}", self, policy or WorkerPolicy(backoff_first=0.05))


@contextmanager
def acting(ears: Ears, actor: type[WorkerActor], *specs: WorkerSpec) -> Iterator[pykka.ActorRef[Any]]:
    """A worker actor whose engines are ready; stopped afterwards, with everything else."""
    scheduler = Scheduler()
    scheduler.start()
    ref = actor.start(*specs, scheduler, ears.health.put)
    try:
        ears.state(EngineState.READY, *[spec.role for spec in specs if spec.host_factory is not None])
        yield ref
    finally:
        pykka.ActorRegistry.stop_all(timeout=BOUND)
        scheduler.stop()


def services_of(workers: Ears, archivist: pykka.ActorRef[Any], *, idle_seconds: float = 300.0) -> Services:
    """What a session needs, at a moment that stands still: one pair of ears hears all its workers."""
    return Services(
        transcriber=workers.ref,
        interviewer=workers.ref,
        speaker=workers.ref,
        archivist=archivist,
        scheduler=VirtualScheduler(),
        unavailable=lambda: None,
        clock=lambda: 1_000.0,
        policy=Policy(),
        idle_seconds=idle_seconds,
    )

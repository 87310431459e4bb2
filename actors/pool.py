"""The hosts of one role: which job goes where, what happens when a child dies, and how the engine is.

Plain code that lives in its actor's thread; hosts and timers reach it through that actor's mailbox.
"""

from __future__ import annotations

import itertools
import logging
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from actors.jobs import Job
from actors.messages import EngineHealth, EngineState, Failure
from intervue.engines.hosts import Done, Exited, ExitReason, Failed, Host, HostEvent, HostFailure, Loaded, Result

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from actors.jobs import WorkerSpec
    from actors.scheduling import Timer

logger = logging.getLogger(__name__)

_FAILURES = {
    HostFailure.INPUT: Failure.INPUT,
    HostFailure.ENGINE: Failure.ENGINE,
    HostFailure.DEADLINE: Failure.DEADLINE,
}


@dataclass(frozen=True, slots=True)
class HostSaid:
    """An event of one life of one host."""

    role: str
    slot: int
    life: int
    event: HostEvent


@dataclass(frozen=True, slots=True)
class RestartDue:
    """A host's back-off is over."""

    role: str
    slot: int


@dataclass(frozen=True, slots=True)
class WaitOver:
    """A job has waited long enough."""

    role: str
    job: str


PoolMessage = HostSaid | RestartDue | WaitOver


@dataclass(slots=True)
class _Running:
    """A request in flight. `job` is None once nobody cares for it any more.

    `innocent`: its host ended before it began the request.
    """

    job: Job | None
    innocent: bool = False


@dataclass(slots=True)
class _Slot:
    index: int
    host: Host | None = None
    life: int = 0
    ready: bool = False
    pid: int | None = None
    """Of its newest child."""
    deaths: int = 0
    """In a row, without a request that went well."""
    running: dict[str, _Running] = field(default_factory=dict)

    def jobs(self) -> Iterator[Job]:
        return (running.job for running in self.running.values() if running.job is not None)

    def room(self, job: Job, per_host: int) -> bool:
        """Whether it can take the job now. Idle ones give way, so they only count among themselves."""
        if not self.ready:
            return False
        if job.idle:
            return not any(True for _ in self.jobs())
        return sum(not (other.idle and other.preemptible) for other in self.jobs()) < per_host


class HostPool:
    """Hosts of one role.

    Args:
        spec: the role, its engine and how to keep it.
        tell_later: puts a message into the actor's mailbox after some seconds.
        tell: puts one there at once; called by host threads.
        report: gets the engine's health on each change.
        lost: told of each key whose host died, and whether the host was working for it then.
    """

    def __init__(
        self,
        spec: WorkerSpec,
        *,
        tell: Callable[[PoolMessage], None],
        tell_later: Callable[[float, PoolMessage], Timer],
        report: Callable[[EngineHealth], None],
        lost: Callable[[str, bool], None],
    ) -> None:
        self.spec = spec
        self.policy = spec.policy
        self._tell = tell
        self._tell_later = tell_later
        self._report = report
        self._lost = lost
        self._slots = [_Slot(index) for index in range(self.policy.hosts)] if spec.host_factory else []
        self._live: deque[Job] = deque()
        self._idle: deque[Job] = deque()
        self._keys: dict[str, int] = {}
        self._numbers = itertools.count()
        self._detail = spec.missing
        self._restarts = 0
        self._reported: EngineHealth | None = None

    def start(self) -> None:
        """Start all hosts."""
        for slot in self._slots:
            self._start(slot)
        self._note()

    def stop(self) -> None:
        """Stop all hosts, and wait for them."""
        timeout = self.policy.stop_timeout
        hosts = [slot.host for slot in self._slots if slot.host is not None]
        for host in hosts:
            host.stop(timeout)
        for host in hosts:
            if not host.join(timeout + 1):
                logger.error("%s: a host is left over: %s", self.spec.role, host.name)

    # --- Jobs ---------------------------------------------------------------------------------------------------------

    def submit(self, job: Job) -> None:
        """Make a job as soon as a host has time for it; it may fail at once."""
        if self.health().state in {EngineState.MISSING, EngineState.FAILED}:
            job.failed(Failure.UNAVAILABLE, self._detail or "The engine cannot be started.")
            return
        if len(self._live) + len(self._idle) >= self.policy.queue_limit and not job.frees:
            if job.idle or not self._idle:
                job.failed(Failure.BUSY, "Too many requests are waiting.")
                return
            self._idle.pop().failed(Failure.BUSY, "Others were more urgent.")
        (self._idle if job.idle else self._live).append(job)
        self._await(job)
        self._dispatch()

    def cancel(self, job_id: str) -> bool:
        """Give a job up; none of its callbacks is called any more. Whether there was one."""
        for queue in (self._live, self._idle):
            for job in queue:
                if job.id == job_id:
                    job.unqueue()
                    queue.remove(job)
                    return True
        for slot in self._slots:
            for request, running in slot.running.items():
                if running.job is not None and running.job.id == job_id:
                    self._let_go(slot, request)
                    self._dispatch()
                    return True
        return False

    def hurry(self, job_id: str) -> None:
        """A job that was idle is urgent now."""
        for job in self._idle:
            if job.id == job_id:
                self._idle.remove(job)
                job.idle = False
                self._live.append(job)
                self._await(job)
                self._dispatch()
                return

    def bound_to(self, key: str) -> bool:
        """Whether a host keeps something for the key."""
        return key in self._keys

    def release(self, key: str) -> None:
        """The key is over: its jobs may go anywhere."""
        self._keys.pop(key, None)

    def _await(self, job: Job) -> None:
        if not (job.idle or job.frees):
            job.timer = self._tell_later(self.policy.wait_limit, WaitOver(self.spec.role, job.id))

    def _let_go(self, slot: _Slot, request: str) -> None:
        slot.running[request].job = None
        if slot.host is not None:
            slot.host.cancel(request)

    def _dispatch(self) -> None:
        for queue in (self._live, self._idle):
            for job in list(queue):
                if not any(slot.room(job, self.policy.per_host) for slot in self._slots):
                    break  # there is room for none of them: all of a queue are idle, or none is
                slot = self._slot_for(job)
                if slot is not None:
                    queue.remove(job)
                    self._make(job, slot)

    def _slot_for(self, job: Job) -> _Slot | None:
        known = self._keys.get(job.key) if job.key is not None else None
        slots = self._slots if known is None or not self._slots[known].ready else [self._slots[known]]
        free = [slot for slot in slots if slot.room(job, self.policy.per_host)]
        return min(free, key=lambda slot: len(slot.running)) if free else None

    def _make(self, job: Job, slot: _Slot) -> None:
        job.unqueue()
        job.attempts += 1
        if job.key is not None:
            self._keys[job.key] = slot.index
        if not job.idle:
            self._make_way(slot)
        request = f"{job.id}~{next(self._numbers)}"
        slot.running[request] = _Running(job)
        assert slot.host is not None  # noqa: S101 - it is ready
        slot.host.submit(request, job.method, job.arguments, job.deadline or self.policy.request_deadline)

    def _make_way(self, slot: _Slot) -> None:
        """Speculation gives way: cancelled now, made again when there is time."""
        for request, running in slot.running.items():
            job = running.job
            if job is not None and job.idle and job.preemptible:
                self._let_go(slot, request)
                job.attempts -= 1
                self._idle.appendleft(job)

    # --- What comes back ----------------------------------------------------------------------------------------------

    def handle(self, message: PoolMessage) -> None:
        """A message of this pool came in through the mailbox."""
        if isinstance(message, HostSaid):
            slot = self._slots[message.slot]
            if message.life == slot.life:
                self._heard(slot, message.event)
        elif isinstance(message, RestartDue):
            self._start(self._slots[message.slot])
        else:
            self._waited(message.job)
        self._dispatch()
        self._note()

    def _heard(self, slot: _Slot, event: HostEvent) -> None:
        if isinstance(event, Loaded):
            slot.ready = True
            slot.pid = slot.host.pid if slot.host is not None else None
            self._detail = ""
            logger.info(
                "%s: %s is ready after %.2f s", self.spec.role, self.spec.engine, event.seconds, extra=self._ids(slot)
            )
            self._warm_up(slot)
        elif isinstance(event, Exited):
            self._died(slot, event)
        elif isinstance(event, Result):
            job = slot.running[event.request].job
            if job is not None:
                job.result(event.value)
        elif isinstance(event, Done):
            slot.deaths = 0
            job = slot.running.pop(event.request).job
            if job is not None:
                job.done()
        else:
            self._failed(slot, event)

    def _warm_up(self, slot: _Slot) -> None:
        key = f"warm-up of host {slot.index}"
        if self.spec.warm_up:
            self._keys[key] = slot.index
        for number, (method, arguments) in enumerate(self.spec.warm_up):
            self._idle.append(Job(f"{key} {slot.life}.{number}", method, arguments, key=key, bound=True, idle=True))

    def _failed(self, slot: _Slot, event: Failed) -> None:
        if event.failure in {HostFailure.DIED, HostFailure.MEMORY, HostFailure.UNBEGUN}:
            # `Exited` follows, and casualties are dealt with all together.
            slot.running[event.request].innocent = event.failure is HostFailure.UNBEGUN
            return
        job = slot.running.pop(event.request).job
        if job is not None and event.failure in _FAILURES:
            job.failed(_FAILURES[event.failure], event.message)

    def _died(self, slot: _Slot, event: Exited) -> None:
        innocent = {running.job.id for running in slot.running.values() if running.job and running.innocent}
        casualties = list(slot.jobs())
        slot.running.clear()
        slot.host, slot.ready = None, False
        slot.life += 1
        # What cannot be loaded now can hardly be loaded in a second.
        if event.reason is ExitReason.LOAD:
            slot.deaths = self.policy.failed_after
        elif not (
            self.policy.content_kills and (len(casualties) > len(innocent) or event.reason is ExitReason.DEADLINE)
        ):
            slot.deaths += 1
        self._restarts += 1
        self._detail = event.message
        delay = self._backoff(slot.deaths)
        logger.warning(
            "%s: %s: %s Again in %.1f s.", self.spec.role, event.reason, event.message, delay, extra=self._ids(slot)
        )
        for job in casualties:
            if job.utterance:
                logger.info("%s: it was at work (%s)", self.spec.role, job.method, extra=self._ids(slot, job))
        self._tell_later(delay, RestartDue(self.spec.role, slot.index))
        self._note()
        # A request that outlived its deadline is known to have killed the child: the others are not to blame.
        blame = 0 if event.reason is ExitReason.DEADLINE else 1
        busy = {job.key for job in casualties if job.bound} if blame else set()
        for job in reversed([job for job in casualties if not job.bound]):
            self._once_more(job, 0 if job.id in innocent else blame, event)
        keys = [key for key, index in self._keys.items() if index == slot.index]
        for key in keys:
            del self._keys[key]
        for queue in (self._live, self._idle):
            for job in [job for job in queue if job.bound and job.key in keys]:
                job.unqueue()
                queue.remove(job)
        for key in keys:
            self._lost(key, key in busy)
        self._fail_hopeless()

    def _once_more(self, job: Job, blame: int, event: Exited) -> None:
        job.attempts -= 1 - blame
        if job.attempts >= self.policy.attempts:
            job.failed(Failure.ENGINE, event.message)
            return
        job.again()
        (self._idle if job.idle else self._live).appendleft(job)
        self._await(job)

    def _waited(self, job_id: str) -> None:
        for job in list(self._live):
            if job.id == job_id:
                self._live.remove(job)
                if any(slot.ready for slot in self._slots):
                    job.failed(Failure.BUSY, "All engines were busy for too long.")
                else:
                    job.failed(Failure.UNAVAILABLE, self._detail or "The engine is still starting.")

    def _fail_hopeless(self) -> None:
        """Nothing waits for an engine that keeps dying."""
        if self.health().state is not EngineState.FAILED:
            return
        hopeless = [*self._live, *self._idle]
        self._live.clear()
        self._idle.clear()
        for job in hopeless:
            job.unqueue()
            job.failed(Failure.UNAVAILABLE, self._detail)

    def _ids(self, slot: _Slot, job: Job | None = None) -> dict[str, object]:
        """The fields of each line about a host, or about what it works on."""
        ids: dict[str, object] = {"role": self.spec.role, "engine": self.spec.engine, "pid": slot.pid}
        if job is not None:
            ids |= {"session": job.utterance.partition("/")[0], "utterance": job.utterance}
        return ids

    def load(self) -> tuple[int, int]:
        """How many requests wait, and how many are worked on."""
        return len(self._live) + len(self._idle), sum(1 for slot in self._slots for _ in slot.jobs())

    # --- Lives of hosts -----------------------------------------------------------------------------------------------

    def _start(self, slot: _Slot) -> None:
        assert self.spec.host_factory is not None  # noqa: S101 - there are no slots without one
        role, index, life = self.spec.role, slot.index, slot.life
        try:
            slot.host = self.spec.host_factory(lambda event: self._tell(HostSaid(role, index, life, event)))
            slot.host.start()
        except Exception as error:
            logger.exception("%s: a host cannot be made", role, extra=self._ids(slot))
            self._tell(HostSaid(role, index, life, Exited(ExitReason.LOAD, f"It cannot be started: {error}")))

    def _backoff(self, deaths: int) -> float:
        if deaths >= self.policy.failed_after:
            return self.policy.backoff_most
        if deaths <= 1:
            return 0.0
        return float(min(self.policy.backoff_most, self.policy.backoff_first * 2 ** min(deaths - 2, 30)))

    def health(self) -> EngineHealth:
        """How the engine is now."""
        if not self._slots:
            state = EngineState.MISSING
        elif any(slot.ready for slot in self._slots):
            state = EngineState.READY
        elif min(slot.deaths for slot in self._slots) >= self.policy.failed_after:
            state = EngineState.FAILED
        else:
            state = EngineState.RESTARTING if self._restarts else EngineState.STARTING
        detail = "" if state in {EngineState.READY, EngineState.STARTING} else self._detail
        return EngineHealth(self.spec.role, self.spec.engine, state, detail, self._restarts)

    def _note(self) -> None:
        health = self.health()
        if health != self._reported:
            self._reported = health
            self._report(health)

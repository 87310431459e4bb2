"""Starts the actors in order, stops them in reverse, and complains about what is left over."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pykka

from actors.archivist import PATIENCE_SECONDS, ArchivistActor
from actors.directory import DirectoryActor
from actors.draining import DrainSessions
from actors.health import HealthBoard
from actors.interviewer import InterviewerActor
from actors.places import Places
from actors.resume import ResumeActor
from actors.retention import RetentionActor
from actors.scheduling import Scheduler
from actors.session import Services
from actors.speaker import SpeakerActor
from actors.transcriber import TranscriberActor
from intervue.metrics import Metrics

if TYPE_CHECKING:
    from collections.abc import Callable

    from actors.jobs import WorkerSpec
    from actors.messages import EngineHealth
    from intervue.interview.policy import Policy
    from intervue.store.event_store import EventStore

logger = logging.getLogger(__name__)

STOP_SECONDS = 15.0
"""How long one actor may take to stop before it counts as stuck."""


@dataclass(frozen=True, slots=True)
class EngineSpecs:
    """The engines of a server, one per role."""

    decoder: WorkerSpec
    stt: WorkerSpec
    llm: WorkerSpec
    tts: WorkerSpec
    parser: WorkerSpec


@dataclass(frozen=True, slots=True)
class SessionLimits:
    """Bounds on interviews."""

    most_sessions: int
    most_connections: int
    idle_seconds: float
    most_interviews: int
    keep_seconds: float = 0.0
    """After its last event an interview is kept for so long; 0: until it is erased by hand."""
    record_patience: float = PATIENCE_SECONDS
    """How long a record that cannot be written is tried again, seconds."""


class System:
    """All actors of a server.

    `start` returns at once: engines load in the background, `health` says how they are. `stop` blocks for a bounded
    time; call both from a thread that may block.
    """

    def __init__(
        self,
        engines: EngineSpecs,
        store: EventStore,
        policy: Policy,
        limits: SessionLimits,
        *,
        hint: str = "",
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.health = HealthBoard(hint)
        self.metrics = Metrics()
        self._engines = engines
        self.store = store
        self._policy = policy
        self._limits = limits
        self._clock = clock
        self.retired: Callable[[tuple[str, ...]], None] | None = None
        """Is told which interviews were erased because they were old; see `RetentionActor`."""
        self._scheduler = Scheduler()
        self._started: list[pykka.ActorRef[Any]] = []
        self._directory: pykka.ActorRef[Any] | None = None
        self._resumes: pykka.ActorRef[Any] | None = None

    @property
    def directory(self) -> pykka.ActorRef[Any]:
        """Takes `JoinSession`. Raises `RuntimeError` before `start`."""
        return _running(self._directory)

    @property
    def resumes(self) -> pykka.ActorRef[Any]:
        """Takes `ParseResume`. Raises `RuntimeError` before `start`."""
        return _running(self._resumes)

    def start(self) -> None:
        """Start what others lean on first."""
        self._scheduler.start()
        engines, scheduler, report, metrics = self._engines, self._scheduler, self._engine_changed, self.metrics
        archivist = self._start(
            ArchivistActor,
            self.store,
            patience=self._limits.record_patience,
            report=self.health.storage,
            metrics=metrics,
        )
        transcriber = self._start(TranscriberActor, engines.decoder, engines.stt, scheduler, report, metrics)
        interviewer = self._start(InterviewerActor, engines.llm, scheduler, report, metrics)
        speaker = self._start(SpeakerActor, engines.tts, scheduler, report, metrics)
        self._resumes = self._start(ResumeActor, engines.parser, scheduler, report, metrics)
        services = Services(
            transcriber=transcriber,
            interviewer=interviewer,
            speaker=speaker,
            archivist=archivist,
            scheduler=scheduler,
            unavailable=self.health.unavailable,
            clock=self._clock,
            policy=self._policy,
            idle_seconds=self._limits.idle_seconds,
            most_connections=self._limits.most_connections,
            places=Places(self._limits.most_interviews, scheduler.now),
            metrics=metrics,
        )
        self._directory = self._start(DirectoryActor, services, self._limits.most_sessions)
        keep = self._limits.keep_seconds
        self._start(RetentionActor, archivist, self._directory, scheduler, keep, self._clock, erased=self.retired)

    def _engine_changed(self, health: EngineHealth) -> None:
        self.metrics.engine(health.role, health.state, health.restarts)
        self.health.report(health)

    def drain(self, drained: Callable[[], None]) -> None:
        """Let in nobody, finish the turns that run; `drained` is called in some thread when none runs any more."""
        self.directory.tell(DrainSessions(drained))

    def stop(self) -> None:
        """Stop everything, last started first."""
        for ref in reversed(self._started):
            try:
                ref.stop(timeout=STOP_SECONDS)
            except pykka.Timeout:
                logger.warning("%s did not stop within %.0f s", ref.actor_class.__name__, STOP_SECONDS)
        self._started.clear()
        self._scheduler.stop()
        self.store.close()

    def _start(self, actor: type[pykka.ThreadingActor], *arguments: Any, **options: Any) -> pykka.ActorRef[Any]:
        ref = actor.start(*arguments, **options)
        self._started.append(ref)
        return ref


def _running(ref: pykka.ActorRef[Any] | None) -> pykka.ActorRef[Any]:
    if ref is None:
        raise RuntimeError("The actors have not been started.")
    return ref

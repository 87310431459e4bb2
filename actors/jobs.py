"""What a worker actor asks of its engines, and how it wants its hosts kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from actors.messages import Failure
    from actors.scheduling import Timer
    from intervue.engines.hosts import HostFactory


@dataclass(frozen=True, slots=True)
class WorkerPolicy:
    """How a role's hosts are kept. All times in seconds."""

    hosts: int = 1
    """Child processes of this role."""
    per_host: int = 1
    """Requests that a host works on at once; more than one only for engines that interleave."""
    queue_limit: int = 64
    """Requests that wait at most; those beyond fail with BUSY."""
    request_deadline: float = 60.0
    """For one request, from the moment its engine begins it."""
    wait_limit: float = 30.0
    """How long a request waits for a host: BUSY after that, or UNAVAILABLE if none is ready."""
    attempts: int = 2
    """How often a request is made in all if its child dies under it."""
    backoff_first: float = 0.5
    """Before the second restart in a row; the first is immediate. Doubled each time."""
    backoff_most: float = 30.0
    failed_after: int = 5
    """Deaths in a row after which the engine counts as FAILED; it is still tried again, but rarely."""
    stop_timeout: float = 5.0
    content_kills: bool = False
    """What a request holds may kill its engine (a hostile file): such a death says nothing about the engine, which is
    started again at once, however often it happens."""


@dataclass(frozen=True, slots=True)
class WorkerSpec:
    """One role and its engine.

    Args:
        role: "stt", "llm", "tts", "decoder" or "parser".
        engine: what runs, for people: "whisper-base".
        host_factory: makes a host, not yet started; None if there is no model.
        policy: how hosts are kept.
        missing: a sentence for people, if there is no model.
        warm_up: requests (method, arguments) that each host makes once it is ready and has nothing better to do.
    """

    role: str
    engine: str
    host_factory: HostFactory | None
    policy: WorkerPolicy = field(default_factory=WorkerPolicy)
    missing: str = ""
    warm_up: tuple[tuple[str, tuple[Any, ...]], ...] = ()


def _nothing(*_: object) -> None:
    """Nobody wants to know."""


@dataclass(eq=False, slots=True)
class Job:
    """One request of an engine. Its callbacks run in the actor's thread; after `done` or `failed` none is called.

    Args:
        id: unique among the jobs of the pool.
        method: the engine's.
        arguments: the method's.
        result: gets each result.
        done: called after the last result.
        failed: gets the reason and a sentence.
        again: called when the job is made once more because its child died: what came before counts no more.
        key: jobs of one key go to the same host as long as it lives.
        bound: jobs of the key need what earlier ones left in the host. They are not made again one by one; the pool's
            `lost` is told that the key's host is gone.
        idle: made only while a host has nothing better to do.
        preemptible: an idle job that is cancelled when others come, and made again afterwards.
        frees: it gives something back, so it is always admitted and waits as long as it must.
        deadline: in seconds; the policy's if None.
        utterance: what it is for, where it is for one: for the log.
    """

    id: str
    method: str
    arguments: tuple[Any, ...]
    result: Callable[[Any], None] = _nothing
    done: Callable[[], None] = _nothing
    failed: Callable[[Failure, str], None] = _nothing
    again: Callable[[], None] = _nothing
    key: str | None = None
    bound: bool = False
    idle: bool = False
    preemptible: bool = False
    frees: bool = False
    deadline: float | None = None
    utterance: str = ""
    attempts: int = 0
    timer: Timer | None = None

    def unqueue(self) -> None:
        """It waits no longer."""
        if self.timer is not None:
            self.timer.cancel()
            self.timer = None

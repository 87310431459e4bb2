"""What the worker actors have in common: pools of engine hosts, and handlers that cannot take the actor down."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

import pykka

from actors.mailbox import Actor
from actors.pool import HostPool, HostSaid, RestartDue, WaitOver

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from actors.jobs import WorkerSpec
    from actors.messages import EngineHealth
    from actors.pool import PoolMessage
    from actors.scheduling import Scheduler
    from intervue.metrics import Metrics

logger = logging.getLogger(__name__)


class WorkerActor(Actor):
    """Base of the actors that own engines.

    A handler that raises is logged and the actor goes on: Pykka would end it without a word, and its children with it.
    The one request that was being handled is refused by `reject`.

    Args:
        specs: one per role that the actor keeps.
        scheduler: for back-off and waiting bounds.
        report: gets every change of an engine's health, in the actor's thread; must not block.
        metrics: is told how many requests wait and run; nobody, if None.
    """

    def __init__(
        self,
        specs: Sequence[WorkerSpec],
        scheduler: Scheduler,
        report: Callable[[EngineHealth], None],
        metrics: Metrics | None = None,
    ) -> None:
        super().__init__()
        self._scheduler = scheduler
        self._metrics = metrics
        self._pools = {
            spec.role: HostPool(
                spec,
                tell=lambda message: tell(self.actor_ref, message),
                tell_later=lambda seconds, message: scheduler.call_later(seconds, self.actor_ref, message),
                report=report,
                lost=self.lost,
            )
            for spec in specs
        }

    def on_start(self) -> None:
        """Start the engines."""
        for pool in self._pools.values():
            pool.start()

    def on_stop(self) -> None:
        """Stop the engines, and wait for them."""
        for pool in self._pools.values():
            pool.stop()

    def on_receive(self, message: Any) -> Any:
        """Handle one message; never raises."""
        try:
            if isinstance(message, HostSaid | RestartDue | WaitOver):
                self._pools[message.role].handle(message)
            else:
                self.handle(message)
        except Exception as error:
            logger.exception("%s could not handle %s", type(self).__name__, type(message).__name__)
            self.reject(message, f"An internal error: {type(error).__name__}.")
        if self._metrics is not None:
            for role, pool in self._pools.items():
                self._metrics.engine_load(role, *pool.load())

    def handle(self, message: Any) -> None:
        """A message of the actor's own vocabulary."""
        raise TypeError(f"{type(self).__name__} takes no {type(message).__name__}.")

    def reject(self, message: Any, reason: str) -> None:
        """Answer a request whose handling went wrong."""

    def lost(self, key: str, busy: bool) -> None:  # noqa: FBT001 - a callback of the pool
        """The host that kept something for `key` died; `busy`: while it worked for it."""


def tell(ref: pykka.ActorRef[Any], message: PoolMessage | object) -> None:
    """Tell, and do not mind if nobody is there any more."""
    try:
        ref.tell(message)
    except pykka.ActorDeadError:
        logger.debug("%s is gone; it misses %s", ref, type(message).__name__)

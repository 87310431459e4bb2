"""The interviewer's words: a language model in a process of its own, whose cache keeps every session's conversation."""

from __future__ import annotations

import itertools
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from actors.jobs import Job
from actors.messages import (
    CancelReply,
    Failure,
    ForgetSession,
    GenerateReply,
    PrefillHistory,
    ReplyFailed,
    ReplyFinished,
    ReplyGrew,
)
from actors.worker import WorkerActor, tell
from intervue.engines.base import Finished, Token

if TYPE_CHECKING:
    from collections.abc import Callable

    from actors.jobs import WorkerSpec
    from actors.messages import EngineHealth
    from actors.scheduling import Scheduler
    from intervue.metrics import Metrics

PREFILL_DEADLINE = 600.0
"""Seconds. A long history on a slow machine is no fault; a reply that cannot begin finds a real hang much sooner."""


@dataclass(slots=True)
class _Reply:
    request: GenerateReply
    requested: float
    first_token_seconds: float | None = None
    restarted: bool = False
    finished: Finished | None = None


class InterviewerActor(WorkerActor):
    """Answers `GenerateReply`; takes `PrefillHistory`, `CancelReply` and `ForgetSession`.

    A session's conversation stays with the host that has read it. Prefills are made while that host has nothing else
    to do; they give way to any reply and go on afterwards, where the model stopped reading.

    Args:
        model: the role of the `Generator` engine.
        scheduler: for waiting bounds and restarts.
        report: gets changes of the engine's health.
        metrics: see `WorkerActor`.
    """

    def __init__(
        self,
        model: WorkerSpec,
        scheduler: Scheduler,
        report: Callable[[EngineHealth], None],
        metrics: Metrics | None = None,
    ) -> None:
        super().__init__([model], scheduler, report, metrics)
        self._pool = self._pools[model.role]
        self._replies: dict[str, _Reply] = {}
        self._numbers = itertools.count()

    def handle(self, message: Any) -> None:
        """A request."""
        if isinstance(message, GenerateReply):
            self._generate(message)
        elif isinstance(message, PrefillHistory):
            self._prefill(message)
        elif isinstance(message, CancelReply):
            self._cancel(message.utterance)
        elif isinstance(message, ForgetSession):
            self._forget(message.session)
        else:
            super().handle(message)

    def reject(self, message: Any, reason: str) -> None:
        """Answer a request whose handling went wrong."""
        if isinstance(message, GenerateReply):
            self._cancel(message.utterance)
            tell(message.reply_to, ReplyFailed(message.utterance, Failure.ENGINE, reason))

    def _cancel(self, utterance: str) -> None:
        if self._replies.pop(utterance, None) is not None:
            self._pool.cancel(f"reply {utterance}")

    def _prefill(self, message: PrefillHistory) -> None:
        # Only the newest is worth reading.
        self._pool.cancel(f"prefill {message.session}")
        self._pool.submit(
            Job(
                f"prefill {message.session}",
                "prefill",
                (message.session, message.messages),
                key=message.session,
                idle=True,
                preemptible=True,
                deadline=max(PREFILL_DEADLINE, self._pool.policy.request_deadline),
            )
        )

    def _forget(self, session: str) -> None:
        self._pool.cancel(f"prefill {session}")
        for utterance in [key for key, reply in self._replies.items() if reply.request.session == session]:
            self._cancel(utterance)
        if self._pool.bound_to(session):
            # Whatever becomes of it, the key is free: a dead host has forgotten everything anyway.
            self._pool.submit(
                Job(
                    f"forget {session} {next(self._numbers)}",
                    "forget",
                    (session,),
                    key=session,
                    bound=True,
                    frees=True,
                    done=lambda: self._pool.release(session),
                    failed=lambda *_: self._pool.release(session),
                )
            )

    def _generate(self, request: GenerateReply) -> None:
        self._cancel(request.utterance)
        self._pool.cancel(f"prefill {request.session}")
        reply = self._replies[request.utterance] = _Reply(request, time.monotonic())

        def again() -> None:
            reply.restarted = reply.restarted or reply.first_token_seconds is not None
            reply.first_token_seconds = None

        self._pool.submit(
            Job(
                f"reply {request.utterance}",
                "generate",
                (request.session, request.messages, request.opener, request.limits),
                result=lambda value: self._grew(reply, value),
                done=lambda: self._finish(reply),
                failed=lambda failure, message: self._fail(reply, failure, message),
                again=again,
                key=request.session,
                utterance=request.utterance,
            )
        )

    def _grew(self, reply: _Reply, value: object) -> None:
        if isinstance(value, Token):
            if reply.first_token_seconds is None:
                reply.first_token_seconds = time.monotonic() - reply.requested
            tell(reply.request.reply_to, ReplyGrew(reply.request.utterance, value.text, reply.restarted))
            reply.restarted = False
        elif isinstance(value, Finished):
            reply.finished = value

    def _finish(self, reply: _Reply) -> None:
        finished = reply.finished
        if finished is None:
            self._fail(reply, Failure.ENGINE, "The model ended without a reply.")
            return
        self._replies.pop(reply.request.utterance, None)
        first = reply.first_token_seconds
        tell(
            reply.request.reply_to,
            ReplyFinished(
                reply.request.utterance,
                finished.text,
                finished.usage,
                time.monotonic() - reply.requested if first is None else first,
            ),
        )

    def _fail(self, reply: _Reply, failure: Failure, message: str) -> None:
        self._replies.pop(reply.request.utterance, None)
        tell(reply.request.reply_to, ReplyFailed(reply.request.utterance, failure, message))

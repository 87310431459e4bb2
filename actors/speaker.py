"""The interviewer's voice: clauses are synthesised as they come, and a whole utterance comes back as one file."""

from __future__ import annotations

import itertools
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from actors.jobs import Job
from actors.messages import CancelSpeech, Failure, FinishSpeech, HurrySpeech, SpeakClause, SpeechFailed, SpeechReady
from actors.worker import WorkerActor, tell
from intervue.engines.base import EncodedSpeech

if TYPE_CHECKING:
    from collections.abc import Callable

    import pykka

    from actors.jobs import WorkerSpec
    from actors.messages import EngineHealth
    from actors.scheduling import Scheduler
    from intervue.metrics import Metrics

UTTERANCES_MAX = 512
"""Utterances that are in the making at most: two for each interview that the default settings let in, and some."""


@dataclass(eq=False, slots=True)
class _Speech:
    """One utterance. The sound lives in the child; the clauses are kept here, to say them again if it dies."""

    utterance: str
    reply_to: pykka.ActorRef[Any]
    ahead: bool
    requested: float
    clauses: list[str] = field(default_factory=list)
    said: int = 0
    finish: bool = False
    job: str | None = None
    job_began: float = 0.0
    attempts: int = 1
    first_pcm_seconds: float | None = None
    synthesis_seconds: float = 0.0
    speech: EncodedSpeech | None = None


class SpeakerActor(WorkerActor):
    """Takes `SpeakClause`, `FinishSpeech`, `HurrySpeech` and `CancelSpeech`; answers a finished utterance.

    Args:
        voice: the role whose engine has `say(utterance, text)`, `finish(utterance)` and `discard(utterance)`.
        scheduler: for waiting bounds and restarts.
        report: gets changes of the engine's health.
        metrics: see `WorkerActor`.
        utterance_limit: utterances that are in the making at most; more fail with BUSY. What was prepared for later
            gives way to what is wanted now.
    """

    def __init__(
        self,
        voice: WorkerSpec,
        scheduler: Scheduler,
        report: Callable[[EngineHealth], None],
        metrics: Metrics | None = None,
        *,
        utterance_limit: int = UTTERANCES_MAX,
    ) -> None:
        super().__init__([voice], scheduler, report, metrics)
        self._pool = self._pools[voice.role]
        self._limit = utterance_limit
        self._speeches: dict[str, _Speech] = {}
        self._numbers = itertools.count()

    def handle(self, message: Any) -> None:
        """A request."""
        if isinstance(message, SpeakClause):
            self._add(message)
        elif isinstance(message, FinishSpeech):
            speech = self._speeches.get(message.utterance)
            if speech is not None:
                speech.finish = True
                self._go_on(speech)
        elif isinstance(message, HurrySpeech):
            speech = self._speeches.get(message.utterance)
            if speech is not None:
                self._hurry(speech)
        elif isinstance(message, CancelSpeech):
            self._forget(message.utterance)
        else:
            super().handle(message)

    def reject(self, message: Any, reason: str) -> None:
        """Answer a request whose handling went wrong."""
        if isinstance(message, SpeakClause):
            self._forget(message.utterance)
            tell(message.reply_to, SpeechFailed(message.utterance, Failure.ENGINE, reason))
        elif isinstance(message, FinishSpeech) and message.utterance in self._speeches:
            self._fail(self._speeches[message.utterance], Failure.ENGINE, reason)

    def lost(self, key: str, busy: bool) -> None:  # noqa: FBT001 - a callback of the pool
        """The sound of an utterance is gone with its host: say it again from its beginning."""
        speech = self._speeches.get(key)
        if speech is None:
            return
        speech.attempts += busy
        speech.said, speech.job = 0, None
        if speech.attempts > self._pool.policy.attempts:
            self._fail(speech, Failure.ENGINE, "The voice broke down twice while saying this.")
        else:
            self._go_on(speech)

    def _add(self, message: SpeakClause) -> None:
        speech = self._speeches.get(message.utterance)
        if speech is None:
            if len(self._speeches) >= self._limit and not (not message.ahead and self._made_room()):
                tell(message.reply_to, SpeechFailed(message.utterance, Failure.BUSY, "Too much is being said."))
                return
            speech = _Speech(message.utterance, message.reply_to, message.ahead, time.monotonic())
            self._speeches[message.utterance] = speech
        if not message.ahead:
            self._hurry(speech)
        speech.clauses.append(message.text)
        self._go_on(speech)

    def _made_room(self) -> bool:
        """Whether something that was only prepared for later could give way."""
        ahead = next((speech for speech in self._speeches.values() if speech.ahead), None)
        if ahead is None:
            return False
        self._fail(ahead, Failure.BUSY, "Others were more urgent.")
        return True

    def _hurry(self, speech: _Speech) -> None:
        if speech.ahead and speech.job is not None:
            self._pool.hurry(speech.job)
        speech.ahead = False

    def _go_on(self, speech: _Speech) -> None:
        """The next clause, if none is being said; then the end."""
        if speech.job is not None:
            return
        if speech.said < len(speech.clauses):
            self._submit(speech, "say", (speech.utterance, speech.clauses[speech.said]), self._clause_said)
        elif speech.finish:
            self._submit(speech, "finish", (speech.utterance,), self._finished)

    def _submit(
        self, speech: _Speech, method: str, arguments: tuple[str, ...], done: Callable[[_Speech], None]
    ) -> None:
        speech.job = f"{method} {speech.utterance} {next(self._numbers)}"
        speech.job_began = time.monotonic()
        self._pool.submit(
            Job(
                speech.job,
                method,
                arguments,
                result=lambda value: self._heard(speech, value),
                done=lambda: self._job_done(speech, done),
                failed=lambda failure, text: self._fail(speech, failure, text),
                key=speech.utterance,
                bound=True,
                idle=speech.ahead,
                utterance=speech.utterance,
            )
        )

    def _heard(self, speech: _Speech, value: object) -> None:
        if speech.first_pcm_seconds is None:
            speech.first_pcm_seconds = time.monotonic() - speech.requested
        if isinstance(value, EncodedSpeech):
            speech.speech = value

    def _job_done(self, speech: _Speech, then: Callable[[_Speech], None]) -> None:
        speech.job = None
        speech.synthesis_seconds += time.monotonic() - speech.job_began
        then(speech)

    def _clause_said(self, speech: _Speech) -> None:
        speech.said += 1
        self._go_on(speech)

    def _finished(self, speech: _Speech) -> None:
        if speech.speech is None:
            self._fail(speech, Failure.ENGINE, "The voice gave nothing.")
            return
        self._speeches.pop(speech.utterance, None)
        self._pool.release(speech.utterance)
        tell(
            speech.reply_to,
            SpeechReady(speech.utterance, speech.speech, speech.first_pcm_seconds or 0.0, speech.synthesis_seconds),
        )

    def _fail(self, speech: _Speech, failure: Failure, message: str) -> None:
        speech.job = None
        self._forget(speech.utterance)
        tell(speech.reply_to, SpeechFailed(speech.utterance, failure, message))

    def _forget(self, utterance: str) -> None:
        speech = self._speeches.pop(utterance, None)
        if speech is None:
            return
        if speech.job is not None:
            self._pool.cancel(speech.job)
        if self._pool.bound_to(utterance):
            self._pool.submit(
                Job(
                    f"discard {utterance} {next(self._numbers)}",
                    "discard",
                    (utterance,),
                    key=utterance,
                    bound=True,
                    frees=True,
                    done=lambda: self._pool.release(utterance),
                    failed=lambda *_: self._pool.release(utterance),
                )
            )

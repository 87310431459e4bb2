"""From a PDF to a resume: parsing runs where a hostile file can only kill its own process."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from actors.jobs import Job
from actors.messages import EngineState, Failure, ParseResume, ResumeParsed, ResumeRejected
from actors.worker import WorkerActor

if TYPE_CHECKING:
    from collections.abc import Callable

    from actors.jobs import WorkerSpec
    from actors.messages import EngineHealth
    from actors.scheduling import Scheduler
    from intervue.metrics import Metrics
    from intervue.resume.schema import ParsedResume

SENTENCES = {
    Failure.ENGINE: (
        "The file could not be read: it is damaged, or holds far more than a resume."
        " Please save it again as a simple PDF."
    ),
    Failure.DEADLINE: "The file takes too long to read. Please save it again as a simple PDF.",
    Failure.BUSY: "Too many files are being read at the moment. Please try again.",
    Failure.UNAVAILABLE: "Files cannot be read at the moment. Please try again.",
}
"""What is told of a failure that is not the parser's own finding."""
_COMING = frozenset({EngineState.STARTING, EngineState.RESTARTING})
"""A reader that others' files ended is soon back: who waited for it in vain may try again."""


@dataclass(slots=True)
class _Parsing:
    request: ParseResume
    resume: ParsedResume | None = None


class ResumeActor(WorkerActor):
    """Answers `ParseResume` through its callback.

    Args:
        parser: the role whose engine has `parse(pdf, details)`. A policy of one attempt spares it a second look at a
            file that killed it.
        scheduler: for waiting bounds and restarts.
        report: gets changes of the engine's health.
        metrics: see `WorkerActor`.
    """

    def __init__(
        self,
        parser: WorkerSpec,
        scheduler: Scheduler,
        report: Callable[[EngineHealth], None],
        metrics: Metrics | None = None,
    ) -> None:
        super().__init__([parser], scheduler, report, metrics)
        self._pool = self._pools[parser.role]

    def handle(self, message: Any) -> None:
        """A request."""
        if not isinstance(message, ParseResume):
            super().handle(message)
            return
        parsing = _Parsing(message)

        def parsed(value: ParsedResume) -> None:
            parsing.resume = value

        self._pool.submit(
            Job(
                message.request,
                "parse",
                (message.pdf, message.details),
                result=parsed,
                done=lambda: self._done(parsing),
                failed=lambda failure, text: self._fail(parsing, failure, text),
            )
        )

    def reject(self, message: Any, reason: str) -> None:
        """Answer a request whose handling went wrong."""
        if isinstance(message, ParseResume):
            message.answer(ResumeRejected(message.request, Failure.ENGINE, reason))

    def _done(self, parsing: _Parsing) -> None:
        if parsing.resume is None:
            self._fail(parsing, Failure.ENGINE, "")
        else:
            parsing.request.answer(ResumeParsed(parsing.request.request, parsing.resume))

    def _fail(self, parsing: _Parsing, failure: Failure, message: str) -> None:
        if failure is Failure.UNAVAILABLE and self._pool.health().state in _COMING:
            failure = Failure.BUSY
        sentence = message if failure is Failure.INPUT else SENTENCES[failure]
        parsing.request.answer(ResumeRejected(parsing.request.request, failure, sentence))

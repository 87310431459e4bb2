"""From a recording to text: a decoder and a recogniser, each in processes of its own."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from actors.jobs import Job
from actors.messages import CancelTranscription, Failure, RecognitionFailed, Transcribe, UtteranceRecognised
from actors.worker import WorkerActor, tell
from intervue.engines.base import DecodedAudio, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from actors.jobs import WorkerSpec
    from actors.messages import EngineHealth
    from actors.scheduling import Scheduler
    from intervue.metrics import Metrics

_SENTENCES = {
    Failure.ENGINE: "Your answer could not be understood because of a technical fault. Please say it again.",
    Failure.DEADLINE: "It took too long to understand your answer. Please say it again, more briefly.",
    Failure.BUSY: "Too many people are being interviewed at the moment. Please say your answer again.",
    Failure.UNAVAILABLE: "Speech recognition is not available at the moment. Please try again.",
}


@dataclass(slots=True)
class _Utterance:
    request: Transcribe
    stage_began: float
    decode_seconds: float = 0.0
    decoded: DecodedAudio | None = None
    final: Final | None = None


class TranscriberActor(WorkerActor):
    """Answers `Transcribe`; takes `CancelTranscription`.

    Args:
        decoder: the role whose engine has `decode(audio, declared_format)`.
        recogniser: the role of the `Transcriber` engine. Its deadline is prolonged by the length of the speech.
        scheduler: for waiting bounds and restarts.
        report: gets changes of both engines' health.
        metrics: see `WorkerActor`.
    """

    def __init__(
        self,
        decoder: WorkerSpec,
        recogniser: WorkerSpec,
        scheduler: Scheduler,
        report: Callable[[EngineHealth], None],
        metrics: Metrics | None = None,
    ) -> None:
        super().__init__([decoder, recogniser], scheduler, report, metrics)
        self._decoder = self._pools[decoder.role]
        self._recogniser = self._pools[recogniser.role]
        self._utterances: dict[str, _Utterance] = {}

    def handle(self, message: Any) -> None:
        """A request."""
        if isinstance(message, Transcribe):
            self._decode(message)
        elif isinstance(message, CancelTranscription):
            self._forget(message.utterance)
        else:
            super().handle(message)

    def reject(self, message: Any, reason: str) -> None:
        """Answer a request whose handling went wrong."""
        if isinstance(message, Transcribe):
            self._forget(message.utterance)
            tell(message.reply_to, RecognitionFailed(message.utterance, Failure.ENGINE, reason))

    def _forget(self, utterance: str) -> None:
        if self._utterances.pop(utterance, None) is not None:
            self._decoder.cancel(utterance)
            self._recogniser.cancel(utterance)

    def _decode(self, request: Transcribe) -> None:
        self._forget(request.utterance)
        state = self._utterances[request.utterance] = _Utterance(request, time.monotonic())

        def decoded(value: DecodedAudio) -> None:
            state.decoded = value

        self._decoder.submit(
            Job(
                request.utterance,
                "decode",
                (request.audio, request.declared_format),
                result=decoded,
                done=lambda: self._recognise(state),
                failed=lambda failure, message: self._fail(state, failure, message),
                utterance=request.utterance,
            )
        )

    def _recognise(self, state: _Utterance) -> None:
        decoded, now = state.decoded, time.monotonic()
        if decoded is None:
            self._fail(state, Failure.ENGINE, "The decoder gave nothing.")
            return
        state.decode_seconds = now - state.stage_began
        state.stage_began = now
        if not decoded.pcm:
            state.final = Final("")
            self._finish(state, decoded)
            return

        def recognised(value: object) -> None:
            if isinstance(value, Final):
                state.final = value

        utterance = state.request.utterance
        self._recogniser.submit(
            Job(
                utterance,
                "transcribe",
                (utterance, decoded.pcm, state.request.hints),
                result=recognised,
                done=lambda: self._finish(state, decoded),
                failed=lambda failure, message: self._fail(state, failure, message),
                deadline=self._recogniser.policy.request_deadline + decoded.speech_seconds,
                utterance=utterance,
            )
        )

    def _finish(self, state: _Utterance, decoded: DecodedAudio) -> None:
        utterance = state.request.utterance
        if state.final is None:
            self._fail(state, Failure.ENGINE, "The recogniser gave nothing.")
            return
        self._utterances.pop(utterance, None)
        tell(
            state.request.reply_to,
            UtteranceRecognised(
                utterance,
                state.final.text,
                state.final.words,
                decoded.seconds,
                decoded.speech_seconds,
                state.decode_seconds,
                time.monotonic() - state.stage_began if decoded.pcm else 0.0,
            ),
        )

    def _fail(self, state: _Utterance, failure: Failure, message: str) -> None:
        utterance = state.request.utterance
        self._utterances.pop(utterance, None)
        sentence = message if failure is Failure.INPUT else _SENTENCES[failure]
        tell(state.request.reply_to, RecognitionFailed(utterance, failure, sentence))

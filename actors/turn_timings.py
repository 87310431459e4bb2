"""How long each stage of a turn took, told to the log once the turn's voice was sent."""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING, Any

from actors import messages as m

if TYPE_CHECKING:
    from collections.abc import Callable

    from intervue.interview.effects import Receipt

logger = logging.getLogger("intervue.turns")


class TurnTimings:
    """Collects the times of one session's turn, in seconds, from the moment its answer was received."""

    def __init__(
        self,
        session: str,
        clock: Callable[[], float] = time.monotonic,
        report: Callable[[dict[str, Any]], None] | None = None,
    ) -> None:
        self._session = session
        self._clock = clock
        self._report = report or self._log
        self._began: float | None = None
        self._fields: dict[str, Any] = {}

    def answer_received(self, size: int) -> None:
        """An answer came in; `size` in bytes."""
        self._begin(turn="answer", answer_bytes=size)

    def start_received(self) -> None:
        """The interview is to start."""
        self._begin(turn="introduction")

    def generation_began(self) -> None:
        """The model was asked."""
        self._mark("model_asked_s")

    def note(self, message: Any) -> None:
        """An engine has answered."""
        match message:
            case m.UtteranceRecognised():
                self._mark("transcript_s")
                self._fields |= {
                    "answer_s": round(message.seconds, 2),
                    "decode_s": round(message.decode_seconds, 3),
                    "recognition_s": round(message.recognition_seconds, 3),
                }
            case m.ReplyFinished():
                self._mark("text_s")
                self._fields |= {
                    "first_token_s": round(message.first_token_seconds, 3),
                    "generation_s": round(message.usage.seconds, 3),
                    "tokens": message.usage.generated,
                    "prefilled_tokens": message.usage.prefilled,
                    "reused_tokens": message.usage.reused,
                }
            case m.SpeechReady():
                self._mark("speech_ready_s")
                self._fields |= {
                    "first_pcm_s": round(message.first_pcm_seconds, 3),
                    "synthesis_s": round(message.synthesis_seconds, 3),
                    "audio_s": round(message.speech.seconds, 2),
                    "audio_bytes": len(message.speech.data),
                }

    def delivered(self, receipt: Receipt) -> None:
        """Something was sent to the candidate; the voice ends the turn."""
        if self._began is None:
            return
        if receipt.part == "text":
            self._mark("text_sent_s")
            return
        self._mark("audio_sent_s")
        self._fields["sequence"] = receipt.sequence
        self._report(self._fields)
        self._began = None

    def _begin(self, **fields: Any) -> None:
        self._began = self._clock()
        self._fields = fields

    def _mark(self, name: str) -> None:
        if self._began is not None:
            self._fields[name] = round(self._clock() - self._began, 3)

    def _log(self, fields: dict[str, Any]) -> None:
        stages = " ".join(f"{name}={value}" for name, value in fields.items())
        logger.info("turn %s", stages, extra={"session": self._session, **fields})

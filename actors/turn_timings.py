"""How long each stage of a turn took, told to the log and to the metrics once the turn is over."""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING, Any, Final

from actors import messages as m
from intervue.interview.state import MoveKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from intervue.interview.effects import Receipt
    from intervue.metrics import Metrics

logger = logging.getLogger("intervue.turns")

_KINDS: Final = {
    MoveKind.INTRODUCTION: "introduction",
    MoveKind.QUESTION: "prepared",
    MoveKind.WRAP_UP: "prepared",
    MoveKind.FOLLOW_UP: "live",
    MoveKind.GOODBYE: "goodbye",
}
"""Kinds of turns by the interviewer's move; any other is an aside: repeated, rephrased, asked for more, ..."""


class TurnTimings:
    """Collects the times of one session's turn, in seconds, from the moment the whole answer had been received.

    `report` gets the fields of each turn; without one they become a line of the log.
    """

    def __init__(
        self,
        session: str,
        clock: Callable[[], float] = time.monotonic,
        report: Callable[[dict[str, Any]], None] | None = None,
        metrics: Metrics | None = None,
    ) -> None:
        self._session = session
        self._clock = clock
        self._report = report or self._log
        self._metrics = metrics
        self._began: float | None = None
        self._fields: dict[str, Any] = {}

    def answer_received(self, turn: int, size: int, at: float | None = None) -> None:
        """Answer number `turn` came in; `size` in bytes, `at` on the clock, now if None."""
        self._began = self._clock() if at is None else at
        self._fields = {"turn": turn, "answer_bytes": size}

    def start_received(self, at: float | None = None) -> None:
        """The interview is to start: turn 0."""
        self._began = self._clock() if at is None else at
        self._fields = {"turn": 0}

    def generation_began(self) -> None:
        """The model was asked, for the first time or once more."""
        if self._began is not None:
            self._fields.setdefault("model_asked_s", self._since())
            self._fields["attempts"] = self._fields.get("attempts", 0) + 1

    def said(self, move: str, replaced: str | None) -> None:
        """The interviewer's words are certain. `replaced`: why the plan's took the place of the model's."""
        if self._began is None:
            return
        if replaced is not None:
            self._fields["replaced"] = replaced
        self._fields["kind"] = "replaced" if replaced is not None else _kind(move)

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
        self._end()

    def lost(self, reason: str) -> None:
        """Nothing comes of the turn: why."""
        if self._began is not None:
            self._mark("lost_s")
            self._fields["lost"] = reason
            self._end()

    def _end(self) -> None:
        self._began = None
        self._report(self._fields)
        if self._metrics is not None:
            self._metrics.turn(self._fields)

    def _mark(self, name: str) -> None:
        if self._began is not None:
            self._fields[name] = self._since()

    def _since(self) -> float:
        return round(self._clock() - (self._began or 0.0), 3)

    def _log(self, fields: dict[str, Any]) -> None:
        stages = " ".join(f"{name}={value}" for name, value in fields.items() if name != "turn")
        logger.info("turn %s", stages, extra={"session": self._session, **fields})


def _kind(move: str) -> str:
    return _KINDS.get(MoveKind(move), "aside") if move in set(MoveKind) else "aside"

"""What a session tells the log and the metrics: never what was said, but for debugging."""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING, Any

from actors import messages as m
from intervue.interview import effects as fx
from intervue.interview.state import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from actors.turn_timings import TurnTimings
    from intervue.interview.effects import Receipt
    from intervue.metrics import Metrics

logger = logging.getLogger("intervue.session")

ERROR_PAUSE_SECONDS = 10.0
"""So long errors of one interview are not logged again, once one was."""

_FAILED = (m.RecognitionFailed, m.ReplyFailed, m.SpeechFailed)


class SessionObserver:
    """Sees all that goes through one session actor, in its thread.

    A turn's number is that of the candidate's answer, which the record knows: it is the same after a restart. The
    introduction is turn 0.
    """

    def __init__(self, session: str, metrics: Metrics, timings: TurnTimings) -> None:
        self.turn = 0
        self._session = session
        self._metrics = metrics
        self._timings = timings
        self._received: float | None = None
        self._quiet_until = 0.0

    def ids(self, **more: object) -> dict[str, object]:
        """The fields of each line that belongs to this session."""
        return {"session": self._session, "turn": self.turn, **more}

    def restored(self, records: Iterable[m.Record]) -> None:
        """The interview was taken up from its record."""
        count = 0
        for record in records:
            count += 1
            self.turn += record.kind == Kind.ANSWER_RECEIVED
        if count:
            logger.info("Interview restored from %d records", count, extra=self.ids())

    def came_in(self, received: float) -> None:
        """A message of the client, whose last byte came at this moment of the monotonic clock."""
        self._received = received

    def recorded(self, kind: str, data: Mapping[str, Any]) -> None:
        """Something durable happened."""
        match kind:
            case Kind.OPENED:
                self._metrics.session_opened()
                logger.info("Interview opened", extra=self.ids())
            case Kind.STARTED:
                self._metrics.session_started()
                self._timings.start_received(self._received)
                logger.info("Interview started", extra=self.ids())
            case Kind.ANSWER_RECEIVED:
                self.turn += 1
                self._timings.answer_received(self.turn, data["bytes"], self._received)
            case Kind.CANDIDATE_SAID:
                self._metrics.answer("recognised")
                logger.debug("candidate: %s", data["text"], extra=self.ids())
            case Kind.ANSWER_LOST:
                self._metrics.answer(data["reason"])
                self._timings.lost(data["reason"])
            case Kind.INTERVIEWER_SAID:
                self._said(data)
            case Kind.VOICELESS:
                self._timings.lost("voiceless")
            case Kind.ENDED:
                self._metrics.session_ended(data["reason"])
                logger.info("Interview ended: %s", data["reason"], extra=self.ids(reason=data["reason"]))

    def _said(self, data: Mapping[str, Any]) -> None:
        replaced = data.get("replaced")
        if replaced is not None:
            self._metrics.replaced(replaced)
        self._timings.said(data["move"], replaced)
        logger.debug("interviewer: %s", data["text"], extra=self.ids())

    def carries_out(self, effect: fx.Effect) -> None:
        """The core asks for something."""
        if isinstance(effect, fx.Generate):
            self._timings.generation_began()
        elif isinstance(effect, fx.ShowError):
            self._metrics.error(effect.code)
            now = time.monotonic()
            # Whoever sends junk gets an error for each piece, but not a line in the log.
            level = logging.DEBUG
            if now >= self._quiet_until:
                level, self._quiet_until = logging.INFO, now + ERROR_PAUSE_SECONDS
            logger.log(level, "The client is told of an error: %s", effect.code, extra=self.ids(code=effect.code))
            logger.debug("error %s: %s", effect.code, effect.message, extra=self.ids(code=effect.code))

    def note(self, message: Any) -> None:
        """An engine has answered."""
        self._timings.note(message)
        if isinstance(message, _FAILED):
            what, utterance = type(message).__name__, message.utterance
            logger.warning(
                "%s: %s", what, message.failure, extra=self.ids(failure=str(message.failure), utterance=utterance)
            )

    def delivered(self, receipt: Receipt) -> None:
        """Something was sent to the candidate."""
        self._timings.delivered(receipt)

    def failed(self) -> None:
        """A handler raised."""
        self._metrics.session_failed()

"""How the engines are: told by the worker actors, read by anyone."""

from __future__ import annotations

import logging
import threading

from actors.messages import EngineHealth, EngineState

logger = logging.getLogger(__name__)

NAMES = {
    "stt": "speech recognition",
    "llm": "the language model",
    "tts": "the voice",
    "decoder": "the audio decoder",
    "parser": "the resume reader",
}
NEEDED = ("decoder", "stt", "llm", "tts")
"""The engines without which no interview can be held; a resume is optional."""


class HealthBoard:
    """The newest health of each role's engine. All methods may be called from any thread.

    `hint` is the sentence that says what to do where a model is missing.
    """

    def __init__(self, hint: str = "") -> None:
        self.hint = hint
        self._lock = threading.Lock()
        self._engines: dict[str, EngineHealth] = {}
        self._storage = ""

    def report(self, health: EngineHealth) -> None:
        """Take note of a change."""
        was_ready = self.ready
        with self._lock:
            self._engines[health.role] = health
        if self.ready and not was_ready:
            logger.info("Ready: every engine has answered a trial, interviews can be held.")

    def storage(self, fault: str) -> None:
        """Nothing can be recorded, for this reason; "" when it can again."""
        self._storage = fault

    @property
    def storage_fault(self) -> str:
        """Why nothing can be recorded; "" if it can."""
        return self._storage

    def snapshot(self) -> tuple[EngineHealth, ...]:
        """All that is known, in the order of `NAMES`."""
        with self._lock:
            return tuple(self._engines[role] for role in NAMES if role in self._engines)

    @property
    def ready(self) -> bool:
        """Whether every engine has loaded and answered a trial, and records can be kept."""
        engines = {health.role: health.state for health in self.snapshot()}
        return not self._storage and all(engines.get(role) is EngineState.READY for role in NAMES)

    def unavailable(self) -> str | None:
        """Why no interview can be held now, as a sentence for the candidate; None if one can.

        An engine that is being restarted after a crash is no reason: requests wait for it.
        """
        engines = {health.role: health for health in self.snapshot()}
        states = {role: engines[role].state if role in engines else EngineState.STARTING for role in NEEDED}
        if EngineState.MISSING in states.values():
            return self.hint or "A model is missing on the server. Please tell whoever runs it."
        failed = [NAMES[role] for role in NEEDED if states[role] is EngineState.FAILED]
        if failed:
            return f"The server is not well: {_listed(failed)} cannot be started. Please tell whoever runs it."
        if self._storage:
            return "Interviews cannot be recorded at the moment. Please tell whoever runs the server, and try again."
        starting = [NAMES[role] for role in NEEDED if states[role] is EngineState.STARTING]
        if starting:
            return f"The interviewer is still getting ready ({_listed(starting)}). Please try again in a few seconds."
        return None


def _listed(names: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))

"""Keeps track of what the interviewer's voice has been asked to say, now or ahead of time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from intervue.interview.clauses import sentences
from intervue.interview.effects import CancelSpeech, Effect, FinishSpeech, HurrySpeech, Speak, Speech

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(slots=True)
class Utterance:
    """One piece of speech of the interviewer, on its way."""

    id: str
    text: str
    finished: bool = False
    """Whether the voice was told that no clause follows."""
    speech: Speech | None = None
    failed: bool = False


class Voicing:
    """The utterances that are being spoken, and at most one that is prepared for later."""

    def __init__(self, emit: Callable[[Effect], None], new_id: Callable[[], str]) -> None:
        self._emit = emit
        self._new_id = new_id
        self._current: dict[str, Utterance] = {}
        self._prepared: Utterance | None = None

    def get(self, utterance: str) -> Utterance | None:
        """The utterance with this id, if it is still wanted."""
        if self._prepared is not None and self._prepared.id == utterance:
            return self._prepared
        return self._current.get(utterance)

    def begin(self) -> Utterance:
        """An utterance whose clauses come one by one."""
        utterance = Utterance(self._new_id(), "")
        self._current[utterance.id] = utterance
        return utterance

    def add(self, utterance: Utterance, clause: str) -> None:
        """Say one more clause of it."""
        utterance.text = f"{utterance.text} {clause}".strip()
        self._emit(Speak(utterance.id, clause))

    def finish(self, utterance: Utterance) -> None:
        """No clause follows."""
        utterance.finished = True
        self._emit(FinishSpeech(utterance.id))

    def say(self, text: str) -> Utterance:
        """Say a whole text: the prepared utterance, if it has these words and has not failed."""
        prepared = self._prepared
        if prepared is not None and prepared.text == text and not prepared.failed:
            self._prepared = None
            self._current[prepared.id] = prepared
            if prepared.speech is None:
                self._emit(HurrySpeech(prepared.id))
            return prepared
        return self._whole(text, ahead=False)

    def prepare(self, text: str) -> None:
        """Say a text ahead of time, in place of what was prepared before."""
        prepared = self._prepared
        if prepared is not None:
            if prepared.text == text and not prepared.failed:
                return
            self._cancel(prepared)
        self._prepared = self._whole(text, ahead=True)

    def drop(self, utterance: Utterance) -> None:
        """It is not wanted any more, or has been heard."""
        if self._current.pop(utterance.id, None) is not None:
            self._cancel(utterance)

    def drop_all(self) -> None:
        """Nothing is wanted any more."""
        for utterance in (*self._current.values(), *filter(None, [self._prepared])):
            self._cancel(utterance)
        self._current.clear()
        self._prepared = None

    def _whole(self, text: str, *, ahead: bool) -> Utterance:
        utterance = Utterance(self._new_id(), text, finished=True)
        if not ahead:
            self._current[utterance.id] = utterance
        for sentence in sentences(text):
            self._emit(Speak(utterance.id, sentence, ahead))
        self._emit(FinishSpeech(utterance.id))
        return utterance

    def _cancel(self, utterance: Utterance) -> None:
        if utterance.speech is None and not utterance.failed:
            self._emit(CancelSpeech(utterance.id))

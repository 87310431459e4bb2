"""A synthesizer without a model: every word is a tone of 0.2 s, every piece has silence around it as a real voice's."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import numpy as np

from intervue.engines.base import EngineError, Pcm, Spoken, Synthesizer

if TYPE_CHECKING:
    from collections.abc import Iterator

WORD = 0.2
"""Seconds of tone per word."""


class ToneSynthesizer(Synthesizer):
    """Pieces are divided by "|". "silent" is a piece without sound, "broken" fails, "other" has another rate."""

    said: ClassVar[list[str]] = []
    """All texts that were really synthesised."""

    def __init__(self, rate: int = 22_050, missing: str = "") -> None:
        self._rate = rate
        self._missing = missing

    def load(self) -> None:
        if self._missing:
            raise EngineError(self._missing)

    def trial(self) -> None:
        list(self.speak("hello"))

    def speak(self, text: str) -> Iterator[Pcm | Spoken | None]:
        self.said.append(text)
        seconds = 0.0
        for piece in text.split("|"):
            if "broken" in piece:
                raise EngineError("The tone broke.")
            rate = 16_000 if "other" in piece else self._rate
            words = 0 if "silent" in piece else len(piece.split())
            time = np.arange(round(rate * WORD * words)) / rate
            edge = np.zeros(round(rate * 0.3))
            speech = np.concatenate([edge, 9_000 * np.sin(2 * np.pi * 300 * time), edge]).astype("<i2")
            seconds += len(speech) / rate
            yield Pcm(speech.tobytes(), rate)
        yield Spoken(seconds)

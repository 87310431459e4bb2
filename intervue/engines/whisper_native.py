"""Whisper's network without faster-whisper's own loop: several pieces at once, and no longer a window than they need.

Its encoder takes windows of 30 s in training, and faster-whisper always pads to them. Most of a short answer's
recognition was spent on that silence: 0.65 s of processor time for 30 s, 0.18 s for 15 (whisper-base). The position
encoding holds for any shorter window; without room after the last word the decoder loops, so `_ROOM` is kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Samples = NDArray[np.float32]

FRAMES_A_SECOND = 100
WHOLE = 3000
"""Frames of the window that the network was trained with."""
SHORTEST = 1500
"""Frames at least. Word errors of whisper-base on 66 clips, whole window and this one: plain speech 4.2 and 4.2 %,
jargon 15.5 and 17.0 % (with hints 7.3 and 7.3 %), noisy 12.0 and 10.6 %, people reading 0 and 0 %; with 1000 frames
people reading had 9 %."""
_ROOM = 500
"""Frames after the end of the speech; with none at all it repeats its last word until it is stopped."""
_STEP = 100


@dataclass(frozen=True, slots=True)
class Transcript:
    """The text of one piece; `logprob` is the mean per token, `compression` the zlib ratio of the text."""

    text: str
    logprob: float
    compression: float


class WhisperNetwork:
    """A loaded `faster_whisper.WhisperModel`, called directly. One thread at a time."""

    def __init__(self, model: Any, language: str, beam_size: int) -> None:
        from faster_whisper.tokenizer import Tokenizer  # noqa: PLC0415 - heavy, and only this process needs it
        from faster_whisper.transcribe import get_suppressed_tokens  # noqa: PLC0415 - as above

        self._model = model
        self._beam_size = beam_size
        self._tokenizer: Any = Tokenizer(
            model.hf_tokenizer, model.model.is_multilingual, task="transcribe", language=language
        )
        self._suppressed = get_suppressed_tokens(self._tokenizer, [-1])

    def hear(self, pieces: Sequence[Samples], hotwords: str | None, most_tokens: int, window: int) -> list[Transcript]:
        """Recognise pieces in one go: (n,) float32, -1..1, 16 kHz each, in a window of so many frames."""
        from faster_whisper.transcribe import get_compression_ratio  # noqa: PLC0415 - imported long since

        prompt = self._model.get_prompt(self._tokenizer, [], without_timestamps=True, hotwords=hotwords)
        features = np.stack([self._features(piece, window) for piece in pieces])
        found = self._model.model.generate(
            self._model.encode(features),
            [prompt] * len(pieces),
            beam_size=self._beam_size,
            max_length=min(self._model.max_length, len(prompt) + most_tokens),
            return_scores=True,
            suppress_blank=True,
            suppress_tokens=self._suppressed,
        )
        transcripts = []
        for result in found:
            tokens = result.sequences_ids[0]
            text = self._tokenizer.decode(tokens).strip()
            # As faster-whisper has it: the score is a mean without the token that ends the text.
            logprob = result.scores[0] * len(tokens) / (len(tokens) + 1)
            transcripts.append(Transcript(text, logprob, get_compression_ratio(text) if text else 0.0))
        return transcripts

    def _features(self, samples: Samples, window: int) -> NDArray[np.float32]:
        """The log-Mel spectrum, (bands, window)."""
        found = self._model.feature_extractor(samples)[:, :window]
        return np.pad(found, ((0, 0), (0, window - found.shape[1]))).astype(np.float32)


def window(samples: int, rate: int) -> int:
    """Frames of the window for the longest of some pieces, which has so many samples."""
    frames = -(-samples * FRAMES_A_SECOND // rate) + _ROOM
    return min(WHOLE, max(SHORTEST, -(-frames // _STEP) * _STEP))

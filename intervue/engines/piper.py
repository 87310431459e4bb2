"""Text to speech with Piper: a neural voice that runs many times faster than real time on a CPU."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from intervue.audio.clauses import split_for_voice
from intervue.audio.joints import pause_after, silence, trim_silence
from intervue.audio.lexicon import pronounce
from intervue.audio.speakable import speakable
from intervue.engines.base import BadInputError, EngineError, Pcm, Spoken, Synthesizer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray
    from piper import PiperVoice

MAX_PIECE = 160
"""Characters given to the voice at once: time and memory grow faster than the text (600 words: 45 s and 3.3 GB)."""
MAX_TEXT = 20_000
"""Characters of one request: twenty minutes of speech. Longer is a mistake of the caller."""
_LOUDNESS = 0.12
"""Root mean square of voiced speech, of full scale (-18 dB): loud, with room for its peaks."""
_CALIBRATION = "Hello, and welcome. What was the hardest part of that?"


class PiperSynthesizer(Synthesizer):
    """A Piper voice. Pieces of a clause come one by one, joined with pauses that fit their punctuation."""

    def __init__(self, model_path: str, threads: int = 1, length_scale: float = 1.5) -> None:
        """`model_path`: the .onnx file (its .onnx.json beside it). `length_scale`: over 1 is slower."""
        self._model_path = Path(model_path)
        self._threads = threads
        self._length_scale = length_scale
        self._voice: PiperVoice | None = None
        self._gain = 1.0

    def load(self) -> None:
        """Load the voice and level its loudness. Raises `EngineError` with a sentence that says what is wrong."""
        self._voice = _load_voice(self._model_path, self._threads)
        # Piper's own levelling goes by each piece's peak: "Good." came out twice as loud as a sentence.
        samples = np.concatenate(list(self._synthesize(_CALIBRATION)) or [np.zeros(1, np.float32)])
        voiced = samples[np.abs(samples) > 0.02 * float(np.abs(samples).max())]
        if not len(voiced):
            raise EngineError(f"The voice {self._model_path.name} makes no sound.")
        self._gain = _LOUDNESS / float(np.sqrt(np.mean(voiced**2)))

    def trial(self) -> None:
        """Say one short word. Raises `EngineError` if nothing comes."""
        if not any(isinstance(result, Pcm) and result.data for result in self.speak("Hello.")):
            raise EngineError(f"The voice {self._model_path.name} makes no sound.")

    def speak(self, text: str) -> Iterator[Pcm | Spoken | None]:
        """Say one clause, as a person would write it. Text without anything to say gives `Spoken(0)` alone.

        Raises `BadInputError` for text over `MAX_TEXT`, `EngineError` if the voice fails.
        """
        if len(text) > MAX_TEXT:
            raise BadInputError(f"A clause may have {MAX_TEXT:,} characters at most, not {len(text):,}.")
        seconds, pause = 0.0, 0.0
        for piece in split_for_voice(speakable(text), MAX_PIECE):
            for samples in self._synthesize(pronounce(piece)):
                rate = self._loaded().config.sample_rate
                loud = np.clip(samples * (self._gain * 32_767), -32_767, 32_767).astype("<i2").tobytes()
                speech = trim_silence(loud, rate)
                if not speech:
                    continue
                data = silence(pause, rate) + speech
                pause = pause_after(piece)
                seconds += len(data) / 2 / rate
                yield Pcm(data, rate)
        yield Spoken(seconds)

    def _synthesize(self, text: str) -> Iterator[NDArray[np.float32]]:
        from piper import SynthesisConfig  # noqa: PLC0415 - only the process that speaks pays for the import

        settings = SynthesisConfig(length_scale=self._length_scale, normalize_audio=False)
        try:
            for chunk in self._loaded().synthesize(text, settings):
                yield chunk.audio_float_array
        except Exception as error:
            # onnxruntime raises classes of its own, which share only Exception.
            raise EngineError(f"The voice failed: {type(error).__name__}: {error}.") from error

    def _loaded(self) -> PiperVoice:
        if self._voice is None:
            raise EngineError("The voice is not loaded.")
        return self._voice


def _load_voice(model_path: Path, threads: int) -> PiperVoice:
    """Build the voice by hand: `PiperVoice.load` has no way to say how many threads it may use."""
    import onnxruntime  # noqa: PLC0415 - only the process that speaks pays for the import
    from piper import PiperVoice  # noqa: PLC0415 - as above
    from piper.config import PiperConfig  # noqa: PLC0415 - as above

    settings_path = model_path.with_name(model_path.name + ".json")
    for path in (model_path, settings_path):
        if not path.is_file():
            raise EngineError(f"The voice file {path} is missing: run `make models`.")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    try:
        settings: dict[str, Any] = json.loads(settings_path.read_text(encoding="utf-8"))
        session = onnxruntime.InferenceSession(
            str(model_path), sess_options=options, providers=["CPUExecutionProvider"]
        )
        return PiperVoice(session=session, config=PiperConfig.from_dict(settings))
    except Exception as error:
        # A broken file fails in onnxruntime, in json or in piper, each with classes of its own.
        raise EngineError(f"The voice {model_path.name} cannot be loaded: {type(error).__name__}: {error}.") from error

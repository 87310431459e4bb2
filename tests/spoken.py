"""Speech for tests, by the local voice."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
import soxr

from tests.model_paths import model_path

if TYPE_CHECKING:
    from numpy.typing import NDArray


@cache
def _voice() -> Any:
    from piper import PiperVoice  # noqa: PLC0415 - only tests with models speak

    return PiperVoice.load(model_path("piper-en_US-joe-medium") / "en_US-joe-medium.onnx")


@cache
def say(text: str) -> NDArray[np.float32]:
    """`text` as (n,) float32, 16 kHz, at a human pace, the same in every run. It cannot be written to."""
    from piper import SynthesisConfig  # noqa: PLC0415 - see above

    voice = _voice()
    style = SynthesisConfig(length_scale=1.15, noise_scale=0.0, noise_w_scale=0.0)
    chunks = [chunk.audio_float_array for chunk in voice.synthesize(text, style)]
    speech: NDArray[np.float32] = soxr.resample(np.concatenate(chunks), voice.config.sample_rate, 16_000)
    speech = speech.astype(np.float32)
    speech.flags.writeable = False
    return speech

"""A minute of what is no speech, through the whole way from a recording to text: not one word may be invented."""

from __future__ import annotations

import io
import wave
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from intervue.audio.decode import to_pcm16
from intervue.engines.base import Final
from intervue.engines.decoder import AudioDecoder
from intervue.engines.whisper import WhisperTranscriber
from tests.engines.test_whisper import SENTENCE, word_errors
from tests.model_paths import model_path
from tests.spoken import say

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Sound = NDArray[np.float64]

RATE = 16_000
SECONDS = 60
TIME = np.arange(RATE * SECONDS) / RATE


def coloured(power: float, low: float = 0.0, high: float = RATE / 2) -> Sound:
    """Noise whose amplitude falls with the frequency to this power, between two frequencies in Hz; -1..1."""
    spectrum = np.fft.rfft(np.random.default_rng(7).normal(size=len(TIME)))
    frequencies = np.fft.rfftfreq(len(TIME), 1 / RATE)
    spectrum *= np.maximum(frequencies, 1.0) ** -power * ((frequencies >= low) & (frequencies <= high))
    sound = np.fft.irfft(spectrum, len(TIME))
    return np.asarray(sound / np.abs(sound).max())


def clicks() -> Sound:
    noise = coloured(0.0)
    sound, click = noise / 500, noise[:400] * np.exp(-np.arange(400) / 60)
    for start in np.random.default_rng(8).integers(0, len(TIME) - 400, 200):
        sound[start : start + 400] += click
    return sound


NOISES: dict[str, Callable[[], Sound]] = {
    "silence": lambda: np.zeros(len(TIME)),
    "white noise": lambda: coloured(0.0),
    "pink noise": lambda: coloured(0.5),
    "a fan": lambda: coloured(1.0) + 0.2 * np.sin(2 * np.pi * 117 * TIME),
    "mains hum": lambda: sum((np.sin(2 * np.pi * 50 * n * TIME) / n for n in (1, 2, 3, 5, 7)), np.zeros(len(TIME))) / 2,
    "keys and clicks": clicks,
    "breath": lambda: coloured(0.0, 300, 3_500) * np.clip(np.sin(2 * np.pi * TIME / 3.7), 0, 1) ** 2,
    "noise in the rhythm of speech": lambda: coloured(0.3, 200, 3_000) * (0.5 + 0.5 * np.sin(8 * np.pi * TIME)),
}


@pytest.fixture(scope="module")
def decoder() -> AudioDecoder:
    engine = AudioDecoder(max_seconds=120, max_bytes=10_000_000)
    engine.load()
    return engine


def through(decoder: AudioDecoder, sound: NDArray[Any]) -> bytes:
    """The speech that the decoder finds in a recording of this sound."""
    file = io.BytesIO()
    with wave.open(file, "wb") as writer:
        writer.setnchannels(1)
        writer.setsampwidth(2)
        writer.setframerate(RATE)
        writer.writeframes(to_pcm16(np.clip(sound, -1, 1).astype(np.float32)))
    (decoded,) = [result for result in decoder.decode(file.getvalue(), "wav") if result is not None]
    return decoded.pcm


@pytest.mark.parametrize("noise", NOISES)
def test_a_minute_without_speech_gives_the_recogniser_nothing_to_invent_from(decoder: AudioDecoder, noise: str) -> None:
    assert through(decoder, NOISES[noise]() * 0.1) == b""


@pytest.mark.models
@pytest.mark.parametrize(("loudness", "noise"), [(0.004, 0.0), (0.02, 0.001)], ids=["very quiet", "quiet, in noise"])
def test_quiet_speech_is_heard_all_the_same(decoder: AudioDecoder, loudness: float, noise: float) -> None:
    whisper = WhisperTranscriber(model_dir=str(model_path("whisper-base")), threads=2)
    whisper.load()
    speech = np.pad(say(SENTENCE), RATE) * loudness
    pcm = through(decoder, speech + coloured(0.0)[: len(speech)] * noise)
    *_, final = whisper.transcribe("u", pcm, ("Kafka", "Postgres"))
    assert isinstance(final, Final)
    assert word_errors(SENTENCE, final.text) <= 0.2, final.text
    whisper.close()

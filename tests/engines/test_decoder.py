"""The engine that reads recordings."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from intervue.audio.decode import from_pcm16
from intervue.engines.base import BadInputError, DecodedAudio, EngineError
from intervue.engines.decoder import AudioDecoder
from tests.audio.recordings import RATE, pcm16, record, tone, wav_bytes
from tests.model_paths import SAMPLES
from tests.spoken import say


@pytest.fixture(scope="module")
def decoder() -> AudioDecoder:
    engine = AudioDecoder(max_seconds=20, max_bytes=5_000_000)
    engine.load()
    return engine


def decoded(decoder: AudioDecoder, audio: bytes, label: str = "webm") -> DecodedAudio:
    (result,) = [result for result in decoder.decode(audio, label) if result is not None]
    return result


def test_a_loaded_decoder_answers_its_trial(decoder: AudioDecoder) -> None:
    decoder.trial()


def test_a_decoder_that_was_not_loaded_says_so() -> None:
    with pytest.raises(EngineError, match="not loaded"):
        AudioDecoder(max_seconds=1, max_bytes=1).trial()


def test_noise_gives_no_speech_and_keeps_its_length(decoder: AudioDecoder) -> None:
    noise = np.random.default_rng(0).normal(0, 0.1, RATE * 3).astype(np.float32)
    result = decoded(decoder, record("webm/opus", noise))
    assert (result.pcm, result.speech_seconds, result.format) == (b"", 0, "webm/opus")
    assert result.seconds == pytest.approx(3, abs=0.1)


def test_a_recording_without_a_single_sample_is_no_speech(decoder: AudioDecoder) -> None:
    assert decoded(decoder, wav_bytes(b"")) == DecodedAudio(b"", 0, 0, "wav/pcm_s16le")


@pytest.mark.parametrize(
    ("audio", "fault"),
    [
        (b"", "empty"),
        (b"hello", "no format that is understood"),
        (bytes(5_000_001), "at most 5,000,000 bytes"),
        (wav_bytes(bytes(16_000 * 2 * 21)), "at most 20 seconds"),
    ],
)
def test_a_bad_recording_is_the_senders_fault_and_named(decoder: AudioDecoder, audio: bytes, fault: str) -> None:
    with pytest.raises(BadInputError, match=fault):
        decoded(decoder, audio)


def test_a_refused_recording_leaves_the_decoder_well(decoder: AudioDecoder) -> None:
    with pytest.raises(BadInputError):
        decoded(decoder, b"junk")
    decoder.trial()


def test_a_long_recording_can_be_cancelled_between_steps(decoder: AudioDecoder) -> None:
    steps = decoder.decode(wav_bytes(pcm16(tone(18, rate=16_000))), "wav")
    assert [next(steps) for _ in range(5)] == [None] * 5
    steps.close()  # type: ignore[attr-defined]  # an iterator to its callers, a generator to its host
    decoder.trial()


def test_reading_recordings_loads_no_recogniser() -> None:
    code = "import sys, intervue.engines.decoder as d; e = d.AudioDecoder(max_seconds=9, max_bytes=9); e.load(); "
    code += "print(*({'faster_whisper', 'ctranslate2', 'vosk', 'pymupdf'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "", "")


@pytest.mark.models
@pytest.mark.parametrize("kind", ["webm/opus", "ogg/opus", "mp4/aac", "fragmented mp4/aac", "mp3/mp3", "wav/pcm_s16le"])
def test_speech_is_kept_and_long_pauses_are_shortened(decoder: AudioDecoder, kind: str) -> None:
    speech = np.concatenate((np.pad(say("I lead a small team."), 32_000), np.pad(say("We build bridges."), 48_000)))
    result = decoded(decoder, record(kind, speech, 16_000), "ogg")
    assert result.seconds == pytest.approx(len(speech) / 16_000, abs=0.1)
    spoken = (len(say("I lead a small team.")) + len(say("We build bridges."))) / 16_000
    assert spoken - 0.9 < result.speech_seconds <= spoken  # the voice leaves some silence around its sentences
    assert len(result.pcm) / 32_000 == pytest.approx(result.speech_seconds + 4 * 0.4, abs=0.3)


@pytest.mark.models
def test_very_quiet_speech_comes_out_at_a_level_that_can_be_recognised(decoder: AudioDecoder) -> None:
    quiet = np.pad(say("I lead a small team."), 8_000) * np.float32(0.003)
    result = decoded(decoder, wav_bytes(pcm16(quiet)))
    assert result.speech_seconds > 0.8
    assert np.abs(from_pcm16(result.pcm)).max() > 0.05


def test_the_voices_of_real_people_are_kept(decoder: AudioDecoder) -> None:
    if not (SAMPLES / "speech").is_dir():
        pytest.skip("the sample recordings are not beside the repository; the tests above need none")
    for path in sorted((SAMPLES / "speech").glob("*.wav")):
        result = decoded(decoder, path.read_bytes(), "wav")
        assert (result.speech_seconds > 0.5) == (path.name != "noise.wav"), path.name

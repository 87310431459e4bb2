"""(e) How well and how quickly the recognisers understand, and what they hear where nobody speaks."""

from __future__ import annotations

import io
import re
import statistics
import time
import wave
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import soxr

from intervue.engines.base import DecodedAudio, EngineError, Final
from intervue.engines.decoder import AudioDecoder
from intervue.engines.piper import PiperSynthesizer
from intervue.engines.whisper import WhisperTranscriber
from intervue.models.select import select_models
from intervue.rehearse.script import speak
from intervue.rehearse.sound import RATE, encode
from intervue.settings import load_settings, threads
from scripts.bench.jargon import NOISE, READ, SPOKEN, TERMS, hints
from scripts.bench.parts import CannotMeasureError
from scripts.bench.sheet import Sheet

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from intervue.rehearse.sound import Samples
    from intervue.settings import Settings

TITLE = "the recogniser"
MODELS = ("whisper-base", "whisper-tiny.en")
QUIET_SECONDS = 60
DIGITS = dict(enumerate(("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")))
_FULL_SCALE = 32_767


@dataclass(frozen=True, slots=True)
class Clip:
    """A recording and what is said in it ("" for nothing)."""

    audio: bytes
    words: str


@dataclass(frozen=True, slots=True)
class Heard:
    """What was made of a clip, and how long decoding and recognition took, in seconds."""

    text: str
    seconds: float
    decoding: float
    recognition: float


class Ear:
    """A decoder and a recogniser, as the server has them."""

    def __init__(self, folder: Path, settings: Settings) -> None:
        """Raises `EngineError` if the model cannot be loaded."""
        self._decoder = AudioDecoder(max_seconds=settings.answer_max_seconds, max_bytes=settings.message_max_bytes)
        self._whisper = WhisperTranscriber(
            model_dir=str(folder), threads=threads(settings.stt_threads), beam_size=settings.stt_beam_size
        )
        for engine in (self._decoder, self._whisper):
            engine.load()
            engine.trial()

    def hear(self, clip: Clip, words: Sequence[str]) -> Heard:
        """Recognise one clip."""
        began = time.perf_counter()
        *_, decoded = self._decoder.decode(clip.audio, "webm")
        if not isinstance(decoded, DecodedAudio):
            raise CannotMeasureError("The decoder gave nothing.")
        decoding = time.perf_counter()
        text = ""
        if decoded.pcm:
            *_, final = self._whisper.transcribe("bench", decoded.pcm, words)
            text = final.text if isinstance(final, Final) else ""
        return Heard(text, decoded.seconds, decoding - began, time.perf_counter() - decoding)

    def close(self) -> None:
        """Free the model."""
        self._whisper.close()


def add_options(parser: Any) -> None:
    """The options of this part."""
    parser.add_argument(
        "--samples", type=Path, help="folder of read sentences (read_1.wav, digits.wav, noise.wav, ...)"
    )


def run(options: argparse.Namespace) -> dict[str, Any]:
    """Measure. Raises `CannotMeasureError` where there is no voice or no Whisper."""
    settings = load_settings()
    installed = [name for name in MODELS if (settings.models_dir / name).is_dir()]
    models = select_models(settings)
    if not installed or models.tts is None:
        raise CannotMeasureError("This needs a Whisper and a voice: run `make models`.")
    speech = {"jargon in the local voice": spoken(models.tts.path)}
    read = recorded(options.samples)
    if read:
        speech["people reading"] = read
    silence = quiet(options.samples)
    result: dict[str, Any] = {"models": {}, "samples": bool(read), "beam": settings.stt_beam_size}
    for name in installed:
        try:
            ear = Ear(settings.models_dir / name, settings)
        except EngineError as error:
            raise CannotMeasureError(str(error)) from error
        found: dict[str, Any] = {"speech": {}, "invented": {}}
        result["models"][name] = found
        for words, label in (((), "without hints"), (hints(), "with hints")):
            for kind, clips in speech.items():
                found["speech"][f"{kind}, {label}"] = errors(clips, [ear.hear(clip, words) for clip in clips])
            for kind, clip in silence.items():
                found["invented"][f"{kind}, {label}"] = len(plain(ear.hear(clip, words).text).split())
        ear.close()
    return result


def spoken(voice: Path) -> list[Clip]:
    """`SPOKEN` by the local voice, at a human pace, with half a second of silence around."""
    synthesizer = PiperSynthesizer(str(voice), threads=1, length_scale=1.25)
    synthesizer.load()
    edge = np.zeros(RATE // 2, np.int16)
    return [Clip(encode(np.concatenate([edge, speak(synthesizer, text), edge]), "webm"), text) for text in SPOKEN]


def recorded(folder: Path | None) -> list[Clip]:
    """The recordings of people, those that are there."""
    paths = {name: folder / f"{name}.wav" for name in READ} if folder else {}
    return [Clip(path.read_bytes(), READ[name]) for name, path in paths.items() if path.is_file()]


def quiet(folder: Path | None) -> dict[str, Clip]:
    """A minute each in which nobody speaks."""
    generator = np.random.default_rng(7)
    count = RATE * QUIET_SECONDS
    white = generator.standard_normal(count)
    rumble = np.cumsum(white - white.mean())
    hum = np.sin(2 * np.pi * 50 * np.arange(count) / RATE) + 0.1 * generator.standard_normal(count)
    found = {
        "silence": np.zeros(count),
        "white noise": white,
        "rumble": rumble - np.convolve(rumble, np.ones(801) / 801, "same"),
        "hum": hum,
    }
    clips = {name: Clip(encode(_level(samples), "webm"), "") for name, samples in found.items()}
    path = folder / f"{NOISE}.wav" if folder else None
    if path is not None and path.is_file():
        clips["recorded noise"] = Clip(encode(_repeated(path, count), "webm"), "")
    return clips


def _level(samples: np.ndarray[Any, Any]) -> Samples:
    """At -26 dBFS, a loud room; silence stays silent."""
    power = float(np.sqrt(np.mean(samples**2)))
    return np.asarray(np.clip(samples / (power or 1.0) * 0.05, -1, 1) * _FULL_SCALE, dtype=np.int16)


def _repeated(path: Path, count: int) -> Samples:
    with wave.open(io.BytesIO(path.read_bytes())) as file:
        samples = np.frombuffer(file.readframes(file.getnframes()), "<i2").astype(np.int16)
        rate = file.getframerate()
    return np.resize(np.asarray(soxr.resample(samples, rate, RATE), dtype=np.int16), count)


def plain(text: str) -> str:
    """As it is compared: lower case, no punctuation, digits one by one: "90210" is as good as its words."""
    text = re.sub(r"(?<![a-z])\d+", lambda number: " ".join(DIGITS[int(digit)] for digit in number[0]), text.lower())
    return " ".join(re.sub(r"[^a-z0-9 ]", " ", text).replace(" oh ", " zero ").split())


def errors(clips: Sequence[Clip], heard: Sequence[Heard]) -> dict[str, Any]:
    """Word error rate, terms that are right, and times of some clips."""
    import jiwer  # noqa: PLC0415 - only this part needs it

    expected, found = [plain(clip.words) for clip in clips], [plain(it.text) for it in heard]
    pairs = list(zip(expected, found, strict=True))
    said = {term: [text for words, text in pairs if term in words] for term in map(plain, TERMS)}
    wanted = {term: texts for term, texts in said.items() if texts}
    audio = sum(it.seconds for it in heard)
    return {
        "clips": len(clips),
        "audio_seconds": round(audio, 1),
        "word_errors": round(float(jiwer.wer(expected, found)), 4),
        "terms": len(wanted),
        "terms_right": sum(all(term in text for text in texts) for term, texts in wanted.items()),
        "recognition_median": round(statistics.median(it.recognition for it in heard), 3),
        "real_time_factor": round(sum(it.decoding + it.recognition for it in heard) / audio, 3),
    }


def table(result: dict[str, Any]) -> list[Sheet]:
    """Errors and speed, then what was invented."""
    rows: list[tuple[str, ...]] = []
    invented: list[tuple[str, ...]] = []
    for name, found in result["models"].items():
        for label, it in found["speech"].items():
            terms = f"{it['terms_right']} of {it['terms']}" if it["terms"] else "-"
            cells = (
                f"{it['word_errors']:.1%}",
                terms,
                f"{it['recognition_median']:.2f}",
                f"{it['real_time_factor']:.2f}",
            )
            rows.append((f"{name}: {label}", str(it["clips"]), *cells))
        worst = ", ".join(f"{label}: {words}" for label, words in found["invented"].items() if words)
        invented.append((name, str(len(found["invented"])), str(sum(found["invented"].values())), worst or "-"))
    left_out = () if result["samples"] else ("Read sentences were left out: no `--samples` was given.",)
    columns = ("speech", "clips", "word errors", "terms right", "recognition, median s", "real-time factor")
    return [
        Sheet(
            f"Word errors and speed (beam {result['beam']})",
            columns,
            rows,
            ("Real-time factor: decoding and recognition, of the recordings' length.", *left_out),
        ),
        Sheet(
            f"Words heard where nobody speaks, {QUIET_SECONDS} s each (aim: 0)",
            ("recogniser", "recordings", "words", "where"),
            invented,
        ),
    ]

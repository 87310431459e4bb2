"""How well and how quickly the recognisers understand, on this machine.

    python scripts/bench_recognizers.py [--models DIR] [--samples DIR] [--beams 1 5] [--threads 2] [--repeat 5]

Word error rates over sentences with jargon spoken by the local voice, with and without hints, and over a folder of
read sentences where there is one (named and worded as in `READ`); then the time from a browser's recording
of 8 seconds to its text, stage by stage. The hints are what an interview would give: the terms that occur among
others that do not.
"""

from __future__ import annotations

import argparse
import io
import os
import re
import statistics
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import av
import jiwer
import numpy as np
import soxr
from rich.console import Console
from rich.table import Table

from intervue.audio.decode import from_pcm16
from intervue.engines.base import DecodedAudio, Final
from intervue.engines.decoder import AudioDecoder
from intervue.engines.whisper import WhisperTranscriber

if TYPE_CHECKING:
    from numpy.typing import NDArray

REPOSITORY = Path(__file__).resolve().parent.parent
RATE = 16_000
MODELS = ("whisper-base", "whisper-tiny.en")
VOICE = "piper-en_US-joe-medium"

SPOKEN = (
    "I worked on the payments team and we moved our message queue from RabbitMQ to Kafka because latency was too high.",
    "We kept the session tokens in Redis and the orders in Postgres, and every write had to be idempotent.",
    "My job was to write the Terraform modules and the Kubernetes manifests for the staging cluster.",
    "The p99 latency went down to 40 milliseconds after we added an index and rewrote the query.",
    "I used PyTorch and scikit-learn to train a classifier that found duplicate invoices.",
    "In my last role I was the charge nurse on a ward with 14 beds, and I trained two new colleagues.",
    "We had a conflict about the deadline, so I invited everybody to talk, and we agreed on a smaller scope.",
    "I wrote the GraphQL gateway in TypeScript, and my colleague wrote the gRPC services in Go.",
)
TERMS = (
    "RabbitMQ", "Kafka", "Redis", "Postgres", "idempotent", "Terraform", "Kubernetes", "p99", "PyTorch",
    "scikit-learn", "GraphQL", "TypeScript", "gRPC",
)  # fmt: skip
OTHERS = (
    "Jenkins", "Grafana", "Elasticsearch", "Spring Boot", "MongoDB", "React", "Webpack", "Figma", "Snowflake",
    "Airflow", "Spark", "Hadoop", "Salesforce", "Jira", "Datadog", "Ansible",
)  # fmt: skip
READ = {
    "read_1": "the child almost hurt the small dog",
    "read_2": "drop the two when you add the figures",
    "read_3": "at that high level the air is pure",
    "read_4": "a thin stripe runs down the middle",
    "read_5": "sunday is the best part of the week",
    "digits": "one zero zero zero one nine oh two one oh zero one eight zero three",
    "hello_world": "hello world",
}
HINTS = tuple(hint for pair in zip(TERMS, OTHERS, strict=False) for hint in pair) + OTHERS[len(TERMS) :]
DIGITS = dict(enumerate(("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")))


@dataclass(frozen=True, slots=True)
class Clip:
    """Speech and what is said in it."""

    audio: bytes
    words: str


def main() -> None:
    """Measure and print."""
    arguments = _arguments()
    console = Console(width=110)
    decoder = AudioDecoder(max_seconds=300, max_bytes=50_000_000)
    decoder.load()
    spoken = [Clip(_webm(samples), words) for samples, words in zip(_say(arguments.models), SPOKEN, strict=True)]
    read = _read(arguments.samples)
    errors = Table("model", "beam", "speech", "hints", "word errors", "terms right", "median s", "x real time")
    stages = Table("model", "beam", "hints", "decode + VAD s", "recognition s", "sum: median s", "longest s")
    for name in MODELS:
        if not (arguments.models / name).is_dir():
            console.print(f"{name} is not in {arguments.models}: left out.")
            continue
        for beam in arguments.beams:
            whisper = WhisperTranscriber(
                model_dir=str(arguments.models / name), threads=arguments.threads, beam_size=beam
            )
            whisper.load()
            whisper.trial()
            for hints in ((), HINTS):
                for speech, clips in (("local voice, jargon", spoken), ("people reading", read)):
                    if clips:
                        row = _word_errors(decoder, whisper, clips, hints)
                        errors.add_row(name, str(beam), speech, str(len(hints)), *row)
                row = _stages(decoder, whisper, spoken, hints, arguments.repeat)
                stages.add_row(name, str(beam), str(len(hints)), *row)
            whisper.close()
    console.print(errors)
    console.print("From a webm recording of 8 s to its text:")
    console.print(stages)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Word error rates and speed of the recognisers.")
    models = Path(os.environ.get("INTERVUE_MODELS_DIR") or REPOSITORY / "models")
    parser.add_argument("--models", type=Path, default=models, help="folder of the installed models")
    parser.add_argument("--samples", type=Path, help="folder with read sentences (read_1.wav, digits.wav, ...)")
    parser.add_argument("--beams", type=int, nargs="+", default=[1, 5], help="beam sizes to try")
    parser.add_argument("--threads", type=int, default=2, help="threads of the recogniser")
    parser.add_argument("--repeat", type=int, default=5, help="how often the 8 s recording is recognised")
    return parser.parse_args()


def _say(models: Path) -> list[NDArray[np.float32]]:
    """`SPOKEN` by the local voice at a human pace, each (n,) float32, 16 kHz, with half a second of silence around."""
    from piper import PiperVoice, SynthesisConfig  # noqa: PLC0415 - `--help` answers without it

    voice: Any = PiperVoice.load(models / VOICE / "en_US-joe-medium.onnx")
    style = SynthesisConfig(length_scale=1.15, noise_scale=0.0, noise_w_scale=0.0)  # the same in every run
    said = []
    for text in SPOKEN:
        chunks = [chunk.audio_float_array for chunk in voice.synthesize(text, style)]
        speech = soxr.resample(np.concatenate(chunks), voice.config.sample_rate, RATE)
        said.append(np.pad(speech, RATE // 2).astype(np.float32))
    return said


def _read(folder: Path | None) -> list[Clip]:
    if folder is None:
        return []
    found = {name: folder / f"{name}.wav" for name in READ}
    return [Clip(path.read_bytes(), READ[name]) for name, path in found.items() if path.is_file()]


def _webm(samples: NDArray[np.float32]) -> bytes:
    target = io.BytesIO()
    with av.open(target, "w", format="webm") as container:
        stream = container.add_stream("libopus", rate=RATE, layout="mono")
        frame = av.AudioFrame.from_ndarray(samples[None, :], format="flt", layout="mono")
        frame.sample_rate = RATE
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return target.getvalue()


def _decode(decoder: AudioDecoder, audio: bytes) -> DecodedAudio:
    return next(result for result in decoder.decode(audio, "webm") if result is not None)


def _hear(whisper: WhisperTranscriber, pcm: bytes, hints: tuple[str, ...]) -> str:
    *_, final = whisper.transcribe("bench", pcm, hints)
    return final.text if isinstance(final, Final) else ""


def _plain(text: str) -> str:
    """As it is compared: lower case, no punctuation, digits one by one: "90210" is as good as its words."""
    text = re.sub(r"(?<![a-z])\d+", lambda number: " ".join(DIGITS[int(digit)] for digit in number[0]), text.lower())
    return " ".join(re.sub(r"[^a-z0-9 ]", " ", text).replace(" oh ", " zero ").split())


def _word_errors(
    decoder: AudioDecoder, whisper: WhisperTranscriber, clips: list[Clip], hints: tuple[str, ...]
) -> tuple[str, str, str, str]:
    expected, heard, seconds, times = [], [], 0.0, []
    for clip in clips:
        decoded = _decode(decoder, clip.audio)
        began = time.perf_counter()
        heard.append(_plain(_hear(whisper, decoded.pcm, hints)))
        times.append(time.perf_counter() - began)
        seconds += decoded.seconds
        expected.append(_plain(clip.words))
    there = [
        (term, text) for term in map(_plain, TERMS) for said, text in zip(expected, heard, strict=True) if term in said
    ]
    right = sum(term in text for term, text in there)
    return (
        f"{jiwer.wer(expected, heard):.1%}",
        f"{right} of {len(there)}" if there else "-",
        f"{statistics.median(times):.2f}",
        f"{sum(times) / seconds:.2f}",
    )


def _stages(
    decoder: AudioDecoder, whisper: WhisperTranscriber, clips: list[Clip], hints: tuple[str, ...], repeat: int
) -> tuple[str, str, str, str]:
    whole = np.concatenate([from_pcm16(_decode(decoder, clip.audio).pcm) for clip in clips[:2]])[: 8 * RATE]
    audio = _webm(whole)
    decoding, recognition = [], []
    for _ in range(repeat):
        began = time.perf_counter()
        decoded = _decode(decoder, audio)
        decoding.append(time.perf_counter() - began)
        _hear(whisper, decoded.pcm, hints)
        recognition.append(time.perf_counter() - began - decoding[-1])
    sums = [one + other for one, other in zip(decoding, recognition, strict=True)]
    figures = (statistics.median(decoding), statistics.median(recognition), statistics.median(sums), max(sums))
    first, second, third, fourth = (f"{figure:.2f}" for figure in figures)
    return first, second, third, fourth


if __name__ == "__main__":
    main()

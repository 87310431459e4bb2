"""Sound as the rehearsal handles it: 16-bit mono samples at one rate, and the files it comes and goes in."""

from __future__ import annotations

import io
import wave
from typing import TYPE_CHECKING, Literal

import av
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Samples = NDArray[np.int16]

RATE = 24_000
"""Sampling rate of all sound in the rehearsal, in Hz."""
_OPUS_RATE = 48_000

AnswerFormat = Literal["webm", "wav"]


class UnreadableSoundError(ValueError):
    """The bytes are no sound that can be decoded. The message says why."""


def decode(data: bytes, container: str | None = None) -> Samples:
    """Decode a whole file to (samples,) int16 at `RATE`. `container` forces what it must be ("mp3").

    Raises `UnreadableSoundError`, also where only a part of it is damaged.
    """
    pieces: list[Samples] = []
    try:
        with av.open(io.BytesIO(data), "r", format=container) as file:
            resampler = av.AudioResampler(format="s16", layout="mono", rate=RATE)
            for packet in file.demux(file.streams.audio[0]):
                for frame in packet.decode():
                    pieces.extend(out.to_ndarray()[0] for out in resampler.resample(frame))
            pieces.extend(out.to_ndarray()[0] for out in resampler.resample(None))
    except (av.FFmpegError, IndexError, ValueError) as error:
        raise UnreadableSoundError(f"it cannot be decoded ({error})") from error
    if not pieces:
        raise UnreadableSoundError("it holds no sound at all")
    return np.concatenate(pieces)


def seconds(samples: Samples) -> float:
    """How long it lasts."""
    return len(samples) / RATE


def loudest_dbfs(samples: Samples, window_seconds: float = 0.1) -> float:
    """Level of the loudest window, in dB below full scale; minus infinity for digital silence."""
    window = int(RATE * window_seconds)
    padded = np.pad(samples, (0, -len(samples) % window)).astype(np.float64) / 32_768
    power = float(np.max(np.mean(padded.reshape(-1, window) ** 2, axis=1), initial=0.0))
    return float(10 * np.log10(power)) if power else float("-inf")


def encode(samples: Samples, form: AnswerFormat) -> bytes:
    """A recording as a browser's microphone would hand it in: WebM with Opus, or WAV."""
    return _webm(samples) if form == "webm" else wav(samples)


def wav(samples: Samples) -> bytes:
    """A WAV file."""
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes(samples.astype("<i2").tobytes())
    return file.getvalue()


def _webm(samples: Samples) -> bytes:
    file = io.BytesIO()
    with av.open(file, "w", format="webm") as out:
        stream = out.add_stream("libopus", rate=_OPUS_RATE)
        stream.layout = "mono"
        stream.bit_rate = 64_000
        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(samples).reshape(1, -1), format="s16", layout="mono")
        frame.sample_rate = RATE
        resampler = av.AudioResampler(format="s16", layout="mono", rate=_OPUS_RATE, frame_size=_OPUS_RATE // 50)
        for piece in [*resampler.resample(frame), *resampler.resample(None)]:
            out.mux(stream.encode(piece))
        out.mux(stream.encode(None))
    return file.getvalue()

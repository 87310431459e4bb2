"""Recordings as browsers and recorders make them, for tests."""

from __future__ import annotations

import io
import struct
from typing import TYPE_CHECKING

import av
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

RATE = 48_000
FRAGMENTED = {"movflags": "frag_keyframe+empty_moov+default_base_moof", "frag_duration": "1000000"}
"""How Safari's recorder writes mp4: the index comes in pieces, the file may end at any time."""

CONTAINERS: dict[str, tuple[str, str, dict[str, str]]] = {
    "webm/opus": ("webm", "libopus", {}),
    "ogg/opus": ("ogg", "libopus", {}),
    "ogg/vorbis": ("ogg", "vorbis", {}),
    "mp4/aac": ("mp4", "aac", {}),
    "fragmented mp4/aac": ("mp4", "aac", FRAGMENTED),
    "aac/aac": ("adts", "aac", {}),
    "mp3/mp3": ("mp3", "libmp3lame", {}),
    "flac/flac": ("flac", "flac", {}),
    "wav/pcm_s16le": ("wav", "pcm_s16le", {}),
    "wav/pcm_f32le": ("wav", "pcm_f32le", {}),
    "wav/pcm_s24le": ("wav", "pcm_s24le", {}),
    "wav/pcm_u8": ("wav", "pcm_u8", {}),
    "wav/pcm_mulaw": ("wav", "pcm_mulaw", {}),
}


def tone(seconds: float, hertz: float = 440.0, rate: int = RATE) -> NDArray[np.float32]:
    """A sine at -10 dBFS peak, (n,) float32."""
    return (0.316 * np.sin(2 * np.pi * hertz * np.arange(round(seconds * rate)) / rate)).astype(np.float32)


def record(
    kind: str, samples: NDArray[np.float32], rate: int = RATE, layout: str = "mono", **codec_options: str
) -> bytes:
    """`samples` as a file of one of `CONTAINERS`: (n,) float32, or (n * channels,) for another layout than mono."""
    container_format, codec, options = CONTAINERS[kind]
    target = io.BytesIO()
    encoded = "stereo" if codec == "vorbis" else layout  # FFmpeg's own Vorbis encoder knows nothing else
    with av.open(target, "w", format=container_format, options=options) as container:
        stream = container.add_stream(codec, rate=rate, layout=encoded, options={"strict": "-2", **codec_options})
        assert isinstance(stream, av.AudioStream)
        channels = av.AudioLayout(layout).nb_channels
        for start in range(0, len(samples) // channels, rate):
            part = samples[None, start * channels : (start + rate) * channels]
            frame = av.AudioFrame.from_ndarray(part, format="flt", layout=layout)
            frame.sample_rate = rate
            frame.pts = start
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return target.getvalue()


def wav_bytes(
    data: bytes, *, rate: int = 16_000, channels: int = 1, bits: int = 16, code: int = 1, stated: int | None = None
) -> bytes:
    """A WAV file whose header says what it is told to: `code` 1 is integers, 3 floats; `stated` is the data's size."""
    size = len(data) if stated is None else stated
    align = max(1, channels * bits // 8)
    fmt = struct.pack("<HHIIHH", code, channels, rate, min(rate * align, 0xFFFFFFFF), align, bits)
    head = b"WAVEfmt " + struct.pack("<I", len(fmt)) + fmt + b"data" + struct.pack("<I", size)
    return b"RIFF" + struct.pack("<I", min(size + 36, 0xFFFFFFFF)) + head + data


def pcm16(samples: NDArray[np.float32]) -> bytes:
    """16-bit little-endian."""
    return (samples * 32767).astype("<i2").tobytes()


def silent_film() -> bytes:
    """An mp4 file with a picture and no sound."""
    target = io.BytesIO()
    with av.open(target, "w", format="mp4") as container:
        stream = container.add_stream("mpeg4", rate=10)
        assert isinstance(stream, av.VideoStream)
        stream.width = stream.height = 16
        for _ in range(10):
            container.mux(stream.encode(av.VideoFrame.from_ndarray(np.zeros((16, 16, 3), dtype=np.uint8))))
        container.mux(stream.encode(None))
    return target.getvalue()

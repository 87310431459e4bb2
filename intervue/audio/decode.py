"""Recordings of every container a browser makes, as 16 kHz mono speech.

The bytes decide what a recording is, never its label. The container's format is then forced, and it is read from
memory only, so that a file can name no other file and no address (playlists, concatenations).
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import av
import numpy as np
import soxr

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from av.audio.frame import AudioFrame
    from av.audio.stream import AudioStream
    from av.container import InputContainer
    from numpy.typing import NDArray

    Samples = NDArray[np.float32]

RATE = 16_000
"""Sampling rate of everything that is returned, in Hz."""

ALLOWED = "webm, ogg, mp4 (m4a), wav, mp3, aac and flac"

_CODECS = frozenset({"opus", "vorbis", "aac", "mp3", "flac", "alac", "pcm_alaw", "pcm_mulaw"})
_DECODERS = (
    "opus,libopus,vorbis,libvorbis,aac,mp3,mp3float,flac,alac,pcm_alaw,pcm_mulaw,pcm_u8,pcm_s16le,pcm_s16be,"
    "pcm_s24le,pcm_s24be,pcm_s32le,pcm_s32be,pcm_f32le,pcm_f32be,pcm_f64le,pcm_f64be"
)
"""No other decoder of FFmpeg's is started, whatever a file asks for (a video track, a cover picture)."""
_SYNC_WORD, _LAYER_ADTS, _LAYER_3, _VERSION_RESERVED = 0x7FF, 0, 1, 1  # ISO 11172-3 2.4.2.3; ADTS: ISO 13818-7 6.2
_LOWEST_RATE, _HIGHEST_RATE = 4_000, 384_000
_MOST_CHANNELS = 7  # from 8 planes on, PyAV reads beyond the end of a frame's list of planes: SIGSEGV
_PADDING = 0.1  # seconds that an encoder may add to fill its last frame
_STEP_SECONDS = 2.0  # of audio per step: some 10 ms of work, so that a cancel is heard


class UndecodableAudioError(ValueError):
    """The bytes are no recording that can be used. The message is a sentence for the person who sent them."""


class RecordingTooLongError(UndecodableAudioError):
    """The recording holds more seconds than are allowed."""


@dataclass(frozen=True, slots=True)
class Recording:
    """A decoded recording: `samples` is (n,) float32, -1..1, mono, 16 kHz; `format` is container/codec."""

    samples: NDArray[np.float32]
    format: str

    @property
    def seconds(self) -> float:
        """Length in seconds."""
        return len(self.samples) / RATE


def decode(audio: bytes, *, max_seconds: float, label: str = "") -> Recording:
    """Decode a whole recording; see `decode_in_steps`."""
    steps = decode_in_steps(audio, max_seconds=max_seconds, label=label)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            recording: Recording = end.value
            return recording


def decode_in_steps(audio: bytes, *, max_seconds: float, label: str = "") -> Generator[None, None, Recording]:
    """Decode a recording, giving way every two seconds of audio. The generator's return value is the `Recording`.

    A file that was cut off gives what can be decoded; one without a single sample of sound is empty, not an error.
    Decoding stops as soon as more than `max_seconds` have come out, whatever the header states. `label` is what the
    sender called it, for the message only. Raises `UndecodableAudioError`.
    """
    container_name, demuxer = sniff(audio, label)
    options = {"codec_whitelist": _DECODERS, "protocol_whitelist": "none"}
    try:
        container = av.open(io.BytesIO(audio), mode="r", format=demuxer, options=options, metadata_errors="ignore")
    except (av.FFmpegError, ValueError) as error:
        raise UndecodableAudioError(
            f"The {container_name} recording is damaged or cut off: {_reason(error)}."
        ) from error
    with container:
        stream = _audio_stream(container, container_name)
        blocks: list[Samples] = []
        collector = _Mono16k()
        told = 0.0
        for frame in _frames(container, stream, container_name):
            blocks.append(collector.add(frame))
            if collector.seconds > max_seconds + _PADDING:
                raise RecordingTooLongError(
                    f"The recording is too long: at most {max_seconds:g} seconds are allowed in one answer."
                )
            if collector.seconds - told >= _STEP_SECONDS:
                told = collector.seconds
                yield
        blocks.append(collector.flush())
        codec = stream.codec_context.codec.canonical_name
    return Recording(np.concatenate(blocks), f"{container_name}/{codec}")


def sniff(audio: bytes, label: str = "") -> tuple[str, str]:
    """What the bytes are: (name for people, name of FFmpeg's demuxer). Raises `UndecodableAudioError`."""
    if not audio:
        raise UndecodableAudioError("The recording is empty (0 bytes).")
    head = audio[:64]
    if head.startswith(b"ID3"):  # an ID3v2 tag may stand before MP3, AAC and FLAC; its size is 4 x 7 bits
        size = sum((byte & 0x7F) << shift for byte, shift in zip(audio[6:10], (21, 14, 7, 0), strict=False))
        head = audio[10 + size : 10 + size + 64] or b"\xff\xfb"
    found = _by_magic(head)
    if found is not None:
        return found
    if head.startswith(b"\x1f\x43\xb6\x75"):
        raise UndecodableAudioError("The recording is a later piece of a webm file without its beginning.")
    called = f' (it is labelled "{label[:20]}")' if label else ""
    raise UndecodableAudioError(f"The recording is in no format that is understood{called}. Allowed are {ALLOWED}.")


def _by_magic(head: bytes) -> tuple[str, str] | None:
    if head.startswith(b"\x1a\x45\xdf\xa3"):
        return ("webm" if b"webm" in head else "matroska"), "matroska"
    if head[:4] in {b"RIFF", b"RF64"} and head[8:12] == b"WAVE":
        return "wav", "wav"
    if head[4:8] in {b"ftyp", b"styp", b"moov", b"moof", b"mdat", b"free", b"skip", b"wide"}:
        return "mp4", "mov"
    for magic, name in ((b"OggS", "ogg"), (b"fLaC", "flac")):
        if head.startswith(magic):
            return name, name
    return _by_sync_word(int.from_bytes(head[:2]))


def _by_sync_word(word: int) -> tuple[str, str] | None:
    """MPEG audio has no header of the file, only of its frames: 11 bits set, version, layer."""
    if word >> 5 != _SYNC_WORD:
        return None
    version, layer = word >> 3 & 3, word >> 1 & 3
    if layer == _LAYER_ADTS and version & 2:
        return "aac", "aac"
    return ("mp3", "mp3") if layer == _LAYER_3 and version != _VERSION_RESERVED else None


def _audio_stream(container: InputContainer, container_name: str) -> AudioStream:
    if not container.streams.audio:
        raise UndecodableAudioError(f"The {container_name} recording has no sound track.")
    stream = container.streams.audio[0]
    context: Any = stream.codec_context  # None, against its type, where there is no decoder for it
    codec = context.codec.canonical_name if context is not None else "unknown"
    if codec not in _CODECS and codec not in _DECODERS.split(","):
        raise UndecodableAudioError(
            f"The {container_name} recording holds {codec} sound, which is not supported. Allowed are {ALLOWED}."
        )
    return stream


def _frames(container: InputContainer, stream: AudioStream, container_name: str) -> Iterator[AudioFrame]:
    """All frames that can be decoded; what is damaged between them is left out."""
    decoded = False
    fault: Exception | None = None
    packets = container.demux(stream)
    while True:
        try:
            packet = next(packets, None)
        except av.FFmpegError as error:  # cut off in the middle: what came before it counts
            fault = error
            packet = None
        if packet is not None and not packet.size:  # empty, or PyAV's own mark of the end, which would end decoding
            continue
        try:
            frames = stream.codec_context.decode(packet)
        except (av.FFmpegError, ValueError) as error:
            fault, frames = error, []
        for frame in frames:
            _check(frame.sample_rate, frame.layout.nb_channels, container_name)
            decoded = decoded or frame.samples > 0
            yield frame
        if packet is None:  # the decoder has been flushed
            break
    if fault is not None and not decoded:
        raise UndecodableAudioError(
            f"The sound of the {container_name} recording cannot be decoded: {_reason(fault)}."
        ) from fault


def _check(rate: int, channels: int, container_name: str) -> None:
    if not (_LOWEST_RATE <= rate <= _HIGHEST_RATE and 1 <= channels <= _MOST_CHANNELS):
        raise UndecodableAudioError(
            f"The {container_name} recording claims {channels} channels at {rate} Hz; "
            f"1 to {_MOST_CHANNELS} channels at {_LOWEST_RATE} to {_HIGHEST_RATE} Hz are allowed."
        )


def _reason(error: Exception) -> str:
    reason = error.strerror if isinstance(error, av.FFmpegError) and error.strerror else str(error)
    return reason.rstrip(".").lower()


class _Mono16k:
    """Frames of any rate, layout and sample format become mono at 16 kHz; all three may change on the way."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self._rate = 0
        self._resampler: soxr.ResampleStream | None = None

    def add(self, frame: AudioFrame) -> Samples:
        mono = _mono(frame)
        rate = frame.sample_rate
        self.seconds += len(mono) / rate
        rest = self.flush() if rate != self._rate else _NOTHING
        self._rate = rate
        if rate != RATE:
            if self._resampler is None:
                self._resampler = soxr.ResampleStream(rate, RATE, 1, dtype="float32")
            mono = self._resampler.resample_chunk(mono)
        return np.concatenate((rest, mono)) if len(rest) else mono

    def flush(self) -> Samples:
        """What the resampler still holds."""
        if self._resampler is None:
            return _NOTHING
        rest: Samples = self._resampler.resample_chunk(_NOTHING, last=True)
        self._resampler = None
        return rest


_NOTHING: Samples = np.zeros(0, dtype=np.float32)


def _mono(frame: AudioFrame) -> Samples:
    """The mean of the channels, (n,) float32, -1..1. What is no number becomes silence, what is too loud clips."""
    data: NDArray[Any] = frame.to_ndarray()
    data = data if frame.format.is_planar else data.reshape(-1, frame.layout.nb_channels).T
    if data.dtype == np.uint8:
        data = (data.astype(np.float32) - 128) / 128
    elif data.dtype.kind == "i":
        data = data.astype(np.float32) / 2.0 ** (8 * data.dtype.itemsize - 1)
    else:
        data = np.clip(np.nan_to_num(data, nan=0.0, posinf=0.0, neginf=0.0), -1, 1)
    mono: Samples = data.astype(np.float32, copy=False).mean(axis=0, dtype=np.float32)
    return mono


def to_pcm16(samples: Samples) -> bytes:
    """(n,) float32, -1..1, as 16-bit little-endian PCM; what is louder clips."""
    return (np.clip(samples, -1, 1) * 32767).round().astype("<i2").tobytes()


def from_pcm16(pcm: bytes) -> Samples:
    """16-bit little-endian mono PCM as (n,) float32, -1..1. Raises `ValueError` for half a sample."""
    return np.frombuffer(pcm, dtype="<i2").astype(np.float32) / np.float32(32768)

"""PCM to MP3, piece by piece, in one file without gaps.

One `Mp3Encoder` makes one file: all pieces go through one resampler and one encoder, so there is no seam where two of
them meet. The file begins with a Xing/LAME header, which tells players the exact length and what to cut at the ends.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import av
import numpy as np
import soxr

if TYPE_CHECKING:
    from av.audio.stream import AudioStream
    from av.packet import Packet
    from numpy.typing import NDArray

MP3_RATES = (8_000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000)
"""Sampling rates that MPEG audio layer III has, in Hz."""

_RATES = (1_000, 192_000)
_BITRATES = (8, 320)
_PIECE = 1 << 15
"""Samples handed to the encoder at once: bounds memory for a long piece."""


class EncodingError(Exception):
    """The speech cannot be encoded. The message says why."""


class Mp3Encoder:
    """Encodes one mono utterance. Not thread-safe; use once."""

    def __init__(self, rate: int, bitrate_kbps: int) -> None:
        """`rate`: of the PCM, in Hz (1,000 to 192,000). Raises `EncodingError` if MP3 cannot carry it."""
        if not _RATES[0] <= rate <= _RATES[1]:
            raise EncodingError(f"A sampling rate of {rate} Hz cannot be encoded.")
        if not _BITRATES[0] <= bitrate_kbps <= _BITRATES[1]:
            raise EncodingError(f"MP3 has {_BITRATES[0]} to {_BITRATES[1]} kbit/s, not {bitrate_kbps}.")
        self._rate = rate
        self._out_rate = min((r for r in MP3_RATES if r >= rate), default=MP3_RATES[-1])
        self._resampler = (
            None if self._out_rate == rate else soxr.ResampleStream(rate, self._out_rate, 1, dtype=np.int16)
        )
        self._samples_in = 0
        self._samples_out = 0
        self._file = io.BytesIO()
        # write_xing needs to seek back to the start when all is written: a BytesIO can.
        self._container = av.open(self._file, "w", format="mp3", options={"write_xing": "1", "id3v2_version": "0"})
        try:
            self._stream: AudioStream = self._container.add_stream("libmp3lame", rate=self._out_rate)
            self._stream.bit_rate = bitrate_kbps * 1_000
            self._stream.layout = "mono"
            self._stream.format = "s16p"
            self._stream.codec_context.open(strict=False)
        except (av.FFmpegError, ValueError) as error:
            self._container.close()
            raise EncodingError(f"MP3 cannot be made with {bitrate_kbps} kbit/s at {rate} Hz: {error}.") from error

    @property
    def seconds(self) -> float:
        """Duration of what has been added, in seconds."""
        return self._samples_in / self._rate

    def add(self, pcm: bytes) -> None:
        """Add speech: 16-bit little-endian mono PCM. Raises `EncodingError` for half a sample or if encoding fails."""
        if len(pcm) % 2:
            raise EncodingError("PCM of 16 bits has an even number of bytes.")
        samples = np.frombuffer(pcm, dtype="<i2").astype(np.int16)
        for start in range(0, len(samples), _PIECE):
            piece = samples[start : start + _PIECE]
            self._samples_in += len(piece)
            self._encode(piece if self._resampler is None else self._resampler.resample_chunk(piece))

    def finish(self) -> bytes:
        """End the file and return it. The encoder cannot be used any more."""
        if self._resampler is not None:
            self._encode(self._resampler.resample_chunk(np.zeros(0, np.int16), last=True))
        try:
            self._write(self._stream.encode(None))
            self._container.close()
        except av.FFmpegError as error:
            raise EncodingError(f"The MP3 file could not be ended: {error}.") from error
        return self._file.getvalue()

    def discard(self) -> None:
        """Give back the encoder without a file."""
        self._container.close()

    def _encode(self, samples: NDArray[np.int16]) -> None:
        if not len(samples):
            return
        frame = av.AudioFrame.from_ndarray(samples.reshape(1, -1), format="s16p", layout="mono")
        frame.sample_rate = self._out_rate
        frame.pts = self._samples_out
        self._samples_out += len(samples)
        try:
            self._write(self._stream.encode(frame))
        except av.FFmpegError as error:
            raise EncodingError(f"The speech could not be encoded: {error}.") from error

    def _write(self, packets: list[Packet[AudioStream]]) -> None:
        for packet in packets:
            self._container.mux(packet)

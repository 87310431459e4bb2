"""MP3 made from pieces: complete, exact in length, without seams."""

from __future__ import annotations

import io
import subprocess
from typing import TYPE_CHECKING

import av
import imageio_ffmpeg
import numpy as np
import pytest

from intervue.audio.encode import EncodingError, Mp3Encoder
from intervue.audio.joints import CLAUSE_PAUSE, SENTENCE_PAUSE, pause_after, silence, trim_silence

if TYPE_CHECKING:
    from numpy.typing import NDArray

RATE = 22_050


def tone(seconds: float, rate: int = RATE, level: float = 8_000, hertz: float = 220) -> NDArray[np.int16]:
    return (level * np.sin(2 * np.pi * hertz * np.arange(round(seconds * rate)) / rate)).astype(np.int16)


def encoded(samples: NDArray[np.int16], rate: int = RATE, piece: int = 3_001) -> bytes:
    encoder = Mp3Encoder(rate, 64)
    for start in range(0, len(samples), piece):
        encoder.add(samples[start : start + piece].tobytes())
    return encoder.finish()


def decoded(mp3: bytes) -> tuple[NDArray[np.float32], int]:
    """Samples of the only stream, -1..1, and its rate."""
    with av.open(io.BytesIO(mp3), "r") as file:
        (stream,) = file.streams
        assert stream.type == "audio"
        assert isinstance(stream, av.AudioStream)
        assert stream.codec_context.name.startswith("mp3")
        assert stream.channels == 1
        return np.concatenate([frame.to_ndarray().ravel() for frame in file.decode(stream)]), stream.rate


@pytest.mark.parametrize("rate", [8_000, 16_000, 17_000, 22_050, 24_000, 44_100, 48_000, 96_000])
@pytest.mark.parametrize("seconds", [0.01, 0.7, 3.0])
def test_the_file_lasts_as_long_as_the_speech(rate: int, seconds: float) -> None:
    samples, out_rate = decoded(encoded(tone(seconds, rate), rate))
    assert len(samples) / out_rate == pytest.approx(seconds, abs=0.005)


def test_the_speech_comes_out_as_it_went_in() -> None:
    speech = tone(2.0)
    samples, _ = decoded(encoded(speech))
    difference = samples - speech.astype(np.float32) / 32_768
    assert float(np.sqrt(np.mean(difference**2))) < 0.01


def test_pieces_of_any_size_make_the_same_sound() -> None:
    speech = tone(1.5, 17_000)
    small, whole = (decoded(encoded(speech, 17_000, piece=piece))[0] for piece in (777, len(speech)))
    assert float(np.abs(small - whole).max()) < 0.002


@pytest.mark.parametrize("rate", [RATE, 17_000])
def test_there_is_no_click_where_pieces_meet(rate: int) -> None:
    samples, out_rate = decoded(encoded(tone(2.0, rate), rate, piece=rate // 4))
    steepest = 2 * np.pi * 220 / out_rate * 8_000 / 32_768
    middle = np.diff(samples[out_rate // 10 : -out_rate // 10])
    assert float(np.abs(middle).max()) < 1.2 * steepest


def test_the_file_tells_players_its_length_and_what_to_cut() -> None:
    header = encoded(tone(1.0))[:200]
    assert b"Info" in header or b"Xing" in header
    assert b"Lav" in header or b"LAME" in header


def test_ffmpeg_decodes_the_file_without_complaint() -> None:
    result = subprocess.run(
        [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "warning", "-i", "-", "-f", "s16le", "-"],
        input=encoded(tone(1.0)),
        capture_output=True,
        timeout=30,
        check=True,
    )
    assert result.stderr == b""
    assert len(result.stdout) // 2 == pytest.approx(RATE, abs=RATE * 0.005)


def test_seconds_count_what_was_added() -> None:
    encoder = Mp3Encoder(RATE, 64)
    encoder.add(silence(0.25, RATE))
    encoder.add(b"")
    assert encoder.seconds == pytest.approx(0.25, abs=0.001)
    encoder.discard()


def test_half_a_sample_and_impossible_rates_are_refused() -> None:
    with pytest.raises(EncodingError, match="even"):
        Mp3Encoder(RATE, 64).add(b"abc")
    for rate in (0, -1, 10**9):
        with pytest.raises(EncodingError, match="rate"):
            Mp3Encoder(rate, 64)
    for bitrate in (0, 7, 1_000):
        with pytest.raises(EncodingError, match="kbit"):
            Mp3Encoder(RATE, bitrate)


def test_silent_ends_are_cut_and_speech_is_not() -> None:
    speech = tone(0.5)
    padded = np.concatenate([np.zeros(RATE, np.int16), speech, np.full(RATE // 2, 20, np.int16)])
    trimmed = np.frombuffer(trim_silence(padded.tobytes(), RATE), "<i2")
    assert len(trimmed) / RATE == pytest.approx(0.56, abs=0.015)
    assert np.abs(trimmed).max() == np.abs(speech).max()
    assert abs(int(trimmed[0])) <= 20
    assert abs(int(trimmed[-1])) <= 20


def test_silence_alone_is_trimmed_to_nothing() -> None:
    assert trim_silence(bytes(4_000), RATE) == b""
    assert trim_silence(b"", RATE) == b""
    assert trim_silence(np.full(4_000, 25, np.int16).tobytes(), RATE) == b""


def test_a_cut_through_loud_speech_is_faded_not_clicked() -> None:
    trimmed = np.frombuffer(trim_silence(np.full(RATE, 9_000, np.int16).tobytes(), RATE), "<i2").astype(int)
    assert abs(trimmed[0]) < 200
    assert abs(trimmed[-1]) < 200
    assert np.abs(np.diff(trimmed)).max() < 200


def test_a_sentence_is_followed_by_a_longer_pause_than_a_clause() -> None:
    assert pause_after("Why?") == pause_after('"Why?" ') == SENTENCE_PAUSE
    assert pause_after("You said,") == pause_after("you said") == CLAUSE_PAUSE < SENTENCE_PAUSE

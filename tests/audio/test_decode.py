"""Recordings of every kind, whole and broken."""

from __future__ import annotations

import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intervue.audio.decode import RATE, RecordingTooLongError, UndecodableAudioError, decode, from_pcm16, to_pcm16
from tests.audio.recordings import CONTAINERS, pcm16, record, silent_film, tone, wav_bytes


def pitch(samples: np.ndarray[tuple[int], np.dtype[np.float32]]) -> float:
    """The strongest frequency, in Hz."""
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples))))
    return float(np.argmax(spectrum) * RATE / len(samples))


@pytest.mark.parametrize("kind", CONTAINERS)
def test_every_kind_of_recording_is_heard_at_the_right_pitch_and_length(kind: str) -> None:
    recording = decode(record(kind, tone(2)), max_seconds=10)
    assert recording.seconds == pytest.approx(2, abs=0.1)
    assert pitch(recording.samples) == pytest.approx(440, abs=2)
    quieter_by_vorbis = 0.07 if kind == "ogg/vorbis" else 0.02
    assert recording.samples.std() == pytest.approx(0.316 / np.sqrt(2), abs=quieter_by_vorbis)
    assert recording.format == kind.removeprefix("fragmented ")


@pytest.mark.parametrize(("kind", "label"), [("mp4/aac", "ogg"), ("webm/opus", ""), ("wav/pcm_s16le", "mp3")])
def test_a_wrong_label_does_not_matter(kind: str, label: str) -> None:
    recording = decode(record(kind, tone(1)), max_seconds=10, label=label)
    assert recording.format == kind
    assert pitch(recording.samples) == pytest.approx(440, abs=3)


@pytest.mark.parametrize("rate", [8_000, 11_025, 16_000, 22_050, 44_100, 96_000])
@pytest.mark.parametrize("channels", [1, 2, 6])
def test_wav_of_any_rate_and_any_number_of_channels_becomes_16_khz_mono(rate: int, channels: int) -> None:
    samples = np.repeat(tone(1, rate=rate), channels)
    recording = decode(wav_bytes(pcm16(samples), rate=rate, channels=channels), max_seconds=10)
    assert recording.seconds == pytest.approx(1, abs=0.01)
    assert pitch(recording.samples) == pytest.approx(440, abs=2)


@pytest.mark.parametrize(
    "kind", ["webm/opus", "ogg/opus", "fragmented mp4/aac", "mp3/mp3", "flac/flac", "wav/pcm_s16le", "aac/aac"]
)
def test_a_recording_that_was_cut_off_gives_what_there_is(kind: str) -> None:
    whole = record(kind, tone(4))
    recording = decode(whole[: len(whole) // 2], max_seconds=10)
    assert 1 < recording.seconds < 3
    assert pitch(recording.samples) == pytest.approx(440, abs=3)


def test_a_recording_with_a_damaged_middle_keeps_its_two_ends() -> None:
    whole = bytearray(record("mp3/mp3", tone(4)))
    middle = len(whole) // 2
    whole[middle : middle + 2_000] = bytes(2_000)
    assert 3 < decode(bytes(whole), max_seconds=10).seconds <= 4.1


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "options"), [("flac/flac", {}), ("webm/opus", {"frame_duration": "60"})])
def test_an_hour_of_silence_in_a_small_file_is_stopped_at_the_limit(kind: str, options: dict[str, str]) -> None:
    bomb = record(kind, np.zeros(3_600 * RATE, dtype=np.float32), RATE, **options)
    assert len(bomb) < 3_000_000
    began = time.monotonic()
    with pytest.raises(RecordingTooLongError, match="at most 60 seconds"):
        decode(bomb, max_seconds=60)
    assert time.monotonic() - began < 5


def test_a_recording_of_exactly_the_limit_is_taken() -> None:
    assert decode(wav_bytes(pcm16(tone(2, rate=16_000))), max_seconds=2).seconds == 2


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", "empty"),
        (b"\x00" * 500, "no format that is understood"),
        (b"<html><body>Not found</body></html>", "no format that is understood"),
        (b"#EXTM3U\n#EXTINF:10,\nhttp://127.0.0.1:9/a.ts\n", "no format that is understood"),
        (b"ffconcat version 1.0\nfile /etc/hostname\n", "no format that is understood"),
        (b"\x1f\x43\xb6\x75" + b"\x01" * 100, "without its beginning"),
        (b"\x1a\x45\xdf\xa3" + b"\x07" * 300, "damaged or cut off"),
        (b"OggS" + b"\x01" * 300, "damaged or cut off"),
        (b"....ftypisom" + b"\x00" * 300, "damaged or cut off"),
        (b"fLaC" + b"\x00" * 300, "damaged or cut off"),
        (b"ID3", "damaged or cut off"),
        (b"RIFF\x00\x00\x00\x00WAVE", "damaged or cut off"),
    ],
)
def test_what_is_no_recording_is_refused_with_the_reason(data: bytes, fault: str) -> None:
    with pytest.raises(UndecodableAudioError, match=fault):
        decode(data, max_seconds=10, label="webm")


def test_the_refusal_names_the_label_and_what_is_allowed() -> None:
    with pytest.raises(UndecodableAudioError, match=r'labelled "amr"\)\. Allowed are webm, ogg, mp4'):
        decode(b"#!AMR\n" + bytes(100), max_seconds=10, label="amr")


def test_a_sound_nobody_can_decode_is_named() -> None:
    with pytest.raises(UndecodableAudioError, match=r"holds unknown sound, which is not supported\. Allowed are"):
        decode(record("webm/opus", tone(1)).replace(b"A_OPUS", b"A_NOPE"), max_seconds=10)
    with pytest.raises(UndecodableAudioError, match="mp4 recording has no sound track"):
        decode(silent_film(), max_seconds=10)


def test_samples_of_an_odd_size_are_the_fault_of_the_recording() -> None:
    wav = bytearray(record("wav/pcm_s16le", tone(1)))
    bits = wav.index(b"fmt ") + 22
    wav[bits : bits + 2] = (64).to_bytes(2, "little")
    with pytest.raises(UndecodableAudioError, match=r"holds pcm_s64le sound, which is not supported"):
        decode(bytes(wav), max_seconds=10)


@pytest.mark.parametrize(("layout", "channels"), [("stereo", 2), ("5.1", 6)])
def test_a_recording_with_several_channels_is_mixed(layout: str, channels: int) -> None:
    recording = decode(record("mp4/aac", np.repeat(tone(1), channels), layout=layout), max_seconds=10)
    assert pitch(recording.samples) == pytest.approx(440, abs=3)


def test_more_channels_than_are_safe_are_refused() -> None:
    with pytest.raises(UndecodableAudioError, match="claims 8 channels"):
        decode(record("mp4/aac", np.repeat(tone(1), 8), layout="7.1"), max_seconds=10)


def test_an_index_at_the_end_that_was_cut_off_is_named() -> None:
    whole = record("mp4/aac", tone(2))
    with pytest.raises(UndecodableAudioError, match="mp4 recording is damaged or cut off"):
        decode(whole[: len(whole) // 2], max_seconds=10)


@pytest.mark.parametrize("stated", [0xFFFFFFFF, 10_000_000, 0])
def test_a_wav_header_that_lies_about_its_length_does_not_matter(stated: int) -> None:
    recording = decode(wav_bytes(pcm16(tone(1, rate=16_000)), stated=stated), max_seconds=10)
    assert recording.seconds == pytest.approx(1, abs=0.01)


@pytest.mark.parametrize(
    ("rate", "channels"), [(16_000, 0), (0, 1), (0xFFFFFFFF, 1), (1, 1), (16_000, 40), (2_000_000, 2)]
)
def test_a_wav_header_with_impossible_numbers_is_refused(rate: int, channels: int) -> None:
    with pytest.raises(UndecodableAudioError):
        decode(wav_bytes(bytes(32_000), rate=rate, channels=channels), max_seconds=10)


def test_floats_that_are_no_numbers_are_silence_and_the_rest_is_heard() -> None:
    samples = tone(1, rate=44_100)
    samples[1_000:1_100] = np.nan
    samples[2_000:2_100] = np.inf
    samples[3_000] = 1e30
    recording = decode(wav_bytes(samples.astype("<f4").tobytes(), rate=44_100, bits=32, code=3), max_seconds=10)
    assert np.isfinite(recording.samples).all()
    assert np.abs(recording.samples).max() < 1.2
    assert pitch(recording.samples) == pytest.approx(440, abs=2)


def test_a_recording_without_a_single_sample_is_empty_and_no_error() -> None:
    assert decode(wav_bytes(b""), max_seconds=10).seconds == 0


def test_decoding_gives_way_so_that_it_can_be_cancelled() -> None:
    from intervue.audio.decode import decode_in_steps  # noqa: PLC0415 - the one test that steps by itself

    steps = decode_in_steps(record("webm/opus", tone(9)), max_seconds=10)
    assert [next(steps) for _ in range(3)] == [None, None, None]
    steps.close()


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(["webm/opus", "ogg/opus", "fragmented mp4/aac", "mp3/mp3", "flac/flac"]),
    st.lists(st.tuples(st.integers(0, 4_000), st.integers(0, 255)), min_size=1, max_size=20),
)
def test_damaged_bytes_never_end_in_anything_but_sound_or_a_reason(kind: str, damage: list[tuple[int, int]]) -> None:
    data = bytearray(SHORT[kind])
    for at, value in damage:
        data[at % len(data)] = value
    try:
        recording = decode(bytes(data), max_seconds=10)
    except UndecodableAudioError as error:
        assert str(error).endswith(".")  # noqa: PT017 - either outcome is right
    else:
        assert np.isfinite(recording.samples).all()


def test_pcm_survives_a_round_trip() -> None:
    samples = tone(0.1, rate=16_000)
    assert np.abs(from_pcm16(to_pcm16(samples)) - samples).max() < 1e-4
    assert to_pcm16(np.array([2.0, -2.0], dtype=np.float32)) == to_pcm16(np.array([1.0, -1.0], dtype=np.float32))


SHORT = {kind: record(kind, tone(0.5)) for kind in CONTAINERS}

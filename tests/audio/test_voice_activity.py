"""Telling speech from everything else."""

from __future__ import annotations

import importlib.util
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from intervue.audio.decode import decode, from_pcm16, to_pcm16
from intervue.audio.levels import raise_level
from intervue.audio.voice_activity import (
    CHUNK,
    RATE,
    Span,
    VoiceActivity,
    VoiceActivityError,
    cut_to_speech,
    find_speech,
    load_voice_activity,
    pieces,
    speech_spans,
    with_margins,
)
from tests.model_paths import SAMPLES
from tests.spoken import say

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Samples = NDArray[np.float32]


@pytest.fixture(scope="module")
def detector() -> VoiceActivity:
    return load_voice_activity()


def speech_in(samples: Samples, detector: VoiceActivity) -> list[Span]:
    steps = find_speech(raise_level(samples), detector)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            spans: list[Span] = end.value
            return spans


def not_speech() -> dict[str, Samples]:
    random = np.random.default_rng(0)
    time = np.arange(RATE * 5) / RATE
    white = random.normal(0, 0.1, len(time))
    clicks = random.normal(0, 0.0005, len(time))
    for at in random.uniform(0, 4.8, 30):
        start = int(at * RATE)
        clicks[start : start + 480] += random.normal(0, 0.4, 480) * np.exp(-np.arange(480) / 60)
    pink = np.fft.irfft(np.fft.rfft(white) / np.sqrt(np.maximum(1, np.arange(len(time) // 2 + 1))))
    sounds = {
        "silence": np.zeros(len(time)),
        "white noise": white,
        "faint white noise": white / 300,
        "a fan": pink / np.abs(pink).max() / 3,
        "mains hum": 0.3 * np.sin(2 * np.pi * 50 * time) + 0.1 * np.sin(2 * np.pi * 150 * time),
        "typing": clicks,
        "a dial tone": 0.2 * np.sin(2 * np.pi * 350 * time) + 0.2 * np.sin(2 * np.pi * 440 * time),
        "beeps": 0.3 * np.sin(2 * np.pi * 900 * time) * (time % 1 < 0.2),
    }
    return {name: sound.astype(np.float32) for name, sound in sounds.items()}


@pytest.mark.parametrize("sound", not_speech())
def test_what_is_not_speech_is_not_heard(sound: str, detector: VoiceActivity) -> None:
    assert speech_in(not_speech()[sound], detector) == []


@pytest.mark.models
@pytest.mark.parametrize("gain_db", [0, -20, -30, -40])
def test_speech_is_heard_even_when_it_is_quiet(gain_db: float, detector: VoiceActivity) -> None:
    speech = np.pad(say("I work on the night shift."), RATE)
    quiet = from_pcm16(to_pcm16(speech * np.float32(10 ** (gain_db / 20))))
    spans = speech_in(quiet, detector)
    assert sum(span.seconds for span in spans) > 0.8
    assert spans[0].start > 0.8 * RATE
    assert spans[-1].end < len(quiet) - 0.7 * RATE


@pytest.mark.models
@pytest.mark.parametrize("word", ["Yes.", "No.", "Hello."])
def test_a_single_word_is_speech(word: str, detector: VoiceActivity) -> None:
    samples = np.pad(say(word), RATE // 2)
    assert speech_in(samples, detector)


def test_a_network_that_is_not_there_is_named_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    with pytest.raises(VoiceActivityError, match="make setup"):
        load_voice_activity()


def test_voices_and_noise_of_the_real_world_are_told_apart(detector: VoiceActivity) -> None:
    folder = SAMPLES / "speech"
    if not folder.is_dir():
        pytest.skip("the sample recordings are not beside the repository; the tests above need none")
    for path in sorted(folder.glob("*.wav")):
        spans = speech_in(decode(path.read_bytes(), max_seconds=60).samples, detector)
        assert bool(spans) == (path.name != "noise.wav"), path.name


def test_speech_begins_at_a_high_probability_and_goes_on_at_a_lower_one() -> None:
    probabilities = np.array([0.4] * 10 + [0.9] * 5 + [0.4] * 5 + [0.1] * 10, dtype=np.float32)
    assert speech_spans(probabilities, 30 * CHUNK) == [Span(10 * CHUNK, 20 * CHUNK)]


def test_a_short_closure_does_not_cut_a_word_and_a_knock_is_none() -> None:
    closure = np.array([0.9] * 6 + [0.0] * 2 + [0.9] * 6, dtype=np.float32)
    assert speech_spans(closure, 14 * CHUNK) == [Span(0, 14 * CHUNK)]
    knock = np.array([0.0] * 6 + [0.9] * 2 + [0.0] * 6, dtype=np.float32)
    assert speech_spans(knock, 14 * CHUNK) == []


def test_long_pauses_are_shortened_and_no_word_is() -> None:
    samples = np.arange(10 * RATE, dtype=np.float32)
    spans = [Span(2 * RATE, 3 * RATE), Span(7 * RATE, 8 * RATE)]
    kept = cut_to_speech(samples, spans)
    assert len(kept) == (1 + 1 + 4 * 0.4) * RATE
    assert set(range(2 * RATE, 3 * RATE)) | set(range(7 * RATE, 8 * RATE)) <= set(kept.astype(int).tolist())
    assert len(cut_to_speech(samples, [])) == 0


def test_margins_stay_inside_the_recording_and_spans_that_meet_become_one() -> None:
    assert with_margins([Span(100, RATE), Span(RATE + 100, 2 * RATE)], 2 * RATE + 50) == [Span(0, 2 * RATE + 50)]


def test_a_long_answer_is_cut_in_its_longest_pause() -> None:
    spans = [Span(0, 16 * RATE), Span(round(16.2 * RATE), 20 * RATE), Span(22 * RATE, 26 * RATE)]
    spans.append(Span(round(26.3 * RATE), 40 * RATE))
    assert pieces(40 * RATE, spans, 28) == [Span(0, 21 * RATE), Span(21 * RATE, 40 * RATE)]


def test_an_answer_without_any_pause_is_cut_at_the_limit() -> None:
    assert pieces(30 * RATE, [Span(0, 30 * RATE)], 28) == [Span(0, 28 * RATE), Span(28 * RATE, 30 * RATE)]


@given(st.lists(st.tuples(st.integers(1, 20 * RATE), st.integers(1, 5 * RATE)), max_size=30), st.integers(2, 40))
def test_pieces_cover_the_answer_without_gaps_and_none_is_too_long(steps: list[tuple[int, int]], longest: int) -> None:
    spans, at = [], 0
    for speech, pause in steps:
        spans.append(Span(at, at + speech))
        at += speech + pause
    found = pieces(at, spans, longest)
    assert found[0].start == 0
    assert found[-1].end == at
    assert all(before.end == after.start for before, after in pairwise(found))
    assert all(0 <= piece.end - piece.start <= longest * RATE for piece in found)

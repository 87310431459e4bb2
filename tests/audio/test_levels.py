"""Levels of recordings."""

from __future__ import annotations

import numpy as np
import pytest

from intervue.audio.levels import SILENCE_DBFS, peak_dbfs, raise_level, rms_dbfs, speech_dbfs
from tests.audio.recordings import tone


def test_a_sine_is_three_decibels_quieter_than_its_peak() -> None:
    samples = tone(1, rate=16_000)
    assert peak_dbfs(samples) == pytest.approx(-10, abs=0.1)
    assert rms_dbfs(samples) == pytest.approx(-13, abs=0.1)


@pytest.mark.parametrize("samples", [np.zeros(0, dtype=np.float32), np.zeros(1_000, dtype=np.float32)])
def test_nothing_and_silence_have_a_level_that_can_be_compared(
    samples: np.ndarray[tuple[int], np.dtype[np.float32]],
) -> None:
    assert peak_dbfs(samples) == rms_dbfs(samples) == speech_dbfs(samples) == SILENCE_DBFS
    assert raise_level(samples) is samples


def test_pauses_and_a_constant_offset_do_not_count_as_the_level_of_speech() -> None:
    speech = tone(1, rate=16_000)
    with_pauses = np.concatenate((speech, np.zeros(16_000 * 9, dtype=np.float32))) + np.float32(0.2)
    assert speech_dbfs(with_pauses) == pytest.approx(speech_dbfs(speech), abs=0.5)


def test_a_very_quiet_recording_is_raised_and_a_usual_one_left_alone() -> None:
    usual = tone(1, rate=16_000)
    assert raise_level(usual) is usual
    assert speech_dbfs(raise_level(usual * np.float32(0.003))) == pytest.approx(-26, abs=0.5)
    assert speech_dbfs(raise_level(usual * np.float32(0.0002))) < -40

"""How loud a recording is, and making a quiet one louder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Samples = NDArray[np.float32]

SILENCE_DBFS = -120.0
"""What digital silence is said to be: below the smallest step of 16 bits (-96 dBFS)."""

_WINDOW = 512  # samples; 32 ms at 16 kHz, about a vowel
_LOUD_PART = 95  # percentile: the level of what is spoken, whatever the length of the pauses, and not of a single knock
_TARGET_DBFS = -26.0  # the active speech level that telephony tests use (ITU-T P.56 measures it, P.800 asks for it)
_QUIET_DBFS = -45.0  # speech this quiet begins to be missed by recognisers; louder speech is left as it is
_MOST_GAIN_DB = 40.0  # beyond it a 16-bit recording has nothing left but its quantisation noise


def rms_dbfs(samples: Samples) -> float:
    """Level of the whole, in dB relative to full scale (a full-scale square wave is 0)."""
    return _dbfs(float(np.sqrt(np.mean(np.square(samples)))) if len(samples) else 0.0)


def peak_dbfs(samples: Samples) -> float:
    """Level of the loudest sample, in dB relative to full scale."""
    return _dbfs(float(np.abs(samples).max()) if len(samples) else 0.0)


def speech_dbfs(samples: Samples, rate: int = 16_000) -> float:
    """Level of the louder parts, in dB relative to full scale: a constant offset and pauses do not count."""
    window = _WINDOW * rate // 16_000
    whole = len(samples) // window * window
    if not whole:
        return rms_dbfs(samples)
    windows = samples[:whole].reshape(-1, window)
    return _dbfs(float(np.percentile(windows.std(axis=1), _LOUD_PART)))


def raise_level(samples: Samples) -> Samples:
    """A very quiet recording is amplified to the usual level of speech; any other is returned as it is."""
    level = speech_dbfs(samples)
    if not SILENCE_DBFS < level < _QUIET_DBFS:
        return samples
    gain = np.float32(10 ** (min(_TARGET_DBFS - level, _MOST_GAIN_DB) / 20))
    louder: Samples = np.clip((samples - samples.mean()) * gain, -1, 1)
    return louder


def _dbfs(amplitude: float) -> float:
    return max(SILENCE_DBFS, 20 * float(np.log10(amplitude))) if amplitude > 0 else SILENCE_DBFS

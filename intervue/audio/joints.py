"""Where two pieces of speech meet: their silent ends are cut, and a pause that fits the punctuation is put in."""

from __future__ import annotations

import numpy as np

SENTENCE_PAUSE = 0.50
"""Seconds between two sentences, beside what is kept of the pieces' own silence."""
CLAUSE_PAUSE = 0.08
"""Seconds between two clauses of one sentence."""

_KEPT = 0.03
"""Seconds of the piece's own silence that stay, so that a soft consonant is not cut."""
_FRAME = 0.005
"""Seconds per frame of the level measurement; also the length of the fades."""
_QUIETER = 0.015
"""A frame is silent if its peak is under this part of the piece's peak (-36 dB)."""
_FLOOR = 40
"""... or under this absolute level (of 32,767): the hiss of the voice is no speech."""


def trim_silence(pcm: bytes, rate: int) -> bytes:
    """Cut silence at both ends to 30 ms each, with fades of 5 ms. PCM: 16-bit little-endian mono at `rate` Hz.

    Returns nothing if all of it is silent.
    """
    samples = np.frombuffer(pcm[: len(pcm) // 2 * 2], dtype="<i2").astype(np.float32)
    frame = max(1, round(rate * _FRAME))
    frames = len(samples) // frame
    if not frames:
        return b""
    peaks = np.abs(samples[: frames * frame]).reshape(frames, frame).max(axis=1)
    loud = np.flatnonzero(peaks > max(_FLOOR, float(peaks.max()) * _QUIETER))
    if not len(loud):
        return b""
    kept = round(rate * _KEPT)
    start = max(0, int(loud[0]) * frame - kept)
    end = min(len(samples), (int(loud[-1]) + 1) * frame + kept)
    speech = samples[start:end].copy()
    fade = np.linspace(0, 1, min(frame, len(speech) // 2), endpoint=False, dtype=np.float32)
    speech[: len(fade)] *= fade
    speech[len(speech) - len(fade) :] *= fade[::-1]
    return np.rint(speech).astype("<i2").tobytes()


def pause_after(text: str) -> float:
    """Seconds of pause after a piece of text: longer where a sentence ends."""
    return (
        SENTENCE_PAUSE if text.rstrip(" \"')]}\u201d\u2019\u00bb").endswith((".", "!", "?", "…", ":")) else CLAUSE_PAUSE
    )


def silence(seconds: float, rate: int) -> bytes:
    """Silent PCM, 16-bit mono at `rate` Hz."""
    return bytes(2 * round(max(0.0, seconds) * rate))

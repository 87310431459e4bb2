"""Recordings in, speech out: the engine that reads a candidate's audio files."""

from __future__ import annotations

import io
import wave
from typing import TYPE_CHECKING

from intervue.audio.decode import UndecodableAudioError, decode_in_steps, to_pcm16
from intervue.audio.levels import raise_level
from intervue.audio.voice_activity import VoiceActivityError, cut_to_speech, find_speech, load_voice_activity
from intervue.engines.base import SAMPLE_RATE_IN, BadInputError, DecodedAudio, Engine, EngineError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from intervue.audio.voice_activity import VoiceActivity


class AudioDecoder(Engine):
    """Decodes a recording and cuts it to where somebody speaks.

    `max_seconds` caps what is decoded (not what a header states), `max_bytes` what is looked at in the first place.
    """

    interleaves = True  # a short answer does not wait behind a long one

    def __init__(self, *, max_seconds: float, max_bytes: int) -> None:
        self._max_seconds = max_seconds
        self._max_bytes = max_bytes
        self._detector: VoiceActivity | None = None

    def load(self) -> None:
        """Load the voice-activity network."""
        try:
            self._detector = load_voice_activity()
        except VoiceActivityError as error:
            raise EngineError(str(error)) from error

    def trial(self) -> None:
        """Decode a tenth of a second of silence, and find no speech in it."""
        recording = io.BytesIO()
        with wave.open(recording, "wb") as writer:
            writer.setnchannels(1)
            writer.setsampwidth(2)
            writer.setframerate(SAMPLE_RATE_IN)
            writer.writeframes(bytes(SAMPLE_RATE_IN // 10 * 2))
        found = [result for result in self.decode(recording.getvalue(), "wav") if result is not None]
        if len(found) != 1 or found[0].pcm:
            raise EngineError("The audio decoder heard speech in silence.")

    def decode(self, audio: bytes, declared_format: str) -> Iterator[DecodedAudio | None]:
        """Decode one recording; the only result is `DecodedAudio`, `None` comes between steps.

        `declared_format` is what the sender called it: it is not believed. Raises `BadInputError` with a sentence for
        the candidate.
        """
        if self._detector is None:
            raise EngineError("The audio decoder is not loaded.")
        if len(audio) > self._max_bytes:
            raise BadInputError(f"The recording is too large: at most {self._max_bytes:,} bytes are allowed.")
        try:
            recording = yield from decode_in_steps(audio, max_seconds=self._max_seconds, label=declared_format)
        except UndecodableAudioError as error:
            raise BadInputError(str(error)) from error
        yield None
        samples = raise_level(recording.samples)
        spans = yield from find_speech(samples, self._detector)
        yield DecodedAudio(
            pcm=to_pcm16(cut_to_speech(samples, spans)),
            seconds=recording.seconds,
            speech_seconds=sum(span.seconds for span in spans),
            format=recording.format,
        )

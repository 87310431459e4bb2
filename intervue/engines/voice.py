"""The speaking engine: clauses go in as they are written, one encoded file comes out per utterance."""

from __future__ import annotations

import time
from collections import OrderedDict
from typing import TYPE_CHECKING, ClassVar

from intervue.audio.encode import EncodingError, Mp3Encoder
from intervue.audio.joints import pause_after, silence, trim_silence
from intervue.engines.base import BadInputError, EncodedSpeech, Engine, EngineError, Pcm, Spoken, Synthesizer
from intervue.engines.runner import build

if TYPE_CHECKING:
    from collections.abc import Iterator

    from intervue.engines.base import EngineSpec

_LONGEST_REMEMBERED = 10.0
"""Seconds of a clause that is kept for the next time: fixed phrases are short."""

Result = Spoken | EncodedSpeech | None


class _Utterance:
    """One open utterance. The encoder is made when the first sound, and with it the sampling rate, is there."""

    def __init__(self) -> None:
        self.encoder: Mp3Encoder | None = None
        self.rate = 0
        self.pause = 0.0
        self.touched = time.monotonic()

    @property
    def seconds(self) -> float:
        return self.encoder.seconds if self.encoder else 0.0

    def add(self, clause: Pcm, pause: float, bitrate_kbps: int) -> float:
        """Encode one clause, after the pause that the one before asked for. Returns the seconds added."""
        before = self.seconds
        if self.encoder is None:
            self.encoder, self.rate = Mp3Encoder(clause.rate, bitrate_kbps), clause.rate
        elif clause.rate != self.rate:
            raise EngineError(f"The voice changed its sampling rate from {self.rate} to {clause.rate} Hz.")
        self.encoder.add(silence(self.pause, self.rate) + clause.data)
        self.pause = pause
        return self.seconds - before

    def discard(self) -> None:
        if self.encoder:
            self.encoder.discard()


class VoiceEngine(Engine):
    """Speaks utterances clause by clause and encodes each as one MP3. Owns its synthesizer.

    A clause is in the utterance wholly or not at all: a request that is cancelled, or fails, leaves the utterance as it
    was before. What was said before is kept a while, so that a fixed phrase costs nothing the next time.
    """

    interleaves: ClassVar[bool] = False

    def __init__(
        self,
        synthesizer: EngineSpec,
        bitrate_kbps: int = 64,
        *,
        max_utterances: int = 64,
        max_seconds: float = 180.0,
        max_idle_seconds: float = 900.0,
        remembered_clauses: int = 64,
    ) -> None:
        """`max_seconds`: of speech, per utterance. An utterance idle for `max_idle_seconds` gives way to a new one."""
        built = build(synthesizer)
        if not isinstance(built, Synthesizer):
            raise EngineError(f"{synthesizer.target} is no synthesizer.")
        self._synthesizer = built
        self._bitrate_kbps = bitrate_kbps
        self._max_utterances = max_utterances
        self._max_seconds = max_seconds
        self._max_idle_seconds = max_idle_seconds
        self._remembered_clauses = remembered_clauses
        self._utterances: dict[str, _Utterance] = {}
        self._remembered: OrderedDict[str, Pcm] = OrderedDict()
        self._fixed: dict[str, Pcm] = {}
        """Clauses that are kept for good."""

    def load(self) -> None:
        """Load the voice. Raises `EngineError`."""
        self._synthesizer.load()

    def trial(self) -> None:
        """Let the voice say a word, and encode it. Raises `EngineError`."""
        self._synthesizer.trial()
        try:
            encoder = Mp3Encoder(22_050, self._bitrate_kbps)
            encoder.add(silence(0.1, 22_050))
            encoder.finish()
        except EncodingError as error:
            raise EngineError(str(error)) from error

    def close(self) -> None:
        """Forget all utterances and close the voice."""
        for utterance in list(self._utterances):
            self._forget(utterance)
        self._synthesizer.close()

    def say(self, utterance: str, text: str) -> Iterator[Result]:
        """Add a clause to an utterance; the first one opens it. Yields `None` after each piece, `Spoken` at the end.

        `Spoken.seconds` is what the clause adds, its pause included; 0 if it holds nothing to say. Raises
        `BadInputError` for a clause that would make the utterance too long, `EngineError` if too many are open.
        """
        opened = self._open(utterance)
        clause = self._fixed.get(text) or self._remembered.get(text)
        if clause is None:
            pieces: list[Pcm] = []
            for result in self._synthesizer.speak(text):
                if isinstance(result, Pcm):
                    pieces.append(result)
                    self._check_length(opened.seconds + sum(map(_seconds, pieces)))
                    yield None
            clause = _joined(pieces)
        else:
            self._check_length(opened.seconds + _seconds(clause))
            yield None
        self._remember(text, clause)
        if not clause.data:
            yield Spoken(0.0)
            return
        try:
            added = opened.add(clause, pause_after(text), self._bitrate_kbps)
        except EncodingError as error:
            self._forget(utterance)
            raise EngineError(str(error)) from error
        self._utterances[utterance] = opened
        yield Spoken(added)

    def keep(self, text: str) -> Iterator[Result]:
        """Speak a clause ahead of time and keep it for good: what every interview begins with. Yields `None`s.

        Raises `EngineError` if the voice fails, `BadInputError` for a clause that is too long to be kept.
        """
        pieces: list[Pcm] = []
        for result in self._synthesizer.speak(text):
            if isinstance(result, Pcm):
                pieces.append(result)
            yield None
        clause = _joined(pieces)
        if len(self._fixed) >= self._remembered_clauses or _seconds(clause) > _LONGEST_REMEMBERED:
            raise BadInputError(f"Not kept: {self._remembered_clauses} clauses of {_LONGEST_REMEMBERED:g} s at most.")
        self._fixed[text] = clause

    def finish(self, utterance: str) -> Iterator[Result]:
        """End an utterance: yields it as one file, and forgets it. Raises `EngineError` if nothing in it is audible."""
        opened = self._utterances.pop(utterance, None)
        if opened is None or opened.encoder is None:
            raise EngineError(f"Nothing audible was said in the utterance {utterance}.")
        seconds = opened.seconds
        try:
            data = opened.encoder.finish()
        except EncodingError as error:
            raise EngineError(str(error)) from error
        yield EncodedSpeech(data, "mp3", seconds)

    def discard(self, utterance: str) -> Iterator[Result]:
        """Forget an utterance, open or not."""
        self._forget(utterance)
        yield None

    def _open(self, utterance: str) -> _Utterance:
        """The utterance, or a new one, which takes its place once it holds something."""
        if opened := self._utterances.get(utterance):
            opened.touched = time.monotonic()
            return opened
        if len(self._utterances) >= self._max_utterances:
            self._forget_idle()
        if len(self._utterances) >= self._max_utterances:
            raise EngineError(f"{self._max_utterances} utterances are open already.")
        return _Utterance()

    def _forget_idle(self) -> None:
        """An utterance whose owner died would hold its place for ever."""
        now = time.monotonic()
        for name, opened in list(self._utterances.items()):
            if now - opened.touched >= self._max_idle_seconds:
                self._forget(name)

    def _forget(self, utterance: str) -> None:
        if opened := self._utterances.pop(utterance, None):
            opened.discard()

    def _check_length(self, seconds: float) -> None:
        if seconds > self._max_seconds:
            raise BadInputError(f"An utterance may last {self._max_seconds:g} s at most.")

    def _remember(self, text: str, clause: Pcm) -> None:
        if _seconds(clause) > _LONGEST_REMEMBERED:
            return
        self._remembered[text] = clause
        self._remembered.move_to_end(text)
        while len(self._remembered) > self._remembered_clauses:
            self._remembered.popitem(last=False)


def _seconds(speech: Pcm) -> float:
    return len(speech.data) / 2 / speech.rate if speech.rate else 0.0


def _joined(pieces: list[Pcm]) -> Pcm:
    """One clause of several pieces, without silence at its ends."""
    if not pieces:
        return Pcm(b"", 0)
    rate = pieces[0].rate
    if any(piece.rate != rate for piece in pieces):
        raise EngineError("The voice changed its sampling rate within a clause.")
    return Pcm(trim_silence(b"".join(piece.data for piece in pieces), rate), rate)

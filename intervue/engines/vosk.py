"""Vosk: recognition while somebody speaks, with partial results, and nothing left to do at the end."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from intervue.engines.base import SAMPLE_RATE_IN, BadInputError, EngineError, Final, Partial, Transcriber, Word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MOST_OPEN = 16
"""Utterances that may be open at once: each has a decoder of its own, some MB that grow while nobody pauses."""

_PIECE_BYTES = SAMPLE_RATE_IN // 10 * 2  # Vosk cannot be stopped inside a call: 100 ms at a time
_UNKNOWN = frozenset({"[unk]", "<unk>", "<UNK>", "[noise]", "[laughter]"})  # how models write what is no word
_ACOUSTIC_MODELS = ("am/final.mdl", "final.mdl")  # of today's folders, and of the oldest ones


@dataclass(slots=True)
class _Utterance:
    recognizer: Any
    texts: list[str] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)
    shown: str = ""


class VoskTranscriber(Transcriber):
    """Streaming recognition on one model, with a recogniser of its own for each utterance.

    Hints are accepted and left unused: all that Vosk offers is a grammar, which forbids every word outside it (and
    some grammars end the process). Use Whisper where names and jargon matter.
    """

    interleaves = True

    def __init__(self, *, model_dir: str) -> None:
        self._folder = Path(model_dir)
        self._vosk: Any = None
        self._model: Any = None
        self._open: dict[str, _Utterance] = {}

    def load(self) -> None:
        """Load the model from its folder, in 2 to 7 s. Raises `EngineError` if there is none."""
        if not any((self._folder / name).is_file() for name in _ACOUSTIC_MODELS):
            raise EngineError(f"There is no Vosk model in {self._folder}: {_ACOUSTIC_MODELS[0]} is missing.")
        import vosk  # noqa: PLC0415 - opens its library and brings an HTTP client along: in this process only

        vosk.SetLogLevel(-1)
        try:
            self._model = vosk.Model(str(self._folder))
        except Exception as error:  # Vosk raises nothing more special
            raise EngineError(f"The Vosk model in {self._folder} cannot be loaded.") from error
        self._vosk = vosk

    def trial(self) -> None:
        """Recognise a second of silence."""
        if not any(isinstance(result, Final) for result in self.transcribe("trial", bytes(SAMPLE_RATE_IN * 2), ())):
            raise EngineError("Vosk did not answer its trial.")

    def close(self) -> None:
        """Free all recognisers, then the model they stand on."""
        self._open.clear()
        self._model = None

    def open(self, utterance: str, hints: Sequence[str]) -> Iterator[Partial | Final | None]:
        """Begin an utterance; one of that name that is open is begun anew. Raises `EngineError` if too many are."""
        del hints
        if self._model is None:
            raise EngineError("The Vosk model is not loaded.")
        self._open.pop(utterance, None)
        if len(self._open) >= MOST_OPEN:
            raise EngineError(f"{MOST_OPEN} people are speaking at once: no more can be listened to.")
        recognizer = self._vosk.KaldiRecognizer(self._model, SAMPLE_RATE_IN)
        recognizer.SetWords(True)
        self._open[utterance] = _Utterance(recognizer)
        yield None

    def feed(self, utterance: str, pcm: bytes) -> Iterator[Partial | Final | None]:
        """Recognise more speech, 100 ms per step. A `Partial` comes when the text has changed."""
        state = self._utterance(utterance)
        if len(pcm) % 2:
            raise BadInputError("Speech must come in whole 16-bit samples.")
        for start in range(0, len(pcm), _PIECE_BYTES):
            if state.recognizer.AcceptWaveform(pcm[start : start + _PIECE_BYTES]):  # it heard a pause: a part is final
                _keep(state, state.recognizer.Result())
                unfinished = ""
            else:
                unfinished = _clean(json.loads(state.recognizer.PartialResult()).get("partial", ""))
            text = " ".join([*state.texts, unfinished]).strip()
            if text != state.shown:
                state.shown = text
                yield Partial(text)
            else:
                yield None

    def finish(self, utterance: str) -> Iterator[Partial | Final | None]:
        """End the utterance: its text, and its words with times."""
        state = self._utterance(utterance)
        del self._open[utterance]
        _keep(state, state.recognizer.FinalResult())
        yield Final(" ".join(state.texts), tuple(state.words))

    def discard(self, utterance: str) -> Iterator[Partial | Final | None]:
        """Forget the utterance, open or not."""
        self._open.pop(utterance, None)
        yield None

    def _utterance(self, utterance: str) -> _Utterance:
        if utterance not in self._open:
            raise EngineError("The utterance is not open.")
        return self._open[utterance]


def _keep(state: _Utterance, result: str) -> None:
    """Add a part that is final: {"text": "...", "result": [{"word", "start", "end", "conf"}, ...]}."""
    found = json.loads(result)
    text = _clean(found.get("text", ""))
    if text:
        state.texts.append(text)
    state.words.extend(
        Word(each["word"], each["start"], each["end"], each["conf"])
        for each in found.get("result", [])
        if each["word"] not in _UNKNOWN
    )


def _clean(text: str) -> str:
    return " ".join(word for word in text.split() if word not in _UNKNOWN)

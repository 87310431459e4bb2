"""Whisper by faster-whisper: whole utterances, good at jargon, better with hints."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from intervue.audio.decode import from_pcm16
from intervue.audio.voice_activity import VoiceActivityError, exhaust, find_speech, load_voice_activity, pieces
from intervue.engines.base import SAMPLE_RATE_IN, BadInputError, EngineError, Final, Partial, Transcriber
from intervue.engines.whisper_native import WHOLE, WhisperNetwork, window

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from intervue.audio.voice_activity import VoiceActivity
    from intervue.engines.whisper_native import Samples, Transcript

LONGEST_PIECE = 28.0
"""Seconds of one piece. The encoder takes 30 at most; the rest is room for the end of a word."""
LONGEST_UTTERANCE = 1_800.0
"""Seconds an utterance may grow to before it is refused: what an open microphone may cost in memory (58 MB)."""
LOWEST_LOGPROB = -1.3
"""Mean log-probability below which a text was invented, not heard: measured on noise; speech stays above -1.0."""
HIGHEST_COMPRESSION = 2.4
"""zlib ratio above which a text repeats itself (Whisper's own limit): a loop had 17.9, speech has 1 to 1.8."""
FEWEST_WORDS = 1.0
"""Words per second of voice, after the first second, below which hints are doubted. Speech has 2 and more. One in ten
clips that begin in mid-word had 0 to 0.7 with hints (tiny.en), and all its words without them."""
MOST_HINT_TOKENS = 120
"""What hints may take of the decoder's 448 places: about 50 terms, best first, some 0.1 s of reading."""

_LONGEST_HINT = 48  # characters; longer ones are sentences, which Whisper would go on with
_TOKENS_PER_SECOND = 12  # fast speech with digits has 8: what goes beyond is a loop, and is stopped there
_SPARE_TOKENS = 24
_MOST_TOKENS = 300  # with the hints and the control tokens it fits into the decoder's 448 places
_AT_ONCE = 2  # pieces: two cost the decoder a third less than one after the other, four no less than two
_SURE_LOGPROB = -0.8  # what is worse in a short window is looked at in a whole one: speech had -0.1 to -0.5
_SURE_COMPRESSION = 2.0
_FILES = ("model.bin", "config.json", "tokenizer.json")


class WhisperTranscriber(Transcriber):
    """Whole utterances at `finish`, piece by piece where they are longer than 28 s, with a `Partial` after each.

    `model_dir` is a folder with a CTranslate2 model; nothing is ever fetched. `language` is never guessed (that would
    take a second pass). `beam_size` 1 is the quickest; 5 gains little with hints. Hints go in as text that is thought
    to have been said before, in the spelling wanted.
    """

    def __init__(self, *, model_dir: str, threads: int, language: str = "en", beam_size: int = 1) -> None:
        self._folder = Path(model_dir)
        self._threads = threads
        self._language = language
        self._beam_size = beam_size
        self._model: Any = None
        self._network: WhisperNetwork | None = None
        self._detector: VoiceActivity | None = None
        self._open: dict[str, tuple[tuple[str, ...], bytearray]] = {}

    def load(self) -> None:
        """Load the model from its folder. Raises `EngineError` if it is incomplete or does not know the language."""
        absent = [name for name in _FILES if not (self._folder / name).is_file()]
        if absent:
            raise EngineError(f"The Whisper model in {self._folder} is incomplete: {', '.join(absent)} missing.")
        os.environ["HF_HUB_OFFLINE"] = "1"  # read when huggingface_hub is imported, one line below
        from faster_whisper import WhisperModel  # noqa: PLC0415 - heavy, and only this process needs it

        try:
            self._model = WhisperModel(
                str(self._folder), device="cpu", compute_type="int8", cpu_threads=self._threads, local_files_only=True
            )
        except (RuntimeError, ValueError) as error:
            raise EngineError(f"The Whisper model in {self._folder} cannot be loaded: {error}") from error
        if self._language not in self._model.supported_languages:
            known = "English only" if not self._model.model.is_multilingual else "another choice of languages"
            raise EngineError(f'The Whisper model in {self._folder} does not know "{self._language}": it is {known}.')
        self._network = WhisperNetwork(self._model, self._language, self._beam_size)
        try:
            self._detector = load_voice_activity()
        except VoiceActivityError as error:
            raise EngineError(str(error)) from error

    def trial(self) -> None:
        """Recognise half a second of a soft tone; whether it finds words in it does not matter."""
        time = np.arange(SAMPLE_RATE_IN // 2) / SAMPLE_RATE_IN
        self._recognise([(np.sin(2 * np.pi * 220 * time) / 10).astype(np.float32)], ())

    def close(self) -> None:
        """Free the model."""
        self._model = self._network = None
        self._open.clear()

    def open(self, utterance: str, hints: Sequence[str]) -> Iterator[Partial | Final | None]:
        """Begin an utterance; one of that name that is open is begun anew."""
        self._open[utterance] = (tuple(hints), bytearray())
        yield None

    def feed(self, utterance: str, pcm: bytes) -> Iterator[Partial | Final | None]:
        """Keep the speech until `finish`. Raises `BadInputError` for half a sample and for half an hour."""
        _, audio = self._utterance(utterance)
        if len(pcm) % 2:
            raise BadInputError("Speech must come in whole 16-bit samples.")
        if len(audio) + len(pcm) > LONGEST_UTTERANCE * SAMPLE_RATE_IN * 2:
            raise BadInputError(f"The answer is too long: at most {LONGEST_UTTERANCE:g} seconds can be recognised.")
        audio += pcm
        yield None

    def finish(self, utterance: str) -> Iterator[Partial | Final | None]:
        """Recognise the whole utterance, in pieces cut at its longest pauses."""
        hints, audio = self._utterance(utterance)
        del self._open[utterance]
        samples = from_pcm16(bytes(audio))
        heard: list[str] = []
        if len(samples) > LONGEST_PIECE * SAMPLE_RATE_IN:
            if self._detector is None:
                raise EngineError("The Whisper model is not loaded.")
            spans = yield from find_speech(samples, self._detector)
            cut = [samples[piece.start : piece.end] for piece in pieces(len(samples), spans, LONGEST_PIECE)]
            for start in range(0, len(cut), _AT_ONCE):
                for text in self._recognise(cut[start : start + _AT_ONCE], hints):
                    heard.append(text)
                    yield Partial(_joined(heard))
        elif len(samples):
            heard += self._recognise([samples], hints)
        yield Final(_joined(heard))

    def discard(self, utterance: str) -> Iterator[Partial | Final | None]:
        """Forget the utterance, open or not."""
        self._open.pop(utterance, None)
        yield None

    def _utterance(self, utterance: str) -> tuple[tuple[str, ...], bytearray]:
        if utterance not in self._open:
            raise EngineError("The utterance is not open.")
        return self._open[utterance]

    def _recognise(self, parts: Sequence[Samples], hints: Sequence[str]) -> list[str]:
        """Some pieces of speech as text; each once more without hints, where they have cost words."""
        hotwords = self._hotwords(hints)
        texts = self._read(parts, hotwords)
        for index, samples in enumerate(parts):
            if hotwords is not None and self._lacks_words(texts[index], samples):
                [plain] = self._read([samples], None)
                texts[index] = max(texts[index], plain, key=lambda heard: len(heard.split()))
        return texts

    def _lacks_words(self, text: str, samples: Samples) -> bool:
        """Whether more was said than was written. Where somebody speaks is looked at only if there is some doubt."""
        words = len(text.split())
        if self._detector is None or words >= FEWEST_WORDS * (len(samples) / SAMPLE_RATE_IN - 1):
            return False
        voiced = sum(span.seconds for span in exhaust(find_speech(samples, self._detector)))
        return words < FEWEST_WORDS * (voiced - 1)

    def _read(self, parts: Sequence[Samples], hotwords: str | None) -> list[str]:
        """What Whisper hears. What looks wrong in a short window is heard once more in a whole one."""
        if self._network is None:
            raise EngineError("The Whisper model is not loaded.")
        longest = max(len(samples) for samples in parts)
        most = min(_MOST_TOKENS, _SPARE_TOKENS + longest * _TOKENS_PER_SECOND // SAMPLE_RATE_IN)
        short = window(longest, SAMPLE_RATE_IN)
        heard = self._network.hear(parts, hotwords, most, short)
        for index, transcript in enumerate(heard):
            if short < WHOLE and not _sure(transcript):
                [heard[index]] = self._network.hear([parts[index]], hotwords, most, WHOLE)
        return [_text(transcript) for transcript in heard]

    def _hotwords(self, hints: Sequence[str]) -> str | None:
        """As many hints as there is room for, as one sentence: the final stop keeps it from being continued."""
        if self._model is None:
            raise EngineError("The Whisper model is not loaded.")
        chosen: list[str] = []
        left = MOST_HINT_TOKENS
        for hint in clean_hints(hints):
            left -= len(self._model.hf_tokenizer.encode(f" {hint},", add_special_tokens=False).ids)
            if left < 0:
                break
            chosen.append(hint)
        return ", ".join(chosen) + "." if chosen else None


def clean_hints(hints: Sequence[str]) -> list[str]:
    """Hints without repetitions, control tokens of the model, control characters and sentences; order is kept."""
    seen: dict[str, str] = {}
    for hint in hints:
        text = " ".join(re.sub(r"<\|.*?\|>|[<>|\x00-\x1f\x7f\ud800-\udfff]", " ", hint).split()).strip(" ,.;")
        if 0 < len(text) <= _LONGEST_HINT:
            seen.setdefault(text.casefold(), text)
    return list(seen.values())


def _text(transcript: Transcript) -> str:
    """What is believed of it. "." is how silence reads."""
    believed = transcript.logprob >= LOWEST_LOGPROB and transcript.compression <= HIGHEST_COMPRESSION
    return transcript.text if believed and any(character.isalnum() for character in transcript.text) else ""


def _sure(transcript: Transcript) -> bool:
    return transcript.logprob >= _SURE_LOGPROB and transcript.compression <= _SURE_COMPRESSION


def _joined(texts: Sequence[str]) -> str:
    return " ".join(" ".join(texts).split())

"""What an engine is: one small base class per modality.

An engine lives in one thread of one process (see `hosts.py`). It is loaded once; each request is a generator that
yields small results, and may be closed between any two of them: that is how it is cancelled. An engine knows nothing
of actors, sockets or sessions beyond the opaque keys it is given. A generator may yield `None` to give way without a
result: the next call does the next step.

Everything that crosses the boundary (constructor arguments, request arguments, results) is picklable.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar, Literal, NewType

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Seconds = NewType("Seconds", float)

SAMPLE_RATE_IN = 16_000
"""Sampling rate of all speech that goes to a recogniser, in Hz."""


class EngineError(Exception):
    """A request failed, the engine itself is well. The message is for logs and for people."""


class BadInputError(EngineError):
    """The request's own input is at fault; making it again cannot help. The message names the fault."""


# --- Speech to text ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Word:
    """One recognised word; times in seconds from the start of the utterance."""

    text: str
    start: float
    end: float
    probability: float


@dataclass(frozen=True, slots=True)
class Partial:
    """What has been understood so far. Replaces the partial before it."""

    text: str


@dataclass(frozen=True, slots=True)
class Final:
    """The text of record of an utterance; empty if nothing was said."""

    text: str
    words: tuple[Word, ...] = ()


class Engine(ABC):
    """Base of all engines."""

    interleaves: ClassVar[bool] = False
    """Whether several requests may be in progress at once, stepped in turn. If not, they queue."""

    @abstractmethod
    def load(self) -> None:
        """Load the model, once, before any request. Raises `EngineError` with a sentence that says what is missing."""

    @abstractmethod
    def trial(self) -> None:
        """Answer one tiny request for real, so that ready means ready. Raises `EngineError` if it cannot."""

    def close(self) -> None:  # noqa: B027 - most engines have nothing to give back
        """Give back what is held. Called once, after the last request."""


class Transcriber(Engine):
    """Speech to text. An utterance is opened, fed and finished; results come as they can be had."""

    @abstractmethod
    def open(self, utterance: str, hints: Sequence[str]) -> Iterator[Partial | Final | None]:
        """Begin an utterance. `hints`: words likely to occur (names, jargon), best first."""

    @abstractmethod
    def feed(self, utterance: str, pcm: bytes) -> Iterator[Partial | Final | None]:
        """Add speech: 16-bit little-endian mono PCM at 16 kHz, any even length."""

    @abstractmethod
    def finish(self, utterance: str) -> Iterator[Partial | Final | None]:
        """End the utterance; the last result is `Final`."""

    @abstractmethod
    def discard(self, utterance: str) -> Iterator[Partial | Final | None]:
        """Forget the utterance, open or not."""

    def transcribe(self, utterance: str, pcm: bytes, hints: Sequence[str]) -> Iterator[Partial | Final | None]:
        """A whole utterance in one request: open, feed in pieces of 100 ms, finish."""
        piece = SAMPLE_RATE_IN // 10 * 2
        try:
            yield from self.open(utterance, hints)
            for start in range(0, len(pcm), piece):
                yield from self.feed(utterance, pcm[start : start + piece])
            yield from self.finish(utterance)
        finally:
            for _ in self.discard(utterance):
                pass


# --- Language model ---------------------------------------------------------------------------------------------------

Role = Literal["system", "user", "assistant"]


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a chat. `text` is plain text: the engine neutralises special tokens in it."""

    role: Role
    text: str


@dataclass(frozen=True, slots=True)
class GenerationLimits:
    """When to stop, and how to draw."""

    max_tokens: int = 60
    stop: tuple[str, ...] = ()
    """Generation ends after the first of these; the stop text itself is kept."""
    temperature: float = 0.4
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of new text (never empty; always whole characters)."""

    text: str


@dataclass(frozen=True, slots=True)
class Usage:
    """What a request cost. `prefilled` tokens were read anew, `reused` were still in the cache."""

    prefilled: int
    reused: int
    generated: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Finished:
    """The end of a generation. `text` is the whole reply, opener included, as the model's cache now holds it."""

    text: str
    reason: Literal["stop", "length", "end"]
    usage: Usage


class Generator(Engine):
    """A chat model. Each `key` (a session) keeps its own prefix in the cache, so history is not read twice."""

    interleaves: ClassVar[bool] = True

    @abstractmethod
    def prefill(self, key: str, messages: Sequence[Message]) -> Iterator[Token | Finished | None]:
        """Read `messages` into the cache of `key` ahead of time. The last result is `Finished` with empty text.

        The last message may be unfinished: a text that a later request prolongs is reused as far as it agrees.
        """

    @abstractmethod
    def generate(
        self, key: str, messages: Sequence[Message], opener: str, limits: GenerationLimits
    ) -> Iterator[Token | Finished | None]:
        """Write the next assistant message, which begins with `opener` (may be empty, must not end in a space).

        Tokens are what follows the opener. Longer histories than the context are condensed: the oldest exchanges
        are left out, the first two messages and the last ones stay.
        """

    @abstractmethod
    def forget(self, key: str) -> Iterator[Token | Finished | None]:
        """Free the cache of `key`."""


# --- Text to speech ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Pcm:
    """Speech: 16-bit little-endian mono PCM at `rate` Hz."""

    data: bytes
    rate: int


@dataclass(frozen=True, slots=True)
class Spoken:
    """The end of a piece of speech: its duration in seconds."""

    seconds: float


@dataclass(frozen=True, slots=True)
class EncodedSpeech:
    """A whole turn's speech, encoded as one file that decodes alone."""

    data: bytes
    format: Literal["mp3"]
    seconds: float


class Synthesizer(Engine):
    """Text to speech."""

    @abstractmethod
    def speak(self, text: str) -> Iterator[Pcm | Spoken | None]:
        """Say one clause (plain text as a person would write it). The last result is `Spoken`."""


# --- Audio and documents ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class DecodedAudio:
    """A candidate's recording as the recogniser wants it.

    `pcm` is 16-bit little-endian mono at 16 kHz, cut to the spans that hold speech with some margin; it is empty if
    there is none. `seconds` is the length of the whole recording, `speech_seconds` of the voiced part.
    """

    pcm: bytes
    seconds: float
    speech_seconds: float
    format: str
    """What the bytes really were ("webm/opus", "wav/pcm_s16le", ...)."""


@dataclass(frozen=True, slots=True)
class EngineSpec:
    """How a child process builds its engine: the import path of a class, and its keyword arguments (picklable)."""

    target: str
    """"package.module:Class"."""
    arguments: dict[str, object] = field(default_factory=dict)

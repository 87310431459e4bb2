"""What an interview asks its surroundings to do, in order.

An effect that shows something carries `connection`, the socket it answers, or None for the one the candidate uses.
Effects that show something are released only when the records before them are durable; work begins at once.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class Activity(StrEnum):
    """What the interview is doing, in the words of the protocol."""

    READY = "ready"
    PROCESSING_STT = "processing_stt"
    GENERATING = "generating"
    SPEAKING = "speaking"
    ERROR = "error"


class Receipt(NamedTuple):
    """What a delivery is about: the text or the voice of the entry with this number."""

    part: Literal["text", "voice"]
    sequence: int


class Speech(NamedTuple):
    """A spoken utterance, encoded as one file."""

    data: bytes
    format: str
    seconds: float


class ChatMessage(NamedTuple):
    """One message for the language model."""

    role: Literal["system", "user", "assistant"]
    text: str


@dataclass(frozen=True, slots=True)
class Record:
    """Keep this for ever."""

    kind: str
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ShowSession:
    """Greet a socket with the session's id."""

    connection: str


@dataclass(frozen=True, slots=True)
class ShowStatus:
    """Say what the interview is doing."""

    activity: Activity
    connection: str | None = None


@dataclass(frozen=True, slots=True)
class ShowText:
    """Show an entry of the transcript. Its delivery is reported."""

    role: Literal["interviewer", "candidate"]
    text: str
    sequence: int


@dataclass(frozen=True, slots=True)
class PlaySpeech:
    """Let the candidate hear an entry. Its delivery is reported."""

    sequence: int
    speech: Speech


@dataclass(frozen=True, slots=True)
class ShowError:
    """Say what went wrong, and whether the interview goes on."""

    code: str
    message: str
    recoverable: bool = True
    connection: str | None = None


@dataclass(frozen=True, slots=True)
class ShowEnd:
    """Say on every socket that the interview is over, and close them."""

    total_turns: int


@dataclass(frozen=True, slots=True)
class Abandon:
    """Close every socket and forget this interview in memory: it is taken up again from its record."""

    message: str


@dataclass(frozen=True, slots=True)
class Transcribe:
    """Recognise a recording."""

    utterance: str
    audio: bytes
    format: str
    hints: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Generate:
    """Write the next words of the interviewer, beginning with `opener`."""

    utterance: str
    messages: tuple[ChatMessage, ...]
    opener: str
    max_tokens: int
    temperature: float
    seed: int


@dataclass(frozen=True, slots=True)
class Prefill:
    """Let the model read this while there is time."""

    messages: tuple[ChatMessage, ...]


@dataclass(frozen=True, slots=True)
class Speak:
    """Add a clause to an utterance of the interviewer. `ahead`: it is for later and may wait."""

    utterance: str
    text: str
    ahead: bool = False


@dataclass(frozen=True, slots=True)
class FinishSpeech:
    """No clause follows."""

    utterance: str


@dataclass(frozen=True, slots=True)
class HurrySpeech:
    """What was to be spoken for later is wanted now."""

    utterance: str


@dataclass(frozen=True, slots=True)
class CancelAnswer:
    """Stop recognising."""

    utterance: str


@dataclass(frozen=True, slots=True)
class CancelReply:
    """Stop writing."""

    utterance: str


@dataclass(frozen=True, slots=True)
class CancelSpeech:
    """Stop speaking, or forget what was spoken."""

    utterance: str


@dataclass(frozen=True, slots=True)
class StartTimer:
    """Tell me after so many seconds. A new timer of the same name replaces the old one."""

    name: str
    serial: int
    seconds: float


@dataclass(frozen=True, slots=True)
class StopTimer:
    """I need it no more."""

    name: str


@dataclass(frozen=True, slots=True)
class Release:
    """Free what the engines keep for this interview."""


Effect = (
    Record
    | ShowSession
    | ShowStatus
    | ShowText
    | PlaySpeech
    | ShowError
    | ShowEnd
    | Abandon
    | Transcribe
    | Generate
    | Prefill
    | Speak
    | FinishSpeech
    | HurrySpeech
    | CancelAnswer
    | CancelReply
    | CancelSpeech
    | StartTimer
    | StopTimer
    | Release
)

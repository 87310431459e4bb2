"""What can happen to an interview. Events are facts: the core never waits for one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from intervue.interview.effects import Receipt, Speech


class Fault(StrEnum):
    """Why an engine gave no result."""

    INPUT = "input"
    ENGINE = "engine"


@dataclass(frozen=True, slots=True)
class Connected:
    """A socket was opened on this interview."""

    connection: str


@dataclass(frozen=True, slots=True)
class Disconnected:
    """A socket is gone. `undelivered` is what it had been given and did not send."""

    connection: str
    undelivered: tuple[Receipt, ...] = ()


@dataclass(frozen=True, slots=True)
class ResumeReceived:
    """The candidate handed in a parsed resume (JSON, valid)."""

    connection: str
    resume: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class StartRequested:
    """The candidate is ready. `unavailable` is a sentence if no interview can be held now."""

    connection: str
    unavailable: str | None = None


@dataclass(frozen=True, slots=True)
class AnswerReceived:
    """The candidate's recording of an answer."""

    connection: str
    audio: bytes
    format: str


@dataclass(frozen=True, slots=True)
class PlaybackCompleted:
    """The candidate has heard the interviewer out."""

    connection: str


@dataclass(frozen=True, slots=True)
class EndRequested:
    """The candidate wants to end."""

    connection: str


@dataclass(frozen=True, slots=True)
class InputRejected:
    """A client sent what is no message of the protocol, or too much. `message` names the fault."""

    connection: str
    message: str


@dataclass(frozen=True, slots=True)
class Delivered:
    """Something was handed to the candidate's socket."""

    receipt: Receipt


@dataclass(frozen=True, slots=True)
class Undeliverable:
    """There was no socket to send something to."""

    receipt: Receipt


@dataclass(frozen=True, slots=True)
class AnswerRecognised:
    """What the candidate said; empty if nothing."""

    utterance: str
    text: str
    seconds: float
    speech_seconds: float


@dataclass(frozen=True, slots=True)
class AnswerNotRecognised:
    """The recording could not be used."""

    utterance: str
    fault: Fault
    message: str


@dataclass(frozen=True, slots=True)
class ReplyGrew:
    """The model wrote some more. `restarted`: it began anew; what it wrote before counts no more."""

    utterance: str
    text: str
    restarted: bool = False


@dataclass(frozen=True, slots=True)
class ReplyFinished:
    """The model's whole reply, opener included. `tokens`: how many it wrote."""

    utterance: str
    text: str
    tokens: int = 0


@dataclass(frozen=True, slots=True)
class ReplyFailed:
    """The model gave no reply."""

    utterance: str
    message: str


@dataclass(frozen=True, slots=True)
class SpeechReady:
    """An utterance of the interviewer, spoken."""

    utterance: str
    speech: Speech


@dataclass(frozen=True, slots=True)
class SpeechFailed:
    """The voice gave nothing."""

    utterance: str
    message: str


@dataclass(frozen=True, slots=True)
class TimerFired:
    """A timer that was started has run out."""

    name: str
    serial: int


@dataclass(frozen=True, slots=True)
class RecordingFailed:
    """The record could not be kept. The interview cannot go on in this process."""

    message: str


@dataclass(frozen=True, slots=True)
class ShutdownBegan:
    """The server is about to stop: what runs is finished, nothing new is begun."""


Event = (
    Connected
    | Disconnected
    | ResumeReceived
    | StartRequested
    | AnswerReceived
    | PlaybackCompleted
    | EndRequested
    | InputRejected
    | Delivered
    | Undeliverable
    | AnswerRecognised
    | AnswerNotRecognised
    | ReplyGrew
    | ReplyFinished
    | ReplyFailed
    | SpeechReady
    | SpeechFailed
    | TimerFired
    | RecordingFailed
    | ShutdownBegan
)

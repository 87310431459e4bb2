"""The vocabulary of the actors: every message that one tells another.

Requests go down and are named in the imperative; events come back up and are named in the past tense. Each carries the
id of what it is about; whoever receives an event for an id that is no longer current drops it. All are immutable.

An `Utterance` is one piece of speech, of either side: `utterance` ids are unique over all sessions
(`"<session>/<number>"`), so that they can serve as request ids of engines.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol

from intervue.store.records import Record as Record  # noqa: PLC0414, TC001 - others import it from here

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import pykka

    from intervue.engines.base import EncodedSpeech, GenerationLimits, Message, Usage, Word
    from intervue.interview.effects import Receipt
    from intervue.protocol import ServerMessage
    from intervue.resume.schema import ParsedResume
    from intervue.store.accounts import SessionToken


class Failure(StrEnum):
    """Why a request failed."""

    INPUT = "input"
    """The request's own input is at fault: making it again cannot help."""
    ENGINE = "engine"
    """The engine refused or broke, also on the second try."""
    DEADLINE = "deadline"
    BUSY = "busy"
    """The queue is full: the request was not admitted."""
    UNAVAILABLE = "unavailable"
    """There is no engine (no model), or it is still starting after a crash."""


# --- Transcriber ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Transcribe:
    """Decode and recognise a whole recording. Answered by one of the two events below."""

    utterance: str
    reply_to: pykka.ActorRef[Any]
    audio: bytes
    """The file as it came, in any container."""
    declared_format: str
    hints: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CancelTranscription:
    """Stop working on it. Nothing is answered any more."""

    utterance: str


@dataclass(frozen=True, slots=True)
class UtteranceRecognised:
    """`text` is empty if the recording holds no speech. All times in seconds."""

    utterance: str
    text: str
    words: tuple[Word, ...]
    seconds: float
    """Length of the recording."""
    speech_seconds: float
    decode_seconds: float
    recognition_seconds: float


@dataclass(frozen=True, slots=True)
class RecognitionFailed:
    """`message` is a sentence for the candidate."""

    utterance: str
    failure: Failure
    message: str


# --- Interviewer ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PrefillHistory:
    """Read a conversation into the session's cache while there is time. Never answered; the first to be dropped."""

    session: str
    messages: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class GenerateReply:
    """Write the interviewer's next words, beginning with `opener`."""

    utterance: str
    session: str
    reply_to: pykka.ActorRef[Any]
    messages: tuple[Message, ...]
    opener: str
    limits: GenerationLimits


@dataclass(frozen=True, slots=True)
class CancelReply:
    """Stop writing. Nothing is answered any more."""

    utterance: str


@dataclass(frozen=True, slots=True)
class ForgetSession:
    """Free what the model keeps for a session that is over."""

    session: str


@dataclass(frozen=True, slots=True)
class ReplyGrew:
    """A piece of text, in order, after the opener.

    A reply that is made again after its engine died starts anew: `restarted` is true on its first piece, and what came
    before it counts no more.
    """

    utterance: str
    text: str
    restarted: bool = False


@dataclass(frozen=True, slots=True)
class ReplyFinished:
    """The whole reply, opener included."""

    utterance: str
    text: str
    usage: Usage
    first_token_seconds: float
    """From the request to the first token."""


@dataclass(frozen=True, slots=True)
class ReplyFailed:
    """No reply can be had for this request."""

    utterance: str
    failure: Failure
    message: str


# --- Speaker ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SpeakClause:
    """Add a clause to an utterance; the first one begins it. Clauses are synthesised as they come.

    Clauses of an utterance with `ahead=True` (prepared for later) wait while others have work.
    """

    utterance: str
    reply_to: pykka.ActorRef[Any]
    text: str
    ahead: bool = False


@dataclass(frozen=True, slots=True)
class FinishSpeech:
    """No more clauses: answer with the whole utterance as one file."""

    utterance: str


@dataclass(frozen=True, slots=True)
class HurrySpeech:
    """An utterance that was begun with `ahead=True` is wanted now."""

    utterance: str


@dataclass(frozen=True, slots=True)
class CancelSpeech:
    """Forget the utterance. Nothing is answered any more."""

    utterance: str


@dataclass(frozen=True, slots=True)
class SpeechReady:
    """The whole utterance, encoded."""

    utterance: str
    speech: EncodedSpeech
    first_pcm_seconds: float
    """From the first clause's request to its first sound."""
    synthesis_seconds: float
    """Engine time spent on all clauses and on encoding."""


@dataclass(frozen=True, slots=True)
class SpeechFailed:
    """The utterance cannot be spoken."""

    utterance: str
    failure: Failure
    message: str


# --- Resume -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ParseResume:
    """Parse a PDF. `answer` is called from the actor's thread with the result: a resume or a failure.

    With `details` the resume is a `DetailedResume`.
    """

    request: str
    pdf: bytes
    answer: Callable[[ResumeParsed | ResumeRejected], None]
    details: bool = False


@dataclass(frozen=True, slots=True)
class ResumeParsed:
    """What the page says."""

    request: str
    resume: ParsedResume


@dataclass(frozen=True, slots=True)
class ResumeRejected:
    """`message` is a sentence for the person who handed in the file."""

    request: str
    failure: Failure
    message: str


# --- Archivist --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AppendRecords:
    """Commit these, in order. Answered by `Recorded` once they are durable, or by `RecordingFailed`."""

    session: str
    reply_to: pykka.ActorRef[Any]
    records: tuple[Record, ...]
    links: tuple[SessionToken, ...] = ()
    """Ways into the session that are kept with them, or not at all."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """All records of the session up to and including this number are durable."""

    session: str
    up_to: int


@dataclass(frozen=True, slots=True)
class RecordingFailed:
    """Records from this number on could not be kept. `message` names the cause (disk full, ...)."""

    session: str
    number: int
    message: str


@dataclass(frozen=True, slots=True)
class LoadRecords:
    """Answered by `RecordsLoaded`."""

    session: str
    reply_to: pykka.ActorRef[Any]


@dataclass(frozen=True, slots=True)
class RecordsLoaded:
    """All that is kept of a session, in order; empty for a new one. `error` is set if it could not be read."""

    session: str
    records: tuple[Record, ...]
    error: str | None = None


# --- Health -----------------------------------------------------------------------------------------------------------


class EngineState(StrEnum):
    """How an engine is."""

    MISSING = "missing"
    """Its model is not there."""
    STARTING = "starting"
    READY = "ready"
    RESTARTING = "restarting"
    """It died and is being started again."""
    FAILED = "failed"
    """It keeps dying, or cannot load: it is tried again, but rarely."""


@dataclass(frozen=True, slots=True)
class EngineHealth:
    """The state of one role's engine, as `/ready` shows it."""

    role: str
    """"stt", "llm", "tts", "decoder" or "parser"."""
    engine: str
    """What runs: "whisper-base", ..."""
    state: EngineState
    detail: str = ""
    """A sentence, if something is wrong."""
    restarts: int = 0


# --- Session ----------------------------------------------------------------------------------------------------------


class ClientConnection(Protocol):
    """A candidate's socket, as the actors see it. Every method may be called from any thread and returns at once."""

    @property
    def id(self) -> str:
        """Unique over all sockets of this process."""

    def attach(self, session: pykka.ActorRef[Any]) -> None:
        """From now on, what comes in on this socket is told to this actor."""

    def admit(self) -> None:
        """Let the candidate in."""

    def refuse(self, status: int, reason: str) -> None:
        """Turn the candidate away in the handshake with an HTTP status."""

    def send(self, message: ServerMessage, receipt: Receipt | None) -> None:
        """Send a message; when it is out, `MessageDelivered` is told if there is a receipt."""

    def handled(self) -> None:
        """One message that came in has been dealt with."""

    def close(self, code: int, reason: str) -> None:
        """Close after all that was sent."""


@dataclass(frozen=True, slots=True)
class JoinSession:
    """To the directory: a socket asks for a session."""

    session: str
    connection: ClientConnection


@dataclass(frozen=True, slots=True)
class ArrangeSession:
    """To the directory: keep these records as the beginning of a new session, before anybody enters it.

    `links` are kept with them or not at all. `answer` is called in the directory's thread: with None once all is
    durable, else with a sentence.
    """

    session: str
    records: tuple[Record, ...]
    answer: Callable[[str | None], None]
    links: tuple[SessionToken, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenConnection:
    """To a session: a socket asks to be let in."""

    connection: ClientConnection


@dataclass(frozen=True, slots=True)
class CloseConnection:
    """The socket with this id is gone."""

    connection_id: str


@dataclass(frozen=True, slots=True)
class AnswerSent:
    """A recording of an answer."""

    audio: bytes
    declared_format: str


@dataclass(frozen=True, slots=True)
class ResumeSent:
    """A parsed resume (JSON)."""

    resume: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class StartSent:
    """The candidate is ready."""


@dataclass(frozen=True, slots=True)
class PlaybackSent:
    """The interviewer's audio was played."""


@dataclass(frozen=True, slots=True)
class EndSent:
    """The candidate wants to end."""


@dataclass(frozen=True, slots=True)
class Malformed:
    """Something that is no message of the protocol, or one too many. `reason` is a sentence for its sender."""

    reason: str


ClientInput = AnswerSent | ResumeSent | StartSent | PlaybackSent | EndSent | Malformed


@dataclass(frozen=True, slots=True)
class ClientSent:
    """A socket's message. `received`: when its last byte came, on the monotonic clock."""

    connection_id: str
    sent: ClientInput
    received: float = field(default_factory=time.monotonic, compare=False)


@dataclass(frozen=True, slots=True)
class MessageDelivered:
    """A message with a receipt is out."""

    connection_id: str
    receipt: Receipt


@dataclass(frozen=True, slots=True)
class TimerDue:
    """A session's timer has run out."""

    name: str
    serial: int


@dataclass(frozen=True, slots=True)
class IdleDue:
    """A session has been without a socket for long."""


@dataclass(frozen=True, slots=True)
class SessionIdle:
    """To the directory: nobody is there, after so many sockets were opened; the session may leave memory."""

    session: str
    opened: int


@dataclass(frozen=True, slots=True)
class SessionResting:
    """To the directory: nobody is there, after so many sockets were opened; it may leave memory for want of room."""

    session: str
    opened: int


@dataclass(frozen=True, slots=True)
class LeaveMemory:
    """To a session: stop."""


@dataclass(frozen=True, slots=True)
class SessionGone:
    """To the directory: this actor cannot go on; the next socket gets a new one."""

    session: str
    ref: pykka.ActorRef[Any]

"""The contract of protocol v1 as a checker: it is fed every message with its time, and keeps what breaks a rule.

It does no I/O and knows no clock. It expects a client that does one thing at a time: it waits until the server has
settled (`awaiting` is None) before it sends the next message.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from intervue.rehearse import wire

if TYPE_CHECKING:
    from intervue.rehearse.sound import Samples


class Stage(StrEnum):
    """How far the conversation is, named by what happened last."""

    CONNECTING = "connecting"
    LOBBY = "session_started"
    STARTING = "start_interview"
    WRITING = "generating"
    WRITTEN = "the interviewer's transcript"
    VOICING = "speaking"
    SPOKEN = "audio"
    READY = "ready"
    LISTENING = "the candidate's audio"
    HEARING = "processing_stt"
    HEARD = "the candidate's transcript"
    RECOVERING = "an error"
    UNHEARD = "EMPTY_TRANSCRIPTION"
    REFUSED = "START_ERROR"
    OVER = "session_ended"
    CLOSED = "the close"


_RULES: dict[Stage, dict[str, Stage]] = {
    Stage.CONNECTING: {"session_started": Stage.LOBBY},
    Stage.LOBBY: {"recoverable": Stage.RECOVERING},
    Stage.STARTING: {"generating": Stage.WRITING, "recoverable": Stage.RECOVERING, "START_ERROR": Stage.REFUSED},
    Stage.WRITING: {"interviewer": Stage.WRITTEN, "recoverable": Stage.RECOVERING, "START_ERROR": Stage.REFUSED},
    Stage.WRITTEN: {"speaking": Stage.VOICING, "recoverable": Stage.RECOVERING},
    Stage.VOICING: {"audio": Stage.SPOKEN, "recoverable": Stage.RECOVERING},
    Stage.SPOKEN: {"ready": Stage.READY, "session_ended": Stage.OVER},
    # The server begins by itself when the time is up (a goodbye), or when it is about to stop (an error).
    Stage.READY: {"session_ended": Stage.OVER, "generating": Stage.WRITING, "recoverable": Stage.RECOVERING},
    # Not out of order: an ending and the candidate's audio may cross on the wire.
    Stage.LISTENING: {
        "processing_stt": Stage.HEARING,
        "recoverable": Stage.RECOVERING,
        "session_ended": Stage.OVER,
    },
    Stage.HEARING: {"candidate": Stage.HEARD, "EMPTY_TRANSCRIPTION": Stage.UNHEARD, "recoverable": Stage.RECOVERING},
    Stage.HEARD: {"generating": Stage.WRITING, "recoverable": Stage.RECOVERING},
    Stage.RECOVERING: {"ready": Stage.READY, "session_ended": Stage.OVER},
    # Who was not heard twice in a row is helped: a turn of the interviewer's follows the error.
    Stage.UNHEARD: {"ready": Stage.READY, "generating": Stage.WRITING, "session_ended": Stage.OVER},
    Stage.REFUSED: {"error": Stage.REFUSED, "ready": Stage.REFUSED},
    Stage.OVER: {},
    Stage.CLOSED: {},
}
_AFTER = {event: stage for rules in _RULES.values() for event, stage in rules.items()} | {"ready": Stage.READY}
"""Where an event leads wherever it comes: after a violation the checker goes on from there, not from confusion."""
_NORMAL_CLOSURE = 1000
_BY_CLIENT = {"start_interview": Stage.STARTING, "audio": Stage.LISTENING}


@dataclass(frozen=True, slots=True)
class Limits:
    """How long the server may be silent, in seconds."""

    prompt: float = 10.0
    """Where it has nothing to compute."""
    work: float = 60.0
    """Between two messages of a turn."""


@dataclass(frozen=True, slots=True)
class Violation:
    """A broken rule. `at` in seconds since the beginning."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the transcript."""

    at: float
    role: str
    text: str
    sequence: int


@dataclass(frozen=True, slots=True)
class Speech:
    """One turn of the interviewer's voice: the MP3, and its samples at the rehearsal's rate."""

    at: float
    mp3: bytes
    samples: Samples


class Contract:
    """Checks one session over one connection."""

    def __init__(self, session_id: str, limits: Limits | None = None) -> None:
        self.stage = Stage.CONNECTING
        self.violations: list[Violation] = []
        self.transcript: list[Entry] = []
        self.speeches: list[Speech] = []
        self.errors: list[dict[str, Any]] = []
        """The errors that the server reported, as they came."""
        self._session_id = session_id
        self._limits = limits or Limits()
        self._since = 0.0
        self._echoes_owed = 0
        self._ending = False
        self._status_after_resume = False

    @property
    def awaiting(self) -> str | None:
        """What the server has to do next; None while it is the client's turn."""
        if self.stage is Stage.OVER:
            return "the close of the connection"
        if self._ending and self.stage is not Stage.CLOSED:
            return "session_ended"
        if self.stage is Stage.READY and self._echoes_owed:
            return "the status that answers playback_complete"
        if self.stage in {Stage.LOBBY, Stage.READY, Stage.REFUSED, Stage.CLOSED}:
            return None
        return " or ".join(
            {"recoverable": "an error"}.get(event, event)
            for event in _RULES[self.stage]
            if event != "EMPTY_TRANSCRIPTION"  # an error like others
        )

    @property
    def limit(self) -> float:
        """How many seconds the server has for what is awaited."""
        quick = {
            Stage.CONNECTING,
            Stage.LOBBY,
            Stage.READY,
            Stage.LISTENING,
            Stage.SPOKEN,
            Stage.RECOVERING,
            Stage.OVER,
        }
        return self._limits.prompt if self.stage in quick else self._limits.work

    def sent(self, kind: str, at: float) -> None:
        """The client sends a message of this type."""
        self._since = at
        self.stage = _BY_CLIENT.get(kind, self.stage)
        self._echoes_owed += kind == "playback_complete"
        self._status_after_resume |= kind == "resume_context"
        self._ending |= kind == "end_session"

    def received(self, frame: str | bytes, at: float) -> dict[str, Any] | None:
        """The server sends a frame. Returns the message if it can be understood."""
        if self.awaiting and at - self._since > self.limit:
            self._broken(at, f"{self.awaiting} took {at - self._since:.1f} s (at most {self.limit:.0f} s)")
        self._since = at
        try:
            message = wire.read(frame)
        except wire.WireError as error:
            self._broken(at, str(error))
            return None
        found = wire.faults(message)
        for fault in found:
            self._broken(at, fault)
        if not found:
            self._ordered(_event(message), at)
            self._kept(message, at)
        return message

    def overdue(self, at: float) -> None:
        """The client has given up waiting."""
        self._broken(at, f"{self.awaiting} did not come within {self.limit:.0f} s after {self.stage}")

    def closed(self, code: int, at: float) -> None:
        """The connection is closed by the server (1006: it broke)."""
        if self.stage is not Stage.OVER:
            self._broken(at, f"the connection was closed (code {code}) before session_ended")
        elif code != _NORMAL_CLOSURE:
            self._broken(at, f"the connection was closed with code {code} instead of 1000")
        self.stage = Stage.CLOSED

    def note(self, text: str, at: float) -> None:
        """Add a violation that was seen outside the connection."""
        self._broken(at, text)

    def _ordered(self, event: str, at: float) -> None:
        if self.stage is Stage.OVER or self.stage is Stage.CLOSED:
            self._broken(at, f"{event} after session_ended")
        elif event == "ready" and self.stage is Stage.READY:
            if self._echoes_owed:
                self._echoes_owed -= 1
            else:
                self._broken(at, "a status that nobody asked for: ready while ready")
        elif event == "ready" and self.stage is Stage.LOBBY and self._status_after_resume:
            self._status_after_resume = False
        elif event in _RULES[self.stage]:
            self.stage = _RULES[self.stage][event]
        elif event == "session_ended" and self._ending:
            self.stage = Stage.OVER
        else:
            expected = self.awaiting or "nothing"
            self._broken(at, f"{event} after {self.stage}, where {expected} was due")
            if event != "session_started":
                self.stage = _AFTER.get(event, Stage.RECOVERING)

    def _kept(self, message: dict[str, Any], at: float) -> None:
        match message["type"]:
            case "transcript":
                self._entry(Entry(at, message["role"], message["text"], message["sequence"]))
            case "audio":
                try:
                    self.speeches.append(Speech(at, *wire.sound(message)))
                except wire.WireError as error:
                    self._broken(at, str(error))
            case "error":
                self.errors.append(message)
            case "session_started" | "session_ended":
                if message["session_id"] != self._session_id:
                    self._broken(at, f'"session_id" is {message["session_id"]!r}, not {self._session_id!r}')
                if message.get("total_turns", len(self.transcript)) != len(self.transcript):
                    turns = message["total_turns"]
                    self._broken(at, f"total_turns is {turns}, but there were {len(self.transcript)} transcripts")

    def _entry(self, entry: Entry) -> None:
        due = self.transcript[-1].sequence + 1 if self.transcript else 1
        if entry.sequence != due:
            self._broken(entry.at, f"sequence {entry.sequence} where {due} was due")
        self.transcript.append(entry)

    def _broken(self, at: float, text: str) -> None:
        self.violations.append(Violation(round(at, 3), text))


def _event(message: dict[str, Any]) -> str:
    match message:
        case {"type": "status", "state": state}:
            return str(state)
        case {"type": "transcript", "role": role}:
            return str(role)
        case {"type": "error", "code": code, "recoverable": recoverable}:
            return "recoverable" if recoverable and code != "EMPTY_TRANSCRIPTION" else str(code)
        case _:
            return str(message["type"])

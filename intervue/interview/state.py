"""What is durable of an interview: everything that follows from its record, and nothing else.

The same `apply` serves the running interview and the replay of its record, so both are in the same state.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Literal

from intervue.interview.arrangement import Arrangement
from intervue.interview.plan import Plan

if TYPE_CHECKING:
    from collections.abc import Mapping


class Kind(StrEnum):
    """The kinds of records."""

    ARRANGED = "arranged"
    """Made ahead by somebody who invites: before any socket."""
    OPENED = "opened"
    RESUME_RECEIVED = "resume_received"
    STARTED = "started"
    ANSWER_RECEIVED = "answer_received"
    ANSWER_LOST = "answer_lost"
    CANDIDATE_SAID = "candidate_said"
    INTERVIEWER_SAID = "interviewer_said"
    SHOWN = "shown"
    VOICELESS = "voiceless"
    ENDED = "ended"


class MoveKind(StrEnum):
    """What the interviewer does with a turn."""

    INTRODUCTION = "introduction"
    QUESTION = "question"
    FOLLOW_UP = "follow_up"
    ELABORATE = "elaborate"
    REPEAT = "repeat"
    REPHRASE = "rephrase"
    PAUSE = "pause"
    DEFLECT = "deflect"
    HELP = "help"
    """Said to somebody who was not heard."""
    WRAP_UP = "wrap_up"
    GOODBYE = "goodbye"


class Phase(StrEnum):
    """Where an interview is."""

    NEW = "new"
    WARM_UP = "warm_up"
    MAIN = "main"
    WRAP_UP = "wrap_up"
    GOODBYE = "goodbye"
    COMPLETED = "completed"


PHASE_AFTER = {MoveKind.QUESTION: Phase.MAIN, MoveKind.WRAP_UP: Phase.WRAP_UP, MoveKind.GOODBYE: Phase.GOODBYE}
"""Where an interview is after a move; after any other it is where it was."""

SILENCE = "silence"
"""Why an answer is lost in which nobody said anything."""

COUNTED = frozenset({MoveKind.INTRODUCTION, MoveKind.QUESTION, MoveKind.FOLLOW_UP})
"""Moves that ask a question of their own; the others serve the question that was asked before."""


@dataclass(slots=True)
class Entry:
    """One entry of the transcript."""

    sequence: int
    role: Literal["interviewer", "candidate"]
    text: str
    move: MoveKind | None = None
    text_shown: bool = False
    voice_done: bool = True
    """Whether there is nothing to be heard of it any more: it was sent, or it cannot be spoken."""


@dataclass(slots=True)
class InterviewState:
    """All that is known from the record."""

    arrangement: Arrangement | None = None
    resume: Mapping[str, Any] | None = None
    resumes: int = 0
    """How many were handed in, one after the other."""
    plan: Plan | None = None
    started_at: float | None = None
    ended: bool = False
    opened: bool = False
    answer_pending: bool = False
    """An answer was received and nothing came of it yet."""
    entries: list[Entry] = field(default_factory=list)
    records: int = 0
    topic: int = 0
    """The planned topic that is being talked about."""
    questions_asked: int = 0
    followups: int = 0
    """Follow-ups asked on this topic."""
    asides: int = 0
    """Turns in a row that served the same question: repeated, rephrased, asked for more, ..."""
    silences: int = 0
    """Recordings in a row in which nothing was said."""
    tokens: int = 0
    """So many the model wrote."""
    phase: Phase = Phase.NEW
    openers: list[str] = field(default_factory=list)
    """How the follow-ups so far began, newest last."""

    @property
    def started(self) -> bool:
        """Whether the introduction was given."""
        return self.plan is not None

    @property
    def last(self) -> Entry | None:
        """The newest entry of the transcript."""
        return self.entries[-1] if self.entries else None

    def questions(self) -> list[str]:
        """All that the interviewer has said."""
        return [entry.text for entry in self.entries if entry.role == "interviewer"]

    def question(self) -> str:
        """The question that waits for its answer: the last one of the interviewer that was a question of its own."""
        for entry in reversed(self.entries):
            if entry.role == "interviewer" and (entry.move in COUNTED or entry.move is MoveKind.WRAP_UP):
                return entry.text
        return ""

    def apply(self, kind: str, data: Mapping[str, Any], at: float) -> None:
        """Take one record into account. Unknown kinds (of later versions) count, but change nothing."""
        self.records += 1
        match kind:
            case Kind.ARRANGED:
                self.arrangement = Arrangement.from_json(data)
            case Kind.OPENED:
                self.opened = True
            case Kind.RESUME_RECEIVED:
                self.resume = data["resume"]
                self.resumes += 1
            case Kind.STARTED:
                self.plan = Plan.from_json(data["plan"])
                self.started_at = at
                self.phase = Phase.WARM_UP
            case Kind.ANSWER_RECEIVED:
                self.answer_pending = True
            case Kind.ANSWER_LOST:
                self.answer_pending = False
                self.silences += data.get("reason") == SILENCE
            case Kind.CANDIDATE_SAID:
                self.answer_pending = False
                self.silences = 0
                self.entries.append(Entry(data["sequence"], "candidate", data["text"]))
            case Kind.INTERVIEWER_SAID:
                self._interviewer_said(data)
            case Kind.SHOWN:
                entry = self.entries[data["sequence"] - 1]
                if data["part"] == "text":
                    entry.text_shown = True
                else:
                    entry.voice_done = True
            case Kind.VOICELESS:
                self.entries[data["sequence"] - 1].voice_done = True
            case Kind.ENDED:
                self.ended = True
                self.phase = Phase.COMPLETED

    def _interviewer_said(self, data: Mapping[str, Any]) -> None:
        move = MoveKind(data["move"])
        self.entries.append(Entry(data["sequence"], "interviewer", data["text"], move=move, voice_done=False))
        if move is not MoveKind.HELP:
            self.asides = 0 if move in COUNTED else self.asides + 1
        self.questions_asked += move in COUNTED
        self.tokens += data.get("tokens", 0)
        if data.get("opener"):
            self.openers.append(data["opener"])
        self.phase = PHASE_AFTER.get(move, self.phase)
        match move:
            case MoveKind.QUESTION:
                self.topic = data["topic"]
                self.followups = 0
            case MoveKind.FOLLOW_UP:
                self.followups += 1
            case MoveKind.WRAP_UP:
                self.asides = 0

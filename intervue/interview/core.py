"""The interview: plain code without threads that decides what happens next.

`Interview.handle(event, now)` returns the effects to carry out, in order. Nothing here blocks, sleeps or reads a clock.
What is durable is in `InterviewState`, which changes by records alone; what is in progress is in `Turns` and is gone
when the process is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from intervue.interview import events as e
from intervue.interview.effects import (
    Abandon,
    Activity,
    Effect,
    Release,
    ShowEnd,
    ShowError,
    ShowSession,
    ShowStatus,
)
from intervue.interview.moves import Move, is_over
from intervue.interview.plan import Plan, make_plan
from intervue.interview.stage import PROCESSING_ERROR, Stage
from intervue.interview.state import InterviewState, Kind, MoveKind, Phase
from intervue.interview.turns import Turns

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from intervue.interview.policy import Policy

START_ERROR = "START_ERROR"
WEBSOCKET_ERROR = "WEBSOCKET_ERROR"
MOST_RESUMES = 20
"""Different resumes of one interview that are recorded: each may be megabytes, and nothing recorded is thrown away."""
LOST_ANSWER = "Your last answer was lost when the server restarted. Please repeat it."


class Interview:
    """One interview. Used by one thread at a time."""

    def __init__(self, session: str, policy: Policy) -> None:
        self._stage = Stage(session, policy)
        self._turns = Turns(self._stage)
        self._connections: list[str] = []
        self._started_on: set[str] = set()

    @classmethod
    def restore(
        cls, session: str, policy: Policy, records: Iterable[tuple[str, Mapping[str, Any], float]]
    ) -> Interview:
        """An interview as its record left it: (kind, data, seconds since 1970) in order. No model is asked."""
        interview = cls(session, policy)
        stage = interview._stage
        for kind, data, at in records:
            stage.state.apply(kind, data, at)
        stage.generation = stage.state.records
        return interview

    @property
    def policy(self) -> Policy:
        """The limits of this interview."""
        return self._stage.policy

    @property
    def state(self) -> InterviewState:
        """What is durable. Not to be changed from outside."""
        return self._stage.state

    @property
    def idle(self) -> bool:
        """Whether no turn is in progress."""
        return self._turns.idle

    @property
    def over(self) -> bool:
        """Whether nothing will happen any more."""
        return self.state.ended

    def handle(self, event: e.Event, now: float) -> list[Effect]:
        """Take an event into account; `now` in seconds since 1970. Events for what is no longer current do nothing.

        After the end nothing does: who opens a socket then is turned away before it gets here.
        """
        if self.over:
            return []
        self._stage.begin(now)
        self._dispatch(event)
        return self._stage.effects()

    def _dispatch(self, event: e.Event) -> None:
        stage, turns = self._stage, self._turns
        match event:
            case e.Connected() | e.Disconnected() | e.Delivered() | e.Undeliverable():
                self._on_connection(event)
            case e.AnswerRecognised() | e.AnswerNotRecognised():
                turns.on_answer(event)
            case e.ReplyGrew() | e.ReplyFinished() | e.ReplyFailed():
                turns.on_reply(event)
            case e.SpeechReady() | e.SpeechFailed():
                turns.on_speech(event)
            case e.TimerFired(name, serial):
                if stage.timer_ended(name, serial):
                    self._on_timer(name)
            case e.RecordingFailed(message):
                stage.emit(ShowError(WEBSOCKET_ERROR, message, recoverable=False))
                stage.emit(Abandon(message))
            case e.ShutdownBegan():
                stage.stopping = True
                if turns.idle:
                    stage.announce_stop()
            case _:
                self._on_client(event)

    # --- The client's messages ----------------------------------------------------------------------------------------

    def _on_client(self, event: e.Event) -> None:
        match event:
            case e.InputRejected(connection, message):
                self._reject(connection, message)
            case e.ResumeReceived(connection, resume):
                self._take_resume(connection, resume)
            case e.StartRequested(connection, unavailable):
                self._start(connection, unavailable)
            case e.AnswerReceived(connection, audio, declared_format):
                refusal = self._refusal()
                if refusal:
                    self._reject(connection, refusal)
                else:
                    self._turns.take_answer(audio, declared_format)
            case e.PlaybackCompleted(connection):
                if self.state.phase is Phase.GOODBYE and self.idle:
                    self._end("completed")
                else:
                    self._stage.emit(ShowStatus(self._stage.activity, connection))
            case e.EndRequested():
                self._end("ended by the candidate")

    def _reject(self, connection: str, message: str) -> None:
        self._stage.emit(ShowError(PROCESSING_ERROR, message, connection=connection))
        self._stage.emit(ShowStatus(self._stage.activity, connection))

    def _take_resume(self, connection: str, resume: Mapping[str, Any]) -> None:
        if self.state.started:
            self._reject(connection, "The interview has started: resume_context must come before start_interview.")
            return
        if self.state.resumes >= MOST_RESUMES and self.state.resume != resume:
            self._reject(connection, "Too many resumes were sent: the interview goes on with the last one.")
            return
        if self.state.resume != resume:  # a page that comes back sends it again
            self._stage.record(Kind.RESUME_RECEIVED, {"resume": dict(resume)})
        # Spoken ahead, so that the start waits for nothing; then the model reads: both need the processor.
        self._turns.prepare(self._plan().introduction)

    def _start(self, connection: str, unavailable: str | None) -> None:
        stage = self._stage
        if self.state.started:
            if connection in self._started_on:
                self._reject(connection, "The interview has started already: start_interview is sent once.")
                return
            self._started_on.add(connection)
            stage.emit(ShowStatus(stage.activity, connection))
            return
        if stage.stopping:
            unavailable = "The server is about to restart. Please try again in a minute."
        if unavailable:
            stage.emit(ShowError(START_ERROR, unavailable, recoverable=False, connection=connection))
            stage.emit(ShowStatus(Activity.ERROR, connection))
            return
        self._started_on.add(connection)
        plan = self._plan()
        stage.record(Kind.STARTED, {"plan": plan.to_json()})
        self._start_clock()
        stage.become(Activity.GENERATING)
        self._turns.present(Move(MoveKind.INTRODUCTION, plan.introduction))

    def _plan(self) -> Plan:
        policy = self.policy
        role = self.state.arrangement.role if self.state.arrangement else ""
        return make_plan(
            self.state.resume, questions=policy.questions, followups=policy.followups_per_question, role=role
        )

    def _refusal(self) -> str | None:
        """Why no answer can be taken now."""
        if not self.state.started:
            return "The interview has not started: send start_interview before audio."
        if not self.idle:
            return "The last answer is still being worked on: wait for status ready before sending audio."
        if self.state.phase is Phase.GOODBYE:
            return "The interviewer has said goodbye: no more answers are taken."
        if self._stage.stopping:
            return "The server is about to restart. Please send this answer again in a minute."
        return None

    # --- Sockets ------------------------------------------------------------------------------------------------------

    def _on_connection(self, event: e.Connected | e.Disconnected | e.Delivered | e.Undeliverable) -> None:
        stage = self._stage
        match event:
            case e.Connected(connection):
                self._connections.append(connection)
                known = self.state.opened
                if not known:
                    stage.record(Kind.OPENED, {})
                stage.emit(ShowSession(connection))
                if known:
                    self._welcome_back(connection)
            case e.Disconnected(connection, undelivered):
                if connection in self._connections:
                    self._connections.remove(connection)
                self._started_on.discard(connection)
                stage.in_flight.difference_update(undelivered)
                if undelivered and self._connections:
                    self._catch_up()
            case e.Delivered(receipt):
                stage.in_flight.discard(receipt)
                if receipt.part == "voice" and stage.unheard and stage.unheard[0] == receipt.sequence:
                    stage.unheard = None
                stage.record(Kind.SHOWN, {"part": receipt.part, "sequence": receipt.sequence})
            case e.Undeliverable(receipt):
                stage.in_flight.discard(receipt)

    def _welcome_back(self, connection: str) -> None:
        stage = self._stage
        if len(self._connections) > 1:
            stage.emit(ShowStatus(stage.activity, connection))
            return
        self._start_clock()
        if self.state.answer_pending and not self._turns.recognising:
            stage.record(Kind.ANSWER_LOST, {"reason": "restart"})
            stage.emit(ShowStatus(Activity.READY))
            stage.emit(ShowError(PROCESSING_ERROR, LOST_ANSWER))
            stage.rest()
            return
        self._catch_up()

    def _catch_up(self) -> None:
        """Deliver what was made while nobody was there, and go on where a turn was cut off."""
        stage, turns = self._stage, self._turns
        for entry in self.state.entries:
            if not entry.text_shown and not stage.is_on_its_way("text", entry.sequence):
                before = Activity.PROCESSING_STT if entry.role == "candidate" else Activity.GENERATING
                stage.emit(ShowStatus(before))
                stage.show_text(entry)
        last = self.state.last
        if not turns.idle or last is None:
            stage.emit(ShowStatus(stage.activity))
        elif last.role == "candidate":
            turns.reply()
        elif not last.voice_done and not stage.is_on_its_way("voice", last.sequence):
            if stage.unheard and stage.unheard[0] == last.sequence:
                stage.become(Activity.SPEAKING)
                turns.play(last, stage.unheard[1])
            else:
                turns.voice(last)
        else:
            self._go_on()

    def _go_on(self) -> None:
        """Nothing is owed to the candidate."""
        stage = self._stage
        if self.state.phase is Phase.GOODBYE:
            stage.emit(ShowStatus(stage.activity))
            if "goodbye" not in stage.timers:
                stage.start_timer("goodbye", self.policy.playback_grace)
        elif self.state.started and is_over(self.state, self.policy, stage.now) and self._time_left() <= 0:
            self._turns.say_goodbye()
        else:
            stage.emit(ShowStatus(stage.activity))

    # --- Time and end -------------------------------------------------------------------------------------------------

    def _on_timer(self, name: str) -> None:
        match name:
            case "goodbye":
                self._end("completed")
            case "clock":
                if not self.idle:
                    # The turn that runs will be wrapped up; whoever says nothing after that is not waited for either.
                    self._stage.start_timer("clock", self.policy.overtime)
                elif self._connections and self.state.phase is not Phase.GOODBYE:
                    self._turns.say_goodbye()
            case "stage":
                self._turns.time_out()
            case "patience":
                self._turns.lose_patience()

    def _start_clock(self) -> None:
        """The time limit counts from the recorded start, also after a restart."""
        if self.state.started and "clock" not in self._stage.timers:
            self._stage.start_timer("clock", max(0.0, self._time_left()))

    def _time_left(self) -> float:
        """Seconds until a candidate who says nothing more is said goodbye to."""
        now = self._stage.now
        started = self.state.started_at if self.state.started_at is not None else now
        return started + self.policy.seconds + self.policy.overtime - now

    def _end(self, reason: str) -> None:
        stage = self._stage
        self._turns.cancel()
        for name in tuple(stage.timers):
            stage.stop_timer(name)
        turns = len(self.state.entries)
        stage.record(Kind.ENDED, {"reason": reason, "total_turns": turns})
        stage.emit(ShowEnd(turns))
        stage.emit(Release())

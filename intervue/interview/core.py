"""The interview: plain code without threads that decides what happens next.

`Interview.handle(event, now)` returns the effects to carry out, in order. Nothing here blocks, sleeps or reads a clock.
What is durable is in `InterviewState`, which changes by records alone; what is in progress is in `Interview` and is
gone when the process is.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Any

from intervue.interview import events as e
from intervue.interview.digest import hints
from intervue.interview.effects import (
    Abandon,
    Activity,
    CancelAnswer,
    Effect,
    PlaySpeech,
    Prefill,
    Receipt,
    Record,
    Refuse,
    Release,
    ShowEnd,
    ShowError,
    ShowSession,
    ShowStatus,
    ShowText,
    Speech,
    StartTimer,
    StopTimer,
    Transcribe,
)
from intervue.interview.live_reply import LiveReply
from intervue.interview.moves import Move, follow_up, goodbye, is_over, next_move, upcoming
from intervue.interview.plan import Plan, make_plan
from intervue.interview.prompts import awaiting_answer, conversation
from intervue.interview.state import Entry, InterviewState, Kind, MoveKind, Phase
from intervue.interview.voicing import Utterance, Voicing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from intervue.interview.policy import Policy

EMPTY_TRANSCRIPTION = "EMPTY_TRANSCRIPTION"
PROCESSING_ERROR = "PROCESSING_ERROR"
START_ERROR = "START_ERROR"

MOST_ATTEMPTS = 2
"""A follow-up that fails its checks is made once more, then the plan's wording takes its place."""


class Interview:
    """One interview. Used by one thread at a time."""

    def __init__(self, session: str, policy: Policy) -> None:
        self.session = session
        self.policy = policy
        self.state = InterviewState()
        self._effects: list[Effect] = []
        self._now = 0.0
        self._connections: list[str] = []
        self._started_on: set[str] = set()
        self._activity = Activity.READY
        self._answer: str | None = None
        self._live: LiveReply | None = None
        self._speaking: tuple[Utterance, Entry] | None = None
        self._in_flight: set[Receipt] = set()
        self._unheard: tuple[int, Speech] | None = None
        self._timers: dict[str, int] = {}
        self._serial = 0
        self._generation = 0
        self._stopping = False
        self._voicing = Voicing(self._emit, self._new_id)

    @classmethod
    def restore(
        cls, session: str, policy: Policy, records: Iterable[tuple[str, Mapping[str, Any], float]]
    ) -> Interview:
        """An interview as its record left it: (kind, data, seconds since 1970) in order. No model is asked."""
        interview = cls(session, policy)
        for kind, data, at in records:
            interview.state.apply(kind, data, at)
        interview._generation = interview.state.records
        return interview

    @property
    def idle(self) -> bool:
        """Whether no turn is in progress."""
        return self._answer is None and self._live is None and self._speaking is None

    @property
    def over(self) -> bool:
        """Whether nothing will happen any more."""
        return self.state.ended

    def handle(self, event: e.Event, now: float) -> list[Effect]:
        """Take an event into account; `now` in seconds since 1970. Events for what is no longer current do nothing."""
        self._effects = []
        self._now = now
        if self.state.ended:
            return [Refuse(event.connection)] if isinstance(event, e.Connected) else []
        self._dispatch(event)
        return self._effects

    def _dispatch(self, event: e.Event) -> None:
        match event:
            case e.Connected() | e.Disconnected() | e.Delivered() | e.Undeliverable():
                self._on_connection(event)
            case e.AnswerRecognised() | e.AnswerNotRecognised():
                if event.utterance == self._answer:
                    self._on_answer(event)
            case e.ReplyGrew() | e.ReplyFinished() | e.ReplyFailed():
                if self._live is not None and event.utterance == self._live.utterance:
                    self._on_reply(self._live, event)
            case e.SpeechReady() | e.SpeechFailed():
                self._on_speech(event)
            case e.TimerFired():
                if self._timers.get(event.name) == event.serial:
                    del self._timers[event.name]
                    self._on_timer(event.name)
            case e.RecordingFailed():
                self._emit(ShowError(PROCESSING_ERROR, event.message, recoverable=False))
                self._emit(Abandon(event.message))
            case e.ShutdownBegan():
                self._stopping = True
                if self.idle:
                    self._announce_stop()
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
            case e.AnswerReceived():
                self._take_answer(event)
            case e.PlaybackCompleted(connection):
                if self.state.phase is Phase.GOODBYE and self.idle:
                    self._end("completed")
                else:
                    self._emit(ShowStatus(self._activity, connection))
            case e.EndRequested():
                self._end("ended by the candidate")

    def _reject(self, connection: str, message: str) -> None:
        self._emit(ShowError(PROCESSING_ERROR, message, connection=connection))
        self._emit(ShowStatus(self._activity, connection))

    def _take_resume(self, connection: str, resume: Mapping[str, Any]) -> None:
        if self.state.started:
            self._reject(connection, "The interview has started: resume_context must come before start_interview.")
            return
        self._record(Kind.RESUME_RECEIVED, {"resume": dict(resume)})
        # Read and spoken ahead, so that the start waits for nothing.
        self._emit(Prefill(conversation(self.state.resume, ())))
        self._voicing.prepare(self._make_plan().introduction)

    def _start(self, connection: str, unavailable: str | None) -> None:
        if self.state.started:
            if connection in self._started_on:
                self._reject(connection, "The interview has started already: start_interview is sent once.")
                return
            self._started_on.add(connection)
            self._emit(ShowStatus(self._activity, connection))
            return
        if self._stopping:
            unavailable = "The server is about to restart. Please try again in a minute."
        if unavailable:
            self._emit(ShowError(START_ERROR, unavailable, recoverable=False, connection=connection))
            self._emit(ShowStatus(Activity.ERROR, connection))
            return
        self._started_on.add(connection)
        plan = self._make_plan()
        self._record(Kind.STARTED, {"plan": plan.to_json()})
        self._start_clock()
        self._become(Activity.GENERATING)
        self._present(Move(MoveKind.INTRODUCTION, plan.introduction))

    def _make_plan(self) -> Plan:
        return make_plan(
            self.state.resume, questions=self.policy.questions, followups=self.policy.followups_per_question
        )

    def _take_answer(self, event: e.AnswerReceived) -> None:
        refusal = self._refusal()
        if refusal:
            self._reject(event.connection, refusal)
            return
        self._become(Activity.PROCESSING_STT)
        if not event.audio:
            self._show_empty("The recording was empty. Please try again.")
            return
        self._record(Kind.ANSWER_RECEIVED, {"bytes": len(event.audio), "format": event.format[:40]})
        self._answer = self._new_id()
        self._emit(Transcribe(self._answer, event.audio, event.format, hints(self.state.resume)))
        self._start_timer("stage", self.policy.stage_seconds)

    def _refusal(self) -> str | None:
        if not self.state.started:
            return "The interview has not started: send start_interview before audio."
        if not self.idle:
            return "The last answer is still being worked on: wait for status ready before sending audio."
        if self.state.phase is Phase.GOODBYE:
            return "The interviewer has said goodbye: no more answers are taken."
        if self._stopping:
            return "The server is about to restart. Please send this answer again in a minute."
        return None

    # --- The candidate's answer ---------------------------------------------------------------------------------------

    def _on_answer(self, event: e.AnswerRecognised | e.AnswerNotRecognised) -> None:
        self._answer = None
        self._stop_timer("stage")
        if isinstance(event, e.AnswerNotRecognised):
            self._record(Kind.ANSWER_LOST, {"reason": event.fault})
            self._emit(ShowError(PROCESSING_ERROR, event.message))
            self._rest()
            return
        text = event.text.strip()
        if not text:
            self._record(Kind.ANSWER_LOST, {"reason": "silence"})
            self._show_empty("Could not understand audio. Please try again.")
            return
        self._record(
            Kind.CANDIDATE_SAID,
            {
                "sequence": len(self.state.entries) + 1,
                "text": text,
                "seconds": round(event.seconds, 3),
                "speech_seconds": round(event.speech_seconds, 3),
            },
        )
        self._show_text(self.state.entries[-1])
        self._reply()

    def _show_empty(self, message: str) -> None:
        self._emit(ShowError(EMPTY_TRANSCRIPTION, message))
        self._rest()

    # --- The interviewer's reply --------------------------------------------------------------------------------------

    def _reply(self) -> None:
        self._become(Activity.GENERATING)
        move = next_move(self.state, self.policy, self._now)
        if move.kind is MoveKind.FOLLOW_UP:
            self._generate(move, attempt=0)
        else:
            self._present(move)

    def _generate(self, move: Move, attempt: int) -> None:
        self._live = LiveReply(
            self._new_id(), move, attempt=attempt, policy=self.policy, voicing=self._voicing, emit=self._emit
        )
        seed = zlib.crc32(self.session.encode()) + len(self.state.entries)
        self._live.begin(conversation(self.state.resume, self.state.entries), seed % 2**31)
        self._start_timer("stage", self.policy.stage_seconds)

    def _on_reply(self, live: LiveReply, event: e.ReplyGrew | e.ReplyFinished | e.ReplyFailed) -> None:
        match event:
            case e.ReplyGrew(_, text, restarted):
                if live.grew(text, restarted=restarted):
                    self._try_again(live)
            case e.ReplyFinished(_, text):
                last = self.state.last
                answer = last.text if last else ""
                if live.finished(text, answer=answer, asked=self.state.questions()):
                    self._try_again(live)
                    return
                self._live = None
                move = Move(MoveKind.FOLLOW_UP, text, topic=live.move.topic, opener=live.move.opener)
                self._present(move, live.speech(text))
            case e.ReplyFailed():
                self._fall_back(live)

    def _try_again(self, live: LiveReply) -> None:
        if live.attempt + 1 >= MOST_ATTEMPTS:
            self._fall_back(live)
            return
        live.cancel()
        self._generate(follow_up(self.state, live.attempt + 1), live.attempt + 1)

    def _fall_back(self, live: LiveReply) -> None:
        live.cancel()
        self._live = None
        self._present(Move(MoveKind.FOLLOW_UP, live.move.text, topic=live.move.topic), reason=live.breach or "failed")

    def _present(self, move: Move, utterance: Utterance | None = None, reason: str | None = None) -> None:
        """Record and show what the interviewer says, and let it be heard as soon as it is spoken."""
        data = {
            "sequence": len(self.state.entries) + 1,
            "text": move.text,
            "move": move.kind,
            "topic": move.topic,
            "opener": move.opener,
        }
        if reason:
            data["replaced"] = reason
        self._record(Kind.INTERVIEWER_SAID, data)
        entry = self.state.entries[-1]
        self._show_text(entry)
        self._voice(entry, utterance)

    def _voice(self, entry: Entry, utterance: Utterance | None = None) -> None:
        self._become(Activity.SPEAKING)
        spoken = utterance or self._voicing.say(entry.text)
        self._speaking = (spoken, entry)
        if spoken.speech is not None:
            self._play(spoken.speech)
        elif spoken.failed:
            self._go_voiceless()
        else:
            self._start_timer("stage", self.policy.stage_seconds)

    def _on_speech(self, event: e.SpeechReady | e.SpeechFailed) -> None:
        utterance = self._voicing.get(event.utterance)
        if utterance is None:
            return
        if isinstance(event, e.SpeechReady):
            utterance.speech = event.speech
        else:
            utterance.failed = True
        if self._speaking is not None and self._speaking[0] is utterance:
            if utterance.speech is not None:
                self._play(utterance.speech)
            else:
                self._go_voiceless()

    def _play(self, speech: Speech) -> None:
        if self._speaking is None:
            return
        utterance, entry = self._speaking
        self._stop_timer("stage")
        self._speaking = None
        self._voicing.drop(utterance)
        self._send_voice(entry.sequence, speech)
        self._after_speech(entry, speech.seconds)

    def _send_voice(self, sequence: int, speech: Speech) -> None:
        self._unheard = (sequence, speech)
        self._in_flight.add(Receipt("voice", sequence))
        self._emit(PlaySpeech(sequence, speech))

    def _go_voiceless(self) -> None:
        if self._speaking is None:
            return
        utterance, entry = self._speaking
        self._stop_timer("stage")
        self._speaking = None
        self._voicing.drop(utterance)
        self._record(Kind.VOICELESS, {"sequence": entry.sequence})
        self._emit(ShowError(PROCESSING_ERROR, "The voice failed. Please read the interviewer's words instead."))
        self._after_speech(entry, 0.0)

    def _after_speech(self, entry: Entry, seconds: float) -> None:
        self._rest()
        if entry.move is MoveKind.GOODBYE:
            self._start_timer("goodbye", seconds + self.policy.playback_grace)
        elif not self._stopping:
            self._prepare()

    def _prepare(self) -> None:
        """Use the time in which the candidate listens and talks."""
        self._emit(Prefill(awaiting_answer(self.state.resume, self.state.entries)))
        self._voicing.prepare(upcoming(self.state, self.policy, self._now).text)

    # --- Sockets ------------------------------------------------------------------------------------------------------

    def _on_connection(self, event: e.Connected | e.Disconnected | e.Delivered | e.Undeliverable) -> None:
        match event:
            case e.Connected(connection):
                self._connections.append(connection)
                known = self.state.opened
                if not known:
                    self._record(Kind.OPENED, {})
                self._emit(ShowSession(connection))
                if known:
                    self._welcome_back(connection)
            case e.Disconnected(connection, undelivered):
                if connection in self._connections:
                    self._connections.remove(connection)
                self._started_on.discard(connection)
                self._in_flight.difference_update(undelivered)
                if undelivered and self._connections:
                    self._catch_up()
            case e.Delivered(receipt):
                self._in_flight.discard(receipt)
                if receipt.part == "voice" and self._unheard and self._unheard[0] == receipt.sequence:
                    self._unheard = None
                self._record(Kind.SHOWN, {"part": receipt.part, "sequence": receipt.sequence})
            case e.Undeliverable(receipt):
                self._in_flight.discard(receipt)

    def _welcome_back(self, connection: str) -> None:
        if len(self._connections) > 1:
            self._emit(ShowStatus(self._activity, connection))
            return
        self._start_clock()
        if self.state.answer_pending and self._answer is None:
            self._record(Kind.ANSWER_LOST, {"reason": "restart"})
            self._emit(ShowStatus(Activity.READY))
            self._emit(
                ShowError(PROCESSING_ERROR, "Your last answer was lost when the server restarted. Please repeat.")
            )
            self._rest()
            return
        self._catch_up()

    def _catch_up(self) -> None:
        """Deliver what was made while nobody was there, and go on where a turn was cut off."""
        for entry in self.state.entries:
            if not entry.text_shown and Receipt("text", entry.sequence) not in self._in_flight:
                before = Activity.PROCESSING_STT if entry.role == "candidate" else Activity.GENERATING
                self._emit(ShowStatus(before))
                self._show_text(entry)
        last = self.state.last
        if not self.idle or last is None:
            self._emit(ShowStatus(self._activity))
        elif last.role == "candidate":
            self._reply()
        elif not last.voice_done and Receipt("voice", last.sequence) not in self._in_flight:
            self._catch_up_voice(last)
        elif self.state.phase is Phase.GOODBYE:
            self._emit(ShowStatus(self._activity))
            if "goodbye" not in self._timers:
                self._start_timer("goodbye", self.policy.playback_grace)
        elif self._overtime():
            self._say_goodbye()
        else:
            self._emit(ShowStatus(self._activity))

    def _catch_up_voice(self, entry: Entry) -> None:
        if self._unheard and self._unheard[0] == entry.sequence:
            speech = self._unheard[1]
            self._become(Activity.SPEAKING)
            self._send_voice(entry.sequence, speech)
            self._after_speech(entry, speech.seconds)
        else:
            self._voice(entry)

    # --- Time and end -------------------------------------------------------------------------------------------------

    def _on_timer(self, name: str) -> None:
        match name:
            case "goodbye":
                self._end("completed")
            case "clock":
                if self.idle and self._connections and self.state.phase is not Phase.GOODBYE:
                    self._say_goodbye()
            case "stage":
                self._time_out()

    def _time_out(self) -> None:
        """A stage took longer than any engine may: its result does not count any more."""
        message = "This took too long. Please try again."
        if self._answer is not None:
            self._emit(CancelAnswer(self._answer))
            self._on_answer(e.AnswerNotRecognised(self._answer, e.Fault.ENGINE, message))
        elif self._live is not None:
            self._fall_back(self._live)
        else:
            self._go_voiceless()

    def _start_clock(self) -> None:
        """The time limit counts from the recorded start, also after a restart."""
        if self.state.started_at is not None and "clock" not in self._timers:
            self._start_timer("clock", max(0.0, self._time_left()))

    def _time_left(self) -> float:
        started = self.state.started_at if self.state.started_at is not None else self._now
        return started + self.policy.seconds + self.policy.overtime - self._now

    def _overtime(self) -> bool:
        return self.state.started and is_over(self.state, self.policy, self._now) and self._time_left() <= 0

    def _say_goodbye(self) -> None:
        self._become(Activity.GENERATING)
        self._present(goodbye(self.state))

    def _end(self, reason: str) -> None:
        if self._answer is not None:
            self._emit(CancelAnswer(self._answer))
        if self._live is not None:
            self._live.cancel()
        self._answer = self._live = self._speaking = None
        self._voicing.drop_all()
        for name in tuple(self._timers):
            self._stop_timer(name)
        self._record(Kind.ENDED, {"reason": reason, "total_turns": len(self.state.entries)})
        self._emit(ShowEnd(len(self.state.entries)))
        self._emit(Release())

    def _announce_stop(self) -> None:
        self._emit(
            ShowError(PROCESSING_ERROR, "The server is restarting. The interview goes on when it is back; please wait.")
        )
        self._emit(ShowStatus(self._activity))

    # --- Small things -------------------------------------------------------------------------------------------------

    def _emit(self, effect: Effect) -> None:
        self._effects.append(effect)

    def _record(self, kind: Kind, data: dict[str, Any]) -> None:
        self.state.apply(kind, data, self._now)
        self._emit(Record(kind, data))

    def _show_text(self, entry: Entry) -> None:
        self._in_flight.add(Receipt("text", entry.sequence))
        self._emit(ShowText(entry.role, entry.text, entry.sequence))

    def _become(self, activity: Activity) -> None:
        self._activity = activity
        self._emit(ShowStatus(activity))

    def _rest(self) -> None:
        self._become(Activity.READY)
        if self._stopping:
            self._announce_stop()

    def _new_id(self) -> str:
        self._serial += 1
        return f"{self.session}/{self._generation}.{self._serial}"

    def _start_timer(self, name: str, seconds: float) -> None:
        self._serial += 1
        self._timers[name] = self._serial
        self._emit(StartTimer(name, self._serial, seconds))

    def _stop_timer(self, name: str) -> None:
        if self._timers.pop(name, None) is not None:
            self._emit(StopTimer(name))

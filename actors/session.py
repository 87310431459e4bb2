"""One actor per interview: feeds events to its core and carries out the effects."""

from __future__ import annotations

import logging
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from actors import messages as m
from actors.draining import SessionDrained, StopGracefully
from actors.erasing import EraseSession, SessionLetGo
from actors.mailbox import Actor
from actors.observer import SessionObserver
from actors.outbox import Outbox
from actors.places import Places
from actors.worker import tell
from intervue.engines.base import GenerationLimits, Message
from intervue.interview import effects as fx
from intervue.interview import events as e
from intervue.interview.core import Interview
from intervue.metrics import Metrics
from intervue.protocol import ErrorCode

if TYPE_CHECKING:
    from collections.abc import Callable

    import pykka

    from actors.scheduling import Scheduler, Timer
    from actors.turn_timings import TurnTimings
    from intervue.interview.policy import Policy

logger = logging.getLogger(__name__)

ERASED = "This interview was erased: nothing of it is kept."
STOP_TEXTS = ("?",)
"""A follow-up ends with its first question mark."""


@dataclass(frozen=True, slots=True)
class Services:
    """Whom a session works with, and what it needs to know of its surroundings."""

    transcriber: pykka.ActorRef[Any]
    interviewer: pykka.ActorRef[Any]
    speaker: pykka.ActorRef[Any]
    archivist: pykka.ActorRef[Any]
    scheduler: Scheduler
    unavailable: Callable[[], str | None]
    """A sentence that says why no interview can be held now, or None. Called from the actor's thread."""
    clock: Callable[[], float]
    """Seconds since 1970."""
    policy: Policy
    idle_seconds: float
    """An interview without a socket leaves memory after this time."""
    most_connections: int = 4
    """Open sockets of one interview."""
    metrics: Metrics = field(default_factory=Metrics)
    places: Places = field(default_factory=Places)
    """How many interviews may be held at once."""


class SessionActor(Actor):
    """Owns one interview. Its handlers take microseconds; whatever takes longer is told to somebody else.

    An exception in a handler means that the state can no longer be trusted: the sockets are closed, the actor is
    forgotten, and the candidate's page comes back to an interview that is restored from its record.
    """

    def __init__(self, session: str, services: Services, directory: pykka.ActorRef[Any], timings: TurnTimings) -> None:
        super().__init__()
        self.session = session
        self._services = services
        self._directory = directory
        self._observer = SessionObserver(session, services.metrics, timings)
        self._outbox = Outbox(session, self._tell_core)
        self._interview: Interview | None = None
        self._started_at = 0.0
        """Seconds since 1970 when the scheduler's clock, which nobody sets, was at zero."""
        self._waiting: deque[object] = deque()
        self._recorded = 0
        self._timers: dict[str, Timer] = {}
        self._opened = 0
        self._idle_timer: Timer | None = None
        self._stopping = False
        self._said_drained = False
        self._has_place = False
        self._given_up: str | None = None
        """Why this actor takes nothing any more: the next socket gets a new one."""

    def on_start(self) -> None:
        """Ask for the record; whatever is told in the meantime waits."""
        self._services.archivist.tell(m.LoadRecords(self.session, self.actor_ref))

    def on_receive(self, message: Any) -> None:
        """Take one message; a fault of our own closes this interview's sockets and nobody else's."""
        try:
            self._take(message)
        except Exception:
            logger.exception("Session failed; it will be restored from its record", extra=self._observer.ids())
            self._observer.failed()
            self._give_up("An internal error. Please reconnect.")

    def on_stop(self) -> None:
        """Close what is open."""
        self._cancel_timers()
        self._services.places.leave(self.session)
        self._outbox.close_all(1012, "The server is restarting.")

    # --- What comes in ------------------------------------------------------------------------------------------------

    def _take(self, message: Any) -> None:
        if isinstance(message, EraseSession):
            self._be_erased()
        elif self._given_up is not None:
            self._turn_away(message, self._given_up)
        elif isinstance(message, m.RecordsLoaded):
            self._restore(message)
        elif self._interview is None:
            self._waiting.append(message)
        elif isinstance(message, m.Recorded):
            self._outbox.release(message.up_to)
            self._take_waiting()
        elif isinstance(message, m.OpenConnection) or (self._waiting and isinstance(message, _FROM_CLIENTS)):
            # A new socket is greeted after all that is on its way has gone where it belongs.
            self._waiting.append(message)
            self._take_waiting()
        else:
            self._handle(self._interview, message)

    def _restore(self, loaded: m.RecordsLoaded) -> None:
        if loaded.error is not None:
            logger.error("The record cannot be read: %s", loaded.error, extra=self._observer.ids())
            self._give_up("This interview cannot be read at the moment. Please tell whoever invited you.")
            return
        records = ((record.kind, record.data, record.at) for record in loaded.records)
        self._interview = Interview.restore(self.session, self._services.policy, records)
        self._recorded = len(loaded.records)
        self._observer.restored(loaded.records)
        # The wall clock is read once: whoever sets it in mid-interview neither ends nor prolongs one. Time goes on from
        # the last record where the clock was set back before a restart.
        latest = loaded.records[-1].at if loaded.records else 0.0
        self._started_at = max(self._services.clock(), latest) - self._services.scheduler.now()
        self._outbox.release(self._recorded)
        self._take_waiting()

    def _take_waiting(self) -> None:
        while self._waiting and self._interview is not None and self._outbox.empty:
            self._handle(self._interview, self._waiting.popleft())

    def _handle(self, interview: Interview, message: Any) -> None:
        match message:
            case m.OpenConnection(connection):
                self._open(connection)
            case m.CloseConnection(connection_id):
                undelivered = self._outbox.remove(connection_id)
                self._tell_core(e.Disconnected(connection_id, undelivered))
            case m.ClientSent(connection_id, sent):
                self._observer.came_in(message.received)
                self._outbox.spoke(connection_id)
                self._tell_core(self._event(connection_id, sent))
                self._outbox.handled(connection_id)
            case m.MessageDelivered(connection_id, receipt):
                if self._outbox.delivered(connection_id, receipt):
                    self._observer.delivered(receipt)
                    self._tell_core(e.Delivered(receipt))
            case m.RecordingFailed():
                logger.error("The record cannot be kept: %s", message.message, extra=self._observer.ids())
                self._outbox.discard()
                self._tell_core(
                    e.RecordingFailed("This interview cannot be stored at the moment. Please tell whoever invited you.")
                )
            case StopGracefully():
                self._stopping = True
                self._tell_core(e.ShutdownBegan())
            case m.LeaveMemory():
                tell(self._services.interviewer, m.ForgetSession(self.session))
                self.stop()
            case m.TimerDue(name, serial):
                self._tell_core(e.TimerFired(name, serial))
            case m.IdleDue():
                self._offer_to_leave()
            case _:
                self._tell_core(self._engine_event(message))
        self._after(interview)

    def _after(self, interview: Interview) -> None:
        if self._given_up is not None:
            return
        self._take_place(interview)
        if self._outbox.connections:
            if self._idle_timer is not None:
                self._idle_timer.cancel()
                self._idle_timer = None
        elif self._idle_timer is None and (interview.idle or interview.over):
            wait = 0.0 if interview.over else self._services.idle_seconds
            self._idle_timer = self._services.scheduler.call_later(wait, self.actor_ref, m.IdleDue())
            tell(self._directory, m.SessionResting(self.session, self._opened))
        if self._stopping and interview.idle and self._outbox.settled and not self._said_drained:
            self._said_drained = True
            tell(self._directory, SessionDrained(self.session))

    def _take_place(self, interview: Interview) -> None:
        """Have a place among the interviews that are held as long as this one is."""
        state = interview.state
        held = state.started_at is not None and not interview.over and self._outbox.connections > 0
        if held and not self._has_place:
            gone = self._now() - (state.started_at or 0.0)
            self._services.places.keep(self.session, interview.policy.seconds - gone)
        elif not held:
            self._services.places.leave(self.session)
        self._has_place = held

    def _why_not_now(self) -> str | None:
        """Why this interview cannot begin now; if it can, it has a place."""
        reason = self._services.unavailable()
        if reason is not None or self._interview is None or self._interview.state.started:
            return reason
        return self._services.places.enter(self.session, self._interview.policy.seconds)

    def _offer_to_leave(self) -> None:
        self._idle_timer = None
        interview = self._interview
        if interview is not None and not self._outbox.connections and interview.idle:
            tell(self._directory, m.SessionIdle(self.session, self._opened))

    def _open(self, connection: m.ClientConnection) -> None:
        self._opened += 1
        if self._interview is not None and self._interview.over:
            connection.refuse(403, "This interview is over.")
            return
        if self._outbox.connections >= self._services.most_connections:
            connection.refuse(503, "This interview is open in too many windows. Close one of them and try again.")
            return
        connection.admit()
        self._outbox.add(connection)
        self._tell_core(e.Connected(connection.id))

    def _event(self, connection: str, sent: m.ClientInput) -> e.Event:
        match sent:
            case m.AnswerSent(audio, declared_format):
                return e.AnswerReceived(connection, audio, declared_format)
            case m.ResumeSent(resume):
                return e.ResumeReceived(connection, resume)
            case m.StartSent():
                return e.StartRequested(connection, self._why_not_now())
            case m.PlaybackSent():
                return e.PlaybackCompleted(connection)
            case m.EndSent():
                return e.EndRequested(connection)
            case m.Malformed(reason):
                return e.InputRejected(connection, reason)

    def _engine_event(self, message: Any) -> e.Event:
        self._observer.note(message)
        match message:
            case m.UtteranceRecognised():
                return e.AnswerRecognised(message.utterance, message.text, message.seconds, message.speech_seconds)
            case m.RecognitionFailed():
                fault = e.Fault.INPUT if message.failure is m.Failure.INPUT else e.Fault.ENGINE
                return e.AnswerNotRecognised(message.utterance, fault, message.message)
            case m.ReplyGrew():
                return e.ReplyGrew(message.utterance, message.text, message.restarted)
            case m.ReplyFinished():
                return e.ReplyFinished(message.utterance, message.text, message.usage.generated)
            case m.ReplyFailed():
                return e.ReplyFailed(message.utterance, message.message)
            case m.SpeechReady():
                speech = message.speech
                return e.SpeechReady(message.utterance, fx.Speech(speech.data, speech.format, speech.seconds))
            case m.SpeechFailed():
                return e.SpeechFailed(message.utterance, message.message)
        raise TypeError(f"A session takes no {type(message).__name__}.")

    # --- What goes out ------------------------------------------------------------------------------------------------

    def _now(self) -> float:
        """Seconds since 1970; never set back."""
        return self._started_at + self._services.scheduler.now()

    def _tell_core(self, event: e.Event) -> None:
        if self._interview is None:
            return
        now = self._now()
        effects = self._interview.handle(event, now)
        self._keep([effect for effect in effects if isinstance(effect, fx.Record)], now)
        number = self._recorded - sum(isinstance(effect, fx.Record) for effect in effects)
        for effect in effects:
            self._observer.carries_out(effect)
            if isinstance(effect, fx.Record):
                number += 1
            elif isinstance(effect, _SHOWN):
                self._outbox.put(number, effect)
            else:
                self._carry_out(effect)
        self._outbox.flush()

    def _keep(self, records: list[fx.Record], now: float) -> None:
        if not records:
            return
        first = self._recorded + 1
        self._recorded += len(records)
        for record in records:
            self._observer.recorded(record.kind, record.data)
        kept = tuple(m.Record(first + index, now, record.kind, record.data) for index, record in enumerate(records))
        self._services.archivist.tell(m.AppendRecords(self.session, self.actor_ref, kept))

    def _carry_out(self, effect: fx.Effect) -> None:
        services = self._services
        match effect:
            case fx.Transcribe():
                tell(
                    services.transcriber,
                    m.Transcribe(effect.utterance, self.actor_ref, effect.audio, effect.format, effect.hints),
                )
            case fx.Generate():
                tell(services.interviewer, self._generation(effect))
            case fx.Prefill(messages):
                tell(services.interviewer, m.PrefillHistory(self.session, _messages(messages)))
            case fx.Speak(utterance, text, ahead):
                tell(services.speaker, m.SpeakClause(utterance, self.actor_ref, text, ahead))
            case fx.FinishSpeech(utterance):
                tell(services.speaker, m.FinishSpeech(utterance))
            case fx.HurrySpeech(utterance):
                tell(services.speaker, m.HurrySpeech(utterance))
            case fx.CancelAnswer(utterance):
                tell(services.transcriber, m.CancelTranscription(utterance))
            case fx.CancelReply(utterance):
                tell(services.interviewer, m.CancelReply(utterance))
            case fx.CancelSpeech(utterance):
                tell(services.speaker, m.CancelSpeech(utterance))
            case fx.StartTimer(name, serial, seconds):
                self._stop_timer(name)
                due = m.TimerDue(name, serial)
                self._timers[name] = services.scheduler.call_later(seconds, self.actor_ref, due)
            case fx.StopTimer(name):
                self._stop_timer(name)
            case fx.Release():
                tell(services.interviewer, m.ForgetSession(self.session))
            case fx.Abandon(message):
                self._outbox.flush()  # the error that says so
                self._give_up(message)

    def _generation(self, effect: fx.Generate) -> m.GenerateReply:
        return m.GenerateReply(
            utterance=effect.utterance,
            session=self.session,
            reply_to=self.actor_ref,
            messages=_messages(effect.messages),
            opener=effect.opener,
            limits=GenerationLimits(
                max_tokens=effect.max_tokens, stop=STOP_TEXTS, temperature=effect.temperature, seed=effect.seed
            ),
        )

    def _stop_timer(self, name: str) -> None:
        timer = self._timers.pop(name, None)
        if timer is not None:
            timer.cancel()

    def _cancel_timers(self) -> None:
        for name in tuple(self._timers):
            self._stop_timer(name)
        if self._idle_timer is not None:
            self._idle_timer.cancel()

    def _give_up(self, reason: str) -> None:
        """Record nothing any more: whoever is restored from the record writes there from now on."""
        self._given_up = reason
        self._cancel_timers()
        self._services.places.leave(self.session)
        for message in self._waiting:
            self._turn_away(message, reason)
        self._waiting.clear()
        self._outbox.close_all(1011, reason)
        tell(self._services.interviewer, m.ForgetSession(self.session))
        tell(self._directory, m.SessionGone(self.session, self.actor_ref))

    def _be_erased(self) -> None:
        """End it without recording anything: what is in progress is cancelled, the candidate is told."""
        if self._interview is not None and self._given_up is None:
            for effect in self._interview.handle(e.EndRequested(""), self._now()):
                if not isinstance(effect, (fx.Record, *_SHOWN)):
                    self._carry_out(effect)
        self._given_up = ERASED
        self._cancel_timers()
        for message in self._waiting:
            if isinstance(message, m.OpenConnection):
                message.connection.refuse(403, "This interview was erased.")
        self._waiting.clear()
        self._outbox.dismiss(ErrorCode.SESSION_NOT_FOUND, ERASED)
        tell(self._services.interviewer, m.ForgetSession(self.session))
        tell(self._directory, SessionLetGo(self.session))
        self.stop()

    def _turn_away(self, message: object, reason: str) -> None:
        if isinstance(message, m.OpenConnection):
            message.connection.refuse(503, reason)
        elif isinstance(message, m.LeaveMemory):
            self.stop()


_FROM_CLIENTS = (m.ClientSent, m.CloseConnection)
_SHOWN = (fx.ShowSession, fx.ShowStatus, fx.ShowText, fx.PlaySpeech, fx.ShowError, fx.ShowEnd)


def _messages(messages: tuple[fx.ChatMessage, ...]) -> tuple[Message, ...]:
    return tuple(Message(message.role, message.text) for message in messages)

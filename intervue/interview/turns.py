"""A turn: the candidate's answer is recognised, a reply is decided and worded, and it is spoken."""

from __future__ import annotations

import zlib
from dataclasses import replace
from typing import TYPE_CHECKING

from intervue.interview import events as e
from intervue.interview.answers import told
from intervue.interview.digest import digest, hints
from intervue.interview.effects import Activity, CancelAnswer, Prefill, ShowError, Speech, Transcribe
from intervue.interview.live_reply import LiveReply
from intervue.interview.moves import Move, follow_up, goodbye, next_move, unheard, upcoming
from intervue.interview.prompts import awaiting_answer, conversation
from intervue.interview.stage import PROCESSING_ERROR
from intervue.interview.state import SILENCE, Entry, Kind, MoveKind
from intervue.interview.voicing import Utterance, Voicing

if TYPE_CHECKING:
    from intervue.interview.stage import Stage

EMPTY_TRANSCRIPTION = "EMPTY_TRANSCRIPTION"
NOT_UNDERSTOOD = "Could not understand audio. Please try again."
VOICE_FAILED = "The voice failed. Please read the interviewer's words instead."

TOO_SLOW = "too slow"
"""Why the plan's wording took the place of a reply that did not come."""
USED_UP = "used up"
"""The model has written as much as it may for one interview."""
MOST_ATTEMPTS = 2
"""A follow-up that fails its checks is made once more, then the plan's wording takes its place."""


class Turns:
    """The turn that is in progress, if any."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._voicing = Voicing(stage.emit, stage.new_id)
        self._answer: str | None = None
        self._live: LiveReply | None = None
        self._spent = 0
        """Tokens that the model wrote since the interviewer spoke last."""
        self._speaking: tuple[Utterance, Entry] | None = None

    @property
    def idle(self) -> bool:
        """Whether no turn is in progress."""
        return self._answer is None and self._live is None and self._speaking is None

    @property
    def recognising(self) -> bool:
        """Whether an answer is being recognised."""
        return self._answer is not None

    # --- The candidate's answer ---------------------------------------------------------------------------------------

    def take_answer(self, audio: bytes, declared_format: str) -> None:
        """Have a recording recognised."""
        stage = self._stage
        if not audio:
            stage.become(Activity.PROCESSING_STT)
            self._not_heard("The recording was empty. Please try again.")
            return
        stage.record(Kind.ANSWER_RECEIVED, {"bytes": len(audio), "format": declared_format[:40]})
        stage.become(Activity.PROCESSING_STT)
        self._answer = stage.new_id()
        words = hints(stage.state.resume, stage.state.question())
        stage.emit(Transcribe(self._answer, audio, declared_format, words))
        self._begin_stage()

    def on_answer(self, event: e.AnswerRecognised | e.AnswerNotRecognised) -> None:
        """The recogniser is done."""
        if event.utterance != self._answer:
            return
        stage = self._stage
        self._answer = None
        stage.stop_timer("stage")
        if isinstance(event, e.AnswerNotRecognised):
            stage.record(Kind.ANSWER_LOST, {"reason": event.fault})
            stage.emit(ShowError(PROCESSING_ERROR, event.message))
            stage.rest()
            return
        text = event.text.strip()
        if not text:
            self._not_heard(NOT_UNDERSTOOD)
            return
        said = {
            "sequence": len(stage.state.entries) + 1,
            "text": text,
            "seconds": round(event.seconds, 3),
            "speech_seconds": round(event.speech_seconds, 3),
        }
        stage.record(Kind.CANDIDATE_SAID, said)
        stage.show_text(stage.state.entries[-1])
        self.reply()

    def _not_heard(self, message: str) -> None:
        """Nothing was said; who was not heard several times in a row is helped."""
        stage = self._stage
        stage.record(Kind.ANSWER_LOST, {"reason": SILENCE})
        stage.emit(ShowError(EMPTY_TRANSCRIPTION, message))
        help_ = None if stage.stopping else unheard(stage.state)
        if help_ is None:
            stage.rest()
            return
        stage.become(Activity.GENERATING)
        self.present(help_)

    # --- The interviewer's reply --------------------------------------------------------------------------------------

    def reply(self) -> None:
        """Say what follows from the last entry, which is the candidate's."""
        stage = self._stage
        stage.become(Activity.GENERATING)
        move = next_move(stage.state, stage.policy, stage.now)
        if move.kind is not MoveKind.FOLLOW_UP:
            self.present(move)
        elif self._may_write():
            self._generate(move, attempt=0)
            stage.start_timer("patience", stage.policy.reply_patience)
        else:
            self.present(replace(move, form=""), reason=USED_UP)

    def _may_write(self) -> bool:
        """Whether the model may write one more reply, however long it gets."""
        policy = self._stage.policy
        return self._stage.state.tokens + self._spent + policy.reply_max_tokens <= policy.tokens

    def _generate(self, move: Move, attempt: int) -> None:
        stage = self._stage
        self._live = LiveReply(
            stage.new_id(), move, attempt=attempt, policy=stage.policy, voicing=self._voicing, emit=stage.emit
        )
        seed = zlib.crc32(stage.session.encode()) + len(stage.state.entries)
        self._live.begin(conversation(stage.state.resume, stage.state.entries), seed % 2**31)
        self._begin_stage()

    def on_reply(self, event: e.ReplyGrew | e.ReplyFinished | e.ReplyFailed) -> None:
        """The model has written something, or cannot."""
        live = self._live
        if live is None or event.utterance != live.utterance:
            return
        match event:
            case e.ReplyGrew(_, text, restarted):
                spoken = live.grew(text, restarted=restarted)
                if live.breach:
                    self._try_again(live)
                elif spoken:
                    self._stage.start_timer("patience", self._stage.policy.reply_patience)
            case e.ReplyFinished(_, text, tokens):
                live.cost = tokens
                state = self._stage.state
                answer = told(state.last.text) if state.last else ""
                known = (digest(state.resume), *state.questions())
                if live.finished(text, answer=answer, asked=state.questions(), known=known):
                    self._try_again(live)
                    return
                self._live = None
                self._spent += live.cost
                whole = live.whole(text)
                self.present(replace(live.move, text=whole), live.speech(whole))
            case e.ReplyFailed():
                self._fall_back(live)

    def _try_again(self, live: LiveReply) -> None:
        if live.attempt + 1 >= MOST_ATTEMPTS:
            self._fall_back(live)
            return
        self._spent += live.cost
        if not self._may_write():
            live.cost = 0
            self._fall_back(live, USED_UP)
            return
        live.cancel()
        self._generate(follow_up(self._stage.state, live.attempt + 1), live.attempt + 1)

    def _fall_back(self, live: LiveReply, reason: str | None = None) -> None:
        live.cancel()
        self._live = None
        self._spent += live.cost
        self.present(replace(live.move, form=""), reason=reason or live.breach or "failed")

    def present(self, move: Move, utterance: Utterance | None = None, reason: str | None = None) -> None:
        """Record and show what the interviewer says, and let it be heard as soon as it is spoken.

        `reason` says why the plan's wording took the place of the model's.
        """
        stage = self._stage
        said = {
            "sequence": len(stage.state.entries) + 1,
            "text": move.text,
            "move": move.kind,
            "topic": move.topic,
            "opener": move.form,
        }
        stage.stop_timer("patience")
        if reason:
            said["replaced"] = reason
        if self._spent:
            said["tokens"] = self._spent
            self._spent = 0
        stage.record(Kind.INTERVIEWER_SAID, said)
        entry = stage.state.entries[-1]
        stage.show_text(entry)
        self.voice(entry, utterance)

    def say_goodbye(self) -> None:
        """End the conversation politely, whatever was asked last."""
        self._stage.become(Activity.GENERATING)
        self.present(goodbye(self._stage.state))

    # --- The interviewer's voice --------------------------------------------------------------------------------------

    def voice(self, entry: Entry, utterance: Utterance | None = None) -> None:
        """Let an entry be heard: `utterance`, if its words are on their way already."""
        self._stage.become(Activity.SPEAKING)
        spoken = utterance or self._voicing.say(entry.text)
        self._speaking = (spoken, entry)
        if spoken.speech is not None or spoken.failed:
            self._heard_back()
        else:
            self._begin_stage()

    def on_speech(self, event: e.SpeechReady | e.SpeechFailed) -> None:
        """The voice is done with something, for now or for later."""
        utterance = self._voicing.get(event.utterance)
        if utterance is None:
            return
        if isinstance(event, e.SpeechReady):
            utterance.speech = event.speech
        else:
            utterance.failed = True
        if self._speaking is not None and self._speaking[0] is utterance:
            self._heard_back()
        elif not self._stage.state.started:
            self._stage.emit(Prefill(conversation(self._stage.state.resume, ())))

    def _heard_back(self) -> None:
        if self._speaking is None:
            return
        stage = self._stage
        utterance, entry = self._speaking
        self._speaking = None
        stage.stop_timer("stage")
        self._voicing.drop(utterance)
        if utterance.speech is not None:
            self.play(entry, utterance.speech)
            return
        stage.record(Kind.VOICELESS, {"sequence": entry.sequence})
        stage.emit(ShowError(PROCESSING_ERROR, VOICE_FAILED))
        self._after_speech(entry, 0.0)

    def play(self, entry: Entry, speech: Speech) -> None:
        """Send an entry's voice; the turn is the candidate's then."""
        self._stage.play(entry.sequence, speech)
        self._after_speech(entry, speech.seconds)

    def _after_speech(self, entry: Entry, seconds: float) -> None:
        stage = self._stage
        stage.rest()
        if entry.move is MoveKind.GOODBYE:
            stage.start_timer("goodbye", seconds + stage.policy.playback_grace)
        elif not stage.stopping:
            # The time in which the candidate listens and talks is our computing time.
            stage.emit(Prefill(awaiting_answer(stage.state.resume, stage.state.entries)))
            self.prepare(upcoming(stage.state, stage.policy, stage.now).text)

    def prepare(self, text: str) -> None:
        """Speak something ahead of time."""
        self._voicing.prepare(text)

    # --- Bounds -------------------------------------------------------------------------------------------------------

    def time_out(self) -> None:
        """A stage took longer than any engine may: its result does not count any more."""
        if self._answer is not None:
            answer = self._answer
            self._stage.emit(CancelAnswer(answer))
            message = "Understanding the answer took too long. Please try again."
            self.on_answer(e.AnswerNotRecognised(answer, e.Fault.ENGINE, message))
        elif self._live is not None:
            self._fall_back(self._live)
        elif self._speaking is not None:
            self._speaking[0].failed = True
            self._heard_back()

    def lose_patience(self) -> None:
        """The model writes nothing that could be spoken: the plan's wording takes its place."""
        if self._live is not None:
            self._fall_back(self._live, TOO_SLOW)

    def cancel(self) -> None:
        """Drop all that is in progress."""
        if self._answer is not None:
            self._stage.emit(CancelAnswer(self._answer))
        if self._live is not None:
            self._live.cancel()
        self._answer = self._live = self._speaking = None
        self._voicing.drop_all()

    def _begin_stage(self) -> None:
        self._stage.start_timer("stage", self._stage.policy.stage_seconds)

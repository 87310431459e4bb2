"""A world for an interview without threads: carries out its effects, at once or when told, and keeps what was shown."""

from __future__ import annotations

import json
from collections import deque
from dataclasses import dataclass, field
from typing import Any

from intervue.interview import effects as fx
from intervue.interview import events as e
from intervue.interview.core import Interview
from intervue.interview.policy import Policy

POLICY = Policy()
RESUME = {
    "contact": {"name": "Mara Lindqvist", "email": None, "phone": None, "location": None, "linkedin": None},
    "summary": None,
    "experiences": [
        {
            "company": "Harbour Clinic",
            "title": "Ward Nurse",
            "start_date": "2019",
            "end_date": "Present",
            "description": "",
            "highlights": [],
        },
        {
            "company": "Lakeside Hospital",
            "title": "Nursing Assistant",
            "start_date": "2015",
            "end_date": "2019",
            "description": "",
            "highlights": [],
        },
    ],
    "education": [],
    "skills": ["wound care", "triage"],
    "certifications": [],
    "raw_text": "",
}
ANSWER = "I looked after fourteen beds on the night shift, and I trained two new colleagues in wound care."
FOLLOW_UPS = (
    "You mentioned fourteen beds. How did you decide whom to look after first?",
    "You said that you trained two colleagues. What did you show them in the first week?",
    "You spoke about the night shift. Which moment of it was the hardest for you?",
    "You told me that you did wound care. Why did you choose that field?",
)


@dataclass
class World:
    """One interview with instant engines; each can be told to fail or to wait."""

    policy: Policy = POLICY
    session: str = "s1"
    now: float = 1_000_000.0
    answers: list[str] = field(default_factory=list)
    """What the recogniser will understand, in turn; `ANSWER` when there is no more."""
    replies: list[str] = field(default_factory=list)
    """What the model will write, in turn; `FOLLOW_UPS` when there is no more."""
    hold: set[type] = field(default_factory=set)
    """Effects that are not carried out by themselves: they stay in `held`."""
    held: list[fx.Effect] = field(default_factory=list)
    records: list[tuple[str, dict[str, Any], float]] = field(default_factory=list)
    shown: list[fx.Effect] = field(default_factory=list)
    work: list[fx.Effect] = field(default_factory=list)
    timers: dict[str, fx.StartTimer] = field(default_factory=dict)
    clauses: dict[str, list[str]] = field(default_factory=dict)
    sockets: list[str] = field(default_factory=list)
    written: int = 0
    events: deque[e.Event] = field(default_factory=deque)
    running: bool = False

    def __post_init__(self) -> None:
        self.interview = Interview(self.session, self.policy)

    # --- What a candidate does ----------------------------------------------------------------------------------------

    def connect(self, socket: str = "a") -> list[fx.Effect]:
        self.sockets.append(socket)
        return self.tell(e.Connected(socket))

    def disconnect(self, socket: str = "a", undelivered: tuple[fx.Receipt, ...] = ()) -> list[fx.Effect]:
        self.sockets.remove(socket)
        return self.tell(e.Disconnected(socket, undelivered))

    def start(self, socket: str = "a", unavailable: str | None = None) -> list[fx.Effect]:
        return self.tell(e.StartRequested(socket, unavailable))

    def answer(self, audio: bytes = b"audio", socket: str = "a") -> list[fx.Effect]:
        return self.tell(e.AnswerReceived(socket, audio, "webm"))

    def begun(self) -> World:
        """Connected and started."""
        self.connect()
        self.start()
        return self

    # --- The rest of the world ----------------------------------------------------------------------------------------

    def tell(self, event: e.Event) -> list[fx.Effect]:
        """Handle an event and all that follows from it; what was shown."""
        before = len(self.shown)
        self.events.append(event)
        self._run()
        return self.shown[before:]

    def _run(self) -> None:
        """One event after the other, as a mailbox does; each one's effects are carried out before the next."""
        if self.running:
            return
        self.running = True
        while self.events:
            for effect in self.interview.handle(self.events.popleft(), self.now):
                self.carry_out(effect)
        self.running = False

    def carry_out(self, effect: fx.Effect) -> None:
        if type(effect) in self.hold:
            self.held.append(effect)
            return
        match effect:
            case fx.Record(kind, data):
                self.records.append((kind, json.loads(json.dumps(data)), self.now))
            case fx.StartTimer(name):
                self.timers[name] = effect
            case fx.StopTimer(name):
                self.timers.pop(name, None)
            case fx.ShowText(sequence=sequence):
                self._deliver(effect, fx.Receipt("text", sequence))
            case fx.PlaySpeech(sequence=sequence):
                self._deliver(effect, fx.Receipt("voice", sequence))
            case fx.ShowEnd():
                self.shown.append(effect)
                self.sockets.clear()
            case fx.ShowSession() | fx.ShowStatus() | fx.ShowError():
                if effect.connection is None and not self.sockets:
                    return
                self.shown.append(effect)
            case _:
                self.work.append(effect)
                self.engine(effect)

    def engine(self, effect: fx.Effect) -> None:
        """What an engine makes of an effect."""
        match effect:
            case fx.Transcribe(utterance):
                text = self.answers.pop(0) if self.answers else ANSWER
                self.tell(e.AnswerRecognised(utterance, text, 8.0, 7.0))
            case fx.Generate(utterance):
                text = self.replies.pop(0) if self.replies else FOLLOW_UPS[self.written % len(FOLLOW_UPS)]
                self.written += 1
                self.tell(e.ReplyFinished(utterance, text))
            case fx.Speak(utterance, text):
                self.clauses.setdefault(utterance, []).append(text)
            case fx.FinishSpeech(utterance):
                words = " ".join(self.clauses.pop(utterance, []))
                self.tell(e.SpeechReady(utterance, fx.Speech(words.encode(), "mp3", 2.0)))
            case _:
                pass

    def let_go(self) -> None:
        """Carry out what was held, the oldest first, and hold nothing more."""
        self.hold.clear()
        while self.held:
            self.carry_out(self.held.pop(0))

    def fire(self, name: str) -> list[fx.Effect]:
        """A timer runs out."""
        timer = self.timers.pop(name)
        return self.tell(e.TimerFired(name, timer.serial))

    def restart(self) -> None:
        """The server was killed: only the record is left."""
        self.interview = Interview.restore(self.session, self.policy, self.records)
        self.held.clear()
        self.timers.clear()
        self.clauses.clear()
        self.sockets.clear()

    def _deliver(self, effect: fx.Effect, receipt: fx.Receipt) -> None:
        if not self.sockets:
            self.tell(e.Undeliverable(receipt))
            return
        self.shown.append(effect)
        self.tell(e.Delivered(receipt))

    def texts(self, role: str = "interviewer") -> list[str]:
        return [item.text for item in self.shown if isinstance(item, fx.ShowText) and item.role == role]


def outline(shown: list[fx.Effect]) -> list[str]:
    """What was shown, in short words."""
    words = []
    for effect in shown:
        match effect:
            case fx.ShowSession():
                words.append("session")
            case fx.ShowStatus(activity):
                words.append(str(activity))
            case fx.ShowText(role):
                words.append(role)
            case fx.PlaySpeech():
                words.append("audio")
            case fx.ShowError(code, _, recoverable):
                words.append(f"{code}{'' if recoverable else '!'}")
            case fx.ShowEnd(total):
                words.append(f"end {total}")
    return words

"""What the parts of the core share: the durable state, the effects of the event in hand, timers, and what is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from intervue.interview.effects import (
    Activity,
    Effect,
    PlaySpeech,
    Receipt,
    Record,
    ShowError,
    ShowStatus,
    ShowText,
    Speech,
    StartTimer,
    StopTimer,
)
from intervue.interview.state import Entry, InterviewState, Kind

if TYPE_CHECKING:
    from intervue.interview.policy import Policy

PROCESSING_ERROR = "PROCESSING_ERROR"
RESTARTING = "The server is restarting. The interview goes on when it is back; please wait."


class Stage:
    """Collects effects; all state that is not durable and not part of a turn is here."""

    def __init__(self, session: str, policy: Policy) -> None:
        self.session = session
        self._policy = policy
        self.state = InterviewState()
        self.now = 0.0
        self.activity = Activity.READY
        self.stopping = False
        self.in_flight: set[Receipt] = set()
        self.unheard: tuple[int, Speech] | None = None
        self.timers: dict[str, int] = {}
        self.generation = 0
        """Records at the time of restoring: makes ids differ from those of the interview's former life in memory."""
        self._effects: list[Effect] = []
        self._serial = 0

    @property
    def policy(self) -> Policy:
        """The limits: this interview's own where it has some, the installation's otherwise."""
        arrangement = self.state.arrangement
        return arrangement.limit(self._policy) if arrangement else self._policy

    def begin(self, now: float) -> None:
        """An event is being handled."""
        self.now = now
        self._effects = []

    def effects(self) -> list[Effect]:
        """What the event led to."""
        return self._effects

    def emit(self, effect: Effect) -> None:
        """Ask for something."""
        self._effects.append(effect)

    def record(self, kind: Kind, data: dict[str, Any]) -> None:
        """Change the durable state, and keep why."""
        self.state.apply(kind, data, self.now)
        self.emit(Record(kind, data))

    def become(self, activity: Activity) -> None:
        """Change what the interview is doing, and say so."""
        self.activity = activity
        self.emit(ShowStatus(activity))

    def rest(self) -> None:
        """The turn is over: it is the candidate's again."""
        self.become(Activity.READY)
        if self.stopping:
            self.announce_stop()

    def announce_stop(self) -> None:
        """Tell the candidate that the server is about to go."""
        self.emit(ShowError(PROCESSING_ERROR, RESTARTING))
        self.emit(ShowStatus(self.activity))

    def show_text(self, entry: Entry) -> None:
        """Show an entry of the transcript."""
        self.in_flight.add(Receipt("text", entry.sequence))
        self.emit(ShowText(entry.role, entry.text, entry.sequence))

    def play(self, sequence: int, speech: Speech) -> None:
        """Let an entry be heard."""
        self.unheard = (sequence, speech)
        self.in_flight.add(Receipt("voice", sequence))
        self.emit(PlaySpeech(sequence, speech))

    def is_on_its_way(self, part: str, sequence: int) -> bool:
        """Whether it was sent and not confirmed yet."""
        return (part, sequence) in self.in_flight

    def new_id(self) -> str:
        """An id that no other utterance of any interview has."""
        self._serial += 1
        return f"{self.session}/{self.generation}.{self._serial}"

    def start_timer(self, name: str, seconds: float) -> None:
        """Ask for a `TimerFired`; replaces a timer of the same name."""
        self._serial += 1
        self.timers[name] = self._serial
        self.emit(StartTimer(name, self._serial, seconds))

    def stop_timer(self, name: str) -> None:
        """It is needed no more."""
        if self.timers.pop(name, None) is not None:
            self.emit(StopTimer(name))

    def timer_ended(self, name: str, serial: int) -> bool:
        """Whether this was the timer that counts; it is gone then."""
        if self.timers.get(name) != serial:
            return False
        del self.timers[name]
        return True

"""Holds interviews through the core with a real language model, in text: no server, no voice, no recogniser.

Nothing is read ahead: words do not depend on it, and the time that a turn takes is what `make bench` measures.
"""

from __future__ import annotations

import itertools
import queue
import time
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from intervue.engine_specs import engine_specs
from intervue.engines.base import Finished, GenerationLimits, Message, Token
from intervue.engines.hosts import Done, Exited, Failed, Loaded, Result
from intervue.interview import effects as fx
from intervue.interview import events as e
from intervue.interview.core import Interview
from intervue.interview.policy import Policy
from intervue.interview.state import MoveKind, Phase
from intervue.models.select import select_models

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping

    from intervue.engines.hosts import Host
    from intervue.settings import Settings

_SOCKET = "candidate"
_PATIENCE = 600.0
"""Seconds without a word of the model after which measuring is given up."""


class Model:
    """The language model in its process, asked for one thing at a time."""

    def __init__(self, settings: Settings) -> None:
        """Loads it. Raises `RuntimeError` with a sentence if it cannot be had."""
        spec = engine_specs(settings, select_models(settings)).llm
        if spec.host_factory is None:
            raise RuntimeError(spec.missing)
        self.name = spec.engine
        self._deadline = spec.policy.request_deadline
        self._events: queue.Queue[Any] = queue.Queue()
        self._numbers = itertools.count()
        self._host: Host = spec.host_factory(self._events.put)
        self._host.start()
        event = self._events.get(timeout=_PATIENCE)
        if not isinstance(event, Loaded):
            raise RuntimeError(  # noqa: TRY004 - it is no mistake of a type
                f"The model cannot be loaded: {event}"
            )

    def close(self) -> None:
        """End its process."""
        self._host.stop(5.0)
        self._host.join(10.0)

    def ask(self, method: str, *arguments: object) -> Generator[Any, None, None]:
        """The results of one request; closing the iterator cancels it."""
        request = f"{method} {next(self._numbers)}"
        self._host.submit(request, method, arguments, self._deadline)
        over = False
        try:
            while not over:
                event = self._events.get(timeout=_PATIENCE)
                if isinstance(event, Exited):
                    raise RuntimeError(  # noqa: TRY004 - as above
                        f"The model's process ended: {event.message}"
                    )
                over = isinstance(event, Done | Failed) and event.request == request
                if isinstance(event, Result) and event.request == request and event.value is not None:
                    yield event.value
        finally:
            if not over:
                self._host.cancel(request)


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of the interviewer, and the answer before it."""

    answer: str
    text: str
    move: MoveKind
    replaced: str | None
    tries: int
    """How often the model was asked for it."""
    rejected: tuple[str, ...]
    """What the model wrote and was not spoken."""
    seconds: float
    """That the model took for all tries."""
    upcoming: str
    """The planned question that would have been next when the answer was given."""


@dataclass
class Conversation:
    """One interview in the making."""

    model: Model
    session: str
    policy: Policy = field(default_factory=Policy)
    turns: list[Turn] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.core = Interview(self.session, self.policy)
        self._now = 1_000_000.0
        self._effects: deque[fx.Effect] = deque()
        self._cancelled: set[str] = set()
        self._answer = ""
        self._upcoming = ""
        self._tries, self._seconds = 0, 0.0
        self._written: list[str] = []

    @property
    def over(self) -> bool:
        """Whether the interviewer has said goodbye."""
        return self.core.state.phase is Phase.GOODBYE or self.core.over

    def begin(self, resume: Mapping[str, Any] | None) -> str:
        """What the interviewer says first."""
        self._tell(e.Connected(_SOCKET))
        if resume is not None:
            self._tell(e.ResumeReceived(_SOCKET, resume))
        self._tell(e.StartRequested(_SOCKET))
        return self.turns[-1].text

    def say(self, answer: str) -> str:
        """What the interviewer says to an answer; empty if nothing. An empty answer is silence."""
        state, before = self.core.state, len(self.turns)
        self._now += 30.0
        topics = state.plan.topics if state.plan else ()
        self._answer, self._tries, self._seconds, self._written = answer, 0, 0.0, []
        self._upcoming = topics[state.topic + 1].question if state.topic + 1 < len(topics) else ""
        self._tell(e.AnswerReceived(_SOCKET, b"sound", "webm"))
        return self.turns[-1].text if len(self.turns) > before else ""

    def close(self) -> None:
        """Free what the model keeps of it."""
        for _ in self.model.ask("forget", self.session):
            pass

    def _tell(self, event: e.Event) -> None:
        self._effects.extend(self.core.handle(event, self._now))
        while self._effects:
            self._carry_out(self._effects.popleft())

    def _carry_out(self, effect: fx.Effect) -> None:
        match effect:
            case fx.Record(kind, data) if kind == "interviewer_said":
                move = MoveKind(data["move"])
                said, rejected = data["text"], tuple(text for text in self._written if text not in data["text"])
                figures = (data.get("replaced"), self._tries, rejected, self._seconds, self._upcoming)
                self.turns.append(Turn(self._answer, said, move, *figures))
            case fx.Transcribe(utterance):
                self._tell(e.AnswerRecognised(utterance, self._answer, 8.0, 7.0))
            case fx.Generate():
                self._generate(effect)
            case fx.CancelReply(utterance):
                self._cancelled.add(utterance)
            case fx.FinishSpeech(utterance):
                self._tell(e.SpeechReady(utterance, fx.Speech(b"sound", "mp3", 4.0)))
            case fx.ShowText(sequence=sequence):
                self._tell(e.Delivered(fx.Receipt("text", sequence)))
            case fx.PlaySpeech(sequence=sequence):
                self._tell(e.Delivered(fx.Receipt("voice", sequence)))
            case _:
                pass

    def _generate(self, effect: fx.Generate) -> None:
        self._tries += 1
        begun = time.monotonic()
        limits = GenerationLimits(effect.max_tokens, ("?",), effect.temperature, effect.seed)
        results = self.model.ask("generate", self.session, _messages(effect.messages), effect.opener, limits)
        written = effect.opener
        event: e.Event = e.ReplyFailed(effect.utterance, "The model gave no reply.")
        for result in results:
            if isinstance(result, Token):
                written += result.text
                effects = self.core.handle(e.ReplyGrew(effect.utterance, result.text), self._now)
                self._effects.extend(effects)
                if any(isinstance(item, fx.CancelReply) for item in effects):
                    break
            elif isinstance(result, Finished):
                event = e.ReplyFinished(effect.utterance, result.text)
        results.close()
        self._written.append(written)
        self._seconds += time.monotonic() - begun
        self._tell(event)


def _messages(messages: tuple[fx.ChatMessage, ...]) -> tuple[Message, ...]:
    return tuple(Message(message.role, message.text) for message in messages)

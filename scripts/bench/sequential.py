"""Our own engines called one after the other: same classes, same processes, but nothing at the same time or ahead.

The voice begins when the whole reply is written, and no conversation is read before it is needed. What the language
model's cache holds of former turns is used, as always.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, TypeVar

from intervue.engine_specs import engine_specs
from intervue.engines.base import DecodedAudio, Final, Finished, GenerationLimits, Message, Token
from intervue.interview.clauses import sentences
from intervue.interview.digest import hints
from intervue.interview.prompts import conversation
from intervue.interview.state import Entry
from scripts.bench.calls import CalledEngine
from scripts.bench.parts import CannotMeasureError

if TYPE_CHECKING:
    from intervue.models.select import ModelSelection
    from intervue.settings import Settings
    from scripts.bench.stock import Wanted

OPENER = "You mentioned"
Kind = TypeVar("Kind")


class Engines:
    """The four engines of a turn."""

    def __init__(self, settings: Settings, models: ModelSelection) -> None:
        """Load all of them, at the same time. Raises `CannotMeasureError`."""
        specs = engine_specs(settings, models)
        workers = (specs.decoder, specs.stt, specs.llm, specs.tts)
        self.decoder, self.stt, self.llm, self.tts = self._all = [CalledEngine(worker) for worker in workers]
        for engine in self._all:
            engine.wait()

    def close(self) -> None:
        """End all of them."""
        for engine in self._all:
            engine.close()


class Sequence:
    """One conversation with these engines."""

    def __init__(self, engines: Engines, key: str, greeting: str) -> None:
        """`greeting`: how the interviewer began."""
        self._engines = engines
        self._key = key
        self._entries = [Entry(1, "interviewer", greeting)]

    def turn(self, wanted: Wanted) -> dict[str, float]:
        """One turn, stage after stage. Returns the seconds of each, and their sum as "total"."""
        began = time.perf_counter()
        decoded = _last(self._engines.decoder.call("decode", wanted.recording, "webm"), DecodedAudio)
        decoding = time.perf_counter()
        words = hints(None, self._entries[-1].text)
        heard = _last(self._engines.stt.call("transcribe", self._key, decoded.pcm, words), Final)
        recognised = time.perf_counter()
        self._add("candidate", heard.text)
        writing, first = self._write(wanted.tokens)
        spoken = time.perf_counter()
        self._speak(wanted.reply)
        speaking = time.perf_counter() - spoken
        self._add("interviewer", wanted.reply)
        found = {"decode": decoding - began, "recognition": recognised - decoding, "text": writing, "speech": speaking}
        return found | {"total": sum(found.values()), "first token": first}

    def follow(self, heard: str, reply: str) -> None:
        """Take in a turn that is not compared, and read it."""
        self._add("candidate", heard)
        self._engines.llm.call("prefill", self._key, self._messages())
        self._add("interviewer", reply)

    def _add(self, role: Any, text: str) -> None:
        self._entries.append(Entry(len(self._entries) + 1, role, text))

    def _messages(self) -> tuple[Message, ...]:
        return tuple(Message(message.role, message.text) for message in conversation(None, self._entries))

    def _write(self, tokens: int) -> tuple[float, float]:
        """Seconds of a reply of so many tokens, and of its first.

        A reply that ends earlier is counted as if it had gone on at its own pace.
        """
        began = time.perf_counter()
        limits = GenerationLimits(max_tokens=tokens, temperature=0.4)
        results = self._engines.llm.call("generate", self._key, self._messages(), OPENER, limits)
        first = next((at for at, value in results if isinstance(value, Token)), time.perf_counter()) - began
        took = time.perf_counter() - began
        drawn = _last(results, Finished).usage.generated
        if 1 < drawn < tokens:
            took += (took - first) / (drawn - 1) * (tokens - drawn)
        return took, first

    def _speak(self, text: str) -> None:
        for sentence in sentences(text):
            self._engines.tts.call("say", self._key, sentence)
        self._engines.tts.call("finish", self._key)


def _last(results: list[tuple[float, Any]], kind: type[Kind]) -> Kind:
    value = results[-1][1] if results else None
    if not isinstance(value, kind):
        raise CannotMeasureError(f"An engine gave {value!r} instead of a {kind.__name__}.")
    return value

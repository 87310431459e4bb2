"""Scripted engines: real engines behind the real interfaces, whose answers and misdeeds are arguments.

A child process builds them by import path (`"tests.fakes.engines:ScriptedTranscriber"`), so all arguments are
picklable. A `Script` says how an engine behaves; what must be remembered across a crash is kept in files.
"""

from __future__ import annotations

import contextlib
import ctypes
import logging
import os
import re
import signal
import sys
import threading
import time
import types
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from intervue.engines.base import (
    BadInputError,
    DecodedAudio,
    EncodedSpeech,
    Engine,
    EngineError,
    Final,
    Finished,
    GenerationLimits,
    Generator,
    Message,
    Partial,
    Pcm,
    Spoken,
    Synthesizer,
    Token,
    Transcriber,
    Usage,
    Word,
)
from tests.fakes.sounds import mp3

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from intervue.resume.schema import ParsedResume

RATE = 22_050


def pause(seconds: float) -> None:
    """What computing for so long looks like from outside."""
    threading.Event().wait(seconds)


def misbehave(how: str) -> None:
    """End or block this process as native code would. `how`: one of the keys below."""
    ways: dict[str, Callable[[], object]] = {
        "segfault": lambda: os.kill(os.getpid(), signal.SIGSEGV),
        "abort": os.abort,
        "kill": lambda: os.kill(os.getpid(), signal.SIGKILL),
        "exit": lambda: os._exit(3),
        "hang": lambda: pause(3600),
        "hang_holding_the_lock": hang_holding_the_lock,
        "raise": raise_something,
        "refuse": refuse,
        "reject": reject,
        "sys_exit": lambda: sys.exit(2),
        "quote": quote,
        "quote_and_die": quote_and_die,
    }
    ways[how]()


def slow() -> Iterator[None]:
    """Compute without end, in small steps: it can be cancelled."""
    while True:
        pause(0.005)
        yield None


def hang_holding_the_lock() -> None:
    """Compute without end and without giving the interpreter's lock away, as PyMuPDF does."""
    re.match(r"(a+)+b", "a" * 60)


def raise_something() -> None:
    """What a defect looks like."""
    raise ZeroDivisionError("a defect")


def refuse() -> None:
    """What an engine says that cannot."""
    raise EngineError("The engine refuses.")


def reject() -> None:
    """What an engine says of bad input."""
    raise BadInputError("The input is bad.")


QUOTED = "Quistelhorn"
"""A candidate's name, which no log may show."""


def quote() -> None:
    """What libraries do: say what they were given, to the log, on standard error and in an exception."""
    logging.getLogger("some_library").error("Cannot read %s", QUOTED)
    sys.stderr.write(f"Cannot read {QUOTED}\n")
    sys.stderr.flush()
    raise ValueError(f"Cannot read {QUOTED}")


def quote_and_die() -> None:
    """The same in native code, which ends the process."""
    with contextlib.suppress(ValueError):
        quote()
    os.abort()


@dataclass(frozen=True, slots=True)
class Script:
    """How a scripted engine behaves.

    Args:
        load_seconds: what loading takes; a large number never loads.
        load_gate: a file; loading waits until it exists.
        load_error: the sentence with which loading fails.
        step_seconds: what each result takes.
        misdeeds: what happens at a request whose text or key contains the key of this dict: a key of `misbehave`, or
            "slow" for steps without end.
        once: folder in which a misdeed leaves a file, and is not repeated if it is there.
        gate: a file; every step waits until it exists, giving way all the while.
        log: a file that gets a line per begun request, `method key`.
    """

    load_seconds: float = 0.0
    load_gate: str = ""
    load_error: str = ""
    step_seconds: float = 0.0
    misdeeds: dict[str, str] = field(default_factory=dict)
    once: str = ""
    gate: str = ""
    log: str = ""


class Scripted(Engine):
    """What all scripted engines do."""

    def __init__(self, script: Script | None = None) -> None:
        self._script = script or Script()

    def load(self) -> None:
        pause(self._script.load_seconds)
        while self._script.load_gate and not Path(self._script.load_gate).exists():
            pause(0.01)
        if self._script.load_error:
            raise EngineError(self._script.load_error)

    def trial(self) -> None:
        pass

    def begin(self, method: str, *texts: str) -> Iterator[None]:
        """Log the request, wait at the gate, then misbehave if the script says so."""
        if self._script.log:
            with Path(self._script.log).open("a", encoding="utf-8") as log:
                log.write(f"{method} {' '.join(texts)}\n")
        while self._script.gate and not Path(self._script.gate).exists():
            pause(0.005)
            yield None
        for mark, how in self._script.misdeeds.items():
            if any(mark in text for text in texts) and self._not_done_before(mark):
                if how == "slow":
                    yield from slow()
                misbehave(how)

    def _not_done_before(self, mark: str) -> bool:
        if not self._script.once:
            return True
        done = Path(self._script.once) / f"did-{mark.encode().hex()}"
        if done.exists():
            return False
        done.touch()
        return True

    def step(self) -> None:
        """Take the time of one result."""
        if self._script.step_seconds:
            pause(self._script.step_seconds)


class Counting(Scripted):
    """Yields numbers (`count`), what it was given (`echo`), oddities (`raw`), and misbehaves in every known way."""

    def count(self, name: str, upto: int) -> Iterator[int | None]:
        yield from self.begin("count", name)
        for number in range(upto):
            self.step()
            yield number

    def misbehave(self, how: str) -> Iterator[str]:
        yield "about to"
        misbehave(how)
        yield "still here"

    def grow(self, mib: int) -> Iterator[int]:
        held = []
        for size in range(mib):
            held.append(bytearray(os.urandom(1024)) * 1024)
            yield size
        pause(3600)

    def raw(self, kind: str) -> Iterator[object]:
        yield {"unpicklable": threading.Lock, "printed": self._printed, "foreign": self._foreign}[kind]()

    def _foreign(self) -> object:
        """An object of a class that exists in this process only."""
        module = types.ModuleType("nowhere_else")
        sys.modules[module.__name__] = module
        module.Foreign = type("Foreign", (), {"__module__": module.__name__})  # type: ignore[attr-defined]  # made up
        return module.Foreign()

    def _printed(self) -> str:
        print("to standard output", flush=True)  # noqa: T201 - that it does no harm is what is tested
        ctypes.CDLL(None).puts(b"to standard output, natively")
        return "printed"

    def echo(self, value: object) -> Iterator[object]:
        yield value

    def uncancellable(self, seconds: float) -> Iterator[str]:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            pause(0.01)
        yield "late"

    def environment(self, name: str) -> Iterator[str]:
        yield os.environ.get(name, "")


class InterleavedCounting(Counting):
    """The same, with requests in turn."""

    interleaves: ClassVar[bool] = True


class ScriptedTranscriber(Scripted, Transcriber):
    """Hears `texts`, one per utterance, over and over. Remembers nothing across a restart."""

    def __init__(self, texts: Sequence[str] = ("I fixed the queue.",), script: Script | None = None) -> None:
        super().__init__(script)
        self._texts = cycle(texts)

    def open(self, utterance: str, hints: Sequence[str]) -> Iterator[Partial | Final | None]:
        yield from self.begin("open", utterance, *hints)

    def feed(self, utterance: str, pcm: bytes) -> Iterator[Partial | Final | None]:
        yield None

    def finish(self, utterance: str) -> Iterator[Partial | Final | None]:
        text = next(self._texts)
        yield from self.begin("finish", utterance, text)
        self.step()
        words = text.split()
        yield Final(text, tuple(Word(word, i * 0.4, i * 0.4 + 0.3, 0.9) for i, word in enumerate(words)))

    def discard(self, utterance: str) -> Iterator[Partial | Final | None]:
        yield None


class ScriptedGenerator(Scripted, Generator):
    """Writes `replies`, one per request, over and over, a word per token, after the opener.

    A session's second reply is the second of the list, whatever other sessions do.
    """

    def __init__(
        self,
        replies: Sequence[str] = (" a queue that failed; what did you do first?",),
        script: Script | None = None,
    ) -> None:
        super().__init__(script)
        self._replies = tuple(replies)

    def prefill(self, key: str, messages: Sequence[Message]) -> Iterator[Token | Finished | None]:
        yield from self.begin("prefill", key, messages[-1].text if messages else "")
        self.step()
        yield Finished("", "stop", Usage(len(messages), 0, 0, 0.0))

    def generate(
        self, key: str, messages: Sequence[Message], opener: str, limits: GenerationLimits
    ) -> Iterator[Token | Finished | None]:
        yield from self.begin("generate", key, messages[-1].text if messages else "")
        # Told by the history, so that the answer is the same from a fresh child.
        turn = max(0, sum(message.role == "user" for message in messages) - 1)
        reply = self._replies[turn % len(self._replies)]
        pieces = re.findall(r"\s*\S+", reply)
        text = opener
        for piece in pieces[: limits.max_tokens]:
            self.step()
            text += piece
            yield Token(piece)
            if any(stop in piece for stop in limits.stop):
                break
        yield Finished(text, "stop", Usage(len(messages), 0, len(pieces), 0.01))

    def forget(self, key: str) -> Iterator[Token | Finished | None]:
        yield from self.begin("forget", key)


class ScriptedSynthesizer(Scripted, Synthesizer):
    """Speaks every text as silence, 0.05 s a word."""

    def speak(self, text: str) -> Iterator[Pcm | Spoken | None]:
        yield from self.begin("speak", text)
        self.step()
        seconds = 0.05 * len(text.split())
        yield Pcm(b"\0\0" * int(RATE * seconds), RATE)
        yield Spoken(seconds)


class ScriptedVoice(Scripted):
    """Says clauses, 0.05 s a word, and finishes each utterance with a real, playable MP3 of that length."""

    def __init__(self, script: Script | None = None) -> None:
        super().__init__(script)
        self._said: dict[str, list[str]] = {}

    def say(self, utterance: str, text: str) -> Iterator[Spoken | None]:
        yield from self.begin("say", utterance, text)
        self.step()
        self._said.setdefault(utterance, []).append(text)
        yield Spoken(0.05 * len(text.split()))

    def finish(self, utterance: str) -> Iterator[EncodedSpeech | None]:
        yield from self.begin("finish", utterance)
        if utterance not in self._said:
            raise EngineError(f"Nothing was said in {utterance}.")
        seconds = max(0.05, 0.05 * sum(len(text.split()) for text in self._said.pop(utterance)))
        yield EncodedSpeech(mp3(round(seconds, 2)), "mp3", seconds)

    def discard(self, utterance: str) -> Iterator[None]:
        yield from self.begin("discard", utterance)
        self._said.pop(utterance, None)


class ScriptedDecoder(Scripted):
    """Takes any bytes for a recording of as many milliseconds.

    Those that begin with `silence` hold no speech, those that begin with `broken` are no recording.
    """

    def decode(self, audio: bytes, declared_format: str) -> Iterator[DecodedAudio | None]:
        yield from self.begin("decode", audio[:40].decode("latin-1"))
        self.step()
        if not audio or audio.startswith(b"broken"):
            raise BadInputError("This is not a recording.")
        seconds = len(audio) / 1000
        if audio.startswith(b"silence"):
            yield DecodedAudio(b"", seconds, 0.0, declared_format)
        else:
            yield DecodedAudio(b"\0\0" * 1600, seconds, seconds, declared_format)


class ScriptedParser(Scripted):
    """Takes any bytes for the resume of Ada Example. Those that begin with `broken` are refused."""

    def parse(
        self,
        pdf: bytes,
        details: bool = False,  # noqa: FBT001, FBT002 - hosts hand arguments on by position
    ) -> Iterator[ParsedResume | None]:
        yield from self.begin("parse", pdf[:40].decode("latin-1"))
        self.step()
        if pdf.startswith(b"broken"):
            raise BadInputError("The file is damaged.")
        from intervue.resume.schema import ContactInfo, DetailedResume, ParsedResume  # noqa: PLC0415 - slow to import

        made = DetailedResume if details else ParsedResume
        yield made(contact=ContactInfo(name="Ada Example"), raw_text=pdf[:40].decode("latin-1"))

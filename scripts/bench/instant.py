"""Engines that answer at once, with results as large as real ones: what remains of a turn's time is our own.

They are real engines in real child processes, kept by the same hosts, pools and limits as those of a server with models.
"""

from __future__ import annotations

import zlib
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from intervue.engines.base import (
    SAMPLE_RATE_IN,
    DecodedAudio,
    EncodedSpeech,
    Engine,
    EngineSpec,
    Final,
    Finished,
    GenerationLimits,
    Generator,
    Message,
    Partial,
    Spoken,
    Token,
    Transcriber,
    Usage,
    Word,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from actors.jobs import WorkerSpec
    from actors.supervision import EngineSpecs
    from intervue.engines.hosts import Host, OnEvent
    from intervue.settings import Settings

ANSWER_SECONDS = 13.0
ANSWER_BYTES = 40_000
"""Such an answer as a browser records it: Opus at 24 kbit/s in WebM."""
PCM_BYTES = int(ANSWER_SECONDS * SAMPLE_RATE_IN * 2)
"""The same, decoded."""
SPEECH_SECONDS = 10.0
SPEECH_BYTES = 60_000
"""The interviewer's reply: MP3 at 48 kbit/s."""

# ruff: noqa: E501 - one answer, one line
ANSWERS = (
    "In my last job I moved the invoices of a hospital from paper to a small web service, and together with one colleague that took us a whole year of careful work on every single form we had there",
    "The nurses did not trust the screen at first, so I sat beside them for two weeks and wrote down every complaint they had, and then we mended the worst ones first and showed them each result",
    "Once the printer stopped in the night and forty letters went out twice, so on the next morning I called every patient myself and told them which letter counts, and I added a number to each of them",
    "My manager wanted to buy a large system, and in one afternoon I showed him with real figures what it would cost us every month for each of the twelve wards, and we kept our own instead",
    "I measured how long each request took, found one slow query in the monthly report, and added an index to the table, so the page opened in half a second again and nobody had to wait for it",
    "For the migration we practised three times on a copy, wrote down each step with its duration, and on the real weekend we were done four hours early, which surprised everybody who had planned to stay all night",
)
"""What is understood, 36 to 40 words each."""
QUESTIONS = (
    (" handle", " the {}", " without", " much", " help?"),
    (" explain", " the {}", " to", " the", " others?"),
    (" plan", " the {}", " before", " it", " began?"),
    (" measure", " the {}", " after", " your", " change?"),
    (" choose", " the {}", " over", " something", " else?"),
    (" keep", " the {}", " from", " breaking", " again?"),
    (" improve", " the {}", " in", " later", " months?"),
)
"""How the model ends a follow-up, in five tokens: different enough to pass for different questions."""


class InstantDecoder(Engine):
    """Takes anything for a recording of `ANSWER_SECONDS`."""

    interleaves: ClassVar[bool] = True

    def load(self) -> None:  # noqa: D102 - as in Engine
        self._pcm = bytes(PCM_BYTES)

    def trial(self) -> None:  # noqa: D102 - as in Engine
        for _ in self.decode(b"", "webm"):
            pass

    def decode(self, _audio: bytes, _declared_format: str) -> Iterator[DecodedAudio]:
        """One result, `PCM_BYTES` large."""
        yield DecodedAudio(self._pcm, ANSWER_SECONDS, ANSWER_SECONDS, "webm/opus")


class InstantTranscriber(Transcriber):
    """Understands one of `ANSWERS`, told by the utterance's name."""

    def load(self) -> None:  # noqa: D102 - as in Engine
        self._finals = [_final(text) for text in ANSWERS]

    def trial(self) -> None:  # noqa: D102 - as in Engine
        for _ in self.transcribe("trial", b"", ()):
            pass

    def open(self, utterance: str, hints: Sequence[str]) -> Iterator[Partial | Final | None]:  # noqa: ARG002, D102
        yield from ()

    def feed(self, utterance: str, pcm: bytes) -> Iterator[Partial | Final | None]:  # noqa: ARG002, D102
        yield from ()

    def finish(self, utterance: str) -> Iterator[Partial | Final | None]:  # noqa: D102 - as in Transcriber
        yield self._finals[zlib.crc32(utterance.encode()) % len(self._finals)]

    def discard(self, utterance: str) -> Iterator[Partial | Final | None]:  # noqa: ARG002, D102
        yield from ()


def _final(text: str) -> Final:
    words = text.split()
    step = ANSWER_SECONDS / len(words)
    return Final(text, tuple(Word(word, i * step, (i + 1) * step, 0.9) for i, word in enumerate(words)))


class InstantGenerator(Generator):
    """Asks about a word of the answer, another question each turn."""

    def load(self) -> None:  # noqa: D102 - as in Engine
        pass

    def trial(self) -> None:  # noqa: D102 - as in Engine
        pass

    def prefill(self, key: str, messages: Sequence[Message]) -> Iterator[Token | Finished | None]:  # noqa: ARG002, D102
        yield Finished("", "stop", Usage(len(messages), 0, 0, 0.0))

    def generate(  # noqa: D102 - as in Generator
        self,
        key: str,  # noqa: ARG002
        messages: Sequence[Message],
        opener: str,
        limits: GenerationLimits,  # noqa: ARG002
    ) -> Iterator[Token | Finished | None]:
        answers = [message.text for message in messages if message.role == "user"]
        pieces = question(len(answers), topic_of(answers[-1] if answers else ""))
        for piece in pieces:
            yield Token(piece)
        yield Finished(opener + "".join(pieces), "stop", Usage(40, 400, len(pieces), 0.0))

    def forget(self, key: str) -> Iterator[Token | Finished | None]:  # noqa: ARG002, D102
        yield from ()


def question(turn: int, topic: str) -> tuple[str, ...]:
    """The pieces of the question of a turn."""
    return tuple(piece.format(topic) for piece in QUESTIONS[turn % len(QUESTIONS)])


def topic_of(told: str) -> str:
    """A word of the answer in what the model is told: the longest of the answer that stands in it."""
    said = next((text for text in ANSWERS if text in told), "that matter")
    return max(said.split(), key=len).strip(",.")


class InstantVoice(Engine):
    """Speaks every utterance as `SPEECH_BYTES` of what nobody plays."""

    def load(self) -> None:  # noqa: D102 - as in Engine
        self._speech = EncodedSpeech(bytes(range(250)) * (SPEECH_BYTES // 250), "mp3", SPEECH_SECONDS)

    def trial(self) -> None:  # noqa: D102 - as in Engine
        pass

    def say(self, utterance: str, text: str) -> Iterator[Spoken]:  # noqa: ARG002
        """Say a clause."""
        yield Spoken(0.4 * len(text.split()))

    def finish(self, utterance: str) -> Iterator[EncodedSpeech]:  # noqa: ARG002
        """The whole utterance."""
        yield self._speech

    def keep(self, text: str) -> Iterator[Spoken]:  # noqa: ARG002
        """Nothing has to be spoken ahead."""
        yield from ()

    def discard(self, utterance: str) -> Iterator[None]:  # noqa: ARG002
        """Forget it."""
        yield from ()


TARGETS = {
    "decoder": ("InstantDecoder", "decoder_memory_mib"),
    "stt": ("InstantTranscriber", "stt_memory_mib"),
    "llm": ("InstantGenerator", "llm_memory_mib"),
    "tts": ("InstantVoice", "tts_memory_mib"),
}


def instant_engines(settings: Settings) -> EngineSpecs:
    """The engines of a server with these settings, each as it is kept there, but instant. Résumés are really parsed."""
    from intervue.engine_specs import engine_specs  # noqa: PLC0415 - the child processes do without
    from intervue.models.select import ChosenModel, ModelSelection  # noqa: PLC0415

    def nothing(engine: str) -> ChosenModel:
        return ChosenModel(f"instant {engine}", engine, Path(), Path())  # type: ignore[arg-type]  # names of the catalogue

    models = ModelSelection(nothing("whisper"), None, nothing("llama"), nothing("piper"), (), "")
    real = engine_specs(settings, models)
    changed = {role: _instant(settings, getattr(real, role)) for role in TARGETS}
    return replace(real, **changed)


def _instant(settings: Settings, worker: WorkerSpec) -> WorkerSpec:
    engine, memory = TARGETS[worker.role]
    spec = EngineSpec(f"scripts.bench.instant:{engine}")
    hosts = partial(_host, spec, worker.role, settings.load_deadline_seconds, getattr(settings, memory))
    return replace(worker, engine="instant", host_factory=hosts)


def _host(spec: EngineSpec, name: str, load_deadline: float, memory_mib: int, on_event: OnEvent) -> Host:
    from intervue.engines.process_host import ProcessHost  # noqa: PLC0415 - the child processes do without

    return ProcessHost(spec, name, on_event, load_deadline=load_deadline, memory_limit_mib=memory_mib)

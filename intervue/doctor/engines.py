"""The models, and whether each engine really loads and answers: a sentence goes through all of them."""

from __future__ import annotations

import queue
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from intervue.doctor.finding import Finding, ok, problem
from intervue.engines.base import (
    DecodedAudio,
    EncodedSpeech,
    Final,
    Finished,
    GenerationLimits,
    Message,
)
from intervue.engines.hosts import Done, Exited, Failed, Loaded, Result
from intervue.models.select import fetch_command

if TYPE_CHECKING:
    from collections.abc import Iterator

    from actors.jobs import WorkerSpec
    from actors.supervision import EngineSpecs
    from intervue.engines.hosts import Host, HostEvent
    from intervue.settings import Settings

SENTENCE = "Good morning, and thank you for coming. Please tell me about your last position."
"""What the voice says, and the recogniser should understand."""
UNDERSTOOD = 0.7
"""Share of the sentence's words that must come back."""
_DEADLINE = 60.0
_STOP_SECONDS = 5.0
_GRACE = 15.0


class TrialError(Exception):
    """An engine did not answer. The text is a sentence."""


@dataclass
class Trial:
    """One engine, alive in its child process for as long as it is tried."""

    spec: WorkerSpec
    load_deadline: float
    host: Host | None = None
    said: queue.Queue[HostEvent] = field(default_factory=queue.Queue)
    load_seconds: float = 0.0

    def start(self) -> None:
        """Load it; returns when it has answered its own trial. Raises `TrialError`."""
        if self.spec.host_factory is None:
            raise TrialError(self.spec.missing)
        self.host = self.spec.host_factory(self.said.put)
        self.host.start()
        for event in self._events(self.load_deadline + _GRACE):
            if isinstance(event, Loaded):
                self.load_seconds = event.seconds
                return

    def ask(self, method: str, *arguments: Any) -> list[Any]:
        """All results of one request. Raises `TrialError`."""
        if self.host is None:
            raise TrialError("It was not started.")
        self.host.submit(method, method, arguments, _DEADLINE)
        results = []
        for event in self._events(_DEADLINE + _GRACE):
            if isinstance(event, Result):
                results.append(event.value)
            elif isinstance(event, Done):
                break
        return results

    def stop(self) -> None:
        """End the child."""
        if self.host is not None:
            self.host.stop(_STOP_SECONDS)
            self.host.join(_STOP_SECONDS + _GRACE)

    def _events(self, seconds: float) -> Iterator[HostEvent]:
        until = time.monotonic() + seconds
        while True:
            try:
                event = self.said.get(timeout=max(0.0, until - time.monotonic()))
            except queue.Empty:
                raise TrialError(f"It did not answer within {seconds:.0f} s.") from None
            if isinstance(event, Failed | Exited):
                raise TrialError(event.message)
            yield event


class Engines:
    """Tries all engines, one after the other, each line as soon as it is known."""

    def __init__(self, specs: EngineSpecs, settings: Settings) -> None:
        self._specs = specs
        self._settings = settings
        self._speech: EncodedSpeech | None = None

    def check(self) -> Iterator[Finding]:
        """The voice speaks, the decoder and the recogniser listen, the model asks, the resume reader reads."""
        specs = self._specs
        yield self._try("voice", specs.tts, self._speak)
        yield self._try("decoder", specs.decoder, self._decode)
        yield self._try("recogniser", specs.stt, self._recognise)
        yield self._try("language model", specs.llm, self._write)
        yield self._try("resume reader", specs.parser, lambda _trial: "has read its own sample")

    def _try(self, subject: str, spec: WorkerSpec, ask: Any) -> Finding:
        trial = Trial(spec, self._settings.load_deadline_seconds)
        try:
            trial.start()
            began = time.monotonic()
            answer = ask(trial)
            took = time.monotonic() - began
        except TrialError as error:
            return problem(subject, f"{spec.engine}: {error}", _advice(spec))
        finally:
            trial.stop()
        return ok(subject, f"{spec.engine} loads in {trial.load_seconds:.1f} s and {answer} ({took:.1f} s)")

    def _speak(self, trial: Trial) -> str:
        trial.ask("say", "doctor", SENTENCE)
        speech = next((it for it in trial.ask("finish", "doctor") if isinstance(it, EncodedSpeech)), None)
        if speech is None or speech.seconds < 1:
            raise TrialError("It said nothing.")
        self._speech = speech
        return f"speaks {speech.seconds:.1f} s"

    def _decode(self, trial: Trial) -> str:
        if self._speech is None:
            return "has decoded its own sample"
        decoded = trial.ask("decode", self._speech.data, self._speech.format)
        audio = next((it for it in decoded if isinstance(it, DecodedAudio)), None)
        if audio is None or not audio.pcm:
            raise TrialError("It found no speech in what the voice said.")
        self._pcm = audio.pcm
        return f"finds {audio.speech_seconds:.1f} s of speech in that"

    _pcm: bytes = b""

    def _recognise(self, trial: Trial) -> str:
        if not self._pcm or self._settings.stt_language != "en":
            return "has answered its own sample"
        final = next((it for it in trial.ask("transcribe", "doctor", self._pcm, ()) if isinstance(it, Final)), None)
        text = final.text if final else ""
        if shared_words(SENTENCE, text) < UNDERSTOOD:
            raise TrialError(f'It did not understand the voice: "{text}" instead of "{SENTENCE}"')
        return f'understands "{text}"'

    def _write(self, trial: Trial) -> str:
        messages = (
            Message("system", "You are an interviewer. Ask one short question."),
            Message("user", "I have worked as a nurse for six years."),
        )
        results = trial.ask("generate", "doctor", messages, "You", GenerationLimits(max_tokens=30, stop=("?",)))
        finished = next((it for it in results if isinstance(it, Finished)), None)
        if finished is None or finished.usage.generated < 1:
            raise TrialError("It wrote nothing.")
        rate = finished.usage.generated / max(finished.usage.seconds, 0.001)
        return f"writes {finished.usage.generated} tokens, {rate:.0f} a second"


def shared_words(expected: str, heard: str) -> float:
    """The share of the expected words that were heard, 0..1."""
    wanted = _words(expected)
    return len(wanted & _words(heard)) / len(wanted)


def _words(text: str) -> set[str]:
    return {word.strip(".,?!;:").casefold() for word in text.split()}


def _advice(spec: WorkerSpec) -> str:
    if spec.host_factory is None:
        return f"Run `{fetch_command()}`."
    return (
        "Run `intervue models verify`; if all is well there, look at the free memory above and at the limits "
        f"INTERVUE_{spec.role.upper()}_MEMORY_MIB and INTERVUE_LOAD_DEADLINE_SECONDS."
    )

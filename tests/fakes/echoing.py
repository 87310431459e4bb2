"""Engines that take words for recordings, and obey orders that a test leaves in a folder.

An order is a file `<method>.<session>` (or `<method>.any`) whose content says what happens to the next such request:
"hold" until the file is gone, or a key of `misbehave`, followed by " once" if it is to happen once. An engine that
holds leaves `<method>.<session>.holding` until it goes on or is cancelled.
"""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from intervue.engines.base import (
    BadInputError,
    DecodedAudio,
    EngineError,
    Final,
    Finished,
    GenerationLimits,
    Message,
    Partial,
    Token,
    Usage,
)
from tests.fakes.engines import (
    Script,
    Scripted,
    ScriptedDecoder,
    ScriptedGenerator,
    ScriptedParser,
    ScriptedTranscriber,
    ScriptedVoice,
    misbehave,
    pause,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


QUESTIONS = (
    "What was the hardest part of it?",
    "Who else worked on that with you?",
    "How long did the whole thing take?",
    "Which tools did you choose, and why those?",
    "When did you notice that something was wrong?",
    "Where have you used this knowledge since?",
)
"""What the model asks, in turn: different enough to pass for different questions."""


class Obedient(Scripted):
    """Looks for orders when a request begins. While one holds, requests of other sessions go on."""

    interleaves: ClassVar[bool] = True

    def __init__(self, orders: str, script: Script | None = None) -> None:
        super().__init__(script=script)
        self._orders = Path(orders)

    def load(self) -> None:
        """As always, unless the order `no-models` stands: the files were deleted."""
        if (self._orders / "no-models").exists():
            raise EngineError("The model file is missing: run `make models`.")
        super().load()

    def begin(self, method: str, *texts: str) -> Iterator[None]:
        yield from super().begin(method, *texts)
        session = texts[0].partition("/")[0] if texts else ""
        yield from self.obey(f"{method}.{session}")
        yield from self.obey(f"{method}.any")

    def obey(self, name: str) -> Iterator[None]:
        """Do what the order of this name says, if there is one."""
        order, holding = self._orders / name, self._orders / f"{name}.holding"
        how = _read(order)
        if how == "hold":
            holding.touch()
            try:
                while _read(order) == "hold":
                    pause(0.01)
                    yield None
            finally:  # it goes on, or was cancelled
                holding.unlink(missing_ok=True)
        elif how:
            if how.endswith(" once"):
                order.unlink()
            misbehave(how.removesuffix(" once"))


def _read(path: Path) -> str:
    with suppress(FileNotFoundError):
        return path.read_text(encoding="utf-8")
    return ""


class EchoDecoder(Obedient, ScriptedDecoder):
    """Takes bytes for the words that they spell; `silence` and `broken` as in its base."""

    def decode(self, audio: bytes, declared_format: str) -> Iterator[DecodedAudio | None]:
        yield from self.begin("decode", "any")
        self.step()
        if audio.startswith(b"broken"):
            raise BadInputError("This is not a recording.")
        pcm = b"" if audio.startswith(b"silence") else audio + b" " * (len(audio) % 2)
        yield DecodedAudio(pcm, len(audio) / 1000, len(pcm) / 1000, declared_format)


class EchoTranscriber(Obedient, ScriptedTranscriber):
    """Hears the words that `EchoDecoder` was given."""

    def __init__(self, orders: str, script: Script | None = None) -> None:
        super().__init__(orders, script)
        self._heard: dict[str, bytes] = {}

    def feed(self, utterance: str, pcm: bytes) -> Iterator[Partial | Final | None]:
        self._heard[utterance] = self._heard.get(utterance, b"") + pcm
        yield None

    def finish(self, utterance: str) -> Iterator[Partial | Final | None]:
        yield from self.begin("recognise", utterance)
        self.step()
        yield Final(self._heard.pop(utterance, b"").decode("utf-8", "replace").strip())


class EchoGenerator(Obedient, ScriptedGenerator):
    """Asks about the last word of the answer, a different question each time."""

    def generate(
        self, key: str, messages: Sequence[Message], opener: str, limits: GenerationLimits
    ) -> Iterator[Token | Finished | None]:
        yield from self.begin("generate", key)
        turn = sum(message.role == "user" for message in messages)
        words = re.findall(r"[a-z]+", messages[-1].text.rpartition("<answer>")[2].removesuffix("</answer>"))
        reply = f" {words[-1] if words else 'nothing'}. {QUESTIONS[turn % len(QUESTIONS)]}"
        text = opener
        for piece in re.findall(r"\s*\S+", reply):
            self.step()
            text += piece
            yield Token(piece)
        yield Finished(text, "stop", Usage(len(messages), 0, len(reply.split()), 0.01))


class ObedientVoice(Obedient, ScriptedVoice):
    """A voice that takes orders."""


class ObedientParser(Obedient, ScriptedParser):
    """A resume reader that takes orders."""

"""What the candidate answers: texts that a local voice speaks, or recordings."""

from __future__ import annotations

import itertools
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Annotated, Protocol

import numpy as np
import soxr
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from intervue.engines.base import EngineError, Pcm
from intervue.rehearse.sound import RATE, UnreadableSoundError, decode

if TYPE_CHECKING:
    from pathlib import Path

    from intervue.engines.base import Synthesizer
    from intervue.rehearse.sound import Samples

PITCH = 1.13
"""How much higher the candidate sounds than the interviewer, who may have the same voice."""

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class ScriptError(Exception):
    """The answers cannot be had. The message is a sentence for the person who asked for them."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the candidate says. `text` is empty where only the recording is known."""

    text: str
    samples: Samples


class Answers(Protocol):
    """Where answers come from."""

    def answer(self, question: str) -> Answer:
        """The next answer. May take seconds; raises `ScriptError`."""


class Line(BaseModel):
    """One answer. `about`: beginnings of words in questions that it fits; without any it goes where no other fits."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    text: Text
    about: tuple[Text, ...] = ()


class Script(BaseModel):
    """A TOML file of answers."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = ""
    answers: tuple[Line, ...] = Field(min_length=1)


def load_script(path: Path | None) -> Script:
    """Read a script; None is the one that comes with the program. Raises `ScriptError`."""
    try:
        if path:
            text = path.read_text(encoding="utf-8")
        else:
            text = files("intervue.rehearse").joinpath("answers.toml").read_text(encoding="utf-8")
        return Script.model_validate(tomllib.loads(text))
    except OSError as error:
        raise ScriptError(f"The script {path} cannot be read: {error.strerror}.") from error
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        raise ScriptError(f"The script {path}: {'.'.join(map(str, fault['loc']))}: {fault['msg']}.") from error
    except ValueError as error:
        raise ScriptError(f"The script {path} is not TOML: {error}.") from error


class ScriptedAnswers:
    """Chooses the answer that fits a question best, each once before any comes again; a voice speaks it."""

    def __init__(self, script: Script, voice: Synthesizer) -> None:
        """`voice` is loaded."""
        self._script = script
        self._voice = voice
        self._left: list[Line] = []

    def answer(self, question: str) -> Answer:
        """Choose and speak. The first of those that fit equally well is taken."""
        line = self.choose(question)
        return Answer(line.text, speak(self._voice, line.text))

    def choose(self, question: str) -> Line:
        """The line that shares the most words with the question; used up until all have been."""
        self._left = self._left or list(self._script.answers)
        best = max(self._left, key=lambda line: (_shared(question, line), not line.about))
        self._left.remove(best)
        return best


def _shared(question: str, line: Line) -> int:
    """How many beginnings of words of the line's are in the question."""
    return sum(1 for word in line.about if re.search(rf"\b{re.escape(word)}", question, re.IGNORECASE))


def speak(voice: Synthesizer, text: str) -> Samples:
    """Say a text, higher than the voice's own pitch. Raises `ScriptError`."""
    pieces: list[Samples] = []
    try:
        for sentence in re.split(r"(?<=[.!?])\s+", text):
            for result in voice.speak(sentence):
                if isinstance(result, Pcm) and result.data:
                    samples = np.frombuffer(result.data, dtype="<i2").astype(np.int16)
                    # Played faster than it was spoken, everything is higher: the voice speaks slower to make up for it.
                    pieces.append(np.asarray(soxr.resample(samples, result.rate * PITCH, RATE), dtype=np.int16))
            pieces.append(np.zeros(int(RATE * 0.2), np.int16))
    except EngineError as error:
        raise ScriptError(f"The candidate's voice failed: {error}") from error
    return np.concatenate(pieces)


def local_voice(model_path: Path) -> Synthesizer:
    """The voice that is installed, loaded. Raises `ScriptError`."""
    from intervue.engines.piper import PiperSynthesizer  # noqa: PLC0415 - recorded answers need no voice

    voice = PiperSynthesizer(str(model_path), threads=1, length_scale=1.1 * PITCH)
    try:
        voice.load()
    except EngineError as error:
        raise ScriptError(f"The candidate's voice cannot be loaded: {error}") from error
    return voice


class RecordedAnswers:
    """WAV files of a folder by name, again from the first when all were used."""

    def __init__(self, folder: Path) -> None:
        """Raises `ScriptError` if there are none."""
        paths = sorted(path for path in folder.glob("*") if path.suffix.lower() == ".wav") if folder.is_dir() else []
        if not paths:
            raise ScriptError(f"There are no WAV files in {folder}.")
        self._next = itertools.cycle(paths)

    def answer(self, question: str) -> Answer:  # noqa: ARG002 - what is recorded fits or not
        """Read the next file."""
        path = next(self._next)
        return Answer("", _read(path))


@cache
def _read(path: Path) -> Samples:
    try:
        return decode(path.read_bytes())
    except OSError as error:
        raise ScriptError(f"{path} cannot be read: {error.strerror}.") from error
    except UnreadableSoundError as error:
        raise ScriptError(f"{path}: {error}.") from error

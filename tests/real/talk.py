"""A candidate who really speaks: recordings by the local voice, turns over a socket, and words to compare."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

import jiwer
import soxr

from tests.audio.recordings import RATE, record
from tests.fakes.client import outline
from tests.spoken import say

if TYPE_CHECKING:
    from tests.fakes.client import Candidate, Message

PATIENCE = 90.0
"""Seconds for any message: an engine may have been started anew for it, on a busy machine."""

INVOICES = (
    "Last year I moved our invoices to a new database, and my own part was to check that not a single number got lost."
)
NURSES = "The nurses did not trust the screen at first, so I sat with them for two weeks and wrote down every problem."
PRINTER = "Once the printer stopped in the night, and in the morning I called every customer who waited for a letter."


@cache
def recording(text: str, kind: str = "webm/opus") -> bytes:
    """`text` as a microphone's recording; `kind` as in `CONTAINERS`."""
    return record(kind, soxr.resample(say(text), 16_000, RATE))


@dataclass
class Turn:
    """What the server said to one recording, from `processing_stt` to `ready`."""

    messages: list[Message]
    heard: str = ""
    reply: str = ""
    errors: list[Message] = field(default_factory=list)

    def __post_init__(self) -> None:
        for message in self.messages:
            match message:
                case {"type": "transcript", "role": "candidate", "text": text}:
                    self.heard = text
                case {"type": "transcript", "text": text}:
                    self.reply = text
                case {"type": "error"}:
                    self.errors.append(message)

    @property
    def outlines(self) -> list[str]:
        """The messages in short."""
        return [outline(message) for message in self.messages]


def hear(client: Candidate, last: str) -> list[Message]:
    """All messages up to and including one of this outline; as patient as engines that load."""
    came = [client.receive(PATIENCE)]
    while outline(came[-1]) != last:
        came.append(client.receive(PATIENCE))
    return came


def begin(client: Candidate) -> str:
    """Start the interview; the introduction's words."""
    client.send("start_interview")
    return Turn(hear(client, "ready")).reply


def send(client: Candidate, audio: bytes, label: str = "webm") -> None:
    """Hand a recording in."""
    client.send("audio", data=b64encode(audio).decode("ascii"), format=label)


def answer(client: Candidate, audio: bytes, label: str = "webm") -> Turn:
    """Hand a recording in, and hear the server out."""
    send(client, audio, label)
    return Turn(hear(client, "ready"))


COMPLETE = ["processing_stt", "candidate", "generating", "interviewer", "speaking", "audio", "ready"]
"""A turn without a fault."""


def speak(client: Candidate, text: str) -> Turn:
    """A turn that goes well."""
    turn = answer(client, recording(text))
    assert turn.outlines == COMPLETE, turn.errors
    assert word_errors(text, turn.heard) < 0.3, turn.heard
    return turn


def word_errors(expected: str, heard: str) -> float:
    """The share of words that are wrong."""
    return float(jiwer.wer(" ".join(words(expected)), " ".join(words(heard))))


def words(text: str) -> list[str]:
    """The words in lower case."""
    return re.findall(r"[a-z0-9]+", text.lower().replace("'", ""))


_FUNCTION_WORDS = """about after again also because been before being could did does doing done down during each from
have having here into just like made make many more most much only other over said same should some such than thank that
their them then there these they this those through told under until very want were what when where which while will
with would your yourself mentioned spoke tell talk explain describe"""


def content_words(text: str) -> set[str]:
    """Beginnings of the words that say what a sentence is about: the same for "moved" and "moving"."""
    return {word[:5] for word in words(text) if len(word) > 3 and word not in _FUNCTION_WORDS.split()}

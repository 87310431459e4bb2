"""Answers of a wanted length, spoken by the local voice."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import numpy as np

from intervue.models.select import select_models
from intervue.rehearse.script import Answer, local_voice, speak
from intervue.rehearse.sound import RATE, seconds
from intervue.settings import load_settings
from scripts.bench.parts import CannotMeasureError

if TYPE_CHECKING:
    from intervue.engines.base import Synthesizer
    from intervue.rehearse.sound import Samples

# ruff: noqa: E501 - one sentence, one line
SENTENCES = (
    "In my last job I moved the invoices of a hospital from paper to a small web service, and together with one colleague that took us a whole year of work.",
    "The nurses did not trust the screen at first, so I sat beside them for two weeks and wrote down every complaint they had, and we mended the worst ones first.",
    "Once the printer stopped in the night, and forty letters went out twice, so on the next morning I called every patient myself and told them which one counts.",
    "After that I added a number to each letter, and now the service refuses a number that it has seen before, even after a restart or after a power failure.",
    "My manager wanted to buy a large system, and in one afternoon I showed him with real figures what it would cost us every month for each of the twelve wards.",
    "Today three people look after the service, and I spend most of my time on teaching them how to find faults, which I enjoy more than writing code alone.",
    "I measured how long each request took, found one slow query in the monthly report, and added an index, so the page opened in half a second again.",
    "We had two weeks for three features before Christmas, so I proposed to finish the first one with good tests and to leave the two others for January.",
    "A doctor asked for a list of all open invoices on her phone, and because the data was sensitive I gave her only numbers and no names.",
    "When a new colleague deleted a table by mistake, I restored it from the backup of the night, and then I took that right away from everybody, myself included.",
    "The hardest part was the old database, which nobody had documented, so I drew every table on one large sheet of paper and hung it on the wall.",
    "I wrote a script that compares both systems every night, and for three months I read its report each morning before the first coffee.",
    "Two departments wanted the opposite of each other, so I invited both to one table, and after an hour we agreed on a switch in the settings.",
    "The tests took forty minutes, and nobody waited for them, so I split them in four parts and brought them down to nine minutes.",
    "I once promised a date that I could not keep, and since then I say early what I do not know yet, and I plan one free day in each week.",
    "For the migration we practised three times on a copy, wrote down each step with its duration, and on the real weekend we were done four hours early.",
    "My team reads every change of every other person, also of mine, and the rule is to ask one question before one gives an opinion.",
    "We log every failed login now, and when there were two hundred in a minute I found an old tablet in a drawer with a wrong password.",
)
SHORT = (
    "I measured every request, and found one slow query in the monthly report.",
    "I called every patient myself, and told them which of the letters counts.",
    "We practised the migration three times on a copy of the whole database.",
    "I drew every table of the old system on one large sheet of paper.",
    "I split the tests in four parts, so that nobody had to wait for them.",
    "I sat beside the nurses for two weeks and wrote down their complaints.",
    "I showed my manager what the large system would cost us every month.",
    "I teach two younger colleagues how to find faults in the old service.",
)
SHORTEST_LONG = 8.0
"""Seconds from which on answers are made of whole long sentences."""
PAUSE = 0.5
"""Seconds between two sentences."""


class Recital:
    """Answers of about `length` seconds; each begins with another sentence than the one before."""

    def __init__(self, length: float, voice: Synthesizer | None = None) -> None:
        """`voice` is loaded; None is the one that is installed. Raises `CannotMeasureError` if there is none."""
        self._length = length
        self._voice = voice or installed_voice()
        self._spoken: dict[str, Samples] = {}
        bank = SENTENCES if length >= SHORTEST_LONG else SHORT
        self._sentences = itertools.cycle(bank)

    def next(self) -> Answer:
        """The next answer: sentences until the length is reached as nearly as whole sentences allow."""
        texts: list[str] = []
        pieces: list[Samples] = []
        length = 0.0
        while length < self._length:
            text = next(self._sentences)
            spoken = self._say(text)
            if texts and length + seconds(spoken) / 2 > self._length:
                break
            pieces += [np.zeros(int(RATE * PAUSE), np.int16), spoken] if texts else [spoken]
            texts.append(text)
            length = sum(map(seconds, pieces))
        return Answer(" ".join(texts), np.concatenate(pieces))

    def _say(self, text: str) -> Samples:
        if text not in self._spoken:
            self._spoken[text] = speak(self._voice, text)
        return self._spoken[text]


def installed_voice() -> Synthesizer:
    """The voice that is installed, loaded. Raises `CannotMeasureError` if there is none."""
    model = select_models(load_settings()).tts
    if model is None:
        raise CannotMeasureError("There is no voice to speak the answers: run `make models`.")
    return local_voice(model.path)

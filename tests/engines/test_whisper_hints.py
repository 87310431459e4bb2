"""Hints that cost words: now and then Whisper takes them for the clip, above all for one that begins in mid-word."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from intervue.audio.decode import to_pcm16
from intervue.engines.base import Final
from intervue.engines.whisper import WhisperTranscriber
from intervue.engines.whisper_native import Transcript
from tests.model_paths import model_path
from tests.spoken import say

if TYPE_CHECKING:
    from collections.abc import Iterator

HINTS = (
    "Maya Lindqvist", "Northwind Traders", "Contoso", "Backend Engineer", "Python", "Go", "PostgreSQL", "Kafka",
    "Kubernetes", "Terraform", "payments", "latency",
)  # fmt: skip
SAID = "did not trust the screen at first, so I sat beside them for two weeks"
CLIPPED = (
    "The nurses did not trust the screen at first, so I sat beside them for two weeks and wrote down every complaint "
    "they had."
)


class AlwaysSpeech:
    """A detector that hears a voice all the time."""

    def judge(self, samples: np.ndarray[Any, np.dtype[np.float32]]) -> Iterator[np.ndarray[Any, np.dtype[np.float32]]]:
        yield np.ones(-(-len(samples) // 512), dtype=np.float32)


class ScriptedModel:
    """Gives one text with hints and another without, and counts how often it was asked."""

    def __init__(self, hinted: str, plain: str, compression: float = 1.2) -> None:
        self.texts = {True: (hinted, 1.2), False: (plain, compression)}
        self.asked: list[bool] = []
        self.hf_tokenizer = SimpleNamespace(encode=lambda text, **_: SimpleNamespace(ids=text.split()))

    def hear(self, pieces: list[object], hotwords: str | None, most_tokens: int, window: int) -> list[Transcript]:
        if not self.asked or self.asked[-1] is not (hotwords is not None):  # a second look in a larger window is none
            self.asked.append(hotwords is not None)
        text, compression = self.texts[hotwords is not None]
        return [Transcript(text, -0.3, compression) for _ in pieces]


def heard(model: ScriptedModel, seconds: float, hints: tuple[str, ...] = HINTS) -> str:
    engine = WhisperTranscriber(model_dir="nowhere", threads=1)
    engine._model = model
    engine._network = model  # type: ignore[assignment]  # a scripted one
    engine._detector = AlwaysSpeech()
    *_, final = engine.transcribe("u", bytes(int(seconds * 16_000) * 2), hints)
    assert isinstance(final, Final)
    return final.text


@pytest.mark.parametrize("lost", ["", "Charge Nurse,"])
def test_an_answer_that_hints_have_swallowed_is_read_again_without_them(lost: str) -> None:
    model = ScriptedModel(lost, SAID)
    assert heard(model, 5) == SAID
    assert model.asked == [True, False]


@pytest.mark.parametrize(("text", "seconds"), [(SAID, 5), ("Yes.", 1.5), ("I sat beside them.", 4), ("", 0.6)])
def test_what_may_well_be_all_that_was_said_is_not_read_twice(text: str, seconds: float) -> None:
    model = ScriptedModel(text, "Something else that is much longer than it.")
    assert heard(model, seconds) == text
    assert model.asked == [True]


def test_without_hints_nothing_is_read_twice() -> None:
    model = ScriptedModel("unused", "")
    assert heard(model, 5, ()) == ""
    assert model.asked == [False]


def test_a_loop_is_no_better_than_few_words() -> None:
    model = ScriptedModel("Charge Nurse,", "and then and then and then and then and then and then", compression=8.0)
    assert heard(model, 5) == "Charge Nurse,"


def test_the_text_with_more_words_is_taken() -> None:
    assert heard(ScriptedModel("I sat there.", "Sat."), 5) == "I sat there."


@pytest.mark.models
def test_a_clip_that_begins_in_mid_word_keeps_its_words_in_spite_of_hints() -> None:
    engine = WhisperTranscriber(model_dir=str(model_path("whisper-base")), threads=2)
    engine.load()
    clip = say(CLIPPED)[8_982 : 8_982 + 74_681]
    *_, final = engine.transcribe("u", to_pcm16(clip), HINTS)
    assert isinstance(final, Final)
    assert "trust the screen" in final.text
    assert len(final.text.split()) > 10
    engine.close()

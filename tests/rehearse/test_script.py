from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from intervue.engines.base import EngineError, Pcm, Spoken, Synthesizer
from intervue.rehearse.script import (
    PITCH,
    RecordedAnswers,
    Script,
    ScriptedAnswers,
    ScriptError,
    load_script,
    local_voice,
    speak,
)
from intervue.rehearse.sound import RATE, loudest_dbfs, seconds
from tests.model_paths import model_path

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Humming(Synthesizer):
    """Hums at 200 Hz, a tenth of a second per character."""

    def load(self) -> None:
        pass

    def trial(self) -> None:
        pass

    def speak(self, text: str) -> Iterator[Pcm | Spoken | None]:
        if "broken" in text:
            raise EngineError("no breath")
        time = np.arange(2_205 * len(text)) / 22_050
        yield Pcm((8_000 * np.sin(2 * np.pi * 200 * time)).astype("<i2").tobytes(), 22_050)
        yield Spoken(len(text) / 10)


def test_the_answer_fits_the_question_and_none_is_given_twice_before_all_were() -> None:
    script = Script.model_validate(
        {
            "answers": [
                {"text": "Seven years."},
                {"text": "A leak.", "about": ["hard", "bug"]},
                {"text": "We talked.", "about": ["conflict", "team"]},
            ]
        }
    )
    answers = ScriptedAnswers(script, Humming())
    questions = ("What was the Hardest bug?", "Another bug?", "A conflict?", "Tell me of a team conflict.")
    assert [answers.choose(question).text for question in questions] == [
        "A leak.",
        "Seven years.",
        "We talked.",
        "We talked.",
    ]


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("To begin, could you tell me a little about yourself?", "Sure. I am a backend engineer"),
        ("What was the most difficult problem you faced there?", "The hardest problem"),
        ("How would you design a system for heavy traffic?", "I would start with the numbers"),
        ("Tell me about a mistake that you made.", "My biggest mistake"),
        ("How did your team handle a disagreement?", "A colleague and I disagreed"),
        ("Do you have any questions for me?", "Yes, one question."),
    ],
)
def test_the_candidate_that_comes_with_the_program_answers_what_is_asked(question: str, begins: str) -> None:
    assert ScriptedAnswers(load_script(None), Humming()).choose(question).text.startswith(begins)


def test_the_candidate_is_pitched_above_the_voice_it_borrows() -> None:
    samples = speak(Humming(), "Hello there.")
    spectrum = np.abs(np.fft.rfft(samples[:RATE]))
    assert np.argmax(spectrum) == pytest.approx(200 * PITCH, abs=2)
    assert seconds(samples) == pytest.approx(1.2 / PITCH + 0.2, abs=0.02)


def test_a_voice_that_breaks_is_named() -> None:
    with pytest.raises(ScriptError, match="voice failed: no breath"):
        speak(Humming(), "I am broken.")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("answers = [", "is not TOML"),
        ("answers = []", "answers: Tuple should have at least 1 item"),
        ('[[answers]]\ntext = " "', "answers.0.text"),
        ('[[answers]]\ntext = "Yes."\nabuot = ["x"]', "answers.0.abuot"),
    ],
)
def test_a_broken_script_is_named_with_its_fault(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "script.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ScriptError, match=says) as caught:
        load_script(path)
    assert str(path) in str(caught.value)


def test_recordings_come_by_name_and_again_from_the_first(answers: Path) -> None:
    recorded = RecordedAnswers(answers)
    assert [seconds(recorded.answer("?").samples) for _ in range(3)] == [1.0, 0.5, 1.0]


def test_a_recording_that_is_none_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.wav").write_bytes(b"RIFF but nothing more")
    with pytest.raises(ScriptError, match=r"a\.wav: it cannot be decoded"):
        RecordedAnswers(tmp_path).answer("?")


@pytest.mark.models
def test_the_local_voice_speaks_an_answer_at_a_human_pace() -> None:
    (voice,) = model_path("piper-en_US-joe-medium").glob("*.onnx")
    answer = ScriptedAnswers(load_script(None), local_voice(voice)).answer("Tell me about yourself.")
    words_per_minute = len(answer.text.split()) / seconds(answer.samples) * 60
    assert 110 < words_per_minute < 210
    assert loudest_dbfs(answer.samples) > -25

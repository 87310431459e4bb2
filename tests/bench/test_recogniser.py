from __future__ import annotations

import wave
from typing import TYPE_CHECKING

import numpy as np

from intervue.rehearse.sound import RATE, decode, seconds
from scripts.bench import recogniser
from scripts.bench.jargon import OTHERS, SPOKEN, TERMS, hints
from scripts.bench.recogniser import Clip, Heard

if TYPE_CHECKING:
    from pathlib import Path

CLIP = Clip(b"", "We kept the orders in Postgres, and the rest in Redis.")


def _heard(text: str) -> Heard:
    return Heard(text, 4.0, 0.1, 0.9)


def test_forty_terms_are_spoken_each_once() -> None:
    text = recogniser.plain(" ".join(SPOKEN))
    assert len(TERMS) == len(set(TERMS)) == 40
    assert all(recogniser.plain(term) in text for term in TERMS)
    assert not any(f" {recogniser.plain(term)} " in text for term in OTHERS)


def test_hints_are_the_terms_with_others_among_them() -> None:
    assert set(hints()) == {*TERMS, *OTHERS}
    assert any(hint in OTHERS for hint in hints()[:5])


def test_a_wrong_word_is_an_error_and_a_wrong_term_is_not_right() -> None:
    found = recogniser.errors([CLIP], [_heard("We kept the orders in post grass, and the rest in Redis.")])
    assert found["word_errors"] == round(2 / 11, 4)
    assert (found["terms_right"], found["terms"]) == (1, 2)
    assert found["real_time_factor"] == 0.25


def test_case_punctuation_and_digits_are_no_errors() -> None:
    assert recogniser.plain("90, Two-One: OK?") == "nine zero two one ok"
    found = recogniser.errors([CLIP], [_heard("we kept the orders in postgres and the rest in REDIS")])
    assert found["word_errors"] == 0


def test_recordings_that_are_not_there_are_left_out_and_said_to_be(tmp_path: Path) -> None:
    assert recogniser.recorded(None) == []
    assert recogniser.recorded(tmp_path) == []
    speech = {"jargon, without hints": recogniser.errors([CLIP], [_heard("nothing")])}
    result = {"models": {"one": {"speech": speech, "invented": {"silence": 0}}}, "samples": False, "beam": 1}
    errors, invented = recogniser.table(result)
    assert "left out" in errors.notes[-1]
    assert invented.rows == [("one", "1", "0", "-")]


def test_words_heard_in_noise_are_told_with_the_noise(tmp_path: Path) -> None:
    with wave.open(str(tmp_path / "noise.wav"), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(16_000)
        file.writeframes(np.ones(16_000, np.int16).tobytes())
    clips = recogniser.quiet(tmp_path)
    assert set(clips) == {"silence", "white noise", "rumble", "hum", "recorded noise"}
    assert abs(seconds(decode(clips["recorded noise"].audio)) - recogniser.QUIET_SECONDS) < 0.1
    assert int(np.abs(decode(clips["silence"].audio)[RATE:]).max()) <= 1
    invented = {"white noise, with hints": 3, "silence, with hints": 0}
    (_, sheet) = recogniser.table({"models": {"one": {"speech": {}, "invented": invented}}, "samples": True, "beam": 1})
    assert sheet.rows == [("one", "2", "3", "white noise, with hints: 3")]

"""Utterances made of clauses, with a voice of tones."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import numpy as np
import psutil
import pytest

from intervue.audio.joints import CLAUSE_PAUSE, SENTENCE_PAUSE
from intervue.engines.base import BadInputError, EncodedSpeech, EngineError, EngineSpec, Spoken
from intervue.engines.voice import VoiceEngine
from tests.audio.test_encode import decoded
from tests.engines.tone_voice import WORD, ToneSynthesizer

if TYPE_CHECKING:
    from numpy.typing import NDArray

TONES = EngineSpec("tests.engines.tone_voice:ToneSynthesizer")
KEPT = 0.06
"""Seconds of its own silence that a clause keeps."""


@pytest.fixture
def voice() -> VoiceEngine:
    ToneSynthesizer.said.clear()
    return make()


def make(**limits: float) -> VoiceEngine:
    engine = VoiceEngine(TONES, 64, **limits)  # type: ignore[arg-type]  # the tests pass whole numbers where they belong
    engine.load()
    return engine


def say(voice: VoiceEngine, utterance: str, text: str) -> float:
    *steps, last = voice.say(utterance, text)
    assert steps
    assert all(step is None for step in steps)
    assert isinstance(last, Spoken)
    return last.seconds


def finish(voice: VoiceEngine, utterance: str) -> EncodedSpeech:
    (speech,) = voice.finish(utterance)
    assert isinstance(speech, EncodedSpeech)
    assert speech.format == "mp3"
    return speech


def silent_spans(samples: NDArray[np.float32], rate: int) -> list[float]:
    """Lengths of the silences between the first and the last sound, in seconds, over 50 ms."""
    loud = np.flatnonzero(np.abs(samples) > 0.02)
    gaps = np.diff(loud) / rate
    return [float(gap) for gap in gaps if gap > 0.05]


def test_clauses_come_out_as_one_file_with_a_pause_that_fits_the_punctuation(voice: VoiceEngine) -> None:
    seconds = [say(voice, "u", "Thank you."), say(voice, "u", "You said that,"), say(voice, "u", "and why?")]
    speech = finish(voice, "u")
    samples, rate = decoded(speech.data)
    assert len(samples) / rate == pytest.approx(speech.seconds, abs=0.05)
    assert speech.seconds == pytest.approx(sum(seconds), abs=0.001)
    assert speech.seconds == pytest.approx(7 * WORD + 3 * KEPT + SENTENCE_PAUSE + CLAUSE_PAUSE, abs=0.06)
    assert silent_spans(samples, rate) == [
        pytest.approx(SENTENCE_PAUSE + KEPT, abs=0.03),
        pytest.approx(CLAUSE_PAUSE + KEPT, abs=0.03),
    ]


def test_there_is_no_click_where_clauses_meet(voice: VoiceEngine) -> None:
    for clause in ("one two,", "three four,", "five"):
        say(voice, "u", clause)
    samples, rate = decoded(finish(voice, "u").data)
    steepest = 2 * np.pi * 300 / rate * 9_000 / 32_768
    assert float(np.abs(np.diff(samples)).max()) < 1.3 * steepest


def test_utterances_do_not_mix(voice: VoiceEngine) -> None:
    say(voice, "a", "one")
    say(voice, "b", "one two three")
    say(voice, "a", "two")
    assert finish(voice, "b").seconds == pytest.approx(3 * WORD + KEPT, abs=0.03)
    assert finish(voice, "a").seconds == pytest.approx(2 * (WORD + KEPT) + CLAUSE_PAUSE, abs=0.03)


def test_a_finished_utterance_is_forgotten(voice: VoiceEngine) -> None:
    say(voice, "u", "one")
    finish(voice, "u")
    with pytest.raises(EngineError, match="Nothing audible"):
        finish(voice, "u")
    say(voice, "u", "one two")
    assert finish(voice, "u").seconds == pytest.approx(2 * WORD + KEPT, abs=0.03)


def test_a_discarded_utterance_is_forgotten_also_when_it_was_never_open(voice: VoiceEngine) -> None:
    say(voice, "u", "one")
    assert list(voice.discard("u")) == list(voice.discard("never")) == [None]
    with pytest.raises(EngineError, match="Nothing audible"):
        finish(voice, "u")


def test_an_utterance_without_sound_cannot_be_finished(voice: VoiceEngine) -> None:
    assert say(voice, "u", "silent") == 0
    with pytest.raises(EngineError, match="Nothing audible"):
        finish(voice, "u")


def test_a_clause_cut_off_in_the_middle_is_not_in_the_utterance(voice: VoiceEngine) -> None:
    say(voice, "u", "one")
    request = voice.say("u", "two|three|four")
    next(request)
    request.close()  # type: ignore[attr-defined]  # it is a generator, which is how requests are cancelled
    say(voice, "u", "five")
    assert finish(voice, "u").seconds == pytest.approx(2 * (WORD + KEPT) + CLAUSE_PAUSE, abs=0.03)


def test_a_clause_that_fails_leaves_the_utterance_as_it_was(voice: VoiceEngine) -> None:
    say(voice, "u", "one")
    for text in ("two|broken", "two|other", "other"):
        with pytest.raises(EngineError):
            say(voice, "u", text)
    assert finish(voice, "u").seconds == pytest.approx(WORD + KEPT, abs=0.03)


def test_what_was_said_before_is_not_made_again(voice: VoiceEngine) -> None:
    first = [say(voice, utterance, "Thank you.") for utterance in ("a", "b")]
    assert first[0] == first[1]
    assert ToneSynthesizer.said == ["Thank you."]
    assert finish(voice, "a").data == finish(voice, "b").data


def test_only_the_latest_phrases_are_kept() -> None:
    ToneSynthesizer.said.clear()
    voice = make(remembered_clauses=2)
    for text in ("one", "two", "one", "three", "one", "two"):
        say(voice, "u", text)
    assert ToneSynthesizer.said == ["one", "two", "three", "two"]


def test_what_is_kept_for_good_is_not_spoken_again_however_much_was_said_since() -> None:
    ToneSynthesizer.said.clear()
    voice = make(remembered_clauses=2)
    assert all(result is None for result in voice.keep("welcome"))
    for text in ("one", "two", "three", "welcome"):
        say(voice, "u", text)
    assert ToneSynthesizer.said == ["welcome", "one", "two", "three"]
    assert finish(voice, "u").seconds > 4 * WORD


def test_an_utterance_that_gets_too_long_is_refused_and_keeps_what_it_has() -> None:
    voice = make(max_seconds=2.0)
    say(voice, "u", "one")
    with pytest.raises(BadInputError, match="2 s at most"):
        say(voice, "u", "word " * 50)
    assert finish(voice, "u").seconds == pytest.approx(WORD + KEPT, abs=0.03)


def test_a_phrase_from_memory_is_held_to_the_same_length() -> None:
    voice = make(max_seconds=1.25)
    say(voice, "u", "one two three")
    with pytest.raises(BadInputError):
        say(voice, "u", "one two three")


def test_more_utterances_than_allowed_are_refused_until_one_ends() -> None:
    voice = make(max_utterances=2)
    say(voice, "a", "one")
    say(voice, "b", "one")
    with pytest.raises(EngineError, match="2 utterances are open"):
        say(voice, "c", "one")
    say(voice, "a", "two")
    finish(voice, "a")
    say(voice, "c", "one")


def test_an_utterance_whose_owner_is_gone_gives_way() -> None:
    voice = make(max_utterances=1, max_idle_seconds=0)
    say(voice, "left behind", "one")
    say(voice, "new", "one")
    finish(voice, "new")


def test_a_voice_at_a_rate_that_mp3_does_not_have_keeps_its_length() -> None:
    voice = VoiceEngine(EngineSpec("tests.engines.tone_voice:ToneSynthesizer", {"rate": 17_000}), 64)
    voice.load()
    say(voice, "u", "one two")
    speech = finish(voice, "u")
    samples, rate = decoded(speech.data)
    assert len(samples) / rate == pytest.approx(speech.seconds, abs=0.05)


@pytest.mark.slow
def test_hundreds_of_utterances_do_not_pile_up_in_memory(voice: VoiceEngine) -> None:
    def speak(count: int) -> int:
        for _ in range(count):
            say(voice, "u", "one two three four five six seven eight")
            finish(voice, "u")
        return int(psutil.Process(os.getpid()).memory_info().rss)

    before = speak(50)
    assert speak(200) - before < 20_000_000


def test_the_voice_says_what_is_wrong_with_its_synthesizer() -> None:
    with pytest.raises(EngineError, match="no synthesizer"):
        VoiceEngine(EngineSpec("tests.fakes.engines:Counting"))
    broken = VoiceEngine(
        EngineSpec("tests.engines.tone_voice:ToneSynthesizer", {"missing": "The voice file is missing."})
    )
    with pytest.raises(EngineError, match="The voice file is missing"):
        broken.load()


def test_a_bit_rate_that_mp3_does_not_have_fails_the_trial_not_an_interview(voice: VoiceEngine) -> None:
    voice.trial()
    with pytest.raises(EngineError):
        VoiceEngine(TONES, 0).trial()


def test_closing_forgets_open_utterances(voice: VoiceEngine) -> None:
    say(voice, "u", "one")
    voice.close()
    with pytest.raises(EngineError, match="Nothing audible"):
        finish(voice, "u")

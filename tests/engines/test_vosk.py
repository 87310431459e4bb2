"""Vosk on a real model. It is Korean, and hears English speech as Korean: that there are words is what counts here."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import numpy as np
import pytest

from intervue.audio.decode import to_pcm16
from intervue.engines.base import BadInputError, EngineError, Final, Partial
from intervue.engines.vosk import MOST_OPEN, VoskTranscriber
from tests.model_paths import model_path
from tests.spoken import say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="module")
def vosk() -> Iterator[VoskTranscriber]:
    engine = VoskTranscriber(model_dir=str(model_path("vosk-small-ko")))
    engine.load()
    yield engine
    engine.close()


def speech(text: str = "We met in the garden, and then we went home together.") -> bytes:
    return to_pcm16(np.pad(say(text), 4_000))


@pytest.mark.models
def test_a_loaded_recogniser_answers_its_trial(vosk: VoskTranscriber) -> None:
    vosk.trial()


@pytest.mark.models
def test_text_grows_while_somebody_speaks_and_is_whole_at_the_end(vosk: VoskTranscriber) -> None:
    results = [result for result in vosk.transcribe("u", speech(), ["hints", "are", "ignored"]) if result is not None]
    *partials, final = results
    assert isinstance(final, Final)
    assert all(isinstance(partial, Partial) for partial in partials)
    lengths = [len(partial.text.split()) for partial in partials]
    assert len(lengths) >= 3
    assert lengths[0] < lengths[-1]
    assert len(final.text.split()) >= 3
    assert [word.text for word in final.words] == final.text.split()


@pytest.mark.models
def test_words_have_times_in_order_within_the_speech(vosk: VoskTranscriber) -> None:
    pcm = speech() + bytes(48_000) + speech()
    *_, final = vosk.transcribe("u", pcm, ())
    assert isinstance(final, Final)
    times = [(word.start, word.end) for word in final.words]
    assert times == sorted(times)
    assert all(0 <= start < end <= len(pcm) / 32_000 + 0.1 for start, end in times)
    assert times[-1][0] > len(speech()) / 32_000 + 1
    assert all(0 <= word.probability <= 1 for word in final.words)


@pytest.mark.models
def test_what_was_said_before_a_pause_stays_in_partials_and_final(vosk: VoskTranscriber) -> None:
    pause = bytes(96_000)  # 3 s: long enough for Vosk to take what came before as final, whatever it heard
    pcm = speech() + pause + speech()
    *_, last, final = (result for result in vosk.transcribe("u", pcm, ()) if result is not None)
    assert isinstance(last, Partial)
    assert isinstance(final, Final)
    before = [word.text for word in final.words if word.end < len(speech()) / 32_000 + 1]
    assert 0 < len(before) < len(final.words)
    assert last.text.split()[: len(before)] == before
    assert len(last.text.split()) > len(before)


@pytest.mark.models
def test_an_utterance_is_the_same_in_one_feed_or_in_pieces(vosk: VoskTranscriber) -> None:
    pcm = speech()
    *_, whole = vosk.transcribe("u", pcm, ())
    list(vosk.open("v", ()))
    results = list(vosk.feed("v", pcm))
    assert len(results) >= len(pcm) / 3_200  # one step per 100 ms, so that a cancel is heard
    *_, at_once = vosk.finish("v")
    assert isinstance(at_once, Final)
    assert isinstance(whole, Final)
    # Kaldi adds a little noise of its own, so that foreign words differ from run to run; where they are does not.
    assert at_once.words[0].start == pytest.approx(whole.words[0].start, abs=0.3)
    assert at_once.words[-1].end == pytest.approx(whole.words[-1].end, abs=0.3)


@pytest.mark.models
def test_two_utterances_at_once_do_not_mix(vosk: VoskTranscriber) -> None:
    pcm = speech()
    list(vosk.open("speaks", ()))
    list(vosk.open("is silent", ()))
    shown = []
    for start in range(0, len(pcm), 16_000):
        list(vosk.feed("speaks", pcm[start : start + 16_000]))
        shown += [result for result in vosk.feed("is silent", bytes(16_000)) if result is not None]
    *_, silent = vosk.finish("is silent")
    *_, spoken = vosk.finish("speaks")
    assert (shown, silent) == ([], Final(""))
    assert isinstance(spoken, Final)
    assert len(spoken.words) >= 3
    assert spoken.words[-1].end < len(pcm) / 32_000 + 0.1


@pytest.mark.models
def test_nothing_said_is_an_empty_text(vosk: VoskTranscriber) -> None:
    for pcm in (b"", b"\x00\x00", bytes(32_000)):
        *_, final = vosk.transcribe("u", pcm, ())
        assert final == Final("")


@pytest.mark.models
def test_there_is_a_limit_to_open_utterances_and_discarding_makes_room(vosk: VoskTranscriber) -> None:
    try:
        for number in range(MOST_OPEN):
            list(vosk.open(f"u{number}", ()))
        list(vosk.open("u0", ()))  # begun anew: takes no further place
        with pytest.raises(EngineError, match="no more can be listened to"):
            list(vosk.open("one more", ()))
        list(vosk.discard("u0"))
        list(vosk.open("one more", ()))
    finally:
        for utterance in ["one more", *(f"u{number}" for number in range(MOST_OPEN))]:
            list(vosk.discard(utterance))


@pytest.mark.models
def test_a_discarded_utterance_is_gone_and_half_a_sample_refused(vosk: VoskTranscriber) -> None:
    list(vosk.open("u", ()))
    with pytest.raises(BadInputError, match="whole 16-bit samples"):
        list(vosk.feed("u", b"\x00"))
    list(vosk.discard("u"))
    list(vosk.discard("u"))
    with pytest.raises(EngineError, match="not open"):
        list(vosk.feed("u", b"\x00\x00"))


def test_a_folder_without_a_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="no Vosk model in"):
        VoskTranscriber(model_dir=str(tmp_path)).load()


@pytest.mark.models
def test_a_broken_model_is_refused(tmp_path: Path) -> None:
    (tmp_path / "am").mkdir()
    (tmp_path / "am" / "final.mdl").write_bytes(b"not a model")
    with pytest.raises(EngineError, match="cannot be loaded"):
        VoskTranscriber(model_dir=str(tmp_path)).load()


def test_opening_before_the_model_is_loaded_is_refused() -> None:
    with pytest.raises(EngineError, match="not loaded"):
        list(VoskTranscriber(model_dir="nowhere").open("u", ()))


def test_importing_the_engines_loads_no_library() -> None:
    code = "import sys, intervue.engines.vosk, intervue.engines.whisper; "
    code += "print(*({'vosk', 'faster_whisper', 'ctranslate2', 'requests'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "", "")

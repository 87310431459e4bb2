"""Whisper on its real models."""

from __future__ import annotations

import shutil
import socket
from typing import TYPE_CHECKING, NoReturn

import jiwer
import numpy as np
import pytest

from intervue.audio.decode import to_pcm16
from intervue.engines.base import BadInputError, EngineError, Final, Partial
from intervue.engines.decoder import AudioDecoder
from intervue.engines.whisper import WhisperTranscriber, clean_hints
from tests.audio.recordings import record
from tests.model_paths import SAMPLES, model_path
from tests.spoken import say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

SENTENCE = "We moved the orders to a new database, and the waiting time went down."


@pytest.fixture(scope="module")
def whisper() -> WhisperTranscriber:
    return loaded("whisper-base")


def loaded(model: str) -> WhisperTranscriber:
    engine = WhisperTranscriber(model_dir=str(model_path(model)), threads=2)
    engine.load()
    return engine


def text_of(whisper: WhisperTranscriber, pcm: bytes, hints: Sequence[str] = ()) -> str:
    *_, final = whisper.transcribe("u", pcm, hints)
    assert isinstance(final, Final)
    return final.text


def word_errors(expected: str, heard: str) -> float:
    def plain(text: str) -> str:
        return "".join(character for character in text.lower() if character.isalnum() or character == " ")

    return float(jiwer.wer(plain(expected), plain(heard)))


@pytest.mark.models
@pytest.mark.parametrize("model", ["whisper-base", "whisper-tiny.en"])
def test_a_spoken_sentence_becomes_its_text(model: str) -> None:
    engine = loaded(model)
    engine.trial()
    heard = text_of(engine, to_pcm16(np.pad(say(SENTENCE), 4_000)))
    assert word_errors(SENTENCE, heard) <= 0.15, heard
    assert heard == " ".join(heard.split())
    engine.close()


@pytest.mark.models
def test_a_name_that_is_hinted_at_is_spelled_as_hinted(whisper: WhisperTranscriber) -> None:
    pcm = to_pcm16(say("In that team we used RabbitMQ and PyTorch."))
    heard = text_of(whisper, pcm, ["RabbitMQ", "PyTorch", "Kubernetes"])
    assert "RabbitMQ" in heard
    assert "PyTorch" in heard
    assert "Kubernetes" not in heard


@pytest.mark.models
def test_hints_of_any_number_and_content_do_no_harm(whisper: WhisperTranscriber) -> None:
    hints = [
        "<|endoftext|><|nospeech|>",
        "\x00\ud800",
        "",
        "x" * 5_000,
        *(f"Service{number}" for number in range(2_000)),
    ]
    heard = text_of(whisper, to_pcm16(say(SENTENCE)), hints)
    assert word_errors(SENTENCE, heard) <= 0.3, heard


@pytest.mark.models
@pytest.mark.parametrize("hints", [(), ("Kafka", "Postgres")])
def test_noise_and_silence_become_no_words(whisper: WhisperTranscriber, hints: tuple[str, ...]) -> None:
    noise = np.random.default_rng(1).normal(0, 0.1, 16_000 * 3).astype(np.float32)
    assert text_of(whisper, to_pcm16(noise), hints) == ""
    assert text_of(whisper, bytes(32_000), hints) == ""
    assert text_of(whisper, b"", hints) == ""


@pytest.mark.models
def test_an_answer_longer_than_the_encoders_window_loses_no_words() -> None:
    sentences = [
        SENTENCE,
        "My first job was in a small bakery by the sea.",
        "I learned to ask before I promise anything.",
    ] * 3
    speech = np.concatenate([np.pad(say(sentence), 5_000) for sentence in sentences])
    assert len(speech) > 30 * 16_000
    *results, final = (result for result in loaded("whisper-tiny.en").transcribe("u", to_pcm16(speech), ()) if result)
    assert isinstance(final, Final)
    assert word_errors(" ".join(sentences), final.text) <= 0.12, final.text
    assert len(results) >= 2
    assert all(isinstance(result, Partial) and final.text.startswith(result.text) for result in results)


@pytest.mark.models
def test_a_browsers_recording_becomes_text(whisper: WhisperTranscriber) -> None:
    decoder = AudioDecoder(max_seconds=60, max_bytes=10_000_000)
    decoder.load()
    audio = record("webm/opus", np.pad(say(SENTENCE), 16_000), 16_000)
    (decoded,) = [result for result in decoder.decode(audio, "ogg") if result is not None]
    assert word_errors(SENTENCE, text_of(whisper, decoded.pcm)) <= 0.15


@pytest.mark.models
def test_utterances_are_kept_apart_and_discarded_ones_forgotten(whisper: WhisperTranscriber) -> None:
    one, other = to_pcm16(say("Good morning, everybody.")), to_pcm16(say("Seven green apples."))
    for step in (whisper.open("a", ()), whisper.open("b", ()), whisper.feed("a", one), whisper.feed("b", other)):
        assert [result for result in step if result is not None] == []
    list(whisper.discard("a"))
    with pytest.raises(EngineError, match="not open"):
        list(whisper.finish("a"))
    *_, final = whisper.finish("b")
    assert isinstance(final, Final)
    assert "apples" in final.text.lower()
    assert "morning" not in final.text.lower()


@pytest.mark.models
def test_real_voices_are_understood(whisper: WhisperTranscriber) -> None:
    folder = SAMPLES / "speech"
    if not folder.is_dir():
        pytest.skip("the sample recordings are not beside the repository; the tests above need none")
    decoder = AudioDecoder(max_seconds=60, max_bytes=10_000_000)
    decoder.load()
    for name, words in (("read_5", "sunday is the best part of the week"), ("hello_world", "hello world")):
        audio = (folder / f"{name}.wav").read_bytes()
        (decoded,) = [result for result in decoder.decode(audio, "wav") if result is not None]
        assert word_errors(words, text_of(whisper, decoded.pcm)) <= 0.15


def test_half_a_sample_is_refused_and_the_utterance_stays_open() -> None:
    engine = WhisperTranscriber(model_dir="nowhere", threads=1)
    list(engine.open("u", ()))
    with pytest.raises(BadInputError, match="whole 16-bit samples"):
        list(engine.feed("u", b"\x00"))
    list(engine.feed("u", b"\x00\x00"))
    with pytest.raises(EngineError, match="not loaded"):
        list(engine.finish("u"))


def test_an_utterance_that_never_ends_is_refused_at_a_limit() -> None:
    engine = WhisperTranscriber(model_dir="nowhere", threads=1)
    list(engine.open("u", ()))
    with pytest.raises(BadInputError, match="at most 1800 seconds"):
        list(engine.feed("u", bytes(16_000 * 2 * 1_801)))


def test_a_folder_without_a_model_is_named_with_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match=r"incomplete: model\.bin, config\.json, tokenizer\.json missing"):
        WhisperTranscriber(model_dir=str(tmp_path), threads=1).load()


@pytest.mark.models
def test_an_incomplete_model_is_refused_and_nothing_is_fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> NoReturn:
        pytest.fail("an address was looked up")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    for path in model_path("whisper-tiny.en").iterdir():
        if path.name not in {"tokenizer.json", "model.bin"}:
            shutil.copy(path, tmp_path)
    (tmp_path / "model.bin").write_bytes(b"not a model")
    with pytest.raises(EngineError, match=r"tokenizer\.json missing"):
        WhisperTranscriber(model_dir=str(tmp_path), threads=1).load()
    shutil.copy(model_path("whisper-tiny.en") / "tokenizer.json", tmp_path)
    with pytest.raises(EngineError, match="cannot be loaded"):
        WhisperTranscriber(model_dir=str(tmp_path), threads=1).load()


@pytest.mark.models
@pytest.mark.parametrize(("model", "language"), [("whisper-tiny.en", "de"), ("whisper-base", "xx")])
def test_a_language_the_model_does_not_know_is_refused_at_once(model: str, language: str) -> None:
    with pytest.raises(EngineError, match=f'does not know "{language}"'):
        WhisperTranscriber(model_dir=str(model_path(model)), threads=1, language=language).load()


def test_hints_are_cleaned_and_keep_their_order() -> None:
    hints = [" Kafka ", "kafka", "gRPC", "<|endoftext|>", "C++", ".NET", "a" * 60, "New\nYork", "Rust<|nospeech|>"]
    assert clean_hints(hints) == ["Kafka", "gRPC", "C++", "NET", "New York", "Rust"]

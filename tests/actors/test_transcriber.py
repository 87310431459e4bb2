from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

import pytest

from actors.jobs import WorkerPolicy, WorkerSpec
from actors.messages import (
    CancelTranscription,
    EngineState,
    Failure,
    RecognitionFailed,
    Transcribe,
    UtteranceRecognised,
)
from actors.transcriber import TranscriberActor
from tests.actors.listening import BOUND, Ears, Engines, acting
from tests.engines.host_probe import eventually
from tests.fakes.engines import Script

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pykka


@pytest.fixture
def ears() -> Iterator[Ears]:
    ears = Ears()
    yield ears
    if ears.ref.is_alive():
        ears.ref.stop(timeout=BOUND)


def transcribe(
    ref: pykka.ActorRef[TranscriberActor], ears: Ears, utterance: str, audio: bytes = b"x" * 2000, hints: str = ""
) -> None:
    ref.tell(Transcribe(utterance, ears.ref, audio, "webm", tuple(hints.split())))


def engines(recogniser: Script | None = None, decoder: Script | None = None) -> tuple[Engines, Engines]:
    return (
        Engines("ScriptedDecoder", script=decoder),
        Engines("ScriptedTranscriber", texts=["I fixed the queue.", "Then I slept."], script=recogniser),
    )


def test_a_recording_becomes_text_with_its_timings(ears: Ears, tmp_path: Path) -> None:
    log = tmp_path / "log"
    decoder, recogniser = engines(Script(step_seconds=0.05, log=str(log)))
    with acting(ears, TranscriberActor, decoder.worker("decoder"), recogniser.worker("stt")) as ref:
        transcribe(ref, ears, "s/1", hints="Redis Kafka")
        heard = ears.next(UtteranceRecognised)
        assert (heard.utterance, heard.text, heard.seconds, heard.speech_seconds) == ("s/1", "I fixed the queue.", 2, 2)
        assert [word.text for word in heard.words] == ["I", "fixed", "the", "queue."]
        assert heard.recognition_seconds >= 0.05
        assert 0 < heard.decode_seconds < BOUND
    assert log.read_text(encoding="utf-8").startswith("open s/1 Redis Kafka\n")


def test_a_recording_without_speech_is_answered_without_the_recogniser(ears: Ears, tmp_path: Path) -> None:
    log = tmp_path / "log"
    decoder, recogniser = engines(Script(log=str(log)))
    with acting(ears, TranscriberActor, decoder.worker("decoder"), recogniser.worker("stt")) as ref:
        transcribe(ref, ears, "s/1", b"silence" * 100)
        heard = ears.next(UtteranceRecognised)
        assert (heard.text, heard.words, heard.speech_seconds, heard.recognition_seconds) == ("", (), 0.0, 0.0)
    assert not log.exists()


def test_bytes_that_are_no_recording_are_refused_in_the_decoders_words(ears: Ears) -> None:
    decoder, recogniser = engines()
    with acting(ears, TranscriberActor, decoder.worker("decoder"), recogniser.worker("stt")) as ref:
        transcribe(ref, ears, "s/1", b"broken")
        assert ears.next(RecognitionFailed) == RecognitionFailed("s/1", Failure.INPUT, "This is not a recording.")
        transcribe(ref, ears, "s/2")
        assert ears.next(UtteranceRecognised).utterance == "s/2"


@pytest.mark.parametrize("role", ["decoder", "stt"])
def test_an_engine_killed_in_mid_request_costs_nothing_but_time(ears: Ears, tmp_path: Path, role: str) -> None:
    gate, log = tmp_path / "gate", tmp_path / "log"
    script = Script(gate=str(gate), log=str(log))
    pair = engines(decoder=script) if role == "decoder" else engines(script)
    with acting(ears, TranscriberActor, pair[0].worker("decoder"), pair[1].worker("stt")) as ref:
        transcribe(ref, ears, "s/1")
        assert eventually(log.exists)
        pid = pair[role == "stt"].hosts[0].pid
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        gate.touch()
        assert ears.next(UtteranceRecognised).text == "I fixed the queue."
        assert ears.state(EngineState.READY, role).restarts == 1


def test_a_recording_that_kills_the_recogniser_twice_is_given_up_and_others_go_on(ears: Ears) -> None:
    decoder, recogniser = engines(Script(misdeeds={"s/poison": "segfault"}))
    with acting(ears, TranscriberActor, decoder.worker("decoder"), recogniser.worker("stt")) as ref:
        transcribe(ref, ears, "s/poison")
        transcribe(ref, ears, "s/2")
        failed, heard = ears.next(RecognitionFailed), ears.next(UtteranceRecognised)
        assert (failed.utterance, failed.failure) == ("s/poison", Failure.ENGINE)
        assert "say it again" in failed.message
        assert heard.utterance == "s/2"
    assert len(recogniser.hosts) == 3


def test_a_recogniser_that_hangs_is_killed_at_the_deadline(ears: Ears) -> None:
    decoder, recogniser = engines(Script(misdeeds={"s/1": "hang"}))
    policy = WorkerPolicy(request_deadline=0.3)
    with acting(ears, TranscriberActor, decoder.worker("decoder"), recogniser.worker("stt", policy)) as ref:
        transcribe(ref, ears, "s/1", b"x" * 100)
        assert ears.next(RecognitionFailed).failure is Failure.DEADLINE
        transcribe(ref, ears, "s/2")
        assert ears.next(UtteranceRecognised).utterance == "s/2"


def test_a_cancelled_recording_is_not_answered(ears: Ears, tmp_path: Path) -> None:
    gate, log = tmp_path / "gate", tmp_path / "log"
    decoder, recogniser = engines(Script(gate=str(gate), log=str(log)))
    with acting(ears, TranscriberActor, decoder.worker("decoder"), recogniser.worker("stt")) as ref:
        transcribe(ref, ears, "s/1")
        assert eventually(log.exists)
        ref.tell(CancelTranscription("s/1"))
        gate.touch()
        transcribe(ref, ears, "s/2")
        assert ears.next(UtteranceRecognised).utterance == "s/2"
        assert ears.nothing_more()


def test_a_recording_that_is_cancelled_while_it_is_decoded_never_reaches_the_recogniser(
    ears: Ears, tmp_path: Path
) -> None:
    gate, decoded, recognised = tmp_path / "gate", tmp_path / "decoded", tmp_path / "recognised"
    decoder, recogniser = engines(Script(log=str(recognised)), Script(gate=str(gate), log=str(decoded)))
    with acting(ears, TranscriberActor, decoder.worker("decoder"), recogniser.worker("stt")) as ref:
        transcribe(ref, ears, "s/1")
        assert eventually(decoded.exists)
        ref.tell(CancelTranscription("s/1"))
        gate.touch()
        transcribe(ref, ears, "s/2")
        assert ears.next(UtteranceRecognised).utterance == "s/2"
    assert "s/1" not in recognised.read_text(encoding="utf-8")


def test_without_a_model_recognition_is_unavailable(ears: Ears) -> None:
    decoder, _ = engines()
    missing = WorkerSpec("stt", "none", None, missing="Run `make models`.")
    with acting(ears, TranscriberActor, decoder.worker("decoder"), missing) as ref:
        transcribe(ref, ears, "s/1")
        assert ears.next(RecognitionFailed).failure is Failure.UNAVAILABLE
        transcribe(ref, ears, "s/2", b"silence" * 10)
        assert ears.next(UtteranceRecognised).text == ""


def test_a_message_that_cannot_be_handled_does_not_end_the_actor(ears: Ears, caplog: pytest.LogCaptureFixture) -> None:
    decoder, recogniser = engines()
    with acting(ears, TranscriberActor, decoder.worker("decoder"), recogniser.worker("stt")) as ref:
        ref.tell("not in its vocabulary")
        transcribe(ref, ears, "s/1")
        assert ears.next(UtteranceRecognised).utterance == "s/1"
    assert any("could not handle str" in record.getMessage() for record in caplog.records)

"""What comes from microphones: nothing at all, noise, other containers, wrong labels, broken files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from tests.audio.recordings import RATE, record
from tests.fakes.client import Candidate, candidate
from tests.model_paths import SAMPLES
from tests.real.talk import COMPLETE, INVOICES, NURSES, answer, begin, recording, speak, word_errors

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.real.server import RealServer

pytestmark = [pytest.mark.models, pytest.mark.timeout(240)]

NOTHING_HEARD = ["processing_stt", "EMPTY_TRANSCRIPTION"]
"""How it begins. Whoever is not heard several times in a row is helped before the last `ready`."""


def assert_nothing_was_heard(outlines: list[str]) -> None:
    assert outlines[:2] == NOTHING_HEARD
    assert outlines[-1] == "ready"
    assert "candidate" not in outlines


@pytest.fixture(scope="module")
def client(server: RealServer) -> Iterator[Candidate]:
    """In an interview that has begun. What a test sends without being understood does not change it."""
    with candidate(server.url, "recordings", contract=True) as connected:
        begin(connected)
        yield connected


def white_noise(seconds: float) -> bytes:
    noise = np.random.default_rng(7).normal(0, 0.05, round(seconds * RATE)).astype(np.float32)
    return record("webm/opus", noise)


def test_silence_is_answered_with_empty_transcription(client: Candidate) -> None:
    assert_nothing_was_heard(answer(client, record("webm/opus", np.zeros(3 * RATE, np.float32))).outlines)


def test_white_noise_is_answered_with_empty_transcription(client: Candidate) -> None:
    assert_nothing_was_heard(answer(client, white_noise(5)).outlines)


def test_recorded_noise_is_answered_with_empty_transcription(client: Candidate) -> None:
    file = SAMPLES / "speech" / "noise.wav"
    if not file.is_file():
        pytest.skip(f"{file} is not there; test_white_noise_is_answered_with_empty_transcription is its twin")
    assert_nothing_was_heard(answer(client, file.read_bytes(), "wav").outlines)


@pytest.mark.parametrize(
    "audio", [b"", b"this is no sound at all" * 100, b"\x1aE\xdf\xa3" + bytes(40)], ids=["empty", "text", "head"]
)
def test_what_is_no_recording_costs_an_error_and_nothing_else(client: Candidate, audio: bytes) -> None:
    turn = answer(client, audio)
    if audio:
        assert turn.outlines == ["processing_stt", "PROCESSING_ERROR", "ready"]
    else:
        assert_nothing_was_heard(turn.outlines)
    assert turn.errors[0]["recoverable"]


@pytest.mark.parametrize(
    ("kind", "label"),
    [
        ("fragmented mp4/aac", "mp4"),
        ("mp4/aac", "ogg"),
        ("ogg/opus", "webm"),
        ("wav/pcm_s16le", "webm"),
        ("mp3/mp3", ""),
    ],
)
def test_an_answer_is_understood_whatever_its_container_and_label(client: Candidate, kind: str, label: str) -> None:
    turn = answer(client, recording(INVOICES, kind), label)
    assert turn.outlines == COMPLETE, turn.errors
    assert word_errors(INVOICES, turn.heard) < 0.3, turn.heard


def test_after_all_of_that_the_interview_goes_on(client: Candidate) -> None:
    speak(client, NURSES)
    numbers = [message["sequence"] for message in client.messages if message["type"] == "transcript"]
    assert numbers == list(range(1, len(numbers) + 1))
    client.send("end_session")
    assert client.receive()["total_turns"] == len(numbers)

"""What one message may cost whoever reads it."""

from __future__ import annotations

import asyncio
import json
import time
import tracemalloc

import pytest

from actors import messages as m
from intervue import protocol as p
from intervue.routes.interview import _understand
from intervue.settings import Settings, load_settings
from intervue.settings_types import MIB

MOST = 16 * MIB
TOO_COMPLEX = "The message is too complex: at most 100000 values are allowed."


@pytest.mark.parametrize(
    "text",
    [
        '{"type": "nope", "x": [' + "{}," * (MOST // 3) + "{}]}",
        '{"type": "\\ud800", "x": [' + "[]," * (MOST // 3) + "[]]}",
        '{"type": "resume_context", "parsed_resume": {"skills": [' + '"a",' * (MOST // 4) + '"a"]}}',
        '{"type": "audio", "data": "", "x": {' + ",".join(f'"{key}": 1' for key in range(200_000)) + "}}",
    ],
    ids=["objects", "arrays beside half a character", "strings", "fields"],
)
def test_megabytes_of_tiny_values_are_refused_without_reading_them(text: str) -> None:
    tracemalloc.start()
    try:
        began = time.process_time()
        with pytest.raises(p.MalformedMessageError) as refusal:
            p.parse_client_message(text)
        spent = time.process_time() - began
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert str(refusal.value) == TOO_COMPLEX
    assert spent < 1, "seconds; while JSON is read, nobody else is served"
    assert peak < MIB


def test_a_long_answer_and_a_long_resume_are_not_too_complex() -> None:
    audio = p.parse_client_message(json.dumps({"type": "audio", "data": "AAAA" * (MOST // 4 - 100)}))
    assert isinstance(audio, p.ClientAudio)
    job = {"company": "Tech Corp", "title": "Engineer", "highlights": ["this, that, and more"] * 10}
    resume = {"contact": {"name": "Jane Doe"}, "experiences": [job] * 1000, "raw_text": "one, two, " * 5000}
    context = p.parse_client_message(json.dumps({"type": "resume_context", "parsed_resume": resume}))
    assert isinstance(context, p.ResumeContext)
    assert len(context.parsed_resume.experiences) == 1000


def understood(settings: Settings, raw_text: str) -> m.ClientInput:
    resume = {"contact": {"name": "Jane Doe"}, "raw_text": raw_text}
    text = json.dumps({"type": "resume_context", "parsed_resume": resume})
    sent, _ = asyncio.run(_understand({"type": "websocket.receive", "text": text}, settings))
    return sent


def test_a_resume_over_its_limit_is_refused_and_one_below_it_is_taken() -> None:
    settings = load_settings(resume_context_max_bytes=100_000)
    assert understood(settings, "x" * 100_000) == m.Malformed(
        "The resume_context message is too large: at most 100000 bytes are allowed."
    )
    assert isinstance(understood(settings, "x" * 90_000), m.ResumeSent)

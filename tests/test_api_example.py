"""The "Message Flow Example" of the API reference, line by line, against a whole server with scripted engines."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

import httpx
import pytest

from intervue.rehearse.sound import decode, seconds
from tests.fakes.client import Candidate
from tests.fakes.server import process

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

SESSION = "abc123"
RESUME = {
    "contact": {
        "name": "Jane Doe",
        "email": "jane@example.com",
        "phone": None,
        "location": "San Francisco, CA",
        "linkedin": None,
    },
    "summary": "Senior engineer with...",
    "experiences": [
        {
            "company": "Tech Corp",
            "title": "Senior Software Engineer",
            "start_date": "Jan 2020",
            "end_date": "Present",
            "description": "Lead backend development for core platform services.",
            "highlights": ["Led migration to microservices architecture"],
        }
    ],
    "education": [
        {
            "institution": "Lakeside University",
            "degree": "Master of Science",
            "field": "Computer Science",
            "graduation_date": "2017",
        }
    ],
    "skills": ["Python", "TypeScript"],
    "certifications": [],
    "raw_text": "Full resume text...",
}


def test_the_message_flow_example_line_by_line(tmp_path: Path) -> None:
    with process(tmp_path) as server:
        health = httpx.get(f"{server.url}/health")
        assert (health.status_code, health.json()) == (200, {"status": "healthy"})
        # 1. Client connects
        client = Candidate(server.url, SESSION, contract=True)
        # 2.
        assert client.receive() == {"type": "session_started", "session_id": SESSION}
        # 3.
        client.send("resume_context", parsed_resume=RESUME)
        hears_the_introduction(client)
        gives_the_first_answer(client)
        # ... (loop continues)
        for turn in range(2, 6):
            client.send("playback_complete")
            client.expect("ready")
            client.turn(f"In part {turn} of the story we moved the service to another cluster")
        # N.
        client.send("end_session")
        # N+1.
        assert client.receive() == {"type": "session_ended", "session_id": SESSION, "total_turns": 11}
        assert client.closed() == 1000
        client.close()


def hears_the_introduction(client: Candidate) -> None:
    # 4.
    client.send("start_interview")
    # 5.
    assert client.receive() == {"type": "status", "state": "generating"}
    # 6.
    introduction = client.receive()
    assert introduction.pop("text").startswith("Hello Jane")
    assert introduction == {"type": "transcript", "role": "interviewer", "sequence": 1}
    # 7.
    assert client.receive() == {"type": "status", "state": "speaking"}
    # 8.
    audio = client.receive()
    assert seconds(decode(base64.b64decode(audio.pop("data"), validate=True), "mp3")) > 1
    assert audio == {"type": "audio", "format": "mp3"}
    # 9.
    assert client.receive() == {"type": "status", "state": "ready"}
    # 10. The answer to it is a decision of this server: the current state.
    client.send("playback_complete")
    assert client.receive() == {"type": "status", "state": "ready"}


def gives_the_first_answer(client: Candidate) -> None:
    # 11.
    text = "Hi, thank you for having me. I lead the backend team"
    client.answer(text)
    # 12.
    assert client.receive() == {"type": "status", "state": "processing_stt"}
    # 13.
    assert client.receive() == {"type": "transcript", "role": "candidate", "text": text, "sequence": 2}
    assert client.receive() == {"type": "status", "state": "generating"}
    question = client.receive()
    assert question.pop("text").endswith("?")
    assert question == {"type": "transcript", "role": "interviewer", "sequence": 3}
    client.expect("speaking", "audio", "ready")


def test_a_resume_that_was_parsed_can_be_handed_in_as_it_came(tmp_path: Path) -> None:
    with process(tmp_path) as server:
        files = {"file": ("resume.pdf", b"%PDF-1.7 Ada", "application/pdf")}
        answer = httpx.post(f"{server.url}/resume/parse", files=files)
        assert answer.status_code == 200
        client = Candidate(server.url, SESSION, contract=True)
        client.expect("session_started")
        client.send("resume_context", parsed_resume=answer.json())
        assert "Hello Ada" in client.start()
        client.close()

"""What a running server logs: ids in every line, and nothing that was said, uploaded or quoted, but for debugging."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from tests.engines.host_probe import eventually
from tests.fakes.client import candidate
from tests.fakes.engines import QUOTED
from tests.fakes.server import Process, process

if TYPE_CHECKING:
    from collections.abc import Iterator

SPOKEN = "marmalade"
FILE_NAME = "Zebulon-Vantongeren-CV.pdf"
RESUME = {
    "contact": {"name": f"Zebulon {QUOTED}", "email": "zq@example.org"},
    "experiences": [{"company": "Vantongeren Mills", "title": "Miller", "description": "", "highlights": []}],
    "raw_text": f"Zebulon {QUOTED}",
}
SECRETS = (QUOTED, SPOKEN, "Zebulon", "zq@example.org", "Vantongeren", "confidential")
DOCUMENT = Path(__file__).parents[2] / "docs" / "OPERATIONS.md"


def interview(server: Process, session: str) -> None:
    """Everything that may go wrong goes wrong, and every time somebody would like to quote what it was given."""
    with candidate(server.url, session) as client:
        client.send("resume_context", parsed_resume=RESUME)
        client.start()
        client.turn(f"My confidential story is about the {SPOKEN} factory")
        for role, method in (
            ("decoder", "decode.any"),
            ("stt", f"recognise.{session}"),
            ("llm", f"generate.{session}"),
        ):
            for how in ("quote once", "quote_and_die once"):
                server.orders.give(method, how)
                for _ in range(3):  # not every reply is the model's
                    client.answer(f"And then the {SPOKEN} of {QUOTED} boiled over at night, {role} {how}, in a heap")
                    client.until("ready")
                    if not (server.orders.folder / method).exists():
                        break
        client.answer("silence")
        client.expect("processing_stt", "EMPTY_TRANSCRIPTION", "ready")
        for frame in ('{"type": "audio", "data": "marmalade %%"}', '{"type": "marmalade"}', '["Zebulon", "marmalade'):
            client.send_raw(frame)
            client.expect("PROCESSING_ERROR", "ready")
        client.send("end_session")
        client.expect("session_ended")


def uploads(server: Process) -> None:
    for content in (b"%PDF-1.7 " + QUOTED.encode(), f"Not a PDF of {QUOTED}".encode()):
        httpx.post(f"{server.url}/resume/parse", files={"file": (FILE_NAME, content, "application/pdf")})
    server.orders.give("parse.any", "quote once")
    httpx.post(f"{server.url}/resume/parse", files={"file": (FILE_NAME, b"%PDF-1.7 x", "application/pdf")})
    server.orders.give("parse.any", "quote_and_die once")
    httpx.post(f"{server.url}/resume/parse", files={"file": (FILE_NAME, b"%PDF-1.7 x", "application/pdf")})
    httpx.get(f"{server.url}/no/such/{QUOTED}?name=Zebulon")
    assert eventually(server.is_ready)


@pytest.fixture(scope="module", params=["info", "debug"])
def logged(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, list[Any]]]:
    """A level, and what was logged at it in the course of a full interview."""
    settings = {
        "log_format": "json",
        "log_level": request.param,
        "interview_questions": 30,
        "followups_per_question": 3,
    }
    with process(tmp_path_factory.mktemp(request.param), settings=settings) as server:
        uploads(server)
        interview(server, "s-1")
        assert server.stop() == 0
        yield request.param, [json.loads(line) for line in server.log]


def test_nothing_personal_is_logged_but_for_debugging(logged: tuple[str, list[Any]]) -> None:
    level, lines = logged
    for secret in SECRETS:
        quoting = [line for line in lines if secret in json.dumps(line)]
        if level == "info":
            assert quoting == []
    if level == "debug":
        said = "\n".join(line["event"] for line in lines if line["level"] == "debug" and line.get("session") == "s-1")
        assert f"candidate: My confidential story is about the {SPOKEN} factory" in said
        assert "interviewer: " in said
        assert any(f"ValueError: Cannot read {QUOTED}" in line["event"] for line in lines)


def test_faults_are_logged_with_where_they_happened(logged: tuple[str, list[Any]]) -> None:
    _, lines = logged
    faults = [line for line in lines if line["logger"] == "intervue.engines.child" and line["level"] == "error"]
    assert {line["role"] for line in faults} >= {"decoder", "stt", "llm"}
    for line in faults:
        assert "ValueError" in line["event"]
        assert ", in quote" in line["event"]


def test_each_line_of_an_interview_carries_its_ids(logged: tuple[str, list[Any]]) -> None:
    _, lines = logged
    own = [line for line in lines if line["logger"] in {"intervue.session", "intervue.turns"}]
    assert {line["session"] for line in own} == {"s-1"}
    assert [line["turn"] for line in own] == sorted(line["turn"] for line in own)
    turns = [line for line in own if line["logger"] == "intervue.turns"]
    assert [line["turn"] for line in turns] == list(range(len(turns)))
    assert len(turns) > 8
    assert [line.get("lost") for line in turns][-1] == "silence"
    failed = next(line for line in own if "failure" in line)
    assert failed["utterance"].startswith("s-1/")
    died = [line for line in lines if line["logger"] == "actors.pool" and "utterance" in line]
    assert {line["role"] for line in died} >= {"decoder", "stt", "llm"}
    assert all(line["session"] == "s-1" and line["pid"] and line["engine"] for line in died)


def test_each_request_and_socket_has_a_line_with_its_id(logged: tuple[str, list[Any]]) -> None:
    _, lines = logged
    asked = [line for line in lines if line["logger"] == "intervue.access"]
    loud = [line for line in asked if line["level"] == "info" and "route" in line]
    assert [(line["method"], line["route"], line["status"]) for line in loud] == [
        ("POST", "/resume/parse", 200),
        *[("POST", "/resume/parse", 400)] * 3,
        ("GET", "-", 404),
    ]
    assert len({line["request"] for line in loud}) == len(loud)
    opened, closed = [line for line in asked if line.get("session") == "s-1"]
    assert opened["request"] == closed["request"]
    assert (opened["status"], closed["code"]) == (101, 1000)
    assert closed["bytes_in"] > 0 < closed["bytes_out"]


def test_every_key_is_documented(logged: tuple[str, list[Any]]) -> None:
    section = DOCUMENT.read_text(encoding="utf-8").partition("## Logs")[2].partition("## Metrics")[0]
    cells = re.findall(r"^\| ((?:`\w+`(?:, )?)+) \|", section, re.MULTILINE)
    known = {key for cell in cells for key in re.findall(r"`(\w+)`", cell)}
    _, lines = logged
    assert {key for line in lines for key in line} <= known


def test_the_id_of_a_request_is_told_to_the_client(server: Process) -> None:
    answers = [httpx.get(f"{server.url}{path}") for path in ("/health", "/nowhere", "/health")]
    ids = [answer.headers["x-request-id"] for answer in answers]
    assert len(set(ids)) == 3
    assert eventually(lambda: any(ids[1] in line for line in server.log))
    assert not any(ids[0] in line for line in server.log)  # `/health` is worth a line for debugging only

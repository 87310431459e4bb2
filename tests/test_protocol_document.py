"""`docs/PROTOCOL.md` and the code say the same: examples, fields, states, codes, refusals, limits."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, get_args

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from actors.health import HealthBoard
from actors.messages import EngineHealth, EngineState, Failure, ResumeRejected
from actors.resume import SENTENCES
from intervue import app as application
from intervue import crowd
from intervue import protocol as p
from intervue.audio.decode import ALLOWED
from intervue.budget import Budget
from intervue.engines import parser
from intervue.engines.parser import too_large
from intervue.interview.policy import Policy
from intervue.metrics import Metrics
from intervue.rehearse.wire import RECOVERABLE
from intervue.resume.schema import ContactInfo, DetailedResume, Details, Education, Experience, ParsedResume, Source
from intervue.routes import health, interview, resume
from intervue.settings import ENV_PREFIX, Settings
from tests.fakes.access import OPEN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic import BaseModel

REPOSITORY = Path(__file__).resolve().parent.parent
DOCUMENT = (REPOSITORY / "docs" / "PROTOCOL.md").read_text(encoding="utf-8")
CLIENT: dict[str, type[BaseModel]] = {
    get_args(model.model_fields["type"].annotation)[0]: model for model in get_args(p.ClientMessage)
}
SERVER: dict[str, type[BaseModel]] = {model.model_fields["type"].default: model for model in get_args(p.ServerMessage)}
RESUMES: dict[str, type[BaseModel]] = {
    "ParsedResume": ParsedResume,
    "ContactInfo": ContactInfo,
    "Experience": Experience,
    "Education": Education,
}
TYPES = {"string": str, "number": int, "boolean": bool}

Row = list[str]


# --- Reading the document ---------------------------------------------------------------------------------------------


def section(title: str, level: int = 2, within: str = DOCUMENT) -> str:
    """The text below a heading, up to the next one of its level or above."""
    found = re.search(
        rf"^{'#' * level} {re.escape(title)}\n(.*?)(?=^#{{2,{level}}} |\Z)", within, re.MULTILINE | re.DOTALL
    )
    assert found, f"There is no section {title!r}."
    return found[1]


def headings(text: str) -> list[str]:
    return re.findall(r"^### (.+)$", text, re.MULTILINE)


def table(text: str, first: str) -> list[Row]:
    """The rows of the table whose first column is called `first`, without backticks."""
    lines = text.splitlines()
    start = next((number for number, line in enumerate(lines) if line.startswith(f"| {first} |")), None)
    assert start is not None, f"There is no table {first!r}."
    rows = []
    for line in lines[start + 2 :]:
        if not line.startswith("|"):
            break
        rows.append([cell.strip().strip("`") for cell in line.strip("|").split("|")])
    assert rows
    return rows


def column(rows: list[Row], number: int = 0) -> list[str]:
    return [row[number] for row in rows]


def examples(text: str) -> list[str]:
    return re.findall(r"^```json\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


FROM_CLIENT = section("Messages from the client")
FROM_SERVER = section("Messages from the server")
PARSE = section("POST /resume/parse", 3)


# --- Messages ---------------------------------------------------------------------------------------------------------


def test_every_message_type_is_documented_and_no_other() -> None:
    assert headings(FROM_CLIENT) == list(CLIENT) == list(p.CLIENT_TYPES)
    assert headings(FROM_SERVER) == list(SERVER)


@pytest.mark.parametrize("name", CLIENT)
def test_fields_of_a_client_message_are_documented_as_they_are(name: str) -> None:
    rows = table(section(name, 3, FROM_CLIENT), "Field")
    fields = CLIENT[name].model_fields
    assert [row[0] for row in rows] == list(fields)
    assert {row[0]: row[2] for row in rows} == {key: "Yes" if it.is_required() else "No" for key, it in fields.items()}
    assert rows[0][3] == f'`"{name}"'.strip("`")


def test_the_default_format_is_the_one_that_is_documented() -> None:
    assert f'default `"{p.ClientAudio.model_fields["format"].default}"`' in section("audio", 3, FROM_CLIENT)


@pytest.mark.parametrize("name", SERVER)
def test_fields_of_a_server_message_are_documented_as_they_are(name: str) -> None:
    rows = table(section(name, 3, FROM_SERVER), "Field")
    assert column(rows) == list(SERVER[name].model_fields)
    example = json.loads(examples(section(name, 3, FROM_SERVER))[0])
    assert {row[0]: type(example[row[0]]) for row in rows} == {row[0]: TYPES[row[1]] for row in rows}


@pytest.mark.parametrize("name", CLIENT)
def test_examples_of_client_messages_are_understood(name: str) -> None:
    found = examples(section(name, 3, FROM_CLIENT))
    assert found
    for example in found:
        assert isinstance(p.parse_client_message(example), CLIENT[name])


@pytest.mark.parametrize("name", SERVER)
def test_examples_of_server_messages_are_what_the_server_would_send(name: str) -> None:
    found = examples(section(name, 3, FROM_SERVER))
    assert found
    for example in found:
        assert_sent(example, SERVER[name])


def assert_sent(text: str, model: type[BaseModel]) -> None:
    """A message that is exactly one of the server's: no field missing, none too many."""
    message = p.parse_server_message(text)
    assert isinstance(message, model)
    assert json.loads(message.model_dump_json()) == json.loads(text)


def test_the_course_of_an_interview_is_made_of_messages_in_the_order_that_is_described() -> None:
    lines = re.findall(r"^([CS])  (\{.*\})$", section("The course of an interview", 3), re.MULTILINE)
    shown: list[str] = []
    sequences = []
    for side, text in lines:
        message = json.loads(text)
        if side == "C":
            p.parse_client_message(text)
        elif message["type"] == "audio":
            assert set(message) == {"type", "data", "format"}  # its data is cut short
        else:
            assert_sent(text, SERVER[message["type"]])
        if "sequence" in message:
            sequences.append(message["sequence"])
        shown.append(message.get("state") or message.get("role") or message["type"])
    reply = ["generating", "interviewer", "speaking", "audio", "ready"]
    assert shown == [
        *("session_started", "resume_context", "start_interview", *reply, "playback_complete", "ready"),
        *("audio", "processing_stt", "candidate", *reply, "end_session", "session_ended"),
    ]
    assert sequences == list(range(1, json.loads(lines[-1][1])["total_turns"] + 1))


def test_states_and_roles_are_documented() -> None:
    assert column(table(section("status", 3, FROM_SERVER), "State")) == list(p.State)
    role = next(row for row in table(section("transcript", 3, FROM_SERVER), "Field") if row[0] == "role")
    assert re.findall(r'"(\w+)"', role[2]) == list(get_args(p.Transcript.model_fields["role"].annotation))


def test_error_codes_are_documented_with_whether_the_interview_goes_on() -> None:
    rows = table(section("error", 3, FROM_SERVER), "Code")
    assert column(rows) == list(p.ErrorCode)
    assert {row[0]: row[1] == "Yes" for row in rows} == RECOVERABLE


def test_the_recordings_that_are_understood_are_named() -> None:
    assert f"Understood are {ALLOWED}." in section("audio", 3, FROM_CLIENT)


# --- REST -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", RESUMES)
def test_the_parts_of_a_resume_are_documented_as_they_are(name: str) -> None:
    rows = table(PARSE[PARSE.index(f"`{name}`\n") :], "Field")
    fields = RESUMES[name].model_fields
    assert {row[0]: row[2] for row in rows} == {key: "Yes" if it.is_required() else "No" for key, it in fields.items()}


def test_the_example_of_a_resume_has_every_field() -> None:
    (example,) = examples(PARSE)
    assert ParsedResume.model_validate_json(example, strict=True).model_dump(mode="json") == json.loads(example)


def test_the_details_of_a_resume_are_documented_as_they_are() -> None:
    text = section("POST /resume/parse?details=true", 3)
    (example,) = examples(text)
    assert Details.model_validate_json(example).model_dump(mode="json") == json.loads(example)
    assert column(table(text, "Field")) == list(Details.model_fields)
    assert sorted(column(table(text[text.index("`Source`") :], "Field"))) == sorted(Source.model_fields)
    assert list(DetailedResume.model_fields) == [*ParsedResume.model_fields, *Details.model_fields]
    assert all(f"`{value}`" in text or f"`details={value}`" in text for value in resume.WANTED)


def test_the_examples_of_health_and_ready_are_what_the_server_answers() -> None:
    (healthy,) = examples(section("GET /health", 3))
    (ready,) = examples(section("GET /ready", 3))
    app = Starlette(routes=health.health_routes, middleware=[OPEN])
    given: dict[str, Any] = {}
    app.state.settings = Settings(**given)
    app.state.gate = SimpleNamespace(bearer_fault=json.loads(ready)["access"])
    app.state.health = HealthBoard()
    for role, engine in json.loads(ready)["engines"].items():
        app.state.health.report(EngineHealth(role, engine["engine"], EngineState(engine["state"])))
    with TestClient(app) as client:
        assert client.get("/health").json() == json.loads(healthy)
        answer = client.get("/ready")
    assert answer.status_code == 503
    assert answer.json() == json.loads(ready)


def test_states_of_readiness_are_documented() -> None:
    text = section("GET /ready", 3)
    found = set()
    for state in EngineState:
        board = HealthBoard()
        for role in ("stt", "llm", "tts", "decoder", "parser"):
            board.report(EngineHealth(role, "some", state))
        found.add(health.readiness(board)["status"])
    assert set(column(table(text, "`status`"))) == found
    assert column(table(text, "Engine `state`")) == list(EngineState)


def refusals() -> dict[str, tuple[Any, ...]]:
    """Every documented `detail` of the résumé route, with what provokes it: a request, or the parser's own refusal."""
    limit = Settings.model_fields["resume_max_bytes"].default
    pages = Settings.model_fields["resume_max_pages"].default
    inputs = (parser.BROKEN, parser.ENCRYPTED, parser.NO_PAGES, parser.NO_TEXT, parser.SCAN, parser.UNSEEN)
    too_long = f"This PDF has {pages + 1} pages; a resume may have at most {pages}. Please upload a shorter one."
    return {
        parser.NOT_A_PDF: (400, [("file", b"<html>")]),
        too_large(limit): (400, [("file", b"%PDF-" + bytes(limit))]),
        resume.EMPTY_FILE: (400, [("file", b"")]),
        resume.NO_FILE: (400, [("cv", b"%PDF-")]),
        resume.TOO_MANY_FILES: (400, [("file", b"%PDF-" + bytes(2000))] * 2),
        resume.TOO_MUCH_ELSE: (400, [("other", bytes(resume.MAX_OTHER_BYTES + 1))]),
        resume.BROKEN_FORM: (400, b"--x\r\nhalf of a form"),
        resume.STALLED: (400, None),  # takes 30 s: tested beside the route, with a shorter bound
        **{text: (400, ResumeRejected("r", Failure.INPUT, text)) for text in (*inputs, too_long)},
        **{SENTENCES[it]: (400, ResumeRejected("r", it, SENTENCES[it])) for it in (Failure.ENGINE, Failure.DEADLINE)},
        f"Resume parsing failed. {SENTENCES[Failure.UNAVAILABLE]}": (
            500,
            ResumeRejected("r", Failure.UNAVAILABLE, SENTENCES[Failure.UNAVAILABLE]),
        ),
        SENTENCES[Failure.BUSY]: (503, ResumeRejected("r", Failure.BUSY, SENTENCES[Failure.BUSY])),
        resume.FAILED: (500, RuntimeError("a fault of the server's")),
    }


def test_every_error_of_the_resume_route_is_documented_and_given() -> None:
    expected = refusals()
    rows = table(PARSE, "Status")
    assert {text: int(status) for status, text in rows} == {text: status for text, (status, _) in expected.items()}
    for text, (status, cause) in expected.items():
        if cause is not None:
            answer = provoke(cause)
            assert (answer.status_code, answer.json()) == (status, {"detail": text})


def provoke(cause: object) -> Any:
    async def parse(_pdf: bytes, *, details: bool) -> Any:
        if isinstance(cause, Exception):
            raise cause
        return cause

    app = Starlette(routes=resume.resume_routes, middleware=[OPEN])
    limit = Settings.model_fields["resume_max_bytes"].default
    app.state.settings = SimpleNamespace(resume_max_bytes=limit)
    app.state.intake = resume.Intake(1, 10.0, Budget(limit, free=limit))
    app.state.metrics = Metrics()
    app.state.parse_resume = parse
    with TestClient(app) as client:
        if isinstance(cause, bytes):
            return client.post(
                "/resume/parse", content=cause, headers={"content-type": "multipart/form-data; boundary=x"}
            )
        parts = cause if isinstance(cause, list) else [("file", b"%PDF-1.7")]
        return client.post("/resume/parse", files=[(name, ("cv.pdf", data)) for name, data in parts])


# --- Sockets ----------------------------------------------------------------------------------------------------------


def sources() -> Iterator[ast.Call]:
    """Every call in the modules that refuse and close sockets."""
    for name in (
        "intervue/routes/interview.py",
        "intervue/bridge.py",
        "actors/directory.py",
        "actors/session.py",
        "actors/outbox.py",
    ):
        for node in ast.walk(ast.parse((REPOSITORY / name).read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                yield node


def called(*names: str) -> Iterator[list[Any]]:
    """The arguments of the calls of these names; None for what is no constant."""
    for call in sources():
        name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        if name in names:
            yield [it.value if isinstance(it, ast.Constant) else None for it in call.args]


def test_every_refusal_is_documented_and_no_other() -> None:
    given = {tuple(found) for found in called("refuse", "Refusal") if len(found) == len(("status", "text"))}
    given |= {(503, crowd.FULL), (503, crowd.FULL_HERE)}
    rows = table(section("Refusals", 3), "Status")
    assert {(int(status), text) for status, text, _ in rows} == {found for found in given if all(found)}


def test_the_alphabet_of_session_ids_is_the_one_that_is_documented() -> None:
    allowed = re.search(r"1 to 128 of the\s+characters `([^`]+)`", section("WebSocket"))
    assert allowed
    pattern = "".join(part for part in allowed[1].split())
    documented = {chr(code) for code in range(128) if re.fullmatch(f"[{pattern}]", chr(code))}
    assert {chr(code) for code in range(0x2000) if p.SESSION_ID.fullmatch(chr(code))} == documented
    assert p.SESSION_ID.fullmatch("a" * 128)
    assert not p.SESSION_ID.fullmatch("a" * 129)


def test_every_close_code_is_documented_and_no_other() -> None:
    given = {code for code, *_ in called("close", "close_all", "Closing") if isinstance(code, int)}
    transport = {1009}  # by the WebSocket library, for frames over its limit
    assert {int(code) for code in column(table(section("Close codes", 3), "Code"))} == given | transport


# --- Limits -----------------------------------------------------------------------------------------------------------


def test_documented_defaults_are_those_of_the_settings() -> None:
    for setting, default, _ in table(section("Limits"), "Setting"):
        name = setting.removeprefix(ENV_PREFIX).lower()
        number, _, rounded = default.partition(" ")
        assert float(number) == Settings.model_fields[name].default, setting
        assert rounded in {"", f"({int(number) / 2**20:g} MiB)"}


def test_every_limit_on_what_a_client_may_do_is_documented() -> None:
    unseen = {"reply_max_tokens", "reply_max_words", "engine_restart_max_seconds", "audit_pending_max"}
    limits = {name for name in Settings.model_fields if "max" in name.split("_")} - unseen
    documented = {name.removeprefix(ENV_PREFIX).lower() for name in column(table(section("Limits"), "Setting"))}
    assert limits <= documented


def test_fixed_bounds_are_documented_as_they_are() -> None:
    rows = {row[0]: float(row[1].removesuffix(" s")) for row in table(section("Limits"), "Bound")}
    assert rows == {
        "Values in one message": p.MOST_VALUES,
        "Admission": interview.ADMISSION_SECONDS,
        "Taking one message": interview.SEND_SECONDS,
        "Between two pieces of an upload": resume.CHUNK_SECONDS,
        "Silence after the interview's time is up": Policy().overtime,
    }
    assert application.policy(Settings.model_construct(**_defaults())).overtime == Policy().overtime


def _defaults() -> dict[str, Any]:
    return {name: it.default for name, it in Settings.model_fields.items()}


def test_times_in_the_text_are_those_of_the_code() -> None:
    grace = Settings.model_fields["playback_grace_seconds"].default
    course = section("The course of an interview", 3)
    assert f"{grace:g} seconds more" in course.replace("\n  ", "")
    assert f"nothing for {Policy().overtime / 60:g} minutes after the time was up" in course


def test_no_second_version_is_offered() -> None:
    assert not re.search(r"\bv2\b|intervue\.v2", DOCUMENT)

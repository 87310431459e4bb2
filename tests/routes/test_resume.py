"""`POST /resume/parse` as a client sees it, with a scripted parser behind it."""

from __future__ import annotations

import asyncio
import contextlib
import http.client
import json
import select
import socket
import threading
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import httpx
import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.testclient import TestClient

from actors.messages import Failure, ResumeRejected
from intervue import draining
from intervue.budget import Budget, Share
from intervue.metrics import Metrics
from intervue.resume.schema import ContactInfo, ParsedResume
from intervue.routes import resume as route
from intervue.routes.resume import TOO_MANY, Intake, resume_routes
from tests.fakes.access import OPEN

if TYPE_CHECKING:
    from collections.abc import Iterator

MIB = 1024 * 1024
LIMIT = 10 * MIB
PDF = b"%PDF-1.7\nanything"
BOUNDARY = "----WebKitFormBoundaryTest"
RESUME = ParsedResume(contact=ContactInfo(name="Ada Example"), skills=["Python"], raw_text="Ada Example")


class Parser:
    """Keeps what it was given and answers as told."""

    def __init__(self) -> None:
        self.seen: list[bytes] = []
        self.asked_for_details: list[bool] = []
        self.answer: ParsedResume | ResumeRejected | Exception = RESUME

    async def __call__(self, pdf: bytes, *, details: bool) -> ParsedResume | ResumeRejected:
        self.seen.append(pdf)
        self.asked_for_details.append(details)
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


@pytest.fixture
def parser() -> Parser:
    return Parser()


@pytest.fixture
def app(parser: Parser) -> Starlette:
    app = Starlette(routes=resume_routes, middleware=[OPEN])
    app.state.settings = SimpleNamespace(resume_max_bytes=LIMIT)
    app.state.intake = Intake(2, 5.0, Budget(LIMIT, free=LIMIT))
    app.state.parse_resume = parser
    app.state.metrics = Metrics()
    return app


@pytest.fixture
def client(app: Starlette) -> Iterator[TestClient]:
    with TestClient(app) as client:
        yield client


def upload(client: TestClient, data: bytes, kind: str = "application/pdf", name: str = "cv.pdf") -> Any:
    return client.post("/resume/parse", files={"file": (name, data, kind)})


def form(*parts: tuple[str, bytes], end: bool = True) -> bytes:
    body = b""
    for disposition, data in parts:
        body += f"--{BOUNDARY}\r\nContent-Disposition: form-data; {disposition}\r\n\r\n".encode() + data + b"\r\n"
    return body + (f"--{BOUNDARY}--\r\n".encode() if end else b"")


def post(client: TestClient, body: bytes, content_type: str | None = None) -> Any:
    headers = {"content-type": content_type or f"multipart/form-data; boundary={BOUNDARY}"}
    return client.post("/resume/parse", content=body, headers=headers)


def refusal(response: Any) -> str:
    assert response.status_code == 400, response.text
    assert response.headers["content-type"] == "application/json"
    body = response.json()
    assert list(body) == ["detail"]
    assert isinstance(body["detail"], str)
    return str(body["detail"])


def test_a_pdf_is_answered_with_exactly_the_contracts_fields(client: TestClient, parser: Parser) -> None:
    response = upload(client, PDF)
    assert response.status_code == 200
    assert response.headers["content-type"] == "application/json"
    assert response.json() == {
        "contact": {"name": "Ada Example", "email": None, "phone": None, "location": None, "linkedin": None},
        "summary": None,
        "experiences": [],
        "education": [],
        "skills": ["Python"],
        "certifications": [],
        "raw_text": "Ada Example",
    }
    assert parser.seen == [PDF]


@pytest.mark.parametrize("kind", ["application/octet-stream", "text/plain", "image/png", ""])
def test_a_pdf_with_a_wrong_content_type_is_read_all_the_same(client: TestClient, parser: Parser, kind: str) -> None:
    assert upload(client, PDF, kind, "cv.doc").status_code == 200
    assert parser.seen == [PDF]


@pytest.mark.parametrize("data", [b"<html>no</html>", b"PK\x03\x04 docx", b"\x00" * 5000, b"a" * 2000 + PDF])
def test_what_is_no_pdf_is_refused_whatever_it_is_called(client: TestClient, parser: Parser, data: bytes) -> None:
    assert refusal(upload(client, data)) == "Only PDF files are supported. Please upload a PDF resume."
    assert parser.seen == []


@pytest.mark.parametrize("junk", [b"\xef\xbb\xbf", b"\r\n\r\n", b"\x00" * 100])
def test_a_little_junk_before_the_pdf_is_tolerated(client: TestClient, parser: Parser, junk: bytes) -> None:
    assert upload(client, junk + PDF).status_code == 200
    assert parser.seen == [junk + PDF]


def test_a_file_of_exactly_ten_mebibytes_passes_and_one_byte_more_does_not(client: TestClient, parser: Parser) -> None:
    whole = PDF + bytes(LIMIT - len(PDF))
    assert upload(client, whole).status_code == 200
    assert parser.seen == [whole]
    assert "larger than 10 MB" in refusal(upload(client, whole + b"\x00"))
    assert len(parser.seen) == 1


def test_an_empty_file_is_refused(client: TestClient) -> None:
    assert "empty" in refusal(upload(client, b""))


def test_the_file_is_found_among_other_fields(client: TestClient, parser: Parser) -> None:
    body = form(('name="note"', b"hello"), ('name="file"; filename="a.pdf"', PDF), ('name="more"', b"x"))
    assert post(client, body).status_code == 200
    assert parser.seen == [PDF]


def test_a_file_with_a_strange_name_is_read(client: TestClient, parser: Parser) -> None:
    name = 'name="file"; filename="r\u00e9sum\u00e9 \u5c65\u6b74\u66f8; \\"final\\".pdf"'
    assert post(client, form((name, PDF))).status_code == 200
    assert parser.seen == [PDF]


@pytest.mark.parametrize(
    ("body", "content_type", "says"),
    [
        (b"", None, "No file"),
        (form(('name="resume"; filename="a.pdf"', PDF)), None, "No file"),
        (form(), None, "No file"),
        (PDF, "application/pdf", "No file"),
        (b'{"file": 1}', "application/json", "No file"),
        (b"file=1", "application/x-www-form-urlencoded", "No file"),
        (form(('name="file"; filename="a.pdf"', PDF)), "multipart/form-data", "No file"),
        (form(('name="file"; filename="a.pdf"', PDF)), "multipart/form-data; boundary=" + "x" * 400, "damaged"),
        (form(('name="file"; filename="a.pdf"', PDF)), "multipart/form-data; boundary=other", "damaged"),
        (form(('name="file"; filename="a.pdf"', PDF), end=False), None, "incomplete"),
        (b"complete nonsense", None, "damaged"),
        (form(('name="file"', PDF), ('name="file"', PDF)), None, "More than one"),
        (form(*[('name="a"', b"")] * 11), None, "too much"),
        (form(('name="a"', b"x" * 70_000), ('name="file"', PDF)), None, "too much"),
        (form(("garbage", PDF)), None, "No file"),
    ],
)
def test_a_wrong_form_is_refused_with_a_sentence(
    client: TestClient, parser: Parser, body: bytes, content_type: str | None, says: str
) -> None:
    assert says in refusal(post(client, body, content_type))
    assert parser.seen == []


@pytest.mark.parametrize("size", [1, 7, 1000])
def test_a_form_that_arrives_in_pieces_of_any_size_is_read(client: TestClient, parser: Parser, size: int) -> None:
    data = PDF + b"\r\n--" + BOUNDARY.encode()[:-1] + b"\r\n" + bytes(range(256))
    body = form(('name="file"; filename="a.pdf"', data))
    pieces = (body[start : start + size] for start in range(0, len(body), size))
    response = client.post(
        "/resume/parse", content=pieces, headers={"content-type": f"multipart/form-data; boundary={BOUNDARY}"}
    )
    assert response.status_code == 200
    assert parser.seen == [data]


@pytest.mark.parametrize("failure", [Failure.INPUT, Failure.DEADLINE, Failure.ENGINE])
def test_what_the_file_did_wrong_is_400_in_the_parsers_words(
    client: TestClient, parser: Parser, failure: Failure
) -> None:
    parser.answer = ResumeRejected("1", failure, "This PDF is protected with a password.")
    assert refusal(upload(client, PDF)) == "This PDF is protected with a password."


def test_what_the_server_cannot_do_is_500(client: TestClient, parser: Parser) -> None:
    parser.answer = ResumeRejected("1", Failure.UNAVAILABLE, "Please try again.")
    response = upload(client, PDF)
    assert response.status_code == 500
    assert response.json() == {"detail": "Resume parsing failed. Please try again."}


def test_a_queue_that_is_full_is_503_and_says_when_to_come_back(client: TestClient, parser: Parser) -> None:
    parser.answer = ResumeRejected("1", Failure.BUSY, "Please try again.")
    response = upload(client, PDF)
    assert (response.status_code, response.json()) == (503, {"detail": TOO_MANY})
    assert int(response.headers["retry-after"]) > 0


def test_uploads_beyond_the_limit_are_503_until_one_is_done(app: Starlette, client: TestClient) -> None:
    intake: Intake = app.state.intake
    with intake.place():
        with intake.place():
            response = upload(client, PDF)
            assert (response.status_code, response.json()) == (503, {"detail": TOO_MANY})
            assert int(response.headers["retry-after"]) > 0
        assert upload(client, PDF).status_code == 200


def test_an_upload_is_503_while_all_clients_together_hold_too_much(app: Starlette, client: TestClient) -> None:
    budget = Budget(100, free=0)
    app.state.intake = Intake(2, 5.0, budget)
    other = Share(budget)
    assert other.hold(90)
    response = upload(client, PDF)
    assert (response.status_code, response.json()) == (503, {"detail": TOO_MANY})
    other.drop()
    assert budget.held == 0


def test_a_broken_bridge_is_500_with_a_sentence_and_no_inner_detail(client: TestClient, parser: Parser) -> None:
    parser.answer = RuntimeError("secret path /home/x")
    response = upload(client, PDF)
    assert response.status_code == 500
    assert response.json() == {"detail": "Resume parsing failed. Please try again."}


# --- Over real sockets ------------------------------------------------------------------------------------------------


@contextlib.contextmanager
def serving(app: Starlette) -> Iterator[int]:
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="off"))
    thread = threading.Thread(target=lambda: asyncio.run(server.serve(sockets=[listener])))
    thread.start()
    try:
        yield int(listener.getsockname()[1])
    finally:
        server.should_exit = True
        thread.join(10)
        listener.close()
        assert not thread.is_alive()


def test_a_body_far_over_the_limit_is_not_kept_and_its_sender_still_reads_the_answer(
    app: Starlette, parser: Parser
) -> None:
    with serving(app) as port:
        response = httpx.post(
            f"http://127.0.0.1:{port}/resume/parse", files={"file": ("cv.pdf", PDF + bytes(40 * MIB))}, timeout=30
        )
    assert "larger than 10 MB" in refusal(response)
    assert parser.seen == []


def test_an_endless_body_is_answered_without_being_read_to_its_end(
    app: Starlette, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(draining, "DRAIN_BYTES", MIB)
    with serving(app) as port:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        connection.putrequest("POST", "/resume/parse")
        connection.putheader("content-type", f"multipart/form-data; boundary={BOUNDARY}")
        connection.putheader("content-length", str(10**12))
        connection.endheaders()
        connection.send(form(('name="file"; filename="a.pdf"', b"not a pdf" * 1000), end=False))
        with contextlib.suppress(ConnectionError):
            for _ in range(4):
                connection.send(bytes(MIB))
        response = connection.getresponse()
        assert response.status == 400
        assert json.loads(response.read())["detail"].startswith("Only PDF files")
        connection.close()


def test_an_upload_that_stalls_is_given_up(app: Starlette, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(route, "CHUNK_SECONDS", 0.2)
    with serving(app) as port:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        connection.putrequest("POST", "/resume/parse")
        connection.putheader("content-type", f"multipart/form-data; boundary={BOUNDARY}")
        connection.putheader("content-length", "100000")
        connection.endheaders()
        connection.send(form(('name="file"; filename="a.pdf"', PDF), end=False))
        response = connection.getresponse()
        assert response.status == 400
        assert "stalled" in json.loads(response.read())["detail"]
        connection.close()


def test_an_upload_that_drips_in_for_ever_is_given_up(app: Starlette, parser: Parser) -> None:
    app.state.intake = Intake(2, 0.5, Budget(LIMIT))
    with serving(app) as port, socket.create_connection(("127.0.0.1", port), timeout=10) as line:
        head = f"Content-Type: multipart/form-data; boundary={BOUNDARY}\r\nContent-Length: 100000\r\n\r\n"
        line.sendall(f"POST /resume/parse HTTP/1.1\r\nHost: x\r\n{head}".encode())
        line.sendall(form(('name="file"; filename="a.pdf"', PDF), end=False))
        answer = b""
        for _ in range(400):
            if select.select([line], [], [], 0.05)[0]:
                answer += line.recv(65_536)
            if b"stalled" in answer:
                break
            line.sendall(b"x")
        assert answer.startswith(b"HTTP/1.1 400 ")
        assert b"stalled" in answer
    assert parser.seen == []


def test_a_client_that_hangs_up_harms_nobody(app: Starlette, parser: Parser) -> None:
    with serving(app) as port:
        with socket.create_connection(("127.0.0.1", port), timeout=10) as gone:
            head = f"Content-Type: multipart/form-data; boundary={BOUNDARY}\r\nContent-Length: 100000\r\n\r\n"
            gone.sendall(f"POST /resume/parse HTTP/1.1\r\nHost: x\r\n{head}".encode())
            gone.sendall(form(('name="file"; filename="a.pdf"', PDF), end=False))
        url = f"http://127.0.0.1:{port}/resume/parse"
        assert httpx.post(url, files={"file": ("cv.pdf", PDF)}, timeout=10).status_code == 200
    assert parser.seen == [PDF]

"""What a server answers is what it describes; and what holds for every address, whoever asks for it."""

from __future__ import annotations

import contextlib
import sqlite3
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from intervue.auth.roles import Role, Scope
from intervue.guard import HEADERS, NOTHING_HERE
from intervue.routes.bodies import MAX_BYTES
from intervue.routes.page import HEADERS as PAGE_HEADERS
from intervue.store.audit import AuditFilter, AuditStore
from intervue.store.database import sqlite_url
from tests.described import Described
from tests.engines.host_probe import BOUND, eventually
from tests.fakes.server import process
from tests.server.access import PASSWORD, Guarded

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = "https://jobs.example.org"
"""A page of the allow-list."""
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND")
OTHERS = ("/", "/sign-in", "/interviews", "/page/settings.json", "/static/app.js", "/static/none.js", "/openapi.json")
NOWHERE = ("/nowhere", "/docs/redoc.js", "/control/erase", "/control/access", "/control/more")
NO_PDF = {"file": ("cv.pdf", b"no pdf", "application/pdf")}


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Guarded]:
    settings = {"auth": "on", "metrics": True, "cors_origins": [PAGE]}
    with process(tmp_path_factory.mktemp("guarded"), settings=settings) as server:
        yield Guarded(server)


@pytest.fixture(scope="module")
def described(guarded: Guarded) -> Described:
    with guarded.client() as anybody:
        return Described(anybody.get("/openapi.json").json())


def watched(client: httpx.Client, described: Described) -> httpx.Client:
    client.event_hooks = {"response": [described.check]}
    return client


# --- What is answered is what is described ----------------------------------------------------------------------------


def test_everything_that_a_server_answers_is_described(guarded: Guarded, described: Described) -> None:
    made = guarded.arrange(role="Baker", resume={"contact": {"name": "Ada Brandt"}})
    session = f"/sessions/{made['session_id']}"
    guarded.begin(made)
    with watched(guarded.client(guarded.key()), described) as program:
        program.post("/sessions", json={"role": "Cook"})
        program.post("/sessions", json={"minutes": "long"})
        program.post("/sessions", content=b"role=Cook", headers={"content-type": "text/plain"})
        program.post("/sessions", content=b" " * (MAX_BYTES + 1))
        program.get("/sessions", params={"limit": 1})
        program.get("/sessions", params={"state": "closed"})
        for path in ("", "/transcript", "/transcript?format=text", "/transcript?format=pdf"):
            program.get(f"{session}{path}")
            program.get(f"/sessions/unknown{path}")
        program.post(f"{session}/invitations", json={"days": 1})
        program.post("/sessions/unknown/invitations")
        program.delete(f"{session}/invitations/{made['id']}")
        program.delete(f"{session}/invitations/unknown")
        program.post("/resume/parse", files=NO_PDF)
        program.post("/resume/parse", files={"file": ("cv.pdf", b"%PDF-1.7 Ada", "application/pdf")})
        for path in ("/health", "/ready", "/metrics", "/me"):
            program.get(path)
        program.post("/sign-out")
        program.delete(session)
        program.delete(session)
    answered(described, guarded)
    administered(described, guarded)
    assert {(method, path) for method, path, status in described.met if status < 300} == described.operations


def answered(described: Described, guarded: Guarded) -> None:
    """What people without keys, with wrong ones, with links and with passwords get."""
    made = guarded.arrange()
    guarded.user("anna")
    with watched(guarded.client(), described) as browser:
        for path in ("/sessions", "/sessions/unknown", "/metrics", "/me", "/ready"):
            browser.get(path)
            browser.get(path, headers={"X-API-Key": "wrong"})
        browser.post("/invitations/open", json={"token": "wrong"})
        browser.post("/invitations/open", json={})
        browser.post("/invitations/open", json={"token": made["token"]})
        for path in ("/me", "/sessions"):
            browser.get(path)
        browser.post("/resume/parse", files=NO_PDF)
    with watched(guarded.client(), described) as browser:
        browser.post("/sign-in", json={"name": "anna", "password": "wrong"})
        browser.post("/sign-in", json={"name": "anna"})
        mark = browser.post("/sign-in", json={"name": "anna", "password": PASSWORD}).json()["csrf"]
        for path in ("/me", "/sessions", "/metrics"):
            browser.get(path)
        browser.post("/sessions", json={})
        browser.post("/sessions", json={}, headers={"X-CSRF-Token": mark})
        browser.post("/sessions", json={}, headers={"Origin": "https://elsewhere.example"})
        browser.get("/sessions", headers={"Host": "elsewhere.example"})
        browser.get("/health", headers={"Host": "no host"})
        browser.post("/sign-out", headers={"X-CSRF-Token": mark})


def administered(described: Described, guarded: Guarded) -> None:
    """What admins get."""
    guarded.user("root", Role.ADMIN)
    with watched(guarded.client(), described) as page:
        page.headers["X-CSRF-Token"] = page.post("/sign-in", json={"name": "root", "password": PASSWORD}).json()["csrf"]
        for _ in range(2):
            page.post("/users", json={"name": "ben", "password": PASSWORD})
        page.post("/users", json={"name": "ben"})
        page.patch("/users/ben", json={"disabled": True})
        page.patch("/users/root", json={"disabled": True})
        page.patch("/users/unknown", json={"role": "admin"})
        for path in ("/users", "/keys", "/audit"):
            page.get(path)
            page.get(path, params={"limit": 0})
        for _ in range(2):
            page.delete("/users/ben")
        made = page.post("/keys", json={"name": "x", "scopes": ["sessions:read"]}).json()
        page.post("/keys", json={"name": "x"})
        page.delete(f"/keys/{made['id']}")
        page.delete("/keys/unknown")
        page.get("/audit", params={"who": "root", "since": "1h", "action": "manage_keys", "allowed": True})


def test_an_interview_that_is_over_is_answered_as_described(guarded: Guarded, described: Described) -> None:
    made = guarded.arrange()
    with guarded.enter(made["session_id"], query=f"?token={made['token']}") as candidate:
        candidate.receive()
        candidate.send("end_session")
        candidate.until("session_ended")
    with watched(guarded.client(guarded.key()), described) as program:
        opened = program.post("/invitations/open", json={"token": made["token"]})
        invited = program.post(f"/sessions/{made['session_id']}/invitations")
    assert (opened.status_code, invited.status_code) == (410, 409)


def test_a_key_may_do_what_its_scopes_say_and_is_told_so_as_described(guarded: Guarded, described: Described) -> None:
    with watched(guarded.client(guarded.key([Scope.RESUMES_PARSE])), described) as program:
        assert program.get("/sessions").status_code == httpx.codes.FORBIDDEN
        assert program.post("/resume/parse", files=NO_PDF).status_code == httpx.codes.BAD_REQUEST


# --- What holds everywhere --------------------------------------------------------------------------------------------


def addresses(described: Described) -> list[str]:
    unknown = dict.fromkeys(("session_id", "invitation_id", "user", "key_id"), "unknown")
    paths = {path.format(**unknown) for _, path in described.operations}
    return sorted({*paths, *OTHERS, *NOWHERE, "/docs", "/docs/swagger_bundle.js"})


@pytest.mark.parametrize("method", METHODS)
def test_every_answer_has_the_careful_headers_and_every_refusal_is_a_sentence(
    guarded: Guarded, described: Described, method: str
) -> None:
    with guarded.client() as nobody, guarded.client(guarded.key()) as program:
        for path in addresses(described):
            for who in (nobody, program):
                answer = who.request(method, path)
                careful(path, answer)
                if answer.status_code >= 400 and method != "HEAD" and path != "/ready":
                    sentence = answer.json()
                    assert list(sentence) == ["detail"], path
                    assert sentence["detail"].endswith("."), sentence


def careful(path: str, answer: httpx.Response) -> None:
    for name in HEADERS:
        assert answer.headers.get_list(name), (path, name)
    for name in ("x-content-type-options", "referrer-policy", "cross-origin-opener-policy", "permissions-policy"):
        assert answer.headers[name] == HEADERS[name], path
    policy = answer.headers["content-security-policy"]
    assert "frame-ancestors 'none'" in policy
    assert "default-src 'none'" in policy
    kept = answer.headers["cache-control"]
    page = path in {"/", "/sign-in", "/interviews"} or path.startswith(("/static/", "/docs"))
    assert kept == (PAGE_HEADERS["cache-control"] if page and answer.status_code < 400 else "no-store"), path
    assert "access-control-allow-credentials" not in answer.headers


def test_a_wrong_method_is_told_all_right_ones(guarded: Guarded) -> None:
    with guarded.client() as anybody:
        for path, methods in (("/sessions", "GET, HEAD, POST"), ("/sessions/x", "DELETE, GET, HEAD")):
            answer = anybody.put(path)
            assert (answer.status_code, answer.headers["allow"]) == (405, methods)


def test_where_commands_reach_the_server_is_nothing_to_be_seen(guarded: Guarded) -> None:
    with guarded.client(guarded.key()) as program:
        for method in METHODS:
            found = [
                program.request(method, path) for path in ("/control/erase", "/control/access", "/control/nothing")
            ]
            told = [(each.status_code, each.text, sorted(set(each.headers) - {"x-request-id"})) for each in found]
            assert told[0] == told[1] == told[2]
            assert told[0][0] == 404
            assert found[0].text == ("" if method == "HEAD" else f'{{"detail":"{NOTHING_HERE}"}}')
            for path in ("/control", "/control/", "/control/erase/", "/control/access//"):
                assert program.request(method, path).status_code == 404, "what is sent on to is there"


@pytest.mark.parametrize("method", ["GET", "POST", "PATCH", "DELETE"])
def test_a_page_of_the_allow_list_may_ask_and_no_other_and_none_with_cookies(guarded: Guarded, method: str) -> None:
    asked = {"Access-Control-Request-Method": method, "Access-Control-Request-Headers": "authorization"}
    with guarded.client() as browser:
        ours = browser.options("/sessions/x", headers={"Origin": PAGE, **asked})
        theirs = browser.options("/sessions/x", headers={"Origin": "https://elsewhere.example", **asked})
    assert ours.status_code == httpx.codes.OK
    assert ours.headers["access-control-allow-origin"] == PAGE
    assert method in ours.headers["access-control-allow-methods"]
    assert theirs.status_code == httpx.codes.BAD_REQUEST
    assert "access-control-allow-origin" not in theirs.headers
    for answer in (ours, theirs):
        assert "access-control-allow-credentials" not in answer.headers


def test_a_page_of_the_allow_list_reads_what_its_key_may(guarded: Guarded) -> None:
    with guarded.client(guarded.key(), Origin=PAGE) as page:
        answer = page.get("/sessions")
    assert answer.status_code == httpx.codes.OK
    assert answer.headers["access-control-allow-origin"] == PAGE
    assert "origin" in answer.headers["vary"].lower()


def test_head_tells_what_get_does_without_the_body(guarded: Guarded) -> None:
    with guarded.client(guarded.key()) as program:
        for path in ("/sessions", "/health", "/metrics", "/openapi.json", "/docs"):
            answer = program.head(path)
            assert (answer.status_code, answer.content) == (200, b""), path


def test_no_answer_repeats_a_secret_that_it_was_sent(guarded: Guarded) -> None:
    made: dict[str, Any] = guarded.arrange()
    key = guarded.key()
    with guarded.client(key) as program:
        for answer in (
            program.get(f"/sessions/{made['session_id']}"),
            program.get("/sessions", params={"search": made["session_id"]}),
            program.get("/nowhere"),
            program.post("/invitations/open", json={"token": made["token"]}),
        ):
            assert key not in answer.text
            assert made["token"] not in answer.text + str(answer.headers)


def test_what_stands_in_a_field_that_there_is_not_is_repeated_nowhere(guarded: Guarded) -> None:
    made, key = guarded.arrange(), guarded.key()
    with guarded.client(key) as program:
        answers = [
            program.post("/sessions", json={made["token"]: 1}),
            program.get("/sessions", params={made["token"]: "1"}),
            program.get("/sessions", params=[(key, "1"), (key, "2")]),
        ]
        assert "postition" in program.post("/sessions", json={"postition": "Nurse"}).json()["detail"]
    for answer in answers:
        assert answer.status_code == httpx.codes.BAD_REQUEST
        assert "A field that there is not" in answer.json()["detail"]
        assert made["token"][:24] not in answer.text
        assert key[:24] not in answer.text


def test_while_the_database_is_busy_requests_are_told_to_try_again(guarded: Guarded) -> None:
    made = guarded.arrange()
    guarded.user("hedwig")
    database = contextlib.closing(sqlite3.connect(guarded.server.data / "intervue.db", isolation_level=None))
    with guarded.client(guarded.key()) as recruiter, database as busy:
        busy.execute("BEGIN IMMEDIATE")
        try:
            answers = (
                recruiter.post(f"/sessions/{made['session_id']}/invitations", json={}, timeout=BOUND),
                recruiter.delete(f"/sessions/{made['session_id']}/invitations/{made['id']}", timeout=BOUND),
                recruiter.post("/sign-in", json={"name": "hedwig", "password": PASSWORD}, timeout=BOUND),
            )
        finally:
            busy.execute("ROLLBACK")
        for answer in answers:
            assert answer.status_code == httpx.codes.SERVICE_UNAVAILABLE
            assert "try again" in answer.json()["detail"]
            assert int(answer.headers["retry-after"]) > 0
        link = f"/sessions/{made['session_id']}/invitations/{made['id']}"
        assert recruiter.delete(link).json()["state"] == "revoked", "what was refused can be asked for again"
    noted = {("sign_in", "user:hedwig", False, "503"), ("invite", "key:", True, "503")}
    assert eventually(lambda: noted <= set(entries(guarded))), "\n".join(map(str, entries(guarded)[:12]))


def entries(guarded: Guarded) -> list[tuple[str, str, bool, str]]:
    """What the audit log has; of who it was, only what kind, unless it is a user."""
    audit = AuditStore.reading(sqlite_url(guarded.server.data))
    try:
        found = audit.find(AuditFilter())
    finally:
        audit.close()
    whose = {it.who: it.who if it.who.startswith("user:") else f"{it.who.partition(':')[0]}:" for it in found}
    return [(it.action, whose[it.who], it.allowed, it.detail.partition(" ")[0]) for it in found]

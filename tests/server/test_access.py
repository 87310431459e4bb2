"""With access control on: who gets into an interview, by which way, for how long."""

from __future__ import annotations

import contextlib
import time
from typing import TYPE_CHECKING

import httpx
import pytest

from intervue import app as application
from intervue.auth import credentials
from intervue.routes.entry import CLOSED_DOOR
from intervue.settings import Settings
from intervue.store.accounts import SessionToken
from intervue.store.records import Batch, Record
from tests.fakes.client import Candidate, RefusedError
from tests.fakes.server import QUICK, echoing_engines, process, serving
from tests.server.access import Guarded

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from intervue.store.accounts import AccountStore


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Guarded]:
    settings = {"auth": "on", "authenticate_seconds": 0.5}
    with process(tmp_path_factory.mktemp("guarded"), settings=settings) as server:
        yield Guarded(server)


WAYS = ["header", "query", "subprotocol", "message", "cookie"]


def ways(guarded: Guarded, way: str, token: str) -> dict[str, object]:
    """How a token is shown in the handshake."""
    match way:
        case "header":
            return {"headers": {"Authorization": f"Bearer {token}"}}
        case "query":
            return {"query": f"?token={token}"}
        case "subprotocol":
            return {"subprotocols": ("intervue.v1", f"intervue.token.{token}")}
        case "cookie":
            with guarded.client() as browser:
                browser.post("/invitations/open", json={"token": token}).raise_for_status()
                return {"headers": {"Cookie": "; ".join(f"{k}={v}" for k, v in browser.cookies.items())}}
    return {}


@pytest.mark.parametrize("way", WAYS)
def test_a_token_lets_into_its_interview_whichever_way_it_is_shown(guarded: Guarded, way: str) -> None:
    made = guarded.arrange(role="Night nurse")
    with guarded.enter(made["session_id"], **ways(guarded, way, made["token"])) as candidate:
        if way == "message":
            candidate.send("authenticate", token=made["token"])
        assert candidate.receive()["type"] == "session_started"
        candidate.send("start_interview")
        said = next(it for it in candidate.until("ready") if it["type"] == "transcript")
        assert "position of Night nurse" in said["text"]


@pytest.mark.parametrize("way", ["header", "query", "subprotocol"])
def test_bad_unknown_foreign_and_ended_look_the_same_from_outside(guarded: Guarded, way: str) -> None:
    mine, other, ended = guarded.arrange(), guarded.arrange(), guarded.arrange()
    with guarded.enter(ended["session_id"], **ways(guarded, way, ended["token"])) as candidate:
        candidate.receive()
        candidate.send("start_interview")
        candidate.until("ready")
        candidate.send("end_session")
        candidate.until("session_ended")
    made_up = credentials.make(credentials.TOKEN).text
    for session, token in (
        (mine["session_id"], made_up),
        (mine["session_id"], "nonsense"),
        ("never-heard-of", mine["token"]),
        (other["session_id"], mine["token"]),
        (ended["session_id"], ended["token"]),
    ):
        with pytest.raises(RefusedError) as refused:
            guarded.enter(session, **ways(guarded, way, token))
        assert (refused.value.status, refused.value.reason) == (403, CLOSED_DOOR)


def test_who_shows_nothing_has_to_say_it_with_the_first_message_and_soon(guarded: Guarded) -> None:
    made = guarded.arrange()
    for first, code in ((None, "WEBSOCKET_ERROR"), ("start_interview", "WEBSOCKET_ERROR")):
        with guarded.enter(made["session_id"]) as silent:
            if first:
                silent.send(first)
            error = silent.receive()
            assert (error["code"], error["recoverable"]) == (code, False)
            assert silent.closed() == 1008
    with guarded.enter(made["session_id"]) as liar:
        liar.send("authenticate", token=credentials.make(credentials.TOKEN).text)
        assert liar.receive()["code"] == "SESSION_NOT_FOUND"
        assert liar.closed() == 1008


def test_a_revoked_link_ends_what_runs_and_an_expired_one_does_not(guarded: Guarded) -> None:
    made = guarded.arrange(invitation_days=0.7 / 86_400)
    with guarded.client(guarded.key()) as program:
        path = f"/sessions/{made['session_id']}/invitations"
        cookie = ways(guarded, "cookie", made["token"])
        with guarded.enter(made["session_id"], **cookie) as candidate:
            candidate.receive()
            state = ""
            until = time.monotonic() + 10
            while state != "expired" and time.monotonic() < until:
                details = program.get(f"/sessions/{made['session_id']}").json()
                state = details["invitations"][0]["state"]
            assert state == "expired"
            candidate.send("start_interview")
            candidate.until("ready")
            with guarded.enter(made["session_id"], **cookie) as reloaded:
                reloaded.receive()
            with pytest.raises(RefusedError):
                guarded.enter(made["session_id"], query=f"?token={made['token']}")
            assert program.delete(f"{path}/{made['id']}").json()["state"] == "revoked"
            assert candidate.closed() == 1008
        with pytest.raises(RefusedError):
            guarded.enter(made["session_id"], **cookie)
        again = program.post(path, json={}).json()
        with guarded.enter(made["session_id"], query=f"?token={again['token']}") as candidate:
            assert candidate.receive()["type"] == "session_started"


def test_opening_a_link_consumes_nothing(guarded: Guarded) -> None:
    made = guarded.arrange(role="Cook")
    for _ in range(5):
        with guarded.client() as scanner:
            opened = scanner.post("/invitations/open", json={"token": made["token"]})
            assert opened.json() == {
                "session_id": made["session_id"],
                "invitation": made["id"],
                "role": "Cook",
                "minutes": None,
                "started": False,
                "resume": False,
            }
            cookie = opened.headers["set-cookie"].lower()
            assert "httponly" in cookie
            assert "samesite=strict" in cookie
            assert made["token"].lower() not in cookie


@pytest.mark.parametrize(("resume", "known"), [({}, False), ({"skills": ["baking"]}, True)])
def test_a_candidate_whose_name_alone_is_known_is_still_asked_for_a_resume(
    guarded: Guarded, resume: dict[str, list[str]], *, known: bool
) -> None:
    made = guarded.arrange(role="Baker", resume={"contact": {"name": "Ada Brandt"}, **resume})
    with guarded.client() as browser:
        opened = browser.post("/invitations/open", json={"token": made["token"]}).json()
        assert (opened["resume"], browser.get("/me").json()["interview"]["resume"]) == (known, known)
    guarded.begin(made)
    with guarded.client(guarded.key()) as program:
        (said,) = program.get(f"/sessions/{made['session_id']}/transcript").json()["transcript"]
    assert "Ada" in said["text"]


def test_an_interview_is_listed_read_and_erased(guarded: Guarded) -> None:
    made = guarded.arrange(role="Baker", job_description="Bread.", questions=3, minutes=5)
    session = made["session_id"]
    guarded.begin(made)
    with guarded.client(guarded.key()) as program:
        listed = program.get("/sessions", params={"search": session[:12]}).json()
        assert [row["role"] for row in listed["sessions"]] == ["Baker"]
        assert listed["total"] == 1
        details = program.get(f"/sessions/{session}").json()
        assert (details["job_description"], details["questions"], details["minutes"]) == ("Bread.", 3, 5)
        told = program.get(f"/sessions/{session}/transcript").json()["transcript"]
        assert [entry["role"] for entry in told] == ["interviewer"]
        assert "Interviewer" in program.get(f"/sessions/{session}/transcript", params={"format": "text"}).text
        assert program.delete(f"/sessions/{session}").status_code == httpx.codes.OK
        for path in (f"/sessions/{session}", f"/sessions/{session}/transcript"):
            assert program.get(path).status_code == httpx.codes.NOT_FOUND
        assert program.delete(f"/sessions/{session}").status_code == httpx.codes.NOT_FOUND
    with pytest.raises(RefusedError):
        guarded.enter(session, query=f"?token={made['token']}")


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ({"questions": 0}, '"questions"'),
        ({"minutes": "long"}, '"minutes"'),
        ({"colour": "red"}, '"colour"'),
        ({"role": "x" * 300}, '"role"'),
        ({"resume": {"contact": 7}}, '"resume'),
    ],
)
def test_what_is_wrong_with_an_interview_is_named(guarded: Guarded, body: dict[str, object], sentence: str) -> None:
    with guarded.client(guarded.key()) as program:
        answer = program.post("/sessions", json=body)
    assert answer.status_code == httpx.codes.BAD_REQUEST
    assert sentence in answer.json()["detail"]


def test_who_was_in_by_an_invitation_gets_in_by_its_link_after_it_expired_and_the_cookie_outlives_the_browser(
    guarded: Guarded,
) -> None:
    made = guarded.arrange(invitation_days=0.5 / 86_400)
    with guarded.client() as browser, guarded.client() as another:
        opened = browser.post("/invitations/open", json={"token": made["token"]})
        assert "max-age=" in opened.headers["set-cookie"].lower()
        guarded.wait_until_expired(made)
        assert browser.post("/invitations/open", json={"token": made["token"]}).status_code == httpx.codes.OK
        assert another.post("/invitations/open", json={"token": made["token"]}).status_code == httpx.codes.FORBIDDEN


def test_a_link_that_is_revoked_without_a_word_to_the_server_puts_out_who_is_in_soon(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(application, "REMEMBERED_SECONDS", 0.05)
    settings = Settings(**QUICK, data_dir=tmp_path / "data", auth="on")
    orders = tmp_path / "orders"
    orders.mkdir()
    made = credentials.make(credentials.TOKEN)
    with serving(settings, echoing_engines(orders), ready=False) as server:
        accounts: AccountStore = server.app.state.accounts
        server.app.state.store.append([Batch("s1", (Record(1, time.time(), "opened", {}),))])
        accounts.add_token(SessionToken(made.id, "s1", made.hash, time.time(), "tests", None, None))
        with contextlib.closing(Candidate(server.url, "s1", query=f"?token={made.text}")) as candidate:
            assert candidate.until("ready")
            accounts.revoke_token(made.id, time.time())
            assert candidate.closed() == 1008

"""The audit log and the commands of access control while the server runs."""

from __future__ import annotations

import contextlib
import json
import os
import pty
import select
import subprocess
import sys
import termios
import time
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from intervue.auth import credentials, passwords
from intervue.auth.cookies import SESSION_COOKIE
from intervue.auth.roles import Scope
from intervue.store.accounts import User
from intervue.store.audit import AuditFilter, AuditStore
from intervue.store.database import sqlite_url
from intervue.store.event_store import EventStore
from intervue.store.records import Batch, Record
from tests.engines.host_probe import BOUND, eventually
from tests.fakes.client import Candidate, RefusedError
from tests.fakes.server import ROOT, Process, process
from tests.server.access import Guarded
from tests.traces import traces

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from intervue.store.audit import AuditEntry

pytestmark = pytest.mark.slow

PASSWORD = "a long way to Tipperary"  # noqa: S105 - nobody's
BEARER = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJtYXJrZWQifQ.bWFya2VkLXNpZ25hdHVyZQ"
LAVISH = {"rate_rejected_per_minute": 10_000, "rate_requests_per_minute": 10_000, "rate_sockets_per_minute": 10_000}


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Guarded]:
    settings = {"auth": "on", "authenticate_seconds": 2, "audit_denials_per_minute": 1000, **LAVISH}
    with process(tmp_path_factory.mktemp("audited"), settings=settings) as server:
        yield Guarded(server)


@pytest.fixture
def audit(guarded: Guarded) -> Iterator[AuditStore]:
    store = AuditStore(sqlite_url(guarded.server.data))
    yield store
    store.close()


def command(server: Process, *arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    """The real command on the server's data folder."""
    return subprocess.run(
        [sys.executable, "-m", "intervue", *arguments],
        cwd=ROOT,
        env=surroundings(server),
        input=given,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def surroundings(server: Process) -> dict[str, str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("INTERVUE_")}
    return {**clean, "INTERVUE_CONFIG": os.devnull, "INTERVUE_DATA_DIR": str(server.data)}


def told(audit: AuditStore, count: int, **asked: Any) -> list[AuditEntry]:
    """So many entries, the oldest first; they are written a moment after what they tell of."""
    assert eventually(lambda: audit.count(AuditFilter(**asked)) >= count), audit.find(AuditFilter(**asked))
    found = list(reversed(audit.find(AuditFilter(**asked))))
    assert len(found) == count, found
    return found


def cookie(guarded: Guarded, token: str) -> str:
    """What a browser has after it opened a link."""
    with guarded.client() as browser:
        return browser.post("/invitations/open", json={"token": token}).cookies[SESSION_COOKIE]


def test_the_life_of_an_interview_stands_in_the_audit_log(guarded: Guarded, audit: AuditStore) -> None:
    key = guarded.key()
    program, reader = f"key:{key.split('_')[1]}", guarded.key([Scope.SESSIONS_READ])
    with guarded.client(key) as client:
        made = client.post("/sessions", json={"role": "Cook"}).json()
        session, candidate = made["session_id"], f"token:{made['id']}"
        shown = {"headers": {"Cookie": f"{SESSION_COOKIE}={cookie(guarded, made['token'])}"}}
        with guarded.enter(session, **shown) as socket:
            socket.receive()
            with guarded.client(reader) as other:
                assert other.delete(f"/sessions/{session}").status_code == httpx.codes.FORBIDDEN
            client.delete(f"/sessions/{session}/invitations/{made['id']}")
            assert socket.closed() == 1008
        with pytest.raises(RefusedError):
            guarded.enter(session, **shown)
        client.get(f"/sessions/{session}/transcript")
        client.delete(f"/sessions/{session}")
        assert client.get(f"/sessions/{session}").status_code == httpx.codes.NOT_FOUND
    found = told(audit, 10, session=session)
    (put_out,) = [it for it in found if it.detail == "put_out"]
    assert (put_out.who, put_out.action, put_out.allowed) == (candidate, "hold_interview", False)
    found.remove(put_out)  # in whichever order it and the answer to the revocation come
    assert [(it.who, it.action, it.allowed, it.detail) for it in found] == [
        (program, "create_session", True, f"201 made {made['id']}"),
        (candidate, "open_invitation", True, "opened"),
        (candidate, "hold_interview", True, "opened"),
        (f"key:{reader.split('_')[1]}", "erase_session", False, "not_allowed"),
        (program, "invite", True, f"200 revoked {made['id']}"),
        (candidate, "hold_interview", False, "revoked"),
        (program, "read_session", True, "200 transcript"),
        (program, "erase_session", True, "200"),
        (program, "read_session", True, "404"),
    ]
    assert {it.address for it in found} == {"127.0.0.1"}


def test_lines_of_the_log_say_who_asks_and_lead_to_the_audit_log(guarded: Guarded, audit: AuditStore) -> None:
    key = guarded.key()
    with guarded.client(key) as program:
        request = program.get("/sessions").headers["x-request-id"]
    who = f"key:{key.split('_')[1]}"
    (entry,) = told(audit, 1, who=who)
    assert entry.request == request
    assert eventually(lambda: any(request in line and who in line for line in guarded.server.log))


def test_no_secret_gets_into_the_database_or_the_log_wherever_it_is_put(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    settings = {"auth": "on", "authenticate_seconds": 1, "log_level": "debug", "log_format": "json", **LAVISH}
    with process(tmp_path_factory.mktemp("secrets"), settings=settings) as server:
        guarded = Guarded(server)
        key, wrong_key = guarded.key(), credentials.make(credentials.KEY).text
        made, wrong_token = guarded.arrange(), credentials.make(credentials.TOKEN).text
        sesame, token = cookie(guarded, made["token"]), made["token"]
        guarded.accounts.add_user(User("anna", "recruiter", passwords.hashed(PASSWORD), time.time(), None))
        secrets = [key, wrong_key, token, wrong_token, BEARER, sesame, PASSWORD]
        for secret in secrets:
            _put_everywhere(guarded, made["session_id"], secret)
        with guarded.client() as browser:
            signed_in = browser.post("/sign-in", json={"name": "anna", "password": PASSWORD})
            assert signed_in.status_code == httpx.codes.OK
            secrets += [*signed_in.cookies.values(), signed_in.json()["csrf"]]
            browser.post("/sign-in", json={"name": PASSWORD, "password": key})
        server.stop()
        guarded.accounts.close()
        # What a secret is made of counts too, but for the id, which is what it is called.
        parts = [part for secret in secrets for part in (secret, secret[-40:]) if len(part) > 12]
        assert traces(server.data, parts) == {}
        assert [part for part in parts if any(part in line for line in server.log)] == []
        assert any("/sign-in" in line for line in server.log)


def _put_everywhere(guarded: Guarded, session: str, secret: str) -> None:
    """Wherever a client could, by mistake or on purpose."""
    ascii_only = secret.replace(" ", "_")
    with guarded.client() as client:
        client.get(f"/sessions/{ascii_only}", headers={"Authorization": f"Bearer {secret}"})
        client.get(f"/sessions?search={ascii_only}&token={ascii_only}", headers={"X-API-Key": secret})
        client.get(f"/{ascii_only}", headers={"Authorization": f"Basic {secret}", "User-Agent": secret})
        client.get(f"/{ascii_only}", headers={"Referer": f"http://x/{ascii_only}", "X-Request-ID": secret})
        client.post("/sessions", json={"role": secret}, headers={"Cookie": f"{SESSION_COOKIE}={ascii_only}"})
        client.post("/invitations/open", json={"token": secret})
        client.post("/invitations/open", json={secret: secret})
        client.post("/resume/parse", files={"file": (secret, b"%PDF-1.4", "application/pdf")})
        client.post("/sign-in", json={"name": secret, "password": secret})
    for where in (session, f"x{ascii_only}", ascii_only):
        for shown in (
            {"query": f"?token={ascii_only}"},
            {"headers": {"Authorization": f"Bearer {secret}"}},
            {"headers": {"Cookie": f"{SESSION_COOKIE}={ascii_only}; intervue_sign_in={ascii_only}"}},
            {"subprotocols": ("intervue.v1", f"intervue.token.{ascii_only}")},
            {},
        ):
            with contextlib.suppress(RefusedError), guarded.enter(where, **shown) as socket:
                socket.send("authenticate", token=secret)
                socket.receive()


def test_a_key_that_a_command_revokes_is_refused_at_once(guarded: Guarded, audit: AuditStore) -> None:
    done = command(guarded.server, "keys", "create", "x", "--scope", "sessions:read")
    key = done.stdout.strip()
    with guarded.client(key) as program:
        assert program.get("/sessions").status_code == httpx.codes.OK
        listed = json.loads(command(guarded.server, "keys", "list", "--json").stdout)["keys"]
        assert next(it for it in listed if key.startswith(it["prefix"]))["used_at"] is not None
        assert command(guarded.server, "keys", "revoke", key[:17]).returncode == 0
        assert program.get("/sessions").status_code == httpx.codes.UNAUTHORIZED
    name = key.split("_")[1]
    assert [it.detail for it in told(audit, 2, who=f"key:{name}")] == ["200", "revoked"]
    assert f"{name}: revoked" in [it.detail for it in audit.find(AuditFilter(who="command"))]


def test_a_link_that_a_command_revokes_puts_out_who_came_by_it_and_nobody_else(guarded: Guarded) -> None:
    mine, other = guarded.arrange(), guarded.arrange()
    with _inside(guarded, mine) as candidate, _inside(guarded, other) as beside:
        done = command(guarded.server, "invitations", mine["session_id"], "--revoke", mine["id"])
        assert (done.returncode, done.stderr) == (0, "")
        assert "Sockets that are closed: 1." in done.stdout
        assert candidate.closed() == 1008
        beside.send("playback_complete")
        beside.receive()


@contextlib.contextmanager
def _inside(guarded: Guarded, made: dict[str, Any]) -> Iterator[Candidate]:
    with guarded.enter(made["session_id"], query=f"?token={made['token']}") as candidate:
        candidate.receive()
        yield candidate


def test_a_user_who_is_disabled_is_out_at_once_and_back_in_when_enabled(guarded: Guarded) -> None:
    added = command(guarded.server, "users", "add", "berta", "--password-stdin", given=f"{PASSWORD}\n")
    assert added.returncode == 0, added.stderr
    shown = {"name": "berta", "password": PASSWORD}
    with guarded.client() as browser:
        assert browser.post("/sign-in", json=shown).status_code == httpx.codes.OK
        assert browser.get("/sessions").status_code == httpx.codes.OK
        assert command(guarded.server, "users", "disable", "berta").returncode == 0
        assert browser.get("/sessions").status_code == httpx.codes.UNAUTHORIZED
        assert browser.post("/sign-in", json=shown).status_code == httpx.codes.UNAUTHORIZED
        assert command(guarded.server, "users", "enable", "berta").returncode == 0
        assert browser.post("/sign-in", json=shown).status_code == httpx.codes.OK


def test_what_a_command_erases_through_the_server_is_noted(guarded: Guarded, audit: AuditStore) -> None:
    made = guarded.arrange()
    assert command(guarded.server, "sessions", "erase", made["session_id"], "--yes").returncode == 0
    found = told(audit, 2, session=made["session_id"])
    assert [(it.who, it.action, it.detail) for it in found[1:]] == [("command", "erase_session", "erased")]
    with guarded.client() as late:
        answer = late.post("/invitations/open", json={"token": made["token"]})
    assert answer.status_code == httpx.codes.FORBIDDEN


def test_what_is_erased_because_it_is_old_is_noted(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    store = EventStore(sqlite_url(tmp_path / "data"))
    store.open()
    old, fresh = "0" * 32, "1" * 32
    now = time.time()
    store.append([Batch(old, (Record(1, now - 3 * 86_400, "opened"),)), Batch(fresh, (Record(1, now, "opened"),))])
    store.close()
    with process(tmp_path, settings={"retention_days": 1}) as server:
        audit = AuditStore(sqlite_url(server.data))
        (entry,) = told(audit, 1, who="retention")
        audit.close()
    assert (entry.action, entry.session, entry.allowed) == ("erase_session", old, True)


def test_the_control_door_is_closed_to_who_does_not_know_the_secret(guarded: Guarded) -> None:
    with guarded.client(guarded.key()) as program:
        for method in ("POST", "GET", "DELETE"):
            answer = program.request(method, "/control/access", json={"revoked": []})
            nothing = program.request(method, "/control/nothing", json={"revoked": []})
            assert (answer.status_code, answer.text) == (httpx.codes.NOT_FOUND, nothing.text)


def test_a_password_is_asked_for_twice_and_not_shown(guarded: Guarded) -> None:
    ours, theirs = pty.openpty()
    child = subprocess.Popen(
        [sys.executable, "-m", "intervue", "users", "add", "carla"],
        cwd=ROOT,
        env=surroundings(guarded.server),
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)
    shown = ""
    try:
        for question, answer in (
            ("Password:", "short"),
            ("again:", "short"),
            ("12 to 256", ""),
            ("Password:", PASSWORD),
            ("again:", "something else, by mistake"),
            ("Password:", PASSWORD),
            ("again:", PASSWORD),
            ("can sign in", ""),
        ):
            shown += _until(ours, question)
            if answer:
                # What is typed before the echo is off is thrown away.
                assert eventually(lambda: _is_hidden(ours))
                os.write(ours, f"{answer}\n".encode())
        assert child.wait(BOUND) == 0
    finally:
        child.kill()
        child.wait()
        os.close(ours)
    assert PASSWORD not in shown
    user = guarded.accounts.user("carla")
    assert user is not None
    assert passwords.matches(PASSWORD, user.password)


def _until(terminal: int, words: str) -> str:
    """What comes, up to and including these words."""
    came = ""
    while words not in came:
        assert select.select([terminal], [], [], BOUND)[0], came
        came += os.read(terminal, 1).decode(errors="replace")
    return came


def _is_hidden(terminal: int) -> bool:
    return not termios.tcgetattr(terminal)[3] & termios.ECHO

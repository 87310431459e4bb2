"""Local users sign in and out, over REST."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import httpx
import pytest

from intervue.auth import credentials
from intervue.routes.sign_in import WRONG
from intervue.store.audit import AuditFilter, AuditStore
from intervue.store.database import sqlite_url
from tests.engines.host_probe import eventually
from tests.fakes.server import process
from tests.server.access import PASSWORD, Guarded

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Guarded]:
    settings = {"auth": "on", "rate_sign_ins_per_minute": 5}
    with process(tmp_path_factory.mktemp("guarded"), settings=settings) as server:
        yield Guarded(server)


def sign_in(browser: httpx.Client, name: str) -> str:
    """Sign a browser in; what its page sends along with changes."""
    answer = browser.post("/sign-in", json={"name": name, "password": PASSWORD})
    assert answer.status_code == httpx.codes.OK, answer.text
    csrf: str = answer.json()["csrf"]
    return csrf


def test_a_user_signs_in_works_and_signs_out(guarded: Guarded) -> None:
    guarded.user("anna")
    with guarded.client() as browser, guarded.client() as other:
        csrf = sign_in(browser, " Anna ")
        sign_in(other, "anna")
        assert browser.get("/me").json() == {
            "name": "anna",
            "role": "recruiter",
            "csrf": csrf,
            "interview": None,
            "withdrawn": False,
            "gone": None,
        }
        assert browser.get("/sessions").status_code == httpx.codes.OK
        assert browser.post("/sessions", json={}).status_code == httpx.codes.FORBIDDEN
        mark = {"X-CSRF-Token": csrf}
        assert browser.post("/sessions", json={}, headers=mark).status_code == httpx.codes.CREATED
        assert browser.post("/sign-out").status_code == httpx.codes.FORBIDDEN
        kept = dict(browser.cookies)
        assert browser.post("/sign-out", headers=mark).status_code == httpx.codes.NO_CONTENT
        assert not browser.cookies
        with guarded.client() as thief:
            thief.cookies.update(kept)
            assert thief.get("/sessions").status_code == httpx.codes.UNAUTHORIZED
        assert other.get("/sessions").status_code == httpx.codes.OK  # one browser is signed out, not the other


def test_a_page_learns_that_nobody_is_signed_in_and_a_program_that_its_key_is_wrong(guarded: Guarded) -> None:
    with guarded.client() as stranger:
        nobody = {"name": "", "role": "anonymous", "csrf": "", "interview": None, "withdrawn": False, "gone": None}
        assert stranger.get("/me").json() == nobody
        stranger.cookies.set("intervue_sign_in", "0123456789abcdef.not-the-secret")
        assert stranger.get("/me").json() == nobody
        stranger.cookies.set("intervue_session", "0123456789ab.ada.not-the-mark")
        assert stranger.get("/me").json() == nobody
    made_up = credentials.make(credentials.KEY).text
    with guarded.client(guarded.key()) as program, guarded.client(made_up) as liar:
        assert program.get("/me").json()["role"] == "service"
        assert liar.get("/me").status_code == httpx.codes.UNAUTHORIZED


def test_the_cookie_is_out_of_reach_of_scripts_and_of_other_sites(guarded: Guarded) -> None:
    guarded.user("bert")
    with guarded.client() as browser:
        answer = browser.post("/sign-in", json={"name": "bert", "password": PASSWORD})
    cookie = answer.headers["set-cookie"].lower()
    assert all(part in cookie for part in ("httponly", "samesite=strict", "path=/", "max-age=43200"))
    assert answer.headers["cache-control"] == "no-store"
    assert PASSWORD not in answer.text


def test_an_unknown_name_a_wrong_password_and_a_disabled_user_get_the_same_answer_after_the_same_time(
    guarded: Guarded,
) -> None:
    guarded.user("carla")
    guarded.user("doris")
    guarded.accounts.change_user("doris", disabled_at=time.time())
    answers, seconds = [], []
    with guarded.client() as browser:
        for name, password in (("carla", f"{PASSWORD}!"), ("nobody", PASSWORD), ("doris", PASSWORD), ("n\x00?", "x")):
            began = time.monotonic()
            answer = browser.post("/sign-in", json={"name": name, "password": password})
            seconds.append(time.monotonic() - began)
            answers.append((answer.status_code, answer.json(), "set-cookie" in answer.headers))
    assert answers == [(401, {"detail": WRONG}, False)] * 4
    assert min(seconds) > 0.01  # argon2 was asked for each of them, known or not


def test_who_tries_one_account_again_and_again_has_to_wait(guarded: Guarded) -> None:
    guarded.user("emil")
    with guarded.client() as browser:
        tries = [browser.post("/sign-in", json={"name": "emil", "password": "guess"}) for _ in range(6)]
        assert [answer.status_code for answer in tries] == [401] * 5 + [429]
        assert int(tries[-1].headers["retry-after"]) > 0
        told = [tries[-1].headers.get_list(f"ratelimit-{name}") for name in ("limit", "remaining", "reset")]
        assert told == [["5"], ["0"], [tries[-1].headers["retry-after"]]], "the limit that was reached"
        right = browser.post("/sign-in", json={"name": "emil", "password": PASSWORD})
        assert right.status_code == httpx.codes.TOO_MANY_REQUESTS  # the right guess is no way around it
        for _ in range(6):
            browser.post("/sign-in", json={"name": "a-password-perhaps", "password": "guess"})
    assert eventually(lambda: ("anonymous", "many") in refused(guarded))
    assert ("user:emil", "many") in refused(guarded)
    assert not any("perhaps" in who for who, _ in refused(guarded))


def refused(guarded: Guarded) -> set[tuple[str, str]]:
    """Who was refused, and why, as the audit log has it."""
    audit = AuditStore.reading(sqlite_url(guarded.server.data))
    try:
        return {(entry.who, entry.detail) for entry in audit.find(AuditFilter(allowed=False))}
    finally:
        audit.close()


def test_a_page_that_is_signed_in_can_try_a_link_as_its_candidate(guarded: Guarded) -> None:
    guarded.user("frida")
    made = guarded.arrange(role="Cook")
    with guarded.client() as browser:
        sign_in(browser, "frida")
        browser.post("/invitations/open", json={"token": made["token"]}).raise_for_status()
        upload = browser.post("/resume/parse", files={"file": ("cv.pdf", b"no pdf", "application/pdf")})
        assert upload.status_code == httpx.codes.BAD_REQUEST  # let in, and told what is wrong with the file
    with guarded.client() as candidate:
        candidate.post("/invitations/open", json={"token": made["token"]}).raise_for_status()
        mine = candidate.get("/me").json()
        assert (mine["role"], mine["interview"]["session_id"]) == ("candidate", made["session_id"])
        assert candidate.get("/sessions").status_code == httpx.codes.FORBIDDEN


def test_only_a_browser_that_was_in_an_interview_learns_that_it_was_erased(guarded: Guarded) -> None:
    made = guarded.arrange(role="Cook")
    with guarded.client() as candidate, guarded.client() as stranger, guarded.client(guarded.key()) as program:
        candidate.post("/invitations/open", json={"token": made["token"]}).raise_for_status()
        assert candidate.get("/me").json()["gone"] is None
        program.delete(f"/sessions/{made['session_id']}").raise_for_status()
        told = candidate.get("/me").json()
        assert (told["role"], told["gone"], told["withdrawn"]) == ("anonymous", made["session_id"], False)
        assert stranger.get("/me").json()["gone"] is None
        stranger.cookies.set("intervue_session", f"{made['id']}.{made['session_id']}.{'0' * 64}")
        assert stranger.get("/me").json()["gone"] is None


def test_a_server_that_nobody_could_enter_says_how_to_make_somebody(tmp_path: Path) -> None:
    with process(tmp_path, settings={"auth": "on"}) as server:
        assert sum("`intervue users add NAME`" in line for line in server.log) == 1
        Guarded(server).user("anna")
        server.stop()
        server.log.clear()
        server.start()
        assert not any("intervue users add" in line for line in server.log)

"""Cookies over https: no other host of the domain can plant one, and nobody but the page gets at them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
import pytest

from intervue.auth.asking import CSRF_HEADER
from intervue.auth.cookies import SESSION_COOKIE, SIGN_IN_COOKIE
from tests.fakes.client import RefusedError
from tests.fakes.server import process
from tests.server.access import PASSWORD, Guarded
from tests.server.test_tls import trusting

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Guarded]:
    settings = {"auth": "on", "tls": "self-signed"}
    with process(tmp_path_factory.mktemp("guarded"), settings=settings) as server:
        yield Guarded(server)


def test_a_sign_in_over_https_has_a_cookie_that_browsers_take_from_this_host_alone(guarded: Guarded) -> None:
    guarded.user("anna")
    with guarded.client() as browser:
        signed_in = browser.post("/sign-in", json={"name": "anna", "password": PASSWORD})
        set_cookie = signed_in.headers["set-cookie"]
        assert set_cookie.startswith(f"__Host-{SIGN_IN_COOKIE}=")
        assert {"Secure", "HttpOnly", "Path=/", "SameSite=strict"} <= set(set_cookie.split("; "))
        assert "domain" not in set_cookie.lower()
        assert browser.get("/me").json()["name"] == "anna"
        value = browser.cookies[f"__Host-{SIGN_IN_COOKIE}"]
        with guarded.client(Cookie=f"{SIGN_IN_COOKIE}={value}") as planted:
            assert planted.get("/me").json()["role"] == "anonymous"
        headers = {CSRF_HEADER: signed_in.json()["csrf"]}
        gone = browser.post("/sign-out", headers=headers)
        assert gone.headers["set-cookie"].startswith(f'__Host-{SIGN_IN_COOKIE}="";')
        assert "Secure" in gone.headers["set-cookie"]
        assert not browser.cookies
        assert browser.get("/sessions").status_code == httpx.codes.UNAUTHORIZED


def test_a_link_over_https_leaves_a_cookie_that_lets_in_by_its_whole_name_alone(guarded: Guarded) -> None:
    made = guarded.arrange()
    trusted = {"trusting": trusting(guarded.server)}
    with guarded.client() as browser:
        browser.post("/invitations/open", json={"token": made["token"]}).raise_for_status()
        value = browser.cookies[f"__Host-{SESSION_COOKIE}"]
        assert browser.get("/me").json()["interview"]["session_id"] == made["session_id"]
    shown = {"headers": {"Cookie": f"{SESSION_COOKIE}=planted; __Host-{SESSION_COOKIE}={value}"}}
    with guarded.enter(made["session_id"], **shown, **trusted) as candidate:
        assert candidate.receive()["type"] == "session_started"
    with pytest.raises(RefusedError):
        guarded.enter(made["session_id"], headers={"Cookie": f"__Host-{SESSION_COOKIE}={value}x"}, **trusted)

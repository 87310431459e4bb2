"""Requests that are made to break the server, to confuse it about who asks, or to tire it."""

from __future__ import annotations

import concurrent.futures
import contextlib
import socket
import threading
import time
from collections import Counter
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import httpx
import pytest

from intervue.auth import credentials
from intervue.auth.cookies import SESSION_COOKIE, SIGN_IN_COOKIE
from intervue.settings import Settings
from tests.engines.host_probe import BOUND
from tests.fakes.client import RefusedError
from tests.fakes.server import QUICK, echoing_engines, process, serving
from tests.server.access import PASSWORD, Guarded

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SIGN_INS = 60


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Guarded]:
    settings = {"auth": "on", "authenticate_seconds": 5, "sign_ins_at_once": 2}
    with process(tmp_path_factory.mktemp("attacked"), settings=settings) as server:
        yield Guarded(server)


def said(guarded: Guarded, lines: list[bytes]) -> bytes:
    """The answer to a request as it stands, up to the end of the connection."""
    host, port = guarded.server.url.removeprefix("http://").split(":")
    head = b"\r\n".join([*lines, b"Host: " + f"{host}:{port}".encode(), b"Connection: close", b"", b""])
    with contextlib.closing(socket.create_connection((host, int(port)), BOUND)) as line:
        line.settimeout(BOUND)
        with contextlib.suppress(ConnectionResetError, BrokenPipeError):
            line.sendall(head)
        answer = bytearray()
        with contextlib.suppress(ConnectionResetError):
            while piece := line.recv(65_536):
                answer += piece
    return bytes(answer)


def status_of(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1]) if answer else 0


# --- Two of a kind, and headers that hide -----------------------------------------------------------------------------


def test_two_credentials_of_a_kind_are_refused_whichever_of_them_is_good(guarded: Guarded) -> None:
    good, bad = guarded.key().encode(), credentials.make(credentials.KEY).text.encode()
    for first, second in ((good, bad), (bad, good), (good, good)):
        for name, prefix in ((b"Authorization", b"Bearer "), (b"X-API-Key", b"")):
            lines = [name + b": " + prefix + first, name.lower() + b": " + prefix + second]
            assert status_of(said(guarded, [b"GET /sessions HTTP/1.1", *lines])) == httpx.codes.UNAUTHORIZED


@pytest.mark.parametrize(
    "line",
    [
        b"Authorization : Bearer KEY",
        b"Authorization\t: Bearer KEY",
        b"\x00Authorization: Bearer KEY",
        b"Authorization: Basic KEY",
        b"Authorization: KEY",
        b"Authorization: Bearer KEY, Bearer KEY",
        b"Authorization: Bearer KEY\x00",
        b"X-Authorization: Bearer KEY",
        b"Proxy-Authorization: Bearer KEY",
        b"Cookie: intervue_sign_in=KEY",
        b"Cookie: intervue_session=KEY",
    ],
)
def test_a_key_in_another_place_or_form_lets_nobody_in(guarded: Guarded, line: bytes) -> None:
    answer = said(guarded, [b"GET /sessions HTTP/1.1", line.replace(b"KEY", guarded.key().encode())])
    assert status_of(answer) in {400, 401}


def test_a_query_says_nothing_about_who_asks_for_a_request(guarded: Guarded) -> None:
    with guarded.client() as client:
        for name in ("token", "access_token", "api_key", "key", "X-API-Key", "authorization"):
            assert client.get("/sessions", params={name: guarded.key()}).status_code in {400, 401}


@pytest.mark.parametrize("size", [5_000, 20_000, 60_000, 100_000, 1_000_000])
@pytest.mark.parametrize(
    "name", [b"Authorization: Bearer ivk_", b"X-API-Key: ", b"Cookie: intervue_session=", b"Cookie: a="]
)
def test_a_header_of_any_size_is_refused_and_the_next_request_is_served(
    guarded: Guarded, name: bytes, size: int
) -> None:
    answer = said(guarded, [b"GET /sessions HTTP/1.1", name + b"A" * size])
    # Who sends a megabyte may find the line closed before the answer is read.
    assert status_of(answer) in {400, 401, 431} | ({0} if size > 65_536 else set())
    with guarded.client(guarded.key()) as client:
        assert client.get("/sessions").status_code == httpx.codes.OK


@pytest.mark.parametrize(
    "text", ["\u00e9", "\x7f", "ivk_", "ivs__", "a.b.c", "ivk_0123456789ab_", "%00", "..", "\u00ff" * 4000]
)
def test_odd_texts_are_no_credentials_and_no_faults(guarded: Guarded, text: str) -> None:
    raw = text.encode("latin-1")
    made = guarded.arrange()
    for line in (b"Authorization: Bearer " + raw, b"X-API-Key: " + raw):
        assert status_of(said(guarded, [b"GET /sessions HTTP/1.1", line])) in {400, 401}
    for name in (SIGN_IN_COOKIE, SESSION_COOKIE):
        answer = said(guarded, [b"GET /me HTTP/1.1", f"Cookie: {name}=".encode() + raw])
        assert (status_of(answer), b'"anonymous"' in answer) in {(200, True), (400, False)}
    for asked in (quote(raw[:200]), "%ED%A0%80", "%00", "%"):
        with pytest.raises(RefusedError, match="403"):
            guarded.enter(made["session_id"], query=f"?token={asked}")


# --- Sockets ----------------------------------------------------------------------------------------------------------


def test_a_token_that_is_said_twice_is_one_and_two_that_differ_are_none(guarded: Guarded) -> None:
    made = guarded.arrange()
    token, session = made["token"], made["session_id"]
    again = guarded.arrange()["token"]
    header = {"Authorization": f"Bearer {token}"}
    with guarded.enter(session, query=f"?token={token}&token={token}", headers=header) as candidate:
        candidate.expect("session_started")
    for shown in (
        {"query": f"?token={token}&token={again}"},
        {"query": f"?token={again}&token={token}"},
        {"query": f"?token={again}", "headers": header},
        {"subprotocols": ("intervue.v1", f"intervue.token.{token}", f"intervue.token.{again}")},
    ):
        with pytest.raises(RefusedError, match="403"):
            guarded.enter(session, **shown)


def test_a_subprotocol_that_is_a_token_alone_lets_in_and_is_not_repeated(guarded: Guarded) -> None:
    made = guarded.arrange()
    with guarded.enter(made["session_id"], subprotocols=(f"intervue.token.{made['token']}",)) as candidate:
        candidate.expect("session_started")
        assert candidate._socket.subprotocol is None
        answer = candidate._socket.response
        assert answer is not None
        assert made["token"] not in str(answer.headers)


def test_a_page_of_another_origin_gets_in_neither_with_cookie_nor_token(guarded: Guarded) -> None:
    made = guarded.arrange()
    with guarded.client() as browser:
        browser.post("/invitations/open", json={"token": made["token"]}).raise_for_status()
        cookie = f"{SESSION_COOKIE}={browser.cookies[SESSION_COOKIE]}"
    for shown in ({"headers": {"Cookie": cookie}}, {"query": f"?token={made['token']}"}, {}):
        for origin in ("https://evil.example", "null", f"{guarded.server.url}.evil.example"):
            with pytest.raises(RefusedError, match="403"):
                guarded.enter(made["session_id"], origin=origin, **shown)


# --- Somebody else's cookies ------------------------------------------------------------------------------------------


def test_a_cookie_that_was_there_before_is_not_what_somebody_is_signed_in_by(guarded: Guarded) -> None:
    guarded.user("vera")
    with guarded.client() as browser:
        browser.cookies.set(SIGN_IN_COOKIE, "0123456789abcdef.known-to-an-attacker")
        planted = browser.cookies[SIGN_IN_COOKIE]
        answer = browser.post("/sign-in", json={"name": "vera", "password": PASSWORD})
        given = answer.cookies[SIGN_IN_COOKIE]
        assert given.partition(".")[0] != planted.partition(".")[0]
    with guarded.client(None, Cookie=f"{SIGN_IN_COOKIE}={planted}") as attacker:
        assert attacker.get("/me").json()["role"] == "anonymous"
        assert attacker.get("/sessions").status_code == httpx.codes.UNAUTHORIZED


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:1"])
def test_another_page_signs_nobody_in_or_out_and_opens_no_link(guarded: Guarded, origin: str) -> None:
    guarded.user(f"otto-{abs(hash(origin)) % 1000}")
    made = guarded.arrange()
    with guarded.client() as browser:
        for path, body in (
            ("/sign-in", {"name": "vera", "password": PASSWORD}),
            ("/sign-out", {}),
            ("/invitations/open", {"token": made["token"]}),
        ):
            answer = browser.post(path, json=body, headers={"Origin": origin})
            assert (answer.status_code, "set-cookie" in answer.headers) == (403, False)


def test_a_form_of_another_page_cannot_pass_for_json(guarded: Guarded) -> None:
    guarded.user("karl")
    body = b'{"name": "karl", "password": "' + PASSWORD.encode() + b'", "x": "="}'
    with guarded.client() as browser:
        for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data"):
            answer = browser.post("/sign-in", content=body, headers={"Content-Type": kind})
            assert (answer.status_code, "set-cookie" in answer.headers) == (415, False)


# --- What is left of an erased interview ------------------------------------------------------------------------------


def test_tokens_end_with_an_interview_that_was_kept_for_long_enough(tmp_path: Path) -> None:
    settings: dict[str, Any] = {**QUICK, "data_dir": tmp_path / "data", "auth": "on"}
    orders = tmp_path / "orders"
    orders.mkdir()
    with serving(Settings(**settings), echoing_engines(orders)) as served:
        shown = f"Bearer {_new_key(served.app)}"
        with httpx.Client(base_url=served.url, trust_env=False) as client:
            made = client.post("/sessions", json={}, headers={"Authorization": shown}).json()
            own = {"Authorization": f"Bearer {made['token']}"}
            assert client.get("/me", headers=own).json()["role"] == "candidate"
            served.app.state.store.erase([made["session_id"]])
            served.app.state.system.retired((made["session_id"],))
            assert client.get("/me", headers=own).status_code == httpx.codes.UNAUTHORIZED
            assert client.post("/resume/parse", headers=own).status_code == httpx.codes.UNAUTHORIZED


def _new_key(app: Any) -> str:
    from intervue.store.accounts import ApiKey  # noqa: PLC0415 - only here

    made = credentials.make(credentials.KEY)
    scopes = ("sessions:write", "sessions:read")
    app.state.accounts.add_key(ApiKey(made.id, "tests", made.hash, scopes, time.time(), "tests", None, None, None))
    return made.text


# --- Tiring it --------------------------------------------------------------------------------------------------------


def test_many_sign_ins_at_once_are_bounded_and_an_interview_goes_on_meanwhile(guarded: Guarded) -> None:
    """Each password costs 64 MiB and tens of milliseconds: they wait for each other, and too many are told so."""
    made = guarded.arrange()
    together = threading.Barrier(SIGN_INS, timeout=BOUND)
    with (
        httpx.Client(base_url=guarded.server.url, timeout=60, trust_env=False) as browsers,
        guarded.enter(made["session_id"], query=f"?token={made['token']}") as candidate,
        concurrent.futures.ThreadPoolExecutor(SIGN_INS) as crowd,
    ):

        def attempt(number: int) -> int:
            together.wait()
            return browsers.post("/sign-in", json={"name": f"nobody-{number}", "password": "a long guess"}).status_code

        candidate.expect("session_started")
        attempts = [crowd.submit(attempt, number) for number in range(SIGN_INS)]
        candidate.start()
        candidate.turn()
        found = Counter(attempt.result(60) for attempt in attempts)
    assert set(found) == {401, 503}
    assert found[401] + found[503] == SIGN_INS


@pytest.mark.parametrize("path", ["/sign-in", "/invitations/open"])
def test_who_need_not_say_who_it_is_may_send_little(guarded: Guarded, path: str) -> None:
    """Else thousands of connections that each bring some megabytes would fill the memory."""
    with guarded.client() as anybody:
        answer = anybody.post(path, json={"token": "x" * 20_000})
    assert answer.status_code == httpx.codes.REQUEST_ENTITY_TOO_LARGE


def test_a_body_of_somebody_who_may_not_is_not_waited_for(guarded: Guarded) -> None:
    head = [b"POST /sessions HTTP/1.1", b"Content-Type: application/json", b"Content-Length: 4000000"]
    assert status_of(said(guarded, head)) == httpx.codes.UNAUTHORIZED


def test_no_answer_to_all_of_this_was_a_fault_of_the_server(guarded: Guarded) -> None:
    said(guarded, [b"GET /me HTTP/1.1", b"Cookie: \xff\xfe=\xff"])
    assert [line for line in guarded.server.log if "Traceback" in line or " 500," in line] == []

"""How often somebody may ask: counted to the second, each client for itself."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient, WebSocketDenialResponse

from intervue.auth import rates as module
from intervue.auth.rates import Limit, RateLimits, Rates, RecentHits, limit_of
from intervue.auth.roles import ANONYMOUS, EVERYBODY, Identity, Role
from intervue.auth.shown import RejectedError, Why
from intervue.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import Request
    from starlette.types import ASGIApp, Receive, Scope, Send
    from starlette.websockets import WebSocket

MINUTE = 60


class Clock:
    """Stands still until told otherwise."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def counting(check: Callable[[Rates, Clock], Awaitable[None]], **settings: Any) -> None:
    """Run a check with limits and a clock."""
    clock = Clock()

    async def run() -> None:
        await check(Rates(Settings(**settings), clock), clock)

    asyncio.run(run())


async def let_through(rates: Rates, times: int, client: str = "a", limit: Limit = Limit.REQUESTS) -> int:
    return sum([(await rates.take(limit, client)).allowed for _ in range(times)])


# --- Counting ---------------------------------------------------------------------------------------------------------


def test_of_a_thousand_requests_exactly_as_many_get_through_as_the_limit_says_wherever_the_minute_begins() -> None:
    async def check(rates: Rates, clock: Clock) -> None:
        for start in range(7):  # seconds that any clock's minute might begin within
            clock.now = 1000.0 + start * 61.7
            passed = 0
            for _ in range(1000):
                passed += (await rates.take(Limit.REQUESTS, f"{start}")).allowed
                clock.now += 0.05
            assert passed == 100

    counting(check)


def test_within_any_minute_there_are_never_more_than_the_limit_says() -> None:
    passed: list[float] = []

    async def check(rates: Rates, clock: Clock) -> None:
        for step in range(3000):
            clock.now += 0.05 + (step % 97) * 0.003
            if (await rates.take(Limit.REQUESTS, "a")).allowed:
                passed.append(clock.now)

    counting(check, rate_requests_per_minute=30)
    assert len(passed) > 100
    for number, moment in enumerate(passed[30:]):
        assert moment - passed[number] >= MINUTE


def test_who_waits_as_long_as_told_is_let_through() -> None:
    async def check(rates: Rates, clock: Clock) -> None:
        assert await let_through(rates, 60) == 60
        clock.now += 20.5
        assert await let_through(rates, 60) == 40
        refused = await rates.take(Limit.REQUESTS, "a")
        assert (refused.allowed, refused.remaining) == (False, 0)
        assert refused.reset == 40
        clock.now += refused.reset - 1
        assert await let_through(rates, 1) == 0
        clock.now += 1
        assert await let_through(rates, 100) == 60

    counting(check)


def test_what_is_left_is_told_with_every_answer() -> None:
    async def check(rates: Rates, _clock: Clock) -> None:
        told = [(await rates.take(Limit.UPLOADS, "a")).headers for _ in range(3)]
        assert [each["RateLimit-Remaining"] for each in told] == ["1", "0", "0"]
        assert {each["RateLimit-Limit"] for each in told} == {"2"}
        assert {each["RateLimit-Reset"] for each in told} == {"60"}
        assert ["Retry-After" in each for each in told] == [False, False, True]

    counting(check, rate_uploads_per_minute=2)


def test_one_clients_flood_takes_nothing_from_another_and_each_kind_is_counted_apart() -> None:
    async def check(rates: Rates, _clock: Clock) -> None:
        assert await let_through(rates, 500, "a") == 100
        assert await let_through(rates, 500, "b") == 100
        assert await let_through(rates, 500, "a", Limit.UPLOADS) == 10

    counting(check)


def test_so_many_clients_that_memory_would_fill_make_the_server_forget_the_oldest(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "MOST_CLIENTS", 50)

    async def check(rates: Rates, _clock: Clock) -> None:
        assert await let_through(rates, 3, "known") == 2
        for number in range(49):
            await rates.take(Limit.REQUESTS, str(number))
        assert await let_through(rates, 1, "known") == 0
        for number in range(50):
            await rates.take(Limit.REQUESTS, f"more {number}")
        assert await let_through(rates, 1, "known") == 1

    counting(check, rate_requests_per_minute=2)


def test_who_was_not_heard_of_for_a_minute_is_forgotten() -> None:
    clock = Clock()
    store = RecentHits(clock)

    async def run() -> None:
        for number in range(1000):
            clock.now += 0.1
            await store.acquire_entry(f"client {number}", 100, MINUTE)
        assert len(store) <= 601
        clock.now += 61
        await store.acquire_entry("one more", 100, MINUTE)
        assert len(store) == 1

    asyncio.run(run())


# --- Signing in -------------------------------------------------------------------------------------------------------


async def waiting(rates: Rates, account: str, address: str) -> int | None:
    """The seconds after which an attempt to sign in may be made again; None: it may be made now."""
    refused = await rates.sign_in(account, address)
    return None if refused is None else refused.reset


def test_one_address_may_try_one_account_seldom_and_others_of_the_office_still_sign_in() -> None:
    async def check(rates: Rates, clock: Clock) -> None:
        tries = [await waiting(rates, "Anna", "203.0.113.7") for _ in range(7)]
        assert tries == [None] * 5 + [60] * 2
        assert await waiting(rates, "anna", "203.0.113.7") == 60, "the same account, however it is written"
        assert await waiting(rates, "bert", "203.0.113.7") is None
        assert await waiting(rates, "anna", "203.0.113.8") is None, "its owner, from elsewhere"
        clock.now += 60
        assert await waiting(rates, "anna", "203.0.113.7") is None

    counting(check)


def test_many_addresses_may_not_try_one_account_together_nor_one_address_all_accounts() -> None:
    async def check(rates: Rates, _clock: Clock) -> None:
        from_all_over = [await waiting(rates, "anna", f"203.0.113.{number}") for number in range(30)]
        assert from_all_over == [None] * 20 + [60] * 10
        at_all = [await waiting(rates, f"user{number}", "198.51.100.1") for number in range(70)]
        assert at_all == [None] * 60 + [60] * 10

    counting(check)


def test_requests_from_any_number_of_addresses_make_nobody_forget_attempts_to_sign_in_or_guesses(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "MOST_CLIENTS", 50)

    async def check(rates: Rates, _clock: Clock) -> None:
        for number in range(20):
            await waiting(rates, "anna", f"203.0.113.{number}")
            await rates.rejected("198.51.100.1")
        for number in range(200):
            for limit in (Limit.REQUESTS, Limit.FILES, Limit.SOCKETS, Limit.UPLOADS):
                await rates.take(limit, f"2001:db8:0:{number:x}::/64")
            assert (await rates.guesses(f"2001:db8:0:{number:x}::1")).allowed
        assert await waiting(rates, "anna", "203.0.113.99") == 60
        assert not (await rates.guesses("198.51.100.1")).allowed
        assert not (await rates.rejected("198.51.100.1")).allowed

    counting(check)


def test_whoever_signed_in_from_somewhere_before_is_not_kept_out_by_attempts_from_elsewhere() -> None:
    async def check(rates: Rates, clock: Clock) -> None:
        assert await waiting(rates, "anna", "192.0.2.5") is None
        rates.signed_in("anna", "192.0.2.5")
        for number in range(30):
            await waiting(rates, "anna", f"203.0.113.{number}")
        assert await waiting(rates, "anna", "198.51.100.9") == 60, "from somewhere new"
        assert await waiting(rates, "Anna", "192.0.2.5") is None
        clock.now += 60
        tries = [await waiting(rates, "anna", "192.0.2.5") for _ in range(7)]
        assert tries == [None] * 5 + [60] * 2, "one address may still try seldom"
        assert await waiting(rates, "bert", "192.0.2.5") is None
        clock.now += 60
        for number in range(30):
            await waiting(rates, "bert", f"203.0.113.{number}")
        assert await waiting(rates, "bert", "192.0.2.5") == 60, "another account signed in from there"

    counting(check)


def test_the_networks_of_one_ipv6_customer_count_together() -> None:
    async def check(rates: Rates, _clock: Clock) -> None:
        tries = [await waiting(rates, "anna", f"2001:db8:1:{number:x}::1") for number in range(30)]
        assert tries == [None] * 5 + [60] * 25
        assert await waiting(rates, "anna", "2001:db8:2::1") is None, "its owner, from elsewhere"
        at_all = [await waiting(rates, f"user{number}", f"2001:db8:3:{number:x}::1") for number in range(70)]
        assert at_all == [None] * 60 + [60] * 10

    counting(check)


def test_what_is_remembered_of_sign_ins_is_bounded_and_nobody_pushes_out_anothers() -> None:
    async def check(rates: Rates, _clock: Clock) -> None:
        rates.signed_in("anna", "192.0.2.5")
        for number in range(module.MOST_PLACES + 1):
            rates.signed_in("mallory", f"198.51.100.{number}")
        for number in range(30):
            await waiting(rates, "anna", f"203.0.113.{number}")
            await waiting(rates, "mallory", f"203.0.113.{number}")
        assert await waiting(rates, "anna", "192.0.2.5") is None
        assert await waiting(rates, "mallory", "198.51.100.0") == 60, "the first was forgotten"
        assert await waiting(rates, "mallory", "198.51.100.1") is None

    counting(check)


# --- Requests ---------------------------------------------------------------------------------------------------------


class Named:
    """In place of access control: a header says who it is."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] in {"http", "websocket"}:
            said = dict(scope["headers"])
            who, host = said.get(b"who", b"").decode(), said.get(b"from", b"203.0.113.7").decode()
            state = scope.setdefault("state", {})
            known = Identity(Role.SERVICE, who) if who else ANONYMOUS
            state["identity"] = EVERYBODY if who == "everybody" else known
            state["rejected"] = RejectedError(Why.WRONG) if who == "wrong" else None
            if state["rejected"]:
                state["identity"] = ANONYMOUS
            scope["client"] = (host, 1)
        await self._app(scope, receive, send)


async def _say(request: Request) -> PlainTextResponse:
    return PlainTextResponse(f"{len(await request.body())} bytes", status_code=401 if request.state.rejected else 200)


async def _talk(socket: WebSocket) -> None:
    await socket.accept()
    await socket.close()


def client(**settings: Any) -> TestClient:
    app = Starlette(
        routes=[
            WebSocketRoute("/ws/interview/{session_id}", _talk),
            Route("/{path:path}", _say, methods=["GET", "POST", "DELETE"]),
        ],
        middleware=[Middleware(Named), Middleware(RateLimits, rates=Rates(Settings(**settings), Clock()))],
    )
    return TestClient(app)


def statuses(asker: TestClient, times: int, path: str = "/sessions", method: str = "GET", **headers: str) -> list[int]:
    return [asker.request(method, path, headers=headers).status_code for _ in range(times)]


def test_one_request_too_many_is_answered_with_what_to_do() -> None:
    asker = client(rate_requests_per_minute=2)
    answers = [asker.get("/sessions") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert [answer.headers["ratelimit-remaining"] for answer in answers] == ["1", "0", "0"]
    assert answers[2].headers["retry-after"] == answers[2].headers["ratelimit-reset"] == "60"
    assert answers[2].json() == {
        "detail": "Too many requests: at most 2 a minute are taken from one client. Please try again in 60 seconds."
    }


def test_who_says_who_it_is_counts_for_itself_wherever_it_comes_from_and_others_by_address() -> None:
    asker = client(rate_requests_per_minute=2)
    assert statuses(asker, 1, who="key:a") + statuses(asker, 2, who="key:a", **{"from": "203.0.113.9"}) == [
        200,
        200,
        429,
    ]
    assert statuses(asker, 3, who="key:b") == [200, 200, 429]
    assert statuses(asker, 3) == [200, 200, 429]
    assert statuses(asker, 3, **{"from": "203.0.113.9"}) == [200, 200, 429]
    assert statuses(asker, 3, who="everybody", **{"from": "198.51.100.1"}) == [200, 200, 429]
    assert statuses(asker, 1, who="everybody", **{"from": "198.51.100.2"}) == [200]


def test_who_is_refused_over_and_over_gets_one_line_in_the_log_that_holds_no_secret(
    caplog: pytest.LogCaptureFixture,
) -> None:
    asker = client(rate_requests_per_minute=1)
    assert statuses(asker, 50, who="key:a", authorization="Bearer ivk_secret")[1:] == [429] * 49
    assert statuses(asker, 50, who="key:b")[1:] == [429] * 49
    lines = [record.getMessage() for record in caplog.records if record.name == "intervue.auth.rates"]
    assert lines == ["A client asks too often, and is refused for a while: requests"] * 2
    assert "secret" not in caplog.text


def test_an_upload_that_is_refused_is_read_to_its_end_so_that_a_browser_shows_the_answer() -> None:
    asker = client(rate_uploads_per_minute=1, rate_requests_per_minute=1)
    read = 0

    def body() -> Any:
        nonlocal read
        for _ in range(20):
            read += 1
            yield bytes(1000)

    assert asker.post("/resume/parse", content=body()).status_code == 200
    answer = asker.post("/resume/parse", content=body())
    assert answer.status_code == 429
    assert "Too many uploads: at most 1 a minute" in answer.json()["detail"]
    assert read == 40
    assert statuses(asker, 2) == [200, 429], "requests are counted apart"


@pytest.mark.parametrize(
    ("method", "path", "limit"),
    [
        ("GET", "/sessions", Limit.REQUESTS),
        ("DELETE", "/sessions/x", Limit.REQUESTS),
        ("POST", "/invitations/open", Limit.REQUESTS),
        ("GET", "/nowhere", Limit.REQUESTS),
        ("GET", "/resume/parse", Limit.REQUESTS),
        ("POST", "/resume/parse", Limit.UPLOADS),
        ("GET", "/", Limit.FILES),
        ("GET", "/static/app.js", Limit.FILES),
        ("GET", "/page/settings.json", Limit.FILES),
        ("GET", "/ready", Limit.FILES),
        ("GET", "/metrics", Limit.FILES),
        ("GET", "/docs", Limit.FILES),
        ("GET", "/interviews", Limit.FILES),
        ("GET", "/sign-in", Limit.FILES),
        ("POST", "/sign-in", Limit.REQUESTS),
        ("GET", "/health", None),
        ("GET", "/healthy", Limit.REQUESTS),
        ("POST", "/health", Limit.REQUESTS),
        ("GET", "/control/erase", Limit.REQUESTS),
        ("POST", "/control/erase/", Limit.REQUESTS),
        ("POST", "/control/nothing", Limit.REQUESTS),
    ],
)
def test_what_is_counted_as_what(method: str, path: str, limit: Limit | None) -> None:
    assert limit_of({"type": "http", "method": method, "path": path}) is limit


def test_a_page_that_is_loaded_over_and_over_leaves_requests_alone() -> None:
    asker = client(rate_requests_per_minute=5)
    assert set(statuses(asker, 300, "/static/app.js")) == {200}
    assert set(statuses(asker, 300, "/health")) == {200}
    assert statuses(asker, 1) == [200]


def test_whoever_guesses_is_told_less_and_less_and_takes_nothing_from_others_of_its_address() -> None:
    asker = client(rate_rejected_per_minute=3)
    assert statuses(asker, 5, who="wrong") == [401, 401, 401, 429, 429]
    assert "not valid" in asker.get("/sessions", headers={"who": "wrong"}).json()["detail"]
    assert statuses(asker, 1, who="key:a") == [200]
    with (
        pytest.raises(WebSocketDenialResponse) as denial,
        asker.websocket_connect("/ws/interview/s", headers={"who": "wrong"}),
    ):
        pass
    assert denial.value.status_code == 429


def opened(asker: TestClient, session: str, **headers: str) -> int:
    try:
        with asker.websocket_connect(f"/ws/interview/{session}", headers=headers):
            return 101
    except WebSocketDenialResponse as denial:
        return denial.status_code


def test_who_connects_over_and_over_is_refused_in_the_handshake() -> None:
    asker = client(rate_sockets_per_minute=2, rate_requests_per_minute=1)
    assert [opened(asker, "s1", who="token:a") for _ in range(3)] == [101, 101, 429]
    with (
        pytest.raises(WebSocketDenialResponse) as denial,
        asker.websocket_connect("/ws/interview/s1", headers={"who": "token:a"}),
    ):
        pass
    assert denial.value.headers["retry-after"] == "60"
    assert denial.value.text.endswith("Please try again in 60 seconds.")
    assert [opened(asker, "s1") for _ in range(3)] == [101, 101, 429]
    assert opened(asker, "s2") == 429, "whoever says nothing is its address"


def test_whoever_guessed_too_often_may_not_open_a_socket_that_says_nothing_and_others_may() -> None:
    asker = client(rate_rejected_per_minute=3)
    assert statuses(asker, 2, who="wrong") == [401] * 2
    assert opened(asker, "s") == 101
    assert statuses(asker, 2, who="wrong") == [401, 429]
    assert [opened(asker, "s") for _ in range(3)] == [429] * 3
    assert opened(asker, "s", who="token:a") == 101, "what is shown in the handshake is looked at"
    assert opened(asker, "s", **{"from": "203.0.113.9"}) == 101


def test_where_nobody_is_asked_each_interview_of_a_machine_may_connect_as_often() -> None:
    asker = client(rate_sockets_per_minute=2)
    assert [opened(asker, "s1", who="everybody") for _ in range(3)] == [101, 101, 429]
    assert [opened(asker, f"other-{number}", who="everybody") for number in range(5)] == [101] * 5

"""`GET /me`, where a page asks more than it may."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from intervue.auth.asking import Authentication
from intervue.auth.cookies import SESSION_COOKIE
from intervue.auth.gate import Gate
from intervue.auth.rates import RateLimits, Rates
from intervue.guard import problem
from intervue.routes.sign_in import UNSEEN, sign_in_routes
from intervue.settings import Settings
from intervue.store.accounts import AccountStore
from intervue.store.database import sqlite_url
from intervue.store.event_store import EventStore

if TYPE_CHECKING:
    from pathlib import Path

    from intervue.auth.roles import Identity
    from intervue.auth.shown import Shown

LIMITS: dict[str, Any] = {"rate_requests_per_minute": 1}


class Clock:
    """Stands still."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


class LateGate(Gate):
    """While it looks who somebody is, the minute ends in which they asked too much."""

    def __init__(self, accounts: AccountStore, clock: Clock) -> None:
        super().__init__(accounts, None)
        self.passing = clock

    async def identify(self, shown: Shown, *, look: bool = True) -> Identity:
        """As ever."""
        if not look:
            self.passing.now += 60
        return await super().identify(shown, look=look)


def test_a_page_whose_cookie_nobody_looked_at_is_asked_to_wait_and_not_told_that_it_is_a_stranger(
    tmp_path: Path,
) -> None:
    store = EventStore(sqlite_url(tmp_path))
    store.open()
    accounts = AccountStore(sqlite_url(tmp_path))
    clock = Clock()
    rates = Rates(Settings(**LIMITS), clock)
    layers = [Middleware(Authentication, access=True), Middleware(RateLimits, rates=rates)]
    app = Starlette(routes=sign_in_routes, middleware=layers, exception_handlers={HTTPException: problem})
    gate = LateGate(accounts, clock)
    app.state.gate, app.state.rates, app.state.store = gate, rates, store
    with TestClient(app, cookies={SESSION_COOKIE: gate.cookie("0123456789ab", "ada")}) as page:
        assert page.get("/me").json()["gone"] == "ada"
        clock.now += 60
        with TestClient(app) as neighbour:
            assert neighbour.get("/me").json()["gone"] is None
        gate.forget()
        unseen = page.get("/me")
        assert (unseen.status_code, unseen.json()["detail"], unseen.headers["retry-after"]) == (429, UNSEEN, "1")
        clock.now += 60
        assert page.get("/me").json()["gone"] == "ada"
    accounts.close()
    store.close()

"""What is told to whoever cannot be looked up, because the database cannot be read or written at that moment."""

from __future__ import annotations

import logging
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient, WebSocketDenialResponse
from starlette.websockets import WebSocketDisconnect

from intervue.auth.asking import Authentication
from intervue.auth.rates import RateLimits, Rates
from intervue.auth.roles import ANONYMOUS
from intervue.guard import NOT_STORED, not_stored
from intervue.settings import Settings
from intervue.store.accounts import AccountStore, TakenError, User
from intervue.store.database import sqlite_url
from intervue.store.errors import CorruptDatabaseError, DatabaseBusyError, StoreError
from intervue.store.event_store import EventStore

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.requests import Request
    from starlette.websockets import WebSocket

    from intervue.auth.roles import Identity
    from intervue.auth.shown import Shown

BUSY = DatabaseBusyError("The database is locked by another program.")
LIMITS: dict[str, Any] = {"rate_requests_per_minute": 3, "rate_sockets_per_minute": 3}
TALK = "/ws/interview/ada"


class Doors:
    """Finds out who somebody is, unless something is the matter."""

    fault: StoreError | None = None

    async def identify(self, _shown: Shown, *, look: bool) -> Identity:
        """Nobody."""
        if self.fault is not None:
            raise self.fault
        return ANONYMOUS


@pytest.fixture
def doors() -> Doors:
    return Doors()


@pytest.fixture
def client(doors: Doors) -> TestClient:
    async def work(_request: Request) -> PlainTextResponse:
        return PlainTextResponse("done")

    async def talk(socket: WebSocket) -> None:
        await socket.accept()
        await socket.receive_text()
        raise BUSY

    rates = Rates(Settings(**LIMITS))
    app = Starlette(
        routes=[Route("/sessions", work), WebSocketRoute(TALK, talk)],
        middleware=[Middleware(Authentication, access=True), Middleware(RateLimits, rates=rates)],
        exception_handlers={StoreError: not_stored},
    )
    app.state.gate, app.state.rates = doors, rates
    app.state.settings = SimpleNamespace()
    return TestClient(app)


def refused(client: TestClient) -> Any:
    with pytest.raises(WebSocketDenialResponse) as denial, client.websocket_connect(TALK):
        pass
    return denial.value


def test_who_cannot_be_looked_up_is_asked_to_come_again_and_counts_all_the_same(
    client: TestClient, doors: Doors
) -> None:
    doors.fault = BUSY
    answers = [client.get("/sessions") for _ in range(4)]
    assert [it.status_code for it in answers] == [503, 503, 503, 429]
    assert answers[0].json() == {"detail": NOT_STORED}
    assert all(int(it.headers["retry-after"]) > 0 for it in answers)
    doors.fault = None
    assert client.get("/sessions").status_code == 429, "it has asked often enough in this minute"


def test_a_socket_is_refused_while_it_cannot_be_looked_up_and_counts_all_the_same(
    client: TestClient, doors: Doors
) -> None:
    doors.fault = BUSY
    answers = [refused(client) for _ in range(4)]
    assert [it.status_code for it in answers] == [503, 503, 503, 429]
    assert answers[0].text == NOT_STORED


def test_a_socket_is_closed_for_now_when_something_cannot_be_stored_or_read(client: TestClient) -> None:
    with client.websocket_connect(TALK) as socket:
        socket.send_text("hello")
        with pytest.raises(WebSocketDisconnect) as end:
            socket.receive_text()
    assert (end.value.code, end.value.reason) == (1013, NOT_STORED)


@pytest.mark.parametrize(
    ("fault", "level"),
    [(BUSY, logging.WARNING), (CorruptDatabaseError("The database is damaged."), logging.ERROR)],
    ids=["it passes", "it does not"],
)
def test_what_does_not_pass_by_itself_is_an_error_in_the_log_with_the_place_where_it_arose(
    client: TestClient, doors: Doors, caplog: pytest.LogCaptureFixture, fault: StoreError, level: int
) -> None:
    doors.fault = fault
    assert client.get("/sessions").status_code == 503
    (line,) = [it for it in caplog.records if it.name == "intervue.guard"]
    assert (line.levelno, line.exc_info is not None) == (level, level == logging.ERROR)


def test_a_fault_of_the_database_repeats_nothing_that_was_to_be_kept(tmp_path: Path) -> None:
    events = EventStore(sqlite_url(tmp_path))
    events.open()
    events.close()
    accounts = AccountStore(sqlite_url(tmp_path))
    user = User("anna", "recruiter", "a hash that nobody is to read", 1.0, None)
    accounts.add_user(user)
    with pytest.raises(TakenError):
        accounts.add_user(user)
    with accounts._engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE users")
    with pytest.raises(StoreError) as fault:
        accounts.add_user(user)
    accounts.close()
    told: BaseException | None = fault.value
    while told is not None:
        assert "nobody is to read" not in str(told)
        told = told.__cause__

"""What admins are told where something goes wrong: too many passwords at once, a disk that is full."""

from __future__ import annotations

import threading
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from intervue.auth import passwords
from intervue.auth.roles import Identity, Role
from intervue.guard import NOT_STORED, internal_error, not_stored, problem
from intervue.routes import sign_in
from intervue.routes.administration import administration_routes
from intervue.routes.sign_in import BUSY, Door
from intervue.store.accounts import ApiKey, User
from intervue.store.errors import DiskFullError, StoreError
from tests.fakes.access import Noted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.types import ASGIApp, Receive, Scope, Send

ADA = Identity(Role.ADMIN, "jwt:ada")
PASSWORD = "a long way to Tipperary"  # noqa: S105 - nobody's
REQUESTS = (
    ("GET", "/users", None),
    ("POST", "/users", {"name": "ben", "password": PASSWORD}),
    ("PATCH", "/users/ben", {"password": PASSWORD}),
    ("DELETE", "/users/ben", None),
    ("GET", "/keys", None),
    ("POST", "/keys", {"name": "x", "scopes": ["sessions:read"]}),
    ("DELETE", "/keys/0123456789ab", None),
    ("GET", "/audit", None),
)


class _AsAdmin:
    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Everybody is Ada."""
        scope.setdefault("state", {}).update(identity=ADA, rejected=None)
        await self._app(scope, receive, send)


class Full:
    """A database on a disk that is full."""

    def __getattr__(self, name: str) -> Any:
        def fail(*_args: object, **_values: object) -> None:
            raise DiskFullError("The disk is full.")

        return fail


class Known(Full):
    """One that can be read, and in which everybody is."""

    def user(self, name: str) -> User:
        """Whoever it is."""
        return User(name, "recruiter", "hash", 0.0, None)

    def key(self, name: str) -> ApiKey:
        """Whichever it is."""
        return ApiKey(name, "x", "hash", (), 0.0, "-", None, None, None)


class Empty:
    """One in which nobody is."""

    def user(self, _name: str) -> None:
        """Nobody has that name."""

    def remove_user(self, _name: str, *, keep_an_admin: bool) -> bool:
        """There is nobody to be removed."""
        return False

    def key(self, _name: str) -> None:
        """There is no such key."""

    def revoke_key(self, _name: str, _now: float) -> bool:
        """There is nothing to be revoked."""
        return False

    def add_user(self, _user: object) -> None:
        """Keep them."""


@pytest.fixture
def app() -> Starlette:
    app = Starlette(
        routes=administration_routes,
        middleware=[Middleware(_AsAdmin)],
        exception_handlers={Exception: internal_error, HTTPException: problem, StoreError: not_stored},
    )
    app.state.settings = SimpleNamespace(body_seconds=10)
    app.state.audit = Noted()
    app.state.gate = SimpleNamespace(forget=lambda: None)
    app.state.sign_in_door = Door(1)
    app.state.accounts = app.state.audited = Full()
    return app


@pytest.fixture
def client(app: Starlette) -> Iterator[TestClient]:
    with TestClient(app) as client:
        yield client


@pytest.mark.parametrize(("method", "path", "body"), REQUESTS)
def test_what_cannot_be_stored_or_read_is_said_to_be_so_without_what_was_sent(
    client: TestClient, caplog: pytest.LogCaptureFixture, method: str, path: str, body: Any
) -> None:
    answer = client.request(method, path, json=body)
    assert (answer.status_code, answer.json()) == (503, {"detail": NOT_STORED})
    assert "The disk is full." in caplog.text
    assert PASSWORD not in caplog.text


def details(app: Starlette) -> list[str]:
    """What the audit log says of how requests ended."""
    return [entry.detail for entry in app.state.audit.entries]


def test_what_is_no_users_name_is_not_noted_for_it_may_be_a_password(app: Starlette, client: TestClient) -> None:
    app.state.accounts = Empty()
    assert client.post("/users", json={"name": "horse-staple-77", "password": "short"}).status_code == 400
    assert client.delete("/users/horse-staple-77").status_code == 404
    assert client.delete("/keys/horse-staple-77").status_code == 404
    assert client.post("/users", json={"name": "ben", "password": PASSWORD}).status_code == 201
    assert details(app) == ["400", "404", "404", "201 ben: added as recruiter"]


def test_what_a_full_disk_hinders_is_noted_with_the_status_and_whom_it_was_about(
    app: Starlette, client: TestClient
) -> None:
    app.state.accounts = Known()
    assert client.delete("/keys/0123456789ab").status_code == 503
    assert client.delete("/users/anna").status_code == 503
    assert details(app) == ["503 0123456789ab: revoked", "503 anna: removed"]


def test_passwords_are_hashed_where_there_is_room_so_that_nobody_fills_the_memory_with_them(
    app: Starlette, client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    app.state.accounts = Empty()
    monkeypatch.setattr(sign_in, "QUEUE", 1)
    begun, go_on = threading.Event(), threading.Event()

    def slowly(_password: str) -> str:
        begun.set()
        assert go_on.wait(10)
        return "hash"

    monkeypatch.setattr(passwords, "hashed", slowly)
    answers = []

    def add(name: str) -> None:
        answers.append(client.post("/users", json={"name": name, "password": PASSWORD}).status_code)

    first = threading.Thread(target=add, args=("anna",))
    first.start()
    assert begun.wait(10)
    crowded = client.post("/users", json={"name": "ben", "password": PASSWORD})
    assert (crowded.status_code, crowded.json()["detail"]) == (503, BUSY)
    assert int(crowded.headers["retry-after"]) > 0
    go_on.set()
    first.join(10)
    assert answers == [201]

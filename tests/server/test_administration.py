"""What admins do by requests: users, keys, and the audit log; and what comes of it at once."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from intervue.auth import credentials
from intervue.auth.roles import Role
from intervue.store.audit import AuditFilter, AuditStore
from intervue.store.database import sqlite_url
from tests.engines.host_probe import eventually
from tests.fakes.server import process
from tests.server.access import PASSWORD, Guarded
from tests.traces import traces

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.slow

OTHER = "a long way to Tipperary"
LAVISH = {
    "rate_requests_per_minute": 10_000,
    "rate_rejected_per_minute": 10_000,
    "rate_sign_ins_per_minute": 1000,
    "rate_sign_ins_per_account_per_minute": 1000,
    "rate_sign_ins_per_address_per_minute": 1000,
    "audit_denials_per_minute": 1000,
}


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Guarded]:
    settings = {"auth": "on", "log_level": "debug", **LAVISH}
    with process(tmp_path_factory.mktemp("administered"), settings=settings) as server:
        yield Guarded(server)


@pytest.fixture
def root(guarded: Guarded) -> Iterator[httpx.Client]:
    """The page of an admin."""
    if guarded.accounts.user("root") is None:
        guarded.user("root", Role.ADMIN)
    with signed_in(guarded, "root") as page:
        yield page


@contextlib.contextmanager
def signed_in(guarded: Guarded, name: str, password: str = PASSWORD) -> Iterator[httpx.Client]:
    with guarded.client() as page:
        answer = page.post("/sign-in", json={"name": name, "password": password})
        assert answer.status_code == httpx.codes.OK, answer.text
        page.headers["X-CSRF-Token"] = answer.json()["csrf"]
        yield page


def may_sign_in(guarded: Guarded, name: str, password: str) -> bool:
    with guarded.client() as page:
        return page.post("/sign-in", json={"name": name, "password": password}).status_code == httpx.codes.OK


def entries(page: httpx.Client, **asked: Any) -> list[dict[str, Any]]:
    answer = page.get("/audit", params=asked)
    assert answer.status_code == httpx.codes.OK, answer.text
    found: list[dict[str, Any]] = answer.json()["entries"]
    return found


def noted(page: httpx.Client, detail: str) -> bool:
    """Whether the audit log soon says this of a user."""
    return eventually(lambda: detail in [it["detail"] for it in entries(page, action="manage_users")])


# --- Keys -------------------------------------------------------------------------------------------------------------


def test_a_key_that_an_admin_makes_works_until_it_is_revoked_and_is_told_once(
    guarded: Guarded, root: httpx.Client
) -> None:
    answer = root.post("/keys", json={"name": "HR system", "scopes": ["sessions:read"], "days": 2})
    assert (answer.status_code, answer.headers["cache-control"]) == (httpx.codes.CREATED, "no-store")
    made = answer.json()
    assert credentials.kind_and_id(made["key"]) == (credentials.KEY, made["id"])
    assert (made["created_by"], made["state"], made["scopes"]) == ("user:root", "valid", ["sessions:read"])
    with guarded.client(made["key"]) as program:
        assert program.get("/sessions").status_code == httpx.codes.OK
        assert program.post("/sessions", json={}).status_code == httpx.codes.FORBIDDEN
        listed = next(it for it in root.get("/keys").json()["keys"] if it["id"] == made["id"])
        assert listed["used_at"] is not None
        assert "key" not in listed
        revoked = root.delete(f"/keys/{made['id']}").json()
        assert revoked["state"] == "revoked"
        assert program.get("/sessions").status_code == httpx.codes.UNAUTHORIZED
    assert root.delete(f"/keys/{made['id']}").json()["revoked_at"] == revoked["revoked_at"]
    assert eventually(lambda: len(entries(root, action="manage_keys", who="root")) >= 2)
    told = [it["detail"] for it in entries(root, action="manage_keys")]
    assert {f"201 {made['id']}: sessions:r", f"200 {made['id']}: revoked"} <= set(told)
    assert traces(guarded.server.data, [made["key"], made["key"][-40:]]) == {}
    assert not any(made["key"][-40:] in line for line in guarded.server.log)


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"name": "x", "scopes": []},
        {"name": "x", "scopes": ["everything"]},
        {"name": " ", "scopes": ["sessions:read"]},
        {"name": "x" * 129, "scopes": ["sessions:read"]},
        {"name": "x", "scopes": ["sessions:read"], "days": 0},
        {"name": "x", "scopes": ["sessions:read"], "secret": "mine"},
    ],
)
def test_a_key_that_cannot_be_is_refused_with_a_sentence(root: httpx.Client, body: dict[str, Any]) -> None:
    before = root.get("/keys").json()["total"]
    answer = root.post("/keys", json=body)
    assert answer.status_code == httpx.codes.BAD_REQUEST
    assert answer.json()["detail"].endswith(".")
    assert root.get("/keys").json()["total"] == before


def test_a_key_or_user_that_is_not_there_is_said_to_be_missing(root: httpx.Client) -> None:
    for answer in (
        root.delete("/keys/0123456789ab"),
        root.delete("/users/nobody-here"),
        root.patch("/users/nobody-here", json={"role": "admin"}),
    ):
        assert answer.status_code == httpx.codes.NOT_FOUND
        assert "GET /" in answer.json()["detail"]


# --- Users ------------------------------------------------------------------------------------------------------------


def test_a_user_whom_an_admin_adds_signs_in_and_is_out_with_every_change(guarded: Guarded, root: httpx.Client) -> None:
    added = root.post("/users", json={"name": "carla", "password": OTHER})
    assert (added.status_code, added.json()["role"]) == (httpx.codes.CREATED, "recruiter")
    assert root.post("/users", json={"name": "carla", "password": OTHER}).status_code == httpx.codes.CONFLICT
    changes: list[tuple[dict[str, Any], str]] = [
        ({"role": "admin"}, "carla: made admin"),
        ({"password": PASSWORD}, "carla: password"),
        ({"disabled": True}, "carla: disabled"),
    ]
    password = OTHER
    for change, told in changes:
        with signed_in(guarded, "carla", password) as page:
            assert page.get("/sessions").status_code == httpx.codes.OK
            assert root.patch("/users/carla", json=change).status_code == httpx.codes.OK
            assert page.get("/sessions").status_code == httpx.codes.UNAUTHORIZED
        password = change.get("password", password)
        assert noted(root, f"200 {told}")
    assert not may_sign_in(guarded, "carla", PASSWORD)
    assert root.patch("/users/carla", json={"disabled": False}).json()["state"] == "active"
    with signed_in(guarded, "carla", PASSWORD) as page:
        assert not may_sign_in(guarded, "carla", OTHER)
        assert page.get("/users").status_code == httpx.codes.OK, "she is an admin by now"
        assert root.delete("/users/carla").json() == {"name": "carla"}
        assert page.get("/sessions").status_code == httpx.codes.UNAUTHORIZED
    assert "carla" not in [it["name"] for it in root.get("/users").json()["users"]]


@pytest.mark.parametrize(
    ("name", "password", "sentence"),
    [
        ("dora", "too short", "12 to 256 characters"),
        ("dora", "dora dora dora dora", "nor made of the user's name"),
        ("dora", "x" * 257, "12 to 256 characters"),
        ("Dora", OTHER, "a-z 0-9 . _ @ -"),
        ("../dora", OTHER, "a-z 0-9 . _ @ -"),
    ],
)
def test_names_and_passwords_are_held_to_the_rules_of_the_command_and_never_repeated(
    guarded: Guarded, root: httpx.Client, name: str, password: str, sentence: str
) -> None:
    before = root.get("/users").json()["total"]
    for role in ("recruiter", "admin"):
        answer = root.post("/users", json={"name": name, "password": password, "role": role})
        assert answer.status_code == httpx.codes.BAD_REQUEST
        assert sentence in answer.json()["detail"]
        assert password not in answer.text
    assert root.get("/users").json()["total"] == before
    changed = root.patch("/users/root", json={"password": "root root root root"})
    assert (changed.status_code, "user's name" in changed.json()["detail"]) == (httpx.codes.BAD_REQUEST, True)
    assert not any(password in line for line in guarded.server.log)


def test_no_password_gets_into_an_answer_a_log_or_the_database_however_it_is_sent(
    guarded: Guarded, root: httpx.Client
) -> None:
    for number, body in enumerate(
        (
            {"name": "emil", "password": OTHER},
            {"name": "emil", "password": [OTHER]},
            {"name": "emil", "password": {"is": OTHER}},
            {"name": "emil", "password": OTHER, "role": OTHER},
            {"name": OTHER, "password": PASSWORD},
        )
    ):
        answer = root.post("/users", json=body)
        assert answer.status_code == (httpx.codes.CREATED if number == 0 else httpx.codes.BAD_REQUEST)
        assert OTHER not in answer.text
    assert OTHER not in root.patch("/users/emil", json={"password": OTHER, "role": "boss"}).text
    assert OTHER not in root.delete("/users/emil").text
    assert noted(root, "200 emil: removed")
    assert traces(guarded.server.data, [OTHER]) == {}
    assert not any(OTHER in line for line in guarded.server.log)


def test_nothing_to_be_changed_is_no_change(root: httpx.Client) -> None:
    for body in ({}, {"role": None}):
        answer = root.patch("/users/root", json=body)
        assert (answer.status_code, "role, password" in answer.json()["detail"]) == (httpx.codes.BAD_REQUEST, True)
    assert root.get("/users").status_code == httpx.codes.OK


def test_the_last_admin_who_may_sign_in_cannot_lock_themselves_out(guarded: Guarded, root: httpx.Client) -> None:
    guarded.user("former", Role.ADMIN)
    assert root.patch("/users/former", json={"disabled": True}).status_code == httpx.codes.OK
    for refused in (
        root.patch("/users/root", json={"role": "recruiter"}),
        root.patch("/users/root", json={"disabled": True}),
        root.patch("/users/root", json={"role": "recruiter", "password": OTHER}),
        root.delete("/users/root"),
    ):
        assert refused.status_code == httpx.codes.CONFLICT
        assert "Make somebody else an admin first" in refused.json()["detail"]
    assert root.get("/users").status_code == httpx.codes.OK, "nothing was changed, so nobody has to sign in again"
    assert root.patch("/users/former", json={"disabled": False}).status_code == httpx.codes.OK
    assert root.patch("/users/root", json={"role": "recruiter"}).status_code == httpx.codes.OK
    assert root.get("/users").status_code == httpx.codes.UNAUTHORIZED
    with signed_in(guarded, "root") as page:
        assert page.get("/users").status_code == httpx.codes.FORBIDDEN
    with signed_in(guarded, "former") as page:
        assert page.patch("/users/root", json={"role": "admin"}).status_code == httpx.codes.OK
        assert page.delete("/users/former").status_code == httpx.codes.OK, "root is there again"


# --- The audit log ----------------------------------------------------------------------------------------------------


def test_the_audit_log_is_paged_and_filtered_the_youngest_first(guarded: Guarded, root: httpx.Client) -> None:
    made = guarded.arrange()
    key = guarded.key()
    who = f"key:{key.split('_')[1]}"
    with guarded.client(key) as program:
        for _ in range(3):
            program.get(f"/sessions/{made['session_id']}")
        program.get("/users")
        program.delete(f"/sessions/{made['session_id']}")
    assert eventually(lambda: len(entries(root, who=who)) == 5)
    found = entries(root, who=who)
    assert [it["action"] for it in found] == ["erase_session", "manage_users", *["read_session"] * 3]
    assert entries(root, session=made["session_id"], action="erase_session") == found[:1]
    assert entries(root, who=who, allowed=False) == [found[1]]
    assert entries(root, who=who, allowed=True, limit=2, offset=1) == found[2:4]
    page = root.get("/audit", params={"who": who, "limit": 2, "offset": 4}).json()
    assert (page["total"], page["offset"], page["limit"], page["entries"]) == (5, 4, 2, found[4:])
    assert entries(root, who=who, since="1h") == found
    assert entries(root, who=who, until="1h") == []
    # What comes before a moment, then from it on, is everything.
    moment = found[2]["at"]
    earlier, later = entries(root, who=who, until=moment), entries(root, who=who, since=moment)
    assert later + earlier == found
    assert earlier != found
    for wrong in ({"since": "yesterday"}, {"action": "dance"}, {"limit": 0}, {"colour": "red"}):
        answer = root.get("/audit", params=wrong)
        assert (answer.status_code, answer.json()["detail"][-1]) == (httpx.codes.BAD_REQUEST, "."), wrong


def test_a_list_that_a_page_looks_at_all_day_fills_no_audit_log_but_every_change_and_refusal_is_noted(
    guarded: Guarded,
) -> None:
    guarded.user("gina")
    store = AuditStore(sqlite_url(guarded.server.data))
    made = guarded.arrange()
    with signed_in(guarded, "gina") as page:
        for _ in range(5):
            assert page.get("/sessions").status_code == httpx.codes.OK
            assert page.get(f"/sessions/{made['session_id']}").status_code == httpx.codes.OK
            assert page.get("/users").status_code == httpx.codes.FORBIDDEN
            assert page.post("/sessions", json={}).status_code == httpx.codes.CREATED
    asked = AuditFilter(who="user:gina")
    assert eventually(lambda: store.count(asked) == 1 + 1 + 5 + 5 + 5)
    actions = [it.action for it in store.find(asked)]
    store.close()
    assert {name: actions.count(name) for name in set(actions)} == {
        "sign_in": 1,
        "list_sessions": 1,
        "read_session": 5,
        "manage_users": 5,
        "create_session": 5,
    }

"""`intervue keys | users | invitations | audit`, where no server runs."""

from __future__ import annotations

import contextlib
import json
import time
from typing import TYPE_CHECKING, Protocol

import pytest
from alembic import command as alembic
from typer.testing import CliRunner

from intervue.auth import credentials, passwords
from intervue.cli import app
from intervue.control import Door
from intervue.store.accounts import AccountStore, ApiKey, SessionToken, SignIn, User
from intervue.store.audit import AuditEntry, AuditStore, session_name
from intervue.store.database import APPLICATION_ID, _alembic, build_engine, sqlite_url
from intervue.store.event_store import EventStore
from intervue.store.lock import DataFolderLock
from intervue.store.records import Batch, Record
from tests.traces import traces

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SESSION = "0123456789abcdef" * 2
PASSWORD = "a long way to Tipperary"  # noqa: S105 - nobody's


class Run(Protocol):
    """Runs `intervue ...`: status, standard output, standard error."""

    def __call__(self, *arguments: str, given: str = "") -> tuple[int, str, str]: ...


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def run(data: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("INTERVUE_DATA_DIR", str(data))

    def running(*arguments: str, given: str = "") -> tuple[int, str, str]:
        done = CliRunner().invoke(app, list(arguments), input=given)
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        return done.exit_code, done.stdout, done.stderr

    return running


@pytest.fixture
def accounts(data: Path) -> Iterator[AccountStore]:
    data.mkdir()
    events = EventStore(sqlite_url(data))
    events.open()
    events.append([Batch(SESSION, (Record(1, time.time(), "opened"),))])
    events.close()
    store = AccountStore(sqlite_url(data))
    yield store
    store.close()


# --- Keys -------------------------------------------------------------------------------------------------------------


def test_a_key_is_written_to_standard_output_alone_once_and_only_its_hash_is_kept(run: Run, data: Path) -> None:
    status, out, err = run("keys", "create", "HR system", "--scope", "sessions:read", "--scope", "metrics:read")
    text = out.removesuffix("\n")
    found = credentials.kind_and_id(text)
    assert status == 0
    assert found is not None
    assert text not in err
    assert f"The key {found[1]} may metrics:read, sessions:read. It does not expire" in err
    assert traces(data, [text, text.split("_", 2)[2]]) == {}
    store = AccountStore.reading(sqlite_url(data))
    kept = store.key(found[1])
    store.close()
    assert kept is not None
    assert credentials.matches(text, kept.hash)
    assert kept.scopes == ("metrics:read", "sessions:read")
    assert text not in run("keys", "list")[1] + run("keys", "list", "--json")[1] + run("audit")[1]


def test_the_list_of_keys_tells_what_they_may_until_when_and_when_they_were_used(
    run: Run, accounts: AccountStore
) -> None:
    assert "There are no keys." in run("keys", "list")[1]
    now = time.time()
    for number, (name, until, revoked, used) in enumerate(
        [("fresh \x1b[31m", None, None, None), ("old", now - 1, None, now - 60), ("gone", None, now, None)]
    ):
        accounts.add_key(ApiKey(f"k{number}", name, "-", ("sessions:read",), now - number, "x", until, revoked, used))
    _, out, _ = run("keys", "list")
    lines = out.splitlines()[1:]
    assert "\x1b" not in out
    assert [(line.split()[0], state) for line, state in zip(lines, ("valid", "expired", "revoked"), strict=True)] == [
        ("k0", "valid"),
        ("k1", "expired"),
        ("k2", "revoked"),
    ]
    assert all(state in line for line, state in zip(lines, ("valid", "expired", "revoked"), strict=True))
    assert lines[0].count("never") == 2
    assert "sessions:read" in lines[1]
    shown = json.loads(run("keys", "list", "--json")[1])["keys"]
    assert [(it["prefix"], it["state"], it["used_at"] is None) for it in shown] == [
        ("ivk_k0_", "valid", True),
        ("ivk_k1_", "expired", False),
        ("ivk_k2_", "revoked", True),
    ]
    assert not any("hash" in it for it in shown)


def test_a_key_ends_by_its_id_by_its_beginning_and_by_itself_which_is_not_repeated(run: Run) -> None:
    for part in (slice(4, 16), slice(0, 17), slice(None)):
        text = run("keys", "create", "x", "--scope", "sessions:read")[1].strip()
        status, out, err = run("keys", "revoke", text[part])
        assert (status, out) == (0, f"The key {text.split('_')[1]} is revoked.\n")
        assert text not in out + err
    assert {it["state"] for it in json.loads(run("keys", "list", "--json")[1])["keys"]} == {"revoked"}
    status, _, err = run("keys", "revoke", "nothing")
    assert (status, err) == (1, "There is no key 'nothing'. `intervue keys list` shows what there is.\n")


def test_a_key_needs_a_name_and_scopes_that_there_are(run: Run) -> None:
    assert run("keys", "create", "x")[0] == 2
    status, _, err = run("keys", "create", "x", "--scope", "everything")
    assert status == 2
    assert "sessions:write" in err
    status, _, err = run("keys", "create", " ", "--scope", "sessions:read")
    assert status == 1
    assert "1 to 128 characters" in err
    assert run("keys", "create", "x", "--scope", "sessions:read", "--days", "0")[0] == 2


def test_a_key_expires_when_it_was_said_to(run: Run, data: Path) -> None:
    _, out, err = run("keys", "create", "x", "--scope", "sessions:read", "--days", "2")
    assert "It expires on 20" in err
    store = AccountStore.reading(sqlite_url(data))
    (key,) = store.keys()
    store.close()
    assert out.strip().split("_")[1] == key.id
    assert key.works(time.time() + 1.9 * 86_400)
    assert not key.works(time.time() + 2.1 * 86_400)


# --- Users ------------------------------------------------------------------------------------------------------------


def test_a_user_who_is_added_signs_in_with_the_password_that_was_given(run: Run, data: Path) -> None:
    status, out, _ = run("users", "add", "anna", "--role", "admin", "--password-stdin", given=f"{PASSWORD}\n")
    assert (status, out) == (0, "anna can sign in, as admin.\n")
    store = AccountStore.reading(sqlite_url(data))
    user = store.user("anna")
    store.close()
    assert user is not None
    assert (user.role, user.disabled_at) == ("admin", None)
    assert passwords.matches(PASSWORD, user.password)
    assert traces(data, [PASSWORD]) == {}
    assert "anna  admin  active" in run("users", "list")[1]


@pytest.mark.parametrize(
    ("name", "password", "sentence"),
    [
        ("anna", "short", "12 to 256 characters"),
        ("anna", "anna anna anna", "nor made of the user's name"),
        ("Anna", PASSWORD, "a-z 0-9 . _ @ -"),
        ("../anna", PASSWORD, "a-z 0-9 . _ @ -"),
    ],
)
def test_a_name_or_password_that_cannot_be_is_refused_and_nobody_is_added(
    run: Run, accounts: AccountStore, name: str, password: str, sentence: str
) -> None:
    status, _, err = run("users", "add", name, "--password-stdin", given=f"{password}\n")
    assert status == 1
    assert sentence in err
    assert password not in err
    assert accounts.users() == ()


def test_a_name_is_had_once_and_where_nobody_can_be_asked_nothing_happens(run: Run, accounts: AccountStore) -> None:
    assert run("users", "add", "anna", "--password-stdin", given=f"{PASSWORD}\n")[0] == 0
    status, _, err = run("users", "add", "anna", "--password-stdin", given="another long password\n")
    assert (status, "intervue users password anna" in err) == (1, True)
    status, _, err = run("users", "add", "ben", given=f"{PASSWORD}\n{PASSWORD}\n")
    assert (status, "--password-stdin" in err) == (1, True)
    assert [user.name for user in accounts.users()] == ["anna"]


@pytest.mark.parametrize("what", ["password", "disable", "remove"])
def test_who_is_changed_is_signed_out_everywhere(run: Run, accounts: AccountStore, what: str) -> None:
    kept = passwords.hashed(PASSWORD)
    accounts.add_user(User("anna", "recruiter", kept, time.time(), None))
    assert accounts.add_sign_in(SignIn("id1", "-", "anna", time.time(), time.time() + 60), kept)
    more = ("--password-stdin",) if what == "password" else ()
    assert run("users", what, "anna", *more, given="quite another password\n")[0] == 0
    assert accounts.sign_in("id1") is None
    user = accounts.user("anna")
    match what:
        case "password":
            assert user is not None
            assert passwords.matches("quite another password", user.password)
        case "disable":
            assert user is not None
            assert user.disabled_at is not None
            assert run("users", "enable", "anna")[0] == 0
            enabled = accounts.user("anna")
            assert enabled is not None
            assert enabled.disabled_at is None
        case _:
            assert user is None


def test_a_user_gets_another_role_and_has_to_sign_in_again(run: Run, accounts: AccountStore) -> None:
    kept = passwords.hashed(PASSWORD)
    accounts.add_user(User("anna", "recruiter", kept, time.time(), None))
    assert accounts.add_sign_in(SignIn("id1", "-", "anna", time.time(), time.time() + 60), kept)
    assert run("users", "role", "anna", "admin")[:2] == (0, "anna is admin from now on.\n")
    assert accounts.sign_in("id1") is None
    assert "anna  admin  active" in run("users", "list")[1]
    assert run("users", "role", "anna", "boss")[0] == 2
    assert "anna: made admin" in run("audit", "--action", "manage_users")[1]


@pytest.mark.parametrize("what", ["password", "disable", "enable", "remove"])
def test_a_user_who_is_not_there_is_said_to_be_missing(run: Run, accounts: AccountStore, what: str) -> None:
    status, _, err = run("users", what, "nobody")
    assert (status, err) == (1, "There is no user 'nobody'. `intervue users list` shows who there is.\n")


# --- Links ------------------------------------------------------------------------------------------------------------


def test_links_to_an_interview_are_listed_and_revoked(run: Run, accounts: AccountStore) -> None:
    now = time.time()
    for name, until in (("aaaaaaaaaaaa", None), ("bbbbbbbbbbbb", now - 1)):
        accounts.add_token(SessionToken(name, SESSION, "-", now, "user:anna", until, None))
    status, out, _ = run("invitations", SESSION)
    assert status == 0
    assert [line.split()[:2] for line in out.splitlines()[1:]] == [
        ["aaaaaaaaaaaa", "valid"],
        ["bbbbbbbbbbbb", "expired"],
    ]
    assert run("invitations", SESSION, "--revoke", "aaaaaaaaaaaa")[0] == 0
    shown = json.loads(run("invitations", SESSION, "--json")[1])["invitations"]
    assert [it["state"] for it in shown] == ["revoked", "expired"]
    status, _, err = run("invitations", SESSION, "--revoke", "cccccccccccc")
    assert (status, f"`intervue invitations {SESSION}` shows all." in err) == (1, True)
    assert "There is no link" in run("invitations", "other")[1]


def test_links_to_an_interview_that_is_over_are_said_to_be_over(run: Run, data: Path, accounts: AccountStore) -> None:
    now = time.time()
    for name, revoked in (("aaaaaaaaaaaa", None), ("bbbbbbbbbbbb", now)):
        accounts.add_token(SessionToken(name, SESSION, "-", now, "user:anna", None, revoked))
    with contextlib.closing(EventStore(sqlite_url(data))) as events:
        events.open()
        events.append([Batch(SESSION, (Record(2, now, "ended", {"reason": "completed"}),))])
    shown = run("invitations", SESSION)[1].splitlines()[1:]
    assert [line.split()[1] for line in shown] == ["over", "revoked"]


# --- The audit log ----------------------------------------------------------------------------------------------------


@pytest.fixture
def noted(accounts: AccountStore, data: Path) -> None:
    now = time.time()
    store = AuditStore(sqlite_url(data))
    store.append(
        [
            AuditEntry(now - 7200, "user:anna", "read_session", True, "200", SESSION, "r1", "192.0.2.1"),
            AuditEntry(now - 1800, "key:abc", "read_session", False, "not_allowed", session_name("ada"), "r2", None),
            AuditEntry(now - 60, "anonymous", "open_invitation", False, "expired", None, "r3", "192.0.2.9"),
        ]
    )
    store.close()


@pytest.mark.usefixtures("noted")
@pytest.mark.parametrize(
    ("options", "requests"),
    [
        ((), ["r3", "r2", "r1"]),
        (("--session", SESSION), ["r1"]),
        (("--session", "ada"), ["r2"]),
        (("--who", "anna"), ["r1"]),
        (("--denied",), ["r3", "r2"]),
        (("--refused",), ["r3", "r2"]),
        (("--action", "read_session"), ["r2", "r1"]),
        (("--action", "read_session", "--refused"), ["r2"]),
        (("--until", "90m"), ["r1"]),
        (("--since", "3h", "--until", "10m"), ["r2", "r1"]),
        (("--denied", "--who", "key:"), ["r2"]),
        (("--since", "90m"), ["r3", "r2"]),
        (("--since", "2020-01-31"), ["r3", "r2", "r1"]),
        (("--since", "2999-01-31T10:00"), []),
        (("--limit", "1"), ["r3"]),
        (("--limit", "0"), ["r3", "r2", "r1"]),
    ],
)
def test_the_audit_log_shows_what_is_asked_for_the_youngest_first(
    run: Run, options: tuple[str, ...], requests: list[str]
) -> None:
    status, out, _ = run("audit", "--json", *options)
    assert status == 0
    assert [it["request"] for it in json.loads(out)["entries"]] == requests


@pytest.mark.usefixtures("noted")
def test_the_audit_log_is_a_table_for_people(run: Run) -> None:
    _, out, _ = run("audit", "--limit", "2")
    assert out.splitlines()[1].split()[2:] == [
        "anonymous",
        "open_invitation",
        "DENIED",
        "expired",
        "-",
        "192.0.2.9",
        "r3",
    ]
    assert "That is 2 of 3. --limit 0 shows all." in out
    assert run("audit", "--session", "never")[1] == "The audit log has no such entry.\n"
    status, _, err = run("audit", "--since", "yesterday")
    assert (status, "Say 90m, 2h, 3d" in err) == (1, True)
    status, _, err = run("audit", "--action", "dance")
    assert (status, "erase_session" in err, "left_out" in err) == (2, True, True)
    assert "Did you mean read_session?" in run("audit", "--action", "read_sesion")[2]
    assert run("audit", "--action", "left_out")[1] == "The audit log has no such entry.\n"


def test_what_commands_change_stands_in_the_audit_log(run: Run, accounts: AccountStore) -> None:
    accounts.add_token(SessionToken("aaaaaaaaaaaa", SESSION, "-", time.time(), "x", None, None))
    key = run("keys", "create", "x", "--scope", "sessions:read")[1].strip().split("_")[1]
    run("keys", "revoke", key)
    run("users", "add", "anna", "--password-stdin", given=f"{PASSWORD}\n")
    run("users", "disable", "anna")
    run("invitations", SESSION, "--revoke", "aaaaaaaaaaaa")
    run("sessions", "erase", SESSION, "--yes")
    entries = json.loads(run("audit", "--json")[1])["entries"]
    assert {it["who"] for it in entries} == {"command"}
    assert [(it["action"], it["detail"], it["session"]) for it in reversed(entries)] == [
        ("manage_keys", f"{key}: sessions:r", None),
        ("manage_keys", f"{key}: revoked", None),
        ("manage_users", "anna: added as recruiter", None),
        ("manage_users", "anna: disabled", None),
        ("invite", "revoked aaaaaaaaaaaa", SESSION),
        ("erase_session", "erased", SESSION),
    ]


# --- The data folder --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", [("keys", "list"), ("users", "list"), ("audit",), ("invitations", "x")])
def test_looking_makes_no_database(run: Run, data: Path, command: tuple[str, ...]) -> None:
    status, _, err = run(*command)
    assert (status, "INTERVUE_DATA_DIR" in err) == (1, True)
    assert not data.exists()


def test_a_database_of_before_access_control_is_brought_up_to_date_by_what_changes_something(
    run: Run, data: Path
) -> None:
    data.mkdir()
    engine = build_engine(sqlite_url(data), sync=False)
    config = _alembic()
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        alembic.upgrade(config, "r0001")
    engine.dispose()
    status, _, err = run("keys", "list")
    assert (status, "of an earlier version" in err) == (1, True)
    assert run("keys", "create", "x", "--scope", "sessions:read")[0] == 0
    assert "valid" in run("keys", "list")[1]


@pytest.mark.parametrize(
    ("server", "command", "said"),
    [
        (None, "off", "Nobody is asked who they are before INTERVUE_AUTH=on is set for the server."),
        (None, "on", ""),
        ("on", "off", ""),
        ("off", "off", "The server that runs at 127.0.0.1 port 8000 asks nobody who they are: set INTERVUE_AUTH=on"),
        ("off", "on", "The server that runs at 127.0.0.1 port 8000 asks nobody who they are: set INTERVUE_AUTH=on"),
        ("silent", "off", "Nobody is asked who they are unless INTERVUE_AUTH=on is set for the server that runs."),
        ("silent", "on", ""),
    ],
)
@pytest.mark.usefixtures("accounts")
def test_whether_anybody_is_asked_is_said_of_the_server_that_runs(
    run: Run, data: Path, monkeypatch: pytest.MonkeyPatch, *, server: str | None, command: str, said: str
) -> None:
    monkeypatch.setenv("INTERVUE_AUTH", command)
    lock = DataFolderLock(data) if server else contextlib.nullcontext()
    with lock:
        if server in {"on", "off"}:
            Door("0.0.0.0", 8000, "s", reached={"auth": server}).open(data)
        _, _, of_key = run("keys", "create", "x", "--scope", "sessions:read")
        status, _, of_user = run("users", "add", "anna", "--password-stdin", given=f"{PASSWORD}\n")
    assert status == 0
    for err in (of_key, of_user):
        assert ("asked who they are" in err or "asks nobody" in err) is bool(said)
        assert said in err


def test_a_server_that_cannot_be_told_is_named_and_the_change_is_kept(
    run: Run, accounts: AccountStore, data: Path
) -> None:
    accounts.add_key(ApiKey("k1", "x", "-", (), time.time(), "x", None, None, None))
    with DataFolderLock(data):
        status, _, err = run("keys", "revoke", "k1")
    assert status == 1
    assert "kept, but the running server could not be told: it notices by itself within about 60 seconds." in err
    assert err.count("Try again") == 1
    key = accounts.key("k1")
    assert key is not None
    assert key.revoked_at is not None

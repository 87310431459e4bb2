"""A server with access control on, and those who use it."""

from __future__ import annotations

import contextlib
import ssl
import time
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any

import httpx

from intervue.auth import credentials, passwords
from intervue.auth.roles import Role, Scope
from intervue.store.accounts import AccountStore, ApiKey, User
from intervue.store.database import sqlite_url
from tests.engines.host_probe import eventually
from tests.fakes.client import Candidate

if TYPE_CHECKING:
    from collections.abc import Iterable
    from contextlib import AbstractContextManager

    from tests.fakes.server import Process

PASSWORD = "copper kettle at noon"  # noqa: S105 - of made-up users
"""Of every user in these tests."""


@cache
def _hashed() -> str:
    return passwords.hashed(PASSWORD)


@dataclass
class Guarded:
    """A server that asks everybody who they are."""

    server: Process

    def __post_init__(self) -> None:
        self.accounts = AccountStore(sqlite_url(self.server.data))

    def key(self, scopes: Iterable[Scope] = tuple(Scope), expires_at: float | None = None) -> str:
        """A new API key."""
        made = credentials.make(credentials.KEY)
        now = time.time()
        self.accounts.add_key(ApiKey(made.id, "tests", made.hash, tuple(scopes), now, "tests", expires_at, None, None))
        return made.text

    def user(self, name: str, role: Role = Role.RECRUITER) -> None:
        """A local user, whose password is `PASSWORD`."""
        self.accounts.add_user(User(name, role.value, _hashed(), time.time(), None))

    def client(self, key: str | None = None, **headers: str) -> httpx.Client:
        """Somebody with a key, or nobody."""
        shown = {"Authorization": f"Bearer {key}"} if key else {}
        whosoever = ssl._create_unverified_context()  # noqa: S323 - it may have made its certificate itself
        options: dict[str, Any] = {"verify": whosoever, "timeout": 10, "trust_env": False}
        return httpx.Client(base_url=self.server.url, headers=shown | headers, **options)

    def arrange(self, **body: Any) -> dict[str, Any]:
        """An interview, as a program with all scopes makes it."""
        with self.client(self.key()) as program:
            answer = program.post("/sessions", json=body)
        assert answer.status_code == httpx.codes.CREATED, answer.text
        made: dict[str, Any] = answer.json()
        return made

    def wait_until_expired(self, made: dict[str, Any]) -> None:
        """Until a link has expired, which has to be soon."""
        until = datetime.fromisoformat(made["expires_at"]).timestamp()
        assert eventually(lambda: time.time() > until)

    def enter(self, session: str, **shown: Any) -> AbstractContextManager[Candidate]:
        """A socket of a candidate."""
        return contextlib.closing(Candidate(self.server.url, session, **shown))

    def begin(self, made: dict[str, Any]) -> None:
        """Whoever has the link of an interview comes in, hears the first question and goes."""
        with self.enter(made["session_id"], query=f"?token={made['token']}") as candidate:
            candidate.receive()
            candidate.send("start_interview")
            candidate.until("ready")

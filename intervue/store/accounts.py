"""Users, API keys, session tokens and sign-ins, as they are kept: hashes, and the one secret that signs cookies."""

from __future__ import annotations

import contextlib
import sqlite3
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeVar

from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from intervue.store.database import build_engine, reader_of, sqlite_file
from intervue.store.errors import StoreError, explained
from intervue.store.schema import api_keys, installation, sessions, sign_ins, tokens, users

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from sqlalchemy import Connection, Engine, Row, Table

T = TypeVar("T")

_AT_ONCE: Final = 500
"""Ids of one query: databases bound their number."""


class TakenError(StoreError):
    """There is one of this name already."""


class LastAdminError(StoreError):
    """There would be no admin left who may sign in."""


class UnknownSessionError(StoreError):
    """There is no such session."""


@dataclass(frozen=True, slots=True)
class User:
    """A local user. `password` is argon2's own notation of its hash. Times in seconds since 1970, UTC."""

    name: str
    role: str
    password: str
    created_at: float
    disabled_at: float | None


@dataclass(frozen=True, slots=True)
class ApiKey:
    """A program's key: what is kept of it."""

    id: str
    name: str
    hash: str
    scopes: tuple[str, ...]
    created_at: float
    created_by: str
    expires_at: float | None
    revoked_at: float | None
    used_at: float | None

    def works(self, now: float) -> bool:
        """Whether it is neither revoked nor expired."""
        return self.revoked_at is None and (self.expires_at is None or now < self.expires_at)


@dataclass(frozen=True, slots=True)
class SessionToken:
    """What lets a candidate, or the program that speaks for one, into one session."""

    id: str
    session: str
    hash: str
    created_at: float
    created_by: str
    expires_at: float | None
    revoked_at: float | None

    def works(self, now: float) -> bool:
        """Whether it is neither revoked nor expired."""
        return self.revoked_at is None and (self.expires_at is None or now < self.expires_at)


@dataclass(frozen=True, slots=True)
class SignIn:
    """A user's browser."""

    id: str
    hash: str
    user: str
    created_at: float
    expires_at: float


class AccountStore:
    """Reads and writes the tables of access control. All methods may be called from any thread; all raise `StoreError`.

    The tables are made by `EventStore.open`, which comes first.
    """

    def __init__(self, url: str, *, sync: bool = False, engine: Engine | None = None) -> None:
        """`engine` is used instead of one for `url`."""
        self._engine = engine or build_engine(url, sync=sync)
        self._where = str(sqlite_file(url) or "the database")

    @classmethod
    def reading(cls, url: str) -> AccountStore:
        """One that changes no file. Raises `NoDatabaseError` where there is none yet, or one without these tables."""
        return cls(url, engine=reader_of(url, users.name))

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    # --- users --------------------------------------------------------------------------------------------------------

    def add_user(self, user: User) -> None:
        """Raises `TakenError`."""
        self._add(users, user, f"There is a user called {user.name} already.")

    def user(self, name: str) -> User | None:
        """One user; None for an unknown name."""
        with self._reading() as connection:
            row = connection.execute(select(users).where(users.c.name == name)).one_or_none()
        return _read(User, row) if row else None

    def users(self) -> tuple[User, ...]:
        """All users, by name."""
        with self._reading() as connection:
            return tuple(_read(User, row) for row in connection.execute(select(users).order_by(users.c.name)))

    def change_user(self, name: str, *, keep_an_admin: bool = False, **values: Any) -> bool:
        """Whether there is such a user; whatever is changed, their browsers have to sign in again.

        Raises `LastAdminError`, and changes nothing, where an admin is to be kept and nobody would be left as one.
        """
        with self._writing() as connection:
            connection.execute(delete(sign_ins).where(sign_ins.c.user == name))
            found = bool(connection.execute(update(users).where(users.c.name == name).values(**values)).rowcount)
            _check_admins(connection, keep_an_admin=keep_an_admin)
        return found

    def keep_password(self, name: str, before: str, password: str) -> None:
        """Keep the same password hashed anew, unless it was changed meanwhile: nobody has to sign in again."""
        unchanged = update(users).where(users.c.name == name, users.c.password == before)
        with self._writing() as connection:
            connection.execute(unchanged.values(password=password))

    def remove_user(self, name: str, *, keep_an_admin: bool = False) -> bool:
        """Whether there was such a user; their sign-ins go with them. Raises `LastAdminError` as `change_user` does."""
        with self._writing() as connection:
            found = bool(connection.execute(delete(users).where(users.c.name == name)).rowcount)
            _check_admins(connection, keep_an_admin=keep_an_admin)
        return found

    def add_sign_in(self, sign_in: SignIn, proven: str) -> bool:
        """Keep it, and forget those that are over; false if `proven`, a password's hash, is not the user's any more."""
        theirs = select(users.c.name).where(
            users.c.name == sign_in.user, users.c.password == proven, users.c.disabled_at.is_(None)
        )
        with self._writing() as connection:
            connection.execute(delete(sign_ins).where(sign_ins.c.expires_at < time.time()))
            if connection.execute(theirs).one_or_none() is None:
                return False
            connection.execute(insert(sign_ins).values(**_written(sign_in)))
        return True

    def sign_in(self, name: str) -> tuple[SignIn, User] | None:
        """A sign-in and whose it is."""
        query = select(sign_ins, users).join_from(sign_ins, users).where(sign_ins.c.id == name)
        with self._reading() as connection:
            row = connection.execute(query).one_or_none()
        if row is None:
            return None
        width = len(sign_ins.c)
        return SignIn(*row[:width]), User(*row[width:])

    def remove_sign_in(self, name: str) -> None:
        """Sign out."""
        with self._writing() as connection:
            connection.execute(delete(sign_ins).where(sign_ins.c.id == name))

    # --- API keys -----------------------------------------------------------------------------------------------------

    def add_key(self, key: ApiKey) -> None:
        """Keep a key that was made."""
        self._add(api_keys, key, f"There is a key {key.id} already.")

    def key(self, name: str) -> ApiKey | None:
        """One key; None for an unknown id."""
        with self._reading() as connection:
            row = connection.execute(select(api_keys).where(api_keys.c.id == name)).one_or_none()
        return _key(row) if row else None

    def keys(self) -> tuple[ApiKey, ...]:
        """All keys, the newest first."""
        query = select(api_keys).order_by(api_keys.c.created_at.desc(), api_keys.c.id)
        with self._reading() as connection:
            return tuple(_key(row) for row in connection.execute(query))

    def revoke_key(self, name: str, at: float) -> bool:
        """Whether there is such a key. One that was revoked before keeps its time."""
        return self._revoke(api_keys, name, at)

    def use_key(self, name: str, at: float) -> None:
        """Note that a key was used."""
        with self._writing() as connection:
            connection.execute(update(api_keys).where(api_keys.c.id == name).values(used_at=at))

    # --- session tokens -----------------------------------------------------------------------------------------------

    def add_token(self, token: SessionToken) -> None:
        """Raises `UnknownSessionError` where there is no such session (any more)."""
        with self._writing() as connection:
            if connection.execute(select(sessions.c.id).where(sessions.c.id == token.session)).one_or_none() is None:
                raise UnknownSessionError(f"There is no session {token.session}.")
            connection.execute(insert(tokens).values(**_written(token)))

    def token(self, name: str) -> SessionToken | None:
        """One token; None for an unknown id."""
        with self._reading() as connection:
            row = connection.execute(select(tokens).where(tokens.c.id == name)).one_or_none()
        return _read(SessionToken, row) if row else None

    def tokens_of(self, session: str) -> tuple[SessionToken, ...]:
        """All of a session, the oldest first."""
        query = select(tokens).where(tokens.c.session == session).order_by(tokens.c.created_at, tokens.c.id)
        with self._reading() as connection:
            return tuple(_read(SessionToken, row) for row in connection.execute(query))

    def revoke_token(self, name: str, at: float) -> bool:
        """Whether there is such a token. One that was revoked before keeps its time."""
        return self._revoke(tokens, name, at)

    def unrevoked(self, names: Collection[str]) -> frozenset[str]:
        """Those of these ids whose tokens are there and not revoked."""
        asked, found = list(names), set[str]()
        with self._reading() as connection:
            for first in range(0, len(asked), _AT_ONCE):
                some = tokens.c.id.in_(asked[first : first + _AT_ONCE])
                found.update(
                    connection.execute(select(tokens.c.id).where(some, tokens.c.revoked_at.is_(None))).scalars()
                )
        return frozenset(found)

    # --- what the installation made for itself ------------------------------------------------------------------------

    def value(self, name: str, new: str) -> str:
        """What is kept under a name; `new` is kept and returned where nothing is."""
        with self._writing() as connection:
            row = connection.execute(select(installation.c.value).where(installation.c.name == name)).scalar()
            if row is not None:
                return str(row)
            connection.execute(insert(installation).values(name=name, value=new))
        return new

    # --- inside -------------------------------------------------------------------------------------------------------

    def _add(self, table: Table, row: Any, taken: str) -> None:
        try:
            with self._writing() as connection:
                connection.execute(insert(table).values(**_written(row)))
        except StoreError as error:
            if isinstance(error.__cause__, IntegrityError):
                raise TakenError(taken) from error
            raise

    def _revoke(self, table: Table, name: str, at: float) -> bool:
        with self._writing() as connection:
            unrevoked = update(table).where(table.c.id == name, table.c.revoked_at.is_(None)).values(revoked_at=at)
            if connection.execute(unrevoked).rowcount:
                return True
            return connection.execute(select(table.c.id).where(table.c.id == name)).one_or_none() is not None

    @contextlib.contextmanager
    def _reading(self) -> Iterator[Connection]:
        with self._explaining(), self._engine.connect().execution_options(read_only=True) as connection:
            yield connection

    @contextlib.contextmanager
    def _writing(self) -> Iterator[Connection]:
        with self._explaining(), self._engine.begin() as connection:
            yield connection

    @contextlib.contextmanager
    def _explaining(self) -> Iterator[None]:
        try:
            yield
        except (SQLAlchemyError, sqlite3.Error) as error:
            raise explained(error, self._where) from error


def _check_admins(connection: Connection, *, keep_an_admin: bool) -> None:
    """Raise `LastAdminError`, which undoes the transaction, where one is to be kept and there is none."""
    admins = select(users.c.name).where(users.c.role == "admin", users.c.disabled_at.is_(None)).limit(1)
    if keep_an_admin and connection.execute(admins).one_or_none() is None:
        raise LastAdminError("You are the last admin who may sign in.")


def _read(kind: Callable[..., T], row: Row[Any]) -> T:
    return kind(*row)


def _key(row: Row[Any]) -> ApiKey:
    return ApiKey(**{**row._mapping, "scopes": tuple(row.scopes)})  # noqa: SLF001 - SQLAlchemy's public name for it


def _written(row: Any) -> dict[str, Any]:
    return {name: _plain(getattr(row, name)) for name in row.__dataclass_fields__}


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value

"""How commands get at users, keys and tokens: in the database itself, with a word to the server that may be running."""

from __future__ import annotations

import contextlib
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeVar

from intervue.auth.managing import AccessError
from intervue.auth.remembering import REMEMBERED_SECONDS
from intervue.control import ControlError, Door
from intervue.store.accounts import AccountStore
from intervue.store.audit import COMMAND, AuditEntry, AuditStore, session_name
from intervue.store.database import sqlite_url
from intervue.store.errors import DatabaseBusyError, DataFolderInUseError, NoDatabaseError
from intervue.store.event_store import EventStore
from intervue.store.lock import DataFolderLock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from intervue.auth.roles import Action
    from intervue.settings import Settings

T = TypeVar("T")

NOBODY_ASKED: Final = "Nobody is asked who they are before INTERVUE_AUTH=on is set for the server."
PERHAPS_ASKED: Final = "Nobody is asked who they are unless INTERVUE_AUTH=on is set for the server that runs."
"""Where the server does not say: it is starting, or of an earlier version."""
NOTICED_SECONDS: Final = 2 * REMEMBERED_SECONDS
"""By then a server asks the database of everything anew, and of open sockets too."""
PATIENCE_SECONDS: Final = 60.0
"""How long a command waits for its turn: a server that erases interviews writes its whole database anew."""


@dataclass(frozen=True, slots=True)
class Hands:
    """What a command works with."""

    settings: Settings
    accounts: AccountStore
    audit: AuditStore
    served: bool
    """Whether a server uses the data folder."""

    def change(self, action: Action, detail: str, how: Callable[[], T], session: str | None = None) -> T:
        """Change something, and note it in the audit log. Raises `StoreError`."""
        result = patiently(how)
        entry = AuditEntry(time.time(), COMMAND, action.value, bool(result), detail, session_name(session))
        patiently(lambda: self.audit.append([entry]))
        return result

    def doubt(self) -> str | None:
        """A sentence where nobody is asked for what was made; where a server runs it is about that server."""
        if not self.served:
            return NOBODY_ASKED if self.settings.auth == "off" else None
        try:
            door = Door.find(self.settings.data_dir)
        except ControlError:
            door = None
        if door is None or door.auth is None:
            return PERHAPS_ASKED if self.settings.auth == "off" else None
        if door.auth == "on":
            return None
        return (
            f"The server that runs at {door.host} port {door.port} asks nobody who they are: set INTERVUE_AUTH=on for "
            "it, and start it again."
        )

    def tell(self, *revoked: str) -> int:
        """Have a running server look anew, and close the sockets of these tokens; how many it closes.

        Raises `AccessError` where it cannot be told: it goes on for a while with what it knows.
        """
        if not self.served:
            return 0
        try:
            answer = Door.find(self.settings.data_dir).ask("access", {"revoked": list(revoked)})
        except ControlError as error:
            raise AccessError(
                "This is kept, but the running server could not be told: it notices by itself within about "
                f"{NOTICED_SECONDS:.0f} seconds. What went wrong: {error}"
            ) from None
        return int(answer.get("closed", 0))


def patiently(how: Callable[[], T]) -> T:
    """Try again while the database is busy. Raises `StoreError`."""
    until = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            return how()
        except DatabaseBusyError:  # each try has waited for some seconds
            if time.monotonic() > until:
                raise


@contextlib.contextmanager
def changing(settings: Settings) -> Iterator[Hands]:
    """The database, to be changed; made or brought up to date where no server runs. Raises `StoreError`."""
    url = sqlite_url(settings.data_dir)
    with contextlib.ExitStack() as stack:
        served = False
        try:
            stack.enter_context(DataFolderLock(settings.data_dir))
        except DataFolderInUseError:
            served = True
            try:
                AccountStore.reading(url).close()
            except NoDatabaseError:
                raise AccessError(
                    "The server that runs is starting, or of an earlier version than this command. Try again in a "
                    "moment; if that does not help, restart the server."
                ) from None
        else:
            events = EventStore(url)
            events.open()
            events.close()
        accounts = AccountStore(url, sync=settings.sync_writes)
        stack.callback(accounts.close)
        audit = AuditStore(url, sync=settings.sync_writes)
        stack.callback(audit.close)
        yield Hands(settings, accounts, audit, served)


@contextlib.contextmanager
def reading(settings: Settings) -> Iterator[AccountStore]:
    """The database, which is not changed. Raises `StoreError`."""
    accounts = AccountStore.reading(sqlite_url(settings.data_dir))
    try:
        yield accounts
    finally:
        accounts.close()


@contextlib.contextmanager
def reading_audit(settings: Settings) -> Iterator[AuditStore]:
    """The audit log, which is not changed. Raises `StoreError`."""
    audit = AuditStore.reading(sqlite_url(settings.data_dir))
    try:
        yield audit
    finally:
        audit.close()

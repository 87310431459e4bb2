"""Access control for applications that consist of a few routes only."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from starlette.middleware import Middleware

from intervue.auth.asking import Authentication

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

    from intervue.store.audit import AuditEntry


class Noted:
    """An audit log in memory."""

    def __init__(self) -> None:
        self.entries: list[AuditEntry] = []

    def now(self) -> float:
        """Seconds since 1970."""
        return time.time()

    def note(self, entry: AuditEntry, *, again: bool = False) -> None:
        """Keep it."""
        self.entries.append(entry)


class _Open(Authentication):
    def __init__(self, app: ASGIApp) -> None:
        super().__init__(app, access=False)
        self._noted = Noted()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Look, and pass on."""
        if "app" in scope:
            scope["app"].state.audit = self._noted
        await super().__call__(scope, receive, send)


OPEN = Middleware(_Open)
"""Nobody is asked who they are."""

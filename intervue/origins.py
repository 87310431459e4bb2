"""Which pages may use the server: its own, those of the allow-list, and on loopback those of the same machine."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from intervue.settings import Settings

LOOPBACK_ORIGIN = r"https?://(localhost|127\.0\.0\.1|\[::1\])(:\d+)?"
_LOOPBACK = {"127.0.0.1", "localhost", "::1"}


def loopback_origins(settings: Settings) -> str | None:
    """A pattern of origins that are welcome because the server listens on loopback only; None where it does not."""
    return LOOPBACK_ORIGIN if settings.host in _LOOPBACK else None


def may_open_socket(origin: str | None, host: str | None, settings: Settings) -> bool:
    """Whether a handshake may go on. Browsers let any page open a socket: only the server can look at its origin.

    `origin` and `host` are the request's headers. What is no browser sends no origin, and is let in.
    """
    if origin is None or origin in settings.cors_origins:
        return True
    if host and origin.partition("://")[2] == host:
        return True
    pattern = loopback_origins(settings)
    return pattern is not None and re.fullmatch(pattern, origin) is not None

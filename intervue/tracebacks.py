"""Tracebacks for logs that others read: where it went wrong and what kind of error, not what the error quotes.

The text of an exception often holds what was being worked on - a transcript, a name, a message of a client. Imports
nothing of the rest: engine processes use it, too.
"""

from __future__ import annotations

import logging
import sqlite3
import traceback
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from types import TracebackType

    ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def described(error: BaseException) -> str:
    """An exception in a word, with its text only where that comes from the system and not from any input."""
    name = type(error).__qualname__
    origin = getattr(error, "orig", None)  # SQLAlchemy's errors carry the driver's, and quote statements themselves
    if isinstance(origin, sqlite3.Error):
        return f"{name}: {origin}"
    if isinstance(error, sqlite3.Error):
        return f"{name}: {error}"
    if isinstance(error, OSError) and error.errno is not None:
        return f"{name}: [Errno {error.errno}] {error.strerror}"
    return name


def format_traceback(error: BaseException | None, *, quoting: bool) -> str:
    """The traceback of an exception and of its causes. `quoting`: with their texts, for debugging."""
    if error is None:
        return ""
    if quoting:
        return "".join(traceback.format_exception(error)).rstrip("\n")
    parts: list[str] = []
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        frames = "".join(traceback.format_tb(current.__traceback__))
        parts.append(f"Traceback (most recent call last):\n{frames}{described(current)}")
        current = current.__cause__ or (None if current.__suppress_context__ else current.__context__)
    return "\n\nThis came of the exception above:\n\n".join(reversed(parts))


class TextFormatter(logging.Formatter):
    """Plain lines, with tracebacks as above."""

    def __init__(self, *, quoting: bool) -> None:
        super().__init__("%(message)s")
        self._quoting = quoting

    def formatException(self, ei: Any) -> str:  # noqa: N802 - logging's name
        """The traceback of an exception."""
        return format_traceback(ei[1], quoting=self._quoting)

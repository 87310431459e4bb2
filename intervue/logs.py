"""Logging: one line per event, for people or for machines."""

from __future__ import annotations

import logging
import logging.config
import os
import sys
from typing import Any

import structlog


def configure_logging(level: str, log_format: str) -> None:
    """Send all logging of this process to stderr. `log_format`: "console" or "json"."""
    shared: list[Any] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.StackInfoRenderer(),
    ]
    if log_format == "json":
        last: list[Any] = [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]
    else:
        colors = sys.stderr.isatty() and not os.environ.get("NO_COLOR")
        # The default shows the values of all variables beside a traceback: resumes and transcripts are among them.
        plain = structlog.dev.plain_traceback
        last = [_drop_extras, structlog.dev.ConsoleRenderer(colors=colors, exception_formatter=plain)]
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {
                "structured": {
                    "()": structlog.stdlib.ProcessorFormatter,
                    "foreign_pre_chain": shared,
                    "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, *last],
                }
            },
            "filters": {"not_denials": {"()": _NotDenials}, "full_house_once": {"()": _FullHouseOnce}},
            "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "structured"}},
            "root": {"handlers": ["stderr"], "level": level.upper()},
            "loggers": {
                # Each frame and each accepted socket is a line there; the latter with its query string.
                "uvicorn.error": {"level": "WARNING", "filters": ["not_denials"]},
                "asyncio": {"filters": ["full_house_once"]},
                "alembic": {"level": "WARNING"},
                "pykka": {"level": "WARNING"},
                # Not one line per answer; the engines' own sentences come through.
                "intervue.engines.child": {"level": level.upper() if level == "debug" else "WARNING"},
            },
        }
    )


class _NotDenials(logging.Filter):
    """Drops what uvicorn calls an error whenever a socket is refused as the specification says."""

    def filter(self, record: logging.LogRecord) -> bool:
        return record.getMessage() != "ASGI callable returned without completing handshake."


class _FullHouseOnce(logging.Filter):
    """Says once in a while, in words, what asyncio says two thousand times a second with a traceback each."""

    PAUSE_SECONDS = 30.0

    def __init__(self) -> None:
        super().__init__()
        self._again = 0.0

    def filter(self, record: logging.LogRecord) -> bool:
        if not record.getMessage().startswith("socket.accept() out of system resource"):
            return True
        if record.created < self._again:
            return False
        self._again = record.created + self.PAUSE_SECONDS
        record.msg = "Connections have to wait: too many files and sockets are open. Raise the limit (ulimit -n)."
        record.args = record.exc_info = None
        return True


_EXTRAS_OF_CONSOLE = frozenset({"event", "level", "logger", "timestamp", "session", "exception", "exc_info"})


def _drop_extras(_logger: Any, _name: str, event: dict[str, Any]) -> dict[str, Any]:
    """People read the message; the same numbers as fields are for machines."""
    return {key: value for key, value in event.items() if key in _EXTRAS_OF_CONSOLE}

"""Logging: one line per event, for people or for machines."""

from __future__ import annotations

import logging
import logging.config
import os
import sys
import threading
from typing import TYPE_CHECKING, Any

import structlog

from intervue.tracebacks import format_traceback

if TYPE_CHECKING:
    from structlog.typing import ExcInfo


def configure_logging(level: str, log_format: str) -> None:
    """Send all logging of this process to stderr. `log_format`: "console" or "json"."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        _add_own_fields,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.StackInfoRenderer(),
    ]
    # No values of variables beside a traceback, and no texts of exceptions: resumes and transcripts are among them.
    tracebacks = structlog.processors.ExceptionRenderer(_Tracebacks(quoting=level == "debug"))
    last = [tracebacks, *_renderers(log_format)]
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

    threading.excepthook = _log_end_of_thread


def _renderers(log_format: str) -> list[Any]:
    """What makes a line of an event."""
    if log_format == "json":
        return [structlog.processors.JSONRenderer(default=str)]
    colors = sys.stderr.isatty() and not os.environ.get("NO_COLOR")
    return [_drop_extras, structlog.dev.ConsoleRenderer(colors=colors)]


def _log_end_of_thread(ended: threading.ExceptHookArgs) -> None:
    """A thread that nobody waits for ended in an exception: Python itself would print its text."""
    if ended.exc_value is not None and not isinstance(ended.exc_value, SystemExit):
        name = ended.thread.name if ended.thread is not None else "?"
        logging.getLogger(__name__).error("Thread %s ended", name, exc_info=ended.exc_value)


class _Tracebacks:
    """As structlog asks for it."""

    def __init__(self, *, quoting: bool) -> None:
        self._quoting = quoting

    def __call__(self, exc_info: ExcInfo) -> str:
        return format_traceback(exc_info[1], quoting=self._quoting)


_OWN = ("intervue", "actors", "tests")
_extra = structlog.stdlib.ExtraAdder()


def _add_own_fields(logger: Any, name: str, event: dict[str, Any]) -> dict[str, Any]:
    """The fields that this program gave a line. What libraries attach to theirs is theirs, and may quote anything."""
    own = event.get("logger", "").partition(".")[0] in _OWN
    return dict(_extra(logger, name, event)) if own else event


class _NotDenials(logging.Filter):
    """Drops what uvicorn calls an error or a warning where a client was refused as the specifications say.

    Anybody can send such things, as fast as the network carries them: the log is not theirs to fill.
    """

    OF_CLIENTS = frozenset(
        {
            "ASGI callable returned without completing handshake.",
            "Invalid HTTP request received.",
            "Invalid UTF-8 sequence received from client.",
            "Unsupported upgrade request.",
        }
    )

    def filter(self, record: logging.LogRecord) -> bool:
        return record.msg not in self.OF_CLIENTS


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


_EXTRAS_OF_CONSOLE = frozenset(
    {"event", "level", "logger", "timestamp", "session", "turn", "request", "who", "pid", "exception", "exc_info"}
)


def _drop_extras(_logger: Any, _name: str, event: dict[str, Any]) -> dict[str, Any]:
    """People read the message; the same numbers as fields are for machines."""
    return {key: value for key, value in event.items() if key in _EXTRAS_OF_CONSOLE}

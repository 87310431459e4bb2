"""Numbers about the server for Prometheus: counted where things happen, read at `/metrics`.

Imports nothing of the rest, so that every part may count. No label holds anything of one interview or one person, and
every label has few values.
"""

from __future__ import annotations

import platform
import re
from importlib import metadata
from typing import TYPE_CHECKING, Any, Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, Info
from prometheus_client.gc_collector import GCCollector
from prometheus_client.platform_collector import PlatformCollector
from prometheus_client.process_collector import ProcessCollector

if TYPE_CHECKING:
    from collections.abc import Mapping

STAGE_BUCKETS: Final = (0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 1, 1.5, 2, 3, 5, 7.5, 10, 15, 20, 30)
"""Seconds. Fine where a candidate feels the difference."""
COMMIT_BUCKETS: Final = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5)
STAGES: Final = {
    "decode": "decode_s",
    "recognition": "recognition_s",
    "first_token": "first_token_s",
    "generation": "generation_s",
    "synthesis": "synthesis_s",
    "total": "audio_sent_s",
}
"""Stages of a turn, and the fields of its log line that they are taken from."""
ENGINE_STATES: Final = ("starting", "ready", "restarting", "failed", "missing")
ENDINGS: Final = {"ended by the candidate": "candidate"}
"""Labels for how an interview ended, where its own words are too long for one."""
METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})

_LABEL: Final = re.compile(r"[A-Za-z][A-Za-z_]{0,39}")


class Metrics:
    """What a server counts, in a registry of its own. All methods may be called from any thread."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._count_process()
        self._count_interviews()
        self._count_turns()
        self._count_engines()
        self._count_edges()

    # --- What there is ------------------------------------------------------------------------------------------------

    def _count_process(self) -> None:
        ProcessCollector(registry=self.registry)
        PlatformCollector(registry=self.registry)
        GCCollector(registry=self.registry)
        build = Info("intervue_build", "Version of the program.", registry=self.registry)
        build.info({"version": _version(), "python": platform.python_version()})

    def _count_interviews(self) -> None:
        self._in_memory = self._gauge("sessions_in_memory", "Interviews in memory.")
        self._connected = self._gauge("sessions_connected", "Interviews with an open socket.")
        self._opened = self._counter("sessions_opened", "Interviews that a socket was opened for the first time.")
        self._started = self._counter("sessions_started", "Interviews that were started.")
        self._ended = self._counter("sessions_ended", "Interviews that ended.", "reason")
        self._failed = self._counter("session_failures", "Interviews restored from their record after a fault.")
        self._errors = self._counter("errors", "Errors that clients were told of.", "code")

    def _count_turns(self) -> None:
        self._answers = self._counter("answers", "Answers of candidates.", "outcome")
        self._turns = self._counter("turns", "Turns whose voice was sent.", "kind")
        self._replaced = self._counter("replies_replaced", "Replies in whose place the plan's words came.", "reason")
        stage = "Duration of a turn's stages; total is from the received answer to the sent voice."
        self._stages = self._histogram("turn_stage_seconds", stage, "stage")
        self._turn_seconds = self._histogram("turn_seconds", "From the received answer to the sent voice.", "kind")

    def _count_engines(self) -> None:
        self._engine_states = self._gauge("engine_state", "1 for the state that an engine is in.", "role", "state")
        self._restarts = self._counter("engine_restarts", "Restarts of engine processes.", "role")
        self._waiting = self._gauge("engine_requests_waiting", "Requests that wait for an engine.", "role")
        self._running = self._gauge("engine_requests_running", "Requests that engines work on.", "role")
        self._resumes = self._counter("resumes", "Resumes handed in.", "outcome")
        self._resume_seconds = self._histogram(
            "resume_seconds", "From the received resume to the answer of its parser."
        )
        self._restarts_seen: dict[str, int] = {}

    def _count_edges(self) -> None:
        self._sockets = self._gauge("sockets_open", "Open sockets of candidates.")
        self._handshakes = self._counter(
            "socket_handshakes", "Sockets asked for, by HTTP status (101: let in).", "status"
        )
        self._received = self._counter("socket_received_bytes", "Bytes of messages from clients.")
        self._received_messages = self._counter("socket_received_messages", "Messages from clients.")
        self._sent = self._counter("socket_sent_bytes", "Bytes of messages to clients.")
        self._sent_messages = self._counter("socket_sent_messages", "Messages to clients.")
        self._requests = self._counter("http_requests", "HTTP requests.", "method", "route", "status")
        self._request_seconds = self._histogram("http_request_seconds", "Duration of HTTP requests.", "route")
        self._commits = Histogram(
            "intervue_record_commit_seconds",
            "Duration of the record's commits, each of all that waited.",
            buckets=COMMIT_BUCKETS,
            registry=self.registry,
        )
        self._commit_failures = self._counter("record_commit_failures", "Commits that failed.")
        self._records = self._counter("records", "Records committed.")
        self._record_queue = self._gauge("record_requests_waiting", "Requests that wait for the record's writer.")

    def _counter(self, name: str, text: str, *labels: str) -> Counter:
        return Counter(f"intervue_{name}", text, labels, registry=self.registry)

    def _gauge(self, name: str, text: str, *labels: str) -> Gauge:
        return Gauge(f"intervue_{name}", text, labels, registry=self.registry)

    def _histogram(self, name: str, text: str, *labels: str) -> Histogram:
        return Histogram(f"intervue_{name}", text, labels, buckets=STAGE_BUCKETS, registry=self.registry)

    # --- Interviews ---------------------------------------------------------------------------------------------------

    def sessions(self, in_memory: int) -> None:
        """So many interviews are in memory."""
        self._in_memory.set(in_memory)

    def session_opened(self) -> None:
        """An interview that nobody knew was opened."""
        self._opened.inc()

    def session_started(self) -> None:
        """An interview was started."""
        self._started.inc()

    def session_ended(self, reason: str) -> None:
        """An interview is over."""
        self._ended.labels(_bounded(ENDINGS.get(reason, reason))).inc()

    def session_failed(self) -> None:
        """A fault of our own ended a session actor."""
        self._failed.inc()

    def error(self, code: str) -> None:
        """A client is told of an error."""
        self._errors.labels(_bounded(code)).inc()

    # --- Turns --------------------------------------------------------------------------------------------------------

    def answer(self, outcome: str) -> None:
        """An answer was recognised ("recognised"), or why it was not."""
        self._answers.labels(_bounded(outcome)).inc()

    def replaced(self, reason: str) -> None:
        """The plan's words took the place of the model's; `reason` is some words of the program's own."""
        self._replaced.labels(_bounded(re.sub(r"[ ']+", "_", reason))).inc()

    def turn(self, fields: Mapping[str, Any]) -> None:
        """A turn is over; `fields` of its log line. Stages that it did not have are not counted."""
        for stage, field in STAGES.items():
            if field in fields:
                self._stages.labels(stage).observe(fields[field])
        kind = fields.get("kind")
        if "audio_sent_s" in fields and kind is not None:
            self._turns.labels(_bounded(kind)).inc()
            self._turn_seconds.labels(_bounded(kind)).observe(fields["audio_sent_s"])

    # --- Engines ------------------------------------------------------------------------------------------------------

    def engine(self, role: str, state: str, restarts: int) -> None:
        """How an engine is; `restarts` since the server's start. Called by one thread per role."""
        for each in ENGINE_STATES:
            self._engine_states.labels(role, each).set(each == state)
        more = restarts - self._restarts_seen.get(role, 0)
        self._restarts_seen[role] = restarts
        self._restarts.labels(role).inc(max(0, more))

    def engine_load(self, role: str, waiting: int, running: int) -> None:
        """How many requests a role's engines have."""
        self._waiting.labels(role).set(waiting)
        self._running.labels(role).set(running)

    def resume(self, outcome: str, seconds: float | None = None) -> None:
        """A resume was parsed ("parsed"), or why it was not. `seconds` of the parser; None if it was not asked."""
        self._resumes.labels(_bounded(outcome)).inc()
        if seconds is not None:
            self._resume_seconds.observe(seconds)

    # --- Edges --------------------------------------------------------------------------------------------------------

    def handshake(self, status: int) -> None:
        """A socket was let in (101) or refused with this status."""
        self._handshakes.labels(str(status)).inc()

    def sockets(self, opened: int, sessions: int) -> None:
        """So many sockets are open, of so many interviews."""
        self._sockets.set(opened)
        self._connected.set(sessions)

    def received(self, size: int) -> None:
        """A client's message of so many bytes came in."""
        self._received.inc(size)
        self._received_messages.inc()

    def sent(self, size: int) -> None:
        """A message of so many bytes is out."""
        self._sent.inc(size)
        self._sent_messages.inc()

    def request(self, method: str, route: str, status: int, seconds: float) -> None:
        """An HTTP request was answered. `route` is the template, never the path."""
        self._requests.labels(method if method in METHODS else "other", route, str(status)).inc()
        self._request_seconds.labels(route).observe(seconds)

    def committed(self, records: int, seconds: float) -> None:
        """So many records were committed together."""
        self._commits.observe(seconds)
        self._records.inc(records)

    def commit_failed(self) -> None:
        """A commit failed."""
        self._commit_failures.inc()

    def recording(self, waiting: int) -> None:
        """So many requests wait for the record's writer."""
        self._record_queue.set(waiting)


def _version() -> str:
    try:
        return metadata.version("intervue")
    except metadata.PackageNotFoundError:  # run from a folder that nobody installed
        return "unknown"


def _bounded(value: str) -> str:
    """A word of the program's own as a label; anything else would let labels grow without end."""
    return str(value) if _LABEL.fullmatch(value) else "other"

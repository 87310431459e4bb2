"""The whole server with scripted engines in real child processes: in a thread of this process, or as a process.

As a process it can be killed and started again on the same data folder: `python -m tests.fakes.server '{...}'`.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import queue
import re
import signal
import sqlite3
import ssl
import subprocess
import sys
import threading
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil

from actors.jobs import WorkerPolicy, WorkerSpec
from actors.supervision import EngineSpecs
from intervue.app import create_app
from intervue.auth.rates import Limit
from intervue.engines.base import EngineSpec
from intervue.engines.process_host import ProcessHost
from intervue.server import DrainingServer, listen, serve, server_config
from intervue.settings import Settings
from intervue.store.errors import DiskFullError, ReadOnlyDatabaseError
from intervue.store.event_store import EventStore
from tests.engines.host_probe import BOUND, eventually, gone
from tests.fakes.engines import Script

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import IO

    from intervue.engines.hosts import Host, OnEvent
    from intervue.store.records import Batch

ROOT = Path(__file__).resolve().parents[2]
ENGINES = {
    "decoder": "EchoDecoder",
    "stt": "EchoTranscriber",
    "llm": "EchoGenerator",
    "tts": "ObedientVoice",
    "parser": "ObedientParser",
}
MANY = 1_000_000
UNHURRIED: dict[str, Any] = {
    **{f"rate_{limit}_per_minute": MANY for limit in Limit},
    "messages_per_second": 50,
    "messages_burst": 100,
    "audio_bytes_per_second": 2**26,
}
"""Tests ask and send more often than people do; those about limits set their own."""
QUICK: dict[str, Any] = {"playback_grace_seconds": 0.2, "drain_seconds": 10, "port": 0, **UNHURRIED}
"""Settings that keep tests short."""
_ADDRESS = re.compile(r"Open (https?://[^/\s]+)/")


@dataclass(frozen=True)
class Orders:
    """What engines and the record are told to do; see `tests.fakes.echoing` and `_obey_in_store`."""

    folder: Path

    def give(self, name: str, how: str) -> None:
        """Order something for the next request `<method>.<session>`."""
        new = self.folder / f"{name}.new"
        new.write_text(how, encoding="utf-8")
        new.rename(self.folder / name)

    def take_back(self, name: str) -> None:
        """End an order: what it holds goes on."""
        (self.folder / name).unlink(missing_ok=True)

    @contextlib.contextmanager
    def held(self, name: str) -> Iterator[None]:
        """Requests of this name wait as long as the context lasts."""
        self.give(name, "hold")
        try:
            yield
        finally:
            self.take_back(name)

    def is_held(self, name: str) -> bool:
        """Wait until such a request has begun and is held."""
        return eventually((self.folder / f"{name}.holding").exists)

    def is_let_go(self, name: str) -> bool:
        """Wait until no such request is held any more, whether it went on or was cancelled."""
        return eventually(lambda: not (self.folder / f"{name}.holding").exists())


def echoing_engines(
    orders: Path,
    scripts: dict[str, Script] | None = None,
    missing: Sequence[str] = (),
    deadline: float = 30.0,
) -> EngineSpecs:
    """Scripted engines in child processes; roles in `missing` have no model. `deadline`: seconds for one request."""
    workers = {}
    for role, engine in ENGINES.items():
        policy = WorkerPolicy(
            per_host=16,
            attempts=1 if role == "parser" else 2,
            backoff_first=0.05,
            backoff_most=0.5,
            failed_after=5,
            request_deadline=deadline,
        )
        if role in missing:
            workers[role] = WorkerSpec(role, "none", None, policy, missing=f"There is no model for {role}.")
        else:
            script = (scripts or {}).get(role, Script())
            spec = EngineSpec(f"tests.fakes.echoing:{engine}", {"orders": str(orders), "script": script})
            workers[role] = WorkerSpec(role, f"scripted {role}", partial(_host, spec, role), policy)
    return EngineSpecs(**workers)


def _host(spec: EngineSpec, role: str, on_event: OnEvent) -> Host:
    return ProcessHost(spec, role, on_event)


def engine_processes(server: int) -> dict[str, int]:
    """The engines of a server process: role to process id."""
    found = {}
    for child in psutil.Process(server).children():
        with contextlib.suppress(psutil.Error):
            line = child.cmdline()
            if "intervue.engines.child" in line:
                found[line[line.index("intervue.engines.child") + 1]] = child.pid
    return found


# --- In a thread ------------------------------------------------------------------------------------------------------


@dataclass
class ThreadServer:
    """A server in a thread of this process."""

    url: str
    server: DrainingServer
    app: Any


@contextlib.contextmanager
def serving(settings: Settings, engines: EngineSpecs, *, ready: bool = True) -> Iterator[ThreadServer]:
    """A server on a free port, with all engines ready unless told otherwise; stopped afterwards."""
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    app = create_app(settings, engines)
    listener = listen("127.0.0.1", 0)
    server = DrainingServer(server_config(app, settings), app, settings.drain_seconds)
    started = threading.Event()
    thread = threading.Thread(target=_run, args=(server, listener, started), name="server", daemon=True)
    thread.start()
    try:
        assert started.wait(BOUND), "the server did not start"
        if ready:
            assert eventually(lambda: app.state.health.ready), app.state.health.snapshot()
        yield ThreadServer(f"http://127.0.0.1:{listener.getsockname()[1]}", server, app)
    finally:
        server.should_exit = True
        thread.join(BOUND)
        listener.close()
        assert not thread.is_alive(), "the server did not stop"


def _run(server: DrainingServer, listener: Any, started: threading.Event) -> None:
    original = server.startup

    async def startup(sockets: list[Any] | None = None) -> None:
        await original(sockets)
        started.set()

    server.startup = startup  # type: ignore[method-assign]  # to know when it listens
    server.run(sockets=[listener])


# --- As a process -----------------------------------------------------------------------------------------------------


@dataclass
class Process:
    """A server process on a data folder; `start`, then `kill` or `stop`, then `start` again."""

    folder: Path
    settings: dict[str, Any] = field(default_factory=dict)
    scripts: dict[str, Script] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    deadline: float = 30.0
    """Seconds that a request to an engine may take."""
    url: str = ""
    log: list[str] = field(default_factory=list)
    """All lines of its standard error, of all its lives."""

    def __post_init__(self) -> None:
        self.orders = Orders(self.folder / "orders")
        self.orders.folder.mkdir(parents=True, exist_ok=True)
        self.data = self.folder / "data"
        self._child: subprocess.Popen[str] | None = None
        self._listener: threading.Thread | None = None

    @property
    def pid(self) -> int:
        assert self._child is not None
        return self._child.pid

    def start(self, *, ready: bool = True) -> Process:
        """Start it and wait until it listens; with `ready` until its engines are ready, too."""
        arguments = {
            "orders": str(self.orders.folder),
            "settings": QUICK | self.settings | {"data_dir": str(self.data)},
            "scripts": {role: asdict(script) for role, script in self.scripts.items()},
            "missing": self.missing,
            "deadline": self.deadline,
        }
        self.follow(start_process([sys.executable, "-m", "tests.fakes.server", json.dumps(arguments)]))
        if ready:
            assert eventually(self.is_ready), "\n".join(self.log)
        return self

    def follow(self, child: subprocess.Popen[str], patience: float = BOUND) -> None:
        """Read the log of a server that was just started, and wait until it listens."""
        addresses: queue.Queue[str] = queue.Queue()
        self._child = child
        self._listener = threading.Thread(target=self._listen, args=(child.stderr, addresses), daemon=True)
        self._listener.start()
        self.url = addresses.get(timeout=patience)
        assert self.url, "\n".join(self.log)

    def is_ready(self) -> bool:
        where = self.url.partition("://")[2]
        connection: http.client.HTTPConnection
        if self.url.startswith("https"):
            whosoever = ssl._create_unverified_context()  # noqa: S323 - whose certificate it is does not matter here
            connection = http.client.HTTPSConnection(where, timeout=BOUND, context=whosoever)
        else:
            connection = http.client.HTTPConnection(where, timeout=BOUND)
        with contextlib.closing(connection):
            connection.request("GET", "/ready")
            return connection.getresponse().status == http.HTTPStatus.OK

    def engine(self, role: str) -> int:
        """The process id of an engine; waits for it to be there."""
        assert eventually(lambda: role in engine_processes(self.pid)), role
        return engine_processes(self.pid)[role]

    def records(self, session: str) -> list[tuple[str, str]]:
        """What is durable of a session: kinds and JSON, in order. Read beside the server, from its own file."""
        file = self.data / "intervue.db"
        with contextlib.closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True, timeout=BOUND)) as database:
            query = "SELECT kind, data FROM events WHERE session = ? ORDER BY number"
            return list(database.execute(query, (session,)))

    def kill(self) -> None:
        """End it with SIGKILL. Its engines end by themselves."""
        engines = engine_processes(self.pid)
        os.kill(self.pid, signal.SIGKILL)
        self.wait()
        for role, pid in engines.items():
            assert eventually(lambda pid=pid: gone(pid)), role  # type: ignore[misc]  # a default binds the loop's value

    def terminate(self) -> None:
        """SIGTERM; `wait` for what comes of it."""
        os.kill(self.pid, signal.SIGTERM)

    def wait(self) -> int:
        """Wait until it has ended; its exit status."""
        assert self._child is not None
        assert self._listener is not None
        status = self._child.wait(BOUND + 10)
        self._listener.join(BOUND)
        return status

    def stop(self) -> int:
        """End it if it runs; its exit status."""
        assert self._child is not None
        if self._child.poll() is None:
            self.terminate()
        try:
            return self.wait()
        except subprocess.TimeoutExpired:
            self._child.kill()
            self.wait()
            raise

    def _listen(self, words: IO[str], addresses: queue.Queue[str]) -> None:
        with words:
            for line in words:
                self.log.append(line.rstrip("\n"))
                found = _ADDRESS.search(line)
                if found:
                    addresses.put(found[1])
        addresses.put("")


def start_process(command: list[str], **environment: str) -> subprocess.Popen[str]:
    """A process in the repository that hears no settings of the developer's; its standard error is a pipe."""
    clean = {name: value for name, value in os.environ.items() if not name.upper().startswith("INTERVUE_")}
    return subprocess.Popen(
        command,
        cwd=ROOT,
        env=clean | {"INTERVUE_CONFIG": os.devnull, "NO_COLOR": "1"} | environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )


@contextlib.contextmanager
def process(folder: Path, **arguments: Any) -> Iterator[Process]:
    """A server process, ready; ended afterwards."""
    server = Process(folder, **arguments)
    try:
        yield server.start()
    finally:
        server.stop()


FAULTS_OF_THE_DISK = {
    "disk-full": DiskFullError("The disk is full: the database cannot grow. Free some space."),
    "read-only": ReadOnlyDatabaseError("The database is read-only. Make the file and its folder writable."),
}


def _obey_in_store(orders: Path) -> None:
    """Let the process die around a commit: orders `before.<kind>.<session>` and `after.<kind>.<session>`.

    After a commit and before anybody was told of it is a moment that cannot be met from outside; nor is that after
    rows were deleted and before their traces are wiped: `after.erase.<session>`. Orders named as in
    `FAULTS_OF_THE_DISK` let every write fail as long as they stand.
    """
    append, probe, erase = EventStore.append, EventStore.probe, EventStore.erase

    def die(when: str, batches: Sequence[Batch]) -> None:
        for batch in batches:
            for record in batch.records:
                if (orders / f"{when}.{record.kind}.{batch.session}").exists():
                    os.kill(os.getpid(), signal.SIGKILL)

    def complain() -> None:
        for name, fault in FAULTS_OF_THE_DISK.items():
            if (orders / name).exists():
                raise fault

    def probing(store: EventStore) -> None:
        complain()
        probe(store)

    def appending(store: EventStore, batches: Sequence[Batch]) -> None:
        complain()
        die("before", batches)
        append(store, batches)
        die("after", batches)

    def erasing(store: EventStore, ids: Sequence[str], before: float | None = None) -> tuple[str, ...]:
        erased = erase(store, ids, before)
        if any((orders / f"after.erase.{session}").exists() for session in erased):
            os.kill(os.getpid(), signal.SIGKILL)
        return erased

    EventStore.erase = erasing  # type: ignore[method-assign,assignment]  # in this process only
    EventStore.probe = probing  # type: ignore[method-assign,assignment]  # in this process only
    EventStore.append = appending  # type: ignore[method-assign,assignment]  # in this process only


def main() -> int:
    """Serve until told to stop."""
    given = json.loads(sys.argv[1])
    orders = Path(given["orders"])
    _obey_in_store(orders)
    scripts = {role: Script(**script) for role, script in given["scripts"].items()}
    return serve(Settings(**given["settings"]), echoing_engines(orders, scripts, given["missing"], given["deadline"]))


if __name__ == "__main__":
    sys.exit(main())

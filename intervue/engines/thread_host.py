"""An engine in a thread of this process: for tests, and for engines that cannot hurt anybody.

It behaves like a child process, except that a hang cannot be killed: the thread is left behind, and memory is not
counted.
"""

from __future__ import annotations

import pickle
import queue
import threading
import time
from typing import TYPE_CHECKING, Any

from intervue.engines.base import Engine, EngineSpec
from intervue.engines.hosts import Exited, ExitReason, Host, HostFailure, Ledger
from intervue.engines.runner import Runner, build

if TYPE_CHECKING:
    from intervue.engines.frames import Frame
    from intervue.engines.hosts import OnEvent


class ThreadHost(Host):
    """Runs an engine, or the engine that a spec describes, in a thread.

    Args:
        engine: the engine itself, or how to build it.
        name: for logs and thread lists.
        on_event: gets every event, on the host's thread (not the engine's).
        load_deadline: seconds that loading and the trial may take.
    """

    def __init__(
        self, engine: Engine | EngineSpec, name: str, on_event: OnEvent, *, load_deadline: float = 30.0
    ) -> None:
        super().__init__(name, on_event, load_deadline)
        self._inbox: queue.SimpleQueue[Frame] = queue.SimpleQueue()
        self._ledger = Ledger(self._emit)
        self._runner = Runner(
            lambda: engine if isinstance(engine, Engine) else build(engine),
            lambda *frame: self._inbox.put(("engine", *frame)),
        )
        self._stop_at: float | None = None
        self._verdict: tuple[ExitReason, str] | None = None
        self._culprit: str | None = None
        self._thread = threading.Thread(target=self._run, name=f"host-{name}", daemon=True)
        self._engine_thread = threading.Thread(target=self._run_engine, name=f"engine-{name}", daemon=True)

    def start(self) -> None:  # noqa: D102 - as in Host
        self._thread.start()

    def submit(self, request: str, method: str, arguments: tuple[Any, ...], deadline: float) -> None:  # noqa: D102
        self._inbox.put(("request", request, method, arguments, deadline))

    def cancel(self, request: str) -> None:  # noqa: D102
        self._inbox.put(("cancel", request))

    def stop(self, timeout: float) -> None:  # noqa: D102
        self._inbox.put(("stop", timeout))

    def kill(self) -> None:  # noqa: D102
        self._inbox.put(("kill",))

    def join(self, timeout: float) -> bool:  # noqa: D102
        until = time.monotonic() + timeout
        for thread in (self._thread, self._engine_thread):
            if thread.ident is not None:
                thread.join(max(0.0, until - time.monotonic()))
        return not (self._thread.is_alive() or self._engine_thread.is_alive())

    @property
    def pid(self) -> int | None:  # noqa: D102
        return None

    def memory(self) -> int:  # noqa: D102
        return 0

    def _run_engine(self) -> None:
        self._runner.run()
        self._inbox.put(("ended",))

    def _run(self) -> None:
        started = time.monotonic()
        self._engine_thread.start()
        while self._verdict is None:
            try:
                self._take(*self._inbox.get(timeout=self._patience(started)))
            except queue.Empty:
                self._judge(started)
        self._runner.command(("stop",))
        while not self._inbox.empty():
            kind, *rest = self._inbox.get(timeout=1)
            if kind == "request":
                self._ledger.submitted(rest[0], rest[3])
        reason, message = self._verdict
        if self._culprit is not None:
            self._ledger.failed(self._culprit, HostFailure.DEADLINE, message)
        self._ledger.fail_all(HostFailure.DIED, message)
        self._emit(Exited(reason, message))

    def _patience(self, started: float) -> float:
        bounds = [60.0, self._ledger.seconds_to_due()]
        if not self._ledger.loaded:
            bounds.append(started + self._load_deadline - time.monotonic())
        if self._stop_at is not None:
            bounds.append(self._stop_at - time.monotonic())
        return max(0.0, min(bound for bound in bounds if bound is not None))

    def _judge(self, started: float) -> None:
        now = time.monotonic()
        if self._stop_at is not None and now >= self._stop_at:
            self._verdict = ExitReason.STOPPED, "It was left behind."
        elif not self._ledger.loaded and now >= started + self._load_deadline:
            self._verdict = ExitReason.LOAD, f"It was not ready within {self._load_deadline:g} s."
        elif (late := self._ledger.overdue()) is not None:
            self._culprit = late
            self._verdict = ExitReason.DEADLINE, "A request took longer than its deadline."

    def _take(self, kind: str, *rest: Any) -> None:
        if kind == "engine":
            self._hear(*rest)
        elif kind == "request":
            self._forward(*rest)
        elif kind == "cancel" and self._ledger.cancelled(rest[0]):
            self._runner.command(("cancel", rest[0]))
        elif kind == "stop" and self._stop_at is None:
            self._stop_at = time.monotonic() + rest[0]
            self._runner.command(("stop",))
        elif kind == "kill":
            self._verdict = ExitReason.STOPPED, "It was killed on request."
        elif kind == "ended":
            self._verdict = (
                (ExitReason.DIED, "Its thread ended.")
                if self._stop_at is None
                else (ExitReason.STOPPED, "It was stopped.")
            )

    def _hear(self, kind: str, *rest: Any) -> None:
        if kind == "load_failed":
            self._verdict = ExitReason.LOAD, rest[0]
        else:
            self._ledger.received(kind, rest)

    def _forward(self, request: str, method: str, arguments: tuple[Any, ...], deadline: float) -> None:
        self._ledger.submitted(request, deadline)
        try:
            packed = pickle.dumps(arguments, protocol=pickle.HIGHEST_PROTOCOL)
        except Exception as error:  # noqa: BLE001 - pickling raises whatever it likes
            self._ledger.failed(request, HostFailure.ENGINE, f"It cannot be sent to the engine: {error}")
        else:
            self._runner.command(("request", request, method, packed))

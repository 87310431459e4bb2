"""One engine in one child process: its crash, its hang and its memory are its own.

One thread per host does everything: it starts the child, moves frames both ways without ever blocking on the pipe,
watches deadlines and memory, and delivers the events.
"""

from __future__ import annotations

import contextlib
import fcntl
import logging
import os
import pickle
import re
import selectors
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil

from intervue.engines import frames
from intervue.engines.hosts import Exited, ExitReason, Host, HostFailure, Ledger

if TYPE_CHECKING:
    from intervue.engines.base import EngineSpec
    from intervue.engines.frames import Frame
    from intervue.engines.hosts import OnEvent

logger = logging.getLogger(__name__)
child_logger = logging.getLogger("intervue.engines.child")

_OF_ITSELF = re.compile(
    r"GGML_ASSERT|Assertion [`'].*' failed|Fatal Python error: |terminate called|^(free|malloc|realloc|munmap)\w*\(\)|"
    r"^double free|^corrupted "
)
"""What a dying process says of its own code. Whatever else libraries print once they were given something may quote it,
and is shown for debugging only."""
_OWN = ("intervue", "tests")

READ_BYTES = 1 << 20
PIPE_BYTES = 1 << 20
MEMORY_POLL = 0.1
"""Seconds between two looks at the child's memory while it works."""
LAST_WORDS = 20
"""Lines of the child's standard error that are kept to explain its death."""
MIB = 1024 * 1024
PACKAGE_PARENT = Path(__file__).resolve().parent.parent.parent


class ProcessHost(Host):
    """Runs an engine in a child process of its own.

    Args:
        spec: which engine.
        name: for logs and process lists.
        on_event: gets every event, on the host's thread.
        load_deadline: seconds that loading and the trial may take.
        memory_limit_mib: resident size in MiB at which the child is killed; 0 for none.
    """

    def __init__(
        self,
        spec: EngineSpec,
        name: str,
        on_event: OnEvent,
        *,
        load_deadline: float = 120.0,
        memory_limit_mib: int = 0,
    ) -> None:
        super().__init__(name, on_event, load_deadline)
        self._spec = spec
        self._memory_limit = memory_limit_mib * MIB
        self._ledger = Ledger(self._emit)
        self._inbox: deque[Frame] = deque()
        self._outgoing: deque[memoryview] = deque()
        self._child: subprocess.Popen[bytes] | None = None
        self._process: psutil.Process | None = None
        self._look_at = 0.0
        self._selector = selectors.DefaultSelector()
        self._reader = frames.FrameReader()
        self._last_words: deque[str] = deque(maxlen=LAST_WORDS)
        self._wake_lock = threading.Lock()
        self._wake_out: int | None = None
        self._stop_at: float | None = None
        self._verdict: tuple[ExitReason, str] | None = None
        self._culprit: str | None = None
        self._thread = threading.Thread(target=self._run, name=f"host-{name}", daemon=True)

    def start(self) -> None:  # noqa: D102 - as in Host
        self._thread.start()

    def submit(self, request: str, method: str, arguments: tuple[Any, ...], deadline: float) -> None:  # noqa: D102
        self._post(("request", request, method, arguments, deadline))

    def cancel(self, request: str) -> None:  # noqa: D102
        self._post(("cancel", request))

    def stop(self, timeout: float) -> None:  # noqa: D102
        self._post(("stop", timeout))

    def kill(self) -> None:  # noqa: D102
        self._post(("kill",))

    def join(self, timeout: float) -> bool:  # noqa: D102
        if self._thread.ident is None:
            return True
        self._thread.join(timeout)
        return not self._thread.is_alive()

    @property
    def pid(self) -> int | None:  # noqa: D102
        child = self._child
        return child.pid if child is not None and child.returncode is None else None

    def memory(self) -> int:  # noqa: D102
        if self.pid is None or self._process is None:
            return 0
        try:
            return int(self._process.memory_info().rss)
        except psutil.Error:
            return 0

    def _post(self, frame: Frame) -> None:
        self._inbox.append(frame)
        with self._wake_lock:
            if self._wake_out is not None:
                with contextlib.suppress(BlockingIOError):  # a full pipe wakes it just as well
                    os.write(self._wake_out, b"!")

    # --- The host's thread ----------------------------------------------------------------------------------------

    def _run(self) -> None:
        wake_in, wake_out = os.pipe()
        lifeline_in, lifeline_out = os.pipe()
        for descriptor in (wake_in, wake_out):
            os.set_blocking(descriptor, False)
        try:
            child = self._spawn(lifeline_in)
        except Exception as error:
            logger.exception("%s: the child cannot be started", self.name)
            self._verdict = ExitReason.LOAD, f"Its process cannot be started: {error}"
        else:
            self._selector.register(wake_in, selectors.EVENT_READ, "wake")
            with self._wake_lock:
                self._wake_out = wake_out
            self._converse(child)
        finally:
            with self._wake_lock:
                self._wake_out = None
            self._selector.close()
            for descriptor in (wake_in, wake_out, lifeline_in, lifeline_out):
                os.close(descriptor)
        reason, message = self._verdict or (ExitReason.DIED, "It ended without a word.")
        self._take_commands()  # what came while the child was ending fails with the rest
        if self._culprit is not None:
            self._ledger.failed(self._culprit, HostFailure.DEADLINE, message)
        self._ledger.fail_all(HostFailure.MEMORY if reason is ExitReason.MEMORY else HostFailure.DIED, message)
        self._emit(Exited(reason, message))

    def _spawn(self, lifeline: int) -> subprocess.Popen[bytes]:
        first = frames.encode(
            (
                "init",
                self._spec.target,
                pickle.dumps(self._spec.arguments, protocol=pickle.HIGHEST_PROTOCOL),
                list(sys.path),
                logger.getEffectiveLevel(),
            )
        )
        paths = [str(PACKAGE_PARENT), *filter(None, [os.environ.get("PYTHONPATH")])]
        child = subprocess.Popen(
            [sys.executable, "-P", "-m", "intervue.engines.child", self.name, str(lifeline)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            pass_fds=(lifeline,),
            bufsize=0,
            # A failed assertion in ggml otherwise tries to attach a debugger.
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths), "GGML_NO_BACKTRACE": "1"},
        )
        self._child = child
        with contextlib.suppress(psutil.Error):  # it has ended already
            self._process = psutil.Process(child.pid)
        for pipe, role in ((child.stdout, "frames"), (child.stderr, "words")):
            assert pipe is not None  # noqa: S101 - asked for above
            os.set_blocking(pipe.fileno(), False)
            self._selector.register(pipe.fileno(), selectors.EVENT_READ, role)
        assert child.stdin is not None  # noqa: S101 - asked for above
        os.set_blocking(child.stdin.fileno(), False)
        if hasattr(fcntl, "F_SETPIPE_SZ"):
            # Only quicker; the system may have a smaller limit, for one pipe or for all of a user's.
            for pipe in (child.stdin, child.stdout):
                assert pipe is not None  # noqa: S101 - asked for above
                with contextlib.suppress(OSError):
                    fcntl.fcntl(pipe.fileno(), fcntl.F_SETPIPE_SZ, PIPE_BYTES)
        self._outgoing.append(memoryview(first))
        return child

    def _converse(self, child: subprocess.Popen[bytes]) -> None:
        started = time.monotonic()
        alive = True
        try:
            while alive and self._verdict is None:
                self._take_commands()
                self._write(child)
                for key, _ in self._selector.select(self._patience(started)):
                    if key.data == "wake":
                        os.read(key.fd, READ_BYTES)
                    elif key.data == "words":
                        self._listen(key.fd)
                    elif key.data == "frames":
                        alive = self._read(key.fd)
                self._judge(started)
        except Exception as error:
            logger.exception("%s: the host failed", self.name)
            self._verdict = ExitReason.DIED, f"The host failed: {type(error).__name__}"
        finally:
            self._bury(child)

    def _patience(self, started: float) -> float | None:
        if self._verdict is not None:
            return 0.0
        bounds = [self._ledger.seconds_to_due()]
        if not self._ledger.loaded:
            bounds.append(started + self._load_deadline - time.monotonic())
        if self._stop_at is not None:
            bounds.append(self._stop_at - time.monotonic())
        if self._memory_limit and self._ledger.busy:
            bounds.append(MEMORY_POLL)
        known = [bound for bound in bounds if bound is not None]
        return max(0.0, min(known)) if known else None

    def _judge(self, started: float) -> None:
        """Sentence the child if it is past a bound."""
        now = time.monotonic()
        if self._verdict is not None:
            return
        if self._stop_at is not None and now >= self._stop_at:
            self._verdict = ExitReason.STOPPED, "It was stopped by force."
        elif not self._ledger.loaded and now >= started + self._load_deadline:
            self._verdict = ExitReason.LOAD, f"It was not ready within {self._load_deadline:g} s."
        elif (late := self._ledger.overdue()) is not None:
            self._culprit = late
            self._verdict = ExitReason.DEADLINE, "A request took longer than its deadline."
        elif self._memory_limit and self._ledger.busy and now >= self._look_at:
            self._look_at = now + MEMORY_POLL
            if (used := self.memory()) > self._memory_limit:
                limit = self._memory_limit // MIB
                self._verdict = ExitReason.MEMORY, f"It used {used // MIB} MiB of memory, the limit is {limit} MiB."

    def _take_commands(self) -> None:
        while self._inbox:
            kind, *rest = self._inbox.popleft()
            if kind == "request":
                self._forward(*rest)
            elif kind == "cancel" and self._ledger.cancelled(rest[0]):
                self._queue(("cancel", rest[0]))
            elif kind == "stop" and self._stop_at is None:
                self._stop_at = time.monotonic() + (rest[0] if self._ledger.loaded else 0.0)
                self._queue(("stop",))
            elif kind == "kill":
                self._verdict = self._verdict or (ExitReason.STOPPED, "It was killed on request.")

    def _forward(self, request: str, method: str, arguments: tuple[Any, ...], deadline: float) -> None:
        self._ledger.submitted(request, deadline)
        try:
            packed = pickle.dumps(arguments, protocol=pickle.HIGHEST_PROTOCOL)
            self._queue(("request", request, method, packed))
        except Exception as error:
            logger.exception("%s: a request cannot be sent", self.name)
            self._ledger.failed(request, HostFailure.ENGINE, f"It cannot be sent to the engine: {error}")

    def _queue(self, frame: Frame) -> None:
        self._outgoing.append(memoryview(frames.encode(frame)))

    def _write(self, child: subprocess.Popen[bytes]) -> None:
        """Write what the pipe takes, and wait for room only if there is more."""
        assert child.stdin is not None  # noqa: S101 - asked for at the start
        descriptor = child.stdin.fileno()
        try:
            while self._outgoing:
                written = os.write(descriptor, self._outgoing[0])
                self._outgoing[0] = self._outgoing[0][written:]
                if not self._outgoing[0]:
                    self._outgoing.popleft()
        except BlockingIOError:
            pass  # the selector tells when there is room
        except BrokenPipeError:
            self._outgoing.clear()  # the end of its output tells the rest
        waiting = descriptor in self._selector.get_map()
        if self._outgoing and not waiting:
            self._selector.register(descriptor, selectors.EVENT_WRITE, "room")
        elif waiting and not self._outgoing:
            self._selector.unregister(descriptor)

    def _read(self, descriptor: int) -> bool:
        data = os.read(descriptor, READ_BYTES)
        for kind, *rest in self._reader.feed(data):
            if kind == "log":
                level, name, message = rest
                # Libraries may quote what they read; the engines' own sentences do not.
                level = level if name.partition(".")[0] in _OWN else logging.DEBUG
                child_logger.log(level, "%s: %s: %s", self.name, name, message, extra=self._ids())
            elif kind == "load_failed":
                self._verdict = ExitReason.LOAD, rest[0]
            else:
                self._ledger.received(kind, tuple(rest))
        return bool(data)

    def _listen(self, descriptor: int) -> None:
        try:
            data = os.read(descriptor, READ_BYTES)
        except BlockingIOError:
            return
        if not data:
            self._selector.unregister(descriptor)
        for line in data.decode(errors="replace").splitlines():
            self._last_words.append(line)
            logger.debug("%s says: %s", self.name, line, extra=self._ids())

    def _bury(self, child: subprocess.Popen[bytes]) -> None:
        """End the child for certain, and find out why it ended."""
        if self._verdict is not None:
            child.kill()
        try:
            code = child.wait(5)
        except subprocess.TimeoutExpired:
            child.kill()
            code = child.wait()
        assert child.stdin is not None  # noqa: S101 - asked for at the start
        assert child.stdout is not None  # noqa: S101
        assert child.stderr is not None  # noqa: S101
        if child.stderr.fileno() in self._selector.get_map():
            self._listen(child.stderr.fileno())
        for pipe in (child.stdin, child.stdout, child.stderr):
            pipe.close()
        if self._verdict is None:
            stopped = self._stop_at is not None and code == 0
            self._verdict = (ExitReason.STOPPED, "It was stopped.") if stopped else (ExitReason.DIED, _obituary(code))
        if self._verdict[0] is ExitReason.DIED:
            logger.error("%s: %s", self.name, self._verdict[1], extra=self._ids())
            harmless = [line for line in self._last_words if not self._ledger.loaded or _OF_ITSELF.search(line)]
            if harmless:
                logger.error("%s: Its last words:\n%s", self.name, "\n".join(harmless), extra=self._ids())

    def _ids(self) -> dict[str, object]:
        return {"role": self.name, "pid": self._child.pid if self._child is not None else None}


def _obituary(code: int) -> str:
    if code >= 0:
        return f"Its process ended with exit code {code}."
    try:
        name = signal.Signals(-code).name
    except ValueError:
        name = f"signal {-code}"
    return f"Its process was ended by {name}."

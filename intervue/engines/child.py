"""The process that an engine lives in: `python -P -m intervue.engines.child NAME`, started by a `ProcessHost`.

Frames come in by standard input and go out by standard output, which is taken away from everybody else first. It
imports nothing that the engine does not need, so that it is up quickly.
"""

from __future__ import annotations

import logging
import os
import pickle
import signal
import sys
import threading
from typing import TYPE_CHECKING

from intervue.engines import frames
from intervue.engines.base import EngineSpec
from intervue.engines.runner import Runner, build
from intervue.tracebacks import TextFormatter

if TYPE_CHECKING:
    from intervue.engines.base import Engine
    from intervue.engines.frames import Frame

READ_BYTES = 1 << 20


class Wire:
    """The child's end of the pipes. Writes come from several threads."""

    def __init__(self) -> None:
        self.incoming = os.dup(0)
        self._outgoing = os.dup(1)
        self._lock = threading.Lock()
        nothing = os.open(os.devnull, os.O_RDONLY)
        os.dup2(nothing, 0)
        os.close(nothing)
        os.dup2(2, 1)  # what libraries print must not end up among the frames

    def send(self, *frame: object) -> None:
        """Write a frame; end the process if nobody is there to read it."""
        try:
            data = frames.encode(frame)
        except frames.OversizedFrameError as error:
            if frame[0] != "result":
                raise
            data = frames.encode(("failed", frame[1], "engine", str(error)))
        with self._lock:
            try:
                frames.write_all(self._outgoing, data)
            except OSError:
                os._exit(0)


class WireHandler(logging.Handler):
    """Hands log records to the host, as text."""

    def __init__(self, wire: Wire) -> None:
        super().__init__()
        self._wire = wire

    def emit(self, record: logging.LogRecord) -> None:
        """Send one record."""
        self._wire.send("log", record.levelno, record.name, self.format(record))


def set_up_logging(wire: Wire, level: int) -> None:
    """Everything goes to the host; what exceptions say only where it is debugged, for it may quote a candidate."""
    handler = WireHandler(wire)
    handler.setFormatter(TextFormatter(quoting=level <= logging.DEBUG))
    logging.basicConfig(level=level, handlers=[handler])
    uncaught = logging.getLogger(__name__)
    sys.excepthook = lambda _kind, error, _frames: uncaught.error("The engine's process ended", exc_info=error)
    threading.excepthook = lambda ended: uncaught.error("A thread of the engine ended", exc_info=ended.exc_value)


def watch_lifeline(descriptor: int) -> None:
    """End this process when the other end of the pipe closes, even while native code holds the interpreter's lock.

    Nobody writes to that pipe: its only event is the end of the parent. SIGIO's default action is to terminate, and
    needs no interpreter. Where it does not exist, the end of standard input still serves, between native calls.
    """
    import fcntl  # noqa: PLC0415 - not on every platform

    signal.signal(signal.SIGIO, signal.SIG_DFL)
    fcntl.fcntl(descriptor, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(descriptor, fcntl.F_SETFL, fcntl.fcntl(descriptor, fcntl.F_GETFL) | os.O_ASYNC)


def ignore_signals() -> None:
    """Ctrl-C and a service manager's SIGTERM reach the whole group; when to end is the parent's decision."""
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)


def read_commands(wire: Wire, runner: Runner, reader: frames.FrameReader) -> None:
    """Drain the pipe always, so that the parent never waits for the engine; its end is the end of this process."""
    while data := os.read(wire.incoming, READ_BYTES):
        for frame in reader.feed(data):
            runner.command(frame)
    os._exit(0)


def first_frame(wire: Wire, reader: frames.FrameReader) -> tuple[Frame, list[Frame]]:
    """The first frame, and those that came with it."""
    while data := os.read(wire.incoming, READ_BYTES):
        if received := reader.feed(data):
            return received[0], received[1:]
    os._exit(0)


def main() -> None:
    """Serve one engine until told to stop, or until the pipe closes."""
    ignore_signals()
    wire = Wire()
    if len(sys.argv) > 2 and hasattr(os, "O_ASYNC"):  # noqa: PLR2004 - the name, then the lifeline
        watch_lifeline(int(sys.argv[2]))
    reader = frames.FrameReader()
    (_, target, arguments, paths, level), early = first_frame(wire, reader)
    set_up_logging(wire, level)
    sys.path.extend(path for path in paths if path not in sys.path)

    def make() -> Engine:
        return build(EngineSpec(target, pickle.loads(arguments)))  # noqa: S301 - comes from the host

    runner = Runner(make, wire.send)
    for frame in early:
        runner.command(frame)
    threading.Thread(target=read_commands, args=(wire, runner, reader), name="commands", daemon=True).start()
    runner.run()
    logging.shutdown()
    os._exit(0)  # native libraries' own clean-up at exit is where some of them crash


if __name__ == "__main__":
    main()

"""The loop that steps an engine's requests, in a child process or in a thread.

One thread runs the engine and only it; commands come from another. A request is a generator, and between any two of
its steps the commands that came in are obeyed: that is how a cancel is heard.
"""

from __future__ import annotations

import logging
import pickle
import threading
import time
from collections import deque
from enum import StrEnum
from importlib import import_module
from typing import TYPE_CHECKING, Protocol

from intervue.engines.base import BadInputError, Engine, EngineError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from intervue.engines.base import EngineSpec
    from intervue.engines.frames import Frame

logger = logging.getLogger(__name__)


class Failed(StrEnum):
    """Why a runner gave a request up."""

    INPUT = "input"
    ENGINE = "engine"
    CANCELLED = "cancelled"


class Send(Protocol):
    """Takes what happens: `("loaded", seconds)`, `("result", request, pickled)` and so on."""

    def __call__(self, *frame: object) -> None:
        """Deliver one frame. Must not raise."""
        ...


def build(spec: EngineSpec) -> Engine:
    """The engine that a spec describes. Raises `EngineError` if it does not describe one."""
    module_name, _, class_name = spec.target.partition(":")
    try:
        engine_class = getattr(import_module(module_name), class_name)
    except (ImportError, AttributeError) as error:
        raise EngineError(f"There is no engine {spec.target}: {error}") from error
    engine = engine_class(**spec.arguments)
    if not isinstance(engine, Engine):
        raise EngineError(f"{spec.target} is not an engine.")
    return engine


class Runner:
    """Loads an engine, then obeys commands until it is told to stop.

    `command` may be called from any thread; `run` from one, and everything of the engine happens there.
    """

    def __init__(self, make: Callable[[], Engine], send: Send) -> None:
        self._make = make
        self._send = send
        self._commands: deque[Frame] = deque()
        self._wake = threading.Condition()
        self._waiting: deque[tuple[str, str, bytes]] = deque()
        self._active: deque[tuple[str, Iterator[object]]] = deque()
        self._stopping = False

    def command(self, frame: Frame) -> None:
        """`("request", id, method, pickled arguments)`, `("cancel", id)` or `("stop",)`."""
        with self._wake:
            self._commands.append(frame)
            self._wake.notify()

    def run(self) -> None:
        """Load, serve, close. Returns when stopped, or when the engine cannot be loaded."""
        began = time.monotonic()
        try:
            engine = self._make()
            engine.load()
            engine.trial()
        except EngineError as error:
            self._send("load_failed", str(error))
            return
        except (Exception, SystemExit) as error:
            logger.exception("The engine cannot be loaded")
            self._send("load_failed", f"{type(error).__name__}: {error}")
            return
        self._send("loaded", time.monotonic() - began)
        self._serve(engine)
        try:
            engine.close()
        except (Exception, SystemExit):
            logger.exception("The engine did not close well")

    def _serve(self, engine: Engine) -> None:
        while True:
            self._obey()
            if self._stopping:
                break
            while self._waiting and (engine.interleaves or not self._active):
                self._begin(engine, *self._waiting.popleft())
            if self._active:
                self._step()
        for _, steps in self._active:
            self._close(steps)

    def _obey(self) -> None:
        with self._wake:
            while not (self._commands or self._active or self._waiting):
                self._wake.wait()
            commands = list(self._commands)
            self._commands.clear()
        for kind, *rest in commands:
            if kind == "request":
                request, method, arguments = rest
                self._waiting.append((request, method, arguments))
            elif kind == "cancel":
                self._cancel(rest[0])
            elif kind == "stop":
                self._stopping = True

    def _cancel(self, request: str) -> None:
        for waiting in self._waiting:
            if waiting[0] == request:
                self._waiting.remove(waiting)
                self._fail(request, Failed.CANCELLED)
                return
        for active in self._active:
            if active[0] == request:
                self._active.remove(active)
                self._close(active[1])
                self._fail(request, Failed.CANCELLED)
                return

    def _begin(self, engine: Engine, request: str, method: str, arguments: bytes) -> None:
        self._send("begun", request)
        try:
            if method.startswith("_"):
                raise EngineError(f"{method} is no request.")  # noqa: TRY301 - reported like any other refusal
            steps = iter(getattr(engine, method)(*pickle.loads(arguments)))  # noqa: S301 - comes from the host
        except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever it is, it fails this request only
            self._refuse(request, error)
        else:
            self._active.append((request, steps))

    def _step(self) -> None:
        """One step of the request whose turn it is; then it is the next one's turn."""
        request, steps = self._active.popleft()
        try:
            value = next(steps)
            result = None if value is None else pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
        except StopIteration:
            self._send("done", request)
        except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever it is, it fails this request only
            self._close(steps)
            self._refuse(request, error)
        else:
            self._active.append((request, steps))
            if result is not None:
                self._send("result", request, result)

    def _refuse(self, request: str, error: BaseException) -> None:
        if isinstance(error, BadInputError):
            self._fail(request, Failed.INPUT, str(error))
        elif isinstance(error, EngineError):
            self._fail(request, Failed.ENGINE, str(error))
        else:
            logger.error("A request raised %s", type(error).__name__, exc_info=error)
            self._fail(request, Failed.ENGINE, f"{type(error).__name__}: {error}")

    def _fail(self, request: str, failure: Failed, message: str = "") -> None:
        self._send("failed", request, failure.value, message)

    @staticmethod
    def _close(steps: Iterator[object]) -> None:
        try:
            close = getattr(steps, "close", None)
            if close is not None:
                close()
        except (Exception, SystemExit):
            logger.exception("A request did not end well")

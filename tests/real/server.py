"""The server as its user starts it, with real models, as a process that tests may kill and start again.

`python -m tests.real.server FOLDER` is the same server, but dies around a commit where an order in FOLDER says so.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import psutil

from intervue.server import serve
from intervue.settings import load_settings
from tests.engines.host_probe import eventually
from tests.fakes.server import Process, _obey_in_store, engine_processes, start_process
from tests.model_paths import model_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LOADING = 110.0
"""Seconds in which the models are loaded and the fixed prompt is read, also on a busy machine."""


def within(seconds: float, condition: Callable[[], bool]) -> bool:
    """Whether something outside this process becomes true in time."""
    while seconds > 0:
        if condition():
            return True
        psutil.cpu_percent(0.05)  # waits without holding anything up
        seconds -= 0.05
    return False


class RealServer(Process):
    """Its data folder, its log and the records in it are its base's."""

    def start(self, *, ready: bool = True, obedient: bool = False) -> RealServer:
        """Start it; `obedient` to orders that are given around a commit."""
        program = ["tests.real.server", str(self.orders.folder)] if obedient else ["intervue", "serve"]
        settings = self.settings | {
            "models_dir": model_path("whisper-base").parent,
            "data_dir": self.data,
            "port": 0,
            "log_format": "json",
        }
        environment = {f"INTERVUE_{name.upper()}": str(value) for name, value in settings.items()}
        self.follow(start_process([sys.executable, "-m", *program], **environment), LOADING)
        if ready:
            assert within(LOADING, self.is_ready), "\n".join(self.log)
        return self

    def restart(self, *, obedient: bool = False) -> None:
        """Start it again once it is dead."""
        self.wait()
        self.start(obedient=obedient)

    def working(self, role: str, seconds: float = 0.15) -> int:
        """The process id of an engine that has just used so much processor time; waits for that."""
        pid = self.engine(role)
        engine = psutil.Process(pid)
        before = _used(engine)
        assert eventually(lambda: _used(engine) - before >= seconds), f"{role} does nothing"
        return pid

    @contextlib.contextmanager
    def frozen(self, role: str) -> Iterator[int]:
        """An engine that does not get on with its work as long as the context lasts."""
        pid = self.engine(role)
        os.kill(pid, signal.SIGSTOP)
        try:
            yield pid
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGCONT)

    def die(self) -> dict[str, int]:
        """End it with SIGKILL; the engines that were its own then."""
        engines = engine_processes(self.pid)
        os.kill(self.pid, signal.SIGKILL)
        return engines

    def turns(self, session: str) -> list[dict[str, Any]]:
        """What the log says of the turns of an interview, in order."""
        return [line for line in self.lines("intervue.turns") if line.get("session") == session]

    def lines(self, logger: str) -> list[dict[str, Any]]:
        """The lines of one logger."""
        lines = [json.loads(line) for line in tuple(self.log) if line.startswith("{")]
        return [line for line in lines if line.get("logger") == logger]

    def parse(self, resume: bytes) -> dict[str, Any]:
        """Hand a resume in over HTTP."""
        answer = httpx.post(f"{self.url}/resume/parse", files={"file": ("resume.pdf", resume)}, timeout=60)
        assert answer.status_code == httpx.codes.OK, answer.text
        parsed: dict[str, Any] = answer.json()
        return parsed


def _used(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


if __name__ == "__main__":
    _obey_in_store(Path(sys.argv[1]))
    sys.exit(serve(load_settings()))

"""A server with instant engines: `python -m scripts.bench.instant_server`, with the settings of its environment.

Everything but the models is what `intervue serve` runs. `running` starts one and waits until it is ready.
"""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import psutil

from intervue.server import serve
from intervue.settings import load_settings
from scripts.bench.instant import instant_engines
from scripts.bench.parts import CannotMeasureError

if TYPE_CHECKING:
    from collections.abc import Iterator

READY_SECONDS = 300.0
STOP_SECONDS = 60.0
_LOOK_SECONDS = 0.05
_ADDRESS = re.compile(r"Open http://([^/\s:]+):(\d+)/")


@dataclass(frozen=True, slots=True)
class Running:
    """A server that is ready: where it listens, its process, its data folder and its log."""

    host: str
    port: int
    process: psutil.Process
    data: Path
    log: Path

    def engines(self) -> dict[str, psutil.Process]:
        """Its engine processes by role; of several of a role, one."""
        found = {}
        for child in self.process.children():
            with contextlib.suppress(psutil.Error):
                line = child.cmdline()
                if "intervue.engines.child" in line:
                    found[line[line.index("intervue.engines.child") + 1]] = child
        return found

    def complaints(self) -> list[str]:
        """Its log's warnings and errors."""
        text = self.log.read_text(encoding="utf-8", errors="replace")
        return [line for line in text.splitlines() if re.search(r'"level": "(?:warning|error|critical)"', line)]


@contextlib.contextmanager
def running(module: str = "scripts.bench.instant_server", **settings: object) -> Iterator[Running]:
    """A server with an empty data folder on a free port, ready; stopped afterwards.

    `module`: what is run, "intervue" for one with real models. Raises `CannotMeasureError` if it does not start.
    """
    with tempfile.TemporaryDirectory(prefix="intervue-bench-") as folder:
        data, log = Path(folder) / "data", Path(folder) / "log"
        chosen = {"data_dir": data, "host": "127.0.0.1", "port": 0, "log_format": "json", "log_level": "info"}
        # Nobody answers as quickly as these candidates do.
        chosen["messages_per_second"] = 100_000
        environment = {f"INTERVUE_{name.upper()}": str(value) for name, value in (chosen | settings).items()}
        command = [sys.executable, "-m", module, *(["serve"] if module == "intervue" else [])]
        with log.open("wb") as errors:
            process = subprocess.Popen(command, env=os.environ | environment, stdout=subprocess.DEVNULL, stderr=errors)
        try:
            host, port = _address(process, log)
            _wait_until_ready(process, f"http://{host}:{port}", log)
            yield Running(host, port, psutil.Process(process.pid), data, log)
        finally:
            process.terminate()
            try:
                process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait(STOP_SECONDS)


def _address(process: subprocess.Popen[bytes], log: Path) -> tuple[str, int]:
    until = time.monotonic() + READY_SECONDS
    while process.poll() is None and time.monotonic() < until:
        found = _ADDRESS.search(log.read_text(encoding="utf-8", errors="replace"))
        if found:
            return found[1], int(found[2])
        time.sleep(_LOOK_SECONDS)
    raise _not_started(log)


def _wait_until_ready(process: subprocess.Popen[bytes], url: str, log: Path) -> None:
    until = time.monotonic() + READY_SECONDS
    with httpx.Client(base_url=url, trust_env=False, timeout=READY_SECONDS) as client:
        while process.poll() is None and time.monotonic() < until:
            with contextlib.suppress(httpx.TransportError):
                if client.get("/ready").status_code == httpx.codes.OK:
                    return
            time.sleep(_LOOK_SECONDS)
    raise _not_started(log)


def _not_started(log: Path) -> CannotMeasureError:
    said = log.read_text(encoding="utf-8", errors="replace").splitlines()
    return CannotMeasureError("The server did not start:\n" + "\n".join(said[-20:]))


def main() -> int:
    """Serve until told to stop."""
    settings = load_settings()
    return serve(settings, instant_engines(settings))


if __name__ == "__main__":
    sys.exit(main())

"""A server that is measured: started as its user starts it, with an empty data folder, on a free port."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import re
import subprocess
import sys
import tempfile
import threading
import time
from typing import TYPE_CHECKING, Any

from scripts.bench.machine import ROOT
from scripts.bench.parts import CannotMeasureError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LOADING_SECONDS = 300.0
STOPPING_SECONDS = 60.0


class Served:
    """A running server: its address, its process, and what it writes to its standard error."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.began = time.monotonic()
        self.lines: list[str] = []
        self.url = ""
        self._addresses: queue.Queue[str] = queue.Queue()
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def wait_for_address(self) -> None:
        """Until it listens. Raises `CannotMeasureError` if it does not."""
        try:
            self.url = self._addresses.get(timeout=LOADING_SECONDS)
        except queue.Empty:
            self.url = ""
        if not self.url:
            raise CannotMeasureError("The server did not start:\n" + "".join(self.lines[-20:]))

    def turns(self, session: str) -> list[dict[str, Any]]:
        """What was logged of an interview's answers, in order."""
        found = [json.loads(line) for line in tuple(self.lines) if '"intervue.turns"' in line]
        return [line for line in found if line.get("session") == session and "answer_bytes" in line]

    def turn(self, session: str, number: int, seconds: float = 10.0) -> dict[str, Any]:
        """What was logged of one answer, from 0 on: a line of the log may come a moment after the voice."""
        until = time.monotonic() + seconds
        while len(found := self.turns(session)) <= number:
            if time.monotonic() > until:
                raise CannotMeasureError(f"The server logged nothing of turn {number + 1}: is INTERVUE_LOG_LEVEL info?")
            time.sleep(0.02)
        return found[number]

    def _read(self) -> None:
        assert self.process.stderr is not None  # noqa: S101 - it was asked for
        for line in self.process.stderr:
            self.lines.append(line)
            address = re.search(r"Open (http://[^/\s]+)/", line)
            if address:
                self._addresses.put(address[1])
        self._addresses.put("")


@contextlib.contextmanager
def running(
    command: Sequence[str] = (sys.executable, "-m", "intervue", "serve"), **settings: object
) -> Iterator[Served]:
    """A server with these settings; the data folder is a new one unless `data_dir` is among them."""
    with tempfile.TemporaryDirectory(prefix="intervue-bench-") as folder:
        chosen = {"data_dir": folder, "host": "127.0.0.1", "port": 0, "log_format": "json", "log_level": "info"}
        environment = {f"INTERVUE_{name.upper()}": str(value) for name, value in (chosen | settings).items()}
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=os.environ | environment,
            stderr=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            text=True,
        )
        served = Served(process)
        try:
            served.wait_for_address()
            yield served
        finally:
            process.terminate()
            try:
                process.wait(STOPPING_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait(STOPPING_SECONDS)

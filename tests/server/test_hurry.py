"""Ctrl-C, and once more."""

from __future__ import annotations

import os
import signal
import time
from typing import TYPE_CHECKING

from tests.engines.host_probe import eventually
from tests.fakes.client import candidate
from tests.fakes.server import process

if TYPE_CHECKING:
    from pathlib import Path


def test_a_second_ctrl_c_does_not_wait_for_a_turn_and_loses_nothing(tmp_path: Path) -> None:
    with process(tmp_path, settings={"drain_seconds": 300}) as server:
        with candidate(server.url, "s") as client:
            client.start()
            server.orders.give("recognise.s", "hold")
            client.answer()
            client.expect("processing_stt")
            os.kill(server.pid, signal.SIGINT)
            assert eventually(lambda: any("Stopping" in line for line in server.log))
            began = time.monotonic()
            os.kill(server.pid, signal.SIGINT)
            assert client.closed() == 1012
        assert server.wait() == 0
        assert time.monotonic() - began < 30
        assert any("Gave up waiting" in line for line in server.log)
        assert not any("Traceback" in line for line in server.log)
        server.orders.take_back("recognise.s")
        server.start()
        with candidate(server.url, "s") as client:
            client.expect("ready", "PROCESSING_ERROR", "ready")
            client.turn()

"""What is wrong with the machine: the disk is full, the folder read-only, the database locked by another program."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import signal
import sqlite3
from typing import TYPE_CHECKING, Any

import pytest

from tests.engines.host_probe import BOUND, eventually
from tests.fakes.client import candidate, outline
from tests.fakes.server import FAULTS_OF_THE_DISK, Process, process

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow


def readiness(server: Process) -> tuple[int, dict[str, Any]]:
    connection = http.client.HTTPConnection(server.url.removeprefix("http://"), timeout=BOUND)
    with contextlib.closing(connection):
        connection.request("GET", "/ready")
        answer = connection.getresponse()
        return answer.status, json.loads(answer.read())


def test_a_database_that_another_program_locks_for_a_while_costs_only_that_while(tmp_path: Path) -> None:
    with process(tmp_path) as server, candidate(server.url, "s") as client:
        client.start()
        client.turn("I looked after the night shift in a large hospital")
        file = server.data / "intervue.db"
        with contextlib.closing(sqlite3.connect(file, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            client.answer("Then I taught two new colleagues how to dress wounds")
            assert eventually(lambda: readiness(server)[0] == 503)
            assert "cannot be recorded" in readiness(server)[1]["hint"]
            other.execute("ROLLBACK")
        came = client.expect("processing_stt", "candidate", "generating", "interviewer", "speaking", "audio", "ready")
        assert came[1]["sequence"] == 4
        assert eventually(lambda: readiness(server)[0] == 200)
        assert any("locked by another program" in line for line in server.log)
        kinds = [kind for kind, _ in server.records("s")]
        assert kinds.count("candidate_said") == 2


@pytest.mark.parametrize("fault", sorted(FAULTS_OF_THE_DISK))
def test_a_disk_that_takes_nothing_ends_interviews_with_a_sentence_and_loses_nothing_that_was_shown(
    tmp_path: Path, fault: str
) -> None:
    with process(tmp_path, settings={"record_patience_seconds": 0.2}) as server:
        with candidate(server.url, "s") as client:
            client.start()
            client.turn("I looked after the night shift in a large hospital")
            shown = [it for it in client.messages if it["type"] == "transcript"]
            server.orders.give(fault, "")
            client.answer("Then I taught two new colleagues how to dress wounds")
            error = client.until("WEBSOCKET_ERROR")[-1]
            assert "cannot be stored" in error["message"]
            assert error["recoverable"] is False
            assert client.closed() == 1011
        assert any(str(FAULTS_OF_THE_DISK[fault]) in line for line in server.log)
        server.orders.take_back(fault)
        assert eventually(lambda: readiness(server)[0] == 200)  # it notices by itself
        kept = [json.loads(data)["text"] for kind, data in server.records("s") if kind.endswith("_said")]
        assert kept[: len(shown)] == [it["text"] for it in shown]
        with candidate(server.url, "s") as client:
            client.until("ready")
            client.turn("Then I taught two new colleagues how to dress wounds")


def test_nobody_starts_an_interview_that_cannot_be_recorded(tmp_path: Path) -> None:
    with (
        process(tmp_path, settings={"record_patience_seconds": 0.2}) as server,
        candidate(server.url, "early") as early,
        candidate(server.url, "other") as other,
    ):
        server.orders.give("disk-full", "")
        early.send("start_interview")
        assert early.until("WEBSOCKET_ERROR")[-1]["recoverable"] is False
        other.send("start_interview")
        error, _ = other.expect("START_ERROR", "error")
        assert "cannot be recorded" in error["message"]
        server.orders.take_back("disk-full")
        assert eventually(lambda: readiness(server)[0] == 200)
        other.send("start_interview")
        assert outline(other.receive()) == "generating"


def test_models_deleted_while_the_server_runs_matter_only_when_an_engine_starts_again(tmp_path: Path) -> None:
    with process(tmp_path) as server, candidate(server.url, "s") as client:
        client.start()
        server.orders.give("no-models", "")
        client.turn("I looked after the night shift in a large hospital")
        os.kill(server.engine("stt"), signal.SIGKILL)
        assert eventually(lambda: readiness(server)[1]["engines"]["stt"]["state"] == "failed")
        status, body = readiness(server)
        assert (status, body["status"]) == (503, "failed")
        assert "make models" in body["engines"]["stt"]["detail"]
        client.answer("Then I taught two new colleagues how to dress wounds")
        _, error, _ = client.expect("processing_stt", "PROCESSING_ERROR", "ready")
        assert error["recoverable"] is True
        with candidate(server.url, "late") as late:
            late.send("start_interview")
            assert "speech recognition cannot be started" in late.expect("START_ERROR", "error")[0]["message"]
        server.orders.take_back("no-models")
        assert eventually(lambda: readiness(server)[0] == 200)  # nobody restarted the server
        client.turn("Then I taught two new colleagues how to dress wounds")

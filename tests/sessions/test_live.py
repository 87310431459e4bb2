"""Looking at interviews and erasing them while the server runs, is killed, and starts again."""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from intervue.control import HEADER, NAME, ControlError, Door
from intervue.store.database import sqlite_url
from intervue.store.event_store import EventStore
from tests.engines.host_probe import BOUND, eventually
from tests.fakes.client import Candidate, RefusedError, candidate
from tests.fakes.server import ROOT, Process, process
from tests.sessions.conftest import interview
from tests.traces import traces

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.slow

SECRETS = ["Zebulon", "marmalade", "quincunx"]
RESUME = {"contact": {"name": "Zebulon Quist"}, "skills": ["quincunx design"], "raw_text": "Zebulon Quist " * 400}
STORY = "My confidential story is about the marmalade factory and its quincunx of orange trees"
DAY = 86_400


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Process]:
    """A server that a test may kill."""
    with process(tmp_path) as running:
        yield running


@pytest.fixture(scope="module")
def lasting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Process]:
    """One for all tests that leave no secret in it; each has ids of its own."""
    with process(tmp_path_factory.mktemp("lasting")) as running:
        yield running


def sessions(server: Process, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The real command on the server's data folder."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("INTERVUE_")}
    return subprocess.run(
        [sys.executable, "-m", "intervue", "sessions", *arguments],
        cwd=ROOT,
        env={**clean, "INTERVUE_CONFIG": os.devnull, "INTERVUE_DATA_DIR": str(server.data)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def told(client: Candidate) -> None:
    """An interview with words that are to be found, if they are anywhere."""
    client.send("resume_context", parsed_resume=RESUME)
    client.start()
    client.turn(STORY)


def test_erasing_an_interview_in_progress_leaves_no_word_of_it_and_the_others_go_on(server: Process) -> None:
    with candidate(server.url, "ada") as ada, candidate(server.url, "ben") as ben:
        told(ada)
        ben.start()
        ben.turn("I kept the books of a small harbour")
        assert set(traces(server.data, SECRETS)) == set(SECRETS)
        shown = sessions(server, "show", "ada")
        assert "marmalade" in shown.stdout
        done = sessions(server, "erase", "ada", "--yes")
        assert (done.returncode, done.stderr) == (0, "")
        assert "Erased: 1 interview (by the running server)." in done.stdout
        assert "Candidates who were in 1 interview were told" in done.stdout
        (error,) = ada.expect("SESSION_NOT_FOUND")
        assert (error["recoverable"], "erased" in error["message"]) == (False, True)
        assert ada.closed() == 1000
        assert traces(server.data, SECRETS) == {}
        with pytest.raises(RefusedError) as refusal:
            Candidate(server.url, "ada")
        assert (refusal.value.status, refusal.value.reason) == (403, "This interview was erased.")
        ben.turn("After that I sailed on one of the ships")
    listed = json.loads(sessions(server, "list", "--json").stdout)
    assert [(it["id"], it["turns"]) for it in listed["sessions"]] == [("ben", 5)]
    assert not [line for line in server.log for word in SECRETS if word in line]
    server.stop()
    assert traces(server.data, SECRETS) == {}
    server.start()
    with candidate(server.url, "ben") as ben:
        ben.expect("ready")
    with candidate(server.url, "ada"):
        assert [kind for kind, _ in server.records("ada")] == ["opened"]


def test_erasing_in_the_middle_of_a_turn_records_nothing_of_what_comes_of_it(lasting: Process) -> None:
    with candidate(lasting.url, "middle") as ada:
        ada.send("resume_context", parsed_resume=RESUME)
        ada.start()
        with lasting.orders.held("recognise.middle"):
            ada.answer(STORY)
            ada.expect("processing_stt")
            assert lasting.orders.is_held("recognise.middle")
            assert sessions(lasting, "erase", "middle", "--yes").returncode == 0
        ada.expect("SESSION_NOT_FOUND")
        assert ada.closed() == 1000
    with candidate(lasting.url, "middle-too") as ben:  # the engines still serve others
        ben.start()
        ben.turn("I kept the books")
    assert traces(lasting.data, SECRETS) == {}
    assert lasting.records("middle") == []


def test_an_interview_that_nobody_is_in_is_erased_too(lasting: Process) -> None:
    with candidate(lasting.url, "nobody") as ada:
        told(ada)
        ada.send("end_session")
        ada.expect("session_ended")
    done = sessions(lasting, "erase", "nobody", "--yes")
    assert (done.returncode, done.stdout) == (0, "Erased: 1 interview (by the running server).\n")
    assert traces(lasting.data, SECRETS) == {}


def test_a_server_killed_in_the_middle_of_erasing_completes_it_when_it_starts(server: Process) -> None:
    with candidate(server.url, "ada") as ada, candidate(server.url, "ben") as ben:
        told(ada)
        ben.start()
        server.orders.give("after.erase.ada", "die")
        done = sessions(server, "erase", "ada", "--yes")
        assert done.returncode == 1
        assert "cannot be reached" in done.stderr
        assert server.wait() == -signal.SIGKILL
    assert traces(server.data, SECRETS)
    server.orders.take_back("after.erase.ada")
    server.start()
    assert traces(server.data, SECRETS) == {}
    assert "There is no session 'ada'" in sessions(server, "erase", "ada", "--yes").stderr
    with candidate(server.url, "ben") as ben:
        ben.expect("ready")
        ben.turn("I kept the books")


def test_erasing_after_the_server_was_killed_needs_no_server(server: Process) -> None:
    with candidate(server.url, "ada") as ada:
        told(ada)
        server.kill()
    assert (server.data / NAME).exists()  # nobody took it away
    assert "marmalade" in sessions(server, "show", "ada").stdout
    done = sessions(server, "erase", "ada", "--yes")
    assert (done.returncode, done.stdout) == (0, "Erased: 1 interview (no server was running).\n")
    assert traces(server.data, SECRETS) == {}
    server.start()


def test_old_interviews_are_erased_when_the_server_starts_and_by_command_but_not_those_in_use(tmp_path: Path) -> None:
    server = Process(tmp_path, settings={"retention_days": 30})
    server.data.mkdir()
    store = EventStore(sqlite_url(server.data))
    store.open()
    now = time.time()
    store.append([interview("old", STORY, name="Zebulon", at=now - 31 * DAY)])
    store.append([interview("young", "I kept the books.", at=now - 29 * DAY)])
    store.close()
    try:
        server.start()
        assert eventually(lambda: server.records("old") == [])
        assert eventually(lambda: any("Retention: 1 interviews erased" in line for line in server.log))
        assert eventually(lambda: traces(server.data, SECRETS) == {})
        with candidate(server.url, "ada") as ada:
            ada.start()
            done = sessions(server, "erase", "--older-than", "0", "--yes")
            assert done.returncode == 0
            assert "Erased: 1 interview (by the running server)." in done.stdout
            assert "Spared: 1 interview in the server's memory." in done.stdout
            ada.turn("I kept the books")
    finally:
        server.stop()


# --- How the command reaches the server -------------------------------------------------------------------------------


def post(server: Process, body: Any, **headers: str) -> httpx.Response:
    return httpx.post(f"{server.url}/control/erase", json=body, headers=headers, timeout=BOUND)


def test_who_does_not_know_the_secret_erases_nothing(lasting: Process) -> None:
    with candidate(lasting.url, "guarded") as ada:
        ada.start()
        secret = Door.find(lasting.data).secret
        everything = {"sessions": ["guarded"], "before": None}
        assert post(lasting, everything).status_code == 404
        assert post(lasting, everything, **{HEADER: secret[:-1]}).status_code == 404
        assert post(lasting, everything, **{HEADER: secret, "Origin": lasting.url}).status_code in {403, 404}
        bodies: tuple[Any, ...] = (
            {"sessions": "guarded"},
            {"sessions": [""]},
            {"sessions": ["guarded"], "all": True},
            [],
            "x" * 3_000_000,
        )
        for body in bodies:
            answer = post(lasting, body, **{HEADER: secret})
            assert answer.status_code in {400, 413}, str(body)[:80]
        ada.turn()


def test_the_file_with_the_secret_is_for_its_owner_and_goes_with_the_server(server: Process) -> None:
    file = server.data / NAME
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    first = Door.find(server.data)
    assert first.secret not in "\n".join(server.log)
    server.stop()
    assert not file.exists()
    server.start()
    assert Door.find(server.data).secret != first.secret


def test_a_server_that_does_not_say_how_it_is_reached_is_not_worked_around(lasting: Process) -> None:
    with candidate(lasting.url, "silent"):
        pass
    file = lasting.data / NAME
    away = file.rename(lasting.folder / NAME)
    done = sessions(lasting, "erase", "silent", "--yes")
    away.rename(file)
    assert done.returncode == 1
    assert "it is starting or stopping. Try again in a moment, or stop the server first." in done.stderr
    assert lasting.records("silent")


@pytest.mark.parametrize(("listens", "asked"), [("0.0.0.0", "127.0.0.1"), ("::", "::1"), ("10.0.0.7", "10.0.0.7")])
def test_a_server_on_every_address_is_asked_on_loopback(tmp_path: Path, listens: str, asked: str) -> None:
    Door(listens, 8000, "s").open(tmp_path)
    assert Door.find(tmp_path) == Door(asked, 8000, "s")


def test_a_file_that_nobody_understands_is_as_good_as_none(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text("[]")
    with pytest.raises(ControlError, match="starting or stopping"):
        Door.find(tmp_path)

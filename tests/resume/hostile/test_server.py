"""What hostile files get from a real server: an answer in time, and nobody else notices."""

from __future__ import annotations

import contextlib
import socket
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import httpx
import psutil
import pytest

from actors.messages import Failure
from actors.resume import SENTENCES
from intervue.engines.parser import BROKEN as DAMAGED
from intervue.engines.parser import EMPTY, NO_PAGES, NO_TEXT, SCAN, UNSEEN
from tests.engines.host_probe import eventually, gone
from tests.fakes.server import ROOT
from tests.resume.hostile.bombs import BOMBS
from tests.resume.hostile.broken import BROKEN
from tests.resume.hostile.running import SECONDS, Nurse, Server
from tests.resume.pages import developer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = [pytest.mark.slow, pytest.mark.timeout(240)]

HEALTH_SECONDS = 0.1
"""Within which health answers, but for one in a hundred."""
HEALTH_MOST_SECONDS = 1.0
"""No answer takes longer: a machine with other work may leave the server without a processor for a moment."""
LEAST_ANSWERS = 25
"""So many answers about its health are measured at least."""
MIB = 1024 * 1024


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = Server(tmp_path_factory.mktemp("hostile"))
    try:
        # A busy machine starts its readers slowly.
        running.start(INTERVUE_PARSE_WAIT_SECONDS=60)
        yield running
    finally:
        running.stop()


KINDS = (
    "truncated", "cross-reference loop", "nested form XObjects", "huge page box", "a million objects",
    "embedded JavaScript", "embedded file", "wrong magic", "encrypted with a password",
    "encrypted with an empty password", "zero pages", "500 pages", "10 MB of text", "font without a Unicode map",
    "text white on white", "prompt injection",
)  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_bad_file_is_among_those_made_by_hand(kind: str) -> None:
    assert len({*BROKEN, *BOMBS}) >= 60
    assert [name for name in (*BROKEN, *BOMBS) if name.startswith(kind)]


@pytest.mark.parametrize("name", BROKEN)
def test_a_bad_file_gets_what_is_in_it_or_the_whole_reason_within_five_seconds(server: Server, name: str) -> None:
    bad = BROKEN[name]
    answer, seconds = server.upload(bad.make())
    assert seconds < SECONDS
    if bad.reads:
        assert answer.status_code == httpx.codes.OK, answer.text
        assert bad.reads in answer.json()["raw_text"]
    else:
        assert answer.status_code == httpx.codes.BAD_REQUEST, answer.text
        assert answer.json() == {"detail": bad.detail}


REASONS = {
    *(DAMAGED, NO_PAGES, NO_TEXT, EMPTY, UNSEEN, SCAN),
    *(SENTENCES[failure] for failure in (Failure.ENGINE, Failure.DEADLINE)),
}
"""What may be said of a file that costs its reader too much."""


@pytest.mark.parametrize("details", [False, True], ids=["without details", "with details"])
@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_answered_within_five_seconds_while_the_server_stays_responsive(
    server: Server,
    name: str,
    details: bool,  # noqa: FBT001 - a parameter of pytest's
) -> None:
    bomb, children = BOMBS[name](), server.children()
    with Nurse(server.url) as nurse:
        answer, seconds = server.upload(bomb, details=details)
        assert nurse.has(LEAST_ANSWERS)
    assert seconds < SECONDS
    assert_responsive(nurse)
    if answer.status_code != httpx.codes.OK:
        assert answer.status_code == httpx.codes.BAD_REQUEST, answer.text
        detail = answer.json()["detail"]
        assert detail in REASONS or (name, detail[:22]) == ("500 pages", "This PDF has 500 pages")
    # A reader that it killed has a successor, and none is left behind.
    assert eventually(server.reads)
    assert eventually(lambda: len(server.children()) == len(children))
    assert all(gone(child) for child in children - server.children())


def assert_responsive(nurse: Nurse) -> None:
    """Health was answered at once, nearly always within the time that is promised, and never much later."""
    slowest = sorted(nurse.seconds)[-20:]
    assert nurse.slowest(0.5) < HEALTH_SECONDS / 2, slowest
    assert nurse.slowest(0.99) < HEALTH_SECONDS, slowest
    assert nurse.slowest(1) < HEALTH_MOST_SECONDS, slowest


AT_ONCE = 8
"""So many uploads are let in at a time (`INTERVUE_UPLOADS_MAX`)."""
WAIT, DEADLINE, ALLOWANCE = 4, 4, 3
"""Seconds: how long an upload waits for a reader, how long that reads, and what sending and ending a reader take."""


@pytest.mark.parametrize("name", ["a hundred thousand links", "nested form XObjects: a million million texts"])
def test_bombs_that_come_together_are_each_answered_or_sent_back_to_come_again(tmp_path: Path, name: str) -> None:
    server, bomb = Server(tmp_path), BOMBS[name]()
    try:
        server.start(INTERVUE_PARSE_WAIT_SECONDS=WAIT, INTERVUE_PARSE_DEADLINE_SECONDS=DEADLINE)
        with Nurse(server.url) as nurse, ThreadPoolExecutor(AT_ONCE) as pool:
            answers = list(pool.map(lambda _: server.upload(bomb), range(AT_ONCE)))
            assert nurse.has(LEAST_ANSWERS)
        assert eventually(server.reads)
    finally:
        server.stop()
    assert max(seconds for _, seconds in answers) < WAIT + DEADLINE + ALLOWANCE
    assert_responsive(nurse)
    known = {httpx.codes.OK, httpx.codes.BAD_REQUEST, httpx.codes.SERVICE_UNAVAILABLE}
    assert {answer.status_code for answer, _ in answers} <= known
    for answer, seconds in answers:
        if answer.status_code == httpx.codes.SERVICE_UNAVAILABLE:
            assert answer.json() == {"detail": SENTENCES[Failure.BUSY]}
            assert int(answer.headers["retry-after"]) > 0
            assert seconds > WAIT


def test_a_file_that_kills_its_reader_fails_alone(server: Server) -> None:
    answer, others = meanwhile(server, BOMBS["nested form XObjects: a million million texts"]())
    assert answer.status_code == httpx.codes.BAD_REQUEST
    assert answer.json() == {"detail": SENTENCES[Failure.ENGINE]}
    assert others == ["Priya Raman"] * 5


def test_a_file_that_takes_too_long_fails_alone(tmp_path: Path) -> None:
    server = Server(tmp_path)
    try:
        server.start(INTERVUE_PARSE_DEADLINE_SECONDS=1)
        answer, others = meanwhile(server, BOMBS["a background of thousands of steps a pixel"]())
    finally:
        server.stop()
    assert answer.status_code == httpx.codes.BAD_REQUEST
    assert answer.json() == {"detail": SENTENCES[Failure.DEADLINE]}
    assert others == ["Priya Raman"] * 5


def test_readers_that_died_while_idle_cost_the_next_file_time_only(server: Server) -> None:
    readers = [psutil.Process(pid) for pid in server.children()]
    for reader in readers:
        if "parser" in reader.cmdline():
            reader.kill()
    answer, _ = server.upload(developer())
    assert answer.status_code == httpx.codes.OK, answer.text
    assert answer.json()["contact"]["name"] == "Priya Raman"


def test_a_body_longer_than_it_says_is_answered_and_is_no_defect_of_ours(server: Server) -> None:
    host, port = server.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=SECONDS) as line:
        line.sendall(
            f"POST /resume/parse HTTP/1.1\r\nHost: {host}:{port}\r\nConnection: close\r\n"
            "Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 100\r\n\r\n".encode()
            + b"-" * 5000
        )
        said = line.recv(1000)
    assert said.startswith(b"HTTP/1.1 400 ")
    assert eventually(server.reads)
    assert not [entry for entry in server.log if "Traceback" in entry or "Exception in ASGI" in entry]


def meanwhile(server: Server, bomb: bytes) -> tuple[httpx.Response, list[str]]:
    """The answer to a bomb, and the names read from resumes that others upload meanwhile."""
    assert eventually(server.reads)
    with ThreadPoolExecutor(1) as pool:
        refused = pool.submit(server.upload, bomb)
        others = [server.upload(developer()) for _ in range(5)]
        answer, _ = refused.result(2 * SECONDS)
    assert max(seconds for _, seconds in others) < SECONDS / 2
    return answer, [other.json()["contact"]["name"] for other, _ in others]


def test_nothing_of_a_resume_is_written_to_disk(server: Server) -> None:
    # Over one MiB, where form parsers begin to put parts on disk; slow enough to be met on its way.
    pdf = developer() + b"\n%" + b"a resume that is nobody's business " * 250_000
    assert 8 * MIB < len(pdf) < 10 * MIB
    before, opened = server.written(), server.open_files()
    seen: set[str] = set()
    over = threading.Event()

    def watch() -> None:
        while not over.wait(0.005):
            seen.update(server.open_files(), server.written())

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        for _ in range(3):
            answer, _seconds = server.upload(pdf)
            assert answer.status_code == httpx.codes.OK, answer.text
    finally:
        over.set()
        watcher.join(10)
    # Its own program and its database are no places for a resume; the size of the latter tells.
    own = (sys.prefix, sys.base_prefix, str(ROOT), str(server.data / "intervue.db"))
    strange = {name for name in seen - opened - set(before) if not name.startswith(own)}
    assert not strange
    assert sum(server.written().values()) - sum(before.values()) < MIB


def test_hidden_commands_to_the_model_reach_no_field_and_are_mentioned(server: Server) -> None:
    answer, _ = server.upload(BROKEN["prompt injection"].make())
    (mentioned,) = answer.json().pop("hidden_text")
    assert mentioned.startswith("Ignore all previous instructions")
    fields = {name: value for name, value in answer.json().items() if name != "hidden_text"}
    assert "gnore all" not in str(fields)
    plain, _ = server.upload(BROKEN["prompt injection"].make(), details=False)
    assert "gnore all" not in plain.text
    assert plain.json()["contact"]["email"] == "ada@example.com"


def test_no_child_is_left_behind_when_the_server_stops(tmp_path: Path) -> None:
    server = Server(tmp_path)
    try:
        server.start()
        sender = threading.Thread(
            target=_quietly, args=(server, BOMBS["nested form XObjects: a million million texts"]()), daemon=True
        )
        sender.start()
        children = server.children()
        assert children
    finally:
        server.stop()
    sender.join(10)
    assert all(eventually(lambda pid=pid: gone(pid)) for pid in children)  # type: ignore[misc]  # binds the loop's value


def _quietly(server: Server, pdf: bytes) -> None:
    with contextlib.suppress(httpx.HTTPError):
        server.upload(pdf)

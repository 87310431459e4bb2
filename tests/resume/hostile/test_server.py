"""What hostile files get from a real server: an answer in time, and nobody else notices."""

from __future__ import annotations

import contextlib
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Self

import httpx
import psutil
import pytest

from tests.engines.host_probe import eventually, gone
from tests.fakes.server import ROOT, Process, start_process
from tests.resume.hostile.bombs import BOMBS
from tests.resume.hostile.broken import BROKEN
from tests.resume.pages import developer

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = [pytest.mark.slow, pytest.mark.timeout(240)]

SECONDS = 5.0
HEALTH_SECONDS = 0.1
LOADING = 60.0
PAUSE = 0.02
MIB = 1024 * 1024


class Server(Process):
    """`intervue serve` as it comes, without models, with a folder of its own for temporary files."""

    def start(self, *, ready: bool = True) -> Server:
        self.temporary = self.folder / "tmp"
        self.temporary.mkdir(exist_ok=True)
        (self.folder / "models").mkdir(exist_ok=True)
        settings = {"INTERVUE_DATA_DIR": self.data, "INTERVUE_PORT": 0, "INTERVUE_MODELS_DIR": self.folder / "models"}
        environment = {name: str(value) for name, value in settings.items()} | {"TMPDIR": str(self.temporary)}
        self.follow(start_process([sys.executable, "-m", "intervue", "serve"], **environment), LOADING)
        assert not ready or eventually(self.reads), "\n".join(self.log)
        return self

    def reads(self) -> bool:
        """Whether resumes can be read."""
        engines = httpx.get(f"{self.url}/ready", timeout=SECONDS).json()["engines"]
        return bool(engines["parser"]["state"] == "ready")

    def upload(self, pdf: bytes, *, details: bool = True) -> tuple[httpx.Response, float]:
        """The answer, and the seconds until it was there."""
        began = time.monotonic()
        answer = httpx.post(
            f"{self.url}/resume/parse", params={"details": details}, files={"file": ("cv.pdf", pdf)}, timeout=60
        )
        return answer, time.monotonic() - began

    def children(self) -> set[int]:
        """The ids of its child processes."""
        return {child.pid for child in psutil.Process(self.pid).children(recursive=True)}

    def written(self) -> dict[str, int]:
        """The sizes of all files that the server could have written a resume to."""
        folders = [self.temporary, self.data]
        return {str(path): path.stat().st_size for folder in folders for path in folder.rglob("*") if path.is_file()}

    def open_files(self) -> set[str]:
        """What the server and its engines have open that lies on a disk, deleted or not."""
        found = set()
        for pid in [self.pid, *self.children()]:
            with contextlib.suppress(OSError):
                for descriptor in Path(f"/proc/{pid}/fd").iterdir():
                    with contextlib.suppress(OSError):
                        found.add(str(descriptor.readlink()))
        return {name for name in found if name.startswith("/") and not name.startswith(("/dev/", "/proc/"))}


class Nurse:
    """Asks for the server's health again and again, and notes how long each answer takes."""

    def __init__(self, url: str) -> None:
        self.seconds: list[float] = []
        self._url = url
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._ask, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join(10)

    def _ask(self) -> None:
        with httpx.Client(base_url=self._url, timeout=10) as client:
            while not self._over.wait(PAUSE):
                began = time.monotonic()
                assert client.get("/health").status_code == httpx.codes.OK
                self.seconds.append(time.monotonic() - began)

    def slowest(self, share: float) -> float:
        """The time within which `share` of the answers came."""
        return sorted(self.seconds)[int(share * (len(self.seconds) - 1))]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = Server(tmp_path_factory.mktemp("hostile"))
    try:
        running.start()
        yield running
    finally:
        running.stop()


def test_each_bad_file_made_by_hand_gets_what_is_in_it_or_the_reason_within_five_seconds(server: Server) -> None:
    assert len(BROKEN) + len(BOMBS) >= 30
    for name, bad in BROKEN.items():
        answer, seconds = server.upload(bad.make())
        assert seconds < SECONDS, name
        if answer.status_code == httpx.codes.OK:
            assert bad.read, (name, answer.text)
        else:
            assert answer.status_code == httpx.codes.BAD_REQUEST, (name, answer.text)
            assert bad.says, (name, answer.text)
            assert bad.says in answer.json()["detail"], (name, answer.text)


def test_bombs_are_answered_within_five_seconds_and_the_server_stays_responsive(server: Server) -> None:
    bombs = {name: make() for name, make in BOMBS.items()}
    children = server.children()
    before = len(children)
    with Nurse(server.url) as nurse:
        for name, bomb in bombs.items():
            # A machine that does much else may still be at starting both readers anew.
            assert eventually(server.reads)
            answer, seconds = server.upload(bomb, details=False)
            assert seconds < SECONDS, name
            assert answer.status_code in {httpx.codes.OK, httpx.codes.BAD_REQUEST}, (name, answer.text)
            if answer.status_code == httpx.codes.BAD_REQUEST:
                assert answer.json()["detail"].endswith("."), name
            children |= server.children()
    assert len(nurse.seconds) > 100
    assert nurse.slowest(0.99) < HEALTH_SECONDS, sorted(nurse.seconds)[-20:]
    assert eventually(server.reads)
    answer, _ = server.upload(developer())
    assert answer.json()["contact"]["name"] == "Priya Raman"
    # Those that a bomb killed are gone, and no more are there than before.
    assert eventually(lambda: {child for child in children if not gone(child)} <= server.children())
    assert len(server.children()) == before


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
    answer, _ = server.upload(BROKEN["a_prompt_injection"].make())
    (mentioned,) = answer.json().pop("hidden_text")
    assert mentioned.startswith("Ignore all previous instructions")
    fields = {name: value for name, value in answer.json().items() if name != "hidden_text"}
    assert "gnore all" not in str(fields)
    plain, _ = server.upload(BROKEN["a_prompt_injection"].make(), details=False)
    assert "gnore all" not in plain.text
    assert plain.json()["contact"]["email"] == "ada@example.com"


def test_no_child_is_left_behind_when_the_server_stops(tmp_path: Path) -> None:
    server = Server(tmp_path)
    try:
        server.start()
        sender = threading.Thread(target=_quietly, args=(server, BOMBS["nested_form_xobjects"]()), daemon=True)
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

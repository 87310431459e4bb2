"""A real server that gets files, and somebody who asks for its health meanwhile."""

from __future__ import annotations

import contextlib
import sys
import threading
import time
from pathlib import Path
from typing import Self

import httpx
import psutil

from tests.engines.host_probe import eventually
from tests.fakes.server import Process, start_process

SECONDS = 5.0
"""Within which every file is answered."""
LOADING = 60.0
PAUSE = 0.02


class Server(Process):
    """`intervue serve` as it comes, without models, with a folder of its own for temporary files."""

    def start(self, **more: object) -> Server:
        """Start it, with other settings where named, and wait until resumes can be read."""
        self.temporary = self.folder / "tmp"
        self.temporary.mkdir(exist_ok=True)
        (self.folder / "models").mkdir(exist_ok=True)
        settings: dict[str, object] = {
            "INTERVUE_DATA_DIR": self.data,
            "INTERVUE_PORT": 0,
            "INTERVUE_MODELS_DIR": self.folder / "models",
            "INTERVUE_RATE_UPLOADS_PER_MINUTE": 1_000_000,
        }
        environment = {name: str(value) for name, value in (settings | more).items()} | {"TMPDIR": str(self.temporary)}
        self.follow(start_process([sys.executable, "-m", "intervue", "serve"], **environment), LOADING)
        assert eventually(self.reads), "\n".join(self.log)
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

    def has(self, count: int) -> bool:
        """Whether there are so many answers, after some waiting."""
        return eventually(lambda: len(self.seconds) >= count)

    def slowest(self, share: float) -> float:
        """The time within which `share` of the answers came."""
        return sorted(self.seconds)[int(share * (len(self.seconds) - 1))]

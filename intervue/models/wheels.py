"""The packages of a bundle: what the locks name, for this Python and this machine, hashes compared by pip."""

from __future__ import annotations

import re
import subprocess
import sys
import threading
from collections import deque
from typing import TYPE_CHECKING

from intervue.models.manifest import BundleError

if TYPE_CHECKING:
    from pathlib import Path

    from intervue.models.report import Progress

LOCKS = ("requirements-build.lock", "requirements.lock")
"""What builds the packages that come as source only, then what Intervue needs."""
WHEELS_NAME = "wheels"
PIP_SECONDS = 3600
"""Longest download of all packages."""
_UNITS = {"bytes": 1, "kB": 1000, "MB": 1000**2, "GB": 1000**3}


def download_packages(root: Path, folder: Path, progress: Progress) -> list[Path]:
    """Download what the locks under `root` name into `folder`. Raises `BundleError`.

    Where the project lies in an unpacked bundle its packages are taken, and no network is asked.
    """
    beside = root / WHEELS_NAME
    index = ["--no-index", "--find-links", str(beside)] if beside.is_dir() else []
    arrived = 0
    for name in LOCKS:
        arrived = _download(root / name, folder, index, progress, arrived)
    return sorted(path for path in folder.iterdir() if path.is_file())


def _download(lock: Path, folder: Path, index: list[str], progress: Progress, arrived: int) -> int:
    """One lock; returns how many bytes have arrived in all."""
    command = [sys.executable, "-m", "pip", "download", "--no-deps", "--require-hashes", "--no-input"]
    command += ["--disable-pip-version-check", "--progress-bar", "off", *index, "--dest", str(folder), "-r", str(lock)]
    last: deque[str] = deque(maxlen=20)
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as pip:
        timer = threading.Timer(PIP_SECONDS, pip.kill)
        timer.start()
        try:
            for line in pip.stdout or ():
                last.append(line.strip())
                arrived += _amount(line)
                progress.at(arrived)
        finally:
            timer.cancel()
            pip.kill()
    if pip.returncode != 0:
        errors = [line for line in last if line.startswith("ERROR")] or list(last) or ["it says nothing"]
        raise BundleError(f"pip cannot download what {lock.name} names: {errors[0]} Check the network and try again")
    return arrived


def _amount(line: str) -> int:
    """The size that pip names as it begins a download, in bytes."""
    found = re.search(r"^\s*(?:Downloading|Using cached) .*\((\d+(?:\.\d+)?) (bytes|kB|MB|GB)\)", line)
    return int(float(found[1]) * _UNITS[found[2]]) if found else 0

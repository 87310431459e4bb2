"""How a page of this set is made."""

from __future__ import annotations

import subprocess
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.resume.apart.model import Page

PRINT_SECONDS = 120.0


@dataclass(frozen=True)
class Layout:
    """One way to set a resume: `name` ends in its producer, `people` is a file in `people/`.

    `needs` says what to install.
    """

    name: str
    people: str
    needs: str
    make: Callable[[Page], bytes]


def printed(command: Sequence[str], name: str, source: str, times: int = 1) -> bytes:
    """The PDF that a program makes of a source file, run in a folder of its own.

    Args:
        command: the program and its arguments; it writes `resume.pdf` into the folder it runs in.
        name: the source's file name.
        source: the source.
        times: how often to run it.

    Raises:
        FileNotFoundError: the program is not installed.
        subprocess.CalledProcessError: the program takes offence at the source.
    """
    with tempfile.TemporaryDirectory(prefix="apart-") as folder:
        (Path(folder) / name).write_text(source, encoding="utf-8")
        for _ in range(times):
            subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=PRINT_SECONDS)
        return (Path(folder) / "resume.pdf").read_bytes()


@cache
def font_file(pattern: str) -> str:
    """The file of a font by its fontconfig pattern (`Noto Sans:bold`); FileNotFoundError without fontconfig."""
    command = ["fc-match", "-f", "%{file}", pattern]
    found = subprocess.run(command, check=True, capture_output=True, timeout=PRINT_SECONDS)
    return found.stdout.decode()

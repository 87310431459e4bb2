"""How a page of this set is made, and what TeX's layouts share."""

from __future__ import annotations

import os
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.resume.unseen.model import Page

PRINT_SECONDS = 120.0
STYLES = Path(__file__).parent / "tex"
SPECIAL = {
    **{mark: f"\\{mark}" for mark in "&%$#_{}"},
    "~": r"\textasciitilde{}",
    "€": r"\texteuro{}",
    "\u2013": "--",
}


@dataclass(frozen=True)
class Layout:
    """One way to set a resume: `name` of a page begins its files' names, `people` is a file in `people/`.

    `needs` says what to install.
    """

    name: Callable[[Page], str]
    people: str
    needs: str
    make: Callable[[Page], bytes]


def printed(command: Sequence[str], name: str, source: str | bytes) -> bytes:
    """The PDF that a program makes of a source file, in a folder of its own.

    Args:
        command: the program and its arguments; it writes `resume.pdf` into the folder it runs in, whose path is
            put for `{folder}`.
        name: the source's file name.
        source: the source.

    Raises:
        FileNotFoundError: the program is not installed.
        subprocess.CalledProcessError: the program takes offence at the source.
    """
    with tempfile.TemporaryDirectory(prefix="unseen-") as folder:
        path = Path(folder) / name
        path.write_bytes(source.encode() if isinstance(source, str) else source)
        subprocess.run(
            [part.replace("{folder}", folder) for part in command],
            cwd=folder,
            check=True,
            capture_output=True,
            timeout=PRINT_SECONDS,
            env={**os.environ, "TEXINPUTS": f".:{STYLES}:", "QT_QPA_PLATFORM": "offscreen"},
        )
        return (Path(folder) / "resume.pdf").read_bytes()


def tex(text: str) -> str:
    """Plain text as TeX writes it."""
    return "".join(SPECIAL.get(mark, mark) for mark in text)


def typeset(engine: str, source: str) -> bytes:
    """A document through one of TeX's engines, twice for what refers to other pages."""
    once = f"{engine} -interaction=batchmode -halt-on-error resume.tex"
    return printed(["sh", "-c", f"{once} && {once}"], "resume.tex", source)

"""The sets of resumes that were made to be read once: where their files are."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).parent
MENDED = ("unseen", "apart", "later", "fourth")
"""Sets that the parser was mended with since: what it reaches on them has floors."""


def files_of(name: str) -> Path:
    """The folder of a set's pages and truths."""
    return _HERE / name if name == "unseen" else _HERE / name / "files"


def folders() -> list[Path]:
    """The folders of all sets, also of those that came later."""
    found = {files_of("unseen"), *_HERE.glob("*/files")} - {files_of("corpus")}
    return sorted(folder for folder in found if any(folder.glob("*.pdf")))

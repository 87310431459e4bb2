"""Words that can still be read in the files of a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be")


def traces(folder: Path, words: Iterable[str]) -> dict[str, list[str]]:
    """Each word that stands in some file below the folder, in any of the encodings, with the files' names."""
    contents = {file.name: file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    found: dict[str, list[str]] = {}
    for word in words:
        files = [name for name, content in contents.items() if any(word.encode(it) in content for it in ENCODINGS)]
        if files:
            found[word] = files
    return found

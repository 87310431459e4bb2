"""`docs/RESUME.md`: prose written by hand, and between markers the tables of the last measurement."""

from __future__ import annotations

import datetime as dt
import re
from importlib import metadata
from typing import TYPE_CHECKING

from scripts.bench import machine

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from scripts.bench.sheet import Sheet

DOCUMENT = machine.ROOT / "docs" / "RESUME.md"


class MarkerError(Exception):
    """The document has no place for the tables. The message says what to do."""


def figures(text: str) -> dict[str, str]:
    """What stands between the markers, by their names."""
    return {found[1]: found[2] for found in _sections(text)}


def replaced(text: str, name: str, content: str) -> str:
    """The document with other figures under that name. Raises `MarkerError` if it has no such markers."""
    for found in _sections(text):
        if found[1] == name:
            return text[: found.start(2)] + content + text[found.end(2) :]
    raise MarkerError(f"The document has no lines <!-- figures {name} --> and <!-- end {name} -->: put them in.")


def write(path: Path, name: str, tables: Sequence[Sheet], command: str) -> None:
    """Put tables into the document, with the day, the machine, the commit and the command."""
    text = path.read_text(encoding="utf-8")
    content = f"Measured {_today()} with `{command}` on {_machine()}.\n\n" + "\n".join(
        sheet.markdown().rstrip("\n") + "\n" for sheet in tables
    )
    path.write_text(replaced(text, name, content), encoding="utf-8")


def _sections(text: str) -> list[re.Match[str]]:
    return list(re.finditer(r"<!-- figures (\w+) -->\n(.*?)<!-- end \1 -->", text, re.DOTALL))


def _today() -> str:
    return dt.datetime.now(dt.UTC).date().isoformat()


def _machine() -> str:
    found = machine.describe()
    return (
        f"{found['processor']}, {found['cores']} cores, {found['memory_gib']:g} GiB of memory, {found['system']}, "
        f"Python {found['python']}, PyMuPDF {metadata.version('pymupdf')}, commit {found['commit'] or 'unknown'}"
    )

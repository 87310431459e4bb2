"""`docs/PERFORMANCE.md`: one section a part, each with its own date, machine and command; others are left alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

HEAD = """# How fast Intervue is

Written by `make bench`, which measures and replaces the sections of the parts that it ran; do not edit it by hand.
Figures are medians with their quartiles, "1.20 (1.10-1.45)". What is compared was measured in the same run, by turns,
and is given as a ratio: ratios hold on other machines, seconds do not.

`make bench` measures everything; `make bench ARGS="--only a,c"` some parts; `make bench ARGS=--help` lists them.
"""
_SECTION = re.compile(r"<!-- part (\w) -->\n(.*?)<!-- end \1 -->\n?", re.DOTALL)


def sections(text: str) -> dict[str, str]:
    """The sections of a document, by the letter of their part."""
    return {found[1]: found[2] for found in _SECTION.finditer(text)}


def document(written: Mapping[str, str]) -> str:
    """The whole document of these sections, in the order of the parts."""
    parts = [f"<!-- part {letter} -->\n{written[letter]}<!-- end {letter} -->\n" for letter in sorted(written)]
    return "\n".join([HEAD, *parts])


def write(path: Path, new: Mapping[str, str]) -> None:
    """Replace these sections in a document, which is made if it is not there."""
    former = sections(path.read_text(encoding="utf-8")) if path.is_file() else {}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(document({**former, **new}), encoding="utf-8")

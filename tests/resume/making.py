"""Makes the files of a set of resumes: what `python -m tests.resume.apart` and its like do.

Each page is two files in `files/`: `LAYOUT--PERSON.pdf` and, beside it, the truth as `LAYOUT--PERSON.json`. They are
committed; the producers (`--list` names them) are needed only to make them again.
"""

# ruff: noqa: T201
# Why: for programs for the terminal.

from __future__ import annotations

import argparse
import subprocess
import sys
from typing import TYPE_CHECKING, Any

from tests.resume.corpus.model import truth

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path


def make(package: str, files: Path, layouts: Sequence[Any], pages: Callable[[str], Sequence[Any]]) -> int:
    """Make what the command line asks for, into `files`; 0, or 1 if a producer is missing or no layout has the text."""
    parser = argparse.ArgumentParser(prog=f"python -m {package}", description="Make the files of this set.")
    parser.add_argument("--only", metavar="TEXT", default="", help="only layouts whose name holds this text")
    parser.add_argument("--list", action="store_true", help="list layouts and what they need; make nothing")
    options = parser.parse_args()
    chosen = [layout for layout in layouts if options.only in layout.name]
    if not chosen:
        print(f"No layout has {options.only!r} in its name: see --list", file=sys.stderr)
        return 1
    files.mkdir(exist_ok=True)
    missing = False
    for layout in chosen:
        people = pages(layout.people)
        print(f"{layout.name}: {', '.join(page.person.slug for page in people)}; needs {layout.needs}")
        if options.list:
            continue
        try:
            for page in people:
                path = files / f"{layout.name}--{page.person.slug}.pdf"
                path.write_bytes(layout.make(page))
                text = truth(page.person).model_dump_json(indent=2, exclude={"raw_text"})
                path.with_suffix(".json").write_text(text + "\n", "utf-8")
        except (ImportError, FileNotFoundError, subprocess.CalledProcessError) as error:
            missing = True
            print(f"{layout.name}: left out ({error}); install {layout.needs}", file=sys.stderr)
    return 1 if missing else 0

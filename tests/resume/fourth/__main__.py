"""Makes the files of this set: `python -m tests.resume.fourth [--only TEXT] [--list]`.

Each page is two files in `files/`: `LAYOUT--PERSON.pdf` and, beside it, the truth as `LAYOUT--PERSON.json`. They are
committed; the producers (`--list` names them) are needed only to make them again.
"""

# ruff: noqa: T201
# Why: a program for the terminal.

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

from tests.resume.corpus.model import truth
from tests.resume.fourth import band, classic, running, sidebar, table
from tests.resume.fourth.model import pages

FILES = Path(__file__).parent / "files"
LAYOUTS = (classic.LAYOUT, sidebar.LAYOUT, table.LAYOUT, running.LAYOUT, band.LAYOUT)


def main() -> int:
    """Returns 0, or 1 if a producer is missing or no layout has the text."""
    parser = argparse.ArgumentParser(prog="python -m tests.resume.fourth", description="Make the files of this set.")
    parser.add_argument("--only", metavar="TEXT", default="", help="only layouts whose name holds this text")
    parser.add_argument("--list", action="store_true", help="list layouts and what they need; make nothing")
    options = parser.parse_args()
    layouts = [layout for layout in LAYOUTS if options.only in layout.name]
    if not layouts:
        print(f"No layout has {options.only!r} in its name: see --list", file=sys.stderr)
        return 1
    FILES.mkdir(exist_ok=True)
    missing = False
    for layout in layouts:
        people = pages(layout.people)
        print(f"{layout.name}: {', '.join(page.person.slug for page in people)}; needs {layout.needs}")
        if options.list:
            continue
        try:
            for page in people:
                path = FILES / f"{layout.name}--{page.person.slug}.pdf"
                path.write_bytes(layout.make(page))
                text = truth(page.person).model_dump_json(indent=2, exclude={"raw_text"})
                path.with_suffix(".json").write_text(text + "\n", "utf-8")
        except (ImportError, FileNotFoundError, subprocess.CalledProcessError) as error:
            missing = True
            print(f"{layout.name}: left out ({error}); install {layout.needs}", file=sys.stderr)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())

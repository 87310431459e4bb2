"""Makes the files of the corpus: `python -m tests.resume.corpus [--only TEXT] [--list]`.

Each page is two files in `files/`: `LAYOUT--PERSON.pdf` and, beside it, the truth as `LAYOUT--PERSON.json`. They are
committed, so that the tests and the benchmark need no producer; run this only after a change of a person or a layout.
"""

# ruff: noqa: T201
# Why: a program for the terminal.

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tests.resume.corpus.layout import Layout, all_layouts, person

if TYPE_CHECKING:
    from tests.resume.corpus.model import Made

FILES = Path(__file__).parent / "files"


def write(made: Made) -> Path:
    """Writes one pair of files and gives the path of the PDF."""
    FILES.mkdir(exist_ok=True)
    path = FILES / f"{made.layout}--{made.person}.pdf"
    path.write_bytes(made.pdf)
    path.with_suffix(".json").write_text(made.truth.model_dump_json(indent=2, exclude={"raw_text"}) + "\n", "utf-8")
    return path


def chosen(only: str | None) -> list[Layout]:
    """The layouts whose name or producer holds the text; all without one."""
    return [layout for layout in all_layouts() if only is None or only in layout.name or only in layout.producer]


def main() -> int:
    """Returns 0, or 1 if a producer is missing or no layout has the text."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.resume.corpus", description="Make the files of the resume corpus."
    )
    parser.add_argument("--only", metavar="TEXT", help="only layouts whose name or producer holds this text")
    parser.add_argument(
        "--list", action="store_true", help="list the layouts, their producers and people; make nothing"
    )
    options = parser.parse_args()
    layouts = chosen(options.only)
    if not layouts:
        print(f"No layout has {options.only!r} in its name: see --list", file=sys.stderr)
        return 1
    missing: set[str] = set()
    for layout in layouts:
        if options.list:
            print(f"{layout.name:40} {layout.producer:12} {', '.join(layout.people)}")
            continue
        try:
            paths = [write(layout.make(person(slug))) for slug in layout.people]
        except (ImportError, FileNotFoundError) as error:
            missing.add(layout.producer)
            print(f"{layout.name}: left out, {layout.producer} is missing ({error})", file=sys.stderr)
            continue
        print(
            f"{layout.name}: "
            + ", ".join(f"{path.stem.rpartition('--')[2]} {path.stat().st_size // 1024} KB" for path in paths)
        )
    if missing:
        print(f"Install {', '.join(sorted(missing))}, or choose other layouts with --only", file=sys.stderr)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())

"""Measure Intervue on this machine, print a table per part and one line of JSON, and write docs/PERFORMANCE.md.

    make bench [ARGS="--only a,c --turns 5 ..."]          or: python -m scripts.bench [options]

Leave the machine alone meanwhile: whatever else runs is measured, too.
"""

from __future__ import annotations

import argparse
import json
import shlex
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console

from intervue.settings import SettingsError
from scripts.bench import document, machine, parts

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDTH = 170


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what is asked for. Returns the exit status: 1 if a part could not be measured, 2 for a wrong call."""
    arguments = sys.argv[1:] if arguments is None else arguments
    try:
        options = parser().parse_args(arguments)
    except SystemExit as end:
        return int(end.code or 0)
    console = Console(width=WIDTH, highlight=False, markup=False)
    try:
        about = machine.describe()
    except SettingsError as error:
        print(error, file=sys.stderr)
        return 2
    command = " ".join(["make bench", *([f"ARGS={shlex.quote(_said(arguments))}"] if arguments else [])])
    results: dict[str, Any] = {}
    failed = False
    for letter in options.only:
        print(f"part {letter}: {parts.load(letter).TITLE} ...", file=sys.stderr, flush=True)
        result = _measured(letter, options)
        failed |= "cannot" in result
        results[letter] = result
        if "cannot" not in result:
            sheets = parts.load(letter).table(result)
            for sheet in sheets:
                sheet.show(console)
            if options.document:  # at once: a later part may fail
                text = _head(letter, result, f"`{command}`", about) + "\n".join(sheet.markdown() for sheet in sheets)
                document.write(options.document, {letter: text})
    line = json.dumps({"machine": about, "date": _today(), "command": command, "parts": results})
    print(line)
    if options.out:
        options.out.write_text(line + "\n", encoding="utf-8")
    return 1 if failed else 0


def parser() -> argparse.ArgumentParser:
    """All options, those of the parts included."""
    found = argparse.ArgumentParser(
        prog="make bench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    listed = "; ".join(f"{letter}: {parts.load(letter).TITLE}" for letter in parts.MODULES)
    found.add_argument("--only", type=_letters, default=tuple(parts.MODULES), metavar="a,c", help=listed)
    found.add_argument("--out", type=Path, help="file to write the line of JSON to")
    found.add_argument(
        "--document",
        type=Path,
        default=machine.ROOT / "docs" / "PERFORMANCE.md",
        help="document whose sections are replaced",
    )
    found.add_argument("--no-document", dest="document", action="store_const", const=None, help="write no document")
    for letter in parts.MODULES:
        part = parts.load(letter)
        if hasattr(part, "add_options"):
            part.add_options(found.add_argument_group(f"part {letter}"))
    return found


def _letters(text: str) -> tuple[str, ...]:
    try:
        return parts.chosen(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _measured(letter: str, options: argparse.Namespace) -> dict[str, Any]:
    before, began = machine.load_average(), time.monotonic()
    try:
        result = parts.load(letter).run(options)
    except parts.CannotMeasureError as error:
        print(f"part {letter} is left out: {error}", file=sys.stderr)
        return {"cannot": str(error)}
    return {**result, "load_before": before, "took_s": round(time.monotonic() - began, 1)}


def _head(letter: str, result: dict[str, Any], command: str, about: dict[str, Any]) -> str:
    """What stands above the tables of a part."""
    return (
        f"## ({letter}) {parts.load(letter).TITLE}\n\n{_today()}, {command} ({result['took_s']:.0f} s, load average "
        f"before it {result['load_before']}). {machine.sentence(about)}\n\n"
    )


def _said(arguments: Sequence[str]) -> str:
    """The options as they were given, without folders: they are of no use to anybody else."""
    return " ".join("DIR" if "/" in argument else argument for argument in arguments)


def _today() -> str:
    return datetime.now(tz=UTC).date().isoformat()


if __name__ == "__main__":
    sys.exit(main())

"""Measure how much the resume parser reads right: `python -m scripts.bench_resume` (or: make bench-resume ARGS=...).

    --show LAYOUT--PERSON      one resume in full: "-" what stands on the page, "+" what was read instead
    --field highlights         everything that is wrong in one field ("title", "education", "experience.start_date")
    --layout 'sidebar*'        only these layouts
    --files FOLDER             other pairs: LAYOUT--PERSON.pdf (or NAME.pdf) and, beside it, the truth with .json

Without these, the tables are printed. How values are compared is told in scripts/bench_resume/scoring.py.

A truth is what POST /resume/parse should answer, without "raw_text", each value in the wording of the page:

    {
      "contact": {"name": "Ada Roe", "email": "ada@example.com", "phone": "+44 113 496 0123", "location": "Leeds, UK",
                  "linkedin": "https://linkedin.com/in/adaroe"},
      "summary": "One paragraph.",
      "experiences": [{"title": "Nurse", "company": "Elm Clinic", "start_date": "May 2019", "end_date": "Present",
                       "description": "Running text.", "highlights": ["One bullet."]}],
      "education": [{"institution": "Elm College", "degree": "BSc", "field": "Nursing", "graduation_date": "2018"}],
      "skills": ["Triage"],
      "certifications": ["First Aid at Work (Red Cross)"]
    }

What the page does not have is left out, or null; only a name, and of each position and study "title", "company" and
"institution", "degree" must be there. Examples: tests/resume/corpus/files/*.json.
"""

from __future__ import annotations

import argparse
import fnmatch
import json
import sys
from pathlib import Path

from rich.console import Console

from scripts.bench_resume import calibration, document, speed, tables
from scripts.bench_resume.baseline import baseline
from scripts.bench_resume.document import MarkerError
from scripts.bench_resume.pairs import CORPUS, Pair, PairsError, Reader, pairs, parser, read_all, without_truth
from scripts.bench_resume.scoring import score
from scripts.bench_resume.show import misses, show


def options() -> argparse.Namespace:
    """What was asked for."""
    arguments = argparse.ArgumentParser(
        prog="python -m scripts.bench_resume",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = arguments.add_argument
    add("--files", type=Path, default=CORPUS, metavar="FOLDER", help="where the pairs are (default: the corpus)")
    add("--layout", default="*", metavar="PATTERN", help="only layouts of this name, with commas between several")
    add("--show", metavar="NAME", help="print these files in full, truth and found; a pattern ('*--ada*')")
    add("--raw", action="store_true", help="with --show: the text in reading order, too")
    add("--field", metavar="NAME", help="print what is wrong in the fields that begin so")
    add("--baseline", action="store_true", help="the simple parser beside it")
    add("--speed", action="store_true", help="also how long a page takes, and the memory")
    add("--rounds", type=int, default=3, metavar="N", help="with --speed: how often each file is read (default: 3)")
    add("--document", metavar="NAME", help="write the tables into docs/RESUME.md, under that name (corpus, unseen)")
    add("--all", action="store_true", help="--baseline --speed, and --document corpus if all of the corpus is measured")
    add("--json", action="store_true", help="print every figure as one line of JSON")
    return arguments.parse_args()


def scored(chosen: list[Pair], read: Reader) -> tables.Scored:
    """Every pair, read and compared."""
    return [(reading, score(reading.pair.truth, reading.found)) for reading in read_all(chosen, read)]


def main() -> int:
    """Returns 0, or 2 if there is nothing to measure or no place for the figures."""
    asked = options()
    console = Console(width=None if sys.stdout.isatty() else 200)
    try:
        name = document_name(asked)
        chosen = pairs(asked.files, asked.layout)
        for path in without_truth(asked.files):
            print(f"left out: {path.name} has no {path.stem}.json beside it", file=sys.stderr)
        if asked.show:
            chosen = named(chosen, asked.show)
        ours = scored(chosen, parser())
        if asked.show:
            for reading, result in ours:
                show(console, reading, result, raw=asked.raw)
        elif asked.field:
            misses(console, ours, asked.field)
        else:
            measure_all(asked, console, chosen, ours, name)
    except (PairsError, MarkerError, speed.SpeedError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    return 0


def document_name(asked: argparse.Namespace) -> str | None:
    """The section of docs/RESUME.md to be written. Raises `SpeedError` where its table of speed would be lost."""
    whole = asked.all and asked.files == CORPUS and asked.layout == "*" and not asked.json
    name: str | None = asked.document or ("corpus" if whole else None)
    if name and (asked.speed or asked.all) and not speed.has_comparison():
        raise speed.SpeedError(
            f"{speed.NO_PDFPLUMBER}. docs/RESUME.md is left as it is. "
            "To see the figures without it: python -m scripts.bench_resume --baseline --speed"
        )
    return name


def measure_all(
    asked: argparse.Namespace, console: Console, chosen: list[Pair], ours: tables.Scored, name: str | None
) -> None:
    """The tables, on the screen or as JSON, and in the document if that is wanted."""
    theirs = scored(chosen, baseline()) if asked.baseline or asked.all else None
    times = speed.measure(chosen, asked.rounds) if asked.speed or asked.all else None
    if asked.json:
        result = {"parser": tables.as_json(ours), "baseline": tables.as_json(theirs) if theirs else None}
        print(json.dumps({"bench": "resume", **result, "speed": times.as_json() if times else None}))
        return
    sheets = tables.sheets(ours, theirs) + ([speed.sheet(times)] if times else [])
    if asked.all or name:
        sheets.append(calibration.sheet(calibration.measure(chosen)))
    for sheet in sheets:
        sheet.show(console)
    if name:
        document.write(document.DOCUMENT, name, sheets, " ".join(["python -m scripts.bench_resume", *sys.argv[1:]]))
        console.print(f"Written into docs/RESUME.md, figures {name}.")


def named(chosen: list[Pair], pattern: str) -> list[Pair]:
    """The pairs of that name, or whose name holds it. Raises `PairsError` where there are none."""
    found = [pair for pair in chosen if fnmatch.fnmatch(pair.name, pattern)]
    found = found or [pair for pair in chosen if pattern in pair.name]
    if not found:
        known = ", ".join(pair.name for pair in chosen)
        raise PairsError(f"No file is called {pattern!r}. There are: {known}.")
    return found


if __name__ == "__main__":
    sys.exit(main())

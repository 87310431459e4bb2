"""How honest the parser's confidence is: `python -m scripts.bench_resume.calibration`.

Every value that the parser gave with its confidence is right or wrong as scripts/bench_resume/scoring.py has it; the
table tells how many of each band of confidence are right. `--wrong` and `--right` list what it misjudged.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console

from intervue.engines.base import BadInputError
from intervue.engines.parser import ResumeParser
from intervue.resume.provenance import fields
from intervue.resume.schema import DetailedResume
from scripts.bench.sheet import Sheet
from scripts.bench_resume.pairs import CORPUS, Pair, PairsError, pairs
from scripts.bench_resume.scoring import JOB, STUDY, fold, matched

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from intervue.resume.schema import ParsedResume

BANDS = (0.0, 0.6, 0.7, 0.8, 0.9, 1.0)
"""Edges; a band holds its lower one."""
_INDEX = re.compile(r"\.\d+")


@dataclass(frozen=True, slots=True)
class Outcome:
    """A value that was read: whose, which field, how sure, whether rightly so."""

    file: str
    path: str
    text: str
    confidence: float
    right: bool

    @property
    def field(self) -> str:
        """The path without the numbers of entries."""
        return _INDEX.sub("", self.path)


def outcomes(name: str, truth: ParsedResume, found: DetailedResume) -> list[Outcome]:
    """Every value with a confidence; one that was not found is right where the page has none."""
    right = dict(_right(truth.model_dump(), found.model_dump()))
    return [
        Outcome(name, path, text, found.confidence[path], right[path])
        for path, text, _ in fields(found)
        if path in found.confidence
    ]


def _right(truth: dict[str, Any], found: dict[str, Any]) -> Iterator[tuple[str, bool]]:
    for key, value in found["contact"].items():
        yield f"contact.{key}", fold(value) == fold(truth["contact"][key])
    yield "summary", fold(found["summary"]) == fold(truth["summary"])
    for section, names in (("experiences", JOB), ("education", STUDY)):
        numbers = {id(entry): number for number, entry in enumerate(found[section])}
        for wanted, got in matched(truth[section], found[section], names[:4]):
            if not got:
                continue
            path = f"{section}.{numbers[id(got)]}"
            for key in names:
                yield f"{path}.{key}", bool(wanted) and fold(got[key]) == fold(wanted[key])
            if "highlights" in got:
                yield from _items(f"{path}.highlights", wanted.get("highlights", ()), got["highlights"])
    for section in ("skills", "certifications"):
        yield from _items(section, truth[section], found[section])


def _items(path: str, truth: Iterable[str], found: Sequence[str]) -> Iterator[tuple[str, bool]]:
    left = Counter(map(fold, truth))
    for number, text in enumerate(found):
        yield f"{path}.{number}", left[fold(text)] > 0
        left[fold(text)] -= 1


def measure(chosen: Sequence[Pair]) -> list[Outcome]:
    """Every value of every file, read by the product's own parser in this process."""
    engine = ResumeParser(max_pages=50, max_bytes=10 * 1024 * 1024)
    engine.load()
    result: list[Outcome] = []
    for pair in chosen:
        try:
            (found,) = (each for each in engine.parse(pair.path.read_bytes(), details=True) if each is not None)
        except BadInputError as error:
            print(f"{pair.name} was refused: {error}", file=sys.stderr)
            continue
        if isinstance(found, DetailedResume):
            result += outcomes(pair.name, pair.truth, found)
    return result


def sheet(of: Sequence[Outcome]) -> Sheet:
    """A row per field: how many values each band has, and the share of them that is right."""
    bands = list(pairwise(BANDS))
    by_field: dict[str, list[Outcome]] = {"all": list(of)}
    for each in of:
        by_field.setdefault(each.field, []).append(each)
    rows = [(name, *(_cell(group, low, high) for low, high in bands)) for name, group in by_field.items()]
    return Sheet("Right by confidence", ("field", *(f"{low:g} to {high:g}" for low, high in bands)), rows)


def _cell(of: Sequence[Outcome], least: float, below: float) -> str:
    band = [each for each in of if least <= each.confidence < below]
    right = sum(each.right for each in band)
    return f"{100 * right / len(band):.0f} % of {len(band)}" if band else ""


def main() -> int:
    """Returns 0, or 2 where there is nothing to measure."""
    asked = argparse.ArgumentParser(prog="python -m scripts.bench_resume.calibration", description=__doc__)
    asked.add_argument("--files", type=Path, default=CORPUS, metavar="FOLDER", help="where the pairs are")
    asked.add_argument("--layout", default="*", metavar="PATTERN", help="only layouts of this name")
    asked.add_argument("--wrong", type=float, metavar="LEAST", help="list wrong values of this confidence and more")
    asked.add_argument("--right", type=float, metavar="BELOW", help="list right values of less confidence")
    options = asked.parse_args()
    try:
        found = measure(pairs(options.files, options.layout))
    except PairsError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    sheet(found).show(Console(width=None if sys.stdout.isatty() else 200))
    for each in found:
        least, below = options.wrong, options.right
        too_sure = least is not None and not each.right and each.confidence >= least
        if too_sure or (below is not None and each.right and each.confidence < below):
            told = "right" if each.right else "wrong"
            print(f"{told} {each.confidence:.2f} {each.file} {each.path}: {each.text[:100]!r}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""PDFs with their truths, and what a parser finds in them."""

from __future__ import annotations

import fnmatch
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

from intervue.engines.base import BadInputError
from intervue.engines.parser import ResumeParser
from intervue.resume.schema import ParsedResume

if TYPE_CHECKING:
    from collections.abc import Sequence

Reader = Callable[[bytes], ParsedResume]
"""Raises `BadInputError` for a file that it refuses."""
CORPUS = Path(__file__).resolve().parent.parent.parent / "tests" / "resume" / "corpus" / "files"


class PairsError(Exception):
    """Pairs cannot be read. The message says what to do."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A PDF and what stands on it."""

    layout: str
    person: str
    path: Path
    truth: ParsedResume

    @property
    def name(self) -> str:
        """The file's name without its ending."""
        return self.path.stem


@dataclass(frozen=True, slots=True)
class Reading:
    """What a parser found. `found` is None where it refused the file, for the reason in `refusal`."""

    pair: Pair
    found: ParsedResume | None
    seconds: float
    refusal: str = ""


def pairs(folder: Path = CORPUS, layouts: str = "*") -> list[Pair]:
    """The pairs in a folder, by name; `layouts` is a pattern, "sidebar*".

    A file is called `LAYOUT--PERSON.pdf` (or `LAYOUT.PERSON.pdf`, or `NAME.pdf`: a layout of its own), its truth the
    same with `.json`; a PDF without truth is left out.

    Raises:
        PairsError: there are none, or a truth is no resume.
    """
    found = [_pair(path) for path in sorted(folder.glob("*.pdf")) if path.with_suffix(".json").is_file()]
    chosen = [pair for pair in found if any(fnmatch.fnmatch(pair.layout, one) for one in layouts.split(","))]
    if not chosen:
        known = ", ".join(sorted({pair.layout for pair in found})) or "none: no PDF has a .json of its name beside it"
        raise PairsError(f"{folder} has no layout {layouts!r}. Its layouts are: {known}.")
    return chosen


def without_truth(folder: Path) -> list[Path]:
    """The PDFs of a folder that cannot be measured, because no truth stands beside them."""
    return [path for path in sorted(folder.glob("*.pdf")) if not path.with_suffix(".json").is_file()]


def _pair(path: Path) -> Pair:
    layout, _, person = path.stem.rpartition("--" if "--" in path.stem else ".")
    try:
        truth = ParsedResume.model_validate_json(path.with_suffix(".json").read_bytes())
    except ValidationError as error:
        raise PairsError(f"{path.with_suffix('.json')} is no resume; make it anew. {error}") from error
    return Pair(layout or person, person, path, truth)


def parser() -> Reader:
    """The product's own parser, loaded, in this process."""
    engine = ResumeParser(max_pages=50, max_bytes=10 * 1024 * 1024)
    engine.load()

    def read(pdf: bytes) -> ParsedResume:
        (resume,) = (result for result in engine.parse(pdf) if result is not None)
        return resume

    return read


def read_all(chosen: Sequence[Pair], read: Reader) -> list[Reading]:
    """What a parser finds in each, with the seconds that it took. An error of the parser is a refusal with its name."""
    readings = []
    for pair in chosen:
        pdf = pair.path.read_bytes()
        began = time.perf_counter()
        found, refusal = None, ""
        try:
            found = read(pdf)
        except BadInputError as error:
            refusal = str(error)
        except Exception as error:  # noqa: BLE001 - a parser that breaks on one file is measured on the others
            refusal = f"BROKEN: {type(error).__name__}: {error}"
        readings.append(Reading(pair, found, time.perf_counter() - began, refusal))
    return readings

"""Files of the corpus by name: what their text is like inside, and what was not read right."""

from __future__ import annotations

from functools import cache

from intervue.resume.schema import ParsedResume
from scripts.bench_resume.scoring import Miss, score
from tests.resume.corpus.__main__ import FILES
from tests.resume.pages import pymupdf
from tests.resume.reading import read


@cache
def truth(name: str) -> ParsedResume:
    return ParsedResume.model_validate_json((FILES / f"{name}.json").read_text("utf-8"))


@cache
def found(name: str) -> ParsedResume:
    return read((FILES / f"{name}.pdf").read_bytes())


@cache
def wrong(name: str, field: str = "") -> list[Miss]:
    """What was read wrong or missed, of the fields that begin so."""
    return [miss for miss in score(truth(name), found(name)).misses if miss.field.startswith(field)]


@cache
def stored(name: str) -> str:
    """The text as the file has it, page after page, with nothing put right: proof that a habit is in it."""
    with pymupdf.open(FILES / f"{name}.pdf") as document:
        return "\f".join(page.get_text("text", flags=0) for page in document)


def pages(name: str) -> int:
    return stored(name).count("\f") + 1

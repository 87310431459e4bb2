"""Reads a PDF with the real engine, in this process, or lines without a PDF."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from intervue.engines.parser import ResumeParser
from intervue.resume.ordered import in_order
from intervue.resume.parse import parse_ordered

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intervue.resume.lines import Line, Link
    from intervue.resume.schema import ParsedResume

MIB = 1024 * 1024


@cache
def parser() -> ResumeParser:
    engine = ResumeParser(max_pages=20, max_bytes=10 * MIB)
    engine.load()
    return engine


def read(pdf: bytes) -> ParsedResume:
    """The resume in a PDF. Raises `BadInputError` as the engine does."""
    results = [result for result in parser().parse(pdf) if result is not None]
    assert len(results) == 1
    return results[0]


def read_lines(lines: Sequence[Line], links: Sequence[Link] = ()) -> ParsedResume:
    """The resume in the lines of all its pages, in any order, and its link annotations."""
    return parse_ordered(in_order(lines), links)


def fields_of(pdf: bytes) -> ParsedResume:
    """The resume without its text."""
    return read(pdf).model_copy(update={"raw_text": ""})

"""Skills, languages and certificates: lists in the many forms in which they are laid out."""

# ruff: noqa: PLR2004, RUF001
# Why: thresholds in points or words stand where they are used; the dashes and quotes that resumes are written with.

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from intervue.resume.dates import find_period, is_period, without_period
from intervue.resume.lines import BULLET, join, split_bullet, without_icons

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intervue.resume.layout import Row

_MAX_ITEMS = 200
_MAX_CHARS = 90
_LABEL = re.compile(r"^[^,:;()|]{2,40}:\s+(?=\S)")
_OUTSIDE = re.compile(r"[,;|•·]|\s/\s|\s{2,}")
_PROFICIENT = re.compile(
    r"^(?:highly\s+)?(?:proficient|fluent|skilled|experienced|advanced|competent|knowledge(?:able)?|familiar"
    r"|working knowledge)\s+(?:in|with|of)\s+",
    re.IGNORECASE,
)


def parse_skills(rows: Sequence[Row]) -> list[str]:
    """The skills of one section, without the labels of groups, each once."""
    items: list[str] = []
    for text in _paragraphs(rows):
        without_label = _LABEL.sub("", text)
        for piece in _split(without_label):
            items.extend(_tidy(piece))
    return unique(items)


def parse_certifications(rows: Sequence[Row]) -> list[str]:
    """The certificates of one section, one per line, without their dates."""
    items = []
    for text in _paragraphs(rows, join_cells=True):
        for piece in re.split(r"\s*[;|•]\s*|\s{2,}", text) if not re.search(r"\d\s*\|\s*$", text) else [text]:
            bare = without_period(piece) if find_period(piece) is not None else piece
            bare = re.sub(r"\(\s*\)|\s+\|\s*$", "", bare).strip(" ,|–—-:")
            if len(bare) > 1 and not is_period(piece):
                items.append(bare)
    return unique(items)


def _paragraphs(rows: Sequence[Row], *, join_cells: bool = False) -> list[str]:
    """Lines that belong together in one piece: a list that runs over several lines, a bullet's second line."""
    right = max((row.box.x1 for row in rows), default=0.0)
    left = min((row.box.x0 for row in rows), default=0.0)
    whole: list[str] = []
    last: Row | None = None
    for row in rows:
        text = ("  " if not join_cells else " | ").join(without_icons(cell) for cell in row.texts)
        bullet, bare = split_bullet(text)
        starts = bullet or row.is_bullet or _LABEL.match(bare) is not None
        if whole and last is not None and not starts and _runs_on(whole[-1], last, row, bare, (left, right)):
            whole[-1] = join(whole[-1], bare)
        else:
            whole.append(bare)
        last = row
    return [text for text in whole if text.strip(BULLET + " ")]


def _runs_on(text: str, last: Row, row: Row, following: str, margins: tuple[float, float]) -> bool:
    if text.endswith((",", "/", "&", "(", "-", "and")) or following[:1].islower():
        return True
    if text.count("(") > text.count(")"):
        return True
    left, right = margins
    full = last.box.x1 > right - 0.15 * (right - left)
    many = text.count(",") >= 2 and len(row.cells) == 1
    return full and many and row.box.y0 - last.box.y1 < 0.7 * row.box.height and "," in following


def _split(text: str) -> list[str]:
    """Pieces at commas and other separators that do not stand in brackets."""
    pieces, depth, start = [], 0, 0
    index = 0
    while index < len(text):
        if text[index] in "([":
            depth += 1
        elif text[index] in ")]":
            depth = max(0, depth - 1)
        match = _OUTSIDE.match(text, index) if depth == 0 else None
        if match:
            pieces.append(text[start:index])
            start = index = match.end()
        else:
            index += 1
    return [*pieces, text[start:]]


def _tidy(piece: str) -> list[str]:
    piece = without_icons(piece.strip()).strip(" :–—").strip()
    piece = re.sub(r"^(?:and|&)\s+", "", piece)
    proficient = _PROFICIENT.match(piece)
    if proficient:
        return [part for part in re.split(r"\s+and\s+", piece[proficient.end() :]) if part]
    if piece.endswith(".") and not re.search(r"\b\w\.$|\.\w+\.$", piece):
        piece = piece[:-1]
    alone = len(piece) == 1 and piece not in {"C", "R"}
    return [] if not piece or alone or len(piece) > _MAX_CHARS or not any(map(str.isalnum, piece)) else [piece]


def unique(items: Sequence[str]) -> list[str]:
    """Each item once, in order, whatever its case."""
    return list({item.casefold(): item for item in reversed(items)}.values())[::-1][:_MAX_ITEMS]

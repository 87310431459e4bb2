"""Doubts that rest on where a value stands: what is printed around it, and what no field took."""

# ruff: noqa: PLR2004, RUF001
# Why: distances and shares stand where they are used; the dashes and quotes that resumes are written with.

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from intervue.resume.dates import find_period, is_period
from intervue.resume.lines import split_bullet
from intervue.resume.places import is_place

if TYPE_CHECKING:
    from collections.abc import Mapping

    from intervue.resume.tracing import Page, Piece, Trace

_SEPARATED = re.compile(r"[^\w\s'’&.+#%-]|\s-\s")
"""What parts two values on one line: a comma, a bar, a bracket, a dash that is no hyphen."""
_BODY = re.compile(r"\.(?:highlights\.\d+|description)$")
_SIGN = 2
"""Letters that a bullet of a symbol font may read as."""
_WORDS = r"(?:in|of|at|im|am|an|bei|als|en|em|de|di|da|du|chez|à|a|presso|op|bij|for|with|from|since|and|und|et|y|e)"
_CONNECTORS = re.compile(rf"{_WORDS}\b", re.IGNORECASE)
_CONNECTED = re.compile(rf"(?:\b{_WORDS}|&)\s+$", re.IGNORECASE)
_SHARED = ("company", "institution", "contact.")
"""Several roles have one employer, several degrees one school; the head's texts may be anywhere again."""


class Surroundings:
    """What stands around the values of a résumé.

    Args:
        found: the place of each value.
        page: where they were found.
    """

    def __init__(self, found: Mapping[str, Trace], page: Page) -> None:
        self._page = page
        self._taken: dict[int, list[tuple[int, int, str]]] = defaultdict(list)
        for path, trace in found.items():
            for piece in trace.pieces:
                self._taken[piece.cell].append((piece.start, piece.end, path))

    def shared(self, path: str, trace: Trace) -> bool:
        """Whether another field took the same text where it may not: one date for two positions."""
        if path.endswith(_SHARED) or path.startswith(_SHARED):
            return False
        for piece in trace.pieces:
            for start, end, other in self._taken[piece.cell]:
                if other != path and start < piece.end and piece.start < end and not other.endswith(_SHARED):
                    return True
        return False

    def stuck(self, path: str, trace: Trace) -> bool:
        """Whether a word stands right before or after the value, with nothing between, that is no field's."""
        if not trace.pieces:
            return False
        first, last = trace.pieces[0], trace.pieces[-1]
        return self._goes_on_before(path, first) or self._goes_on_after(path, last)

    def _goes_on_after(self, path: str, piece: Piece) -> bool:
        cell = self._page.cells[piece.cell]
        if piece.end >= len(cell.text):
            return False
        between = cell.raw[cell.at[piece.end - 1] + 1 : cell.at[piece.end] + 1]
        rest = cell.raw[cell.at[piece.end] :]
        if _CONNECTORS.match(rest) and not _BODY.search(path):
            return False  # "and", "of" go on from one value to the next; a sentence does not end before them
        return not _SEPARATED.search(between) and not self._is_taken(piece.cell, piece.end, path) and not _other(rest)

    def _goes_on_before(self, path: str, piece: Piece) -> bool:
        cell = self._page.cells[piece.cell]
        if piece.start <= _SIGN:
            return False
        between = cell.raw[cell.at[piece.start - 1] : cell.at[piece.start]]
        before = cell.raw[: cell.at[piece.start]]
        apart = _SEPARATED.search(between) or between.rstrip().endswith(".") or _CONNECTED.search(before)
        return not apart and not self._is_taken(piece.cell, piece.start - 1, path) and not _other(before)

    def _is_taken(self, cell: int, position: int, but: str) -> bool:
        return any(start <= position < end and path != but for start, end, path in self._taken[cell])

    def adjoin(self, first: Trace, second: Trace) -> bool:
        """Whether the one ends right before the other on the same line, with nothing between."""
        if not first.pieces or not second.pieces or first.pieces[-1].cell != second.pieces[0].cell:
            return False
        cell = self._page.cells[first.pieces[-1].cell]
        end, start = first.pieces[-1].end, second.pieces[0].start
        return end == start and not _SEPARATED.search(cell.raw[cell.at[end - 1] + 1 : cell.at[start]])

    def left_over(self, trace: Trace) -> bool:
        """Whether the line after the value, in its section and look, is no field's: the end of a text that was cut."""
        if not trace.pieces:
            return False
        last = trace.pieces[-1].cell
        here = self._page.cells[last]
        if trace.pieces[-1].end < len(here.text):
            return False
        for number in range(last + 1, min(last + 3, len(self._page.cells))):
            cell = self._page.cells[number]
            if cell.row == here.row or not cell.text:
                continue
            if not self._is_full(last, 0.65):
                return False
            alike = abs(cell.line.size - here.line.size) < 0.3 and cell.line.bold == here.line.bold
            near = (
                cell.line.page == here.line.page and 0 < cell.line.box.y0 - here.line.box.y0 < 2 * here.line.box.height
            )
            return (
                alike
                and near
                and cell.section == here.section
                and not self._taken[number]
                and not split_bullet(cell.line.text)[0]
                and not _other(cell.line.text)
            )
        return False

    def _is_full(self, number: int, share: float) -> bool:
        """Whether a line has that share of its column's width, so that the next one may be its continuation."""
        here = self._page.cells[number]
        edges = [
            cell.line.box.x1
            for cell in self._page.cells[max(number - 30, 0) : number + 30]
            if cell.line.page == here.line.page and cell.line.box.x0 < here.line.box.x1 and cell.section == here.section
        ]
        return here.line.box.x1 - here.line.box.x0 > share * (max(edges) - here.line.box.x0)

    def runs_on(self, trace: Trace) -> bool:
        """Whether several texts were joined: a short line without a stop, then a line that begins with a capital."""
        for first, second in pairwise(trace.pieces):
            one, two = self._page.cells[first.cell], self._page.cells[second.cell]
            stopped = one.raw.rstrip().endswith((".", ":", ";", ",", "!", "?"))
            capital = two.raw[two.at[second.start]].isupper()
            if one.row != two.row and capital and not stopped and not self._is_full(first.cell, 0.75):
                return True
        return False

    def ends_early(self, text: str, trace: Trace) -> bool:
        """Whether a text without a stop ends at the right edge, and what follows begins like its continuation."""
        if not trace.pieces or text.endswith((".", "!", "?", ")", "”")):
            return False
        last = trace.pieces[-1].cell
        if last + 1 >= len(self._page.cells) or not self._is_full(last, 0.85):
            return False
        here, following = self._page.cells[last], self._page.cells[last + 1]
        alike = abs(following.line.size - here.line.size) < 0.3 and following.line.bold == here.line.bold
        fresh = split_bullet(following.line.text)[0] or following.section != here.section
        heads = any(not _BODY.search(path) for _, _, path in self._taken[last + 1])
        return alike and not fresh and not heads and here.section >= 0

    def gapped(self, trace: Trace) -> bool:
        """Whether there are wide gaps in what was taken for one value: labels set side by side."""
        return any(self._is_gapped(piece) for piece in trace.pieces)

    def _is_gapped(self, piece: Piece) -> bool:
        cell = self._page.cells[piece.cell]
        begin, end = cell.at[piece.start], cell.at[piece.end - 1]
        position, edge = 0, None
        for span in cell.line.spans:
            inside = position <= end and begin < position + len(span.text)
            if span.text.strip():
                if edge is not None and inside and position > begin and span.box.x0 - edge > 0.7 * span.size:
                    return True
                edge = span.box.x1
            position += len(span.text)
        return False

    def cut_date(self, text: str, trace: Trace) -> bool:
        """Whether the month of a date was left behind: "2019" out of "April 2019"."""
        if not trace.pieces or trace.pieces[0].start == 0:
            return False
        piece = trace.pieces[0]
        cell = self._page.cells[piece.cell]
        words = cell.raw[: cell.at[piece.start]].split()
        return bool(words) and words[-1].strip(".,").isalpha() and is_period(f"{words[-1]} {text}")

    def hyphen_kept(self, text: str, trace: Trace) -> bool:
        """Whether a hyphen at a line's end was taken for one that belongs to the word."""
        for piece in trace.pieces[:-1]:
            words = self._page.cells[piece.cell].raw.split()
            if words and words[-1].endswith(("-", "‐")) and re.search(re.escape(words[-1][:-1]) + r"[-‐]\w", text):
                return True
        return False


def _other(text: str) -> bool:
    """Whether a text that is left over is of a kind that no field holds, or one known by its look: a place, a date."""
    bare = text.strip(" ,|;:–—-()•·")
    return not bare or is_period(bare) or is_place(bare) or find_period(bare) is not None

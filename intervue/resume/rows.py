"""Rows: what stands on one baseline, from left to right."""

# ruff: noqa: PLR2004
# Why: thresholds in font sizes stand where they are used.

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from intervue.resume.dates import is_period
from intervue.resume.lazy import Lazy
from intervue.resume.lines import BULLET, GAP_EM, Box, Line, around, joined_all, split_bullet

if TYPE_CHECKING:
    from collections.abc import Sequence

_MARK_PIECES = 20
"""Pieces of a baseline that may be icons or dots of a level together."""


@dataclass(frozen=True)
class Row:
    """What stands on one baseline of one region, from left to right."""

    cells: tuple[Line, ...]

    @Lazy
    def box(self) -> Box:
        """The smallest box around all cells."""
        return around([cell.box for cell in self.cells])

    @property
    def page(self) -> int:
        """The page's number, from 0."""
        return self.cells[0].page

    @Lazy
    def texts(self) -> list[str]:
        """The cells' texts; a bullet in a cell of its own is put before the next one."""
        texts = [cell.text for cell in self.cells]
        if len(texts) > 1 and is_mark(texts[0]):
            texts[:2] = [f"{BULLET} {texts[1]}"]
        return texts

    @Lazy
    def text(self) -> str:
        """The whole row, two blanks between cells."""
        return "  ".join(self.texts)

    @Lazy
    def is_bullet(self) -> bool:
        """Whether it begins with a bullet; what stands before a date is an icon."""
        marked, text = split_bullet(self.texts[0])
        return marked and not is_period(text.split(BULLET)[0].split("|")[0].strip())

    @property
    def bold(self) -> bool:
        """Whether the first cell is bold."""
        return self.cells[0].bold

    @property
    def size(self) -> float:
        """The largest font size, points."""
        return max(cell.size for cell in self.cells)


def rows_of(lines: Sequence[Line]) -> list[Row]:
    """Lines on one baseline make a row; rows from top to bottom."""
    starts = sorted(line.box.x0 for line in lines)
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: (line.box.middle, line.box.x0)):
        last = rows[-1][0].box if rows else None
        if last is not None and abs(line.box.middle - last.middle) < 0.35 * min(last.height, line.box.height):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [Row(_cells(sorted(row, key=lambda line: line.box.x0), starts)) for row in rows]


def _cells(lines: Sequence[Line], starts: Sequence[float]) -> tuple[Line, ...]:
    """Neighbours without a wide gap are one cell: extraction parts a bullet from its text, for one."""
    cells: list[list[Line]] = []
    end, marked = 0.0, False
    for line in lines:
        gap = line.box.x0 - end
        if cells and (_is_announced(line) or (gap > -1 and _belongs(line, gap / line.size, starts, after_mark=marked))):
            cells[-1].append(line)
            end = max(end, line.box.x1)
        else:
            cells.append([line])
            end, marked = line.box.x1, True
        marked = marked and len(cells[-1]) <= _MARK_PIECES and is_mark(joined_all(cells[-1]).text)
    return tuple(map(joined_all, cells))


def _is_announced(line: Line) -> bool:
    """Whether a line begins with the colon of the label before it: "Employer      : Reef Logistics"."""
    return line.text.startswith(":") and len(line.text) > 1


def _belongs(line: Line, gap: float, starts: Sequence[float], *, after_mark: bool) -> bool:
    """Whether a line goes on with a cell that ends so many font sizes before it."""
    if after_mark:
        return gap < 3
    # A narrow gap parts columns where several lines begin at the same place.
    aligned = bisect_right(starts, line.box.x0 + 1) - bisect_left(starts, line.box.x0 - 1)
    return gap < (0.7 if aligned >= 3 else GAP_EM)


def is_mark(text: str) -> bool:
    """Whether the text is a bullet, an icon or a list's number and nothing else."""
    return split_bullet(f"{text} X")[1] == "X"

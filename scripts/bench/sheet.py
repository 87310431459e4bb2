"""Tables that read the same in a terminal and in a document, and the statistics in them."""

from __future__ import annotations

import statistics
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rich.table import Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

Figures = dict[str, float]
"""Median, quartiles, extremes and number of some measurements."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: every row has as many cells as there are columns. `notes` stand below it, one paragraph each."""

    title: str
    columns: tuple[str, ...]
    rows: list[tuple[str, ...]]
    notes: tuple[str, ...] = field(default=())

    def __post_init__(self) -> None:
        for row in self.rows:
            if len(row) != len(self.columns):
                raise ValueError(f"{self.title}: {len(row)} cells in a row of {len(self.columns)} columns: {row}")

    def show(self, console: Console) -> None:
        """Print it."""
        table = Table(title=self.title, title_justify="left")
        for number, column in enumerate(self.columns):
            table.add_column(column, justify="right" if number else "left")
        for row in self.rows:
            table.add_row(*row)
        console.print(table)
        for note in self.notes:
            console.print(note)
        console.print()

    def markdown(self) -> str:
        """The same as GitHub's Markdown, with an empty line at its end."""
        lines = [f"**{self.title}**", ""] if self.title else []
        lines += [_row(self.columns), "|---|" + "---:|" * (len(self.columns) - 1), *map(_row, self.rows), ""]
        for note in self.notes:
            lines += [note, ""]
        return "\n".join(lines) + "\n"


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", "<br>") for cell in cells) + " |"


def figures(values: Sequence[float]) -> Figures | None:
    """What is told of some measurements; None for none. Quartiles are those of the values themselves (inclusive)."""
    if not values:
        return None
    lower, middle, upper = (
        statistics.quantiles(values, n=4, method="inclusive") if len(values) > 1 else (values[0],) * 3
    )
    return {
        "n": len(values),
        "median": round(middle, 4),
        "lower": round(lower, 4),
        "upper": round(upper, 4),
        "least": round(min(values), 4),
        "most": round(max(values), 4),
    }


def shown(found: Figures | None, digits: int = 2, *, spread: bool = True) -> str:
    """A median with its quartiles: "1.20 (1.10-1.45)"; "-" for nothing."""
    if found is None:
        return "-"
    text = f"{found['median']:.{digits}f}"
    if spread and found["n"] > 1:
        text += f" ({found['lower']:.{digits}f}-{found['upper']:.{digits}f})"
    return text


def verdict(value: float | None, aim: float, *, digits: int = 2, unit: str = "") -> str:
    """A figure and whether it reaches its aim, which is an upper bound: "0.81: at most 0.85, reached"."""
    if value is None:
        return f"not measured: at most {aim:g}{unit}"
    reached = "reached" if value <= aim else "missed"
    return f"{value:.{digits}f}{unit}: at most {aim:g}{unit}, {reached}"

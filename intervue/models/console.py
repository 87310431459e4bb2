"""Progress on a console: bars on a terminal, plain lines elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.progress import (
    BarColumn,
    DownloadColumn,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
    TransferSpeedColumn,
)
from rich.progress import Progress as RichProgress

from intervue.models.report import in_megabytes

if TYPE_CHECKING:
    from rich.console import Console

    from intervue.models.report import Progress


class ConsoleReporter:
    """Writes to a rich console."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def note(self, text: str) -> None:
        """One line."""
        self._console.print(f"  note: {text}", style="yellow", markup=False, highlight=False, soft_wrap=True)

    def progress(self, label: str, total: int | None) -> Progress:
        """A bar on a terminal; elsewhere one line when it begins."""
        if self._console.is_terminal:
            return _Bar(self._console, label, total)
        size = f" ({in_megabytes(total)})" if total else ""
        self._console.print(f"  {label}{size}", markup=False, highlight=False, soft_wrap=True)
        return _Line()


class _Line:
    def at(self, amount: int) -> None:
        pass

    def done(self) -> None:
        pass


class _Bar:
    def __init__(self, console: Console, label: str, total: int | None) -> None:
        self._progress = RichProgress(
            TextColumn("  {task.description}"),
            BarColumn(bar_width=30),
            DownloadColumn(),
            TransferSpeedColumn(),
            TimeRemainingColumn(),
            console=console,
        )
        self._progress.start()
        self._task: TaskID = self._progress.add_task(label, total=total)

    def at(self, amount: int) -> None:
        self._progress.update(self._task, completed=amount)

    def done(self) -> None:
        self._progress.stop()

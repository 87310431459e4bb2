"""How a fetch tells of its progress, and how it fails."""

from __future__ import annotations

from typing import Protocol


class FetchError(Exception):
    """A model, or one way to it, could not be had. The text is a sentence for people."""


class UnreachableError(FetchError):
    """The address could not be reached at all: nothing else there needs to be tried."""


class Progress(Protocol):
    """One bar. Amounts are in bytes."""

    def at(self, amount: int) -> None:
        """So many bytes are there by now, of the whole."""

    def done(self) -> None:
        """Nothing more will come, whether all is there or not."""


class Reporter(Protocol):
    """Where sentences and bars go."""

    def note(self, text: str) -> None:
        """Something the user should know."""

    def progress(self, label: str, total: int | None) -> Progress:
        """Begin a bar of `total` bytes (None: unknown)."""


class _NoProgress:
    def at(self, amount: int) -> None:
        pass

    def done(self) -> None:
        pass


class SilentReporter:
    """Keeps the sentences, draws no bars."""

    def __init__(self) -> None:
        self.notes: list[str] = []

    def note(self, text: str) -> None:
        """Keep the sentence."""
        self.notes.append(text)

    def progress(self, label: str, total: int | None) -> Progress:  # noqa: ARG002 - named by the protocol
        """A bar that is not drawn."""
        return _NoProgress()


def in_megabytes(amount: int) -> str:
    """A size for people: "63 MB", "1.1 GB"."""
    giga = 1_000_000_000
    return f"{amount / giga:.1f} GB" if amount >= giga else f"{max(1, round(amount / 1_000_000))} MB"

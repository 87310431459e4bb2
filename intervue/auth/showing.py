"""What the commands of access control have in common: tables, moments, and sentences for what goes wrong."""

from __future__ import annotations

import contextlib
import json
from typing import TYPE_CHECKING, Any

import typer

from intervue.sessions.formats import moment
from intervue.sessions.plain import plain
from intervue.sessions.schema import iso

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from intervue.auth.reaching import Hands


@contextlib.contextmanager
def sentences() -> Iterator[None]:
    """What goes wrong ends in a sentence and status 1."""
    from intervue.auth.managing import AccessError  # noqa: PLC0415 - the database's libraries take time to load
    from intervue.store.errors import StoreError  # noqa: PLC0415 - the same

    try:
        yield
    except (AccessError, StoreError) as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from None


def warn_if_off(hands: Hands) -> None:
    """Say where what was just made is of no use yet."""
    doubt = hands.doubt()
    if doubt is not None:
        typer.echo(doubt, err=True)


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Columns of text, one line a row; control characters of names do nothing to the terminal."""
    cells = [list(head), *([plain(cell) for cell in row] for row in rows)]
    widths = [max(len(line[column]) for line in cells) for column in range(len(head))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in cells
    )


def when(at: float | None, never: str = "-") -> str:
    """A moment for people."""
    return never if at is None else moment(iso(at))


def as_json(body: Any) -> str:
    """For machines; ASCII alone."""
    return json.dumps(body, indent=2)

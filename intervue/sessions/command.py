"""`intervue sessions list | show | export | backup | erase`."""

from __future__ import annotations

import contextlib
import json
import shutil
import sys
import time
from pathlib import Path  # noqa: TC003 - typer reads the annotations
from typing import TYPE_CHECKING, Annotated, Literal

import typer
from rich.console import Console
from rich.progress import Progress

from intervue.control import ControlError
from intervue.sessions.formats import SUFFIXES, WIDTH, rendered, table
from intervue.settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from intervue.sessions.erasing import Outcome
    from intervue.sessions.schema import SessionExport
    from intervue.store.event_store import EventStore

DAY_SECONDS = 86_400
SHOWN = 10
"""Sessions that are named before they are erased."""

app = typer.Typer(help="The interviews that are kept: list, show, export, back up, erase.", no_args_is_help=True)


@contextlib.contextmanager
def _sentences() -> Iterator[None]:
    """What goes wrong ends in a sentence and status 1."""
    from intervue.sessions.reading import SessionsError  # noqa: PLC0415 - see `_record`
    from intervue.store.errors import StoreError  # noqa: PLC0415 - see `_record`

    try:
        yield
    except (ControlError, SessionsError, StoreError) as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from None


@contextlib.contextmanager
def _record() -> Iterator[EventStore]:
    from intervue.sessions.reading import reading  # noqa: PLC0415 - the database's libraries take time to load

    with _sentences(), reading(load_settings().data_dir) as store:
        yield store


@app.command("list")
def list_sessions(
    *,
    limit: Annotated[int, typer.Option(min=0, help="How many are shown; 0: all.")] = 20,
    offset: Annotated[int, typer.Option(min=0, help="How many of the youngest are left out.")] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="For machines: one JSON object.")] = False,
) -> None:
    """Show the interviews that are kept, the last changed first."""
    from intervue.sessions.reading import listed  # noqa: PLC0415 - see `_record`

    with _record() as store:
        total = store.count()
        rows = listed(store, limit or None, offset)
    if as_json:
        sessions = [row.model_dump() for row in rows]
        typer.echo(json.dumps({"total": total, "offset": offset, "sessions": sessions}, indent=2))
    elif not total:
        typer.echo("There are no interviews.")
    else:
        typer.echo(table(rows))
        if len(rows) < total:
            shown = f"{offset + 1} to {offset + len(rows)}" if rows else "none"
            typer.echo(
                f"\nThat is {shown} of {total}. --offset {offset + len(rows)} shows what follows, --limit 0 all."
            )


@app.command()
def show(session: Annotated[str, typer.Argument(metavar="ID", help="The session.")]) -> None:
    """Show what is known of an interview, and what was said."""
    from intervue.sessions.reading import exported  # noqa: PLC0415 - see `_record`

    with _record() as store:
        found = exported(store, session, time.time())
    _print(rendered(found, "text", min(shutil.get_terminal_size().columns, 2 * WIDTH)))


@app.command("export")
def export_sessions(
    session: Annotated[str | None, typer.Argument(metavar="[ID]", help="The session.")] = None,
    *,
    form: Annotated[
        Literal["json", "text", "markdown"], typer.Option("--format", help="json holds everything.")
    ] = "json",
    out: Annotated[Path | None, typer.Option(help="File to write; with --all a folder.")] = None,
    every: Annotated[bool, typer.Option("--all", help="All sessions, each in a file of its own.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Replace files that are there.")] = False,
) -> None:
    """Write an interview, or all of them, to a file or to the screen."""
    from intervue.sessions.reading import SessionsError, exported, write  # noqa: PLC0415 - see `_record`

    with _record() as store:
        if every == (session is not None):
            raise SessionsError("Say which session to export, or --all.")
        if every and out is None:
            raise SessionsError("--all needs --out FOLDER: each session becomes a file there.")
        if session is None and out is not None:
            _export_all(store, form, out, replace=force)
            return
        found = exported(store, session or "", time.time())
        if out is None:
            _print(rendered(found, form))
        else:
            write(out, rendered(found, form), replace=force)
            typer.echo(f"Written: {out}")


def _export_all(store: EventStore, form: Literal["json", "text", "markdown"], folder: Path, *, replace: bool) -> None:
    from intervue.sessions.reading import SessionsError, exported, file_name, write  # noqa: PLC0415 - see `_record`

    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise SessionsError(f"{folder} cannot be made: {error.strerror or error}. Choose another folder.") from error
    sessions = store.ids()
    with _progress("Exporting", len(sessions)) as advance:
        for session in sessions:
            found: SessionExport = exported(store, session, time.time())
            write(folder / file_name(session, SUFFIXES[form]), rendered(found, form), replace=replace)
            advance(1)
    typer.echo(f"Written: {_counted(len(sessions))}, to {folder}")


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where the copy is written; must not exist.")],
) -> None:
    """Copy the record of all interviews to a file, also while the server runs."""
    from intervue.sessions.backup import back_up  # noqa: PLC0415 - see `_record`

    with _sentences(), Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("Copying", total=1.0)
        size = back_up(load_settings().data_dir, file, lambda share: progress.update(task, completed=share))
    typer.echo(f"Written: {file} ({size / 1e6:.1f} MB). docs/DEPLOYMENT.md says how it is put back.")


@app.command()
def erase(
    sessions: Annotated[list[str] | None, typer.Argument(metavar="[ID]...", help="The sessions.")] = None,
    *,
    older_than: Annotated[
        float | None, typer.Option(min=0, metavar="DAYS", help="All whose last event is older than so many days.")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
) -> None:
    """Erase interviews for good, with every trace of them in the data folder, also while the server runs."""
    from intervue.sessions import erasing  # noqa: PLC0415 - see `_record`
    from intervue.sessions.reading import SessionsError, reading  # noqa: PLC0415 - see `_record`

    folder = load_settings().data_dir
    with _sentences():
        if bool(sessions) == (older_than is not None):
            raise SessionsError("Say which sessions to erase, or --older-than DAYS.")
        now = time.time()
        before = None if older_than is None else now - older_than * DAY_SECONDS
        with reading(folder) as store:
            owed = store.wipe_owed
        if owed:
            erasing.complete_former(folder)
        with reading(folder) as store:
            chosen = _chosen(store, list(dict.fromkeys(sessions or [])), before, now)
            described = _described(store, chosen)
        if not chosen:
            typer.echo(f"No interview is older than {older_than:g} days.")
            return
        if not yes:
            _ask(chosen, described)
        with _progress("Erasing", len(chosen)) as advance:
            outcome = erasing.erase(folder, chosen, before, advance)
    _report(outcome, chosen)


def _chosen(store: EventStore, asked: list[str], before: float | None, now: float) -> list[str]:
    from intervue.sessions.reading import SessionsError, unknown  # noqa: PLC0415 - see `_record`

    if before is not None:
        return list(store.expired(before, now).sessions)
    known = store.ids()
    missing = [session for session in asked if session not in set(known)]
    if missing:
        raise SessionsError(f"{unknown(missing, known)}\nNothing was erased.")
    return asked


def _described(store: EventStore, sessions: Sequence[str]) -> str:
    from intervue.sessions.reading import outlined  # noqa: PLC0415 - see `_record`

    found = [store.summary(session) for session in sessions[:SHOWN]]
    return table(outlined(store, [summary for summary in found if summary is not None]))


def _ask(sessions: Sequence[str], described: str) -> None:
    from intervue.sessions.reading import SessionsError  # noqa: PLC0415 - see `_record`

    if not sys.stdin.isatty():
        raise SessionsError(f"Say --yes to erase {_counted(len(sessions))} without being asked. Nothing was erased.")
    typer.echo(described)
    if len(sessions) > SHOWN:
        typer.echo(f"... and {len(sessions) - SHOWN} more")
    if not typer.confirm(f"Erase {_counted(len(sessions))} for good?", default=False):
        typer.echo("Nothing was erased.")
        raise typer.Exit(1)


def _report(outcome: Outcome, chosen: Sequence[str]) -> None:
    """Say what happened; status 1 unless everything did."""
    how = "by the running server" if outcome.through_server else "no server was running"
    typer.echo(f"Erased: {_counted(len(outcome.erased))} ({how}).")
    if outcome.ended:
        typer.echo(f"Candidates who were in {_counted(len(outcome.ended))} were told, and cannot go on.")
    if outcome.spared:
        typer.echo(
            f"Spared: {_counted(len(outcome.spared))} in the server's memory. Name one to erase it all the same."
        )
    for problem in outcome.problems:
        typer.echo(problem, err=True)
    left = len(chosen) - len(outcome.erased) - len(outcome.spared)
    if outcome.problems and left:
        typer.echo(f"{_counted(left)} not erased. Run the same command again.", err=True)
    if outcome.problems:
        raise typer.Exit(1)


def _counted(number: int) -> str:
    return "1 interview" if number == 1 else f"{number} interviews"


@contextlib.contextmanager
def _progress(what: str, total: int) -> Iterator[Callable[[int], None]]:
    """A bar on a terminal, if there is more than one step."""
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal or total == 1) as bar:
        task = bar.add_task(what, total=total)

        def advance(steps: int) -> None:
            bar.advance(task, steps)

        yield advance


def _print(text: str) -> None:
    """To a terminal or a pipe whose encoding may lack what people said."""
    encoding = sys.stdout.encoding or "utf-8"
    typer.echo(text.encode(encoding, "replace").decode(encoding), nl=False)

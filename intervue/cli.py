"""The command line: `intervue serve | rehearse | models | sessions | keys | users | invitations | audit | doctor`."""

from __future__ import annotations

import sys
from pathlib import Path  # noqa: TC003 - typer reads the annotations
from typing import Annotated

import typer

from intervue.auth import audit_command, keys_command, users_command
from intervue.doctor.command import doctor
from intervue.models import command as models_command
from intervue.models.catalog import CatalogError
from intervue.models.project import project_version
from intervue.models.report import FetchError
from intervue.rehearse.command import rehearse
from intervue.sessions import command as sessions_command
from intervue.settings import SettingsError, load_settings

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(models_command.app, name="models")
app.add_typer(sessions_command.app, name="sessions")
app.add_typer(keys_command.app, name="keys")
app.add_typer(users_command.app, name="users")


def _say_version(wanted: bool) -> None:  # noqa: FBT001 - typer calls it
    if wanted:
        typer.echo(f"intervue {project_version()}")
        raise typer.Exit


@app.callback()
def options(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_say_version, is_eager=True, help="Say which version this is.")
    ] = False,
) -> None:
    """Spoken job interviews on hardware that your organisation owns."""


app.command("rehearse")(rehearse)
app.command("doctor")(doctor)
app.command("audit")(audit_command.audit)
app.command("invitations")(audit_command.invitations)


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="TCP port to listen on; 0 takes a free one.")] = None,
    tls: Annotated[str | None, typer.Option(help="self-signed: encrypt with a certificate of its own.")] = None,
    tls_cert: Annotated[Path | None, typer.Option(help="Encrypt with the certificate in this file (PEM).")] = None,
    tls_key: Annotated[Path | None, typer.Option(help="The key of the certificate, where it has its own file.")] = None,
) -> None:
    """Run the server in the foreground until it is told to stop."""
    given = {"host": host, "port": port, "tls": tls, "tls_cert": tls_cert, "tls_key": tls_key}
    settings = load_settings(files=True, **{key: value for key, value in given.items() if value is not None})

    from intervue.server import serve as run_server  # noqa: PLC0415 - the other commands start without it

    raise typer.Exit(run_server(settings))


def main() -> None:
    """Run the command line; a mistake of the user's ends in sentences, not in a traceback."""
    try:
        app()
    except (SettingsError, CatalogError, FetchError) as error:
        sys.stderr.write(f"{error}\n")
        raise SystemExit(2 if isinstance(error, SettingsError) else 1) from None

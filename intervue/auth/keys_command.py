"""`intervue keys create | list | revoke`: API keys of programs."""

from __future__ import annotations

import time
from typing import Annotated

import typer

from intervue.auth.roles import Action, Scope
from intervue.auth.showing import as_json, sentences, table, warn_if_off, when
from intervue.settings import load_settings

app = typer.Typer(help="API keys of programs: create, list, revoke.", no_args_is_help=True)


@app.command()
def create(
    name: Annotated[str, typer.Argument(metavar="NAME", help="What the key is for, as the list shows it.")],
    *,
    scope: Annotated[list[Scope], typer.Option(help="What it may do; may be given several times.")],
    days: Annotated[
        float | None, typer.Option(min=0.001, max=36_500, help="It expires after so many days; otherwise never.")
    ] = None,
) -> None:
    """Make a key. It is written to standard output, once: only a hash of it is kept."""
    from intervue.auth.managing import new_key, short_scopes  # noqa: PLC0415 - the database's libraries take time to load
    from intervue.auth.reaching import changing  # noqa: PLC0415 - the same
    from intervue.store.audit import COMMAND  # noqa: PLC0415 - the same

    settings = load_settings()
    with sentences():
        key, text = new_key(name, scope, days, COMMAND, time.time())
        with changing(settings) as hands:

            def add() -> bool:
                hands.accounts.add_key(key)
                return True

            hands.change(Action.MANAGE_KEYS, f"{key.id}: {short_scopes(key.scopes)}", add)
    typer.echo(text)
    ends = (
        f"It expires on {when(key.expires_at)}."
        if key.expires_at
        else "It does not expire: `intervue keys revoke` ends it."
    )
    typer.echo(
        f"The key {key.id} may {', '.join(key.scopes)}. {ends} Keep it now: it is not shown again.",
        err=True,
    )
    warn_if_off(hands)


@app.command("list")
def list_keys(
    *, machines: Annotated[bool, typer.Option("--json", help="For machines: one JSON object.")] = False
) -> None:
    """Show the keys, the newest first: beginning, scopes, expiry, last use. The keys themselves are not kept."""
    from intervue.auth.managing import key_facts, state_of  # noqa: PLC0415 - see `create`
    from intervue.auth.reaching import reading  # noqa: PLC0415 - the same

    now = time.time()
    with sentences(), reading(load_settings()) as accounts:
        keys = accounts.keys()
    if machines:
        typer.echo(as_json({"keys": [key_facts(key, now) for key in keys]}))
    elif not keys:
        typer.echo("There are no keys. `intervue keys create NAME --scope ...` makes one.")
    else:
        head = ("id", "name", "state", "created (UTC)", "expires", "last used", "scopes")
        rows = [
            (
                key.id,
                key.name,
                state_of(key, now),
                when(key.created_at),
                when(key.expires_at, "never"),
                when(key.used_at, "never"),
                ", ".join(key.scopes),
            )
            for key in keys
        ]
        typer.echo(table(head, rows))


@app.command()
def revoke(key: Annotated[str, typer.Argument(metavar="ID", help="The key's id, as the list shows it.")]) -> None:
    """End a key at once, also while the server runs."""
    from intervue.auth.managing import AccessError, key_id  # noqa: PLC0415 - see `create`
    from intervue.auth.reaching import changing  # noqa: PLC0415 - the same

    name = key_id(key)
    with sentences(), changing(load_settings()) as hands:
        if hands.accounts.key(name) is None:
            raise AccessError(f"There is no key {name!r}. `intervue keys list` shows what there is.")
        hands.change(Action.MANAGE_KEYS, f"{name}: revoked", lambda: hands.accounts.revoke_key(name, time.time()))
        hands.tell()
    typer.echo(f"The key {name} is revoked.")

"""`intervue keys create | list | revoke`: API keys of programs."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Annotated, Final

import typer

from intervue.auth import credentials
from intervue.auth.roles import Action, Scope
from intervue.auth.showing import as_json, iso_or_none, sentences, table, warn_if_off, when
from intervue.sessions.plain import plain
from intervue.settings import load_settings

if TYPE_CHECKING:
    from intervue.store.accounts import ApiKey

DAY_SECONDS: Final = 86_400
_NAME_LENGTH: Final = 128

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
    from intervue.auth.reaching import AccessError, changing  # noqa: PLC0415 - the database's libraries take time to load
    from intervue.store.accounts import ApiKey  # noqa: PLC0415 - the same

    now = time.time()
    made = credentials.make(credentials.KEY)
    until = None if days is None else now + days * DAY_SECONDS
    scopes = tuple(sorted({each.value for each in scope}))
    settings, name = load_settings(), plain(name)
    with sentences():
        if not 0 < len(name) <= _NAME_LENGTH:
            raise AccessError(f"A key's name has 1 to {_NAME_LENGTH} characters: say what the key is for.")
        key = ApiKey(made.id, name, made.hash, scopes, now, "command", until, None, None)
        with changing(settings) as hands:

            def add() -> bool:
                hands.accounts.add_key(key)
                return True

            hands.change(Action.MANAGE_KEYS, f"created {key.id}", add)
    typer.echo(made.text)
    ends = f"It expires on {when(until)}." if until else "It does not expire: `intervue keys revoke` ends it."
    typer.echo(
        f"The key {key.id} may {', '.join(scopes)}. {ends} Keep it now: it is not shown again.",
        err=True,
    )
    warn_if_off(settings)


@app.command("list")
def list_keys(
    *, machines: Annotated[bool, typer.Option("--json", help="For machines: one JSON object.")] = False
) -> None:
    """Show the keys, the newest first: beginning, scopes, expiry, last use. The keys themselves are not kept."""
    from intervue.auth.reaching import reading  # noqa: PLC0415 - see `create`

    now = time.time()
    with sentences(), reading(load_settings()) as accounts:
        keys = accounts.keys()
    if machines:
        typer.echo(as_json({"keys": [_facts(key, now) for key in keys]}))
    elif not keys:
        typer.echo("There are no keys. `intervue keys create NAME --scope ...` makes one.")
    else:
        head = ("id", "name", "state", "created (UTC)", "expires", "last used", "scopes")
        rows = [
            (
                key.id,
                key.name,
                _state(key, now),
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
    from intervue.auth.reaching import AccessError, changing  # noqa: PLC0415 - see `create`

    name = _id(key)
    with sentences(), changing(load_settings()) as hands:
        if hands.accounts.key(name) is None:
            raise AccessError(f"There is no key {name!r}. `intervue keys list` shows what there is.")
        hands.change(Action.MANAGE_KEYS, f"revoked {name}", lambda: hands.accounts.revoke_key(name, time.time()))
        hands.tell()
    typer.echo(f"The key {name} is revoked.")


def _id(text: str) -> str:
    """The id of what somebody gave: the id itself, the beginning of the key, or the key, which is not repeated."""
    whole = credentials.kind_and_id(text)
    if whole is not None:
        return whole[1]
    return text.removeprefix(f"{credentials.KEY}_").partition("_")[0]


def _state(key: ApiKey, now: float) -> str:
    if key.works(now):
        return "valid"
    return "expired" if key.revoked_at is None else "revoked"


def _facts(key: ApiKey, now: float) -> dict[str, object]:
    return {
        "id": key.id,
        "prefix": f"{credentials.KEY}_{key.id}_",
        "name": key.name,
        "state": _state(key, now),
        "scopes": list(key.scopes),
        "created_at": iso_or_none(key.created_at),
        "created_by": key.created_by,
        "expires_at": iso_or_none(key.expires_at),
        "revoked_at": iso_or_none(key.revoked_at),
        "used_at": iso_or_none(key.used_at),
    }

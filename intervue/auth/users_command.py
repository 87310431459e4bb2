"""`intervue users add | list | password | role | disable | enable | remove`: where no identity provider is."""

from __future__ import annotations

import sys
import time
from typing import Annotated, Any, Final, Literal

import typer

from intervue.auth.roles import Action
from intervue.auth.showing import as_json, sentences, table, warn_if_off, when
from intervue.settings import load_settings

Name = Annotated[str, typer.Argument(metavar="NAME", help="The name with which the user signs in.")]
FromStdin = Annotated[
    bool, typer.Option("--password-stdin", help="Read the password from standard input, for scripts.")
]
TRIES: Final = 3

app = typer.Typer(help="Local users: add, list, password, role, disable, enable, remove.", no_args_is_help=True)


@app.command()
def add(
    name: Name,
    *,
    role: Annotated[
        Literal["recruiter", "admin"], typer.Option(help="An admin may also read what is counted and noted.")
    ] = "recruiter",
    password_stdin: FromStdin = False,
) -> None:
    """Add a user. The password is asked for twice, and not shown."""
    from intervue.auth.managing import AccessError, check_user_name  # noqa: PLC0415 - the database's libraries take time
    from intervue.auth.reaching import changing  # noqa: PLC0415 - the same
    from intervue.store.accounts import User  # noqa: PLC0415 - the same

    with sentences():
        check_user_name(name)
        settings = load_settings()
        with changing(settings) as hands:
            if hands.accounts.user(name) is not None:
                raise AccessError(
                    f"There is a user {name} already. `intervue users password {name}` changes the password."
                )
        kept = _new_password(name, stdin=password_stdin)
        user = User(name, role, kept, time.time(), None)
        with changing(settings) as hands:

            def keep() -> bool:
                hands.accounts.add_user(user)
                return True

            hands.change(Action.MANAGE_USERS, f"{name}: added as {role}", keep)
    typer.echo(f"{name} can sign in, as {role}.")
    warn_if_off(hands)


@app.command("list")
def list_users(
    *, machines: Annotated[bool, typer.Option("--json", help="For machines: one JSON object.")] = False
) -> None:
    """Show the users."""
    from intervue.auth.managing import user_facts, user_state  # noqa: PLC0415 - see `add`
    from intervue.auth.reaching import reading  # noqa: PLC0415 - the same

    with sentences(), reading(load_settings()) as accounts:
        users = accounts.users()
    if machines:
        typer.echo(as_json({"users": [user_facts(user) for user in users]}))
    elif not users:
        typer.echo("There are no users. `intervue users add NAME` adds one.")
    else:
        head = ("name", "role", "state", "added (UTC)")
        typer.echo(table(head, [(user.name, user.role, user_state(user), when(user.created_at)) for user in users]))


@app.command()
def password(name: Name, *, password_stdin: FromStdin = False) -> None:
    """Give a user a new password. Browsers that are signed in have to sign in again."""
    _known(name)
    with sentences():
        kept = _new_password(name, stdin=password_stdin)
    _change(name, "password", password=kept)
    typer.echo(f"{name} has a new password.")


@app.command()
def role(
    name: Name,
    becomes: Annotated[Literal["recruiter", "admin"], typer.Argument(metavar="ROLE", help="recruiter or admin.")],
) -> None:
    """Give a user another role. Browsers that are signed in have to sign in again."""
    _change(name, f"made {becomes}", role=becomes)
    typer.echo(f"{name} is {becomes} from now on.")


@app.command()
def disable(name: Name) -> None:
    """Let a user in no more, at once, without removing the account."""
    _change(name, "disabled", disabled_at=time.time())
    typer.echo(f"{name} cannot sign in any more. `intervue users enable {name}` undoes this.")


@app.command()
def enable(name: Name) -> None:
    """Let a user who was disabled in again, with the same password."""
    _change(name, "enabled", disabled_at=None)
    typer.echo(f"{name} can sign in again.")


@app.command()
def remove(name: Name) -> None:
    """Remove a user. The audit log keeps the name."""
    from intervue.auth.reaching import changing  # noqa: PLC0415 - see `add`

    _known(name)
    with sentences(), changing(load_settings()) as hands:
        hands.change(Action.MANAGE_USERS, f"{name}: removed", lambda: hands.accounts.remove_user(name))
        hands.tell()
    typer.echo(f"{name} is removed.")


def _known(name: str) -> None:
    from intervue.auth.managing import AccessError  # noqa: PLC0415 - see `add`
    from intervue.auth.reaching import reading  # noqa: PLC0415 - the same

    with sentences(), reading(load_settings()) as accounts:
        if accounts.user(name) is None:
            raise AccessError(f"There is no user {name!r}. `intervue users list` shows who there is.")


def _change(name: str, what: str, **values: Any) -> None:
    from intervue.auth.reaching import changing  # noqa: PLC0415 - see `add`

    _known(name)
    with sentences(), changing(load_settings()) as hands:
        hands.change(Action.MANAGE_USERS, f"{name}: {what}", lambda: hands.accounts.change_user(name, **values))
        hands.tell()


def _new_password(name: str, *, stdin: bool) -> str:
    """Its hash. Raises `AccessError`."""
    from intervue.auth import passwords  # noqa: PLC0415 - see `add`
    from intervue.auth.managing import AccessError  # noqa: PLC0415 - see `add`

    if not stdin and not sys.stdin.isatty():
        raise AccessError("Nobody can be asked for the password here: use a terminal, or --password-stdin.")
    for left in reversed(range(1 if stdin else TRIES)):
        given = sys.stdin.readline().rstrip("\r\n") if stdin else _asked_twice()
        try:
            passwords.check(given, name)
        except passwords.WeakPasswordError as error:
            if not left:
                raise AccessError(f"{error} Nothing was changed.") from None
            typer.echo(str(error), err=True)
        else:
            return passwords.hashed(given)
    raise AccessError("Nothing was changed.")


def _asked_twice() -> str:
    given: str = typer.prompt("Password", hide_input=True, confirmation_prompt="The same again", err=True)
    return given

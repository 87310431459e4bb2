"""`intervue audit`: who did what to which interview; `intervue invitations`: the links to one."""

from __future__ import annotations

import difflib
import time
from typing import TYPE_CHECKING, Annotated

import typer

from intervue.auth.roles import LEFT_OUT, Action
from intervue.auth.showing import as_json, sentences, table, when
from intervue.sessions.schema import iso, iso_or_none
from intervue.settings import load_settings

if TYPE_CHECKING:
    from intervue.settings import Settings
    from intervue.store.accounts import SessionToken
    from intervue.store.audit import AuditEntry


def _noted(word: str) -> str:
    known = [*Action, LEFT_OUT]
    if word in known:
        return word
    near = difflib.get_close_matches(word, known, n=1)
    raise typer.BadParameter(f"Did you mean {near[0]}?" if near else f"It is one of {', '.join(known)}.")


def audit(
    *,
    session: Annotated[str | None, typer.Option(metavar="ID", help="Only what was done to this interview.")] = None,
    who: Annotated[
        str | None, typer.Option(metavar="X", help="Only who has this in the name: anna, key:, jwt:.")
    ] = None,
    action: Annotated[
        str | None,
        typer.Option(
            metavar="A", parser=_noted, help="Only this: read_session, erase_session, sign_in, left_out (too many)..."
        ),
    ] = None,
    denied: Annotated[bool, typer.Option("--refused", "--denied", help="Only what was not allowed.")] = False,
    after: Annotated[
        str | None, typer.Option("--since", metavar="T", help="Only since then: 90m, 2h, 3d, or 2026-11-23.")
    ] = None,
    before: Annotated[str | None, typer.Option("--until", metavar="T", help="Only before then.")] = None,
    limit: Annotated[int, typer.Option(min=0, help="How many are shown; 0: all.")] = 50,
    machines: Annotated[bool, typer.Option("--json", help="For machines: one JSON object.")] = False,
) -> None:
    """Show who did what to which interview, when, from where, and whether it was allowed; the youngest first."""
    from intervue.auth.managing import audit_filter, entry_facts  # noqa: PLC0415 - the database's libraries take time
    from intervue.auth.reaching import reading_audit  # noqa: PLC0415 - the same

    asked_for = {"session": session, "who": who, "action": action, "since": after, "until": before}
    with sentences():
        asked = audit_filter(**asked_for, allowed=False if denied else None, now=time.time())
        with reading_audit(load_settings()) as store:
            total = store.count(asked)
            entries = store.find(asked, limit or None)
    if machines:
        typer.echo(as_json({"total": total, "entries": [entry_facts(entry) for entry in entries]}))
    elif not entries:
        typer.echo("The audit log has no such entry.")
    else:
        head = ("when (UTC)", "who", "what", "", "how", "session", "address", "request")
        typer.echo(table(head, [_row(it) for it in entries]))
        if len(entries) < total:
            typer.echo(f"\nThat is {len(entries)} of {total}. --limit 0 shows all.")


def _row(entry: AuditEntry) -> tuple[str, ...]:
    return (
        iso(entry.at)[:19].replace("T", " "),
        entry.who,
        entry.action,
        "allowed" if entry.allowed else "DENIED",
        entry.detail or "-",
        entry.session or "-",
        entry.address or "-",
        entry.request or "-",
    )


def invitations(
    session: Annotated[str, typer.Argument(metavar="SESSION", help="The interview.")],
    *,
    revoke: Annotated[str | None, typer.Option(metavar="ID", help="End this link; who came by it is put out.")] = None,
    machines: Annotated[bool, typer.Option("--json", help="For machines: one JSON object.")] = False,
) -> None:
    """Show the links to an interview and the tokens of programs for it, or revoke one, also while the server runs."""
    from intervue.auth.managing import AccessError  # noqa: PLC0415 - see `audit`
    from intervue.auth.reaching import changing, reading  # noqa: PLC0415 - the same

    settings = load_settings()
    with sentences():
        with reading(settings) as accounts:
            found = accounts.tokens_of(session)
        if revoke is None:
            _show(session, found, machines=machines, over=_is_over(settings, session))
            return
        if revoke not in {token.id for token in found}:
            raise AccessError(
                f"The interview {session!r} has no link {revoke!r}. `intervue invitations {session}` shows all."
            )
        with changing(settings) as hands:
            ended = lambda: hands.accounts.revoke_token(revoke, time.time())  # noqa: E731 - the whole of it
            hands.change(Action.INVITE, f"revoked {revoke}", ended, session)
            closed = hands.tell(revoke)
    typer.echo(f"The link {revoke} is revoked." + (f" Sockets that are closed: {closed}." if closed else ""))


def _is_over(settings: Settings, session: str) -> bool:
    from intervue.sessions.reading import reading  # noqa: PLC0415 - see `audit`
    from intervue.store.records import SessionState  # noqa: PLC0415 - the same

    with reading(settings.data_dir) as store:
        summary = store.summary(session)
    return summary is not None and summary.state is SessionState.ENDED


def _show(session: str, found: tuple[SessionToken, ...], *, machines: bool, over: bool) -> None:
    from intervue.auth.managing import state_of  # noqa: PLC0415 - see `audit`

    now = time.time()
    states = {token.id: "over" if over and token.revoked_at is None else state_of(token, now) for token in found}
    if machines:
        rows = [
            {
                "id": token.id,
                "state": state_of(token, now),
                "created_at": iso_or_none(token.created_at),
                "created_by": token.created_by,
                "expires_at": iso_or_none(token.expires_at),
                "revoked_at": iso_or_none(token.revoked_at),
            }
            for token in found
        ]
        typer.echo(as_json({"session_id": session, "invitations": rows}))
    elif not found:
        typer.echo(f"There is no link to an interview {session!r}. `intervue sessions list` shows which there are.")
    else:
        head = ("id", "state", "made (UTC)", "by", "expires")
        typer.echo(
            table(
                head,
                [
                    (it.id, states[it.id], when(it.created_at), it.created_by, when(it.expires_at, "never"))
                    for it in found
                ],
            )
        )

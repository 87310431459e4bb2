"""What is decided about users, keys and questions to the audit log, by commands and by requests of admins alike."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final, Literal

from intervue.auth import credentials
from intervue.sessions.plain import plain
from intervue.sessions.schema import iso, iso_or_none
from intervue.store.accounts import ApiKey
from intervue.store.audit import AuditFilter

if TYPE_CHECKING:
    from collections.abc import Iterable

    from intervue.store.accounts import SessionToken, User
    from intervue.store.audit import AuditEntry

DAY_SECONDS: Final = 86_400
KEY_NAME_MAX: Final = 128
SHORTEST_DAYS: Final = 0.001
LONGEST_DAYS: Final = 36_500
"""How long a key may be good, days."""
_USER_NAME: Final = re.compile(r"[a-z0-9][a-z0-9._@-]{0,63}")
_AGO: Final = re.compile(r"(\d{1,6})\s*([smhdw])")
_UNITS: Final = {"s": 1, "m": 60, "h": 3600, "d": DAY_SECONDS, "w": 7 * DAY_SECONDS}


class AccessError(Exception):
    """What was asked for cannot be done. A sentence that says what to do next."""


def check_user_name(name: str) -> None:
    """Raise `AccessError` for what cannot be a user's name."""
    if not _USER_NAME.fullmatch(name):
        raise AccessError(
            "A user's name has 1 to 64 of the characters a-z 0-9 . _ @ - and begins with a letter or a digit."
        )


def new_key(name: str, scopes: Iterable[str], days: float | None, by: str, now: float) -> tuple[ApiKey, str]:
    """What is kept of a new key, and the key itself, to be shown once. `days`: how long it is good; None: for ever.

    Raises `AccessError`.
    """
    name = plain(name)
    if not 0 < len(name) <= KEY_NAME_MAX:
        raise AccessError(f"A key's name has 1 to {KEY_NAME_MAX} characters: say what the key is for.")
    made = credentials.make(credentials.KEY)
    until = None if days is None else now + days * DAY_SECONDS
    kept = ApiKey(made.id, name, made.hash, tuple(sorted({str(scope) for scope in scopes})), now, by, until, None, None)
    return kept, made.text


def key_id(text: str) -> str:
    """The id of what somebody gave: the id itself, the beginning of the key, or the key, which is not repeated."""
    whole = credentials.kind_and_id(text)
    if whole is not None:
        return whole[1]
    return text.removeprefix(f"{credentials.KEY}_").partition("_")[0]


def state_of(credential: ApiKey | SessionToken, now: float) -> Literal["valid", "expired", "revoked"]:
    """Whether a key or the token of a link lets in, and why not."""
    if credential.works(now):
        return "valid"
    return "expired" if credential.revoked_at is None else "revoked"


def short_scopes(scopes: Iterable[str]) -> str:
    """What a key may do, for the audit log, whose entries are short: `metrics:r sessions:rw`."""
    found: dict[str, str] = {}
    for scope in sorted(scopes):
        thing, _, what = scope.partition(":")
        found[thing] = found.get(thing, "") + what[:1]
    return " ".join(f"{thing}:{what}" for thing, what in found.items())


def key_facts(key: ApiKey, now: float) -> dict[str, object]:
    """What may be told of a key."""
    return {
        "id": key.id,
        "prefix": f"{credentials.KEY}_{key.id}_",
        "name": key.name,
        "state": state_of(key, now),
        "scopes": list(key.scopes),
        "created_at": iso_or_none(key.created_at),
        "created_by": key.created_by,
        "expires_at": iso_or_none(key.expires_at),
        "revoked_at": iso_or_none(key.revoked_at),
        "used_at": iso_or_none(key.used_at),
    }


def user_state(user: User) -> Literal["active", "disabled"]:
    """Whether a user may sign in."""
    return "active" if user.disabled_at is None else "disabled"


def user_facts(user: User) -> dict[str, object]:
    """What may be told of a user."""
    return {
        "name": user.name,
        "role": user.role,
        "state": user_state(user),
        "created_at": iso_or_none(user.created_at),
        "disabled_at": iso_or_none(user.disabled_at),
    }


def entry_facts(entry: AuditEntry) -> dict[str, object]:
    """An entry of the audit log."""
    return {
        "at": iso(entry.at),
        "who": entry.who,
        "action": entry.action,
        "allowed": entry.allowed,
        "detail": entry.detail,
        "session": entry.session,
        "request": entry.request,
        "address": entry.address,
    }


def moment_of(text: str, now: float) -> float:
    """Seconds since 1970 of "90m", "2h", "3d" (so long ago), or of a day or moment in ISO 8601 (UTC).

    Raises `AccessError`.
    """
    found = _AGO.fullmatch(text.strip())
    if found:
        return now - int(found[1]) * _UNITS[found[2]]
    try:
        at = datetime.fromisoformat(text.strip())
        return (at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        raise AccessError(f"{plain(text)[:40]} is no moment. Say 90m, 2h, 3d, or a day such as 2026-11-23.") from None


def audit_filter(
    *,
    session: str | None,
    who: str | None,
    action: str | None,
    allowed: bool | None,
    since: str | None,
    until: str | None,
    now: float,
) -> AuditFilter:
    """Which entries somebody asks for, in their words. Raises `AccessError`."""
    return AuditFilter(
        session=session,
        who=who,
        action=action,
        allowed=allowed,
        since=None if since is None else moment_of(since, now),
        until=None if until is None else moment_of(until, now),
    )

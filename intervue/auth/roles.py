"""Who may do what: the one table that routes, the socket, docs/SECURITY.md and the tests are made from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping


class Role(StrEnum):
    """What somebody is to this installation."""

    ANONYMOUS = "anonymous"
    """Showed nothing."""
    CANDIDATE = "candidate"
    """Holds a token for one session."""
    SERVICE = "service"
    """A program with an API key; its scopes say what it may."""
    RECRUITER = "recruiter"
    ADMIN = "admin"
    EVERYBODY = "everybody"
    """Whoever comes, where access control is off."""


class Scope(StrEnum):
    """What an API key may be given."""

    SESSIONS_READ = "sessions:read"
    SESSIONS_WRITE = "sessions:write"
    RESUMES_PARSE = "resumes:parse"
    METRICS_READ = "metrics:read"


class Action(StrEnum):
    """What can be asked for."""

    HEALTH = "health"
    PAGE = "page"
    READINESS = "readiness"
    PARSE_RESUME = "parse_resume"
    HOLD_INTERVIEW = "hold_interview"
    OPEN_INVITATION = "open_invitation"
    SIGN_IN = "sign_in"
    LIST_SESSIONS = "list_sessions"
    CREATE_SESSION = "create_session"
    READ_SESSION = "read_session"
    ERASE_SESSION = "erase_session"
    INVITE = "invite"
    MANAGE_USERS = "manage_users"
    MANAGE_KEYS = "manage_keys"
    READ_AUDIT = "read_audit"
    READ_METRICS = "read_metrics"


LEFT_OUT: Final = "left_out"
"""What stands in the audit log in place of an action where an entry stands for others, with their number."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Who may do one thing. A candidate may only ever do it with the session that the token is for."""

    roles: frozenset[Role]
    scope: Scope | None = None
    """What a service's key needs; None: no service may."""
    own_session: bool = False
    """Whether candidates may, with their own session."""


_ALL: Final = frozenset(Role)
_STAFF: Final = frozenset({Role.RECRUITER, Role.ADMIN, Role.EVERYBODY})
_ADMIN: Final = frozenset({Role.ADMIN, Role.EVERYBODY})
_NAMED_ADMIN: Final = frozenset({Role.ADMIN})
_HERE: Final = frozenset({Role.EVERYBODY})

POLICY: Final[Mapping[Action, Rule]] = {
    Action.HEALTH: Rule(_ALL),
    Action.PAGE: Rule(_ALL),
    Action.READINESS: Rule(_ALL),
    Action.OPEN_INVITATION: Rule(_ALL),
    Action.SIGN_IN: Rule(_ALL),
    Action.PARSE_RESUME: Rule(_STAFF, Scope.RESUMES_PARSE, own_session=True),
    Action.HOLD_INTERVIEW: Rule(_HERE, own_session=True),
    Action.LIST_SESSIONS: Rule(_STAFF, Scope.SESSIONS_READ),
    Action.CREATE_SESSION: Rule(_STAFF, Scope.SESSIONS_WRITE),
    Action.READ_SESSION: Rule(_STAFF, Scope.SESSIONS_READ),
    Action.ERASE_SESSION: Rule(_STAFF, Scope.SESSIONS_WRITE),
    Action.INVITE: Rule(_STAFF, Scope.SESSIONS_WRITE),
    # Not for everybody, where access control is off: what is made then would open the door when it is on.
    Action.MANAGE_USERS: Rule(_NAMED_ADMIN),
    Action.MANAGE_KEYS: Rule(_NAMED_ADMIN),
    Action.READ_AUDIT: Rule(_NAMED_ADMIN),
    Action.READ_METRICS: Rule(_ADMIN, Scope.METRICS_READ),
}


@dataclass(frozen=True, slots=True)
class Identity:
    """Who asks. `who` is what the audit log calls them: a user, a key or a token, never a secret."""

    role: Role
    who: str
    scopes: frozenset[Scope] = frozenset()
    session: str | None = None
    """The one session of a candidate."""
    token: str | None = None
    """The id of the candidate's token."""
    sign_in: str | None = None
    """The id of the sign-in, where a browser's cookie says who it is: changes need the page's own header then."""


EVERYBODY: Final = Identity(Role.EVERYBODY, "everybody")
ANONYMOUS: Final = Identity(Role.ANONYMOUS, "anonymous")


def may(identity: Identity, action: Action, session: str | None = None) -> bool:
    """Whether somebody may do this, with this session where it is about one."""
    rule = POLICY[action]
    if identity.role is Role.CANDIDATE and Role.CANDIDATE not in rule.roles:
        return rule.own_session and (session is None or session == identity.session)
    if identity.role is Role.SERVICE and Role.SERVICE not in rule.roles:
        return rule.scope is not None and rule.scope in identity.scopes
    return identity.role in rule.roles

"""Who may do what, as a table: the one in docs/SECURITY.md, and what the matrix test expects of every cell.

It follows from `roles.POLICY` and the list of requests below. `python -m intervue.auth.security_doc FILE` writes it
between the two marks in that file; without a file it prints it.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from intervue.auth.roles import POLICY, Action, Role
from intervue.protocol import CLIENT_TYPES

BEGIN: Final = "<!-- from here: made by `make docs` -->"
END: Final = "<!-- up to here -->"


class Asker(StrEnum):
    """Who asks, and with what: the columns."""

    NOBODY = "shows nothing"
    INVALID = "shows what is not valid"
    CANDIDATE = "candidate, own interview"
    STRANGER = "candidate, another's"
    SERVICE = "key with the scope"
    OTHER_SERVICE = "key without it"
    RECRUITER = "recruiter"
    ADMIN = "admin"


class Answer(StrEnum):
    """What comes of it."""

    YES = "yes"
    UNKNOWN = "401"
    REFUSED = "403"
    TO_SAY = "has to say it first"
    """The socket is opened, and its first message has to say who it is."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Something that can be asked for: the rows. Several paths have the same answers."""

    method: str
    paths: tuple[str, ...]
    action: Action
    strict: bool = False
    """Open to everybody, but a credential that is given and not valid gets 401."""

    @property
    def is_socket(self) -> bool:
        """Whether it is a WebSocket."""
        return self.method == "WebSocket"

    @property
    def is_about_a_session(self) -> bool:
        """Whether its address names an interview."""
        return "{session_id" in self.paths[0]


REQUESTS: Final = (
    Asked("GET", ("/health",), Action.HEALTH),
    Asked("GET", ("/ready",), Action.READINESS),
    Asked("GET", ("/", "/sign-in", "/interviews", "/static/{name}", "/page/settings.json"), Action.PAGE),
    Asked("GET", ("/docs", "/docs/swagger_bundle.js", "/docs/swagger_style.css", "/openapi.json"), Action.PAGE),
    Asked("GET", ("/me",), Action.SIGN_IN, strict=True),
    Asked("POST", ("/sign-in", "/sign-out"), Action.SIGN_IN),
    Asked("POST", ("/invitations/open",), Action.OPEN_INVITATION),
    Asked("POST", ("/resume/parse",), Action.PARSE_RESUME),
    Asked("GET", ("/sessions",), Action.LIST_SESSIONS),
    Asked("POST", ("/sessions",), Action.CREATE_SESSION),
    Asked("GET", ("/sessions/{session_id}", "/sessions/{session_id}/transcript"), Action.READ_SESSION),
    Asked("DELETE", ("/sessions/{session_id}",), Action.ERASE_SESSION),
    Asked("POST", ("/sessions/{session_id}/invitations",), Action.INVITE),
    Asked("DELETE", ("/sessions/{session_id}/invitations/{invitation_id}",), Action.INVITE),
    Asked("GET", ("/metrics",), Action.READ_METRICS),
    Asked("GET", ("/users",), Action.MANAGE_USERS),
    Asked("POST", ("/users",), Action.MANAGE_USERS),
    Asked("PATCH", ("/users/{user}",), Action.MANAGE_USERS),
    Asked("DELETE", ("/users/{user}",), Action.MANAGE_USERS),
    Asked("GET", ("/keys",), Action.MANAGE_KEYS),
    Asked("POST", ("/keys",), Action.MANAGE_KEYS),
    Asked("DELETE", ("/keys/{key_id}",), Action.MANAGE_KEYS),
    Asked("GET", ("/audit",), Action.READ_AUDIT),
    Asked("WebSocket", ("/ws/interview/{session_id}",), Action.HOLD_INTERVIEW),
)
HIDDEN: Final = ("/control/erase", "/control/access")
"""404 for everybody but commands of the same machine, which know a secret of the running server."""
COMMANDS: Final = {
    Action.MANAGE_USERS: "intervue users",
    Action.MANAGE_KEYS: "intervue keys",
    Action.READ_AUDIT: "intervue audit",
}
"""What can be done without a request, too, by whoever may read and write the data folder."""

_STAFF: Final = {Asker.RECRUITER: Role.RECRUITER, Asker.ADMIN: Role.ADMIN}


@dataclass(frozen=True, slots=True)
class Proof:
    """A kind of credential, in which states it lets in, and in which it does not."""

    name: str
    good: tuple[str, ...]
    bad: tuple[str, ...]
    is_cookie: bool = False
    """A browser sends it by itself: to a request, one that is not valid is as good as none."""


KEY: Final = Proof("API key", ("valid",), ("expired", "revoked", "unknown", "right id, other secret", "cut short"))
TOKEN: Final = Proof(
    "token of a link",
    ("valid",),
    ("expired", "revoked", "unknown", "right id, other secret", "cut short", "of an erased interview"),
)
LINK_COOKIE: Final = Proof(
    "cookie of a link",
    ("valid", "link expired after it was opened"),
    ("link revoked", "made up", "of another installation", "of an erased interview"),
    is_cookie=True,
)
SIGN_IN_COOKIE: Final = Proof(
    "cookie of a sign-in",
    ("recruiter", "admin"),
    ("expired", "signed out", "user disabled", "right id, other secret", "made up"),
    is_cookie=True,
)
BEARER: Final = Proof(
    "bearer token (JWT)",
    ("recruiter", "admin"),
    (
        "expired",
        "not valid yet",
        "wrong audience",
        "wrong issuer",
        "unsigned (`alg: none`)",
        "HS256 with the public key as its secret",
        "RS256 in the head, signed as HS256",
        "another key",
        "another key with the same name",
        "claims changed after signing",
        "without an expiry",
        "without a subject",
        "no role of ours",
    ),
)
PROOFS: Final = (KEY, TOKEN, LINK_COOKIE, SIGN_IN_COOKIE, BEARER)


def answer(asked: Asked, asker: Asker) -> Answer:
    """What whoever asks for this gets. A `YES` may still be 404 (an unknown interview) or 409 (one that is over)."""
    rule = POLICY[asked.action]
    if Role.ANONYMOUS in rule.roles:
        return Answer.UNKNOWN if asked.strict and asker is Asker.INVALID else Answer.YES
    match asker:
        case Asker.NOBODY:
            return Answer.TO_SAY if asked.is_socket else Answer.UNKNOWN
        case Asker.INVALID:
            return Answer.REFUSED if asked.is_socket else Answer.UNKNOWN
        case Asker.CANDIDATE:
            allowed = rule.own_session
        case Asker.STRANGER:
            allowed = rule.own_session and not asked.is_about_a_session
        case Asker.SERVICE:
            allowed = rule.scope is not None
        case Asker.OTHER_SERVICE:
            allowed = False
        case _:
            allowed = _STAFF[asker] in rule.roles
    return Answer.YES if allowed else Answer.REFUSED


def tables() -> str:
    """The tables of docs/SECURITY.md, Markdown."""
    return "\n".join([*_matrix(), "", *_sockets(), "", *_proofs(), "", *_commands()])


def _matrix() -> list[str]:
    lines = [_row("request", "scope", *Asker), _row(*["---"] * (len(Asker) + 2))]
    for asked in REQUESTS:
        scope = POLICY[asked.action].scope
        what = ", ".join(f"`{asked.method} {path}`" for path in asked.paths)
        lines.append(_row(what, f"`{scope}`" if scope else "", *(answer(asked, asker) for asker in Asker)))
    lines.append(_row(", ".join(f"`{path}`" for path in HIDDEN), "", *["404"] * len(Asker)))
    return lines


def _sockets() -> list[str]:
    types = ", ".join(f"`{name}`" for name in CLIENT_TYPES)
    return [
        f"Whoever is in an interview may send {types}. On a socket that has to say first who it is:",
        "",
        _row("first message", "answer"),
        _row("---", "---"),
        _row("`authenticate` with a token of this interview", "`session_started`"),
        _row("`authenticate` with anything else", "`SESSION_NOT_FOUND`, closed with 1008"),
        _row(types, "`WEBSOCKET_ERROR`, closed with 1008"),
    ]


def _proofs() -> list[str]:
    lines = [_row("credential", "lets in", "does not"), _row("---", "---", "---")]
    lines += [_row(proof.name, "; ".join(proof.good), "; ".join(proof.bad)) for proof in PROOFS]
    return lines


def _commands() -> list[str]:
    names = ", ".join(f"`{name}`" for name in COMMANDS.values())
    return [f"Users, keys and the audit log also without a request: {names}, for whoever may write to the data folder."]


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def written(document: str) -> str:
    """The document with the tables as they are now. Raises `ValueError` where it lacks the marks."""
    before, begin, rest = document.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"The document needs the lines {BEGIN} and {END}, in this order.")
    return f"{before}{BEGIN}\n\n{tables()}\n\n{END}{after}"


if __name__ == "__main__":
    if len(sys.argv) > 1:
        file = Path(sys.argv[1])
        file.write_text(written(file.read_text(encoding="utf-8")), encoding="utf-8")
    else:
        sys.stdout.write(f"{tables()}\n")

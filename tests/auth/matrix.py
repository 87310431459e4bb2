"""Everybody who may come along: each kind of credential in each of its states, as docs/SECURITY.md lists them."""

from __future__ import annotations

import base64
import contextlib
import hashlib
import hmac
import http.server
import json
import secrets
import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from intervue.auth import credentials
from intervue.auth import security_doc as doc
from intervue.auth.cookies import SESSION_COOKIE, SIGN_IN_COOKIE
from intervue.auth.roles import Role
from intervue.auth.security_doc import Asker, Proof
from intervue.control import Door
from intervue.store.accounts import SignIn
from tests.auth.jwts import AUDIENCE, ISSUER, Directory, Provider, public_pem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.server.access import Guarded

KID = "main"
VALID = "valid"
_HOUR = 3600.0


@dataclass(frozen=True)
class Card:
    """What somebody shows."""

    asker: Asker
    headers: dict[str, str] = field(default_factory=dict)
    text: str = ""
    """The token or key itself; empty for cookies."""
    token: str = ""
    """Id of the link that it comes from."""
    own: str = ""
    """The interview that it is for."""


@dataclass(frozen=True)
class State:
    """One row of the matrix: a kind of credential in a state."""

    proof: Proof | None
    name: str

    def __str__(self) -> str:
        return f"{self.proof.name}: {self.name}" if self.proof else self.name


NOTHING = State(None, "nothing")
WITHOUT_SCOPE = State(doc.KEY, "without the scope")
STATES = [
    NOTHING,
    WITHOUT_SCOPE,
    *(State(proof, name) for proof in doc.PROOFS for name in (*proof.good, *proof.bad)),
]


class World:
    """A server with access control, its identity provider, and who comes to it."""

    def __init__(self, guarded: Guarded, provider: Provider) -> None:
        self.guarded = guarded
        self.provider = provider
        self._made: list[str] = []

    @property
    def secrets(self) -> list[str]:
        """What must not be found anywhere: all that was shown so far, without what may be known of it."""
        return self._made

    def card(self, state: State) -> Card:
        """A new one, as good as unused."""
        makers: dict[str, Callable[[str], Card]] = {
            doc.KEY.name: self._key,
            doc.TOKEN.name: self._token,
            doc.LINK_COOKIE.name: self._link_cookie,
            doc.SIGN_IN_COOKIE.name: self._sign_in_cookie,
            doc.BEARER.name: self._bearer,
        }
        card = makers[state.proof.name](state.name) if state.proof else Card(Asker.NOBODY)
        shown = [card.text, *card.headers.values()]
        # The interview's id in the cookie of a link is none: logs and addresses name it.
        self._made += [part for text in shown for part in _secret_parts(text) if part != card.own]
        return card

    def _key(self, state: str) -> Card:
        now = time.time()
        if state == WITHOUT_SCOPE.name:
            return _by_header(Asker.OTHER_SERVICE, self.guarded.key([]))
        text = self.guarded.key(expires_at=now - 1 if state == "expired" else now + _HOUR)
        if state == "revoked":
            self.guarded.accounts.revoke_key(_id_of(text), now)
        bad = _spoilt(text, state)
        return _by_header(Asker.SERVICE if state == VALID else Asker.INVALID, bad or text)

    def _token(self, state: str) -> Card:
        made = self._invited(expired=state == "expired")
        if state == "revoked":
            self.guarded.accounts.revoke_token(made["id"], time.time())
        elif state == "of an erased interview":
            self._erase(made["session_id"])
        asker = Asker.CANDIDATE if state == VALID else Asker.INVALID
        card = _by_header(asker, _spoilt(made["token"], state) or made["token"])
        return Card(asker, card.headers, card.text, made["id"], made["session_id"])

    def _link_cookie(self, state: str) -> Card:
        made = self._invited(soon=state.startswith("link expired"))
        with self.guarded.client() as browser:
            browser.post("/invitations/open", json={"token": made["token"]}).raise_for_status()
            cookie = browser.cookies[SESSION_COOKIE]
        token, session = made["id"], made["session_id"]
        match state:
            case "link revoked":
                with self.guarded.client(self.guarded.key()) as program:
                    program.delete(f"/sessions/{session}/invitations/{token}").raise_for_status()
            case "made up":
                cookie = f"{token}.{session}.{secrets.token_hex(32)}"
            case "of another installation":
                mark = hmac.new(secrets.token_bytes(32), f"session {token} {session}".encode(), hashlib.sha256)
                cookie = f"{token}.{session}.{mark.hexdigest()}"
            case "of an erased interview":
                self._erase(session)
            case "link expired after it was opened":
                self.guarded.wait_until_expired(made)
        asker = Asker.CANDIDATE if state in doc.LINK_COOKIE.good else Asker.INVALID
        return Card(asker, {"Cookie": f"{SESSION_COOKIE}={cookie}"}, token=token, own=session)

    def _sign_in_cookie(self, state: str) -> Card:
        role = Role.ADMIN if state == "admin" else Role.RECRUITER
        user = f"{role}-{secrets.token_hex(4)}"
        self.guarded.user(user, role)
        name, secret, now = secrets.token_hex(8), secrets.token_urlsafe(32), time.time()
        until = now - 1 if state == "expired" else now + _HOUR
        kept = self.guarded.accounts.user(user)
        assert kept is not None
        sign_in = SignIn(name, credentials.digest(secret), user, now, until)
        assert self.guarded.accounts.add_sign_in(sign_in, kept.password)
        shown = {
            "right id, other secret": f"{name}.{secrets.token_urlsafe(32)}",
            "made up": f"{secrets.token_hex(8)}.{secrets.token_urlsafe(32)}",
        }.get(state, f"{name}.{secret}")
        headers = {"Cookie": f"{SIGN_IN_COOKIE}={shown}"}
        with self.guarded.client(None, **headers) as page:
            headers["X-CSRF-Token"] = page.get("/me").json()["csrf"]
            if state == "signed out":
                page.post("/sign-out", headers=headers).raise_for_status()
            elif state == "user disabled":
                self.guarded.accounts.change_user(user, disabled_at=now)
                Door.find(self.guarded.server.data).ask("access", {"revoked": []})
        asker = {"recruiter": Asker.RECRUITER, "admin": Asker.ADMIN}.get(state, Asker.INVALID)
        return Card(asker, headers)

    def _bearer(self, state: str) -> Card:
        asker = {"recruiter": Asker.RECRUITER, "admin": Asker.ADMIN}.get(state, Asker.INVALID)
        return _by_header(asker, self._jwt(state))

    def _jwt(self, state: str) -> str:
        good, now = self.provider, int(time.time())
        makers: dict[str, Callable[[], str]] = {
            "recruiter": lambda: good.token(role="recruiter"),
            "admin": lambda: good.token(role=["employee", "admin"]),
            "expired": lambda: good.token(exp=now - 120),
            "not valid yet": lambda: good.token(nbf=now + 600),
            "wrong audience": lambda: good.token(aud="another program"),
            "wrong issuer": lambda: good.token(iss="https://login.example.com"),
            "without an expiry": lambda: good.token(without=("exp",)),
            "without a subject": lambda: good.token(without=("sub",)),
            "no role of ours": lambda: good.token(role="employee"),
            "another key": lambda: Provider("RS256", kid="another").token(),
            "another key with the same name": lambda: Provider("RS256", kid=good.kid).token(),
            "unsigned (`alg: none`)": lambda: f"{_joined({'alg': 'none', 'typ': 'JWT'}, _claims())}.",
            "HS256 with the public key as its secret": lambda: _signed_with_the_public_key(good, "HS256"),
            "RS256 in the head, signed as HS256": lambda: _signed_with_the_public_key(good, "RS256"),
            "claims changed after signing": lambda: _promoted(good.token()),
        }
        return makers[state]()

    def _invited(self, *, expired: bool = False, soon: bool = False) -> dict[str, Any]:
        made = self.guarded.arrange(**({"invitation_days": 0.7 / 86_400} if expired or soon else {}))
        if expired:
            self.guarded.wait_until_expired(made)
        return made

    def _erase(self, session: str) -> None:
        with self.guarded.client(self.guarded.key()) as program:
            program.delete(f"/sessions/{session}").raise_for_status()

    def ended(self) -> dict[str, Any]:
        """An interview that is over."""
        made = self.guarded.arrange()
        with self.guarded.enter(made["session_id"], query=f"?token={made['token']}") as candidate:
            candidate.receive()
            candidate.send("end_session")
            candidate.until("session_ended")
        return made


def _by_header(asker: Asker, text: str) -> Card:
    return Card(asker, {"Authorization": f"Bearer {text}"}, text)


def _id_of(text: str) -> str:
    found = credentials.kind_and_id(text)
    assert found is not None
    return found[1]


def _spoilt(text: str, state: str) -> str | None:
    kind = text[:3]
    other = credentials.make(kind).text
    return {
        "unknown": other,
        "right id, other secret": f"{kind}_{_id_of(text)}_{other[-43:]}",
        "cut short": text[:-1],
    }.get(state)


def _secret_parts(text: str) -> list[str]:
    """Those parts of what was shown that are no names and no ids."""
    return [part for part in text.replace(";", " ").replace("=", " ").replace(".", " ").split() if len(part) > 30]


def _claims() -> dict[str, Any]:
    now = int(time.time())
    return {"sub": "anna", "iss": ISSUER, "aud": AUDIENCE, "exp": now + 600, "role": "recruiter"}


def _encoded(part: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode()


def _joined(head: dict[str, Any], claims: dict[str, Any]) -> str:
    return f"{_encoded(head)}.{_encoded(claims)}"


def _promoted(token: str) -> str:
    """A recruiter's token that says admin."""
    head, _, signature = token.split(".")
    return f"{head}.{_encoded({**_claims(), 'role': 'admin'})}.{signature}"


def _signed_with_the_public_key(provider: Provider, algorithm: str) -> str:
    """What PyJWT refuses to make: the public key, which everybody has, taken for a secret."""
    text = _joined({"alg": algorithm, "typ": "JWT", "kid": provider.kid}, _claims())
    mark = hmac.new(public_pem(provider.key), text.encode(), hashlib.sha256).digest()
    return f"{text}.{base64.urlsafe_b64encode(mark).rstrip(b'=').decode()}"


@contextlib.contextmanager
def published(directory: Directory) -> Iterator[str]:
    """The address of a document of keys."""

    class Answer(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            content = directory.document()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_args: object) -> None:
            """Nobody reads it."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/keys"
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


def provided(provider: Provider, **keys: str | Path) -> dict[str, Any]:
    """Settings of a server that believes this provider."""
    told = {name: str(value) for name, value in keys.items()}
    return {
        "jwt_algorithm": provider.algorithm,
        "jwt_issuer": ISSUER,
        "jwt_audience": AUDIENCE,
        "jwt_leeway_seconds": 5,
        **told,
    }

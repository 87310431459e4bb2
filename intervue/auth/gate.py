"""Finds out who asks: from keys, tokens, cookies and bearer tokens that a request brings along."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import logging
import secrets
import time
from collections import OrderedDict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from starlette.requests import cookie_parser

from intervue.auth import credentials
from intervue.auth.bearer import BearerError
from intervue.auth.roles import ANONYMOUS, Identity, Role, Scope
from intervue.sessions.plain import plain
from intervue.store.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.datastructures import Headers, QueryParams

    from intervue.auth.bearer import BearerTokens
    from intervue.store.accounts import AccountStore, ApiKey, SessionToken, SignIn, User

logger = logging.getLogger(__name__)

SIGN_IN_COOKIE: Final = "intervue_sign_in"
SESSION_COOKIE: Final = "intervue_session"
OFFERED_TOKEN: Final = "intervue.token."  # noqa: S105 - what stands before a token
"""Begins a subprotocol that is none, but a token."""
REMEMBERED: Final = 10_000
"""Keys and tokens that are kept in memory, so that a request need not ask the database."""
USED_SECONDS: Final = 60.0
"""A key's last use is noted at most so often."""
_MARK_BYTES: Final = 32


class Why(StrEnum):
    """Why a credential is not accepted: for the audit log. The client is told less."""

    MALFORMED = "malformed"
    UNKNOWN = "unknown"
    WRONG = "wrong"
    EXPIRED = "expired"
    REVOKED = "revoked"
    DISABLED = "disabled"
    NOT_YET = "not_yet"
    AUDIENCE = "audience"
    ISSUER = "issuer"
    CLAIMS = "claims"
    SIGNATURE = "signature"
    NO_ROLE = "no_role"
    UNAVAILABLE = "unavailable"
    MANY = "many"


class RejectedError(Exception):
    """What was shown is no valid credential."""

    def __init__(self, why: Why, who: str = "anonymous") -> None:
        super().__init__(why.value)
        self.why = why
        self.who = who


@dataclass(frozen=True, slots=True)
class Shown:
    """What a request brings along to say who it is. Secrets: not to be logged."""

    bearer: str | None = None
    api_key: str | None = None
    sign_in: str | None = None
    session: str | None = None
    """The cookie of an invitation that was opened."""

    @classmethod
    def of(cls, headers: Headers) -> Shown:
        """Raises `RejectedError` where there are two of a kind, or an Authorization of another scheme."""
        return cls(_bearer(headers), _single(headers, "x-api-key"), *_cookies(headers))

    @classmethod
    def of_socket(cls, headers: Headers, query: QueryParams) -> Shown:
        """The same for a WebSocket, whose opener cannot always set headers. Raises `RejectedError` as `of` does.

        A browser shows the interview's cookie; that somebody is signed in there as well says nothing about it.
        """
        told = [_bearer(headers), *query.getlist("token"), *_offered(headers)]
        texts = [text for text in told if text]
        if len(set(texts)) > 1:
            raise RejectedError(Why.MANY)
        if texts:
            return cls(bearer=texts[0])
        return cls(api_key=_single(headers, "x-api-key"), session=_cookies(headers)[1])


class Gate:
    """Used by one event loop; what takes time is done in threads."""

    def __init__(
        self, accounts: AccountStore, bearer: BearerTokens | None, clock: Callable[[], float] = time.time
    ) -> None:
        self._accounts = accounts
        self._bearer = bearer
        self._clock = clock
        self._keys: OrderedDict[str, ApiKey] = OrderedDict()
        self._tokens: OrderedDict[str, SessionToken] = OrderedDict()
        self._sign_ins: OrderedDict[str, tuple[SignIn, User]] = OrderedDict()
        self._used: dict[str, float] = {}
        self._forgotten = 0
        self._secret = accounts.value("cookie_secret", secrets.token_hex(_MARK_BYTES)).encode()

    async def identify(self, shown: Shown) -> Identity:
        """Who it is; `ANONYMOUS` where nothing was shown. Raises `RejectedError` where what was shown is not valid."""
        if shown.bearer is not None:
            return await self._by_text(shown.bearer)
        if shown.api_key is not None:
            return await self._by_key(shown.api_key)
        if shown.sign_in is not None:
            try:
                return await self._by_sign_in(shown.sign_in)
            except RejectedError:
                # Left over from another day in the same browser: it must keep nobody out of an interview.
                if shown.session is None:
                    raise
        if shown.session is not None:
            return await self._by_cookie(shown.session)
        return ANONYMOUS

    async def by_token(self, text: str) -> Identity:
        """Who shows a session token. Raises `RejectedError`."""
        token = await self._token(text)
        if not credentials.matches(text, token.hash):
            raise RejectedError(Why.WRONG, f"token:{token.id}")
        self._check_token(token, expires=True)
        return _candidate(token)

    async def is_revoked(self, token: str) -> bool:
        """Whether the token of this id was revoked, or went with its session."""
        try:
            return (await self._token_of(token)).revoked_at is not None
        except RejectedError:
            return True

    def cookie(self, token: str, session: str) -> str:
        """The cookie's value for whoever opened this invitation. It has no end of its own; its token may be revoked."""
        return f"{token}.{self._mark(token, session)}"

    def csrf(self, sign_in: str) -> str:
        """What a signed-in page says with whatever it changes; another site cannot know it."""
        return self._sign(f"csrf {sign_in}")

    def forget(self) -> None:
        """Something was changed: ask the database anew."""
        self._forgotten += 1
        self._keys.clear()
        self._tokens.clear()
        self._sign_ins.clear()

    async def _by_text(self, text: str) -> Identity:
        if text.startswith(f"{credentials.KEY}_"):
            return await self._by_key(text)
        if text.startswith(f"{credentials.TOKEN}_"):
            return await self.by_token(text)
        if self._bearer is None:
            raise RejectedError(Why.MALFORMED)
        try:
            who, role = await self._bearer.check(text)
        except BearerError as error:
            raise RejectedError(Why(error.why)) from None
        return Identity(Role(role), f"jwt:{plain(who)}")

    async def _by_key(self, text: str) -> Identity:
        name = _id(text, credentials.KEY)
        key = self._keys.get(name)
        if key is None:
            forgotten = self._forgotten
            key = await asyncio.to_thread(self._accounts.key, name)
            if key is None:
                raise RejectedError(Why.UNKNOWN)
            self._remember(self._keys, name, key, forgotten)
        who = f"key:{key.id}"
        if not credentials.matches(text, key.hash):
            raise RejectedError(Why.WRONG, who)
        now = self._clock()
        if not key.works(now):
            raise RejectedError(Why.REVOKED if key.revoked_at is not None else Why.EXPIRED, who)
        if now - self._used.get(name, float("-inf")) >= USED_SECONDS:
            self._used[name] = now
            await self._note_use(name, now)
        return Identity(Role.SERVICE, who, frozenset(Scope(scope) for scope in key.scopes if scope in set(Scope)))

    async def _note_use(self, name: str, now: float) -> None:
        try:
            await asyncio.to_thread(self._accounts.use_key, name, now)
        except StoreError as error:  # it lets in all the same
            logger.warning("The last use of a key could not be noted: %s", error)

    async def _by_sign_in(self, text: str) -> Identity:
        name, _, secret = text.partition(".")
        found = self._sign_ins.get(name)
        if found is None:
            forgotten = self._forgotten
            found = await asyncio.to_thread(self._accounts.sign_in, name)
            if found is None:
                raise RejectedError(Why.UNKNOWN)
            self._remember(self._sign_ins, name, found, forgotten)
        sign_in, user = found
        who = f"user:{user.name}"
        if not credentials.matches(secret, sign_in.hash):
            raise RejectedError(Why.WRONG, who)
        if self._clock() >= sign_in.expires_at:
            raise RejectedError(Why.EXPIRED, who)
        if user.disabled_at is not None:
            raise RejectedError(Why.DISABLED, who)
        return Identity(Role(user.role), who, sign_in=sign_in.id)

    async def _by_cookie(self, text: str) -> Identity:
        name, _, mark = text.partition(".")
        token = await self._token_of(name)
        if not hmac.compare_digest(mark.encode(), self._mark(token.id, token.session).encode()):
            raise RejectedError(Why.WRONG, f"token:{token.id}")
        self._check_token(token, expires=False)
        return _candidate(token)

    async def _token(self, text: str) -> SessionToken:
        return await self._token_of(_id(text, credentials.TOKEN))

    async def _token_of(self, name: str) -> SessionToken:
        token = self._tokens.get(name)
        if token is None:
            forgotten = self._forgotten
            token = await asyncio.to_thread(self._accounts.token, name)
            if token is None:
                raise RejectedError(Why.UNKNOWN)
            self._remember(self._tokens, name, token, forgotten)
        return token

    def _remember(self, known: OrderedDict[str, Any], name: str, value: Any, forgotten: int) -> None:
        """Unless something was changed since the database was asked."""
        if forgotten != self._forgotten:
            return
        known[name] = value
        if len(known) > REMEMBERED:
            known.popitem(last=False)

    def _check_token(self, token: SessionToken, *, expires: bool) -> None:
        if token.revoked_at is not None:
            raise RejectedError(Why.REVOKED, f"token:{token.id}")
        if expires and not token.works(self._clock()):
            raise RejectedError(Why.EXPIRED, f"token:{token.id}")

    def _mark(self, token: str, session: str) -> str:
        return self._sign(f"session {token} {session}")

    def _sign(self, text: str) -> str:
        return hmac.new(self._secret, text.encode(), hashlib.sha256).hexdigest()


def _candidate(token: SessionToken) -> Identity:
    return Identity(Role.CANDIDATE, f"token:{token.id}", session=token.session, token=token.id)


def _id(text: str, kind: str) -> str:
    found = credentials.kind_and_id(text)
    if found is None or found[0] != kind:
        raise RejectedError(Why.MALFORMED)
    return found[1]


def _single(headers: Headers, name: str) -> str | None:
    found = headers.getlist(name)
    if len(found) > 1:
        raise RejectedError(Why.MANY)
    return found[0] if found else None


def _bearer(headers: Headers) -> str | None:
    value = _single(headers, "authorization")
    if value is None:
        return None
    scheme, _, text = value.partition(" ")
    if scheme.lower() != "bearer" or not text.strip():
        raise RejectedError(Why.MALFORMED)
    return text.strip()


def _offered(headers: Headers) -> list[str]:
    """Tokens among the subprotocols that are offered: a page can set nothing else."""
    names = [name.strip() for value in headers.getlist("sec-websocket-protocol") for name in value.split(",")]
    return [name.removeprefix(OFFERED_TOKEN) for name in names if name.startswith(OFFERED_TOKEN)]


def _cookies(headers: Headers) -> tuple[str | None, str | None]:
    # Not `http.cookies`: it drops all cookies where another program of the same host has set an odd one.
    jar = cookie_parser("; ".join(headers.getlist("cookie")))
    return jar.get(SIGN_IN_COOKIE), jar.get(SESSION_COOKIE)

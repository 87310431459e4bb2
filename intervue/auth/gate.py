"""Finds out who asks: from keys, tokens, cookies and bearer tokens that a request brings along."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import logging
import secrets
import time
from typing import TYPE_CHECKING, Final, TypeVar

from intervue.auth import credentials
from intervue.auth.bearer import BearerError
from intervue.auth.remembering import REMEMBERED_SECONDS, Remembered
from intervue.auth.roles import ANONYMOUS, Identity, Role, Scope
from intervue.auth.shown import RejectedError, Why
from intervue.sessions.plain import plain
from intervue.store.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from intervue.auth.bearer import BearerTokens
    from intervue.auth.shown import Shown
    from intervue.store.accounts import AccountStore, ApiKey, SessionToken, SignIn, User

Row = TypeVar("Row", "ApiKey", "SessionToken")

logger = logging.getLogger(__name__)

USED_SECONDS: Final = 60.0
"""A key's last use is noted at most so often."""
_LONGEST_ID: Final = 64
_MARK_BYTES: Final = 32
_NOBODYS: Final = credentials.digest("")
"""Compared with where there is nothing to compare with."""


class Gate:
    """Used by one event loop; what takes time is done in threads."""

    def __init__(
        self,
        accounts: AccountStore,
        bearer: BearerTokens | None,
        clock: Callable[[], float] = time.time,
        ticks: Callable[[], float] = time.monotonic,
    ) -> None:
        """`clock` says what time it is, `ticks` how much has passed."""
        self._accounts = accounts
        self._bearer = bearer
        self._clock = clock
        self._keys: Remembered[ApiKey] = Remembered(accounts.key, REMEMBERED_SECONDS, ticks)
        # They are few, and are to work after a restart whatever comes from the same address.
        every = accounts.keys()
        self._keys.expect((key.id, key) for key in every if key.revoked_at is None)
        self._tokens: Remembered[SessionToken] = Remembered(accounts.token, REMEMBERED_SECONDS, ticks)
        self._sign_ins: Remembered[tuple[SignIn, User]] = Remembered(accounts.sign_in, REMEMBERED_SECONDS, ticks)
        self._used: dict[str, float] = {}
        self._secret = accounts.value("cookie_secret", secrets.token_hex(_MARK_BYTES)).encode()

    @property
    def bearer_fault(self) -> str:
        """What is wrong with the keys of bearer tokens, for the operator; empty where nothing is."""
        return "" if self._bearer is None else self._bearer.fault

    async def identify(self, shown: Shown, *, look: bool = True) -> Identity:
        """Who it is; `ANONYMOUS` where nothing was shown. Raises `RejectedError` where what was shown is not valid.

        Without `look` nothing is looked up in the database: what is not remembered as good is refused.
        """
        if shown.bearer is not None:
            return await self._by_text(shown.bearer, look=look)
        if shown.api_key is not None:
            return await self._by_key(shown.api_key, look=look)
        if shown.sign_in is not None:
            try:
                return await self._by_sign_in(shown.sign_in, look=look)
            except RejectedError:
                # Left over from another day in the same browser: it must keep nobody out of an interview.
                if shown.session is None:
                    raise
        if shown.session is not None:
            return await self._by_cookie(shown.session, look=look)
        return ANONYMOUS

    async def by_token(self, text: str, *, look: bool = True) -> Identity:
        """Who shows a session token. Raises `RejectedError`. `look` as in `identify`."""
        token = _proven(await self._tokens.get(_id(text, credentials.TOKEN), look=look), text, "token", look=look)
        self._check_token(token, expires=True)
        return _candidate(token)

    async def is_revoked(self, token: str) -> bool:
        """Whether the token of this id was revoked, or went with its session."""
        found = await self._tokens.get(token)
        return found is None or found.revoked_at is not None

    async def withdrawn(self, tokens: Collection[str]) -> frozenset[str]:
        """Those of these ids that let nobody in any more, by the database, and not by what is remembered."""
        asked = frozenset(tokens)
        return asked - await asyncio.to_thread(self._accounts.unrevoked, asked)

    def cookie(self, token: str, session: str) -> str:
        """The cookie's value for whoever opened this invitation. It has no end of its own; its token may be revoked."""
        return f"{token}.{session}.{self._mark(token, session)}"

    def csrf(self, sign_in: str) -> str:
        """What a signed-in page says with whatever it changes; another site cannot know it."""
        return self._sign(f"csrf {sign_in}")

    def forget(self) -> None:
        """Something was changed: ask the database anew."""
        for each in (self._keys, self._tokens, self._sign_ins):
            each.forget()

    async def _by_text(self, text: str, *, look: bool) -> Identity:
        if text.startswith(f"{credentials.KEY}_"):
            return await self._by_key(text, look=look)
        if text.startswith(f"{credentials.TOKEN}_"):
            return await self.by_token(text, look=look)
        if self._bearer is None:
            raise RejectedError(Why.MALFORMED)
        try:
            who, role = await self._bearer.check(text)
        except BearerError as error:
            raise RejectedError(Why(error.why)) from None
        return Identity(Role(role), f"jwt:{plain(who)}")

    async def _by_key(self, text: str, *, look: bool) -> Identity:
        key = _proven(await self._keys.get(_id(text, credentials.KEY), look=look), text, "key", look=look)
        who = f"key:{key.id}"
        now = self._clock()
        if not key.works(now):
            raise RejectedError(Why.REVOKED if key.revoked_at is not None else Why.EXPIRED, who)
        if not 0 <= now - self._used.get(key.id, float("-inf")) < USED_SECONDS:  # a clock may be set back
            self._used[key.id] = now
            await self._note_use(key.id, now)
        return Identity(Role.SERVICE, who, frozenset(Scope(scope) for scope in key.scopes if scope in set(Scope)))

    async def _note_use(self, name: str, now: float) -> None:
        try:
            await asyncio.to_thread(self._accounts.use_key, name, now)
        except StoreError as error:  # it lets in all the same
            logger.warning("The last use of a key could not be noted: %s", error)

    async def _by_sign_in(self, text: str, *, look: bool) -> Identity:
        name, _, secret = text.partition(".")
        found = await self._sign_ins.get(_short(name), look=look)
        if not credentials.matches(secret, found[0].hash if found else _NOBODYS) or found is None:
            raise _unknown(look=look) if found is None else RejectedError(Why.WRONG, f"user:{found[1].name}")
        sign_in, user = found
        who = f"user:{user.name}"
        if self._clock() >= sign_in.expires_at:
            raise RejectedError(Why.EXPIRED, who)
        if user.disabled_at is not None:
            raise RejectedError(Why.DISABLED, who)
        return Identity(Role(user.role), who, sign_in=sign_in.id)

    async def _by_cookie(self, text: str, *, look: bool) -> Identity:
        name, _, rest = text.partition(".")
        session, _, mark = rest.rpartition(".")
        token = await self._tokens.get(_short(name), look=look)
        expected = self._mark(name, token.session if token else session)
        proven = hmac.compare_digest(mark.encode(), expected.encode())
        if token is None:
            # Only who shows what this server made learns that it knew that interview.
            raise RejectedError(Why.GONE, session=session) if proven and look else _unknown(look=look)
        if not proven:
            raise RejectedError(Why.WRONG, f"token:{token.id}")
        self._check_token(token, expires=False)
        return _candidate(token)

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


def _unknown(*, look: bool) -> RejectedError:
    """Nobody has it, or nobody looked."""
    return RejectedError(Why.UNKNOWN if look else Why.MANY)


def _proven(row: Row | None, text: str, kind: str, *, look: bool) -> Row:
    """The row whose secret this is. Raises `RejectedError`, after the same time whatever is wrong."""
    proven = credentials.matches(text, row.hash if row else _NOBODYS)
    if row is None:
        raise _unknown(look=look)
    if not proven:
        raise RejectedError(Why.WRONG, f"{kind}:{row.id}")
    return row


def _short(name: str) -> str:
    """An id as a cookie has it. Raises `RejectedError`: what is longer than any is not worth being remembered."""
    if len(name) > _LONGEST_ID:
        raise RejectedError(Why.MALFORMED)
    return name


def _id(text: str, kind: str) -> str:
    found = credentials.kind_and_id(text)
    if found is None or found[0] != kind:
        raise RejectedError(Why.MALFORMED)
    return found[1]

"""Local users sign in and out, and `GET /me` tells a page whom it works for."""

from __future__ import annotations

import asyncio
import contextlib
import re
import secrets
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from pydantic import BaseModel, ConfigDict, Field, SecretStr
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from intervue.auth import cookies, credentials, passwords
from intervue.auth.addresses import address_of
from intervue.auth.asking import CSRF_HEADER, NOT_THE_PAGE, NOT_VALID, allowed, is_the_page
from intervue.auth.audit import note
from intervue.auth.cookies import SIGN_IN_COOKIE
from intervue.auth.roles import Action, Role
from intervue.auth.shown import Why
from intervue.guard import STORE_STATUS
from intervue.routes.bodies import SMALL_BYTES, read_json
from intervue.routes.invitations import opened
from intervue.routes.openapi import described
from intervue.routes.session_models import OpenedInvitation
from intervue.store.accounts import SignIn
from intervue.store.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.requests import Request

    from intervue.auth.gate import Gate
    from intervue.auth.rates import Rates
    from intervue.auth.roles import Identity
    from intervue.auth.shown import RejectedError
    from intervue.settings import Settings
    from intervue.store.accounts import AccountStore, User
    from intervue.store.event_store import EventStore

WRONG: Final = "This name and this password do not belong together. Check both, and try again."
"""For an unknown name, a wrong password and a user who was disabled alike: nobody learns which names there are."""
SLOWLY: Final = "Too many attempts to sign in. Please try again in {seconds} seconds."
UNSEEN: Final = "Too many requests. Please try again in a moment."
BUSY: Final = "Very many people are signing in at this moment. Please try again."
BUSY_SECONDS: Final = 5
QUEUE: Final = 32
"""So many may wait for their password to be looked at; each takes about 50 ms."""
_NAME: Final = re.compile(r"[a-z0-9._@-]{1,64}")
_ID_BYTES: Final = 8
_SECRET_BYTES: Final = 32


class Credentials(BaseModel):
    """Who wants to sign in."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    name: str = Field(min_length=1, max_length=200)
    password: SecretStr = Field(min_length=1, max_length=passwords.LONGEST)


class Me(BaseModel):
    """Whom a page works for."""

    name: str = Field(description="The user's name; empty for who has none.")
    role: Role
    csrf: str = Field(description=f"To be sent as {CSRF_HEADER} with whatever changes something; empty if not needed.")
    interview: OpenedInvitation | None = Field(None, description="A candidate's interview, until it is over.")
    withdrawn: bool = Field(False, description="Whether the link by which this browser came in was taken back.")
    gone: str | None = Field(
        None, description="The interview that this browser's cookie was made for, if it was erased."
    )


class Door:
    """Bounds how many passwords are looked at together: each takes 64 MiB and a processor. Used by one event loop."""

    def __init__(self, at_once: int) -> None:
        self._places = asyncio.Semaphore(at_once)
        self._waiting = 0

    @contextlib.asynccontextmanager
    async def place(self) -> AsyncIterator[None]:
        """Raises `HTTPException` 503 where too many wait."""
        if self._waiting >= QUEUE:
            raise HTTPException(503, BUSY, {"Retry-After": str(BUSY_SECONDS)})
        self._waiting += 1
        try:
            async with self._places:
                yield
        finally:
            self._waiting -= 1


@described("access", answer=Me, body=Credentials, public=True, problems=(401,))
@allowed(Action.SIGN_IN)
async def sign_in(request: Request) -> Response:
    """Sign in with name and password; a cookie keeps the browser signed in. Other browsers stay as they are."""
    asked = await read_json(request, Credentials, SMALL_BYTES)
    name = asked.name.strip().lower()
    rates: Rates = request.app.state.rates
    refused = await rates.sign_in(name, address_of(request.scope))
    if refused is not None:
        user = await asyncio.to_thread(_named, request.app.state.accounts, name)
        note(request.scope, Action.SIGN_IN, allowed=False, detail=Why.MANY, who=_who(user))
        raise HTTPException(429, SLOWLY.format(seconds=refused.reset), refused.headers)
    user, why = await _proven(request, name, asked.password.get_secret_value())
    try:
        answer = None if user is None or why is not None else await _signed_in(request, user)
    except StoreError:
        note(request.scope, Action.SIGN_IN, allowed=False, detail=str(STORE_STATUS), who=_who(user))
        raise
    if user is None or answer is None:
        note(request.scope, Action.SIGN_IN, allowed=False, detail=why or Why.WRONG, who=_who(user))
        raise HTTPException(401, WRONG)
    note(request.scope, Action.SIGN_IN, allowed=True, detail="signed_in", who=_who(user))
    rates.signed_in(user.name, address_of(request.scope))
    return answer


def _named(accounts: AccountStore, name: str) -> User | None:
    return accounts.user(name) if _NAME.fullmatch(name) else None


def _who(user: User | None) -> str:
    """For the audit log. A name that nobody has may be a password in the wrong field: it is not noted."""
    return f"user:{user.name}" if user else "anonymous"


async def _proven(request: Request, name: str, password: str) -> tuple[User | None, Why | None]:
    """Who has this name, and why the password does not let them in. Takes the same time whether somebody has it."""
    accounts: AccountStore = request.app.state.accounts
    door: Door = request.app.state.sign_in_door

    def look() -> tuple[User | None, Why | None]:
        user = _named(accounts, name)
        matches = passwords.matches(password, user.password if user else None)
        if user is None:
            return None, Why.UNKNOWN
        if not matches:
            return user, Why.WRONG
        if user.disabled_at is not None:
            return user, Why.DISABLED
        if passwords.is_outdated(user.password):
            anew = passwords.hashed(password)
            accounts.keep_password(name, user.password, anew)
            return replace(user, password=anew), None
        return user, None

    async with door.place():
        return await asyncio.to_thread(look)


async def _signed_in(request: Request, user: User) -> Response | None:
    """None where the user was changed while the password was looked at."""
    accounts: AccountStore = request.app.state.accounts
    gate: Gate = request.app.state.gate
    settings: Settings = request.app.state.settings
    name, secret = secrets.token_hex(_ID_BYTES), secrets.token_urlsafe(_SECRET_BYTES)
    now = time.time()
    kept = SignIn(name, credentials.digest(secret), user.name, now, now + settings.sign_in_hours * 3600)
    if not await asyncio.to_thread(accounts.add_sign_in, kept, user.password):
        return None
    me_now = Me(name=user.name, role=Role(user.role), csrf=gate.csrf(name), interview=None, withdrawn=False, gone=None)
    response = _answer(me_now)
    cookies.keep(request, response, SIGN_IN_COOKIE, f"{name}.{secret}", round(settings.sign_in_hours * 3600))
    return response


@described("access", status=204, public=True, problems=(403,))
@allowed(Action.SIGN_IN)
async def sign_out(request: Request) -> Response:
    """Sign this browser out. Who is not signed in is told the same."""
    gate: Gate = request.app.state.gate
    accounts: AccountStore = request.app.state.accounts
    identity: Identity = request.state.identity
    shown, _ = cookies.read(request.headers, encrypted=cookies.is_encrypted(request.scope))
    if identity.sign_in is None and shown is not None and CSRF_HEADER not in request.headers:
        raise HTTPException(403, NOT_THE_PAGE)
    if identity.sign_in is not None:
        if not is_the_page(request, identity.sign_in):
            raise HTTPException(403, NOT_THE_PAGE)
        await asyncio.to_thread(accounts.remove_sign_in, identity.sign_in)
        gate.forget()
        note(request.scope, Action.SIGN_IN, allowed=True, detail="signed_out")
    response = Response(status_code=204)
    cookies.drop(request, response, SIGN_IN_COOKIE)
    return response


@described("access", answer=Me)
@allowed(Action.SIGN_IN)
async def me(request: Request) -> Response:
    """Whom the cookies of this browser stand for."""
    identity: Identity = request.state.identity
    gate: Gate = request.app.state.gate
    store: EventStore = request.app.state.store
    if request.state.rejected is not None:
        raise HTTPException(401, NOT_VALID, {"WWW-Authenticate": 'Bearer realm="intervue", error="invalid_token"'})
    faded: RejectedError | None = request.state.faded
    if faded is not None and faded.why is Why.MANY:  # nobody looked: a page is not to take that for an answer
        raise HTTPException(429, UNSEEN, {"Retry-After": "1"})
    interview = None
    if identity.session is not None:
        interview = await opened(store, identity.session, identity.token or "")
    return _answer(
        Me(
            name="" if identity.role is Role.CANDIDATE else identity.who.partition(":")[2],
            role=identity.role,
            csrf=gate.csrf(identity.sign_in) if identity.sign_in else "",
            interview=interview,
            # Only a cookie that was proven to be of a link is told that, or that its link went with its interview.
            withdrawn=faded is not None and faded.why is Why.REVOKED,
            gone=faded.session if faded is not None and faded.why is Why.GONE else None,
        )
    )


def _answer(body: Me) -> Response:
    return JSONResponse(body.model_dump(), headers={"cache-control": "no-store"})


sign_in_routes: Final = [
    Route("/sign-in", sign_in, methods=["POST"]),
    Route("/sign-out", sign_out, methods=["POST"]),
    Route("/me", me, methods=["GET"]),
]

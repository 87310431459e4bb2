"""`/users`, `/keys` and `/audit`: what admins do, as the commands of the same names do it on the server's machine."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Any, Final, TypeVar

from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from intervue.auth import passwords
from intervue.auth.asking import about, allowed
from intervue.auth.managing import (
    AccessError,
    audit_filter,
    check_user_name,
    entry_facts,
    key_facts,
    key_id,
    new_key,
    short_scopes,
    user_facts,
)
from intervue.auth.roles import Action
from intervue.routes import admin_models as m
from intervue.routes.bodies import SMALL_BYTES, read_json, read_query
from intervue.routes.openapi import described
from intervue.store.accounts import LastAdminError, TakenError, User

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from starlette.requests import Request

    from intervue.auth.gate import Gate
    from intervue.auth.roles import Identity
    from intervue.routes.sign_in import Door
    from intervue.store.accounts import AccountStore
    from intervue.store.audit import AuditStore

T = TypeVar("T")

NO_USER: Final = "There is no such user. GET /users lists them."
NO_KEY: Final = "There is no such key. GET /keys lists them."
NAME_TAKEN: Final = "There is a user of this name already. PATCH /users/{name} changes the password or the role."
NOTHING: Final = "Say what is to be changed: role, password or disabled."
LAST_ADMIN: Final = (
    "You are the last admin who may sign in: nobody could undo this here. Make somebody else an admin first, or use "
    "`intervue users` on the server."
)


# --- Users ------------------------------------------------------------------------------------------------------------


@described("administration", answer=m.UserList, query=m.PageQuery)
@allowed(Action.MANAGE_USERS)
async def list_users(request: Request) -> Response:
    """List local users, by name."""
    asked = read_query(request, m.PageQuery)
    accounts: AccountStore = request.app.state.accounts
    found = [user_facts(user) for user in await _stored(accounts.users)]
    return _answer(_page(asked, "users", found))


@described("administration", status=201, answer=m.UserState, body=m.NewUser, problems=(409,))
@allowed(Action.MANAGE_USERS)
async def add_user(request: Request) -> Response:
    """Add somebody who may sign in."""
    asked = await read_json(request, m.NewUser, SMALL_BYTES)
    accounts: AccountStore = request.app.state.accounts
    try:
        check_user_name(asked.name)
    except AccessError as error:
        raise HTTPException(400, str(error)) from None
    entry = f"{asked.name}: added as {asked.role}"
    if await _stored(lambda: accounts.user(asked.name)) is not None:
        about(request, detail=entry)
        raise HTTPException(409, NAME_TAKEN)
    kept = await _hashed(request, asked.password.get_secret_value(), asked.name)
    user = User(asked.name, asked.role, kept, time.time(), None)
    try:
        await _changed(request, lambda: accounts.add_user(user))
    except TakenError:
        raise HTTPException(409, NAME_TAKEN) from None
    about(request, detail=entry)  # now somebody has that name: before, it may be a password in the wrong field
    return _answer(user_facts(user), 201)


@described("administration", answer=m.UserState, body=m.UserChange, problems=(404, 409))
@allowed(Action.MANAGE_USERS)
async def change_user(request: Request) -> Response:
    """Give a user another role or password, or keep them from signing in. They are signed out everywhere at once."""
    asked = await read_json(request, m.UserChange, SMALL_BYTES)
    accounts: AccountStore = request.app.state.accounts
    user = await _stored(lambda: accounts.user(request.path_params["user"]))
    if user is None:
        raise HTTPException(404, NO_USER)
    values: dict[str, Any] = {}
    done = []
    if asked.role is not None:
        values["role"] = asked.role
        done.append(f"made {asked.role}")
    if asked.disabled is not None:
        values["disabled_at"] = (user.disabled_at or time.time()) if asked.disabled else None
        done.append("disabled" if asked.disabled else "enabled")
    if asked.password is not None:
        values["password"] = await _hashed(request, asked.password.get_secret_value(), user.name)
        done.append("password")
    if not values:
        raise HTTPException(400, NOTHING)
    about(request, detail=f"{user.name}: {', '.join(done)}")
    keep = _is_local(request)
    if not await _changed(request, lambda: accounts.change_user(user.name, keep_an_admin=keep, **values)):
        raise HTTPException(404, NO_USER)  # removed meanwhile
    changed = await _stored(lambda: accounts.user(user.name))
    return _answer(user_facts(changed or user))


@described("administration", answer=m.RemovedUser, problems=(404, 409))
@allowed(Action.MANAGE_USERS)
async def remove_user(request: Request) -> Response:
    """Remove a user, who is signed out everywhere at once."""
    accounts: AccountStore = request.app.state.accounts
    name, keep = request.path_params["user"], _is_local(request)
    if await _stored(lambda: accounts.user(name)) is not None:  # a name that nobody has may be anything
        about(request, detail=f"{name}: removed")
    if not await _changed(request, lambda: accounts.remove_user(name, keep_an_admin=keep)):
        raise HTTPException(404, NO_USER)
    return _answer({"name": name})


# --- Keys -------------------------------------------------------------------------------------------------------------


@described("administration", answer=m.KeyList, query=m.PageQuery)
@allowed(Action.MANAGE_KEYS)
async def list_keys(request: Request) -> Response:
    """List API keys, the newest first: scopes, expiry, last use. The keys themselves are not kept."""
    asked = read_query(request, m.PageQuery)
    accounts: AccountStore = request.app.state.accounts
    now = time.time()
    found = [key_facts(key, now) for key in await _stored(accounts.keys)]
    return _answer(_page(asked, "keys", found))


@described("administration", status=201, answer=m.MadeKey, body=m.NewKey)
@allowed(Action.MANAGE_KEYS)
async def create_key(request: Request) -> Response:
    """Make an API key. It stands in this answer, and nowhere else: only a hash of it is kept."""
    asked = await read_json(request, m.NewKey, SMALL_BYTES)
    accounts: AccountStore = request.app.state.accounts
    identity: Identity = request.state.identity
    now = time.time()
    try:
        key, text = new_key(asked.name, asked.scopes, asked.days, identity.who, now)
    except AccessError as error:
        raise HTTPException(400, str(error)) from None
    await _changed(request, lambda: accounts.add_key(key))
    about(request, detail=f"{key.id}: {short_scopes(key.scopes)}")
    return _answer({**key_facts(key, now), "key": text}, 201)


@described("administration", answer=m.KeyState, problems=(404,))
@allowed(Action.MANAGE_KEYS)
async def revoke_key(request: Request) -> Response:
    """End a key, with the next request that shows it. One that was revoked before stays as it is."""
    accounts: AccountStore = request.app.state.accounts
    name = key_id(request.path_params["key_id"])
    if await _stored(lambda: accounts.key(name)) is not None:  # what is no key's may be anything
        about(request, detail=f"{name}: revoked")
    if not await _changed(request, lambda: accounts.revoke_key(name, time.time())):
        raise HTTPException(404, NO_KEY)
    key = await _stored(lambda: accounts.key(name))
    if key is None:
        raise HTTPException(404, NO_KEY)
    return _answer(key_facts(key, time.time()))


# --- The audit log ----------------------------------------------------------------------------------------------------


@described("administration", answer=m.AuditPage, query=m.AuditQuery)
@allowed(Action.READ_AUDIT)
async def read_audit(request: Request) -> Response:
    """Read who did what to which interview, when, from where, and whether it was allowed; the youngest first."""
    asked = read_query(request, m.AuditQuery)
    store: AuditStore = request.app.state.audited
    words = asked.model_dump(exclude={"limit", "offset"})
    try:
        wanted = audit_filter(**words, now=time.time())
    except AccessError as error:
        raise HTTPException(400, str(error)) from None

    def look() -> dict[str, object]:
        entries = [entry_facts(entry) for entry in store.find(wanted, asked.limit, asked.offset)]
        return {"total": store.count(wanted), "offset": asked.offset, "limit": asked.limit, "entries": entries}

    return _answer(await _stored(look))


# --- What they have in common -----------------------------------------------------------------------------------------


async def _hashed(request: Request, password: str, user: str) -> str:
    """What is kept of a password, made in a thread and where there is room for it, as when somebody signs in.

    Raises `HTTPException` 400 where it may not be one, 503 where too many wait.
    """
    try:
        passwords.check(password, user)
    except passwords.WeakPasswordError as error:
        raise HTTPException(400, str(error)) from None
    door: Door = request.app.state.sign_in_door
    async with door.place():
        return await asyncio.to_thread(passwords.hashed, password)


async def _changed(request: Request, how: Callable[[], T]) -> T:
    """Change something; from the next request on it counts. Raises as `_stored` does."""
    gate: Gate = request.app.state.gate
    try:
        return await _stored(how)
    finally:
        gate.forget()


async def _stored(how: Callable[[], T]) -> T:
    """Ask the database, in a thread. Raises `StoreError`, or `HTTPException` 409."""
    try:
        return await asyncio.to_thread(how)
    except LastAdminError:
        raise HTTPException(409, LAST_ADMIN) from None


def _is_local(request: Request) -> bool:
    """Whether a local user asks, who must not lock out the last admin; an identity provider's admin comes back."""
    identity: Identity = request.state.identity
    return identity.who.startswith("user:")


def _page(asked: m.PageQuery, name: str, found: Sequence[dict[str, object]]) -> dict[str, object]:
    rows = found[asked.offset : asked.offset + asked.limit]
    return {"total": len(found), "offset": asked.offset, "limit": asked.limit, name: rows}


def _answer(body: dict[str, object], status: int = 200) -> Response:
    return JSONResponse(body, status_code=status, headers={"cache-control": "no-store"})


administration_routes: Final = [
    Route("/users", list_users, methods=["GET"]),
    Route("/users", add_user, methods=["POST"]),
    Route("/users/{user}", change_user, methods=["PATCH"]),
    Route("/users/{user}", remove_user, methods=["DELETE"]),
    Route("/keys", list_keys, methods=["GET"]),
    Route("/keys", create_key, methods=["POST"]),
    Route("/keys/{key_id}", revoke_key, methods=["DELETE"]),
    Route("/audit", read_audit, methods=["GET"]),
]
"""What admins ask for."""

"""What commands of the same machine ask a running server for. Who does not know its secret finds nothing here."""

from __future__ import annotations

import asyncio
import logging
import secrets
from typing import TYPE_CHECKING, Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from intervue.auth.addresses import address_of, client_of
from intervue.auth.rates import CONTROL
from intervue.control import ANSWER_SECONDS, HEADER
from intervue.store.audit import COMMAND
from intervue.store.schema import MAX_SESSION_ID

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.types import Receive, Scope, Send

    from intervue.auth.audit import AuditLog
    from intervue.auth.gate import Gate
    from intervue.auth.rates import Rates
    from intervue.bridge import Bridge

logger = logging.getLogger(__name__)

MOST_AT_ONCE = 10_000
"""Sessions of one request."""
MAX_BYTES = 2 * 1024 * 1024
BODY_SECONDS = 10.0


class Erase(BaseModel):
    """Sessions to erase. With `before` (seconds since 1970), who is in memory or changed since then is spared."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    sessions: list[Annotated[str, StringConstraints(min_length=1, max_length=MAX_SESSION_ID)]] = Field(
        max_length=MOST_AT_ONCE
    )
    before: float | None = None


class Access(BaseModel):
    """Users, keys or tokens were changed; the ids of tokens that were revoked."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    revoked: list[Annotated[str, StringConstraints(max_length=64)]] = Field(max_length=MOST_AT_ONCE)


async def erase(request: Request) -> Response:
    """`POST /control/erase`: 200 with what came of it."""
    await _check(request)
    try:
        body = await asyncio.wait_for(_body(request), BODY_SECONDS)
        asked = Erase.model_validate_json(body)
    except (ValidationError, ValueError, TimeoutError, ClientDisconnect):
        return PlainTextResponse("This is no request to erase sessions.", status_code=400)
    bridge: Bridge = request.app.state.bridge
    try:
        result = await asyncio.wait_for(bridge.erase(tuple(asked.sessions), asked.before), ANSWER_SECONDS)
    except TimeoutError:
        return PlainTextResponse("Erasing takes very long; the log says more.", status_code=503)
    gate: Gate = request.app.state.gate
    gate.forget()
    log: AuditLog = request.app.state.audit
    log.note_erased(result.erased, COMMAND)
    logger.info("A command had %d interviews erased, %d of them in progress", len(result.erased), len(result.ended))
    return JSONResponse(
        {"erased": result.erased, "ended": result.ended, "spared": result.spared, "error": result.error}
    )


async def access(request: Request) -> Response:
    """`POST /control/access`: look anew at who may do what, and put out who came in by what was revoked."""
    await _check(request)
    try:
        changed = Access.model_validate_json(await asyncio.wait_for(_body(request), BODY_SECONDS))
    except (ValidationError, ValueError, TimeoutError, ClientDisconnect):
        return PlainTextResponse("This is no change of access.", status_code=400)
    gate: Gate = request.app.state.gate
    bridge: Bridge = request.app.state.bridge
    gate.forget()
    closed = sum(bridge.revoke(token) for token in changed.revoked)
    logger.info("A command changed who may do what; %d sockets are closed", closed)
    return JSONResponse({"closed": closed})


async def _check(request: Request) -> None:
    """Go on for a command only. Raises `HTTPException`; what comes without the secret is counted."""
    if _knows(request):
        return
    rates: Rates = request.app.state.rates
    address = address_of(request.scope)
    guesses = await rates.rejected(address)
    if guesses.allowed:
        raise HTTPException(404)
    rates.tell(guesses.limit, client_of(address))
    raise HTTPException(429, guesses.refusal, headers=guesses.headers)


def _knows(request: Request) -> bool:
    """Whether this comes from a command: it knows the secret of this run, and no page has sent it."""
    given = request.headers.get(HEADER, "")
    # Pages have no business here: browsers send where they come from with every POST.
    return "origin" not in request.headers and secrets.compare_digest(
        given.encode("utf-8", "replace"), request.app.state.control_secret.encode()
    )


async def _body(request: Request) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BYTES:
            raise ValueError("The body is too large.")
    return bytes(body)


class _Nothing:
    """Any other method, even one that nobody knows, tells nobody that there is something here."""

    async def __call__(self, _scope: Scope, _receive: Receive, _send: Send) -> None:
        """Answer as to an address where nothing is."""
        raise HTTPException(404)


control_routes = [
    Route("/control/erase", erase, methods=["POST"]),
    Route("/control/access", access, methods=["POST"]),
    *(Route(path, _Nothing()) for path in sorted(CONTROL)),
]

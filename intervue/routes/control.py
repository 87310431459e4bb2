"""What commands of the same machine ask a running server for. Who does not know its secret finds nothing here."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from intervue.auth.rates import is_command
from intervue.control import ANSWER_SECONDS
from intervue.routes.bodies import read_json
from intervue.store.audit import COMMAND
from intervue.store.schema import MAX_SESSION_ID

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.types import Receive, Scope, Send

    from actors.erasing import SessionsErased
    from intervue.auth.audit import AuditLog
    from intervue.auth.gate import Gate
    from intervue.bridge import Bridge

logger = logging.getLogger(__name__)

MOST_AT_ONCE = 10_000
"""Sessions of one request."""
MAX_BYTES = 2 * 1024 * 1024


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
    _check(request)
    asked = await read_json(request, Erase, MAX_BYTES)
    bridge: Bridge = request.app.state.bridge
    gate: Gate = request.app.state.gate
    log: AuditLog = request.app.state.audit

    def then(result: SessionsErased) -> None:
        gate.forget()
        log.note_erased(result.erased, COMMAND)

    try:
        result = await bridge.erase(tuple(asked.sessions), asked.before, ANSWER_SECONDS, then)
    except TimeoutError:
        return PlainTextResponse("Erasing takes very long; the log says more.", status_code=503)
    logger.info("A command had %d interviews erased, %d of them in progress", len(result.erased), len(result.ended))
    return JSONResponse(
        {"erased": result.erased, "ended": result.ended, "spared": result.spared, "error": result.error}
    )


async def access(request: Request) -> Response:
    """`POST /control/access`: look anew at who may do what, and put out who came in by what was revoked."""
    _check(request)
    changed = await read_json(request, Access, MAX_BYTES)
    gate: Gate = request.app.state.gate
    bridge: Bridge = request.app.state.bridge
    gate.forget()
    closed = sum(bridge.revoke(token) for token in changed.revoked)
    logger.info("A command changed who may do what; %d sockets are closed", closed)
    return JSONResponse({"closed": closed})


def _check(request: Request) -> None:
    """Go on for a command only. Raises `HTTPException`: whoever does not know the secret finds nothing here."""
    if not is_command(request.scope):
        raise HTTPException(404)


class _Nothing:
    """Any other method and any path like those above, with a slash at its end, tell nobody that there is something."""

    async def __call__(self, _scope: Scope, _receive: Receive, _send: Send) -> None:
        """Answer as to an address where nothing is."""
        raise HTTPException(404)


control_routes = [
    Route("/control/erase", erase, methods=["POST"]),
    Route("/control/access", access, methods=["POST"]),
    Route("/control{rest:path}", _Nothing()),
]

"""Looks at every request before anything else does, and gives every response the headers that keep browsers careful."""

from __future__ import annotations

import contextlib
import logging
import re
from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.routing import Match, Route
from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from intervue.auth.cookies import is_encrypted
from intervue.origins import HARMLESS, WrongHostError, check_host, may_use
from intervue.store.errors import DatabaseBusyError, DiskFullError

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from intervue.auth.rates import Rates
    from intervue.settings import Settings

logger = logging.getLogger(__name__)

HEADERS: Final = {
    # The page has a policy of its own; nothing else is to be shown as a page, or framed.
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "microphone=(self), camera=(), geolocation=()",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    # Resumes and interviews are personal: what may be kept says so itself.
    "cache-control": "no-store",
}
"""For every response that does not say otherwise."""
NOTHING_HERE: Final = "There is nothing at this address. /docs shows what there is."
NOT_THIS_METHOD: Final = "This address takes {methods} only."
FOREIGN_PAGE: Final = "Pages of this origin may not use the server: see INTERVUE_CORS_ORIGINS."
NOT_STORED: Final = "This could not be stored or read. Please try again in a minute."
STORE_STATUS: Final = 503
RETRY_SECONDS: Final = 10
"""Whoever could not be served for the database's sake is asked to wait so long."""
INTERNAL_ERROR: Final = "Something went wrong on the server. Please try again."
FROM_ELSEWHERE: Final = (
    "A proxy passes on requests to a server that asks nobody who they are. Whoever runs it sets INTERVUE_AUTH=on, or "
    "INTERVUE_INSECURE=1."
)
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f]")
_PASSED_ON: Final = ("forwarded", "x-forwarded-for", "x-real-ip", "via")
"""Headers that proxies add: a server for this machine alone has none before it."""


class Guard:
    """Middleware: refuses what is sent to another host, and changes that are asked for by foreign pages.

    X-Forwarded-Host is not looked at: anybody can write it, and a proxy can pass on `Host` as it is.
    """

    def __init__(self, app: ASGIApp, settings: Settings, rates: Rates | None = None) -> None:
        """`rates`: counts what is refused."""
        self._app = app
        self._rates = rates
        self._settings = settings
        self._alone = settings.auth == "off" and not settings.insecure

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is meant for this server."""
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] in {"http.response.start", "websocket.http.response.start"}:
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        refusal = self._refusal(scope)
        if refusal is None:
            await self._app(scope, receive, send_with_headers)
            return
        status, sentence, headers = *refusal, {}
        if self._rates is not None:
            counted = await self._rates.turned_away(scope)
            if not counted.allowed:
                status, sentence, headers = 429, counted.refusal, counted.headers
        if scope["type"] == "http":
            headers = {"connection": "close", **headers}
            response = JSONResponse({"detail": sentence}, status_code=status, headers=headers)
            await response(scope, receive, send_with_headers)
        else:
            status = status if status == HTTPStatus.TOO_MANY_REQUESTS else HTTPStatus.FORBIDDEN
            denial = PlainTextResponse(sentence, status_code=status, headers=headers)
            await WebSocket(scope, receive, send_with_headers).send_denial_response(denial)

    def _refusal(self, scope: Scope) -> tuple[int, str] | None:
        """Status and sentence for what is turned away. The origin of a socket is looked at by its own route."""
        headers, encrypted = Headers(scope=scope), is_encrypted(scope)
        try:
            check_host(headers.getlist("host"), self._settings)
        except WrongHostError as error:
            return error.status, str(error)
        # Routes take some of these for nothing, and what counts requests does not. Sockets have ids of their own kind.
        if scope["type"] == "http" and _CONTROL.search(scope["path"]):
            return 404, NOTHING_HERE
        if self._alone and any(name in headers for name in _PASSED_ON):
            return 403, FROM_ELSEWHERE
        if scope["type"] == "http" and scope["method"] not in HARMLESS:
            origins = headers.getlist("origin")
            if not all(may_use(origin, headers["host"], self._settings, encrypted=encrypted) for origin in origins):
                return 403, FOREIGN_PAGE
        return None


async def problem(request: Request, error: Exception) -> Response:
    """What is answered where a route says why not: the sentence stands in `detail`, as the contract has it."""
    if not isinstance(error, HTTPException):
        raise error
    sentence, headers = error.detail, error.headers
    if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        methods = _methods(request)
        sentence, headers = NOT_THIS_METHOD.format(methods=" and ".join(methods)), {"Allow": ", ".join(methods)}
    elif sentence == HTTPStatus.NOT_FOUND.phrase:
        sentence = NOTHING_HERE
    return JSONResponse({"detail": sentence}, status_code=error.status_code, headers=headers)


def _methods(request: Request) -> list[str]:
    """All methods of an address: the framework knows those of the first of its routes only."""
    routes = [route for route in request.app.routes if isinstance(route, Route)]
    here = [route for route in routes if route.matches(request.scope)[0] is not Match.NONE]
    return sorted({method for route in here for method in route.methods or ()})


async def not_stored(connection: Any, error: Exception) -> Any:  # the framework has a type for either kind only
    """What is answered where the database is busy, or the disk full; None for a socket, which is told it here."""
    passes = isinstance(error, DatabaseBusyError | DiskFullError)
    log = logger.warning if passes else partial(logger.error, exc_info=error)  # a fault of the program, or of the disk
    log("Something could not be stored or read: %s", error)
    if not isinstance(connection, WebSocket):
        headers = {**HEADERS, "Retry-After": str(RETRY_SECONDS)}
        return JSONResponse({"detail": NOT_STORED}, status_code=STORE_STATUS, headers=headers)
    with contextlib.suppress(WebSocketDisconnect, RuntimeError):  # it is gone, or closed by whoever met the fault
        if connection.application_state is WebSocketState.CONNECTING:
            await connection.send_denial_response(PlainTextResponse(NOT_STORED, status_code=STORE_STATUS))
        else:
            await connection.close(1013, NOT_STORED)
    return None


async def internal_error(_request: Request, _error: Exception) -> Response:
    """What is answered when a route fails; the server logs the fault itself."""
    return JSONResponse({"detail": INTERNAL_ERROR}, status_code=500, headers=HEADERS)

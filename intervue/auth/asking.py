"""Middleware that finds out who asks, and the decorator with which a route says who may."""

from __future__ import annotations

import functools
import hmac
import logging
from typing import TYPE_CHECKING, Final

from starlette.datastructures import Headers, QueryParams
from starlette.responses import JSONResponse

from intervue.auth.gate import RejectedError, Shown
from intervue.auth.roles import ANONYMOUS, EVERYBODY, POLICY, Identity, Role, may

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.types import ASGIApp, Receive, Scope, Send

    from intervue.auth.gate import Gate
    from intervue.auth.roles import Action

    Endpoint = Callable[[Request], Awaitable[Response]]

logger = logging.getLogger(__name__)

CSRF_HEADER: Final = "X-CSRF-Token"
WHO_ARE_YOU: Final = "Say who you are: sign in, or send an API key or a bearer token in the header Authorization."
NOT_VALID: Final = "The key or token that was sent is not valid, or not any more."
NOT_YOURS: Final = "You may not do this."
NOT_THE_PAGE: Final = f"What changes something has to come from the page itself, with its {CSRF_HEADER}. Load it anew."
_HARMLESS: Final = {"GET", "HEAD", "OPTIONS"}


class Authentication:
    """Puts into the scope's state who asks (`identity`), or why what was shown is not valid (`rejected`)."""

    def __init__(self, app: ASGIApp, *, access: bool) -> None:
        """`access`: whether access control is on."""
        self._app = app
        self._access = access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Look, and pass on."""
        if scope["type"] in {"http", "websocket"}:
            state = scope.setdefault("state", {})
            state["rejected"] = None
            if self._access:
                gate: Gate = scope["app"].state.gate
                state["identity"], state["rejected"] = await _identified(gate, scope)
            else:
                state["identity"] = EVERYBODY
        await self._app(scope, receive, send)


async def _identified(gate: Gate, scope: Scope) -> tuple[Identity, RejectedError | None]:
    headers = Headers(scope=scope)
    socket = scope["type"] == "websocket"
    try:
        shown = Shown.of_socket(headers, QueryParams(scope["query_string"])) if socket else Shown.of(headers)
    except RejectedError as error:
        return ANONYMOUS, error
    try:
        return await gate.identify(shown), None
    except RejectedError as error:
        # A browser sends its cookies whether they are still good or not, also to the page where one signs in anew.
        ambient = not socket and shown.bearer is None and shown.api_key is None
        return ANONYMOUS, None if ambient else error


def allowed(action: Action) -> Callable[[Endpoint], Endpoint]:
    """For a route: only who may do this gets to it; others get 401 or 403. Its path may have a `session_id`."""

    def decorate(endpoint: Endpoint) -> Endpoint:
        @functools.wraps(endpoint)
        async def checked(request: Request) -> Response:
            refusal = _refusal(request, action)
            return refusal if refusal is not None else await endpoint(request)

        return checked

    return decorate


def _refusal(request: Request, action: Action) -> Response | None:
    if Role.ANONYMOUS in POLICY[action].roles:
        return None
    if request.state.rejected is not None:
        return _unauthorized(NOT_VALID, ' error="invalid_token"')
    identity: Identity = request.state.identity
    if not may(identity, action, request.path_params.get("session_id")):
        return _unauthorized(WHO_ARE_YOU) if identity.role is Role.ANONYMOUS else refused(NOT_YOURS)
    if identity.sign_in is not None and request.method not in _HARMLESS:
        gate: Gate = request.app.state.gate
        sent = request.headers.get(CSRF_HEADER, "")
        if not hmac.compare_digest(sent.encode("utf-8", "replace"), gate.csrf(identity.sign_in).encode()):
            return refused(NOT_THE_PAGE)
    return None


def refused(sentence: str, status: int = 403) -> Response:
    """An answer that turns somebody away."""
    return JSONResponse({"detail": sentence}, status_code=status)


def _unauthorized(sentence: str, fault: str = "") -> Response:
    headers = {"WWW-Authenticate": f'Bearer realm="intervue"{"," if fault else ""}{fault}'}
    return JSONResponse({"detail": sentence}, status_code=401, headers=headers)

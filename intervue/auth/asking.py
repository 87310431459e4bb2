"""Middleware that finds out who asks, and the decorator with which a route says who may."""

from __future__ import annotations

import functools
import hmac
import logging
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from starlette.datastructures import Headers, QueryParams
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse
from structlog.contextvars import bind_contextvars

from intervue.auth.audit import note, who_asks
from intervue.auth.gate import RejectedError, Shown
from intervue.auth.rates import limit_of
from intervue.auth.roles import ANONYMOUS, EVERYBODY, POLICY, Action, Identity, Role, may

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.types import ASGIApp, Receive, Scope, Send

    from intervue.auth.gate import Gate

    Endpoint = Callable[[Request], Awaitable[Response]]

logger = logging.getLogger(__name__)

CSRF_HEADER: Final = "X-CSRF-Token"
WHO_ARE_YOU: Final = "Say who you are: sign in, or send an API key or a bearer token in the header Authorization."
NOT_VALID: Final = "The key or token that was sent is not valid, or not any more."
NOT_YOURS: Final = "You may not do this."
NOT_THE_PAGE: Final = f"What changes something has to come from the page itself, with its {CSRF_HEADER}. Load it anew."
_HARMLESS: Final = {"GET", "HEAD", "OPTIONS"}
_UNNOTED: Final = {Action.HEALTH, Action.PAGE, Action.READINESS, Action.READ_METRICS}
"""What is asked for all the time; of the audit log only who was refused."""
_TOLD_BY_ROUTE: Final = {Action.OPEN_INVITATION, Action.SIGN_IN}
"""Everybody may try: what the audit log is to know is what came of it, and only the route knows for whom."""
_ACTIONS: Final[dict[Endpoint, Action]] = {}
"""What each endpoint that was decorated with `allowed` asks for."""


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
            if self._access and limit_of(scope) is None:
                state["identity"] = ANONYMOUS  # what is not counted looks at no credentials: anybody may send any
            elif self._access:
                gate: Gate = scope["app"].state.gate
                state["identity"], state["rejected"] = await _identified(gate, scope)
                # From here on the lines of the log say it too.
                bind_contextvars(who=who_asks(scope), who_role=state["identity"].role.value)
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
    if not socket and shown.session and scope["method"] not in _HARMLESS and CSRF_HEADER not in headers:
        # Without its header this is not the signed-in page: a recruiter tries a link in the same browser.
        shown = replace(shown, sign_in=None)
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
            if refusal is not None:
                why, response = refusal
                _note(request, action, why, allowed=False)
                return response
            ending = "failed"
            try:
                response = await endpoint(request)
                ending = str(response.status_code)
            except HTTPException as error:
                ending = str(error.status_code)
                raise
            finally:
                if action not in _UNNOTED | _TOLD_BY_ROUTE:
                    _note(request, action, ending, allowed=True)
            return response

        _ACTIONS[checked] = action
        return checked

    return decorate


def action_of(endpoint: Any) -> Action | None:
    """What somebody has to be allowed to get to a route's endpoint; None for one that lets everybody in."""
    return _ACTIONS.get(endpoint)


def about(request: Request, session: str | None = None, detail: str = "") -> None:
    """Let the audit log's entry of this request name a session that its path does not, or say more: ids, no texts."""
    if session is not None:
        request.state.audit_session = session
    if detail:
        request.state.audit_detail = detail


def _note(request: Request, action: Action, ending: str, *, allowed: bool) -> None:
    session = getattr(request.state, "audit_session", request.path_params.get("session_id"))
    detail = getattr(request.state, "audit_detail", "")
    note(request.scope, action, allowed=allowed, detail=f"{ending} {detail}".rstrip(), session=session)


def _refusal(request: Request, action: Action) -> tuple[str, Response] | None:
    """Why, for the audit log, and what is answered; None where it is allowed."""
    if Role.ANONYMOUS in POLICY[action].roles:
        return None
    rejected: RejectedError | None = request.state.rejected
    if rejected is not None:
        return rejected.why.value, _unauthorized(NOT_VALID, ' error="invalid_token"')
    identity: Identity = request.state.identity
    if not may(identity, action, request.path_params.get("session_id")):
        if identity.role is Role.ANONYMOUS:
            return "nobody", _unauthorized(WHO_ARE_YOU)
        return "not_allowed", refused(NOT_YOURS)
    if identity.sign_in is not None and request.method not in _HARMLESS:
        gate: Gate = request.app.state.gate
        sent = request.headers.get(CSRF_HEADER, "")
        if not hmac.compare_digest(sent.encode("utf-8", "replace"), gate.csrf(identity.sign_in).encode()):
            return "not_the_page", refused(NOT_THE_PAGE)
    return None


def refused(sentence: str, status: int = 403) -> Response:
    """An answer that turns somebody away."""
    return JSONResponse({"detail": sentence}, status_code=status)


def _unauthorized(sentence: str, fault: str = "") -> Response:
    headers = {"WWW-Authenticate": f'Bearer realm="intervue"{"," if fault else ""}{fault}'}
    return JSONResponse({"detail": sentence}, status_code=401, headers=headers)

"""Middleware that finds out who asks, and the decorator with which a route says who may."""

from __future__ import annotations

import functools
import hmac
import logging
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from starlette.datastructures import Headers, QueryParams
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.websockets import WebSocket
from structlog.contextvars import bind_contextvars

from intervue.auth.addresses import address_of, client_of
from intervue.auth.audit import note, who_asks
from intervue.auth.cookies import is_encrypted
from intervue.auth.rates import Limit, limit_of, refuse
from intervue.auth.roles import ANONYMOUS, EVERYBODY, POLICY, Action, Identity, Role, may
from intervue.auth.shown import RejectedError, Shown
from intervue.guard import STORE_STATUS, not_stored
from intervue.origins import HARMLESS
from intervue.store.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.responses import Response
    from starlette.types import ASGIApp, Receive, Scope, Send

    from intervue.auth.gate import Gate
    from intervue.auth.rates import Rates

    Endpoint = Callable[[Request], Awaitable[Response]]

logger = logging.getLogger(__name__)

CSRF_HEADER: Final = "X-CSRF-Token"
WHO_ARE_YOU: Final = "Say who you are: sign in, or send an API key or a bearer token in the header Authorization."
NOT_VALID: Final = "The key or token that was sent is not valid, or not any more."
NOT_YOURS: Final = "You may not do this."
NOT_WITHOUT_ACCESS: Final = (
    "Where nobody is asked who they are, users, keys and the audit log are for commands on the server alone: `intervue "
    "users`, `intervue keys`, `intervue audit`. Set INTERVUE_AUTH=on for admins to do this here."
)
NOT_THE_PAGE: Final = f"What changes something has to come from the page itself, with its {CSRF_HEADER}. Load it anew."
_UNNOTED: Final = {Action.HEALTH, Action.PAGE, Action.READINESS, Action.READ_METRICS}
"""What is asked for all the time; of the audit log only who was refused."""
_LISTS: Final = {Action.LIST_SESSIONS, Action.MANAGE_USERS, Action.MANAGE_KEYS, Action.READ_AUDIT}
"""What pages look at again and again: noted once in a while, unless something is changed or refused."""
_TOLD_BY_ROUTE: Final = {Action.OPEN_INVITATION, Action.SIGN_IN}
"""Everybody may try: what the audit log is to know is what came of it, and only the route knows for whom."""
_ACTIONS: Final[dict[Endpoint, Action]] = {}
"""What each endpoint that was decorated with `allowed` asks for."""


class Authentication:
    """Puts into the scope's state who asks (`identity`), or why what was shown is not valid (`rejected`).

    Cookies that do not count any more make nobody; why is in `faded`.
    """

    def __init__(self, app: ASGIApp, *, access: bool) -> None:
        """`access`: whether access control is on."""
        self._app = app
        self._access = access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Look, and pass on."""
        if scope["type"] in {"http", "websocket"}:
            state = scope.setdefault("state", {})
            state["rejected"] = state["faded"] = None
            limit = limit_of(scope)
            if self._access and limit is None:
                state["identity"] = ANONYMOUS  # what is not counted looks at no credentials: anybody may send any
            elif self._access and limit is not None:
                try:
                    state["identity"], state["rejected"] = await _identified(scope, limit)
                except StoreError as error:
                    await _not_stored(scope, receive, send, error, limit)
                    return
                # From here on the lines of the log say it too.
                bind_contextvars(who=who_asks(scope), who_role=state["identity"].role.value)
            else:
                state["identity"] = EVERYBODY
        await self._app(scope, receive, send)


async def _not_stored(scope: Scope, receive: Receive, send: Send, error: StoreError, limit: Limit) -> None:
    """Tell whoever cannot be looked up, and count it by the address: nobody else does, who is not known."""
    rates: Rates = scope["app"].state.rates
    counted = await rates.take(limit, client_of(address_of(scope)))
    if not counted.allowed:
        rates.tell(counted.limit, client_of(address_of(scope)))
        await refuse(scope, receive, send, counted)
        return
    connection = Request(scope, receive) if scope["type"] == "http" else WebSocket(scope, receive, send)
    response = await not_stored(connection, error)
    if response is not None:
        await response(scope, receive, send)


async def _identified(scope: Scope, limit: Limit) -> tuple[Identity, RejectedError | None]:
    """`limit`: what the request counts as."""
    gate: Gate = scope["app"].state.gate
    rates: Rates = scope["app"].state.rates
    try:
        shown = _shown(scope)
    except RejectedError as error:
        return ANONYMOUS, error
    # A browser sends its cookies whether they are still good or not, also to the page where one signs in anew.
    ambient = shown.ambient and scope["type"] == "http"
    # Who will be refused anyway, unless known, has nothing looked up: wrong cookies count as requests of nobody.
    left = await rates.left(limit if ambient else Limit.REJECTED, address_of(scope))
    try:
        return await gate.identify(shown, look=left.allowed), None
    except RejectedError as error:
        if not ambient:
            return ANONYMOUS, error
        scope["state"]["faded"] = error
        return ANONYMOUS, None


def _shown(scope: Scope) -> Shown:
    headers, encrypted = Headers(scope=scope), is_encrypted(scope)
    if scope["type"] == "websocket":
        return Shown.of_socket(headers, QueryParams(scope["query_string"]), encrypted=encrypted)
    shown = Shown.of(headers, encrypted=encrypted)
    if shown.session and scope["method"] not in HARMLESS and CSRF_HEADER not in headers:
        # Without its header this is not the signed-in page: a recruiter tries a link in the same browser.
        return replace(shown, sign_in=None)
    return shown


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
            ending, again = "failed", False
            try:
                response = await endpoint(request)
                ending = str(response.status_code)
                again = action in _LISTS and request.method in HARMLESS
            except HTTPException as error:
                ending = str(error.status_code)
                raise
            except StoreError:
                ending = str(STORE_STATUS)
                raise
            finally:
                if action not in _UNNOTED | _TOLD_BY_ROUTE:
                    _note(request, action, ending, allowed=True, again=again)
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


def _note(request: Request, action: Action, ending: str, *, allowed: bool, again: bool = False) -> None:
    session = getattr(request.state, "audit_session", request.path_params.get("session_id"))
    detail = getattr(request.state, "audit_detail", "")
    detail = f"{ending} {detail}".rstrip()
    note(request.scope, action, allowed=allowed, detail=detail, session=session, again=again)


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
        return "not_allowed", refused(NOT_WITHOUT_ACCESS if identity.role is Role.EVERYBODY else NOT_YOURS)
    if identity.sign_in is not None and request.method not in HARMLESS and not is_the_page(request, identity.sign_in):
        return "not_the_page", refused(NOT_THE_PAGE)
    return None


def is_the_page(request: Request, sign_in: str) -> bool:
    """Whether the page of this sign-in itself asks: it knows what another site cannot."""
    gate: Gate = request.app.state.gate
    sent = request.headers.get(CSRF_HEADER, "")
    return hmac.compare_digest(sent.encode("utf-8", "replace"), gate.csrf(sign_in).encode())


def refused(sentence: str, status: int = 403) -> Response:
    """An answer that turns somebody away."""
    return JSONResponse({"detail": sentence}, status_code=status)


def _unauthorized(sentence: str, fault: str = "") -> Response:
    headers = {"WWW-Authenticate": f'Bearer realm="intervue"{"," if fault else ""}{fault}'}
    return JSONResponse({"detail": sentence}, status_code=401, headers=headers)

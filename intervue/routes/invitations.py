"""`POST /invitations/open`: the page hands in the token of its link, and gets a cookie for that interview.

The token stands behind the `#` of the link, which browsers keep to themselves: no log, proxy or other page sees it. A
mail scanner that opens the link gets the page and changes nothing.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from intervue.auth import cookies
from intervue.auth.addresses import address_of
from intervue.auth.asking import allowed
from intervue.auth.audit import note
from intervue.auth.cookies import SESSION_COOKIE
from intervue.auth.roles import Action
from intervue.auth.shown import RejectedError, Why
from intervue.interview.state import Kind
from intervue.routes import session_models as s
from intervue.routes.bodies import SMALL_BYTES, read_json
from intervue.routes.entry import CLOSED_DOOR
from intervue.routes.openapi import described
from intervue.sessions import view
from intervue.store.records import Outline, SessionState

if TYPE_CHECKING:
    from starlette.requests import Request

    from intervue.auth.gate import Gate
    from intervue.auth.rates import Rates
    from intervue.auth.roles import Identity
    from intervue.store.event_store import EventStore

COOKIE_SECONDS: Final = 365 * 86_400
OVER: Final = "This interview is over."
GONE: Final = {
    Why.EXPIRED: ("expired", "This link has expired. Whoever made it can make another one."),
    Why.REVOKED: ("revoked", "This link was withdrawn. Whoever made it can make another one."),
}
"""The state of a link that does not open any more, and a sentence."""
_OUTLINE: Final = Outline(whole=(Kind.ARRANGED, Kind.RESUME_RECEIVED), bare=(Kind.STARTED,))


@described(
    "invitations",
    answer=s.OpenedInvitation,
    body=s.OpenInvitation,
    others={403: s.ClosedLink},
    public=True,
    problems=(410,),
)
@allowed(Action.OPEN_INVITATION)
async def open_invitation(request: Request) -> Response:
    """Enter an interview with the token of its link, as often as needed until it is over."""
    asked = await read_json(request, s.OpenInvitation, SMALL_BYTES)
    gate: Gate = request.app.state.gate
    rates: Rates = request.app.state.rates
    left = await rates.guesses(address_of(request.scope))
    try:
        identity = await gate.by_token(asked.token, look=left.allowed)
    except RejectedError as error:
        inside: Identity = request.state.identity
        if error.why is Why.EXPIRED and inside.token is not None and error.who == inside.who:
            return await _opened(request, inside)  # the cookie of this very link says that it was opened in time
        note(request.scope, Action.OPEN_INVITATION, allowed=False, detail=error.why.value, who=error.who)
        guesses = await rates.rejected(address_of(request.scope))
        if not guesses.allowed:
            raise HTTPException(429, guesses.refusal, headers=guesses.headers) from None
        return _closed(error.why)
    return await _opened(request, identity)


def _closed(why: Why) -> Response:
    """Only who has the very token learns what became of its link: `Why` tells that after the token was compared."""
    state, detail = GONE.get(why, (None, CLOSED_DOOR))
    told = {"detail": detail} | ({"state": state} if state else {})
    return JSONResponse(told, status_code=403, headers={"cache-control": "no-store"})


async def _opened(request: Request, identity: Identity) -> Response:
    gate: Gate = request.app.state.gate
    store: EventStore = request.app.state.store
    session = identity.session or ""
    body = await opened(store, session, identity.token or "")
    detail = "opened" if body else "over"
    note(
        request.scope,
        Action.OPEN_INVITATION,
        allowed=body is not None,
        detail=detail,
        session=session,
        who=identity.who,
        again=body is not None,
    )
    if body is None:
        # Only who has its very token learns that it is over.
        raise HTTPException(410, OVER)
    response = JSONResponse(body.model_dump(), headers={"cache-control": "no-store"})
    # It outlives a crash of the browser, and ends with the interview whatever the browser keeps.
    cookies.keep(request, response, SESSION_COOKIE, gate.cookie(identity.token or "", session), COOKIE_SECONDS)
    return response


async def opened(store: EventStore, session: str, invitation: str) -> s.OpenedInvitation | None:
    """What a candidate's page is told of an interview; None if it is over."""

    def look() -> s.OpenedInvitation | None:
        summary = store.summary(session)
        if summary is None or summary.state is SessionState.ENDED:
            return None
        records = store.outlines([session], _OUTLINE)[session]
        kinds = {record.kind for record in records}
        arranged = view.arrangement(records)
        return s.OpenedInvitation(
            session_id=session,
            invitation=invitation,
            role=arranged.role if arranged else "",
            minutes=arranged.minutes if arranged else None,
            started=Kind.STARTED in kinds,
            resume=view.tells_more_than_a_name(view.resume(records)),
        )

    return await asyncio.to_thread(look)


invitation_routes = [Route("/invitations/open", open_invitation, methods=["POST"])]

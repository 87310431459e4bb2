"""`/sessions`: interviews are made ahead, listed, read and erased; links to them are given out and revoked."""

from __future__ import annotations

import asyncio
import logging
import time
import uuid
from typing import TYPE_CHECKING, Final

from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from intervue.auth import credentials
from intervue.auth.asking import about, allowed
from intervue.auth.managing import state_of
from intervue.auth.roles import Action
from intervue.interview.arrangement import Arrangement
from intervue.interview.state import Kind
from intervue.routes import session_models as s
from intervue.routes.bodies import read_json, read_query
from intervue.routes.openapi import described
from intervue.sessions import view
from intervue.sessions.formats import rendered
from intervue.sessions.reading import outlined
from intervue.sessions.schema import iso, iso_or_none
from intervue.store.accounts import SessionToken, UnknownSessionError
from intervue.store.records import Record, SessionState, SessionSummary

if TYPE_CHECKING:
    from starlette.requests import Request

    from actors.erasing import SessionsErased
    from intervue.auth.audit import AuditLog
    from intervue.auth.gate import Gate
    from intervue.auth.roles import Identity
    from intervue.bridge import Bridge
    from intervue.settings import Settings
    from intervue.store.accounts import AccountStore
    from intervue.store.event_store import EventStore

logger = logging.getLogger(__name__)

ERASE_SECONDS: Final = 60.0
_DAY: Final = 86_400
NO_LINK: Final = "There is no such invitation."
UNKNOWN: Final = "There is no such interview."
OVER: Final = "This interview is over: nobody can be invited to it any more."


@described("sessions", status=201, answer=s.Invitation, body=s.NewSession)
@allowed(Action.CREATE_SESSION)
async def create(request: Request) -> Response:
    """Make an interview, and the first link to it."""
    asked = await read_json(request, s.NewSession)
    identity: Identity = request.state.identity
    bridge: Bridge = request.app.state.bridge
    session = uuid.uuid4().hex
    about(request, session)
    now = time.time()
    arranged = Arrangement(asked.role, asked.job_description, asked.questions, asked.minutes, identity.who)
    records = [Record(1, now, Kind.ARRANGED, arranged.to_json())]
    if asked.resume is not None:
        records.append(Record(2, now, Kind.RESUME_RECEIVED, {"resume": asked.resume.model_dump(mode="json")}))
    token, invitation = _link(request, session, asked.invitation_days)
    # Both in one transaction: an interview without a link would be nothing but a riddle in the list.
    fault = await bridge.arrange(session, tuple(records), token)
    if fault is not None:
        logger.error("An interview could not be made: %s", fault)
        raise HTTPException(503, "The interview could not be stored. Please try again in a minute.")
    about(request, detail=f"made {token.id}")
    return JSONResponse(invitation.model_dump(), status_code=201, headers={"Location": f"/sessions/{session}"})


@described("sessions", answer=s.SessionList, query=s.ListQuery)
@allowed(Action.LIST_SESSIONS)
async def list_all(request: Request) -> Response:
    """List interviews, the last changed first."""
    asked = read_query(request, s.ListQuery)
    store: EventStore = request.app.state.store

    def look() -> s.SessionList:
        state = SessionState(asked.state) if asked.state else None
        total = store.count(state, asked.search)
        found = store.list_sessions(asked.limit, asked.offset, state, asked.search)
        return s.SessionList(total=total, offset=asked.offset, limit=asked.limit, sessions=outlined(store, found))

    return _answer((await asyncio.to_thread(look)).model_dump())


@described("sessions", answer=s.SessionDetails, problems=(404,))
@allowed(Action.READ_SESSION)
async def read(request: Request) -> Response:
    """Read what is known of an interview, without what was said."""
    session = request.path_params["session_id"]
    accounts: AccountStore = request.app.state.accounts
    summary, records = await _known(request, session)
    tokens = await asyncio.to_thread(accounts.tokens_of, session)
    arranged = view.arrangement(records)
    details = s.SessionDetails(
        session=view.facts(summary, records),
        job_description=arranged.job_description if arranged else "",
        questions=arranged.questions if arranged else None,
        minutes=arranged.minutes if arranged else None,
        resume=view.resume(records),
        invitations=[_state_of(token, time.time()) for token in tokens],
    )
    return _answer(details.model_dump())


@described("sessions", answer=s.TranscriptBody, query=s.TranscriptQuery, problems=(404,), text="text/plain")
@allowed(Action.READ_SESSION)
async def transcript(request: Request) -> Response:
    """Read what was said, as JSON or as text."""
    asked = read_query(request, s.TranscriptQuery)
    session = request.path_params["session_id"]
    about(request, detail="transcript")
    summary, records = await _known(request, session)
    if asked.format == "text":
        text = rendered(view.export(summary, records, time.time()), "text")
        return PlainTextResponse(text, headers={"cache-control": "no-store"})
    return _answer(s.TranscriptBody(session_id=session, transcript=view.transcript(records)).model_dump())


@described("sessions", answer=s.Erased, problems=(404,))
@allowed(Action.ERASE_SESSION)
async def erase(request: Request) -> Response:
    """Erase everything of an interview. Whoever is in it at that moment is told so."""
    session = request.path_params["session_id"]
    bridge: Bridge = request.app.state.bridge
    gate: Gate = request.app.state.gate
    log: AuditLog = request.app.state.audit
    identity: Identity = request.state.identity
    late = False

    def then(result: SessionsErased) -> None:
        gate.forget()
        if late:  # this request's own entry says only that it was not answered, or failed
            log.note_erased(result.erased, identity.who)

    try:
        result = await bridge.erase((session,), None, ERASE_SECONDS, then)
    except asyncio.CancelledError:  # the server stops, and erasing goes on
        late = True
        raise
    except TimeoutError:
        late = True
        raise HTTPException(503, "Erasing takes very long. Please look again in a minute.") from None
    if session not in result.erased and session not in result.ended:
        if result.error:
            raise HTTPException(503, result.error)
        raise HTTPException(404, UNKNOWN)
    return _answer(s.Erased(session_id=session, detail=result.error).model_dump())


@described("invitations", status=201, answer=s.Invitation, body=s.NewInvitation, problems=(404, 409))
@allowed(Action.INVITE)
async def invite(request: Request) -> Response:
    """Make a further link to an interview. Earlier ones stay as they are."""
    asked = await read_json(request, s.NewInvitation)
    session = request.path_params["session_id"]
    store: EventStore = request.app.state.store
    summary = await asyncio.to_thread(store.summary, session)
    if summary is None:
        raise HTTPException(404, UNKNOWN)
    if summary.state is SessionState.ENDED:
        raise HTTPException(409, OVER)
    token, invitation = _link(request, session, asked.days)
    accounts: AccountStore = request.app.state.accounts
    try:
        await asyncio.to_thread(accounts.add_token, token)
    except UnknownSessionError:
        raise HTTPException(404, UNKNOWN) from None
    about(request, detail=f"made {token.id}")
    return JSONResponse(invitation.model_dump(), status_code=201)


@described("invitations", answer=s.InvitationState, problems=(404,))
@allowed(Action.INVITE)
async def revoke(request: Request) -> Response:
    """Revoke a link. Whoever is in the interview by it is put out."""
    session, name = request.path_params["session_id"], request.path_params["invitation_id"]
    accounts: AccountStore = request.app.state.accounts
    gate: Gate = request.app.state.gate
    bridge: Bridge = request.app.state.bridge
    token = await asyncio.to_thread(accounts.token, name)
    if token is None or token.session != session:
        raise HTTPException(404, NO_LINK)
    about(request, detail=f"revoked {name}")
    await asyncio.to_thread(accounts.revoke_token, name, time.time())
    gate.forget()
    closed = bridge.revoke(name)
    logger.info("Invitation %s was revoked; %d sockets are closed", name, closed)
    changed = await asyncio.to_thread(accounts.token, name)
    if changed is None:  # it went with its interview, which was erased meanwhile
        raise HTTPException(404, NO_LINK)
    return _answer(_state_of(changed, time.time()).model_dump())


async def _known(request: Request, session: str) -> tuple[SessionSummary, tuple[Record, ...]]:
    store: EventStore = request.app.state.store

    def look() -> tuple[SessionSummary | None, tuple[Record, ...]]:
        return store.summary(session), store.load(session)

    summary, records = await asyncio.to_thread(look)
    if summary is None:
        raise HTTPException(404, UNKNOWN)
    return summary, records


def _link(request: Request, session: str, days: float | None) -> tuple[SessionToken, s.Invitation]:
    """A new link, as it is kept and as it is given out."""
    settings: Settings = request.app.state.settings
    identity: Identity = request.state.identity
    now = time.time()
    until = now + (settings.invitation_days if days is None else days) * _DAY
    made = credentials.make(credentials.TOKEN)
    token = SessionToken(made.id, session, made.hash, now, identity.who, until, None)
    return token, s.Invitation(
        id=made.id,
        session_id=session,
        token=made.text,
        invitation_url=f"{_public_url(request)}/#invitation={made.text}",
        expires_at=iso(until),
    )


def _public_url(request: Request) -> str:
    """Where candidates reach the server: what the settings say, else as whoever asks reached it."""
    settings: Settings = request.app.state.settings
    return settings.public_url or f"{request.url.scheme}://{request.url.netloc}"


def _state_of(token: SessionToken, now: float) -> s.InvitationState:
    return s.InvitationState(
        id=token.id,
        created_at=iso(token.created_at),
        created_by=token.created_by,
        expires_at=iso_or_none(token.expires_at),
        revoked_at=iso_or_none(token.revoked_at),
        state=state_of(token, now),
    )


def _answer(body: dict[str, object]) -> Response:
    return JSONResponse(body, headers={"cache-control": "no-store"})


session_routes = [
    Route("/sessions", create, methods=["POST"]),
    Route("/sessions", list_all, methods=["GET"]),
    Route("/sessions/{session_id}", read, methods=["GET"]),
    Route("/sessions/{session_id}", erase, methods=["DELETE"]),
    Route("/sessions/{session_id}/transcript", transcript, methods=["GET"]),
    Route("/sessions/{session_id}/invitations", invite, methods=["POST"]),
    Route("/sessions/{session_id}/invitations/{invitation_id}", revoke, methods=["DELETE"]),
]

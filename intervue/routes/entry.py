"""Who may enter an interview: what is known in the handshake is answered there, the rest with the first message."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any, Final

from starlette.responses import PlainTextResponse
from starlette.websockets import WebSocketDisconnect
from structlog.contextvars import bind_contextvars

from intervue import protocol as p
from intervue.auth.addresses import address_of
from intervue.auth.audit import note
from intervue.auth.roles import Action, Role, may
from intervue.auth.shown import RejectedError
from intervue.bridge import Refusal
from intervue.connections import FIRST_MESSAGE_BYTES
from intervue.crowd import GIVEN_WAY

if TYPE_CHECKING:
    from starlette.websockets import WebSocket

    from intervue.auth.gate import Gate
    from intervue.auth.rates import Rates
    from intervue.auth.roles import Identity
    from intervue.crowd import Knock

V1: Final = "intervue.v1"
CLOSED_DOOR: Final = (
    "This interview cannot be entered: its link is not valid, or not any more, or the interview is over."
)
"""For a bad token, an unknown, a foreign and an ended id alike: nobody learns which ids there are."""
TOO_LATE: Final = "Nobody said in time who wants to enter this interview."
FIRST_MESSAGE: Final = 'The first message has to be {"type": "authenticate", "token": "..."}.'
_POLICY_VIOLATION: Final = 1008
_FORBIDDEN: Final = 403
_TOO_LARGE: Final = 1009
FIRST_BYTES: Final = 4096
"""Most of a first message that says who it is: a token has 64 characters."""


class Entry:
    """One socket's way in."""

    def __init__(self, websocket: WebSocket, session: str) -> None:
        self._websocket = websocket
        self._session = session
        self._identity: Identity = websocket.state.identity
        self._accepted = False
        self.unnamed = self._identity.role is Role.ANONYMOUS and websocket.state.rejected is None
        """Nothing was shown in the handshake."""
        self.refused = websocket.state.rejected is not None or not (
            self.unnamed or may(self._identity, Action.HOLD_INTERVIEW, session)
        )

    @property
    def token(self) -> str | None:
        """The id of the token with which somebody entered; None where access control is off."""
        return self._identity.token

    @property
    def subprotocol(self) -> str | None:
        """What is agreed to of what the client offered: never the token among it."""
        offered = self._websocket.scope.get("subprotocols") or []
        return V1 if V1 in offered else None

    async def accept(self) -> None:
        """Let the socket be opened; where nothing was shown yet, to say who it is and no more."""
        self._accepted = True
        if not self.unnamed:
            await self._websocket.accept(self.subprotocol)
            return
        await self._websocket.receive()  # as `accept` does, which knows no bound
        opened: dict[str, Any] = {"type": "websocket.accept", "subprotocol": self.subprotocol, "headers": []}
        await self._websocket.send({**opened, FIRST_MESSAGE_BYTES: FIRST_BYTES})

    async def authenticate(self, knock: Knock, seconds: float) -> bool:
        """Wait for the first message of an accepted socket; false, and the socket is closed, if it does not let in."""
        text = await self._first_message(knock, seconds)
        if text is None:
            return False
        gate: Gate = self._websocket.app.state.gate
        try:
            token = p.parse_authentication(text if len(text) <= FIRST_BYTES else "")
        except p.MalformedMessageError:
            self.refuse("nobody")
            await self._turn_away(p.ErrorCode.WEBSOCKET_ERROR, FIRST_MESSAGE)
            return False
        rates: Rates = self._websocket.app.state.rates
        address = address_of(self._websocket.scope)
        try:
            self._identity = await gate.by_token(token, look=(await rates.guesses(address)).allowed)
        except RejectedError as error:
            self.refuse(error.why.value, error.who)
            await rates.rejected(address)
            await self._turn_away(p.ErrorCode.SESSION_NOT_FOUND, CLOSED_DOOR)
            return False
        bind_contextvars(who=self._identity.who, who_role=self._identity.role.value)
        if not may(self._identity, Action.HOLD_INTERVIEW, self._session):
            self.refuse("not_allowed")
            await self._turn_away(p.ErrorCode.SESSION_NOT_FOUND, CLOSED_DOOR)
            return False
        return True

    async def _first_message(self, knock: Knock, seconds: float) -> str | None:
        try:
            return await knock.hear(self._websocket.receive_text(), seconds)
        except WebSocketDisconnect as end:
            if end.code == _TOO_LARGE:
                self.refuse("nobody")
        except (TimeoutError, KeyError):
            if knock.gave_way:
                await self.deny(Refusal(503, GIVEN_WAY))
            else:
                self.refuse("nobody")
                await self._turn_away(p.ErrorCode.WEBSOCKET_ERROR, TOO_LATE)
        return None

    async def was_withdrawn(self) -> bool:
        """Whether what let in was revoked after it was looked at: whoever revoked it could not see this socket yet."""
        gate: Gate = self._websocket.app.state.gate
        return self.token is not None and await gate.is_revoked(self.token)

    def opened(self) -> None:
        """Note for the audit log that somebody is in."""
        self._note("opened", self._identity.who, allowed=True)

    def refuse(self, why: str = "", who: str = "") -> None:
        """Note for the audit log that somebody is not let in, and why: a code; by default what the handshake showed."""
        rejected: RejectedError | None = self._websocket.state.rejected
        shown = rejected.why.value if rejected is not None else "not_allowed"
        names = rejected.who if rejected is not None else self._identity.who
        self._note(why or shown, who or names, allowed=False)

    def _note(self, detail: str, who: str, *, allowed: bool) -> None:
        scope = self._websocket.scope
        note(scope, Action.HOLD_INTERVIEW, allowed=allowed, detail=detail, session=self._session, who=who)

    async def deny(self, refusal: Refusal) -> None:
        """Say that the session does not let in: in the handshake, or on the socket if it is open already."""
        known = self._identity.role is Role.EVERYBODY
        self.refuse("over_or_unknown" if refusal.status == _FORBIDDEN else "full")
        reason = CLOSED_DOOR if refusal.status == _FORBIDDEN and not known else refusal.reason
        if not self._accepted:
            await self._websocket.send_denial_response(PlainTextResponse(reason, status_code=refusal.status))
        elif refusal.status == _FORBIDDEN:
            await self._turn_away(p.ErrorCode.SESSION_NOT_FOUND, reason)
        else:
            with contextlib.suppress(WebSocketDisconnect, RuntimeError):
                await self._websocket.close(1013, reason)

    async def _turn_away(self, code: p.ErrorCode, sentence: str) -> None:
        message = p.Error(code=code, message=sentence, recoverable=False)
        with contextlib.suppress(WebSocketDisconnect, RuntimeError):
            await self._websocket.send_text(message.model_dump_json())
            await self._websocket.close(_POLICY_VIOLATION)

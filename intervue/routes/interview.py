"""The interview's WebSocket: validates what comes in, tells it to the session, sends what comes back."""

from __future__ import annotations

import asyncio
import logging
import time
from typing import TYPE_CHECKING

from starlette.responses import PlainTextResponse
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from actors import messages as m
from intervue import protocol as p
from intervue.auth.addresses import address_of, client_of
from intervue.auth.audit import note
from intervue.auth.cookies import is_encrypted
from intervue.auth.roles import Action
from intervue.bridge import Bridge, Closing, Refusal, Socket
from intervue.origins import is_loopback, may_use
from intervue.routes.entry import CLOSED_DOOR, Entry

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from intervue.settings import Settings

logger = logging.getLogger(__name__)

ADMISSION_SECONDS = 10.0
SEND_SECONDS = 30.0
"""A client that has not taken one message in this time reads no more."""
_LARGE = 256 * 1024
"""Bytes. Messages beyond are read in a thread: base64 and JSON of this size take milliseconds."""


async def interview(websocket: WebSocket) -> None:
    """`WebSocket /ws/interview/{session_id}`."""
    session = websocket.path_params["session_id"]
    settings: Settings = websocket.app.state.settings
    origin = websocket.headers.get("origin")
    host, encrypted = websocket.headers.get("host"), is_encrypted(websocket.scope)
    if not may_use(origin, host, settings, encrypted=encrypted):
        note(websocket.scope, Action.HOLD_INTERVIEW, allowed=False, detail="origin", session=session)
        await _deny(websocket, Refusal(403, "Pages of this origin may not use the server: see INTERVUE_CORS_ORIGINS."))
        return
    if not p.SESSION_ID.fullmatch(session):
        await _deny(websocket, Refusal(403, "A session id is 1 to 128 of the characters A-Z a-z 0-9 . _ ~ -"))
        return
    entry = Entry(websocket, session)
    if entry.refused:
        entry.refuse()
        await _deny(websocket, Refusal(403, CLOSED_DOOR))
        return
    socket = await _enter(websocket, session, entry)
    if socket is None:
        return
    try:
        if await _admitted(socket, entry):
            entry.opened()
            await _converse(websocket, socket, settings)
    finally:
        socket.gone()
        if socket.withdrawn:
            entry.refuse("put_out")


async def _enter(websocket: WebSocket, session: str, entry: Entry) -> Socket | None:
    """Ask for the interview; who has shown nothing yet says first who it is. None: it was turned away."""
    bridge: Bridge = websocket.app.state.bridge
    settings: Settings = websocket.app.state.settings
    client = _counted_for(websocket, settings)
    knock = bridge.knock(client) if entry.unnamed else None
    if isinstance(knock, Refusal):
        await entry.deny(knock)
        return None
    try:
        if knock is not None:
            await entry.accept()
            if not await entry.authenticate(knock, settings.authenticate_seconds):
                return None
        socket = bridge.connect(session, entry.token, client, knock)
    finally:
        if knock is not None:
            bridge.leave(knock)
    if isinstance(socket, Refusal):
        await entry.deny(socket)
        return None
    return socket


async def _admitted(socket: Socket, entry: Entry) -> bool:
    """Wait for what the session says; whether the socket is open, and its candidate in."""
    try:
        refusal = await asyncio.wait_for(socket.admission, ADMISSION_SECONDS)
    except TimeoutError:
        refusal = Refusal(503, "The server is busy. Please try again in a minute.")
    if refusal is None and await entry.was_withdrawn():
        refusal = Refusal(403, CLOSED_DOOR)
    if refusal is not None:
        await entry.deny(refusal)
    elif not entry.unnamed:
        await entry.accept()
    return refusal is None


def _counted_for(websocket: WebSocket, settings: Settings) -> str | None:
    """The client whose open sockets this one adds to; none for programs of this machine that need not say who they are.

    With access control on no address is trusted for being local: behind a proxy all are.
    """
    address = address_of(websocket.scope)
    return None if settings.auth == "off" and is_loopback(address) else client_of(address)


async def _deny(websocket: WebSocket, refusal: Refusal) -> None:
    await websocket.send_denial_response(PlainTextResponse(refusal.reason, status_code=refusal.status))


async def _converse(websocket: WebSocket, socket: Socket, settings: Settings) -> None:
    """Read and write at the same time until either ends."""
    reader = asyncio.create_task(_read(websocket, socket, settings))
    writer = asyncio.create_task(_write(websocket, socket))
    try:
        await asyncio.wait((reader, writer), return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in (reader, writer):
            task.cancel()
        results = await asyncio.gather(reader, writer, return_exceptions=True)
    for result in results:
        if isinstance(result, Exception):
            raise result


async def _read(websocket: WebSocket, socket: Socket, settings: Settings) -> None:
    while True:
        frame = await websocket.receive()
        if frame["type"] == "websocket.disconnect":
            return
        received = time.monotonic()
        if socket.may_speak(len(frame.get("text") or frame.get("bytes") or "")):
            sent, size = await _understand(frame, settings)
            socket.came_in(sent, size, received)
        # Thousands of messages may be here already, and taking one does not wait: the other sockets get their turn.
        await asyncio.sleep(0)


async def _understand(frame: Mapping[str, Any], settings: Settings) -> tuple[m.ClientInput, int]:
    text: str | None = frame.get("text")
    if text is None:
        return m.Malformed("Binary frames are not part of protocol v1: send JSON text."), 0
    size = len(text) if text.isascii() else len(text.encode())
    if size > settings.message_max_bytes:
        return m.Malformed(f"The message is too large: at most {settings.message_max_bytes} bytes are allowed."), 0
    try:
        if size > _LARGE:
            message = await asyncio.to_thread(p.parse_client_message, text)
        else:
            message = p.parse_client_message(text)
    except p.MalformedMessageError as error:
        return m.Malformed(str(error)), size
    most = settings.resume_context_max_bytes
    if isinstance(message, p.ResumeContext) and size > most:
        return m.Malformed(f"The resume_context message is too large: at most {most} bytes are allowed."), size
    return _told(message), size


def _told(message: p.ClientMessage) -> m.ClientInput:
    match message:
        case p.ClientAudio():
            return m.AnswerSent(message.data, message.format)
        case p.ResumeContext():
            return m.ResumeSent(message.parsed_resume.model_dump(mode="json"))
        case p.StartInterview():
            return m.StartSent()
        case p.PlaybackComplete():
            return m.PlaybackSent()
        case p.EndSession():
            return m.EndSent()


async def _write(websocket: WebSocket, socket: Socket) -> None:
    while True:
        item = await socket.next()
        try:
            if isinstance(item, Closing):
                if websocket.client_state is WebSocketState.CONNECTED:
                    await asyncio.wait_for(websocket.close(item.code, item.reason), SEND_SECONDS)
                return
            async with asyncio.timeout(SEND_SECONDS):  # `wait_for` would make a task of each message
                await websocket.send_text(item.text)
        except (WebSocketDisconnect, TimeoutError, RuntimeError) as error:
            logger.debug("Socket %s takes nothing any more: %r", socket.id, error)
            return
        socket.sent(item.receipt)


interview_routes = [WebSocketRoute("/ws/interview/{session_id:path}", interview)]

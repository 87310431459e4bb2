"""Large answers in pieces, each of which waits until its client has taken those before it.

Sent in one go, an answer that nobody reads would lie whole in the buffers of each connection that asked for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

PIECE_BYTES: Final = 32 * 1024
"""Most that is given to a connection at once, and so about as much as it may hold."""


class InPieces:
    """Wraps an application. uvicorn lets whoever sends wait while a connection holds enough, but never divides."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request, a socket, or the application's lifespan."""

        async def send_pieces(message: Message) -> None:
            body = message.get("body", b"") if message["type"] == "http.response.body" else b""
            if len(body) <= PIECE_BYTES:
                await send(message)
                return
            for start in range(0, len(body), PIECE_BYTES):
                end = start + PIECE_BYTES
                more = end < len(body) or message.get("more_body", False)
                await send({**message, "body": body[start:end], "more_body": more})

        await self._app(scope, receive, send_pieces if scope["type"] == "http" else send)

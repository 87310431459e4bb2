"""A v1 server without engines, small enough to be seen to be right, which can be made to break the contract."""

from __future__ import annotations

import base64
import json
import socket
import threading
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
import uvicorn
from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocketDisconnect

from intervue.audio.encode import Mp3Encoder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from starlette.requests import Request
    from starlette.websockets import WebSocket

    Message = dict[str, Any]
    Change = Callable[[str, list[Message]], list[Message]]

RESUME = {
    "contact": {"name": "Ada Byron", "email": None, "phone": None, "location": None, "linkedin": None},
    "summary": None,
    "experiences": [],
    "education": [],
    "skills": ["Python"],
    "certifications": [],
    "raw_text": "Ada Byron",
}


@cache
def mp3(level: float = 0.3, seconds: float = 0.5) -> bytes:
    time = np.arange(int(24_000 * seconds)) / 24_000
    encoder = Mp3Encoder(24_000, 64)
    encoder.add((level * 32_767 * np.sin(2 * np.pi * 220 * time)).astype("<i2").tobytes())
    return encoder.finish()


def audio(data: bytes) -> Message:
    return {"type": "audio", "data": base64.b64encode(data).decode(), "format": "mp3"}


def status(state: str) -> Message:
    return {"type": "status", "state": state}


def error(code: str, *, recoverable: bool) -> Message:
    return {"type": "error", "code": code, "message": "Something happened.", "recoverable": recoverable}


def well_behaved(_moment: str, messages: list[Message]) -> list[Message]:
    return messages


class TinyServer:
    """What it is about to send is handed to `change` with the moment: connect, start, answer, playback or end.

    The first `deaf` answers are not understood; after `questions` answers it says goodbye.
    `change` may add `{"close": code}`, and a message may be a str or bytes under "raw".
    """

    def __init__(
        self, change: Change = well_behaved, *, resume: Any = RESUME, questions: int = 100, deaf: int = 0
    ) -> None:
        self._change = change
        self._resume = resume
        self._questions = questions
        self._deaf = deaf
        self._over: set[str] = set()
        self.received: list[Message] = []

    def app(self) -> Starlette:
        return Starlette(
            routes=[
                Route("/health", self._health),
                Route("/resume/parse", self._parse, methods=["POST"]),
                WebSocketRoute("/ws/interview/{session}", self._interview),
            ]
        )

    async def _health(self, _request: Request) -> JSONResponse:
        return JSONResponse({"status": "healthy"})

    async def _parse(self, request: Request) -> JSONResponse:
        async with request.form() as form:
            upload = form["file"]
            assert not isinstance(upload, str)
            if not (await upload.read()).startswith(b"%PDF-"):
                return JSONResponse({"detail": "Only PDF files are supported."}, 400)
        return JSONResponse(self._resume)

    async def _interview(self, ws: WebSocket) -> None:
        session = ws.path_params["session"]
        if session in self._over:
            await ws.close()
            return
        await ws.accept()
        sequence = 0
        try:
            await self._send(ws, "connect", [{"type": "session_started", "session_id": session}])
            async for text in ws.iter_text():
                message = json.loads(text)
                self.received.append(message)
                moment, answer = "end", self._ended(session, sequence)
                match message["type"]:
                    case "resume_context":
                        continue
                    case "start_interview":
                        moment, answer = "start", self._turn(sequence + 1)
                    case "audio" if self._deaf:
                        self._deaf -= 1
                        empty = error("EMPTY_TRANSCRIPTION", recoverable=True)
                        moment, answer = "answer", [status("processing_stt"), empty, status("ready")]
                    case "audio":
                        heard = {"type": "transcript", "role": "candidate", "text": "Yes.", "sequence": sequence + 1}
                        moment, answer = "answer", [status("processing_stt"), heard, *self._turn(sequence + 2)]
                    case "playback_complete" if sequence < 2 * self._questions:
                        moment, answer = "playback", [status("ready")]
                sequence += sum(it["type"] == "transcript" for it in answer)
                await self._send(ws, moment, answer)
        except (WebSocketDisconnect, RuntimeError):
            return

    def _turn(self, sequence: int) -> list[Message]:
        text = {"type": "transcript", "role": "interviewer", "text": "What did you build?", "sequence": sequence}
        return [status("generating"), text, status("speaking"), audio(mp3()), status("ready")]

    def _ended(self, session: str, turns: int) -> list[Message]:
        self._over.add(session)
        return [{"type": "session_ended", "session_id": session, "total_turns": turns}, {"type": "", "close": 1000}]

    async def _send(self, ws: WebSocket, moment: str, messages: list[Message]) -> None:
        for message in self._change(moment, messages):
            if "close" in message:
                await ws.close(message["close"])
            elif isinstance(message.get("raw"), bytes):
                await ws.send_bytes(message["raw"])
            else:
                await ws.send_text(message.get("raw") or json.dumps(message))


@contextmanager
def running(server: TinyServer) -> Iterator[str]:
    """The server's address. It listens before its thread has begun, so nobody has to wait for it."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        host = uvicorn.Server(
            uvicorn.Config(server.app(), log_level="critical", lifespan="off", ws="websockets-sansio")
        )
        thread = threading.Thread(target=host.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            host.should_exit = True
            thread.join(10)
            assert not thread.is_alive()

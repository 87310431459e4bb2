"""A scripted v1 server that serves the real page: what a browser needs, and the faults it must survive."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import functools
import io
import json
import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Self

import av
import numpy as np
import uvicorn
from starlette.applications import Starlette
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from intervue.routes.page import page_routes
from intervue.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import Request

QUESTIONS = [
    "Hello Dana, welcome. What did you build at Fernwood Labs?",
    "How did you measure that the new queue was faster?",
    "Which of those trade-offs would you make again?",
    "Thank you for your time today. Goodbye.",
]
ANSWERS = ["I built the order service.", "We replayed a day of traffic.", "The cache, without hesitation."]
RESUME: dict[str, Any] = {
    "contact": {
        "name": "Dana Brook",
        "email": "dana.brook@example.org",
        "phone": "+1 555 0100",
        "location": "Portland, OR",
        "linkedin": None,
    },
    "summary": "Backend engineer.",
    "experiences": [
        {
            "company": "Fernwood Labs",
            "title": "Senior Backend Engineer",
            "start_date": "Mar 2020",
            "end_date": "Present",
            "description": "Order platform.",
            "highlights": ["Built the order service", "Halved its p99 latency"],
        },
        {
            "company": "Quill & Co",
            "title": "Software Engineer",
            "start_date": "2016",
            "end_date": "2020",
            "description": "",
            "highlights": ["Introduced <b>code review</b>"],
        },
    ],
    "education": [
        {"institution": "Lakeside College", "degree": "BSc", "field": "Computing", "graduation_date": "2016"},
    ],
    "skills": ["Python", "Go", "PostgreSQL", "Kafka", "CI/CD"],
    "certifications": [],
    "raw_text": "Dana Brook",
}


@functools.cache
def make_mp3(seconds: float, rate: int = 24000) -> bytes:
    """A quiet tone as an MP3 file, mono."""
    time_s = np.arange(int(seconds * rate), dtype=np.float32) / rate
    samples = (0.1 * np.sin(2 * np.pi * 330 * time_s) * 32767).astype(np.int16)
    target = io.BytesIO()
    with av.open(target, "w", format="mp3") as container:
        stream = container.add_stream("libmp3lame", rate=rate, layout="mono")
        frame = av.AudioFrame.from_ndarray(samples[None, :], format="s16", layout="mono")
        frame.sample_rate = rate
        for packet in [*stream.encode(frame), *stream.encode(None)]:
            container.mux(packet)
    return target.getvalue()


@dataclass
class FakeSession:
    """One session id, across its sockets."""

    started: bool = False
    ended: bool = False
    sequence: int = 0
    asked: int = 0
    answered: int = 0
    state: str = "ready"
    missed: list[dict[str, Any]] = field(default_factory=list)
    """Entries and sounds made while no socket was open; the next one gets them."""


@dataclass
class Faults:
    """What the server does wrong, changed by a test while it runs."""

    refuse: int = 0  # handshakes are answered with this HTTP status
    healthy: bool = True
    readiness: str = "ready"  # the status in the reply of /ready
    start_errors: int = 0  # so many starts fail
    start_error_text: str = "No language model is installed. Run: make models"
    lose_start: bool = False  # the next start never arrives: the socket closes instead
    drop_at: str = ""  # the next time this state is reached, the socket closes instead
    hold_at: str = ""  # waits in this state until `release`
    answer_error: tuple[str, str, bool] | None = None  # code, message, recoverable of the next answer
    broken_audio: bool = False  # audio bytes that no browser can play
    resume_reply: tuple[int, Any] = (200, RESUME)


@dataclass
class FakeWebServer:
    """Runs in a thread: `with FakeWebServer() as server: ... server.url`. Every wait is bounded."""

    host: str = "127.0.0.1"
    port: int = 0
    faults: Faults = field(default_factory=Faults)
    received: list[dict[str, Any]] = field(default_factory=list)
    """Every message of every client in order, with the session's id under "session"."""
    sessions: dict[str, FakeSession] = field(default_factory=dict)
    knocks: int = 0
    """Handshakes so far, refused ones included."""
    url: str = ""
    voice_seconds: float = 0.3
    settings: dict[str, Any] = field(default_factory=dict)
    """Settings that differ from the defaults: the limits that the page is told."""

    def __post_init__(self) -> None:
        self._arrived = threading.Condition()
        self._sockets: list[WebSocket] = []
        self._released = threading.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._server: uvicorn.Server | None = None

    def __enter__(self) -> Self:
        config = uvicorn.Config(
            self._app(), host=self.host, port=self.port, log_level="error", lifespan="off", timeout_graceful_shutdown=1
        )
        self._server = uvicorn.Server(config)
        bound = config.bind_socket()
        self.url = f"http://{self.host}:{bound.getsockname()[1]}/"
        ready = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(bound, ready), name="fake-web-server", daemon=True)
        self._thread.start()
        if not ready.wait(10):
            raise TimeoutError("The fake server did not start.")
        return self

    def __exit__(self, *_: object) -> None:
        assert self._server is not None
        assert self._thread is not None
        self._released.set()
        self._server.should_exit = True
        self._thread.join(10)
        assert not self._thread.is_alive(), "the fake server did not stop"

    # --- for tests, from their own thread ---

    def wait_for(self, kind: str, count: int = 1, wait_s: float = 15.0) -> list[dict[str, Any]]:
        """The messages of one type, as soon as there are `count` of them."""
        with self._arrived:
            if not self._arrived.wait_for(lambda: len(self._of(kind)) >= count, wait_s):
                raise TimeoutError(f"{len(self._of(kind))} of {count} {kind} arrived; all: {self.kinds()}")
            return self._of(kind)

    def kinds(self) -> list[str]:
        """The types of everything received so far."""
        return [str(message["type"]) for message in self.received]

    def drop(self) -> None:
        """Closes every open socket, as a restarting server does."""
        self._call(self._close_all(1012))

    def send(self, message: dict[str, Any]) -> None:
        """Sends to the newest socket."""
        self._call(self._sockets[-1].send_json(message))

    def erase(self, session_id: str) -> None:
        """What `intervue sessions erase` does to an interview that is open."""
        self.sessions[session_id].ended = True
        text = "This interview was erased: nothing of it is kept."
        self.send({"type": "error", "code": "SESSION_NOT_FOUND", "message": text, "recoverable": False})
        self._call(self._close_all(1000))

    def release(self) -> None:
        """Lets a held state go on."""
        self.faults.hold_at = ""
        self._released.set()

    def _of(self, kind: str) -> list[dict[str, Any]]:
        return [message for message in self.received if message["type"] == kind]

    def _call(self, work: Awaitable[None]) -> None:
        assert self._loop is not None

        async def run() -> None:
            await work

        asyncio.run_coroutine_threadsafe(run(), self._loop).result(10)

    # --- the server's thread ---

    def _run(self, bound: Any, ready: threading.Event) -> None:
        assert self._server is not None

        async def serve() -> None:
            assert self._server is not None
            self._loop = asyncio.get_running_loop()
            self._loop.call_soon(ready.set)  # the socket listens already: connections wait in its backlog
            await self._server.serve(sockets=[bound])

        asyncio.run(serve())

    def _app(self) -> Starlette:
        app = Starlette(
            routes=[
                *page_routes,
                Route("/health", self._health),
                Route("/ready", self._ready),
                Route("/resume/parse", self._parse, methods=["POST"]),
                Route("/sessions/{session_id}", self._session),
                WebSocketRoute("/ws/interview/{session_id}", self._interview),
            ]
        )
        app.state.settings = Settings(**self.settings)
        return app

    async def _session(self, request: Request) -> JSONResponse:
        if request.path_params["session_id"] in self.sessions:
            return JSONResponse({})
        return JSONResponse({"detail": "There is no such interview."}, 404)

    async def _health(self, request: Request) -> JSONResponse:
        return JSONResponse({"status": "healthy"}, 200 if self.faults.healthy else 503)

    async def _ready(self, request: Request) -> JSONResponse:
        status = self.faults.readiness
        return JSONResponse({"status": status}, 200 if status == "ready" else 503)

    async def _parse(self, request: Request) -> JSONResponse:
        async with request.form() as form:
            assert form["file"]
        status, body = self.faults.resume_reply
        return JSONResponse(body, status)

    async def _close_all(self, code: int) -> None:
        sockets, self._sockets[:] = list(self._sockets), []  # the handler of one may still be held
        for socket in sockets:
            with contextlib.suppress(RuntimeError):  # closed by the other side meanwhile
                await socket.close(code)

    async def _interview(self, socket: WebSocket) -> None:
        session_id = socket.path_params["session_id"]
        known = session_id in self.sessions
        session = self.sessions.setdefault(session_id, FakeSession())
        self.knocks += 1
        if self.faults.refuse or session.ended:
            status = self.faults.refuse or 403
            await socket.send_denial_response(PlainTextResponse("Not now.", status_code=status))
            return
        await socket.accept()
        self._sockets.append(socket)
        try:
            await socket.send_json({"type": "session_started", "session_id": session_id})
            if known:
                await self._status(socket, session, session.state)
            while session.missed:
                await socket.send_json(session.missed.pop(0))
            while True:
                await self._handle(socket, session, session_id, json.loads(await socket.receive_text()))
        except (WebSocketDisconnect, RuntimeError):
            return  # gone, or closed by a fault above
        finally:
            if socket in self._sockets:
                self._sockets.remove(socket)

    async def _handle(self, socket: WebSocket, session: FakeSession, session_id: str, message: dict[str, Any]) -> None:
        with self._arrived:
            self.received.append({**message, "session": session_id})
            self._arrived.notify_all()
        handlers: dict[str, Callable[[WebSocket, FakeSession], Awaitable[None]]] = {
            "start_interview": self._start,
            "audio": self._answer,
            "playback_complete": self._played,
            "end_session": self._end,
        }
        if message["type"] in handlers:
            await handlers[message["type"]](socket, session)

    async def _start(self, socket: WebSocket, session: FakeSession) -> None:
        if session.started:
            await self._status(socket, session, session.state)
            return
        if self.faults.lose_start:
            self.faults.lose_start = False
            await socket.close(1012)
            return
        if self.faults.start_errors > 0:
            self.faults.start_errors -= 1
            await self._error(socket, "START_ERROR", self.faults.start_error_text, recoverable=False)
            await self._status(socket, session, "error")
            return
        session.started = True
        await self._status(socket, session, "generating")
        await self._ask(socket, session)

    async def _answer(self, socket: WebSocket, session: FakeSession) -> None:
        await self._status(socket, session, "processing_stt")
        if self.faults.answer_error:
            code, text, recoverable = self.faults.answer_error
            self.faults.answer_error = None
            await self._error(socket, code, text, recoverable=recoverable)
            if recoverable:
                await self._status(socket, session, "ready")
            return
        await self._say(socket, session, "candidate", ANSWERS[session.answered % len(ANSWERS)])
        session.answered += 1
        await self._status(socket, session, "generating")
        await self._ask(socket, session)

    async def _ask(self, socket: WebSocket, session: FakeSession) -> None:
        await self._say(socket, session, "interviewer", QUESTIONS[session.asked])
        session.asked += 1
        await self._status(socket, session, "speaking")
        sound = b"not an mp3" if self.faults.broken_audio else make_mp3(self.voice_seconds)
        audio = {"type": "audio", "data": base64.b64encode(sound).decode(), "format": "mp3"}
        await self._deliver(socket, session, audio)
        await self._status(socket, session, "ready")

    async def _played(self, socket: WebSocket, session: FakeSession) -> None:
        if session.asked == len(QUESTIONS):
            await self._end(socket, session)
        else:
            await self._status(socket, session, session.state)

    async def _end(self, socket: WebSocket, session: FakeSession) -> None:
        session.ended = True
        session_id = socket.path_params["session_id"]
        await socket.send_json({"type": "session_ended", "session_id": session_id, "total_turns": session.sequence})
        await socket.close(1000)

    async def _say(self, socket: WebSocket, session: FakeSession, role: str, text: str) -> None:
        session.sequence += 1
        entry = {"type": "transcript", "role": role, "text": text, "sequence": session.sequence}
        await self._deliver(socket, session, entry)

    async def _deliver(self, socket: WebSocket, session: FakeSession, message: dict[str, Any]) -> None:
        """To this socket; where it is gone to the newest of its session; else it is kept for the next one."""
        name = socket.path_params["session_id"]
        others = [other for other in reversed(self._sockets) if other.path_params["session_id"] == name]
        for each in [socket, *others]:
            with contextlib.suppress(RuntimeError, WebSocketDisconnect):
                await each.send_json(message)
                return
        if message["type"] != "status":
            session.missed.append(message)

    async def _error(self, socket: WebSocket, code: str, text: str, *, recoverable: bool) -> None:
        await socket.send_json({"type": "error", "code": code, "message": text, "recoverable": recoverable})

    async def _status(self, socket: WebSocket, session: FakeSession, state: str) -> None:
        session.state = "ready" if state == "error" else state
        if self.faults.drop_at == state:
            self.faults.drop_at = ""
            session.state = "ready"
            await socket.close(1012)
            raise WebSocketDisconnect(1012)
        await self._deliver(socket, session, {"type": "status", "state": state})
        if self.faults.hold_at == state:
            self._released.clear()
            await asyncio.to_thread(self._released.wait, 20)

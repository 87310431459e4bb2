"""A candidate that holds an interview over protocol v1 as a browser would, one thing after the other."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import itertools
import json
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidStatus

from intervue.rehearse.contract import Contract, Limits, Stage
from intervue.rehearse.recording import Part
from intervue.rehearse.server import UnreachableError
from intervue.rehearse.sound import encode, seconds

if TYPE_CHECKING:
    from collections.abc import Callable

    from intervue.rehearse.entrance import Entrance
    from intervue.rehearse.script import Answer, Answers
    from intervue.rehearse.server import Server
    from intervue.rehearse.sound import AnswerFormat

ATTEMPTS = 3
"""How often an answer is said before the candidate gives up."""
_MAX_FRAME = 64 * 1024 * 1024
_THINKING_SECONDS = 1.5
"""Between the question and the answer, at a person's speed: in it a goodbye's `session_ended` arrives."""
_GREETING_SECONDS = 0.1
"""In which nothing but `session_started` may come."""
_ABNORMAL_CLOSURE = 1006
_FORBIDDEN = 403


@dataclass(frozen=True, slots=True)
class Manner:
    """How the candidate behaves."""

    turns: int
    """Answers to give, before the candidate ends the interview."""
    speed: float
    """How many times faster than a person it listens and talks."""
    form: AnswerFormat
    limits: Limits


@dataclass(slots=True)
class Turn:
    """One exchange: an answer (none before the introduction), and the reply. Times in seconds since the beginning."""

    sent: float
    answer: Answer | None
    recording: bytes
    heard: float | None = None
    """The candidate's transcript was shown."""
    replied: float | None = None
    """The interviewer's transcript was shown."""
    spoken: float | None = None
    """The interviewer's audio was there."""
    heard_text: str = ""
    reply_text: str = ""
    reply_mp3: bytes = b""


@dataclass(slots=True)
class Rehearsal:
    """All that happened."""

    session_id: str
    contract: Contract
    turns: list[Turn] = field(default_factory=list)
    messages: list[dict[str, Any]] = field(default_factory=list)
    """Every message of both directions with its time; audio is replaced by its size."""
    parts: list[Part] = field(default_factory=list)
    """The conversation as it sounded."""

    @property
    def answered(self) -> int:
        """How many answers were understood."""
        return sum(1 for turn in self.turns if turn.answer and turn.heard is not None)


@dataclass(frozen=True, slots=True)
class _Frame:
    at: float
    data: str | bytes


@dataclass(frozen=True, slots=True)
class _Closed:
    at: float
    code: int


class Candidate:
    """Holds one interview."""

    def __init__(
        self,
        server: Server,
        entrance: Entrance,
        answers: Answers,
        manner: Manner,
        on_event: Callable[[str, str], None] = lambda _who, _text: None,
    ) -> None:
        """`on_event` is told who said what, while it happens."""
        self._server = server
        self._answers = answers
        self._manner = manner
        self._on_event = on_event
        self._entrance = entrance
        self._contract = Contract(entrance.session, manner.limits)
        self.rehearsal = Rehearsal(entrance.session, self._contract)
        self._incoming: asyncio.Queue[_Frame | _Closed] = asyncio.Queue()
        self._began = time.monotonic()
        self._heard_speeches = 0

    async def hold(self, resume: Any) -> Rehearsal:
        """Hold the interview. Raises `UnreachableError` if the socket cannot be opened, `ScriptError` for an answer."""
        session = self.rehearsal.session_id
        try:
            socket = await self._connect(session)
        except (OSError, InvalidHandshake) as error:
            raise UnreachableError(f"{self._server.socket_url(session)} cannot be opened: {error}.") from error
        self._contract.sent("connect", self._now())
        reader = asyncio.create_task(self._read(socket))
        try:
            await self._converse(socket, resume)
        except ConnectionClosed:
            await self._wait(self._manner.limits.prompt)
        finally:
            await socket.close()
            await reader
        await self._check_that_it_is_over()
        return self.rehearsal

    async def _connect(self, session: str) -> ClientConnection:
        return await connect(
            self._server.socket_url(session),
            max_size=_MAX_FRAME,
            compression=None,
            open_timeout=self._manner.limits.work,
            proxy=None if self._server.local else True,
            additional_headers=self._entrance.headers(),
            ssl=self._server.tls if self._server.url.startswith("https:") else None,
        )

    async def _converse(self, socket: ClientConnection, resume: Any) -> None:
        if not await self._settle():
            return
        await self._wait(_GREETING_SECONDS)
        if resume is not None:
            await self._send(socket, "resume_context", parsed_resume=resume)
        self.rehearsal.turns.append(Turn(self._now(), None, b""))
        await self._send(socket, "start_interview")
        while await self._settle() and self._may_act():
            await self._listen(socket)
            if not self._may_act():
                continue
            if self._refusals() == ATTEMPTS or self.rehearsal.answered == self._manner.turns:
                await self._send(socket, "end_session")
                continue
            answer = self.rehearsal.turns[-1].answer if self._refusals() else None
            answer = answer or await self._think()
            if self._may_act():
                await self._say(socket, answer)
        if self._refusals() == ATTEMPTS:
            self._contract.note(f"an answer was refused {ATTEMPTS} times: {self._last_error()}", self._now())
        if self._contract.stage is Stage.REFUSED:
            self._contract.note(f"the interview could not be started: {self._last_error()}", self._now())

    def _may_act(self) -> bool:
        return self._contract.stage is Stage.READY and not self._contract.awaiting

    def _refusals(self) -> int:
        """How often in a row the last answer was not understood."""
        given = [turn for turn in self.rehearsal.turns if turn.answer]
        return len(list(itertools.takewhile(lambda turn: turn.heard is None, reversed(given))))

    async def _listen(self, socket: ClientConnection) -> None:
        """Play the reply, if there is one, as a browser would."""
        if len(self._contract.speeches) == self._heard_speeches:
            return
        speech = self._contract.speeches[-1]
        self._heard_speeches = len(self._contract.speeches)
        turn = self.rehearsal.turns[-1]
        turn.reply_mp3 = speech.mp3
        self.rehearsal.parts.append(Part("interviewer", speech.samples, max(0.0, speech.at - turn.sent)))
        await self._wait(seconds(speech.samples) / self._manner.speed)
        if self._may_act():
            await self._send(socket, "playback_complete")
            await self._settle()
            await self._wait(_THINKING_SECONDS / self._manner.speed)

    async def _think(self) -> Answer:
        question = next((it.text for it in reversed(self._contract.transcript) if it.role == "interviewer"), "")
        answer = await asyncio.to_thread(self._answers.answer, question)
        await self._wait(seconds(answer.samples) / self._manner.speed)
        return answer

    async def _say(self, socket: ClientConnection, answer: Answer) -> None:
        recording = await asyncio.to_thread(encode, answer.samples, self._manner.form)
        self.rehearsal.turns.append(Turn(self._now(), answer, recording))
        self.rehearsal.parts.append(Part("candidate", answer.samples, _THINKING_SECONDS))
        data = base64.b64encode(recording).decode("ascii")
        await self._send(socket, "audio", data=data, format=self._manner.form)

    # --- The wire -----------------------------------------------------------------------------------------------------

    async def _send(self, socket: ClientConnection, kind: str, **fields: Any) -> None:
        at = self._now()
        if kind == "audio":
            self.rehearsal.turns[-1].sent = at
        self._contract.sent(kind, at)
        self._log(at, "candidate", {"type": kind, **fields})
        await socket.send(json.dumps({"type": kind, **fields}))

    async def _read(self, socket: ClientConnection) -> None:
        """In a task of its own, so that times are those of arrival."""
        try:
            while True:
                data = await socket.recv()
                self._incoming.put_nowait(_Frame(self._now(), data))
        except ConnectionClosed as closed:
            code = closed.rcvd.code if closed.rcvd else _ABNORMAL_CLOSURE
            self._incoming.put_nowait(_Closed(self._now(), code))

    async def _settle(self) -> bool:
        """Take what comes until it is the candidate's turn. False if the conversation is over or stuck."""
        while self._contract.awaiting:
            try:
                async with asyncio.timeout(self._contract.limit):
                    self._take(await self._incoming.get())
            except TimeoutError:
                self._contract.overdue(self._now())
                return False
        return self._contract.stage is not Stage.CLOSED

    async def _wait(self, duration: float) -> None:
        """Let time pass, and take what comes meanwhile."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(duration):
                while self._contract.stage is not Stage.CLOSED:
                    self._take(await self._incoming.get())

    def _take(self, item: _Frame | _Closed) -> None:
        if isinstance(item, _Closed):
            self._contract.closed(item.code, item.at)
            return
        known = len(self._contract.transcript)
        message = self._contract.received(item.data, item.at)
        self._log(item.at, "server", message if message is not None else {"unreadable": repr(item.data[:200])})
        if not self.rehearsal.turns or message is None:
            return
        turn = self.rehearsal.turns[-1]
        for entry in self._contract.transcript[known:]:
            self._on_event(entry.role, entry.text)
            if entry.role == "candidate":
                turn.heard, turn.heard_text = entry.at, entry.text
            else:
                turn.replied, turn.reply_text = entry.at, entry.text
        if message["type"] == "audio" and turn.spoken is None:
            turn.spoken = item.at
        if message["type"] == "error":
            self._on_event("error", f"{message.get('code')}: {message.get('message')}")

    async def _check_that_it_is_over(self) -> None:
        """The id of an interview that is over opens no door."""
        if self._contract.stage is not Stage.CLOSED or not self._ended():
            return
        try:
            socket = await self._connect(self.rehearsal.session_id)
        except InvalidStatus as refusal:
            if refusal.response.status_code != _FORBIDDEN:
                status = refusal.response.status_code
                self._contract.note(f"the id of a finished interview is refused with {status}, not 403", self._now())
        except (OSError, InvalidHandshake) as error:
            self._contract.note(f"after the end the server did not answer: {error}", self._now())
        else:
            await socket.close()
            self._contract.note("the id of a finished interview was let in again, not refused with 403", self._now())

    def _ended(self) -> bool:
        return any(message["message"].get("type") == "session_ended" for message in self.rehearsal.messages)

    def _last_error(self) -> str:
        return str(self._contract.errors[-1]["message"]) if self._contract.errors else "no error was sent"

    def _log(self, at: float, sender: str, message: dict[str, Any]) -> None:
        shown = dict(message)
        if isinstance(shown.get("data"), str):
            shown["data"] = f"<{len(shown['data'])} characters>"
        shown.pop("parsed_resume", None)
        self.rehearsal.messages.append({"at": round(at, 3), "from": sender, "message": shown})

    def _now(self) -> float:
        return time.monotonic() - self._began

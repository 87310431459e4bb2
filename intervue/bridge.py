"""The one place where asyncio and mailboxes meet.

Into the actors everything goes by `tell`; back come calls from the actors' threads, which only ever schedule something
on the event loop. Nobody waits for a future of the other side.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import logging
import time
import uuid
from collections import deque
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

import pykka

from actors import messages as m
from actors.erasing import EraseSessions
from intervue.budget import Budget, Share
from intervue.crowd import GIVEN_WAY, Crowd, Knock
from intervue.pace import Bucket, Pace, Paces

if TYPE_CHECKING:
    from collections.abc import Callable

    from actors.erasing import SessionsErased
    from actors.supervision import System
    from intervue.crowd import CrowdLimits
    from intervue.interview.effects import Receipt
    from intervue.protocol import ServerMessage
    from intervue.resume.schema import ParsedResume
    from intervue.store.accounts import SessionToken
    from intervue.store.records import Record

logger = logging.getLogger(__name__)

T = TypeVar("T")

SILENT_SECONDS = 30.0
"""A socket on which nothing has come in for so long since it was opened gives way where there are too many."""

WARNING_SECONDS = 1.0
"""Who sends too much gets one error in this time."""
PAUSE_SECONDS = 2.0
"""Who did not send too much for so long has stopped."""

_numbers = itertools.count(1)


@dataclass(frozen=True, slots=True)
class SocketLimits:
    """Bounds on one socket."""

    pending_messages: int
    pending_bytes: int
    outbox_messages: int
    outbox_bytes: int
    per_second: float = 10.0
    """Messages of one interview that are looked at, all its sockets together."""
    burst: int = 20
    """Messages that are looked at in one go."""
    bytes_per_second: float = 512 * 1024
    bytes_burst: int = 32 * 1024 * 1024
    abuse_seconds: float = 10.0
    """A socket that exceeds this for so long, without a pause, is closed."""

    def pace(self, now: float) -> Pace:
        """A new account of what an interview's sockets send."""
        messages = Bucket(self.per_second, self.burst, now)
        return Pace(messages, Bucket(self.bytes_per_second, self.bytes_burst, now))


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a socket is turned away in the handshake."""

    status: int
    reason: str


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message to be sent."""

    text: str
    receipt: Receipt | None


@dataclass(frozen=True, slots=True)
class Closing:
    """The socket is to be closed; nothing is sent after it."""

    code: int
    reason: str


class Socket:
    """A candidate's socket: the actors see it as a `ClientConnection`, the route feeds and empties it.

    Methods named in `ClientConnection` may be called from any thread; all others belong to the event loop.
    """

    def __init__(
        self,
        limits: SocketLimits,
        budget: Budget,
        left: Callable[[Socket], None],
        token: str | None = None,
        pace: Pace | None = None,
    ) -> None:
        """`budget`: what all clients' messages that wait share. `left` is called when the socket is gone.

        `token` is the id of the token that let it in, None where access control is off. `pace`: what the interview's
        sockets may send together; None: this one has its own.
        """
        self.id = f"c{next(_numbers)}"
        self.token = token
        self.withdrawn = False
        """Whether that token was revoked since."""
        self.admission: asyncio.Future[Refusal | None] = asyncio.get_running_loop().create_future()
        self._loop = asyncio.get_running_loop()
        self._limits = limits
        self._session: pykka.ActorRef[Any] | None = None
        self._outgoing: deque[Outgoing | Closing] = deque()
        self._outgoing_bytes = 0
        self.is_gone = asyncio.Event()
        self._changed = asyncio.Event()
        self._closing = False
        self._pending: deque[int] = deque()
        self._overflowing = False
        self._share = Share(budget)
        self._left = left
        self._opened = self._loop.time()
        self._heard = False
        self.pace = pace or limits.pace(self._opened)
        """What it may send."""
        self._warned_at = self._exceeded_at = self._exceeding_since = float("-inf")

    # --- ClientConnection: from any thread ----------------------------------------------------------------------------

    def attach(self, session: pykka.ActorRef[Any]) -> None:
        """From now on, what comes in is told to this actor."""
        self._session = session

    def admit(self) -> None:
        """Let the candidate in."""
        self._schedule(self._decide, None)

    def refuse(self, status: int, reason: str) -> None:
        """Turn the candidate away."""
        self._schedule(self._decide, Refusal(status, reason))

    def send(self, message: ServerMessage, receipt: Receipt | None) -> None:
        """Send a message, after all that was sent before."""
        self._schedule(self._put, Outgoing(message.model_dump_json(), receipt))

    def handled(self) -> None:
        """One message that came in has been dealt with."""
        self._schedule(self._settle)

    def close(self, code: int, reason: str) -> None:
        """Close after all that was sent."""
        self._schedule(self._put, Closing(code, reason))

    def _schedule(self, call: Callable[..., None], *arguments: object) -> None:
        try:
            self._loop.call_soon_threadsafe(call, *arguments)
        except RuntimeError:  # the loop is closed: the server is gone, and so is the socket
            logger.debug("Socket %s outlived its event loop", self.id)

    # --- The event loop -----------------------------------------------------------------------------------------------

    def _decide(self, refusal: Refusal | None) -> None:
        if not self.admission.done():
            self.admission.set_result(refusal)

    def _put(self, item: Outgoing | Closing) -> None:
        if self._closing:
            return
        if isinstance(item, Outgoing):
            self._outgoing_bytes += len(item.text)
            too_many = len(self._outgoing) >= self._limits.outbox_messages
            if too_many or self._outgoing_bytes > self._limits.outbox_bytes:
                logger.warning("Socket %s does not read what it is sent; it is closed", self.id)
                self._outgoing.clear()
                item = Closing(1013, "Messages are not being read.")
        self._closing = isinstance(item, Closing)
        self._outgoing.append(item)
        self._changed.set()

    async def next(self) -> Outgoing | Closing:
        """What is to be sent next; waits for it."""
        while not self._outgoing:
            self._changed.clear()
            await self._changed.wait()
        item = self._outgoing.popleft()
        if isinstance(item, Outgoing):
            self._outgoing_bytes -= len(item.text)
        self._calm()
        return item

    def sent(self, receipt: Receipt | None) -> None:
        """A message is out."""
        if receipt is not None:
            self._tell(m.MessageDelivered(self.id, receipt))

    def gone(self) -> None:
        """The socket is closed."""
        self.is_gone.set()
        self._share.drop()
        self._left(self)
        self._tell(m.CloseConnection(self.id))

    def came_in(self, sent: m.ClientInput, size: int, received: float | None = None) -> None:
        """A message of `size` bytes arrived, at `received` on the monotonic clock (now, if None).

        Beyond what may wait, messages are dropped, with one error for all.
        """
        self._heard = True
        refusal = self._refusal(size)
        if refusal is not None:
            if self._overflowing:
                return
            self._overflowing = True
            sent, size = m.Malformed(refusal), 0
        self._pending.append(size)
        self._tell(m.ClientSent(self.id, sent, time.monotonic() if received is None else received))

    def may_speak(self, size: int = 0) -> bool:
        """Whether a message of so many bytes is looked at.

        Beyond the rate it is dropped unread, with one error a second for all; who goes on all the same is closed. Who
        was put out is not listened to any more.
        """
        if self.withdrawn:
            return False
        now = self._loop.time()
        refusal = self.pace.refusal(size, now)
        if refusal is not None:
            self._exceeded(refusal, now)
        return refusal is None

    def _exceeded(self, refusal: str, now: float) -> None:
        if now - self._exceeded_at > PAUSE_SECONDS:
            self._exceeding_since = now
        self._exceeded_at = now
        if now - self._exceeding_since >= self._limits.abuse_seconds:
            if not self._closing:
                logger.warning("Socket %s sends too much all the time; it is closed", self.id)
                self._outgoing.clear()
                self._put(Closing(1008, "Too much was sent for too long."))
        elif now - self._warned_at >= WARNING_SECONDS:
            self._warned_at = now
            self.came_in(m.Malformed(refusal), 0)

    def seems_unused(self) -> bool:
        """Whether it was opened a while ago and nothing has come in."""
        return not self._heard and not self._closing and self._loop.time() - self._opened > SILENT_SECONDS

    def give_way(self) -> None:
        """Close: others need the connection."""
        self.close(1013, GIVEN_WAY)

    def withdraw(self) -> None:
        """Put out whoever is in: nothing that waits is sent any more."""
        self.withdrawn = True
        self._outgoing.clear()
        self._closing = False  # it may have been about to close in another way
        self._put(Closing(1008, "The access to this interview was withdrawn."))

    def _refusal(self, size: int) -> str | None:
        """Why a message of this size cannot be taken; None if it can, and is counted."""
        if self._too_much(size):
            return (
                "Messages arrive faster than they can be handled; some were dropped. At most "
                f"{self._limits.pending_messages} may wait."
            )
        if not self._share.hold(sum(self._pending) + size):
            return "The server has too much to handle at the moment. Please send it again in a minute."
        return None

    def _too_much(self, size: int) -> bool:
        """Whether too many messages wait to be handled, or their answers to be read."""
        limits = self._limits
        return (
            len(self._pending) >= limits.pending_messages
            or (bool(self._pending) and sum(self._pending) + size > limits.pending_bytes)
            # Each is answered by two messages at most; the other half of the outbox is for what nobody asked for.
            or len(self._outgoing) + 2 * len(self._pending) >= limits.outbox_messages // 2
        )

    def _settle(self) -> None:
        if self._pending:
            self._pending.popleft()
            self._share.hold(sum(self._pending))
        self._calm()

    def _calm(self) -> None:
        """All is handled, and all answers are sent: a new flood is worth a new error."""
        if not self._pending and not self._outgoing:
            self._overflowing = False

    def _tell(self, message: object) -> None:
        if self._session is None:
            return
        try:
            self._session.tell(message)
        except pykka.ActorDeadError:
            # The interview is over or restarts from its record: the page reconnects.
            self._put(Closing(1012, "Please reconnect."))


class Bridge:
    """The event loop's view of the actors."""

    def __init__(self, system: System, limits: SocketLimits, budget: Budget, crowd: CrowdLimits) -> None:
        self._system = system
        self._erasing: set[asyncio.Task[SessionsErased]] = set()
        self._limits = limits
        self._budget = budget
        self._crowd: Crowd[Socket] = Crowd(crowd)
        self._paces = Paces(limits.pace)

    async def close_all(self, code: int, reason: str, seconds: float) -> None:
        """Close every socket after all that was sent on it, and wait for that, for so many seconds at most."""
        sockets = list(self._crowd.guests)
        for socket in sockets:
            socket.close(code, reason)
        waiting = [asyncio.create_task(socket.is_gone.wait()) for socket in sockets]
        if waiting:
            _, late = await asyncio.wait(waiting, timeout=seconds)
            for task in late:
                task.cancel()

    def knock(self, client: str | None = None) -> Knock | Refusal:
        """A socket is to be accepted to say who it is; `client` as in `connect`. Let it `leave`, or connect."""
        found = self._crowd.knock(client)
        return Refusal(503, found) if isinstance(found, str) else found

    def leave(self, knock: Knock) -> None:
        """Somebody who knocked is gone."""
        self._crowd.leave(knock)

    def connect(
        self, session: str, token: str | None = None, client: str | None = None, knock: Knock | None = None
    ) -> Socket | Refusal:
        """A socket asks for a session; its `admission` says whether it is let in. A refusal: there are too many.

        `client`: the address that it counts for; None: it counts for none. `knock`: what it said who it is by.
        """
        if knock is not None:
            self._crowd.leave(knock)
        refusal = self._crowd.refusal(client)
        if refusal is not None:
            return Refusal(503, refusal)
        pace = self._paces.of(session, asyncio.get_running_loop().time())
        socket = Socket(self._limits, self._budget, partial(self._leave, session), token, pace)
        self._crowd.guests[socket] = client
        self._system.directory.tell(m.JoinSession(session, socket))
        return socket

    def tokens(self) -> frozenset[str]:
        """The ids of the tokens that let the open sockets in."""
        return frozenset(socket.token for socket in self._crowd.guests if socket.token is not None)

    def revoke(self, token: str) -> int:
        """Close the sockets that this token let in; how many they were."""
        opened = [socket for socket in self._crowd.guests if socket.token == token]
        for socket in opened:
            socket.withdraw()
        return len(opened)

    def _leave(self, session: str, socket: Socket) -> None:
        self._crowd.leave(socket)
        self._paces.keep(session, socket.pace, asyncio.get_running_loop().time())

    async def parse_resume(self, pdf: bytes, *, details: bool = False) -> ParsedResume | m.ResumeRejected:
        """What a PDF says of a candidate, or why it cannot be read; with `details` a `DetailedResume`."""
        request = uuid.uuid4().hex
        result: m.ResumeParsed | m.ResumeRejected = await _answer_of(
            lambda answered: self._system.resumes.tell(m.ParseResume(request, pdf, answered, details))
        )
        return result.resume if isinstance(result, m.ResumeParsed) else result

    async def arrange(self, session: str, records: tuple[Record, ...], link: SessionToken) -> str | None:
        """Keep the beginning of a session and the first link to it; a sentence if that is impossible."""
        return await _answer_of(
            lambda answered: self._system.directory.tell(m.ArrangeSession(session, records, answered, (link,)))
        )

    async def erase(
        self, sessions: tuple[str, ...], before: float | None, seconds: float, then: Callable[[SessionsErased], None]
    ) -> SessionsErased:
        """Erase these; with `before` (seconds since 1970), who is in memory or was changed since then is spared.

        `then` is called with what came of it, whether somebody still waits or not. Raises `TimeoutError` after so many
        seconds: erasing goes on.
        """

        async def erased() -> SessionsErased:
            tell = self._system.directory.tell
            result: SessionsErased = await _answer_of(lambda answered: tell(EraseSessions(sessions, before, answered)))
            then(result)
            return result

        erasing = asyncio.create_task(erased(), name="erasing")
        self._erasing.add(erasing)
        erasing.add_done_callback(self._erasing.discard)
        return await asyncio.wait_for(asyncio.shield(erasing), seconds)

    async def finish_erasing(self, seconds: float) -> None:
        """Wait until it is known what came of all that is being erased, for so many seconds at most."""
        if self._erasing:
            await asyncio.wait(tuple(self._erasing), timeout=seconds)


async def _answer_of(ask: Callable[[Callable[[T], None]], None]) -> T:
    """What an actor calls back with, from its own thread."""
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[T] = loop.create_future()

    def settle(result: T) -> None:
        if not answer.done():
            answer.set_result(result)

    def answered(result: T) -> None:
        with contextlib.suppress(RuntimeError):  # the loop is closed: nobody waits any more
            loop.call_soon_threadsafe(settle, result)

    ask(answered)
    return await answer

"""What a session shows its candidate: held back until its record is durable, then sent to the right socket."""

from __future__ import annotations

from base64 import b64encode
from collections import Counter, deque
from typing import TYPE_CHECKING

from intervue import protocol as p
from intervue.interview import effects as fx
from intervue.interview import events as e

if TYPE_CHECKING:
    from collections.abc import Callable

    from actors.messages import ClientConnection

Shown = fx.ShowSession | fx.ShowStatus | fx.ShowText | fx.PlaySpeech | fx.ShowError | fx.ShowEnd


class Outbox:
    """First in, first out, whatever it holds: nothing overtakes what waits for its record."""

    def __init__(self, session: str, report: Callable[[e.Event], None]) -> None:
        self._session = session
        self._report = report
        self._held: deque[tuple[int, Shown]] = deque()
        self._durable = 0
        self._flushing = False
        self._connections: dict[str, ClientConnection] = {}
        self._last_spoke: str | None = None
        self._unconfirmed: dict[str, Counter[fx.Receipt]] = {}
        self._status: p.Status | None = None
        self._told: dict[str, p.Status] = {}

    @property
    def empty(self) -> bool:
        """Whether nothing is held back."""
        return not self._held

    @property
    def settled(self) -> bool:
        """Whether nothing is held back and all that was given to a socket was sent."""
        return not self._held and not any(self._unconfirmed.values())

    @property
    def connections(self) -> int:
        """How many sockets are open."""
        return len(self._connections)

    def add(self, connection: ClientConnection) -> None:
        """A socket was opened."""
        self._connections[connection.id] = connection
        self._unconfirmed[connection.id] = Counter()

    def remove(self, connection: str) -> tuple[fx.Receipt, ...]:
        """A socket is gone; what it had been given and has not sent."""
        self._connections.pop(connection, None)
        self._told.pop(connection, None)
        if self._last_spoke == connection:
            self._last_spoke = None
        self._correct(self._target(None))
        return tuple(self._unconfirmed.pop(connection, {}))

    def _correct(self, heir: ClientConnection | None) -> None:
        """A socket that answers go to from now on may have missed how the turn ended that it saw begin."""
        if heir is not None and self._status is not None and self._told.get(heir.id, self._status) != self._status:
            self._tell_status(heir, self._status)

    def _tell_status(self, target: ClientConnection, status: p.Status) -> None:
        self._told[target.id] = status
        target.send(status, None)

    def spoke(self, connection: str) -> None:
        """The candidate uses this socket: answers go there."""
        if connection in self._connections:
            self._last_spoke = connection

    def handled(self, connection: str) -> None:
        """One message of this socket has been dealt with."""
        target = self._connections.get(connection)
        if target is not None:
            target.handled()

    def delivered(self, connection: str, receipt: fx.Receipt) -> bool:
        """The socket has sent it. False if nobody waits for that."""
        waiting = self._unconfirmed.get(connection)
        if waiting is None or not waiting[receipt]:
            return False
        del waiting[receipt]
        return True

    def put(self, number: int, effect: Shown) -> None:
        """Show this once record `number` is durable."""
        self._held.append((number, effect))

    def release(self, up_to: int) -> None:
        """The records up to this number are durable."""
        self._durable = max(self._durable, up_to)
        self.flush()

    def flush(self) -> None:
        """Send what may be sent."""
        if self._flushing:
            return
        self._flushing = True
        try:
            while self._held and self._held[0][0] <= self._durable:
                self._send(self._held.popleft()[1])
        finally:
            self._flushing = False

    def discard(self) -> None:
        """What waits for a record that will never be durable is not shown. What follows needs no record."""
        self._held.clear()
        self._durable = 2**63

    def dismiss(self, code: p.ErrorCode, message: str) -> None:
        """Tell every socket that this is the end, and why; what is held back is not shown."""
        for connection in self._connections.values():
            connection.send(p.Error(code=code, message=message, recoverable=False), None)
        self.close_all(1000, message)

    def close_all(self, code: int, reason: str) -> None:
        """Close every socket."""
        for connection in self._connections.values():
            connection.close(code, reason)
        self._connections.clear()
        self._unconfirmed.clear()
        self._held.clear()

    def _send(self, effect: Shown) -> None:
        match effect:
            case fx.ShowEnd(total_turns):
                for connection in self._connections.values():
                    connection.send(p.SessionEnded(session_id=self._session, total_turns=total_turns), None)
                self.close_all(1000, "The interview is over.")
            case fx.ShowSession(connection):
                self._send_to(connection, p.SessionStarted(session_id=self._session))
            case fx.ShowStatus(activity, connection):
                status = p.Status(state=p.State(activity))
                if activity is not fx.Activity.ERROR:
                    self._status = status
                target = self._target(connection)
                if target is not None:
                    self._tell_status(target, status)
            case fx.ShowError(code, message, recoverable, connection):
                error = p.Error(code=p.ErrorCode(code), message=message, recoverable=recoverable)
                self._send_to(connection, error)
            case fx.ShowText(role, text, sequence):
                transcript = p.Transcript(role=role, text=text, sequence=sequence)
                self._send_to(None, transcript, fx.Receipt("text", sequence))
            case fx.PlaySpeech(sequence, speech):
                audio = p.ServerAudio(data=b64encode(speech.data).decode("ascii"), format="mp3")
                self._send_to(None, audio, fx.Receipt("voice", sequence))

    def _send_to(self, connection: str | None, message: p.ServerMessage, receipt: fx.Receipt | None = None) -> None:
        target = self._target(connection)
        if target is not None:
            if receipt is not None:
                self._unconfirmed[target.id][receipt] += 1
            target.send(message, receipt)
        elif receipt is not None:
            self._report(e.Undeliverable(receipt))

    def _target(self, connection: str | None) -> ClientConnection | None:
        """The socket that is answered; else the one that spoke last; else the newest that is open."""
        if connection is not None:
            return self._connections.get(connection)
        if self._last_spoke is not None:
            return self._connections.get(self._last_spoke)
        return next(reversed(self._connections.values()), None)

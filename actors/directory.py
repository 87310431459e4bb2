"""Knows which interviews are in memory, and makes an actor for one that is not."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pykka

from actors import messages as m
from actors.draining import DrainSessions, SessionDrained, StopGracefully
from actors.erasing import EraseSession, EraseSessions, Erasures, RecordsErased, SessionLetGo
from actors.mailbox import Actor
from actors.session import SessionActor
from actors.turn_timings import TurnTimings
from actors.worker import tell

if TYPE_CHECKING:
    from collections.abc import Callable

    from actors.session import Services

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class _Known:
    ref: pykka.ActorRef[Any]
    opened: int = 0


class DirectoryActor(Actor):
    """Owns the session actors.

    Args:
        services: whom the sessions work with.
        most_sessions: interviews in memory at once. One more takes the place of the one that has had no socket for
            longest; where all have one, it is refused with 503.
    """

    def __init__(self, services: Services, most_sessions: int) -> None:
        super().__init__()
        self._services = services
        self._most_sessions = most_sessions
        self._sessions: dict[str, _Known] = {}
        self._resting: dict[str, int] = {}
        """Who has no socket, the longest first, and how many were opened until then."""
        self._erasures = Erasures(services.archivist, lambda: self.actor_ref)
        self._arranging: dict[str, Callable[[str | None], None]] = {}
        self._drained: Callable[[], None] | None = None
        self._draining: set[str] = set()

    def on_receive(self, message: Any) -> None:
        """Handle one message; a fault is logged and costs nobody else anything."""
        try:
            self._handle(message)
        except Exception:
            logger.exception("The directory could not handle %s", type(message).__name__)
        self._services.metrics.sessions(len(self._sessions))

    def _handle(self, message: Any) -> None:
        match message:
            case m.JoinSession(session, connection):
                self._join(session, connection)
            case m.ArrangeSession():
                self._arrange(message)
            case m.Recorded(session) | m.RecordingFailed(session):
                error = message.message if isinstance(message, m.RecordingFailed) else None
                self._arranging.pop(session)(error)
            case m.SessionResting(session, opened):
                self._resting.pop(session, None)
                self._resting[session] = opened
            case m.SessionIdle(session, opened):
                self._dismiss(session, opened)
            case m.SessionGone(session, ref):
                known = self._sessions.get(session)
                if known is not None and known.ref == ref:
                    del self._sessions[session]
                    self._resting.pop(session, None)
                self._count_drained(session)
                self._erasures.let_go(session)
                tell(ref, m.LeaveMemory())
            case DrainSessions(drained):
                self._drain(drained)
            case SessionDrained(session):
                self._count_drained(session)
            case EraseSessions():
                self._erase(message)
            case SessionLetGo(session):
                self._count_drained(session)
                self._erasures.let_go(session)
            case RecordsErased():
                self._erasures.take(message)

    def _join(self, session: str, connection: m.ClientConnection) -> None:
        if self._drained is not None:
            connection.refuse(503, "The server is restarting. Please try again in a minute.")
            return
        if self._erasures.concerns(session):
            connection.refuse(403, "This interview was erased.")
            return
        known = self._sessions.get(session)
        if known is None:
            if len(self._sessions) >= self._most_sessions and not self._made_room():
                connection.refuse(503, "Too many interviews are open at the moment. Please try again in a few minutes.")
                return
            timings = TurnTimings(session, metrics=self._services.metrics)
            ref = SessionActor.start(session, self._services, self.actor_ref, timings)
            known = self._sessions[session] = _Known(ref)
        known.opened += 1
        self._resting.pop(session, None)
        connection.attach(known.ref)
        tell(known.ref, m.OpenConnection(connection))

    def _arrange(self, message: m.ArrangeSession) -> None:
        session = message.session
        if session in self._sessions or session in self._arranging:
            message.answer(f"There is a session {session} already.")
            return
        self._arranging[session] = message.answer
        tell(self._services.archivist, m.AppendRecords(session, self.actor_ref, message.records, message.links))

    def _made_room(self) -> bool:
        while self._resting:
            session = next(iter(self._resting))
            if self._dismiss(session, self._resting[session]):
                return True
        return False

    def _dismiss(self, session: str, opened: int) -> bool:
        """Let a session leave memory, unless a socket has come since it said that it has none."""
        self._resting.pop(session, None)
        known = self._sessions.get(session)
        if known is None or known.opened != opened:
            return False
        del self._sessions[session]
        tell(known.ref, m.LeaveMemory())
        return True

    def _erase(self, message: EraseSessions) -> None:
        here = [session for session in message.sessions if session in self._sessions]
        if message.before is not None:
            self._erasures.begin(message, leaving=(), ended=(), spared=here)
            return
        leaving: dict[str, pykka.ActorRef[Any]] = {}
        ended = [session for session in here if session not in self._resting]
        for session in here:
            leaving[session] = self._sessions.pop(session).ref
            self._resting.pop(session, None)
        self._erasures.begin(message, leaving=leaving, ended=ended, spared=())
        for session, ref in leaving.items():
            try:
                ref.tell(EraseSession())
            except pykka.ActorDeadError:
                self._erasures.let_go(session)

    def _drain(self, drained: Callable[[], None]) -> None:
        self._drained = drained
        self._draining = set(self._sessions)
        for known in self._sessions.values():
            tell(known.ref, StopGracefully())
        self._count_drained("")

    def _count_drained(self, session: str) -> None:
        self._draining.discard(session)
        if self._drained is not None and not self._draining:
            self._drained()

    def on_stop(self) -> None:
        """Stop the sessions, which closes their sockets."""
        for known in self._sessions.values():
            known.ref.stop(block=False)

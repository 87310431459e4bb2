"""The session actor; the test plays the engines, the archivist can wait or fail, time stands still."""

from __future__ import annotations

import threading
from collections import defaultdict
from typing import TYPE_CHECKING, Any

import pykka
import pytest

from actors import messages as m
from actors.directory import DirectoryActor
from actors.draining import DrainSessions, SessionDrained, StopGracefully
from actors.session import Services, SessionActor
from actors.turn_timings import TurnTimings
from intervue.engines.base import EncodedSpeech
from intervue.interview.policy import Policy
from tests.actors.listening import BOUND, Ears
from tests.engines.host_probe import eventually
from tests.fakes.archivist import FakeArchivist
from tests.fakes.clock import VirtualScheduler
from tests.fakes.connection import FakeConnection

if TYPE_CHECKING:
    from collections.abc import Iterator

IDLE_SECONDS = 60.0


class Stage:
    """All that is around a session."""

    def __init__(self) -> None:
        self.memory: dict[str, list[m.Record]] = defaultdict(list)
        self.gate = threading.Event()
        self.gate.set()
        self.archivist = FakeArchivist.start(self.memory, gate=self.gate)
        self.transcriber, self.interviewer, self.speaker, self.directory = Ears(), Ears(), Ears(), Ears()
        self.scheduler = VirtualScheduler()
        self.unavailable: str | None = None
        self.clock_error = 0.0
        self.services = Services(
            transcriber=self.transcriber.ref,
            interviewer=self.interviewer.ref,
            speaker=self.speaker.ref,
            archivist=self.archivist,
            scheduler=self.scheduler,
            unavailable=lambda: self.unavailable,
            clock=lambda: 1_000_000.0 + self.scheduler.time + self.clock_error,
            policy=Policy(),
            idle_seconds=IDLE_SECONDS,
            most_connections=2,
        )

    def session(self) -> pykka.ActorRef[Any]:
        return SessionActor.start("s", self.services, self.directory.ref, TurnTimings("s"))

    def join(self, session: pykka.ActorRef[Any]) -> FakeConnection:
        connection = FakeConnection()
        connection.attach(session)
        session.tell(m.OpenConnection(connection))
        return connection

    def speak(self, session: pykka.ActorRef[Any]) -> None:
        """The voice is done with the next utterance."""
        utterance = self.speaker.until(m.FinishSpeech).utterance
        session.tell(m.SpeechReady(utterance, EncodedSpeech(b"mp3", "mp3", 1.0), 0.1, 0.1))

    def introduced(self) -> tuple[pykka.ActorRef[Any], FakeConnection]:
        session = self.session()
        connection = self.join(session)
        connection.expect("admitted", "session_started")
        session.tell(m.ClientSent(connection.id, m.StartSent()))
        self.speak(session)
        connection.expect("generating", "interviewer", "speaking", "audio", "ready")
        return session, connection


@pytest.fixture
def stage() -> Iterator[Stage]:
    stage = Stage()
    yield stage
    stage.gate.set()
    pykka.ActorRegistry.stop_all(timeout=BOUND)


def test_nothing_is_shown_before_its_record_is_durable(stage: Stage) -> None:
    session, connection = stage.introduced()
    stage.gate.clear()
    session.tell(m.ClientSent(connection.id, m.AnswerSent(b"audio", "webm")))
    utterance = stage.transcriber.next(m.Transcribe).utterance
    session.tell(m.UtteranceRecognised(utterance, "I fixed the queue by hand.", (), 2.0, 2.0, 0.1, 0.1))
    generated = stage.interviewer.until(m.GenerateReply)
    # The work goes on; only what is shown waits.
    assert generated.opener
    assert connection.all_now() == []
    stage.gate.set()
    connection.expect("processing_stt", "candidate", "generating")


def test_a_record_that_fails_ends_the_socket_and_what_it_held_is_never_shown(stage: Stage) -> None:
    session, connection = stage.introduced()
    stage.archivist.proxy().failure = "The disk is full."
    session.tell(m.ClientSent(connection.id, m.AnswerSent(b"audio", "webm")))
    connection.expect("WEBSOCKET_ERROR", "closed 1011")
    assert stage.directory.until(m.SessionGone).ref == session


def test_after_a_record_that_failed_a_new_actor_takes_up_what_is_kept(stage: Stage) -> None:
    session, connection = stage.introduced()
    stage.archivist.proxy().failure = "The disk is full."
    session.tell(m.ClientSent(connection.id, m.AnswerSent(b"audio", "webm")))
    stage.directory.until(m.SessionGone)
    session.stop(timeout=BOUND)
    stage.archivist.proxy().failure = None
    again = stage.session()
    second = stage.join(again)
    second.expect("admitted", "session_started", "ready")


def test_events_for_what_is_no_longer_current_do_nothing(stage: Stage) -> None:
    session, connection = stage.introduced()
    session.tell(m.UtteranceRecognised("s/0.99", "Nobody said this.", (), 2.0, 2.0, 0.1, 0.1))
    session.tell(m.ReplyFailed("s/0.98", m.Failure.ENGINE, "It is late."))
    session.tell(m.TimerDue("stage", 999))
    session.tell(m.ClientSent(connection.id, m.PlaybackSent()))
    connection.expect("ready")


def test_a_socket_that_opens_while_something_waits_for_its_record_is_greeted_after_it(stage: Stage) -> None:
    session, first = stage.introduced()
    stage.gate.clear()
    session.tell(m.ClientSent(first.id, m.AnswerSent(b"audio", "webm")))
    second = stage.join(session)
    stage.transcriber.next(m.Transcribe)
    stage.gate.set()
    first.expect("processing_stt")
    second.expect("admitted", "session_started", "processing_stt")


def test_a_fault_of_our_own_costs_this_interview_its_sockets_only(stage: Stage) -> None:
    session, connection = stage.introduced()
    session.tell("this is no message")
    connection.expect("closed 1011")
    assert stage.directory.until(m.SessionGone).ref == session
    second = stage.join(stage.session())
    second.expect("admitted", "session_started", "ready")


def test_an_engine_that_is_not_there_is_told_of_as_the_health_board_words_it(stage: Stage) -> None:
    stage.unavailable = "Run make models."
    session = stage.session()
    connection = stage.join(session)
    session.tell(m.ClientSent(connection.id, m.StartSent()))
    connection.expect("admitted", "session_started", "START_ERROR", "error")
    stage.unavailable = None
    session.tell(m.ClientSent(connection.id, m.StartSent()))
    stage.speak(session)
    connection.expect("generating", "interviewer", "speaking", "audio", "ready")


def test_a_third_window_is_one_too_many(stage: Stage) -> None:
    session, _ = stage.introduced()
    stage.join(session).expect("admitted", "session_started", "ready")
    stage.join(session).expect("refused 503")


def test_an_interview_that_cannot_be_read_refuses_its_sockets(stage: Stage) -> None:
    session = SessionActor.start("s", stage.services, stage.directory.ref, TurnTimings("s"))
    session.tell(m.RecordsLoaded("s", (), "The disk reports an error."))
    stage.directory.until(m.SessionGone)


def test_every_message_is_said_to_be_handled(stage: Stage) -> None:
    session, connection = stage.introduced()
    for _ in range(3):
        session.tell(m.ClientSent(connection.id, m.Malformed("Junk.")))
    connection.expect("PROCESSING_ERROR", "ready", "PROCESSING_ERROR", "ready", "PROCESSING_ERROR", "ready")
    # One was the start.
    assert eventually(lambda: connection.messages_handled == 4)


def test_an_interview_without_a_socket_offers_to_leave_memory_after_a_while(stage: Stage) -> None:
    session, connection = stage.introduced()
    session.tell(m.CloseConnection(connection.id))
    assert eventually(lambda: IDLE_SECONDS in stage.scheduler.pending())
    stage.scheduler.advance(IDLE_SECONDS)
    assert stage.directory.until(m.SessionIdle) == m.SessionIdle("s", 1)
    # Nobody has told it to go: a socket that comes now is served.
    stage.join(session).expect("admitted", "session_started", "ready")


def test_an_interview_that_somebody_comes_back_to_stays(stage: Stage) -> None:
    session, connection = stage.introduced()
    session.tell(m.CloseConnection(connection.id))
    stage.join(session).expect("admitted", "session_started", "ready")
    stage.scheduler.advance(IDLE_SECONDS)
    session.tell(StopGracefully())
    while not isinstance(told := stage.directory.heard.get(timeout=BOUND), SessionDrained):
        assert not isinstance(told, m.SessionIdle)


# --- The directory ----------------------------------------------------------------------------------------------------


def directory(stage: Stage, most: int = 2) -> pykka.ActorRef[Any]:
    return DirectoryActor.start(stage.services, most)


def ask_in(directory: pykka.ActorRef[Any], session: str) -> FakeConnection:
    connection = FakeConnection()
    directory.tell(m.JoinSession(session, connection))
    return connection


def sessions() -> list[pykka.ActorRef[Any]]:
    return [ref for ref in pykka.ActorRegistry.get_all() if ref.actor_class is SessionActor]


def test_two_sockets_on_one_id_meet_the_same_session(stage: Stage) -> None:
    ref = directory(stage)
    first, second = ask_in(ref, "a"), ask_in(ref, "a")
    first.expect("admitted", "session_started")
    second.expect("admitted", "session_started", "ready")
    assert first.session == second.session
    assert len(sessions()) == 1


def test_an_interview_beyond_the_limit_is_refused(stage: Stage) -> None:
    ref = directory(stage)
    for session in ("a", "b"):
        ask_in(ref, session).expect("admitted", "session_started")
    ask_in(ref, "c").expect("refused 503")
    ask_in(ref, "a").expect("admitted", "session_started", "ready")


def test_an_idle_interview_leaves_memory_and_makes_room(stage: Stage) -> None:
    ref = directory(stage, most=1)
    first = ask_in(ref, "a")
    first.expect("admitted", "session_started")
    assert first.session is not None
    first.session.tell(m.CloseConnection(first.id))
    assert eventually(lambda: bool(stage.scheduler.pending()))
    stage.scheduler.advance(IDLE_SECONDS)
    assert eventually(lambda: not sessions())
    ask_in(ref, "b").expect("admitted", "session_started")


def test_a_socket_that_comes_while_the_interview_leaves_memory_is_served(stage: Stage) -> None:
    ref = directory(stage)
    first = ask_in(ref, "a")
    first.expect("admitted", "session_started")
    second = ask_in(ref, "a")
    second.expect("admitted", "session_started", "ready")
    # This was told before the second socket was known to the session.
    ref.tell(m.SessionIdle("a", 1))
    third = ask_in(ref, "a")
    third.expect("refused 503" if stage.services.most_connections < 3 else "admitted")
    assert second.session is not None
    second.session.tell(m.ClientSent(second.id, m.PlaybackSent()))
    second.expect("ready")


def test_draining_waits_for_the_turns_that_run_and_refuses_new_sockets(stage: Stage) -> None:
    ref = directory(stage)
    connection = ask_in(ref, "a")
    connection.expect("admitted", "session_started")
    assert connection.session is not None
    connection.session.tell(m.ClientSent(connection.id, m.StartSent()))
    connection.expect("generating", "interviewer", "speaking")
    drained = threading.Event()
    ref.tell(DrainSessions(drained.set))
    ask_in(ref, "b").expect("refused 503")
    assert not drained.is_set()
    stage.speak(connection.session)
    connection.expect("audio", "ready", "PROCESSING_ERROR", "ready")
    assert drained.wait(BOUND)


def test_with_nothing_to_wait_for_draining_is_done_at_once(stage: Stage) -> None:
    drained = threading.Event()
    directory(stage).tell(DrainSessions(drained.set))
    assert drained.wait(BOUND)


def test_a_session_that_failed_is_replaced_by_the_next_socket(stage: Stage) -> None:
    ref = directory(stage)
    first = ask_in(ref, "a")
    first.expect("admitted", "session_started")
    assert first.session is not None
    first.session.tell("this is no message")
    first.expect("closed 1011")
    assert eventually(lambda: not sessions())
    second = ask_in(ref, "a")
    second.expect("admitted", "session_started", "ready")
    assert second.session != first.session


def answered(stage: Stage, session: pykka.ActorRef[Any], connection: FakeConnection) -> m.GenerateReply:
    session.tell(m.ClientSent(connection.id, m.AnswerSent(b"audio", "webm")))
    utterance = stage.transcriber.until(m.Transcribe).utterance
    session.tell(m.UtteranceRecognised(utterance, "I fixed the queue of the printer by hand.", (), 2.0, 2.0, 0.1, 0.1))
    connection.expect("processing_stt", "candidate", "generating")
    return stage.interviewer.until(m.GenerateReply)


def kept_times(stage: Stage) -> list[float]:
    memory = stage.archivist.proxy().memory.get(timeout=BOUND)
    return [record.at for record in memory["s"]]


@pytest.mark.parametrize("error", [-86_400.0, 86_400.0])
def test_a_clock_that_is_set_in_mid_interview_neither_ends_nor_prolongs_it(stage: Stage, error: float) -> None:
    session, connection = stage.introduced()
    stage.clock_error = error
    stage.scheduler.advance(10)
    assert answered(stage, session, connection).opener  # a follow-up: the interview is not over
    assert kept_times(stage)[-1] == 1_000_010.0


def test_a_clock_that_was_set_back_before_a_restart_goes_on_from_the_last_record(stage: Stage) -> None:
    session, connection = stage.introduced()
    session.tell(m.CloseConnection(connection.id))
    session.stop()
    stage.clock_error = -86_400.0
    restarted = stage.session()
    again = stage.join(restarted)
    again.expect("admitted", "session_started", "ready")
    stage.scheduler.advance(10)
    assert answered(stage, restarted, again).opener
    times = kept_times(stage)
    assert times == sorted(times)
    assert times[-1] == 1_000_010.0

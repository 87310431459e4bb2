"""A socket between the event loop and the mailboxes: what waits on it is bounded in both directions."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pykka
import pytest

from actors import messages as m
from intervue import protocol as p
from intervue.bridge import Closing, Outgoing, Socket, SocketLimits
from intervue.budget import Budget
from intervue.interview.effects import Receipt
from tests.actors.listening import BOUND, Ears

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

LIMITS = SocketLimits(pending_messages=3, pending_bytes=1000, outbox_messages=40, outbox_bytes=2000)
BUDGET = Budget(10**9)
READY = p.Status(state=p.State.READY)


@pytest.fixture
def session() -> Iterator[Ears]:
    ears = Ears()
    yield ears
    pykka.ActorRegistry.stop_all(timeout=BOUND)


def with_socket(check: Callable[[Socket], Awaitable[None]], session: Ears, limits: SocketLimits = LIMITS) -> None:
    """Run a check on an event loop, with a socket that this session has."""

    async def run() -> None:
        socket = Socket(limits, BUDGET, lambda _socket: None)
        socket.attach(session.ref)
        await asyncio.wait_for(check(socket), BOUND)

    asyncio.run(run())


def told(session: Ears, count: int) -> list[Any]:
    """What the session was told; there must not be more."""
    messages = [session.heard.get(timeout=BOUND).sent for _ in range(count)]
    assert session.nothing_more()
    return messages


async def settled() -> None:
    """Let the loop run what other threads have scheduled."""
    done = asyncio.Event()
    asyncio.get_running_loop().call_soon_threadsafe(done.set)
    await asyncio.wait_for(done.wait(), BOUND)


def test_messages_beyond_what_may_wait_get_one_error_for_all(session: Ears) -> None:
    async def check(socket: Socket) -> None:
        for _ in range(50):
            socket.came_in(m.PlaybackSent(), 10)

    with_socket(check, session)
    *taken, error = told(session, 4)
    assert taken == [m.PlaybackSent()] * 3
    assert isinstance(error, m.Malformed)
    assert "faster than they can be handled" in error.reason


def test_bytes_beyond_what_may_wait_get_one_error_for_all(session: Ears) -> None:
    async def check(socket: Socket) -> None:
        for _ in range(5):
            socket.came_in(m.AnswerSent(b"audio", "webm"), 600)

    with_socket(check, session)
    taken, error = told(session, 2)
    assert taken == m.AnswerSent(b"audio", "webm")
    assert isinstance(error, m.Malformed)


def test_one_message_may_be_as_large_as_it_likes_if_nothing_waits(session: Ears) -> None:
    async def check(socket: Socket) -> None:
        socket.came_in(m.AnswerSent(b"audio", "webm"), 5000)

    with_socket(check, session)
    assert told(session, 1) == [m.AnswerSent(b"audio", "webm")]


def test_after_all_was_handled_messages_are_taken_again_and_a_new_flood_gets_a_new_error(session: Ears) -> None:
    async def check(socket: Socket) -> None:
        for _ in range(2):
            for _ in range(10):
                socket.came_in(m.PlaybackSent(), 10)
            for _ in range(4):
                socket.handled()
            await settled()

    with_socket(check, session)
    assert [isinstance(it, m.Malformed) for it in told(session, 8)] == 2 * [False, False, False, True]


def test_answers_that_nobody_reads_hold_messages_back(session: Ears) -> None:
    async def check(socket: Socket) -> None:
        for _ in range(20):
            socket.send(READY, None)
        await settled()
        for _ in range(5):
            socket.came_in(m.PlaybackSent(), 10)
        socket.handled()
        await settled()
        socket.came_in(m.PlaybackSent(), 10)
        for _ in range(20):
            await socket.next()
        socket.came_in(m.EndSent(), 10)

    with_socket(check, session)
    error, last = told(session, 2)
    assert isinstance(error, m.Malformed)
    assert last == m.EndSent()


@pytest.mark.parametrize("reason", ["messages", "bytes"])
def test_who_reads_nothing_of_what_is_sent_is_closed(session: Ears, reason: str) -> None:
    async def check(socket: Socket) -> None:
        small = READY
        large = p.Transcript(role="interviewer", text="x" * 900, sequence=1)
        for _ in range(41 if reason == "messages" else 3):
            socket.send(small if reason == "messages" else large, None)
        await settled()
        item = await socket.next()
        assert isinstance(item, Closing)
        assert item.code == 1013

    with_socket(check, session)


def test_nothing_is_sent_after_the_close(session: Ears) -> None:
    async def check(socket: Socket) -> None:
        socket.send(READY, None)
        socket.close(1000, "The interview is over.")
        socket.send(READY, None)
        assert isinstance(await socket.next(), Outgoing)
        assert await socket.next() == Closing(1000, "The interview is over.")
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(socket.next(), 0.05)

    with_socket(check, session)


def test_what_other_threads_send_comes_out_in_their_order(session: Ears) -> None:
    async def check(socket: Socket) -> None:
        def speak() -> None:
            for number in range(1, 31):
                socket.send(p.Transcript(role="candidate", text="x", sequence=number), Receipt("text", number))

        speaking = asyncio.get_running_loop().run_in_executor(None, speak)
        for number in range(1, 31):
            item = await socket.next()
            assert isinstance(item, Outgoing)
            assert item.receipt == Receipt("text", number)
        await speaking

    with_socket(check, session, SocketLimits(3, 1000, 1000, 100_000))


def test_a_session_that_is_gone_makes_the_page_reconnect(session: Ears) -> None:
    async def check(socket: Socket) -> None:
        session.ref.stop(timeout=BOUND)
        socket.came_in(m.PlaybackSent(), 10)
        item = await socket.next()
        assert isinstance(item, Closing)
        assert item.code == 1012

    with_socket(check, session)


def test_a_socket_that_outlives_its_loop_harms_nobody(session: Ears) -> None:
    kept: list[Socket] = []

    async def check(socket: Socket) -> None:
        kept.append(socket)

    with_socket(check, session)
    kept[0].send(READY, None)
    kept[0].close(1000, "")
    kept[0].handled()


def test_the_first_decision_on_a_handshake_counts(session: Ears) -> None:
    async def check(socket: Socket) -> None:
        socket.admit()
        socket.refuse(403, "This interview is over.")
        assert await socket.admission is None

    with_socket(check, session)


def test_messages_beyond_the_rate_are_not_looked_at_and_get_one_error(session: Ears) -> None:
    async def check(socket: Socket) -> None:
        looked_at = [socket.may_speak() for _ in range(50)]
        assert looked_at == [True] * 20 + [False] * 30
        (error,) = await asyncio.to_thread(told, session, 1)
        assert "At most 10 messages a second" in error.reason

    with_socket(check, session, SocketLimits(3, 1000, 40, 2000, per_second=10))


class Minutes(asyncio.SelectorEventLoop):
    """A loop whose clock a test moves."""

    ahead = 0.0

    def time(self) -> float:
        return super().time() + self.ahead


def with_clock(check: Callable[[Socket, Minutes], Awaitable[None]], session: Ears, limits: SocketLimits) -> None:
    """Run a check with a socket on a loop of which the clock can be moved."""

    async def run() -> None:
        loop = asyncio.get_running_loop()
        assert isinstance(loop, Minutes)
        socket = Socket(limits, BUDGET, lambda _socket: None)
        socket.attach(session.ref)
        await check(socket, loop)

    with asyncio.Runner(loop_factory=Minutes) as runner:
        runner.run(run())


def spoken(socket: Socket, loop: Minutes, seconds: int, a_second: int) -> int:
    """How many messages are looked at where so many come every second."""
    passed = 0
    for _ in range(seconds):
        loop.ahead += 1
        passed += sum(socket.may_speak() for _ in range(a_second))
    return passed


RATE = SocketLimits(1000, 10**6, 40_000, 10**6, per_second=10, burst=20, abuse_seconds=10)


def test_in_the_long_run_as_many_messages_are_looked_at_as_the_rate_says(session: Ears) -> None:
    async def check(socket: Socket, loop: Minutes) -> None:
        assert 100 <= spoken(socket, loop, 10, 12) <= 20 + 101

    with_clock(check, session, RATE)


def test_who_goes_on_sending_too_much_is_closed_and_who_stops_for_a_moment_is_not(session: Ears) -> None:
    async def check(socket: Socket, loop: Minutes) -> None:
        for _ in range(5):
            spoken(socket, loop, 8, 50)
            loop.ahead += 3
        assert socket.may_speak()
        spoken(socket, loop, 12, 50)
        assert await socket.next() == Closing(1008, "Too much was sent for too long.")

    with_clock(check, session, RATE)


def test_recordings_are_bounded_by_bytes_a_second_however_few_messages_they_are(session: Ears) -> None:
    limits = SocketLimits(1000, 10**9, 40_000, 10**6, bytes_per_second=100_000, bytes_burst=2_000_000)

    async def check(socket: Socket, loop: Minutes) -> None:
        assert [socket.may_speak(900_000) for _ in range(3)] == [True, True, False]
        (error,) = await asyncio.to_thread(told, session, 1)
        assert "At most 100000 bytes a second" in error.reason
        loop.ahead += 8
        assert socket.may_speak(900_000)
        assert not socket.may_speak(900_000)

    with_clock(check, session, limits)


def test_the_sockets_of_one_interview_share_what_it_may_send(session: Ears) -> None:
    async def check(socket: Socket) -> None:
        pace = LIMITS.pace(asyncio.get_running_loop().time())
        one, two = (Socket(LIMITS, BUDGET, lambda _socket: None, pace=pace) for _ in range(2))
        assert sum(one.may_speak() for _ in range(15)) == 15
        assert sum(two.may_speak() for _ in range(15)) == 5
        assert sum(socket.may_speak() for _ in range(15)) == 15, "another interview's"

    with_socket(check, session)


@pytest.mark.parametrize("ending", [False, True])
def test_who_is_put_out_is_sent_nothing_of_what_waits_and_heard_no_more(session: Ears, *, ending: bool) -> None:
    async def check(socket: Socket) -> None:
        for _ in range(5):
            socket.send(READY, None)
        if ending:
            socket.close(1000, "The interview is over.")
        await settled()
        socket.withdraw()
        socket.send(READY, None)
        await settled()
        closing = await socket.next()
        assert isinstance(closing, Closing)
        assert closing.code == 1008
        assert not socket.may_speak()

    with_socket(check, session)

"""Sockets that have yet to say who they are: they keep nobody out, and are not listened to for long."""

from __future__ import annotations

import json
from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest
from websockets.frames import Frame, Opcode

from intervue.routes.entry import FIRST_BYTES
from tests.fakes.client import Candidate, RefusedError
from tests.fakes.server import process
from tests.server.access import Guarded

if TYPE_CHECKING:
    from collections.abc import Iterator

PER_ADDRESS, UNNAMED, SOCKETS = 3, 4, 6


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Guarded]:
    settings = {
        "auth": "on",
        "authenticate_seconds": 30,
        "trusted_proxies": "127.0.0.1",
        "sockets_max": SOCKETS,
        "sockets_per_address_max": PER_ADDRESS,
        "sockets_unnamed_max": UNNAMED,
        "connections_per_session_max": 10,
    }
    with process(tmp_path_factory.mktemp("knocking"), settings=settings) as server:
        yield Guarded(server)


def behind(number: int) -> dict[str, str]:
    """What the proxy says of a client."""
    return {"X-Forwarded-For": f"203.0.113.{number}"}


def silent(guarded: Guarded, stack: ExitStack, *numbers: int) -> list[Candidate]:
    """Sockets from these addresses on which nothing is said."""
    return [stack.enter_context(guarded.enter("whatever", headers=behind(number))) for number in numbers]


def invited(guarded: Guarded, stack: ExitStack, number: int) -> Candidate:
    """Somebody who shows a token in the handshake and is let in."""
    made = guarded.arrange()
    shown = behind(number) | {"Authorization": f"Bearer {made['token']}"}
    client = stack.enter_context(guarded.enter(made["session_id"], headers=shown))
    client.expect("session_started")
    return client


def test_however_many_say_nothing_whoever_is_invited_gets_in(guarded: Guarded) -> None:
    with ExitStack() as stack:
        crowd = silent(guarded, stack, 1, 2, 3, 4)
        talking = [invited(guarded, stack, number) for number in (5, 6, 7, 8, 9, 10)]
        for each in crowd:
            assert each.closed() == 1013
        talking[0].start()
        with pytest.raises(RefusedError, match="at the moment") as refused:
            silent(guarded, stack, 11)
        assert refused.value.status == 503


def test_from_an_address_full_of_silent_ones_whoever_is_invited_gets_in(guarded: Guarded) -> None:
    with ExitStack() as stack:
        crowd = silent(guarded, stack, *[21] * PER_ADDRESS)
        inside = [invited(guarded, stack, 21) for _ in range(PER_ADDRESS)]
        assert [each.closed() for each in crowd] == [1013] * PER_ADDRESS
        with pytest.raises(RefusedError, match="from your address") as refused:
            silent(guarded, stack, 21)
        assert refused.value.status == 503
        inside[0].start()


def test_of_too_many_silent_ones_the_oldest_of_the_busiest_address_gives_way_to_one_that_means_it(
    guarded: Guarded,
) -> None:
    made = guarded.arrange()
    with ExitStack() as stack:
        modest, *greedy = silent(guarded, stack, 31, 32, 32, 32)
        assert len(greedy) + 1 == UNNAMED
        late = stack.enter_context(guarded.enter(made["session_id"], headers=behind(33)))
        late.send("authenticate", token=made["token"])
        late.expect("session_started")
        assert greedy[0].closed() == 1013
        for other in (modest, greedy[1]):
            other.send("authenticate", token="made up")  # noqa: S106 - it is none
            other.expect("SESSION_NOT_FOUND")
            assert other.closed() == 1008


def test_who_says_nothing_for_long_or_leaves_takes_no_place_afterwards(guarded: Guarded) -> None:
    for _ in range(3):
        with ExitStack() as stack:
            silent(guarded, stack, *[41] * PER_ADDRESS)
    with ExitStack() as stack:
        for _ in range(PER_ADDRESS):
            invited(guarded, stack, 41).start()


# --- The first message ------------------------------------------------------------------------------------------------


def text(content: str) -> bytes:
    """A frame as a client sends it."""
    return Frame(Opcode.TEXT, content.encode()).serialize(mask=True)


def authentication(token: str, size: int = 0) -> str:
    return json.dumps({"type": "authenticate", "token": token}).ljust(size)


def test_a_first_message_may_be_as_large_as_said_and_no_larger(guarded: Guarded) -> None:
    made = guarded.arrange()
    with guarded.enter(made["session_id"], headers=behind(51)) as fits:
        fits.send_raw(authentication(made["token"], FIRST_BYTES))
        fits.expect("session_started")
    with guarded.enter(made["session_id"], headers=behind(51)) as large:
        large.send_raw(authentication(made["token"], FIRST_BYTES + 1))
        assert large.closed() == 1009


def test_of_a_large_first_message_nothing_but_its_length_is_waited_for(guarded: Guarded) -> None:
    with guarded.enter("whatever", headers=behind(52)) as boaster:
        boaster.send_bytes(b"\x81\xff" + (20 * 2**20).to_bytes(8, "big") + bytes(4))
        assert boaster.closed() == 1009


def test_a_first_message_in_pieces_is_bounded_as_well(guarded: Guarded) -> None:
    with guarded.enter("whatever", headers=behind(53)) as piecemeal:
        for number in range(3):
            opcode = Opcode.CONT if number else Opcode.TEXT
            piecemeal.send_bytes(Frame(opcode, bytes([32]) * 1500, fin=False).serialize(mask=True))
        assert piecemeal.closed() == 1009


@pytest.mark.parametrize("size", [100, 900, 3000, 100_000])
def test_what_comes_in_one_go_with_the_first_message_may_be_as_large_as_ever(guarded: Guarded, size: int) -> None:
    made = guarded.arrange()
    resume = {"contact": {"name": "Ada Brandt"}, "raw_text": "x" * size}
    with guarded.enter(made["session_id"], headers=behind(54)) as hasty:
        context = json.dumps({"type": "resume_context", "parsed_resume": resume})
        start = json.dumps({"type": "start_interview"})
        hasty.send_bytes(text(authentication(made["token"])) + text(context) + text(start))
        hasty.expect("session_started", "generating", "interviewer", "speaking", "audio", "ready")
    kinds = [kind for kind, _ in guarded.server.records(made["session_id"])]
    assert "resume_received" in kinds


def test_a_socket_that_shows_its_token_in_the_handshake_has_no_such_bound(guarded: Guarded) -> None:
    made = guarded.arrange()
    resume = {"contact": {"name": "Ada Brandt"}, "raw_text": "x" * 50_000}
    with guarded.enter(made["session_id"], query=f"?token={made['token']}", headers=behind(55)) as candidate:
        candidate.expect("session_started")
        candidate.send("resume_context", parsed_resume=resume)
        candidate.start()

"""A server that is killed in the middle of a turn and started again on the same data: the interview goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.engines.host_probe import eventually, gone
from tests.fakes.client import Candidate, candidate
from tests.fakes.server import engine_processes
from tests.real.talk import INVOICES, NURSES, Turn, begin, hear, recording, send, speak, word_errors

if TYPE_CHECKING:
    from tests.fakes.client import Message
    from tests.real.server import RealServer

pytestmark = [pytest.mark.models, pytest.mark.timeout(240)]

MOMENTS = {"processing_stt": "stt", "generating": "llm", "speaking": "tts"}
"""In which state the server dies, and which engine is held so that the state lasts."""


def transcripts(before: Candidate, after: Candidate) -> list[Message]:
    """Every entry that was shown, over both sockets, in the order of arrival.

    A server that dies before it has noted that the last entry was sent sends it once more, with the same number and
    in the same words: better twice than never. A page shows what has the same number once.
    """
    first, rest = ([it for it in client.messages if it["type"] == "transcript"] for client in (before, after))
    return [*first, *(rest[1:] if rest and rest[0] == first[-1] else rest)]


def assert_whole(shown: list[Message]) -> None:
    """No gap, no entry with two wordings, one greeting."""
    numbers = [message["sequence"] for message in shown]
    assert numbers == list(range(1, len(shown) + 1))
    assert len({message["text"] for message in shown}) == len(shown)
    assert sum("welcome" in message["text"] for message in shown) == 1


def assert_orphans_end(engines: dict[str, int]) -> None:
    assert set(engines) >= {"stt", "llm", "tts", "decoder"}
    for role, pid in engines.items():
        assert eventually(lambda pid=pid: gone(pid)), role  # type: ignore[misc]  # a default binds the loop's value


@pytest.mark.parametrize("state", MOMENTS)
def test_an_interview_outlives_a_server_that_is_killed_while(server: RealServer, session: str, state: str) -> None:
    with candidate(server.url, session) as before:
        begin(before)
        with server.frozen(MOMENTS[state]):
            send(before, recording(INVOICES))
            hear(before, state)
            engines = server.die()
    assert_orphans_end(engines)
    server.restart()
    with candidate(server.url, session) as after:
        rest = Turn(hear_rest(after, state))
        if state == "processing_stt":
            assert [error["code"] for error in rest.errors] == ["PROCESSING_ERROR"]
            assert "repeat" in rest.errors[0]["message"]
            assert not rest.heard
            assert not rest.reply
            speak(after, INVOICES)
        else:
            assert not rest.errors
            assert rest.outlines[-2:] == ["audio", "ready"]
            assert "interviewer" in rest.outlines or state == "speaking"
        speak(after, NURSES)
        shown = transcripts(before, after)
        assert_whole(shown)
        assert [message["role"] for message in shown] == ["interviewer", "candidate"] * 2 + ["interviewer"]
        assert word_errors(INVOICES, shown[1]["text"]) < 0.3
        after.send("end_session")
        assert after.receive() == {"type": "session_ended", "session_id": session, "total_turns": 5}


def test_a_reply_that_was_recorded_but_not_sent_is_sent_after_the_restart(server: RealServer, session: str) -> None:
    server.stop()
    server.start(obedient=True)
    order = f"after.interviewer_said.{session}"
    with candidate(server.url, session) as before:
        begin(before)
        server.orders.give(order, "die")
        engines = engine_processes(server.pid)
        send(before, recording(INVOICES))
        hear(before, "generating")
        assert before.closed() == 1006
    server.orders.take_back(order)
    assert_orphans_end(engines)
    recorded = server.records(session)
    assert [kind for kind, _ in recorded][-1] == "interviewer_said"
    server.restart()
    with candidate(server.url, session) as after:
        rest = Turn(hear_rest(after, "generating"))
        assert rest.outlines == ["generating", "interviewer", "speaking", "audio", "ready"]
        assert f'"{rest.reply}"' in recorded[-1][1]
        speak(after, NURSES)
        assert_whole(transcripts(before, after))


def hear_rest(client: Candidate, state: str) -> list[Message]:
    """What the server says of its own accord to a candidate who is back."""
    came = hear(client, "ready")
    return came if state != "processing_stt" else [*came, *hear(client, "ready")]

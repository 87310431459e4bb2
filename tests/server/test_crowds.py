"""Many sockets that do nothing good: the interview that runs beside them does not notice."""

from __future__ import annotations

import statistics
import time
from typing import TYPE_CHECKING

import pytest

from tests.fakes.client import Candidate, candidate
from tests.fakes.crowd import crowd
from tests.fakes.server import Process, process

if TYPE_CHECKING:
    from collections.abc import Iterator

TURNS = 12
MOST = 2.0
SLACK = 0.15
"""Seconds: of a turn with real engines, which takes two, nobody would notice them."""


@pytest.fixture(scope="module")
def roomy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Process]:
    """A server with the usual limits, whose interviews last for many turns."""
    with process(tmp_path_factory.mktemp("roomy"), settings={"interview_questions": 50}) as running:
        yield running


def turn_times(client: Candidate, name: str) -> list[float]:
    """How long each of some turns takes, seconds."""
    taken = []
    for number in range(TURNS):
        client.send("playback_complete")
        client.expect("ready")
        began = time.monotonic()
        client.turn(f"In the {name} year number {number} I moved a service to another place")
        taken.append(time.monotonic() - began)
    return taken


@pytest.mark.parametrize(
    ("count", "behaviour"),
    [(500, "silent"), (100, "deaf"), (10, "loud")],
    ids=["500 that send nothing", "100 that read nothing", "10 that shout"],
)
def test_a_crowd_leaves_a_running_interview_untouched(roomy: Process, session: str, count: int, behaviour: str) -> None:
    with candidate(roomy.url, session, contract=True) as client:
        client.start()
        before = statistics.median(turn_times(client, "first"))
        with crowd(roomy.url, count, behaviour) as found:
            assert found["let_in"] >= min(count, 200)
            assert found["refusals"] == [503] * (count - found["let_in"])
            during = statistics.median(turn_times(client, "second"))
        print(f"median turn alone {before * 1000:.1f} ms, during {during * 1000:.1f} ms: {during / before:.2f}")  # noqa: T201 - shown with -s
        assert during <= MOST * before + SLACK


def test_who_comes_back_finds_room_in_the_middle_of_a_crowd(roomy: Process, session: str) -> None:
    with candidate(roomy.url, session) as client:
        client.start()
        said = client.turn()
    with crowd(roomy.url, 100, "deaf"), candidate(roomy.url, session) as again:
        again.expect("ready")
        assert again.turn("And then I told my colleagues what had happened in the meantime") != said

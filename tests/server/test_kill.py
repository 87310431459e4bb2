"""The server is killed with SIGKILL at any moment and started again on the same data folder.

No number is missing, nothing that was shown is lost, nobody is greeted twice, and the interview can be finished.
"""

from __future__ import annotations

import json
import random
import threading
from typing import TYPE_CHECKING

import pytest
from websockets.exceptions import WebSocketException

from tests.fakes.client import Candidate, Message, RefusedError, outline
from tests.fakes.server import Process, process

if TYPE_CHECKING:
    from collections.abc import Iterator

RESUME = {"contact": {"name": "Ada Example"}, "raw_text": "Ada Example"}
STORY = "In part {} of the story we moved the whole service to another place over night"


@pytest.fixture(scope="module")
def mortal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Process]:
    """A server process that a test may kill, as long as it starts it again."""
    with process(tmp_path_factory.mktemp("mortal"), settings={"interview_questions": 2}) as running:
        yield running


class Journey:
    """A candidate who comes back until the interview is over, as a page does, and keeps all that it was shown."""

    def __init__(self, server: Process, session: str) -> None:
        self.server = server
        self.session = session
        self.shown: list[Message] = []
        self.answers = 0
        self.client: Candidate | None = None
        self.started = False

    def connect(self) -> Candidate:
        """Open a socket; the greeting has come."""
        self.client = Candidate(self.server.url, self.session)
        self.client.messages = self.shown
        self.client.expect("session_started")
        return self.client

    def settled(self, client: Candidate) -> str:
        """Wait until it is the candidate's turn, or over; says `playback_complete` whenever it might be."""
        came: list[str] = []
        while True:
            came.append(outline(client.receive()))
            if came[-1] == "session_ended" or came == ["asked", "ready"]:
                return came[-1]
            if came[-1] == "ready":
                client.send("playback_complete")
                came = ["asked"]

    def live(self, turns: int = 100) -> bool:
        """From a new socket: start or go on, for so many answers or to the end. Whether the end was reached."""
        client = self.connect()
        if self.started:
            last = self.settled(client)
        else:
            client.send("resume_context", parsed_resume=RESUME)
            last = ""
        if last != "session_ended":
            client.send("start_interview")
            self.started = True
            last = self.settled(client)
        for _ in range(turns):
            if last == "session_ended":
                break
            client.answer(STORY.format(self.answers))
            self.answers += 1
            last = self.settled(client)
        if last == "session_ended":
            assert client.closed() == 1000
        client.close()
        return last == "session_ended"

    def live_until_killed(self) -> None:
        """The same, but the line is lost at some moment."""
        try:
            self.live()
        except (WebSocketException, OSError, EOFError):
            if self.client is not None:
                self.client.close()

    def check(self) -> None:
        """What holds at every moment, seen from the candidate and from the record."""
        entries = [message for message in self.shown if message["type"] == "transcript"]
        texts: dict[int, tuple[str, str]] = {}
        for entry in entries:
            said = (entry["role"], entry["text"])
            # What was on the wire when the server died comes once more: the same words under the same number.
            assert texts.setdefault(entry["sequence"], said) == said
        assert list(texts) == list(range(1, len(texts) + 1))
        recorded = [
            (kind.removesuffix("_said"), json.loads(data)["text"])
            for kind, data in self.server.records(self.session)
            if kind.endswith("_said")
        ]
        assert list(texts.values()) == recorded[: len(texts)]
        greetings = [text for role, text in recorded if role == "interviewer" and text.startswith("Hello")]
        assert len(greetings) <= 1
        roles = [role for role, _ in recorded]
        assert roles == (["interviewer", "candidate"] * len(roles))[: len(roles)]

    def check_whole(self) -> None:
        """What holds of an interview that is over: every word was shown, every turn was heard."""
        self.check()
        recorded = [kind for kind, _ in self.server.records(self.session) if kind.endswith("_said")]
        shown = {message["sequence"] for message in self.shown if message["type"] == "transcript"}
        assert shown == set(range(1, len(recorded) + 1))
        heard = sum(message["type"] == "audio" for message in self.shown)
        assert heard >= recorded.count("interviewer_said")
        assert self.shown[-1]["type"] == "session_ended"
        assert self.shown[-1]["total_turns"] == len(recorded)


def finish(journey: Journey) -> None:
    """Go on after the restart, to the end."""
    journey.check()
    if any(kind == "ended" for kind, _ in journey.server.records(journey.session)):
        # Only the last words may have been lost on the way; the interview is over all the same.
        with pytest.raises(RefusedError) as refusal:
            journey.connect()
        assert refusal.value.status == 403
    else:
        assert journey.live()
        journey.check_whole()


def expect_voice(client: Candidate) -> None:
    """The entry whose text was shown is heard; texts come once more where the kill came before the mark of them."""
    came = [outline(message) for message in client.until("ready")]
    voice = ["speaking", "audio", "ready"]
    texts = ["generating", "interviewer", *voice]
    assert came in (voice, texts, ["processing_stt", "candidate", *texts])


STATES = {"processing_stt": "recognise", "generating": "generate", "speaking": "say"}


@pytest.mark.parametrize("state", list(STATES))
def test_killed_in_a_state_of_a_turn(mortal: Process, session: str, state: str) -> None:
    journey = Journey(mortal, session)
    journey.live(turns=0)
    client = journey.connect()
    client.expect("ready")
    with mortal.orders.held(f"{STATES[state]}.{session}"):
        client.answer("We moved the service to another place and nobody noticed")
        client.until(state)
        assert mortal.orders.is_held(f"{STATES[state]}.{session}")
        mortal.kill()
        client.close()
    mortal.start()
    client = journey.connect()
    if state == "processing_stt":
        error = client.expect("ready", "PROCESSING_ERROR", "ready")[1]
        assert "repeat" in error["message"]
    elif state == "generating":
        # The answer was shown before: its reply is made now.
        came = [outline(message) for message in client.until("ready")]
        assert came[-5:] == ["generating", "interviewer", "speaking", "audio", "ready"]
        assert came[:-5] in ([], ["processing_stt", "candidate"])
    else:
        expect_voice(client)
    client.close()
    finish(journey)


def test_killed_while_it_says_hello(mortal: Process, session: str) -> None:
    journey = Journey(mortal, session)
    client = journey.connect()
    with mortal.orders.held(f"say.{session}"):
        client.send("start_interview")
        journey.started = True
        client.expect("generating", "interviewer", "speaking")
        mortal.kill()
        client.close()
    mortal.start()
    client = journey.connect()
    expect_voice(client)
    client.close()
    finish(journey)


MOMENTS = [
    *(("before", kind) for kind in ("interviewer_said", "candidate_said", "ended")),
    *(("after", kind) for kind in ("opened", "started", "interviewer_said", "answer_received", "candidate_said")),
    *(("after", kind) for kind in ("shown", "ended")),
]
SHOWN = {"opened": "session_started", "interviewer_said": "interviewer", "candidate_said": "candidate"}
"""What is sent once a record of this kind is durable, and not before."""


@pytest.mark.parametrize(("when", "kind"), MOMENTS)
def test_killed_around_a_commit(mortal: Process, session: str, when: str, kind: str) -> None:
    """Before it: nothing that depends on it was shown. After it, and before anybody was told: nothing of it is lost."""
    journey = Journey(mortal, session)
    if kind in {"interviewer_said", "answer_received", "candidate_said"}:
        journey.live(turns=1)
    mortal.orders.give(f"{when}.{kind}.{session}", "die")
    shown = len(journey.shown)
    journey.live_until_killed()
    assert mortal.wait() == -9
    mortal.orders.take_back(f"{when}.{kind}.{session}")
    new = [outline(message) for message in journey.shown[shown:]]
    assert SHOWN.get(kind, "session_ended") not in new
    mortal.start()
    finish(journey)


@pytest.mark.parametrize("seed", range(4))
def test_killed_at_any_moment(mortal: Process, session: str, seed: int) -> None:
    """Three interviews that began at different times, so that each is met at another moment."""
    chance = random.Random(seed)
    journeys = [Journey(mortal, f"{session}-{number}") for number in range(3)]
    threads = [threading.Thread(target=journey.live_until_killed, daemon=True) for journey in journeys]
    for thread in threads:
        thread.start()
        # A whole interview takes about half a second here.
        thread.join(chance.uniform(0.0, 0.2))
    mortal.kill()
    for thread in threads:
        thread.join(30)
        assert not thread.is_alive()
    mortal.start()
    for journey in journeys:
        finish(journey)

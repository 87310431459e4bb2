"""The line breaks in each state: the page says so, comes back under the same id, and sends an answer once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.fakes.web_server import ANSWERS, QUESTIONS, FakeWebServer

if TYPE_CHECKING:
    from tests.web.page_object import InterviewPage, State

pytestmark = pytest.mark.browser
REFUSALS = ("WebSocket connection to", "the server responded with a status of 503")
FIRST = ("interviewer", QUESTIONS[0])
SECOND = [FIRST, ("candidate", ANSWERS[0]), ("interviewer", QUESTIONS[1])]


@pytest.fixture
def offline(server: FakeWebServer) -> FakeWebServer:
    """A server that nobody reaches at first."""
    server.faults.refuse = 503
    server.faults.healthy = False
    return server


def come_back(server: FakeWebServer) -> None:
    server.faults.refuse = 0
    server.faults.healthy = True


def test_a_server_that_is_away_at_the_start_is_waited_for_and_the_interview_begins_once(
    tab: InterviewPage, offline: FakeWebServer
) -> None:
    tab.start()
    tab.wait_for_state("reconnecting")
    expect(tab.id("notice")).to_contain_text("The server cannot be reached. The page keeps trying.")
    come_back(offline)
    tab.id("notice-action").click()
    tab.wait_for_state("your-turn")
    expect(tab.id("notice")).to_be_hidden()
    assert offline.kinds().count("start_interview") == 1
    assert tab.captions() == [FIRST]


@pytest.mark.parametrize(("held", "shown"), [("processing_stt", "understanding"), ("generating", "thinking")])
def test_a_line_lost_while_the_server_works_brings_the_turn_when_it_is_back(
    tab: InterviewPage, server: FakeWebServer, held: str, shown: State
) -> None:
    tab.start()
    tab.wait_for_state("your-turn")
    server.faults.hold_at = held
    tab.hold_to_talk(0.5)
    tab.wait_for_state(shown)
    with tab.passes_through("reconnecting"):
        server.drop()
    tab.wait_for_state(shown)
    server.release()
    assert tab.wait_for_captions(3) == SECOND
    tab.wait_for_state("your-turn")
    expect(tab.id("notice")).to_be_hidden()
    assert server.kinds().count("audio") == 1


def test_a_turn_made_while_nobody_was_connected_is_shown_and_spoken_later(
    tab: InterviewPage, server: FakeWebServer
) -> None:
    tab.start()
    tab.wait_for_state("your-turn")
    server.faults.hold_at = "processing_stt"
    tab.hold_to_talk(0.5)
    tab.wait_for_state("understanding")
    server.faults.refuse, server.faults.healthy = 503, False
    server.drop()
    tab.wait_for_state("reconnecting")
    server.release()
    come_back(server)
    tab.wait_for_captions(3)
    tab.wait_for_state("your-turn")
    assert tab.captions() == SECOND
    server.wait_for("playback_complete", 2)  # the second question was heard
    expect(tab.page.locator("#captions > .gap")).to_have_count(0)
    assert server.kinds().count("audio") == 1


def test_a_line_lost_while_the_interviewer_speaks_does_not_stop_the_voice(
    tab: InterviewPage, server: FakeWebServer
) -> None:
    server.voice_seconds = 3
    tab.start()
    tab.wait_for_state("speaking")
    tab.page.wait_for_function("() => document.getElementById('voice').currentTime > 0.1")
    with tab.passes_through("reconnecting"):
        server.drop()
    tab.wait_for_state("speaking")
    assert not tab.page.evaluate("() => document.getElementById('voice').paused")
    tab.wait_for_state("your-turn")
    assert tab.captions() == [FIRST]
    assert server.kinds().count("start_interview") == 1


def test_a_line_lost_in_a_pause_comes_back_without_ending_the_pause(tab: InterviewPage, server: FakeWebServer) -> None:
    tab.start()
    tab.wait_for_state("your-turn")
    tab.id("talk").click()
    tab.wait_for_recorded(0.5)
    tab.id("pause").click()
    tab.wait_for_state("paused")
    with tab.page.expect_event("websocket"):
        server.drop()
    tab.wait_for_state("paused")
    tab.id("pause").click()
    tab.wait_for_state("listening")
    tab.id("talk").click()
    assert tab.wait_for_captions(3) == SECOND
    assert server.kinds().count("audio") == 1


def test_an_answer_given_while_the_server_is_killed_and_started_again_is_sent_once(tab: InterviewPage) -> None:
    with FakeWebServer() as first:
        tab.url = first.url
        tab.open()
        tab.start()
        tab.wait_for_state("your-turn")
        tab.id("talk").click()
        tab.wait_for_recorded(0.5)
    tab.wait_for_state("listening")
    tab.id("talk").click()
    tab.wait_for_state("sending")
    port = int(first.url.rsplit(":", 1)[1].strip("/"))
    with FakeWebServer(port=port, sessions=first.sessions) as second:
        assert tab.wait_for_captions(3) == SECOND
        tab.wait_for_state("your-turn")
        assert second.kinds().count("audio") == 1
        assert "start_interview" not in second.kinds()
        tab.page.close()


def test_a_server_that_restarts_says_so_until_it_is_back(tab: InterviewPage, server: FakeWebServer) -> None:
    tab.start()
    tab.wait_for_state("your-turn")
    server.faults.refuse, server.faults.healthy = 503, False
    server.drop()
    expect(tab.id("notice")).to_contain_text("The server is being restarted.")
    expect(tab.id("notice")).to_contain_text("goes on by itself")
    tab.id("notice-action").click()  # a try in vain: it is away still, and for the same reason
    tab.wait_for_state("reconnecting")
    expect(tab.id("notice")).to_contain_text("The server is being restarted.")
    come_back(server)
    tab.id("notice-action").click()
    tab.wait_for_state("your-turn")
    expect(tab.id("notice")).to_be_hidden()


def test_a_server_that_does_not_come_back_is_not_said_to_be_restarting_for_ever(
    tab: InterviewPage, server: FakeWebServer
) -> None:
    tab.page.clock.install()
    tab.open()
    tab.start()
    tab.wait_for_state("your-turn")
    server.faults.refuse, server.faults.healthy = 503, False
    server.drop()
    expect(tab.id("notice")).to_contain_text("The server is being restarted.")
    tab.page.clock.fast_forward(100_000)
    tab.id("notice-action").click()
    expect(tab.id("notice")).to_contain_text("The server is being restarted.")
    tab.page.clock.fast_forward(21_000)
    expect(tab.id("notice-text")).to_have_text("The server cannot be reached. The page keeps trying.")
    come_back(server)
    tab.page.clock.fast_forward(15_000)
    tab.wait_for_state("your-turn")
    expect(tab.id("notice")).to_be_hidden()


def test_a_server_that_accepts_but_never_speaks_counts_as_lost(tab: InterviewPage, server: FakeWebServer) -> None:
    tab.page.clock.install()
    tab.page.route_web_socket(re.compile("/ws/interview/"), lambda _: None)
    tab.open()
    tab.start()
    tab.wait_for_state("connecting")
    tab.page.clock.fast_forward(16_000)
    tab.wait_for_state("reconnecting")
    assert server.received == []


@pytest.mark.parametrize("status", [403, 503])
def test_a_server_that_refuses_is_asked_a_few_times_only_and_there_are_ways_out(
    tab: InterviewPage, server: FakeWebServer, status: int
) -> None:
    server.faults.refuse = status
    tab.start()
    assert tab.wait_for_finish() == "refused"
    expect(tab.id("finish-title")).to_have_text("The interview could not be started")
    expect(tab.id("finish-text")).to_contain_text("You can try again, or start a new interview.")
    assert server.knocks == 3
    tab.page.evaluate("dispatchEvent(new Event('online'))")
    server.faults.refuse = 0
    tab.id("retry").dblclick()
    tab.wait_for_state("your-turn")
    assert server.knocks == 4
    assert server.kinds().count("start_interview") == 1
    tab.assert_spotless(REFUSALS)


def test_an_erased_interview_leaves_the_page_and_the_tabs_memory(tab: InterviewPage, server: FakeWebServer) -> None:
    resume = {"contact": {"name": "Dana Brook"}}
    tab.page.evaluate(
        "resume => { const kept = JSON.parse(sessionStorage['intervue.session']);"
        " sessionStorage['intervue.session'] = JSON.stringify({ ...kept, resume }); }",
        resume,
    )
    tab.page.reload()
    tab.start()
    tab.wait_for_state("your-turn")
    (session_id,) = server.sessions
    server.erase(session_id)
    assert tab.wait_for_finish() == "erased"
    expect(tab.id("finish-title")).to_have_text("This interview was erased")
    expect(tab.id("finish-text")).to_contain_text("nothing of it is kept")
    expect(tab.id("conversation")).to_be_hidden()
    expect(tab.id("download")).to_be_hidden()
    kept = tab.page.evaluate("() => JSON.stringify({ ...sessionStorage, ...localStorage })")
    assert not any(word in kept for word in ("Dana", QUESTIONS[0], session_id, "intervue.voice"))
    tab.id("again").click()
    expect(tab.id("setup")).to_be_visible()
    expect(tab.id("resume-summary")).to_be_hidden()
    tab.start()
    tab.wait_for_state("your-turn")
    assert len(server.sessions) == 2
    assert server.knocks == 2


def test_an_interview_that_ends_in_the_middle_of_an_answer_says_that_it_was_not_sent(
    tab: InterviewPage, server: FakeWebServer
) -> None:
    tab.start()
    tab.wait_for_state("your-turn")
    tab.id("talk").click()
    tab.wait_for_recorded(0.5)
    server.send({"type": "session_ended", "session_id": next(iter(server.sessions)), "total_turns": 1})
    assert tab.wait_for_finish() == "ended"
    expect(tab.id("finish-text")).to_contain_text("What you were saying in that moment was not sent any more.")
    assert QUESTIONS[0] in tab.download_transcript()

"""What a lost connection, a reload and a refusing server do to an interview."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.fakes.web_server import ANSWERS, QUESTIONS

if TYPE_CHECKING:
    from tests.fakes.web_server import FakeWebServer
    from tests.web.page_object import InterviewPage

pytestmark = pytest.mark.browser
REFUSALS = ("WebSocket connection to", "the server responded with a status of 503")
"""What Chromium itself writes to the console when a server refuses."""
HELD_BACK = """
const play = HTMLMediaElement.prototype.play;
document.addEventListener("click", (event) => {
    if (event.target.id === "notice-action") HTMLMediaElement.prototype.play = play;
}, true);
HTMLMediaElement.prototype.play = () => Promise.reject(new DOMException("no gesture", "NotAllowedError"));
"""


def test_a_lost_connection_is_rebuilt_under_the_same_id_and_nobody_is_greeted_twice(
    tab: InterviewPage, server: FakeWebServer
) -> None:
    tab.start()
    tab.wait_for_state("your-turn")
    with tab.passes_through("reconnecting"):
        server.drop()
    tab.wait_for_state("your-turn")
    tab.hold_to_talk(0.5)
    tab.wait_for_captions(3)
    assert server.kinds().count("start_interview") == 1
    assert len(server.sessions) == 1
    tab.assert_spotless()


def test_a_reload_goes_on_with_captions_and_the_last_question(tab: InterviewPage, server: FakeWebServer) -> None:
    tab.start()
    tab.wait_for_state("your-turn")
    tab.hold_to_talk(0.5)
    tab.wait_for_captions(3)
    tab.wait_for_state("your-turn")
    before = tab.captions()
    tab.page.reload()
    tab.wait_for_state("your-turn")
    assert tab.captions() == before
    with tab.passes_through("speaking"):
        tab.id("replay").click()
    tab.wait_for_state("your-turn")
    tab.hold_to_talk(0.5)
    assert tab.wait_for_captions(5)[3:] == [("candidate", ANSWERS[1]), ("interviewer", QUESTIONS[2])]
    assert server.kinds().count("start_interview") == 1
    assert len(server.sessions) == 1
    tab.assert_spotless()


def test_a_start_that_got_lost_is_sent_again(tab: InterviewPage, server: FakeWebServer) -> None:
    server.faults.lose_start = True
    tab.start()
    tab.wait_for_state("your-turn")
    assert server.kinds().count("start_interview") == 2
    assert len(tab.captions()) == 1


def test_a_start_whose_reply_got_lost_leads_to_the_candidates_turn(tab: InterviewPage, server: FakeWebServer) -> None:
    server.faults.drop_at = "generating"
    tab.start()
    tab.wait_for_state("your-turn")
    tab.hold_to_talk(0.5)
    tab.wait_for_captions(2)


def test_an_answer_spoken_into_a_dead_line_is_sent_once_when_it_is_back(
    tab: InterviewPage, server: FakeWebServer
) -> None:
    tab.start()
    tab.wait_for_state("your-turn")
    tab.id("talk").click()
    tab.wait_for_recorded(0.5)
    server.faults.refuse = 503
    server.faults.healthy = False
    server.drop()
    tab.page.wait_for_event("websocket")  # the page tries again while the candidate goes on speaking
    tab.wait_for_state("listening")
    tab.id("talk").click()
    tab.wait_for_state("sending")
    expect(tab.id("state")).to_have_text("Your answer is waiting")
    expect(tab.id("notice-action")).to_have_text("Try now")
    assert "audio" not in server.kinds()
    server.faults.refuse = 0
    server.faults.healthy = True
    tab.id("notice-action").click()
    tab.wait_for_captions(3)
    tab.wait_for_state("your-turn")
    expect(tab.id("notice")).to_be_hidden()
    with tab.passes_through("reconnecting"):
        server.drop()
    tab.page.evaluate("dispatchEvent(new Event('online'))")  # the network is back: no reason to wait
    tab.wait_for_state("your-turn")
    assert server.kinds().count("audio") == 1
    tab.assert_spotless(REFUSALS)


def test_an_answer_whose_arrival_is_unknown_is_sent_again_only_if_the_candidate_wants(
    tab: InterviewPage, server: FakeWebServer
) -> None:
    tab.start()
    tab.wait_for_state("your-turn")
    server.faults.drop_at = "processing_stt"
    tab.hold_to_talk(0.5)
    expect(tab.id("notice")).to_contain_text("send it again")
    tab.wait_for_state("your-turn")
    assert server.kinds().count("audio") == 1
    tab.id("notice-action").click()
    tab.wait_for_captions(3)
    first, second = server.wait_for("audio", 2)
    assert first["data"] == second["data"]


def test_captions_missed_while_the_line_was_down_leave_a_visible_gap(tab: InterviewPage, server: FakeWebServer) -> None:
    tab.start()
    tab.wait_for_state("your-turn")
    server.send({"type": "transcript", "role": "interviewer", "text": "And then?", "sequence": 3})
    expect(tab.page.locator("#captions > .gap")).to_have_text("Something is missing here: the connection was down.")
    server.send({"type": "transcript", "role": "interviewer", "text": "And then?", "sequence": 3})
    server.send({"type": "transcript", "role": "candidate", "text": "Then we shipped it.", "sequence": 4})
    assert tab.wait_for_captions(3)[1:] == [("interviewer", "And then?"), ("candidate", "Then we shipped it.")]


def test_an_id_that_is_refused_leads_to_a_new_interview(tab: InterviewPage, server: FakeWebServer) -> None:
    tab.start()
    tab.wait_for_state("your-turn")
    (session_id,) = server.sessions
    server.sessions[session_id].ended = True
    server.drop()
    assert tab.wait_for_finish() == "refused"
    expect(tab.id("finish-text")).to_contain_text("The server is running, but it does not accept this interview")
    assert QUESTIONS[0] in tab.download_transcript()
    tab.id("again").click()
    tab.start()
    tab.wait_for_state("your-turn")
    assert len(server.sessions) == 2


def test_an_end_that_was_asked_for_on_a_dead_line_reaches_the_server_later(
    tab: InterviewPage, server: FakeWebServer
) -> None:
    tab.start()
    tab.wait_for_state("your-turn")
    server.faults.refuse = 503
    server.drop()
    tab.wait_for_state("reconnecting")
    expect(tab.id("state")).to_have_text("Connection lost")
    tab.end()
    tab.wait_for_state("ending")
    server.faults.refuse = 0
    assert tab.wait_for_finish() == "ended"
    server.wait_for("end_session")


def test_sound_the_browser_holds_back_is_offered_as_a_button(tab: InterviewPage, server: FakeWebServer) -> None:
    tab.page.add_init_script(HELD_BACK)
    tab.open()
    tab.start()
    expect(tab.id("notice-action")).to_have_text("Play the question")
    assert "playback_complete" not in server.kinds()
    tab.id("notice-action").click()
    server.wait_for("playback_complete")
    tab.wait_for_state("your-turn")

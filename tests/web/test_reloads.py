"""A reload, a way back, a double click, a tab in the background: one interview, one greeting, nothing lost unsaid."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.fakes.web_server import ANSWERS, QUESTIONS
from tests.web.test_tabs import duplicate

if TYPE_CHECKING:
    from playwright.sync_api import Dialog

    from tests.fakes.web_server import FakeWebServer
    from tests.web.page_object import InterviewPage, State

pytestmark = pytest.mark.browser
FIRST = ("interviewer", QUESTIONS[0])
SECOND = [FIRST, ("candidate", ANSWERS[0]), ("interviewer", QUESTIONS[1])]
BACKGROUND = """
() => {
    Object.defineProperty(document, "hidden", { get: () => true, configurable: true });
    Object.defineProperty(document, "visibilityState", { get: () => "hidden", configurable: true });
    window.requestAnimationFrame = () => 0; // nothing is drawn
    document.dispatchEvent(new Event("visibilitychange"));
    dispatchEvent(new Event("blur"));
}
"""

SETTLED = """
() => {
    const told = document.getElementById("elsewhere-title").textContent;
    const away = !document.getElementById("elsewhere").hidden && told === "This interview goes on in another tab";
    const here = !document.getElementById("interview").hidden;
    return away || (here && document.getElementById("state").dataset.state === "your-turn");
}
"""
GIVEN_UP = "WebSocket is closed before the connection is established"
"""What the browser notes where a tab loses the interview while its line is still opening: that is the race."""


@pytest.mark.parametrize(("held", "shown"), [("processing_stt", "understanding"), ("generating", "thinking")])
def test_a_reload_while_the_server_works_waits_for_the_same_turn(
    tab: InterviewPage, server: FakeWebServer, held: str, shown: State
) -> None:
    tab.start()
    tab.wait_for_state("your-turn")
    server.faults.hold_at = held
    tab.hold_to_talk(0.5)
    tab.wait_for_state(shown)
    before = tab.captions()
    tab.page.reload()
    tab.wait_for_state(shown)
    assert tab.captions() == before
    expect(tab.id("talk")).to_have_attribute("aria-disabled", "true")
    server.release()
    assert tab.wait_for_captions(3) == SECOND
    tab.wait_for_state("your-turn")
    assert server.kinds().count("start_interview") == 1
    assert server.kinds().count("audio") == 1


def test_a_reload_while_the_first_question_is_made_greets_once(tab: InterviewPage, server: FakeWebServer) -> None:
    server.faults.hold_at = "generating"
    tab.start()
    tab.wait_for_state("thinking")
    tab.page.reload()
    tab.wait_for_state("thinking")
    server.release()
    tab.wait_for_state("your-turn")
    assert tab.captions() == [FIRST]
    assert server.kinds().count("start_interview") == 1


def test_a_reload_while_the_interviewer_speaks_leaves_the_question_to_be_replayed(
    tab: InterviewPage, server: FakeWebServer
) -> None:
    server.voice_seconds = 2
    tab.start()
    tab.wait_for_state("speaking")
    tab.page.wait_for_function("() => document.getElementById('voice').currentTime > 0.1")
    tab.page.reload()
    tab.wait_for_state("your-turn")
    assert tab.captions() == [FIRST]
    with tab.passes_through("speaking"):
        tab.id("replay").click()
    assert server.kinds().count("start_interview") == 1


def test_a_reload_in_the_middle_of_an_answer_asks_first(tab: InterviewPage, server: FakeWebServer) -> None:
    asked: list[str] = []

    def leave(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    tab.page.on("dialog", leave)
    tab.start()
    tab.wait_for_state("your-turn")
    tab.id("talk").click()
    tab.wait_for_recorded(0.5)
    tab.page.reload()
    tab.wait_for_state("your-turn")
    expect(tab.id("talk")).to_have_text("Hold to talk")
    assert asked == ["beforeunload"]
    assert "audio" not in server.kinds()
    tab.hold_to_talk(0.5)
    assert tab.wait_for_captions(3) == SECOND


def test_a_reload_in_a_pause_goes_on_without_it(tab: InterviewPage, server: FakeWebServer) -> None:
    tab.start()
    tab.wait_for_state("your-turn")
    tab.id("pause").click()
    tab.wait_for_state("paused")
    tab.page.reload()
    tab.wait_for_state("your-turn")
    expect(tab.id("pause")).to_have_text("Pause")
    assert tab.captions() == [FIRST]
    assert server.kinds().count("start_interview") == 1


def test_a_reload_while_the_server_is_away_shows_what_was_said_and_waits(
    tab: InterviewPage, server: FakeWebServer
) -> None:
    tab.start()
    tab.wait_for_state("your-turn")
    # The page itself still comes; only the interview's line and the health check do not.
    server.faults.refuse, server.faults.healthy = 503, False
    server.drop()
    tab.wait_for_state("reconnecting")
    tab.page.reload()
    tab.wait_for_state("reconnecting")
    assert tab.captions() == [FIRST]
    server.faults.refuse, server.faults.healthy = 0, True
    tab.page.evaluate("dispatchEvent(new Event('online'))")
    tab.wait_for_state("your-turn")
    assert server.kinds().count("start_interview") == 1


def test_the_way_back_to_the_page_leads_on_with_the_interview(tab: InterviewPage, server: FakeWebServer) -> None:
    tab.start()
    tab.wait_for_state("your-turn")
    tab.page.goto("about:blank")
    tab.page.go_back()
    tab.wait_for_state("your-turn")
    assert tab.captions() == [FIRST]
    tab.hold_to_talk(0.5)
    assert tab.wait_for_captions(3) == SECOND
    assert server.kinds().count("start_interview") == 1
    assert len(server.sessions) == 1


def test_a_double_click_on_start_begins_one_interview(tab: InterviewPage, server: FakeWebServer) -> None:
    tab.id("start").dblclick()
    tab.wait_for_state("your-turn")
    assert server.kinds().count("start_interview") == 1
    assert server.knocks == 1
    assert tab.captions() == [FIRST]


def test_an_answer_goes_on_in_a_tab_in_the_background(tab: InterviewPage, server: FakeWebServer) -> None:
    tab.page.clock.install()
    tab.start()
    tab.wait_for_state("your-turn")
    tab.page.evaluate(BACKGROUND)
    tab.id("talk").click()
    tab.wait_for_recorded(0.3)
    tab.page.clock.fast_forward(6_000)
    expect(tab.id("record-warning")).to_have_text("")  # the meter stands still, the microphone does not
    tab.wait_for_state("listening")
    tab.id("talk").click()
    server.wait_for("audio")
    assert tab.wait_for_captions(3) == SECOND
    server.wait_for("playback_complete", 2)  # the voice is heard in the background, too
    tab.wait_for_state("your-turn")


def test_of_two_tabs_that_race_for_an_interview_one_holds_it(tab: InterviewPage, server: FakeWebServer) -> None:
    tab.start()
    tab.wait_for_state("your-turn")
    tab.id("talk").click()
    tab.wait_for_recorded(0.5)
    rivals = [duplicate(tab), duplicate(tab)]
    for each in rivals:
        expect(each.id("elsewhere-here")).to_be_visible()
    for each in rivals:
        each.page.evaluate("document.getElementById('elsewhere-here').click()")
    expect(tab.id("elsewhere-text")).to_contain_text("The answer that was not sent yet is lost")
    # Which of them comes last is theirs to settle; never both, never none.
    for each in rivals:
        each.page.wait_for_function(SETTLED, polling=100)  # a tab in the background draws no frames
    holders = [each for each in rivals if each.id("interview").is_visible()]
    assert len(holders) == 1
    assert holders[0].captions() == [FIRST]
    assert server.kinds().count("start_interview") == 1
    for each in rivals:
        each.assert_spotless(allowed=[GIVEN_UP])

"""The microphone goes away: in the check, between answers, in the middle of one, and while it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from tests.fakes.web_server import FakeWebServer
    from tests.web.page_object import InterviewPage

pytestmark = pytest.mark.browser

UNPLUGGABLE = """
window.streams = [];
window.missing = null; // the error that getUserMedia gives
window.prompt = null; // a promise: the question for permission stands open
const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
navigator.mediaDevices.getUserMedia = async (wanted) => {
    await window.prompt;
    if (window.missing) throw new DOMException("", window.missing);
    const stream = await ask(wanted);
    window.streams.push(stream);
    return stream;
};
window.unplug = (error) => {
    window.missing = error;
    for (const track of window.streams.flatMap((stream) => stream.getAudioTracks())) {
        if (track.readyState === "ended") continue;
        track.stop();
        track.dispatchEvent(new Event("ended"));
    }
};
"""
ANOTHER = None
NONE_LEFT = "NotFoundError"


@pytest.fixture
def pluggable(tab: InterviewPage) -> InterviewPage:
    tab.page.add_init_script(UNPLUGGABLE)
    tab.open()
    return tab


def unplug(tab: InterviewPage, then: str | None) -> None:
    """The track in use ends. `then`: the error of the next request for a microphone, or None where another is there."""
    tab.page.evaluate("error => window.unplug(error)", then)


def microphones_open(tab: InterviewPage) -> int:
    return int(
        tab.page.evaluate(
            "streams.filter((stream) => stream.getAudioTracks().some((track) => track.readyState === 'live')).length"
        )
    )


def test_a_microphone_unplugged_in_the_check_is_missed_at_once(pluggable: InterviewPage) -> None:
    pluggable.id("microphone-check").click()
    pluggable.id("echo").click()
    unplug(pluggable, NONE_LEFT)
    expect(pluggable.id("microphone-problem")).to_contain_text("No microphone was found")
    expect(pluggable.id("echo")).to_be_hidden()
    pluggable.page.evaluate("window.missing = null")
    pluggable.id("microphone-check").click()
    expect(pluggable.id("microphone-status")).to_contain_text("The microphone works")
    pluggable.assert_spotless()


def test_another_microphone_takes_over_in_the_check_and_is_named_as_such(pluggable: InterviewPage) -> None:
    pluggable.id("microphone-check").click()
    expect(pluggable.id("echo")).to_be_visible()
    unplug(pluggable, ANOTHER)
    expect(pluggable.id("microphone-status")).to_contain_text("That microphone is gone, so another one is used.")
    pluggable.id("echo").click()
    expect(pluggable.id("echo")).to_have_text("Stop and listen")


def test_a_microphone_unplugged_between_answers_is_said_and_the_next_answer_looks_for_one(
    pluggable: InterviewPage, server: FakeWebServer
) -> None:
    pluggable.start()
    pluggable.wait_for_state("your-turn")
    unplug(pluggable, NONE_LEFT)
    expect(pluggable.id("notice")).to_contain_text("Your microphone is gone.")
    pluggable.id("talk").click()
    expect(pluggable.id("notice")).to_contain_text("No microphone was found. Plug one in")
    expect(pluggable.id("talk")).to_have_text("Hold to talk")
    pluggable.page.evaluate("window.missing = null")
    pluggable.hold_to_talk(0.5)
    pluggable.wait_for_captions(3)
    expect(pluggable.id("notice")).to_be_hidden()
    assert server.kinds().count("audio") == 1


def test_what_was_said_before_the_microphone_went_can_be_sent(pluggable: InterviewPage, server: FakeWebServer) -> None:
    pluggable.start()
    pluggable.wait_for_state("your-turn")
    pluggable.id("talk").hover()
    pluggable.page.mouse.down()
    pluggable.wait_for_recorded(0.8)
    unplug(pluggable, NONE_LEFT)
    pluggable.wait_for_state("cut")
    expect(pluggable.id("hint")).to_contain_text("What you said until then is kept: send it, or discard it")
    pluggable.page.mouse.up()  # held for an answer that goes on: letting go sends no half answer
    expect(pluggable.id("talk")).to_have_text("Tap to send")
    assert "audio" not in server.kinds()
    pluggable.id("talk").click()
    pluggable.wait_for_captions(3)
    assert len(server.wait_for("audio")[0]["data"]) > 1000


def test_an_answer_cut_short_can_be_discarded_and_given_again(pluggable: InterviewPage, server: FakeWebServer) -> None:
    pluggable.start()
    pluggable.wait_for_state("your-turn")
    pluggable.id("talk").click()
    pluggable.wait_for_recorded(0.5)
    pluggable.id("pause").click()
    unplug(pluggable, ANOTHER)
    pluggable.wait_for_state("paused")
    pluggable.id("pause").click()
    pluggable.wait_for_state("cut")
    pluggable.id("discard").click()
    pluggable.wait_for_state("your-turn")
    pluggable.hold_to_talk(0.5)
    pluggable.wait_for_captions(3)
    assert server.kinds().count("audio") == 1


def test_a_microphone_denied_in_the_middle_of_the_interview_is_explained(pluggable: InterviewPage) -> None:
    pluggable.start()
    pluggable.wait_for_state("your-turn")
    unplug(pluggable, "NotAllowedError")
    pluggable.id("talk").click()
    expect(pluggable.id("notice")).to_contain_text("The microphone is not allowed. Press the icon beside the address")
    expect(pluggable.id("notice")).not_to_contain_text("cannot start")
    pluggable.wait_for_state("your-turn")


def test_pressing_twice_while_the_browser_asks_opens_one_microphone(pluggable: InterviewPage) -> None:
    pluggable.page.evaluate("() => { window.prompt = new Promise((resolve) => { window.answer = resolve; }); }")
    pluggable.id("microphone-check").click()
    pluggable.id("microphone-check").click()
    pluggable.start()
    pluggable.page.evaluate("window.answer()")
    pluggable.wait_for_state("your-turn")
    assert microphones_open(pluggable) == 1


def test_nothing_is_recorded_when_the_microphone_is_allowed_during_a_pause(
    pluggable: InterviewPage, server: FakeWebServer
) -> None:
    pluggable.start()
    pluggable.wait_for_state("your-turn")
    unplug(pluggable, ANOTHER)
    pluggable.page.evaluate("() => { window.prompt = new Promise((resolve) => { window.answer = resolve; }); }")
    pluggable.id("talk").click()
    pluggable.id("pause").click()
    pluggable.page.evaluate("window.answer()")
    expect(pluggable.id("notice")).to_contain_text("The microphone is ready now")
    expect(pluggable.id("discard")).to_be_hidden()
    pluggable.id("pause").click()
    pluggable.wait_for_state("your-turn")
    pluggable.hold_to_talk(0.5)
    server.wait_for("audio")


def test_a_browser_that_cannot_record_is_told_so_before_the_start(tab: InterviewPage, server: FakeWebServer) -> None:
    tab.page.add_init_script("delete window.MediaRecorder")
    tab.open()
    expect(tab.id("microphone-problem")).to_contain_text("Please use a current Chrome, Edge, Firefox or Safari.")
    tab.start()
    expect(tab.id("start-error")).to_contain_text("needs a microphone")
    assert server.received == []


def test_an_empty_recording_is_not_sent(tab: InterviewPage, server: FakeWebServer) -> None:
    empty = "Object.defineProperty(BlobEvent.prototype, 'data', { get: () => new Blob([]) })"
    tab.page.add_init_script(empty)
    tab.open()
    tab.id("microphone-check").click()
    tab.id("echo").click()
    tab.id("echo").click()
    expect(tab.id("echo-status")).to_contain_text("Nothing was recorded.")
    tab.start()
    tab.wait_for_state("your-turn")
    tab.hold_to_talk(0.5)
    expect(tab.id("notice")).to_contain_text("too short to hear anything")
    tab.wait_for_state("your-turn")
    assert "audio" not in server.kinds()

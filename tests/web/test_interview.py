"""The interview itself, by mouse and by keyboard."""

from __future__ import annotations

import base64
import io
import re
from typing import TYPE_CHECKING

import av
import numpy as np
import pytest
from playwright.sync_api import expect

from tests.fakes.web_server import ANSWERS, QUESTIONS

if TYPE_CHECKING:
    from typing import Any

    from tests.fakes.web_server import FakeWebServer
    from tests.web.page_object import InterviewPage

pytestmark = pytest.mark.browser


def decode(message: dict[str, Any]) -> tuple[str, float, float]:
    """(format of the bytes, seconds, loudest sample 0..1) of an `audio` message."""
    with av.open(io.BytesIO(base64.b64decode(message["data"], validate=True)), "r") as container:
        resampler = av.AudioResampler(format="fltp", layout="mono", rate=16000)
        frames = [out for frame in container.decode(audio=0) for out in resampler.resample(frame)]
        samples = np.concatenate([frame.to_ndarray()[0] for frame in frames])
        return container.format.name, len(samples) / 16000, float(np.abs(samples).max())


def test_a_whole_interview_is_held_with_the_mouse(tab: InterviewPage, server: FakeWebServer) -> None:
    tab.start()
    for turn in range(3):
        tab.wait_for_state("your-turn")
        tab.hold_to_talk(1)
        server.wait_for("audio", turn + 1)
    assert tab.wait_for_finish() == "ended"
    expect(tab.id("finish-title")).to_have_text("Thank you")
    expect(tab.id("finish-text")).to_contain_text("You gave 3 answers")

    told = [("interviewer", question) for question in QUESTIONS]
    answers = [("candidate", answer) for answer in ANSWERS]
    assert tab.captions() == [told[0], answers[0], told[1], answers[1], told[2], answers[2], told[3]]
    file = tab.download_transcript()
    assert [file.index(text) for _, text in tab.captions()] == sorted(file.index(text) for _, text in tab.captions())
    assert f"You: {ANSWERS[0]}" in file

    sound = server.wait_for("audio")[0]
    container, seconds, loudest = decode(sound)
    assert sound["format"] in container
    assert 0.8 < seconds < 5
    assert loudest > 0.05
    assert server.kinds().count("playback_complete") == len(QUESTIONS)
    assert server.kinds().count("end_session") == 0
    tab.assert_spotless()


def tab_to(tab: InterviewPage, element_id: str) -> None:
    """Press the Tab key until an element has the focus."""
    for _ in range(20):
        if tab.page.evaluate("document.activeElement.id") == element_id:
            return
        tab.page.keyboard.press("Tab")
    raise AssertionError(f"#{element_id} cannot be reached with the Tab key")


def test_a_whole_interview_is_held_with_the_keyboard_alone(tab: InterviewPage, server: FakeWebServer) -> None:
    keyboard = tab.page.keyboard
    tab_to(tab, "start")
    keyboard.press("Enter")
    tab.wait_for_state("your-turn")
    keyboard.down("Space")
    keyboard.down("Space")  # the keyboard repeats a held key
    tab.wait_for_recorded(0.5)
    keyboard.down("Space")
    keyboard.up("Space")
    server.wait_for("audio", 1)
    tab.wait_for_captions(3)
    tab.wait_for_state("your-turn")
    keyboard.press("Space")  # a tap begins, the next one sends
    tab.wait_for_recorded(0.5)
    expect(tab.id("talk")).to_have_text("Tap to send")
    keyboard.press("Space")
    server.wait_for("audio", 2)
    tab.wait_for_captions(5)
    tab.wait_for_state("your-turn")
    tab_to(tab, "end")
    keyboard.press("Enter")
    expect(tab.id("end-dialog")).to_be_visible()
    keyboard.press("Escape")
    expect(tab.id("end-dialog")).to_be_hidden()
    keyboard.press("Enter")
    tab_to(tab, "end-confirm")
    keyboard.press("Enter")
    assert tab.wait_for_finish() == "ended"
    tab_to(tab, "download")
    assert server.kinds().count("audio") == 2
    assert server.kinds().count("end_session") == 1
    tab.assert_spotless()


def test_the_space_bar_works_wherever_the_focus_is_but_not_on_other_controls(
    tab: InterviewPage, server: FakeWebServer
) -> None:
    tab.start()
    tab.wait_for_state("your-turn")
    tab.id("replay").focus()
    with tab.passes_through("speaking"):
        tab.page.keyboard.press("Space")
    tab.wait_for_state("your-turn")
    expect(tab.id("talk")).to_have_text("Hold to talk")
    tab.page.evaluate("document.activeElement.blur()")
    tab.page.keyboard.down("Space")
    tab.wait_for_recorded(0.5)
    tab.page.keyboard.up("Space")
    server.wait_for("audio")
    assert server.kinds().count("playback_complete") == 1  # a replay is no second one


def test_states_are_said_in_words_while_the_server_works(tab: InterviewPage, server: FakeWebServer) -> None:
    server.voice_seconds = 2
    server.faults.hold_at = "generating"
    tab.start()
    state = tab.id("state")
    expect(state).to_have_text("Thinking")
    expect(tab.id("talk")).to_have_attribute("aria-disabled", "true")
    server.release()
    expect(state).to_have_text("The interviewer is speaking")
    expect(state).to_have_text("Your turn")
    tab.id("talk").hover()
    tab.page.mouse.down()
    expect(state).to_have_text("Listening")
    tab.wait_for_recorded(0.5)
    server.faults.hold_at = "processing_stt"
    tab.page.mouse.up()
    expect(state).to_have_text("Understanding your answer")
    tab.id("talk").dispatch_event("pointerdown", {"button": 0, "pointerId": 1})  # too early: nothing is recorded
    expect(state).to_have_text("Understanding your answer")
    server.release()
    expect(state).to_have_text("Your turn")


def test_a_recording_can_be_thrown_away(tab: InterviewPage, server: FakeWebServer) -> None:
    tab.start()
    tab.wait_for_state("your-turn")
    tab.id("talk").click()
    tab.wait_for_recorded(0.5)
    tab.id("discard").click()
    tab.wait_for_state("your-turn")
    tab.hold_to_talk(0.5)
    server.wait_for("audio")
    tab.wait_for_captions(3)
    assert server.kinds().count("audio") == 1


def test_an_answer_over_the_voice_stops_the_voice(tab: InterviewPage, server: FakeWebServer) -> None:
    server.voice_seconds = 8
    tab.start()
    tab.wait_for_state("speaking")
    tab.page.wait_for_function("() => !document.getElementById('voice').paused")
    tab.hold_to_talk(0.5)
    server.wait_for("audio")
    assert server.kinds() == ["start_interview", "playback_complete", "audio"]


def test_an_answer_ends_at_its_limit_after_a_countdown(tab: InterviewPage, server: FakeWebServer) -> None:
    tab.page.clock.install()
    tab.start()
    tab.wait_for_state("your-turn")
    tab.id("talk").click()
    tab.wait_for_recorded(0.5)
    tab.page.clock.fast_forward(275_000)
    expect(tab.id("record-time")).to_have_text(re.compile(r"\d\d s left"))
    expect(tab.id("record-warning")).to_contain_text("Please come to an end")
    tab.page.clock.fast_forward(30_000)
    server.wait_for("audio")
    tab.wait_for_captions(3)


def test_a_muted_microphone_is_noticed_while_recording(tab: InterviewPage) -> None:
    tab.page.clock.install()
    tab.page.add_init_script("AnalyserNode.prototype.getFloatTimeDomainData = (samples) => samples.fill(0);")
    tab.open()
    tab.start()
    tab.wait_for_state("your-turn")
    tab.id("talk").click()
    tab.wait_for_recorded(0.5)
    tab.page.clock.fast_forward(5_000)
    expect(tab.id("record-warning")).to_have_text("Nothing can be heard so far. Is your microphone muted?")


def test_an_answer_that_was_not_understood_is_asked_for_again(tab: InterviewPage, server: FakeWebServer) -> None:
    tab.start()
    tab.wait_for_state("your-turn")
    server.faults.answer_error = ("EMPTY_TRANSCRIPTION", "Could not understand audio. Please try again.", True)
    tab.hold_to_talk(0.5)
    expect(tab.id("notice")).to_contain_text("Could not understand audio. Please try again.")
    tab.wait_for_state("your-turn")
    tab.hold_to_talk(0.5)
    tab.wait_for_captions(3)
    expect(tab.id("notice")).to_be_hidden()


def test_an_answer_the_server_failed_on_can_be_sent_again_without_speaking(
    tab: InterviewPage, server: FakeWebServer
) -> None:
    tab.start()
    tab.wait_for_state("your-turn")
    server.faults.answer_error = ("PROCESSING_ERROR", "Something failed. Please repeat your answer.", True)
    tab.hold_to_talk(0.5)
    expect(tab.id("notice")).to_contain_text("Please repeat your answer.")
    tab.id("notice-action").click()
    tab.wait_for_captions(3)
    first, second = server.wait_for("audio", 2)
    assert first["data"] == second["data"]


def test_an_error_that_cannot_be_recovered_ends_the_interview_and_leaves_the_transcript(
    tab: InterviewPage, server: FakeWebServer
) -> None:
    tab.start()
    tab.wait_for_state("your-turn")
    server.send(
        {"type": "error", "code": "WEBSOCKET_ERROR", "message": "The connection is unusable.", "recoverable": False}
    )
    assert tab.wait_for_finish() == "failed"
    expect(tab.id("finish-text")).to_contain_text("The connection is unusable.")
    assert QUESTIONS[0] in tab.download_transcript()


def test_sound_that_cannot_be_played_leaves_the_question_readable(tab: InterviewPage, server: FakeWebServer) -> None:
    server.faults.broken_audio = True
    tab.start()
    expect(tab.id("notice")).to_contain_text("The question stands in the captions")
    tab.wait_for_state("your-turn")
    server.wait_for("playback_complete")
    assert tab.captions() == [("interviewer", QUESTIONS[0])]


def test_messages_of_a_later_version_are_ignored(tab: InterviewPage, server: FakeWebServer) -> None:
    tab.start()
    tab.wait_for_state("your-turn")
    server.send({"type": "progress", "question": 2})
    server.send({"type": "status", "state": "ready", "extra": True})
    tab.hold_to_talk(0.5)
    tab.wait_for_captions(3)
    tab.assert_spotless()


def test_ending_asks_first_and_a_new_interview_gets_a_new_id(tab: InterviewPage, server: FakeWebServer) -> None:
    tab.start()
    tab.wait_for_state("your-turn")
    tab.id("end").click()
    tab.id("end-cancel").click()
    tab.wait_for_state("your-turn")
    assert "end_session" not in server.kinds()
    tab.end()
    assert tab.wait_for_finish() == "ended"
    tab.id("again").click()
    expect(tab.id("setup")).to_be_visible()
    tab.start()
    tab.wait_for_state("your-turn")
    assert len(server.sessions) == 2
    assert tab.captions() == [("interviewer", QUESTIONS[0])]


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_no_screen_is_wider_than_the_window_and_each_control_has_a_name(
    tab: InterviewPage, server: FakeWebServer, width: int
) -> None:
    tab.page.set_viewport_size({"width": width, "height": 844})

    def check() -> None:
        assert tab.page.evaluate("document.scrollingElement.scrollWidth") <= width
        assert tab.page.get_by_role("button", name=re.compile(r"^\s*$")).count() == 0

    check()
    tab.start()
    tab.wait_for_state("your-turn")
    check()
    for control in ("talk", "replay", "pause", "end"):
        expect(tab.id(control)).to_be_in_viewport(ratio=1)
    tab.end()
    tab.wait_for_finish()
    check()

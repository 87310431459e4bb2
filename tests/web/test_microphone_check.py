"""The microphone before the interview: heard back, chosen, remembered."""

from __future__ import annotations

import base64
import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from tests.fakes.web_server import FakeWebServer
    from tests.web.page_object import InterviewPage

pytestmark = pytest.mark.browser

NOTE_DEVICE = """
const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
navigator.mediaDevices.getUserMedia = async (wanted) => {
    const stream = await ask(wanted);
    window.deviceInUse = stream.getAudioTracks()[0].label;
    return stream;
};
"""
NO_WEBM = """
const supported = MediaRecorder.isTypeSupported.bind(MediaRecorder);
MediaRecorder.isTypeSupported = (type) => !/webm|ogg/.test(type) && supported(type);
"""


def test_a_recording_of_a_few_seconds_is_heard_back(tab: InterviewPage, server: FakeWebServer) -> None:
    tab.id("microphone-check").click()
    expect(tab.id("echo")).to_be_focused()
    tab.id("echo").click()
    expect(tab.id("echo-status")).to_contain_text("Recording")
    expect(tab.id("microphone-meter")).to_have_attribute("aria-valuenow", re.compile(r"[1-9]\d"))
    tab.id("echo").click()
    expect(tab.id("echo-status")).to_have_text("This is how you sound.")
    tab.page.wait_for_function("() => document.getElementById('echo-voice').src.startsWith('blob:')")
    expect(tab.id("echo-status")).to_contain_text("Did you hear yourself clearly?")
    assert server.received == []
    tab.start()  # the test ends with the interview
    tab.wait_for_state("your-turn")
    tab.hold_to_talk(0.5)
    server.wait_for("audio")
    tab.assert_spotless()


def test_the_recording_ends_by_itself_and_a_faint_voice_is_told_so(tab: InterviewPage) -> None:
    tab.page.clock.install()
    tab.page.add_init_script("AnalyserNode.prototype.getFloatTimeDomainData = (samples) => samples.fill(0.002);")
    tab.open()
    tab.id("microphone-check").click()
    tab.id("echo").click()
    expect(tab.id("echo")).to_have_text("Stop and listen")
    tab.page.clock.fast_forward(4_000)
    expect(tab.id("echo-status")).to_contain_text("That was very faint")


def test_the_chosen_microphone_is_used_again_the_next_time(tab: InterviewPage) -> None:
    tab.page.add_init_script(NOTE_DEVICE)
    tab.open()
    tab.id("microphone-check").click()
    choice = tab.id("microphone-device")
    expect(choice).to_be_visible()
    other = "Fake Audio Input 2"
    choice.select_option(label=other)
    tab.page.wait_for_function("wanted => window.deviceInUse === wanted", arg=other)
    again = type(tab)(tab.page.context.new_page(), tab.url)
    again.page.add_init_script(NOTE_DEVICE)
    again.open()
    again.start()
    again.wait_for_state("your-turn")
    assert again.page.evaluate("() => window.deviceInUse") == other


def test_a_remembered_microphone_that_is_gone_is_replaced_and_said_so(tab: InterviewPage) -> None:
    tab.page.evaluate("() => localStorage.setItem('intervue.microphone', 'of-another-machine')")
    tab.id("microphone-check").click()
    expect(tab.id("microphone-status")).to_contain_text("is not here, so another one is used")
    tab.start()
    tab.wait_for_state("your-turn")


def test_a_browser_that_records_no_webm_answers_in_mp4(tab: InterviewPage, server: FakeWebServer) -> None:
    tab.page.add_init_script(NO_WEBM)
    tab.open()
    tab.start()
    tab.wait_for_state("your-turn")
    tab.hold_to_talk(0.5)
    answer = server.wait_for("audio")[0]
    assert answer["format"] == "mp4"
    assert base64.b64decode(answer["data"])[4:8] == b"ftyp"

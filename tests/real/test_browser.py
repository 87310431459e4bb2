"""A person in Chromium, whose microphone plays spoken answers, is interviewed by real models."""

from __future__ import annotations

import os
import wave
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
import soxr
from playwright.sync_api import expect

from tests.real.talk import content_words
from tests.spoken import say
from tests.web.chromium import chromium
from tests.web.page_object import InterviewPage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.real.server import RealServer

pytestmark = [pytest.mark.models, pytest.mark.browser, pytest.mark.timeout(300)]

ANSWER = "I moved the orders to a new database, and I taught two colleagues how to use it."
LEAD_SECONDS, PAUSE_SECONDS = 0.3, 2.0
RATE = 48_000
WAIT = 60.0
"""Seconds for a step of real models on a busy machine."""

_NOTE_MICROPHONE = """
const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
navigator.mediaDevices.getUserMedia = async (...wanted) => {
    const stream = await ask(...wanted);
    window.microphoneOpened ??= performance.now();
    return stream;
};
"""
_IN_THE_PAUSE = """([length, pause]) => window.microphoneOpened === undefined
    || (performance.now() - window.microphoneOpened) / 1000 % length > length - 0.8 * pause
    && (performance.now() - window.microphoneOpened) / 1000 % length < length - 0.3 * pause"""


@pytest.fixture(scope="module")
def microphone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The answer and a pause, as a file that the browser's microphone plays over and over."""
    speech = soxr.resample(say(ANSWER), 16_000, RATE)
    samples = np.concatenate([np.zeros(int(LEAD_SECONDS * RATE)), speech, np.zeros(int(PAUSE_SECONDS * RATE))])
    path = tmp_path_factory.mktemp("microphone") / "answer.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes((samples * 32_767).astype("<i2").tobytes())
    return path


@pytest.fixture
def tab(server: RealServer, microphone: Path) -> Iterator[InterviewPage]:
    with chromium(microphone) as browser:
        context = browser.new_context(permissions=["microphone"], viewport={"width": 1280, "height": 800})
        context.set_default_timeout(WAIT * 1000)
        context.add_init_script(_NOTE_MICROPHONE)
        tab = InterviewPage(context.new_page(), server.url)
        tab.open()
        yield tab
        context.close()


def picture(tab: InterviewPage, name: str) -> None:
    """Keep a screenshot where INTERVUE_SCREENSHOTS names a folder."""
    folder = os.environ.get("INTERVUE_SCREENSHOTS")
    if folder:
        tab.page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def begin_to_talk(tab: InterviewPage) -> None:
    """Hold the button from a pause until the answer has been said: nobody begins in the middle of a sentence."""
    spoken = LEAD_SECONDS + len(say(ANSWER)) / 16_000
    tab.id("talk").hover()
    tab.page.wait_for_function(_IN_THE_PAUSE, arg=[spoken + PAUSE_SECONDS, PAUSE_SECONDS])
    tab.page.mouse.down()
    tab.wait_for_recorded(spoken + 0.8 * PAUSE_SECONDS)


def test_an_interview_is_held_in_the_browser(tab: InterviewPage, resume: Path) -> None:
    picture(tab, "1-open")
    tab.upload_resume(resume, WAIT)
    for words in ("Maya Lindqvist", "Backend Engineer", "Larkspur Logistics", "RabbitMQ"):
        expect(tab.id("resume-summary")).to_contain_text(words)
    picture(tab, "2-resume")
    tab.start()
    tab.wait_for_state("speaking", wait_s=WAIT)
    picture(tab, "3-introduction")
    for turn in (1, 2):
        tab.wait_for_state("your-turn", wait_s=WAIT)
        begin_to_talk(tab)
        picture(tab, f"4-answer-{turn}")
        tab.page.mouse.up()
        tab.wait_for_captions(2 * turn, WAIT)
        picture(tab, f"5-heard-{turn}")
        tab.wait_for_captions(2 * turn + 1, WAIT)
        tab.wait_for_state("speaking", wait_s=WAIT)
        picture(tab, f"6-reply-{turn}")
    tab.wait_for_state("your-turn", wait_s=WAIT)
    captions = tab.captions()
    assert [role for role, _ in captions] == ["interviewer", "candidate", "interviewer", "candidate", "interviewer"]
    assert "Maya" in captions[0][1]
    for _, text in captions[1::2]:
        assert len(content_words(text) & content_words(ANSWER)) >= 4, text
    picture(tab, "7-turns")
    tab.end()
    assert tab.wait_for_finish(WAIT) == "ended"
    picture(tab, "8-finish")
    file = tab.download_transcript()
    assert all(text in file for _, text in captions), file
    tab.assert_spotless()

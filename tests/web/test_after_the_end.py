"""What is left of an interview when it is over: a transcript to keep, and nothing for the next person to see."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.fakes.web_server import ANSWERS, QUESTIONS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.fakes.web_server import FakeWebServer
    from tests.web.page_object import InterviewPage

pytestmark = pytest.mark.browser
PLACES = ("pause", "end")
OF_THE_RESUME = ("dana.brook@example.org", "+1 555 0100", "Quill")


@pytest.fixture
def ended(tab: InterviewPage, tmp_path: Path) -> InterviewPage:
    """An interview with a résumé and one answer, on its end page."""
    file = tmp_path / "dana-brook.pdf"
    file.write_bytes(b"%PDF-1.7 a page")
    tab.upload_resume(file)
    tab.start()
    tab.wait_for_state("your-turn")
    tab.hold_to_talk(0.5)
    tab.wait_for_captions(3)
    tab.end()
    assert tab.wait_for_finish() == "ended"
    return tab


def kept(tab: InterviewPage) -> str:
    """All that the browser remembers."""
    text: str = tab.page.evaluate("() => JSON.stringify({ ...sessionStorage, ...localStorage })")
    return text


def test_a_reload_after_the_end_shows_the_end_again_with_its_transcript(
    ended: InterviewPage, server: FakeWebServer
) -> None:
    told = ended.id("finish-text").inner_text()
    ended.page.reload()
    assert ended.wait_for_finish() == "ended"
    expect(ended.id("finish-text")).to_have_text(told)
    assert ended.captions()[:2] == [("interviewer", QUESTIONS[0]), ("candidate", ANSWERS[0])]
    assert f"You: {ANSWERS[0]}" in ended.download_transcript()
    assert not any(word in kept(ended) + ended.page.content() for word in OF_THE_RESUME)
    assert server.knocks == 1  # nothing is asked of an interview that is over
    ended.assert_spotless()


def test_a_reload_after_the_interview_was_erased_shows_nothing_of_it(
    ended: InterviewPage, server: FakeWebServer
) -> None:
    (session_id,) = server.sessions
    server.sessions.clear()
    ended.page.reload()
    assert ended.wait_for_finish() == "erased"
    assert ended.captions() == []
    assert session_id not in kept(ended)
    assert not any(words in kept(ended) + ended.page.content() for words in (QUESTIONS[0], ANSWERS[0]))
    ended.id("again").click()
    expect(ended.id("start")).to_be_enabled()


@pytest.mark.parametrize("reloads", [0, 1])
def test_a_new_interview_shows_nothing_of_the_one_before(
    ended: InterviewPage, server: FakeWebServer, reloads: int
) -> None:
    for _ in range(reloads):
        ended.page.reload()
    ended.id("again").click()
    expect(ended.id("setup")).to_be_visible()
    expect(ended.id("start")).to_be_enabled()
    (session_id,) = server.sessions
    words = ("Dana", *OF_THE_RESUME, session_id, QUESTIONS[0], ANSWERS[0], "intervue.voice")
    assert not any(word in kept(ended) + ended.page.content() for word in words)
    ended.start()
    ended.wait_for_state("your-turn")
    assert len(server.sessions) == 2
    assert server.kinds().count("resume_context") == 1
    assert ended.captions() == [("interviewer", QUESTIONS[0])]


def test_the_transcript_says_who_and_when_and_which_interview_and_so_does_the_page(
    ended: InterviewPage, server: FakeWebServer
) -> None:
    (session_id,) = server.sessions
    text = ended.download_transcript()
    assert "Candidate: Dana Brook\nStarted: " in text
    assert f"\nInterview ID: {session_id}\n" in text
    started = re.search(r"^Started: (\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d) [+-]\d\d:\d\d( \(\S+\))?$", text, re.MULTILINE)
    assert started is not None
    ended.page.clock.install()
    ended.page.clock.fast_forward(3_600_000)
    assert ended.download_transcript() == text  # when it began, not when it was downloaded
    expect(ended.id("finish-id")).to_contain_text(session_id)


def test_pause_and_end_keep_their_places(tab: InterviewPage) -> None:
    tab.start()
    tab.wait_for_state("your-turn")
    for width in (320, 900, 1280):
        tab.page.set_viewport_size({"width": width, "height": 800})
        before = [tab.id(name).bounding_box() for name in PLACES]
        tab.id("pause").click()
        tab.wait_for_state("paused")
        assert [tab.id(name).bounding_box() for name in PLACES] == before
        tab.id("pause").click()
        tab.wait_for_state("your-turn")
    tab.id("pause").dblclick()
    expect(tab.id("end-dialog")).to_be_hidden()


@pytest.mark.parametrize(("width", "height"), [(320, 568), (844, 390), (780, 437), (390, 844)])
@pytest.mark.parametrize("size", ["Medium", "Very large"])
def test_nothing_lies_on_the_captions_nor_outside_of_a_small_window(
    tab: InterviewPage, server: FakeWebServer, width: int, height: int, size: str
) -> None:
    tab.page.set_viewport_size({"width": width, "height": height})
    tab.start()
    tab.wait_for_state("your-turn")
    tab.page.get_by_role("radio", name=size).check(force=True)
    captions, state = tab.id("captions-scroll").bounding_box(), tab.id("state").bounding_box()
    assert captions is not None
    assert state is not None
    assert captions["x"] > state["x"] + state["width"] or captions["y"] + captions["height"] <= state["y"]
    for control in ("state", "talk", "replay", "pause", "end"):
        expect(tab.id(control)).to_be_in_viewport(ratio=1)
    server.faults.refuse, server.faults.healthy = 503, False
    server.drop()
    expect(tab.id("notice-action")).to_have_text("Try now", timeout=15_000)
    expect(tab.id("notice-action")).to_be_in_viewport(ratio=1)
    for control in ("talk", "end"):
        expect(tab.id(control)).to_be_in_viewport(ratio=1)

"""What makes an interview comfortable: time, pause, captions, colours, limits, files to keep."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.fakes.web_server import ANSWERS, QUESTIONS, FakeWebServer
from tests.web.page_object import InterviewPage

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


def test_time_used_and_left_are_shown_and_survive_a_reload(tab: InterviewPage) -> None:
    tab.page.clock.install()
    expect(tab.id("time")).to_be_hidden()
    tab.start()
    tab.wait_for_state("your-turn")
    tab.page.clock.fast_forward(190_000)
    expect(tab.id("time-used")).to_have_text(re.compile(r"3:1\d used"))
    expect(tab.id("time-left")).to_have_text("27 min left")
    tab.page.reload()
    tab.wait_for_state("your-turn")
    expect(tab.id("time-used")).to_have_text(re.compile(r"3:[12]\d used"))
    tab.page.clock.fast_forward(26 * 60_000)
    expect(tab.id("time-left")).to_have_text("Last minute")
    tab.end()
    tab.wait_for_finish()
    expect(tab.id("time")).to_be_hidden()


def test_limits_and_the_warning_of_an_open_server_come_from_the_server(browser: Browser, tmp_path: Path) -> None:
    settings = {"interview_minutes": 12, "answer_max_seconds": 40, "resume_max_bytes": 2 << 20, "host": "0.0.0.0"}
    with FakeWebServer(settings=settings) as server:
        context = browser.new_context(permissions=["microphone"])
        tab = InterviewPage(context.new_page(), server.url)
        tab.page.clock.install()
        tab.open()
        expect(tab.id("duration")).to_have_text("It takes at most 12 minutes.")
        expect(tab.id("resume-limit")).to_contain_text("up to 2 MB")
        expect(tab.id("insecure")).to_contain_text("open to its network without access control")
        large = tmp_path / "large.pdf"
        large.write_bytes(b"%PDF-1.7" + bytes(2 * 1024 * 1024))
        tab.upload_resume(large)
        expect(tab.id("resume-error")).to_contain_text("at most 2 MB")
        tab.start()
        tab.wait_for_state("your-turn")
        tab.id("talk").click()
        tab.wait_for_recorded(0.5)
        tab.page.clock.fast_forward(41_000)
        server.wait_for("audio")
        context.close()


def test_a_server_of_its_own_shows_no_warning(tab: InterviewPage) -> None:
    expect(tab.id("duration")).to_be_visible()
    expect(tab.id("insecure")).to_be_hidden()


def test_a_pause_keeps_what_was_recorded_and_the_answer_goes_on_after_it(
    tab: InterviewPage, server: FakeWebServer
) -> None:
    tab.start()
    tab.wait_for_state("your-turn")
    tab.id("talk").click()
    tab.wait_for_recorded(0.6)
    tab.id("pause").click()
    tab.wait_for_state("paused")
    expect(tab.id("hint")).to_contain_text("What you recorded is kept")
    expect(tab.id("hint")).to_contain_text("The interview's time runs on")
    before = float(tab.id("record-time").get_attribute("data-seconds") or 0)
    tab.page.evaluate("document.activeElement.blur()")
    tab.page.keyboard.press("Space")  # talks only outside of a pause
    tab.id("talk").dispatch_event("pointerdown", {"button": 0, "pointerId": 1})
    tab.wait_for_state("paused")
    assert float(tab.id("record-time").get_attribute("data-seconds") or 0) == before
    assert "audio" not in server.kinds()
    expect(tab.id("pause")).to_have_text("Go on")
    tab.id("pause").click()
    tab.wait_for_state("listening")
    tab.wait_for_recorded(before + 0.3)
    tab.id("talk").click()
    server.wait_for("audio")
    tab.wait_for_captions(3)
    tab.assert_spotless()


def test_a_question_that_comes_in_a_pause_is_spoken_after_it(tab: InterviewPage, server: FakeWebServer) -> None:
    server.faults.hold_at = "generating"
    tab.start()
    tab.wait_for_state("thinking")
    tab.id("pause").click()
    server.release()
    tab.wait_for_captions(1)
    tab.wait_for_state("paused")
    assert tab.page.evaluate("() => document.getElementById('voice').paused")
    assert "playback_complete" not in server.kinds()
    with tab.passes_through("speaking"):
        tab.id("pause").click()
    tab.wait_for_state("your-turn")
    server.wait_for("playback_complete")


def test_a_voice_that_is_paused_goes_on_where_it_stopped(tab: InterviewPage, server: FakeWebServer) -> None:
    server.voice_seconds = 2
    tab.start()
    tab.wait_for_state("speaking")
    tab.page.wait_for_function("() => document.getElementById('voice').currentTime > 0.2")
    tab.id("pause").click()
    stopped = tab.page.evaluate("() => document.getElementById('voice').currentTime")
    assert tab.page.evaluate("() => document.getElementById('voice').paused")
    tab.id("pause").click()
    tab.page.wait_for_function("() => !document.getElementById('voice').paused")
    assert tab.page.evaluate("() => document.getElementById('voice').currentTime") >= stopped
    tab.wait_for_state("your-turn")
    assert server.kinds().count("playback_complete") == 1


def test_captions_keep_their_size_and_can_be_turned_off(tab: InterviewPage, server: FakeWebServer) -> None:
    tab.start()
    tab.wait_for_state("your-turn")
    line = tab.page.locator("#captions p").first
    usual = line.evaluate("line => parseFloat(getComputedStyle(line).fontSize)")
    tab.page.get_by_role("radio", name="Very large").check(force=True)
    assert line.evaluate("line => parseFloat(getComputedStyle(line).fontSize)") > 1.5 * usual
    tab.id("captions-on").uncheck()
    expect(line).to_be_hidden()
    tab.page.reload()
    tab.wait_for_state("your-turn")
    expect(tab.id("captions-on")).not_to_be_checked()
    expect(tab.page.locator("#captions p").first).to_be_hidden()
    server.faults.broken_audio = True  # only then the text has to be there
    tab.hold_to_talk(0.5)
    expect(tab.id("notice")).to_contain_text("The question stands in the captions")
    expect(tab.page.locator("#captions p").last).to_have_text(QUESTIONS[1])
    expect(tab.page.locator("#captions p").last).to_be_visible()
    assert tab.page.get_by_role("radio", name="Very large").is_checked()


def test_the_line_that_is_being_spoken_is_marked(tab: InterviewPage, server: FakeWebServer) -> None:
    server.voice_seconds = 1
    tab.start()
    tab.wait_for_state("speaking")
    expect(tab.page.locator("#captions .now")).to_have_text(re.compile(re.escape(QUESTIONS[0])))
    tab.wait_for_state("your-turn")
    expect(tab.page.locator("#captions .now")).to_have_count(0)


def test_nobody_is_told_to_answer_while_the_button_is_grey(tab: InterviewPage, server: FakeWebServer) -> None:
    server.voice_seconds = 2
    server.faults.hold_at = "speaking"
    tab.start()
    tab.wait_for_state("speaking")
    expect(tab.id("talk")).to_have_attribute("aria-disabled", "true")
    expect(tab.id("hint")).not_to_contain_text("You may answer")
    server.release()
    expect(tab.id("talk")).to_have_attribute("aria-disabled", "false")
    expect(tab.id("hint")).to_contain_text("You may answer before the end")


def test_colours_follow_the_system_until_they_are_chosen(tab: InterviewPage) -> None:
    root = tab.page.locator("html")
    tab.page.emulate_media(color_scheme="dark")
    expect(root).to_have_attribute("data-theme", "dark")
    tab.id("theme").click()
    expect(root).to_have_attribute("data-theme", "light")
    tab.page.reload()
    expect(root).to_have_attribute("data-theme", "light")
    expect(tab.id("theme")).to_have_attribute("aria-label", "Use dark colours")
    tab.id("theme").click()
    assert tab.page.evaluate("() => getComputedStyle(document.body).backgroundColor") == "rgb(15, 20, 25)"


def test_screen_readers_are_told_whose_turn_it_is_but_nothing_over_a_voice(
    tab: InterviewPage, server: FakeWebServer
) -> None:
    server.voice_seconds = 1
    tab.start()
    tab.wait_for_state("speaking")
    expect(tab.id("announcer")).to_have_text("")
    tab.wait_for_state("your-turn")
    expect(tab.id("announcer")).to_have_text("Your turn")
    tab.id("talk").click()
    tab.wait_for_state("listening")
    expect(tab.id("announcer")).to_have_text("")
    assert tab.page.locator("#captions-scroll").get_attribute("aria-live") is None


def test_the_transcript_can_be_kept_as_markdown(tab: InterviewPage, server: FakeWebServer) -> None:
    tab.start()
    tab.wait_for_state("your-turn")
    tab.hold_to_talk(0.5)
    tab.wait_for_captions(3)
    server.send({"type": "transcript", "role": "candidate", "text": "I like *args and <b>.", "sequence": 5})
    tab.wait_for_captions(4)
    tab.end()
    tab.wait_for_finish()
    with tab.page.expect_download() as download:
        tab.id("download-markdown").click()
    assert download.value.suggested_filename.endswith(".md")
    text = Path(download.value.path()).read_text(encoding="utf-8")
    assert text.startswith("# Interview transcript\n")
    assert f"**Interviewer (AI):** {QUESTIONS[0]}\n\n**You:** {ANSWERS[0]}\n" in text
    assert "*(Something is missing here: the connection was down.)*" in text
    assert r"**You:** I like \*args and \<b\>." in text


@pytest.mark.parametrize(
    ("readiness", "shown", "details"),
    [
        ("models_missing", "This server is not ready for interviews. Please tell whoever invited you.", True),
        ("starting", "This server is still getting ready. Wait a minute, then try again.", True),
        ("ready", "Too many interviews are running. Try again in 5 minutes.", False),
    ],
)
def test_a_candidate_is_told_what_a_candidate_can_do_and_the_operator_the_rest(
    tab: InterviewPage, server: FakeWebServer, readiness: str, shown: str, *, details: bool
) -> None:
    server.faults.readiness = readiness
    server.faults.start_errors = 1
    server.faults.start_error_text = shown if readiness == "ready" else "No models in /srv/models. Run: make models"
    tab.start()
    expect(tab.id("start-error")).to_have_text(shown)
    expect(tab.id("start-details")).to_be_visible(visible=details)
    if details:
        expect(tab.id("start-details-text")).to_be_hidden()
        tab.id("start-details").locator("summary").click()
        expect(tab.id("start-details-text")).to_have_text("No models in /srv/models. Run: make models")

"""Somebody who wants to break the page: markup, masses of text, no storage, a tiny window, clicks everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.fakes.web_server import QUESTIONS, RESUME, FakeWebServer
from tests.web.page_object import InterviewPage

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
MARKUP = '<img src=x onerror="window.broken=1"><script>window.broken=1</script>\'"&amp;'
NO_STORAGE = """
for (const name of ["localStorage", "sessionStorage"]) {
    Object.defineProperty(window, name, { get() { throw new DOMException("", "SecurityError"); } });
}
navigator.locks.request = () => Promise.reject(new DOMException("", "SecurityError"));
"""
ASLEEP = """
Object.defineProperty(AudioContext.prototype, "state", { get: () => "suspended" });
AnalyserNode.prototype.getFloatTimeDomainData = (samples) => samples.fill(0);
"""
CLICK_EVERYWHERE = """
async () => {
    const names = "talk pause replay discard talk pause end end-cancel notice-action theme".split(" ");
    for (let round = 0; round < 60; round += 1) {
        const button = document.getElementById(names[(round * 7) % names.length]);
        if (button.hidden) continue;
        button.dispatchEvent(new PointerEvent("pointerdown", { button: 0, pointerId: 1, bubbles: true }));
        button.dispatchEvent(new PointerEvent("pointerup", { button: 0, pointerId: 1, bubbles: true }));
        button.click();
        if (round % 3 === 0) await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    document.getElementById("end-dialog").close();
    if (document.getElementById("state").dataset.state === "paused") document.getElementById("pause").click();
    if (!document.getElementById("discard").hidden) document.getElementById("discard").click();
}
"""


def assert_fits(tab: InterviewPage) -> None:
    width, shown = tab.page.evaluate("() => [document.scrollingElement.scrollWidth, innerWidth]")
    assert width <= shown


def test_markup_and_endless_words_in_every_field_stay_text_and_inside_the_window(
    tab: InterviewPage, server: FakeWebServer, tmp_path: Path
) -> None:
    tab.page.set_viewport_size({"width": 320, "height": 640})
    nasty = MARKUP + "W" * 5000
    resume = {
        "contact": dict.fromkeys(RESUME["contact"], nasty),
        "summary": nasty,
        "experiences": [
            {**dict.fromkeys(RESUME["experiences"][0], nasty), "highlights": [nasty] * 3},
        ],
        "education": [dict.fromkeys(RESUME["education"][0], nasty)],
        "skills": [nasty, "\u202eright to left\u0000"],
        "certifications": [nasty],
        "raw_text": nasty,
    }
    server.faults.resume_reply = (200, resume)
    file = tmp_path / f"{MARKUP.replace('/', '')[:60]}{'w' * 120}.pdf"
    file.write_bytes(b"%PDF-1.7 a page")
    tab.upload_resume(file)
    expect(tab.id("resume-summary")).to_contain_text('<img src=x onerror="window.broken=1">')
    assert_fits(tab)
    edits = tab.id("resume-summary").get_by_role("button", name="Edit")
    while edits.count():
        edits.last.click()
    expect(tab.id("resume-summary").get_by_role("form")).to_have_count(6)
    assert_fits(tab)
    for button in tab.id("resume-summary").get_by_role("button", name="Done").all()[::-1]:
        button.click()
    tab.start()
    server.wait_for("start_interview")
    assert server.received[0]["parsed_resume"] == resume
    assert tab.page.evaluate("() => window.broken") is None
    assert tab.page.locator("main img, main script").count() == 0
    tab.assert_spotless()


def test_a_huge_transcript_with_markup_stays_readable_and_the_button_in_its_place(
    tab: InterviewPage, server: FakeWebServer
) -> None:
    tab.page.set_viewport_size({"width": 320, "height": 640})
    tab.start()
    tab.wait_for_state("your-turn")
    for number in range(2, 122):
        role = "candidate" if number % 2 == 0 else "interviewer"
        text = f"{number} {MARKUP} {'word ' * 100}{'W' * 400}"
        server.send({"type": "transcript", "role": role, "text": text, "sequence": number})
    tab.wait_for_captions(121)
    assert_fits(tab)
    for control in ("talk", "pause", "end"):
        expect(tab.id(control)).to_be_in_viewport(ratio=1)
    expect(tab.page.locator("#captions > [data-role]").last).to_be_in_viewport()
    tab.page.reload()
    tab.wait_for_state("your-turn")
    assert len(tab.captions()) == 121
    assert tab.page.evaluate("() => window.broken") is None
    tab.assert_spotless()


def test_without_any_storage_the_interview_is_held_all_the_same(tab: InterviewPage, server: FakeWebServer) -> None:
    tab.page.add_init_script(NO_STORAGE)
    tab.open()
    tab.start()
    tab.wait_for_state("your-turn")
    tab.hold_to_talk(0.5)
    tab.wait_for_captions(3)
    tab.end()
    tab.wait_for_finish()
    assert QUESTIONS[0] in tab.download_transcript()
    assert len(server.sessions) == 1
    tab.assert_spotless()


def test_clicks_everywhere_leave_a_page_that_works(tab: InterviewPage, server: FakeWebServer) -> None:
    tab.start()
    tab.wait_for_state("your-turn")
    tab.page.evaluate(CLICK_EVERYWHERE)
    tab.wait_for_state("your-turn")
    count = server.kinds().count("audio")
    tab.hold_to_talk(0.5)
    server.wait_for("audio", count + 1)
    tab.wait_for_captions(3)
    assert server.kinds().count("start_interview") == 1
    assert "end_session" not in server.kinds()
    assert tab.page.evaluate("() => document.getElementById('end-dialog').open") is False
    tab.assert_spotless()


def test_a_meter_that_the_browser_keeps_asleep_calls_nobody_muted(tab: InterviewPage, server: FakeWebServer) -> None:
    tab.page.clock.install()
    tab.page.add_init_script(ASLEEP)
    tab.open()
    tab.start()
    tab.wait_for_state("your-turn")
    tab.id("talk").click()
    tab.wait_for_recorded(0.3)
    tab.page.clock.fast_forward(6_000)
    tab.wait_for_recorded(5)
    expect(tab.id("record-warning")).to_have_text("")
    tab.id("talk").click()
    server.wait_for("audio")


def test_an_answer_of_twenty_minutes_is_counted_and_ends_by_itself(browser: Browser) -> None:
    with FakeWebServer(settings={"answer_max_seconds": 1200}) as server:
        context = browser.new_context(permissions=["microphone"])
        tab = InterviewPage(context.new_page(), server.url)
        tab.page.clock.install()
        tab.open()
        tab.start()
        tab.wait_for_state("your-turn")
        tab.id("talk").click()
        tab.wait_for_recorded(0.3)
        tab.page.clock.fast_forward(1_100_000)
        expect(tab.id("record-time")).to_contain_text("18:2")
        tab.page.clock.fast_forward(101_000)
        server.wait_for("audio")
        expect(tab.id("notice")).to_be_hidden()
        tab.wait_for_captions(3)
        context.close()


@pytest.mark.parametrize(("width", "height"), [(320, 568), (640, 400)], ids=["small phone", "zoom of 200 %"])
def test_everything_can_be_reached_in_a_small_window_by_keyboard_alone(
    tab: InterviewPage, server: FakeWebServer, width: int, height: int
) -> None:
    tab.page.set_viewport_size({"width": width, "height": height})
    tab.start()
    tab.wait_for_state("your-turn")
    reached: set[str] = set()
    for _ in range(16):
        tab.page.keyboard.press("Tab")
        focused = tab.page.evaluate("() => document.activeElement.id")
        if focused and focused != "captions-on":
            expect(tab.id(focused)).to_be_in_viewport()
        reached.add(focused)
    assert {"talk", "replay", "pause", "end", "theme", "captions-scroll", "captions-on"} <= reached
    assert_fits(tab)
    for control in ("talk", "replay", "pause", "end"):
        expect(tab.id(control)).to_be_in_viewport(ratio=1)
    captions, stage = tab.id("conversation").bounding_box(), tab.id("interview").bounding_box()
    assert captions is not None
    assert stage is not None
    above = captions["y"] + captions["height"] <= stage["y"]
    beside = captions["x"] >= stage["x"] + stage["width"]
    assert above or beside
    scroll = tab.id("captions-scroll").bounding_box()
    assert scroll is not None
    assert scroll["y"] + scroll["height"] <= captions["y"] + captions["height"]
    tab.page.locator("#talk").focus()
    tab.page.keyboard.press("Space")
    tab.wait_for_recorded(0.5)
    expect(tab.id("discard")).to_be_in_viewport(ratio=1)
    tab.page.keyboard.press("Space")
    server.wait_for("audio")

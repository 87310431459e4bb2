"""Every screen, light and dark, phone and wide, under the rules of axe-core."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.fakes.web_server import FakeWebServer
from tests.web.page_object import InterviewPage
from tests.web.test_unplugged import UNPLUGGABLE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

WINDOWS = {"phone": (390, 844), "wide": (1440, 900)}
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


@pytest.fixture
def server() -> Iterator[FakeWebServer]:
    with FakeWebServer(settings={"host": "0.0.0.0"}) as running:
        yield running


@pytest.fixture
def still(browser: Browser, server: FakeWebServer) -> Iterator[InterviewPage]:
    """A tab without motion, so that no colour is measured halfway."""
    context = browser.new_context(permissions=["microphone"], reduced_motion="reduce")
    context.set_default_timeout(10_000)
    tab = InterviewPage(context.new_page(), server.url)
    tab.page.add_init_script(UNPLUGGABLE)
    tab.open()
    expect(tab.id("insecure")).to_be_visible()
    yield tab
    context.close()


def assert_accessible(tab: InterviewPage, screen: str) -> None:
    """No violation of any rule in each theme and window."""
    for window, (width, height) in WINDOWS.items():
        tab.page.set_viewport_size({"width": width, "height": height})
        for theme in THEMES:
            tab.page.emulate_media(color_scheme=theme)
            expect(tab.page.locator("html")).to_have_attribute("data-theme", theme)
            results = Axe().run(tab.page)
            assert results.violations_count == 0, f"{screen}, {window}, {theme}: {results.generate_report()}"


def test_the_setup_screen_is_accessible_in_each_of_its_states(
    still: InterviewPage, server: FakeWebServer, tmp_path: Path
) -> None:
    pdf = tmp_path / "dana-brook.pdf"
    pdf.write_bytes(b"%PDF-1.7 a page")
    reply = server.faults.resume_reply
    server.faults.resume_reply = (400, {"detail": "This PDF is protected by a password."})
    still.upload_resume(pdf)
    assert_accessible(still, "a refused resume")
    server.faults.resume_reply = reply
    still.upload_resume(pdf)
    still.id("microphone-check").click()
    expect(still.id("microphone-device")).to_be_visible()
    server.faults.start_errors = 1
    server.faults.readiness = "models_missing"
    still.start()
    expect(still.id("start-details")).to_be_visible()
    assert_accessible(still, "resume, microphone and start error")
    for part in still.id("resume-summary").get_by_role("button", name="Edit").all()[::-1]:
        part.click()
    expect(still.id("resume-summary").get_by_role("form")).to_have_count(6)
    assert_accessible(still, "the resume with all its fields open")


def test_the_interview_is_accessible_in_each_of_its_states(still: InterviewPage, server: FakeWebServer) -> None:
    still.start()
    still.wait_for_state("your-turn")
    server.send({"type": "transcript", "role": "candidate", "text": "I was not asked yet.", "sequence": 3})
    still.wait_for_captions(2)
    assert_accessible(still, "your turn")
    still.id("talk").click()
    still.wait_for_recorded(0.3)
    assert_accessible(still, "listening")
    still.id("pause").click()
    still.wait_for_state("paused")
    assert_accessible(still, "paused")
    still.id("pause").click()
    still.page.evaluate("window.unplug('NotFoundError')")
    still.wait_for_state("cut")
    assert_accessible(still, "the microphone is gone")
    server.erase(next(iter(server.sessions)))
    still.wait_for_finish()
    assert_accessible(still, "erased")


def test_dialog_end_and_other_tab_are_accessible(still: InterviewPage, server: FakeWebServer) -> None:
    still.start()
    still.wait_for_state("your-turn")
    still.id("end").click()
    assert_accessible(still, "the question before the end")
    still.page.keyboard.press("Escape")
    kept = still.page.evaluate("() => ({ ...sessionStorage })")
    copy = InterviewPage(still.page.context.new_page(), server.url)
    copy.page.add_init_script(f"Object.assign(sessionStorage, {kept!r})")
    copy.open()
    expect(copy.id("elsewhere")).to_be_visible()
    assert_accessible(copy, "another tab")
    copy.page.close()
    still.end()
    still.wait_for_finish()
    assert_accessible(still, "the end")

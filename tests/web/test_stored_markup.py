"""What candidates, recruiters and résumés bring along is text wherever it is shown: no script of theirs runs."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.fakes.server import process
from tests.server.access import Guarded
from tests.web.page_object import InterviewPage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.slow]
BAD_SOUND = "could not be played"
MARKUP = '</textarea><script>window.broken=1</script><img src=x onerror="window.broken=1">'
TURNED = "\u202eback\u202d to front"
NAME = f"{MARKUP} {TURNED} " + "W" * 10_000
"""Of a candidate: markup, words that turn the direction of text, and no end of it."""
WATCH = """
window.violations = [];
addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => {
    window.violations.push(`${violatedDirective} ${blockedURI}`);
});
"""
TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Guarded]:
    with process(tmp_path_factory.mktemp("markup"), settings={"auth": "on"}) as server:
        running = Guarded(server)
        running.user("anna")
        yield running


@contextmanager
def watched(browser: Browser, guarded: Guarded) -> Iterator[InterviewPage]:
    """A tab that notes whatever breaks the rules of the page."""
    context = browser.new_context(permissions=["microphone"], viewport={"width": 1280, "height": 900})
    context.set_default_timeout(15_000)
    tab = InterviewPage(context.new_page(), guarded.server.url)
    tab.page.add_init_script(WATCH)
    yield tab
    context.close()


def assert_harmless(tab: InterviewPage) -> None:
    """No script of others ran, none was even tried, and nothing is wider than the window."""
    assert tab.page.evaluate("window.broken === undefined")
    assert tab.page.evaluate("window.violations") == []
    assert tab.page.locator("main img[src=x]").count() == 0
    assert not tab.page.evaluate(TOO_WIDE)
    tab.assert_spotless(allowed=[BAD_SOUND])


@pytest.fixture(scope="module")
def made(guarded: Guarded) -> dict[str, str]:
    """An interview in which everything is markup, begun, with an answer of the same kind."""
    resume = {
        "contact": {"name": NAME, "email": MARKUP},
        "summary": MARKUP,
        "experiences": [{"company": MARKUP, "title": TURNED, "highlights": [MARKUP]}],
        "skills": [MARKUP],
    }
    made = guarded.arrange(role=f"{MARKUP} {TURNED}", job_description=MARKUP + "W" * 10_000, resume=resume)
    with guarded.enter(made["session_id"], headers={"Authorization": f"Bearer {made['token']}"}) as candidate:
        candidate.receive()
        candidate.send("start_interview")
        candidate.until("ready")
        candidate.answer(MARKUP + "W" * 9_000)
        candidate.until("ready")
    return made


def test_recruiters_see_markup_as_text_in_the_list_and_in_the_interview(
    browser: Browser, guarded: Guarded, made: dict[str, str]
) -> None:
    with watched(browser, guarded) as tab:
        tab.page.goto(f"{tab.url}/sign-in")
        tab.id("name").fill("anna")
        tab.id("password").fill("copper kettle at noon")
        tab.id("sign-in").click()
        row = tab.page.locator(f"#rows [data-interview='{made['session_id']}']")
        expect(row).to_contain_text("</textarea><script>window.broken=1</script>")
        box = row.bounding_box()
        assert box is not None
        assert box["height"] < 200  # one candidate does not push all others out of the window
        assert_harmless(tab)
        row.get_by_role("link").click()
        expect(tab.id("one-title")).to_contain_text("</textarea>")
        tab.id("one-description").locator("summary").click()
        tab.id("one-resume").locator("summary").click()
        expect(tab.id("one-description").locator("p")).to_contain_text(MARKUP)
        expect(tab.id("one-resume").locator("p")).to_contain_text(MARKUP)
        expect(tab.page.locator("#one-transcript [data-role=candidate] p")).to_contain_text(MARKUP)
        assert_harmless(tab)
        tab.page.set_viewport_size({"width": 320, "height": 568})
        tab.id("one-erase").click()
        expect(tab.id("erase-confirm")).to_be_in_viewport(ratio=1)
        assert_harmless(tab)


def test_candidates_see_markup_as_text(browser: Browser, guarded: Guarded) -> None:
    begun = guarded.arrange(role=f"{MARKUP} {TURNED}", job_description=MARKUP, resume={"contact": {"name": NAME}})
    with watched(browser, guarded) as tab:
        tab.page.goto(begun["invitation_url"])
        expect(tab.id("position-name")).to_contain_text("</textarea><script>window.broken=1</script>")
        tab.start()
        tab.wait_for_captions(1)
        assert_harmless(tab)


def test_the_viewer_of_requests_shows_markup_as_text(browser: Browser, guarded: Guarded, made: dict[str, str]) -> None:
    with watched(browser, guarded) as tab:
        tab.page.request.post(f"{tab.url}/sign-in", data={"name": "anna", "password": "copper kettle at noon"})
        tab.page.goto(f"{tab.url}/docs")
        listing = tab.page.locator("#operations-sessions-sessions_list_all")
        listing.locator(".opblock-summary-control").click()
        listing.get_by_role("button", name="Try it out").click()
        listing.get_by_role("button", name="Execute").click()
        expect(listing.locator(".live-responses-table")).to_contain_text(made["session_id"])
        expect(listing.locator(".live-responses-table")).to_contain_text("</textarea><script>")
        assert tab.page.evaluate("window.broken === undefined")
        assert tab.page.evaluate("window.violations") == []
        tab.assert_spotless()

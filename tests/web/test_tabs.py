"""One interview, one tab: a duplicated tab brings along an id that is in use."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.fakes.web_server import ANSWERS, QUESTIONS
from tests.web.page_object import InterviewPage

if TYPE_CHECKING:
    from tests.fakes.web_server import FakeWebServer

pytestmark = pytest.mark.browser


def duplicate(tab: InterviewPage) -> InterviewPage:
    """A second tab as "Duplicate tab" makes it: with a copy of what the first one remembers."""
    kept = tab.page.evaluate("() => ({ ...sessionStorage })")
    copy = InterviewPage(tab.page.context.new_page(), tab.url)
    copy.page.add_init_script(f"if (!sessionStorage.length) Object.assign(sessionStorage, {kept!r})")
    copy.open()
    return copy


def test_a_duplicated_tab_asks_and_takes_the_interview_over_with_its_captions(
    tab: InterviewPage, server: FakeWebServer
) -> None:
    tab.start()
    tab.wait_for_state("your-turn")
    copy = duplicate(tab)
    expect(copy.id("elsewhere-title")).to_have_text("This interview is open in another tab")
    tab.page.bring_to_front()
    tab.hold_to_talk(0.5)  # the first tab is not disturbed as long as nobody takes over
    tab.wait_for_captions(3)
    tab.wait_for_state("your-turn")
    copy.page.bring_to_front()
    copy.id("elsewhere-here").click()
    copy.wait_for_state("your-turn")
    assert copy.captions() == [("interviewer", QUESTIONS[0]), ("candidate", ANSWERS[0]), ("interviewer", QUESTIONS[1])]
    expect(tab.id("elsewhere-title")).to_have_text("This interview goes on in another tab")
    copy.hold_to_talk(0.5)
    copy.wait_for_captions(5)
    copy.wait_for_state("your-turn")
    tab.page.bring_to_front()
    tab.id("elsewhere-here").click()
    expect(tab.id("interview")).to_be_visible()
    tab.wait_for_state("your-turn")
    assert len(tab.captions()) == 5
    expect(copy.id("elsewhere")).to_be_visible()
    assert len(server.sessions) == 1
    assert server.kinds().count("start_interview") == 1
    tab.assert_spotless()
    copy.assert_spotless()


def test_a_duplicated_tab_can_begin_an_interview_of_its_own(tab: InterviewPage, server: FakeWebServer) -> None:
    tab.start()
    tab.wait_for_state("your-turn")
    copy = duplicate(tab)
    copy.id("elsewhere-new").click()
    copy.start()
    copy.wait_for_state("your-turn")
    assert len(server.sessions) == 2
    expect(tab.id("interview")).to_be_visible()


def test_a_tab_duplicated_before_the_start_gets_an_id_of_its_own_without_asking(
    tab: InterviewPage, server: FakeWebServer
) -> None:
    copy = duplicate(tab)
    for each in (tab, copy):
        each.page.bring_to_front()
        each.start()
        each.wait_for_state("your-turn")
    assert len(server.sessions) == 2

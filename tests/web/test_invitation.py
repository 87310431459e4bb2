"""A candidate opens the link of an invitation, in a browser, on a server that lets nobody else in."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.fakes.server import process
from tests.server.access import Guarded
from tests.web.page_object import InterviewPage
from tests.web.test_accessibility import assert_accessible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.slow]
BAD_SOUND = "could not be played"
REFUSED = "status of 4"
"""What the browser notes about an answer that refuses something."""


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Guarded]:
    with process(tmp_path_factory.mktemp("guarded"), settings={"auth": "on"}) as server:
        yield Guarded(server)


@contextmanager
def candidate(browser: Browser, guarded: Guarded) -> Iterator[InterviewPage]:
    """A browser of its own, with an empty tab."""
    context = browser.new_context(permissions=["microphone"], viewport={"width": 1280, "height": 800})
    context.set_default_timeout(10_000)
    yield InterviewPage(context.new_page(), guarded.server.url)
    context.close()


@pytest.fixture
def tab(browser: Browser, guarded: Guarded) -> Iterator[InterviewPage]:
    with candidate(browser, guarded) as tab:
        yield tab


def in_the_browser(tab: InterviewPage) -> str:
    """All that scripts of the page can read."""
    everything = "() => JSON.stringify([location.href, document.cookie, { ...sessionStorage, ...localStorage }])"
    text: str = tab.page.evaluate(everything)
    return text + tab.page.content()


def test_a_link_leads_to_its_interview_and_its_token_leaves_the_address_at_once(
    tab: InterviewPage, guarded: Guarded
) -> None:
    asked: list[str] = []
    tab.page.on("request", lambda request: asked.append(request.url))
    made = guarded.arrange(role="Night <b>nurse</b>", minutes=7)
    tab.page.goto(made["invitation_url"])
    expect(tab.id("position")).to_have_text("For the position: Night <b>nurse</b>")
    expect(tab.id("duration")).to_have_text("It takes at most 7 minutes.")
    assert tab.page.url == f"{guarded.server.url}/"
    assert made["token"] not in in_the_browser(tab)
    assert not any(made["token"] in url for url in asked)
    tab.start()
    ((role, text),) = tab.wait_for_captions(1)
    assert role == "interviewer"
    assert "position of Night" in text
    tab.assert_spotless(allowed=[BAD_SOUND])


def test_a_reload_and_a_new_tab_go_on_after_the_link_has_expired(tab: InterviewPage, guarded: Guarded) -> None:
    made = guarded.arrange(role="Baker", invitation_days=3 / 86_400)
    tab.page.goto(made["invitation_url"])
    tab.start()
    tab.wait_for_state("your-turn")
    before = tab.captions()
    guarded.wait_until_expired(made)
    tab.page.reload()
    tab.wait_for_state("your-turn")
    assert tab.captions() == before
    tab.page.close()  # the tab crashed; the browser still has its cookie
    for address in (guarded.server.url, made["invitation_url"]):
        again = InterviewPage(tab.page.context.new_page(), guarded.server.url)
        again.page.goto(address)
        expect(again.id("position")).to_have_text("For the position: Baker")
        expect(again.id("start")).to_have_text("Go on with the interview")
        again.start()
        again.wait_for_state("your-turn")
        again.page.close()


def test_a_finished_interview_cannot_be_begun_anew_and_its_link_says_that_it_is_over(
    tab: InterviewPage, browser: Browser, guarded: Guarded
) -> None:
    made = guarded.arrange()
    held(tab, made["invitation_url"])
    expect(tab.id("again")).to_be_hidden()
    expect(tab.id("finish-text")).to_contain_text("until you close it")
    assert "You: " in tab.download_transcript()
    tab.page.reload()
    assert tab.wait_for_finish() == "ended"
    expect(tab.id("again")).to_be_hidden()
    tab.page.goto(made["invitation_url"])  # the same link in the same tab: what was said is still there
    assert tab.wait_for_finish() == "ended"
    tab.assert_spotless(allowed=[BAD_SOUND, REFUSED])
    with candidate(browser, guarded) as other:
        other.page.goto(made["invitation_url"])
        expect(other.id("closed-title")).to_have_text("This interview is over")
        expect(other.id("setup")).to_be_hidden()


def test_without_a_good_link_the_page_says_what_to_do(tab: InterviewPage, guarded: Guarded) -> None:
    tab.open()
    expect(tab.id("closed-title")).to_have_text("You need an invitation")
    expect(tab.id("closed-text")).to_contain_text("ask whoever invited you")
    expect(tab.id("closed-staff")).to_be_visible()
    assert_accessible(tab, "no invitation")
    made = guarded.arrange()
    with guarded.client(guarded.key()) as program:
        program.delete(f"/sessions/{made['session_id']}/invitations/{made['id']}").raise_for_status()
    tab.page.goto(made["invitation_url"])  # only the address changes: the page has to see that by itself
    expect(tab.id("closed-title")).to_have_text("This invitation was withdrawn")
    assert_accessible(tab, "a link that was withdrawn")
    late = guarded.arrange(invitation_days=1e-6)
    guarded.wait_until_expired(late)
    tab.page.goto(late["invitation_url"])
    expect(tab.id("closed-title")).to_have_text("This link has expired")
    expect(tab.id("closed-text")).to_contain_text("ask whoever invited you for a new one")
    expect(tab.id("setup")).to_be_hidden()
    for link in (made["invitation_url"][:-5], f"{guarded.server.url}/#invitation="):
        tab.page.goto(link)
        expect(tab.id("closed-title")).to_have_text("This link does not open an interview")
        expect(tab.id("closed-text")).to_contain_text("ask whoever invited you for a new link")
        expect(tab.id("setup")).to_be_hidden()
        assert re.search("invitation=", tab.page.url) is None
    tab.assert_spotless(allowed=[REFUSED])


def test_an_invitation_that_is_withdrawn_ends_the_interview_at_once_and_calmly(
    tab: InterviewPage, guarded: Guarded
) -> None:
    sockets: list[str] = []
    tab.page.on("websocket", lambda socket: sockets.append(socket.url))
    made = guarded.arrange()
    tab.page.goto(made["invitation_url"])
    tab.start()
    tab.wait_for_state("your-turn")
    before = tab.page.evaluate("window.statesSeen.length")
    with guarded.client(guarded.key()) as program:
        program.delete(f"/sessions/{made['session_id']}/invitations/{made['id']}").raise_for_status()
    assert tab.wait_for_finish() == "withdrawn"
    expect(tab.id("finish-title")).to_have_text("Your invitation was withdrawn")
    expect(tab.id("finish-text")).to_contain_text(
        "has taken your link back. If you got another one since then, open that."
    )
    expect(tab.id("finish-text")).to_contain_text("ask whoever invited you")
    assert "reconnecting" not in tab.page.evaluate("before => window.statesSeen.slice(before)", before)
    assert len(sockets) == 1  # nothing was tried that could not succeed
    expect(tab.id("again")).to_be_hidden()
    expect(tab.id("retry")).to_be_hidden()
    tab.page.reload()
    assert tab.wait_for_finish() == "withdrawn"
    tab.assert_spotless(allowed=[BAD_SOUND, REFUSED, "WebSocket connection to"])


def test_an_interview_that_is_erased_meanwhile_says_so_at_once(tab: InterviewPage, guarded: Guarded) -> None:
    made = guarded.arrange()
    tab.page.goto(made["invitation_url"])
    tab.start()
    tab.wait_for_state("your-turn")
    with guarded.client(guarded.key()) as program:
        program.delete(f"/sessions/{made['session_id']}").raise_for_status()
    assert tab.wait_for_finish() == "erased"
    expect(tab.id("finish-text")).to_contain_text("ask whoever invited you")
    assert "reconnecting" not in tab.page.evaluate("window.statesSeen")


@pytest.mark.parametrize("again", ["reload", "link"])
def test_an_interview_that_is_over_and_then_erased_leaves_the_tab_when_it_is_looked_at_again(
    tab: InterviewPage, guarded: Guarded, again: str
) -> None:
    made = guarded.arrange()
    held(tab, made["invitation_url"])
    with guarded.client(guarded.key()) as program:
        program.delete(f"/sessions/{made['session_id']}").raise_for_status()
    tab.page.route("**/me", lambda route: route.abort())
    tab.page.reload()
    assert tab.wait_for_finish() == "ended", "who reaches no server learns nothing, and loses nothing"
    assert len(tab.captions()) >= 3
    tab.page.unroute("**/me")
    if again == "reload":
        tab.page.reload()
    else:
        tab.page.goto(made["invitation_url"])
    assert tab.wait_for_finish() == "erased"
    expect(tab.id("finish-title")).to_have_text("This interview was erased")
    expect(tab.id("finish-text")).to_contain_text("ask whoever invited you")
    expect(tab.id("download")).to_be_hidden()
    assert tab.captions() == []
    left = tab.page.evaluate("JSON.stringify({ ...sessionStorage })")
    assert made["session_id"] not in left
    assert "interviewer" not in left


def test_a_link_that_is_withdrawn_after_the_end_leaves_the_candidate_what_was_said(
    tab: InterviewPage, guarded: Guarded
) -> None:
    made = guarded.arrange()
    held(tab, made["invitation_url"])
    with guarded.client(guarded.key()) as program:
        program.delete(f"/sessions/{made['session_id']}/invitations/{made['id']}").raise_for_status()
    tab.page.reload()
    assert tab.wait_for_finish() == "ended"
    assert len(tab.captions()) >= 3


@pytest.mark.parametrize("again", ["cleared", "changed", "elsewhere"])
def test_a_browser_that_lost_its_cookie_after_the_end_keeps_what_was_said(
    tab: InterviewPage, guarded: Guarded, again: str
) -> None:
    held(tab, guarded.arrange()["invitation_url"])
    before = tab.captions()
    (cookie,) = tab.page.context.cookies()
    tab.page.context.clear_cookies()
    if again == "changed":
        name, value = cookie["name"], f"{cookie['value'][:-1]}{'1' if cookie['value'].endswith('0') else '0'}"
        tab.page.context.add_cookies([{"name": name, "value": value, "url": guarded.server.url}])
    elif again == "elsewhere":  # a browser holds one cookie: the interview that it is of is erased, and not this one
        other = guarded.arrange()
        second = InterviewPage(tab.page.context.new_page(), guarded.server.url)
        second.page.goto(other["invitation_url"])
        expect(second.id("start")).to_be_enabled()
        with guarded.client(guarded.key()) as program:
            program.delete(f"/sessions/{other['session_id']}").raise_for_status()
    with tab.page.expect_response("**/me") as asked:
        tab.page.reload()
    assert asked.value.json()["role"] == "anonymous"
    assert tab.wait_for_finish() == "ended"
    expect(tab.id("finish-title")).to_have_text("Thank you")
    assert tab.captions() == before
    assert "You: " in tab.download_transcript()


def test_a_browser_that_loses_its_cookie_in_mid_interview_is_told_how_to_go_on_and_does(
    tab: InterviewPage, guarded: Guarded
) -> None:
    made = guarded.arrange()
    tab.page.goto(made["invitation_url"])
    tab.start()
    tab.wait_for_state("your-turn")
    before = tab.captions()
    tab.page.context.clear_cookies()
    with tab.passes_through("reconnecting"):
        tab.page.context.set_offline(True)
    tab.page.context.set_offline(False)
    assert tab.wait_for_finish() == "stranger"
    expect(tab.id("finish-title")).to_have_text("The server does not know this browser any more")
    expect(tab.id("finish-text")).to_contain_text("Open the link of your invitation again")
    expect(tab.id("finish-text")).to_contain_text("What was said until now stays in this tab")
    expect(tab.id("again")).to_be_hidden()
    assert_accessible(tab, "a browser that lost its cookie")
    assert tab.captions() == before
    tab.page.reload()
    assert tab.wait_for_finish() == "stranger"
    assert tab.captions() == before
    tab.page.goto(made["invitation_url"])
    tab.wait_for_state("your-turn")
    assert tab.captions() == before
    tab.assert_spotless(allowed=[BAD_SOUND, REFUSED, "WebSocket connection to", "ERR_INTERNET_DISCONNECTED"])


def held(tab: InterviewPage, link: str) -> None:
    """An interview with one answer, which is over."""
    tab.page.goto(link)
    tab.start()
    tab.wait_for_state("your-turn")
    tab.hold_to_talk(0.6)
    tab.wait_for_captions(3)
    tab.end()
    assert tab.wait_for_finish() == "ended"


def test_who_was_away_while_the_interview_ended_is_told_that_it_is_over(tab: InterviewPage, guarded: Guarded) -> None:
    made = guarded.arrange()
    tab.page.goto(made["invitation_url"])
    tab.start()
    tab.wait_for_state("your-turn")
    tab.page.context.set_offline(True)
    tab.wait_for_state("reconnecting")
    token = {"Authorization": f"Bearer {made['token']}"}
    with guarded.enter(made["session_id"], headers=token) as other:
        other.receive()
        other.send("end_session")
        other.until("session_ended")
    tab.page.context.set_offline(False)
    assert tab.wait_for_finish() == "ended"
    expect(tab.id("finish-title")).to_have_text("This interview is over")


def test_a_second_tab_with_the_same_link_does_not_talk_over_the_first(tab: InterviewPage, guarded: Guarded) -> None:
    made = guarded.arrange()
    tab.page.goto(made["invitation_url"])
    expect(tab.id("start")).to_be_enabled()
    second = InterviewPage(tab.page.context.new_page(), guarded.server.url)
    second.page.goto(made["invitation_url"])
    expect(second.id("elsewhere")).to_be_visible()
    expect(second.id("elsewhere-new")).to_be_hidden()
    second.id("elsewhere-here").click()
    second.start()
    second.wait_for_state("your-turn")
    expect(tab.id("elsewhere-title")).to_have_text("This interview goes on in another tab")


def test_while_the_server_cannot_be_reached_the_link_is_kept(tab: InterviewPage, guarded: Guarded) -> None:
    made = guarded.arrange(role="Cook")
    tab.page.route("**/invitations/open", lambda route: route.abort())
    tab.page.goto(made["invitation_url"])
    expect(tab.id("closed-title")).to_have_text("The server cannot be reached")
    tab.page.unroute("**/invitations/open")
    tab.id("closed-retry").click()
    expect(tab.id("position")).to_have_text("For the position: Cook")
    expect(tab.id("start")).to_be_enabled()

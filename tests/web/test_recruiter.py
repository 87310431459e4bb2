"""Recruiters in a browser: they sign in, make interviews, give out links, read what was said, and erase it."""

from __future__ import annotations

import json
import re
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest
from playwright.sync_api import expect

from tests.fakes.server import process, start_process
from tests.server.access import PASSWORD, Guarded
from tests.web.page_object import InterviewPage
from tests.web.test_accessibility import assert_accessible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.slow]
REFUSED = "status of 4"
BAD_SOUND = "could not be played"
MARKUP = '<img src=x onerror="window.broken=1"><script>window.broken=1</script>'
NO_CLIPBOARD = "Object.defineProperty(navigator, 'clipboard', { value: undefined })"
TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
LOOKED_AT_AGAIN = "document.dispatchEvent(new Event('visibilitychange'))"
KEEP_COPIED = "navigator.clipboard.writeText = async (text) => { window.copied = text; }"


class Desk(InterviewPage):
    """A recruiter's tab."""

    def sign_in(self, name: str, password: str = PASSWORD) -> None:
        """From wherever, by the page for it."""
        self.page.goto(f"{self.url}/sign-in")
        self.id("name").fill(name)
        self.id("password").fill(password)
        self.id("sign-in").click()

    def enter(self, name: str) -> None:
        """Signed in, with the list on the screen."""
        self.sign_in(name)
        expect(self.id("list")).to_be_visible()

    def make(self, **fields: str) -> str:
        """Make an interview with the form; its link."""
        self.id("make").click()
        for name, text in fields.items():
            self.id(f"new-{name}").fill(text)
        self.id("new-submit").click()
        expect(self.id("one-link")).to_be_visible()
        return self.id("one-link").input_value()


def fill_in(desk: Desk, name: str) -> None:
    """Sign in where the page asks for it."""
    desk.id("name").fill(name)
    desk.id("password").fill(PASSWORD)
    desk.id("sign-in").click()


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Guarded]:
    settings = {"auth": "on", "rate_sign_ins_per_minute": 3}
    with process(tmp_path_factory.mktemp("guarded"), settings=settings) as server:
        running = Guarded(server)
        for name in ("anna", "bert", "carla", "doris", "emil", "frida", "gerd", "hanna", "ines", "jana", "kuno"):
            running.user(name)
        yield running


@pytest.fixture
def encrypted(tmp_path: Path) -> Iterator[Guarded]:
    """A server as it stands in an office: with TLS, by a certificate of its own."""
    with process(tmp_path / "encrypted", settings={"auth": "on", "tls": "self-signed"}) as server:
        assert server.url.startswith("https://")
        running = Guarded(server)
        running.user("anna")
        yield running


@contextmanager
def recruiter(browser: Browser, guarded: Guarded) -> Iterator[Desk]:
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, reduced_motion="reduce", ignore_https_errors=True
    )
    context.set_default_timeout(10_000)
    yield Desk(context.new_page(), guarded.server.url)
    context.close()


@pytest.fixture
def desk(browser: Browser, guarded: Guarded) -> Iterator[Desk]:
    with recruiter(browser, guarded) as desk:
        yield desk


def speaks_one_turn(browser: Browser, link: str) -> list[tuple[str, str]]:
    """A candidate, in a browser of their own; what was said, as its page shows it."""
    context = browser.new_context(permissions=["microphone"], ignore_https_errors=True)
    context.set_default_timeout(10_000)
    candidate = InterviewPage(context.new_page(), link.partition("/#")[0])
    candidate.page.goto(link)
    expect(candidate.id("position")).to_contain_text("Night nurse")
    expect(candidate.id("duration")).to_have_text("It takes at most 9 minutes.")
    candidate.start()
    candidate.wait_for_state("your-turn")
    candidate.hold_to_talk(0.8)
    said = candidate.wait_for_captions(3)
    candidate.end()
    assert candidate.wait_for_finish() == "ended"
    candidate.assert_spotless(allowed=[BAD_SOUND])
    context.close()
    return said


def downloaded(desk: Desk, button: str) -> str:
    """The text of a file that the page offers."""
    with desk.page.expect_download() as file:
        desk.id(button).click()
    return Path(file.value.path()).read_text(encoding="utf-8")


def copied_letter(desk: Desk) -> str:
    """The text that the page writes around its link, once it knows what the interview is."""
    expect(desk.id("one")).to_have_attribute("data-known", "")
    desk.page.evaluate("window.copied = ''")
    desk.id("one-copy-text").click()
    desk.page.wait_for_function("window.copied")
    letter: str = desk.page.evaluate("window.copied")
    return letter


def test_an_interview_from_its_making_to_its_erasure_over_tls(browser: Browser, encrypted: Guarded) -> None:
    with recruiter(browser, encrypted) as desk, encrypted.client(encrypted.key()) as program:
        desk.page.add_init_script(KEEP_COPIED)
        desk.enter("anna")
        assert all(cookie["secure"] and cookie["httpOnly"] for cookie in desk.page.context.cookies())
        link = desk.make(role="Night nurse", description="Nights, every second week.", questions="3", minutes="9")
        desk.id("one-copy").click()
        expect(desk.id("one-copied")).to_have_text("Copied.")
        assert desk.page.evaluate("window.copied") == link
        letter = copied_letter(desk)
        assert all(words in letter for words in (link, "at most 9 minutes", "microphone", "An AI", "stored"))
        assert letter.startswith("You are invited to an interview for the position of Night nurse.\n")
        assert re.search(r"opened until .* (?:GMT\S*|[A-Z]{3,4})\.\n", letter), "a time says where it counts"
        expect(desk.id("one-facts")).to_contain_text("3 questions, at most 9 minutes")
        desk.page.reload()
        desk.id("one-invite").click()
        expect(desk.id("one-link")).to_be_visible()
        link = desk.id("one-link").input_value()
        what, _, *rest = letter.split("\n\n")
        again, with_link, *as_before = copied_letter(desk).split("\n\n")
        assert link in with_link
        assert [again, *as_before] == [what, *rest], "who gets a further link is told the same"
        said = [text for _, text in speaks_one_turn(browser, link)]
        expect(desk.id("one-link")).to_be_visible()
        desk.page.evaluate(LOOKED_AT_AGAIN)  # comes back to the tab: nothing has to be pressed
        expect(desk.id("one-state")).to_have_text("Over")
        expect(desk.id("one-new-link")).to_be_hidden()
        expect(desk.id("one-told")).to_contain_text("is over")
        expect(desk.id("one-invite")).to_be_hidden()
        expect(desk.page.locator("#one-links li")).to_contain_text(["Closed", "Closed"])
        expect(desk.id("one-links")).not_to_contain_text("opened until")
        assert desk.page.locator("#one-transcript p").all_inner_texts()[:3] == said
        text = " ".join(downloaded(desk, "one-text").split())
        assert said[0] in text
        assert "Position: Night nurse" in text
        assert [entry["text"] for entry in json.loads(downloaded(desk, "one-json"))["transcript"]][:3] == said
        session = desk.id("one").get_attribute("data-interview")
        desk.id("one-erase").click()
        expect(desk.id("erase-title")).to_contain_text("Night nurse")
        desk.id("erase-cancel").click()
        assert program.get(f"/sessions/{session}").is_success
        desk.id("one-erase").click()
        desk.id("erase-confirm").click()
        expect(desk.id("notice")).to_contain_text("was erased")
        expect(desk.id("nothing")).to_be_visible()
        assert program.get(f"/sessions/{session}").status_code == httpx.codes.NOT_FOUND
        desk.assert_spotless()


def test_who_is_not_signed_in_gets_to_the_page_for_that_and_a_wrong_password_no_further(desk: Desk) -> None:
    desk.page.goto(f"{desk.url}/interviews")
    desk.page.wait_for_url("**/sign-in")
    desk.sign_in("bert", "not the password")
    expect(desk.id("problem")).to_have_text(
        "This name and this password do not belong together. Check both, and try again."
    )
    expect(desk.id("password")).to_be_focused()
    expect(desk.id("password")).to_have_value("")
    for _ in range(3):
        desk.sign_in("bert", "not the password")
        expect(desk.id("problem")).to_be_visible()
    expect(desk.id("problem")).to_contain_text("Please try again in")
    desk.assert_spotless(allowed=[REFUSED])


def test_signing_out_ends_it_on_this_browser(desk: Desk) -> None:
    desk.enter("carla")
    expect(desk.id("who")).to_have_text("Signed in as carla")
    desk.id("sign-out").click()
    desk.page.wait_for_url("**/sign-in")
    desk.page.goto(f"{desk.url}/interviews")
    desk.page.wait_for_url("**/sign-in")
    expect(desk.id("password")).to_be_visible()


def test_who_is_put_out_is_told_so_where_one_signs_in(desk: Desk, guarded: Guarded) -> None:
    desk.page.goto(f"{desk.url}/sign-in")
    expect(desk.id("name")).to_be_focused()
    expect(desk.id("put-out")).to_be_hidden()
    for name in ("karl", "lena"):
        guarded.user(name)
    desk.enter("karl")
    command = [sys.executable, "-m", "intervue", "users", "disable", "karl"]
    with start_process(command, INTERVUE_DATA_DIR=str(guarded.server.data)) as disabling:
        assert disabling.wait(60) == 0
    desk.page.evaluate(LOOKED_AT_AGAIN)
    desk.page.wait_for_url("**/sign-in")
    expect(desk.id("put-out")).to_have_text("You were signed out: sign in again, or ask an admin.")
    fill_in(desk, "karl")
    expect(desk.id("problem")).to_be_visible()
    expect(desk.id("put-out")).to_be_hidden()
    fill_in(desk, "lena")
    expect(desk.id("list")).to_be_visible()
    desk.id("sign-out").click()
    desk.page.wait_for_url("**/sign-in")
    expect(desk.id("name")).to_be_focused()
    expect(desk.id("put-out")).to_be_hidden()


def test_a_resume_is_read_first_and_names_the_candidate(desk: Desk, tmp_path: Path) -> None:
    pdf = tmp_path / "cv.pdf"
    pdf.write_bytes(b"%PDF-1.7 a page")
    desk.enter("doris")
    desk.id("make").click()
    desk.id("new-resume").set_input_files(pdf)
    expect(desk.id("new-resume-status")).to_contain_text("Understood: ")
    desk.id("new-role").fill("Baker")
    desk.id("new-submit").click()
    expect(desk.id("one-link")).to_be_visible()
    expect(desk.id("one-title")).to_have_text("Ada Example")
    desk.id("one-erase").click()
    expect(desk.id("erase-title")).to_have_text("Erase the interview of Ada Example?")


def test_a_candidate_is_named_without_a_resume_and_may_still_hand_one_in(
    browser: Browser, desk: Desk, guarded: Guarded
) -> None:
    desk.enter("jana")
    link = desk.make(role="Beekeeper", candidate="  Greta Sommer ")
    expect(desk.id("one-title")).to_have_text("Greta Sommer")
    expect(desk.id("one-facts")).to_contain_text("6 questions, at most 30 minutes")
    expect(desk.id("one-ahead")).to_be_hidden()
    session = desk.id("one").get_attribute("data-interview")
    guarded.arrange(role="Keeper of lions")
    desk.id("one-back").click()
    desk.id("search").fill("BEEKEEP")
    rows = desk.page.locator("#rows .row")
    expect(rows).to_have_count(1)
    expect(rows.first).to_have_attribute("data-interview", session or "")
    expect(rows.first).to_contain_text("Greta Sommer")
    context = browser.new_context()
    context.set_default_timeout(10_000)
    candidate = InterviewPage(context.new_page(), desk.url)
    candidate.page.goto(link)
    expect(candidate.id("position")).to_contain_text("Beekeeper")
    expect(candidate.id("resume-known")).to_be_hidden()
    context.close()
    desk.assert_spotless()


def test_the_name_that_was_typed_goes_before_that_of_the_resume(desk: Desk, guarded: Guarded, tmp_path: Path) -> None:
    pdf = tmp_path / "cv.pdf"
    pdf.write_bytes(b"%PDF-1.7 a page")
    desk.enter("kuno")
    desk.id("make").click()
    name, status = desk.id("new-candidate"), desk.id("new-resume-status")
    desk.id("new-resume").set_input_files(pdf)
    expect(name).to_have_value("Ada Example")
    desk.id("new-resume-remove").click()
    expect(name).to_have_value("")
    name.fill("Ada Typed")
    desk.id("new-resume").set_input_files(pdf)
    expect(status).to_contain_text("Understood: ")
    expect(name).to_have_value("Ada Typed")
    desk.id("new-submit").click()
    expect(desk.id("one-title")).to_have_text("Ada Typed")
    with guarded.client(guarded.key()) as program:
        kept = program.get(f"/sessions/{desk.id('one').get_attribute('data-interview')}").json()["resume"]
    assert kept["contact"]["name"] == "Ada Typed"
    assert kept["raw_text"], "the rest is as it was read"


def test_links_are_shown_once_given_out_again_and_withdrawn(desk: Desk, guarded: Guarded) -> None:
    desk.enter("emil")
    first = desk.make(role="Cook")
    desk.page.reload()
    expect(desk.page.locator("#one-links li")).to_have_count(1)
    expect(desk.id("one-link")).to_be_hidden()
    assert first.split("=")[1] not in desk.page.content()
    desk.id("one-invite").click()
    expect(desk.id("one-link")).to_be_visible()
    second = desk.id("one-link").input_value()
    assert second != first
    rows = desk.page.locator("#one-links li")
    rows.first.get_by_role("button").click()
    expect(desk.id("withdraw-link")).to_contain_text("Made ")
    assert_accessible(desk, "before withdrawing")
    desk.page.keyboard.press("Escape")
    expect(rows.first).to_contain_text("Valid")
    rows.first.get_by_role("button").click()
    expect(desk.id("withdraw-cancel")).to_be_focused()
    desk.id("withdraw-confirm").click()
    expect(rows.first).to_contain_text("Withdrawn")
    expect(rows.first.get_by_role("button")).to_have_count(0)
    expect(desk.id("one-told")).to_contain_text("was withdrawn")
    expect(desk.id("one-link")).to_have_value(second)
    with guarded.client() as somebody:
        opened = [
            somebody.post("/invitations/open", json={"token": link.split("=")[1]}).status_code
            for link in (first, second)
        ]
    assert opened == [403, 200]


def test_a_link_that_another_recruiter_took_back_is_not_offered_any_more(desk: Desk, guarded: Guarded) -> None:
    desk.enter("emil")
    desk.make(role="Cook")
    session = desk.id("one").get_attribute("data-interview")
    with guarded.client(guarded.key()) as program:
        (link,) = program.get(f"/sessions/{session}").json()["invitations"]
        program.delete(f"/sessions/{session}/invitations/{link['id']}").raise_for_status()
        desk.page.evaluate(LOOKED_AT_AGAIN)
        expect(desk.id("one-new-link")).to_be_hidden()
        desk.id("one-invite").click()
        expect(desk.id("one-link")).to_be_visible()
        program.delete(f"/sessions/{session}").raise_for_status()
    desk.page.evaluate(LOOKED_AT_AGAIN)
    expect(desk.id("problem")).to_contain_text("no such interview")
    expect(desk.id("one-new-link")).to_be_hidden()
    assert desk.id("one-link").input_value() == ""


def test_who_has_to_sign_in_again_comes_back_to_where_they_were_and_to_what_they_typed(
    desk: Desk, guarded: Guarded, tmp_path: Path
) -> None:
    session = guarded.arrange(role="Cook")["session_id"]
    desk.enter("ines")
    desk.id("make").click()
    (tmp_path / "cv.pdf").write_bytes(b"%PDF-1.7 a page")
    desk.id("new-resume").set_input_files(tmp_path / "cv.pdf")
    expect(desk.id("new-resume-status")).to_contain_text("Understood: ")
    expect(desk.id("new-candidate")).to_have_value("Ada Example")
    desk.id("new-role").fill("Nurse <b>")
    desk.id("new-description").fill("Nights.\nWeekends.")
    desk.page.context.clear_cookies()
    desk.id("new-submit").click()
    desk.page.wait_for_url("**/sign-in")
    desk.page.goto(f"{desk.url}/interviews")  # looks whether it works by now: nothing is lost by that
    desk.page.wait_for_url("**/sign-in")
    assert "Ada Example" not in desk.page.evaluate("JSON.stringify({ ...sessionStorage })"), "no resume is left behind"
    fill_in(desk, "ines")
    expect(desk.id("new-role")).to_have_value("Nurse <b>")
    expect(desk.id("new-description")).to_have_value("Nights.\nWeekends.")
    expect(desk.id("new-resume-status")).to_contain_text("choose the résumé again")
    desk.id("new-submit").click()
    expect(desk.id("one-link")).to_be_visible()
    desk.page.context.clear_cookies()
    desk.page.goto(f"{desk.url}/sign-in")
    desk.page.goto(f"{desk.url}/interviews#interview={session}")
    desk.page.wait_for_url("**/sign-in")
    fill_in(desk, "ines")
    expect(desk.id("one-title")).to_have_text("Somebody for Cook")
    assert "Nights" not in desk.page.evaluate("JSON.stringify({ ...sessionStorage })")


def test_the_list_is_searched_filtered_and_turned_over(desk: Desk, guarded: Guarded) -> None:
    made = [guarded.arrange(role=f"Position {number}") for number in range(23)]
    desk.enter("frida")
    rows = desk.page.locator("#rows .row")
    expect(rows).to_have_count(20)
    expect(rows.first).to_contain_text("Position 22")
    desk.id("after").focus()
    desk.page.keyboard.press("Enter")
    expect(desk.id("range")).to_contain_text("21 to ")
    expect(desk.id("after")).to_be_hidden()
    expect(desk.id("before")).to_be_focused()  # nobody without a mouse has to begin at the top again
    desk.id("search").fill(made[5]["session_id"][:12])
    expect(rows).to_have_count(1)
    expect(rows.first).to_contain_text("Position 5")
    desk.id("state").select_option("ended")
    expect(desk.id("nothing")).to_have_text("No interview fits.")
    desk.id("state").select_option("open")
    expect(rows).to_have_count(1)
    desk.page.wait_for_load_state("networkidle")  # the list is not made anew any more
    rows.first.get_by_role("link").press("Enter")
    expect(desk.id("one-title")).to_have_text("Somebody for Position 5")
    expect(desk.id("one-title")).to_be_focused()
    desk.page.go_back()
    expect(rows).to_have_count(1)


def test_where_nobody_is_asked_who_they_are_the_page_works_without_signing_in(browser: Browser, tmp_path: Path) -> None:
    with process(tmp_path / "open") as server, recruiter(browser, Guarded(server)) as desk:
        desk.page.goto(f"{server.url}/sign-in")
        desk.page.wait_for_url("**/interviews")
        link = desk.make(role="Night nurse", minutes="9")
        expect(desk.id("sign-out")).to_be_hidden()
        said = speaks_one_turn(browser, link)
        desk.id("one-again").click()
        expect(desk.page.locator("#one-transcript p").nth(1)).to_have_text(said[1][1])
        desk.assert_spotless()


def test_what_people_write_is_text_and_the_pages_are_accessible(desk: Desk) -> None:
    desk.page.add_init_script(NO_CLIPBOARD)
    desk.page.goto(f"{desk.url}/sign-in")
    assert_accessible(desk, "signing in")
    desk.enter("gerd")
    desk.make(role=MARKUP, description=MARKUP)
    desk.id("one-copy").click()
    expect(desk.id("one-copied")).to_have_text("Copied.")
    desk.id("one-description").locator("summary").click()
    expect(desk.id("one-description").locator("p")).to_have_text(MARKUP)
    assert_accessible(desk, "one interview")
    desk.id("one-erase").click()
    assert_accessible(desk, "before erasing")
    desk.page.keyboard.press("Escape")
    desk.id("one-back").click()
    expect(desk.page.locator("#rows .row").first).to_contain_text(MARKUP)
    assert_accessible(desk, "the list")
    desk.id("make").click()
    desk.id("new-questions").fill("3")
    assert_accessible(desk, "a new interview")
    assert desk.page.evaluate("window.broken === undefined")
    desk.assert_spotless()


def test_on_a_phone_nothing_is_wider_than_the_window(desk: Desk) -> None:
    desk.page.set_viewport_size({"width": 320, "height": 640})
    desk.enter("hanna")
    desk.make(role="W" * 60)
    for show in ("one-back", "make", "new-role"):
        assert not desk.page.evaluate(TOO_WIDE)
        desk.id(show).click()

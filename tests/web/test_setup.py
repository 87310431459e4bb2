"""Before the interview: résumé, microphone, start."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.fakes.web_server import RESUME
from tests.web.page_object import InterviewPage

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

    from tests.fakes.web_server import FakeWebServer

pytestmark = pytest.mark.browser
NO_MICROPHONE = """navigator.mediaDevices.getUserMedia = () =>
    Promise.reject(new DOMException("Requested device not found", "NotFoundError"));"""


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    file = tmp_path / "dana-brook.pdf"
    file.write_bytes(b"%PDF-1.7 a page")
    return file


def test_a_resume_is_shown_as_understood_and_handed_in_before_the_start(
    tab: InterviewPage, server: FakeWebServer, pdf: Path
) -> None:
    tab.upload_resume(pdf)
    summary = tab.id("resume-summary")
    for words in (
        "Dana Brook",
        "Senior Backend Engineer",
        "Fernwood Labs · Mar 2020 \N{EN DASH} Present",
        "Lakeside College · 2016",
        "CI/CD",
    ):
        expect(summary).to_contain_text(words)
    tab.start()
    tab.wait_for_state("your-turn")
    assert server.kinds()[:2] == ["resume_context", "start_interview"]
    assert server.received[0]["parsed_resume"] == RESUME
    tab.assert_spotless()


def test_markup_in_a_resume_stays_text(tab: InterviewPage, server: FakeWebServer, pdf: Path) -> None:
    server.faults.resume_reply = (200, {**RESUME, "skills": ["<img src=x onerror=alert(1)>"]})
    tab.upload_resume(pdf)
    expect(tab.id("resume-summary")).to_contain_text("<img src=x onerror=alert(1)>")
    assert tab.page.locator("#resume-summary img").count() == 0


def test_a_removed_resume_is_not_handed_in(tab: InterviewPage, server: FakeWebServer, pdf: Path) -> None:
    tab.upload_resume(pdf)
    tab.id("resume-remove").click()
    expect(tab.id("resume-summary")).to_be_hidden()
    tab.start()
    server.wait_for("start_interview")
    assert "resume_context" not in server.kinds()


def test_the_servers_reason_for_a_refused_resume_is_shown_and_another_file_can_follow(
    tab: InterviewPage, server: FakeWebServer, pdf: Path
) -> None:
    server.faults.resume_reply = (400, {"detail": "This PDF is protected by a password."})
    tab.upload_resume(pdf)
    expect(tab.id("resume-error")).to_have_text("This PDF is protected by a password.")
    server.faults.resume_reply = (502, "not an object")
    tab.id("resume-file").set_input_files(pdf)
    expect(tab.id("resume-error")).to_contain_text("error 502")
    server.faults.resume_reply = (200, RESUME)
    tab.id("resume-file").set_input_files(pdf)
    expect(tab.id("resume-summary")).to_contain_text("Dana Brook")
    expect(tab.id("resume-error")).to_be_hidden()


def test_a_file_over_ten_megabytes_is_refused_before_it_is_sent(tab: InterviewPage, tmp_path: Path) -> None:
    large = tmp_path / "large.pdf"
    large.write_bytes(b"%PDF-1.7" + bytes(10 * 1024 * 1024))
    sent: list[str] = []
    tab.page.on("request", lambda request: sent.append(request.url))
    tab.upload_resume(large)
    expect(tab.id("resume-error")).to_contain_text("at most 10 MB")
    assert not any("resume" in address for address in sent)


def test_a_denied_microphone_is_explained_and_can_be_allowed_afterwards(
    browser: Browser, server: FakeWebServer
) -> None:
    context = browser.new_context()
    tab = InterviewPage(context.new_page(), server.url)
    tab.open()
    tab.start()
    expect(tab.id("microphone-problem")).to_contain_text("The microphone is not allowed")
    expect(tab.id("microphone-problem")).to_contain_text("set Microphone to “Allow”")
    expect(tab.id("interview")).to_be_hidden()
    assert server.received == []
    context.grant_permissions(["microphone"])
    tab.id("microphone-check").click()
    expect(tab.id("microphone-status")).to_contain_text("The microphone works")
    expect(tab.id("microphone-problem")).to_be_hidden()
    level = tab.id("microphone-meter")
    expect(level).to_have_attribute("aria-valuenow", re.compile(r"[1-9]\d"))
    tab.start()
    tab.wait_for_state("your-turn")
    tab.assert_spotless()
    context.close()


def test_a_machine_without_a_microphone_is_told_so(tab: InterviewPage) -> None:
    tab.page.add_init_script(NO_MICROPHONE)
    tab.open()
    tab.id("microphone-check").click()
    expect(tab.id("microphone-problem")).to_contain_text("No microphone was found")
    expect(tab.id("microphone-check")).to_have_text("Try again")


def test_plain_http_from_another_machine_is_explained_to_candidate_and_operator(
    tab: InterviewPage, server: FakeWebServer
) -> None:
    tab.url = server.url.replace("127.0.0.1", "intervue.example")
    tab.open()
    problem = tab.id("microphone-problem")
    expect(problem).to_contain_text("Browsers allow the microphone only on https addresses")
    expect(problem).to_contain_text("put it behind https")
    tab.start()
    expect(tab.id("start-error")).to_contain_text("needs a microphone")
    assert server.received == []


def test_a_start_that_fails_shows_the_servers_sentence_and_can_be_tried_again(
    tab: InterviewPage, server: FakeWebServer
) -> None:
    server.faults.start_errors = 2
    tab.start()
    expect(tab.id("start-error")).to_have_text("No language model is installed. Run: make models")
    expect(tab.id("start")).to_have_text("Try again")
    server.drop()  # a connection nobody needs is not rebuilt; the next try opens one
    server.faults.start_error_text = "Still loading."
    tab.start()
    expect(tab.id("start-error")).to_have_text("Still loading.")
    tab.start()
    tab.wait_for_state("your-turn")
    assert len(server.wait_for("start_interview")) == 3
    assert len(server.sessions) == 1
    tab.assert_spotless()


def test_a_reload_before_the_start_keeps_the_resume(tab: InterviewPage, server: FakeWebServer, pdf: Path) -> None:
    tab.upload_resume(pdf)
    tab.page.reload()
    expect(tab.id("resume-summary")).to_contain_text("Dana Brook")
    tab.start()
    assert server.wait_for("resume_context")[0]["parsed_resume"] == RESUME

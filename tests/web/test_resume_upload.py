"""Handing a résumé in: how far it is, why it was refused, and the ways on without reloading."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.fakes.web_server import RESUME
from tests.web.test_resume_form import done, edit, handed_in, summary

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Route

    from tests.fakes.web_server import FakeWebServer
    from tests.web.page_object import InterviewPage

pytestmark = pytest.mark.browser
REFUSED = (400, {"detail": "This PDF is protected with a password."})


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    file = tmp_path / "dana-brook.pdf"
    file.write_bytes(b"%PDF-1.7 a page")
    return file


def test_a_refused_file_leaves_two_ways_out(tab: InterviewPage, server: FakeWebServer, pdf: Path) -> None:
    server.faults.resume_reply = REFUSED
    tab.upload_resume(pdf)
    expect(tab.id("resume-error")).to_have_text("This PDF is protected with a password.")
    expect(tab.id("resume-retry")).to_be_hidden()  # the same file would be refused again
    with tab.page.expect_file_chooser():
        tab.id("resume-again").click()
    tab.id("resume-skip").click()
    expect(tab.id("resume-error")).to_be_hidden()
    expect(tab.id("microphone-check")).to_be_focused()
    tab.start()
    server.wait_for("start_interview")
    assert "resume_context" not in server.kinds()


def test_a_refused_second_file_costs_nothing_of_the_first(tab: InterviewPage, server: FakeWebServer, pdf: Path) -> None:
    tab.upload_resume(pdf)
    edit(tab, "Dana Brook").get_by_label("Name").fill("Dana Brooke")
    done(tab)
    server.faults.resume_reply = REFUSED
    tab.id("resume-file").set_input_files(pdf)
    expect(tab.id("resume-error")).to_contain_text("password. The résumé below stays as it is.")
    expect(summary(tab)).to_contain_text("Dana Brooke")
    assert handed_in(tab, server)["contact"]["name"] == "Dana Brooke"


def test_a_busy_server_can_be_asked_again_for_the_same_file(
    tab: InterviewPage, server: FakeWebServer, pdf: Path
) -> None:
    server.faults.resume_reply = (503, {"detail": "Too many files are being read at the moment. Please try again."})
    tab.upload_resume(pdf)
    expect(tab.id("resume-error")).to_contain_text("Too many files")
    server.faults.resume_reply = (200, RESUME)
    tab.id("resume-retry").click()
    expect(summary(tab)).to_contain_text("Dana Brook")
    expect(tab.id("resume-error")).to_be_hidden()


def test_a_lost_connection_is_named_and_the_file_kept_for_another_try(tab: InterviewPage, pdf: Path) -> None:
    tab.page.route("**/resume/parse*", lambda route: route.abort("connectionreset"))
    tab.upload_resume(pdf)
    expect(tab.id("resume-error")).to_contain_text("The server could not be reached.")
    tab.page.unroute("**/resume/parse*")
    tab.id("resume-retry").click()
    expect(summary(tab)).to_contain_text("Dana Brook")


def test_a_document_that_is_no_pdf_is_told_how_to_become_one(tab: InterviewPage, tmp_path: Path) -> None:
    sent: list[str] = []
    tab.page.on("request", lambda request: sent.append(request.url))
    document = tmp_path / "dana-brook.docx"
    document.write_bytes(b"PK\x03\x04")
    tab.upload_resume(document)
    expect(tab.id("resume-error")).to_contain_text("save or export it as PDF")
    assert not any("parse" in address for address in sent)


def test_reading_can_be_cancelled_and_what_was_shown_stays(tab: InterviewPage, pdf: Path) -> None:
    tab.upload_resume(pdf)
    held: list[Route] = []
    arrived = threading.Event()

    def hold(route: Route) -> None:
        held.append(route)
        arrived.set()

    tab.page.route("**/resume/parse*", hold)
    tab.id("resume-file").set_input_files(pdf)
    expect(tab.id("resume-progress")).to_be_visible()
    tab.id("resume-cancel").click()
    expect(tab.id("resume-progress")).to_be_hidden()
    expect(summary(tab)).to_contain_text("Dana Brook")
    expect(tab.id("resume-error")).to_be_hidden()
    assert arrived.wait(5)
    tab.page.unroute("**/resume/parse*", hold)
    tab.id("resume-file").set_input_files(pdf)
    expect(tab.id("resume-status")).to_contain_text("This is what was understood.")

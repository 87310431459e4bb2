"""The résumé as it was understood can be corrected before it is handed in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from intervue.resume.schema import ParsedResume
from tests.fakes.web_server import RESUME

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Locator

    from tests.fakes.web_server import FakeWebServer
    from tests.web.page_object import InterviewPage

pytestmark = pytest.mark.browser


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    file = tmp_path / "dana-brook.pdf"
    file.write_bytes(b"%PDF-1.7 a page")
    return file


def handed_in(tab: InterviewPage, server: FakeWebServer) -> dict[str, Any]:
    """Starts the interview; the résumé that the server got."""
    tab.start()
    resume: dict[str, Any] = server.wait_for("resume_context")[0]["parsed_resume"]
    ParsedResume.model_validate(resume)
    return resume


def group(tab: InterviewPage, name: str) -> Locator:
    return tab.id("resume-form").get_by_role("group", name=name, exact=True)


def test_corrections_are_what_the_interview_gets(tab: InterviewPage, server: FakeWebServer, pdf: Path) -> None:
    tab.upload_resume(pdf)
    tab.id("resume-edit").click()
    form = tab.id("resume-form")
    form.get_by_label("Name", exact=True).fill("Dana Brooke")
    form.get_by_label("Phone").fill("")
    group(tab, "Position 1").get_by_label("Employer").fill("Fernwood Laboratories")
    group(tab, "Position 1").get_by_label("What you did there").fill("Built the order service\n\n  Led a team of four ")
    group(tab, "Course 1").get_by_label("Year").fill("2015")
    form.get_by_label("Skills", exact=True).fill("Python, Rust,, Kafka")
    form.get_by_label("Certifications").fill("Scuba, advanced\nFirst aid")
    tab.id("resume-edit").click()
    expect(tab.id("resume-summary")).to_contain_text("Senior Backend Engineer · Fernwood Laboratories")
    resume = handed_in(tab, server)
    assert resume["contact"] == {**RESUME["contact"], "name": "Dana Brooke", "phone": None}
    assert resume["experiences"][0]["company"] == "Fernwood Laboratories"
    assert resume["experiences"][0]["highlights"] == ["Built the order service", "Led a team of four"]
    assert resume["experiences"][1] == RESUME["experiences"][1]
    assert resume["education"][0]["graduation_date"] == "2015"
    assert resume["skills"] == ["Python", "Rust", "Kafka"]
    assert resume["certifications"] == ["Scuba, advanced", "First aid"]
    assert resume["raw_text"] == ""  # what was taken out is not handed in by another way
    tab.assert_spotless()


def test_entries_can_be_added_and_removed_with_the_form_still_open(
    tab: InterviewPage, server: FakeWebServer, pdf: Path
) -> None:
    tab.upload_resume(pdf)
    tab.id("resume-edit").click()
    form = tab.id("resume-form")
    form.get_by_role("button", name="Remove position 1").click()
    expect(form.get_by_role("button", name="Add a position")).to_be_focused()
    form.get_by_role("button", name="Add a position").click()
    role = group(tab, "Position 2").get_by_label("Role")
    expect(role).to_be_focused()
    role.fill("Night nurse")
    form.get_by_role("button", name="Remove course 1").click()
    resume = handed_in(tab, server)
    assert [each["title"] for each in resume["experiences"]] == ["Software Engineer", "Night nurse"]
    assert resume["education"] == []


def test_a_correction_survives_a_reload(tab: InterviewPage, server: FakeWebServer, pdf: Path) -> None:
    tab.upload_resume(pdf)
    tab.id("resume-edit").click()
    tab.id("resume-form").get_by_label("Name", exact=True).fill("Dana Brooke")
    tab.page.reload()
    expect(tab.id("resume-summary")).to_contain_text("Dana Brooke")
    assert handed_in(tab, server)["contact"]["name"] == "Dana Brooke"


def test_a_position_of_one_season_shows_one_date(tab: InterviewPage, server: FakeWebServer, pdf: Path) -> None:
    intern = {"title": "Intern", "company": "Quill", "start_date": "Summer 2022", "end_date": "Summer 2022"}
    server.faults.resume_reply = (200, {**RESUME, "experiences": [intern]})
    tab.upload_resume(pdf)
    assert tab.id("resume-summary").inner_text().count("Summer 2022") == 1


def test_a_refused_file_leaves_two_ways_out(tab: InterviewPage, server: FakeWebServer, pdf: Path) -> None:
    server.faults.resume_reply = (400, {"detail": "This PDF is protected by a password."})
    tab.upload_resume(pdf)
    with tab.page.expect_file_chooser():
        tab.id("resume-again").click()
    tab.id("resume-skip").click()
    expect(tab.id("resume-error")).to_be_hidden()
    expect(tab.id("microphone-check")).to_be_focused()
    tab.start()
    server.wait_for("start_interview")
    assert "resume_context" not in server.kinds()


def test_the_summary_is_shown_and_can_be_corrected(tab: InterviewPage, server: FakeWebServer, pdf: Path) -> None:
    tab.upload_resume(pdf)
    expect(tab.id("resume-summary")).to_contain_text("Backend engineer.")
    tab.id("resume-edit").click()
    field = tab.id("resume-form").get_by_label("Summary", exact=True)
    expect(field).to_have_value("Backend engineer.")
    field.fill("Engineer of order systems.")
    tab.id("resume-edit").click()
    expect(tab.id("resume-summary")).to_contain_text("Engineer of order systems.")
    assert handed_in(tab, server)["summary"] == "Engineer of order systems."


def test_done_is_in_sight_from_the_first_field_on_a_phone(tab: InterviewPage, pdf: Path) -> None:
    tab.page.set_viewport_size({"width": 360, "height": 640})
    tab.upload_resume(pdf)
    tab.id("resume-edit").click()
    done = tab.page.get_by_role("button", name="Done")
    expect(tab.id("resume-form").get_by_label("Name", exact=True)).to_be_focused()
    expect(done).to_be_in_viewport(ratio=1)
    tab.id("resume-form").get_by_label("Employer").first.focus()
    expect(done).to_be_in_viewport(ratio=1)
    done.click()
    expect(tab.id("resume-summary")).to_be_visible()


def test_an_address_without_its_sign_gets_a_hint_that_stops_nobody(
    tab: InterviewPage, server: FakeWebServer, pdf: Path
) -> None:
    tab.upload_resume(pdf)
    tab.id("resume-edit").click()
    email = tab.id("resume-form").get_by_label("Email")
    hint = tab.id("resume-form").get_by_text("has an “@” in it")
    expect(hint).to_be_hidden()
    email.fill("dana.brook")
    email.blur()
    expect(hint).to_be_visible()
    email.fill("dana.brook@example.org")
    expect(hint).to_be_hidden()
    email.fill("dana.brook")
    assert handed_in(tab, server)["contact"]["email"] == "dana.brook"

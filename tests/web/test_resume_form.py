"""The résumé as it was understood can be read and corrected in its place before it is handed in."""

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
BLANK = {
    "contact": {"name": ""},
    "experiences": [],
    "education": [],
    "skills": [],
    "certifications": [],
    "raw_text": "x",
}


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


def summary(tab: InterviewPage) -> Locator:
    return tab.id("resume-summary")


def edit(tab: InterviewPage, part: str) -> Locator:
    """Opens the fields of a part, by its heading."""
    summary(tab).get_by_role("button", name=f"Edit {part}", exact=True).click()
    return summary(tab).get_by_role("form").last


def done(tab: InterviewPage) -> None:
    summary(tab).get_by_role("button", name="Done").click()
    expect(summary(tab).get_by_role("form")).to_have_count(0)


def test_positions_are_readable_with_their_highlights_and_long_lists_unfold(
    tab: InterviewPage, server: FakeWebServer, pdf: Path
) -> None:
    points = [f"Point number {number}" for number in range(1, 9)]
    position = {**RESUME["experiences"][0], "highlights": points}
    server.faults.resume_reply = (200, {**RESUME, "experiences": [position]})
    tab.upload_resume(pdf)
    expect(summary(tab).get_by_role("heading", name="Senior Backend Engineer")).to_be_visible()
    expect(summary(tab)).to_contain_text("Fernwood Labs · Mar 2020 \N{EN DASH} Present")
    expect(summary(tab).get_by_text("Point number 1")).to_be_visible()
    expect(summary(tab).get_by_text("Point number 8")).to_be_hidden()
    summary(tab).get_by_text("Show 5 more points").click()
    expect(summary(tab).get_by_text("Point number 8")).to_be_visible()
    expect(summary(tab).get_by_role("textbox")).to_have_count(0)


def test_corrections_are_what_the_interview_gets(tab: InterviewPage, server: FakeWebServer, pdf: Path) -> None:
    tab.upload_resume(pdf)
    contact = edit(tab, "Dana Brook")
    contact.get_by_label("Name").fill("Dana Brooke")
    contact.get_by_label("Phone").fill("")
    done(tab)
    position = edit(tab, "Senior Backend Engineer")
    position.get_by_label("Employer").fill("Fernwood Laboratories")
    position.get_by_label("What you did there").fill("Built the order service\n\n  Led a team of four ")
    done(tab)
    edit(tab, "BSc, Computing").get_by_label("Year").fill("2015")
    done(tab)
    edit(tab, "skills").get_by_label("Skills").fill("Python, Rust,, Kafka")
    done(tab)
    summary(tab).get_by_role("button", name="Add certifications").click()
    summary(tab).get_by_role("textbox", name="Certifications").fill("Scuba, advanced\nFirst aid")
    expect(summary(tab).get_by_role("form")).to_have_count(1)
    resume = handed_in(tab, server)
    assert resume["contact"] == {**RESUME["contact"], "name": "Dana Brooke", "phone": None}
    assert resume["experiences"][0]["company"] == "Fernwood Laboratories"
    assert resume["experiences"][0]["highlights"] == ["Built the order service", "Led a team of four"]
    assert resume["experiences"][1] == RESUME["experiences"][1]
    assert resume["education"][0]["graduation_date"] == "2015"
    assert resume["skills"] == ["Python", "Rust", "Kafka"]
    assert resume["certifications"] == ["Scuba, advanced", "First aid"]
    assert resume["raw_text"] == RESUME["raw_text"]
    tab.assert_spotless()


def test_a_correction_is_read_at_once_and_enter_is_enough(tab: InterviewPage, pdf: Path) -> None:
    tab.upload_resume(pdf)
    employer = edit(tab, "Senior Backend Engineer").get_by_label("Employer")
    employer.fill("Fernwood Laboratories")
    employer.press("Enter")
    expect(summary(tab)).to_contain_text("Fernwood Laboratories · Mar 2020 \N{EN DASH} Present")
    expect(summary(tab).get_by_role("button", name="Edit Senior Backend Engineer")).to_be_focused()


def test_cancel_brings_back_what_was_there(tab: InterviewPage, server: FakeWebServer, pdf: Path) -> None:
    tab.upload_resume(pdf)
    edit(tab, "Senior Backend Engineer").get_by_label("Role").fill("Wizard")
    summary(tab).get_by_role("button", name="Cancel").click()
    expect(summary(tab)).not_to_contain_text("Wizard")
    assert handed_in(tab, server) == RESUME


def test_empty_fields_wait_behind_a_button(tab: InterviewPage, server: FakeWebServer, pdf: Path) -> None:
    tab.upload_resume(pdf)
    form = edit(tab, "Dana Brook")
    expect(form.get_by_label("LinkedIn")).to_have_count(0)
    form.get_by_role("button", name="Add LinkedIn").click()
    expect(form.get_by_label("LinkedIn")).to_be_focused()
    tab.page.keyboard.type("https://www.linkedin.com/in/dana")
    done(tab)
    expect(summary(tab)).to_contain_text("linkedin.com/in/dana")
    assert handed_in(tab, server)["contact"]["linkedin"] == "https://www.linkedin.com/in/dana"


def test_entries_can_be_added_and_removed_and_a_removal_undone(
    tab: InterviewPage, server: FakeWebServer, pdf: Path
) -> None:
    tab.upload_resume(pdf)
    edit(tab, "Senior Backend Engineer").get_by_role("button", name="Remove this position").click()
    undo = summary(tab).get_by_role("button", name="Undo")
    expect(undo).to_be_focused()
    expect(summary(tab)).to_contain_text("Senior Backend Engineer was removed.")
    undo.click()
    expect(summary(tab).get_by_role("heading", level=4)).to_have_text(
        ["Senior Backend Engineer", "Software Engineer", "BSc, Computing"]
    )
    edit(tab, "Senior Backend Engineer").get_by_role("button", name="Remove this position").click()
    summary(tab).get_by_role("button", name="Add a position").click()
    role = summary(tab).get_by_role("form", name="A new position").get_by_label("Role")
    expect(role).to_be_focused()
    role.fill("Night nurse")
    done(tab)
    edit(tab, "BSc, Computing").get_by_role("button", name="Remove this course").click()
    resume = handed_in(tab, server)
    assert [each["title"] for each in resume["experiences"]] == ["Software Engineer", "Night nurse"]
    assert resume["education"] == []
    tab.assert_spotless()


def test_an_added_entry_that_stays_empty_is_gone_again(tab: InterviewPage, server: FakeWebServer, pdf: Path) -> None:
    tab.upload_resume(pdf)
    summary(tab).get_by_role("button", name="Add a position").click()
    done(tab)
    expect(summary(tab).get_by_role("button", name="Add a position")).to_be_focused()
    summary(tab).get_by_role("button", name="Add a course").click()  # and still open at the start
    assert handed_in(tab, server) == RESUME


def test_a_correction_survives_a_reload(tab: InterviewPage, server: FakeWebServer, pdf: Path) -> None:
    tab.upload_resume(pdf)
    edit(tab, "Dana Brook").get_by_label("Name").fill("Dana Brooke")
    tab.page.reload()
    expect(summary(tab)).to_contain_text("Dana Brooke")
    assert handed_in(tab, server)["contact"]["name"] == "Dana Brooke"


def test_a_position_of_one_season_shows_one_date(tab: InterviewPage, server: FakeWebServer, pdf: Path) -> None:
    intern = {"title": "Intern", "company": "Quill", "start_date": "Summer 2022", "end_date": "Summer 2022"}
    server.faults.resume_reply = (200, {**RESUME, "experiences": [intern]})
    tab.upload_resume(pdf)
    assert summary(tab).inner_text().count("Summer 2022") == 1


def test_skills_with_commas_of_their_own_stay_whole(tab: InterviewPage, server: FakeWebServer, pdf: Path) -> None:
    server.faults.resume_reply = (200, {**RESUME, "skills": ["Planning, long term", "Go"]})
    tab.upload_resume(pdf)
    field = edit(tab, "skills").get_by_label("Skills")
    field.press("ControlOrMeta+End")
    field.press_sequentially("\nRust")
    assert handed_in(tab, server)["skills"] == ["Planning, long term", "Go", "Rust"]


def test_a_resume_of_which_little_was_understood_says_so_in_one_sentence_and_can_be_filled_in(
    tab: InterviewPage, server: FakeWebServer, pdf: Path
) -> None:
    server.faults.resume_reply = (200, BLANK)
    tab.upload_resume(pdf)
    missing = tab.id("resume-missing")
    expect(missing).to_contain_text(
        "No name, e-mail address, phone number, positions, education or skills were found in the file."
    )
    summary(tab).get_by_role("button", name="Add email").click()
    expect(summary(tab).get_by_label("Email")).to_be_focused()
    tab.page.keyboard.type("dana@example.org")
    summary(tab).get_by_label("Name").fill("Dana Brook")
    done(tab)
    summary(tab).get_by_role("button", name="Add skills").click()
    tab.page.keyboard.type("Nursing")
    done(tab)
    expect(missing).to_contain_text("No phone number, positions or education were found in the file.")
    resume = handed_in(tab, server)
    assert resume["contact"]["email"] == "dana@example.org"
    assert resume["skills"] == ["Nursing"]


def test_the_summary_is_shown_and_can_be_corrected(tab: InterviewPage, server: FakeWebServer, pdf: Path) -> None:
    tab.upload_resume(pdf)
    expect(summary(tab)).to_contain_text("Backend engineer.")
    field = edit(tab, "about you").get_by_label("About you")
    expect(field).to_have_value("Backend engineer.")
    field.fill("Engineer of order systems.")
    done(tab)
    expect(summary(tab)).to_contain_text("Engineer of order systems.")
    assert handed_in(tab, server)["summary"] == "Engineer of order systems."


def test_done_is_in_sight_from_the_first_field_on_a_phone(tab: InterviewPage, pdf: Path) -> None:
    tab.page.set_viewport_size({"width": 360, "height": 640})
    tab.upload_resume(pdf)
    form = edit(tab, "Senior Backend Engineer")
    button = form.get_by_role("button", name="Done")
    expect(form.get_by_label("Role")).to_be_focused()
    expect(button).to_be_in_viewport(ratio=1)
    form.get_by_label("To", exact=True).focus()
    expect(button).to_be_in_viewport(ratio=1)
    button.click()
    expect(summary(tab).get_by_role("button", name="Edit Senior Backend Engineer")).to_be_in_viewport()


def test_an_address_without_its_sign_gets_a_hint_that_stops_nobody(
    tab: InterviewPage, server: FakeWebServer, pdf: Path
) -> None:
    tab.upload_resume(pdf)
    form = edit(tab, "Dana Brook")
    email = form.get_by_label("Email")
    hint = form.get_by_text("has an “@” in it")
    expect(hint).to_be_hidden()
    email.fill("dana.brook")
    email.blur()
    expect(hint).to_be_visible()
    email.fill("dana.brook@example.org")
    expect(hint).to_be_hidden()
    email.fill("dana.brook")
    assert handed_in(tab, server)["contact"]["email"] == "dana.brook"


def test_of_a_long_career_the_older_positions_show_their_headlines_and_unfold(
    tab: InterviewPage, server: FakeWebServer, pdf: Path
) -> None:
    career = [
        {**RESUME["experiences"][0], "title": f"Engineer {number}", "highlights": [f"Deed {number}"]}
        for number in range(1, 6)
    ]
    server.faults.resume_reply = (200, {**RESUME, "experiences": career})
    tab.upload_resume(pdf)
    expect(summary(tab).get_by_role("heading", name="Engineer 5")).to_be_visible()
    expect(summary(tab).get_by_text("Deed 3")).to_be_visible()
    expect(summary(tab).get_by_text("Deed 5")).to_be_hidden()
    summary(tab).locator("summary", has_text="Show what you did there").last.press("Enter")
    expect(summary(tab).get_by_text("Deed 5")).to_be_visible()
    expect(summary(tab).get_by_text("Deed 4")).to_be_hidden()


def test_a_keyboard_is_enough_to_correct_a_resume(tab: InterviewPage, server: FakeWebServer, pdf: Path) -> None:
    tab.upload_resume(pdf)
    keyboard = tab.page.keyboard
    summary(tab).get_by_role("button", name="Edit Dana Brook").focus()
    keyboard.press("Enter")
    expect(summary(tab).get_by_label("Name")).to_be_focused()
    keyboard.press("ControlOrMeta+A")
    keyboard.type("Dana Brooke")
    keyboard.press("Tab")
    expect(summary(tab).get_by_label("Email")).to_be_focused()
    keyboard.press("Enter")
    expect(summary(tab).get_by_role("button", name="Edit Dana Brooke")).to_be_focused()
    keyboard.press("Tab")
    expect(summary(tab).get_by_role("button", name="Edit about you")).to_be_focused()
    assert handed_in(tab, server)["contact"]["name"] == "Dana Brooke"

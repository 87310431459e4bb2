"""Sections under headings that say nothing known."""

from __future__ import annotations

from tests.resume.pages import BOLD, Sheet
from tests.resume.reading import read


def page(heading: str, *lines: str) -> Sheet:
    """A career between ordinary headings, and one section more."""
    sheet = Sheet()
    sheet.line("Nadia Brenner", size=22, gap=26)
    sheet.line("nadia@example.org")
    sheet.heading("Education", size=14)
    sheet.line("Diploma in Emergency Care, Holm College, 2012")
    sheet.heading("Languages", size=14)
    sheet.line("Danish (native)")
    sheet.heading(heading, size=14)
    for line in lines:
        sheet.line(line)
    sheet.heading("References", size=14)
    sheet.line("On request")
    return sheet


def test_dated_job_titles_under_an_unknown_heading_are_positions() -> None:
    sheet = page("Ships and kitchens", "Head Chef, Nordlys Shipping, Jan 2018 - May 2021")
    [job] = read(sheet.document.tobytes()).experiences
    assert (job.title, job.company, job.start_date, job.end_date) == (
        "Head Chef",
        "Nordlys Shipping",
        "Jan 2018",
        "May 2021",
    )


def test_a_list_of_short_items_under_an_unknown_heading_is_skills() -> None:
    sheet = page("What I am good at", "Route planning, Forecasting, SAP, Negotiation, Excel (advanced)")
    assert read(sheet.document.tobytes()).skills == ["Route planning", "Forecasting", "SAP", "Negotiation", "Excel"]


def test_a_second_list_beside_named_skills_is_something_else() -> None:
    sheet = page("When the phone is off", "Climbing, Chess, Bread, Pottery")
    sheet.heading("Skills", size=14)
    sheet.line("Triage, Teaching")
    assert read(sheet.document.tobytes()).skills == ["Triage", "Teaching"]


def test_sentences_under_an_unknown_heading_are_in_no_field() -> None:
    sheet = page("A last word", "I once walked from Aarhus to Lisbon, and would do so again.")
    resume = read(sheet.document.tobytes())
    assert (resume.experiences, resume.skills, resume.certifications) == ([], [], [])
    assert "Lisbon" in resume.raw_text


def test_sentences_under_an_unknown_heading_above_the_career_are_the_summary() -> None:
    sheet = Sheet()
    sheet.line("Nadia Brenner", size=22, gap=26)
    sheet.line("nadia@example.org")
    text = "Paramedic who plans routes for three counties and trains the people who drive them."
    for heading, line in (
        ("Why I do this", text),
        ("Experience", "Paramedic, Holm Ambulance, 2013 - 2020"),
        ("Education", "Diploma in Emergency Care, Holm College, 2012"),
        ("Skills", "Triage, Teaching"),
    ):
        sheet.heading(heading, size=14)
        sheet.line(line)
    assert read(sheet.document.tobytes()).summary == text


def test_certificates_with_a_year_under_an_unknown_heading_are_no_positions() -> None:
    sheet = page("Badges", "Advanced Test Analyst, 2019", "Application Developer, 2022")
    assert read(sheet.document.tobytes()).experiences == []


def test_programming_languages_among_skills_are_a_group_of_skills() -> None:
    sheet = Sheet()
    sheet.line("Nadia Brenner", size=22, gap=26)
    sheet.line("nadia@example.org")
    sheet.heading("Skills")
    for label, items in (("Languages", "TypeScript, Go"), ("Platform", "GitLab CI, Grafana")):
        sheet.put(140, items)
        sheet.line(label, font=BOLD)
    assert read(sheet.document.tobytes()).skills == ["TypeScript", "Go", "GitLab CI", "Grafana"]


def test_a_remark_beside_the_dates_is_no_description() -> None:
    sheet = page("Employment", "Laboratory Aide", "Pacific Reef Laboratories", "06/2009 - 01/2012 (20 hours per week)")
    [job] = read(sheet.document.tobytes()).experiences
    assert (job.title, job.company, job.description) == ("Laboratory Aide", "Pacific Reef Laboratories", "")

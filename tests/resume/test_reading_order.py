"""Reading order: columns, margins, tables and forms, and what stands between two lines of one text."""

from __future__ import annotations

import pytest

from tests.resume.pages import BOLD, ITALIC, Sheet
from tests.resume.reading import read


def head(sheet: Sheet) -> None:
    sheet.line("Ingrid Van der Meer", size=20, font=BOLD, gap=18)
    sheet.line("ingrid@example.com | +31 10 555 0123 | Delft, Netherlands", gap=22)


JOBS = [
    ("Logistics Coordinator", "Harbor Freight Lines", "Mar 2021", "Present", "Planned the routes of forty trucks"),
    ("Warehouse Supervisor", "Blauwzee Storage BV", "Sep 2017", "Feb 2021", "Led a shift of 22 people"),
]


def jobs_of(sheet: Sheet) -> list[tuple[str, str, str | None, str | None, list[str]]]:
    return [
        (job.title, job.company, job.start_date, job.end_date, job.highlights) for job in read(sheet.pdf()).experiences
    ]


EXPECTED = [(title, company, start, end, [did]) for title, company, start, end, did in JOBS]


def test_a_timeline_with_dates_and_places_on_several_lines_of_the_margin_is_read() -> None:
    sheet = Sheet()
    head(sheet)
    sheet.heading("EXPERIENCE")
    for title, company, start, end, did in JOBS:
        sheet.put(50, f"{start} -")
        sheet.line(title, x=150, font=BOLD)
        sheet.put(50, end)
        sheet.line(company, x=150)
        sheet.put(50, "Delft, Netherlands")
        sheet.bullets(did, x=150)
        sheet.y += 8
    sheet.heading("SKILLS")
    sheet.line("Excel, Forecasting")
    assert jobs_of(sheet) == EXPECTED


def test_a_beginning_above_its_end_in_the_margin_is_a_period() -> None:
    sheet = Sheet()
    head(sheet)
    sheet.heading("EXPERIENCE")
    for title, company, start, end, did in JOBS:
        sheet.put(50, start)
        sheet.line(title, x=150, font=BOLD)
        sheet.put(50, end)
        sheet.line(company, x=150)
        sheet.bullets(did, x=150)
        sheet.y += 8
    sheet.heading("SKILLS")
    sheet.line("Excel, Forecasting")
    assert jobs_of(sheet) == EXPECTED


def test_dates_on_two_lines_of_the_right_margin_are_read() -> None:
    sheet = Sheet()
    head(sheet)
    sheet.heading("EXPERIENCE")
    for title, company, start, end, did in JOBS:
        sheet.right(f"{start} -")
        sheet.line(f"{title}, {company}", font=BOLD)
        sheet.right(end)
        sheet.bullets(did)
        sheet.y += 8
    sheet.heading("SKILLS")
    sheet.line("Excel, Forecasting")
    assert jobs_of(sheet) == EXPECTED


def test_a_table_with_names_over_its_columns_is_read() -> None:
    sheet = Sheet()
    head(sheet)
    sheet.heading("EXPERIENCE")
    rows = [("Period", "Position", "Employer"), *((f"{s} - {e}", title, company) for title, company, s, e, _ in JOBS)]
    for period, title, company in rows:
        sheet.put(50, period)
        sheet.put(200, title)
        sheet.line(company, x=380)
    assert jobs_of(sheet) == [(title, company, start, end, []) for title, company, start, end, _ in JOBS]


def test_headings_between_dashes_begin_their_sections() -> None:
    sheet = Sheet()
    head(sheet)
    sheet.line("- Experience -", x=200, size=12, font=BOLD)
    for title, company, start, end, did in JOBS:
        sheet.dated(f"{title}, {company}", f"{start} - {end}")
        sheet.bullets(did)
    sheet.line("- Skills -", x=200, size=12, font=BOLD)
    sheet.line("Excel, Forecasting")
    resume = read(sheet.pdf())
    assert resume.skills == ["Excel", "Forecasting"]
    assert len(resume.experiences) == len(JOBS)


def test_a_margin_close_to_the_text_is_still_a_margin() -> None:
    sheet = Sheet()
    head(sheet)
    sheet.heading("EXPERIENCE")
    for title, company, start, end, did in JOBS:
        sheet.right(f"{start} - {end}", edge=158)
        sheet.line(title, x=170, font=BOLD)
        sheet.line(company, x=170)
        sheet.bullets(did, x=170)
        sheet.y += 8
    assert jobs_of(sheet) == EXPECTED


def test_headings_on_two_lines_of_the_margin_begin_their_sections() -> None:
    sheet = Sheet()
    head(sheet)
    sheet.put(50, "Professional", font=BOLD)
    sheet.put(50, "Experience", y=sheet.y + 13, font=BOLD)
    for title, company, start, end, did in JOBS:
        sheet.dated(company, f"{start} - {end}", x=170)
        sheet.line(title, x=170, font=ITALIC)
        sheet.bullets(did, x=180)
    sheet.y += 10
    sheet.put(50, "Core", font=BOLD)
    sheet.put(50, "Competencies", y=sheet.y + 13, font=BOLD)
    sheet.line("Excel, Forecasting", x=170)
    sheet.y += 16
    sheet.put(50, "Education", font=BOLD)
    sheet.line("Marlowe University, Bachelor of Science in Logistics", x=170)
    resume = read(sheet.pdf())
    assert [job.company for job in resume.experiences] == [company for _, company, *_ in JOBS]
    assert resume.skills == ["Excel", "Forecasting"]
    assert [study.institution for study in resume.education] == ["Marlowe University"]


def test_a_heading_on_two_lines_of_a_sidebar_begins_its_section() -> None:
    sheet = Sheet()
    head(sheet)
    top = sheet.y
    sheet.heading("AREAS OF")
    sheet.y -= 4
    sheet.line("EXPERTISE", size=12, font=BOLD, gap=18)
    for skill in ("Excel", "Forecasting", "Customs law", "Negotiation"):
        sheet.line(skill)
    sheet.heading("LANGUAGES")
    sheet.line("Dutch")
    sheet.y = top
    sheet.heading("EXPERIENCE", x=220)
    for title, company, start, end, did in JOBS:
        sheet.line(title, x=220, font=BOLD)
        sheet.line(company, x=220)
        sheet.line(f"{start} - {end}", x=220)
        sheet.bullets(did, x=220)
    resume = read(sheet.pdf())
    assert resume.skills == ["Excel", "Forecasting", "Customs law", "Negotiation"]
    assert [job.title for job in resume.experiences] == [title for title, *_ in JOBS]


def test_short_columns_under_headings_of_one_line_are_columns() -> None:
    sheet = Sheet()
    head(sheet)
    sheet.heading("EXPERIENCE")
    for title, company, start, end, did in JOBS:
        sheet.dated(title, f"{start} - {end}")
        sheet.line(company)
        sheet.bullets(did)
    sheet.y += 10
    top = sheet.y
    for x, heading, lines in (
        (50, "SKILLS", ["Excel", "Customs law"]),
        (220, "CERTIFICATIONS", ["Green Belt, ASQ"]),
        (400, "LANGUAGES", ["Dutch", "English"]),
    ):
        sheet.y = top
        sheet.line(heading, x=x, font=BOLD, size=12)
        for line in lines:
            sheet.line(line, x=x)
    resume = read(sheet.pdf())
    assert resume.skills == ["Excel", "Customs law"]
    assert resume.certifications == ["Green Belt, ASQ"]


def test_text_flows_from_one_of_two_equal_columns_into_the_next() -> None:
    sheet = Sheet()
    head(sheet)
    top = sheet.y
    sheet.heading("EXPERIENCE")
    for title, company, start, end, did in JOBS:
        sheet.line(title, font=BOLD)
        sheet.line(company)
        sheet.line(f"{start} - {end}")
        sheet.bullets(f"{did} every week")
    sheet.y = top + 8
    sheet.line("Intern", x=320, font=BOLD)
    sheet.line("Kanaal Shipping", x=320)
    sheet.line("2016 - 2017", x=320)
    sheet.bullets("Prepared the papers of twelve ships", x=320)
    sheet.heading("SKILLS", x=320)
    for skill in ("Excel", "Customs law"):
        sheet.line(skill, x=320)
    assert [title for title, *_ in jobs_of(sheet)] == [*(title for title, *_ in JOBS), "Intern"]


def test_a_form_with_labels_before_every_line_is_read() -> None:
    sheet = Sheet()
    rows = [
        ("First name(s) / Surname(s)", "Ingrid Van der Meer"),
        ("E-mail", "ingrid@example.com"),
        ("", ""),
        ("Work experience", ""),
    ]
    for title, company, start, end, did in JOBS:
        rows += [
            ("Dates", f"{start} - {end}"),
            ("Occupation or position held", title),
            ("Main activities and responsibilities", did),
            ("Name and address of employer", company),
        ]
    rows += [
        ("Education and training", ""),
        ("Dates", "2013 - 2017"),
        ("Title of qualification awarded", "Bachelor of Science"),
        ("Principal subjects", "Logistics"),
        ("Name of organisation providing education", "Marlowe University"),
        ("Personal skills and competences", ""),
        ("Technical skills and competences", "Excel, Forecasting"),
        ("Languages", "Dutch, English"),
    ]
    for label, text in rows:
        sheet.right(label, edge=235, font=PLAIN_OR_BOLD[not text])
        sheet.line(text, x=250)
    resume = read(sheet.pdf())
    assert resume.contact.name == "Ingrid Van der Meer"
    assert [(job.title, job.company, job.start_date, job.end_date) for job in resume.experiences] == [
        (title, company, start, end) for title, company, start, end, _ in JOBS
    ]
    assert [study.institution for study in resume.education] == ["Marlowe University"]
    assert resume.skills == ["Excel", "Forecasting"]


PLAIN_OR_BOLD = {False: "helv", True: BOLD}


@pytest.mark.parametrize(
    "footer", ["Page {} of 2", "{} / 2", "Seite {}", "Ingrid Van der Meer - p. {}", "{} | P a g e"]
)
def test_a_page_number_between_two_lines_of_one_bullet_is_left_out(footer: str) -> None:
    sheet = Sheet()
    head(sheet)
    sheet.heading("EXPERIENCE")
    title, company, start, end, _ = JOBS[0]
    sheet.dated(title, f"{start} - {end}")
    sheet.line(company)
    sheet.y = 715
    sheet.bullets("Planned the routes of forty trucks a day and cut the kilometres that they drive")
    sheet.put(250, footer.format(1), y=765, size=8)
    sheet.new_page()
    sheet.put(250, footer.format(2), y=765, size=8)
    sheet.line("empty by a fifth", x=72)
    sheet.heading("SKILLS")
    sheet.line("Excel, Forecasting")
    (job,) = read(sheet.pdf()).experiences
    assert job.highlights == [
        "Planned the routes of forty trucks a day and cut the kilometres that they drive empty by a fifth"
    ]

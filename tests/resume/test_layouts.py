"""Ways to lay out the same facts. Each must give the same answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.resume.pages import BOLD, ITALIC, Sheet
from tests.resume.reading import read

if TYPE_CHECKING:
    from collections.abc import Callable

    from intervue.resume.schema import ParsedResume

JOBS = [
    ("Data Analyst", "Harbor Insurance Group", "Feb 2021", "Present", "Built the monthly loss report"),
    ("Junior Analyst", "Larkspur Consulting", "Sep 2018", "Jan 2021", "Cleaned survey data of nine clients"),
]


def start() -> Sheet:
    sheet = Sheet()
    sheet.line("Noor Haddad", size=20, font=BOLD, gap=18)
    sheet.line("noor.haddad@example.com | 415-555-0133 | Oakland, CA")
    sheet.heading("EXPERIENCE")
    return sheet


def finish(sheet: Sheet) -> bytes:
    sheet.heading("EDUCATION")
    sheet.dated("Marlowe University", "2018")
    sheet.line("Bachelor of Science in Statistics")
    sheet.heading("SKILLS")
    sheet.line("SQL, R, Tableau")
    return sheet.pdf()


def employer_first(sheet: Sheet) -> None:
    for title, company, begin, end, did in JOBS:
        sheet.right("Oakland, CA")
        sheet.line(company, font=BOLD)
        sheet.dated(title, f"{begin} - {end}", font=ITALIC)
        sheet.bullets(did)


def date_with_the_employer(sheet: Sheet) -> None:
    for title, company, begin, end, did in JOBS:
        sheet.dated(company, f"{begin} - {end}")
        sheet.line(title, font=ITALIC)
        sheet.bullets(did)


def all_on_one_line(sheet: Sheet) -> None:
    for title, company, begin, end, did in JOBS:
        sheet.line(f"{title} at {company} ({begin} - {end})", font=BOLD)
        sheet.bullets(did)


def with_bars(sheet: Sheet) -> None:
    for title, company, begin, end, did in JOBS:
        sheet.line(f"{company} | {title} | {begin} - {end}", font=BOLD)
        sheet.bullets(did)


def with_a_comma(sheet: Sheet) -> None:
    for title, company, begin, end, did in JOBS:
        sheet.dated(f"{title}, {company}, Oakland, CA", f"{begin} - {end}")
        sheet.bullets(did)


def dates_on_a_line_of_their_own(sheet: Sheet) -> None:
    for title, company, begin, end, did in JOBS:
        sheet.line(title, font=BOLD)
        sheet.line(company)
        sheet.line(f"{begin} - {end}")
        sheet.bullets(did)


def dates_first(sheet: Sheet) -> None:
    for title, company, begin, end, did in JOBS:
        sheet.line(f"{begin} - {end}")
        sheet.line(title, font=BOLD)
        sheet.line(company)
        sheet.bullets(did)


def dates_in_a_column_at_the_left(sheet: Sheet) -> None:
    for title, company, begin, end, did in JOBS:
        sheet.put(50, f"{begin} - {end}")
        sheet.line(title, x=180, font=BOLD)
        sheet.line(company, x=180)
        sheet.bullets(did, x=190)


def dashes_for_bullets(sheet: Sheet) -> None:
    for title, company, begin, end, did in JOBS:
        sheet.dated(f"{title} - {company}", f"{begin} - {end}")
        sheet.line(f"- {did}")


LAYOUTS: list[Callable[[Sheet], None]] = [
    employer_first,
    date_with_the_employer,
    all_on_one_line,
    with_bars,
    with_a_comma,
    dates_on_a_line_of_their_own,
    dates_first,
    dates_in_a_column_at_the_left,
    dashes_for_bullets,
]


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
def test_the_same_career_is_read_from_every_layout(layout: Callable[[Sheet], None]) -> None:
    sheet = start()
    layout(sheet)
    check(read(finish(sheet)))


def check(resume: ParsedResume) -> None:
    assert resume.contact.name == "Noor Haddad"
    assert resume.contact.phone == "415-555-0133"
    assert resume.contact.location == "Oakland, CA"
    assert [
        (job.title, job.company, job.start_date, job.end_date, job.description, job.highlights)
        for job in resume.experiences
    ] == [(title, company, begin, end, "", [did]) for title, company, begin, end, did in JOBS]
    (study,) = resume.education
    assert study.model_dump() == {
        "institution": "Marlowe University",
        "degree": "Bachelor of Science",
        "field": "Statistics",
        "graduation_date": "2018",
    }
    assert resume.skills == ["SQL", "R", "Tableau"]


def test_a_sidebar_at_the_right_is_read_after_the_career() -> None:
    sheet = Sheet()
    sheet.line("Noor Haddad", size=20, font=BOLD, gap=18)
    sheet.line("noor.haddad@example.com | 415-555-0133 | Oakland, CA", gap=24)
    top = sheet.y
    sheet.heading("EXPERIENCE")
    employer_first_narrow(sheet)
    sheet.heading("EDUCATION")
    sheet.line("Marlowe University", font=BOLD)
    sheet.line("Bachelor of Science in Statistics, 2018")
    sheet.y = top
    sheet.heading("SKILLS", x=420)
    for skill in ["SQL", "R", "Tableau"]:
        sheet.line(skill, x=420)
    sheet.heading("INTERESTS", x=420)
    for interest in ["Rowing", "Chess", "Bread", "Maps"]:
        sheet.line(interest, x=420)
    check(read(sheet.pdf()))


def employer_first_narrow(sheet: Sheet) -> None:
    for title, company, begin, end, did in JOBS:
        sheet.line(title, font=BOLD)
        sheet.line(f"{company} | {begin} - {end}")
        sheet.bullets(did)


def test_headings_in_a_column_at_the_left_begin_their_sections() -> None:
    sheet = Sheet()
    sheet.line("Noor Haddad", size=20, font=BOLD, gap=18)
    sheet.line("noor.haddad@example.com | 415-555-0133 | Oakland, CA", gap=24)
    sheet.put(50, "EXPERIENCE", font=BOLD, size=11)
    for title, company, begin, end, did in JOBS:
        sheet.dated(title, f"{begin} - {end}", x=170)
        sheet.line(company, x=170)
        sheet.bullets(did, x=180)
    sheet.y += 10
    sheet.put(50, "EDUCATION", font=BOLD, size=11)
    sheet.dated("Marlowe University", "2018", x=170)
    sheet.line("Bachelor of Science in Statistics", x=170)
    sheet.y += 10
    sheet.put(50, "SKILLS", font=BOLD, size=11)
    sheet.line("SQL, R, Tableau", x=170)
    check(read(sheet.pdf()))


def test_a_page_without_any_heading_gives_name_and_addresses_and_keeps_the_text() -> None:
    sheet = Sheet()
    sheet.line("Noor Haddad", size=20, font=BOLD, gap=18)
    sheet.line("noor.haddad@example.com, 415-555-0133")
    sheet.line("I have analysed data since 2018 and would like to go on doing so.")
    resume = read(sheet.pdf())
    assert resume.contact.name == "Noor Haddad"
    assert resume.contact.email == "noor.haddad@example.com"
    assert resume.contact.phone == "415-555-0133"
    assert resume.experiences == []
    assert "would like to go on" in resume.raw_text


def test_a_link_that_only_looks_like_linkedin_is_not_taken() -> None:
    sheet = start()
    sheet.link("https://linkedin.com.example.net/in/noor", (50, 50, 100, 60))
    sheet.link("javascript:linkedin.com/in/noor", (50, 50, 100, 60))
    employer_first(sheet)
    assert read(finish(sheet)).contact.linkedin is None


def test_a_long_title_of_small_words_below_its_period_is_no_sentence() -> None:
    sheet = start()
    sheet.line("depuis mars 2019")
    sheet.line("Coordinatrice sociale, Association Les Deux Rives", font=BOLD)
    sheet.bullets("Encadrement de six personnes")
    sheet.line("janvier 2015 - février 2019")
    sheet.line("Assistante de service social, Centre hospitalier de la Rive")
    sheet.bullets("Accueil des familles")
    jobs = read(finish(sheet)).experiences
    assert [(job.title, job.company) for job in jobs] == [
        ("Coordinatrice sociale", "Association Les Deux Rives"),
        ("Assistante de service social", "Centre hospitalier de la Rive"),
    ]
    assert [job.highlights for job in jobs] == [["Encadrement de six personnes"], ["Accueil des familles"]]


def test_the_sentences_below_the_name_are_the_summary_without_what_stands_between() -> None:
    sheet = Sheet()
    sheet.line("Noor Haddad", size=20, font=BOLD, gap=18)
    sheet.line("Lead Analyst, Claims and Reserves and Reinsurance", font=BOLD)
    sheet.line("noor.haddad@example.com")
    sheet.line("Authorized to work for any employer", gap=20)
    sheet.line("Analyst of insurance data who explains what a number means before she shows it, and who has never yet")
    sheet.line("sent a table without its source.")
    sheet.heading("EXPERIENCE")
    employer_first(sheet)
    assert read(finish(sheet)).summary == (
        "Analyst of insurance data who explains what a number means before she shows it, and who has never yet "
        "sent a table without its source."
    )

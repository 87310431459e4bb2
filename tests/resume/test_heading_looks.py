"""Headings of any wording, told by the look, the sign or the margin that they share."""

from __future__ import annotations

import pytest

from tests.resume.pages import BOLD, ITALIC, PLAIN, Sheet
from tests.resume.reading import read

Ink = tuple[float, float, float]
BLACK, TEAL = (0.0, 0.0, 0.0), (0.0, 0.4, 0.45)


def begun() -> Sheet:
    sheet = Sheet()
    sheet.line("Nadia Brenner", size=22, gap=26)
    sheet.line("nadia@example.org")
    return sheet


def career(sheet: Sheet, *headings: str, size: float = 10, font: str = PLAIN, ink: Ink = BLACK) -> None:
    """Four sections: what came before, jobs, studies and pastimes."""
    texts = (
        ["Nurse of eleven years who reads the notes before the ward round and the patient before the notes."],
        ["Ward Sister, Holm Clinic, Jan 2018 - May 2021", "Staff Nurse, Elm Hospital, Mar 2015 - Dec 2017"],
        ["Diploma in Emergency Care, Holm College, 2012"],
        ["Rowing, and the odd marathon with friends from the ward."],
    )
    for heading, lines in zip(headings, texts, strict=True):
        sheet.y += 10
        sheet.ink = ink
        sheet.line(heading, size=size, font=font)
        sheet.ink = BLACK
        for line in lines:
            sheet.line(line)


def expect_career(sheet: Sheet) -> None:
    resume = read(sheet.pdf())
    assert [(job.title, job.company) for job in resume.experiences] == [
        ("Ward Sister", "Holm Clinic"),
        ("Staff Nurse", "Elm Hospital"),
    ]
    assert [(study.degree, study.institution) for study in resume.education] == [("Diploma", "Holm College")]
    assert resume.summary is not None
    assert resume.summary.startswith("Nurse of eleven years")
    assert resume.summary.endswith("the notes.")


WORDINGS = ("Something of myself", "Wards and clinics", "Before the wards", "On a free Sunday")


def test_headings_that_differ_from_the_text_by_their_colour_alone_are_told() -> None:
    sheet = begun()
    career(sheet, *WORDINGS, ink=TEAL)
    expect_career(sheet)


def test_headings_in_small_letters_are_told() -> None:
    sheet = begun()
    career(sheet, *map(str.lower, WORDINGS), size=13)
    expect_career(sheet)


@pytest.mark.parametrize("sign", ["> ", "\u2014 ", "\u2022 ", "~ "])
def test_headings_behind_a_sign_are_no_bullets(sign: str) -> None:
    sheet = begun()
    career(sheet, *(sign + wording for wording in WORDINGS), size=13)
    expect_career(sheet)


def test_an_acronym_among_headings_in_small_letters_is_one_of_them() -> None:
    sheet = begun()
    career(sheet, "Profil", "Jobs und Praktika", "Ausbildung", "Hobbys", size=14)
    sheet.y += 10
    sheet.line("EDV", size=14)
    sheet.line("QGIS, Excel, Python")
    assert read(sheet.pdf()).skills == ["QGIS", "Excel", "Python"]


def test_headings_with_numbers_are_told_by_those_that_are_known() -> None:
    sheet = begun()
    career(sheet, "1. Profile", "2. Wards and clinics", "3. Education", "4. On a free Sunday", font=BOLD)
    expect_career(sheet)


def test_a_heading_in_capitals_may_have_an_aside_in_small_letters() -> None:
    sheet = begun()
    career(sheet, "PROFILE", "WORK HISTORY (latest first)", "EDUCATION", "INTERESTS", font=BOLD)
    expect_career(sheet)


def test_the_same_word_again_and_again_is_no_heading() -> None:
    sheet = begun()
    sheet.line("Skills", size=14)
    for skill in ("Wound care", "Palliative care", "Triage", "Phlebotomy"):
        sheet.line(skill)
        sheet.line("Very good" if skill < "Q" else "Good", size=13)
    sheet.line("Education", size=14)
    sheet.line("Diploma in Emergency Care, Holm College, 2012")
    assert {"Wound care", "Palliative care", "Triage", "Phlebotomy"} <= set(read(sheet.pdf()).skills)


def beside(sheet: Sheet, heading: str, *rows: tuple[str, str]) -> None:
    """A heading in the margin, right-aligned and slanted; its text beside and below it, dates at the right."""
    sheet.y += 12
    for number, part in enumerate(heading.split("|")):
        offset = sheet.y + 14 * number
        sheet.put(140 - sheet.width(part, size=12, font=ITALIC), part, y=offset, size=12, font=ITALIC)
    for text, date in rows:
        sheet.put(160, text)
        if date:
            sheet.right(date)
        sheet.y += 14


def test_headings_in_the_margin_are_told_where_dates_stand_beside_them() -> None:
    sheet = begun()
    beside(sheet, "About me", ("Nurse who reads the notes before the ward round.", ""), ("And the patient first.", ""))
    beside(sheet, "Wards so far", ("Holm Clinic", "Jan 2018 - May 2021"), ("Ward Manager", ""))
    beside(sheet, "Education", ("Holm College", "2012"), ("Diploma in Emergency Care", ""))
    beside(sheet, "Registration &|in-service", ("Nursing Board, Level 1", ""), ("Certified in triage, Holm Trust", ""))
    resume = read(sheet.pdf())
    assert [(job.title, job.company) for job in resume.experiences] == [("Ward Manager", "Holm Clinic")]
    assert [study.institution for study in resume.education] == ["Holm College"]
    assert "Certified in triage, Holm Trust" in resume.certifications


def test_headings_in_the_margin_are_told_where_one_is_known_and_another_has_a_word_of_its_kind() -> None:
    sheet = Sheet()
    sheet.line("Nadia Brenner", size=22, gap=26)
    sheet.line("nadia@example.org")
    beside(
        sheet,
        "Who is writing",
        ("Nurse who reads the notes before the ward round,", ""),
        ("and the patient first.", ""),
    )
    told = (
        ("\u2022 Led the night shift of a ward with twenty beds", ""),
        ("\u2022 Wrote the rota for thirty nurses", ""),
    )
    beside(sheet, "Jobs and wards", ("Ward Manager, Holm Clinic", "Jan 2018 - May 2021"), *told)
    beside(sheet, "My learning", ("Diploma in Emergency Care, Holm College", "2012"))
    beside(sheet, "Other information", ("Willing to move.", ""))
    resume = read(sheet.pdf())
    assert (resume.summary or "").startswith("Nurse who reads")
    assert [(job.title, job.company) for job in resume.experiences] == [("Ward Manager", "Holm Clinic")]
    assert [study.institution for study in resume.education] == ["Holm College"]


def test_a_job_title_in_the_look_of_the_headings_above_the_profile_is_a_headline() -> None:
    sheet = begun()
    career(sheet, "CHIEF NURSING OFFICER", "LEADERSHIP CHRONOLOGY", "EDUCATION", "INTERESTS", font=BOLD, size=12)
    expect_career(sheet)


def test_a_second_section_of_periods_below_the_career_goes_on_with_it() -> None:
    sheet = begun()
    sheet.heading("Work experience", size=14)
    sheet.line("Ward Sister, Holm Clinic, Jan 2018 - May 2021")
    sheet.heading("Before that: music", size=14)
    sheet.line("Repetitor, Rumah Kain, Mar 2012 - Dec 2014", font=PLAIN)
    assert [job.start_date for job in read(sheet.pdf()).experiences] == ["Jan 2018", "Mar 2012"]


@pytest.mark.parametrize(("career", "titles"), [(False, ["Reading Buddy"]), (True, ["Ward Manager"])])
def test_voluntary_work_stands_in_for_jobs_only_where_there_are_none(
    career: bool,  # noqa: FBT001 - a parameter of pytest's
    titles: list[str],
) -> None:
    sheet = begun()
    sheet.heading("Volunteer Experience", size=14)
    sheet.line("Reading Buddy, Holm Library, Jan 2018 - May 2021")
    if career:
        sheet.heading("Experience", size=14)
        sheet.line("Ward Manager, Holm Clinic, Jan 2022 - May 2023")
    assert [job.title for job in read(sheet.pdf()).experiences] == titles


def test_a_list_of_few_words_on_two_lines_under_an_unknown_heading_is_one_of_skills() -> None:
    sheet = begun()
    career(sheet, "Profile", "Experience", "Education", "Interests", size=14)
    sheet.line("On the ward", size=14)
    sheet.line("Triage, Wound care, Phlebotomy, Palliative care, Team nursing, Rostering, Tin")
    sheet.line("whistle")
    assert read(sheet.pdf()).skills[-2:] == ["Rostering", "Tin whistle"]


def test_offices_with_a_year_each_are_no_jobs_beside_a_career() -> None:
    sheet = begun()
    sheet.heading("Work experience", size=14)
    sheet.line("Ward Manager, Holm Clinic, Jan 2018 - May 2021")
    sheet.heading("Positions held", size=14)
    sheet.line("Secretary, Rowing Club, 2015")
    sheet.line("Prefect, 2011")
    assert [job.company for job in read(sheet.pdf()).experiences] == ["Holm Clinic"]


def test_the_title_of_a_position_in_the_look_of_the_headings_is_none() -> None:
    sheet = begun()
    for heading, lines in (
        ("Work experience", ["Holm Clinic", "Jan 2018 - May 2021"]),
        ("Ward Manager", ["Led a ward of thirty beds and kept it open through a winter of short rosters."]),
        ("Education", ["Diploma in Emergency Care, Holm College, 2012"]),
        ("Off duty", ["Rowing"]),
    ):
        sheet.line(heading, size=14)
        for line in lines:
            sheet.line(line)
    [job] = read(sheet.pdf()).experiences
    assert (job.title, job.company) == ("Ward Manager", "Holm Clinic")


def test_an_at_sign_between_title_and_employer_is_no_address() -> None:
    sheet = begun()
    sheet.heading("Work experience", size=14)
    sheet.line("Ward Manager @ Holm Clinic", font=BOLD)
    sheet.line("2018-01 - 2021-05")
    sheet.heading("Before that: music", size=14)
    for title, period in (
        ("Repetitor @ Rumah Kain", "2012-03 - 2014-12"),
        ("Solist @ Elm Opera", "2010-03 - 2012-02"),
    ):
        sheet.line(title, font=BOLD)
        sheet.line(period)
    assert [job.start_date for job in read(sheet.pdf()).experiences] == ["2018-01", "2012-03", "2010-03"]


def test_a_paragraph_about_the_practice_above_the_positions_is_the_summary() -> None:
    sheet = begun()
    sheet.heading("Practice", size=14)
    sheet.line("Nurse of eleven years who reads the notes before the ward round and the patient before the notes.")
    sheet.heading("Positions so far", size=14)
    sheet.line("Ward Manager, Holm Clinic, Jan 2018 - May 2021")
    resume = read(sheet.pdf())
    assert resume.summary is not None
    assert [job.company for job in resume.experiences] == ["Holm Clinic"]


def test_a_heading_s_word_that_stands_there_again_is_the_rest_of_a_name() -> None:
    sheet = begun()
    sheet.line("EDUCATION", size=14)
    for degree in ("MSc in Machine Learning", "BSc in Physics"):
        sheet.line("ELMTOWN TECHNICAL", size=12)
        sheet.line("UNIVERSITY", size=12)
        sheet.line(degree)
    sheet.line("SKILLS", size=14)
    sheet.line("Python, Go")
    assert [study.degree for study in read(sheet.pdf()).education] == ["MSc", "BSc"]

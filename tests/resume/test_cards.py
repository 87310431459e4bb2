"""Cards: short texts beside each other that are read one after the other."""

from __future__ import annotations

from tests.resume.pages import BOLD, Sheet
from tests.resume.reading import read


def _beside(sheet: Sheet, *cards: tuple[str, ...]) -> None:
    """Cards beside each other, the first line of each bold."""
    for level in range(max(map(len, cards))):
        for number, card in enumerate(cards):
            if level < len(card):
                sheet.put(50 + number * 500 / len(cards), card[level], font=BOLD if level == 0 else "helv")
        sheet.y += 14


def _page() -> Sheet:
    sheet = Sheet()
    sheet.line("Ingrid Halvorsen", size=20, font=BOLD, gap=24)
    sheet.line("ingrid@example.org")
    return sheet


def test_jobs_on_cards_beside_each_other_are_read_card_by_card() -> None:
    sheet = _page()
    sheet.heading("Work Experience")
    _beside(
        sheet,
        ("Shift Manager", "Fjord Cooling Ltd", "March 2019 - Present", "- Ran a team of 26", "- Cut errors by a third"),
        ("Team Leader", "Vestland Parcels Ltd", "June 2015 - February 2019", "- Planned routes for 41 vans"),
    )
    sheet.heading("Education")
    _beside(
        sheet,
        ("Bachelor of Science", "Nordvik College", "2012"),
        ("Vocational Certificate", "Stord School", "2008"),
    )
    resume = read(sheet.pdf())
    assert [(job.title, job.company, job.start_date, len(job.highlights)) for job in resume.experiences] == [
        ("Shift Manager", "Fjord Cooling Ltd", "March 2019", 2),
        ("Team Leader", "Vestland Parcels Ltd", "June 2015", 1),
    ]
    studies = [(study.degree, study.institution, study.graduation_date) for study in resume.education]
    assert studies == [
        ("Bachelor of Science", "Nordvik College", "2012"),
        ("Vocational Certificate", "Stord School", "2008"),
    ]


def test_certificates_of_two_lines_on_cards_keep_their_lines_together() -> None:
    sheet = _page()
    sheet.heading("Certifications")
    _beside(
        sheet,
        ("Forklift Instructor,", "Labour Authority"),
        ("First Aid at Work,", "Red Cross"),
        ("Crane Operator,", "Harbour Board"),
    )
    sheet.heading("Skills")
    sheet.line("Lean, SAP")
    resume = read(sheet.pdf())
    assert resume.certifications == [
        "Forklift Instructor, Labour Authority",
        "First Aid at Work, Red Cross",
        "Crane Operator, Harbour Board",
    ]


def test_the_entries_of_a_table_without_rules_are_no_cards() -> None:
    sheet = _page()
    sheet.heading("Work Experience")
    for dates, title, employer in (
        ("2019 - 2023", "Shift Manager", "Fjord Cooling Ltd"),
        ("2015 - 2019", "Team Leader", "Vestland Parcels Ltd"),
    ):
        sheet.put(50, dates)
        sheet.put(180, title)
        sheet.line(employer, x=380)
    resume = read(sheet.pdf())
    assert [(job.title, job.company, job.start_date) for job in resume.experiences] == [
        ("Shift Manager", "Fjord Cooling Ltd", "2019"),
        ("Team Leader", "Vestland Parcels Ltd", "2015"),
    ]

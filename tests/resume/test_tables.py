"""Tables: ruled, only lined or open, with and without a head; and what looks like a table and is a layout."""

from __future__ import annotations

import pytest

from tests.resume.pages import BOLD, Sheet
from tests.resume.reading import read

COLUMNS = (50.0, 150.0, 290.0, 410.0, 560.0)
JOBS = (
    ("Period", "Employer", "Position", "Main duties"),
    (
        "2019 - Present",
        "Quarry Knit\nComposite Limited",
        "Assistant Shift\nManager",
        "Costing of orders\nand samples",
    ),
    ("Feb 2015 -\nDec 2018", "Larch Garments", "Merchandiser", "Sampling"),
)
STUDIES = (
    ("Course", "Institution", "Board / University", "Year of\nPassing"),
    ("B.Com", "Elm College\nof Commerce", "Marlowe University", "2015"),
    ("HSC", "Oak Junior College", "State Board", "2012"),
)
WHOLE = [
    ("Assistant Shift Manager", "Quarry Knit Composite Limited", "2019", "Present", "Costing of orders and samples"),
    ("Merchandiser", "Larch Garments", "Feb 2015", "Dec 2018", "Sampling"),
]


def table(sheet: Sheet, rows: tuple[tuple[str, ...], ...], rules: str, columns: tuple[float, ...] = COLUMNS) -> None:
    """A table with "all" rules, with "level" ones between its rows, or with "no" rules and space between them."""
    top = sheet.y - 6
    edges = [top]
    for number, row in enumerate(rows):
        for x, text in zip(columns, row, strict=False):
            for line, part in enumerate(text.split("\n")):
                sheet.put(x + 3, part, y=sheet.y + 5 + 12 * line, size=9, font=BOLD if number == 0 else "helv")
        sheet.y += 12 * max(text.count("\n") + 1 for text in row) + 5
        edges.append(sheet.y - 6)
    for y in edges if rules != "no" else ():
        sheet.page.draw_line((columns[0], y), (columns[-1], y), width=0.5)
    for x in columns if rules == "all" else ():
        sheet.page.draw_line((x, top), (x, edges[-1]), width=0.5)
    sheet.y += 14


def begun() -> Sheet:
    sheet = Sheet()
    sheet.line("Faisal Harun", size=18, font=BOLD, gap=18)
    sheet.line("Dhaka, Bangladesh | +880 1711 555013 | faisal@mail.example", gap=20)
    return sheet


@pytest.mark.parametrize("rules", ["all", "level", "no"])
def test_a_table_of_positions_is_read_by_the_names_of_its_columns(rules: str) -> None:
    sheet = begun()
    sheet.heading("WORK EXPERIENCE")
    table(sheet, JOBS, rules)
    sheet.heading("SKILLS")
    sheet.line("Costing, Excel")
    resume = read(sheet.pdf())
    jobs = [(job.title, job.company, job.start_date, job.end_date, job.description) for job in resume.experiences]
    assert jobs == WHOLE
    assert resume.skills == ["Costing", "Excel"]


@pytest.mark.parametrize("rules", ["all", "level", "no"])
def test_the_board_that_examined_is_not_the_school(rules: str) -> None:
    sheet = begun()
    sheet.heading("EDUCATION")
    table(sheet, STUDIES, rules)
    studies = [(each.degree, each.institution, each.graduation_date) for each in read(sheet.pdf()).education]
    assert studies == [("B.Com", "Elm College of Commerce", "2015"), ("HSC", "Oak Junior College", "2012")]


def test_a_board_without_a_school_beside_it_is_the_school() -> None:
    sheet = begun()
    sheet.heading("EDUCATION")
    rows = (("Examination", "Board / University", "Subject", "Year"), ("HSC", "Mango State Board", "Science", "2012"))
    table(sheet, (*rows, ("SSC", "Mango State Board", "", "2010")), "all")
    studies = [(each.degree, each.institution, each.field) for each in read(sheet.pdf()).education]
    assert studies == [("HSC", "Mango State Board", "Science"), ("SSC", "Mango State Board", None)]


def test_a_column_whose_name_nobody_knows_holds_the_school_or_the_employer_that_no_other_column_holds() -> None:
    sheet = begun()
    sheet.heading("EDUCATION")
    table(sheet, (("Degree", "Halls", "Year"), ("BA History", "Elm", "2012"), ("MA History", "Oak", "2014")), "all")
    sheet.heading("EMPLOYMENT")
    rows = (("Position", "Kitchens", "Period"), ("Head Chef", "Larch", "2019 - 2021"), ("Chef", "Yew", "2015 - 2019"))
    table(sheet, rows, "all")
    resume = read(sheet.pdf())
    assert [each.institution for each in resume.education] == ["Elm", "Oak"]
    assert [(job.title, job.company) for job in resume.experiences] == [("Head Chef", "Larch"), ("Chef", "Yew")]


def test_start_and_end_may_have_columns_of_their_own() -> None:
    sheet = begun()
    sheet.heading("EMPLOYMENT")
    rows = (("Company", "Designation", "From", "To"), ("Larch Garments", "Clerk", "06/2019", "Till date"))
    table(sheet, (*rows, ("Elm Bank", "Teller", "07/2015", "03/2019")), "all")
    jobs = [(job.title, job.company, job.start_date, job.end_date) for job in read(sheet.pdf()).experiences]
    assert jobs == [("Clerk", "Larch Garments", "06/2019", "Till date"), ("Teller", "Elm Bank", "07/2015", "03/2019")]


def test_bullets_in_a_cell_are_highlights() -> None:
    sheet = begun()
    sheet.heading("WORK EXPERIENCE")
    head, first, second = JOBS
    listed = (*first[:3], "\u2022 Costing of orders\nand samples\n\u2022 Buying of trims")
    table(sheet, (head, listed, second), "all")
    first_job = read(sheet.pdf()).experiences[0]
    assert (first_job.title, first_job.company) == WHOLE[0][:2]
    assert first_job.highlights == ["Costing of orders and samples", "Buying of trims"]


@pytest.mark.parametrize("rules", ["all", "level", "no"])
def test_bullets_below_a_title_in_its_cell_are_highlights(rules: str) -> None:
    sheet = begun()
    sheet.heading("WORK EXPERIENCE")
    rows = (
        ("Job", "Employer", "When"),
        ("Shift Manager\n\u2022 Costing of orders\n\u2022 Buying of trims", "Quarry Knit Limited", "2019 - now"),
        ("Merchandiser\n\u2022 Sampling", "Larch Garments", "2015 - 2018"),
    )
    table(sheet, rows, rules, (40, 220, 400, 520))
    jobs = read(sheet.pdf()).experiences
    assert [(job.title, job.company, job.highlights) for job in jobs] == [
        ("Shift Manager", "Quarry Knit Limited", ["Costing of orders", "Buying of trims"]),
        ("Merchandiser", "Larch Garments", ["Sampling"]),
    ]


@pytest.mark.parametrize(
    ("head", "titles"),
    [
        (("Zeitraum", "Arbeitgeber", "Position", "Aufgaben"), "BERUFSERFAHRUNG"),
        (("P\u00e9riode", "Entreprise", "Poste", "Missions"), "EXP\u00c9RIENCE PROFESSIONNELLE"),
        (("Fechas", "Empresa", "Cargo", "Funciones"), "EXPERIENCIA LABORAL"),
        (("Per\u00edodo", "Empresa", "Cargo", "Atividades"), "EXPERI\u00caNCIA PROFISSIONAL"),
        (("Periodo", "Azienda", "Ruolo", "Mansioni"), "ESPERIENZA PROFESSIONALE"),
        (("Periode", "Werkgever", "Functie", "Taken"), "WERKERVARING"),
    ],
)
def test_columns_are_known_in_seven_languages(head: tuple[str, ...], titles: str) -> None:
    sheet = begun()
    sheet.heading(titles)
    table(sheet, (head, *JOBS[1:]), "all")
    jobs = [(job.title, job.company, job.description) for job in read(sheet.pdf()).experiences]
    assert jobs == [(title, company, did) for title, company, _, _, did in WHOLE]


def test_a_table_without_a_head_keeps_each_cell_in_one_piece() -> None:
    sheet = begun()
    sheet.heading("WORK EXPERIENCE")
    rows = tuple(row[:3] for row in JOBS[1:])
    table(sheet, rows, "all", COLUMNS[:4])
    jobs = [(job.title, job.company, job.start_date, job.end_date) for job in read(sheet.pdf()).experiences]
    assert jobs == [each[:4] for each in WHOLE]


def test_of_a_table_of_skills_only_their_names_are_taken() -> None:
    sheet = begun()
    sheet.heading("SKILLS")
    table(
        sheet, (("Skill", "Level", "Years"), ("AutoCAD", "Expert", "6"), ("SAP PM", "Basic", "1")), "all", COLUMNS[:4]
    )
    assert read(sheet.pdf()).skills == ["AutoCAD", "SAP PM"]


def test_certificates_in_a_table_have_their_issuers() -> None:
    sheet = begun()
    sheet.heading("CERTIFICATIONS")
    rows = (("Certificate", "Issued by", "Year"), ("First Aid", "Red Cross", "2020"), ("PRINCE2", "PeopleCert", "2018"))
    table(sheet, rows, "all", COLUMNS[:4])
    assert read(sheet.pdf()).certifications == ["First Aid, Red Cross", "PRINCE2, PeopleCert"]


def test_numbers_of_cards_and_subjects_of_an_examination_are_left_out_of_tables() -> None:
    sheet = begun()
    sheet.heading("EDUCATION")
    studies = ("Ordinary Level, 6 passes incl. Maths", "Elm High School", "2005")
    table(sheet, (("Qualification", "Institution", "Year"), studies), "all", (50.0, 290.0, 500.0, 560.0))
    sheet.heading("CERTIFICATIONS")
    cards = (("Card", "Number"), ("First Aid, Red Cross", "DPF 55521"), ("Blasting Licence", "B/0417"))
    table(sheet, cards, "all", (50.0, 410.0, 560.0))
    resume = read(sheet.pdf())
    assert [(study.degree, study.field) for study in resume.education] == [("Ordinary Level", None)]
    assert resume.certifications == ["First Aid, Red Cross", "Blasting Licence"]


def test_a_resume_that_is_one_table_is_parted_at_its_titles() -> None:
    sheet = begun()
    top = sheet.y - 6
    edges: list[float] = []
    for title, rows in (("WORK EXPERIENCE", JOBS), ("EDUCATION", STUDIES)):
        sheet.put(53, title, y=sheet.y + 5, font=BOLD, size=9)
        sheet.page.draw_line((50, sheet.y - 6), (560, sheet.y - 6), width=0.5)
        sheet.y += 17
        edges.append(sheet.y - 6)
        table(sheet, rows, "all")
        sheet.y -= 14
    sheet.page.draw_line((50, top), (50, sheet.y - 6), width=0.5)
    sheet.page.draw_line((560, top), (560, sheet.y - 6), width=0.5)
    resume = read(sheet.pdf())
    assert [(job.title, job.company) for job in resume.experiences] == [each[:2] for each in WHOLE]
    assert [each.degree for each in resume.education] == ["B.Com", "HSC"]


def test_text_that_reaches_the_rule_beside_it_is_parted_there() -> None:
    sheet = begun()
    sheet.heading("EDUCATION")
    narrow = (50.0, 82.0, 174.0, 262.0, 300.0)
    rows = (("Course", "Institution", "Board", "Year"), ("B.Com", "Elm College Dhaka", "Marlowe University", "2015"))
    table(sheet, (*rows, ("HSC", "Oak Junior College", "Mango State Board", "2012")), "all", narrow)
    studies = [(each.degree, each.graduation_date) for each in read(sheet.pdf()).education]
    assert studies == [("B.Com", "2015"), ("HSC", "2012")]


def test_a_frame_with_three_columns_of_sections_is_no_table() -> None:
    sheet = begun()
    sheet.y += 10
    columns = ((50, "EDUCATION", ["Elm College", "B.Com", "2015"]), (220, "SKILLS", ["Excel", "Costing", "Sampling"]))
    top = sheet.y
    for x, title, lines in (*columns, (390, "CERTIFICATIONS", ["First Aid", "PRINCE2", "Forklift"])):
        sheet.put(x + 4, title, y=top + 14, font=BOLD, size=11)
        for number, text in enumerate(lines):
            sheet.put(x + 4, text, y=top + 34 + 14 * number)
    for y in (top, top + 20, top + 80):
        sheet.page.draw_line((50, y), (560, y), width=0.5)
    for x in (50, 220, 390, 560):
        sheet.page.draw_line((x, top), (x, top + 80), width=0.5)
    resume = read(sheet.pdf())
    assert resume.skills == ["Excel", "Costing", "Sampling"]
    assert resume.certifications == ["First Aid", "PRINCE2", "Forklift"]
    assert [each.institution for each in resume.education] == ["Elm College"]


def test_a_table_beside_a_sidebar_stays_in_its_column() -> None:
    sheet = begun()
    sheet.y += 10
    top = sheet.y
    for number, text in enumerate(("SKILLS", "Excel", "Costing", "Sampling", "Audits", "HOBBIES", "Chess", "Rowing")):
        sheet.put(50, text, y=top + 16 * number, font=BOLD if text.isupper() else "helv", size=10)
    sheet.y = top
    sheet.line("WORK EXPERIENCE", x=200, font=BOLD, gap=16)
    table(sheet, tuple(row[:3] for row in JOBS), "all", (200.0, 290.0, 420.0, 560.0))
    sheet.line("EDUCATION", x=200, font=BOLD, gap=16)
    rows = (("Course", "Institution", "Year"), ("B.Com", "Elm College", "2015"), ("HSC", "Oak College", "2012"))
    table(sheet, rows, "all", (200.0, 290.0, 420.0, 560.0))
    resume = read(sheet.pdf())
    assert [(job.title, job.company) for job in resume.experiences] == [each[:2] for each in WHOLE]
    assert [each.degree for each in resume.education] == ["B.Com", "HSC"]
    assert resume.skills == ["Excel", "Costing", "Sampling", "Audits"]


def test_the_short_strokes_at_the_sides_of_cells_are_no_bullets() -> None:
    sheet = begun()
    sheet.heading("SEA SERVICE")
    columns = (50.0, 150.0, 280.0, 410.0, 480.0, 560.0)
    service = (
        ("RANK", "VESSEL / TYPE", "COMPANY", "SIGN ON", "SIGN OFF"),
        ("Fourth Engineer", "MV Halcyon Trader", "Nordhavn Crewing", "01/2024", "10/2024"),
        ("Oiler", "MT Visayan Star", "Panay Ship Management", "06/2019", "04/2020"),
    )
    _stroked(sheet, service, columns)
    sheet.heading("EDUCATION")
    studies = (
        ("BS Marine Engineering", "Iloilo Maritime College", "2018"),
        ("High School Diploma", "Arevalo School", "2011"),
    )
    _stroked(sheet, studies, (50.0, 200.0, 410.0, 560.0))
    resume = read(sheet.pdf())
    found = [(job.title, job.company, job.start_date, job.end_date) for job in resume.experiences]
    assert found == [
        ("Fourth Engineer", "Nordhavn Crewing", "01/2024", "10/2024"),
        ("Oiler", "Panay Ship Management", "06/2019", "04/2020"),
    ]
    assert "\u2022" not in resume.raw_text
    assert [(study.institution, study.graduation_date) for study in resume.education] == [row[1:] for row in studies]


def _stroked(sheet: Sheet, rows: tuple[tuple[str, ...], ...], columns: tuple[float, ...]) -> None:
    """A table whose cells are drawn one by one, a stroke at each side, as browsers do."""
    for row in rows:
        for x, end, text in zip(columns, columns[1:], row, strict=False):
            sheet.put(x + 4, text, size=9)
            for edge in (x, end):
                sheet.page.draw_line((edge, sheet.y - 12), (edge, sheet.y + 6), width=0.5)
            for y in (sheet.y - 12, sheet.y + 6):
                sheet.page.draw_line((x, y), (end, y), width=0.5)
        sheet.y += 18


def test_title_and_employer_in_one_cell_of_a_table_are_told_apart() -> None:
    sheet = Sheet()
    sheet.line("Nadia Brenner", size=22, gap=26)
    sheet.line("nadia@example.org")
    sheet.heading("Employment")
    rows = (
        ("Period", "Position and employer", "Duties and results"),
        ("Jan 2018 - May 2021", "Ward Manager\nHolm Clinic, Leeds", "\u2022 Led a ward of thirty beds"),
        ("Mar 2015 - Dec 2017", "Staff Nurse\nElm Hospital, Leeds", "\u2022 Kept the night roster"),
    )
    for row in rows:
        for x0, x1, text in zip((50, 170, 330), (170, 330, 560), row, strict=True):
            sheet.page.draw_rect((x0, sheet.y - 12, x1, sheet.y + 20))
            for number, part in enumerate(text.split("\n")):
                sheet.put(x0 + 4, part, y=sheet.y + 13 * number)
        sheet.y += 32
    assert [(job.title, job.company, job.start_date, job.highlights) for job in read(sheet.pdf()).experiences] == [
        ("Ward Manager", "Holm Clinic", "Jan 2018", ["Led a ward of thirty beds"]),
        ("Staff Nurse", "Elm Hospital", "Mar 2015", ["Kept the night roster"]),
    ]

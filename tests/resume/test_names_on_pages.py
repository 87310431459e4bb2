"""The name is the candidate's, as it stands on the page: not the file's, not a heading, and in any script."""

from __future__ import annotations

import pytest

from tests.resume.corpus_pages import found, truth
from tests.resume.pages import BOLD, Sheet, pymupdf
from tests.resume.reading import read

FILE_NAMES = [
    "CV_Noor_Haddad_final_v3.pdf",
    "Resume 2024.docx",
    "Microsoft Word - noor_haddad_cv.doc",
    "noor-haddad-resume",
    "file:///C:/Users/noor/Desktop/resume.html",
]


def below(sheet: Sheet) -> bytes:
    sheet.line("noor.haddad@example.com | 415-555-0133 | Oakland, CA")
    sheet.heading("SKILLS")
    sheet.line("SQL, R, Tableau")
    return sheet.pdf()


@pytest.mark.parametrize("printed", FILE_NAMES)
def test_a_file_name_printed_at_the_top_is_not_the_name(printed: str) -> None:
    sheet = Sheet()
    sheet.put(50, printed, y=25, size=8)
    sheet.line("Noor Haddad", size=20, font=BOLD, gap=18)
    assert read(below(sheet)).contact.name == "Noor Haddad"


@pytest.mark.parametrize("title", FILE_NAMES)
def test_the_title_of_the_file_is_not_the_name_where_the_page_has_none(title: str) -> None:
    sheet = Sheet()
    sheet.document.set_metadata({"title": title, "author": "HP LaserJet"})
    assert read(below(sheet)).contact.name == ""


@pytest.mark.parametrize(
    "heading", ["RESUME", "Curriculum Vitae", "LEBENSLAUF", "Personal Information", "Contact", "About me", "Profile"]
)
def test_a_large_heading_above_the_name_is_not_the_name(heading: str) -> None:
    sheet = Sheet()
    sheet.line(heading, size=26, font=BOLD, gap=26)
    sheet.line("Noor Haddad", size=16, font=BOLD, gap=18)
    assert read(below(sheet)).contact.name == "Noor Haddad"


@pytest.mark.parametrize(
    "heading",
    [
        "RESUME \u2013 ABLE SEAMAN",
        "CURRICULUM VITAE \u2013 STAFF NURSE",
        "Lebenslauf \u2013 Pflegefachkraft",
        "CV: Driver",
    ],
)
def test_a_position_beside_the_name_of_the_document_is_no_part_of_the_name_below(heading: str) -> None:
    sheet = Sheet()
    sheet.line(heading, size=15, font=BOLD, gap=18)
    sheet.line("Noor Haddad", size=15, font=BOLD, gap=18)
    assert read(below(sheet)).contact.name == "Noor Haddad"


@pytest.mark.parametrize(
    ("title", "name"), [("Resume of John Baker", "John Baker"), ("CV \u2013 Mary Cook", "Mary Cook")]
)
def test_a_name_beside_the_name_of_the_document_is_read(title: str, name: str) -> None:
    sheet = Sheet()
    sheet.line(title, size=15, font=BOLD, gap=18)
    sheet.line("Staff Nurse", size=15, font=BOLD, gap=18)
    assert read(below(sheet)).contact.name == name


@pytest.mark.parametrize("headline", ["Senior Data Analyst", "Registered Nurse", "Software Engineer & Team Lead"])
def test_a_headline_larger_than_the_name_is_not_the_name(headline: str) -> None:
    sheet = Sheet()
    sheet.line("Noor Haddad", size=14, font=BOLD, gap=24)
    sheet.line(headline, size=20, font=BOLD, gap=18)
    assert read(below(sheet)).contact.name == "Noor Haddad"


@pytest.mark.parametrize(
    "name",
    [
        "equal-columns-chromium--architect",
        "roles-typst--nurse",
        "plain-typst--pilot",
        "academic-weasyprint--historian",
        "sidebar-dark-chromium--hotelaria",
        "flow-typst--lawyer",
        "classic-latex--developer",
    ],
)
def test_names_with_particles_diacritics_and_letters_of_other_scripts_are_whole(name: str) -> None:
    assert found(name).contact.name.casefold() == truth(name).contact.name.casefold()


@pytest.mark.parametrize("name", ["山田 太郎", "李小龙", "Ирина Коваленко", "Ελένη Μαυρογιάννη"])
def test_a_name_in_another_script_is_read_from_the_page(name: str) -> None:
    sheet = Sheet()
    writer = pymupdf.TextWriter(sheet.page.rect)
    writer.append((50, sheet.y), name, font=pymupdf.Font("cjk"), fontsize=20)
    writer.write_text(sheet.page)
    sheet.y += 24
    sheet.line("Data Analyst", size=12)
    assert read(below(sheet)).contact.name == name


@pytest.mark.parametrize(
    ("lines", "mail", "name"),
    [
        ((("Maria del Carmen", 20), ("Ortega Villanueva", 28)), "me@example.org", "Maria del Carmen Ortega Villanueva"),
        ((("Maria Carmen", 26), ("Ortega Villanueva", 16)), "m.ortega@example.org", "Maria Carmen Ortega Villanueva"),
        ((("Anna Lena", 24), ("von Hohenberg", 30)), "me@example.org", "Anna Lena von Hohenberg"),
        ((("Jennifer", 26), ("Baker", 26)), "me@example.org", "Jennifer Baker"),
        ((("Jane Roe", 26), ("Nautical Science", 16)), "jane@example.org", "Jane Roe"),
        ((("Nautical Science", 14), ("Luc Roe", 22)), "me@example.org", "Luc Roe"),
        ((("Harbour Master", 22), ("Jane Roe", 22)), "jane@example.org", "Jane Roe"),
        ((("Bilanzbuchhalterin", 20), ("Petra Lang", 20)), "petra.lang@example.org", "Petra Lang"),
        ((("José Luis", 20), ("García Ferrán", 20)), "garcia.ferran@example.org", "José Luis García Ferrán"),
    ],
)  # fmt: skip
def test_a_name_on_two_lines_is_whole_and_what_stands_above_or_below_it_is_not_in_it(
    lines: tuple[tuple[str, float], ...], mail: str, name: str
) -> None:
    sheet = Sheet()
    for text, size in lines:
        sheet.line(text, size=size, font=BOLD, gap=1.3 * max(size for _, size in lines))
    sheet.line(f"{mail} | 415-555-0133")
    assert read(below(sheet)).contact.name == name


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Ioana VanDermeulen-aDeyemI", "Ioana Vandermeulen-Adeyemi"),
        ("jOHN mCaLLISTER", "John McAllister"),
        ("Dr ArohA Te WhAiTi-ClArke", "Dr Aroha Te Whaiti-Clarke"),
        ("Jane Roe-McDONALD", "Jane Roe-McDonald"),
        ("LaToya DeAngelo-VanDyke", "LaToya DeAngelo-VanDyke"),
        ("JoAnn O'Neil MacDonald", "JoAnn O'Neil MacDonald"),
    ],
)
def test_capitals_where_nobody_writes_them_are_those_of_small_capitals(printed: str, name: str) -> None:
    sheet = Sheet()
    sheet.line(printed, size=22, font=BOLD, gap=26)
    assert read(below(sheet)).contact.name == name

"""What programs do to letters on their way into a PDF, and how the words come out whole."""

from __future__ import annotations

import re

import pytest

from tests.resume.corpus_pages import found, stored, truth, wrong
from tests.resume.pages import BOLD, ITALIC, Sheet
from tests.resume.reading import read


def start() -> Sheet:
    sheet = Sheet()
    sheet.line("Ingrid Van der Meer", size=20, font=BOLD, gap=18)
    sheet.line("ingrid@example.com | +31 10 555 0123 | Delft, Netherlands")
    sheet.heading("EXPERIENCE")
    sheet.dated("Logistics Coordinator, Harbor Freight Lines", "Mar 2021 - Present")
    return sheet


def highlights(sheet: Sheet) -> list[str]:
    sheet.heading("SKILLS")
    sheet.line("Excel, Forecasting")
    resume = read(sheet.pdf())
    assert resume.skills == ["Excel", "Forecasting"]
    (job,) = resume.experiences
    assert (job.title, job.company) == ("Logistics Coordinator", "Harbor Freight Lines")
    return job.highlights


@pytest.mark.parametrize(
    ("glyph", "letters"), [("\ufb00", "ff"), ("\ufb01", "fi"), ("\ufb02", "fl"), ("\ufb03", "ffi"), ("\ufb04", "ffl")]
)
def test_ligatures_come_out_as_letters(glyph: str, letters: str) -> None:
    sheet = start()
    sheet.bullets("Wrote the o\u00a7ce manual")
    sheet.means(section=glyph)
    assert highlights(sheet) == [f"Wrote the o{letters}ce manual"]


@pytest.mark.parametrize("name", ["flow-typst--lawyer", "flow-typst--mechaniker"])
def test_soft_hyphens_at_the_ends_of_lines_leave_whole_words(name: str) -> None:
    assert stored(name).count("\u00ad\n") > 3
    assert "\u00ad" not in found(name).model_dump_json()
    assert wrong(name) == []


@pytest.mark.parametrize("name", ["running-weasyprint--operations", "academic-weasyprint--historian"])
def test_hyphens_of_typesetters_at_the_ends_of_lines_leave_whole_words(name: str) -> None:
    assert re.search(r"\w\u2010\n", stored(name))
    assert wrong(name) == []


@pytest.mark.parametrize("dash", ["\u2010", "\u2011"])
def test_hard_hyphens_come_out_as_hyphens(dash: str) -> None:
    sheet = start()
    sheet.bullets("Led a cross\u00a7functional team")
    sheet.means(section=dash)
    assert highlights(sheet) == ["Led a cross-functional team"]


def test_a_word_with_a_hyphen_of_its_own_keeps_it_at_the_end_of_a_line() -> None:
    sheet = start()
    sheet.bullets("Planned the routes of forty trucks a day in close touch with customer-\nfacing teams")
    assert highlights(sheet) == ["Planned the routes of forty trucks a day in close touch with customer-facing teams"]


@pytest.mark.parametrize("space", ["\u00a0", "\u2002", "\u2009", "\u202f", "\u3000", "\t"])
def test_odd_spaces_come_out_as_spaces(space: str) -> None:
    sheet = start()
    sheet.bullets("Cut the cost of 40\u00a7trucks\u00a7by\u00a712 %")
    sheet.means(section=space)
    assert highlights(sheet) == ["Cut the cost of 40 trucks by 12 %"]


@pytest.mark.parametrize(
    "name", ["ruled-libreoffice--pilot", "sidebar-right-chromium--nurse", "design-reportlab--chef"]
)
def test_letter_spaced_headings_begin_their_sections(name: str) -> None:
    assert re.search(r"(?m)^(?:[A-Z&] ){5}", stored(name))
    assert wrong(name) == []


@pytest.mark.parametrize("name", ["academic-weasyprint--historian", "classic-latex--developer"])
def test_small_caps_are_read_in_name_and_headings(name: str) -> None:
    assert truth(name).contact.name not in stored(name)
    assert wrong(name) == []


def test_small_caps_of_two_sizes_are_one_word() -> None:
    sheet = start()
    sheet.bullets("Planned the routes")
    sheet.y += 10
    x = 50.0
    for text, size in (("T", 13), ("ECHNICAL ", 10), ("S", 13), ("KILLS", 10)):
        sheet.put(x, text, size=size, font=BOLD)
        x += sheet.width(text, size=size, font=BOLD)
    sheet.y += 16
    sheet.line("Excel, Forecasting")
    resume = read(sheet.pdf())
    assert resume.skills == ["Excel", "Forecasting"]
    assert "TECHNICAL SKILLS" in resume.raw_text


def test_soft_hyphens_that_stand_for_dashes_are_dashes() -> None:
    sheet = Sheet()
    sheet.line("Ingrid Van der Meer", size=20, font=BOLD, gap=18)
    sheet.line("ingrid@example.com")
    sheet.heading("EXPERIENCE")
    for title, dates in (("Logistics Coordinator", "2018 \u00ad 2021"), ("Clerk", "Mar 2012\u00ad May 2018")):
        sheet.dated(f"{title}, Harbor Freight Lines", dates)
        sheet.line("\u00ad Planned the routes of forty trucks")
    jobs = read(sheet.pdf()).experiences
    assert [(job.start_date, job.end_date) for job in jobs] == [("2018", "2021"), ("Mar 2012", "May 2018")]
    assert [job.highlights for job in jobs] == [["Planned the routes of forty trucks"]] * 2


@pytest.mark.parametrize("name", ["band-typst--electrician", "halves-typst--architect", "band-weasyprint--analyst"])
def test_signs_of_icon_fonts_in_front_of_contact_data_are_in_no_field(name: str) -> None:
    assert re.search("[\ue000-\uf8ff]", stored(name))
    assert not re.search("[\ue000-\uf8ff]", found(name).model_dump_json())
    assert wrong(name) == []


def test_words_that_an_icon_font_draws_as_icons_are_in_no_field() -> None:
    name = "equal-columns-chromium--architect"
    assert "mail eleni.mavrogianni@example.com\nphone +30" in stored(name)
    assert wrong(name, "email") == wrong(name, "phone") == wrong(name, "location") == wrong(name, "name") == []


@pytest.mark.parametrize("alternative", ["Email", "Phone icon", "envelope"])
def test_alternative_text_of_an_icon_in_front_of_contact_data_is_in_no_field(alternative: str) -> None:
    sheet = Sheet()
    sheet.line("Ingrid Van der Meer", size=20, font=BOLD, gap=18)
    for text in ("ingrid@example.com", "+31 10 555 0123", "Delft, Netherlands"):
        sheet.icon(50, alternative)
        sheet.line(text, x=66)
    sheet.heading("SKILLS")
    sheet.line("Excel, Forecasting")
    resume = read(sheet.pdf())
    contact = resume.contact
    assert alternative not in resume.raw_text
    assert (contact.name, contact.email, contact.phone, contact.location) == (
        "Ingrid Van der Meer",
        "ingrid@example.com",
        "+31 10 555 0123",
        "Delft, Netherlands",
    )


@pytest.mark.parametrize("fonts", [("helv", BOLD), (BOLD, "helv"), (ITALIC, "tibo")])
def test_a_name_set_in_two_fonts_is_one_name(fonts: tuple[str, str]) -> None:
    sheet = Sheet()
    sheet.put(50, "Ingrid", size=22, font=fonts[0])
    sheet.put(50 + sheet.width("Ingrid ", size=22, font=fonts[0]), "Van der Meer", size=22, font=fonts[1])
    sheet.y += 20
    sheet.line("Logistics Coordinator", size=12)
    sheet.line("ingrid@example.com | Delft, Netherlands")
    sheet.heading("SKILLS")
    sheet.line("Excel, Forecasting")
    assert read(sheet.pdf()).contact.name == "Ingrid Van der Meer"


BULLETS = (
    "\u2022\u25e6\u25aa\u25a0\u25cf\u25cb\u25b8\u25ba\u2023\u2043\u203a\u00bb\u2013\u2014-*\u2713\u2714\u2192\u27a2\u2756\u25c6"
    "\uf0b7\uf0a7\u00b7"
)


@pytest.mark.parametrize("bullet", BULLETS)
def test_bullets_of_every_kind_begin_highlights(bullet: str) -> None:
    sheet = start()
    sheet.line("\u00a7 Planned the routes of forty trucks", x=60)
    sheet.line("\u00a7 Negotiated with nine hauliers in two", x=60)
    sheet.line("countries", x=70)
    sheet.means(section=bullet)
    assert highlights(sheet) == [
        "Planned the routes of forty trucks",
        "Negotiated with nine hauliers in two countries",
    ]


@pytest.mark.parametrize("name", ["roles-typst--nurse", "flow-typst--lawyer", "letterhead-libreoffice--platform"])
def test_bullets_of_other_shapes_begin_highlights_in_whole_files(name: str) -> None:
    assert re.search(r"(?m)^(\u25a0|\u203a|o )", stored(name))
    assert wrong(name, "highlights") == []


@pytest.mark.parametrize("lead", ["Cost control.", "Planning:", "People -"])
def test_bold_titles_that_run_into_the_text_stay_part_of_their_bullet(lead: str) -> None:
    sheet = start()
    for text in ("cut the cost of 40 trucks by an eighth within one year of work", "led a shift of 22 people"):
        sheet.put(60, "\u2022")
        sheet.put(72, lead, font=BOLD)
        sheet.line(text, x=72 + sheet.width(f"{lead} ", font=BOLD))
    assert highlights(sheet) == [
        f"{lead} cut the cost of 40 trucks by an eighth within one year of work",
        f"{lead} led a shift of 22 people",
    ]


def test_bold_first_words_of_bullets_are_no_headlines_in_a_whole_file() -> None:
    assert wrong("running-weasyprint--teacher", "highlights") == []


def test_a_bullet_on_three_lines_is_one_highlight() -> None:
    sheet = start()
    sheet.bullets(
        "Planned the routes of forty trucks a day through three countries and\n"
        "cut the kilometres that they drive empty by a fifth, with the help of\n"
        "two students",
        "Negotiated with nine hauliers",
    )
    assert highlights(sheet) == [
        (
            "Planned the routes of forty trucks a day through three countries and cut the kilometres that they drive "
            "empty by a fifth, with the help of two students"
        ),
        "Negotiated with nine hauliers",
    ]

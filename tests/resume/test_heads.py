"""What stands above a career on a page: name, headline, where somebody works, contact data in many forms."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.resume.pages import BOLD, ITALIC, Sheet
from tests.resume.reading import read

if TYPE_CHECKING:
    from intervue.resume.schema import ParsedResume


def headed(*lines: str, name: str = "Jane Roe") -> ParsedResume:
    """A harbour master's resume with these lines under the name."""
    sheet = Sheet()
    sheet.line(name, size=20, font=BOLD, gap=24)
    for line in lines:
        sheet.line(line)
    career(sheet)
    return read(sheet.pdf())


def career(sheet: Sheet) -> None:
    sheet.heading("EXPERIENCE")
    sheet.dated("Harbour Master", "Mar 2020 - Present")
    sheet.line("Paria Coast Pilots, Point Lisas", font=ITALIC)
    sheet.bullets("Moved 140 ships without an accident", "Trained nine pilots for the narrow channel")
    sheet.heading("SKILLS")
    sheet.line("Navigation, Radar, VHF")


@pytest.mark.parametrize(
    "lines",
    [
        ("Department of Physics, University of Leeds", "Leeds LS2 9JT, United Kingdom | jane@example.org"),
        ("Department of Molecular and Cell Biology", "University of California, Berkeley", "jane@example.org"),
        ("Institut für Physik der Universität Freiburg", "Hermann-Herder-Str. 3, 79104 Freiburg"),
        ("14 rue des Lilas, 69003 Lyon", "Tel. 06 12 34 56 78"),
        ("8 rue de la gare, appartement 3, 35000 Rennes", "06 12 34 56 78"),
        ("12, rue de l'église - 67000 Strasbourg", "Portable : 06 12 34 56 78"),
        ("Calle de la Rosa 12, piso 3, puerta B, 28013 Madrid", "Tel. 612 345 678"),
        ("via della libertà 22, interno 4, 20121 Milano (MI)", "Cell. 340 1234567"),
        ("Laan van de vrijheid 12, 3511 AB Utrecht", "Tel. 06 12345678"),
        ("Flat 4, 12 the old mill lane, Leeds LS1 4AB", "Tel. 0113 496 0123"),
        ("1200 north of main street, apt 5, Salem, OR 97301", "(503) 555-0182"),
        ("née le 3 mai 1988, mariée, deux enfants, permis B", "06 12 34 56 78"),
        ("Faculté des sciences, Université de Montréal", "jane@example.org"),
        ("Rua das Flores, 123 · Centro · Curitiba/PR", "(41) 99123-4567"),
    ],
)
def test_where_somebody_works_or_lives_is_no_summary(lines: tuple[str, ...]) -> None:
    assert headed(*lines).summary is None


@pytest.mark.parametrize(
    "text",
    [
        "Driving growth for small brands across Europe",
        "Nurse trained at the University of Leeds, with ten years in intensive care.",
        "Erfahrene Pflegefachkraft der Intensivmedizin mit Leidenschaft für Menschen",
    ],
)
def test_a_sentence_under_the_name_is_the_summary(text: str) -> None:
    assert headed(text, "jane@example.org | Leeds, UK").summary == text


@pytest.mark.parametrize(
    ("lines", "phone", "place"),
    [
        (("jane@example.org / Leeds, UK / 07700 900461",), "07700 900461", "Leeds, UK"),
        (("Wohnort: Köln / Tel. 0170 1234567",), "0170 1234567", "Köln"),
        (("[ jane@example.org ]  [ 868-555-0123 ]  [ Chaguanas ]",), "868-555-0123", "Chaguanas"),
        (("1420 N. Oak St. Apt. 5 - Lowell, MA 01852", "Cell: 978.555.0143"), "978.555.0143", "Lowell, MA"),
        (("C/ Mayor, 4, 3º B - 28013 Madrid", "Tlf: 612 345 678 / jane@example.es"), "612 345 678", "Madrid"),
        (("3-14-1 Shibuya, Tokyo 150-0002, Japan", "+81 90-1234-5678"), "+81 90-1234-5678", "Tokyo, Japan"),
        (("Dual citizen (US/EU) | Lisbon, Portugal | +351 912 345 678",), "+351 912 345 678", "Lisbon, Portugal"),
        (("Harbour Master / Pilot", "Chaguanas • 868-555-0123"), "868-555-0123", "Chaguanas"),
    ],
)
def test_contact_lines_are_parted_at_any_sign(lines: tuple[str, ...], phone: str, place: str) -> None:
    resume = headed(*lines)
    assert (resume.contact.name, resume.contact.phone) == ("Jane Roe", phone)
    assert (resume.contact.location or "").endswith(place)


@pytest.mark.parametrize("monogram", ["JR", "J R", "J | R"])
def test_a_monogram_above_the_name_is_no_name(monogram: str) -> None:
    sheet = Sheet()
    sheet.line(monogram, size=40, font=BOLD, gap=40)
    sheet.line("Jane Roe", size=18, gap=26)
    career(sheet)
    assert read(sheet.pdf()).contact.name == "Jane Roe"


def test_a_name_whose_words_stand_far_apart_is_one_and_a_headline_beside_it_is_not() -> None:
    for given, other, name in (("JANE", "ROE", "Jane Roe"), ("Jane Roe", "Harbour Master", "Jane Roe")):
        sheet = Sheet()
        sheet.put(50, given, size=24, font=BOLD)
        sheet.put(250, other, size=24)
        sheet.y += 30
        career(sheet)
        assert read(sheet.pdf()).contact.name == name


def test_a_headline_behind_a_slash_is_no_part_of_the_name() -> None:
    assert headed("jane@example.org", name="Jane Roe / Harbour Master").contact.name == "Jane Roe"


@pytest.mark.parametrize("motto", ["Digital Marketing", "Excellence in Service", "Harbour Town Lights", "London"])
def test_large_words_that_name_nobody_are_passed_over_for_a_name_that_the_e_mail_holds(motto: str) -> None:
    sheet = Sheet()
    sheet.line(motto, size=24, font=BOLD, gap=30)
    sheet.line("Jane Roe", size=14)
    sheet.line("j.roe.41@example.org")
    career(sheet)
    assert read(sheet.pdf()).contact.name == "Jane Roe"


def test_a_town_that_is_in_no_list_is_known_in_a_contact_section() -> None:
    sheet = Sheet()
    sheet.line("Jane Roe", size=20, font=BOLD, gap=24)
    sheet.heading("CONTACT")
    for line in ("868-555-0123", "jane@example.org", "Chaguanas"):
        sheet.line(line)
    career(sheet)
    assert read(sheet.pdf()).contact.location == "Chaguanas"


def test_linkedin_and_e_mail_are_read_from_links_that_cover_other_words() -> None:
    sheet = Sheet()
    sheet.line("Jane Roe", size=20, font=BOLD, gap=24)
    sheet.line("Write to me   |   LinkedIn: Jane Roe   |   Leeds, UK")
    sheet.link("mailto:jane.roe@example.org?subject=Hello", (50, 60, 110, 80))
    sheet.link("https://uk.linkedin.com/in/jane-roe-41", (120, 60, 220, 80))
    sheet.link("https://www.linkedin.com/company/paria", (230, 60, 260, 80))
    career(sheet)
    contact = read(sheet.pdf()).contact
    assert contact.email == "jane.roe@example.org"
    assert contact.linkedin == "https://uk.linkedin.com/in/jane-roe-41"


def test_a_name_repeated_at_the_head_of_each_page_is_read_once() -> None:
    sheet = Sheet()
    sheet.line("Jane Roe", size=20, font=BOLD, gap=24)
    sheet.line("jane@example.org | Leeds, UK")
    career(sheet)
    sheet.new_page()
    sheet.put(50, "Jane Roe", y=30, size=8)
    sheet.put(480, "Page 2 of 2", y=30, size=8)
    sheet.heading("CERTIFICATIONS")
    sheet.line("Master Mariner, Maritime Authority")
    resume = read(sheet.pdf())
    assert resume.contact.name == "Jane Roe"
    assert "Jane Roe" not in resume.skills
    assert resume.certifications == ["Master Mariner, Maritime Authority"]


def test_contact_data_of_a_referee_is_not_the_candidates() -> None:
    sheet = Sheet()
    sheet.line("Jane Roe", size=20, font=BOLD, gap=24)
    career(sheet)
    sheet.heading("REFERENCES")
    sheet.line("Dr. Sam Otieno, Tel. 868-555-0999, sam@example.com")
    contact = read(sheet.pdf()).contact
    assert (contact.name, contact.phone, contact.email) == ("Jane Roe", None, None)


def test_a_name_in_small_letters_before_its_contact_data_is_read() -> None:
    sheet = Sheet()
    sheet.put(50, "Jane Roe  |  jane@example.org  |  868-555-0123", y=28, size=8)
    sheet.heading("PROFILE")
    sheet.line("Harbour master with ten years in the tropics, who likes calm water.")
    career(sheet)
    contact = read(sheet.pdf()).contact
    assert (contact.name, contact.phone, contact.location) == ("Jane Roe", "868-555-0123", None)


@pytest.mark.parametrize("label", ["OBJECTIVE: ", "Summary: ", "Profil: "])
def test_the_label_of_a_summary_is_no_part_of_it(label: str) -> None:
    text = "To find a post as harbour master in a port that cares for its crews."
    assert headed(f"{label}{text}").summary == text


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("London-based harbour master | jane@example.org", "London"),
        ("Remote (GMT-4) | jane@example.org", "Remote"),
        ("jane@example.org | Languages: English, Spanish", None),
        ("Place of birth: Arima, Trinidad", None),
    ],
)
def test_the_place_is_told_from_what_stands_around_it(line: str, place: str | None) -> None:
    assert headed(line).contact.location == place


def test_labels_above_their_values_are_read_with_them() -> None:
    sheet = Sheet()
    sheet.line("Jane Roe", size=20, font=BOLD, gap=24)
    pairs = (("Phone", "868-555-0123"), ("Email", "jane@example.org"), ("Location", "Chaguanas"))
    for number, (label, value) in enumerate(pairs):
        sheet.put(50 + 130 * number, label, font=BOLD, y=90)
        sheet.put(50 + 130 * number, value, y=103)
    sheet.y = 120
    career(sheet)
    contact = read(sheet.pdf()).contact
    assert (contact.phone, contact.email, contact.location) == ("868-555-0123", "jane@example.org", "Chaguanas")


def test_contact_data_under_a_heading_each_is_read() -> None:
    sheet = Sheet()
    sheet.line("Jane Roe", size=20, font=BOLD, gap=24)
    for label, values in (
        ("ADDRESS", ("12 Bay Road", "Chaguanas")),
        ("PHONE", ("868-555-0123",)),
        ("EMAIL", ("jane.roe.the.harbour@", "example.org")),
    ):
        sheet.heading(label)
        for value in values:
            sheet.line(value)
    career(sheet)
    contact = read(sheet.pdf()).contact
    assert (contact.phone, contact.location) == ("868-555-0123", "Chaguanas")
    assert contact.email == "jane.roe.the.harbour@example.org"


def test_a_lone_town_between_contact_lines_is_the_place() -> None:
    assert headed("868-555-0123", "Chaguanas", "jane@example.org").contact.location == "Chaguanas"
    assert headed("868-555-0123", "Marketing", "jane@example.org").contact.location is None


@pytest.mark.parametrize(
    ("line", "phone"),
    [
        ("P.O. Box 118-20200 Oxkirk, Kenya | Cell +254 722 555 031", "+254 722 555 031"),
        ("Quimper (29) \u2013 06 55 50 19 87", "06 55 50 19 87"),
        ("Call 020 7946 0182 Write clerk@elm.example", "020 7946 0182"),
    ],
)
def test_a_telephone_number_is_told_from_the_numbers_of_boxes_and_departments(line: str, phone: str) -> None:
    assert headed("jane@example.org", line).contact.phone == phone


@pytest.mark.parametrize("heading", ["Languages", "Short courses"])
def test_a_line_of_contact_data_below_the_last_section_is_the_candidate_s(heading: str) -> None:
    sheet = Sheet()
    sheet.line("Noor Haddad", size=22, font=BOLD, gap=26)
    career(sheet)
    sheet.heading(heading)
    sheet.line("Spanish (native), English")
    sheet.y += 20
    sheet.line("Oxkirk, Ghana  \u00b7  +233 20 555 0183  \u00b7  noor@example.org", x=120)
    resume = read(sheet.pdf())
    assert (resume.contact.phone, resume.contact.location) == ("+233 20 555 0183", "Oxkirk, Ghana")
    assert not any("noor" in each for each in resume.certifications)


@pytest.mark.parametrize("label", ["Full names and surname", "Name", "Vorname, Name", "Voornaam en naam"])
def test_a_form_whose_labels_look_like_headings_tells_the_contact_data(label: str) -> None:
    sheet = Sheet()
    for text, value in (
        ("Curriculum Vitae", ""),
        (label, "Noor Haddad"),
        ("Nationality", "Jordanian"),
        ("Address", "Oxkirk, Co. Kerry"),
        ("Telephone", "+353 86 555 0127"),
        ("E-mail", "noor@example.org"),
    ):
        sheet.put(50, text, font=BOLD)
        sheet.line(value, x=220, gap=16)
    career(sheet)
    contact = read(sheet.pdf()).contact
    assert (contact.name, contact.phone) == ("Noor Haddad", "+353 86 555 0127")
    assert contact.location == "Oxkirk, Co. Kerry"


@pytest.mark.parametrize(
    ("printed", "mail", "name"),
    [
        ("Hallo, ich bin Noor Haddad.", "nh@example.org", "Noor Haddad"),
        ("CA Noor Haddad", "nh@example.org", "Noor Haddad"),
        ("Tan Hui Ling, Cheryl", "cheryl.tan@example.org", "Tan Hui Ling, Cheryl"),
        ("Tan Hui Ling, Psychologist", "cheryl.tan@example.org", "Tan Hui Ling"),
    ],
)
def test_a_name_is_read_without_what_stands_around_it(printed: str, mail: str, name: str) -> None:
    assert headed(mail, name=printed).contact.name == name


def test_a_headline_in_small_letters_on_the_line_of_the_name_is_no_part_of_it() -> None:
    sheet = Sheet()
    sheet.put(50, "Noor Haddad ", size=26, font=BOLD)
    sheet.line("engineer of software", x=50 + sheet.width("Noor Haddad ", size=26, font=BOLD), size=13, gap=20)
    sheet.line("noor@example.org")
    career(sheet)
    assert read(sheet.pdf()).contact.name == "Noor Haddad"


def test_a_declaration_above_the_signature_belongs_to_no_section() -> None:
    sheet = Sheet()
    sheet.line("Noor Haddad", size=22, font=BOLD, gap=26)
    sheet.heading("Skills")
    sheet.line("Excel, Word")
    sheet.line("I certify that the above is true and correct.", gap=20)
    sheet.line("N. HADDAD")
    assert read(sheet.pdf()).skills == ["Excel", "Word"]


PROFILE = ("Finance chief with thirty years in manufacturing.", "Took one business through an offering of its shares.")


def profiled(*lines: str, heading: str = "Profile", skills: str = "") -> ParsedResume:
    sheet = Sheet()
    sheet.line("Noor Haddad", size=22, font=BOLD, gap=26)
    sheet.line("noor@example.org")
    sheet.heading(heading)
    for line in lines:
        sheet.line(line)
    sheet.heading("Experience")
    sheet.dated("Harbour Master", "Mar 2020 - Present")
    sheet.line("Paria Coast Pilots, Point Lisas", font=ITALIC)
    if skills:
        sheet.heading("Skills")
        sheet.line(skills)
    return read(sheet.pdf())


def test_a_list_that_ends_the_profile_gives_the_skills_where_no_section_does() -> None:
    items = "Capital markets | SEC reporting | Treasury | Lean accounting"
    alone, beside = profiled(*PROFILE, items), profiled(*PROFILE, items, skills="Excel, SAP")
    assert alone.summary == beside.summary == " ".join(PROFILE)
    assert (alone.skills, beside.skills) == (items.split(" | "), ["Excel", "SAP"])
    assert profiled(*PROFILE, "Core competencies: Treasury, Tax").skills == ["Treasury", "Tax"]


def test_sentences_under_a_heading_of_skills_are_the_summary_where_there_is_none() -> None:
    lines = ("I grow tea, avocado and the people who pick them.", "Fifteen years on estates, from clerk to manager.")
    resume = profiled(*lines, heading="What I do", skills="Irrigation, Budgeting")
    assert (resume.summary, resume.skills) == (" ".join(lines), ["Irrigation", "Budgeting"])


def test_a_dated_talk_under_presentation_is_no_summary() -> None:
    sheet = Sheet()
    sheet.line("Noor Haddad", size=22, font=BOLD, gap=26)
    sheet.line("noor.haddad@example.com | 415-555-0133")
    sheet.heading("Summary")
    sheet.line("Ten years of keeping other people's websites up.")
    sheet.heading("Presentation")
    sheet.dated("OpsDays Coralville", "Oct. 2023")
    sheet.line("Speaker on the alert that nobody reads")
    assert read(sheet.pdf()).summary == "Ten years of keeping other people's websites up."


@pytest.mark.parametrize("line", ["Store manager / pharmacy clerk", "Senior Nurse", "Gerente de loja"])
def test_an_objective_that_names_a_position_alone_is_no_summary(line: str) -> None:
    assert profiled(line, heading="Objective").summary is None


@pytest.mark.parametrize(
    "line",
    [
        "Restauratrice di beni culturali, settore 5 (materiali lignei) e settore 1",
        "Brasileiro, casado, 41 anos \u2013 CNH categoria AB e A",
        "Authorized to work in the US for any employer",
        "Full clean driving licence and own car available",
        "Available from 1 September with four weeks of notice",
        "Verf\u00fcgbar ab 1. September, Umzug nach K\u00f6ln ist geplant",
    ],
)
def test_a_headline_and_personal_remarks_under_the_name_are_no_summary(line: str) -> None:
    assert headed(line, "noor@example.org").summary is None


def test_sentences_under_a_heading_of_skills_are_neither_where_the_head_has_the_summary() -> None:
    sheet = Sheet()
    sheet.line("Noor Haddad", size=22, font=BOLD, gap=26)
    sheet.line("noor@example.org", gap=20)
    sheet.line("I design software for people who are tired, in a hurry or wearing gloves.")
    career(sheet)
    sheet.heading("What I bring")
    sheet.line("I have shadowed paramedics, baristas and crane operators. I write the words before I draw the boxes.")
    resume = read(sheet.pdf())
    assert resume.summary == "I design software for people who are tired, in a hurry or wearing gloves."
    assert resume.skills == ["Navigation", "Radar", "VHF"]


def test_each_of_several_bullets_of_a_summary_ends_as_a_sentence() -> None:
    sheet = Sheet()
    sheet.line("Noor Haddad", size=20, font=BOLD)
    sheet.heading("SUMMARY OF QUALIFICATIONS")
    sheet.bullets("Ten years of bedside care", "Charge nurse and\npreceptor!", "Calm, kind;", "At ease in Arabic")
    sheet.heading("SKILLS")
    sheet.line("Triage, Wound care")
    told = "Ten years of bedside care. Charge nurse and preceptor! Calm, kind; At ease in Arabic."
    assert read(sheet.pdf()).summary == told

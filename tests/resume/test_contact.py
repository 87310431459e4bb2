"""Who the candidate is, in the many ways in which people write it."""

# ruff: noqa: RUF001
# Why: the dashes, quotes and letters that people write.

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from intervue.resume.contact import parse_contact
from intervue.resume.layout import Row
from intervue.resume.lines import Box, Link
from tests.resume.lines import line, rows

if TYPE_CHECKING:
    from intervue.resume.schema import ContactInfo


def contact(*texts: str | tuple[str, ...], links: tuple[str, ...] = ()) -> ContactInfo:
    found = rows(*texts)
    return parse_contact(found, found, [Link(uri, Box(0, 0, 1, 1), 0) for uri in links])


def named(*texts: str, size: float = 20) -> str:
    """The name read from lines of a large font above a headline."""
    found = [Row((line(text, 2 * number, size=size),)) for number, text in enumerate(texts)]
    found += [Row((line("Key account manager in the food trade", 9),)), Row((line("jane@example.com", 10),))]
    return parse_contact(found, found, []).name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ludwig van der Meer", "Ludwig van der Meer"),
        ("Maria del Carmen Ibáñez Ruiz", "Maria del Carmen Ibáñez Ruiz"),
        ("Chiara D'Ambrosio", "Chiara D'Ambrosio"),
        ("Seán Ó Briain", "Seán Ó Briain"),
        ("INÊS DA ROCHA LEAL", "Inês da Rocha Leal"),
        ("BENEDITA DO CARMO", "Benedita do Carmo"),
        ("Tiago DA ROCHA", "Tiago Da Rocha"),
        ("HAOYU MA", "Haoyu Ma"),
        ("FATOUMATA BA", "Fatoumata Ba"),
        ("PHAM THI MAI MBA", "Pham Thi Mai"),
        ("TRAN THI DO", "Tran Thi Do"),
        ("NG WEI XIN", "Ng Wei Xin"),
        ("IVKA VRH", "Ivka Vrh"),
        ("MIRIAM BELL BA MSC", "Miriam Bell"),
        ("MIRIAM BELL RN BSN", "Miriam Bell"),
        ("Miriam Bell DO FACOG", "Miriam Bell"),
        ("BELL, MIRIAM", "Bell, Miriam"),
        ("INÊS C. DA ROCHA", "Inês C. da Rocha"),
        ("Zoë O’Hara-Stjärna", "Zoë O’Hara-Stjärna"),
        ("Dr. Anna von Reuß", "Dr. Anna von Reuß"),
        ("Dott.ssa Chiara Bellandi", "Dott.ssa Chiara Bellandi"),
        ("Mrs Grace Okafor", "Grace Okafor"),
        ("Herr Max Roth", "Max Roth"),
        ("João Vítor dos Santos", "João Vítor dos Santos"),
        ("Nguyễn Thị Minh Châu", "Nguyễn Thị Minh Châu"),
        ("Ελένη Μαυρογιάννη", "Ελένη Μαυρογιάννη"),
        ("Ірина Коваленко", "Ірина Коваленко"),
        ("山田 太郎", "山田 太郎"),
        ("TOMASZ KOWALCZYK", "Tomasz Kowalczyk"),
        ("SIOBHÁN NÍ FHEARGHAIL", "Siobhán Ní Fhearghail"),
        ("Maryam Okafor, RN, BSN", "Maryam Okafor"),
        ("Peter Novak, PhD", "Peter Novak"),
        ("Aisha Rahman (she/her)", "Aisha Rahman"),
        ("Terrence J. Boudreau III", "Terrence J. Boudreau III"),
        ("Curriculum Vitae – Jonas Weber", "Jonas Weber"),
        ("Résumé of Clara Whitfield", "Clara Whitfield"),
        ("Lebenslauf: Petra Lang", "Petra Lang"),
        ("noa ben-ari", "noa ben-ari"),
        ("Amélie LE GOFF", "Amélie Le Goff"),
        ("ZHANG Wei", "Zhang Wei"),
        ("JP Morgan-Reyes", "JP Morgan-Reyes"),
        ("MARIA DE LA CRUZ", "Maria de la Cruz"),
        ("Mary Ellis RN BSN CCRN", "Mary Ellis"),
        ("Peter Huber M.Sc.", "Peter Huber"),
        ("Peter Huber, Dipl.-Psych.", "Peter Huber"),
        ("Jane Roe FCCA", "Jane Roe"),
        ("Resume for Jane Roe", "Jane Roe"),
        ("Jane Roe CV 2026", "Jane Roe"),
        ("Currículum Vítae: Rosa Díaz", "Rosa Díaz"),
        ("Hello, I'm Jane Roe", "Jane Roe"),
        ("HI, MY NAME IS JANE ROE", "Jane Roe"),
        ("Jane Roe BSc (Hons) MCIPD", "Jane Roe"),
        ("Jane Roe, PMP®", "Jane Roe"),
        ("José Ma. Cruz", "José Ma. Cruz"),
        ("Roe, Jane", "Roe, Jane"),
        ("John Roe, Jr.", "John Roe, Jr."),
        ("Jane Roe's Resume", "Jane Roe"),
        ("Sam Carter she/her", "Sam Carter"),
        ("Sam Carter, they/them/theirs", "Sam Carter"),
        ("Robert “Bob” Lee", "Robert “Bob” Lee"),
        ("Mohammed bin Salman al-Harbi", "Mohammed bin Salman al-Harbi"),
        ("Pieter van 't Hoff", "Pieter van 't Hoff"),
        ("राहुल शर्मा", "राहुल शर्मा"),
        ("สมชาย ใจดี", "สมชาย ใจดี"),
        ("محمد عبد الله", "محمد عبد الله"),
        ("דוד כהן", "דוד כהן"),
        ("김민준", "김민준"),
        ("Tom Baker", "Tom Baker"),
    ],
)
def test_the_name_is_read_with_particles_diacritics_and_credentials(text: str, name: str) -> None:
    assert named(text) == name


def test_a_name_on_two_lines_or_in_two_fonts_is_one() -> None:
    assert named("Ngozi Adaeze Okonkwo-", "Bello") == "Ngozi Adaeze Okonkwo-Bello"
    assert named("MARGUERITE", "DELACROIX") == "Marguerite Delacroix"


Look = tuple[str, float, bool]
"""Text, size in points, bold."""


@pytest.mark.parametrize(
    ("first", "second", "name"),
    [
        (("Miriam", 14, False), ("Okonjo-Bell", 14, True), "Miriam Okonjo-Bell"),
        (("Miriam", 24, False), ("Okonjo-Bell", 30, True), "Miriam Okonjo-Bell"),
        (("MIRIAM", 16, False), ("OKONJO-BELL", 26, True), "Miriam Okonjo-Bell"),
        (("MIRIAM", 24, True), ("BELL, RN", 24, True), "Miriam Bell"),
        (("Miriam", 24, True), ("Bell, MBA, PMP", 24, True), "Miriam Bell"),
        (("Miriam", 28, True), ("van der Veen", 18, False), "Miriam van der Veen"),
        (("Miriam", 28, True), ("Nurse", 18, False), "Miriam"),
        (("Miriam", 28, True), ("Lisbon, Portugal", 18, False), "Miriam"),
        (("Miriam Bell", 28, True), ("Logistics", 18, False), "Miriam Bell"),
        (("Miriam Bell", 20, True), ("Marketing & Communications", 14, False), "Miriam Bell"),
    ],
)
def test_a_family_name_below_the_given_name_may_look_otherwise(first: Look, second: Look, name: str) -> None:
    head = line(first[0], 0, size=first[1], bold=first[2])
    below = line(second[0], 0, size=second[1], bold=second[2])
    down = 1.25 * first[1]
    spans = tuple(
        replace(span, box=Box(span.box.x0, span.box.y0 + down, span.box.x1, span.box.y1 + down)) for span in below.spans
    )
    body = [Row((line("Looked after forty accounts in the food trade", 9 + number),)) for number in range(9)]
    found = [Row((head,)), Row((replace(below, spans=spans),)), *body]
    assert parse_contact(found, found, []).name == name


def test_the_name_in_a_form_is_put_together_from_its_parts() -> None:
    assert contact(("First name", "Kwabena"), ("Last name", "Asante")).name == "Kwabena Asante"
    assert contact("Nachname: Hülsmann", "Vorname: Katrin").name == "Katrin Hülsmann"
    assert contact(("Nom", "Lefèvre"), ("Prénom", "Aline"), ("Téléphone", "06 12 34 56 78")).name == "Aline Lefèvre"


def test_the_name_beside_its_label_is_read_at_any_size() -> None:
    assert contact(("Full name", "Kwabena Asante"), ("E-mail", "k.asante@example.com")).name == "Kwabena Asante"
    assert contact("Nome e cognome: Chiara Rossi", "chiara@example.it").name == "Chiara Rossi"


@pytest.mark.parametrize(
    "text",
    [
        "Curriculum Vitae",
        "Europass Curriculum Vitae",
        "Lebenslauf",
        "WORK EXPERIENCE",
        "Profile",
        "My Resume",
        "Confidential",
    ],
)
def test_neither_a_heading_nor_a_title_page_is_a_name(text: str) -> None:
    assert named(text) == ""


PHONES = [
    "+1 503 555 0182",
    "(512) 555-0147",
    "415-555-0133",
    "415.555.0133",
    "+1 (212) 555-0100",
    "+44 113 496 0123",
    "07700 900461",
    "020 7946 0958",
    "+44 (0)20 7946 0958",
    "+49 7121 987654",
    "0711 123456",
    "+49 (0) 711 / 123 456",
    "0170/1234567",
    "06 39 98 12 34",
    "+33 6 39 98 12 34",
    "+34 612 345 678",
    "912 345 678",
    "+39 011 1234567",
    "+39 347 123 4567",
    "+31 6 12345678",
    "06-12345678",
    "+351 912 345 678",
    "+55 71 98765-4321",
    "(11) 91234-5678",
    "+52 33 1234 5678",
    "+56 2 2345 6789",
    "+48 512 345 678",
    "+46 70 123 45 67",
    "+47 406 12 345",
    "+45 20 12 34 56",
    "+358 40 1234567",
    "+91 98765 43210",
    "+86 138 0013 8000",
    "+81 90-1234-5678",
    "090-1234-5678",
    "+82 10-1234-5678",
    "+61 491 570 156",
    "0491 570 156",
    "+64 21 123 4567",
    "+65 9123 4567",
    "+234 803 123 4567",
    "0803 123 4567",
    "+254 712 345678",
    "+27 82 123 4567",
    "+972 52-123-4567",
    "+84 91 234 56 78",
    "+30 694 123 4567",
    "+353 87 123 4567",
    "+971 50 123 4567",
    "+7 912 345-67-89",
]


@pytest.mark.parametrize("phone", PHONES)
def test_phones_of_any_country_are_shown_as_written(phone: str) -> None:
    assert contact("Jane Roe", f"jane@example.com | {phone} | Leeds, UK").phone == phone
    assert contact("Jane Roe", f"Tel.: {phone}").phone == phone
    assert contact("Jane Roe", f"\u2022 {phone} \u2022 jane@example.com").phone == phone


@pytest.mark.parametrize(
    ("text", "phone"),
    [
        ("10122 Torino – +39 011 555 0142", "+39 011 555 0142"),
        ("28013 Madrid - 612 345 678", "612 345 678"),
        ("Rue de la Loi 16, 1000 Bruxelles – 0470 12 34 56", "0470 12 34 56"),
        ("Torino / +39 011 555 0142 / anna@example.it", "+39 011 555 0142"),
        ("anna@example.it / 0170 1234567 / Köln", "0170 1234567"),
        ("Springfield, IL 62704 (217) 555-0144", "(217) 555-0144"),
        ("Springfield, IL 62704 - 217-555-0144", "217-555-0144"),
        ("SW1A 1AA London, 020 7946 0958", "020 7946 0958"),
        ("CEP 01310-100 São Paulo - SP | (11) 91234-5678", "(11) 91234-5678"),
        ("Tel: 0171 1234567 / 0711 987654", "0171 1234567"),
        ("Mobile: +44 7700 900461 / Home: 01632 960001", "+44 7700 900461"),
        ("h: 512-555-0147  c: 512-555-0199", "512-555-0147"),
        ("Fax: 512-555-0100 | Phone: 512-555-0147", "512-555-0147"),
        ("Licence no. 20451187 | 07700 900461", "07700 900461"),
        ("WhatsApp: +55 11 91234-5678", "+55 11 91234-5678"),
        ("+1 (555) 010-9999 ext. 23", "+1 (555) 010-9999 ext. 23"),
        ("+52 1 55 1234 5678", "+52 1 55 1234 5678"),
        ("Born 12.03.1985, +49 170 1234567", "+49 170 1234567"),
    ],
)
def test_the_phone_is_told_from_postal_codes_other_numbers_and_a_second_phone(text: str, phone: str) -> None:
    assert contact("Jane Roe", text).phone == phone


@pytest.mark.parametrize(
    "text",
    [
        "2015 - 2019",
        "01.02.1985",
        "10115 Berlin",
        "ISO 27001",
        "11/23/26, 11:51 AM",
        "12345",
        "Passport: P12345678",
        "Salary 45.000 - 50.000 EUR",
        "2019 2020 2021",
        "10/2019 - 09/2021",
        "Enrolment no. 2019123456",
        "EU 2016/679",
        "ORCID 0000-0002-1825-0097",
        "Student ID: 20451187",
        "01310-100",
    ],
)
def test_what_is_no_phone_is_none(text: str) -> None:
    assert contact("Jane Roe", text, "jane@example.com").phone is None


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Leeds, UK", "Leeds, UK"),
        ("10115 Berlin", "Berlin"),
        ("São Paulo – SP", "São Paulo – SP"),
        ("Remote", "Remote"),
        ("Portland, OR 97205", "Portland, OR"),
        ("14 Mill Lane, Leeds, United Kingdom", "Leeds, United Kingdom"),
        ("Hauptstraße 5, 72764 Reutlingen", "Reutlingen"),
        ("12 rue de la Paix, 75002 Paris", "Paris"),
        ("Calle Mayor 4, 28013 Madrid, España", "Madrid, España"),
        ("Keizersgracht 12, 1015 CS Amsterdam", "Amsterdam"),
        ("Via Roma 10, 20121 Milano", "Milano"),
        ("Lagos, Nigeria", "Lagos, Nigeria"),
        ("Greater Manchester", "Greater Manchester"),
        ("Singapore", "Singapore"),
        ("Location: Bengaluru, India", "Bengaluru, India"),
        ("Wohnort: Bad Säckingen", "Bad Säckingen"),
        ("Daventry, Northamptonshire", "Daventry, Northamptonshire"),
        ("Lyon (France)", "Lyon (France)"),
        ("New York, NY", "New York, NY"),
        ("Québec, QC, Canada", "Québec, QC, Canada"),
        ("Lowell, MA 01852, USA", "Lowell, MA, USA"),
        ("Lower Hutt, Wellington", "Lower Hutt, Wellington"),
        ("Chapel Hill, North Carolina", "Chapel Hill, North Carolina"),
        ("São Paulo - SP", "São Paulo - SP"),
        ("Av. Paulista, 1000 - São Paulo - SP", "São Paulo - SP"),
        ("12 Park Row, Leeds LS1 4AP, UK", "Leeds, UK"),
        ("Falmouth TR11 3JQ", "Falmouth"),
        ("1012 AB Amsterdam", "Amsterdam"),
        ("A-1010 Wien", "Wien"),
        ("110 00 Praha 1", "Praha 1"),
        ("101 Reykjavík", "Reykjavík"),
        ("Singapore 049315", "Singapore"),
        ("Mumbai 400001, India", "Mumbai, India"),
        ("Melbourne VIC 3000", "Melbourne VIC"),
        ("Toronto, ON M5V 2T6, Canada", "Toronto, ON, Canada"),
        ("Tralee, Co. Kerry", "Tralee, Co. Kerry"),
        ("Greater Boston Area", "Greater Boston Area"),
        ("Port of Spain, Trinidad and Tobago", "Port of Spain, Trinidad and Tobago"),
        ("Based in Nairobi, Kenya", "Nairobi, Kenya"),
        ("Nairobi, Kenya (open to relocation)", "Nairobi, Kenya"),
        ("Accra, Ghana LinkedIn", "Accra, Ghana"),
        ("Leeds, UK GitHub LinkedIn", "Leeds, UK"),
        ("東京都", "東京都"),
        ("Verona (VR), Italia", "Verona (VR), Italia"),
        ("Coeur d'Alene, ID", "Coeur d'Alene, ID"),
        ("Großraum Stuttgart", "Großraum Stuttgart"),
        ("Zürich und Umgebung", "Zürich und Umgebung"),
        ("London or remote", "London"),
        ("D.No 4-55, Gandhi Nagar, Kakinada – 533004", "Kakinada"),
        ("H.No 23, Model Town, Ludhiana-141002, Punjab", "Ludhiana, Punjab"),
        ("Jaipur – 302017, Rajasthan, India", "Jaipur, Rajasthan, India"),
        ("Santa Rosa, Laguna, Philippines", "Santa Rosa, Laguna, Philippines"),
        ("Blk 5 Lot 12, Villa Caceres, Santa Rosa, Laguna, Philippines", "Santa Rosa, Laguna, Philippines"),
        ("Thika, Kiambu, Kenya", "Thika, Kiambu, Kenya"),
    ],
)
def test_places_are_read_without_street_and_postal_code(text: str, place: str) -> None:
    assert contact("Jane Roe", text, "jane@example.com").location == place
    assert contact("Jane Roe", f"jane@example.com | {text}" if ":" not in text else text).location == place


@pytest.mark.parametrize(
    ("texts", "place"),
    [
        (("12 Harbour Road", "Falmouth TR11 3JQ"), "Falmouth"),
        (("12 Harbour Road,", "Falmouth,", "Cornwall"), "Falmouth, Cornwall"),
        (("Musterstraße 5", "50667 Köln", "Deutschland"), "Köln, Deutschland"),
        (("4521 Oak Street", "Springfield, IL 62704"), "Springfield, IL"),
    ],
)
def test_an_address_over_several_lines_is_one_place(texts: tuple[str, ...], place: str) -> None:
    assert contact("Jane Roe", *texts, "jane@example.com").location == place


@pytest.mark.parametrize(
    "text",
    [
        "Invoice 4711",
        "Paria Coast Pilots, Point Lisas",
        "Marketing, Sales",
        "Available immediately",
        "UX / UI Designer",
        "Department of Physics, University of Leeds",
        "Nationality: German",
    ],
)
def test_what_is_no_place_is_none(text: str) -> None:
    assert contact("Jane Roe", text, "jane@example.com").location is None


@pytest.mark.parametrize(
    ("texts", "email"),
    [
        (["jane.roe@example.com"], "jane.roe@example.com"),
        (["E-Mail: jane_roe@example.org"], "jane_roe@example.org"),
        (["Courriel : jane+cv@example.fr"], "jane+cv@example.fr"),
        (["Correo electrónico: jane@example.es, Tel. 612 345 678"], "jane@example.es"),
        (["jane.roe@", "example.com"], "jane.roe@example.com"),
        (["jane.roe@example.", "com"], "jane.roe@example.com"),
        (["siobhan.nifhearghail@example.co", "m"], "siobhan.nifhearghail@example.com"),
        (["jane.longname", "@example.org"], "jane.longname@example.org"),
        (["jane [at] example.org"], "jane@example.org"),
        (["jane(at)example(dot)org"], "jane@example.org"),
        (["jane@müller.de"], "jane@müller.de"),
        (["<jane@example.org>;"], "jane@example.org"),
    ],
)
def test_an_e_mail_is_read_with_labels_and_over_two_lines(texts: list[str], email: str) -> None:
    assert contact("Jane Roe", *texts).email == email


@pytest.mark.parametrize(
    ("texts", "address"),
    [
        (("linkedin.com/in/jane-", "roe-12345"), "https://linkedin.com/in/jane-roe-12345"),
        (("www.linkedin.com/in/", "jane-roe"), "https://www.linkedin.com/in/jane-roe"),
        (("linkedin.com/", "in/jane-roe"), "https://linkedin.com/in/jane-roe"),
        (("LinkedIn: /in/janeroe | Leeds, UK",), "https://www.linkedin.com/in/janeroe"),
        (("\u2022 in/janeroe",), "https://www.linkedin.com/in/janeroe"),
        (("LinkedIn: jane-roe",), "https://www.linkedin.com/in/jane-roe"),
        (("linkedin.com/janeroe",), "https://linkedin.com/janeroe"),
        (("linkedin.com/company/quillpay",), None),
        (("Interested in/around Leeds",), None),
        (("LinkedIn: Jane Roe",), None),
    ],
)
def test_linkedin_is_read_from_what_is_printed(texts: tuple[str, ...], address: str | None) -> None:
    assert contact("Jane Roe", *texts).linkedin == address


def test_linkedin_is_read_from_the_link_behind_an_icon_and_other_links_are_not() -> None:
    links = ("https://github.com/janeroe", "mailto:jane@example.com", "https://www.linkedin.com/in/jane-roe-7b1/")
    found = contact("Jane Roe", "Leeds, UK", links=links)
    assert found.linkedin == "https://www.linkedin.com/in/jane-roe-7b1/"
    assert found.email == "jane@example.com"
    assert (
        contact("Jane Roe", links=("https://github.com/janeroe", "https://linkedin.com.example.org/in/x")).linkedin
        is None
    )
    assert contact("Jane Roe", "linkedin.com/in/jane-roe").linkedin == "https://linkedin.com/in/jane-roe"
    assert contact("Jane Roe", links=("http://linkedin.com/in/jane",)).linkedin == "https://linkedin.com/in/jane"


def test_what_is_left_of_a_profile_behind_a_sign_is_a_profile_and_no_part_of_the_town() -> None:
    found = contact("Ada Long", "+43 664 555 0138 ada@long.example Linz, Oberösterreich in/adalong")
    assert (found.linkedin, found.location) == ("https://www.linkedin.com/in/adalong", "Linz, Oberösterreich")
    assert contact("Ada Long", "ada@long.example", "Moved goods in/outbound").linkedin is None


def test_a_profile_that_is_broken_within_a_word_before_its_label_is_whole() -> None:
    found = contact("Ada Long", "www.linkedin.com/in/ada", "long (LinkedIn)")
    assert found.linkedin == "https://www.linkedin.com/in/adalong"

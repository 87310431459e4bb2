"""Towns as people write them into the head of a resume, all over the world."""

from __future__ import annotations

import pytest

from intervue.resume.headline import without_town
from tests.resume.pages import BOLD, PLAIN, Sheet
from tests.resume.reading import fields_of


def head(*lines: tuple[str, float, str]) -> str | None:
    sheet = Sheet()
    sheet.line("Noor Haddad", size=22, font=BOLD, gap=26)
    for text, size, font in lines:
        sheet.line(text, size=size, font=font, gap=18)
    sheet.line("noor.haddad@example.com | 415-555-0133")
    sheet.heading("SKILLS")
    sheet.line("SQL, R, Tableau")
    return fields_of(sheet.pdf()).contact.location


@pytest.mark.parametrize(
    "place",
    [
        "Dar es Salaam, Tanzania",
        "Sidi bel Abbès, Algeria",
        "Bad Homburg v. d. Höhe, Germany",
        "'s-Hertogenbosch, Nederland",
        "San Cristóbal de las Casas, México",
    ],
)
def test_small_words_within_a_town_s_name_belong_to_it(place: str) -> None:
    assert head((place, 10, PLAIN)) == place


@pytest.mark.parametrize(
    ("address", "town"),
    [
        ("Musterweg 3 in 50667 Köln", "Köln"),
        ("5 rue de la Paix 75002 Paris", "Paris"),
        ("Jalan Ampang 12, 50450 Kuala Lumpur", "Kuala Lumpur"),
        ("Jl. Sudirman No. 5, Jakarta, Indonesia", "Jakarta, Indonesia"),
        ("Calle Mayor 5, 28013 Madrid", "Madrid"),
        ("Quinta da Fonte Lote 5, 2770-192 Vila Torta", "Vila Torta"),
        ("1053 Budapest, Kossuth Lajos utca 5.", "Budapest"),
    ],
)
def test_a_street_in_any_language_is_left_out(address: str, town: str) -> None:
    assert head((address, 10, PLAIN)) == town


def test_a_town_in_no_list_between_the_name_and_the_addresses_is_the_location() -> None:
    assert head(("Oxkirk", 10, PLAIN)) == "Oxkirk"


@pytest.mark.parametrize(
    "line", [("Nursing", 10, PLAIN), ("Oxkirk", 14, PLAIN), ("Data Person", 10, BOLD), ("Illustration", 10, PLAIN)]
)
def test_a_headline_between_the_name_and_the_addresses_is_no_town(line: tuple[str, float, str]) -> None:
    assert head(line) is None


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("Home: 308-555-0182 Cell: 308-555-0190", None),
        ("Salem, OR | Home: 308-555-0182 | Cell: 308-555-0190", "Salem, OR"),
        ("Odos Egnatia 112, Thessaloniki, Greece (Home)", "Thessaloniki, Greece"),
        ("Am Mühlgraben 7a, Nürnberg", "Nürnberg"),
        ("Dublin 4, Ireland", "Dublin 4, Ireland"),
    ],
)
def test_neither_telephones_nor_house_numbers_are_places(line: str, place: str | None) -> None:
    assert head((line, 10, PLAIN)) == place


def test_a_state_that_reads_like_a_court_stays_with_its_town() -> None:
    assert head(("Hartford, CT", 10, PLAIN)) == "Hartford, CT"


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("Residential area: Maritzdorp, KwaZulu-Natal", "Maritzdorp, KwaZulu-Natal"),
        ("Home base: Coralville, Queensland", "Coralville, Queensland"),
        ("Lugar de residencia: Villa Torta", "Villa Torta"),
        ("Wohnsitz: Oberdorf", "Oberdorf"),
        ("Ville : Montreval", "Montreval"),
        ("Marine biologist. Residence: Puerto Torta, Chile. ORCID 0000-0002-1825-0097", "Puerto Torta, Chile"),
        ("Cell # 0300-5550142 Address: House 44-C, Model Town Ext., Lahore", "Lahore"),
        ("Chambers: 4 Elm Court, London EC4Y 9ZZ.", "London"),
        ("14 Cluain Ard, Oxkirk, Co. Donegal, F92 XK20", "Oxkirk, Co. Donegal"),
        ("4-112, Temple Street, Oxnagar, Andhra Pradesh", "Oxnagar, Andhra Pradesh"),
        ("Purok 3, Brgy. Sta. Rita, Batangas City, Philippines", "Batangas City, Philippines"),
        ("Department of Biology, Oxkirk State University, Coralville, Oregon", "Coralville, Oregon"),
        ("Villa Garza Torta, N.L.", "Villa Garza Torta, N.L."),
        ("P.O. Box 118-20200 Oxkirk, Kenya", "Oxkirk, Kenya"),
        ("4 Elm Court, Temple, London EC4Y 9ZZ", "London"),
        ("Temple, London", "Temple, London"),
        ("12 Adeola Street, Surulere, Lagos, Nigeria", "Surulere, Lagos, Nigeria"),
        ("Adres: Steenweg op Gent 120, 9300 Oxstad Gsm: 0478/55.50.63", "Oxstad"),
        ("Address: 9 Elm Street, Oxkirk Driving licence: B", "Oxkirk"),
        ("C/ Mayor, 5, 3º B, 48001 Oxkirk (Vizcaya)", "Oxkirk (Vizcaya)"),
        ("Current location: Al Ain, UAE    Visa status: Resident", "Al Ain, UAE"),
        ("Based in Ghent, open to relocation", "Ghent"),
        ("Knockhill, Oxkirk, Co. Kerry, V31 TX00", "Oxkirk, Co. Kerry"),
        ("Oxkirk (29), France", "Oxkirk, France"),
        ("Address: Blk 9 Lot 2, Coralville City", "Coralville City"),
        ("Address: Flat 6, Sai Society, Nashik, Maharashtra \u2013 422003", "Nashik, Maharashtra"),
        ("Residência: Vila Torta, Portugal", "Vila Torta, Portugal"),
        ("Dirección: Cra. 7 # 45-10, Bogotá", "Bogotá"),
        ("Domicilio: Calle 5 No. 23, Col. Centro, Mérida, Yucatán", "Mérida, Yucatán"),
        ("Endereço: Rua das Flores, 45, Bairro Centro, Curitiba - PR", "Curitiba - PR"),
        ("Lives near Oxkirk, Somerset", "Oxkirk, Somerset"),
        ("20359 Oxstad Mobil +49 151 5550 1877", "Oxstad"),
        ("Oxkirk Cell: +1 616 555 0104", "Oxkirk"),
        ("Torta de Juárez, Oax.", "Torta de Juárez, Oax."),
        ("Oxkirk, Selangor", "Oxkirk, Selangor"),
        ("~ 07700 900862 ~ Oxkirk Bridge, West Yorkshire", "Oxkirk Bridge, West Yorkshire"),
    ],
)
def test_a_town_is_found_behind_labels_quarters_and_departments(line: str, place: str) -> None:
    assert head((line, 10, PLAIN)) == place


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("Chef. Ex-butcher. Oxkirk WA. M 0491 555 026 E dec@chef.example", "Oxkirk WA"),
        ("Oxkirk VIC 3121 | 0491 555 026", "Oxkirk VIC"),
        ("Oxdorf ZH | +41 79 555 64 12", "Oxdorf ZH"),
        ("Utrecht ~ +31 6 5550 1726 ~ hoi@anjali.example", "Utrecht"),
        ("Oxstad :: +31 6 5550 1726 :: hoi@anjali.example", "Oxstad"),
        ("Rue du Bailli 17 \u2013 B-1050 Montreval | +32 475 55 12 08", "Montreval"),
        ("Castellón de la Torta | +34 612 345 678", "Castellón de la Torta"),
        ("Coralville City, Cebu | +63 917 555 0104", "Coralville City, Cebu"),
    ],
)
def test_a_town_beside_a_number_is_told_by_any_sign_between_them(line: str, place: str) -> None:
    assert head((line, 10, PLAIN)) == place


def test_an_address_whose_line_ends_with_a_comma_goes_on_with_the_next() -> None:
    assert head(("Address: House 44-C, Model Town Ext.,", 10, PLAIN), ("Lahore. CNIC: none", 10, PLAIN)) == "Lahore"


def test_a_regions_name_that_is_broken_over_two_lines_is_whole() -> None:
    assert head(("Oxkirk City, Negros", 10, PLAIN), ("Oriental", 10, PLAIN)) == "Oxkirk City, Negros Oriental"
    assert head(("Oxkirk, North", 10, PLAIN), ("Carolina, USA", 10, PLAIN)) == "Oxkirk, North Carolina, USA"


def test_a_place_between_wide_gaps_in_a_line_of_addresses_is_told() -> None:
    sheet = Sheet()
    sheet.line("Bryn Oxley", size=22, gap=26)
    x = 50.0
    for text in ("bryn.oxley@example.ca", "+1 604 555 0155", "Oxkirk, BC", "Find me on LinkedIn"):
        sheet.put(x, text)
        x += sheet.width(text) + 12  # wider than a blank, and narrower than a gap between columns
    assert fields_of(sheet.pdf()).contact.location == "Oxkirk, BC"


def test_a_town_whose_name_is_broken_behind_a_small_word_is_whole() -> None:
    assert head(("Via delle Betulle 18, 38066 Oxa del", 10, PLAIN), ("Garda", 10, PLAIN)) == "Oxa del Garda"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Elm M\u00f6bel KG (H\u00f6velhof)", "Elm M\u00f6bel KG"),
        ("Elm Handel GmbH (Siemens AG)", "Elm Handel GmbH (Siemens AG)"),
    ],
)
def test_a_town_in_brackets_behind_a_legal_form_is_no_part_of_the_employer(text: str, name: str) -> None:
    assert without_town(text) == name

"""Towns as people write them into the head of a resume, all over the world."""

from __future__ import annotations

import pytest

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

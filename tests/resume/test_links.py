"""Addresses behind words and icons: LinkedIn is contact data, other links are in the text alone."""

from __future__ import annotations

import pytest

from tests.resume.corpus_pages import found, stored, truth
from tests.resume.pages import BOLD, Sheet
from tests.resume.reading import read

LINKEDIN = "https://www.linkedin.com/in/noor-haddad-7b1/"


def start() -> Sheet:
    sheet = Sheet()
    sheet.line("Noor Haddad", size=20, font=BOLD, gap=18)
    sheet.line("noor.haddad@example.com | 415-555-0133 | Oakland, CA", gap=18)
    return sheet


def finish(sheet: Sheet) -> bytes:
    sheet.heading("SKILLS")
    sheet.line("SQL, R, Tableau")
    return sheet.pdf()


def test_linkedin_that_is_only_a_link_behind_a_drawn_icon_is_read() -> None:
    sheet = start()
    sheet.page.draw_rect((50, 80, 62, 92), fill=(0, 0.4, 0.7))
    sheet.link(LINKEDIN, (50, 80, 62, 92))
    resume = read(finish(sheet))
    assert resume.contact.linkedin == LINKEDIN
    assert resume.contact.name == "Noor Haddad"


@pytest.mark.parametrize(
    "name", ["band-weasyprint--analyst", "sidebar-dark-chromium--platform", "sidebar-table-libreoffice--product"]
)
def test_linkedin_behind_an_icon_or_a_word_is_read_in_whole_files(name: str) -> None:
    assert truth(name).contact.linkedin
    assert "linkedin.com" not in stored(name)
    assert found(name).contact.linkedin == truth(name).contact.linkedin


@pytest.mark.parametrize(
    "shown", ["linkedin.com/in/noor-haddad-7b1", "LinkedIn: noor-haddad-7b1", "in/noor-haddad-7b1", "LinkedIn"]
)
def test_the_link_counts_whatever_its_words_are(shown: str) -> None:
    sheet = start()
    sheet.put(50, shown)
    sheet.link(LINKEDIN, (50, sheet.y - 10, 250, sheet.y + 3))
    sheet.y += 14
    assert read(finish(sheet)).contact.linkedin == LINKEDIN


@pytest.mark.parametrize(
    "address", ["github.com/noorhaddad", "noor-haddad.example.dev", "https://orcid.org/0000-0002-1825-0097"]
)
def test_other_links_are_in_the_text_and_in_no_field(address: str) -> None:
    sheet = start()
    sheet.put(50, address)
    uri = address if address.startswith("https://") else f"https://{address}"
    sheet.link(uri, (50, sheet.y - 10, 250, sheet.y + 3))
    sheet.y += 14
    resume = read(finish(sheet))
    assert address in resume.raw_text
    assert resume.contact.linkedin is None
    assert address not in resume.model_copy(update={"raw_text": ""}).model_dump_json()
    assert resume.skills == ["SQL", "R", "Tableau"]


def test_a_page_of_a_company_on_linkedin_is_not_the_candidates_profile() -> None:
    sheet = start()
    sheet.link("https://www.linkedin.com/company/harbor-insurance", (300, 80, 340, 92))
    assert read(finish(sheet)).contact.linkedin is None

"""The files of the corpus are whole: each page has its truth, and they come from many layouts and producers."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

import pytest

from intervue.resume.schema import ParsedResume
from tests.resume.apart_sets import MENDED, files_of, folders
from tests.resume.corpus.__main__ import FILES
from tests.resume.corpus.layout import all_layouts, person
from tests.resume.corpus.people import PEOPLE
from tests.resume.pages import pymupdf

if TYPE_CHECKING:
    from pathlib import Path

PAGES = sorted(FILES.glob("*.pdf"))
APART = [page for folder in folders() for page in sorted(folder.glob("*.pdf"))]
_LARGEST = 96 * 1024


def _letters(text: str) -> str:
    """Letters and digits in lower case: hyphens at the ends of lines, bullets and spaces come and go.

    Without accents and ligatures: LaTeX prints many accents as glyphs of their own.
    """
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKD", text.casefold().replace("ı", "i")))  # noqa: RUF001  # dotless


def _stands(text: str, shown: str) -> bool:
    """Whether the page shows the text; a long one may be cut in two by the turn of a page."""
    letters = _letters(text)
    cuts = range(4, len(letters) - 4) if len(letters) > 50 else range(0)
    return letters in shown or any(letters[:cut] in shown and letters[cut:] in shown for cut in cuts)


def _by_column(sheet: Any) -> str:
    """The lines of a page by where they begin, from the top down: design tools draw them in any order."""
    lines = [line for block in sheet.get_text("dict")["blocks"] for line in block.get("lines", ())]
    lines.sort(key=lambda line: (round(line["bbox"][0]), line["bbox"][1]))
    return "".join(span["text"] for line in lines for span in line["spans"])


def _truth(page: Path) -> ParsedResume:
    return ParsedResume.model_validate_json(page.with_suffix(".json").read_text("utf-8"))


def test_every_page_has_its_truth_and_every_truth_its_page() -> None:
    assert [page.stem for page in PAGES] == sorted(truth.stem for truth in FILES.glob("*.json"))


def test_the_corpus_has_at_least_sixty_pages_in_fourteen_layouts_from_three_producers() -> None:
    producers = set()
    for page in PAGES:
        with pymupdf.open(page) as document:
            data = document.metadata or {}
        producers.add((data.get("producer") or data.get("creator") or "").split("/")[0].split()[0])
    assert len(PAGES) >= 60
    assert len({page.stem.rpartition("--")[0] for page in PAGES}) >= 14
    assert len(producers) >= 3


def test_the_files_are_those_that_the_layouts_would_make() -> None:
    wanted = {f"{layout.name}--{slug}" for layout in all_layouts() for slug in layout.people}
    assert {page.stem for page in PAGES} == wanted


def test_the_people_come_from_many_professions_and_languages() -> None:
    assert len({each.slug for each in PEOPLE}) == len(PEOPLE) >= 24
    assert {each.page_language for each in PEOPLE} == {"en", "de", "fr", "es", "pt", "it", "nl"}
    assert {page.stem.rpartition("--")[2] for page in PAGES} == {each.slug for each in PEOPLE}


def test_the_sets_that_were_read_once_have_their_files() -> None:
    assert {name: len(list(files_of(name).glob("*.pdf"))) for name in MENDED} == {
        "unseen": 20,
        "apart": 25,
        "later": 25,
        "fourth": 25,
    }
    assert {files_of(name) for name in MENDED} <= set(folders())


@pytest.mark.parametrize("page", [*PAGES, *APART], ids=lambda page: page.stem)
def test_what_the_truth_says_stands_on_the_page(page: Path) -> None:
    truth = _truth(page)
    with pymupdf.open(page) as document:
        shown = _letters("".join(sheet.get_text() for sheet in document))
        shown += _letters("".join(_by_column(sheet) for sheet in document))
        shown += _letters("".join(link.get("uri", "") for sheet in document for link in sheet.get_links()))
    contact = truth.contact
    said = [contact.name, contact.email, contact.phone, contact.location, truth.summary]
    said += [contact.linkedin.removeprefix("https://") if contact.linkedin else None]
    for job in truth.experiences:
        said += [job.title, job.company, job.start_date, job.end_date, job.description, *job.highlights]
    for study in truth.education:
        said += [study.institution, study.degree, study.field, study.graduation_date]
    said += truth.skills + truth.certifications
    missing = [text for text in said if text and not _stands(text, shown)]
    assert not missing


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_is_small_and_its_person_is_the_one_it_is_named_after(page: Path) -> None:
    assert page.stat().st_size < _LARGEST
    assert _truth(page).contact.name == person(page.stem.rpartition("--")[2]).name

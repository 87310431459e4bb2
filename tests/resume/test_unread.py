"""What was not read is said: pages that are pictures, damaged files, and what nearly every resume has."""

from __future__ import annotations

import pytest

from intervue.engines.base import BadInputError
from intervue.engines.parser import BROKEN, NO_PAGES
from intervue.resume.confidence import DOUBTFUL
from intervue.resume.schema import DetailedResume
from tests.engines.hostile_pdfs import raw_pdf
from tests.resume.pages import BOLD, Sheet, developer, pymupdf
from tests.resume.reading import parser


def read(pdf: bytes) -> DetailedResume:
    (resume,) = [result for result in parser().parse(pdf, details=True) if result is not None]
    assert isinstance(resume, DetailedResume)
    return resume


def with_pictures(*at: int) -> bytes:
    """The developer's page among pages that are pictures, at these places."""
    document = pymupdf.open(stream=developer(), filetype="pdf")
    picture = pymupdf.Pixmap(pymupdf.csGRAY, pymupdf.IRect(0, 0, 40, 52), False).tobytes("png")
    for number in at:
        page = document.new_page(number - 1, width=612, height=792)
        page.insert_image(page.rect, stream=picture)
    return bytes(document.tobytes())


@pytest.mark.parametrize("at", [(2,), (1,), (1, 3), (2, 3)])
def test_pages_that_are_pictures_are_named(at: tuple[int, ...]) -> None:
    resume = read(with_pictures(*at))
    assert resume.contact.name == "Priya Raman"
    assert resume.unread_pages == list(at)


def test_a_whole_file_has_neither_unread_pages_nor_damage() -> None:
    resume = read(developer())
    assert (resume.unread_pages, resume.repaired) == ([], False)


def test_a_truncated_file_is_called_damaged_and_an_empty_one_empty() -> None:
    whole = developer()
    with pytest.raises(BadInputError, match=BROKEN):
        read(whole[:300])
    empty = raw_pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>")
    with pytest.raises(BadInputError, match=NO_PAGES):
        read(empty)


def test_a_damaged_file_that_can_still_be_read_says_so() -> None:
    whole = developer()
    resume = read(whole[: whole.rindex(b"startxref")])
    assert resume.contact.name == "Priya Raman"
    assert resume.repaired


def test_a_missing_phone_e_mail_or_list_is_marked_and_one_that_is_there_is_not() -> None:
    sheet = Sheet()
    sheet.line("Joan Ferrer", size=20, font=BOLD, gap=20)
    sheet.line("joan.ferrer@example.org | Reus, Spain")
    sheet.heading("Education")
    sheet.line("BSc in Physics, University of Leeds, 2014")
    bare = read(sheet.pdf()).confidence
    missing = {"contact.phone", "experiences", "skills"}
    assert all(bare[path] < DOUBTFUL for path in missing)
    assert bare["contact.email"] > DOUBTFUL
    assert "education" not in bare
    assert not (missing | {"contact.email", "education"}) & {
        path for path, sure in read(developer()).confidence.items() if sure < DOUBTFUL
    }


def test_what_many_people_leave_out_is_not_asked_for() -> None:
    sheet = Sheet()
    sheet.line("Joan Ferrer", size=20, font=BOLD, gap=20)
    sheet.line("joan.ferrer@example.org | +34 612 345 678")
    confidence = read(sheet.pdf()).confidence
    assert not {"contact.linkedin", "contact.location", "summary", "certifications"} & set(confidence)

"""Where each field stands: its place on the page of the PDF it was read from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pymupdf as _pymupdf
import pytest

from intervue.resume.confidence import DOUBTFUL, MISSING
from intervue.resume.provenance import fields
from intervue.resume.schema import DetailedResume, Source, Spot
from intervue.resume.tracing import fold, fold_words
from scripts.bench_resume.pairs import pairs
from tests.resume.pages import BOLD, Sheet, developer, nurse, sales_manager, teacher
from tests.resume.reading import parser

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pymupdf: Any = _pymupdf


def read(pdf: bytes) -> DetailedResume:
    (resume,) = [result for result in parser().parse(pdf, details=True) if result is not None]
    assert isinstance(resume, DetailedResume)
    return resume


class Printed:
    """What is printed on the pages of a PDF."""

    def __init__(self, pdf: bytes) -> None:
        with pymupdf.open(stream=pdf, filetype="pdf") as document:
            self._words = [page.get_text("rawdict", flags=pymupdf.TEXT_PRESERVE_WHITESPACE) for page in document]

    def at(self, source: Source) -> str:
        """The folded text of the glyphs that stand in the boxes of a source, give or take 3 points at its sides."""
        return fold("".join(char for spot in (source, *source.continued) for char in self._glyphs(spot)))

    def _glyphs(self, spot: Spot) -> Iterator[str]:
        left, top, right, bottom = spot.box
        for block in self._words[spot.page - 1]["blocks"]:
            for line in block.get("lines", ()):
                for char in (char for span in line["spans"] for char in span["chars"]):
                    x0, y0, x1, y1 = char["bbox"]
                    if left - 3 <= (x0 + x1) / 2 <= right + 3 and top <= (y0 + y1) / 2 <= bottom:
                        yield char["c"]


def values(resume: DetailedResume) -> dict[str, str]:
    return {path: text for path, text, _ in fields(resume) if text}


@pytest.mark.parametrize("career", [developer, nurse, sales_manager, teacher])
def test_what_is_printed_at_a_fields_place_is_the_field(career: Callable[[], bytes]) -> None:
    pdf = career()
    page, resume = Printed(pdf), read(pdf)
    shown = values(resume)
    assert set(resume.confidence) >= set(shown)
    for path, text in shown.items():
        if path == "contact.linkedin":
            continue  # it may be behind a link, where nothing of it is printed
        printed = page.at(resume.source[path])
        assert all(word in printed for word in fold_words(text)), (path, text, printed)
        assert len(printed) < len(text) + 20 or text.count(" ") > 5, (path, text, printed)  # running text has edges


def test_the_place_of_a_link_without_words_is_the_links() -> None:
    assert read(developer()).source["contact.linkedin"].box == (300, 70, 420, 90)


def test_a_shared_employer_has_one_place_and_each_role_its_own() -> None:
    resume = read(sales_manager())
    first, second = (resume.source[f"experiences.{number}.company"] for number in (0, 1))
    assert first == second
    tops = [resume.source[f"experiences.{number}.title"].box[1] for number in range(3)]
    assert tops == sorted(set(tops))


def test_equal_texts_are_found_at_their_own_entry() -> None:
    sheet = Sheet()
    sheet.line("Joan Ferrer", size=20, font=BOLD, gap=20)
    sheet.line("joan.ferrer@example.org")
    sheet.heading("Experience")
    for company, period in (("Alder Mills Ltd", "2019 - 2021"), ("Birch Mills Ltd", "2017 - 2019")):
        sheet.dated("Machine Operator", period)
        sheet.line(company)
        sheet.bullets("Ran the night shift")
        sheet.y += 6
    resume = read(sheet.pdf())
    for key in ("title", "end_date", "start_date", "highlights.0"):
        first, second = (resume.source[f"experiences.{number}.{key}"].box[1] for number in (0, 1))
        above = [resume.source[f"experiences.{number}.company"].box[1] for number in (0, 1)]
        assert abs(first - above[0]) < 20, key
        assert abs(second - above[1]) < 20, key


def test_a_point_that_goes_on_over_the_page_has_a_box_on_both() -> None:
    sheet = Sheet()
    sheet.line("Joan Ferrer", size=20, font=BOLD, gap=20)
    sheet.heading("Experience")
    sheet.dated("Machine Operator", "2019 - 2021")
    sheet.line("Alder Mills Ltd")
    sheet.y = 690
    sheet.put(60, "\u2022")
    sheet.line("Rebuilt the carding line with two fitters, so that it could be cleaned without", x=72)
    sheet.new_page()
    sheet.line("stopping the looms that are fed by it", x=72)
    resume = read(sheet.pdf())
    (path,) = [path for path in resume.source if path.startswith("experiences.0.highlights.") or "description" in path]
    source = resume.source[path]
    assert (source.page, [spot.page for spot in source.continued]) == (1, [2])


def test_what_was_not_found_is_doubtful_and_has_no_place() -> None:
    sheet = Sheet()
    sheet.line("Joan Ferrer", size=20, font=BOLD, gap=20)
    sheet.line("joan.ferrer@example.org")
    sheet.heading("Experience")
    sheet.dated("Machine Operator", "2019 - 2021")
    sheet.bullets("Ran the night shift of nine looms")
    resume = read(sheet.pdf())
    assert resume.experiences[0].company == ""
    assert resume.confidence["experiences.0.company"] == MISSING < DOUBTFUL
    assert "experiences.0.company" not in resume.source


def test_on_the_corpus_nearly_every_value_is_printed_at_its_place() -> None:
    amiss = []
    count = 0
    for pair in pairs()[::12]:
        pdf = pair.path.read_bytes()
        page, resume = Printed(pdf), read(pdf)
        shown = {path: text for path, text in values(resume).items() if path != "contact.linkedin"}
        count += len(shown)
        for path, text in shown.items():
            printed = page.at(resume.source[path]) if path in resume.source else ""
            if not all(word in printed for word in fold_words(text)):
                amiss.append((pair.name, path, text, printed))
    assert len(amiss) <= 0.02 * count, amiss

"""The résumé parser as an engine: PyMuPDF turns a PDF into lines, `intervue.resume` turns lines into a résumé.

PyMuPDF is imported in `load` only: it takes a second and 140 MB, crashes on some files, and holds the GIL for as long
as a hostile file likes. Deadline and memory limit are the host's.
"""

from __future__ import annotations

import gc
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any

from intervue.engines.base import BadInputError, Engine, EngineError
from intervue.engines.layers import settle
from intervue.engines.links import MAX_LINKS, bound
from intervue.engines.painted import VECTOR
from intervue.engines.visible import Sight, look, mentioned
from intervue.resume.grids import rules_of
from intervue.resume.lines import Box, Link
from intervue.resume.marks import with_drawn_bullets
from intervue.resume.open_tables import with_tables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from intervue.resume.lines import Line
    from intervue.resume.ordered import Ordered
    from intervue.resume.schema import DetailedResume, ParsedResume

MAGIC_BYTES = 1024 + 5
"""Readers accept a PDF whose header begins within the first 1024 bytes (ISO 32000-1, implementation note 13)."""
_MAX_CHARS = 200_000
"""Characters that are read in all; a résumé of twenty full pages has 80,000."""
_MAX_LINES = 5000
_LEAST_LINK = 2.0
"""Width and height of the place of a link on the page, points; nobody can click on a smaller one."""
_MIN_LETTERS = 20
_COLLECT_AFTER = 50_000
"""New objects after which the collector looks for cycles; a page makes about as many, and hardly one cycle."""
_OUTLINE_MAX, _DOT = 26.0, 2.0
"""Size of the box of a small outline, and half the size of the dot it stands for, points."""

NOT_A_PDF = "Only PDF files are supported. Please upload a PDF resume."
BROKEN = "This PDF is damaged and cannot be read. Please export it again and upload the new file."
ENCRYPTED = "This PDF is protected with a password. Please upload a copy without a password."
NO_PAGES = "This PDF has no pages. Please export it again and upload the new file."
NO_TEXT = (
    "This PDF holds no text that can be read: its letters are drawings, or its fonts do not say what they stand for."
    " Please upload a PDF exported from a word processor, or one with recognised text."
)
TURNED = (
    "The text of this PDF lies on its side or upside down. Please turn its pages upright, export it again"
    " and upload the new file."
)
EMPTY = "The pages of this PDF are empty. Please export your resume again and upload the new file."
UNSEEN = (
    "The text of this PDF cannot be seen by its reader: it is transparent, tiny, covered, or as light as the page."
    " Please upload a PDF that shows its text."
)
SCAN = (
    "This PDF is a scan: its pages are pictures without text."
    " Please upload a PDF exported from a word processor, or run text recognition (OCR) on the scan first."
)


def too_large(max_bytes: int) -> str:
    """The sentence for a file over the limit."""
    return f"The file is larger than {max_bytes / 1024**2:g} MB. Please upload a smaller PDF."


def looks_like_pdf(data: bytes) -> bool:
    """Whether the magic bytes are there, after at most a little junk (a byte order mark, blank lines)."""
    return b"%PDF-" in data[:MAGIC_BYTES]


@dataclass
class Reading:
    """The text of a PDF: `lines` and `links` of all pages, `hidden` passages, and the numbers (from 1) of `pictures`.

    `read` is the last page that was read of `pages`; the rest was too much. `repaired`: the file was damaged.
    `turned`: how many letters lie on their side; `marked`: whether there is anything on a page without upright text.
    """

    lines: list[Line] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    pictures: list[int] = field(default_factory=list)
    pages: int = 0
    read: int = 0
    repaired: bool = False
    turned: int = 0
    marked: bool = False


class ResumeParser(Engine):
    """Reads one PDF per request.

    Args:
        max_pages: more pages are refused.
        max_bytes: a larger file is refused.
    """

    def __init__(self, max_pages: int, max_bytes: int) -> None:
        self._max_pages = max_pages
        self._max_bytes = max_bytes
        self._mupdf: Any = None
        self._in_order: Callable[[list[Line]], Ordered] = _not_loaded
        self._parse_ordered: Callable[[Ordered, list[Link]], ParsedResume] = _not_read
        self._with_details: Callable[..., DetailedResume] = _not_detailed
        self._errors: tuple[type[BaseException], ...] = ()

    def load(self) -> None:
        """Import PyMuPDF and all that parsing needs."""
        try:
            import pymupdf  # noqa: PLC0415 - it costs a second and 140 MB: in this process only
        except ImportError as error:
            raise EngineError(f"PyMuPDF cannot be imported: {error}") from error
        from intervue.resume.details import with_details  # noqa: PLC0415 - the same
        from intervue.resume.ordered import in_order  # noqa: PLC0415 - the same
        from intervue.resume.parse import parse_ordered  # noqa: PLC0415 - its phonenumbers stays out of the server

        self._in_order = in_order
        self._parse_ordered = parse_ordered
        self._with_details = with_details
        self._mupdf = pymupdf
        # What was imported stays: with it out of the way, and fewer collections, a page takes 7 % less.
        gc.freeze()
        gc.set_threshold(_COLLECT_AFTER)
        self._mupdf.TOOLS.mupdf_display_errors(False)
        self._mupdf.TOOLS.mupdf_display_warnings(False)
        # What PyMuPDF raises for a bad file is not its own: the wrappers stumble over what is missing in it.
        self._errors = (
            pymupdf.mupdf.FzErrorBase,
            ArithmeticError,
            AssertionError,
            AttributeError,
            LookupError,
            RuntimeError,
            TypeError,
            ValueError,
            MemoryError,
            RecursionError,
        )

    def trial(self) -> None:
        """Parse a page made here. Its telephone number makes the tables of numbers load before the first request."""
        document = self._mupdf.open()
        try:
            document.new_page().insert_text((72, 72), ["Trial Candidate", "trial@example.com", "+1 212 555 0100"])
            pdf = document.tobytes()
        finally:
            document.close()
        results = [result for result in self.parse(pdf) if result is not None]
        if len(results) != 1 or results[0].contact.phone != "+1 212 555 0100":
            raise EngineError("The resume parser misread its own trial page.")

    def parse(
        self,
        pdf: bytes,
        details: bool = False,  # noqa: FBT001, FBT002 - hosts hand arguments on by position
    ) -> Iterator[ParsedResume | None]:
        """The résumé in `pdf`, with `details` a `DetailedResume`; `None` after each page.

        Raises:
            BadInputError: the file is no PDF, too large, damaged, encrypted, empty, too long or has no text.
        """
        found = Reading()
        yield from self.read(pdf, found, details=details)
        if len(found.pictures) == found.read or not _has_letters(line.text for line in found.lines):
            raise BadInputError(_why_nothing(found))
        ordered = self._in_order(found.lines[:_MAX_LINES])
        resume = self._parse_ordered(ordered, found.links)
        if not details:
            yield resume
            return
        unread = [*found.pictures, *range(found.read + 1, found.pages + 1)]
        yield self._with_details(resume, ordered, found.links, mentioned(found.hidden), unread, repaired=found.repaired)

    def read(self, pdf: bytes, found: Reading, *, details: bool = False) -> Iterator[None]:
        """Put the text of `pdf` into `found`, page by page; with `details` also what is clipped or off the page.

        Raises:
            BadInputError: the file is no PDF, too large, damaged, encrypted, empty or too long.
        """
        if len(pdf) > self._max_bytes:
            raise BadInputError(too_large(self._max_bytes))
        if not looks_like_pdf(pdf):
            raise BadInputError(NOT_A_PDF)
        document = self._open(pdf)
        try:
            found.pages = found.read = self._check(document)
            budget = _MAX_CHARS
            found.repaired = bool(document.is_repaired)
            self._settle_layers(document)
            for number in range(found.pages):
                if budget > 0 and len(found.lines) < _MAX_LINES:
                    page = self._page(document, number, MAX_LINKS - len(found.links))
                    sight = self._look(page, details)
                    lines, used = self._lines(page, number, sight, budget)
                    found.lines += lines
                    found.turned += 0 if lines else sight.text.turned()
                    found.marked |= bool(sight.text.blocks)
                    found.hidden += [*sight.hidden, *sight.text.heaps]
                    found.pictures += [number + 1] * sight.picture
                    found.read = number + 1
                    found.links += self._links(page, number)
                    budget -= used
                yield None
        finally:
            self._close(document)

    def _open(self, pdf: bytes) -> Any:
        try:
            document = self._mupdf.open(stream=pdf, filetype="pdf")
        except self._errors as error:
            raise BadInputError(BROKEN) from error
        try:
            is_pdf = bool(document.is_pdf)
        except self._errors as error:
            raise BadInputError(BROKEN) from error
        if not is_pdf:
            self._close(document)
            raise BadInputError(NOT_A_PDF)
        return document

    def _check(self, document: Any) -> int:
        """The number of pages of a document that may be read."""
        try:
            locked, count = bool(document.needs_pass), 0 if document.needs_pass else int(document.page_count)
        except self._errors as error:
            raise BadInputError(BROKEN) from error
        if locked:
            raise BadInputError(ENCRYPTED)
        if count < 1:
            raise BadInputError(BROKEN if document.is_repaired else NO_PAGES)
        if count > self._max_pages:
            raise BadInputError(
                f"This PDF has {count} pages; a resume may have at most {self._max_pages}. Please upload a shorter one."
            )
        return count

    def _close(self, document: Any) -> None:
        try:
            document.close()
        except self._errors as error:
            raise BadInputError(BROKEN) from error

    def _settle_layers(self, document: Any) -> None:
        try:
            settle(document)
        except self._errors as error:
            raise BadInputError(BROKEN) from error

    def _page(self, document: Any, number: int, most_links: int) -> Any:
        try:
            bound(self._mupdf, document, number, most_links)
            return document[number]
        except self._errors as error:
            raise BadInputError(BROKEN) from error

    def _look(self, page: Any, details: bool) -> Sight:  # noqa: FBT001 - as in `parse`
        mupdf = self._mupdf
        flags = mupdf.TEXT_PRESERVE_WHITESPACE | mupdf.TEXT_COLLECT_VECTORS
        try:
            return look(mupdf, page, flags, all_hidden=details)
        except self._errors as error:
            raise BadInputError(BROKEN) from error

    def _lines(self, page: Any, number: int, sight: Sight, budget: int) -> tuple[list[Line], int]:
        """The lines of a page, and how many characters they have: at most `budget`."""
        blocks = [block for block in sight.text.blocks if block.get("type") == VECTOR]
        rules = rules_of(Box(*block["bbox"]) for block in blocks)
        try:
            lines, used = sight.text.lines(number, float(page.rect.height), sight.unseen, budget, rules)
        except self._errors as error:
            raise BadInputError(BROKEN) from error
        return with_tables(with_drawn_bullets(lines, _drawings(blocks)), rules), used

    def _links(self, page: Any, number: int) -> list[Link]:
        try:
            found = page.get_links()
        except self._errors:
            return []
        return [
            Link(str(link["uri"]), Box(*(float(edge) for edge in link["from"])), number)
            for link in found
            if link.get("uri") and "from" in link and _can_be_clicked(link["from"] & page.rect)
        ]


def _can_be_clicked(area: Any) -> bool:
    return bool(min(area.width, area.height) >= _LEAST_LINK)


def _has_letters(texts: Iterable[str]) -> bool:
    letters = (char for text in texts for char in text if char.isalnum())
    return len(list(islice(letters, _MIN_LETTERS))) == _MIN_LETTERS


def _why_nothing(found: Reading) -> str:
    """What is told of a file without text."""
    if found.pictures:
        return SCAN
    if _has_letters(found.hidden):
        return UNSEEN
    if found.turned >= _MIN_LETTERS:
        return TURNED
    empty = NO_TEXT if found.marked or found.lines else EMPTY
    return BROKEN if found.repaired else empty


def _drawings(blocks: list[dict[str, Any]]) -> list[Box]:
    """What is painted. The box of an outline has room for its mitres: a small outline counts as a dot in its middle.

    One that is longer than wide is a rule, such as browsers draw at each side of a table's cell.
    """
    boxes: list[Box] = []
    for block in blocks:
        box = Box(*(float(edge) for edge in block["bbox"]))
        wide, high = box.x1 - box.x0, box.height
        if block.get("stroked") and max(wide, high) < _OUTLINE_MAX and abs(wide - high) <= _DOT:
            x, y = (box.x0 + box.x1) / 2, box.middle
            box = Box(x - _DOT, y - _DOT, x + _DOT, y + _DOT)
        boxes.append(box)
    return boxes


def _not_loaded(lines: list[Line]) -> Ordered:
    raise EngineError(f"The parser is not loaded ({len(lines)} lines).")


def _not_read(ordered: Ordered, links: list[Link]) -> ParsedResume:
    raise EngineError(f"The parser is not loaded ({len(ordered.regions)} regions, {len(links)} links).")


def _not_detailed(_: ParsedResume, ordered: Ordered, *more: object, **flags: object) -> DetailedResume:
    raise EngineError(f"The parser is not loaded ({len(ordered.regions)} regions, {len(more) + len(flags)} details).")

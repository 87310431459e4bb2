"""A coloured band with name and contact above two columns: the career left, skills as chips and studies right.

Made with Cairo 1.16 and Pango 1.50 (cairocffi, pangocffi, pangocairocffi) in Lato.
"""

from __future__ import annotations

import importlib
import io
import math
from typing import TYPE_CHECKING, Any

from tests.resume.apart.layout import Layout
from tests.resume.apart.model import bare

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.resume.apart.model import Page
    from tests.resume.corpus.model import Item, Job, Study

Colour = tuple[float, float, float]

BAND = 124.0
"""Height of the band in points, as all measures here."""
LEFT, LEFT_WIDTH, GAP = 40.0, 322.0, 28.0
LEADING = 2.2
SIZES = {"A4": (595.28, 841.89), "Letter": (612.0, 792.0)}
INK: Colour = (0.13, 0.15, 0.17)
MUTED: Colour = (0.40, 0.44, 0.48)
WHITE: Colour = (1.0, 1.0, 1.0)
PALE: Colour = (0.91, 0.93, 0.94)
ACCENTS: dict[str, Colour] = {"en": (0.09, 0.36, 0.40), "es": (0.62, 0.25, 0.11), "nl": (0.27, 0.22, 0.45)}
BESIDE = ("skills", "studies", "certifications", "languages", "interests")
"""The sections of the right column."""


class Sheet:
    """A page of Cairo on which Pango sets paragraphs; `y` is where the next one goes."""

    def __init__(self, paper: str, accent: Colour, title: str) -> None:
        cairo = importlib.import_module("cairocffi")
        self.pango = importlib.import_module("pangocffi")
        self.pangocairo = importlib.import_module("pangocairocffi")
        self.width, self.height = SIZES[paper]
        self.accent = accent
        self.out = io.BytesIO()
        self.surface: Any = cairo.PDFSurface(self.out, self.width, self.height)
        self.surface.set_metadata(cairo.PDF_METADATA_TITLE, title)
        self.context: Any = cairo.Context(self.surface)
        self.x, self.y, self.room = LEFT, 0.0, LEFT_WIDTH

    def _layout(self, text: str, font: str, width: float | None) -> Any:
        layout = self.pangocairo.create_layout(self.context)
        layout.font_description = _font(self.pango, font)
        if width is not None:
            layout.width = self.pango.units_from_double(width)
            layout.wrap = self.pango.WrapMode.WORD_CHAR
        layout.spacing = self.pango.units_from_double(LEADING)
        layout.text = text
        return layout

    def _size(self, layout: Any) -> tuple[float, float]:
        width, height = layout.get_size()
        return self.pango.units_to_double(width), self.pango.units_to_double(height)

    def write(self, text: str, font: str = "10", colour: Colour = INK, *, indent: float = 0.0, link: str = "") -> None:
        """A paragraph in the column, from `y` on, which moves below it."""
        layout = self._layout(text, font, self.room - indent)
        self._show(layout, self.x + indent, self.y, colour, link)
        self.y += self._size(layout)[1] + LEADING

    def beside(self, left: str, right: str, font: str, right_font: str) -> None:
        """Two texts on one row: the right one at the column's end."""
        date = self._layout(right, right_font, None)
        width, _ = self._size(date)
        title = self._layout(left, font, self.room - width - 8)
        self._show(title, self.x, self.y, INK)
        self._show(date, self.x + self.room - width, self.y + 0.5, MUTED)
        self.y += self._size(title)[1] + LEADING

    def row(self, texts: Sequence[tuple[str, str]], font: str, gap: float) -> None:
        """Texts with links beside each other, in as many rows as they need."""
        x = self.x
        for text, link in texts:
            layout = self._layout(text, font, None)
            width, tall = self._size(layout)
            if x + width > self.x + self.room:
                x, self.y = self.x, self.y + tall + 2
            self._show(layout, x, self.y, WHITE, link)
            x += width + gap

    def chips(self, texts: Sequence[str]) -> None:
        """Texts on rounded plates, as many in a row as there is room for."""
        x, height = self.x, 18.0
        for text in texts:
            layout = self._layout(text, "9.5", None)
            width, tall = self._size(layout)
            if x + width + 12 > self.x + self.room:
                x, self.y = self.x, self.y + height + 4
            self._plate(x, self.y, width + 12, height)
            self._show(layout, x + 6, self.y + (height - tall) / 2, INK)
            x += width + 16
        self.y += height + 4

    def rectangle(self, x: float, y: float, width: float, height: float) -> None:
        """A filled rectangle in the accent's colour."""
        self.context.set_source_rgb(*self.accent)
        self.context.rectangle(x, y, width, height)
        self.context.fill()

    def _plate(self, x: float, y: float, width: float, height: float) -> None:
        radius = height / 2
        self.context.set_source_rgb(*PALE)
        self.context.new_sub_path()
        self.context.arc(x + width - radius, y + radius, radius, -math.pi / 2, math.pi / 2)
        self.context.arc(x + radius, y + radius, radius, math.pi / 2, 3 * math.pi / 2)
        self.context.close_path()
        self.context.fill()

    def _show(self, layout: Any, x: float, y: float, colour: Colour, link: str = "") -> None:
        self.context.set_source_rgb(*colour)
        self.context.move_to(x, y)
        if link:
            self.context.tag_begin("Link", f"uri='{link}'")
        self.pangocairo.show_layout(self.context, layout)
        if link:
            self.context.tag_end("Link")

    def finish(self) -> bytes:
        """The PDF."""
        self.surface.finish()
        return self.out.getvalue()


def _font(pango: Any, font: str) -> Any:
    """Lato; `font` is its size in points, with `bold` or `italic` behind it."""
    size, _, style = font.partition(" ")
    described = pango.FontDescription()
    described.family = "Lato"
    described.size = pango.units_from_double(float(size))
    if style == "bold":
        described.weight = pango.Weight.BOLD
    if style == "italic":
        described.style = pango.Style.ITALIC
    return described


def _head(sheet: Sheet, page: Page) -> None:
    person = page.person
    sheet.rectangle(0, 0, sheet.width, BAND)
    sheet.y, sheet.room = 20, sheet.width - 2 * LEFT
    sheet.write(person.name, "26 bold", WHITE)
    sheet.write(person.headline, "13", WHITE)
    sheet.y = BAND - 38
    contact = [(person.email, f"mailto:{person.email}"), (person.phone, ""), (page.place, "")]
    contact += [(page.linkedin_text, person.linkedin)] if person.linkedin else []
    contact += [(bare(person.website), person.website)] if person.website else []
    sheet.row(contact, "8.5", 16)


def _bullets(sheet: Sheet, texts: Sequence[str]) -> None:
    for text in texts:
        top = sheet.y
        sheet.write("•")
        sheet.y = top
        sheet.write(text, indent=10)
        sheet.y += 0.5


def _job(sheet: Sheet, page: Page, job: Job) -> None:
    sheet.beside(job.title, page.period(job.start, job.end), "11 bold", "9.5")
    sheet.write(job.company + (f", {job.place}" if job.place else ""), "10 italic", sheet.accent)
    sheet.y += 2
    if job.description:
        sheet.write(job.description)
    _bullets(sheet, job.highlights)
    sheet.y += 9


def _study(sheet: Sheet, page: Page, study: Study) -> None:
    sheet.write(page.studied(study), "10.5 bold")
    sheet.write(study.institution)
    sheet.write(page.period(study.begun, study.date), "9.5", MUTED)
    if study.note:
        sheet.write(study.note, "9.5", MUTED)
    sheet.y += 5


def _item(sheet: Sheet, item: Item) -> None:
    sheet.beside(item.title, item.date, "10.5 bold", "9.5")
    sheet.write(item.detail)
    sheet.y += 4


def _section(sheet: Sheet, page: Page, key: str) -> None:
    person = page.person
    sheet.write(page.heads[key], "14 bold", sheet.accent)
    sheet.rectangle(sheet.x, sheet.y + 1, 28, 1.6)
    sheet.y += 8
    if key == "summary":
        sheet.write(person.summary, "10.5")
    elif key == "jobs":
        for job in person.jobs:
            _job(sheet, page, job)
    elif key == "studies":
        for study in person.studies:
            _study(sheet, page, study)
    elif key == "skills":
        sheet.chips([skill for _, group in person.skills for skill in group])
    elif key == "certifications":
        _bullets(sheet, page.certifications())
    elif key in {"projects", "awards", "volunteering"}:
        for item in getattr(person, key):
            _item(sheet, item)
    else:
        for line in page.lines(key):
            sheet.write(line)
    sheet.y += 13


def make(page: Page) -> bytes:
    """The page through Cairo; ImportError without its bindings, OSError without its library."""
    north_american = page.place.endswith(("Oregon", "BC"))
    sheet = Sheet("Letter" if north_american else "A4", ACCENTS[page.person.page_language], page.person.name)
    _head(sheet, page)
    right = LEFT + LEFT_WIDTH + GAP
    for x, width, beside in ((LEFT, LEFT_WIDTH, False), (right, sheet.width - right - LEFT, True)):
        sheet.x, sheet.room, sheet.y = x, width, BAND + 20
        for key in page.heads:
            if (key in BESIDE) == beside:
                _section(sheet, page, key)
    return sheet.finish()


LAYOUT = Layout(
    "band-pango", "band", "cairocffi, pangocffi, pangocairocffi (pip), libpangocairo (apt), fonts-lato", make
)

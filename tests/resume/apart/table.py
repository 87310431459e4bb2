"""A table of dates with a line of time beside the entries, headings on grey bars.

Made with fpdf2 2.8 and Noto Sans (found by fontconfig).
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from tests.resume.apart.layout import Layout, font_file
from tests.resume.apart.model import bare

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.resume.apart.model import Page

LEFT, DATES, TEXT, RIGHT = 17.0, 37.0, 62.0, 193.0
"""Millimetres from the left edge: margin, width of the dates' column, the entries' column, its end."""
AXIS = 57.0
LAST_START = 255.0
"""An entry that would begin below this many millimetres begins a new page."""
LAST_HEADING = 268.0
INK, BAR, PALE = (35, 62, 92), (229, 234, 240), (120, 132, 148)
LABELS = {"nl": ("Adres", "Telefoon", "E-mail"), "de": ("Adresse", "Telefon", "E-Mail")}


class Sheet:
    """A page of fpdf2 with the rows of this layout."""

    def __init__(self, paper: str) -> None:
        self.pdf: Any = importlib.import_module("fpdf").FPDF(format=paper)
        self.pdf.set_margins(LEFT, 15, 210 - RIGHT)
        self.pdf.set_auto_page_break(True, 14)
        for style, pattern in {"": "Noto Sans", "B": "Noto Sans:bold", "I": "Noto Sans:italic"}.items():
            self.pdf.add_font("Noto", style, font_file(pattern))
        self.pdf.add_page()

    def text(self, x: float, text: str, style: str = "", size: float = 9.2, **more: Any) -> None:
        """Text from x to the right margin, wrapped; the next row is below it."""
        self.pdf.set_font("Noto", style, size)
        self.pdf.set_x(x)
        self.pdf.multi_cell(
            more.pop("width", RIGHT - x), size * 0.485, text, align="L", new_x="LMARGIN", new_y="NEXT", **more
        )

    def bullets(self, texts: Sequence[str]) -> None:
        """Bulleted rows in the entries' column."""
        for text in texts:
            y = self.pdf.get_y()
            self.text(TEXT, "•")
            self.pdf.set_y(y)
            self.text(TEXT + 4, text)

    def heading(self, text: str) -> None:
        """A heading on its bar."""
        self.pdf.ln(2)
        if self.pdf.get_y() > LAST_HEADING:
            self.pdf.add_page()
        self.pdf.set_fill_color(*BAR)
        self.pdf.set_text_color(*INK)
        self.text(LEFT, text, "B", 10.8, fill=True)
        self.pdf.set_text_color(0)
        self.pdf.ln(1.6)

    def entry(self, when: str, rows: Sequence[tuple[str, str]], bullets: Sequence[str] = ()) -> None:
        """Dates, the point on the line of time, and rows of (style, text) with bullets."""
        if self.pdf.get_y() > LAST_START:
            self.pdf.add_page()
        top = self.pdf.get_y()
        self.pdf.set_text_color(*INK)
        self.text(LEFT, when, width=DATES)
        self.pdf.set_text_color(0)
        below = self.pdf.get_y()
        self.pdf.set_y(top)
        for style, text in rows:
            self.text(TEXT, text, style)
        self.bullets(bullets)
        end = max(below, self.pdf.get_y())
        self.pdf.set_draw_color(*PALE)
        self.pdf.set_fill_color(*INK)
        self.pdf.line(AXIS, top + 2.4, AXIS, end + 1)
        self.pdf.ellipse(AXIS - 1, top + 1.4, 2, 2, style="F")
        self.pdf.set_y(end + 2.2)


def _head(sheet: Sheet, page: Page) -> None:
    person = page.person
    sheet.pdf.set_text_color(*INK)
    sheet.text(LEFT, person.name, "B", 20, width=110)
    sheet.text(LEFT, person.headline, "", 12, width=110)
    sheet.pdf.set_text_color(0)
    below = sheet.pdf.get_y()
    if "personal" not in page.heads:
        sheet.pdf.set_y(15)
        rows = [(person.phone, ""), (person.email, f"mailto:{person.email}"), (page.place, "")]
        rows += [(page.linkedin_text, person.linkedin)] if person.linkedin else []
        rows += [(bare(person.website), person.website)] if person.website else []
        for text, link in rows:
            sheet.text(126, text, link=link or "")
    sheet.pdf.set_y(max(below, sheet.pdf.get_y()) + 1)


def _personal(sheet: Sheet, page: Page) -> None:
    person = page.person
    shown = zip(LABELS[person.page_language], (page.place, person.phone, person.email), strict=True)
    rows = [*shown, *(tuple(line.split(": ", 1)) for line in page.personal)]
    for label, value in rows:
        top = sheet.pdf.get_y()
        sheet.text(LEFT, label, "", width=DATES)
        sheet.pdf.set_y(top)
        sheet.text(TEXT, value)


def _skills(sheet: Sheet, page: Page) -> None:
    items = [item for _, group in page.person.skills for item in group]
    half = (RIGHT - TEXT) / 2
    for left, right in zip(items[::2], [*items[1::2], ""], strict=False):
        top = sheet.pdf.get_y()
        sheet.text(TEXT, left, width=half)
        sheet.pdf.set_y(top)
        sheet.text(TEXT + half, right or " ", width=half)


def _section(sheet: Sheet, page: Page, key: str) -> None:
    person = page.person
    if key == "summary":
        sheet.text(LEFT, person.summary)
    elif key == "personal":
        _personal(sheet, page)
    elif key == "skills":
        _skills(sheet, page)
    elif key == "jobs":
        for job in person.jobs:
            where = job.company + (f", {job.place}" if job.place else "")
            rows = [("B", job.title), ("I", where), *([("", job.description)] if job.description else [])]
            sheet.entry(page.period(job.start, job.end), rows, job.highlights)
    elif key == "studies":
        for study in person.studies:
            where = study.institution + (f", {study.place}" if study.place else "")
            rows = [("B", page.studied(study)), ("I", where), *([("", study.note)] if study.note else [])]
            sheet.entry(page.period(study.begun, study.date), rows)
    elif key == "certifications":
        sheet.bullets(page.certifications())
    elif key in {"awards", "volunteering"}:
        for item in getattr(person, key):
            sheet.entry(item.date, [("B", item.title), ("I", item.detail)])
    else:
        for line in page.lines(key):
            sheet.text(TEXT, line)


def make(page: Page) -> bytes:
    """The page through fpdf2; ImportError without it."""
    sheet = Sheet("Letter" if page.place.endswith(", TX") else "A4")
    _head(sheet, page)
    for key, heading in page.heads.items():
        sheet.heading(heading)
        _section(sheet, page, key)
    return bytes(sheet.pdf.output())


LAYOUT = Layout("table-fpdf2", "table", "fpdf2 (pip) and fonts-noto-core", make)

"""One column in Carlito: a plain text document as a word processor of one's own would print it.

The name stands left, a position is one line ("Title, Employer, Place" and, at the right margin, the dates).
Made with Qt 6 (PySide6-Essentials: QTextDocument on a QPdfWriter), fonts-crosextra-carlito.
"""

from __future__ import annotations

import importlib
import os
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from tests.resume.apart.layout import Layout

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.resume.apart.model import Page
    from tests.resume.corpus.model import Job, Study

DPI, SCREEN = 144, 96
"""Dots per inch of the writer, and those in which Qt takes the lengths of a paragraph's format."""
MARGIN = 20.0
"""Millimetres on every side."""
INK = "#1c3a2f"


@cache
def _qt(name: str) -> Any:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    return importlib.import_module(f"PySide6.{name}")


@cache
def _application() -> Any:
    return _qt("QtGui").QGuiApplication([])


class Sheet:
    """A text document and the writer it will be printed by."""

    def __init__(self, target: Path, title: str, *, letter: bool) -> None:
        gui, core = _qt("QtGui"), _qt("QtCore")
        self.gui = gui
        self.writer = gui.QPdfWriter(str(target))
        self.writer.setResolution(DPI)
        self.writer.setTitle(title)
        size = gui.QPageSize.PageSizeId.Letter if letter else gui.QPageSize.PageSizeId.A4
        self.writer.setPageSize(gui.QPageSize(size))
        self.writer.setPageMargins(core.QMarginsF(MARGIN, MARGIN, MARGIN, MARGIN), gui.QPageLayout.Unit.Millimeter)
        self.document = gui.QTextDocument()
        self.document.documentLayout().setPaintDevice(self.writer)
        self.font = gui.QFont("Carlito", 11)
        for ligature in ("liga", "clig"):
            self.font.setFeature(gui.QFont.Tag(ligature), 0)  # Carlito's have no text behind them
        self.document.setDefaultFont(self.font)
        self.document.setDocumentMargin(0)
        self.document.setPageSize(core.QSizeF(self.writer.width(), self.writer.height()))
        self.cursor = gui.QTextCursor(self.document)
        self.first = True

    def line(self, before: float = 0, indent: int = 0) -> None:
        """Begins a paragraph that many points below the one before."""
        gui = self.gui
        form = gui.QTextBlockFormat()
        form.setTopMargin(before * SCREEN / 72)
        form.setTextIndent(-indent * SCREEN / 72)
        form.setLeftMargin(indent * SCREEN / 72)
        tab = gui.QTextOption.TabType
        stops = [gui.QTextOption.Tab(self.writer.width() * SCREEN / DPI - 2, tab.RightTab)]
        if indent:
            stops = [gui.QTextOption.Tab(indent * SCREEN / 72, tab.LeftTab)]
        form.setTabPositions(stops)
        if self.first:
            self.cursor.setBlockFormat(form)
        else:
            self.cursor.insertBlock(form)
        self.first = False

    def text(self, text: str, size: float = 11, style: str = "", link: str = "", colour: str = "#000000") -> None:
        """Text at the end of the paragraph; `style` holds any of `bold` and `italic`."""
        form = self.gui.QTextCharFormat()
        form.setFont(self.font)
        form.setFontPointSize(size)
        form.setForeground(self.gui.QColor(colour))
        form.setFontItalic("italic" in style)
        if "bold" in style:
            form.setFontWeight(self.gui.QFont.Weight.Bold)
        if link:
            form.setAnchor(True)
            form.setAnchorHref(link)
        self.cursor.insertText(text, form)

    def bullets(self, texts: Iterable[str]) -> None:
        """Bulleted paragraphs with a hanging indent."""
        for text in texts:
            self.line(2, indent=12)
            self.text(f"•\t{text}")

    def finish(self) -> None:
        """Prints the document."""
        self.document.print_(self.writer)


def _head(sheet: Sheet, page: Page) -> None:
    person = page.person
    sheet.line()
    sheet.text(person.name, 22, "bold", colour=INK)
    sheet.line()
    sheet.text(person.headline, 13)
    sheet.line(3)
    sheet.text(page.place + "  ·  " + person.phone + "  ·  ")
    sheet.text(person.email, link=f"mailto:{person.email}", colour="#1a4f8a")
    if person.linkedin:
        sheet.text("  ·  ")
        sheet.text(page.linkedin_text, link=person.linkedin, colour="#1a4f8a")


def _job(sheet: Sheet, page: Page, job: Job) -> None:
    sheet.line(7)
    sheet.text(job.title, style="bold")
    sheet.text(f", {job.company}, {job.place}" if job.place else f", {job.company}")
    sheet.text("\t" + page.period(job.start, job.end), style="italic")
    if job.description:
        sheet.line(1)
        sheet.text(job.description)
    sheet.bullets(job.highlights)


def _study(sheet: Sheet, page: Page, study: Study) -> None:
    sheet.line(3)
    sheet.text(page.studied(study), style="bold")
    sheet.text("\t" + page.period(study.begun, study.date), style="italic")
    sheet.line()
    sheet.text(study.institution + (f", {study.place}" if study.place else ""))
    if study.note:
        sheet.line()
        sheet.text(study.note)


def _section(sheet: Sheet, page: Page, key: str) -> None:
    person = page.person
    if key == "jobs":
        for job in person.jobs:
            _job(sheet, page, job)
    elif key == "studies":
        for study in person.studies:
            _study(sheet, page, study)
    elif key == "skills":
        sheet.line(2)
        sheet.text(", ".join(item for _, items in person.skills for item in items))
    elif key == "certifications":
        sheet.bullets(page.certifications())
    else:
        for line in [person.summary] if key == "summary" else page.lines(key):
            sheet.line(2)
            sheet.text(line)


def make(page: Page) -> bytes:
    """The page through Qt; ImportError without it."""
    _application()
    with TemporaryDirectory(prefix="later-") as folder:
        target = Path(folder) / "resume.pdf"
        sheet = Sheet(target, page.person.name, letter=page.place.endswith(", SK"))
        _head(sheet, page)
        for key, head in page.heads.items():
            sheet.line(15)
            sheet.text(head, 13, "bold", colour=INK)
            _section(sheet, page, key)
        sheet.finish()
        return target.read_bytes()


LAYOUT = Layout("classic-qt", "classic", "PySide6-Essentials (pip), fonts-crosextra-carlito", make)

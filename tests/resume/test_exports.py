"""What people export: files of word processors, browsers, LaTeX, design tools and networks come out entirely."""

from __future__ import annotations

import pytest

from tests.resume.corpus.__main__ import FILES
from tests.resume.corpus_pages import wrong
from tests.resume.pages import pymupdf

EXPORTS = {
    "a word processor with tabs": ("tabs-libreoffice--accountant", "LibreOffice"),
    "a word processor with a table": ("dates-table-libreoffice--nurse", "LibreOffice"),
    "a word processor with columns": ("newspaper-libreoffice--designer", "LibreOffice"),
    "a browser that prints a page": ("plain-chromium--lawyer", "Skia"),
    "a browser that prints a grid": ("sidebar-right-chromium--nurse", "Skia"),
    "a converter of web pages": ("running-weasyprint--teacher", "WeasyPrint"),
    "a LaTeX class": ("classic-latex--developer", "pdfTeX"),
    "a LaTeX class with dates in the margin": ("margin-dates-latex--historian", "pdfTeX"),
    "a typesetter": ("plain-typst--accountant", "Typst"),
    "a design tool": ("design-reportlab--chef", "ReportLab"),
    "a professional network": ("network-export-reportlab--analyst", "ReportLab"),
    "a job board": ("job-board-reportlab--electrician", "ReportLab"),
    "plain type of troff": ("tabs-groff--civil", "groff"),
}


@pytest.mark.parametrize(("name", "producer"), EXPORTS.values(), ids=list(EXPORTS))
def test_the_export_of_each_kind_of_program_comes_out_entirely(name: str, producer: str) -> None:
    with pymupdf.open(FILES / f"{name}.pdf") as document:
        made_by = f"{document.metadata['producer']} {document.metadata['creator']}"
    assert producer.lower() in made_by.lower()
    assert wrong(name) == []

"""Run by Scribus inside itself: sets the page that `page.json` in the current folder describes as `resume.pdf`.

Scribus brings the module `scribus`; nothing else may import this file.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from pathlib import Path
from typing import Any

import scribus  # type: ignore[import-not-found]

BAND, LEFT, NARROW, GAP = 104.0, 36.0, 164.0, 26.0
STYLES: dict[str, tuple[str, float, str, float, float, float]] = {
    "name": ("Open Sans Semibold", 25, "Paper", 31, 0, 0),
    "headline": ("Open Sans Regular", 13, "Paper", 18, 0, 0),
    "contact": ("Open Sans Regular", 9, "Paper", 14, 0, 0),
    "head": ("Open Sans Bold", 13.5, "Accent", 18, 18, 5),
    "when": ("Open Sans Semibold", 9.6, "Muted", 13, 8, 0),
    "what": ("Open Sans Bold", 11.2, "Text", 15, 0, 0),
    "where": ("Open Sans Regular", 10.8, "Accent", 14.8, 0, 2),
    "label": ("Open Sans Semibold", 10.8, "Text", 15.5, 3, 0),
    "text": ("Open Sans Regular", 10.8, "Text", 15.6, 0, 1.5),
    "bullet": ("Open Sans Regular", 10.8, "Text", 15.6, 0, 1.5),
}
"""Font, size, colour, line spacing, gap before and gap after, by name."""


def prepare(cv: dict[str, Any]) -> None:
    """Document, colours and styles."""
    paper = tuple(cv["paper"])
    scribus.newDocument(paper, (0, 0, 0, 0), scribus.PORTRAIT, 1, scribus.UNIT_POINTS, scribus.PAGE_1, 0, 1)
    scribus.setInfo(cv["name"], cv["headline"], "")
    inks = {"Paper": (255, 255, 255), "Text": (34, 34, 34), "Muted": (96, 96, 96)}
    for name, colour in (inks | cv["colours"]).items():
        scribus.defineColorRGB(name, *colour)
    for name, (font, size, colour, leading, before, after) in STYLES.items():
        scribus.createCharStyle(name=f"{name}-char", font=font, fontsize=size, fillcolor=colour)
        indent = {"leftmargin": 9.0, "firstindent": -9.0} if name == "bullet" else {}
        scribus.createParagraphStyle(
            name=name, linespacingmode=0, linespacing=leading, gapbefore=before, gapafter=after,
            charstyle=f"{name}-char", **indent,
        )  # fmt: skip


def frame(x: float, y: float, width: float, height: float, lines: list[tuple[str, str]]) -> None:
    """A text frame with one paragraph a line, each (style, text)."""
    box = scribus.createText(x, y, width, height)
    scribus.setText("\r".join(text for _, text in lines), box)
    start = 0
    for style, text in lines:
        scribus.selectText(start, len(text) + (start + len(text) < scribus.getTextLength(box)), box)
        scribus.setParagraphStyle(style, box)
        start += len(text) + 1
    if scribus.textOverflows(box):
        raise ValueError(f"{lines[0][1]}: the column is longer than the page")


def make(cv: dict[str, Any]) -> None:
    """The whole page."""
    width, height = cv["paper"]
    prepare(cv)
    band = scribus.createRect(0, 0, width, BAND)
    scribus.setFillColor("Band", band)
    scribus.setLineColor("None", band)
    frame(LEFT, 24, 340, 62, [("name", cv["name"]), ("headline", cv["headline"])])
    top = BAND / 2 - 7 * len(cv["contact"])
    for text, link in cv["contact"]:
        frame(400, top, width - 400 - LEFT + 20, 18, [("contact", text)])
        if link:
            area = scribus.createText(400, top, 8 + 4.6 * len(text), 13)
            scribus.setURIAnnotation(link, area)
        top += 14
    room = height - BAND - 40
    wide = LEFT + NARROW + GAP
    frame(LEFT, BAND + 16, NARROW, room, cv["narrow"])
    frame(wide, BAND + 16, width - wide - LEFT, room, cv["wide"])
    rule = scribus.createLine(wide - GAP / 2, BAND + 22, wide - GAP / 2, height - 36)
    scribus.setLineColor("Band", rule)
    scribus.setLineWidth(0.6, rule)
    pdf = scribus.PDFfile()
    pdf.file, pdf.version, pdf.compress = "resume.pdf", 14, 1
    pdf.save()


try:
    make(json.loads(Path("page.json").read_text("utf-8")))
except Exception:  # noqa: BLE001 - Scribus would show it in a window and wait
    Path("error.txt").write_text(traceback.format_exc(), "utf-8")
sys.stdout.flush()
os._exit(0)

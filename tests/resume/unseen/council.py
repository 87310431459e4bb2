"""A word processor's page over two sheets, with the name and the page's number at the head of each.

Made with python-docx 1.2 and LibreOffice 7.4.
"""

from __future__ import annotations

import importlib
import io
from typing import TYPE_CHECKING, Any

from tests.resume.unseen.layout import Layout, printed

if TYPE_CHECKING:
    from tests.resume.unseen.model import Page

LOOKS = {
    "pritchard": ("Liberation Sans", 11.5, "000000", "Page"),
    "cunningham": ("Liberation Serif", 12.0, "1f3864", "Page"),
    "wiesinger": ("Carlito", 12.0, "7b1e1e", "Seite"),
    "keahi": ("Liberation Sans", 12.0, "000000", "Page"),
}
ON_LETTER = UNDERLINED = ("keahi",)
CAPITALS = ("pritchard", "keahi")
SKILLS_ON_A_LINE = ("cunningham", "keahi")
CERT_DATES = {"cunningham": " ({})", "keahi": " - {}"}
LABELS = {"de": ("Telefon", "E-Mail", "Wohnort"), "en": ("Telephone", "Email", "Address")}


class Paper:
    """A document of python-docx with the paragraphs of this layout."""

    def __init__(self, page: Page) -> None:
        self.slug = page.person.slug
        font, self.size, self.ink, word = LOOKS[self.slug]
        self.shared: Any = importlib.import_module("docx.shared")
        self.document: Any = importlib.import_module("docx").Document()
        sheet, centimetres = self.document.sections[0], self.shared.Cm
        letter = self.slug in ON_LETTER
        sheet.page_width, sheet.page_height = (
            (centimetres(21.59), centimetres(27.94)) if letter else (centimetres(21), centimetres(29.7))
        )
        sheet.left_margin = sheet.right_margin = centimetres(2.5)
        sheet.top_margin = sheet.bottom_margin = centimetres(2.3)
        normal = self.document.styles["Normal"]
        normal.font.name, normal.font.size = font, self.shared.Pt(self.size)
        normal.paragraph_format.space_after = self.shared.Pt(3)
        normal.paragraph_format.space_before = self.shared.Pt(0)
        self._running(sheet, f"{page.person.name}\t{word} ")

    def _running(self, sheet: Any, text: str) -> None:
        right = importlib.import_module("docx.enum.text").WD_TAB_ALIGNMENT.RIGHT
        head = sheet.header.paragraphs[0]
        head.paragraph_format.tab_stops.clear_all()
        head.paragraph_format.tab_stops.add_tab_stop(sheet.page_width - sheet.left_margin - sheet.right_margin, right)
        head.add_run(text)
        self._number(head)
        for run in head.runs:
            run.font.size = self.shared.Pt(9)

    @staticmethod
    def _number(paragraph: Any) -> None:
        element: Any = importlib.import_module("docx.oxml").OxmlElement
        named: Any = importlib.import_module("docx.oxml.ns").qn
        for kind in ("begin", "", "end"):
            part = element("w:fldChar" if kind else "w:instrText")
            if kind:
                part.set(named("w:fldCharType"), kind)
            else:
                part.text = "PAGE"
            paragraph.add_run()._r.append(part)

    def write(self, text: str, *, after: float = 3, before: float = 0, **look: Any) -> None:
        """A paragraph; `look`: bold, italic, underline, size, colour, style, and keep (with the next paragraph)."""
        paragraph = self.document.add_paragraph(style=look.get("style"))
        run = paragraph.add_run(text)
        run.bold, run.italic = look.get("bold"), look.get("italic")
        run.underline = look.get("underline") or None
        paragraph.paragraph_format.space_after = self.shared.Pt(after)
        paragraph.paragraph_format.space_before = self.shared.Pt(before)
        paragraph.paragraph_format.keep_with_next = look.get("keep", False)
        if "size" in look:
            run.font.size = self.shared.Pt(look["size"])
        if "colour" in look:
            run.font.color.rgb = self.shared.RGBColor.from_string(look["colour"])

    def bullet(self, text: str) -> None:
        """A bulleted paragraph."""
        self.write(text, style="List Bullet", after=1)

    def heading(self, text: str) -> None:
        """A heading that stays with what it heads."""
        shown = text.upper() if self.slug in CAPITALS else text
        look = {"size": self.size + 1.5, "colour": self.ink, "underline": self.slug in UNDERLINED}
        self.write(shown, bold=True, before=11, after=4, keep=True, **look)

    def saved(self) -> bytes:
        """The document's file."""
        out = io.BytesIO()
        self.document.save(out)
        return out.getvalue()


def _head(paper: Paper, page: Page) -> None:
    person = page.person
    paper.write(person.name, bold=True, size=20, colour=paper.ink, after=2)
    paper.write(person.headline, size=paper.size + 1, after=4)
    where = person.location
    if page.street:
        street, code = page.street.split(", ")
        where = f"{street}, {person.location} {code}"
    for label, text in zip(LABELS[person.page_language], (person.phone, person.email, where), strict=True):
        paper.write(f"{label}: {text}", after=0)


def _jobs(paper: Paper, page: Page) -> None:
    for index, (job, when, behind) in enumerate(page.jobs):
        paper.write(job.title, bold=True, after=0, before=8 if index else 0, keep=True)
        paper.write(f"{job.company}, {job.place}", after=0, keep=True)
        paper.write(when + (f" ({behind})" if behind else ""), italic=True, keep=True)
        if job.description:
            paper.write(job.description, keep=bool(job.highlights))
        for text in job.highlights:
            paper.bullet(text)


def _studies(paper: Paper, page: Page) -> None:
    for study, what, when in page.studies:
        paper.write(what, bold=True, after=0, keep=True)
        paper.write(study.institution, after=0, keep=True)
        paper.write(when, italic=True, after=1 if study.note else 5, keep=bool(study.note))
        if study.note:
            paper.write(study.note, after=5)


def _section(paper: Paper, page: Page, key: str) -> None:
    skills = page.person.skills[0][1]
    if key == "profile":
        paper.write(page.person.summary)
    elif key == "jobs":
        _jobs(paper, page)
    elif key == "edu":
        _studies(paper, page)
    elif key == "certs":
        for text, date in page.certifications:
            paper.bullet(text + (CERT_DATES.get(paper.slug, ", {}").format(date) if date else ""))
    elif key == "skills" and paper.slug in SKILLS_ON_A_LINE:
        paper.write("; ".join(skills))
    elif key == "skills":
        for text in skills:
            paper.bullet(text)
    else:
        for entry in page.extras[key]:
            paper.write(entry.parts[0])


def make(page: Page) -> bytes:
    """The page through LibreOffice; FileNotFoundError without it, ImportError without python-docx."""
    paper = Paper(page)
    _head(paper, page)
    for key, head in page.heads.items():
        paper.heading(head)
        _section(paper, page, key)
    profile = "-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", "{folder}", "{folder}/resume.docx"]
    return printed(command, "resume.docx", paper.saved())


LAYOUT = Layout(lambda _: "council-libreoffice", "council", "python-docx (pip), libreoffice-writer (apt)", make)

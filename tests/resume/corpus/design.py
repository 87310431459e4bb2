"""Pages as design tools export them: each line a piece of its own, drawn in no order, dots and bars instead of signs.

Drawn with reportlab, as the pages of `profile` are.
"""

from __future__ import annotations

import io
import random
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.resume.corpus.layout import Layout
from tests.resume.corpus.model import Made, truth
from tests.resume.corpus.office_parts import all_skills, bare, commas, degree, others, period, studied, words
from tests.resume.corpus.profile import load_fonts

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.resume.corpus.model import Job, Person, Study

PAGE = (595.3, 841.9)
LEFT, RIGHT, NARROW, WIDE = 36.0, 230.0, 165.0, 330.0
TOP, BOTTOM, LINE = 690.0, 50.0, 13.0
INK, PALE, ACCENT = "#222222", "#777777", "#b5483a"


@dataclass
class Column:
    """Lines from the top down in one column, over as many pages as it takes. What is drawn is kept for later."""

    x: float
    width: float
    y: float = TOP
    page: int = 0
    drawn: list[tuple[int, Callable[[Any], None]]] = field(default_factory=list)

    def down(self, points: float) -> None:
        """Leave room; turn the page where there is none."""
        self.y -= points
        if self.y < BOTTOM:
            self.page, self.y = self.page + 1, PAGE[1] - 60

    def text(
        self,
        text: str,
        *,
        size: float = 9.5,
        bold: bool = False,
        color: str = INK,
        spread: float = 0,
        indent: float = 0,
    ) -> None:
        """A paragraph, broken into lines that are pieces of their own."""
        from reportlab.lib.utils import simpleSplit  # type: ignore[import-not-found,import-untyped,unused-ignore]  # noqa: PLC0415  # only where it is made

        font = "Liberation-Bold" if bold else "Liberation"
        for line in simpleSplit(text, font, size, self.width - indent - spread * len(text)):
            self.down(max(LINE, size * 1.3))
            place = (self.x + indent, self.y)

            def draw(canvas: Any, line: str = line, place: tuple[float, float] = place) -> None:
                canvas.setFillColor(color)
                canvas.setFont(font, size)
                canvas.drawString(*place, line, charSpace=spread)

            self.drawn.append((self.page, draw))

    def dot(self) -> None:
        """A bullet that is a shape, beside the line that comes next."""
        place = (self.x + 3, self.y - LINE + 3)
        if place[1] < BOTTOM:
            return

        def draw(canvas: Any) -> None:
            canvas.setFillColor(ACCENT)
            canvas.circle(*place, 1.6, stroke=0, fill=1)

        self.drawn.append((self.page, draw))

    def bar(self, share: float) -> None:
        """A level, as a bar under the last line."""
        place = (self.x, self.y - 6)

        def draw(canvas: Any) -> None:
            for width, color in ((NARROW - 20, "#dddddd"), ((NARROW - 20) * share, ACCENT)):
                canvas.setFillColor(color)
                canvas.rect(*place, width, 2.5, stroke=0, fill=1)

        self.drawn.append((self.page, draw))
        self.down(5)

    def heading(self, text: str) -> None:
        """A letter-spaced heading."""
        self.down(14)
        self.text(text.upper(), size=11, bold=True, color=ACCENT, spread=2.2)
        self.down(3)

    def link(self, address: str) -> None:
        """Make the last line a link."""
        box = (self.x, self.y - 2, self.x + self.width, self.y + 9)
        self.drawn.append((self.page, lambda canvas: canvas.linkURL(address, box)))


def _aside(person: Person, head: dict[str, str]) -> Column:
    column = Column(LEFT, NARROW)
    column.heading(head["contact"])
    for text, address in (
        (person.phone, ""),
        (person.email, f"mailto:{person.email}"),
        (person.location, ""),
        (bare(person.linkedin) if person.linkedin else "", person.linkedin),
    ):
        if text:
            column.text(text)
        if text and address:
            column.link(address)
    column.heading(head["skills"])
    for number, skill in enumerate(all_skills(person)):
        column.text(skill)
        column.bar(0.95 - 0.07 * (number % 6))
    for kind, texts in (("languages", person.languages), ("certifications", person.certifications)):
        if texts:
            column.heading(head[kind])
        for text in texts:
            column.text(text)
            column.down(4)
    return column


def _job(column: Column, job: Job) -> None:
    column.down(6)
    column.text(job.title, size=11, bold=True)
    column.text(f"{commas(job.company, job.place)}  /  {period(job)}", color=PALE)
    if job.description:
        column.text(job.description)
    for duty in job.highlights:
        if column.y - LINE < BOTTOM:
            column.down(LINE)
        column.dot()
        column.text(duty, indent=12)


def _study(column: Column, study: Study) -> None:
    column.down(6)
    column.text(degree(study), size=10.5, bold=True)
    column.text(f"{study.institution}  /  {studied(study)}", color=PALE)
    if study.note:
        column.text(study.note)


def _career(person: Person, head: dict[str, str]) -> Column:
    column = Column(RIGHT, WIDE)
    if person.summary:
        column.heading(head["profile"])
        column.text(person.summary)
    column.heading(head["experience"])
    for job in person.jobs:
        _job(column, job)
    column.heading(head["education"])
    for study in person.studies:
        _study(column, study)
    for kind, items in others(person).items():
        column.heading(head[kind])
        for item in items:
            column.text(commas(item.title, item.detail, item.date))
    return column


def _banner(canvas: Any, person: Person) -> None:
    canvas.setFillColor("#f3e4dc")
    canvas.rect(0, PAGE[1] - 130, PAGE[0], 130, stroke=0, fill=1)
    canvas.setFillColor(INK)
    canvas.setFont("Liberation-Bold", 26)
    canvas.drawString(LEFT, PAGE[1] - 70, person.name.upper(), charSpace=1.5)
    canvas.setFont("Liberation", 12)
    canvas.drawString(LEFT, PAGE[1] - 95, person.headline, charSpace=1)


def design(person: Person) -> bytes:
    """A banner, a narrow column with bars, a wide one with dots; the pieces of each page are drawn in no order."""
    from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-not-found,import-untyped,unused-ignore]  # noqa: PLC0415  # only where it is made

    load_fonts()
    head = words(person, 1)
    drawn = _aside(person, head).drawn + _career(person, head).drawn
    random.Random(person.slug).shuffle(drawn)
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=PAGE)
    canvas.setCreator("Design tool")
    for page in range(1 + max(number for number, _ in drawn)):
        if page == 0:
            _banner(canvas, person)
        for number, draw in drawn:
            if number == page:
                draw(canvas)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def _make(person: Person) -> Made:
    return Made("design-reportlab", person.slug, design(person), truth(person))


LAYOUTS = (Layout("design-reportlab", "reportlab", ("sales", "product", "chef", "risorse"), _make),)

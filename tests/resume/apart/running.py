"""Two pages under a running header: the name and the page's number above a line from the second page on.

Made with Apache FOP 2.8 (Debian's fop), in Liberation Serif and Liberation Sans through the system's fonts.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from tests.resume.apart.layout import Layout, printed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.resume.apart.model import Page
    from tests.resume.corpus.model import Job, Study

PAGE_WORDS = {"en": ("Page", "of"), "it": ("Pagina", "di"), "fr": ("Page", "sur")}
SIZES = {"A4": ("210mm", "297mm"), "Letter": ("8.5in", "11in")}
CONFIG = """<fop version="1.0"><renderers><renderer mime="application/pdf">
<fonts><auto-detect/></fonts></renderer></renderers></fop>"""
START = """<?xml version="1.0" encoding="UTF-8"?>
<fo:root xmlns:fo="http://www.w3.org/1999/XSL/Format" font-family="Liberation Serif" font-size="12pt"
 line-height="1.42">
<fo:layout-master-set>
<fo:simple-page-master master-name="first" page-width="{width}" page-height="{height}" margin="20mm 25mm 18mm 25mm">
<fo:region-body margin-bottom="8mm"/></fo:simple-page-master>
<fo:simple-page-master master-name="rest" page-width="{width}" page-height="{height}" margin="14mm 25mm 18mm 25mm">
<fo:region-body margin-top="14mm" margin-bottom="8mm"/><fo:region-before region-name="running" extent="10mm"/>
</fo:simple-page-master>
<fo:page-sequence-master master-name="all"><fo:repeatable-page-master-alternatives>
<fo:conditional-page-master-reference page-position="first" master-reference="first"/>
<fo:conditional-page-master-reference page-position="any" master-reference="rest"/>
</fo:repeatable-page-master-alternatives></fo:page-sequence-master>
</fo:layout-master-set>
<fo:page-sequence master-reference="all">
<fo:static-content flow-name="running">{running}</fo:static-content>
<fo:flow flow-name="xsl-region-body">
"""
END = '<fo:block id="end"/></fo:flow></fo:page-sequence></fo:root>\n'
MUTED = 'font-size="9pt" color="#555555" font-family="Liberation Sans"'


def _block(content: str, style: str = "") -> str:
    return f"<fo:block {style}>{content}</fo:block>\n"


def _row(left: str, right: str, style: str = "") -> str:
    fill = '<fo:leader leader-pattern="space"/>'
    return _block(left + fill + right, f'text-align-last="justify" keep-with-next="always" {style}')


def _bold(text: str) -> str:
    return f'<fo:inline font-weight="bold">{escape(text)}</fo:inline>'


def _items(texts: Iterable[str]) -> str:
    rows = "".join(
        '<fo:list-item><fo:list-item-label end-indent="label-end()"><fo:block>•</fo:block></fo:list-item-label>'
        f'<fo:list-item-body start-indent="body-start()"><fo:block>{escape(text)}</fo:block></fo:list-item-body>'
        "</fo:list-item>"
        for text in texts
    )
    start = '<fo:list-block provisional-distance-between-starts="5mm" provisional-label-separation="1mm">'
    return f"{start}{rows}</fo:list-block>\n" if rows else ""


def _link(address: str, text: str) -> str:
    return f"<fo:basic-link external-destination=\"url('{escape(address)}')\">{escape(text)}</fo:basic-link>"


def _head(page: Page) -> str:
    person = page.person
    second = [escape(person.phone), _link(f"mailto:{person.email}", person.email)]
    if person.linkedin:
        shown = page.linkedin_text
        second.append(_link(person.linkedin, shown) if page.linkedin_linked else escape(shown))
    return (
        _block(escape(person.name), 'font-size="22pt" font-family="Liberation Sans" font-weight="bold" color="#7a1f1f"')
        + _block(escape(person.headline), 'font-size="13pt" font-family="Liberation Sans"')
        + _block(escape(page.place), 'space-before="3pt"')
        + _block(" · ".join(second), 'border-bottom="0.8pt solid #7a1f1f" padding-bottom="4pt"')
    )


def _role(page: Page, job: Job, *, first: bool) -> str:
    where = _row(_bold(job.company), escape(job.place), 'space-before="9pt"') if first else ""
    title = f'<fo:inline font-style="italic">{escape(job.title)}</fo:inline>'
    row = _row(title, escape(page.period(job.start, job.end)), "" if first else 'space-before="4pt"')
    prose = _block(escape(job.description)) if job.description else ""
    return where + row + prose + _items(job.highlights)


def _jobs(page: Page) -> str:
    groups = (list(jobs) for _, jobs in groupby(page.person.jobs, key=lambda job: job.company))
    return "".join(_role(page, job, first=not index) for jobs in groups for index, job in enumerate(jobs))


def _study(page: Page, study: Study) -> str:
    row = _row(_bold(page.studied(study)), escape(page.period(study.begun, study.date)), 'space-before="4pt"')
    where = study.institution + (f", {study.place}" if study.place else "")
    return row + _block(escape(where)) + (_block(escape(study.note), 'font-size="10pt"') if study.note else "")


def _section(page: Page, key: str) -> str:
    person = page.person
    if key == "summary":
        return _block(escape(person.summary), 'text-align="justify"')
    if key == "jobs":
        return _jobs(page)
    if key == "studies":
        return "".join(_study(page, study) for study in person.studies)
    if key == "skills":
        return "".join(
            _block((_bold(f"{label}: ") if label else "") + escape(" · ".join(items))) for label, items in person.skills
        )
    if key == "certifications":
        return _items(page.certifications())
    if key in {"publications", "awards", "volunteering"}:
        return _items(page.lines(key))
    return "".join(_block(escape(line)) for line in page.lines(key))


def make(page: Page) -> bytes:
    """The page through FOP; FileNotFoundError without it."""
    word, of = PAGE_WORDS[page.person.page_language]
    number = f'{word} <fo:page-number/> {of} <fo:page-number-citation ref-id="end"/>'
    running = _row(
        escape(page.person.name), number, f'{MUTED} border-bottom="0.4pt solid #555555" padding-bottom="2pt"'
    )
    width, height = SIZES["Letter" if page.place.endswith(", Ohio") else "A4"]
    heading = (
        'font-family="Liberation Sans" font-weight="bold" font-size="12.5pt" color="#7a1f1f" '
        'space-before="15pt" space-after="4pt" keep-with-next="always"'
    )
    body = "".join(_block(escape(head), heading) + _section(page, key) for key, head in page.heads.items())
    source = START.format(width=width, height=height, running=running) + _head(page) + body + END
    return printed(
        ["sh", "-c", 'printf "%s" "$0" > fop.xml && fop -c fop.xml resume.fo resume.pdf', CONFIG], "resume.fo", source
    )


LAYOUT = Layout("running-fop", "running", "fop (apt) and fonts-liberation", make)

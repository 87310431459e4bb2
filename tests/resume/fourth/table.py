"""Dates in a narrow left column, a bordered table of schooling with a row of column names above it.

Made with TCPDF 6 (Debian's php-tcpdf and php-cli) and Lato (found by fontconfig).
"""

from __future__ import annotations

import subprocess
import tempfile
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from tests.resume.apart.layout import PRINT_SECONDS, Layout, font_file

if TYPE_CHECKING:
    from tests.resume.apart.model import Page

SCRIPT = Path(__file__).parent / "php" / "table.php"
COLUMNS = {
    "en": ("Qualification", "Awarding institution", "Year"),
    "de": ("Abschluss", "Schule", "Jahr"),
    "pt": ("Grau", "Escola", "Ano"),
}


def _rows(page: Page) -> str:
    rows = ""
    for job in page.person.jobs:
        where = f"{job.company}, {job.place}" if job.place else job.company
        duties = "".join(f"<li>{escape(text)}</li>" for text in job.highlights)
        told = (f"<br>{escape(job.description)}" if job.description else "") + (f"<ul>{duties}</ul>" if duties else "")
        period = escape(page.period(job.start, job.end))
        rows += f'<tr nobr="true"><td width="25%">{period}</td>'
        rows += f'<td width="75%"><b>{escape(job.title)}</b><br>{escape(where)}{told}</td></tr>'
    return f'<table cellpadding="3">{rows}</table>'


def _studies(page: Page) -> str:
    names = COLUMNS[page.person.page_language]
    cells = [[page.studied(study), study.institution, study.date or ""] for study in page.person.studies]
    widths = ("44%", "40%", "16%")
    rows = '<tr bgcolor="#dde6ec">'
    rows += "".join(f'<td width="{wide}"><b>{escape(text)}</b></td>' for text, wide in zip(names, widths, strict=True))
    for row in cells:
        texts = zip(row, widths, strict=True)
        rows += "</tr><tr>" + "".join(f'<td width="{wide}">{escape(text)}</td>' for text, wide in texts)
    return f'<table cellpadding="3" border="1">{rows}</tr></table>'


def _section(page: Page, key: str) -> str:
    if key == "summary":
        return f"<p>{escape(page.person.summary)}</p>"
    if key == "jobs":
        return _rows(page)
    if key == "studies":
        return _studies(page)
    if key == "skills":
        return "<p>" + escape(" • ".join(skill for _, group in page.person.skills for skill in group)) + "</p>"
    lines = page.certifications(", ", "") if key == "certifications" else page.lines(key)
    return "<ul>" + "".join(f"<li>{escape(text)}</li>" for text in lines) + "</ul>"


def _html(page: Page) -> str:
    person = page.person
    parts = [escape(page.place), escape(person.phone), f'<a href="mailto:{person.email}">{person.email}</a>']
    if person.linkedin:
        parts.append(f'<a href="{escape(person.linkedin)}">{escape(page.linkedin_text)}</a>')
    html = f'<p style="font-size:22pt;color:#17445e">{escape(person.name)}</p>'
    html += f'<p style="font-size:12pt">{escape(person.headline)}</p><p>{" &nbsp;|&nbsp; ".join(parts)}</p>'
    for key, head in page.heads.items():
        html += '<p style="font-size:6pt">&nbsp;</p>'
        html += f'<p style="font-size:12.5pt;color:#17445e"><b>{escape(head)}</b></p>'
        html += _section(page, key)
    return html


def _make(page: Page) -> bytes:
    with tempfile.TemporaryDirectory(prefix="fourth-") as folder:
        source, target = Path(folder) / "resume.html", Path(folder) / "resume.pdf"
        source.write_text(_html(page), encoding="utf-8")
        fonts = [font_file(f"Lato:style={style}") for style in ("Regular", "Bold")]
        command = ["php", str(SCRIPT), *fonts, str(source), str(target)]
        subprocess.run(command, check=True, capture_output=True, timeout=PRINT_SECONDS)
        return target.read_bytes()


LAYOUT = Layout("table-tcpdf", "table", "PHP with TCPDF (apt-get install php-cli php-tcpdf) and Lato", _make)

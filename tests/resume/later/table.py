"""Ruled tables: positions by period, employer and duties, schooling by period, qualification and institution.

Made with Dompdf 2 (Debian's php-dompdf and php-cli) and Liberation Serif (found by fontconfig).
"""

from __future__ import annotations

import subprocess
import tempfile
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from tests.resume.apart.layout import PRINT_SECONDS, Layout, font_file
from tests.resume.apart.model import bare

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tests.resume.apart.model import Page

SCRIPT = Path(__file__).parent / "php" / "print.php"
TITLES = {"en": "CURRICULUM VITAE", "de": "LEBENSLAUF", "pt": "CURRICULUM VITAE"}
COLUMNS = {
    "en": (("Period", "Position and employer", "Duties and results"), ("Year", "Qualification", "Institution")),
    "de": (("Zeitraum", "Tätigkeit und Betrieb", "Aufgaben"), ("Zeitraum", "Abschluss", "Einrichtung")),
    "pt": (("Período", "Função e empresa", "Tarefas principais"), ("Período", "Curso", "Instituição")),
}
LABELS = {
    "en": ("Address", "Telephone", "Email", "LinkedIn"),
    "de": ("Anschrift", "Telefon", "E-Mail", "LinkedIn"),
    "pt": ("Morada", "Telefone", "Correio eletrónico", "Rede profissional"),
}
STYLE = """
@page { margin: 14mm 17mm 12mm 17mm }
body { font-family: Printed, serif; font-size: 10.5pt; line-height: 1.08 }
h1 { font-size: 19pt; text-align: center; margin: 2pt 0 0 0 }
h2 { font-size: 12pt; background: #e4e4e4; border: 0.6pt solid #555; padding: 1pt 4pt 2pt 4pt; margin: 11pt 0 5pt 0 }
p { margin: 0 } p.middle { text-align: center } p.title { text-align: center; letter-spacing: 1pt; font-size: 10pt }
table { width: 100%; border-collapse: collapse } td, th { vertical-align: top; text-align: left; padding: 2pt 4pt }
table.open td { padding: 0 4pt }
table.ruled td, table.ruled th { border: 0.6pt solid #555 } th { font-weight: bold; background: #f4f4f4 }
tr, div { page-break-inside: avoid } div.jobs { page-break-inside: auto }
ul { margin: 0; padding: 0 0 0 12pt } a { color: #123c8c; text-decoration: none }
"""


def _fonts() -> str:
    faces = (("normal", "normal", "regular"), ("bold", "normal", "bold"), ("normal", "italic", "italic"))
    return "".join(
        f"@font-face {{ font-family: Printed; font-weight: {weight}; font-style: {style}; "
        f"src: url('file://{font_file(f'Liberation Serif:style={name.title()}')}') format('truetype') }}\n"
        for weight, style, name in faces
    )


def _link(text: str, address: str) -> str:
    return f'<a href="{escape(address)}">{escape(text)}</a>'


def _rows(rows: Iterable[Sequence[str]], widths: Sequence[int], heads: Sequence[str] = ()) -> str:
    columns = "".join(f'<col style="width: {width}%">' for width in widths)
    top = "<tr>" + "".join(f"<th>{escape(head)}</th>" for head in heads) + "</tr>" if heads else ""
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f'<table class="{"ruled" if heads else "open"}">{columns}{top}{body}</table>'


def _bullets(texts: Iterable[str]) -> str:
    return "<ul>" + "".join(f"<li>{escape(text)}</li>" for text in texts) + "</ul>"


def _contact(page: Page) -> list[str]:
    person = page.person
    shown = [escape(page.place), escape(person.phone), _link(person.email, f"mailto:{person.email}")]
    if person.linkedin:
        shown.append(_link(page.linkedin_shown or bare(person.linkedin), person.linkedin))
    return shown


def _head(page: Page) -> str:
    person = page.person
    top = f'<p class="title">{TITLES[person.page_language]}</p><h1>{escape(person.name)}</h1>'
    top += f'<p class="middle">{escape(person.headline)}</p>'
    return top if "personal" in page.heads else top + f'<p class="middle">{" &nbsp;|&nbsp; ".join(_contact(page))}</p>'


def _personal(page: Page) -> str:
    labels = LABELS[page.person.page_language]
    rows = [(f"{label}:", text) for label, text in zip(labels, _contact(page), strict=False)]
    rows += [(f"{label}:", escape(text)) for label, text in (line.split(": ", 1) for line in page.personal)]
    return _rows(rows, (24, 76))


def _section(page: Page, key: str) -> str:
    person = page.person
    jobs, studies = COLUMNS[person.page_language]
    if key == "summary":
        return f"<p>{escape(person.summary)}</p>"
    if key == "personal":
        return _personal(page)
    if key == "jobs":
        rows = [
            (
                escape(page.period(job.start, job.end)),
                f"<b>{escape(job.title)}</b><br>{escape(job.company)}, {escape(job.place)}",
                _bullets(job.highlights),
            )
            for job in person.jobs
        ]
        return _rows(rows, (17, 32, 51), jobs)
    if key == "studies":
        rows = [
            (
                escape(page.period(study.begun, study.date)),
                escape(page.studied(study)) + (f"<br><i>{escape(study.note)}</i>" if study.note else ""),
                escape(", ".join(part for part in (study.institution, study.place) if part)),
            )
            for study in person.studies
        ]
        return _rows(rows, (17, 41, 42), studies)
    if key == "skills":
        items = [escape(item) for _, group in person.skills for item in group]
        return f"<p>{' &bull; '.join(items)}</p>"
    if key == "certifications":
        return _bullets(page.certifications(", ", ""))
    return "".join(f"<p>{escape(line)}</p>" for line in page.lines(key))


def make(page: Page) -> bytes:
    """The page through Dompdf; FileNotFoundError without PHP, CalledProcessError without Dompdf."""
    body = _head(page)
    for key, head in page.heads.items():
        body += f'<div class="{key}"><h2>{escape(head)}</h2>{_section(page, key)}</div>'
    source = (
        f'<html lang="{page.person.page_language}"><head><meta charset="utf-8">'
        f"<title>{escape(page.person.name)}</title><style>{_fonts()}{STYLE}</style></head><body>{body}</body></html>"
    )
    with tempfile.TemporaryDirectory(prefix="later-") as folder:
        target = Path(folder) / "resume.pdf"
        command = ["php", str(SCRIPT), str(target), folder]
        subprocess.run(command, check=True, capture_output=True, input=source.encode(), timeout=PRINT_SECONDS)
        return target.read_bytes()


LAYOUT = Layout("table-dompdf", "table", "php-cli, php-dompdf (apt), fonts-liberation", make)

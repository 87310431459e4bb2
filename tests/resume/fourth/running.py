"""Two pages with a running foot on each: the name and the document's kind left, the page's number right.

Made with OpenPDF 1.3 under Java 17 and Noto Serif (found by fontconfig).
"""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tests.resume.apart.layout import PRINT_SECONDS, Layout, font_file

if TYPE_CHECKING:
    from tests.resume.apart.model import Page

SCRIPT = Path(__file__).parent / "java" / "Running.java"
KINDS = {"en": "Curriculum Vitae", "fr": "Curriculum vitæ", "es": "Currículum"}


def _line(*cells: str) -> str:
    return "\t".join(cells) + "\n"


def _jobs(page: Page) -> str:
    lines = ""
    for job in page.person.jobs:
        lines += _line("entry", job.title, page.period(job.start, job.end))
        lines += _line("where", f"{job.company}, {job.place}")
        lines += _line("text", job.description) if job.description else ""
        lines += "".join(_line("bullet", text) for text in job.highlights)
    return lines


def _studies(page: Page) -> str:
    lines = ""
    for study in page.person.studies:
        lines += _line("entry", page.studied(study), page.period(study.begun, study.date))
        lines += _line("where", f"{study.institution}, {study.place}")
        lines += _line("text", study.note) if study.note else ""
    return lines


def _section(page: Page, key: str) -> str:
    person = page.person
    if key == "summary":
        return _line("text", person.summary)
    if key == "jobs":
        return _jobs(page)
    if key == "studies":
        return _studies(page)
    if key == "skills":
        groups = [(label, ", ".join(group)) for label, group in person.skills]
        return "".join(_line("labelled", *group) if group[0] else _line("text", group[1]) for group in groups)
    if key == "certifications":
        return "".join(_line("bullet", text) for text in page.certifications())
    return "".join(_line("text", text) for text in page.lines(key))


def _make(page: Page) -> bytes:
    person = page.person
    contact = [page.place, "-", person.phone, "-", person.email, f"mailto:{person.email}"]
    if person.linkedin:
        contact += [page.linkedin_text, person.linkedin if page.linkedin_linked else "-"]
    source = _line("name", person.name) + _line("headline", person.headline) + _line("contact", *contact)
    source += "".join(_line("head", head) + _section(page, key) for key, head in page.heads.items())
    fonts = [font_file(f"Noto Serif:style={style}") for style in ("Regular", "Bold", "Italic")]
    size = "LETTER" if page.place.endswith(", AZ") else "A4"
    foot = f"{person.name} \N{EN DASH} {'Résumé' if size == 'LETTER' else KINDS[person.page_language]}"
    with tempfile.TemporaryDirectory(prefix="fourth-") as folder:
        target = Path(folder) / "resume.pdf"
        command = ["java", str(SCRIPT), str(target), size, *fonts, foot]
        subprocess.run(command, input=source.encode(), check=True, capture_output=True, timeout=PRINT_SECONDS)
        return target.read_bytes()


LAYOUT = Layout(
    "running-openpdf",
    "running",
    "Java 17 with OpenPDF 1.3 (Maven's com.github.librepdf:openpdf; found by CLASSPATH) and Noto Serif",
    _make,
)

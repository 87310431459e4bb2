"""A pale column on the right with contact, skills and courses; the career in the wide column on the left.

Made with jsPDF under Node 20 and Roboto (found by fontconfig). NODE_MODULES names the folder that holds
`node_modules` (without it: the folder one stands in).
"""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.resume.apart.layout import PRINT_SECONDS, Layout, font_file
from tests.resume.apart.model import bare
from tests.resume.corpus.model import Job

if TYPE_CHECKING:
    from tests.resume.apart.model import Page
    from tests.resume.corpus.model import Study

SCRIPT = Path(__file__).parent / "node" / "sidebar.js"
ASIDE = ("contact", "skills", "languages", "certifications", "interests")
COLOURS = {"en": ("#27476e", "#eaf0f7"), "it": ("#8a3b12", "#faf0e8"), "fr": ("#0f6b6b", "#e6f3f2")}


def _line(text: str, link: str = "", *, bold: bool = False) -> dict[str, Any]:
    return {"text": text, "link": link, "bold": bold}


def _side(page: Page, key: str) -> list[dict[str, Any]]:
    person = page.person
    if key == "contact":
        lines = [_line(page.place), _line(person.phone), _line(person.email, f"mailto:{person.email}")]
        lines += [_line(page.linkedin_text, person.linkedin)] if person.linkedin else []
        return lines + ([_line(bare(person.website), person.website)] if person.website else [])
    if key == "skills":
        return [
            line
            for label, items in person.skills
            for line in (*([_line(label, bold=True)] if label else []), *map(_line, items))
        ]
    if key == "certifications":
        return [_line(text) for text in page.certifications()]
    return [_line(text) for text in (person.interests if key == "interests" else page.lines(key))]


def _entry(what: str, where: str, when: str, prose: str = "", bullets: tuple[str, ...] = ()) -> dict[str, Any]:
    return {"what": what, "where": where, "when": when, "prose": prose, "bullets": bullets}


def _where(entry: Job | Study) -> str:
    name = entry.company if isinstance(entry, Job) else entry.institution
    return ", ".join(part for part in (name, entry.place) if part)


def _main(page: Page, key: str) -> dict[str, Any]:
    person = page.person
    if key == "summary":
        return {"text": person.summary, "entries": []}
    if key == "jobs":
        entries = [
            _entry(job.title, _where(job), page.period(job.start, job.end), job.description, job.highlights)
            for job in person.jobs
        ]
    elif key == "studies":
        entries = [
            _entry(page.studied(study), _where(study), page.period(study.begun, study.date), study.note)
            for study in person.studies
        ]
    else:
        entries = [_entry(item.title, item.detail, item.date) for item in getattr(person, key)]
    return {"text": "", "entries": entries}


def make(page: Page) -> bytes:
    """The page through jsPDF; FileNotFoundError without Node, CalledProcessError without jsPDF."""
    colour, pale = COLOURS[page.person.page_language]
    described = {
        "name": page.person.name,
        "headline": page.person.headline,
        "colour": colour,
        "pale": pale,
        "fonts": {"normal": font_file("Roboto:regular"), "bold": font_file("Roboto:bold")},
        "side": [{"head": page.heads[key], "lines": _side(page, key)} for key in page.heads if key in ASIDE],
        "main": [{"head": page.heads[key], **_main(page, key)} for key in page.heads if key not in ASIDE],
    }
    modules = Path(os.environ.get("NODE_MODULES", "."))
    with tempfile.TemporaryDirectory(prefix="later-") as folder:
        target = Path(folder) / "resume.pdf"
        command = ["node", str(SCRIPT), str(target)]
        subprocess.run(
            command,
            cwd=modules,
            check=True,
            capture_output=True,
            input=json.dumps(described).encode(),
            timeout=PRINT_SECONDS,
        )
        return target.read_bytes()


LAYOUT = Layout("sidebar-jspdf", "sidebar", "node, jspdf by npm in the folder NODE_MODULES, fonts-roboto", make)

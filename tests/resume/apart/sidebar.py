"""A coloured sidebar with contact and skills beside the career, as resume builders on the web make it.

Made with pdfmake 0.3.11 (PDFKit) under Node 20. NODE_MODULES names the folder that holds `node_modules`
(without it: the folder one stands in).
"""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.resume.apart.layout import PRINT_SECONDS, Layout
from tests.resume.apart.model import bare

if TYPE_CHECKING:
    from tests.resume.apart.model import Page

SCRIPT = Path(__file__).parent / "node" / "sidebar.js"
COLOURS = {"en": "#1f4e5f", "es": "#7a2e4d", "pt": "#2d5a3d"}


def _line(text: str, link: str = "", *, bold: bool = False) -> dict[str, Any]:
    return {"text": text, "link": link, "bold": bold}


def _contact(page: Page) -> list[dict[str, Any]]:
    person = page.person
    lines = [_line(person.phone), _line(person.email, f"mailto:{person.email}"), _line(page.place)]
    if person.linkedin:
        lines.append(_line(page.linkedin_text, person.linkedin))
    if person.website:
        lines.append(_line(bare(person.website), person.website))
    return lines


def _side(page: Page, key: str) -> list[dict[str, Any]]:
    if key == "contact":
        return _contact(page)
    if key == "skills":
        return [
            line
            for label, items in page.person.skills
            for line in (*([_line(label, bold=True)] if label else []), *map(_line, items))
        ]
    if key == "certifications":
        return [_line(text) for text in page.certifications()]
    if key == "interests":
        return [_line(text) for text in page.person.interests]
    return [_line(text) for text in page.lines(key)]


def _entry(
    what: str, when: str = "", where: str = "", prose: str = "", bullets: tuple[str, ...] = ()
) -> dict[str, Any]:
    return {"what": what, "when": when, "where": where, "prose": prose, "bullets": bullets}


def _main(page: Page, key: str) -> dict[str, Any]:
    person = page.person
    entries: list[dict[str, Any]] = []
    if key == "jobs":
        entries = [
            _entry(
                job.title,
                page.period(job.start, job.end),
                f"{job.company}, {job.place}",
                job.description,
                job.highlights,
            )
            for job in person.jobs
        ]
    elif key == "studies":
        entries = [
            _entry(
                page.studied(study),
                page.period(study.begun, study.date),
                study.institution + (f", {study.place}" if study.place else ""),
                study.note,
            )
            for study in person.studies
        ]
    elif key == "certifications":
        return {"text": "", "entries": [_entry("", bullets=person.certifications)]}
    elif key in {"projects", "awards", "volunteering"}:
        entries = [_entry(item.title, item.date, item.detail) for item in getattr(person, key)]
    else:
        return {"text": person.summary if key == "summary" else page.lines(key)[0], "entries": []}
    return {"text": "", "entries": entries}


def make(page: Page) -> bytes:
    """The page through pdfmake; FileNotFoundError without Node, CalledProcessError without pdfmake."""
    keys = list(page.heads)
    cut = keys.index("summary")
    described = {
        "name": page.person.name,
        "headline": page.person.headline,
        "colour": COLOURS[page.person.page_language],
        "paper": "A4",
        "side": [{"head": page.heads[key], "lines": _side(page, key)} for key in keys[:cut]],
        "main": [{"head": page.heads[key], **_main(page, key)} for key in keys[cut:]],
    }
    modules = Path(os.environ.get("NODE_MODULES", "."))
    with tempfile.TemporaryDirectory(prefix="apart-") as folder:
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


LAYOUT = Layout("sidebar-pdfmake", "sidebar", "node, and pdfmake by npm in the folder NODE_MODULES", make)

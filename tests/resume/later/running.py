"""Two pages: name and page number in a running foot, name and profession above the second page.

Made with Prawn 2.4 under Ruby (Debian's ruby and ruby-prawn) and Open Sans (found by fontconfig).
"""

from __future__ import annotations

import json
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from tests.resume.apart.layout import PRINT_SECONDS, Layout, font_file
from tests.resume.apart.model import bare

if TYPE_CHECKING:
    from tests.resume.apart.model import Page

SCRIPT = Path(__file__).parent / "ruby" / "running.rb"
FEET = {"en": "Page <page> of <total>", "fr": "Page <page> sur <total>", "nl": "Pagina <page> van <total>"}
ACCENTS = {"en": "7A1F2B", "fr": "1D4E89", "nl": "B0470F"}


def _entry(left: str, right: str, under: str, prose: str = "", bullets: tuple[str, ...] = ()) -> dict[str, Any]:
    return {"left": left, "right": right, "under": under, "prose": prose, "bullets": bullets}


def _jobs(page: Page) -> list[dict[str, Any]]:
    return [
        _entry(
            job.title, page.period(job.start, job.end), f"{job.company}, {job.place}", job.description, job.highlights
        )
        for job in page.person.jobs
    ]


def _studies(page: Page) -> list[dict[str, Any]]:
    return [
        _entry(
            page.studied(study),
            page.period(study.begun, study.date),
            study.institution + (f", {study.place}" if study.place else ""),
            study.note,
        )
        for study in page.person.studies
    ]


def _section(page: Page, key: str) -> dict[str, Any]:
    person = page.person
    found: dict[str, Any] = {
        "head": page.heads[key],
        "paragraphs": [],
        "bullets": [],
        "entries": [],
        "inline": key == "skills",
    }
    if key == "jobs":
        found["entries"] = _jobs(page)
    elif key == "studies":
        found["entries"] = _studies(page)
    elif key == "skills":
        found["paragraphs"] = [
            (f"<b>{escape(label)}:</b> " if label else "") + escape(", ".join(items)) for label, items in person.skills
        ]
    elif key == "certifications":
        found["bullets"] = page.certifications()
    elif key == "summary":
        found["paragraphs"] = [person.summary]
    else:
        found["paragraphs"] = page.lines(key)
    return found


def make(page: Page) -> bytes:
    """The page through Prawn; FileNotFoundError without Ruby, CalledProcessError without Prawn."""
    person = page.person
    contact = [(page.place, None), (person.phone, None), (person.email, f"mailto:{person.email}")]
    if person.linkedin:
        shown = page.linkedin_shown or bare(person.linkedin)
        contact.append((shown, person.linkedin if page.linkedin_linked else None))
    styles = {"normal": "regular", "bold": "bold", "italic": "italic"}
    described = {
        "name": person.name,
        "headline": person.headline,
        "paper": "LETTER" if page.place.endswith(", VT") else "A4",
        "accent": ACCENTS[person.page_language],
        "fonts": {name: font_file(f"Open Sans:{style}") for name, style in styles.items()},
        "contact": contact,
        "sections": [_section(page, key) for key in page.heads],
        "foot": f"{person.name}  |  {FEET[person.page_language]}",
    }
    with tempfile.TemporaryDirectory(prefix="later-") as folder:
        target = Path(folder) / "resume.pdf"
        command = ["ruby", str(SCRIPT), str(target)]
        subprocess.run(
            command,
            check=True,
            capture_output=True,
            input=json.dumps(described).encode(),
            timeout=PRINT_SECONDS,
        )
        return target.read_bytes()


LAYOUT = Layout("running-prawn", "running", "ruby, ruby-prawn, fonts-open-sans (apt)", make)

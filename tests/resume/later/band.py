"""A coloured band with name and contact above two columns: what one knows on the left, what one did on the right.

Made with Scribus 1.5.8 (Debian's scribus and fonts-open-sans), which runs `scribus/band.py` without a window.
"""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tests.resume.apart.layout import PRINT_SECONDS, Layout
from tests.resume.apart.model import bare

if TYPE_CHECKING:
    from tests.resume.apart.model import Page
    from tests.resume.corpus.model import Job, Study

SCRIPT = Path(__file__).parent / "scribus" / "band.py"
BESIDE = ("skills", "studies", "certifications", "languages", "interests")
A4, LETTER = (595.28, 841.89), (612.0, 792.0)
COLOURS = {
    "en": {"Band": (38, 70, 83), "Accent": (31, 107, 117)},
    "de": {"Band": (74, 48, 109), "Accent": (98, 64, 146)},
    "es": {"Band": (140, 47, 57), "Accent": (160, 60, 50)},
}

Lines = list[tuple[str, str]]


def _job(page: Page, job: Job) -> Lines:
    return [
        ("when", page.period(job.start, job.end)),
        ("what", job.title),
        ("where", f"{job.company}, {job.place}"),
        *([("text", job.description)] if job.description else []),
        *(("bullet", f"•\N{EN SPACE}{text}") for text in job.highlights),
    ]


def _study(page: Page, study: Study) -> Lines:
    note = [("text", study.note)] if study.note else []
    return [
        ("when", page.period(study.begun, study.date)),
        ("what", page.studied(study)),
        ("where", study.institution),
        *note,
    ]


def _section(page: Page, key: str) -> Lines:
    person = page.person
    lines = [("head", page.heads[key])]
    if key == "summary":
        return [*lines, ("text", person.summary)]
    if key == "jobs":
        return lines + [line for job in person.jobs for line in _job(page, job)]
    if key == "studies":
        return lines + [line for study in person.studies for line in _study(page, study)]
    if key == "skills":
        for label, items in person.skills:
            lines += [("label", label)] if label else []
            lines += [("text", item) for item in items]
        return lines
    if key == "certifications":
        return lines + [("bullet", f"•\N{EN SPACE}{text}") for text in page.certifications()]
    return lines + [("text", line) for line in page.lines(key)]


def make(page: Page) -> bytes:
    """The page through Scribus; FileNotFoundError without it."""
    person = page.person
    contact = [(person.phone, ""), (person.email, f"mailto:{person.email}"), (page.place, "")]
    contact += [(page.linkedin_text, person.linkedin)] if person.linkedin else []
    contact += [(bare(person.website), person.website)] if person.website else []
    described = {
        "name": person.name,
        "headline": person.headline,
        "paper": LETTER if page.place.endswith(", Minnesota") else A4,
        "colours": COLOURS[person.page_language],
        "contact": contact,
        "narrow": [line for key in page.heads if key in BESIDE for line in _section(page, key)],
        "wide": [line for key in page.heads if key not in BESIDE for line in _section(page, key)],
    }
    with tempfile.TemporaryDirectory(prefix="later-") as name:
        folder = Path(name)
        (folder / "page.json").write_text(json.dumps(described), "utf-8")
        command = ["scribus", "-g", "-ns", "-py", str(SCRIPT)]
        subprocess.run(
            command,
            cwd=folder,
            check=True,
            capture_output=True,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": name},
            timeout=PRINT_SECONDS,
        )
        if (folder / "error.txt").exists():
            raise ValueError((folder / "error.txt").read_text("utf-8"))
        return (folder / "resume.pdf").read_bytes()


LAYOUT = Layout("band-scribus", "band", "scribus, fonts-open-sans (apt)", make)

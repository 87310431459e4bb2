"""A pale green column on the left with name, contact, skills and studies; the career on white beside it.

Made with pdf-lib 1.17 under Node.js and Open Sans (found by fontconfig).
"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.resume.apart.layout import PRINT_SECONDS, Layout, font_file

if TYPE_CHECKING:
    from tests.resume.apart.model import Page

SCRIPT = Path(__file__).parent / "node" / "sidebar.mjs"
SIDE = ("skills", "certifications", "languages", "interests")


def _head(text: str) -> dict[str, Any]:
    return {"text": text, "bold": True, "size": 11.5, "accent": True, "before": 13}


def _jobs(page: Page) -> list[dict[str, Any]]:
    lines: list[dict[str, Any]] = []
    for job in page.person.jobs:
        lines.append({"text": job.title, "bold": True, "size": 10.5, "before": 5})
        lines.append({"text": f"{job.company} | {page.period(job.start, job.end)}", "accent": True})
        lines += [{"text": job.description, "before": 2}] if job.description else []
        lines += [{"text": text, "bullet": True, "before": 1.5} for text in job.highlights]
    return lines


def _section(page: Page, key: str) -> list[dict[str, Any]]:
    person = page.person
    lines = [_head(page.heads[key])]
    if key == "summary":
        return [*lines, {"text": person.summary, "before": 2}]
    if key == "jobs":
        return lines + _jobs(page)
    if key == "studies":
        for study in person.studies:
            lines.append({"text": page.studied(study), "bold": True, "before": 4})
            lines.append({"text": study.institution})
            lines.append({"text": page.period(study.begun, study.date)})
        return lines
    if key == "skills":
        return lines + [{"text": skill, "before": 2} for _, group in person.skills for skill in group]
    texts = page.certifications() if key == "certifications" else page.lines(key)
    return lines + [{"text": text, "before": 3} for text in texts]


def _make(page: Page) -> bytes:
    person = page.person
    side: list[dict[str, Any]] = [
        {"text": person.name, "bold": True, "size": 17},
        {"text": person.headline, "size": 10.5, "accent": True, "before": 3},
        {"text": page.place, "before": 12},
        {"text": person.phone, "before": 2},
        {"text": person.email, "before": 2, "size": 9, "link": f"mailto:{person.email}"},
    ]
    if person.linkedin:
        side.append({"text": page.linkedin_text, "before": 2, "accent": True, "link": person.linkedin})
    main: list[dict[str, Any]] = []
    for key in page.heads:
        (side if key in SIDE else main).extend(_section(page, key))
    fonts = [font_file(f"Open Sans:style={style}") for style in ("Regular", "Bold")]
    found = json.dumps({"main": main, "side": side, "fonts": fonts})
    command = ["node", str(SCRIPT)]
    return subprocess.run(command, input=found.encode(), check=True, capture_output=True, timeout=PRINT_SECONDS).stdout


LAYOUT = Layout(
    "sidebar-pdflib",
    "sidebar",
    "Node.js with pdf-lib and @pdf-lib/fontkit (npm; found by NODE_PATH) and Open Sans",
    _make,
)

r"""The classic style of moderncv, by XeTeX and by pdfTeX.

Made with Debian's texlive-latex-extra 2022; `tex/` holds the few icons that moderncv asks its icon fonts for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.resume.unseen.layout import Layout, tex, typeset
from tests.resume.unseen.model import bare

if TYPE_CHECKING:
    from tests.resume.unseen.model import Page

COLOURS = {"holzhausen": "blue", "trehout": "green", "adeyinka": "burgundy", "kristjana": "orange"}
BY_XETEX = ("holzhausen", "adeyinka")
BABEL = {"de": "ngerman", "fr": "french", "en": "british"}


def _start(page: Page, *, xetex: bool) -> str:
    person = page.person
    first, last = person.name.rsplit(" ", 1)
    lines = [
        r"\documentclass[11pt,a4paper,sans]{moderncv}",
        rf"\moderncvstyle{{classic}}\moderncvcolor{{{COLOURS[person.slug]}}}",
        "" if xetex else r"\usepackage[T1]{fontenc}\usepackage[utf8]{inputenc}\usepackage{lmodern}",
        rf"\usepackage[{BABEL[person.page_language]}]{{babel}}\usepackage{{textcomp}}",
        r"\usepackage[scale=0.78]{geometry}",
        "" if person.page_language == "en" else r"\setlength{\hintscolumnwidth}{3.1cm}",
        rf"\name{{{first}}}{{{last}}}",
        rf"\title{{{tex(person.headline)}}}",
    ]
    if page.street:
        street, code = page.street.split(", ")
        lines.append(rf"\address{{{street}}}{{{code} {person.location}}}")
    else:
        lines.append(rf"\address{{{tex(person.location)}}}")
    lines.append(rf"\phone[mobile]{{{person.phone}}}\email{{{person.email}}}")
    if person.linkedin:
        lines.append(rf"\social[linkedin]{{{person.linkedin.rsplit('/', 1)[1]}}}")
    if person.website:
        lines.append(rf"\homepage{{{bare(person.website)}}}")
    return "\n".join([*lines, r"\begin{document}\makecvtitle", ""])


def _command(name: str, *cells: str) -> str:
    return f"\\{name}" + "".join(f"{{{cell}}}" for cell in cells) + "\n"


def _jobs(page: Page) -> str:
    body = ""
    for job, when, _ in page.jobs:
        items = "".join(f"\\item {tex(text)}" for text in job.highlights)
        what = f"\\begin{{itemize}}{items}\\end{{itemize}}" if items else tex(job.description)
        body += _command("cventry", tex(when), tex(job.title), tex(job.company), tex(job.place), "", what)
    return body


def _skills(page: Page) -> str:
    label, items = page.person.skills[0]
    if not label:
        return "".join(
            _command("cvlistdoubleitem", tex(left), tex(right))
            for left, right in zip(items[::2], items[1::2], strict=True)
        )
    return "".join(_command("cvitem", tex(each), tex(", ".join(group))) for each, group in page.person.skills)


def _section(page: Page, key: str) -> str:
    if key == "profile":
        return _command("cvitem", "", tex(page.person.summary))
    if key == "jobs":
        return _jobs(page)
    if key == "edu":
        return "".join(
            _command("cventry", tex(when), tex(what), tex(study.institution), tex(study.place), tex(study.note), "")
            for study, what, when in page.studies
        )
    if key == "skills":
        return _skills(page)
    if key == "certs":
        return "".join(_command("cvitem", date, tex(text)) for text, date in page.certifications)
    if key == "langs":
        return "".join(_command("cvitemwithcomment", *entry.parts, "") for entry in page.extras[key])
    if key == "pubs":
        return "".join(_command("cvitem", *map(tex, entry.parts)) for entry in page.extras[key])
    return "".join(_command("cvitem", "", tex(entry.parts[0])) for entry in page.extras[key])


def make(page: Page) -> bytes:
    """The page through XeTeX or pdfTeX; CalledProcessError without them."""
    xetex = page.person.slug in BY_XETEX
    body = "".join(_command("section", tex(head)) + _section(page, key) for key, head in page.heads.items())
    source = _start(page, xetex=xetex) + body + "\\end{document}\n"
    return typeset("xelatex" if xetex else "pdflatex", source)


LAYOUT = Layout(
    lambda page: "moderncv-xetex" if page.person.slug in BY_XETEX else "moderncv-pdftex",
    "moderncv",
    "pdflatex and xelatex (texlive-latex-extra, texlive-xetex, fonts-font-awesome)",
    make,
)

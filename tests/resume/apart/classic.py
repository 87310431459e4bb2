r"""One column in Noto Serif: the name in the middle, headings over a rule, employers left and dates right.

Made with LuaHBTeX 1.15 (Debian's texlive-luatex and texlive-latex-recommended 2022, fonts-noto-core).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.resume.apart.layout import Layout, printed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.resume.apart.model import Page
    from tests.resume.corpus.model import Job, Study

SPECIAL = {**{mark: f"\\{mark}" for mark in "&%$#_{}"}, "~": r"\textasciitilde{}", "€": "€"}
START = r"""\documentclass[11pt,%(paper)s]{article}
\usepackage[top=1.9cm,bottom=1.7cm,left=2.2cm,right=2.2cm]{geometry}
\usepackage{fontspec,xcolor,titlesec,enumitem}
\setmainfont{Noto Serif}[Scale=0.86]
\usepackage[hidelinks]{hyperref}
\definecolor{ink}{HTML}{22405C}
\pagestyle{empty}\setlength{\parindent}{0pt}\raggedbottom\emergencystretch=2em
\titleformat{\section}{\large\bfseries\color{ink}}{}{0pt}{}[{\titlerule[0.5pt]}]
\titlespacing{\section}{0pt}{9pt plus 2pt}{4pt}
\setlist[itemize]{leftmargin=1.3em,nosep,topsep=1pt,label=\textbullet}
%(setting)s
\newcommand{\row}[2]{#1\hfill #2\par\nopagebreak}
\begin{document}
"""

LONG_PLACE = 20
"""Characters of the place from which on the profile's address stands on a line of its own."""


def tex(text: str) -> str:
    """Plain text as TeX writes it."""
    return "".join(SPECIAL.get(mark, mark) for mark in text)


def _items(texts: Iterable[str]) -> str:
    return r"\begin{itemize}" + "".join(rf"\item {tex(text)} " for text in texts) + "\\end{itemize}\n"


def _head(page: Page) -> str:
    person = page.person
    contact = [tex(page.place), tex(person.phone), rf"\href{{mailto:{person.email}}}{{{tex(person.email)}}}"]
    if person.linkedin:
        contact[-1] += r"\\" if len(page.place) > LONG_PLACE else r" \enspace|\enspace "
        contact[-1] += rf"\href{{{person.linkedin}}}{{{tex(page.linkedin_text)}}}"
    under = rf"\\[3pt]{{\large\itshape {tex(person.headline)}}}" if person.headline else ""
    return (
        rf"\begin{{center}}{{\Huge {tex(person.name)}}}{under}\\[4pt]\small "
        + r" \enspace|\enspace ".join(contact)
        + "\\end{center}\n"
    )


def _job(page: Page, job: Job) -> str:
    period = tex(page.period(job.start, job.end))
    rows = rf"\row{{\textbf{{{tex(job.company)}}}}}{{{tex(job.place)}}}\row{{\textit{{{tex(job.title)}}}}}{{{period}}}"
    prose = f"{tex(job.description)}\\par\n" if job.description else ""
    return rows + "\n" + prose + _items(job.highlights) + "\\medskip\n"


def _study(page: Page, study: Study) -> str:
    place = f", {study.place}" if study.place else ""
    date = tex(page.period(study.begun, study.date))
    rows = rf"\row{{\textbf{{{tex(page.studied(study))}}}}}{{{date}}}" + tex(study.institution + place) + r"\par "
    return rows + (rf"{{\small {tex(study.note)}}}\par " if study.note else "") + "\\smallskip\n"


def _skills(page: Page) -> str:
    groups = page.person.skills
    return "".join(
        (rf"\textbf{{{tex(label)}:}} " if label else "") + tex(", ".join(items)) + "\\par\n" for label, items in groups
    )


def _section(page: Page, key: str) -> str:
    if key == "summary":
        return tex(page.person.summary) + "\\par\n"
    if key == "jobs":
        return "".join(_job(page, job) for job in page.person.jobs)
    if key == "studies":
        return "".join(_study(page, study) for study in page.person.studies)
    if key == "skills":
        return _skills(page)
    if key == "certifications":
        marks = (", ", "") if page.person.page_language == "en" else (" (", ")")
        return _items(page.certifications(*marks))
    return "\\par\n".join(tex(line) for line in page.lines(key)) + "\\par\n"


def make(page: Page) -> bytes:
    """The page through LuaTeX; FileNotFoundError without it."""
    body = "".join(rf"\section*{{{tex(head)}}}" + "\n" + _section(page, key) for key, head in page.heads.items())
    setting = {
        "paper": "letterpaper" if page.place.endswith(", CO") else "a4paper",
        "setting": "" if page.person.page_language == "en" else r"\raggedright\hyphenpenalty=10000",
    }
    source = START % setting + _head(page) + body + "\\end{document}\n"
    return printed(["lualatex", "-interaction=batchmode", "-halt-on-error", "resume.tex"], "resume.tex", source)


LAYOUT = Layout("classic-luatex", "classic", "lualatex (texlive-luatex, fonts-noto-core)", make)

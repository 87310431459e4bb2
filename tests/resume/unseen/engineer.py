r"""The one-column template that many engineers use, set by pdfTeX.

Made with Debian's texlive-latex-extra and texlive-fonts-recommended 2022.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.resume.unseen.layout import Layout, tex, typeset
from tests.resume.unseen.model import bare

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.resume.unseen.model import Page

START = r"""\documentclass[letterpaper,11pt]{article}
\usepackage[T1]{fontenc}\usepackage[utf8]{inputenc}\usepackage{textcomp}FONT
\usepackage[empty]{fullpage}\usepackage{titlesec}\usepackage[usenames,dvipsnames]{color}\usepackage{enumitem}
\usepackage[hidelinks]{hyperref}\usepackage{fancyhdr}\usepackage{tabularx}
\pagestyle{fancy}\fancyhf{}\renewcommand{\headrulewidth}{0pt}
\addtolength{\oddsidemargin}{-0.5in}\addtolength{\evensidemargin}{-0.5in}\addtolength{\textwidth}{1in}
\addtolength{\topmargin}{-.5in}\addtolength{\textheight}{1.0in}
\raggedbottom\raggedright\setlength{\tabcolsep}{0in}
\titleformat{\section}{\vspace{-4pt}\scshape\raggedright\large}{}{0em}{}[\color{black}\titlerule \vspace{-5pt}]
\input{glyphtounicode}\pdfgentounicode=1
\newcommand{\resumeItem}[1]{\item\small{{#1 \vspace{-2pt}}}}
\newcommand{\resumeSubheading}[4]{\vspace{-2pt}\item
 \begin{tabular*}{0.97\textwidth}[t]{l@{\extracolsep{\fill}}r}\textbf{#1} & #2 \\
 \textit{\small#3} & \textit{\small #4} \\ \end{tabular*}\vspace{-7pt}}
\newcommand{\resumeProjectHeading}[2]{\item
 \begin{tabular*}{0.97\textwidth}{l@{\extracolsep{\fill}}r}\small#1 & #2 \\ \end{tabular*}\vspace{-7pt}}
\renewcommand\labelitemii{$\vcenter{\hbox{\tiny$\bullet$}}$}
\begin{document}
"""
FONTS = {"shrestha": r"\usepackage{lmodern}", "calinescu": r"\usepackage{charter}"}
PLACE_FIRST = ("shrestha", "calinescu")


def _items(texts: Iterable[str]) -> str:
    rows = "".join(f"\\resumeItem{{{tex(text)}}}\n" for text in texts)
    return f"\\begin{{itemize}}\n{rows}\\end{{itemize}}\\vspace{{-5pt}}\n" if rows else ""


def _subheading(*cells: str) -> str:
    return r"\resumeSubheading" + "".join(f"{{{tex(cell)}}}" for cell in cells) + "\n"


def _rows(texts: Iterable[str]) -> str:
    return r"\small{\item{" + "".join(text + r" \\ " for text in texts) + "}}\n"


def _head(page: Page) -> str:
    person = page.person
    contact = [tex(person.phone), rf"\href{{mailto:{person.email}}}{{\underline{{{tex(person.email)}}}}}"]
    addresses = [address for address in (person.linkedin, person.website) if address]
    contact += [rf"\href{{{address}}}{{\underline{{{tex(bare(address))}}}}}" for address in addresses]
    contact.insert(0 if person.slug in PLACE_FIRST else len(contact), tex(person.location))
    name = rf"\begin{{center}}\textbf{{\Huge \scshape {tex(person.name)}}} \\ \vspace{{1pt}}\small "
    return name + " $|$ ".join(contact) + "\n\\end{center}\n"


def _studies(page: Page) -> str:
    body = ""
    for study, what, when in page.studies:
        thesis = study.note.startswith("Thesis")
        shown = what + (f"; {study.note}" if study.note and not thesis else "")
        body += _subheading(study.institution, study.place, shown, when) + (_items([study.note]) if thesis else "")
    return body


def _projects(page: Page, key: str) -> str:
    body = ""
    for entry in page.extras[key]:
        title, detail, date = entry.parts
        what = rf"\textbf{{{tex(title)}}} $|$ \emph{{{tex(detail)}}}"
        body += rf"\resumeProjectHeading{{{what}}}{{{tex(date)}}}" + "\n" + _items(entry.items)
    return body


def _section(page: Page, key: str) -> str:
    if key == "jobs":
        return "".join(
            _subheading(job.company, job.place, job.title, when) + _items(job.highlights) for job, when, _ in page.jobs
        )
    if key == "edu":
        return _studies(page)
    if key in {"projects", "vol"}:
        return _projects(page, key)
    if key == "skills":
        return _rows(rf"\textbf{{{tex(label)}}}{{: {tex(', '.join(items))}}}" for label, items in page.person.skills)
    if key == "certs":
        return _rows(tex(text) + (rf" \hfill {date}" if date else "") for text, date in page.certifications)
    return _rows(tex(entry.parts[0]) for entry in page.extras[key])


def make(page: Page) -> bytes:
    """The page through pdfTeX; CalledProcessError without it."""
    source = START.replace("FONT", FONTS.get(page.person.slug, "")) + _head(page)
    for key, head in page.heads.items():
        source += f"\\section{{{tex(head)}}}\n"
        if key == "profile":
            source += rf"\small {tex(page.person.summary)}\normalsize" + "\n"
            continue
        source += f"\\begin{{itemize}}[leftmargin=0.15in, label={{}}]\n{_section(page, key)}\\end{{itemize}}\n"
    return typeset("pdflatex", source + "\\end{document}\n")


LAYOUT = Layout(lambda _: "engineer-pdftex", "engineer", "pdflatex (texlive-latex-extra)", make)

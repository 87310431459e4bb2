r"""Resumes set by LaTeX (pdfTeX) and by troff (groff), as engineers and scholars make them.

Made with Debian's texlive-latex-recommended 2022, texlive-fonts-recommended and groff 1.22; tests need none of them.
"""

# ruff: noqa: RUF001
# Why: pages are printed with typographic dashes and apostrophes.

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from intervue.resume.schema import ParsedResume
from tests.resume.corpus.html_parts import by_company
from tests.resume.corpus.layout import Layout
from tests.resume.corpus.model import Made, truth
from tests.resume.corpus.office_parts import all_skills, bare, commas, degree, others, period, studied, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tests.resume.corpus.model import Item, Job, Person, Study

PRINT_SECONDS = 60.0
SPECIAL = {
    **{mark: f"\\{mark}" for mark in "&%$#_{}"},
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "–": "--",
    "'": "'",
    "€": r"\texteuro{}",
    "“": "``",
    "”": "''",
}
HEAD = r"""\documentclass[%(size)s,%(paper)s]{article}
%(fonts)s
\usepackage[%(margin)s]{geometry}
\usepackage[hidelinks]{hyperref}
\usepackage{xcolor,graphicx}
\pagestyle{%(pages)s}
\setlength{\parindent}{0pt}\setlength{\parskip}{0pt}
\raggedbottom
"""
MODERN = "\\usepackage[T1]{fontenc}\\usepackage{charter}\\usepackage{textcomp}"
PLAIN = "\\usepackage{textcomp}"
"""Without a font encoding: accents are glyphs of their own above the letters, as on so many pages."""


def tex(text: str) -> str:
    """Plain text as TeX writes it."""
    return "".join(SPECIAL.get(mark, mark) for mark in text)


def pdflatex(source: str) -> bytes:
    """A document through pdfTeX. FileNotFoundError without it; CalledProcessError where the source is wrong."""
    with tempfile.TemporaryDirectory(prefix="cv-") as folder:
        (Path(folder) / "resume.tex").write_text(source, encoding="utf-8")
        command = ["pdflatex", "-interaction=batchmode", "-halt-on-error", "resume.tex"]
        for _ in range(2):
            subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=PRINT_SECONDS)
        return (Path(folder) / "resume.pdf").read_bytes()


def _head(fonts: str, size: str = "10pt", paper: str = "a4paper", pages: str = "empty", margin: str = "2cm") -> str:
    return HEAD % {"fonts": fonts, "size": size, "paper": paper, "pages": pages, "margin": f"margin={margin}"}


def _href(address: str | None, shown: str | None = None) -> str:
    if not address:
        return ""
    return rf"\href{{{address.replace('%', chr(92) + '%')}}}{{{tex(shown or bare(address))}}}"


def _items(texts: Iterable[str]) -> str:
    inner = "".join(f"\\item {tex(text)}\n" for text in texts)
    return f"\\begin{{duties}}\n{inner}\\end{{duties}}\n" if inner else ""


def _sections(person: Person, section: Callable[[str, str], str], item: Callable[[Item], str]) -> str:
    """What comes after jobs and studies."""
    head = words(person, 3)
    groups = "".join(
        (f"\\textbf{{{tex(label)}}}: " if label else "") + tex(", ".join(group)) + "\\\\\n"
        for label, group in person.skills
    )
    inner = section(head["skills"], groups)
    inner += section(head["certifications"], _items(person.certifications))
    for kind, items in others(person).items():
        inner += section(head[kind], "".join(map(item, items)))
    inner += section(head["languages"], tex(", ".join(person.languages)))
    return inner + section(head["interests"], tex(", ".join(person.interests)))


LIST = r"""
\newenvironment{duties}{\begin{list}{%s}{\setlength{\leftmargin}{1.4em}\setlength{\itemsep}{1pt}
\setlength{\parsep}{0pt}\setlength{\topsep}{2pt}\setlength{\partopsep}{0pt}}}{\end{list}}
"""


def _corners(left: str, right: str, left_below: str, right_below: str) -> str:
    """Two lines of which both ends are used."""
    first = rf"\textbf{{{tex(left)}}} & {tex(right)} \\"
    second = rf"\textit{{{tex(left_below)}}} & \textit{{{tex(right_below)}}} \\"
    return (
        "\\vspace{3pt}\\begin{tabular*}{\\textwidth}[t]{l@{\\extracolsep{\\fill}}r}\n"
        f"{first}\n{second}\n\\end{{tabular*}}\\par\n"
    )


def classic(person: Person) -> str:
    """Two lines a job with both corners of the line used, small-capital headings over a rule, everything tight."""
    head = words(person)

    def section(title: str, inner: str) -> str:
        rule = r"\\[-8pt]\rule{\textwidth}{0.4pt}\par\vspace{2pt}"
        return f"\\par\\vspace{{8pt}}{{\\scshape\\scalebox{{1.25}}{{{tex(title)}}}}}{rule}\n{inner}\n" if inner else ""

    def job(each: Job) -> str:
        text = tex(each.description) + "\\par\n" if each.description else ""
        return _corners(each.title, period(each), each.company, each.place) + text + _items(each.highlights)

    def study(each: Study) -> str:
        note = f"{tex(each.note)}\\par\n" if each.note else ""
        return _corners(each.institution, each.place, degree(each, " in "), studied(each)) + note

    def item(each: Item) -> str:
        detail = f" $|$ \\emph{{{tex(each.detail)}}}" if each.detail else ""
        return f"\\textbf{{{tex(each.title)}}}{detail} \\hfill {tex(each.date)}\\par\n"

    contact = [tex(person.phone), _href(f"mailto:{person.email}", person.email), _href(person.linkedin)]
    contact += [_href(person.website), tex(person.location)]
    line = " $|$ ".join(filter(None, contact))
    return (
        _head(MODERN, paper="letterpaper", margin="1.6cm")
        + LIST % r"\textbullet"
        + r"\begin{document}"
        + f"\n\\begin{{center}}{{\\scshape\\scalebox{{2.5}}{{{tex(person.name)}}}}}\\\\[3pt]{line}\\end{{center}}\n"
        + section(head["education"], "".join(map(study, person.studies)))
        + section(head["experience"], "".join(map(job, person.jobs)))
        + _sections(person, section, item)
        + "\\end{document}\n"
    )


def _beside(date: str, inner: str) -> str:
    """Text with a date in a narrow column at its left."""
    left = f"\\begin{{minipage}}[t]{{2.4cm}}\\raggedleft {tex(date)}\\end{{minipage}}"
    right = f"\\begin{{minipage}}[t]{{\\dimexpr\\textwidth-2.8cm\\relax}}{inner}\\end{{minipage}}"
    return f"\\noindent{left}\\hspace{{4mm}}{right}\\par\\vspace{{5pt}}\n"


def margin(person: Person) -> str:
    """Dates in a narrow column at the left, a bar before each heading, employer in italics after the title."""
    head = words(person, 3)

    def section(title: str, inner: str) -> str:
        bar = r"\textcolor{blue!60!black}{\rule[0.5ex]{2.4cm}{1.2mm}}"
        line = f"{bar}\\hspace{{4mm}}{{\\textcolor{{blue!60!black}}{{\\scalebox{{1.4}}{{{tex(title)}}}}}}}"
        return f"\\par\\vspace{{9pt}}{line}\\par\\vspace{{3pt}}\n{inner}\n" if inner else ""

    def job(each: Job) -> str:
        place = f", {tex(each.place)}" if each.place else ""
        line = f"\\textbf{{{tex(each.title)}}}, \\textit{{{tex(each.company)}}}{place}"
        text = f"\\par {tex(each.description)}" if each.description else ""
        return _beside(period(each, "–"), f"{line}{text}\n{_items(each.highlights)}")

    def study(each: Study) -> str:
        line = f"\\textbf{{{tex(degree(each))}}}, \\textit{{{tex(each.institution)}}}"
        return _beside(studied(each, "–"), line + (f"\\par {tex(each.note)}" if each.note else ""))

    def item(each: Item) -> str:
        return _beside(each.date, f"\\textbf{{{tex(each.title)}}}" + (f", {tex(each.detail)}" if each.detail else ""))

    contact = [tex(person.location), tex(person.phone), _href(f"mailto:{person.email}", person.email)]
    contact += [_href(person.linkedin), _href(person.website)]
    lines = r"\\".join(filter(None, contact))
    return (
        _head(PLAIN, pages="plain")
        + LIST % r"\textbullet"
        + r"\begin{document}"
        + f"\n\\scalebox{{2.4}}{{{tex(person.name)}}}\\hfill\\begin{{tabular}}[b]{{r@{{}}}}{lines}"
        + f"\\end{{tabular}}\\par\\vspace{{4pt}}\\scalebox{{1.2}}{{\\textit{{{tex(person.headline)}}}}}\n"
        + (section(head["profile"], tex(person.summary)) if person.summary else "")
        + section(head["experience"], "".join(map(job, person.jobs)))
        + section(head["education"], "".join(map(study, person.studies)))
        + _sections(person, section, item)
        + "\\end{document}\n"
    )


def printed(person: Person, *, summary: bool = True) -> ParsedResume:
    """The truth in the wording of the page: both programs curl apostrophes. `summary`: whether the page has one."""
    curled = ParsedResume.model_validate_json(truth(person).model_dump_json().replace("'", "’"))
    return curled if summary else curled.model_copy(update={"summary": None})


def _by_latex(name: str, draw: Callable[[Person], str], *people: str, summary: bool = True) -> Layout:
    def make(person: Person) -> Made:
        return Made(f"{name}-latex", person.slug, pdflatex(draw(person)), printed(person, summary=summary))

    return Layout(f"{name}-latex", "latex", people, make)


def roff(text: str) -> str:
    """Plain text as troff reads it, also at the beginning of a line."""
    safe = text.replace("\\", "\\(rs").replace("'", "\\(cq")
    return f"\\&{safe}"


def groff(source: str) -> bytes:
    """A document through groff's PDF device. FileNotFoundError without it."""
    command = ["groff", "-k", "-Tpdf", "-P-pa4"]
    done = subprocess.run(command, input=source.encode(), check=True, capture_output=True, timeout=PRINT_SECONDS)
    return done.stdout


ROFF = """.pl 29.7c
.po 2.2c
.ll 16.6c
.fam T
.ps 10.5
.vs 13.5
.nh
.ad l
.ta 16.6cR
.de HD
.sp 0.7v
.ne 4v
.ft B
.ps +2
\\\\$*
.ps
.ft R
'br
\\v'-0.6v'\\l'16.6c'\\v'0.6v'
.br
.sp 0.2v
..
.de BU
.in 0.6c
.ti -0.4c
\\(bu\\h'0.2c'\\\\$*
.br
.in 0
..
.de FT
.ev foot
.ps 9
.ll 16.6c
.tl ''- % -''
.ev
..
.de NP
'sp |27.6c
.FT
'bp
'sp 2c
..
.wh 0 TP
.de TP
'sp 2c
..
.wh -2.2c NP
.nr $x 0
"""


def _roff_lines(*rows: str) -> str:
    return "".join(f"{row}\n.br\n" for row in rows if row)


def _roff_bullets(texts: Iterable[str]) -> str:
    return "".join(f'.BU "{roff(text)}"\n' for text in texts)


def _roff_job(each: Job) -> str:
    first = _roff_lines(f"{roff(each.title)}\t{roff(period(each, ' - '))}")
    text = _roff_lines(roff(each.description)) if each.description else ""
    return ".ne 4v\n" + first + text + _roff_bullets(each.highlights)


def _roff_employer(company: str, jobs: list[Job]) -> str:
    head = _roff_lines(f"\\fB{roff(commas(company, jobs[0].place))}\\fR")
    return ".sp 0.3v\n.ne 5v\n" + head + "".join(map(_roff_job, jobs))


def troff(person: Person) -> str:
    """Plain black type with tabs, built-in fonts that no file brings along; employer first, no hyphenation."""
    head = words(person, 2)

    def heading(title: str, inner: str) -> str:
        return f'.HD "{roff(title)}"\n{inner}' if inner else ""

    def study(each: Study) -> str:
        first = f"\\fB{roff(each.institution)}\\fR\t{roff(studied(each, ' - '))}"
        return _roff_lines(first, f"\\fI{roff(degree(each))}\\fR", roff(each.note) if each.note else "")

    extra = "".join(
        heading(
            head[kind], "".join(_roff_lines(f"{roff(commas(each.title, each.detail, each.date))}") for each in items)
        )
        for kind, items in others(person).items()
    )
    jobs = "".join(_roff_employer(company, jobs) for company, jobs in by_company(person.jobs))
    return (
        ROFF
        + f".ce 3\n.ps 18\n\\fB{roff(person.name)}\\fR\n.ps 10.5\n"
        + f"{roff(person.headline)}\n"
        + f"{roff(' * '.join(filter(None, (person.location, person.phone, person.email))))}\n"
        + (f".ce\n{roff(bare(person.linkedin))}\n" if person.linkedin else "")
        + (heading(head["profile"], _roff_lines(roff(person.summary))) if person.summary else "")
        + heading(head["experience"], jobs)
        + heading(head["education"], "".join(map(study, person.studies)))
        + heading(head["skills"], _roff_lines(roff(", ".join(all_skills(person)))))
        + heading(head["certifications"], _roff_bullets(person.certifications))
        + heading(head["languages"], _roff_lines(roff(", ".join(person.languages))) if person.languages else "")
        + extra
    )


def _by_groff(name: str, draw: Callable[[Person], str], *people: str) -> Layout:
    def make(person: Person) -> Made:
        return Made(f"{name}-groff", person.slug, groff(draw(person)), printed(person))

    return Layout(f"{name}-groff", "groff", people, make)


LAYOUTS = (
    _by_latex("classic", classic, "platform", "analyst", "developer", summary=False),
    _by_latex("margin-dates", margin, "chef", "historian", "mechaniker"),
    _by_groff("tabs", troff, "warehouse", "civil", "hotelaria"),
)

"""A dark band with name and contact over two columns: career left, the rest right; PostScript by hand.

Made with Ghostscript 10 (Debian's ghostscript) and its own URW fonts.
"""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tests.resume.apart.layout import PRINT_SECONDS, Layout

if TYPE_CHECKING:
    from tests.resume.apart.model import Page

PROLOGUE = r"""%!PS-Adobe-3.0
<< /PageSize [595 842] >> setpagedevice
/coded { findfont dup length dict begin { 1 index /FID ne { def } { pop pop } ifelse } forall
  /Encoding ISOLatin1Encoding 256 array copy dup 128 /endash put dup 129 /bullet put dup 39 /quotesingle put
  dup 45 /hyphen put def currentdict end definefont pop } def
/Plain /NimbusSans-Regular coded /Heavy /NimbusSans-Bold coded
/down { /y y 3 -1 roll sub def } def
/newrow { y size 1.3 mul sub /y exch def left y moveto /fresh true def } def
/word { dup stringwidth pop currentpoint pop add
  fresh { } { space add } ifelse right gt fresh not and { newrow } if
  fresh not { ( ) show } if show /fresh false def } def
/para { /size exch def size selectfont /right exch def /left exch def /space ( ) stringwidth pop def
  left y moveto /fresh true def { ( ) search { word pop } { word exit } ifelse } loop y size 1.32 mul
  sub /y exch def } def
"""
BACK = {"\u2013": "\\200", "\u2022": "\\201"}
SIZE = 9.3


def _text(text: str) -> str:
    marked = "".join("\\" + sign if sign in "\\()" else BACK.get(sign, sign) for sign in text)
    return f"({marked})"


def _para(  # noqa: PLR0917 - they stand in the order of the page's operator
    text: str, left: float, right: float, font: str = "Plain", size: float = SIZE, before: float = 0
) -> str:
    return f"{before} down {_text(text)} {left} {right} /{font} {size} para\n"


def _jobs(page: Page) -> str:
    lines = ""
    for job in page.person.jobs:
        lines += _para(job.title, 36, 322, "Heavy", 10.2, 6) + _para(job.company, 36, 322)
        lines += _para(page.period(job.start, job.end), 36, 322)
        lines += _para(job.description, 36, 322, before=2) if job.description else ""
        for text in job.highlights:
            lines += f"2 down 36 y moveto /Plain {SIZE} selectfont (\\201) show\n" + _para(text, 46, 322)
    return lines


def _section(page: Page, key: str) -> str:
    left, right = (36, 322) if key in {"summary", "jobs"} else (350, 560)
    lines = f"0.55 0.2 0.1 setrgbcolor\n{_para(page.heads[key], left, right, 'Heavy', 12, 12)}0.1 setgray 2 down\n"
    if key == "jobs":
        return lines + _jobs(page)
    if key == "studies":
        for study in page.person.studies:
            lines += _para(page.studied(study), left, right, "Heavy", SIZE, 3) + _para(study.institution, left, right)
            lines += _para(page.period(study.begun, study.date), left, right)
        return lines
    if key == "summary":
        return lines + _para(page.person.summary, left, right)
    if key == "skills":
        return lines + _para(", ".join(skill for _, group in page.person.skills for skill in group), left, right)
    texts = page.certifications() if key == "certifications" else page.lines(key)
    return lines + "".join(_para(text, left, right, before=2) for text in texts)


def _make(page: Page) -> bytes:
    person = page.person
    source = PROLOGUE
    source += "0.16 0.2 0.3 setrgbcolor 0 742 595 100 rectfill 1 setgray /y 800 def\n"
    source += _para(person.name, 36, 560, "Heavy", 23) + _para(person.headline, 36, 560, "Plain", 11.5)
    parts = [page.place, person.phone, person.email]
    parts += [page.linkedin_text] if person.linkedin else []
    source += _para(" \u2022 ".join(parts), 36, 560, "Plain", 9, 5)
    if person.linkedin:
        before = _text(" \u2022 ".join(parts[:-1]) + " \u2022 ")
        source += f"/from /Plain 9 selectfont {before} stringwidth pop 36 add def\n"
        source += f"/to {_text(parts[-1])} stringwidth pop from add def /low y 9.5 add def\n"
        source += "[ /Rect [from low to low 11 add] /Border [0 0 0] /Subtype /Link"
        source += f" /Action << /Subtype /URI /URI ({person.linkedin}) >> /ANN pdfmark\n"
    source += "/y 724 def\n" + "".join(_section(page, key) for key in page.heads if key in {"summary", "jobs"})
    source += "/y 724 def\n" + "".join(_section(page, key) for key in page.heads if key not in {"summary", "jobs"})
    source += "showpage\n"
    with tempfile.TemporaryDirectory(prefix="fourth-") as folder:
        path, target = Path(folder) / "resume.ps", Path(folder) / "resume.pdf"
        path.write_text(source, encoding="latin-1")
        command = ["gs", "-q", "-dBATCH", "-dNOPAUSE", "-sDEVICE=pdfwrite", f"-sOutputFile={target}", str(path)]
        subprocess.run(command, check=True, capture_output=True, timeout=PRINT_SECONDS)
        return target.read_bytes()


LAYOUT = Layout("band-ghostscript", "band", "Ghostscript (apt-get install ghostscript)", _make)

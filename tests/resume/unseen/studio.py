"""Two columns as design tools make them, by QtWebKit.

Made with wkhtmltopdf 0.12.6 (Debian's, which sets no links) in Lato, Open Sans and Roboto.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from tests.resume.unseen.layout import Layout, printed
from tests.resume.unseen.model import bare

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.resume.unseen.model import Page

LOOKS = {
    "echeverri": ("Lato", "#7a2e4d", "#f7ecef"),
    "farnsworth": ("Open Sans", "#35513a", "#e9efe4"),
    "fonoti": ("Roboto", "#0b4f6c", "#dff1f5"),
    "mbeki-rowe": ("Lato", "#222222", "#f3e9d8"),
}
TITLE_FIRST = ("echeverri", "fonoti")
"""Whose jobs begin with the title; the others' begin with the dates."""
ON_LETTER = ("mbeki-rowe",)
RIGHT = ("profile", "jobs")
STYLE = """html{zoom:1.38} *{margin:0;padding:0} body{font:10.5pt/1.45 'FONT';color:#333}
#l{position:absolute;left:0;top:0;width:31%;background:PAPER;height:HEIGHTpx;padding:46px 0 0 0} #l>div{padding:0 22px}
#r{margin-left:31%;padding:46px 30px 0 34px}
h1{font-size:27pt;font-weight:300;line-height:1.1;color:INK}
.hl{letter-spacing:.12em;text-transform:uppercase;font-size:10pt;margin-top:6px}
h2{font-size:10.5pt;letter-spacing:.32em;text-transform:uppercase;color:INK;margin:24px 0 8px;font-weight:700}
#r h2{border-bottom:1px solid INK;padding-bottom:4px} h3{font-size:11.5pt;margin-top:11px} .w{font-style:italic}
.y{font-size:9pt;color:#777} .y+h3{margin-top:0} #r .y{margin-top:12px} ul{margin:4px 0 4px 17px}
.d{font-weight:700;margin-top:7px} .c,.g{margin-bottom:5px} .c{word-wrap:break-word;font-size:9.5pt}
"""


def _list(texts: Iterable[str]) -> str:
    return "<ul>" + "".join(f"<li>{escape(text)}</li>" for text in texts) + "</ul>"


def _rows(kind: str, texts: Iterable[str]) -> str:
    return "".join(f"<p class={kind}>{escape(text)}</p>" for text in texts)


def _jobs(page: Page) -> str:
    body = ""
    for job, period, _ in page.jobs:
        where = escape(job.company) + (f", {escape(job.place)}" if job.place else "")
        when, title = escape(period), escape(job.title)
        if page.person.slug in TITLE_FIRST:
            body += f"<h3>{title}</h3><p class=w>{where} &nbsp;|&nbsp; {when}</p>"
        else:
            body += f"<p class=y>{when}</p><h3>{where}</h3><p class=w>{title}</p>"
        body += _list(job.highlights)
    return body


def _section(page: Page, key: str) -> str:
    person = page.person
    if key == "contact":
        addresses = [bare(address) for address in (person.linkedin, person.website) if address]
        return _rows("c", [person.phone, person.email, person.location, *addresses])
    if key == "edu":
        return "".join(
            f"<p class=d>{escape(what)}</p><p>{escape(study.institution)}</p><p class=y>{escape(when)}</p>"
            for study, what, when in page.studies
        )
    if key == "skills":
        groups = person.skills
        return "".join((f"<p class=d>{escape(label)}</p>" if label else "") + _list(items) for label, items in groups)
    if key == "certs":
        return _rows("g", (text + (f" · {date}" if date else "") for text, date in page.certifications))
    if key == "profile":
        return f"<p>{escape(person.summary)}</p>"
    if key == "jobs":
        return _jobs(page)
    return _rows("g", (entry.parts[0] for entry in page.extras[key]))


def make(page: Page) -> bytes:
    """The page through wkhtmltopdf; FileNotFoundError without it."""
    person = page.person
    letter = person.slug in ON_LETTER
    style = STYLE.replace("HEIGHT", "932" if letter else "1006")
    for word, value in zip(("FONT", "INK", "PAPER"), LOOKS[person.slug], strict=True):
        style = style.replace(word, value)
    sides = {False: "", True: ""}
    for key, head in page.heads.items():
        sides[key in RIGHT] += f"<h2>{escape(head)}</h2>{_section(page, key)}"
    source = (
        f"<!doctype html><meta charset=utf-8><title>{escape(person.name)}</title><style>{style}</style>"
        f"<div id=l><div>{sides[False]}</div></div><div id=r><h1>{escape(person.name)}</h1>"
        f"<p class=hl>{escape(person.headline)}</p>{sides[True]}</div>"
    )
    margins = [part for side in "TBLR" for part in (f"-{side}", "0")]
    paper = "Letter" if letter else "A4"
    return printed(["wkhtmltopdf", "-q", "-s", paper, *margins, "resume.html", "resume.pdf"], "resume.html", source)


LAYOUT = Layout(
    lambda _: "studio-wkhtmltopdf", "studio", "wkhtmltopdf, fonts-lato, fonts-open-sans, fonts-roboto (apt)", make
)

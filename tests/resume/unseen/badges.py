"""Cards beside badges of dates under a coloured band, by Chromium; the addresses stand behind icons."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from tests.resume.unseen.layout import Layout, printed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.resume.unseen.model import Page

LINKEDIN = (
    "<svg width=15 height=15 viewBox='0 0 24 24'><rect width=24 height=24 rx=4 fill='currentColor'/>"
    "<rect x=5 y=9.5 width=3 height=9.5 fill='INK'/><circle cx=6.5 cy=6.2 r=1.8 fill='INK'/>"
    "<path d='M10.5 9.5h3v1.4c.5-.9 1.600-1.600 3-1.600 3 0 3.200 2 3.200 4.600V19h-3v-4.600c0-1.100 0-2.400"
    "-1.500-2.400s-1.700 1.100-1.700 2.300V19h-3z' fill='INK'/></svg>"
)
WEB = (
    "<svg width=15 height=15 viewBox='0 0 24 24'><circle cx=12 cy=12 r=10 fill='none' stroke='currentColor' "
    "stroke-width=2 /><path d='M2 12h20M12 2c5 6 5 14 0 20M12 2c-5 6-5 14 0 20' fill='none' stroke='currentColor' "
    "stroke-width=2 /></svg>"
)
LOOKS = {
    "aasland": ("Roboto", "#00695c", "#e0f2f1"),
    "karatas": ("Lato", "#4527a0", "#ede7f6"),
    "vauquelin": ("Open Sans", "#2e7d32", "#f1f8e9"),
    "ndlangamandla": ("Roboto", "#bf360c", "#fbe9e7"),
}
STYLE = """@page{size:A4;margin:12mm 0} @page:first{margin-top:0} *{box-sizing:border-box;margin:0}
body{font:10pt/1.45 'FONT';color:#263238;-webkit-print-color-adjust:exact}
header{background:linear-gradient(100deg,INK,INKcc);color:#fff;display:flex;justify-content:space-between;
align-items:center;padding:9mm 14mm}
header a{color:inherit;text-decoration:none} .k{text-align:right;font-size:9pt}
h1{font-size:23pt;font-weight:700;line-height:1.1} .hl{opacity:.9;font-size:11pt}
.i svg{vertical-align:-3px;margin-left:4px} main{padding:3mm 14mm}
h2{font-size:13pt;color:INK;margin:5mm 0 2mm;break-after:avoid} .lead{font-size:11pt}
.row{display:grid;grid-template-columns:34mm 1fr;gap:5mm;break-inside:avoid;border-left:0;margin-bottom:2.5mm}
.badge{text-align:right} .badge span{display:inline-block;background:INK;color:#fff;border-radius:9px;font-size:8pt;
padding:1px 8px;margin-top:3mm}
.card{background:PAPER;border-radius:6px;padding:2.5mm 4mm;border-left:3px solid INK} h3{font-size:11pt}
.w{color:#546e7a} ul{padding-left:4.5mm;margin-top:1mm}
.sk{display:flex;flex-wrap:wrap;gap:6px;margin-bottom:6px;align-items:center} .sk b{min-width:24mm}
.chip{background:PAPER;border:1px solid INK;border-radius:12px;padding:1px 10px;font-size:9pt}
.two{display:grid;grid-template-columns:1fr 1fr;gap:3mm} small{display:block;color:#78909c}
"""


def _row(when: str, title: str, below: str, items: Iterable[str] = ()) -> str:
    rows = "".join(f"<li>{escape(text)}</li>" for text in items)
    return (
        f"<div class=row><div class=badge><span>{escape(when)}</span></div><div class=card><h3>{escape(title)}</h3>"
        f"<p class=w>{escape(below)}</p>{f'<ul>{rows}</ul>' if rows else ''}</div></div>"
    )


def _head(page: Page, ink: str) -> str:
    person = page.person
    icons = f"<a href='{person.linkedin}'>{LINKEDIN.replace('INK', ink)}</a>"
    icons += f" <a href='{person.website}'>{WEB}</a>" if person.website else ""
    return (
        f"<header><div><h1>{escape(person.name)}</h1><p class=hl>{escape(person.headline)}</p></div>"
        f"<div class=k><a href='mailto:{person.email}'>{escape(person.email)}</a><br>{escape(person.phone)}<br>"
        f"{escape(person.location)}<br><span class=i>{icons}</span></div></header>"
    )


def _skills(page: Page) -> str:
    body = ""
    for label, items in page.person.skills:
        chips = "".join(f"<span class=chip>{escape(text)}</span>" for text in items)
        body += f"<div class=sk>{f'<b>{escape(label)}</b>' if label else ''}{chips}</div>"
    return body


def _certifications(page: Page) -> str:
    cards = "".join(
        f"<div class=card>{escape(text)}{f'<small>{date}</small>' if date else ''}</div>"
        for text, date in page.certifications
    )
    return f"<div class=two>{cards}</div>"


def _section(page: Page, key: str) -> str:
    if key == "profile":
        return f"<p class=lead>{escape(page.person.summary)}</p>"
    if key == "skills":
        return _skills(page)
    if key == "jobs":
        return "".join(
            _row(when, job.title, " · ".join(part for part in (job.company, job.place) if part), job.highlights)
            for job, when, _ in page.jobs
        )
    if key == "edu":
        return "".join(_row(when, what, study.institution) for study, what, when in page.studies)
    if key == "certs":
        return _certifications(page)
    if key in {"talks", "projects", "vol"}:
        return "".join(_row(date, title, detail) for title, detail, date in (each.parts for each in page.extras[key]))
    return "<p>" + " · ".join(escape(entry.parts[0]) for entry in page.extras[key]) + "</p>"


def make(page: Page) -> bytes:
    """The page through Chromium; FileNotFoundError without it."""
    person = page.person
    font, ink, paper = LOOKS[person.slug]
    style = STYLE.replace("FONT", font).replace("INK", ink).replace("PAPER", paper)
    body = "".join(
        f"<section class={key}><h2>{escape(head)}</h2>{_section(page, key)}</section>"
        for key, head in page.heads.items()
    )
    source = (
        f"<!doctype html><html lang={person.page_language}><meta charset=utf-8><title>{escape(person.name)}</title>"
        f"<style>{style}</style><body>{_head(page, ink)}<main>{body}</main></body></html>"
    )
    flags = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-pdf-header-footer",
        "--user-data-dir={folder}/profile",
    ]
    command = ["chromium", *flags, "--print-to-pdf={folder}/resume.pdf", "file://{folder}/resume.html"]
    return printed(command, "resume.html", source)


LAYOUT = Layout(
    lambda _: "badges-chromium", "badges", "chromium, fonts-lato, fonts-open-sans, fonts-roboto (apt)", make
)

"""One column from a word processor: employer and town, then position and period in brackets, then the duties.

Made with AbiWord 3 (Debian's abiword) from rich text, in Liberation Serif or Sans.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.resume.apart.layout import Layout, printed

if TYPE_CHECKING:
    from tests.resume.apart.model import Page

HEAD = (
    r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\froman %s;}}{\colortbl;\red0\green0\blue0;\red31\green73\blue125;}"
    r"\paperw11906\paperh16838\margl1247\margr1247\margt964\margb964\f0\fs21 "
)
FONTS = {"classic": ("Liberation Serif", "Liberation Sans")}
ASCII = 128


def _text(text: str) -> str:
    marked = "".join("\\" + sign if sign in "\\{}" else sign for sign in text)
    return "".join(sign if ord(sign) < ASCII else f"\\u{ord(sign)}?" for sign in marked)


def _bold(text: str) -> str:
    return rf"{{\b {_text(text)}}}"


def _italic(text: str) -> str:
    return rf"{{\i {_text(text)}}}"


def _link(text: str, address: str) -> str:
    shown = rf"{{\cf2\ul {_text(text)}}}"
    return rf'{{\field{{\*\fldinst HYPERLINK "{address}"}}{{\fldrslt {shown}}}}}'


def _line(text: str, before: int = 0, more: str = "") -> str:
    return rf"\pard\plain\f0\fs21\sb{before}{more} {text}\par" + "\n"


def _bullet(text: str) -> str:
    return _line(rf"\u8226?\tab {_text(text)}", 20, r"\li340\fi-227\tx340")


def _jobs(page: Page) -> str:
    lines = ""
    for job in page.person.jobs:
        place = _text(f", {job.place}") if job.place else ""
        lines += _line(_bold(job.company) + place, 90, r"\keepn")
        lines += _line(_italic(job.title) + _text(f" ({page.period(job.start, job.end)})"), 0, r"\keepn")
        if job.description:
            lines += _line(_text(job.description), 20)
        lines += "".join(_bullet(text) for text in job.highlights)
    return lines


def _studies(page: Page) -> str:
    lines = ""
    for study in page.person.studies:
        place = f", {study.place}" if study.place else ""
        period = page.period(study.begun, study.date)
        lines += _line(_bold(study.institution) + _text(place), 60, r"\keepn")
        lines += _line(_italic(page.studied(study)) + _text(f" ({period})"))
        if study.note:
            lines += _line(_text(study.note))
    return lines


def _section(page: Page, key: str) -> str:
    person = page.person
    if key == "summary":
        return _line(_text(person.summary), 40)
    if key == "jobs":
        return _jobs(page)
    if key == "studies":
        return _studies(page)
    if key == "skills":
        lines = ""
        for label, group in person.skills:
            lines += _line((_bold(label + ":") + " " if label else "") + _text(", ".join(group)), 30)
        return lines
    if key == "certifications":
        return "".join(_bullet(text) for text in page.certifications())
    return "".join(_line(_text(text), 30) for text in page.lines(key))


def _make(page: Page) -> bytes:
    person = page.person
    font = FONTS["classic"][person.slug[0] > "k"]
    parts = [_text(text) for text in (page.place, person.phone)]
    parts.append(_link(person.email, f"mailto:{person.email}"))
    if person.linkedin:
        linked = page.linkedin_linked
        parts.append(_link(page.linkedin_text, person.linkedin) if linked else _text(page.linkedin_text))
    source = HEAD % font
    source += rf"\pard\plain\f0\fs36\b {_text(person.name)}\par" + "\n"
    if person.headline:
        source += rf"\pard\plain\f0\fs23\cf2 {_text(person.headline)}\par" + "\n"
    source += _line(" | ".join(parts), 20)
    for key, head in page.heads.items():
        source += rf"\pard\plain\f0\fs24\b\cf2\sb200\sa30\keepn {_text(head)}\par" + "\n" + _section(page, key)
    return printed(["abiword", "--to=pdf", "--to-name=resume.pdf", "resume.rtf"], "resume.rtf", source + "}")


LAYOUT = Layout("classic-abiword", "classic", "AbiWord (apt-get install abiword) and the Liberation fonts", _make)

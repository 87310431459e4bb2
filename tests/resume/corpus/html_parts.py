"""What the HTML layouts share: section words in seven languages, small pieces of markup, and the two printers.

Made on Debian with chromium, fonts-lato, fonts-open-sans, fonts-roboto-hinted, fonts-font-awesome and
fonts-material-design-icons-iconfont; WeasyPrint 70.0. Tests need none of them.
"""

# ruff: noqa: RUF001
# Why: pages are printed with typographic dashes and apostrophes.

from __future__ import annotations

import subprocess
import tempfile
from html import escape
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from tests.resume.corpus.layout import Layout
from tests.resume.corpus.model import Made, truth

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from tests.resume.corpus.model import Item, Job, Person, Study

CHROMIUM = "/usr/bin/chromium"
PRINT_SECONDS = 60.0
STYLES = Path(__file__).parent / "styles"

KEYS = [
    "profile",
    "experience",
    "education",
    "skills",
    "certifications",
    "languages",
    "projects",
    "publications",
    "volunteering",
    "awards",
    "interests",
    "contact",
]

ENGLISH = (
    (
        "Profile|Experience|Education|Skills|Certifications|Languages|Projects|Publications|Volunteering|Awards"
        "|Interests|Contact"
    ),
    (
        "About Me|Work Experience|Education & Training|Core Competencies|Licenses & Certifications|Languages"
        "|Selected Projects|Selected Publications|Volunteer Work|Honors & Awards|Hobbies & Interests|Get in Touch"
    ),
    (
        "Professional Summary|Employment History|Academic Background|Key Skills|Professional Certifications|Languages"
        "|Key Projects|Publications|Community Involvement|Achievements & Awards|Personal Interests|Contact Details"
    ),
    (
        "Summary|Career History|Qualifications|Areas of Expertise|Certificates|Language Skills|Projects"
        "|Publications & Talks|Volunteer Experience|Recognition|Outside Work|Personal Details"
    ),
)
OTHERS = {
    "de": "Profil|Berufserfahrung|Ausbildung|Kenntnisse|Zertifikate|Sprachen|Projekte|Veröffentlichungen|Ehrenamt"
    "|Auszeichnungen|Interessen|Kontakt",
    "fr": "Profil|Expérience professionnelle|Formation|Compétences|Certifications|Langues|Projets|Publications"
    "|Bénévolat|Distinctions|Centres d’intérêt|Contact",
    "es": "Perfil|Experiencia profesional|Formación académica|Competencias|Certificaciones|Idiomas|Proyectos"
    "|Publicaciones|Voluntariado|Premios|Intereses|Contacto",
    "pt": "Perfil|Experiência profissional|Formação acadêmica|Competências|Certificações|Idiomas|Projetos|Publicações"
    "|Voluntariado|Prêmios|Interesses|Contato",
    "it": "Profilo|Esperienza professionale|Istruzione e formazione|Competenze|Certificazioni|Lingue|Progetti"
    "|Pubblicazioni|Volontariato|Premi|Interessi|Contatti",
    "nl": "Profiel|Werkervaring|Opleiding|Vaardigheden|Certificaten|Talen|Projecten|Publicaties|Vrijwilligerswerk"
    "|Prijzen|Interesses|Contact",
}


def words(person: Person, variant: int = 0) -> dict[str, str]:
    """The section words of the page's language, escaped; English has several sets."""
    line = OTHERS.get(person.page_language[:2]) or ENGLISH[variant % len(ENGLISH)]
    return dict(zip(KEYS, map(escape, line.split("|")), strict=True))


def section(title: str, inner: str, kind: str = "") -> str:
    """A section, or nothing where it would be empty."""
    return f'<section class="{kind}"><h2>{title}</h2>{inner}</section>' if inner else ""


def listed(items: Iterable[str], kind: str = "") -> str:
    """A list of plain texts, or nothing."""
    inner = "".join(f"<li>{escape(item)}</li>" for item in items)
    return f'<ul class="{kind}">{inner}</ul>' if inner else ""


def paragraph(text: str, kind: str = "") -> str:
    """A paragraph of plain text, or nothing."""
    return f'<p class="{kind}">{escape(text)}</p>' if text else ""


def commas(*parts: str | None) -> str:
    """Plain texts on one line with commas between, leaving out what is empty."""
    return ", ".join(filter(None, parts))


def bars(*parts: str | None) -> str:
    """Plain texts on one line with bars between, leaving out what is empty."""
    return " | ".join(filter(None, parts))


def span(kind: str, text: str) -> str:
    """A span of plain text, or nothing."""
    return f'<span class="{kind}">{escape(text)}</span>' if text else ""


def period(job: Job, dash: str = " – ") -> str:
    """The job's dates as printed."""
    return f"{job.start}{dash}{job.end}" if job.end else job.start


def studied(study: Study, dash: str = " – ") -> str:
    """The dates of a course of study as printed."""
    return dash.join(part for part in (study.begun, study.date) if part)


def subject(study: Study, joint: str = ", ") -> str:
    """Degree and field on one line."""
    return f"{study.degree}{joint}{study.field}" if study.field else study.degree


def duties(job: Job, kind: str = "") -> str:
    """The paragraph and the bullets of a job."""
    return paragraph(job.description, "description") + listed(job.highlights, kind)


def skill_groups(person: Person, glue: str = ", ") -> str:
    """One line per group, the label in bold before it; groups without a label run on."""
    labelled = [(label, items) for label, items in person.skills if label]
    bare = tuple(item for label, items in person.skills if not label for item in items)
    groups = [("", bare), *labelled] if bare else labelled
    rows = ((f"<b>{escape(label)}:</b> " if label else "") + escape(glue.join(items)) for label, items in groups)
    return "".join(f'<p class="group">{row}</p>' for row in rows)


def all_skills(person: Person) -> list[str]:
    """Every skill in the order of the page."""
    return [skill for _, group in person.skills for skill in group]


def extras(person: Person, head: dict[str, str], show: Callable[[Item], str]) -> str:
    """Projects, publications, voluntary work, awards and interests, each in a section of its own."""
    kinds = {
        "projects": person.projects,
        "publications": person.publications,
        "volunteering": person.volunteering,
        "awards": person.awards,
    }
    sections = (section(head[kind], "".join(map(show, items)), kind) for kind, items in kinds.items())
    return "".join(sections) + section(head["interests"], paragraph(", ".join(person.interests)), "interests")


def plain_item(item: Item) -> str:
    """A project or the like: title in bold, date after it, the text below."""
    date = f" ({escape(item.date)})" if item.date else ""
    return f'<div class="item"><p><b>{escape(item.title)}</b>{date}</p>{paragraph(item.detail)}</div>'


def by_company(jobs: Iterable[Job]) -> Iterator[tuple[str, list[Job]]]:
    """Jobs that follow each other at the same employer, together."""
    return ((company, list(group)) for company, group in groupby(jobs, key=lambda job: job.company))


def link(address: str, text: str | None = None) -> str:
    """A link; its text is the address without scheme unless given (as markup)."""
    shown = escape(address.split("://", 1)[-1].removeprefix("www.").rstrip("/")) if text is None else text
    return f'<a href="{escape(address)}">{shown}</a>'


def mail(person: Person) -> str:
    """The e-mail address as a link."""
    return f'<a href="mailto:{escape(person.email)}">{escape(person.email)}</a>' if person.email else ""


def page(person: Person, style: str, body: str) -> str:
    """A whole document; `style` names a file of `styles/`."""
    rules = "".join((STYLES / f"{name}.css").read_text(encoding="utf-8") for name in ("base", style))
    return (
        f'<!DOCTYPE html><html lang="{escape(person.page_language)}"><head><meta charset="utf-8">'
        f"<title>{escape(person.name)} | CV</title><style>{rules}</style></head><body>{body}</body></html>"
    )


def chromium(html: str, *, running: bool = False, tagged: bool = True) -> bytes:
    """Print through headless Chromium; `running`: with its header and footer; `tagged`: with a structure tree."""
    with tempfile.TemporaryDirectory(prefix="cv-") as folder:
        source, target = Path(folder) / "resume.html", Path(folder) / "resume.pdf"
        source.write_text(html, encoding="utf-8")
        options = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/profile"]
        if not running:
            options.append("--no-pdf-header-footer")
        if not tagged:
            options.append("--disable-pdf-tagging")
        command = [CHROMIUM, *options, f"--print-to-pdf={target}", source.as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=PRINT_SECONDS)
        return target.read_bytes()


def weasyprint(html: str, *, tagged: bool = False) -> bytes:
    """Print through WeasyPrint; `tagged`: as PDF/UA, with a structure tree."""
    from weasyprint import HTML  # type: ignore[import-not-found,unused-ignore]  # noqa: PLC0415  # only in the maker's environment

    made: bytes = HTML(string=html).write_pdf(pdf_variant="pdf/ua-1" if tagged else None)
    return made


def by_chromium(
    name: str, draw: Callable[[Person], str], *people: str, running: bool = False, tagged: bool = True
) -> Layout:
    """A layout whose HTML goes through Chromium's print."""

    def make(person: Person) -> Made:
        pdf = chromium(draw(person), running=running, tagged=tagged)
        return Made(f"{name}-chromium", person.slug, pdf, truth(person))

    return Layout(f"{name}-chromium", "chromium", people, make)


def as_they_are(person: Person) -> Person:
    """The person unchanged."""
    return person


def by_weasyprint(
    name: str,
    draw: Callable[[Person], str],
    *people: str,
    tagged: bool = False,
    adapt: Callable[[Person], Person] = as_they_are,
) -> Layout:
    """A layout whose HTML goes through WeasyPrint; `adapt` changes the person, on the page and in the truth."""

    def make(given: Person) -> Made:
        person = adapt(given)
        return Made(f"{name}-weasyprint", person.slug, weasyprint(draw(person), tagged=tagged), truth(person))

    return Layout(f"{name}-weasyprint", "weasyprint", people, make)

"""Whole résumés as people of several countries lay them out, from PDFs made by code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.resume.pages import BOLD, ITALIC, PLAIN, Sheet
from tests.resume.reading import read

if TYPE_CHECKING:
    from intervue.resume.schema import ParsedResume


def jobs(resume: ParsedResume) -> list[tuple[str, str, str | None, str | None]]:
    return [(job.title, job.company, job.start_date, job.end_date) for job in resume.experiences]


def studies(resume: ParsedResume) -> list[tuple[str, str | None, str, str | None]]:
    return [(study.degree, study.field, study.institution, study.graduation_date) for study in resume.education]


def test_a_german_page_with_a_title_page_and_dates_in_the_margin() -> None:
    sheet = Sheet((595.0, 842.0))
    sheet.line("Lebenslauf", size=16, font=BOLD)
    labels = (
        ("Name", "Katrin Hülsmann"),
        ("Anschrift", "Lindenstraße 14, 48149 Münster"),
        ("Telefon", "+49 251 1234567"),
    )
    for label, value in labels:
        sheet.put(50, label)
        sheet.line(value, x=170)
    sheet.heading("Berufserfahrung")
    for date, title, company in (
        ("seit 10/2019", "Pflegedienstleitung", "Seniorenzentrum Aegidii, Münster"),
        ("04/2014 - 09/2019", "Stationsleitung", "Marienhospital GmbH, Münster"),
    ):
        sheet.put(50, date)
        sheet.line(title, x=170, font=BOLD)
        sheet.line(company, x=170)
        sheet.bullets("Leitung von 45 Pflegekräften", x=170)
    sheet.heading("Ausbildung")
    sheet.put(50, "2007")
    sheet.line("Abitur, Gymnasium Paulinum, Münster (Note: 2,1)", x=170)
    sheet.heading("Kenntnisse")
    sheet.put(50, "EDV")
    sheet.line("Vivendi, MS Office", x=170)
    sheet.put(50, "Sprachen")
    sheet.line("Deutsch (Muttersprache), Englisch (B2)", x=170)
    resume = read(sheet.pdf())
    assert (resume.contact.name, resume.contact.location) == ("Katrin Hülsmann", "Münster")
    assert resume.contact.phone == "+49 251 1234567"
    assert jobs(resume) == [
        ("Pflegedienstleitung", "Seniorenzentrum Aegidii", "seit 10/2019", None),
        ("Stationsleitung", "Marienhospital GmbH", "04/2014", "09/2019"),
    ]
    assert studies(resume) == [("Abitur", None, "Gymnasium Paulinum", "2007")]
    assert resume.skills == ["Vivendi", "MS Office"]


def test_a_spanish_page_with_titles_and_dates_in_one_line() -> None:
    sheet = Sheet()
    sheet.line("Rosa Delgado Prieto", size=20, font=BOLD)
    sheet.line("Enfermera | Sevilla | 612 345 678 | rosa.delgado@example.es")
    sheet.heading("Experiencia laboral")
    sheet.line("Hospital Virgen del Sur", font=BOLD)
    sheet.line("Enfermera de urgencias, enero 2018 - actualidad")
    sheet.bullets("Triaje de 60 pacientes por turno")
    sheet.line("Clínica Santa Rita", font=BOLD)
    sheet.line("Auxiliar de enfermería, jun. 2011 - dic. 2012")
    sheet.heading("Formación académica")
    sheet.line("Grado en Enfermería, Universidad de Sevilla, 2009 - 2013")
    sheet.line("Máster en Cuidados Críticos, Universidad de Granada (2016)")
    resume = read(sheet.pdf())
    assert resume.contact.location == "Sevilla"
    assert jobs(resume) == [
        ("Enfermera de urgencias", "Hospital Virgen del Sur", "enero 2018", "actualidad"),
        ("Auxiliar de enfermería", "Clínica Santa Rita", "jun. 2011", "dic. 2012"),
    ]
    assert studies(resume) == [
        ("Grado", "Enfermería", "Universidad de Sevilla", "2013"),
        ("Máster", "Cuidados Críticos", "Universidad de Granada", "2016"),
    ]


def test_a_french_page_with_title_company_and_town_between_commas() -> None:
    sheet = Sheet((595.0, 842.0))
    sheet.line("Élodie Marchand", size=20, font=BOLD)
    sheet.line("Lyon | 06 12 34 56 78 | elodie.marchand@example.fr")
    sheet.heading("Expériences professionnelles")
    sheet.line("Responsable marketing digital, Maison Terroir, Lyon", font=BOLD)
    sheet.line("Depuis mars 2020", font=ITALIC)
    sheet.bullets("Pilotage d'une équipe de 6 personnes")
    sheet.line("Chef de produit, Laboratoires Verdane, Grenoble", font=BOLD)
    sheet.line("sept. 2015 - févr. 2020", font=ITALIC)
    sheet.bullets("Lancement de 12 références")
    sheet.heading("Langues")
    sheet.line("Anglais courant")
    resume = read(sheet.pdf())
    assert jobs(resume) == [
        ("Responsable marketing digital", "Maison Terroir", "Depuis mars 2020", None),
        ("Chef de produit", "Laboratoires Verdane", "sept. 2015", "févr. 2020"),
    ]
    assert resume.skills == []


def test_several_roles_under_an_employer_with_the_whole_time_there() -> None:
    sheet = Sheet()
    sheet.line("Olivia Brandt", size=20, font=BOLD)
    sheet.line("olivia.brandt@example.com  |  (303) 555-0160  |  Denver, CO")
    sheet.heading("EXPERIENCE")
    sheet.line("Northgate Media, Denver, CO", font=BOLD)
    sheet.line("Jan 2015 - Present")
    sheet.dated("Editor in Chief", "Jun 2019 - Present", font=ITALIC)
    sheet.bullets("Lead a newsroom of 14")
    sheet.dated("Staff Writer", "Jan 2015 - May 2019", font=ITALIC)
    sheet.bullets("Wrote 200 features")
    sheet.line("The Ledger, Pueblo, CO", font=BOLD)
    sheet.dated("Reporter", "2012 - 2014", font=ITALIC)
    sheet.bullets("Covered city hall")
    sheet.heading("VOLUNTEERING")
    sheet.line("Tutor, Reading Room, 2016 - 2018", font=PLAIN)
    assert jobs(read(sheet.pdf())) == [
        ("Editor in Chief", "Northgate Media", "Jun 2019", "Present"),
        ("Staff Writer", "Northgate Media", "Jan 2015", "May 2019"),
        ("Reporter", "The Ledger", "2012", "2014"),
    ]

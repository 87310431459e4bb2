"""Title and employer in headlines of many professions and languages."""

# ruff: noqa: RUF001
# Why: the dashes that resumes are written with.

from __future__ import annotations

import pytest

from intervue.resume.experience import parse_experience
from intervue.resume.vocabulary import title_score
from tests.resume.lines import rows

PAIRS = [
    ("Senior Software Engineer", "Larkspur Inc."),
    ("Charge Nurse", "St. Alban's Hospital"),
    ("Bank Teller", "First Harbor Bank"),
    ("School Nurse", "Oakfield High School"),
    ("Hotel Manager", "Seaview"),
    ("Head Chef", "The Anchor"),
    ("VP of Sales", "Northwind Traders"),
    ("Product Manager, Payments", "Quillpay"),
    ("Beekeeper", "Hive & Honey"),
    ("Zookeeper", "Elmbridge Zoo"),
    ("Solicitor", "Baker & Thorne LLP"),
    ("Warehouse Operative", "Ridgeway Parcels"),
    ("Teaching Assistant", "University of Lakeshore"),
    ("Member of Technical Staff", "Orrery Systems"),
    ("Sous Chef", "Le Petit Jardin"),
    ("Farm Hand", "Green Acres"),
    ("Software Engineer II", "Larkspur"),
    ("Systems Administrator III", "Ambleside"),
    ("Pharmacy Technician, Level 2", "Ridgeway"),
    ("Bank Teller I", "Pomona"),
    ("Police Officer 2", "City of Ambleside"),
    ("Media Planner Sr.", "Lightworks"),
    ("Health Educator (Grade 7)", "Elm House"),
    ("Software Developer Junior", "Fernhill"),
    ("Software Solutions Architect", "Larkspur"),
    ("Insurance Adjuster", "Northgate"),
    ("Energieberater Stufe 2", "Blauwerk"),
    ("Community Organizer", "Homes for All"),
    ("Glassblower", "Corvale Museum"),
    ("Freelance Illustrator", "Self-employed"),
    ("Customer Service Representative", "Brightmobile"),
    ("Sergeant", "Royal Engineers"),
    ("Barista", "Baker Street Coffee"),
    ("Lab Technician", "Broadmoor Institute"),
    ("Dental Hygienist", "Smile Clinic"),
    ("Train Driver", "Northern Rail"),
    ("Werkstattleiter", "Autohaus Seehof GmbH & Co. KG"),
    ("Kfz-Mechatroniker", "Weiler Fahrzeugtechnik OHG"),
    ("Gesundheits- und Krankenpflegerin", "Universitätsklinikum Seestadt"),
    ("Bankkauffrau", "Sparkasse Moorheim"),
    ("Wissenschaftliche Mitarbeiterin", "Universität Talheim"),
    ("Werkstudent Marketing", "Blauwerk SE"),
    ("Sachbearbeiter Einkauf", "Stadtwerke Neustadt"),
    ("Köchin", "Gasthof Zur Linde"),
    ("Steuerfachangestellte", "Kanzlei Vogt & Partner"),
    ("Erzieherin", "Kindergarten Regenbogen"),
    ("Infirmière diplômée d'État", "CHU de Kerlann"),
    ("Chargée de mission", "Mairie de Pontvallon"),
    ("Ingénieur d'études", "Cabinet Morvan"),
    ("Professeur des écoles", "École Jules Ferry"),
    ("Chef de projet", "Groupe Armor"),
    ("Vendeuse", "Boulangerie Le Fournil"),
    ("Développeur web", "Studio Lumen SARL"),
    ("Aide-soignante", "Clinique des Tilleuls"),
    ("Jefe de cocina", "Restaurante El Faro"),
    ("Enfermera", "Hospital San Telmo"),
    ("Analista de datos", "Banco Austral"),
    ("Profesor de matemáticas", "IES Miramar"),
    ("Camarera", "Hotel Bahía Azul"),
    ("Ingeniero industrial", "Talleres Duero S.L."),
    ("Abogada", "Bufete Rivas y Asociados"),
    ("Engenheira Civil", "Construtora Horizonte Ltda."),
    ("Estagiário de Direito", "Escritório Silva & Mendes"),
    ("Gerente de loja", "Grupo Estrela"),
    ("Técnica de enfermagem", "Hospital Santa Clara"),
    ("Sviluppatore software", "Nuvola S.p.A."),
    ("Responsabile di produzione", "Officine Stura S.r.l."),
    ("Insegnante di lettere", "Liceo Galileo"),
    ("Cuoca", "Trattoria da Mario"),
    ("Impiegata amministrativa", "Comune di Borgofreddo"),
    ("Verpleegkundige", "Ziekenhuis De Linde"),
    ("Softwareontwikkelaar", "Polderdata B.V."),
    ("Leraar wiskunde", "Stedelijk Gymnasium Waterveen"),
    ("Teamleider magazijn", "Blauwzee Groep"),
    ("Beveiliger", "Waakzaam & Zonen"),
    ("Starszy programista", "Firma Wisła"),
    ("Sjuksköterska", "Sjukhus Norrvik"),
]


@pytest.mark.parametrize(("title", "company"), PAIRS)
def test_title_is_told_from_company_by_vocabulary(title: str, company: str) -> None:
    assert title_score(title) > title_score(company)


FORMS = [
    ("{0}", "{1}", "{2}"),
    ("{1}", "{0}", "{2}"),
    ("{2}", "{0}", "{1}"),
    ("{2}", "{1}", "{0}"),
    ("{0}, {1}", "{2}"),
    ("{1}, {0}", "{2}"),
    ("{0} | {1} | {2}",),
    ("{0} at {1}", "{2}"),
    ("{1} – {0}", "{2}"),
    ("{0} · {1} · Leeds, UK · {2}",),
    ("{0} — {1} ({2})",),
    (("{0}", "{2}"), "{1}"),
    (("{1}", "Leeds, UK"), ("{0}", "{2}")),
    (("{2}", "{0}"), "{1}, Leeds"),
    (("{0}, {1}", "{2}"),),
]
SOME = [PAIRS[index] for index in (0, 1, 9, 25, 29, 35, 43, 50, 55, 59)]


@pytest.mark.parametrize("form", FORMS, ids=str)
def test_title_and_company_are_found_wherever_they_stand(form: tuple[str | tuple[str, ...], ...]) -> None:
    for title, company in SOME:
        texts: list[str | tuple[str, ...]] = []
        for period in ("03/2019 – 05/2022", "2015 – 2019"):
            for part in form:
                cells = (part,) if isinstance(part, str) else part
                filled = tuple(cell.format(title, company, period) for cell in cells)
                texts.append(filled[0] if isinstance(part, str) else filled)
            texts.append("• Did what had to be done, and more")
        jobs = parse_experience(rows(*texts))
        found = [(job.title, job.company, job.start_date, job.end_date) for job in jobs]
        wanted = [(title, company, "03/2019", "05/2022"), (title, company, "2015", "2019")]
        assert found == wanted, form
        assert [job.highlights for job in jobs] == [["Did what had to be done, and more"]] * 2

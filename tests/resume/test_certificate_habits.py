"""Certificates as lists, tables and network exports print them, and what stands near them without being one."""

# Why: the dashes that resumes are written with.

from __future__ import annotations

import pytest

from intervue.resume.certifications import parse_certifications
from intervue.resume.closing import without_closing
from tests.resume.lines import rows
from tests.resume.pages import Sheet
from tests.resume.reading import read

Line = str | tuple[str, ...]

LISTS: list[tuple[list[Line], list[str]]] = [
    (["Courses: ACLS (2023), PALS (2022)"], ["ACLS", "PALS"]),
    (["ACLS (2023), PALS (2022), BLS (2024)"], ["ACLS", "PALS", "BLS"]),
    (
        ["ITIL 4 Foundation; PRINCE2 Practitioner (2018); Lean Six Sigma Green Belt", "(ASQ, 2019); SAFe Agilist"],
        ["ITIL 4 Foundation", "PRINCE2 Practitioner", "Lean Six Sigma Green Belt (ASQ)", "SAFe Agilist"],
    ),
    (
        ["Public Access (Bar Board); Advocacy training, Inns of Court", "College of Advocacy"],
        ["Public Access (Bar Board)", "Advocacy training, Inns of Court College of Advocacy"],
    ),
    (["Registered Nurse, California", "License #95123456", "Exp. 12/2026"], ["Registered Nurse, California"]),
    (["COREN-SP 123.456", "ACLS (Heart Association, 2022)"], ["COREN-SP 123.456", "ACLS (Heart Association)"]),
    (
        ["BLS 2023 American Heart Association", "PMP 2019 Project Management Institute", "PRINCE2 2019 Practitioner"],
        ["BLS, American Heart Association", "PMP, Project Management Institute", "PRINCE2, Practitioner"],
    ),
    (
        ["NFPA 70E 2021 Electrical Safety", "WHMIS 2015", "MTA: Windows Server 2016", "AutoCAD 2020, Autodesk"],
        ["NFPA 70E 2021 Electrical Safety", "WHMIS 2015", "MTA: Windows Server 2016", "AutoCAD 2020, Autodesk"],
    ),
    (["PMP, ITIL 4 Foundation, PRINCE2 Practitioner"], ["PMP", "ITIL 4 Foundation", "PRINCE2 Practitioner"]),
    (
        ["PMP | Project Management Institute | 2019", "ITIL 4 Foundation | AXELOS | 2021"],
        ["PMP, Project Management Institute", "ITIL 4 Foundation, AXELOS"],
    ),
    (
        [("Certification", "Issuing body", "Date"), ("ISO 9001 Lead Auditor", "TÜV Rheinland", "2018")],
        ["ISO 9001 Lead Auditor, TÜV Rheinland"],
    ),
    (
        [("Certified Dante Level 3", "Drone Pilot Licence, Civil Skies Authority"), ("2021", "2022")],
        ["Certified Dante Level 3", "Drone Pilot Licence, Civil Skies Authority"],
    ),
    (
        ["Certified Rigger", "Guild of Riggers", "Issued Mar 2021 · Expires Mar 2024", "Credential ID ABC123XYZ"] * 2,
        ["Certified Rigger, Guild of Riggers"],
    ),
    (
        ["Guild of Riggers · Certified Rigger (2021)", "Crane Council · Crane Operator (2019)"],
        ["Guild of Riggers, Certified Rigger", "Crane Council, Crane Operator"],
    ),
    (["Rigger (2021) · Crane Operator (2019)"], ["Rigger", "Crane Operator"]),
    (["Certified Rigger", "issued by: Board of Riggers, 2018"], ["Certified Rigger, Board of Riggers"]),
    (
        ["Certified Accessibility Professional, Nordic Access", "Board", "2022"],
        ["Certified Accessibility Professional, Nordic Access Board"],
    ),
    (
        [("Certified Rigger", "2021"), "Riggers Association", ("Tower Crane", "2020"), "Crane Council"],
        ["Certified Rigger, Riggers Association", "Tower Crane, Crane Council"],
    ),
    (["Certified Rigger", "Board of Riggers, 2019"], ["Certified Rigger, Board of Riggers"]),
    (["Certified Rigger", "Coursera, March 2019"], ["Certified Rigger, Coursera"]),
    (["Certified Rigger 2019", "German Red Cross"], ["Certified Rigger, German Red Cross"]),
    (["Certified Rigger", "Crane Operator, 2019"], ["Certified Rigger", "Crane Operator"]),
    (["First Aid", "Red Cross Instructor, 2019"], ["First Aid", "Red Cross Instructor"]),
    ([("Tower Rigger, Riggers Board", "Working at Heights")], ["Tower Rigger, Riggers Board", "Working at Heights"]),
    ([("Tower Rigger", "Working at Heights"), ("2019", "2022")], ["Tower Rigger", "Working at Heights"]),
    ([("Rigger (tower, crane)", "Board of Riggers")], ["Rigger (tower, crane), Board of Riggers"]),
    (["Führerschein", "Klasse B, C1E"], ["Führerschein Klasse B, C1E"]),
    (["Registered Nurse (NMC PIN 12A3456B)"], ["Registered Nurse (NMC PIN 12A3456B)"]),
    (
        ["Registered Nurse, State of Ohio, License #RN-123456, expires 06/2026"],
        ["Registered Nurse, State of Ohio"],
    ),
]


@pytest.mark.parametrize(("lines", "wanted"), LISTS)
def test_certificates_are_single_and_keep_their_issuers(lines: list[Line], wanted: list[str]) -> None:
    assert parse_certifications(rows(*lines)) == wanted


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        (
            ["Certified Advanced", "Wound Practitioner", "First Aid"],
            ["Certified Advanced Wound Practitioner", "First Aid"],
        ),
        (["AWS Certified", "Developer", "First Aid"], ["AWS Certified Developer", "First Aid"]),
        (["Licensed Practical", "Nurse, Ohio", "Rigger"], ["Licensed Practical Nurse, Ohio", "Rigger"]),
        (["Geprüfter Industrielle", "Meister", "Ersthelfer"], ["Geprüfter Industrielle Meister", "Ersthelfer"]),
        (["Certified Rigger", "Crane Operator", "First Aid"], ["Certified Rigger", "Crane Operator", "First Aid"]),
        (["First Aid", "Crane Operator", "Rigging Basics"], ["First Aid", "Crane Operator", "Rigging Basics"]),
    ],
)
def test_a_certificate_without_its_holder_goes_on_in_the_next_line_of_a_narrow_column(
    lines: list[Line], wanted: list[str]
) -> None:
    assert parse_certifications(rows(*lines)) == wanted


@pytest.mark.parametrize(
    "signed",
    [
        "Dresden, 2. Mai 2024",
        "Frankfurt am Main, den 02.05.2024",
        "Fait à Lyon, le 3 mai 2024",
        "Madrid, a 3 de mayo de 2024",
        "Roma, 3 maggio 2024",
        "Austin, May 2, 2024",
    ],
)
def test_a_signature_with_place_and_day_closes_the_page(signed: str) -> None:
    kept = without_closing(rows("Rigger, 2019", "First Aid", signed, "Jana Hoffmann"), "Jana Hoffmann")
    assert [row.text for row in kept] == ["Rigger, 2019", "First Aid"]


@pytest.mark.parametrize(
    "remark",
    [
        "References available on request",
        "References available upon request.",
        "Referenzen auf Anfrage",
        "Références sur demande",
        "Referencias a petición",
        "JANA HOFFMANN",
    ],
)
def test_a_remark_at_the_end_is_no_certificate(remark: str) -> None:
    sheet = Sheet()
    sheet.line("Jana Hoffmann", size=20, gap=20)
    sheet.line("jana.hoffmann@example.com")
    sheet.heading("CERTIFICATIONS")
    sheet.line("Rigger, 2019")
    sheet.line("First Aid")
    sheet.line(remark)
    assert read(sheet.pdf()).certifications == ["Rigger", "First Aid"]


def test_days_of_several_certificates_are_no_signature() -> None:
    lines = rows("Rigger, 05/02/2019", "Crane, 06/02/2020")
    assert without_closing(lines, "Jana Hoffmann") == lines


def _under(heading: str, *lines: str) -> list[str]:
    sheet = Sheet()
    sheet.line("Jana Hoffmann", size=20, gap=20)
    sheet.line("jana.hoffmann@example.com")
    sheet.heading("EDUCATION" if heading.isupper() else "Education")
    sheet.line("BSc Physics, Elm University, 2012")
    sheet.heading(heading)
    for line in lines:
        sheet.line(line)
    return read(sheet.pdf()).certifications


@pytest.mark.parametrize(
    "heading",
    [
        "Badges",
        "Digital Badges",
        "TRAINING",
        "Professional Development",
        "Accreditations",
        "Professional Accreditation",
        "FORMATIONS",
        "Formation",
        "Corsi",
    ],
)
def test_certificates_stand_under_many_headings(heading: str) -> None:
    assert _under(heading, "Certified Rigger, 2019", "First Aid, 2020") == ["Certified Rigger", "First Aid"]


def test_titles_among_memberships_are_certificates_and_mere_memberships_are_none() -> None:
    titles = ["Fellow, Guild of Masons", "Chartered Risk Analyst, Global Risk Board"]
    assert _under("PROFESSIONAL MEMBERSHIPS", *titles) == titles
    assert _under("PROFESSIONAL MEMBERSHIPS", "Member, Guild of Masons, since 2016", "Global Risk Board") == []


@pytest.mark.parametrize("number", ["#2281190", "No. 2281190", "(# RN-228119)", "Nr. 2281190"])
def test_the_number_of_a_licence_is_left_out(number: str) -> None:
    assert parse_certifications(rows(f"Connecticut Producer License {number}")) == ["Connecticut Producer License"]


@pytest.mark.parametrize("dash", ["\u2013", "-"])
def test_the_dash_at_the_end_of_a_line_stays_in_a_name_that_goes_on_below(dash: str) -> None:
    lines = rows(f"Certified Data Analyst {dash}", "specialty", "Certified Core Administrator of Databases")
    assert parse_certifications(lines)[0] == f"Certified Data Analyst {dash} specialty"


BARE = [
    (
        "Registered Nurse, State Board of Nursing No. RN 118220, exp. 01/2027",
        ["Registered Nurse, State Board of Nursing"],
    ),
    ("Registered Engineer, Engineering Council (Reg. No. CIVIL/00000)", ["Registered Engineer, Engineering Council"]),
    ("Conseillère fiscale, ITAA, n° 10.455.812, depuis 2011", ["Conseillère fiscale, ITAA"]),
    ("Buzo científico, Armada de Chile, matrícula 5501", ["Buzo científico, Armada de Chile"]),
    ("Escape training (HUET), to 02/26", ["Escape training (HUET)"]),
    ("Attestato HACCP, ASL Salerno, rinnovato 2023", ["Attestato HACCP, ASL Salerno"]),
    ("VCA-VOL, Constructiv, geldig tot 2029", ["VCA-VOL, Constructiv"]),
    ("Primeros auxilios, Cruz Roja, vigente hasta 2026", ["Primeros auxilios, Cruz Roja"]),
    ("Certified Public Accountant, Illinois (inactive)", ["Certified Public Accountant, Illinois"]),
    ("Level 2, Callebaut, Milano 2018", ["Level 2, Callebaut"]),
    ("ISO 9001:2015 Lead Auditor, BSI, 2019", ["ISO 9001:2015 Lead Auditor, BSI"]),
    ("Addetto antincendio, D.Lgs. 81/2008, 2019", ["Addetto antincendio, D.Lgs. 81/2008"]),
    ("Wiring Regulations (BS 7671:2018)", ["Wiring Regulations (BS 7671:2018)"]),
    ("PRINCE2 (AXELOS), ITIL (PeopleCert), 2021", ["PRINCE2 (AXELOS)", "ITIL (PeopleCert)"]),
    ("CPR (American Red Cross), Food Handler Card", ["CPR (American Red Cross)", "Food Handler Card"]),
    ("BR (2022) \u2013 CACES R489 cat. 3 (2021) \u2013 SST (2023)", ["BR", "CACES R489 cat. 3", "SST"]),
    (
        "Chartered Engineer (CEng), Engineering Council, Reg. No. 612345",
        ["Chartered Engineer (CEng), Engineering Council"],
    ),
    ("Registered Pharmacist (Pharmacy Council) P59921", ["Registered Pharmacist (Pharmacy Council)"]),
    ("Certificate in Accounting, CIMA, 2016, Distinction", ["Certificate in Accounting, CIMA"]),
    ("BHV, geldig t/m 2025", ["BHV"]),
    ("PES-PAV (rinnovo 2024)", ["PES-PAV"]),
    ("VCA-VOL (Besafe, geldig tot 03/2029)", ["VCA-VOL (Besafe)"]),
    ("EPB-verslaggever, erkenningsnummer EP12345", ["EPB-verslaggever"]),
    ("Ordre des sages-femmes, permis no 04-217", ["Ordre des sages-femmes"]),
    ("RCR, Fondation du c\u0153ur, \u00e9ch\u00e9ance mai 2027", ["RCR, Fondation du c\u0153ur"]),
    ("Certificat Voltaire, 870 points, 2019", ["Certificat Voltaire"]),
    ("Aleitamento, Fiocruz \u2013 40h", ["Aleitamento, Fiocruz"]),
    ("Truck (TCVT), BHV (NIBHV) en VCA Basis", ["Truck (TCVT)", "BHV (NIBHV)", "VCA Basis"]),
    ("CCNA, Network+, Security+", ["CCNA", "Network+", "Security+"]),
]


@pytest.mark.parametrize(("text", "found"), BARE)
def test_validity_numbers_and_the_town_of_the_issuer_are_left_out(text: str, found: list[str]) -> None:
    assert parse_certifications(rows(text)) == found


@pytest.mark.parametrize(
    "text",
    ["Permis B, C, CE", "Führerschein: Klasse B", "Licence classes B, C, G; clean since 2008", "Patente B, automunito"],
)
def test_a_licence_to_drive_a_car_is_no_certificate(text: str) -> None:
    assert parse_certifications(rows("First Aid (Red Cross)", text)) == ["First Aid (Red Cross)"]


def test_a_commercial_licence_is_a_certificate() -> None:
    assert parse_certifications(rows("Class A CDL, State of Wisconsin")) == ["Class A CDL, State of Wisconsin"]


@pytest.mark.parametrize(
    "noise", [" (Credential ID: 5550177)", ", passed October 2025", ", Certificate ID C-5550123", " - Passed, 11/2013"]
)
def test_numbers_and_results_are_no_part_of_a_certificate(noise: str) -> None:
    assert parse_certifications(rows(f"LEED Green Associate, USGBC{noise}")) == ["LEED Green Associate, USGBC"]


@pytest.mark.parametrize("number", ["EW155501", "123456", "HRW 123456"])
@pytest.mark.parametrize("licence", ["Electrician's Licence", "Gas Safe Register", "Real Estate License"])
def test_a_number_right_behind_a_licence_is_no_part_of_it(licence: str, number: str) -> None:
    assert parse_certifications(rows(f"{licence} {number}", "ISO 9001 Lead Auditor")) == [
        licence,
        "ISO 9001 Lead Auditor",
    ]

"""Skills and certificates in the forms in which people list them."""

# ruff: noqa: RUF001
# Why: the dashes and signs that resumes are written with.

from __future__ import annotations

import pytest

from intervue.resume.certifications import parse_certifications
from intervue.resume.skills import parse_skills
from tests.resume.lines import rows

LINES = [
    ("Python, Go, SQL", ["Python", "Go", "SQL"]),
    ("Languages: Python, Go", ["Python", "Go"]),
    ("Programming Languages : C/C++, C#, .NET", ["C/C++", "C#", ".NET"]),
    ("CI/CD, R&D, Node.js, A/B testing", ["CI/CD", "R&D", "Node.js", "A/B testing"]),
    ("• Triage • Wound care • Patient education", ["Triage", "Wound care", "Patient education"]),
    ("Triage | Wound care | Rostering", ["Triage", "Wound care", "Rostering"]),
    ("Excel / Word / PowerPoint", ["Excel", "Word", "PowerPoint"]),
    ("Excel · Word · PowerPoint", ["Excel", "Word", "PowerPoint"]),
    ("Negotiation; Key account management; Forecasting", ["Negotiation", "Key account management", "Forecasting"]),
    ("SQL (advanced), Python (expert), R (basic)", ["SQL", "Python", "R"]),
    ("Photoshop – Advanced", ["Photoshop"]),
    ("Figma: Expert", ["Figma"]),
    ("Figma (5 years), Sketch (2+ years)", ["Figma", "Sketch"]),
    ("Figma 80%", ["Figma"]),
    ("Figma ★★★★☆", ["Figma"]),
    ("CI/CD (GitHub Actions, Argo), Docker", ["CI/CD (GitHub Actions, Argo)", "Docker"]),
    ("Proficient in Windows and Mac OS, Word, and Excel", ["Windows", "Mac OS", "Word", "Excel"]),
    ("Python, python, PYTHON", ["Python"]),
    ("English (fluent), Spanish (native)", []),
    ("Deutsch, Englisch C1, Excel", ["Excel"]),
    ("Inglés (avanzado), SAP", ["SAP"]),
    ("I am a hard-working person who likes to learn new things every day.", []),
    ("Microsoft Office, SAP S/4HANA, TCP/IP", ["Microsoft Office", "SAP S/4HANA", "TCP/IP"]),
    ("Health and Safety, First aid", ["Health and Safety", "First aid"]),
    ("Kommissionierung, Lagerverwaltung (fortgeschritten)", ["Kommissionierung", "Lagerverwaltung"]),
    ("Compétences : Gestion d'équipe, Comptabilité", ["Gestion d'équipe", "Comptabilité"]),
    ("Edición de audio • Python • Verificación de hechos", ["Edición de audio", "Python", "Verificación de hechos"]),
    ("C, R, C++, D3.js", ["C", "R", "C++", "D3.js"]),
    ("Objective-C, Vue.js 3, ES2022", ["Objective-C", "Vue.js 3", "ES2022"]),
    ("Tools: Jira, Confluence, and Trello.", ["Jira", "Confluence", "Trello"]),
    ("データ分析、Python、SQL", ["データ分析", "Python", "SQL"]),
    ("Cooking – Baking – Menu planning", ["Cooking", "Baking", "Menu planning"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "skills"), LINES)
def test_skills_are_single_items_without_labels_levels_and_doubles(text: str, skills: list[str]) -> None:
    assert parse_skills(rows(text)) == skills


def test_labels_above_and_beside_their_lists_are_no_skills() -> None:
    assert parse_skills(rows("Technical", "Python, Go", "SQL", bold_first=True), right=500) == ["Python", "Go", "SQL"]
    assert parse_skills(rows(("Languages", "Python, Go"), ("Tools", "Git, Docker"))) == [
        "Python",
        "Go",
        "Git",
        "Docker",
    ]


CERTIFICATES = [
    ("AWS Solutions Architect Associate, Amazon", "AWS Solutions Architect Associate, Amazon"),
    ("AWS Solutions Architect (Amazon), 2021", "AWS Solutions Architect (Amazon)"),
    ("Certified Kubernetes Administrator (CKA) - Mar 2021", "Certified Kubernetes Administrator (CKA)"),
    ("2019 – Advanced Cardiac Life Support, Heart Foundation", "Advanced Cardiac Life Support, Heart Foundation"),
    ("Registered Nurse, Oregon (valid until 06/2026)", "Registered Nurse, Oregon"),
    ("Scrum Master I, Scrum.org | 2020", "Scrum Master I, Scrum.org"),
    ("Fachkundiger für Hochvoltsysteme, TÜV Süd", "Fachkundiger für Hochvoltsysteme, TÜV Süd"),
    ("Food Safety Level 3 (Highfield), Issued Mar 2021", "Food Safety Level 3 (Highfield)"),
    ("Certificate in ESG Reporting", "Certificate in ESG Reporting"),
    ("ISO 27001 Lead Auditor (BSI)", "ISO 27001 Lead Auditor (BSI)"),
]


@pytest.mark.parametrize(("text", "certificate"), CERTIFICATES)
def test_certificates_keep_their_issuer_and_lose_their_date(text: str, certificate: str) -> None:
    assert parse_certifications(rows(text)) == [certificate]
    assert parse_certifications(rows(f"• {text}", "• Forklift licence")) == [certificate, "Forklift licence"]


SEPARATED = {
    "commas": "Excel, Customs law, Forecasting",
    "semicolons": "Excel; Customs law; Forecasting",
    "bullets": "• Excel • Customs law • Forecasting",
    "pipes": "Excel | Customs law | Forecasting",
    "slashes": "Excel / Customs law / Forecasting",
    "labels of groups": "Tools: Excel, Customs law, Forecasting",
}


@pytest.mark.parametrize("line", SEPARATED.values(), ids=list(SEPARATED))
def test_skills_are_split_at_commas_bullets_pipes_slashes_and_behind_labels(line: str) -> None:
    assert parse_skills(rows(line)) == ["Excel", "Customs law", "Forecasting"]


def test_a_skill_named_twice_is_listed_once_and_a_sentence_is_none() -> None:
    lines = rows("Excel, SAP", "I learn new programs within a week or two.", "SAP, excel, Python")
    assert parse_skills(lines, 500) == [
        "Excel",
        "SAP",
        "Python",
    ]

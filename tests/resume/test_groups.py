"""Labels of groups of skills, and issuers below certificates, where the look tells nothing."""

# ruff: noqa: RUF001
# Why: the dashes that resumes are written with.

from __future__ import annotations

import pytest

from intervue.resume.certifications import parse_certifications
from intervue.resume.skills import parse_skills
from tests.resume.lines import rows

SKILLS = [
    (["Cloud - AWS, GCP", "DevOps – Jenkins, Ansible"], ["AWS", "GCP", "Jenkins", "Ansible"]),
    (["Backend", "Go, Rust", "Data", "Kafka, dbt"], ["Go", "Rust", "Kafka", "dbt"]),
    (["Programming Languages", "Python", "Herramientas", "Excel"], ["Python", "Excel"]),
    (["Planning (Agile, Scrum) – Budgeting – Sales"], ["Planning (Agile, Scrum)", "Budgeting", "Sales"]),
]
CERTIFICATES = [
    (
        [
            "Cloud Practitioner",
            "Nimbus · Issued Mar 2021",
            "Credential ID 7",
            "Analytics IQ",
            "Lumen · Issued Jan 2020",
        ],
        ["Cloud Practitioner, Nimbus", "Analytics IQ, Lumen"],
    ),
    (
        ["Welding Inspector", "Welding Society", "2016", "Site Safety 30", "Labour Office", "2015"],
        ["Welding Inspector, Welding Society", "Site Safety 30, Labour Office"],
    ),
    (["Crane Operator (2016)", "Forklift (2015)"], ["Crane Operator", "Forklift"]),
    (
        ["Crane Operator · Issued Mar 2021", "Forklift · Issued Mar 2020"],
        ["Crane Operator", "Forklift"],
    ),
]


@pytest.mark.parametrize(("lines", "skills"), SKILLS)
def test_labels_of_groups_are_no_skills_whatever_their_look(lines: list[str], skills: list[str]) -> None:
    assert parse_skills(rows(*lines), 500) == skills


@pytest.mark.parametrize(("lines", "certificates"), CERTIFICATES)
def test_issuers_on_lines_of_their_own_go_with_their_certificates(lines: list[str], certificates: list[str]) -> None:
    assert parse_certifications(rows(*lines)) == certificates

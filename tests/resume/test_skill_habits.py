"""Skills told in sentences, with levels, beside licences and interests: what is an item, and what is none."""

# ruff: noqa: RUF001
# Why: the dashes that resumes are written with.

from __future__ import annotations

from pathlib import Path

import pytest

from intervue.resume.skills import parse_skills
from intervue.resume.spoken import is_spoken_language
from tests.resume.lines import rows
from tests.resume.pages import BOLD, Sheet
from tests.resume.reading import read

Line = str | tuple[str, ...]

SENTENCES = [
    ("Proficient in Python, Go and SQL.", ["Python", "Go", "SQL"]),
    ("Experienced user of MS Office, SAP and AutoCAD", ["MS Office", "SAP", "AutoCAD"]),
    ("Strong knowledge of wound care, triage and patient education", ["wound care", "triage", "patient education"]),
    ("Gute Kenntnisse in SAP, DATEV und Excel", ["SAP", "DATEV", "Excel"]),
    ("Sicherer Umgang mit SAP und Excel", ["SAP", "Excel"]),
    ("Connaissances en Python, SQL et Excel", ["Python", "SQL", "Excel"]),
    ("Maîtrise d'Excel et de WordPress", ["Excel", "WordPress"]),
    ("Dominio de Excel, Word y PowerPoint", ["Excel", "Word", "PowerPoint"]),
    ("Conhecimento em Excel e Photoshop", ["Excel", "Photoshop"]),
    ("Ottima conoscenza di Excel e AutoCAD", ["Excel", "AutoCAD"]),
    ("Ruime ervaring met Excel en SAP", ["Excel", "SAP"]),
    ("Proficient in Excel and DATEV with a strong sense for numbers.", ["Excel", "DATEV"]),
    ("I am fluent in English and German.", []),
    (
        "I work daily in KoboToolbox, Power BI and QGIS, am confident with SPSS.",
        ["KoboToolbox", "Power BI", "QGIS", "SPSS"],
    ),
    (
        "Day to day I use Leap, Practical Law and Trust Desk; I am comfortable with IHT400 returns and mediation.",
        ["Leap", "Practical Law", "Trust Desk", "IHT400 returns", "mediation"],
    ),
    (
        "Ik werk dagelijks met Jura, Strada lex en iManage, en ben vertrouwd met contractbeheer, GDPR en Excel.",
        ["Jura", "Strada lex", "iManage", "contractbeheer", "GDPR", "Excel"],
    ),
    ("Täglich arbeite ich mit DATEV und Excel.", ["DATEV", "Excel"]),
    ("Au quotidien, j'utilise Sage, Excel et Word", ["Sage", "Excel", "Word"]),
    ("Uso a diario Excel, SAP y Concur", ["Excel", "SAP", "Concur"]),
    ("Ich beherrsche SAP, Excel und DATEV", ["SAP", "Excel", "DATEV"]),
    ("Je maîtrise Excel, SAP et Sage", ["Excel", "SAP", "Sage"]),
    ("Utilizzo quotidianamente Excel, SAP e Word", ["Excel", "SAP", "Word"]),
    ("Hands-on with Kubernetes, Helm and Terraform", ["Kubernetes", "Helm", "Terraform"]),
    ("Vertraut mit SAP, DATEV und Excel", ["SAP", "DATEV", "Excel"]),
    ("Langues : français, allemand (B2), suisse allemand (compris), patois", []),
    ("Languages = Python, Go", ["Python", "Go"]),
    ("Excel, Word, ein bisschen Python", ["Excel", "Word", "Python"]),
    ("Excel, Word, un peu de Python", ["Excel", "Word", "Python"]),
    ("Moodle, Teams, théâtre en classe.", ["Moodle", "Teams", "théâtre en classe"]),
    ("Excel, SAP, plannen en organiseren.", ["Excel", "SAP", "plannen", "organiseren"]),
    ("Python 5 years, SQL 3 years", ["Python", "SQL"]),
    ("Sehr gute Kenntnisse in Word, gute Kenntnisse in SAP, Grundkenntnisse in SQL", ["Word", "SAP", "SQL"]),
    ("I am good at Excel and PowerPoint.", ["Excel", "PowerPoint"]),
    ("Dutch: native; English: fluent; Excel: advanced", ["Excel"]),
    ("Pack Office : maîtrise ; Photoshop : notions", ["Pack Office", "Photoshop"]),
    ("Excel, Hawaiian, Deutsch und Türkisch (Muttersprachen)", ["Excel"]),
    ("Baking ~ Google Docs ~ Canva", ["Baking", "Google Docs", "Canva"]),
    ("Baking :: Canva", ["Baking", "Canva"]),
    ("gilding - laser cleaning - AutoCAD", ["gilding", "laser cleaning", "AutoCAD"]),
    ("Excel: advanced (pivot tables)", ["Excel"]),
    ("Screening • CDD / EDD • Tableau", ["Screening", "CDD / EDD", "Tableau"]),
    (
        "Field: boats, plankton tows. Lab: respirometry, DNA barcoding.",
        ["boats", "plankton tows", "respirometry", "DNA barcoding"],
    ),
]

LISTS: list[tuple[list[Line], list[str]]] = [
    (
        ["Day to day I use Leap and Word; I am comfortable with", "IHT400 returns and mediation."],
        ["Leap", "Word", "IHT400 returns", "mediation"],
    ),
    (["linguagens = Go, SQL", "infra = Kubernetes", "hábitos = TDD, ADRs"], ["Go", "SQL", "Kubernetes", "TDD", "ADRs"]),
    (["Python, PHP and SQL"], ["Python", "PHP", "SQL"]),
    (["Planning, Health and Safety"], ["Planning", "Health and Safety"]),
    (["Python, Go, SQL, etc."], ["Python", "Go", "SQL"]),
    (["Typing: 80 wpm", "Figma: Expert"], ["Typing: 80 wpm", "Figma"]),
    (["#Python #Go #C"], ["Python", "Go", "C"]),
    (["Interests: chess, hiking", "Tools: Python, SQL"], ["Python", "SQL"]),
    (["Hobbys: Schach, Wandern", "Excel, SAP"], ["Excel", "SAP"]),
    (["Führerschein", "Klasse B", "MS Office"], ["Führerschein Klasse B", "MS Office"]),
    (["Führerschein: Klasse B", "EDV: MS Office, SAP"], ["MS Office", "SAP"]),
    ([("Computer", "Excel, Photoshop"), ("Driving licence", "B")], ["Excel", "Photoshop"]),
    (["Sprachen", "Deutsch – Muttersprache", "EDV", "MS Office", "SAP"], ["MS Office", "SAP"]),
]


@pytest.mark.parametrize(("sentence", "skills"), SENTENCES)
def test_skills_of_a_sentence_are_single_items(sentence: str, skills: list[str]) -> None:
    assert parse_skills(rows(sentence)) == skills


def test_sentences_one_after_another_give_the_skills_of_both() -> None:
    found = parse_skills(rows("Proficient in Python, Go and SQL. Experienced with Docker and Kubernetes."))
    assert found == ["Python", "Go", "SQL", "Docker", "Kubernetes"]


@pytest.mark.parametrize(
    ("line", "skills"),
    [
        ("Photoshop/Illustrator/InDesign, Figma", ["Photoshop", "Illustrator", "InDesign", "Figma"]),
        ("AWS/Azure/GCP", ["AWS", "Azure", "GCP"]),
        ("Power BI/Tableau/Looker, SQL", ["Power BI", "Tableau", "Looker", "SQL"]),
        ("Windows/Linux/macOS", ["Windows", "Linux", "macOS"]),
        (
            "CI/CD, C/C++, TCP/IP, HTML/CSS, A/B testing, UX/UI/IA",
            ["CI/CD", "C/C++", "TCP/IP", "HTML/CSS", "A/B testing", "UX/UI/IA"],
        ),
        ("Client/Server/Network administration, Go", ["Client/Server/Network administration", "Go"]),
    ],
)
def test_three_names_with_slashes_between_them_are_three_skills(line: str, skills: list[str]) -> None:
    assert parse_skills(rows(line)) == skills


@pytest.mark.parametrize(
    "language",
    [
        "Anglais courant",
        "English fluent",
        "Deutsch Muttersprache",
        "Español nativo",
        "Italiano madrelingua",
        "Engels vloeiend",
        "Inglês fluente",
        "Anglais niveau B2",
        "Native English speaker",
        "anglais lu, écrit, parlé",
    ],
)
def test_a_language_with_its_level_beside_it_is_no_skill(language: str) -> None:
    assert parse_skills(rows(f"Excel, {language}, French cuisine, Latin dance")) == [
        "Excel",
        "French cuisine",
        "Latin dance",
    ]


@pytest.mark.parametrize(
    ("licence", "classes"),
    [("Führerschein", "Klasse B, C1"), ("Driving licence", "Class C+E"), ("Permis de conduire", "Catégories A, B")],
)
def test_the_classes_of_a_licence_belong_to_the_line_above(licence: str, classes: str) -> None:
    found = parse_skills(rows(f"Welding, {licence}", classes, "First aid"))
    assert found[:1] == ["Welding"]
    assert not {classes, classes.split(", ", maxsplit=1)[0]} & set(found)


@pytest.mark.parametrize(("lines", "skills"), LISTS)
def test_what_stands_beside_skills_is_told_from_them(lines: list[Line], skills: list[str]) -> None:
    assert parse_skills(rows(*lines)) == skills


@pytest.mark.parametrize(
    "name",
    ["Haitian Creole", "Brazilian Portuguese (fluent)", "Modern Standard Arabic", "Swiss German", "Ancient Greek"],
)
def test_a_variety_of_a_language_is_a_spoken_language(name: str) -> None:
    assert is_spoken_language(name)
    assert not is_spoken_language("Swiss Law")


@pytest.mark.parametrize("name", ["dbt", "npm", "iOS", "p5.js"])
def test_a_name_in_small_letters_begins_an_item_on_its_line(name: str) -> None:
    wide = "Power BI, Tableau, statistics, forecasts, reports for the board"
    assert parse_skills(rows(wide, "Python, SQL", f"{name}, Airflow"))[-3:] == ["SQL", name, "Airflow"]


@pytest.mark.parametrize("size", [10, 12])
def test_a_heading_languages_above_programming_languages_begins_a_group_of_skills(size: float) -> None:
    sheet = Sheet()
    sheet.line("Ingrid Van der Meer", size=20, font=BOLD, gap=18)
    sheet.heading("Tech Stack")
    for label, items in (("Languages", ("Python", "Scala")), ("Platforms", ("Kafka", "Airflow"))):
        sheet.line(label, font=BOLD, size=size)
        for item in items:
            sheet.line(item)
    sheet.heading("Languages")
    sheet.line("English (fluent)")
    assert read(sheet.pdf()).skills == ["Python", "Scala", "Kafka", "Airflow"]


def test_labels_in_the_medium_weight_of_roboto_are_bold() -> None:
    page = Path(__file__).parent / "apart" / "files" / "sidebar-pdfmake--deshmukh-rao.pdf"
    skills = read(page.read_bytes()).skills
    assert skills[:4] == ["Python", "SQL", "Scala", "Apache Spark"]
    assert "Platforms" not in skills


@pytest.mark.parametrize(
    ("lines", "skills"),
    [
        (
            ("Technical skills – Python, R, SQL", "Soft skills – teamwork, negotiation"),
            "Python R SQL teamwork negotiation",
        ),
        (("a) Excel", "b) Word"), "Excel Word"),
    ],
)
def test_a_line_that_begins_a_list_does_not_go_on_with_the_one_before(lines: tuple[str, ...], skills: str) -> None:
    assert parse_skills(rows(*lines)) == skills.split()


def test_an_item_in_brackets_with_a_comma_does_not_go_on_with_the_next_line() -> None:
    assert parse_skills(rows("Collective agreements (UDA, CAEA)", "Tessitura")) == [
        "Collective agreements (UDA, CAEA)",
        "Tessitura",
    ]


@pytest.mark.parametrize("head", [("Logiciel", "Niveau"), ("Skill", "Level", "Years"), ("Programm", "Kenntnisstand")])
def test_a_table_of_skills_and_levels_gives_the_skills(head: tuple[str, ...]) -> None:
    values = [("BOB 50", "expert", "8 years"), ("Excel", "advanced (pivot tables)", "10 years")]
    assert parse_skills(rows(head, *(value[: len(head)] for value in values))) == ["BOB 50", "Excel"]


def test_stars_before_items_in_several_columns_are_no_part_of_them() -> None:
    assert parse_skills(rows(("* GeoGebra", "* Magister"), ("* Excel", "* R"))) == [
        "GeoGebra",
        "Magister",
        "Excel",
        "R",
    ]


def test_a_list_beside_another_column_goes_on_in_its_next_line() -> None:
    sheet = Sheet()
    sheet.line("Noor Haddad", size=22, font=BOLD, gap=26)
    sheet.line("noor@example.org, who tells a good deal of herself in a line that runs across the whole page")
    y = sheet.y
    for x, heading, texts in (
        (50, "Software", ("AutoCAD Civil, QGIS, ArcGIS Pro, Grapher, Surfer, Leica", "Infinity")),
        (50, "Interests", ("Chess", "Hiking", "Rowing")),
        (330, "Languages", ("English", "French", "Arabic", "Spanish")),
        (330, "Prizes", ("Best Field Group, 2025", "Bright Scholar, 2022")),
    ):
        sheet.y = y if heading == "Languages" else sheet.y
        sheet.heading(heading, x=x)
        for text in texts:
            sheet.line(text, x=x)
    assert "Leica Infinity" in read(sheet.pdf()).skills

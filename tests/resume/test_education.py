"""Courses of study in the words and orders in which people of many countries print them."""

# ruff: noqa: RUF001
# Why: the dashes that resumes are written with.

from __future__ import annotations

import pytest

from intervue.resume.degrees import split_degree
from intervue.resume.education import parse_education
from intervue.resume.vocabulary import is_school
from tests.resume.lines import rows

ONE = [
    ("MIT, BS Computer Science, 2015", ("BS", "Computer Science", "MIT", "2015")),
    ("Computer Science (B.Sc.), TU Darmstadt, 2018", ("B.Sc.", "Computer Science", "TU Darmstadt", "2018")),
    ("Harvard Law School, J.D., cum laude, 2011", ("J.D.", None, "Harvard Law School", "2011")),
    ("Certificate III in Carpentry, Yarra College, 2012", ("Certificate III", "Carpentry", "Yarra College", "2012")),
    (
        "Laurea Magistrale in Fisica (110/110), Università di Pisa, 2016",
        ("Laurea Magistrale", "Fisica", "Università di Pisa", "2016"),
    ),
    (
        "2015: Master 2 Droit des affaires, Université de Nantes",
        ("Master 2", "Droit des affaires", "Université de Nantes", "2015"),
    ),
    ("DUT Informatique | IUT de Lannion | 2010", ("DUT", "Informatique", "IUT de Lannion", "2010")),
    ("Técnico em Enfermagem – SENAC – 2014", ("Técnico", "Enfermagem", "SENAC", "2014")),
    (
        "Grado en Enfermería, Universidad de Salamanca, 2011-2015",
        ("Grado", "Enfermería", "Universidad de Salamanca", "2015"),
    ),
    (
        "HBO Bachelor Rechten, Hogeschool Utrecht, 2006 - 2010",
        ("HBO Bachelor", "Rechten", "Hogeschool Utrecht", "2010"),
    ),
    ("MBA - INSEAD, Fontainebleau (2015)", ("MBA", None, "INSEAD", "2015")),
    (
        "M.A., History, University of California, Berkeley, 2009",
        ("M.A.", "History", "University of California, Berkeley", "2009"),
    ),
    (
        "Engenharia Civil, Universidade Federal de Minas Gerais, 2017",
        ("Engenharia Civil", None, "Universidade Federal de Minas Gerais", "2017"),
    ),
    (
        "Doctor of Philosophy (Ph.D.), Biology | University of Toronto | 2014",
        ("Doctor of Philosophy (Ph.D.)", "Biology", "University of Toronto", "2014"),
    ),
    ("Intermediate (MPC), Narmada Junior College, 2015", ("Intermediate", "MPC", "Narmada Junior College", "2015")),
    ("F.Sc. (Pre-Medical), Government College, 2011", ("F.Sc.", "Pre-Medical", "Government College", "2011")),
    ("DN MADE mention Graphisme, Lycée Renoir, 2023", ("DN MADE", "Graphisme", "Lycée Renoir", "2023")),
    ("DEP en soudage, École des métiers, 2011", ("DEP", "soudage", "École des métiers", "2011")),
    (
        "Maîtrise ès Lettres, anglais et histoire, Université de Lausanne, 2010",
        ("Maîtrise ès Lettres", "anglais et histoire", "Université de Lausanne", "2010"),
    ),
    (
        "Zweites Juristisches Staatsexamen, Universität zu Köln, 2011",
        ("Zweites Juristisches Staatsexamen", None, "Universität zu Köln", "2011"),
    ),
    (
        "Ausbildung zur staatlich anerkannten Erzieherin, Fachschule Kiel, 2013",
        ("Ausbildung zur staatlich anerkannten Erzieherin", None, "Fachschule Kiel", "2013"),
    ),
    ("Perito commerciale, Istituto Barozzi, 1991", ("Perito commerciale", None, "Istituto Barozzi", "1991")),
    ("Doctora en Ciencias, Universidad Austral, 2016", ("Doctora", "Ciencias", "Universidad Austral", "2016")),
    ("Graduaat elektromechanica – Hogeschool Gent – 2015", ("Graduaat", "elektromechanica", "Hogeschool Gent", "2015")),
    ("HBO-V, NHL Hogeschool, 2014", ("HBO-V", None, "NHL Hogeschool", "2014")),
    (
        "Queensland Certificate of Education, Kirwan High School, 2010",
        ("Queensland Certificate of Education", None, "Kirwan High School", "2010"),
    ),
    (
        "Graduate Certificate in Education, Elm College, 2020",
        ("Graduate Certificate", "Education", "Elm College", "2020"),
    ),
]


def _read(*texts: str | tuple[str, ...]) -> list[tuple[str, str | None, str, str | None]]:
    return [(s.degree, s.field, s.institution, s.graduation_date) for s in parse_education(rows(*texts))]


@pytest.mark.parametrize(("text", "study"), ONE)
def test_a_study_on_one_line_is_parted_in_any_order(text: str, study: tuple[str, str | None, str, str | None]) -> None:
    assert _read(text) == [study]


def test_each_study_begins_with_what_the_first_one_begins_with() -> None:
    schools_first = _read(
        ("Stanford University", "Stanford, CA"),
        ("M.S. in Physics", "June 2016"),
        ("Georgia Tech", "Atlanta, GA"),
        ("B.S. in Physics", "May 2014"),
    )
    assert schools_first == [
        ("M.S.", "Physics", "Stanford University", "June 2016"),
        ("B.S.", "Physics", "Georgia Tech", "May 2014"),
    ]
    dates_first = _read(
        "09/2014 – 07/2017", "Bachelor of Arts", "Hochschule Fulda", "10/2017 – 09/2019", "Master of Arts", "Uni Kassel"
    )
    assert [(degree, date) for degree, _, _, date in dates_first] == [
        ("Bachelor of Arts", "07/2017"),
        ("Master of Arts", "09/2019"),
    ]


def test_two_degrees_of_one_school_both_name_it() -> None:
    assert _read("University of Oxford", "DPhil in Chemistry, 2016–2020", "MChem, 2012–2016") == [
        ("DPhil", "Chemistry", "University of Oxford", "2020"),
        ("MChem", None, "University of Oxford", "2016"),
    ]


def test_marks_theses_and_courses_are_no_part_of_a_study() -> None:
    assert _read(
        "Bachelor of Science, Biology (Minor: Chemistry)",
        "Spelman College, Atlanta, GA",
        "May 2015",
        "GPA: 3.9/4.0",
        "Relevant coursework: Genetics, Biostatistics",
        "Thesis: The fate of small RNAs",
    ) == [("Bachelor of Science", "Biology", "Spelman College", "May 2015")]


def test_labels_tell_degree_school_and_date() -> None:
    assert _read("Degree: Bachelor of Nursing", "Institution: Deakin University", "Year: 2016") == [
        ("Bachelor of Nursing", None, "Deakin University", "2016")
    ]


def test_a_degree_in_no_list_is_told_by_its_place() -> None:
    assert _read(
        "Bachelor of Science — Nursing", "Université Laval", "2014", "RN Bridging Program, Seneca College, 2015"
    ) == [
        ("Bachelor of Science", "Nursing", "Université Laval", "2014"),
        ("RN Bridging Program", None, "Seneca College", "2015"),
    ]


def test_a_school_in_no_list_that_leads_is_a_school_the_second_time_too() -> None:
    assert _read(
        "Les Roches",
        "Bachelor of Business Administration in Hospitality",
        "2011 - 2014",
        "Glion",
        "Diploma in Hotel Operations",
        "2009 - 2011",
    ) == [
        ("Bachelor of Business Administration", "Hospitality", "Les Roches", "2014"),
        ("Diploma", "Hotel Operations", "Glion", "2011"),
    ]


def test_letters_of_a_school_are_capitals_and_no_small_words() -> None:
    named = ("MIT", "KIT Karlsruhe", "TU Wien", "ETH Zürich", "IES Cervantes", "ROC Midden")
    assert [is_school(text) for text in named] == [True] * len(named)
    small = ("Arbeit mit Kindern", "first aid kit", "tu nombre", "bergen roc", "avec ens. de cuivres")
    assert [is_school(text) for text in small] == [False] * len(small)


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Master Psychologie mit Nebenfach Soziologie", "Psychologie"),
        ("Licence Droit avec mineure économie", "Droit"),
        ("Laurea in Lettere con minor in Storia", "Lettere"),
        ("Bachelor Rechten met minor Economie", "Rechten"),
        ("Bachelor of Arts in History with a minor in Law", "History"),
    ],
)
def test_a_minor_is_no_part_of_the_field_in_any_language(text: str, subject: str) -> None:
    assert split_degree(text)[1] == subject

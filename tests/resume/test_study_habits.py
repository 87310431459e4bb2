"""What people print beside a degree and a school: honours, notes, service, a year abroad, a date to come."""

# ruff: noqa: RUF001
# Why: the dashes that resumes are written with.

from __future__ import annotations

import pytest

from intervue.resume.education import parse_education
from tests.resume.lines import rows
from tests.resume.pages import Sheet
from tests.resume.reading import read

Study = tuple[str, str | None, str, str | None]

ONE: list[tuple[str, Study]] = [
    ("PhD, Molecular Biology, ETH Zurich, Switzerland, 2012", ("PhD", "Molecular Biology", "ETH Zurich", "2012")),
    ("MSc Physics | TU Berlin, Germany | 2015", ("MSc", "Physics", "TU Berlin", "2015")),
    ("BE Mechanical, NIT Trichy, India, 2011", ("BE", "Mechanical", "NIT Trichy", "2011")),
    ("BS Biology, Salt University, College Station, TX, 2011", ("BS", "Biology", "Salt University", "2011")),
    ("B.A. (First Class) in English, University of Pendle, 2012", ("B.A.", "English", "University of Pendle", "2012")),
    (
        "MSc Computer Science (Distinction), University of Leeds, 2015–2016",
        ("MSc", "Computer Science", "University of Leeds", "2016"),
    ),
    ("Leaving Certificate, Scoil Mhuire, Galway, 2005", ("Leaving Certificate", None, "Scoil Mhuire", "2005")),
    ("High School Diploma, Belmont H.S., 2001", ("High School Diploma", None, "Belmont H.S.", "2001")),
    ("Teaching Certificate, Delgado College, 2004", ("Teaching Certificate", None, "Delgado College", "2004")),
    ("Foundation Diploma, Ravensbourne, 2009", ("Foundation Diploma", None, "Ravensbourne", "2009")),
    (
        "West African Senior School Certificate, Akwa College, 2009",
        ("West African Senior School Certificate", None, "Akwa College", "2009"),
    ),
    (
        "Kenya Certificate of Secondary Education, Moyo School, 2011",
        ("Kenya Certificate of Secondary Education", None, "Moyo School", "2011"),
    ),
    (
        "B.Eng., Civil Engineering, Federal University of Technology, Akure, 2015",
        ("B.Eng.", "Civil Engineering", "Federal University of Technology, Akure", "2015"),
    ),
    (
        "Ausbildung zum Kaufmann für Büromanagement, Berufsschule Fulda, 2012",
        ("Ausbildung zum Kaufmann für Büromanagement", None, "Berufsschule Fulda", "2012"),
    ),
    (
        "Diploma di perito industriale in informatica, Istituto Volta, 2003",
        ("Diploma di perito industriale", "informatica", "Istituto Volta", "2003"),
    ),
    (
        "Certificat d'enseignement secondaire supérieur, Athénée royal de Huy, 2007",
        ("Certificat d'enseignement secondaire supérieur", None, "Athénée royal de Huy", "2007"),
    ),
    ("Abitur, Goetheanum, 2001", ("Abitur", None, "Goetheanum", "2001")),
    ("NVQ Level 2, Hairdressing, Harlow College, 2003", ("NVQ Level 2", "Hairdressing", "Harlow College", "2003")),
    (
        "Executive MBA, Finance | Quendale Business School | 2018",
        ("Executive MBA", "Finance", "Quendale Business School", "2018"),
    ),
    (
        "Fachprüfung, Standesamtswesen, Verwaltungsakademie Inntal, mit gutem Erfolg, 2009",
        ("Fachprüfung", "Standesamtswesen", "Verwaltungsakademie Inntal", "2009"),
    ),
    (
        "Apprenticeship: Electrician, Harlow Electrical Ltd, 2001 - 2005",
        ("Apprenticeship", "Electrician", "Harlow Electrical Ltd", "2005"),
    ),
    (
        "A-levels: Maths (A), Physics (B), Hartland Sixth Form College, 2010",
        ("A-levels", "Maths (A), Physics (B)", "Hartland Sixth Form College", "2010"),
    ),
    (
        "Pregrado en Artes Visuales, Universidad de Cali, 2014",
        ("Pregrado", "Artes Visuales", "Universidad de Cali", "2014"),
    ),
    (
        "Promotion zum Dr.-Ing., Technische Universität Darmstadt, 2014",
        ("Promotion zum Dr.-Ing.", None, "Technische Universität Darmstadt", "2014"),
    ),
]


def _read(*texts: str | tuple[str, ...]) -> list[Study]:
    return [(s.degree, s.field, s.institution, s.graduation_date) for s in parse_education(rows(*texts))]


@pytest.mark.parametrize(("text", "study"), ONE)
def test_a_school_stays_a_school_and_honours_are_no_field(text: str, study: Study) -> None:
    assert _read(text) == [study]


@pytest.mark.parametrize("date", ["Expected May 2026", "Anticipated 2027", "voraussichtlich 09/2026"])
def test_a_date_to_come_keeps_the_word_that_says_so(date: str) -> None:
    assert _read(("Sandia Crest University", date), "B.S. in Physics") == [
        ("B.S.", "Physics", "Sandia Crest University", date)
    ]


def test_a_graduation_that_is_over_is_its_date() -> None:
    assert _read("Bachelor of Nursing", "University of Pendle", "Graduated: May 2012")[0][3] == "May 2012"


@pytest.mark.parametrize(
    "service", ["Zivildienst", "Grundwehrdienst", "National service", "Servicio militar", "Gap year", "Au-pair"]
)
def test_service_between_two_studies_is_none(service: str) -> None:
    found = _read(
        ("B.A. Soziale Arbeit", "2002 - 2005"),
        "Hochschule Fulda",
        (service, "2001 - 2002"),
        "Caritas Passau",
        ("Abitur", "2001"),
        "Gymnasium Passau",
    )
    assert found == [
        ("B.A.", "Soziale Arbeit", "Hochschule Fulda", "2005"),
        ("Abitur", None, "Gymnasium Passau", "2001"),
    ]
    assert _read((service, "2001 - 2002"), "Caritas Passau", ("Abitur", "2001"), "Gymnasium Passau") == found[1:]


@pytest.mark.parametrize(
    "line",
    [
        "Exchange semester at Universidad de Granada, Spain (2007)",
        "Auslandssemester: Universidad de Granada, 2007",
        "Masterarbeit: Fledermäuse im Hochschulwald",
        "78%, second rank in college",
        "University rank 4 of 212",
        "Supervised by Prof. Jane Marsh, University of Hull",
        "Erasmus, Universidad de Granada, 2007",
    ],
)
def test_what_belongs_to_a_study_is_no_study(line: str) -> None:
    studies = [("MSc", "Biology", "University of York", "2008"), ("BSc", "Biology", "University of Leeds", "2006")]
    one, two = "MSc in Biology, University of York, 2008", "BSc in Biology, University of Leeds, 2006"
    assert _read(one, line, two) == studies


def test_schools_in_no_list_are_found_by_their_place() -> None:
    wanted = [("MSc", "Physics", "Quendale", "2015"), ("BSc", "Physics", "Ottermouth", "2014")]
    one, two = ("MSc in Physics", "2014 - 2015"), ("BSc in Physics", "2011 - 2014")
    assert _read(one, "Quendale", two, "Ottermouth") == wanted
    assert _read("MSc in Physics", "Quendale", "2015", "BSc in Physics", "Ottermouth", "2014") == wanted
    assert _read("BA Graphic Design, Quendale, 2012", "MBA, Quendale, 2019") == [
        ("BA", "Graphic Design", "Quendale", "2012"),
        ("MBA", None, "Quendale", "2019"),
    ]


def test_schools_in_no_list_are_told_by_the_look_they_share() -> None:
    """Degrees in bold, schools below them; nothing but their places tells the schools."""
    sheet = Sheet()
    sheet.line("Ada Marsh", size=20, gap=20)
    sheet.line("ada.marsh@example.com")
    sheet.heading("EDUCATION")
    for degree, school, date in (
        ("Juris Doctor", "Quendale of the Two Rivers", "2015"),
        ("B.A., History", "Ottermouth", "2011"),
    ):
        sheet.dated(degree, date)
        sheet.line(school)
    found = [(s.degree, s.field, s.institution, s.graduation_date) for s in read(sheet.pdf()).education]
    assert found == [
        ("Juris Doctor", None, "Quendale of the Two Rivers", "2015"),
        ("B.A.", "History", "Ottermouth", "2011"),
    ]


def test_degrees_in_no_list_are_told_by_the_place_they_share_and_parted_from_their_field() -> None:
    assert _read(
        ("Straits University", "2018"), "Vexal in Geology", ("Lembah University", "2012"), "Turnat, Civil Engineering"
    ) == [
        ("Vexal", "Geology", "Straits University", "2018"),
        ("Turnat", "Civil Engineering", "Lembah University", "2012"),
    ]


def test_a_field_on_a_line_of_its_own_is_no_school() -> None:
    assert _read("MSc", "Marine Ecology", "2018", "BSc", "Zoology", "2012") == [
        ("MSc", "Marine Ecology", "", "2018"),
        ("BSc", "Zoology", "", "2012"),
    ]


def test_where_neither_school_nor_degree_is_in_a_list_the_field_tells_the_degree() -> None:
    wanted = [("Vexal", "Geology", "Quendale", "2018"), ("Turnat", "Civil Engineering", "Ottermouth", "2012")]
    assert _read(("Quendale", "2018"), "Vexal in Geology", ("Ottermouth", "2012"), "Turnat in Civil Engineering") == (
        wanted
    )
    assert _read(("Vexal in Geology", "2018"), "Quendale", ("Turnat in Civil Engineering", "2012"), "Ottermouth") == (
        wanted
    )


def test_a_school_goes_on_with_the_word_that_no_school_consists_of() -> None:
    found = _read("Bachelor of Physiotherapy", "Aotearoa Health Sciences", "University", "2012")
    assert found == [("Bachelor of Physiotherapy", None, "Aotearoa Health Sciences University", "2012")]


def test_a_table_with_labels_for_a_degree_its_subjects_and_its_school_is_one_study() -> None:
    assert _read(
        ("Dates", "2010 - 2012"),
        ("Title of qualification awarded", "Master of Science"),
        ("Principal subjects", "Physics, Optics"),
        ("Name and type of organisation providing education", "Universität Kassel"),
    ) == [("Master of Science", "Physics, Optics", "Universität Kassel", "2012")]


def test_a_studied_field_and_the_degree_it_led_to_are_one_study() -> None:
    for line in ("Universität Passau, Abschluss: Bachelor of Science", "Bachelor of Science, Universität Passau"):
        assert _read(("Studium der Betriebswirtschaftslehre", "2012"), line) == [
            ("Bachelor of Science", "Betriebswirtschaftslehre", "Universität Passau", "2012")
        ]


def test_the_school_of_an_exchange_is_no_study() -> None:
    found = _read(
        "Quendale University", ("BSc in Biology", "May 2026"), "Universidad de Granada", ("Exchange semester", "2024")
    )
    assert found == [("BSc", "Biology", "Quendale University", "May 2026")]


@pytest.mark.parametrize("place", [("University of St Rule", "St Rule, Scotland"), ("Kurume College", "Kurume, Japan")])
def test_the_school_of_a_term_abroad_with_its_town_is_no_study(place: tuple[str, str]) -> None:
    found = _read(
        *(("Elm College", "Boston, MA"), ("Bachelor of Arts, Economics", "May 2024"), place),
        ("Study abroad coursework in finance", "Jan 2023 - May 2023"),
    )
    assert found == [("Bachelor of Arts", "Economics", "Elm College", "May 2024")]


@pytest.mark.parametrize("exam", ["Year 12 (WACE)", "Year 12 (SACE)", "Higher School Certificate (HSC)"])
def test_the_letters_of_a_school_s_examination_are_no_field(exam: str) -> None:
    assert _read(f"{exam}, John Curtin College, 2011") == [(exam, None, "John Curtin College", "2011")]


def test_a_school_and_its_part_behind_a_dash_are_one_institution() -> None:
    assert _read("Quendale University - School of Business", "MBA, May 2014") == [
        ("MBA", None, "Quendale University - School of Business", "May 2014")
    ]
    assert _read("MBA - Quendale University - 2014") == [("MBA", None, "Quendale University", "2014")]


MORE: list[tuple[list[str], list[Study]]] = [
    (
        ["Doctor of Medicine (MD)", "Quendale School of Medicine", "2012"],
        [("Doctor of Medicine (MD)", None, "Quendale School of Medicine", "2012")],
    ),
    (
        ["Bac +5 – Master Marketing – Université de Lille – 2012"],
        [("Master", "Marketing", "Université de Lille", "2012")],
    ),
    (["10 GCSEs (A*-B) | Hartland School | 2012"], [("10 GCSEs", None, "Hartland School", "2012")]),
    (["10th, CBSE, Delhi Public School, 2008, 92%"], [("10th", None, "Delhi Public School", "2008")]),
    (
        ["Diplôme d'ingénieur, spécialité génie civil", "INSA Lyon", "2009"],
        [("Diplôme d'ingénieur", "génie civil", "INSA Lyon", "2009")],
    ),
    (
        ["Licenciatura (pré-Bolonha) em Gestão, Universidade do Minho, 2004"],
        [("Licenciatura (pré-Bolonha)", "Gestão", "Universidade do Minho", "2004")],
    ),
]


@pytest.mark.parametrize(("lines", "studies"), MORE)
def test_what_is_said_beside_a_degree_makes_no_second_one(lines: list[str], studies: list[Study]) -> None:
    assert _read(*lines) == studies


NOTES = [
    ("BSc Horticulture, Elm College, Second Class (Upper), 2009", ("BSc", "Horticulture", "Elm College", "2009")),
    ("HND Marketing (Upper Credit), Elm Polytechnic, 2009", ("HND", "Marketing", "Elm Polytechnic", "2009")),
    ("Elm High School – KCSE, mean grade B+, 2004", ("KCSE", None, "Elm High School", "2004")),
    (
        "Elm Law School: Graduate Certificate in Law (part-time), 2013",
        ("Graduate Certificate", "Law", "Elm Law School", "2013"),
    ),
    (
        "Specializzazione in Farmacia, 70/70 e lode, Università di Pisa, 2012",
        ("Specializzazione", "Farmacia", "Università di Pisa", "2012"),
    ),
    (
        "Licenciatura em Direito, Universidade de Évora, 15 valores, 2007",
        ("Licenciatura", "Direito", "Universidade de Évora", "2007"),
    ),
    (
        "Maestría en Administración (trunca), Universidad de Lima, 2014",
        ("Maestría", "Administración", "Universidad de Lima", "2014"),
    ),
    ("BSc Geology · Elm University · 2022 – 2026 (expected)", ("BSc", "Geology", "Elm University", "2026 (expected)")),
    (
        "Istituto: Liceo Artistico di Venezia. Maturità artistica. 2003",
        ("Maturità artistica", None, "Liceo Artistico di Venezia", "2003"),
    ),
]


@pytest.mark.parametrize(("text", "study"), NOTES)
def test_grades_and_the_manner_of_study_are_left_out(text: str, study: tuple[str, str | None, str, str]) -> None:
    found = parse_education(rows(text))
    assert [(s.degree, s.field, s.institution, s.graduation_date) for s in found] == [study]


def test_schools_under_one_heading_and_degrees_under_another_belong_together() -> None:
    sheet = Sheet()
    sheet.line("Ngozi Adeyemi", size=20, gap=18)
    sheet.heading("INSTITUTIONS ATTENDED WITH DATES")
    sheet.dated("Ladoke State University", "2007 - 2011")
    sheet.dated("Fatima Girls' College", "2000 - 2006")
    sheet.heading("QUALIFICATIONS OBTAINED WITH DATES")
    sheet.line("WASSCE, 2006")
    sheet.line("B.Sc. (Hons) Accounting, 2011")
    found = read(sheet.pdf()).education
    assert [(s.degree, s.field, s.institution, s.graduation_date) for s in found] == [
        ("B.Sc. (Hons)", "Accounting", "Ladoke State University", "2011"),
        ("WASSCE", None, "Fatima Girls' College", "2006"),
    ]


@pytest.mark.parametrize(
    ("text", "degree", "field"),
    [
        ("HSC (XII), Elm School, 2018", "HSC (XII)", None),
        ("Singapore-Cambridge GCE A-Level, Elm Junior College, 2010", "Singapore-Cambridge GCE A-Level", None),
        ("A.O.S. in Culinary Arts, Elm Institute, 2014", "A.O.S.", "Culinary Arts"),
        ("KCSE, B+, Elm Academy, 2009", "KCSE", None),
        ("KCPE, 365 marks, Elm Primary School, 2005", "KCPE", None),
        ("Diploma in Nursing, A-, Elm College, 2005", "Diploma", "Nursing"),
    ],
)
def test_classes_of_school_and_letters_belong_to_their_degrees(text: str, degree: str, field: str | None) -> None:
    [study] = parse_education(rows(text))
    assert (study.degree, study.field) == (degree, field)

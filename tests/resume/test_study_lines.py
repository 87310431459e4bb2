"""Degrees and schools that share a line, or that a line's end parts."""

# ruff: noqa: RUF001
# Why: the quotes that resumes are written with.

from __future__ import annotations

import pytest

from intervue.resume.education import parse_education
from tests.resume.lines import rows
from tests.resume.pages import BOLD, PLAIN, Sheet
from tests.resume.reading import read

Study = tuple[str, str | None, str, str | None]
Row = str | tuple[str, ...]

IN_ROWS: list[tuple[list[Row], Study]] = [
    (
        ["Elm University", "Bachelor of Engineering - BE, Mechanics · (2010 - 2014)"],
        ("Bachelor of Engineering - BE", "Mechanics", "Elm University", "2014"),
    ),
    (
        ["Doctor of Philosophy - PhD, Physics, Elm University, 2012"],
        ("Doctor of Philosophy - PhD", "Physics", "Elm University", "2012"),
    ),
    (["BSc - Physics, Elm University, 2012"], ("BSc", "Physics", "Elm University", "2012")),
    (
        ["Diplôme national d’œnologue, Université d’Elme, 2010"],
        ("Diplôme national d’œnologue", None, "Université d’Elme", "2010"),
    ),
    (["Elm College / HND, Welding", "2010"], ("HND", "Welding", "Elm College", "2010")),
    (["MBO niveau 4, Zorg / ROC Elm", "2010"], ("MBO niveau 4", "Zorg", "ROC Elm", "2010")),
    (["BSc Physics/Maths, Elm University", "2010"], ("BSc", "Physics/Maths", "Elm University", "2010")),
    (["High School Diploma", "Elm High School-Macon, GA"], ("High School Diploma", None, "Elm High School", None)),
    (
        ["BA History", "University of Wisconsin-Madison, WI"],
        ("BA", "History", "University of Wisconsin-Madison", None),
    ),
    (["BA Law, Elm University, Mwanza Campus"], ("BA", "Law", "Elm University, Mwanza Campus", None)),
    (["BA Law, Elm University, Mwanza"], ("BA", "Law", "Elm University", None)),
    (
        ["Licenciatura en Letras, Universidad de Elm, Viña del Mar, 2010"],
        ("Licenciatura", "Letras", "Universidad de Elm", "2010"),
    ),
    (["BA Law, Elm University, Mar, 2010"], ("BA", "Law", "Elm University", "Mar, 2010")),
    (["Ph.D., Physics, 2012"], ("Ph.D.", "Physics", "", "2012")),
    (
        [("2008 - 2012", "Elektroinstallateur EFZ", "Interlaken"), "Berufsbildungszentrum Oberland"],
        ("EFZ", "Elektroinstallateur", "Berufsbildungszentrum Oberland", "2012"),
    ),
]


def _studies(sheet: Sheet) -> list[Study]:
    return [(s.degree, s.field, s.institution, s.graduation_date) for s in read(sheet.pdf()).education]


@pytest.mark.parametrize(("texts", "study"), IN_ROWS)
def test_degree_field_school_and_town_of_one_line_are_told_apart(texts: list[Row], study: Study) -> None:
    found = [(s.degree, s.field, s.institution, s.graduation_date) for s in parse_education(rows(*texts))]
    assert found == [study]


def _begun() -> Sheet:
    sheet = Sheet()
    sheet.line("Jane Roe", size=20, font=BOLD, gap=20)
    sheet.line("jane.roe@example.com")
    sheet.heading("EDUCATION")
    return sheet


@pytest.mark.parametrize(
    ("first", "second", "school"),
    [
        ("Salt", "River Community College, Tempe, AZ", "Salt River Community College"),
        ("Escuela", "Superior de Ingenieros", "Escuela Superior de Ingenieros"),
    ],
)
def test_a_school_that_begins_behind_a_bar_goes_on_in_the_next_line(first: str, second: str, school: str) -> None:
    sheet = _begun()
    degree = "Associate of Arts, Paralegal Studies | "
    sheet.put(250, degree, font=BOLD)
    sheet.put(250 + sheet.width(degree, font=BOLD), first)
    sheet.y += 12
    sheet.line(second, x=250)
    sheet.line("May 2014", x=250)
    sheet.heading("EXPERIENCE", x=250)
    sheet.line("Paralegal, Oak Partners, 2014 - 2020", x=250)
    end = 250 + sheet.width(degree, font=BOLD) + sheet.width(first) + 12
    text = "Filed briefs"
    while 250 + sheet.width(f"{text} and") < end:
        text += " and"
    sheet.line(text, x=250)
    assert [(study[2], study[3]) for study in _studies(sheet)] == [(school, "May 2014")]


def test_a_school_in_capitals_set_wide_goes_on_in_the_next_line() -> None:
    sheet = _begun()
    for degree in ("MSc in Machine Learning", "BSc in Physics"):
        sheet.put(50, "ELMTOWN", font=PLAIN, size=12)
        sheet.put(150, "TECHNICAL", font=PLAIN, size=12)
        sheet.y += 14
        sheet.line("UNIVERSITY", size=12)
        sheet.line(degree)
    assert [study[:3] for study in _studies(sheet)] == [
        ("MSc", "Machine Learning", "ELMTOWN TECHNICAL UNIVERSITY"),
        ("BSc", "Physics", "ELMTOWN TECHNICAL UNIVERSITY"),
    ]


def _in_sidebar(*texts: str) -> list[Study]:
    sheet = Sheet()
    sheet.put(220, "Jane Roe", size=20, font=BOLD, y=50)
    career = [
        "Nurse",
        "Elm Clinic",
        "2015 - 2020",
        "\u2022 Led a ward",
        "\u2022 Wrote the roster",
        "\u2022 Trained nine",
    ]
    for number, text in enumerate(career):
        sheet.put(220, text, y=106 + 14 * number)
    sheet.put(220, "EXPERIENCE", font=BOLD, y=90)
    sheet.put(40, "CONTACT", font=BOLD, y=60)
    sheet.put(40, "jane@example.org", size=9, y=76)
    sheet.put(40, "EDUCATION", font=BOLD, y=100)
    sheet.y = 116
    for text in texts:
        sheet.line(text, x=40, size=9, gap=12)
    return _studies(sheet)


@pytest.mark.parametrize(
    ("lines", "school"),
    [
        (("Royal Holloway", "University of London"), "Royal Holloway University of London"),
        (("Elm Graduate", "Institute of Health"), "Elm Graduate Institute of Health"),
        (("Hochschule f\u00fcr", "Technik und Wirtschaft"), "Hochschule f\u00fcr Technik und Wirtschaft"),
        (("Saint Mary's College", "of Health Sciences"), "Saint Mary's College of Health Sciences"),
        (("Elmtown Community", "College"), "Elmtown Community College"),
    ],
)
def test_schools_on_two_lines_of_a_narrow_column_are_one(lines: tuple[str, str], school: str) -> None:
    assert _in_sidebar("BSc Nursing", *lines, "2014") == [("BSc", "Nursing", school, "2014")]


def test_a_field_above_its_school_stays_the_field_where_the_line_had_room() -> None:
    found = _in_sidebar("BA", "Sanskrit", "University of the Western Isles", "2014")
    assert found == [("BA", "Sanskrit", "University of the Western Isles", "2014")]


@pytest.mark.parametrize("study", ["Studium", "Fernstudium", "Studium der"])
def test_a_word_for_studying_is_no_part_of_the_field(study: str) -> None:
    [found] = parse_education(rows("Universität Oberfranken", f"{study} Informatik", "Abschluss: Diplom", "2009"))
    assert found.field == "Informatik"


def test_a_town_behind_a_slash_is_no_part_of_the_school() -> None:
    [found] = parse_education(rows("BSc in Marketing", "Vestland Business School / Bergen / 2013 - 2016"))
    assert found.institution == "Vestland Business School"


def test_a_degree_in_bold_and_its_school_beside_it_are_two() -> None:
    sheet = Sheet()
    sheet.line("Ada Roe", size=20, font=BOLD)
    sheet.heading("EDUCATION")
    sheet.line("2013 - 2015")
    degree = "Master of Science in Structural Engineering "
    sheet.put(50, degree, font=BOLD)
    sheet.line("Polder Technical University", x=50 + sheet.width(degree, font=BOLD))
    [study] = read(sheet.pdf()).education
    assert (study.degree, study.field) == ("Master of Science", "Structural Engineering")
    assert study.institution == "Polder Technical University"


MORE: list[tuple[list[str | tuple[str, ...]], list[Study]]] = [
    (
        ["CSE English, Maths, Domestic Science - Kettlethorpe School - 1991"],
        [("CSE", None, "Kettlethorpe School", "1991")],
    ),
    (
        ["Khalsa Senior Secondary School, Grade 12 Diploma, 2008"],
        [("Grade 12 Diploma", None, "Khalsa Senior Secondary School", "2008")],
    ),
    (
        ["Diplom Orchestermusik (Viola), Hochschule Weimar, 2009"],
        [("Diplom", "Orchestermusik (Viola)", "Hochschule Weimar", "2009")],
    ),
    (["CSG Liudger, Drachten: vwo-diploma, 1997"], [("vwo-diploma", None, "CSG Liudger", "1997")]),
    (
        [("Secundaria:", "Bachiller Académico"), "Colegio San Luis, 2003"],
        [("Bachiller Académico", None, "Colegio San Luis", "2003")],
    ),
    (
        ["Ausbildung zum Dachdecker, 2002", "Berufskolleg Eslohe, Gesellenbrief"],
        [("Ausbildung zum Dachdecker", None, "Berufskolleg Eslohe", "2002")],
    ),
    (
        ["BSc Statistics, 2022", "HTWK Leipzig, Bachelorarbeit: Counting sheep (1,3)"],
        [("BSc", "Statistics", "HTWK Leipzig", "2022")],
    ),
    (
        [
            "Ausbildung",
            ("2010 - 2013", "Kauffrau im Einzelhandel"),
            "REWE Markt GmbH, Kassel",
            "Schule",
            ("2010", "Realschulabschluss"),
            "Büchner-Schule",
        ],
        [
            ("Kauffrau im Einzelhandel", None, "REWE Markt GmbH", "2013"),
            ("Realschulabschluss", None, "Büchner-Schule", "2010"),
        ],
    ),
    (
        ["Lehre als Tischler, Tischlerei Holzer, Graz, 2007"],
        [("Lehre als Tischler", None, "Tischlerei Holzer", "2007")],
    ),
    (
        ["Studium der Betriebswirtschaftslehre (B.A.), FH Münster, 2015"],
        [("B.A.", "Betriebswirtschaftslehre", "FH Münster", "2015")],
    ),
    (["XII (CBSE), Sri Vidya Mandir, 92.5%, 2012"], [("XII", None, "Sri Vidya Mandir", "2012")]),
    (
        ["FP II Grado Superior en Sistemas Informáticos, IES Barajas, 2009"],
        [("FP II Grado Superior", "Sistemas Informáticos", "IES Barajas", "2009")],
    ),
    (
        ["Higher Secondary from WBCHSE in 2009 with 66% marks"],
        [("Higher Secondary", None, "WBCHSE", "2009")],
    ),
    (["BSc in Chemistry at the University of Hull, 2012"], [("BSc", "Chemistry", "University of Hull", "2012")]),
    (["HAVO (profiel C&M), Oosterlicht College (diploma), 2006"], [("HAVO", "C&M", "Oosterlicht College", "2006")]),
    (["Elm School of Baking, Bremen, Diploma, 2011"], [("Diploma", None, "Elm School of Baking", "2011")]),
    (["Matric (Science), Govt. High School Multan, 2008"], [("Matric", "Science", "Govt. High School Multan", "2008")]),
    (
        ["Título: Técnico Superior en Desarrollo Web", "Centro: IES Clara del Rey, Madrid", "Fecha: 2016"],
        [("Técnico Superior", "Desarrollo Web", "IES Clara del Rey", "2016")],
    ),
    (
        ["Technicien supérieur en logistique, École de Lens, 2011"],
        [("Technicien supérieur", "logistique", "École de Lens", "2011")],
    ),
    (["A Levels (AAB), 2007, Kingsmead School"], [("A Levels", None, "Kingsmead School", "2007")]),
    (["Título de Bachiller, Colegio San Luis, 2001"], [("Bachiller", None, "Colegio San Luis", "2001")]),
    (
        [("1998 - 2001", "Bachelier en comptabilité, option droit - Haute École"), "de Namur (distinction)"],
        [("Bachelier", "comptabilité", "Haute École de Namur", "2001")],
    ),
]


@pytest.mark.parametrize(("lines", "wanted"), MORE)
def test_levels_subjects_and_theses_are_told_from_degree_field_and_school(
    lines: list[str | tuple[str, ...]], wanted: list[Study]
) -> None:
    assert [(s.degree, s.field, s.institution, s.graduation_date) for s in parse_education(rows(*lines))] == wanted


SCHOOLS: list[tuple[list[Row], Study]] = [
    (["Magister der Philosophie, Universität Wien, 2010"], ("Magister", "Philosophie", "Universität Wien", "2010")),
    (["Master in de Rechten, KU Leuven (onderscheiding), 2010"], ("Master", "Rechten", "KU Leuven", "2010")),
    (["Bachelor HES en Soins, HEdS Genève, 2014"], ("Bachelor HES", "Soins", "HEdS Genève", "2014")),
    (["CFC de libraire, EPSIC, Lausanne, 2011"], ("CFC de libraire", None, "EPSIC", "2011")),
    (["Elm East Secondary, CXC (4 passes), 2009"], ("CXC", None, "Elm East Secondary", "2009")),
    ([("2006", "SPM, SMK Elm", "8A 2B")], ("SPM", None, "SMK Elm", "2006")),
    (
        ["Elm High School, Ordinary Level, 6 passes incl. Maths, 2005"],
        ("Ordinary Level", None, "Elm High School", "2005"),
    ),
    (["Elm College", "AB Mass Communication", "Batch 2017"], ("AB", "Mass Communication", "Elm College", "2017")),
    (
        ["Elm University", "Qualification obtained: B.Sc. Banking", "2012"],
        ("B.Sc.", "Banking", "Elm University", "2012"),
    ),
    (
        ["DIPLOMA DI PERITO AZIENDALE ITC Giulio Elmi", "2010"],
        ("DIPLOMA DI PERITO AZIENDALE", None, "ITC Giulio Elmi", "2010"),
    ),
    (["Qualifica, I.P.I.A. Olmi, 2002"], ("Qualifica", None, "I.P.I.A. Olmi", "2002")),
    (["A levels in English, Theatre Studies, History, Elm College, 2010"], ("A levels", None, "Elm College", "2010")),
    (
        ["Mestrado / Física / Universidade do Olmo / 2018"],
        ("Mestrado", "Física", "Universidade do Olmo", "2018"),
    ),
    (
        ["Diploma accademico di II livello in Pittura, Istituto Olmi, 2015"],
        ("Diploma accademico di II livello", "Pittura", "Istituto Olmi", "2015"),
    ),
    (
        ["Professionele bachelor Bouw, Hogeschool Iep, 2015"],
        ("Professionele bachelor", "Bouw", "Hogeschool Iep", "2015"),
    ),
    (
        ["Vervolgopleiding Cardiologie, Olm Instituut te Groningen, 2019"],
        ("Vervolgopleiding", "Cardiologie", "Olm Instituut", "2019"),
    ),
    (
        ["DCG (Diplôme de Comptabilité et de Gestion), Lycée Orme, 2017"],
        ("DCG (Diplôme de Comptabilité et de Gestion)", None, "Lycée Orme", "2017"),
    ),
    (
        ["Superior em Gestão Ambiental (Tecnólogo), Universidade do Olmo, 2018"],
        ("Tecnólogo", "Gestão Ambiental", "Universidade do Olmo", "2018"),
    ),
    (["2011: Corso Superiore di Cucina presso OLMA"], ("Corso Superiore", "Cucina", "OLMA", "2011")),
    (
        ["NZ Diploma in Farming (Level 5), Elm College, 2019"],
        ("NZ Diploma", "Farming", "Elm College", "2019"),
    ),
    (
        [("Elm High School", "June 2025"), "High School Diploma, AP Scholar with Distinction"],
        ("High School Diploma", None, "Elm High School", "June 2025"),
    ),
    (
        ["Bachiller y Título en Contabilidad, Universidad de Olmos, 2008"],
        ("Bachiller", "Contabilidad", "Universidad de Olmos", "2008"),
    ),
]


@pytest.mark.parametrize(("lines", "study"), SCHOOLS)
def test_exams_and_degrees_of_other_countries_stand_apart_from_field_and_school(lines: list[Row], study: Study) -> None:
    assert [(s.degree, s.field, s.institution, s.graduation_date) for s in parse_education(rows(*lines))] == [study]

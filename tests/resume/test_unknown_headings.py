"""Sections under headings that say nothing known."""

from __future__ import annotations

import pytest

from intervue.resume.margins import with_notes
from intervue.resume.rows import rows_of
from tests.resume.lines import line as line_at
from tests.resume.pages import BOLD, ITALIC, Sheet
from tests.resume.reading import read


def page(heading: str, *lines: str) -> Sheet:
    """A career between ordinary headings, and one section more."""
    sheet = Sheet()
    sheet.line("Nadia Brenner", size=22, gap=26)
    sheet.line("nadia@example.org")
    sheet.heading("Education", size=14)
    sheet.line("Diploma in Emergency Care, Holm College, 2012")
    sheet.heading("Languages", size=14)
    sheet.line("Danish (native)")
    sheet.heading(heading, size=14)
    for line in lines:
        sheet.line(line)
    sheet.heading("References", size=14)
    sheet.line("On request")
    return sheet


def test_dated_job_titles_under_an_unknown_heading_are_positions() -> None:
    sheet = page("Ships and kitchens", "Head Chef, Nordlys Shipping, Jan 2018 - May 2021")
    [job] = read(sheet.document.tobytes()).experiences
    assert (job.title, job.company, job.start_date, job.end_date) == (
        "Head Chef",
        "Nordlys Shipping",
        "Jan 2018",
        "May 2021",
    )


UNKNOWN = [
    "Dukun Muda, Sanggar Mekar, Jan 2018 - May 2021",
    "• Built what the village had asked for",
    "Ojek, Rumah Kain, Mar 2015 - Dec 2017",
    "• Drove four hundred guests a month",
]


def test_periods_with_bullets_under_an_unknown_heading_are_positions_also_where_no_title_is_known() -> None:
    sheet = page("Ships and kitchens", *UNKNOWN)
    first, second = read(sheet.document.tobytes()).experiences
    assert (first.start_date, first.end_date, first.highlights) == ("Jan 2018", "May 2021", [UNKNOWN[1][2:]])
    assert (second.start_date, second.end_date, second.highlights) == ("Mar 2015", "Dec 2017", [UNKNOWN[3][2:]])


@pytest.mark.parametrize(
    "heading", ["Obras y empresas", "Companies and projects", "Meine Arbeitgeber", "Le mie aziende"]
)
def test_a_word_for_employers_in_a_heading_tells_of_positions(heading: str) -> None:
    [job] = read(page(heading, UNKNOWN[0]).document.tobytes()).experiences
    assert (job.start_date, job.end_date) == ("Jan 2018", "May 2021")


def test_periods_under_an_unknown_heading_are_no_positions_where_another_heading_names_these() -> None:
    sheet = page("For the neighbourhood", *UNKNOWN)
    sheet.heading("Work Experience", size=14)
    sheet.line("Head Chef, Nordlys Shipping, Jan 2018 - May 2021")
    assert [job.title for job in read(sheet.document.tobytes()).experiences] == ["Head Chef"]


def test_a_list_of_short_items_under_an_unknown_heading_is_skills() -> None:
    sheet = page("What I am good at", "Route planning, Forecasting, SAP, Negotiation, Excel (advanced)")
    assert read(sheet.document.tobytes()).skills == ["Route planning", "Forecasting", "SAP", "Negotiation", "Excel"]


def test_a_second_list_beside_named_skills_is_something_else() -> None:
    sheet = page("When the phone is off", "Climbing, Chess, Bread, Pottery")
    sheet.heading("Skills", size=14)
    sheet.line("Triage, Teaching")
    assert read(sheet.document.tobytes()).skills == ["Triage", "Teaching"]


def test_sentences_under_an_unknown_heading_are_in_no_field() -> None:
    sheet = page("A last word", "I once walked from Aarhus to Lisbon, and would do so again.")
    resume = read(sheet.document.tobytes())
    assert (resume.experiences, resume.skills, resume.certifications) == ([], [], [])
    assert "Lisbon" in resume.raw_text


def test_sentences_under_an_unknown_heading_above_the_career_are_the_summary() -> None:
    sheet = Sheet()
    sheet.line("Nadia Brenner", size=22, gap=26)
    sheet.line("nadia@example.org")
    text = "Paramedic who plans routes for three counties and trains the people who drive them."
    for heading, line in (
        ("Why I do this", text),
        ("Experience", "Paramedic, Holm Ambulance, 2013 - 2020"),
        ("Education", "Diploma in Emergency Care, Holm College, 2012"),
        ("Skills", "Triage, Teaching"),
    ):
        sheet.heading(heading, size=14)
        sheet.line(line)
    assert read(sheet.document.tobytes()).summary == text


def test_certificates_with_a_year_under_an_unknown_heading_are_no_positions() -> None:
    sheet = page("Badges", "Advanced Test Analyst, 2019", "Application Developer, 2022")
    assert read(sheet.document.tobytes()).experiences == []


def test_programming_languages_among_skills_are_a_group_of_skills() -> None:
    sheet = Sheet()
    sheet.line("Nadia Brenner", size=22, gap=26)
    sheet.line("nadia@example.org")
    sheet.heading("Skills")
    for label, items in (("Languages", "TypeScript, Go"), ("Platform", "GitLab CI, Grafana")):
        sheet.put(140, items)
        sheet.line(label, font=BOLD)
    assert read(sheet.document.tobytes()).skills == ["TypeScript", "Go", "GitLab CI", "Grafana"]


def test_a_remark_beside_the_dates_is_no_description() -> None:
    sheet = page("Employment", "Laboratory Aide", "Pacific Reef Laboratories", "06/2009 - 01/2012 (20 hours per week)")
    [job] = read(sheet.document.tobytes()).experiences
    assert (job.title, job.company, job.description) == ("Laboratory Aide", "Pacific Reef Laboratories", "")


def career(heading: str) -> Sheet:
    """A page whose positions stand under this heading, between a profile and the education."""
    sheet = Sheet()
    sheet.line("Siobhan Wells", size=22, gap=26)
    sheet.line("siobhan@example.org")
    sheet.heading("Profile", size=14)
    sheet.line("Cabin manager who moves into human resources after eleven years in the air.")
    sheet.heading(heading, size=14)
    for title, period in (("Cabin Manager", "May 2016 - Jan 2024"), ("Flight Attendant", "Jul 2012 - May 2016")):
        sheet.put(50, period)
        sheet.line(f"{title}, Austral Skies Airlines", x=180)
    return sheet


def test_positions_under_a_career_summary_are_positions() -> None:
    for heading in ("Career Summary", "Professional Summary"):
        sheet = career(heading)
        sheet.heading("Education", size=14)
        sheet.line("Bachelor of Arts, University of Perth, 2009")
        resume = read(sheet.pdf())
        assert [job.title for job in resume.experiences] == ["Cabin Manager", "Flight Attendant"]
        assert (resume.summary or "").endswith("in the air.")


def test_an_overview_above_the_career_is_neither_summary_nor_positions_twice() -> None:
    sheet = career("Career Summary")
    sheet.heading("Work Experience", size=14)
    sheet.dated("Cabin Manager", "May 2016 - Jan 2024")
    sheet.line("Austral Skies Airlines")
    sheet.bullets("Led crews of fourteen on long flights")
    sheet.dated("Flight Attendant", "Jul 2012 - May 2016")
    sheet.line("Austral Skies Airlines")
    sheet.bullets("Sold more than any colleague")
    resume = read(sheet.pdf())
    assert [len(job.highlights) for job in resume.experiences] == [1, 1]
    assert (resume.summary or "").endswith("in the air.")


def test_labels_and_values_under_a_profile_s_heading_tell_who_it_is_and_how_to_reach_them() -> None:
    sheet = Sheet()
    sheet.line("CURRICULUM VITAE", size=16, font=BOLD, gap=24)
    sheet.heading("Wie ben ik", size=14)
    for label, value in (("Naam", "Jorien Hoek"), ("Woonplaats", "9711 NR Groningen"), ("Telefoon", "06-55501438")):
        sheet.put(180, value)
        sheet.line(label)
    sheet.heading("Waar ik voor sta", size=14)
    sheet.line("Nuchtere verpleegkundige met hart voor de zorg die het overzicht houdt.")
    resume = read(sheet.pdf())
    assert (resume.contact.name, resume.contact.location) == ("Jorien Hoek", "Groningen")
    assert (resume.summary or "").startswith("Nuchtere")


def test_a_signature_below_a_list_of_short_items_under_an_unknown_heading_leaves_it_one_of_skills() -> None:
    sheet = Sheet()
    sheet.line("Nadia Brenner", size=22, gap=26)
    sheet.line("nadia@example.org")
    sheet.heading("Education", size=14)
    sheet.line("Diploma in Emergency Care, Holm College, 2012")
    sheet.heading("Languages", size=14)
    sheet.line("Danish (native)")
    sheet.heading("Handy with", size=14)
    sheet.line("Welding, Turning, Milling, Bending")
    sheet.line("Dresden, den 2. Mai 2024")
    assert read(sheet.pdf()).skills == ["Welding", "Turning", "Milling", "Bending"]


def test_personal_data_under_a_personal_profile_are_no_summary() -> None:
    sheet = Sheet()
    sheet.line("Kavitha Rao", size=22, gap=26)
    sheet.line("kavitha@example.org")
    sheet.heading("Objective", size=14)
    sheet.line("To join a law firm where drafting and research are put to good use.")
    sheet.heading("Personal Profile", size=14)
    for label, value in (("Father's Name", "Mr. R. Rao"), ("Marital Status", "Single"), ("Hobbies", "Chess")):
        sheet.put(50, label)
        sheet.line(f": {value}", x=180)
    assert read(sheet.pdf()).summary == "To join a law firm where drafting and research are put to good use."


def test_positions_of_teachers_under_an_unknown_heading_are_no_education() -> None:
    sheet = Sheet()
    sheet.line("Nadia Brenner", size=22, gap=26)
    sheet.line("nadia@example.org")
    for heading, text in (
        ("Classrooms so far", "Maths Teacher, Holm College, Jan 2018 - May 2021"),
        ("Languages", "Danish"),
        ("Interests", "Chess"),
    ):
        sheet.heading(heading, size=14)
        sheet.line(text)
    resume = read(sheet.pdf())
    assert [job.title for job in resume.experiences] == ["Maths Teacher"]
    assert resume.education == []


def unknown(sheet: Sheet, text: str) -> None:
    """A heading that is told by its size alone."""
    sheet.line("", gap=8)
    sheet.line(text, size=13, gap=17)


def test_headings_of_one_look_are_known_though_no_list_knows_their_words() -> None:
    sheet = Sheet()
    sheet.line("Nadia Brenner", size=24, gap=26)
    sheet.line("nadia@example.org | +49 30 901820")
    unknown(sheet, "How I work")
    sheet.line("Ship's cook with twelve years on ferries and on rigs, at home in small kitchens and rough weather.")
    unknown(sheet, "Galleys and kitchens")
    sheet.line("Head Chef, Jan 2018 - May 2021", font=BOLD)
    sheet.line("Nordlys Shipping")
    sheet.line("\u2022 Cooked for ninety guests a day")
    sheet.line("Sous Chef, Mar 2014 - Dec 2017", font=BOLD)
    sheet.line("Rig Catering Ltd")
    sheet.line("\u2022 Ordered food for six weeks at sea")
    unknown(sheet, "Where I learned")
    sheet.line("Diploma in Culinary Arts, 2012", font=BOLD)
    sheet.line("Holm College")
    unknown(sheet, "Things I can do")
    sheet.line("Butchery, Pastry, Stock control, Menus")
    found = read(sheet.document.tobytes())
    assert [(job.title, job.company) for job in found.experiences] == [
        ("Head Chef", "Nordlys Shipping"),
        ("Sous Chef", "Rig Catering Ltd"),
    ]
    assert [study.institution for study in found.education] == ["Holm College"]
    assert found.skills == ["Butchery", "Pastry", "Stock control", "Menus"]
    assert found.summary is not None
    assert found.summary.startswith("Ship's cook")


def test_bold_employers_and_titles_below_known_headings_begin_no_sections() -> None:
    sheet = Sheet()
    sheet.line("Nadia Brenner", size=24, gap=26)
    sheet.line("nadia@example.org")
    sheet.heading("WORK EXPERIENCE", size=12)
    for employer in ("Nordlys Shipping", "Rig Catering", "Skills Kitchen"):
        sheet.line(employer, size=13, font=BOLD, gap=16)
        sheet.line("Head Chef, Jan 2018 - May 2021")
        sheet.line("\u2022 Cooked for ninety guests a day")
    sheet.heading("EDUCATION", size=12)
    sheet.line("Diploma in Culinary Arts, Holm College, 2012")
    found = read(sheet.document.tobytes())
    assert [job.company for job in found.experiences] == ["Nordlys Shipping", "Rig Catering", "Skills Kitchen"]


@pytest.mark.parametrize(("size", "rows"), [(13, [["Galley years"], ["2019 - 2023", "Head Chef"]]), (10, None)])
def test_only_a_larger_heading_right_above_a_period_is_no_part_of_it(size: float, rows: list[list[str]] | None) -> None:
    texts = ["Nordlys Shipping", "• Fed sixty a day", "• Wrote the menus"]
    lines = [line_at("Galley years", 0, size=size), line_at("2019 - 2023", 1), line_at("Head Chef", 1, x=180)]
    lines += [line_at(text, number + 2, x=180) for number, text in enumerate(texts)]
    found = [row.texts for row in with_notes(rows_of(lines))]
    assert found[:-3] == (rows or [["Galley years", "2019 - 2023", "Head Chef"]])


@pytest.mark.parametrize(
    "heading", ["EXTENSION E CREDENCIAIS", "CARTEIRAS E CÉDULAS", "CARTES ET PERFECTIONNEMENT", "MEINE LEHRGÄNGE"]
)
def test_a_word_for_permits_or_further_training_in_a_heading_tells_of_certificates(heading: str) -> None:
    sheet = Sheet()
    sheet.line("Noor Haddad", size=20, font=BOLD, gap=18)
    sheet.line("noor@example.com | 415-555-0133")
    sheet.heading("EXPERIENCE")
    sheet.dated("Charge Nurse, Tralee Clinic", "2015 - Present")
    sheet.bullets("Led a shift of twelve")
    sheet.heading(heading)
    sheet.bullets("Soporte Vital (SEMES), 2022", "Triage (IEFP), 2013")
    assert read(sheet.pdf()).certifications == ["Soporte Vital (SEMES)", "Triage (IEFP)"]


def test_titles_in_italics_below_their_periods_are_no_headings() -> None:
    sheet = Sheet()
    sheet.line("Nadia Brenner", size=22, gap=26)
    sheet.heading("Beruflicher Werdegang", size=14)
    for period, employer, title in (
        ("2016 - 2020", "Brandt Ahlers Partnerschaft", "Partnerin"),
        ("2011 - 2015", "Kanzlei Lennartz", "Angestellte Rechtsanwältin"),
        ("2007 - 2009", "Holm Institut", "Wissenschaftliche Mitarbeiterin"),
    ):
        sheet.put(50, period)
        sheet.line(employer, x=170)
        sheet.line(title, x=170, font=ITALIC)
        sheet.line("Beratung von Unternehmen und Vertretung vor Gerichten.", x=170)
    sheet.heading("Ausbildung", size=14)
    for year in range(1998, 2007, 2):
        sheet.put(50, str(year))
        sheet.line("Zweites Staatsexamen, Universität Holm", x=170)
    jobs = read(sheet.document.tobytes()).experiences
    assert [(job.title, job.company) for job in jobs] == [
        ("Partnerin", "Brandt Ahlers Partnerschaft"),
        ("Angestellte Rechtsanwältin", "Kanzlei Lennartz"),
        ("Wissenschaftliche Mitarbeiterin", "Holm Institut"),
    ]


@pytest.mark.parametrize("taught", ["MAR301 Benthic Ecology (course leader)", "Benthic Ecology (seminar for teachers)"])
@pytest.mark.parametrize("heading", ["Teaching", "What I taught"])
def test_courses_that_somebody_taught_are_no_positions(heading: str, taught: str) -> None:
    sheet = page("Appointments", "Associate Professor, University of Westfjords, 2014 - 2018")
    sheet.heading(heading, size=14)
    sheet.line(f"{taught}, 2015 - 2018")
    sheet.line("BIO110 Introduction to Statistics, 2014 - 2019")
    assert [job.title for job in read(sheet.document.tobytes()).experiences] == ["Associate Professor"]


@pytest.mark.parametrize("heading", ["National Youth Service (NYSC)", "National Service", "Zivildienst"])
def test_a_post_under_a_heading_of_service_is_a_position_and_bare_service_is_none(heading: str) -> None:
    sheet = page(heading, "Government Day School - Mathematics Teacher, 2017 - 2018")
    [job] = read(sheet.document.tobytes()).experiences
    assert (job.title, job.company) == ("Mathematics Teacher", "Government Day School")
    assert read(page(heading, "Kebbi State, 2017 - 2018").document.tobytes()).experiences == []


def test_a_heading_that_names_skills_is_one_of_positions_where_its_text_tells_of_them() -> None:
    sheet = page(
        "Work on the Tools",
        "Field Service Fitter",
        "Darling Heavy Diesel | 03/2018 - Present",
        "Diesel Fitter",
        "Acland Mining Services Ltd | 01/2014 - 02/2018",
    )
    assert [(job.title, job.company) for job in read(sheet.document.tobytes()).experiences] == [
        ("Field Service Fitter", "Darling Heavy Diesel"),
        ("Diesel Fitter", "Acland Mining Services Ltd"),
    ]

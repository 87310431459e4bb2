"""What people and forms print around a position: towns alone, answers for an office, lines about the employer."""

# ruff: noqa: RUF001
# Why: the dashes that resumes are written with.

from __future__ import annotations

import pytest

from intervue.resume.experience import parse_experience
from tests.resume.lines import rows
from tests.resume.pages import BOLD, Sheet
from tests.resume.reading import read


@pytest.mark.parametrize(
    "asked",
    [
        "Hours per week: 40",
        "Salary: $98,496 per year",
        "Supervisor: R. Tolliver (202-555-0190); okay to contact: Yes",
        "Reason for leaving: end of contract",
        "Kündigungsfrist: drei Monate",
        "Motif de départ : fin de contrat",
    ],
)
def test_answers_for_an_office_are_no_description(asked: str) -> None:
    [job] = parse_experience(rows("Budget Analyst", "Elm County", "05/2017 - Present", asked, "• Formulate the budget"))
    assert (job.description, job.highlights) == ("", ["Formulate the budget"])


def test_what_was_done_stays_where_it_begins_with_a_word_of_the_office() -> None:
    [job] = parse_experience(
        rows("Clerk", "Elm County", "2017 - 2019", "Salary runs for 900 staff, and their reports.")
    )
    assert job.description == "Salary runs for 900 staff, and their reports."


def test_a_town_in_no_list_below_the_dates_is_no_description() -> None:
    text = "Firmware for pressure sensors in C, from data sheet to mass production."
    [job] = parse_experience(rows("Tokai Sensor Ltd", "Firmware Engineer", "April 2014 - March 2019", "Quombra", text))
    assert (job.company, job.title, job.description) == ("Tokai Sensor Ltd", "Firmware Engineer", text)


@pytest.mark.parametrize("about", ["Steel works, 1,900 employees.", "A listed producer of platinum with two shafts."])
def test_a_line_about_the_employer_above_the_title_is_description(about: str) -> None:
    jobs = parse_experience(
        rows(
            *("Veldrand Platinum Ltd", about, ("Plant Manager", "2017 – Present"), "• Cut the cost of an ounce"),
            *("Drakensberg Foods Ltd", about, ("Shift Supervisor", "2011 – 2017"), "• Raised the yield"),
        )
    )
    assert [(job.title, job.company, job.description) for job in jobs] == [
        ("Plant Manager", "Veldrand Platinum Ltd", about),
        ("Shift Supervisor", "Drakensberg Foods Ltd", about),
    ]


def test_a_headline_in_capitals_goes_on_in_the_next_line_where_it_had_no_room() -> None:
    sheet = Sheet((330.0, 792.0))
    sheet.line("Dana Whitlock", size=20, gap=26)
    sheet.line("dana@example.org")
    sheet.heading("EXPERIENCE")
    sheet.line("PARALEGAL | SAGUARO LEGAL GROUP, TEMPE, AZ")
    sheet.line("June 2018 – Present")
    sheet.line("Prepare discovery for employment cases of many kinds")
    sheet.line("and keep a calendar of 90 active matters.")
    sheet.line("LEGAL SECRETARY | LAW OFFICES OF DWIGHT")
    sheet.line("POMEROY, MESA, AZ")
    sheet.line("August 2014 – May 2018")
    sheet.line("Typed pleadings and answered the only telephone.")
    first, second = read(sheet.pdf()).experiences
    assert first.description.endswith("active matters.")
    assert second.title.casefold() == "legal secretary"
    assert second.company.casefold() == "law offices of dwight pomeroy"


def test_a_town_in_no_list_behind_a_dash_is_no_part_of_the_employer_where_others_have_theirs_there() -> None:
    jobs = parse_experience(
        rows(
            *("Serra Clara Ltda – Belo Horizonte – 02/2019 – 03/2024", "Cargo: Analista de RH", "• Fez tudo isso"),
            *("Boa Safra Ltda – Quombra – 01/2016 – 01/2019", "Cargo: Assistente de RH", "• Fez tudo isso"),
        )
    )
    assert [job.company for job in jobs] == ["Serra Clara Ltda", "Boa Safra Ltda"]


@pytest.mark.parametrize("sign", ["/", "–", "-"])
@pytest.mark.parametrize("form", ["{1} {sign} {0}", "{0} {sign} {1}"])
def test_pairs_without_a_known_word_are_parted_where_only_the_town_stands_beside_the_dates(
    sign: str, form: str
) -> None:
    pairs = [("Dalang wayang", "Sanggar Mekar"), ("Tukang batik", "Rumah Kain"), ("Dalang", "Jalan Raya")]
    texts = []
    for title, company in pairs:
        texts += [form.format(title, company, sign=sign), "03/2016 – 02/2019, Quombra", "• Did what had to be done"]
    assert [(job.title, job.company) for job in parse_experience(rows(*texts))] == pairs


def test_an_unknown_title_is_parted_from_a_known_employer_by_its_look() -> None:
    sheet = Sheet()
    sheet.line("Dana Whitlock", size=20, gap=26)
    sheet.line("dana@example.org")
    sheet.heading("EXPERIENCE")
    for title, company, years in (("Dalang", "Elm County School", "2016 - 2019"), ("Ojek", "Tralee Clinic", "2012")):
        sheet.put(50, company, font=BOLD)
        sheet.line(title, x=53 + sheet.width(company, font=BOLD))
        sheet.line(years)
        sheet.bullets("Did what had to be done")
    jobs = read(sheet.pdf()).experiences
    assert [(job.title, job.company) for job in jobs] == [("Dalang", "Elm County School"), ("Ojek", "Tralee Clinic")]


@pytest.mark.parametrize("titles", [("Staff Nurse", "Charge Nurse"), ("Dukun Muda", "Dukun")], ids=["known", "unknown"])
def test_a_town_in_no_list_beside_the_dates_is_not_the_employer_that_stands_below(titles: tuple[str, str]) -> None:
    jobs = parse_experience(
        rows(
            *(titles[0], ("2015 – 2019", "Quombra"), "Sanggar Mekar", "• Did what had to be done"),
            *(titles[1], ("2012 – 2015", "Zelbe"), "Rumah Kain", "• Did what had to be done"),
        )
    )
    assert [(job.title, job.company) for job in jobs] == [(titles[0], "Sanggar Mekar"), (titles[1], "Rumah Kain")]


def test_a_line_about_the_employer_between_his_name_and_the_title_is_description() -> None:
    jobs = parse_experience(
        rows(
            *(("Corrib Hospital", "2015 – 2019"), "Leading provider of care", "Staff Nurse", "• Cared for patients"),
            *(("Tralee Clinic", "2012 – 2015"), "Family practice", "Charge Nurse", "• Led a shift"),
        )
    )
    assert [(job.title, job.company, job.description) for job in jobs] == [
        ("Staff Nurse", "Corrib Hospital", "Leading provider of care"),
        ("Charge Nurse", "Tralee Clinic", "Family practice"),
    ]


def test_a_dated_piece_of_work_within_the_time_of_a_position_belongs_to_it() -> None:
    first, second = parse_experience(
        rows(
            *(("Senior Consultant, Corrib Partners Ltd", "2015 – 2019"), "• Won the account"),
            *("Timetables for a railway (2016 – 2017)", "• Cut the delays"),
            *(("Consultant, Tralee Ltd", "2012 – 2015"), "• Led a team"),
        )
    )
    assert (first.title, first.highlights) == ("Senior Consultant", ["Won the account", "Cut the delays"])
    assert first.description == "Timetables for a railway"
    assert (second.title, second.company) == ("Consultant", "Tralee Ltd")


@pytest.mark.parametrize(
    "roles",
    [
        ["Vice President, Logistics", "Director, Distribution", "Senior Manager, Transportation"],
        ["Chief Nurse, Surgery", "Ward Manager, Orthopaedics", "Staff Nurse"],
        ["Chef de projet, Logistique", "Analyste, Transport", "Assistant, Achats"],
    ],
)
def test_a_comma_in_a_role_below_its_employer_parts_no_employer(roles: list[str]) -> None:
    periods = ["2020 - Present", "2016 - 2020", "2012 - 2016"]
    told = [line for role in zip(roles, periods, strict=True) for line in (role, "• Did what there was to do")]
    jobs = parse_experience(rows(("Fredonia Foods Inc., Columbus, OH", "2012 - Present"), *told))
    assert [(job.title, job.company) for job in jobs] == [(role, "Fredonia Foods Inc.") for role in roles]


@pytest.mark.parametrize(
    "label",
    ["Designation :", "Designation:", "Job title:", "Post held:", "Funktion:", "Poste :", "Cargo:", "Mansione:"],
)
def test_the_label_before_a_title_is_no_part_of_it(label: str) -> None:
    [job] = parse_experience(rows("Suvarna Textiles Ltd", f"{label} Accountant", "2019 - 2021", "• Closed the books"))
    assert (job.title, job.company) == ("Accountant", "Suvarna Textiles Ltd")


def test_a_bracket_that_says_more_than_the_working_hours_stays_whole() -> None:
    [job] = parse_experience(rows("Nurse (part-time, nights)", "Rowan Nursing Home", "2009 - 2012", "• Cared"))
    assert job.title == "Nurse (part-time, nights)"


def test_who_somebody_worked_with_is_no_employer() -> None:
    [job] = parse_experience(rows("Research Fellow, Polder University (advisor: K. Lind)", "2012 - 2014", "• Measured"))
    assert (job.title, job.company) == ("Research Fellow", "Polder University")


@pytest.mark.parametrize("employer", ["Fjordgry AS", "Kaffe & Kanel"])
def test_a_town_behind_a_slash_is_no_part_of_the_employer(employer: str) -> None:
    [job] = parse_experience(rows("Sales Manager", f"{employer} / Oslo", "2016 - 2020", "• Sold"))
    assert job.company == employer


def test_a_period_in_the_margin_that_is_parted_behind_its_year_or_its_small_word_is_read_whole() -> None:
    first, second = parse_experience(
        rows(
            ("2011 January – 2018", "Tamarind Hill Centre Ltd"),
            ("September", "Correctional Officer"),
            "• Supervised blocks of up to 90 men",
            ("2009 June – 2010", "Hi-Glo Supermarket Ltd"),
            ("December", "Cashier"),
        )
    )
    assert (first.title, first.end_date) == ("Correctional Officer", "2018 September")
    assert (second.company, second.end_date) == ("Hi-Glo Supermarket Ltd", "2010 December")


@pytest.mark.parametrize(
    ("one", "two"), [("1.", "2."), ("1)", "2)"), ("4.1", "4.2"), ("3.1.", "3.2."), ("a)", "b)"), ("I.", "II.")]
)
def test_positions_may_be_counted_through(one: str, two: str) -> None:
    jobs = parse_experience(
        rows(
            *(f"{one} Plant Manager", "Acme Ltd, Leeds", "2018 – present", "• Ran the plant"),
            *(f"{two} Shift Supervisor", "Bolt Ltd, York", "2012 – 2018"),
        )
    )
    assert [(job.title, job.company) for job in jobs] == [
        ("Plant Manager", "Acme Ltd"),
        ("Shift Supervisor", "Bolt Ltd"),
    ]


def test_counted_sentences_within_positions_stay_highlights() -> None:
    jobs = parse_experience(
        rows(
            *("Plant Manager", "Acme Ltd, Leeds", "2018 – present", "1. Ran the plant since 2019", "2. Cut the cost"),
            *("Shift Supervisor", "Bolt Ltd, York", "2012 – 2018", "1. Ran a shift in 2013", "2. Trained staff"),
        )
    )
    assert [job.highlights for job in jobs] == [
        ["Ran the plant since 2019", "Cut the cost"],
        ["Ran a shift in 2013", "Trained staff"],
    ]


@pytest.mark.parametrize(
    "size", [" – 920 cows, 54-bail rotary", " – about 120 Zimmer", " (900 beds)", ", 1,900 employees", " – 420 pupils"]
)
def test_how_big_an_employer_is_is_no_part_of_the_name(size: str) -> None:
    first, second = parse_experience(
        rows(
            *(("Farm Manager", "2018 – present"), f"Oakfield Ltd, Leeds{size}", "• Kept the books"),
            *(("Farm Assistant", "2014 – 2018"), f"Elm Partnership, York{size}", "• Fed the calves"),
        )
    )
    assert (first.company, second.company) == ("Oakfield Ltd", "Elm Partnership")


def test_the_only_position_below_an_employer_with_town_and_period_keeps_its_commas() -> None:
    jobs = parse_experience(
        rows(
            *(
                ("ELMWOOD LTD, Leeds", "2003 – 2013"),
                "Director (2007 – 2013)",
                "• Ran it",
                "Clerk (2003 – 2007)",
                "• Filed",
            ),
            *(("BRIGHTLOAF BAKERIES, Des Moines, IA", "1994 – 2003"), "Supervisor, rising to Manager (1994 – 2003)"),
        )
    )
    assert (jobs[-1].title, jobs[-1].company) == ("Supervisor, rising to Manager", "BRIGHTLOAF BAKERIES")
    assert len(jobs) == 3


def test_employer_title_and_text_parted_by_full_stops_in_one_line_are_told_apart() -> None:
    first, second = parse_experience(
        rows(
            "2019 – present Elm Ltd, Saint-Jean-de-Luz. Shift Supervisor. 60 covers, a card that changes every week.",
            "2015 – 2019 Oak Ltd, York. Porter. Carried what the kitchen needed.",
        )
    )
    assert (first.title, first.description) == ("Shift Supervisor", "60 covers, a card that changes every week.")
    assert (second.title, second.company) == ("Porter", "Oak Ltd")
    assert second.description == "Carried what the kitchen needed."


@pytest.mark.parametrize("rise", [", from 2009 Foreman", ", ab 2009 Vorarbeiter", ", depuis 2009 chef d’équipe"])
def test_what_somebody_became_later_is_no_position_of_its_own(rise: str) -> None:
    first, second = parse_experience(
        rows(
            *(("2004 – 2014", f"Joiner{rise}"), "Oestermann GmbH, Werl", "• Built stairs"),
            *(("2001 – 2004", "Apprentice"), "Rademacher GmbH, Soest", "• Built doors"),
        )
    )
    assert (first.title, first.company, first.start_date) == ("Joiner", "Oestermann GmbH", "2004")
    assert second.title == "Apprentice"


def test_a_short_list_of_what_was_done_is_no_place() -> None:
    [job] = parse_experience(
        rows(("2002 – 2008", "Elm Ltd, Leeds", "Apprentice Electrician", "Chasing, wiring, panels"))
    )
    assert (job.title, job.company, job.description) == ("Apprentice Electrician", "Elm Ltd", "Chasing, wiring, panels")


@pytest.mark.parametrize(("one", "two"), [("From:", "To:"), ("Start date:", "End date:"), ("Admissão:", "Demissão:")])
def test_first_and_last_day_may_have_a_row_and_a_label_each(one: str, two: str) -> None:
    jobs = parse_experience(
        rows(
            *("Employer: Elm Ltd", "Position: Clerk", f"{one} 01/02/2004", f"{two} 30/06/2009"),
            *("Employer: Oak Ltd", "Position: Porter", f"{one} 01/02/2001", f"{two} 30/06/2003"),
        )
    )
    assert [(job.title, job.company, job.start_date, job.end_date) for job in jobs] == [
        ("Clerk", "Elm Ltd", "01/02/2004", "30/06/2009"),
        ("Porter", "Oak Ltd", "01/02/2001", "30/06/2003"),
    ]


@pytest.mark.parametrize("unit", ["Acute Medical Unit, ", "Ward 12 (Surgical), ", "Emergency Department – ", "ICU, "])
def test_a_ward_before_the_hospital_is_no_part_of_the_employer(unit: str) -> None:
    [job] = parse_experience(rows("Staff Nurse (Sept 2018 – present)", f"{unit}Wharfedale Royal Infirmary, Leeds"))
    assert (job.title, job.company) == ("Staff Nurse", "Wharfedale Royal Infirmary")


def test_a_position_may_last_onwards_and_its_line_may_name_real_estate() -> None:
    [job] = parse_experience(rows("Fairweather Lisle LLP", "Associate, Real Estate · September 2021 onwards"))
    assert (job.title, job.start_date, job.end_date) == ("Associate, Real Estate", "September 2021", None)


def test_a_placement_of_a_student_is_a_title_and_no_cooperative() -> None:
    [job] = parse_experience(rows("Manufacturing Engineering Co-op, Hawkeye Implement Works", "Jan 2024 – Aug 2024"))
    assert (job.title, job.company) == ("Manufacturing Engineering Co-op", "Hawkeye Implement Works")


def test_a_heading_of_placements_ends_the_studies_above_it() -> None:
    sheet = Sheet()
    sheet.line("Imani Okafor", size=20, gap=24)
    sheet.heading("ACADEMIC AND PROFESSIONAL BACKGROUND")
    sheet.dated("Elm University", "2018 - 2022")
    sheet.line("Bachelor of Science in Physics")
    sheet.heading("INTERNSHIPS AND CO-OPS")
    sheet.dated("Engineering Co-op, Hawkeye Works", "Jan 2021 - Aug 2021")
    sheet.heading("SKILLS")
    sheet.line("Python, MATLAB")
    resume = read(sheet.pdf())
    assert [study.institution for study in resume.education] == ["Elm University"]
    assert [(job.title, job.company) for job in resume.experiences] == [("Engineering Co-op", "Hawkeye Works")]


@pytest.mark.parametrize("state", ["LA", "DE", "IN", "OR"])
def test_the_letters_of_a_state_leave_no_line_open(state: str) -> None:
    jobs = parse_experience(
        rows(
            *(f"The Gilded Pelican | Salem, {state}", "Sous Chef", "May 2020 – Present", "• Ran a brigade"),
            *(f"Hotel Beaurivage | Dover, {state}", "Chef de Partie", "2016 – 2020", "• Plated banquets"),
        )
    )
    assert [(job.title, job.company) for job in jobs] == [
        ("Sous Chef", "The Gilded Pelican"),
        ("Chef de Partie", "Hotel Beaurivage"),
    ]


@pytest.mark.parametrize("told", ["Bed capacity: 320", "Nature of business: Hospital", "Industry: Health"])
def test_an_employer_without_a_label_stands_above_what_is_told_of_him(told: str) -> None:
    jobs = parse_experience(
        rows(
            *("AL NAKHEEL HOSPITAL", "Riyadh, Kingdom of Saudi Arabia", told, "Position: Staff Nurse"),
            *("Inclusive dates: May 5, 2018 – Present", "• Provides care"),
            *("ELM MEDICAL CENTER", "Antipolo City, Rizal", told, "Position: Nursing Aide"),
            *("Inclusive dates: May 3, 2014 – May 2, 2018", "• Took vital signs"),
        )
    )
    assert [(job.title, job.company, job.description) for job in jobs] == [
        ("Staff Nurse", "AL NAKHEEL HOSPITAL", ""),
        ("Nursing Aide", "ELM MEDICAL CENTER", ""),
    ]


@pytest.mark.parametrize("roster", ["(FIFO 2:1)", "(DIDO)", "(28/28 rotation)", "(8/6 roster)", "(4:3)"])
def test_how_work_and_rest_take_turns_is_no_part_of_the_employer(roster: str) -> None:
    [job] = parse_experience(rows("2016 - 2020", f"Leading Hand Electrician - Redgum Resources, Perth WA {roster}"))
    assert (job.title, job.company) == ("Leading Hand Electrician", "Redgum Resources")


def test_a_rotation_that_says_what_a_position_was_about_stays_with_its_title() -> None:
    [job] = parse_experience(rows("2016 - 2020", "Medical Intern (surgery rotation) - Elm Hospital"))
    assert job.title == "Medical Intern (surgery rotation)"

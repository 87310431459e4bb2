"""Habits of people who are no designers: tables, forms and labels made by hand in a word processor."""

from __future__ import annotations

from tests.resume.pages import BOLD, ITALIC, PLAIN, Sheet
from tests.resume.reading import read


def test_a_form_of_older_years_with_wrapped_labels_is_read_in_italian() -> None:
    sheet = Sheet()
    for label, value in (
        ("Nome", "SCARPA FEDERICA"),
        ("E-mail", "federica.scarpa@example.it"),
        ("ESPERIENZA LAVORATIVA", ""),
        ("• Date (da - a)", "Da Marzo 2015 a oggi"),
        ("• Nome e indirizzo del datore di", "Officine Bergamasche S.r.l., Via Roma 7, Treviglio (BG)"),
        ("lavoro", ""),
        ("• Tipo di azienda o settore", "Metalmeccanico"),
        ("• Tipo di impiego", "Impiegata amministrativa"),
        ("• Principali mansioni e", "- Fatturazione attiva e passiva"),
        ("responsabilità", "- Prima nota e scadenzari"),
        ("• Date (da - a)", "Da Gennaio 2009 a Febbraio 2015"),
        ("• Nome e indirizzo del datore di", "Poliambulatorio Garda, Caravaggio (BG)"),
        ("lavoro", ""),
        ("• Tipo di azienda o settore", "Sanità privata"),
        ("• Tipo di impiego", "Addetta al front office"),
        ("• Principali mansioni e", "- Accettazione e prenotazioni"),
        ("responsabilità", ""),
    ):
        sheet.right(label, edge=215, font=BOLD if label.isupper() else PLAIN)
        sheet.line(value, x=245)
    first, second = read(sheet.pdf()).experiences
    assert (first.title, first.company) == ("Impiegata amministrativa", "Officine Bergamasche S.r.l.")
    assert (first.start_date, first.end_date, first.description) == ("Marzo 2015", "oggi", "")
    assert first.highlights == ["Fatturazione attiva e passiva", "Prima nota e scadenzari"]
    assert (second.title, second.company) == ("Addetta al front office", "Poliambulatorio Garda")
    assert second.highlights == ["Accettazione e prenotazioni"]


def test_the_head_of_a_table_in_plain_words_is_no_position() -> None:
    for head in (
        ("Job", "Employer", "When"),
        ("Role / Position", "Company", "Dates"),
        ("Post held", "Employer", "Year"),
    ):
        sheet = Sheet()
        sheet.line("Tama Rangi", size=20, font=BOLD, gap=20)
        sheet.heading("Work")
        for row in (
            head,
            ("Electrical Apprentice", "Hutt Sparks Ltd", "Feb 2022 - now"),
            ("Kitchen Hand", "Petone Fish", "2020 - 2022"),
        ):
            for x, text in zip((50, 250, 420), row, strict=True):
                sheet.put(x, text, font=BOLD if row is head else PLAIN)
            sheet.y += 16
        jobs = read(sheet.pdf()).experiences
        assert [(job.title, job.company) for job in jobs] == [
            ("Electrical Apprentice", "Hutt Sparks Ltd"),
            ("Kitchen Hand", "Petone Fish"),
        ]


def test_schools_and_degrees_under_training_are_studies_where_nothing_else_names_them() -> None:
    sheet = Sheet()
    sheet.line("Tama Rangi", size=20, font=BOLD, gap=20)
    sheet.heading("Training")
    sheet.dated("Diploma in Electrical Engineering, Awa Polytechnic", "2018 - 2020", font=PLAIN)
    sheet.heading("Tickets")
    sheet.line("First Aid, St John")
    resume = read(sheet.pdf())
    assert [study.institution for study in resume.education] == ["Awa Polytechnic"]
    assert resume.certifications == ["First Aid, St John"]


def test_a_full_stop_parts_title_and_employer_of_a_dated_line() -> None:
    for line, title, company in (
        (
            "Septiembre 2014 - junio 2018: Maestra interina. CRA Los Monegros, Bujaraloz.",
            "Maestra interina",
            "CRA Los Monegros",
        ),
        ("2014 - 2018: Staff Nurse. St. Mary Hospital.", "Staff Nurse", "St. Mary Hospital"),
        ("2014 - 2018  Lagerist (Nachtschicht). Spedition Brandl.", "Lagerist (Nachtschicht)", "Spedition Brandl"),
        ("Larkspur Hospital. Staff Nurse, 2014 - 2018", "Staff Nurse", "Larkspur Hospital"),
    ):
        sheet = Sheet()
        sheet.line("Carmen Soriano", size=20, font=BOLD, gap=20)
        sheet.heading("Experience")
        sheet.line(line)
        sheet.bullets("Kept the library and the reading plan")
        [job] = read(sheet.pdf()).experiences
        assert (job.title, job.company) == (title, company)


def test_a_town_in_small_print_behind_the_employer_is_no_part_of_its_name() -> None:
    sheet = Sheet()
    sheet.line("Lupe Zambrano", size=20, font=BOLD, gap=20)
    sheet.heading("Experiencia laboral")
    for company, town, title, period in (
        ("Aceros del Norte, S.A. de C.V.", "León, Gto.", "Contadora General", "Ene 2020 - A la fecha"),
        ("Despacho Quintana y Asociados", "Irapuato, Gto.", "Auxiliar Contable", "Jun 2016 - Dic 2019"),
    ):
        sheet.put(50, company, font=BOLD)
        sheet.line(town, x=50 + sheet.width(company + " ", font=BOLD), size=9)
        sheet.line(f"Puesto: {title}")
        sheet.line(f"Periodo: {period}")
        sheet.line("Actividades:")
        sheet.bullets("Cierre mensual y conciliaciones")
    jobs = read(sheet.pdf()).experiences
    assert [(job.title, job.company, job.description) for job in jobs] == [
        ("Contadora General", "Aceros del Norte, S.A. de C.V.", ""),
        ("Auxiliar Contable", "Despacho Quintana y Asociados", ""),
    ]


def test_an_employer_in_no_list_above_a_line_about_it_looks_like_the_others() -> None:
    sheet = Sheet()
    sheet.line("Johan Botha", size=20, font=BOLD, gap=20)
    sheet.heading("Career")
    for company, about, title, period in (
        (
            "Drakens Steel Ltd",
            "Integrated steel works with nineteen hundred employees.",
            "Plant Manager",
            "2007 - 2011",
        ),
        ("Highveld Collieries", "Opencast coal mine that supplies two power stations.", "Engineer", "2003 - 2007"),
    ):
        sheet.line(company, size=12)
        sheet.line(about, font=ITALIC)
        sheet.dated(title, period, font=PLAIN)
        sheet.bullets("Brought the maintenance back into the house")
    jobs = read(sheet.pdf()).experiences
    assert [(job.title, job.company) for job in jobs] == [
        ("Plant Manager", "Drakens Steel Ltd"),
        ("Engineer", "Highveld Collieries"),
    ]


def head(*rows: tuple[str, ...]) -> Sheet:
    """The top of a page: the name, rows of labels and values, and a section that ends it."""
    sheet = Sheet()
    sheet.line("Sanne Ibarra", size=20, font=BOLD, gap=20)
    for row in rows:
        for x, text in zip((50, 200), row, strict=False):
            sheet.put(x, text)
        sheet.y += 14
    sheet.heading("SKILLS")
    sheet.line("Forklifts, Excel, Stock taking")
    return sheet


def test_what_stands_behind_other_labels_is_no_place() -> None:
    for rows, place in (
        (
            (("No 14 Palm Grove Street, Lagos, Nigeria.",), ("Sex:", "Female"), ("Religion:", "Muslim")),
            "Lagos, Nigeria",
        ),
        (
            (("Blk 7 Lot 12 Rosal St., Brgy. San Roque, Cainta, Rizal",), ("E-mail Add: sanne@example.ph",)),
            "Cainta, Rizal",
        ),
        ((("Flat 3B, Lotus Enclave, Adyar,",), ("Chennai - 600 020, Tamil Nadu",)), "Chennai, Tamil Nadu"),
        ((("Adres", "Laan 12"), ("Postcode en plaats", "5613 CL Eindhoven"), ("Telefoon", "06-55501278")), "Eindhoven"),
        ((("Mob: +971 50 555 0177",), ("Dubai, U.A.E.",), ("Visa status: Residence",)), "Dubai, U.A.E."),
    ):
        assert read(head(*rows).pdf()).contact.location == place


def test_a_salutation_is_no_part_of_the_name_and_a_degree_is() -> None:
    for written, name in (
        ("Ms. Kavitha Rao", "Kavitha Rao"),
        ("Herr Uwe Brandt", "Uwe Brandt"),
        ("Dr. Ilse Moor", "Dr. Ilse Moor"),
        ("Mira Kahn", "Mira Kahn"),
    ):
        sheet = Sheet()
        sheet.line(written, size=20, font=BOLD, gap=20)
        sheet.line("someone@example.org")
        sheet.heading("SKILLS")
        sheet.line("Drafting, Research, Excel")
        assert read(sheet.pdf()).contact.name == name


def test_studies_in_the_words_of_other_countries_are_read() -> None:
    for line, degree, field, school in (
        ("2012: Grado en Magisterio. Universidad del Ebro.", "Grado", "Magisterio", "Universidad del Ebro"),
        (
            "2010 - 2013 Bachelier en commerce, Haute École Trois Rivières",
            "Bachelier",
            "commerce",
            "Haute École Trois Rivières",
        ),
        ("Queen of Peace College | WASSCE | 2005 - 2011", "WASSCE", None, "Queen of Peace College"),
        ("2004 - 2009 HAVO, Lorentz Lyceum. Diploma behaald.", "HAVO", None, "Lorentz Lyceum"),
        ("NCEA Level 3, Waiwhetu College, 2019", "NCEA Level 3", None, "Waiwhetu College"),
    ):
        sheet = Sheet()
        sheet.line("Sanne Ibarra", size=20, font=BOLD, gap=20)
        sheet.heading("Education")
        sheet.line(line)
        [study] = read(sheet.pdf()).education
        assert (study.degree, study.field, study.institution) == (degree, field, school)


def test_the_town_in_words_is_no_part_of_the_employer() -> None:
    for line, company in (
        ("Transportplanner bij Gestel Transport B.V. te Eindhoven", "Gestel Transport B.V."),
        ("Comptable, Banque Laurenval à Lyon", "Banque Laurenval"),
        ("Nurse, Clinic for All in One", "Clinic for All in One"),
    ):
        sheet = Sheet()
        sheet.line("Sanne Ibarra", size=20, font=BOLD, gap=20)
        sheet.heading("Experience")
        sheet.dated(line, "2018 - 2021")
        sheet.bullets("Planned the day's tours for forty drivers")
        [job] = read(sheet.pdf()).experiences
        assert job.company == company


def test_a_table_of_studies_whose_cells_take_two_lines_is_read_row_by_row() -> None:
    sheet = Sheet()
    sheet.line("Kavitha Rao", size=20, font=BOLD, gap=20)
    sheet.heading("Academic Qualifications")
    for texts in (
        ("Degree / Course", "Institution", "Board / University", "Year of", "Percentage"),
        ("", "", "", "passing", ""),
        ("LL.M. (Corporate Law)", "School of Excellence", "Coromandel Law", "2019", "71%"),
        ("", "in Law", "University", "", ""),
        ("B.A. in History", "Vidya Niketan", "Coromandel", "2017", "68%"),
        ("", "College of Arts", "University", "", ""),
        ("HSC", "Saint Mary School", "State Board", "2012", "91%"),
    ):
        for x, text in zip((50, 180, 300, 430, 490), texts, strict=True):
            sheet.put(x, text, font=BOLD if "Degree" in texts[0] else PLAIN)
        sheet.y += 12
    sheet.heading("Professional Experience")
    sheet.dated("Associate, Menon Legal LLP", "2019 - 2022")
    resume = read(sheet.pdf())
    assert [(study.degree, study.institution, study.graduation_date) for study in resume.education] == [
        ("LL.M.", "School of Excellence in Law", "2019"),
        ("B.A.", "Vidya Niketan College of Arts", "2017"),
        ("HSC", "Saint Mary School", "2012"),
    ]
    assert [job.company for job in resume.experiences] == ["Menon Legal LLP"]


def test_what_a_page_is_handed_in_for_is_no_summary() -> None:
    for occasion in (
        "Bewerbung um einen Ausbildungsplatz als Mechatroniker",
        "Application for the position of night nurse in your clinic",
        "Candidature au poste de comptable dans votre cabinet",
    ):
        sheet = Sheet()
        sheet.line("Finn Petersen", size=20, font=BOLD, gap=20)
        sheet.line(occasion)
        sheet.line("finn@example.org")
        sheet.heading("SKILLS")
        sheet.line("Drafting, Research, Excel")
        assert read(sheet.pdf()).summary is None


def test_until_now_is_kept_in_the_words_of_the_page() -> None:
    for written in ("Till Now", "Till Date", "until now"):
        sheet = Sheet()
        sheet.line("Youssef Aziz", size=20, font=BOLD, gap=20)
        sheet.heading("Experience")
        sheet.line("Front Office Supervisor", font=BOLD)
        sheet.line("Marina Hotel")
        sheet.line(f"From October 2021 {written}")
        sheet.bullets("Handled three shifts a day")
        [job] = read(sheet.pdf()).experiences
        assert (job.start_date, job.end_date) == ("October 2021", written)


def test_a_school_certificate_has_no_field_from_the_town_of_the_school() -> None:
    sheet = Sheet()
    sheet.line("Adaeze Bello", size=20, font=BOLD, gap=20)
    sheet.heading("Education")
    sheet.line("Queen of Peace Secondary School, Onitsha | WASSCE | 2005 - 2011")
    [study] = read(sheet.pdf()).education
    assert (study.degree, study.field, study.institution) == ("WASSCE", None, "Queen of Peace Secondary School")

"""Invented careers in teaching, science and languages."""

from __future__ import annotations

from tests.resume.corpus.model import Item, Job, Person, Study

TEACHER = Person(
    slug="teacher",
    name="Jean-Philippe O'Connell",
    email="jp.oconnell@example.com",
    phone="(613) 555-0119",
    location="Ottawa, Ontario",
    headline="Secondary School Teacher, Physics and Mathematics",
    summary="Bilingual teacher of physics who lets students break things, then calculate why they broke.",
    jobs=(
        Job(
            "Head of Science",
            "Rideau Heights Secondary School",
            "September 2019",
            "Present",
            (
                "Lead eleven teachers and a technician",
                "Raised enrolment in senior physics from 38 to 94 students",
                (
                    "Started an evening for parents in which they sit the quiz that their children sat the week "
                    "before, which has ended most discussions about marks"
                ),
                "Wrote a laboratory course that works with phones as sensors",
            ),
        ),
        Job(
            "Teacher of Physics",
            "École secondaire Lac-Brûlé",
            "September 2013",
            "June 2019",
            ("Taught grades 9 to 12 in French", "Coached the robotics team to two provincial finals"),
            place="Gatineau",
        ),
        Job("Supply Teacher", "Lanark County School Board", "January 2012", "June 2013"),
    ),
    studies=(
        Study("Bachelor of Education", "Intermediate/Senior", "Carillon University", "2011"),
        Study("Honours B.Sc.", "Physics", "Thousand Islands University", "2010", "2006"),
    ),
    skills=(
        (
            "",
            (
                "Curriculum design",
                "Assessment",
                "Robotics",
                "LabVIEW",
                "Google Classroom",
                "Differentiated instruction",
            ),
        ),
    ),
    certifications=("Ontario Certified Teacher, Ontario College of Teachers", "Standard First Aid"),
    languages=("English", "French"),
    volunteering=(
        Item("Organizer", "Ottawa Valley Science Fair", "2015 - present"),
        Item("Hut warden", "Gatineau Ski Club", "2010 - 2014"),
    ),
    awards=(Item("Teaching award for innovation in STEM", "Capital Education Foundation", "2022"),),
)

BIOLOGIST = Person(
    slug="biologist",
    name="Dr Aroha Te Whaiti-Clarke",
    email="a.tewhaiti@example.org",
    phone="+64 21 012 3456",
    location="Dunedin, New Zealand",
    headline="Marine biologist",
    summary=(
        "Marine biologist working on kelp, warming water and the people who live from both. "
        "Field leader, diver and patient writer of grant applications."
    ),
    jobs=(
        Job(
            "Senior Research Fellow",
            "Southern Coast Institute of Marine Science",
            "July 2019",
            "present",
            (
                "Lead the kelp restoration programme (NZ$2.3m, nine staff)",
                "Developed a method to count urchins from drone pictures",
                (
                    "Negotiated access to customary fishing areas with four iwi and wrote the agreement on "
                    "shared data that has since been taken over by two other institutes"
                ),
                "Supervise three PhD students",
            ),
        ),
        Job(
            "Postdoctoral Researcher",
            "Institut océanographique de Roscanvel",
            "May 2016",
            "June 2019",
            (
                "Sequenced 1,400 samples of brown algae",
                "Spent 110 days at sea",
                (
                    "Organised the sampling of the French Atlantic coast with six marine stations, from the "
                    "permits and the liquid nitrogen to the last label on the last tube"
                ),
            ),
        ),
        Job(
            "Fisheries Observer",
            "Ministry of Ocean Resources",
            "2009",
            "2011",
            description="Recorded catch and by-catch on eight voyages in the Southern Ocean.",
        ),
    ),
    studies=(
        Study("PhD", "Marine Ecology", "University of Foveaux", "2016", note="Thesis on the heat stress of Durvillaea"),
        Study("MSc", "Zoology", "University of Foveaux", "2012"),
        Study("BSc", "Biological Sciences", "Tasman Bay University", "2009"),
    ),
    skills=(
        ("Field", ("Scientific diving", "Boat handling", "Drone surveys")),
        ("Laboratory", ("qPCR", "Metabarcoding", "Flow cytometry")),
        ("Computing", ("R", "QGIS", "Git")),
    ),
    website="https://kelp.example.org",
    certifications=("Restricted Coastguard Master (Maritime New Zealand)", "Scientific Diver (ADAS)"),
    publications=(
        Item("Urchins from above: counting barrens by drone", "Journal of Kelp Research 9, 41-58", "2022"),
        Item("Heat tolerance differs between neighbouring reefs", "Austral Marine Letters 31, 7-19", "2020"),
        Item("A cheap light logger for the intertidal zone", "Limnology Notes 12, 88-93", "2018"),
        Item("Gene flow along a current: bull kelp around Foveaux Strait", "Molecular Shores 4, 201-219", "2017"),
        Item("What fishermen know about kelp and why nobody asked them", "People and Reefs 2, 5-23", "2016"),
        Item("Durvillaea under lamps: a protocol", "Notes on Algal Culture 27, 12-15", "2015"),
    ),
    awards=(Item("Early career medal", "Royal Society of the Southern Islands", "2020"),),
)

TRANSLATOR = Person(
    slug="translator",
    name="Nguyễn Thị Minh Châu",
    email="minhchau.nguyen@example.com",
    phone="+84 91 234 56 78",
    location="Da Nang, Vietnam",
    headline="Conference interpreter and translator",
    summary="Interpreter between Vietnamese, English and Japanese for fisheries, patents and the occasional wedding.",
    jobs=(
        Job(
            "Freelance Interpreter",
            "Various clients",
            "2018",
            "Now",
            (
                "Interpreted simultaneously at 70 conferences, among them four ministerial meetings",
                "Translate patents for a chemical company, 400 pages a year",
                (
                    "Whispered for a delegation of shipbuilders through eleven days of negotiations in "
                    "Yokohama, Kure and Nagasaki"
                ),
            ),
        ),
        Job(
            "In-house Translator",
            "Hải Vân Seafood JSC",
            "2014",
            "2018",
            ("Built a term base of 6,000 entries", "Interpreted at audits of buyers from Osaka and Hull"),
        ),
        Job("Language Assistant", "Minato English School", "2012", "2014", place="Kobe"),
    ),
    studies=(
        Study("Master of Arts", "Conference Interpreting", "Kansai Graduate School of Languages", "2014", "2012"),
        Study("Bachelor of Arts", "English Philology", "Central Coast University", "2012", "2008"),
    ),
    skills=(
        (
            "",
            (
                "Simultaneous interpreting",
                "Consecutive interpreting",
                "Terminology",
                "Trados Studio",
                "memoQ",
                "Subtitling",
            ),
        ),
    ),
    linkedin="https://www.linkedin.com/in/minh-chau-interprets",
    certifications=("JLPT N1, Japan Foundation", "Certified Conference Interpreter, Vietnam Translators Guild"),
    languages=("Vietnamese", "English", "Japanese"),
    interests=("Freediving", "Calligraphy"),
)

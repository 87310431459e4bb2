"""Invented careers in building, drawing and flying."""

from __future__ import annotations

from tests.resume.corpus.model import Item, Job, Person, Study

CIVIL = Person(
    slug="civil",
    name="Muhammad Hafiz bin Abdul Rahim",
    email="hafiz.rahim@example.org",
    phone="+65 8123 4567",
    location="Singapore",
    headline="Senior Civil Engineer",
    summary="Geotechnical and tunnelling engineer, nine kilometres of bored tunnel built and none of them leaking.",
    jobs=(
        Job(
            "Senior Civil Engineer",
            "Temasek Straits Consultants Pte Ltd",
            "10/2018",
            "Present",
            (
                "Design lead for two cut-and-cover stations in marine clay",
                "Introduced the observational method and saved 900 tonnes of strutting",
                (
                    "Wrote the station box's instrumentation plan (inclinometers, piezometers, 212 settlement "
                    "markers) and read it with the contractor every single morning for two years"
                ),
                "Check 3D finite element models of colleagues in PLAXIS",
            ),
        ),
        Job(
            "Site Engineer",
            "Hock Seng Tunnelling JV",
            "07/2014",
            "09/2018",
            (
                "Supervised two tunnel boring machines below occupied flats",
                (
                    "Planned 41 interventions under compressed air and the change of 620 cutter discs together "
                    "with the divers, the safety officer and the machine's maker"
                ),
                "Kept settlement under 12 mm",
            ),
        ),
        Job("Graduate Engineer", "Lembah Design Associates", "08/2012", "06/2014", place="Johor Bahru"),
    ),
    studies=(
        Study("MEng", "Geotechnical Engineering", "Straits University of Technology", "2018"),
        Study("BEng (Hons)", "Civil Engineering", "Universiti Teknologi Lembah", "2012"),
    ),
    skills=(
        ("Software", ("PLAXIS", "Civil 3D", "Revit", "STAAD.Pro")),
        ("Methods", ("Observational method", "Ground treatment", "Instrumentation")),
    ),
    certifications=(
        "Professional Engineer (Civil), Professional Engineers Board Singapore",
        "WSQ Supervise Construction Work",
    ),
    languages=("English", "Malay"),
    publications=(Item("Strut loads in soft marine clay", "Proceedings of the Asian Tunnelling Days", "2020"),),
)

ARCHITECT = Person(
    slug="architect",
    name="Ελένη Μαυρογιάννη",
    email="eleni.mavrogianni@example.com",
    phone="+30 694 123 4567",
    location="Thessaloniki, Greece",
    headline="Architect",
    summary="Architect of schools and small museums, at home on scaffolding and in the planning office alike.",
    jobs=(
        Job(
            "Project Architect",
            "Studio Keramos",
            "Nov 2017",
            "today",
            (
                "Led the extension of the Archaeological Museum of Lefkonisi from competition to opening",
                "Coordinated eleven consultants in one shared model",
                (
                    "Defended the design before the Central Archaeological Council in three hearings and kept "
                    "the competition's courtyard, its light and its old plane tree"
                ),
                "Turned a tobacco warehouse into a primary school for 240 children",
            ),
        ),
        Job(
            "Architect",
            "Van der Aa Kolen Architecten",
            "Feb 2014",
            "Oct 2017",
            ("Detailed timber façades of two libraries",),
            place="Utrecht",
        ),
        Job("Junior Architect", "Fotiadou & Partners", "2012", "2013", ("Surveyed 30 listed houses in Ano Poli",)),
    ),
    studies=(
        Study("Master of Science", "Sustainable Design", "Lowlands University of Technology", "2014", "2013"),
        Study("Diploma", "Architectural Engineering", "Thermaic Technical University", "2012", "2006"),
    ),
    skills=(("", ("ArchiCAD", "Rhino", "Grasshopper", "Timber construction", "Conservation", "Tendering")),),
    linkedin="https://www.linkedin.com/in/eleni-mavrogianni",
    website="https://mavrogianni.example.org",
    certifications=("Passive House Designer, Passive House Institute",),
    languages=("Greek", "English", "Dutch"),
    awards=(Item("Young Architects Prize, shortlist", "Hellenic Design Biennale", "2021"),),
    projects=(Item("Summer pavilion of reed", "Built with students on the Axios delta", "2019"),),
)

DESIGNER = Person(
    slug="designer",
    name="noa ben-ari",
    email="hello@noabenari.example",
    phone="054-123-4567",
    location="Tel Aviv",
    headline="Graphic designer & lettering artist",
    summary="I draw letters, and then everything around them: packaging, signs, small identities for stubborn people.",
    jobs=(
        Job(
            "Independent designer",
            "Self-employed",
            "2019",
            "present",
            (
                "Packaging for a date farm, now on shelves in nine countries",
                "Trilingual wayfinding for a hospital of 1,100 beds",
                "Variable typeface in Hebrew, Latin and Arabic, licensed by two newspapers",
            ),
        ),
        Job(
            "Art director",
            "Studio Pomegranate",
            "2015",
            "2019",
            ("Four identities a year from sketch to guidelines", "Taught interns how to kern"),
        ),
        Job(
            "Junior designer",
            "Kikar Print House",
            "2012",
            "2015",
            description="Prepress, posters and many business cards.",
        ),
    ),
    studies=(Study("B.Des.", "Visual Communication", "Carmel Academy of Art", "2012"),),
    skills=(("", ("Lettering", "Packaging", "Wayfinding", "Glyphs", "Illustrator", "InDesign", "Risograph")),),
    website="https://noabenari.example",
    languages=("Hebrew", "English", "Arabic"),
    awards=(Item("Certificate of Typographic Excellence", "Type Guild", "2022"),),
)

PILOT = Person(
    slug="pilot",
    name="Eirik Sørbø Haugland",
    email="eirik.haugland@example.net",
    phone="+47 406 12 345",
    location="Bergen, Norway",
    headline="Captain, helicopter and turboprop",
    summary="Captain with 6,400 hours, half of them offshore at night and most of those in weather.",
    jobs=(
        Job(
            "Captain DHC-8",
            "Vestvind Regional",
            "12 May 2017",
            "present",
            (
                "Fly 620 hours a year on short runways along the coast",
                "Line training captain since 2020, 14 first officers released",
            ),
        ),
        Job(
            "First Officer S-92",
            "Nordsjø Helikopter AS",
            "1 March 2011",
            "30 April 2017",
            (
                "Crew change and search and rescue from Sola and Brønnøysund",
                "Member of the flight data monitoring group",
            ),
        ),
        Job(
            "Flight Instructor",
            "Aurora Flight Academy",
            "June 2008",
            "February 2011",
            description="Taught instrument and night flying to 35 students, all of whom passed.",
            place="Tromsø",
        ),
    ),
    studies=(Study("Bachelor", "Aviation", "Northern Lights University", "2008", "2005"),),
    skills=(("", ("Crew resource management", "Line training", "Flight data monitoring", "Short runway operations")),),
    certifications=(
        "ATPL(A), Norwegian Civil Aviation Authority",
        "ATPL(H), Norwegian Civil Aviation Authority",
        "Type rating DHC-8",
        "Type rating SK92",
        "Class 1 medical",
        "Type rating instructor (Aurora Flight Academy)",
    ),
    languages=("Norwegian", "English"),
    interests=("Cross-country skiing", "Fiddle"),
)

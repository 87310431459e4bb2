"""Invented careers that need two to four pages."""

from __future__ import annotations

from tests.resume.corpus.model import Item, Job, Person, Study

OPERATIONS = Person(
    slug="operations",
    name="Rosalind T. Achterberg",
    email="rosalind.achterberg@example.com",
    phone="+1 414-555-0162",
    location="Milwaukee, Wisconsin",
    headline="Director of Operations, Food Manufacturing",
    summary=(
        "Operations leader with nineteen years in dairies, bakeries and frozen food. Has opened two plants, closed one "
        "with decency, and turned around three. At home on the night shift as much as in the boardroom, and known for "
        "supervisors who stay."
    ),
    jobs=(
        Job(
            "Director of Operations",
            "Kettle Moraine Foods, Inc.",
            "June 2018",
            "Present",
            (
                "Run four plants with 1,150 employees and a budget of $212 million, reporting to the chief executive",
                "Raised equipment effectiveness from 61% to 79% in three years with a maintenance planner on each line",
                "Moved pizza production from Racine to Sheboygan without one missed delivery and with an offer for all",
                "Negotiated two labor agreements with three unions, each ratified on the first vote",
                "Cut water use per pound of product by 27% with a closed cooling loop and a new cleaning schedule",
                "Introduced a daily tier meeting that brings a problem from the line to the director in four hours",
            ),
            "Accountable for safety, quality, cost and delivery of all frozen and chilled products.",
            "Milwaukee, WI",
        ),
        Job(
            "Plant Manager, Sheboygan",
            "Kettle Moraine Foods, Inc.",
            "February 2014",
            "May 2018",
            (
                "Led 310 people in three shifts through the start of two high-speed lines, on time and 4% under budget",
                "Brought recordable injuries from 5.2 to 1.1 per 200,000 hours, the lowest figure of the group",
                "Passed eleven customer audits and two unannounced inspections with no major finding",
                "Set up an apprenticeship for electromechanics with Lakeshore Technical Institute; 22 graduates so far",
            ),
            place="Sheboygan, WI",
        ),
        Job(
            "Production Manager",
            "Kettle Moraine Foods, Inc.",
            "August 2011",
            "January 2014",
            (
                "Planned the work of 140 operators on six lines, including all seasonal staff",
                "Shortened changeovers from 95 to 38 minutes after filming them together with the crews",
                "Replaced paper batch records by tablets and so found the cause of a recurring weight deviation",
            ),
            place="Sheboygan, WI",
        ),
        Job(
            "Continuous Improvement Engineer",
            "Prairie Crust Bakeries",
            "2008",
            "2011",
            (
                "Trained 60 team leaders in problem solving and coached them through 45 projects",
                "Saved $1.9 million a year in flour, gas and overtime, as confirmed by the controller",
            ),
            "Travelled between five bakeries in three states.",
            "Cedar Rapids, IA",
        ),
        Job(
            "Quality Technician",
            "Driftless Dairy Cooperative",
            "2005",
            "2008",
            (
                "Sampled and released raw milk and cheese curd for a plant that takes 90 trucks a day",
                "Wrote the allergen program that later became the standard of the cooperative",
            ),
            place="Viroqua, WI",
        ),
    ),
    studies=(
        Study("Master of Business Administration", None, "Lake Bluff School of Management", "2013", "2011"),
        Study("Bachelor of Science", "Food Engineering", "Kickapoo State University", "2005", "2001"),
    ),
    skills=(
        ("Operations", ("Lean manufacturing", "Capital projects", "Labor relations", "Network design", "S&OP")),
        ("Food safety", ("HACCP", "Allergen control", "Root cause analysis", "Crisis management")),
        ("Systems", ("SAP PP", "Ignition", "Power BI", "Minitab")),
    ),
    linkedin="https://www.linkedin.com/in/rosalind-achterberg",
    certifications=(
        "Six Sigma Black Belt, Great Lakes Quality Guild",
        "Preventive Controls Qualified Individual (FSPCA)",
        "Certified Supply Chain Professional, ASCM",
    ),
    languages=("English", "Spanish"),
    volunteering=(
        Item("Board Treasurer", "Walnut Street Food Pantry", "2016 - present"),
        Item("Mentor", "Girls Build It Milwaukee", "2019 - 2023"),
    ),
    awards=(Item("Plant of the Year", "Midwest Frozen Food Council", "2017"),),
    interests=("Curling", "Sourdough", "Canoeing"),
)

PLATFORM = Person(
    slug="platform",
    name="Hamish Okoro-Lindgren",
    email="hamish@okoro-lindgren.example",
    phone="+44 7700 900614",
    location="Dundee, Scotland",
    headline="Principal Platform Engineer",
    summary=(
        "Platform engineer who has carried a pager for fourteen years and spent most of them making it ring less. "
        "Builds paved roads that product teams choose freely: deployments, observability and databases."
    ),
    jobs=(
        Job(
            "Principal Platform Engineer",
            "Tayside Ledger Ltd",
            "Apr 2021",
            "Present",
            (
                "Designed the platform (Kubernetes, Crossplane, Backstage) on which 34 teams deploy 220 services",
                "Brought the median lead time of a change from nine days to fifty minutes",
                "Halved the cloud bill to £1.4m a year with spot capacity and a weekly report that people read",
                "Wrote the incident process; major incidents fell from 31 to 9 a year, each with a public review",
                "Interviewed 140 candidates and mentor six engineers, two of whom are now staff engineers",
            ),
            place="Dundee",
        ),
        Job(
            "Senior Site Reliability Engineer",
            "Tayside Ledger Ltd",
            "Jan 2018",
            "Apr 2021",
            (
                "Moved 1.8 TB of PostgreSQL to a new region with 40 seconds of read-only time",
                "Introduced service level objectives and error budgets, first for payments and then for every service",
                "Replaced hand-written alerts by burn rates and so cut pages at night by 83%",
            ),
            place="Dundee",
        ),
        Job(
            "DevOps Consultant",
            "Self-employed",
            "2016",
            "2017",
            (
                "Continuous delivery for a ferry operator, two councils and a publisher of school books",
                "Taught 25 two-day courses on Terraform, Ansible and Git",
            ),
            place="Remote",
        ),
        Job(
            "Systems Administrator",
            "Broughty Telecom plc",
            "Sept 2012",
            "Dec 2015",
            (
                "Kept 400 Linux servers of a billing platform patched, backed up and documented",
                "Automated the installation of base stations with PXE and Ansible, from two days to one hour",
                "On call in a rota of four",
            ),
            place="Edinburgh",
        ),
        Job(
            "Junior Network Technician",
            "Angus Schools IT Partnership",
            "Aug 2010",
            "Aug 2012",
            description="Cabling, switches and wireless for 61 schools, and a help desk for eleven hundred teachers.",
            place="Forfar",
        ),
    ),
    studies=(
        Study("BSc (Hons)", "Computing", "North Tay University", "2010", "2006", note="First class"),
        Study("Higher National Certificate", "Electronics", "Carnoustie College", "2006"),
    ),
    skills=(
        ("Languages", ("Go", "Python", "Bash", "SQL", "TypeScript")),
        ("Infrastructure", ("Kubernetes", "Terraform", "Crossplane", "Ansible", "AWS", "Linux")),
        ("Data", ("PostgreSQL", "Kafka", "Redis", "ClickHouse")),
        ("Observability", ("Prometheus", "Grafana", "OpenTelemetry", "Loki")),
    ),
    linkedin="https://www.linkedin.com/in/hamishokorolindgren",
    website="https://okoro-lindgren.example",
    certifications=(
        "Certified Kubernetes Security Specialist (CNCF)",
        "Solutions Architect Professional (AWS)",
        "HashiCorp Certified: Terraform Associate",
    ),
    languages=("English", "Swedish", "Igbo"),
    projects=(
        Item("nightowl", "A pager simulator for on-call training, used by about 90 companies", "2020"),
        Item("tidetable", "Go library and command line tool for tides of Scottish harbours", "2017"),
    ),
    publications=(Item("Error budgets for people without errors", "Talk at Northern Reliability Days", "2022"),),
    volunteering=(Item("Crew", "Broughty Ferry Inshore Lifeboat", "since 2014"),),
)

HISTORIAN = Person(
    slug="historian",
    name="Dr. Ilse Vandermeulen-Adeyemi",
    email="i.vandermeulen@example.edu",
    phone="+32 470 12 34 56",
    location="Ghent, Belgium",
    headline="Historian of trade and navigation",
    summary=(
        "Historian of early modern trade, with a weakness for account books. Teaches in English, Dutch and French and "
        "has led two funded projects on the merchants of the southern North Sea."
    ),
    jobs=(
        Job(
            "Associate Professor of Early Modern History",
            "University of the Scheldt",
            "October 2019",
            "Present",
            (
                "Principal investigator of “Ledgers of the Sea” (€1.2 million, four doctoral students, one archivist)",
                "Redesigned the first-year course in palaeography, now taken by 180 students a year",
                "Head of the examination board of the Faculty of Arts from 2021 to 2024",
            ),
            place="Ghent",
        ),
        Job(
            "Assistant Professor",
            "University of the Scheldt",
            "October 2014",
            "September 2019",
            (
                "Taught nine courses, among them maritime history, statistics for historians and Latin for beginners",
                "Supervised 31 master's theses",
            ),
            place="Ghent",
        ),
        Job(
            "Postdoctoral Fellow",
            "Institute for Atlantic Studies",
            "2012",
            "2014",
            description="Transcribed and encoded 14,000 pages of toll registers and made them searchable.",
            place="Lisbon",
        ),
        Job(
            "Assistant Archivist",
            "City Archive of Oostkapelle",
            "2006",
            "2008",
            ("Catalogued the papers of a family of shipbuilders, 38 metres of shelf",),
        ),
    ),
    studies=(
        Study("Ph.D.", "History", "Walcheren University", "2012", "2008", note="Thesis: Salt, herring and credit"),
        Study("M.A.", "Archival Studies", "Walcheren University", "2006", "2005"),
        Study("B.A.", "History", "Universiteit Zwinstreek", "2005", "2002"),
    ),
    skills=(("", ("Palaeography", "TEI XML", "R", "QGIS", "Grant writing", "Latin transcription", "Oral history")),),
    website="https://vandermeulen.example.edu",
    certifications=("University Teaching Qualification, Flemish Council of Universities",),
    languages=("Dutch", "English", "French", "Yoruba"),
    publications=(
        Item("Salt, Herring and Credit: Merchants of the Scheldt, 1570-1650", "Polder University Press", "2016"),
        Item("Who insured the herring fleet?", "Journal of North Sea History 11, 203-229", "2023"),
        Item("A widow's ledger and its silences", "Past Accounts 38, 44-71", "2021"),
        Item("Counting barrels: units of volume in toll registers", "Metrologia Historica 6, 9-35", "2018"),
        Item("The notary as broker", "Low Countries Review of Law and Trade 2, 120-141", "2015"),
    ),
    awards=(
        Item("Prize for the best first book", "Society for Maritime History", "2017"),
        Item("Teaching award of the Faculty of Arts", "University of the Scheldt", "2022"),
    ),
    volunteering=(Item("Chair", "Friends of the Lighthouse Museum", "2015 - 2020"),),
)

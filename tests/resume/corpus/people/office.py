"""Invented careers in law, trade, money and management."""

from __future__ import annotations

from tests.resume.corpus.model import Item, Job, Person, Study

LAWYER = Person(
    slug="lawyer",
    name="Marguerite A. Delacroix-Hughes",
    email="m.delacroix-hughes@example.com",
    phone="(504) 555-0187",
    location="New Orleans, LA",
    headline="Maritime Counsel",
    summary=(
        "Maritime attorney with twelve years of litigation and contracts for ports, pilots and insurers; "
        "admitted in Louisiana and Texas."
    ),
    jobs=(
        Job(
            "Of Counsel",
            "Thibodeaux, Marsh & Pell LLP",
            "April 2021",
            "Present",
            (
                "Defended a dredging contractor in a $48 million allision claim, dismissed on summary judgment",
                "Draft charter parties and towage contracts for three Gulf ports",
                (
                    "Advised a pilots' association on fatigue rules and negotiated them with the Coast Guard, "
                    "the port authority and four shipping lines over fourteen months"
                ),
                (
                    "Built a clause library (charter, towage, salvage, bunker supply) that cut the drafting "
                    "time of a standard contract from two days to four hours"
                ),
                "Chair the firm's pro bono committee",
            ),
            place="New Orleans, LA",
        ),
        Job(
            "Senior Associate",
            "Thibodeaux, Marsh & Pell LLP",
            "September 2016",
            "March 2021",
            (
                "Took 31 depositions and second-chaired four trials",
                (
                    "Briefed and argued an appeal on the seaworthiness of a jack-up rig before the Fifth "
                    "Circuit, affirmed in full; the opinion has been cited in nine later cases"
                ),
            ),
            place="New Orleans, LA",
        ),
        Job(
            "Law Clerk to the Hon. Eugene R. Batiste",
            "U.S. District Court, Eastern District of Louisiana",
            "August 2015",
            "August 2016",
            description="Drafted bench memoranda and opinions in admiralty, contract and civil rights cases.",
        ),
        Job(
            "Associate",
            "Galveston Bay Legal Group",
            "2012",
            "2015",
            ("Handled Jones Act claims from intake to settlement", "Wrote a quarterly client letter on salvage law"),
            place="Houston, TX",
        ),
    ),
    studies=(
        Study("Juris Doctor", None, "Pontchartrain University School of Law", "May 2012", note="magna cum laude"),
        Study("B.A.", "History and French", "Whitcomb College", "2009"),
    ),
    skills=(("", ("Litigation", "Depositions", "Charter parties", "Marine insurance", "Westlaw", "Relativity")),),
    linkedin="https://www.linkedin.com/in/margueritedelacroix",
    certifications=("Louisiana State Bar", "Texas State Bar"),
    languages=("English", "French"),
    publications=(
        Item("Who Pays for a Drifting Barge?", "Gulf Maritime Law Review 22", "2019"),
        Item("Salvage After the Storm", "Port and Harbor Quarterly", "2017"),
    ),
    volunteering=(Item("Board Member", "Crescent Legal Aid", "2018-2022"),),
)

ACCOUNTANT = Person(
    slug="accountant",
    name="Wanjiru Kamau",
    email="wanjiru.kamau@example.com",
    phone="+254 712 345 678",
    location="Nairobi, Kenya",
    headline="Finance Manager",
    summary=(
        "Chartered accountant who closes the month in four days. "
        "Experience in audit, tea exports and a growing solar company, always close to operations."
    ),
    jobs=(
        Job(
            "Finance Manager",
            "Juakali Solar Ltd",
            "Jan. 2021",
            "Present",
            (
                "Shortened the monthly close from 15 to 4 working days",
                "Raised KES 410m of debt from two development banks",
                "Lead nine people in treasury, tax and reporting",
                (
                    "Prepared the company for its first audit under IFRS 9 and IFRS 16, with expected credit "
                    "losses on 140,000 pay-as-you-go contracts modelled in-house"
                ),
            ),
        ),
        Job(
            "Accountant",
            "Kericho Leaf Exporters",
            "Mar. 2017",
            "Dec. 2020",
            (
                "Hedged dollar income with forwards of up to six months",
                "Moved the ledger from spreadsheets to Sage 300",
            ),
        ),
        Job(
            "Audit Associate",
            "Odhiambo Pierce & Co.",
            "Sept. 2014",
            "Feb. 2017",
            ("Audited 12 clients in farming, transport and microfinance",),
        ),
    ),
    studies=(
        Study(
            "Bachelor of Commerce", "Accounting", "Mount Longonot University", "Dec. 2013", note="First Class Honours"
        ),
    ),
    skills=(
        ("Finance", ("IFRS", "Cash forecasting", "Transfer pricing", "Hedging")),
        ("Systems", ("Sage 300", "QuickBooks", "Power Query")),
    ),
    linkedin="https://www.linkedin.com/in/wanjirukamau-cpa",
    certifications=("CPA(K), Institute of Certified Public Accountants of Kenya", "Certificate in ESG Reporting"),
    languages=("English", "Kiswahili", "Kikuyu"),
    awards=(Item("Finance team of the year, small companies", "East Africa CFO Forum", "2023"),),
)

SALES = Person(
    slug="sales",
    name="Terrence J. Boudreau III",
    email="tj.boudreau@example.net",
    phone="+1 617-555-0142",
    location="Boston, Massachusetts",
    headline="Regional Sales Manager | Medical Devices",
    summary="Quota carrier turned coach: eleven straight quarters above plan with a team nobody wanted to inherit.",
    jobs=(
        Job(
            "Regional Sales Manager",
            "Halcyon Orthopedics, Inc.",
            "Q2 2020",
            "Present",
            (
                "$31M territory, 112% of plan in 2023, 118% in 2022",
                "Rebuilt a team of nine; six were promoted to president's club",
                (
                    "Designed a 90-day onboarding with ride-alongs, a reading list and weekly deal reviews; new "
                    "hires reach full quota in month seven instead of month twelve"
                ),
                "Won the Three Rivers hospital group (14 sites) from an incumbent of 20 years",
            ),
        ),
        Job(
            "Account Executive",
            "Pulsewright Diagnostics",
            "Fall 2016",
            "Spring 2020",
            ("Opened 45 new accounts across New England", "Cut the average sales cycle from 210 to 140 days"),
        ),
        Job("Sales Development Representative", "Copperline Software", "Summer 2014", "Fall 2016"),
    ),
    studies=(Study("BBA", "Marketing", "Quabbin State University", "Spring 2014"),),
    skills=(
        (
            "",
            (
                "Territory planning",
                "Challenger selling",
                "Salesforce",
                "Gong",
                "Forecasting",
                "Negotiation",
                "Coaching",
            ),
        ),
    ),
    linkedin="https://www.linkedin.com/in/tjboudreau3",
    awards=(Item("President's Club", "Halcyon Orthopedics", "2021, 2022, 2023"),),
    interests=("Rowing", "Barbecue judging"),
)

PRODUCT = Person(
    slug="product",
    name="Soo-ah Kim-Lindqvist",
    email="sooah@example.com",
    phone="+46 70 174 06 05",
    location="Malmö, Sweden",
    headline="Product Manager, Mobility",
    summary="",
    jobs=(
        Job(
            "Group Product Manager",
            "Cykelbolaget Norden AB",
            "2022/03",
            "Ongoing",
            (
                "Set the roadmap of the rental app with 1.2 million riders in five cities",
                "Raised completed rentals by 17% after rewriting the unlock flow",
                (
                    "Negotiated data sharing with three city governments, so that lanes could be planned from "
                    "anonymous trips instead of from counting strips on a few crossings"
                ),
                (
                    "Stopped two projects worth 4 million kronor after small experiments had shown that riders "
                    "did not care"
                ),
            ),
            "Heads four product managers and reports to the managing director.",
        ),
        Job(
            "Product Manager",
            "Cykelbolaget Norden AB",
            "2019/09",
            "2022/02",
            ("Launched day passes and paid for them in nine weeks", "Ran 60 interviews with commuters"),
        ),
        Job(
            "Business Analyst",
            "Haneul Rail Systems",
            "2016/01",
            "2019/06",
            ("Modelled the timetable of two airport lines", "Wrote the specification for ticket gates"),
            place="Busan",
        ),
    ),
    studies=(
        Study("MSc", "Industrial Engineering", "Öresund Institute of Technology", "2015", "2013"),
        Study("BEng", "Systems Engineering", "Dongnae University", "2013", "2009"),
    ),
    skills=(("", ("Roadmapping", "User interviews", "SQL", "Amplitude", "Figma", "Jira", "OKRs", "Pricing")),),
    linkedin="https://www.linkedin.com/in/sooahkl",
    website="https://sooah.example.net",
    certifications=("Certified Scrum Product Owner (Scrum Alliance)",),
    languages=("Korean", "Swedish", "English"),
    projects=(Item("Bike parking map of Malmö", "Open data of 8,000 racks, kept up by volunteers", "2021"),),
)

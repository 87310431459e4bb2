"""Invented careers in trades and crafts."""

from __future__ import annotations

from tests.resume.corpus.model import Item, Job, Person, Study

ELECTRICIAN = Person(
    slug="electrician",
    name="Darren McAllister",
    email="darren.mcallister@example.net",
    phone="0491 570 156",
    location="Newcastle, NSW",
    headline="Licensed A-Grade Electrician",
    summary="Industrial electrician. Fifteen years on coal terminals and solar farms, no lost-time injury.",
    jobs=(
        Job(
            "Leading Hand Electrician",
            "Kooragang Power & Control Pty Ltd",
            "January 2018",
            "Current",
            (
                "Run a crew of seven on shutdowns of two ship loaders",
                "Commissioned 38 variable speed drives from 15 to 400 kW",
                (
                    "Rewrote the isolation procedure for conveyor galleries after a near miss; it is now the "
                    "standard at all five terminals of the group"
                ),
                "Took over fault finding on the 11 kV switchroom after hours",
            ),
            "Hired as the first site electrician of a new branch that now employs thirty.",
        ),
        Job(
            "Electrical Fitter",
            "Hunter Sun Farms",
            "June 2013",
            "December 2017",
            (
                "Wired and tested 90 MW of photovoltaic arrays near Muswellbrook",
                "Kept the test records on which the connection to the grid was granted",
            ),
        ),
        Job("Apprentice Electrician", "Bellbird Electrical Services", "February 2009", "May 2013"),
    ),
    studies=(Study("Certificate III", "Electrotechnology Electrician", "TAFE Hunter Valley", "2013"),),
    skills=(
        (
            "",
            (
                "Fault finding",
                "PLC programming",
                "Siemens TIA Portal",
                "Switchboards",
                "Cable jointing",
                "Test and tag",
            ),
        ),
    ),
    certifications=(
        "Electrical Licence A-Grade, NSW Fair Trading",
        "High Risk Work Licence WP, SafeWork NSW",
        "Confined Space Entry",
        "Low Voltage Rescue",
    ),
    interests=("Surf lifesaving", "Restoring valve radios"),
)

CHEF = Person(
    slug="chef",
    name="Tomás Quiroga Valdés",
    email="chef.quiroga@example.com",
    phone="+56 2 2345 6789",
    location="Santiago, Chile",
    headline="Executive Chef",
    summary="",
    jobs=(
        Job(
            "Executive Chef",
            "Hotel Los Coihues",
            "Since 2021",
            None,
            (
                "Responsible for three kitchens, 54 cooks and 900 covers a day",
                "Lowered food cost from 34 to 28 percent without touching the quality of the fish",
                "Opened the restaurant Merken, booked out for its first eleven months",
            ),
            place="Santiago",
        ),
        Job(
            "Sous Chef",
            "Brasserie Marchmont",
            "2016",
            "2021",
            ("Ran the pass on five evenings a week", "Built a pastry section of four from nothing"),
            place="Edinburgh",
        ),
        Job(
            "Chef de Partie",
            "The Gilded Heron",
            "2013",
            "2016",
            ("Worked every station, sauces longest",),
            place="London",
        ),
        Job("Commis Chef", "Casa Aurelia", "2011", "2013", place="Valparaíso"),
    ),
    studies=(Study("Diploma", "Culinary Arts", "Escuela de Cocina del Pacífico", "2011", "2009"),),
    skills=(("", ("Menu engineering", "Food costing", "HACCP", "Butchery", "Pastry", "Supplier contracts")),),
    linkedin="https://www.linkedin.com/in/tomas-quiroga-chef/",
    languages=("Spanish", "English", "French"),
    awards=(
        Item("Silver ladle", "Copa Culinaria del Sur", "2019"),
        Item("Best new restaurant", "Guía Mesa Abierta", "2022"),
    ),
)

WAREHOUSE = Person(
    slug="warehouse",
    name="Kwabena Asante",
    email="kwabena.asante@example.com",
    phone="07700 900461",
    location="Daventry, Northamptonshire",
    headline="Warehouse Team Leader",
    summary="Hands-on team leader in chilled distribution. I like a tidy yard and lorries that leave on time.",
    jobs=(
        Job(
            "Warehouse Team Leader",
            "Brightfreight Chilled",
            "Aug 2019",
            "Now",
            (
                "Lead 28 pickers and 6 forklift drivers on the late shift",
                "Raised pick rates from 145 to 190 cases an hour by moving fast lines to the front",
                "Halved mispicks after introducing voice picking",
                (
                    "Look after the yard as well: 60 doors, two shunters and a book of arrival slots that "
                    "drivers have learnt to believe in, most days"
                ),
            ),
        ),
        Job(
            "Forklift Driver",
            "Brightfreight Chilled",
            "Nov 2016",
            "Jul 2019",
            ("Loaded 22 trailers a shift", "First aider on site"),
        ),
        Job("Picker/Packer", "Ridgeway Parcels", "Summer 2015", "Nov 2016"),
        Job("Kitchen Porter", "The Old Weir Hotel", "2013", "2015"),
    ),
    studies=(
        Study("NVQ Level 3", "Warehousing and Storage", "Moulton Vale College", "2020"),
        Study("GCSEs", None, "Braunston Road Academy", "2013", note="7 at grades A to C including Maths and English"),
    ),
    skills=(
        (
            "",
            (
                "Voice picking",
                "Reach truck",
                "Counterbalance",
                "Stock control",
                "SAP EWM",
                "Shift planning",
                "Manual handling",
            ),
        ),
    ),
    certifications=("RTITB Reach Truck Licence", "First Aid at Work, St Crispin Training", "IOSH Working Safely"),
    volunteering=(Item("Under-11s football coach", "Daventry Rovers", "since 2018"),),
)

"""Invented careers in health and care."""

from __future__ import annotations

from tests.resume.corpus.model import Item, Job, Person, Study

NURSE = Person(
    slug="nurse",
    name="Siobhán Ní Fhearghail",
    email="siobhan.nifhearghail@example.com",
    phone="+353 85 012 3456",
    location="Galway, Ireland",
    headline="Clinical Nurse Manager, Intensive Care",
    summary=(
        "Intensive care nurse with eleven years at the bedside and four in charge of a unit. "
        "Calm in a crisis, stubborn about hand hygiene, and proud of a team that few people leave."
    ),
    jobs=(
        Job(
            "Clinical Nurse Manager II",
            "Corrib University Hospital",
            "Mar 2020",
            "Present",
            (
                "Lead 42 nurses across a 14-bed intensive care unit and a 6-bed high dependency unit",
                "Cut central line infections from 3.1 to 0.8 per 1,000 line days within two years",
                "Wrote the roster model that ended the use of agency staff on night shifts",
                (
                    "Set up a debriefing after each death or failed resuscitation, held within the same shift, "
                    "led by a nurse and open to porters, cleaners and students"
                ),
                "Supervise four students of the postgraduate diploma each term",
            ),
            place="Galway",
        ),
        Job(
            "Senior Staff Nurse, ICU",
            "Corrib University Hospital",
            "Sep 2015",
            "Mar 2020",
            (
                "Cared for ventilated patients after cardiac surgery, including two on ECMO",
                "Trained 60 colleagues in the use of the new infusion pumps before their launch",
            ),
            place="Galway",
        ),
        Job(
            "Staff Nurse",
            "St. Brendan's Hospice",
            "Oct 2011",
            "Aug 2015",
            (
                "Gave palliative care on a ward of 18 beds",
                "Introduced a bereavement call to each family after six weeks",
            ),
            place="Tralee",
        ),
    ),
    studies=(
        Study("Postgraduate Diploma", "Critical Care Nursing", "University of the Western Isles", "2016", "2015"),
        Study("Bachelor of Science", "General Nursing", "Shannon College of Health", "2011", "2007"),
    ),
    skills=(
        ("", ("Mechanical ventilation", "Haemodialysis", "Triage", "Wound care", "Rostering", "Clinical audit")),
        ("", ("MetaVision", "iSOFT")),
    ),
    linkedin="https://www.linkedin.com/in/siobhan-ni-fhearghail",
    certifications=(
        "Advanced Cardiac Life Support, Irish Heart Foundation",
        "Registered General Nurse, Nursing and Midwifery Board of Ireland",
    ),
    languages=("English", "Irish"),
    volunteering=(Item("Crew member", "Salthill Inshore Rescue Boat", "2013 - 2019"),),
)

PHARMACIST = Person(
    slug="pharmacist",
    name="Ngozi Adaeze Okonkwo-Bello",
    email="ngozi.okonkwo@example.org",
    phone="0803 123 4567",
    location="Lagos, Nigeria",
    headline="Superintendent Pharmacist",
    summary="Pharmacist who moved from the hospital counter to running a chain of nine community pharmacies.",
    jobs=(
        Job(
            "Superintendent Pharmacist",
            "GoodHarbour Pharmacies Ltd",
            "02/2019",
            "to date",
            (
                "Answer to the Council for nine shops with 31 pharmacists and 80 assistants",
                "Brought stock-outs of essential medicines down from 11% to 2% by a shared reorder list",
                "Negotiated prices with six wholesalers, saving 74 million naira a year",
            ),
        ),
        Job(
            "Hospital Pharmacist",
            "Ikeja Children's Hospital",
            "08/2014",
            "01/2019",
            description=(
                "Dispensed for the oncology and sickle cell clinics, prepared parenteral nutrition, "
                "and reviewed the charts of 40 inpatients a day together with the ward doctors."
            ),
        ),
        Job("Intern Pharmacist", "Abeokuta Federal Medical Centre", "09/2012", "09/2013"),
    ),
    studies=(
        Study("MPharm", "Clinical Pharmacy", "University of Benin City", "2017"),
        Study("B.Pharm.", None, "Olumo State University", "2012", note="Second Class Upper"),
    ),
    skills=(
        ("Practice", ("Medication review", "Compounding", "Vaccination", "Pharmacovigilance")),
        ("Business", ("Inventory control", "Price negotiation", "Odoo", "Microsoft Excel")),
    ),
    certifications=(
        "Fellow (West African Postgraduate College of Pharmacists)",
        "Immunisation Provider (Pharmacists Council of Nigeria)",
        "Good Distribution Practice",
    ),
    languages=("English", "Igbo", "Yoruba"),
    awards=(Item("Young Pharmacist of the Year", "Lagos State branch", "2018"),),
)

"""Invented careers in software, data and products."""

from __future__ import annotations

from tests.resume.corpus.model import Item, Job, Person, Study

DEVELOPER = Person(
    slug="developer",
    name="Agnieszka Wójcik",
    email="agnieszka.wojcik@example.com",
    phone="+48 512 345 678",
    location="Kraków, Poland",
    headline="Senior Backend Engineer",
    summary=(
        "Backend engineer who likes slow queries, because they get faster. "
        "Eight years of payments and logistics systems in Python, Go and PostgreSQL."
    ),
    jobs=(
        Job(
            "Senior Backend Engineer",
            "Parcelwise",
            "2021-04",
            "present",
            (
                "Split the tracking monolith into five services that take 9,000 events a second",
                "Reduced the p99 latency of the label API from 2.4 s to 310 ms",
                (
                    "Led the move from a self-managed PostgreSQL 11 cluster to partitioned PostgreSQL 15 with "
                    "logical replication, 6 TB in all and without a maintenance window"
                ),
                (
                    "Introduced contract tests between teams; incidents caused by incompatible messages fell "
                    "from two a month to one in the last year"
                ),
                "Mentor three juniors, two of whom were promoted",
            ),
        ),
        Job(
            "Backend Engineer",
            "Złoty Most Payments S.A.",
            "2018-01",
            "2021-03",
            (
                "Built the reconciliation of card settlements (Python, PostgreSQL, Airflow)",
                "Replaced nightly batch files by Kafka streams with exactly-once bookings",
                "On call one week in five; wrote the runbooks that halved the time to recover",
            ),
        ),
        Job("Junior Developer", "Studio Pięć", "2016-07", "2017-12", ("Wrote Django shops for nine small customers",)),
    ),
    studies=(
        Study("M.Sc.", "Computer Science", "Vistula University of Technology", "2016", "2014"),
        Study("B.Sc.", "Applied Mathematics", "Vistula University of Technology", "2014", "2011"),
    ),
    skills=(
        ("Languages", ("Python", "Go", "SQL", "TypeScript")),
        ("Data", ("PostgreSQL", "Kafka", "Redis", "ClickHouse")),
        ("Platform", ("Kubernetes", "Terraform", "GitLab CI", "Prometheus")),
    ),
    linkedin="https://www.linkedin.com/in/awojcik-dev",
    website="https://wojcik.example.com",
    certifications=("Certified Kubernetes Application Developer, Cloud Native Computing Foundation",),
    languages=("Polish", "English", "German"),
    projects=(
        Item("pgnap", "A tool that puts idle PostgreSQL test databases to sleep; 600 stars", "2020"),
        Item("Kraków tram clock", "An e-paper departure board for the hallway", "2022"),
    ),
)

ANALYST = Person(
    slug="analyst",
    name="Priya Raghunathan",
    email="priya.raghunathan@example.org",
    phone="+91 98765 43210",
    location="Bengaluru, India",
    headline="Data Analyst",
    summary="Data analyst turning clinic and claims data into decisions that a tired manager can read in a minute.",
    jobs=(
        Job(
            "Lead Data Analyst",
            "Neem Health Analytics Pvt. Ltd.",
            "Jul 2022",
            "Till date",
            (
                "Own the dashboards that 340 clinics open each morning",
                (
                    "Designed the star schema behind them in dbt and Snowflake, with tests on every key, so "
                    "that a wrong number is seen by us before it is seen by a clinic"
                ),
                "Forecast demand for vaccines within 6% by an ensemble of gradient boosted trees",
            ),
        ),
        Job(
            "Data Analyst",
            "Neem Health Analytics Pvt. Ltd.",
            "Jan 2020",
            "Jul 2022",
            ("Found 1.8 crore rupees of duplicate claims", "Moved 70 Excel reports to Power BI"),
        ),
        Job(
            "Graduate Trainee",
            "Deccan Insurance",
            "Jun 2018",
            "Dec 2019",
            description="Rotated through underwriting, claims and pricing and automated the monthly loss triangle.",
        ),
    ),
    studies=(
        Study("Master of Science", "Statistics", "Nilgiri Institute of Science", "2018", "2016", note="CGPA 8.9/10"),
        Study("Bachelor of Science", "Mathematics", "Sarojini College for Women", "2016", "2013"),
    ),
    skills=(
        ("Analysis", ("R", "pandas", "scikit-learn", "A/B testing")),
        ("Tools", ("Power BI", "Tableau", "dbt", "Snowflake", "Advanced Excel")),
    ),
    linkedin="https://in.linkedin.com/in/priya-raghunathan",
    certifications=("Power BI Data Analyst Associate (Microsoft)", "dbt Analytics Engineering (dbt Labs)"),
    publications=(
        Item("Missing data in rural immunisation registers", "Indian Journal of Applied Statistics 14(2)", "2021"),
    ),
)

"""Two real résumés, word for word as a person reads them from the picture of the page."""

# ruff: noqa: RUF001
# Why: the dashes and quotes of the pages.

from __future__ import annotations

import pytest

from intervue.resume.schema import ContactInfo, Education, Experience, ParsedResume
from tests.model_paths import SAMPLES
from tests.resume.reading import fields_of, read

RESUMES = SAMPLES / "resumes"
needs_samples = pytest.mark.skipif(
    not RESUMES.is_dir(), reason=f"{RESUMES} is absent; the same is tested with PDFs made by code in test_careers.py"
)


MODERN = ParsedResume(
    contact=ContactInfo(
        name="John Doe",
        email="hello@openresume.com",
        phone="123-456-7890",
        location="NYC, NY",
        linkedin="https://linkedin.com/in/john-doe",
    ),
    summary="Software engineer obsessed with building exceptional products that people love",
    experiences=[
        Experience(
            company="ABC Company",
            title="Software Engineer",
            start_date="May 2023",
            end_date="Present",
            highlights=[
                (
                    "Lead a cross-functional team of 5 engineers in developing a search bar, which enables thousands "
                    "of daily active users to search content across the entire platform"
                ),
                "Create stunning home page product demo animations that drives up sign up rate by 20%",
                "Write clean code that is modular and easy to maintain while ensuring 100% test coverage",
            ],
        ),
        Experience(
            company="DEF Organization",
            title="Software Engineer Intern",
            start_date="Summer 2022",
            end_date=None,
            highlights=[
                (
                    "Re-architected the existing content editor to be mobile responsive that led to a 10% increase in "
                    "mobile user engagement"
                ),
                "Created a progress bar to help users track progress that drove up user retention by 15%",
                "Discovered and fixed 5 bugs in the existing codebase to enhance user experience",
            ],
        ),
        Experience(
            company="XYZ University",
            title="Research Assistant",
            start_date="Summer 2021",
            end_date=None,
            highlights=[
                "Devised a new NLP algorithm in text classification that results in 10% accuracy increase",
                "Compiled and presented research findings to a group of 20+ faculty and students",
            ],
        ),
    ],
    education=[
        Education(
            institution="XYZ University",
            degree="Bachelor of Science",
            field="Computer Science",
            graduation_date="May 2023",
        )
    ],
    skills=[
        "HTML",
        "CSS",
        "Python",
        "TypeScript",
        "React",
        "C++",
        "React Hooks",
        "GraphQL",
        "Node.js",
        "SQL",
        "Postgres",
        "NoSql",
        "Redis",
        "REST API",
        "Git",
        "Teamwork",
        "Creative Problem Solving",
        "Communication",
        "Learning Mindset",
        "Agile",
    ],
)

EXPORT = ParsedResume(
    contact=ContactInfo(
        name="Leo Leopard", email="lleopard@laverne.edu", phone="(909) 555-5555", location="La Verne, CA"
    ),
    summary=(
        "To obtain an on-campus position serving my fellow students which utilizes my strong communication skills."
    ),
    experiences=[
        Experience(
            company="Enactus, University of La Verne",
            title="Member",
            start_date="August 2013",
            end_date="Present",
            highlights=[
                (
                    "Implement collective ideas to sponsor campus and community events which promote educational and "
                    "social change"
                ),
                (
                    "Led groups of 9 junior high students in discussion on success skills, business ethics, and "
                    "personal finances"
                ),
                (
                    "Co-designed 17 minute audio-visual presentation accurately and creatively describing project for "
                    "use in regional and national competition"
                ),
            ],
        ),
        Experience(
            company="LionLike MindState",
            title="Volunteer",
            start_date="June 2012",
            end_date="Present",
            highlights=[
                (
                    "Plan two yearly outreach events to highlight community members\u2019 creativity in spoken word, "
                    "poetry, music, and art"
                )
            ],
        ),
        Experience(
            company="YMCA",
            title="Volunteer Swim Coach",
            start_date="Summer 2013",
            end_date="2014",
            highlights=[
                "Instructed classes of up to 15 children on basic swimming skills",
                "Communicated regularly with parents on children\u2019s progress",
            ],
        ),
    ],
    education=[
        Education(
            institution="University of La Verne",
            degree="Bachelor of Arts",
            field="Business Administration",
            graduation_date="June 2016",
        )
    ],
    skills=["Windows", "Mac OS", "Microsoft Word", "PowerPoint", "Excel", "Facebook", "Twitter", "Instagram"],
)

MODERN_LINES = """\
John Doe
Software engineer obsessed with building exceptional products that people love
hello@openresume.com
123-456-7890
NYC, NY
linkedin.com/in/john-doe
WORK EXPERIENCE
ABC Company
Software Engineer
May 2023 - Present
• Lead a cross-functional team of 5 engineers in developing a search bar, which enables thousands
of daily active users to search content across the entire platform
• Create stunning home page product demo animations that drives up sign up rate by 20%
• Write clean code that is modular and easy to maintain while ensuring 100% test coverage
DEF Organization
Software Engineer Intern
Summer 2022
• Re-architected the existing content editor to be mobile responsive that led to a 10% increase in
mobile user engagement
• Created a progress bar to help users track progress that drove up user retention by 15%
• Discovered and fixed 5 bugs in the existing codebase to enhance user experience
XYZ University
Research Assistant
Summer 2021
• Devised a new NLP algorithm in text classification that results in 10% accuracy increase
• Compiled and presented research findings to a group of 20+ faculty and students
EDUCATION
XYZ University
Bachelor of Science in Computer Science - 3.8 GPA
Sep 2019 - May 2023
• Won 1st place in 2022 Education Hackathon, 2nd place in 2023 Health Tech Competition
• Teaching Assistant for Programming for the Web (2022 - 2023)
• Coursework: Object-Oriented Programming (A+), Programming for the Web (A+), Cloud Computing
(A), Introduction to Machine Learning (A-), Algorithms Analysis (A-)
PROJECT
OpenResume
Spring 2023
• Created and launched a free resume builder web app that allows thousands of users to create
professional resume easily and land their dream jobs
SKILLS
HTML
CSS
Python
TypeScript
React
C++
• Tech: React Hooks, GraphQL, Node.js, SQL, Postgres, NoSql, Redis, REST API, Git
• Soft: Teamwork, Creative Problem Solving, Communication, Learning Mindset, Agile
"""
EXPORT_LINES = """\
Leo Leopard
555 La Verne Way, La Verne, CA
lleopard@laverne.edu
(909) 555-5555
OBJECTIVE
To obtain an on-campus position serving my fellow students which utilizes my strong communication
skills.
EDUCATION
University of La Verne, La Verne, CA
Expected Graduation: June 2016
Bachelor of Arts, Business Administration
GPA: 3.5
HONORS/AWARDS
Dean’s List
Fall 2013 – Spring 2014
ON CAMPUS INVOLVEMENT
Enactus, University of La Verne
August 2013 – Present
Member
• Implement collective ideas to sponsor campus and community events which promote educational
and social change
• Led groups of 9 junior high students in discussion on success skills, business ethics, and personal
finances
• Co-designed 17 minute audio-visual presentation accurately and creatively describing project for
use in regional and national competition
VOLUNTEER EXPERIENCE
LionLike MindState, Pomona, CA
June 2012 – Present
Volunteer
• Plan two yearly outreach events to highlight community members’ creativity in spoken word,
poetry, music, and art
YMCA, Pomona, CA
Summer 2013, 2014
Volunteer Swim Coach
• Instructed classes of up to 15 children on basic swimming skills
• Communicated regularly with parents on children’s progress
SKILLS
Computer: Proficient in Windows and Mac OS, Microsoft Word, PowerPoint, and Excel
Language: Fluent in Spanish
Social Media: Facebook, Twitter, Instagram
"""


@needs_samples
def test_a_modern_single_column_comes_out_entirely() -> None:
    assert fields_of(sample("openresume")) == MODERN


@needs_samples
def test_a_word_processors_export_with_odd_spaces_and_hyphens_comes_out_entirely() -> None:
    assert fields_of(sample("laverne")) == EXPORT


@needs_samples
@pytest.mark.parametrize(("name", "lines"), [("openresume", MODERN_LINES), ("laverne", EXPORT_LINES)])
def test_the_text_holds_every_line_of_the_page_in_the_order_of_reading(name: str, lines: str) -> None:
    text = " ".join(read(sample(name)).raw_text.split())
    assert text == " ".join(lines.split())


def sample(name: str) -> bytes:
    return (RESUMES / f"{name}.pdf").read_bytes()

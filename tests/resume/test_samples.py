"""Two real résumés, word for word as a person reads them from the picture of the page."""

from __future__ import annotations

import pytest

from intervue.resume.schema import ContactInfo, Education, Experience
from tests.model_paths import SAMPLES
from tests.resume.reading import read

RESUMES = SAMPLES / "resumes"
needs_samples = pytest.mark.skipif(
    not RESUMES.is_dir(), reason=f"{RESUMES} is absent; the same is tested with PDFs made by code in test_careers.py"
)


@needs_samples
def test_a_modern_single_column_comes_out_entirely() -> None:
    resume = read((RESUMES / "openresume.pdf").read_bytes())
    assert resume.contact == ContactInfo(
        name="John Doe",
        email="hello@openresume.com",
        phone="123-456-7890",
        location="NYC, NY",
        linkedin="https://linkedin.com/in/john-doe",
    )
    assert resume.summary == "Software engineer obsessed with building exceptional products that people love"
    assert resume.experiences == [
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
    ]
    assert resume.education == [
        Education(
            institution="XYZ University",
            degree="Bachelor of Science",
            field="Computer Science",
            graduation_date="May 2023",
        )
    ]
    assert resume.skills == (
        [
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
        ]
    )
    assert resume.certifications == []
    assert "OpenResume" in resume.raw_text


@needs_samples
def test_a_word_processors_export_with_odd_spaces_and_hyphens_comes_out_entirely() -> None:
    resume = read((RESUMES / "laverne.pdf").read_bytes())
    assert resume.contact == ContactInfo(
        name="Leo Leopard", email="lleopard@laverne.edu", phone="(909) 555-5555", location="La Verne, CA"
    )
    assert resume.summary == (
        "To obtain an on-campus position serving my fellow students which utilizes my strong communication skills."
    )
    assert resume.experiences == [
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
    ]
    assert resume.education == [
        Education(
            institution="University of La Verne",
            degree="Bachelor of Arts",
            field="Business Administration",
            graduation_date="June 2016",
        )
    ]
    assert resume.skills == (
        ["Windows", "Mac OS", "Microsoft Word", "PowerPoint", "Excel", "Facebook", "Twitter", "Instagram"]
    )
    assert resume.certifications == []

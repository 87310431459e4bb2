"""The simple parser that ours is compared with reads a simple page: it is no straw man."""

from __future__ import annotations

from intervue.resume.schema import Education, Experience
from scripts.bench_resume.baseline import parse_text

PAGE = """Ada Brandt
Ghent, Belgium | ada@example.org | +32 470 12 34 56 | linkedin.com/in/ada-brandt
Summary
Civil engineer who builds bridges.
Work Experience
Engineer, Meuse Bridges
Jan 2019 - Present
\u2022 Built two bridges
and a lock
\u2022 Led five people
Junior Engineer | Lock & Quay
2016 - 2019
\u2022 Drew plans
Education
M.Sc. in Civil Engineering
Ghent University
2014 - 2016
Skills
Software: AutoCAD, Statics
Certifications
\u2022 Prince2, Axelos
"""


def test_the_simple_parser_reads_a_page_that_is_made_for_it() -> None:
    found = parse_text(PAGE)
    assert found.contact.model_dump() == {
        "name": "Ada Brandt",
        "email": "ada@example.org",
        "phone": "+32 470 12 34 56",
        "location": "Ghent, Belgium",
        "linkedin": "https://linkedin.com/in/ada-brandt",
    }
    assert found.summary == "Civil engineer who builds bridges."
    assert found.experiences[0] == Experience(
        title="Engineer",
        company="Meuse Bridges",
        start_date="Jan 2019",
        end_date="Present",
        highlights=["Built two bridges and a lock", "Led five people"],
    )
    assert found.education == [
        Education(institution="Ghent University", degree="M.Sc.", field="Civil Engineering", graduation_date="2016")
    ]
    assert found.skills == ["AutoCAD", "Statics"]
    assert found.certifications == ["Prince2, Axelos"]


def test_the_simple_parser_survives_a_page_without_anything_it_knows() -> None:
    found = parse_text("Nothing of a resume\nat all")
    assert (found.contact.name, found.experiences, found.education) == ("Nothing of a resume", [], [])

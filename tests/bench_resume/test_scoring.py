"""How readings are compared with the truth: known pairs, known figures."""

from __future__ import annotations

import pytest

from intervue.resume.schema import ContactInfo, Education, Experience, ParsedResume
from scripts.bench_resume.scoring import FIELDS, Tally, fold, matched, score


def resume(**fields: object) -> ParsedResume:
    return ParsedResume.model_validate({"contact": ContactInfo(name="Ada Brandt"), **fields})


def job(title: str, company: str, start: str = "2019", end: str | None = "2021", *highlights: str) -> Experience:
    return Experience(title=title, company=company, start_date=start, end_date=end, highlights=list(highlights))


TRUTH = resume(
    contact=ContactInfo(name="Ada Brandt", email="ada@example.org", location="Ghent, Belgium"),
    summary="Builds bridges.",
    experiences=[
        job("Engineer", "Meuse Bridges", "2019", None, "Built two bridges", "Led five people"),
        job("Junior Engineer", "Lock & Quay", "2016", "2019", "Drew plans"),
    ],
    education=[Education(institution="Ghent University", degree="M.Sc.", field="Civil Engineering")],
    skills=["AutoCAD", "Statics", "Dutch law"],
    certifications=["Prince2, Axelos"],
)


def test_a_perfect_reading_has_nothing_wrong_and_everything_counted() -> None:
    result = score(TRUTH, TRUTH.model_copy(update={"raw_text": "is not compared"}))
    assert result.perfect
    assert {name: tally.right for name, tally in result.tallies.items() if tally.right} == {
        "name": 1, "email": 1, "location": 1, "summary": 1,
        "experience.title": 2, "experience.company": 2, "experience.start_date": 2, "experience.end_date": 1,
        "highlights": 3, "education.institution": 1, "education.degree": 1, "education.field": 1,
        "skills": 3, "certifications": 1,
    }  # fmt: skip
    assert all(tally.f1 in {None, 1.0} for tally in result.tallies.values())


def test_a_refused_file_misses_everything_and_invents_nothing() -> None:
    result = score(TRUTH, None)
    assert sum(tally.wrong for tally in result.tallies.values()) == 0
    assert result.tallies["highlights"] == Tally(right=0, wrong=0, missed=3)
    assert result.tallies["name"].recall == 0
    assert result.tallies["name"].precision is None


def test_a_wrong_value_counts_against_precision_and_against_recall() -> None:
    found = TRUTH.model_copy(update={"contact": ContactInfo(name="Ada Brand", email="ada@example.org", phone="12")})
    result = score(TRUTH, found)
    assert result.tallies["name"] == Tally(right=0, wrong=1, missed=1)
    assert result.tallies["phone"] == Tally(right=0, wrong=1, missed=0)
    assert result.tallies["location"] == Tally(right=0, wrong=0, missed=1)
    assert [(miss.field, miss.expected, miss.found) for miss in result.misses] == [
        ("name", "Ada Brandt", "Ada Brand"),
        ("phone", None, "12"),
        ("location", "Ghent, Belgium", None),
    ]


def test_skills_are_counted_as_often_as_they_stand_there_in_any_order() -> None:
    result = score(TRUTH, TRUTH.model_copy(update={"skills": ["statics", "AutoCAD", "AutoCAD", "Dutch"]}))
    tally = result.tallies["skills"]
    assert tally == Tally(right=2, wrong=2, missed=1)
    assert tally.precision == pytest.approx(0.5)
    assert tally.recall == pytest.approx(2 / 3)
    assert tally.f1 == pytest.approx(4 / 7)


def test_jobs_are_matched_by_what_they_share_and_not_by_their_place() -> None:
    swapped = TRUTH.model_copy(update={"experiences": TRUTH.experiences[::-1]})
    assert score(TRUTH, swapped).perfect


def test_a_job_split_in_two_keeps_the_better_half_and_counts_the_other_as_invented() -> None:
    halves = [
        job("Engineer", "Meuse Bridges", "2019", None, "Built two bridges"),
        job("", "", "", None, "Led five people"),
        TRUTH.experiences[1],
    ]
    result = score(TRUTH, TRUTH.model_copy(update={"experiences": halves}))
    assert result.tallies["experience.title"] == Tally(right=2, wrong=0, missed=0)
    assert result.tallies["highlights"] == Tally(right=2, wrong=1, missed=1)


def test_a_bullet_under_the_wrong_job_is_not_right() -> None:
    moved = [
        job("Engineer", "Meuse Bridges", "2019", None, "Built two bridges", "Led five people", "Drew plans"),
        job("Junior Engineer", "Lock & Quay", "2016", "2019"),
    ]
    result = score(TRUTH, TRUTH.model_copy(update={"experiences": moved}))
    assert result.tallies["highlights"] == Tally(right=2, wrong=1, missed=1)


def test_two_entries_that_share_nothing_are_not_each_others() -> None:
    one, two = {"title": "Chef", "company": "Heron"}, {"title": "Pilot", "company": "Northern Wings"}
    assert matched([one], [two], ("title", "company")) == [(one, {}), ({}, two)]


def test_no_found_job_is_given_to_two_of_the_page() -> None:
    one, two = {"title": "Chef", "company": "Heron"}, {"title": "Chef", "company": "Lark"}
    assert matched([one, two], [two], ("title", "company")) == [(one, {}), (two, two)]


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("Jan  2020\n", "jan 2020", True),
        ("Zoe\u0308", "ZO\u00cb", True),
        ("2019 - 2020", "2019 \u2013 2020", False),
        (None, " ", True),
        ("Kubernetes", "Kubernetes,", False),
    ],
)
def test_only_white_space_case_and_composition_are_forgiven(one: str | None, two: str | None, *, same: bool) -> None:
    assert (fold(one) == fold(two)) is same


def test_every_field_of_the_contract_but_the_raw_text_is_compared() -> None:
    compared = {name.rpartition(".")[2] for name in FIELDS}
    parts = (ContactInfo, Experience, Education, ParsedResume)
    contract = {name for part in parts for name in part.model_fields}
    assert contract - compared == {"contact", "experiences", "education", "raw_text"}

"""Positions whose words nobody knows are read as the others of their section are written."""

# ruff: noqa: RUF001
# Why: the dashes that resumes are written with.

from __future__ import annotations

import pytest

from intervue.resume.experience import parse_experience
from tests.resume.lines import rows

FORMS = [
    ("{0}", "{1}", "{2}"),
    ("{1}", "{0}", "{2}"),
    ("{2}", "{0}", "{1}"),
    ("{2}", "{1}", "{0}"),
    ("{0}, {1}", "{2}"),
    ("{1}, {0}", "{2}"),
    ("{2} {0}, {1}",),
    ("{0} | {1} | {2}",),
    ("{1} – {0}", "{2}"),
    ("{0} — {1} ({2})",),
    (("{0}", "{2}"), "{1}"),
    (("{1}", "Leeds, UK"), ("{0}", "{2}")),
    (("{2}", "{0}"), "{1}, Leeds"),
    (("{0}, {1}", "{2}"),),
]
KNOWN = [("Charge Nurse", "Corrib Hospital"), ("Staff Nurse", "Tralee Clinic"), ("Head Chef", "Linden Hotel")]
UNKNOWN = [
    ("Wayang Dalang", "Sanggar Mekar Foundation"),
    ("Sommelière", "Baker & Thorne LLP"),
    ("Bank Teller", "Zanzara Quop"),
    ("Quantity Takeoff", "Tarbet Lowe"),
]


@pytest.mark.parametrize("form", FORMS, ids=str)
@pytest.mark.parametrize("pair", UNKNOWN, ids=lambda pair: pair[0])
def test_an_unknown_title_or_employer_stands_where_the_known_ones_stand(
    form: tuple[str | tuple[str, ...], ...], pair: tuple[str, str]
) -> None:
    pairs = [KNOWN[0], pair, *KNOWN[1:]]
    texts: list[str | tuple[str, ...]] = []
    for title, company in pairs:
        for part in form:
            cells = (part,) if isinstance(part, str) else part
            filled = tuple(cell.format(title, company, "03/2019 – 05/2022") for cell in cells)
            texts.append(filled[0] if isinstance(part, str) else filled)
        texts.append("• Did what had to be done, and more")
    assert [(job.title, job.company) for job in parse_experience(rows(*texts))] == pairs


def test_lines_that_all_hold_a_comma_hold_title_and_employer_also_where_no_word_is_known() -> None:
    texts = []
    for title, company in (("Wayang Dalang", "Sanggar Mekar"), ("Tukang Batik", "Rumah Kain"), ("Ojek", "Jalan Raya")):
        texts += [f"{title}, {company} 2015 – 2019", "• Did what had to be done"]
    assert [(job.title, job.company) for job in parse_experience(rows(*texts))] == [
        ("Wayang Dalang", "Sanggar Mekar"),
        ("Tukang Batik", "Rumah Kain"),
        ("Ojek", "Jalan Raya"),
    ]


def test_partners_before_the_last_one_belong_to_the_name_of_the_firm() -> None:
    texts = ["Wayang Dalang, Thibodeaux, Marsh & Pell LLP 2015 – 2019", "• Did what had to be done"]
    jobs = parse_experience(rows(*texts, "Charge Nurse, Corrib Hospital 2011 – 2014", "• Did it"))
    assert (jobs[0].title, jobs[0].company) == ("Wayang Dalang", "Thibodeaux, Marsh & Pell LLP")


PLACED = [
    (("{0}", "{2}"), ("{1}", "{3}")),
    (("{1}", "{3}"), ("{0}", "{2}")),
    (("{1}", "{2}"), ("{0}", "{3}")),
    ("{0} · {1}", "{2} · {3}"),
    ("{1} | {3} | {2}", "{0}"),
    ("{0}", "{1} | {3} | {2}"),
    ("{0}", "{1}", "{3}", "{2}"),
    ("{1} ({3})", "{0}, {2}"),
]


@pytest.mark.parametrize("form", PLACED, ids=str)
def test_a_town_in_no_list_is_told_by_the_known_ones_that_stand_where_it_does(
    form: tuple[str | tuple[str, ...], ...],
) -> None:
    pairs = [("Flight Attendant", "Ryanair"), ("Content Strategist", "Monzo"), ("Tower Crane Operator", "Skanska")]
    texts: list[str | tuple[str, ...]] = []
    for (title, company), town in zip(pairs, ("Austin, TX", "Hemel Hempstead", "Bad Homburg"), strict=True):
        for part in form:
            cells = (part,) if isinstance(part, str) else part
            filled = tuple(cell.format(title, company, "03/2019 - 05/2022", town) for cell in cells)
            texts.append(filled[0] if isinstance(part, str) else filled)
        texts.append("• Did what had to be done, and more")
    assert [(job.title, job.company) for job in parse_experience(rows(*texts))] == pairs


def test_names_in_brackets_behind_all_titles_are_the_employers() -> None:
    found = parse_experience(
        rows(
            *(("Piano Tuner (Steinway & Sons)", "2015 - 2019"), "• Tuned 400 pianos a year"),
            *(("Dog Walker (Rover)", "2012 - 2015"), "• Walked eight dogs at once"),
        )
    )
    assert [(job.title, job.company) for job in found] == [("Piano Tuner", "Steinway & Sons"), ("Dog Walker", "Rover")]


def test_brackets_that_say_how_a_position_was_held_are_no_employers() -> None:
    found = parse_experience(
        rows(
            *("Corrib Hospital", ("Charge Nurse (ICU)", "2015 - 2019"), "• Led a shift"),
            *(("Staff Nurse (Surgery)", "2012 - 2015"), "• Cared for patients"),
        )
    )
    assert {job.company for job in found} == {"Corrib Hospital"}


def test_a_row_below_the_period_that_most_positions_have_is_taken_for_a_headline_in_all() -> None:
    texts: list[str | tuple[str, ...]] = []
    pairs = [
        ("Charge Nurse", "Corrib Hospital"),
        ("Curatorial Assistant, Prints and Drawings", "Ashmolean"),
        ("Head Chef", "Linden Hotel"),
    ]
    for title, company in pairs:
        texts += ["2015 - 2019", title, company, "• Did what had to be done"]
    assert [(job.title, job.company) for job in parse_experience(rows(*texts))] == pairs

"""Positions told in sentences, in seven languages."""

from __future__ import annotations

import pytest

from intervue.resume.experience import parse_experience
from tests.resume.lines import rows

NORTH = "Buchhalterin", "Nordwind GmbH"
SENTENCES = [
    ("Working as Trainee Engineer in Kaveri Wires Pvt. Ltd., Pune", "Trainee Engineer", "Kaveri Wires Pvt. Ltd."),
    ("Worked as Intern in Vizag Steel Plant, Mumbai", "Intern", "Vizag Steel Plant"),
    ("Worked as an Accounts Assistant with Marwar Traders, Delhi", "Accounts Assistant", "Marwar Traders"),
    ("Presently working with Sharma Textiles as a Store Keeper", "Store Keeper", "Sharma Textiles"),
    ("2 years experience as Accounts Assistant in Marwar Traders", "Accounts Assistant", "Marwar Traders"),
    ("Marwar Traders as Accounts Assistant", "Accounts Assistant", "Marwar Traders"),
    ("Serving as Mathematics Teacher in Mathematics at Elm School", "Mathematics Teacher in Mathematics", "Elm School"),
    ("Tätigkeit als Buchhalterin bei der Nordwind GmbH, Kiel", *NORTH),
    ("Bei der Nordwind GmbH als Buchhalterin tätig", *NORTH),
    ("Je travaille comme serveuse chez Les Goélands, Brest", "serveuse", "Les Goélands"),
    ("Trabajo como enfermera en Hospital del Mar, Barcelona", "enfermera", "Hospital del Mar"),
    ("Trabalhei como vendedora na Loja Azul", "vendedora", "Loja Azul"),
    ("Ho lavorato come cameriere presso Trattoria Da Gino, Roma", "cameriere", "Trattoria Da Gino"),
    ("Werkzaam als verpleegkundige bij Ziekenhuis Zuid", "verpleegkundige", "Ziekenhuis Zuid"),
]


@pytest.mark.parametrize(("sentence", "title", "employer"), SENTENCES)
@pytest.mark.parametrize("sign", ["", "• "])
def test_a_sentence_tells_title_and_employer(sentence: str, title: str, employer: str, sign: str) -> None:
    last = f"{sign}Worked as Clerk at Elm Ltd. from 2012 to 2014."
    jobs = parse_experience(rows(f"{sign}{sentence} 03/2016 - 04/2019.", last))
    assert [(job.title, job.company, job.start_date, job.end_date) for job in jobs] == [
        (title, employer, "03/2016", "04/2019"),
        ("Clerk", "Elm Ltd.", "2012", "2014"),
    ]


def test_a_lone_sentence_with_an_open_end_is_a_position() -> None:
    [job] = parse_experience(rows("• Presently working as an Accountant at Sharma Textiles since April 2019."))
    assert (job.title, job.company, job.start_date) == ("Accountant", "Sharma Textiles", "since April 2019")


def test_sentences_without_dates_are_positions_each() -> None:
    told = "• Worked as a cook in Hotel Sun for 2 years.", "• Worked as a waiter in Hotel Moon."
    assert [(job.title, job.company) for job in parse_experience(rows(*told))] == [
        ("cook", "Hotel Sun"),
        ("waiter", "Hotel Moon"),
    ]


def test_a_position_told_without_its_employer_gets_none_of_another() -> None:
    _, job = parse_experience(
        rows("Worked as Clerk at Elm Ltd from 2012 to 2014.", "Worked as cook in London from 2010 to 2012.")
    )
    assert (job.title, job.company) == ("cook", "")


def test_a_highlight_that_begins_as_such_a_sentence_stays_one() -> None:
    said = "Served as mentor for new hires", "Worked as team lead with the Lisbon office in 2019"
    [job] = parse_experience(rows(("Clerk, Elm Ltd", "2018 - 2020"), *(f"• {text}" for text in said)))
    assert job.highlights == list(said)


def test_such_a_sentence_below_a_headline_is_its_description() -> None:
    said = "Worked as Art Director for Oak Press and Elm House."
    first, _ = parse_experience(rows("Freelance Designer 2019 - 2021", said, "Clerk, Oak plc 2017 - 2019"))
    assert (first.title, first.description) == ("Freelance Designer", said)


def test_what_follows_such_a_sentence_belongs_to_it() -> None:
    told = "Worked as Accountant at Elm Ltd, Leeds from 2012 to 2014.", "Worked as Clerk at Oak plc from 2010 to 2012."
    jobs = parse_experience(rows(told[0], "• Kept books", "• Paid staff", told[1], "• Filed"))
    assert [(job.title, job.company, job.highlights) for job in jobs] == [
        ("Accountant", "Elm Ltd", ["Kept books", "Paid staff"]),
        ("Clerk", "Oak plc", ["Filed"]),
    ]

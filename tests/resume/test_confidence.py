"""Confidence is honest: what is doubtful is wrong far more often than what is sure."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

import pytest

from intervue.resume.confidence import DOUBTFUL
from intervue.resume.plausible import (
    as_company,
    as_degree,
    as_field,
    as_institution,
    as_phone,
    as_skill,
    as_title,
    unspoiled,
)
from intervue.resume.schema import ContactInfo, DetailedResume, Education, Experience, ParsedResume
from scripts.bench_resume.calibration import BANDS, Outcome, measure, outcomes, sheet
from scripts.bench_resume.pairs import pairs
from tests.resume.pages import BOLD, Sheet, developer, nurse, sales_manager, teacher
from tests.resume.reading import parser
from tests.resume.spoiled import judged, spoil

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

SURE = 0.9
LOW = 0.6
ENOUGH = 15
"""Fewer doubtful values than this tell nothing."""


@cache
def corpus() -> list[Outcome]:
    """Every fifth résumé of the corpus."""
    return measure(pairs()[::5])


def share_wrong(of: Sequence[Outcome], least: float, below: float) -> float | None:
    """The share of wrong values among those in a band; None where there are none."""
    band = [each for each in of if least <= each.confidence < below]
    return sum(not each.right for each in band) / len(band) if band else None


def read(pdf: bytes) -> DetailedResume:
    (resume,) = [result for result in parser().parse(pdf, details=True) if result is not None]
    assert isinstance(resume, DetailedResume)
    return resume


def start() -> Sheet:
    sheet = Sheet()
    sheet.line("Joan Ferrer", size=20, font=BOLD, gap=20)
    sheet.line("joan.ferrer@example.org | Reus, Spain")
    return sheet


@pytest.mark.slow
def test_low_confidence_is_wrong_far_more_often_than_high(monkeypatch: pytest.MonkeyPatch) -> None:
    """In readings with one misread value each, and in those that are as the parser leaves them."""
    found = [*corpus()]
    for pair, judge in judged(monkeypatch, pairs()[::20]):
        for _, _, reading in spoil(pair.truth):
            found += outcomes(pair.name, pair.truth, judge(reading))
    sure, low = share_wrong(found, SURE, 1.01), share_wrong(found, 0.0, LOW)
    assert sure is not None
    assert low is not None
    assert sum(each.confidence < LOW for each in found) >= ENOUGH
    assert sure < 0.1, f"{sure:.0%} of what is sure is wrong"
    assert low > 4 * sure, f"{low:.0%} of what is doubtful is wrong, {sure:.0%} of what is sure"


def test_on_the_corpus_most_of_what_is_right_is_not_marked() -> None:
    right = [each for each in corpus() if each.right]
    marked = [each for each in right if each.confidence < DOUBTFUL]
    assert len(marked) < 0.04 * len(right)


@pytest.mark.parametrize("career", [developer, nurse, sales_manager, teacher])
def test_a_plain_resume_that_is_read_right_has_hardly_a_mark(career: Callable[[], bytes]) -> None:
    doubtful = {path: value for path, value in read(career()).confidence.items() if value < DOUBTFUL}
    assert not {path for path in doubtful if not path.startswith("skills.")}, doubtful


def test_a_position_without_an_employer_is_marked() -> None:
    sheet = start()
    sheet.heading("Experience")
    sheet.dated("Machine Operator", "2019 - 2021")
    sheet.bullets("Ran the night shift of nine looms")
    resume = read(sheet.pdf())
    (job,) = resume.experiences
    missing = [key for key in ("title", "company") if not getattr(job, key)]
    assert missing
    assert all(resume.confidence[f"experiences.0.{key}"] < DOUBTFUL for key in missing)


@pytest.mark.parametrize(("period", "doubtful"), [("2021 - 2019", True), ("2019 - 21", False), ("2019 - 2021", False)])
def test_a_position_that_ends_before_it_begins_is_marked(period: str, *, doubtful: bool) -> None:
    sheet = start()
    sheet.heading("Experience")
    sheet.dated("Machine Operator, Reus Textiles Ltd", period)
    sheet.bullets("Ran the night shift of nine looms")
    confidence = read(sheet.pdf()).confidence
    assert (confidence["experiences.0.start_date"] < DOUBTFUL) == doubtful
    assert (confidence["experiences.0.end_date"] < DOUBTFUL) == doubtful


def test_an_employer_in_the_place_of_a_name_is_doubtful_and_an_address_without_its_code_is_not() -> None:
    sheet = Sheet()
    sheet.line("Paria Coast Pilots", size=20, font=BOLD, gap=20)
    sheet.line("office@example.org | Lowell, MA 01852, USA")
    read_so = read(sheet.pdf())
    assert read_so.contact.location == "Lowell, MA, USA"
    assert read_so.confidence["contact.name"] < DOUBTFUL < read_so.confidence["contact.location"]


def test_a_name_of_one_word_is_less_sure_than_a_whole_one() -> None:
    whole = read(developer()).confidence["contact.name"]
    sheet = Sheet()
    sheet.line("Madonna", size=20, font=BOLD, gap=20)
    sheet.line("contact@example.org")
    sheet.heading("Skills")
    sheet.line("Singing, Dancing, Choreography")
    short = read(sheet.pdf())
    assert short.contact.name in {"", "Madonna"}
    assert short.confidence["contact.name"] < DOUBTFUL < whole


@pytest.mark.slow
def test_most_misreadings_are_marked_and_hardly_any_right_value_is(monkeypatch: pytest.MonkeyPatch) -> None:
    marked: dict[str, list[bool]] = defaultdict(list)
    right: list[bool] = []
    for pair, judge in judged(monkeypatch, pairs()[::10]):
        right += [value < DOUBTFUL for value in judge(pair.truth).confidence.values()]
        for how, path, reading in spoil(pair.truth):
            marked[how].append(judge(reading).confidence[path] < DOUBTFUL)
    assert sum(right) < 0.03 * len(right)
    shares = {how: sum(each) / len(each) for how, each in marked.items()}
    assert set(shares) == {"cut", "swapped", "month lost", "half", "headline", "joined"}
    assert min(shares.values()) > 0.4, shares
    assert sum(shares.values()) / len(shares) > 0.7, shares


def made(truth: str, found: str, confidence: float) -> Outcome:
    """The outcome for a name."""
    (outcome,) = outcomes(
        "file",
        ParsedResume(contact=ContactInfo(name=truth)),
        DetailedResume(contact=ContactInfo(name=found), confidence={"contact.name": confidence}),
    )
    return outcome


def test_values_are_right_or_wrong_as_the_bench_has_it() -> None:
    assert made("Ada Example", "ada  example", 0.9).right
    assert not made("Ada Example", "Ada", 0.9).right
    truth = ParsedResume(
        contact=ContactInfo(name=""),
        experiences=[Experience(title="Cook", company="Inn", highlights=["Cooked", "Baked"])],
        education=[Education(institution="School", degree="BSc")],
        skills=["Soup"],
    )
    found = DetailedResume(
        contact=ContactInfo(name=""),
        experiences=[
            Experience(title="Waiter", company="Nowhere"),
            Experience(title="Cook", company="Inn & Co", highlights=["Baked", "Baked"]),
        ],
        skills=["soup", "Soup"],
        confidence=dict.fromkeys(
            (
                "contact.name",
                "experiences.0.title",
                "experiences.1.title",
                "experiences.1.company",
                "experiences.1.highlights.0",
                "experiences.1.highlights.1",
                "skills.0",
                "skills.1",
            ),
            0.5,
        ),
    )
    assert [each.right for each in outcomes("file", truth, found)] == [
        True,
        False,
        True,
        False,
        True,
        False,
        True,
        False,
    ]


def test_the_table_tells_the_share_of_right_values_in_each_band() -> None:
    of = [made("Ada", "Ada", 0.95), made("Ada", "Ida", 0.9), made("Ada", "Eva", 0.2)]
    table = sheet(of)
    assert len(table.columns) == len(BANDS)
    assert table.rows[0] == ("all", "0 % of 1", "", "", "", "50 % of 2")
    assert table.rows[1][0] == "contact.name"


@pytest.mark.parametrize(
    ("judge", "sure", "doubtful"),
    [
        (as_title, "Senior Staff Nurse", "Quillpay GmbH"),
        (as_title, "Machine Operator", "Machine Operator, Leeds, United Kingdom"),
        (as_company, "Cedar Hollow Medical Center", "Warehouse Team Leader"),
        (as_company, "Lembah Design Associates", "Design Associate"),
        (as_institution, "University of Leeds", "Laurea magistrale, Psicologia, Università di Torino"),
        (as_degree, "Bachelor of Science", "BEng in Systems Engineering"),
        (as_field, "Computer Science", "III, Electrotechnology"),
        (as_skill, "Wound care", "Responsible for the care of wounds on two wards."),
        (as_phone, "+44 113 496 0123", "2011"),
    ],
)
def test_a_text_that_looks_like_something_else_is_less_plausible(
    judge: Callable[[str], float], sure: str, doubtful: str
) -> None:
    assert judge(doubtful) < DOUBTFUL < judge(sure)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("contact.name", "Marguerite Delacroix-"),
        ("contact.location", "Jan 2020"),
        ("experiences.0.company", "District Court of"),
        ("experiences.0.title", "May"),
        ("experiences.0.highlights.0", "Nov 2017 \u2013 Feb 2020"),
        ("certifications.0", "Kenntni\ufffde"),
    ],
)
def test_what_was_cut_off_or_is_a_date_is_doubtful_in_any_field(path: str, text: str) -> None:
    assert unspoiled(path, text) < DOUBTFUL
    assert unspoiled(path, "Corrib University Hospital") == 1.0


@pytest.mark.parametrize("value", ["Institution", "Period", "Nurse, nights)", "of Nursing and Care", ", Elm Clinic"])
def test_a_column_s_name_and_a_value_that_was_cut_are_doubtful(value: str) -> None:
    assert unspoiled("experiences.0.company", value) < DOUBTFUL
    assert unspoiled("experiences.0.company", "dm-drogerie markt") == 1.0


def test_two_names_of_which_nothing_says_which_is_the_title_are_doubtful() -> None:
    sheet = start()
    sheet.heading("EXPERIENCE")
    sheet.line("Quorvex", font=BOLD)
    sheet.line("Blenhart")
    sheet.line("2015 - 2019")
    found = read(sheet.pdf())
    assert max(found.confidence["experiences.0.title"], found.confidence["experiences.0.company"]) < DOUBTFUL

from __future__ import annotations

from intervue.resume.schema import ParsedResume
from scripts.bench import start

STARTS = [
    {"listens": 3.0, "llm": 20.0, "ready": 21.0},
    {"listens": 1.0, "llm": 6.0, "ready": 7.0},
    {"listens": 2.0, "llm": 8.0, "ready": 9.0},
]
MEMORY = {"server": {"pss": 100.0, "rss": 150.0}, "llm": {"pss": 1948.0, "rss": 2000.0}}


def test_the_first_start_is_told_apart_from_those_with_all_in_place() -> None:
    found = start.summary(STARTS, {"without a resume": [0.5, 0.3]}, MEMORY)
    assert found["first_start"]["ready"] == 21.0
    assert found["starts"]["ready"]["median"] == 8.0


def test_memory_in_all_counts_shared_pages_once() -> None:
    assert start.summary(STARTS, {"without a resume": [0.5]}, MEMORY)["memory_gib"] == 2.0


def test_the_tables_say_whether_each_aim_is_reached() -> None:
    result = start.summary(STARTS, {"without a resume": [0.5, 0.3], "with a resume": [1.2, 1.7]}, MEMORY)
    starts, introductions, memory = start.table(result)
    assert starts.notes == ("All in place: 8.0 s: at most 15 s, reached.",)
    assert [row[3] for row in introductions.rows] == [
        "0.50 s: at most 1.5 s, reached",
        "1.70 s: at most 1.5 s, missed",
    ]
    assert memory.notes == ("In all (pss): 2.00 GiB: at most 4 GiB, reached.",)


def test_resumes_are_valid_and_of_different_people() -> None:
    parsed = [ParsedResume.model_validate(start.resume(number), strict=True) for number in range(20)]
    assert len({it.contact.name for it in parsed}) == 20

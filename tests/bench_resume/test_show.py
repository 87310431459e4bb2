"""What was not read right is shown so that somebody can mend it."""

from __future__ import annotations

import io
from pathlib import Path

from rich.console import Console

from intervue.resume.schema import ContactInfo, Experience, ParsedResume
from scripts.bench_resume.pairs import Pair, Reading
from scripts.bench_resume.scoring import score
from scripts.bench_resume.show import misses, show

TRUTH = ParsedResume(
    contact=ContactInfo(name="Ada Brandt", email="ada@example.org"),
    experiences=[Experience(title="Engineer", company="Meuse [Bridges]", highlights=["Built two bridges", "Led five"])],
    skills=["Statics"],
)
FOUND = ParsedResume(
    contact=ContactInfo(name="Ada\u00ad Brandt", email="ada@example.org"),
    experiences=[Experience(title="Engineer", company="Meuse [Bridges]", highlights=["Built two bridges Led five"])],
    skills=["Statics", "Dutch"],
)


def reading() -> Reading:
    return Reading(Pair("plain", "ada", Path("plain--ada.pdf"), TRUTH), FOUND, 0.1)


def screen() -> tuple[Console, io.StringIO]:
    file = io.StringIO()
    return Console(file=file, width=200), file


def test_a_file_is_shown_with_what_is_missed_and_what_stands_there_instead() -> None:
    console, file = screen()
    show(console, reading(), score(TRUTH, FOUND))
    lines = [" ".join(line.split()) for line in file.getvalue().splitlines()]
    assert "plain--ada (4 not right)" in lines[0]
    assert lines[1:4] == ["- name Ada Brandt", "+ name Ada<ad> Brandt", "email ada@example.org"]
    assert "company Meuse [Bridges]" in lines
    at = lines.index("highlights (0 of 2 right)")
    assert lines[at + 1 : at + 4] == ["- Built two bridges", "+ Built two bridges Led five", "- Led five"]
    assert lines[-3:] == ["skills (1 of 1 right)", "Statics", "+ Dutch"]


def test_all_of_one_field_is_shown_file_by_file_under_the_entry_it_belongs_to() -> None:
    console, file = screen()
    misses(console, [(reading(), score(TRUTH, FOUND))], "highl")
    lines = [line.strip() for line in file.getvalue().splitlines()]
    assert lines[:2] == ["plain--ada", "Engineer / Meuse [Bridges]"]
    assert [line.split(maxsplit=1)[0] for line in lines[2:]] == ["-", "+", "-"]


def test_a_field_in_which_nothing_is_wrong_says_so() -> None:
    console, file = screen()
    misses(console, [(reading(), score(TRUTH, FOUND))], "title")
    assert file.getvalue() == "Nothing is wrong in experience.title.\n"

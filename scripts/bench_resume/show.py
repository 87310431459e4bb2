"""What was not read right, for people."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from rich.text import Text

from scripts.bench_resume.scoring import CONTACT, FIELDS, JOB, STUDY, Miss, Score, fold, matched

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from scripts.bench_resume.pairs import Reading
    from scripts.bench_resume.scoring import Entry

_WIDTH = 14


def show(console: Console, reading: Reading, score: Score, *, raw: bool = False) -> None:
    """One resume in full: what is right in grey, what was missed with "-", what is wrong or too many with "+"."""
    pair = reading.pair
    console.rule(f"{pair.name}  ({len(score.misses)} not right)")
    if reading.refusal:
        console.print(f"refused: {reading.refusal}", style="bold red", markup=False)
    truth = pair.truth.model_dump()
    found = reading.found.model_dump() if reading.found else {}
    for name in CONTACT:
        _scalar(console, name, truth["contact"][name], found.get("contact", {}).get(name))
    _scalar(console, "summary", truth["summary"], found.get("summary"))
    for job, other in matched(truth["experiences"], found.get("experiences", []), JOB[:4]):
        _entry(console, "experience", job, other, JOB)
        _several(console, "  highlights", job.get("highlights", []), other.get("highlights", []), indent="    ")
    for study, other in matched(truth["education"], found.get("education", []), STUDY):
        _entry(console, "education", study, other, STUDY)
    for name in ("skills", "certifications"):
        _several(console, name, truth[name], found.get(name, []), indent="  ")
    if raw:
        console.rule("raw_text")
        console.print(found.get("raw_text", ""), markup=False, highlight=False, soft_wrap=True)


def misses(console: Console, readings: Sequence[tuple[Reading, Score]], field: str, limit: int = 0) -> None:
    """Everything of one field that is not right, resume by resume; `field` may be the beginning of a name."""
    names = [name for name in FIELDS if name.startswith(field) or name.partition(".")[2].startswith(field)]
    shown = 0
    for reading, score in readings:
        chosen = [miss for miss in score.misses if miss.field in names]
        if not chosen or (limit and shown >= limit):
            continue
        console.print(f"[bold]{reading.pair.name}[/bold]  {reading.refusal}")
        for where, of_entry in _by_entry(chosen).items():
            if where:
                console.print(f"  {where}", markup=False, highlight=False)
            for miss in of_entry:
                label = f"{miss.field.rpartition('.')[2]}: " if len(names) > 1 else ""
                _two(console, f"    {label}", miss.expected, miss.found)
        shown += 1
    if not shown:
        console.print(f"Nothing is wrong in {', '.join(names) or field}.")


def _by_entry(chosen: Sequence[Miss]) -> dict[str, list[Miss]]:
    result: dict[str, list[Miss]] = defaultdict(list)
    for miss in chosen:
        result[miss.where].append(miss)
    return result


def _entry(console: Console, kind: str, truth: Entry, found: Entry, names: Sequence[str]) -> None:
    note = "" if truth and found else "  not found" if truth else "  too many"
    console.print(f"{kind}{note}", style="bold" if not note else "bold red")
    for name in names:
        _scalar(console, f"  {name}", truth.get(name), found.get(name))


def _scalar(console: Console, name: str, expected: str | None, found: str | None) -> None:
    label = f"{name:<{_WIDTH}} "
    if fold(expected) == fold(found):
        if expected:
            _line(console, f"  {label}", expected, "dim")
    else:
        _two(console, label, expected, found)


def _several(console: Console, name: str, expected: Sequence[str], found: Sequence[str], *, indent: str) -> None:
    if not expected and not found:
        return
    part = Score()
    part.several(name.strip(), "", expected, found)
    console.print(f"{name} ({part.tallies[name.strip()].right} of {len(expected)} right)", style="bold")
    wrong = [miss.expected for miss in part.misses if miss.expected]
    for text in expected:
        if text not in wrong:
            _line(console, f"  {indent}", text, "dim")
    for miss in part.misses:
        _two(console, indent, miss.expected, miss.found)


def _two(console: Console, label: str, expected: str | None, found: str | None) -> None:
    if expected:
        _line(console, f"- {label}", expected, "green")
    if found:
        _line(console, f"+ {label}", found, "red")


def _line(console: Console, label: str, text: str, style: str) -> None:
    """Control characters and the like are shown as what they are."""
    visible = "".join(char if char.isprintable() else f"<{ord(char):x}>" for char in text)
    console.print(Text(label + visible, style=style), soft_wrap=True)

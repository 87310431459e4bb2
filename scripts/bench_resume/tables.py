"""The figures as tables, and as JSON."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from scripts.bench.sheet import Sheet
from scripts.bench_resume.scoring import FIELDS, Score, Tally

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scripts.bench_resume.pairs import Reading

Scored = list[tuple["Reading", Score]]

AIMS: Mapping[str, float] = {
    "name": 0.98, "email": 0.98, "phone": 0.98, "linkedin": 0.98,
    "experience.title": 0.93, "experience.company": 0.93, "experience.start_date": 0.93, "experience.end_date": 0.93,
    "highlights": 0.90,
    **{f"education.{name}": 0.92 for name in ("institution", "degree", "field", "graduation_date")},
    "skills": 0.92, "certifications": 0.90,
}  # fmt: skip
"""What is wanted on layouts that nobody has seen."""
SHORT: Mapping[str, str] = {
    "experience.title": "title", "experience.company": "company", "experience.start_date": "start",
    "experience.end_date": "end", "experience.description": "descr.", "education.institution": "school",
    "education.degree": "degree", "education.field": "field", "education.graduation_date": "graduated",
    "certifications": "certif.", "highlights": "highl.",
}  # fmt: skip


def total(scores: Sequence[Score]) -> Score:
    """All resumes as one."""
    result = Score()
    for each in scores:
        result.add(each)
    return result


def by_layout(scored: Scored) -> dict[str, Score]:
    """The resumes of each layout as one."""
    groups: dict[str, list[Score]] = defaultdict(list)
    for reading, score in scored:
        groups[reading.pair.layout].append(score)
    return {layout: total(scores) for layout, scores in sorted(groups.items())}


def fields(scored: Scored, baseline: Scored | None = None, title: str = "Field by field") -> Sheet:
    """Precision, recall and F1 of each field over all files; the baseline's F1 beside them."""
    ours = total([score for _, score in scored])
    theirs = total([score for _, score in baseline]) if baseline else None
    rows = []
    for name in FIELDS:
        tally = ours.tallies[name]
        row = (
            name,
            str(tally.expected),
            *(shown(x) for x in (tally.precision, tally.recall, tally.f1)),
            _aim(name, tally),
        )
        rows.append((*row, shown(theirs.tallies[name].f1)) if theirs else row)
    columns = ("Field", "Values", "Precision", "Recall", "F1", "Aim")
    perfect = sum(score.perfect for _, score in scored)
    refused = sum(reading.found is None for reading, _ in scored)
    note = f"{len(scored)} files, {perfect} of them entirely right" + (f", {refused} refused" if refused else "") + "."
    return Sheet(title, (*columns, "Baseline F1") if theirs else columns, rows, notes=(note,))


def layouts(scored: Scored, measure: str = "f1", title: str = "F1, layout by layout") -> Sheet:
    """One measure ("f1", "precision", "recall") of each field and layout."""
    rows = []
    for layout, score in by_layout(scored).items():
        count = sum(reading.pair.layout == layout for reading, _ in scored)
        cells = (shown(getattr(score.tallies[name], measure)) for name in FIELDS)
        rows.append((layout, str(count), *cells))
    return Sheet(title, ("Layout", "Files", *(SHORT.get(name, name) for name in FIELDS)), rows)


def as_json(scored: Scored) -> dict[str, Any]:
    """Every figure."""
    return {
        "files": len(scored),
        "perfect": sum(score.perfect for _, score in scored),
        "refused": {reading.pair.name: reading.refusal for reading, _ in scored if reading.refusal},
        "fields": _figures(total([score for _, score in scored])),
        "layouts": {layout: _figures(score) for layout, score in by_layout(scored).items()},
    }


def shown(value: float | None) -> str:
    """A share with three digits; a dash where there is nothing to share."""
    return "-" if value is None else f"{value:.3f}"


def _figures(score: Score) -> dict[str, Any]:
    return {
        name: {
            "right": tally.right, "wrong": tally.wrong, "missed": tally.missed,
            "precision": tally.precision, "recall": tally.recall, "f1": tally.f1,
        }
        for name, tally in score.tallies.items()
    }  # fmt: skip


def _aim(name: str, tally: Tally) -> str:
    if name not in AIMS:
        return "-"
    return f"{AIMS[name]:.2f}" + ("" if tally.f1 is None or tally.f1 >= AIMS[name] else " missed")

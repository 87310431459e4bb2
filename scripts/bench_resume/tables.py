"""The figures as tables, and as JSON."""

from __future__ import annotations

import math
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
_MEASURES = (("precision", "Precision"), ("recall", "Recall"), ("f1", "F1"))


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


def sheets(ours: Scored, baseline: Scored | None = None) -> list[Sheet]:
    """All tables: the fields last, where a terminal shows them."""
    result = [layouts(ours, measure, f"{title} of each layout") for measure, title in _MEASURES]
    if baseline:
        result += [
            layouts(baseline, measure, f"{title} of each layout, the simple parser") for measure, title in _MEASURES
        ]
        result.append(fields(baseline, "The simple parser"))
    return [*result, fields(ours, "The parser")]


def fields(scored: Scored, title: str) -> Sheet:
    """Precision, recall and F1 of each field over all files."""
    summed = total([score for _, score in scored])
    rows = []
    for name in FIELDS:
        tally = summed.tallies[name]
        shares = (shown(share) for share in (tally.precision, tally.recall, tally.f1))
        rows.append((name, str(tally.expected), *shares, _aim(name, tally)))
    perfect = sum(score.perfect for _, score in scored)
    notes = [f"{len(scored)} files, {perfect} of them entirely right."]
    notes += [f"{reading.pair.name}: {reading.refusal}" for reading, _ in scored if reading.refusal]
    return Sheet(title, ("Field", "Values", "Precision", "Recall", "F1", "Aim"), rows, tuple(notes))


def layouts(scored: Scored, measure: str, title: str) -> Sheet:
    """One measure ("f1", "precision", "recall") of each field and layout."""
    rows = []
    for layout, score in by_layout(scored).items():
        count = sum(reading.pair.layout == layout for reading, _ in scored)
        cells = (shown(getattr(score.tallies[name], measure), 2) for name in FIELDS)
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


def shown(value: float | None, digits: int = 3) -> str:
    """A share, rounded down so that 1.00 is all of it; a dash where there is nothing to share."""
    return "-" if value is None else f"{math.floor(value * 10**digits + 1e-9) / 10**digits:.{digits}f}"


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

"""How much of a resume was read right: the truth and what was found, field by field.

Strings are equal if they are after Unicode's composition (NFC), with white space folded to one space and without case.
Nothing else is forgiven: a dash of another kind, a comma too many, a word too few is wrong.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from intervue.resume.schema import ParsedResume

Entry = dict[str, Any]

CONTACT = ("name", "email", "phone", "location", "linkedin")
JOB = ("title", "company", "start_date", "end_date", "description")
STUDY = ("institution", "degree", "field", "graduation_date")
FIELDS = (
    *CONTACT, "summary",
    *(f"experience.{name}" for name in JOB), "highlights",
    *(f"education.{name}" for name in STUDY), "skills", "certifications",
)  # fmt: skip
LEAST_OVERLAP = 0.2
"""Entries that are less alike than this are not each other's."""


@dataclass(slots=True)
class Tally:
    """How many values were found right, found wrong or too many, and missed. A wrong value is both of the latter."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def __iadd__(self, other: Tally) -> Tally:  # noqa: PYI034 - nothing derives from it
        self.right += other.right
        self.wrong += other.wrong
        self.missed += other.missed
        return self

    @property
    def expected(self) -> int:
        """How many values there are on the pages."""
        return self.right + self.missed

    @property
    def precision(self) -> float | None:
        """The share of what was found that is right; None where nothing was found."""
        return _share(self.right, self.right + self.wrong)

    @property
    def recall(self) -> float | None:
        """The share of what is there that was found; None where nothing is there."""
        return _share(self.right, self.right + self.missed)

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall; None where nothing is there and nothing was found."""
        return _share(2 * self.right, 2 * self.right + self.wrong + self.missed)


@dataclass(frozen=True, slots=True)
class Miss:
    """A value that was not read right. `where` tells which entry is meant; None stands for nothing."""

    field: str
    where: str
    expected: str | None
    found: str | None


@dataclass(slots=True)
class Score:
    """The tallies of one resume (or of many, added), and what was not right."""

    tallies: dict[str, Tally] = field(default_factory=lambda: {name: Tally() for name in FIELDS})
    misses: list[Miss] = field(default_factory=list)

    def add(self, other: Score) -> None:
        """Count another resume in."""
        for name, tally in other.tallies.items():
            self.tallies[name] += tally
        self.misses += other.misses

    def scalar(self, name: str, where: str, expected: str | None, found: str | None) -> None:
        """One value that is there or not."""
        if fold(expected) == fold(found):
            self.tallies[name].right += bool(fold(expected))
            return
        self.tallies[name].missed += bool(fold(expected))
        self.tallies[name].wrong += bool(fold(found))
        self.misses.append(Miss(name, where, expected or None, found or None))

    def several(self, name: str, where: str, expected: Sequence[str], found: Sequence[str]) -> None:
        """Values whose order does not count, but how often each is there."""
        wanted, got = Counter(map(fold, expected)), Counter(map(fold, found))
        tally = self.tallies[name]
        tally.right += (wanted & got).total()
        tally.missed += (wanted - got).total()
        tally.wrong += (got - wanted).total()
        self.misses += _paired(name, where, _left(expected, wanted - got), _left(found, got - wanted))

    @property
    def perfect(self) -> bool:
        """Whether every field is entirely right."""
        return not self.misses


def fold(text: str | None) -> str:
    """A string as it is compared."""
    return " ".join(unicodedata.normalize("NFC", text or "").split()).casefold()


def score(truth: ParsedResume, found: ParsedResume | None) -> Score:
    """What was read right of one resume. None (the parser refused the file) is like an empty one."""
    wanted = truth.model_dump()
    got = found.model_dump() if found else {}
    result = Score()
    contact = got.get("contact", {})
    for name in CONTACT:
        result.scalar(name, "", wanted["contact"][name], contact.get(name))
    result.scalar("summary", "", wanted["summary"], got.get("summary"))
    for job, other in matched(wanted["experiences"], got.get("experiences", []), JOB[:4]):
        where = _called(job, other, "title", "company")
        for name in JOB:
            result.scalar(f"experience.{name}", where, job.get(name), other.get(name))
        result.several("highlights", where, job.get("highlights", []), other.get("highlights", []))
    for study, other in matched(wanted["education"], got.get("education", []), STUDY):
        where = _called(study, other, "degree", "institution")
        for name in STUDY:
            result.scalar(f"education.{name}", where, study.get(name), other.get(name))
    for name in ("skills", "certifications"):
        result.several(name, "", wanted[name], got.get(name, []))
    return result


def matched(truth: Sequence[Entry], found: Sequence[Entry], names: Sequence[str]) -> list[tuple[Entry, Entry]]:
    """Pairs of entries, each at most once, the most alike first; an empty entry stands for none.

    Greedy: of all pairs that are left, the one with the greatest overlap is taken (ties: in the order of the page),
    down to `LEAST_OVERLAP`. The pairs come in the order of the truth, then what was found too many.
    """
    pairs = sorted(
        (-overlap(one, two, names), abs(i - j), i, j) for i, one in enumerate(truth) for j, two in enumerate(found)
    )
    taken: dict[int, int] = {}
    for unlike, _, i, j in pairs:
        if -unlike >= LEAST_OVERLAP and i not in taken and j not in taken.values():
            taken[i] = j
    left = [entry for j, entry in enumerate(found) if j not in taken.values()]
    return [(entry, found[taken[i]] if i in taken else {}) for i, entry in enumerate(truth)] + [
        ({}, entry) for entry in left
    ]


def overlap(one: Mapping[str, Any], two: Mapping[str, Any], names: Sequence[str]) -> float:
    """How alike two entries are, 0-1: the mean over the named fields, and the highlights together, of shared words.

    Fields that are empty in both do not count. Shared words: twice the common ones over all of both (Dice).
    """
    texts = [(one.get(name) or "", two.get(name) or "") for name in names]
    texts.append((" ".join(one.get("highlights", ())), " ".join(two.get("highlights", ()))))
    alike = [_dice(fold(first).split(), fold(second).split()) for first, second in texts if first or second]
    return sum(alike) / len(alike) if alike else 0.0


def _dice(one: list[str], two: list[str]) -> float:
    return 2 * (Counter(one) & Counter(two)).total() / (len(one) + len(two)) if one or two else 0.0


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _called(job: Entry, other: Entry, *names: str) -> str:
    return " / ".join(str((job or other).get(name) or "-") for name in names)


def _left(texts: Iterable[str], counts: Counter[str]) -> list[str]:
    """The texts as they were written, of those that are left in `counts`."""
    left, result = counts.copy(), []
    for text in texts:
        if left[fold(text)] > 0:
            left[fold(text)] -= 1
            result.append(text)
    return result


def _paired(name: str, where: str, missed: list[str], wrong: list[str]) -> list[Miss]:
    """What was missed beside the wrong value that is most like it."""
    misses: list[Miss] = []
    for text in missed:
        likeness = {other: _dice(fold(text).split(), fold(other).split()) for other in wrong}
        best = max(likeness, key=lambda other: likeness[other], default=None)
        if best is not None and likeness[best] >= LEAST_OVERLAP:
            wrong.remove(best)
            misses.append(Miss(name, where, text, best))
        else:
            misses.append(Miss(name, where, text, None))
    return misses + [Miss(name, where, None, text) for text in wrong]

"""How sure the reading of each field is, from 0 to 1.

Each kind of evidence for or against a reading has a weight; weights are multiplied. They are set by hand;
`python -m scripts.bench_resume.calibration` tells how many values of each confidence are right. What is below
`DOUBTFUL` should be looked at.
"""

# ruff: noqa: PLR2004, RUF001
# Why: the weights stand beside the evidence that they belong to; the dashes and quotes that resumes are written with.

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from intervue.resume.addresses import in_address
from intervue.resume.dates import backwards, find_period
from intervue.resume.degrees import is_degree
from intervue.resume.evidence import Surroundings
from intervue.resume.headings import Kind
from intervue.resume.places import is_place
from intervue.resume.plausible import (
    DURATION,
    EMAIL,
    HEADS_A_PAGE,
    LINKEDIN,
    LONG,
    MARKS,
    as_company,
    as_degree,
    as_field,
    as_institution,
    as_phone,
    as_skill,
    as_title,
    brief,
    looks_like_headline,
    unspoiled,
    whole,
)
from intervue.resume.provenance import JOBS, VOLUNTARY, fields, in_section
from intervue.resume.sections import kind_of
from intervue.resume.tracing import How, bare_address, fold
from intervue.resume.vocabulary import is_school, title_score

if TYPE_CHECKING:
    from collections.abc import Callable

    from intervue.resume.schema import Experience, ParsedResume
    from intervue.resume.tracing import Page, Trace

DOUBTFUL = 0.7
"""Fields under this are marked on the page."""
MISSING = 0.3
"""What nearly every résumé has and was not found: a telephone number, the employer of a position, any position."""
_REQUIRED = re.compile(
    r"contact\.(?:name|email|phone)|experiences\.\d+\.(?:title|company)|education\.\d+\.(?:institution|degree)"
)
_REQUIRED_LISTS = ("experiences", "education", "skills")
_ISSUED = re.compile(r"[,(\d]")
_FOUND = {How.VERBATIM: 1.0, How.LINK: 1.0, How.JOINED: 0.95, How.PARTLY: 0.6}


def judge(resume: ParsedResume, found: dict[str, Trace], page: Page) -> dict[str, float]:
    """The confidence of every field that holds a text, and of those and of the lists that should; by path."""
    judge = _Judge(resume, found, page)
    confidence: dict[str, float] = {}
    for path, text, kinds in fields(resume):
        if text:
            weight = (
                judge.place(path, kinds) * judge.around(path, text) * judge.text(path, text) * unspoiled(path, text)
            )
            confidence[path] = round(min(max(weight, 0.05), 0.99), 2)
        elif _REQUIRED.fullmatch(path):
            confidence[path] = MISSING
    return confidence | {name: MISSING for name in _REQUIRED_LISTS if not getattr(resume, name)}


class _Judge:
    def __init__(self, resume: ParsedResume, found: dict[str, Trace], page: Page) -> None:
        self._resume = resume
        self._found = found
        self._page = page
        known = {section.kind for section in page.sections} - {Kind.HEADER, Kind.OTHER}
        # A page without two headings that are known was cut at a guess.
        self._layout = 1.0 if len(known) >= 2 else 0.75
        self._around = Surroundings(found, page)
        self._sizes = sorted(cell.line.size for cell in page.cells) or [0.0]
        self._rules: dict[str, Callable[[str, str], float]] = {
            "contact.name": self._name,
            "contact.email": lambda _, text: self._email(text),
            "contact.phone": lambda _, text: as_phone(text),
            "contact.location": lambda _, text: (0.95 if is_place(text) else 0.75) * (1.0 if "," in text else 0.85),
            "contact.linkedin": lambda _, text: 0.99 if LINKEDIN.match(text) else 0.5,
            "summary": self._summary,
            "experiences.title": lambda path, text: as_title(text) * self._parted(path, text) * self._known(path),
            "experiences.company": lambda path, text: as_company(text) * self._known(path),
            "experiences.start_date": self._date,
            "experiences.end_date": self._date,
            "experiences.description": self._description,
            "experiences.highlights": self._highlight,
            "education.institution": lambda path, text: as_institution(text) * self._studied(path),
            "education.degree": lambda path, text: as_degree(text) * self._order(path) * self._studied(path),
            "education.field": lambda path, text: as_field(text) * self._order(path),
            "education.graduation_date": lambda _, text: 0.95 if any(c.isdigit() for c in text) else 0.6,
            "skills": lambda path, text: as_skill(text) * self._own(path, text),
            "certifications": lambda path, text: brief(text, 12, 0.93) * self._own(path, text),
        }

    def place(self, path: str, kinds: frozenset[Kind]) -> float:
        """By how, and where, the field's text was found again."""
        trace = self._found.get(path)
        if trace is None:
            return 0.5 * self._layout
        long = bool(LONG & set(path.split(".")))
        weight = 1.0 if long and trace.how is How.JOINED else _FOUND[trace.how]
        if path == "contact.location" and trace.how is How.PARTLY:
            weight = _FOUND[How.JOINED]  # a postal code was taken out of it
        if not trace.whole_words:
            weight *= 0.5
        if path.startswith("contact.") or trace.how is How.LINK:
            return weight
        if not in_section(trace, self._page, kinds):
            instead = kinds is JOBS and in_section(trace, self._page, VOLUNTARY)
            return weight * self._layout * (0.85 if instead else 0.6)
        title = self._page.sections[self._page.cells[trace.first].section].title
        return weight * self._layout * (1.0 if not title or kind_of(title) else 0.9)

    def around(self, path: str, text: str) -> float:
        """By what is printed beside the field's text."""
        trace = self._found.get(path)
        if trace is None:
            return 1.0
        around = self._around
        weight = 0.4 if around.shared(path, trace) else 1.0
        if "date" in path:
            return weight * (0.4 if around.cut_date(text, trace) else 1.0)
        if not path.startswith("contact.") or path == "contact.name":
            weight *= 0.65 if around.stuck(path, trace) else 1.0
            goes_on = not path.startswith(("skills", "education")) and (path != "contact.name" or self._large(trace))
            weight *= 0.55 if goes_on and around.left_over(trace) else 1.0
            side_by_side = path.startswith(("skills", "cert", "exp")) and not LONG & set(path.split("."))
            weight *= 0.5 if side_by_side and around.gapped(trace) else 1.0
        return weight * (0.7 if LONG & set(path.split(".")) and around.hyphen_kept(text, trace) else 1.0)

    def text(self, path: str, text: str) -> float:
        """By what the text itself looks like."""
        parts = path.split(".")
        rule = ".".join(part for part in parts if not part.isdigit())
        return self._rules[rule](path, text)

    def _name(self, path: str, text: str) -> float:
        words = text.split()
        if len(words) < 2 or not -1 < title_score(text) <= 1 or HEADS_A_PAGE.search(text) or kind_of(text) is not None:
            return 0.5
        weight = 0.9 if 2 <= len(words) <= 5 and not any(char.isdigit() for char in text) else 0.6
        trace = self._found.get(path)
        if trace is not None and trace.first >= 0:
            largest = self._page.cells[trace.first].line.size >= self._sizes[-1] - 0.5
            weight *= 1.05 if largest and self._large(trace) else 0.8
        if in_address(text, self._resume.contact.email or "", self._resume.contact.linkedin or ""):
            weight = max(weight, 0.9) * 1.05
        return weight

    def _large(self, trace: Trace) -> bool:
        """Whether a text is larger than most of the page."""
        size = self._page.cells[trace.first].line.size if trace.first >= 0 else 0.0
        return size >= 1.2 * self._sizes[len(self._sizes) // 2]

    def _email(self, text: str) -> float:
        links = [bare_address(link.uri) for link in self._page.links if link.uri.casefold().startswith("mailto:")]
        weight = 0.99 if EMAIL.fullmatch(text) else 0.4
        return weight if not links or text.casefold() in links else weight * 0.5

    def _own(self, path: str, text: str) -> float:
        """An item of a list that is something else: the name in a running header, a language, a school."""
        trace = self._found.get(path)
        kind = self._page.cells[trace.first].kind if trace is not None and trace.first >= 0 else None
        if fold(text) == fold(self._resume.contact.name) or text.startswith("("):
            return 0.2
        if path.startswith("skills") and kind is Kind.LANGUAGES:
            return 0.5
        if path.startswith("skills"):
            if kind_of(text) is not None and trace is not None and trace.first >= 0:
                line = self._page.cells[trace.first].line
                return 0.2 if line.bold or text.isupper() else 0.85  # a heading
            return 0.8 if trace is not None and trace.how is How.JOINED else 1.0
        bare = not _ISSUED.search(text)
        others = [each for each in self._resume.certifications if _ISSUED.search(each)]
        if bare and len(others) >= len(self._resume.certifications) / 2:
            return 0.75  # the others have an issuer
        return 0.7 if bare and (is_school(text) or (len(text.split()) == 1 and not text.isupper())) else 1.0

    def _parted(self, path: str, text: str) -> float:
        """A title with a comma, whose employer follows on the same line: the comma may have been the employer's."""
        title, company = self._found.get(path), self._found.get(path.replace("title", "company"))
        same = title is not None and company is not None and title.first == company.first >= 0
        return 0.78 if same and "," in text else 1.0

    def _known(self, path: str) -> float:
        """Whether words tell the title or the employer of this position, or of another: else their order is a guess."""
        position = self._resume.experiences[int(path.split(".")[1])]
        if not (position.title and position.company) or _tells(position):
            return 1.0
        return 0.95 if any(map(_tells, self._resume.experiences)) else 0.75

    def _studied(self, path: str) -> float:
        """Whether words tell the school or the degree of this study: else their order is a guess."""
        study = self._resume.education[int(path.split(".")[1])]
        told = is_school(study.institution) or is_degree(study.degree)
        return 1.0 if told or not (study.institution and study.degree) else 0.85

    def _order(self, path: str) -> float:
        """A field right before its degree was cut out of it: "Juris" and "Doctor"."""
        entry = path.rsplit(".", 1)[0]
        one, two = self._found.get(f"{entry}.field"), self._found.get(f"{entry}.degree")
        return 0.6 if one is not None and two is not None and self._around.adjoin(one, two) else 1.0

    def _summary(self, path: str, text: str) -> float:
        trace = self._found.get(path)
        headed = trace is not None and in_section(trace, self._page, frozenset({Kind.SUMMARY}))
        long = len(text.split()) >= 8
        return (0.97 if long else 0.7) if headed else (0.75 if long else 0.5)

    def _date(self, path: str, text: str) -> float:
        entry = path.rsplit(".", 1)[0]
        here, start = self._found.get(path), self._found.get(f"{entry}.start_date")
        beside = here is not None and start is not None and self._row(here) == self._row(start)
        dated = find_period(text) is not None or any(char.isdigit() for char in text)
        weight = 0.96 if dated or (beside and path.endswith("end_date")) else 0.7
        near = [self._found.get(f"{entry}.{key}") for key in ("title", "company")]
        rows = [self._row(trace) for trace in near if trace is not None and trace.first >= 0]
        if here is None or not rows:
            return weight * 0.7
        away = min(abs(self._row(here) - row) for row in rows)
        return weight * (1.0 if away <= 2 else 0.7) * (0.5 if self._is_backwards(entry) else 1.0)

    def _is_backwards(self, entry: str) -> bool:
        """Whether a position ends before it begins: one of its dates was misread, or mistyped by its author."""
        position = self._resume.experiences[int(entry.rpartition(".")[2])]
        return backwards(position.start_date, position.end_date)

    def _row(self, trace: Trace) -> int:
        return self._page.cells[trace.first].row

    def _description(self, path: str, text: str) -> float:
        trace = self._found.get(path)
        if trace is None or trace.first < 0:
            return 0.7
        weight = 0.9 if len(text.split()) >= 5 else 0.55
        weight *= 0.6 if self._around.runs_on(trace) else 1.0
        if looks_like_headline(text) or MARKS.search(text) or DURATION.match(text) or text[:1] in "—–-•|@":
            weight *= 0.5
        return weight * whole(text)

    def _highlight(self, path: str, text: str) -> float:
        trace = self._found.get(path)
        weight = 0.97 if len(text.split()) >= 3 else 0.7
        if trace is not None and (self._around.runs_on(trace) or self._around.ends_early(text, trace)):
            weight *= 0.65
        if trace is not None and trace.first >= 0 and trace.pieces[0].start > 3:
            weight *= 0.75  # it begins in the middle of a line
        return weight * whole(text)


def _tells(position: Experience) -> bool:
    """Whether the words of a position say which of the two is its title."""
    return title_score(position.title) > 0 or title_score(position.company) < 0

"""Positions held: title, employer, period, what was done.

Which rows make up a position is told in `positions`; which of its headlines is what, by the words of this position and
by what all of the section say together (`habits`, `slots`).
"""

# ruff: noqa: PLR2004, RUF001
# Why: thresholds in points or words stand where they are used; the dashes that resumes are written with.

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from intervue.resume.bodies import body_of, without_answers, without_label
from intervue.resume.dates import without_period
from intervue.resume.employers import covers, is_gap
from intervue.resume.habits import Habit, habit_of
from intervue.resume.headline import Heads, heads_of, parted_by_habit, pieces_of, title_and_company, without_town
from intervue.resume.headline_rows import headline_rows
from intervue.resume.outline import Part, bullets_and_text, column_ends, outline
from intervue.resume.places import split_place
from intervue.resume.positions import Position, positions_of
from intervue.resume.schema import Experience
from intervue.resume.shapes import shape_of
from intervue.resume.slots import may_be_place, place_slots
from intervue.resume.vocabulary import title_score

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intervue.resume.layout import Row

_DASH = re.compile(r"\s+[-–—]\s+")
_PROJECT = re.compile(r"(?:project|projekt|projet|proyecto|progetto|projeto)(?:\s+\d+)?", re.IGNORECASE)
MAX_POSITIONS = 60
MAX_HIGHLIGHTS = 60


def parse_experience(rows: Sequence[Row], right: float = 0.0) -> list[Experience]:
    """The positions of one section, in the order of the page.

    `right`: where the lines of the section's column end, points; from the section itself where it is not known.
    """
    rows = headline_rows(rows, right)
    positions, end = positions_of(without_answers(outline(rows, right))), column_ends(rows, right)
    habit = _read_heads(positions)
    dashed = any(map(_has_town_after_dash, positions)) or _all_have_dashes(positions)
    found: list[Experience] = []
    employer, job = "", None
    roles = _roles_below(positions)
    for index, position in enumerate(positions):
        title, company, rest = _told(position.heads, habit, is_role=index in roles)
        following = positions[index + 1] if index + 1 < len(positions) else None
        if _is_group_heading(position, following) or _is_described(position, following):
            employer = without_town(position.heads.fields[0])
            continue
        if not company and not is_gap(title) and not position.heads.told:
            title, company = (title, employer) if title or not found else ("", title)
        company = _before_dash(company) if dashed else company
        employer = company or employer
        highlights, text = bullets_and_text(body_of(position.body, end))
        if not (title or company):
            continue
        if found and _is_project(position, job):
            found[-1] = _with_project(found[-1], " ".join(position.heads.fields), highlights, text)
            continue
        job = position
        found.append(
            Experience(
                company=company,
                title=title,
                start_date=position.period.start if position.period else None,
                end_date=position.period.end if position.period else None,
                description=" ".join(_worded([*rest, without_label(text)])),
                highlights=highlights[:MAX_HIGHLIGHTS],
            )
        )
    return _without_towns(_with_employers_of_others(found[:MAX_POSITIONS]), positions)


def _with_employers_of_others(found: Sequence[Experience]) -> list[Experience]:
    """The positions, what stands before an employer that others name alone added to the title.

    "Shift Lead, Outbound, Maumee Partners" above "Picker, Maumee Partners" is "Shift Lead, Outbound".
    """
    names = {job.company for job in found if job.title}
    whole = []
    for job in found:
        before, _, name = job.company.rpartition(", ")
        part = before and job.title and name in names and title_score(before) >= 0
        moved = {"title": f"{job.title}, {before}", "company": name} if part else {}
        whole.append(job.model_copy(update=moved))
    return whole


def _without_towns(found: Sequence[Experience], positions: Sequence[Position]) -> list[Experience]:
    """The positions, towns in no list taken off the titles where known ones stand behind the others.

    "Teacher, Gort an Choirce" beside "Teacher, Dublin 13".
    """
    texts = [
        without_period(text).strip() for position in positions for item in position.head for text in item.row.texts
    ]
    known = {split_place(text)[0] for text in texts if split_place(text)[1]}
    bare = [job.title if job.title in known else job.title.rpartition(", ")[0] for job in found]
    towns = [
        job.title == title or may_be_place(job.title.rpartition(", ")[2])
        for job, title in zip(found, bare, strict=True)
    ]
    if not all(job.company and title for job, title in zip(found, bare, strict=True)) or not all(towns):
        return list(found)
    if not any(job.title in known for job in found):
        return list(found)
    return [job.model_copy(update={"title": title}) for job, title in zip(found, bare, strict=True)]


def _told(heads: Heads, habit: Habit, *, is_role: bool) -> tuple[str, str, list[str]]:
    """Title, employer and the rest of a position's headlines, by its words and the other positions' votes."""
    if is_role:
        return heads.fields[0], "", []
    habit.add(heads, -1)
    title, company, rest = title_and_company(heads, habit)
    habit.add(heads)
    return title, company, [each for each in rest if not may_be_place(each.removesuffix(" City"))]


def _read_heads(positions: Sequence[Position]) -> Habit:
    """Set each position's headlines, those that tell little as the others show; returns what they say together."""
    places = place_slots([pieces_of(position.head) for position in positions])
    for position in positions:
        position.heads = heads_of(position.head, places)
    # The second round knows what the first has parted.
    for _ in range(2):
        habit = habit_of(position.heads for position in positions)
        for position in positions:
            position.heads = parted_by_habit(position.heads, habit)
    habit = habit_of(position.heads for position in positions)
    habit.shape = shape_of([(each.heads.fields, [item.row.texts for item in each.head]) for each in positions])
    return habit


def _has_town_after_dash(position: Position) -> bool:
    """Whether a known place stands behind a dash: "Larkspur Ltd - Belo Horizonte"."""
    texts = [without_period(text).strip() for item in position.head for text in item.row.texts]
    return any(_DASH.match(text[len(split_place(text)[0]) :]) for text in texts)


def _all_have_dashes(positions: Sequence[Position]) -> bool:
    """Whether a field of each position ends with a dash and what can only be a town: "Larkspur - Zeitz"."""
    tails = [[_DASH.split(text)[1:] for text in position.heads.fields] for position in positions]
    return len(tails) > 1 and all(any(len(tail) == 1 and may_be_place(tail[0]) for tail in each) for each in tails)


def _before_dash(company: str) -> str:
    """An employer's name without what can only be its town, where others have theirs behind a dash."""
    *name, town = _DASH.split(company)
    return name[0] if len(name) == 1 and may_be_place(town) else company


def _worded(texts: Sequence[str]) -> list[str]:
    """Without what is empty, and without remarks beside the dates: "(40 hours per week)"."""
    bare = (re.sub(r"^\([^()]{1,40}\)\s*", "", text) for text in texts)
    return [text for text in bare if any(map(str.isalnum, text))]


def _is_project(position: Position, job: Position | None) -> bool:
    """Whether this is a piece of work within the time of the job above, which has title and employer itself."""
    if job is None or len(job.heads.fields) < 2 or not position.heads.fields:
        return False
    inner = position.period is not None and position.period.end is not None and covers(job.period, position.period)
    if _PROJECT.fullmatch(position.heads.fields[0]):
        return inner
    if len(position.heads.fields) != 1:
        return False
    return inner and 0 <= title_score(position.heads.fields[0]) <= 0.6 and not is_gap(position.heads.fields[0])


def _with_project(job: Experience, name: str, highlights: list[str], text: str) -> Experience:
    told = " ".join(filter(None, (job.description, name, text)))
    return job.model_copy(update={"description": told, "highlights": [*job.highlights, *highlights][:MAX_HIGHLIGHTS]})


def _roles_below(positions: Sequence[Position]) -> set[int]:
    """The numbers of the positions below an employer with the whole time there, whose commas belong to the title.

    "Acme Foods Inc. 2012 - 2020", then "Director, Logistics 2016 - 2020".
    """
    found: set[int] = set()
    above: Position | None = None
    for number, position in enumerate(positions):
        heads = position.heads
        alone = len(heads.fields) == 1 or heads.pieces > 0
        if above is not None and alone and covers(above.period, position.period):
            position.heads = Heads([", ".join(heads.fields)], heads.spare, heads.looks[:1])
            found.add(number)
            continue
        below = positions[number + 1 : number + 2]
        above = position if _is_employer_alone(position) and _begins_with_title(position, below) else None
    return found


def _is_employer_alone(position: Position) -> bool:
    """Whether a position is an employer's name with a period, and at most some lines about the employer."""
    text = all(item.part in {Part.PROSE, Part.PLAIN} for item in position.body)
    if not text or len(position.heads.fields) != 1:
        return False
    score, row = title_score(position.heads.fields[0]), without_period(position.head[0].row.texts[0])
    return score <= (0 if split_place(row.strip())[1] and len(position.head) == 1 else -1)


def _begins_with_title(above: Position, below: Sequence[Position]) -> bool:
    """Whether the next position lies within the employer's time, and begins with a title."""
    titled = bool(below and below[0].heads.fields) and title_score(below[0].heads.fields[0]) > 0
    return titled and covers(above.period, below[0].period)


def _is_group_heading(position: Position, following: Position | None) -> bool:
    """Whether this is an employer with the whole time there, above several positions with their own periods.

    Lines about the employer may stand between; a position's own description cannot.
    """
    if following is None or len(position.heads.fields) != 1 or len(following.heads.fields) != 1:
        return False
    score = title_score(position.heads.fields[0])
    if any(item.part is not Part.PROSE and item.part is not Part.PLAIN for item in position.body):
        return False
    return score <= (0.6 if not position.body else -1) and covers(position.period, following.period)


def _is_described(position: Position, following: Position | None) -> bool:
    """The same where the first headline below is a line about the employer, which is taken off that position."""
    if following is None or len(position.heads.fields) != 1 or len(following.heads.fields) != 2 or position.body:
        return False
    about = following.heads.fields[0]
    above = following.head[0].part is Part.PLAIN and -1 < title_score(about) <= 0.6
    if not (above and title_score(position.heads.fields[0]) <= -1 and covers(position.period, following.period)):
        return False
    following.heads = Heads(following.heads.fields[1:], following.heads.spare, following.heads.looks[1:])
    return True

"""A résumé's sections: headings are known by what they say, and by looking like the other headings."""

# ruff: noqa: PLR2004
# Why: thresholds in points or words stand where they are used.

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import TYPE_CHECKING

from intervue.resume.column_names import Column
from intervue.resume.dates import find_period, is_period
from intervue.resume.forms import arranged, heading_in_form, is_form, role_of
from intervue.resume.groups import is_other_label
from intervue.resume.heading_looks import Look, Tones, is_alone, is_short, look_of, mark_of, shaped_looks
from intervue.resume.headings import Kind, is_known, is_sure, kind_by_keyword, kind_of, phrase_of
from intervue.resume.lines import Line, joined, split_bullet, without_icons
from intervue.resume.mixed import are_titles, names_no_study, parted
from intervue.resume.outline import is_prose
from intervue.resume.records import Record
from intervue.resume.spoken import is_spoken_language
from intervue.resume.study_words import OPEN_END
from intervue.resume.unnamed import (
    are_certificates,
    holds_post,
    kind_by_content,
    lasts,
    names_studies,
    summary_by_content,
    tells_of_a_person,
    tells_of_positions,
)
from intervue.resume.vocabulary import title_score

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from intervue.resume.layout import Region, Row


__all__ = ["Headings", "Look", "Section", "kind_of", "look_of", "split_sections"]

_INLINE = re.compile(r"^([^\W\d_](?:[^\W\d_]|[ &/'-]){2,30}?)\s*:\s*(?=\S)")

_MAIL = re.compile(r"\w@\w")
_PHONE = re.compile(r"\d[\d ()./-]{6,}\d")
_FRAMED = re.compile(
    r"^([-\u2013\u2014=*~_|/<>#\u2022\u00b7]{1,4})\s*\w.*\w\s*[-\u2013\u2014=*~_|/<>#\u2022\u00b7]{1,4}$"
)
_NUMBERED = re.compile(r"^(?:\d{1,2}|[IVX]{1,4})[.)]\s")

_GENERAL = frozenset({"additional", "additional information", "additional details", "other", "other information",
                      "miscellaneous", "sonstiges", "divers", "otros", "outros", "altro", "overig"})  # fmt: skip
"""Headings that say nothing: each line has a label of its own."""
_GENERAL_LABELS = {"computer": Kind.SKILLS, "it": Kind.SKILLS, "software": Kind.SKILLS, "technical": Kind.SKILLS,
                   "laboratory": Kind.SKILLS, "language": Kind.LANGUAGES}  # fmt: skip
_TONGUES = re.compile(
    r"^(?:mother tongue|native language|(?:other|foreign) languages?|muttersprache|fremdsprachen|weitere sprachen"
    r"|andere sprachen|langues? maternelles?|autres langues|lengua materna|otros idiomas|lingua madre|altre lingue"
    r"|lingua materna|outras linguas|outros idiomas|moedertaal|andere talen|vreemde talen)(?:\(s\))?$"
)
_COURSES = frozenset({"courses", "course", "cursos", "online courses"})
"""Courses of study under one heading, certificates with their issuers under the same one elsewhere."""
_OFFICES = frozenset({"engagements", "positions held", "positions", "posts held", "offices held", "roles held"})
"""All of the career, or a student's offices beside it: they have a year each, or none."""
_MEMBERSHIPS = re.compile(r"\b(?:membership|affiliation)s?\b")
_TRAINING = frozenset({"training", "trainings", "training and courses", "professional training"})
"""Certificates under most such headings, all of the education where no other heading names it."""
_ACRONYM = re.compile(r"[A-Z]{2,4}(?:\s?[/&+-]\s?[A-Z]{2,4})?")
_END_CHARS = 12
"""More than the longest word that leaves a text open has."""


@dataclass(slots=True)
class Section:
    """A heading and what follows it. `title` is the heading's text, empty for the header."""

    kind: Kind
    title: str = ""
    rows: list[Row] = field(default_factory=list)


class Headings:
    """Tells headings from other lines, having seen the whole résumé."""

    def __init__(self, regions: Sequence[Region]) -> None:
        lines = [(row, row.cells[0]) for region in regions for row in region.rows]
        chars: dict[float, int] = {}
        for _, line in lines:
            size = round(line.size * 2) / 2
            chars[size] = chars.get(size, 0) + len(line.text)
        self.body_size = max(chars, key=lambda size: chars[size], default=10.0)
        self._look = Tones(line for _, line in lines).look_of
        looks = [(line, self._look(line)) for row, line in lines if is_alone(row)]
        named = [(row, self._look(line)) for row, line in lines if is_sure(line.text)]
        sure = [look for row, look in named if is_alone(row) or self._stands_out(look)]
        self._margin = self._in_margin([row for row, _ in lines])
        self._beside_margin = self._right_of_margin([row for row, _ in lines])
        self._beside_periods = _right_of_periods([row for row, _ in lines])
        # What stands out by size or weight does so in each colour.
        self._looks = {look.plain if self._stands_out(look.plain) else look for look in sure if self._stands_out(look)}
        self._looks = self._looks or {look.plain for look in sure}
        self._headings_only = self._of_headings_only([row for row, _ in lines])
        texts = Counter(line.text for row, line in lines if is_alone(row))
        self._repeated = {text for text, times in texts.items() if times > 1 and not is_sure(text)}
        plain, toned = shaped_looks(regions, self.body_size, look_of, self._look)
        self._headings_only |= plain | {look for look in toned if look.tone}
        marked = {(look, mark_of(line.text), line.text) for line, look in looks if kind_of(line.text) is not None}
        self._marked = {each for each, times in Counter(each[:2] for each in marked).items() if each[1] and times > 1}

    def _in_margin(self, rows: Sequence[Row]) -> set[tuple[Look, str, int]]:
        """Where headings stand beside their text: several known ones do so, and they are not only labels of skills."""
        found: dict[tuple[Look, str, int], list[Row]] = {}
        for row in rows:
            if not is_alone(row):
                for place in _places(row, self._look(row.cells[0])):
                    found.setdefault(place, []).append(row)
        return {place for place, those in found.items() if len(those) > 1 and self._are_headings(place[0], those)}

    def _right_of_margin(self, rows: Sequence[Row]) -> float:
        """Where the text begins that headings stand left of, points: none stands in it only by its look."""
        beside = [row for row in rows if not self._margin.isdisjoint(_places(row, self._look(row.cells[0])))]
        starts = [row.cells[1].box.x0 for row in beside if not is_alone(row)]
        return min(starts) - 2 if len(starts) > 2 else float("inf")

    def _are_headings(self, look: Look, rows: Sequence[Row]) -> bool:
        """Whether lines in a margin are headings: for certain, by what they say, or by how far apart they stand."""
        if not self._stands_out(look.plain) and len({row.cells[0].text for row in rows}) < len(rows):
            return False  # the labels of a form: each entry has the same ones
        if sum(is_sure(row.cells[0].text) for row in rows) > 1:
            return True
        kinds_of = [kind_of(row.cells[0].text) or kind_by_keyword(row.cells[0].text) for row in rows]
        known = [row for row, kind in zip(rows, kinds_of, strict=True) if kind]
        if not self._stands_out(look) or len(known) < 2 or not any(kind_of(row.cells[0].text) for row in known):
            return False
        kinds = {kind for kind in kinds_of if kind}
        first, last = known[0].cells[0], known[-1].cells[0]
        apart = first.page != last.page or last.box.y0 - first.box.y0 > 0.35 * first.page_height
        return not _OF_THE_CAREER.isdisjoint(kinds) or (apart and len(kinds - {Kind.SKILLS, Kind.LANGUAGES}) > 1)

    def _of_headings_only(self, rows: Sequence[Row]) -> set[Look]:
        """Looks larger than the text that most lines share with known headings: the few others are headings, too."""
        looks = [look_of(row.cells[0]) for row in rows]
        alone = {(look, row.text) for look, row in zip(looks, rows, strict=True) if is_alone(row)}
        known = [look for look, text in alone if kind_of(text)]
        every = Counter(looks)
        large = [(look, times) for look, times in Counter(known).items() if look.size > 1.06 * self.body_size]
        return {look for look, times in large if times >= 2 and every[look] <= 3 * times}

    def _stands_out(self, look: Look) -> bool:
        return look.bold or look.capitals or look.size > self.body_size + 0.4 or look.tone > 0

    def kind(self, row: Row, current: Kind) -> Kind | None:
        """The kind of section that this row begins; None if it is no heading."""
        line = row.cells[0]
        text = line.text
        look = self._look(line)
        marked = (look, mark_of(text)) in self._marked
        listed = (
            split_bullet(text)[0]
            and without_icons(text) == text
            and look.size <= self.body_size + 0.4
            and not marked
            and not _NUMBERED.match(text)
            and not _FRAMED.match(text)
        )
        if text.endswith((".", ",", ";")) or listed or text in self._repeated:
            return None
        exact = kind_of(text)
        looks = _as_others(look, text)
        like_all = (marked or not self._headings_only.isdisjoint(looks)) and not self._is_beside(line, look)
        alike = like_all or not self._looks.isdisjoint(looks)
        dated = any(is_period(cell.text) for cell in row.cells[1:])
        in_margin = not self._margin.isdisjoint(_places(row, look))
        beside = alike and self._stands_out(look) and (is_sure(text) or not dated or in_margin)
        if exact is Kind.LANGUAGES and current is Kind.SKILLS and not _names_spoken(row.cells[1:]):
            return None  # "Languages   Python, Go"
        if exact is not None and (is_alone(row) or beside or in_margin):
            sure = is_sure(text) and not (current in {Kind.SKILLS, Kind.LANGUAGES} and not self._stands_out(look))
            sure = sure and not text[:1].islower()
            return exact if alike or sure or in_margin or (self._stands_out(look) and not self._looks) else None
        if alike and self._stands_out(look) and is_alone(row):
            by_word = kind_by_keyword(text)
            if by_word is not None and (look.capitals or look.size > self.body_size + 0.9):
                return Kind.UNNAMED if by_word is Kind.SKILLS else by_word
            titled = look.size > self.body_size + 0.9 and look.capitals and len(text) < 40
            if titled and current is not Kind.HEADER and not like_all:
                return Kind.OTHER
        if current is Kind.EXPERIENCE and title_score(text) > 1 and not marked:
            return None  # the title of a position may look like a heading
        like_others = like_all if is_alone(row) else in_margin and self._stands_out(look)
        return Kind.UNNAMED if like_others and is_short(text) else None

    def _is_beside(self, line: Line, look: Look) -> bool:
        """Whether a line begins where the text does beside headings or periods in the margin."""
        beside_period = look.size <= self.body_size + 0.4 and round(line.box.x0 / 3) in self._beside_periods
        return beside_period or line.box.x0 >= self._beside_margin

    def in_one_piece(self, rows: Sequence[Row]) -> list[Row]:
        """The rows, a heading that stands on two lines joined."""
        whole = list(rows[:1])
        for row in rows[1:]:
            last = whole[-1]
            if is_alone(last) and is_alone(row) and self._is_one_heading(last.cells[0], row.cells[0]):
                whole[-1] = type(row)((joined(last.cells[0], row.cells[0]),))
            elif self._is_rest_in_margin(last, row):
                whole[-1] = type(last)((joined(last.cells[0], row.cells[0]), *last.cells[1:]))
                whole += [type(row)(row.cells[1:])] * (len(row.cells) > 1)
            else:
                whole.append(row)
        return whole

    def _is_one_heading(self, first: Line, second: Line) -> bool:
        look = look_of(first)
        near = second.page == first.page and second.box.y0 - first.box.y1 < 0.6 * first.box.height
        if not near or look not in self._looks or look_of(second) != look or not self._stands_out(look):
            return False
        return is_known(f"{first.text} {second.text}") and not (kind_of(first.text) and kind_of(second.text))

    def _is_rest_in_margin(self, above: Row, row: Row) -> bool:
        """Whether a row begins with the second line of a heading in the margin: "Registration &" / "in-service"."""
        one, two = above.cells[0], row.cells[0]
        look = self._look(two)
        if self._look(one) != look or two.page != one.page:
            return False
        if self._margin.isdisjoint(_places(above, look)) or self._margin.isdisjoint(_places(row, look)):
            return False
        near = two.box.y0 - one.box.y1 < 0.6 * one.box.height
        return near and (two.text[:1].islower() or OPEN_END.search(one.text[-_END_CHARS:]) is not None)

    def inline(self, row: Row, home: Section, current: Section) -> tuple[Kind, str] | None:
        """A heading with its text on the same line ("Skills: Python, SQL"): the kind and the label.

        `home`: the section of the latest heading on a line of its own. A label that names no section leads back there.
        """
        other = _beside_skills(row, home, current)
        if other is not None:
            return (other, "") if other is not current.kind else None
        match = _INLINE.match(row.text)
        general = home.kind is Kind.OTHER and phrase_of(home.title) in _GENERAL
        closed = home.kind in {Kind.EXPERIENCE, Kind.VOLUNTEERING, Kind.CONTACT, Kind.OTHER}
        if match is None or not (general or (row.cells[0].spans[0].bold and not closed)):
            return None
        phrase = phrase_of(match[1])
        kind = kind_of(match[1]) if general or is_sure(match[1]) else None
        kind = kind or (_GENERAL_LABELS.get(phrase) if general else None)
        if home.kind is Kind.SKILLS and kind is not Kind.CERTIFICATIONS and not is_other_label(match[1]):
            kind = None
        kind = kind or home.kind
        return (kind, match[0]) if kind is not current.kind else None


def _as_others(look: Look, text: str) -> set[Look]:
    """The looks of other headings that a line's look is like: the capitals of an acronym, "EDV", are no look."""
    looks = {look, look.plain}
    return looks | {replace(each, capitals=False) for each in looks} if _ACRONYM.fullmatch(text) else looks


def _beside_skills(row: Row, home: Section, current: Section) -> Kind | None:
    """The kind of a row of label and text among skills that is no skill: "Mother tongue  Polish", "Hobbies  Chess".

    The next label of another kind leads back: "Digital skills  QGIS".
    """
    if home.kind is not Kind.SKILLS or len(row.cells) == 1:
        return None
    label = row.cells[0]
    if is_other_label(label.text):
        return Kind.OTHER
    if _TONGUES.match(phrase_of(label.text)):
        return Kind.LANGUAGES
    if current is home or current.kind not in {Kind.LANGUAGES, Kind.OTHER}:
        return None
    box, first = label.box, current.rows[0].cells[0].box
    aligned = abs(box.x0 - first.x0) < 3 or abs(box.x1 - first.x1) < 3
    return Kind.SKILLS if aligned and not is_spoken_language(label.text) else current.kind


def _right_of_periods(rows: Sequence[Row]) -> set[int]:
    """Where, in steps of three points, text begins that several periods stand left of."""
    starts = [row.cells[1].box.x0 for row in rows if len(row.cells) > 1 and is_period(row.cells[0].text)]
    times = Counter(round(start / 3) for start in starts)
    return {place + step for place, count in times.items() if count > 2 for step in (-1, 0, 1)}


def _places(row: Row, look: Look) -> set[tuple[Look, str, int]]:
    """Where a heading beside its text could be aligned with others of its look."""
    box = row.cells[0].box
    return {(look, "left", round(box.x0 / 4)), (look, "right", round(box.x1 / 4))}


def _names_spoken(cells: Sequence[Line]) -> bool:
    """Whether these name spoken languages; nothing at all may go on in the next row."""
    words = [word for cell in cells for word in re.split(r"[,;|/•·]|\s{2,}", cell.text) if word.strip()]
    return not words or any(is_spoken_language(word) or is_spoken_language(word.split()[0]) for word in words)


def _is_rest(above: Row, row: Row) -> bool:
    """Whether a row ends what the text above leaves open, though it is a heading's word: "School of / Languages"."""
    one, two = above.cells[-1], row.cells[0]
    near = row.page == above.page and abs(two.box.y0 - one.box.y1) < 0.6 * one.box.height
    open_end = near and len(row.cells) == 1 and OPEN_END.search(one.text[-_END_CHARS:]) is not None
    return open_end and look_of(one) == look_of(two)


def split_sections(regions: Sequence[Region]) -> list[Section]:
    """All rows in sections, in reading order. A column goes on with the section of the text above it."""
    headings = Headings(regions)
    form = is_form([row for region in regions for row in region.rows])
    foot = _foot(regions)
    sections = [Section(Kind.HEADER)]
    at_foot = Section(Kind.CONTACT)
    ended: list[tuple[Region, Section]] = []
    for region in regions:
        home = current = _flowing(region, ended) or _continued(region, ended) or sections[0]
        for row in headings.in_one_piece(region.rows):
            rest = isinstance(row, Record) or (bool(current.rows) and _is_rest(current.rows[-1], row))
            rest = rest or (form and role_of(row) is not None and not is_sure(row.cells[0].text))
            kind = (
                None
                if rest
                else headings.kind(row, current.kind) or (heading_in_form(row, current.kind) if form else None)
            )
            inline = headings.inline(row, home, current) if kind is None and not isinstance(row, Record) else None
            if id(row) in foot:
                at_foot.rows.append(row)
            elif kind is not None:
                home = current = _opened(kind, row)
                sections.append(current)
            elif inline is not None and inline[0] is home.kind:
                current = home
                home.rows.append(row)
            elif inline is not None:
                current = Section(*inline, [row])
                sections.append(current)
            else:
                current.rows.append(row)
        ended.append((region, current))
    if foot:
        sections.append(at_foot)
    _settle(sections, form=form)
    return [part for section in sections for part in _parted(section)]


def _opened(kind: Kind, row: Row) -> Section:
    """The section that a heading begins, with what stands beside the heading."""
    rest = row.cells[1:]
    worded = any(without_icons(cell.text) for cell in rest)
    return Section(kind, row.cells[0].text, [type(row)(rest)] if worded else [])


def _parted(section: Section) -> list[Section]:
    """The section, or both of which it is made."""
    if section.kind not in {Kind.EDUCATION, Kind.CERTIFICATIONS}:
        return [section]
    studies, certificates = parted(section.kind, section.title, section.rows)
    # What stood apart stays apart: the distance of lines tells which go on.
    chosen = set(map(id, certificates))
    runs = [list(run) for ours, run in groupby(section.rows, key=lambda row: id(row) in chosen) if ours]
    both = [(Kind.EDUCATION, studies), *((Kind.CERTIFICATIONS, run) for run in runs)]
    return [Section(kind, section.title, rows) for kind, rows in both if rows] or [section]


def _settle(sections: Sequence[Section], *, form: bool) -> None:
    """Put the rows of a form into order, and give the sections a kind whose headings leave it open."""
    for section in sections if form else ():
        section.rows = arranged(section.rows)
    for section in sections:
        if section.kind is Kind.SUMMARY and summary_by_content(section.rows, ()) is Kind.CONTACT:
            section.kind = Kind.CONTACT
    known = {section.kind for section in sections}
    for index, section in enumerate(sections):
        if section.kind is not Kind.VOLUNTEERING and holds_post(section.title, section.rows):
            section.kind = Kind.EXPERIENCE
        elif _holds_certificates(section, sections):
            section.kind = Kind.CERTIFICATIONS
        elif section.kind is Kind.CERTIFICATIONS and phrase_of(section.title) in _TRAINING:
            studies = kind_by_content(section.rows, known, set()) is Kind.EDUCATION
            section.kind = Kind.EDUCATION if studies else section.kind
        if index and sections[index - 1].kind is Kind.SKILLS and _are_no_tongues(section):
            section.kind = Kind.SKILLS
        if section.kind is Kind.UNNAMED:
            section.kind = _unnamed(section, known, [each.kind for each in sections[:index] if each.rows])
            known.add(section.kind)
        if section.kind is Kind.EXPERIENCE and phrase_of(section.title) in _OFFICES and not lasts(section.rows):
            others = (each for each in sections if each.kind is Kind.EXPERIENCE and each is not section)
            section.kind = Kind.VOLUNTEERING if any(each.rows for each in others) else section.kind
        if section.kind is Kind.EXPERIENCE and Kind.SUMMARY not in known and tells_of_a_person(section.rows):
            others = (each for each in sections[index + 1 :] if each.kind is Kind.EXPERIENCE)
            section.kind = Kind.SUMMARY if any(each.rows for each in others) else section.kind
        if section.kind is Kind.SUMMARY:
            section.kind = summary_by_content(section.rows, known)


_OF_THE_CAREER = frozenset({Kind.EXPERIENCE, Kind.EDUCATION})
_NOT_BY_CONTENT = frozenset({Kind.OTHER, Kind.VOLUNTEERING, Kind.LANGUAGES, Kind.SKILLS, Kind.CERTIFICATIONS})
"""What a word in a heading says for certain: what stands there looks like other sections' text."""


def _unnamed(section: Section, known: Collection[Kind], before: Sequence[Kind]) -> Kind:
    """The kind of a section whose heading is in no list, by a word of it or by what stands below."""
    if not section.rows:
        return Kind.OTHER
    if all(isinstance(row, Record) and row.text_of(Column.TITLE) for row in section.rows):
        return Kind.EXPERIENCE  # as the columns of the table say
    by_word = kind_by_keyword(section.title)
    dated = any(find_period(row.text) is not None for row in section.rows)
    if by_word in {Kind.OTHER, Kind.SKILLS} and Kind.EXPERIENCE not in known and tells_of_positions(section.rows):
        return Kind.EXPERIENCE  # "Références professionnelles", "Work on the Tools"
    if by_word in _NOT_BY_CONTENT or (by_word is Kind.EXPERIENCE and dated):
        return by_word
    if sum(map(_is_contact, section.rows)) >= 2:
        return Kind.CONTACT
    told = is_prose(section.rows[0].text) and not _is_contact(section.rows[0])
    if set(before) <= {Kind.HEADER} and title_score(section.title) > 1 and told:
        return Kind.SUMMARY  # a headline in the look of the headings: "CHIEF FINANCIAL OFFICER"
    found = kind_by_content(section.rows, known, before)
    if found is Kind.OTHER and by_word is None and before[-1:] == [Kind.EXPERIENCE] and lasts(section.rows):
        return Kind.EXPERIENCE  # the earlier career: "Before: music"
    if by_word is Kind.EDUCATION and found is Kind.CERTIFICATIONS and names_studies(section.rows):
        return by_word  # "Licence" is a degree in France
    return by_word or found if found is Kind.OTHER else found


def _holds_certificates(section: Section, sections: Sequence[Section]) -> bool:
    """Whether what stands below a heading that may mean other things, too, are certificates."""
    title = phrase_of(section.title)
    if section.kind is Kind.OTHER:
        courses = title in _COURSES and are_certificates(section.rows)
        return courses or (_MEMBERSHIPS.search(title) is not None and are_titles(section.rows))
    ambiguous = section.kind is Kind.EDUCATION and names_no_study(section.title, section.rows)
    return ambiguous and any(
        names_studies(each.rows if each.kind is Kind.EDUCATION else parted(each.kind, each.title, each.rows)[0])
        for each in sections
        if each is not section and each.kind in {Kind.EDUCATION, Kind.CERTIFICATIONS}
    )


def _are_no_tongues(section: Section) -> bool:
    """Whether a section called languages names none that people speak: "Languages" above "Python" and "Go"."""
    named = section.kind is Kind.LANGUAGES and bool(section.rows)
    return named and not any(_names_spoken(row.cells) for row in section.rows)


def _foot(regions: Sequence[Region]) -> set[int]:
    """The identities of rows with contact data at the foot of the first page, where they stand nowhere else."""
    rows = [row for region in regions for row in region.rows]
    mails = [row for row in rows if "@" in row.text]
    first = sorted((row for row in rows if row.page == rows[0].page), key=lambda row: -row.box.y1)
    block: list[Row] = []
    for row in first:
        height = row.cells[0].page_height
        if block and block[-1].box.y0 - row.box.y1 > row.box.height:
            break
        if row.box.y0 < 0.85 * height or len(block) == 4:
            return set()
        block.append(row)
    return {id(row) for row in block} if mails and all(row in block for row in mails) else set()


def _flowing(region: Region, ended: Sequence[tuple[Region, Section]]) -> Section | None:
    """The section that the column at the left ended in, if text flows from one column into the next as in a paper."""
    if not ended:
        return None
    before, section = ended[-1]
    wide, wide_before = region.box.x1 - region.box.x0, before.box.x1 - before.box.x0
    beside = before.page == region.page and before.box.x1 < region.box.x0 and before.box.y0 < region.box.y1
    level = abs(before.box.y0 - region.box.y0) < 40
    alike = 0.66 < wide / max(wide_before, 1.0) < 1.5
    return section if beside and level and alike and not any(map(_is_contact, region.rows[:3])) else None


def _is_contact(row: Row) -> bool:
    return _MAIL.search(row.text) is not None or (_PHONE.search(row.text) is not None and find_period(row.text) is None)


def _continued(region: Region, ended: Sequence[tuple[Region, Section]]) -> Section | None:
    """The section that was open at the end of the latest region above, on this page or on one before."""
    best, section = 0.3, None
    for number, (other, last) in reversed(list(enumerate(ended))):
        if any(_is_between(each, other, region) for each, _ in ended[number + 1 :]):
            continue
        share = _shared(region, other)
        if share > best + 0.05:
            best, section = share, last
    return section


def _shared(one: Region, other: Region) -> float:
    """How much of the narrower region's width stands below the other, 0 to 1."""
    inner = min(one.box.x1, other.box.x1) - max(one.box.x0, other.box.x0)
    narrow = min(one.box.x1 - one.box.x0, other.box.x1 - other.box.x0)
    return max(inner, 0.0) / narrow if narrow > 0 else float(inner >= 0)


def _is_between(each: Region, above: Region, below: Region) -> bool:
    under = each.page > above.page or each.box.y0 >= above.box.y1 - 4
    return under and _shared(each, above) > 0.5 and _shared(each, below) > 0.5

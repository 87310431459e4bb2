"""The summary: the text of the profile section, or the sentences under the name."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from intervue.resume.dates import is_period
from intervue.resume.headings import Kind, kind_of
from intervue.resume.lines import BULLET, join_all, split_bullet, without_icons
from intervue.resume.location import LIVES_IN
from intervue.resume.outline import had_no_room
from intervue.resume.phones import is_strong, phone_in
from intervue.resume.places import is_address
from intervue.resume.proficiency import is_told
from intervue.resume.vocabulary import title_score

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intervue.resume.layout import Row
    from intervue.resume.sections import Section

SUMMARY_MAX_CHARS = 4000
_HEADLINE_WORDS = 6
_HEAD_ROWS = 120
"""Rows of a head in which its sentences are looked for."""
_UNIT = re.compile(
    r"(?:department|dept|division|faculty|school|institute?|centre|center|chair|d[ée]partement|facult[ée]|laboratoire"
    r"|departamento|facultad|departement|fakultät|lehrstuhl|abteilung|fachbereich|dipartimento|facoltà|faculdade"
    r"|univers\w+|college|hochschule)\b",
    re.IGNORECASE,
)
_BORN = re.compile(
    r"n[ée]e?\s+(?:le|en|à)\s|born\s+(?:on|in)\s|geb(?:oren|\.)\s|nacid[oa]\s|nascid[oa]\s|nat[oa]\s+(?:il|a|nel)\s"
    r"|\d\d\s+(?:ans|a[ñn]os|anni|jahre|jaar|years\s+old)\s*(?:[,\u2013-]|$)",
    re.IGNORECASE,
)
_AGED = re.compile(
    r"(?:^|,\s)\d\d\s+(?:ans|a[ñn]os|anni|jahre|jaar|years(?:\s+old)?)\s*(?:[,|\u2013-]|$)", re.IGNORECASE
)
_OCCASION = re.compile(
    r"(?:bewerbung\s+(?:um|als|für)|lebenslauf\s+(?:von|zur)|(?:job\s+)?application\s+(?:for|as)|applying\s+for"
    r"|(?:résumé|resume|curriculum\s+vitae|cv)\s+(?:of|de|di|von|van)|candidatura?\s+(?:au|à|para|a[lo]?|per|pour)"
    r"|candidature\s+(?:au|à|pour)|solicitud\s+(?:de|para)|sollicitatie\s+(?:naar|voor|als)|ref(?:erence)?[.:]\s)",
    re.IGNORECASE,
)
"""What a page is handed in for: "Bewerbung um einen Ausbildungsplatz"."""
_REMARK = re.compile(
    r"(?:legally\s+)?(?:authori[sz]ed|eligible|permitted)\s+to\s+work\b|right\s+to\s+work\b|work\s+permit|(?:own|valid|full|clean|\s)*driv(?:ing|er['\u2019]?s?)\s+licen[sc]e"
    r"|available\s+(?:from|for|immediately)\b|notice\s+period|date\s+of\s+birth|nationality|marital|verf\u00fcgbar\s+ab|f\u00fchrerschein"
    r"|disponible\s+(?:\u00e0|d\u00e8s|desde|a)\b|disponibile\s+(?:da|dal)\b|dispon\u00edvel\s+a\b|beschikbaar\s+(?:per|vanaf)\b",
    re.IGNORECASE,
)
"""What somebody says of their papers and their time, under the name."""
_WITHIN_NAMES = re.compile(
    r"of|for|and|the|in|at|de|des|du|la|le|les|et|del|y|e|di|della|do|da|der|die|für|und|van|voor|en"
)
"""Small words within names of schools and departments."""
_LIST_SIGNS = re.compile(
    r"\s[|\u2022\u00b7\u22c5\u2219\u25aa\u25e6~]\s|\s[-\u2013\u2014/]\s(?=[^\W\d_])|\s[|\u2022\u00b7]$|^[|\u2022\u00b7]\s"
)
_LEAST_BULLETS = 2
_ENDS = (".", "!", "?", ":", ";", ",", "\u2026")
"""Signs with which an item of a list ends by itself."""
_LEAST_SIGNS = 2
"""Signs between items in the line that begins a list below a summary."""
_SENTENCE = re.compile(r"[.!?](?=\s|$)")
_SENTENCE_WORDS = 6
_LABEL = re.compile(r"[^\W\d_][^:.,]{1,28}:")
_SURE_TITLE = 2.0
_HEADLINE_MAX_WORDS = 14
_TELLS = re.compile(
    r"\b(?:with|who|seeking|looking|experienced?|years?|mit|der|die|sucht|jahren?|avec|qui|cherche|ans|con|que|busca|a\u00f1os|com|anos"
    r"|che|cerca|anni|met|die|zoekt|jaar)\b",
    re.IGNORECASE,
)
"""Words of a sentence about somebody, though it has neither verb nor full stop."""


def with_summary(sections: Sequence[Section]) -> list[Section]:
    """The sections, the first that tells sentences under "What I do" as the summary where there is none.

    Where the head has sentences, and skills stand elsewhere, it is neither.
    """
    found = list(sections)
    if any(section.kind is Kind.SUMMARY for section in found):
        return found
    told = next((n for n, s in enumerate(found) if s.kind is Kind.SKILLS and _are_sentences(s.rows)), None)
    if told is None:
        return found
    before = {section.kind for section in found[:told]}
    early = before <= {Kind.HEADER, Kind.CONTACT, Kind.OTHER, Kind.LANGUAGES}
    if early and not _headline(found[0].rows):
        found[told] = replace(found[told], kind=Kind.SUMMARY)
    elif sum(section.kind is Kind.SKILLS for section in found) > 1:
        found[told] = replace(found[told], kind=Kind.OTHER)
    return found


def _are_sentences(rows: Sequence[Row]) -> bool:
    """Whether the rows are a paragraph that tells something, and list no skills."""
    if any(len(row.cells) > 1 or row.is_bullet for row in rows):
        return False
    text = join_all(row.text for row in rows)
    whole = [sentence for sentence in _SENTENCE.split(text) if sentence.strip()]
    long = sum(len(sentence.split()) >= _SENTENCE_WORDS for sentence in whole)
    return text.endswith((".", "!")) and len(whole) > 1 and 2 * long > len(whole) and not is_told(text)


def lists_below(sections: Sequence[Section]) -> list[Section]:
    """The lists of skills that end summaries, as sections."""
    lists = (replace(section, rows=section.rows[_list_begins(section.rows) :]) for section in sections)
    return [section for section in lists if section.rows]


def _list_begins(rows: Sequence[Row]) -> int:
    """Where a list with signs between its items begins below sentences; the number of rows where there is none."""
    for number, row in enumerate(rows):
        label, colon, _ = row.text.partition(":")
        if number and colon and kind_of(label) is Kind.SKILLS:
            return number
        signs = len(_LIST_SIGNS.findall(row.text))
        if number and signs >= _LEAST_SIGNS and not _SENTENCE.search(row.text):
            rest = rows[number + 1 :]
            listed = all(_LIST_SIGNS.search(other.text) or len(other.text.split()) < _SENTENCE_WORDS for other in rest)
            if listed and rows[number - 1].text.endswith((".", "!", "?")):
                return number
    return len(rows)


def find_summary(sections: Sequence[Section]) -> str | None:
    """The text of the summary; without one, the sentence under the name."""
    told = [section for section in sections if section.kind is Kind.SUMMARY]
    texts = [_paragraph(section) for section in told if not (_is_dated(section) or _is_labelled(section))]
    text = " ".join(filter(None, texts)) or _headline(sections[0].rows)
    label, colon, rest = text.partition(":")
    if colon and kind_of(label) is Kind.SUMMARY:
        text = rest.strip()
    return text[:SUMMARY_MAX_CHARS] or None


def _is_labelled(section: Section) -> bool:
    """Whether each line has a label before it, "Marital status: Single": personal data under "Profile"."""
    return len(section.rows) > 1 and all(_LABEL.match(row.text) for row in section.rows)


def _is_dated(section: Section) -> bool:
    """Whether periods stand in cells of their own: "Presentation" in English is no profile."""
    return any(is_period(cell.text) for row in section.rows if len(row.cells) > 1 for cell in row.cells)


def _paragraph(section: Section) -> str:
    text = _with_stops(section.rows[: _list_begins(section.rows)])
    if _is_headline(text):
        return ""
    label = section.title if section.title.endswith((":", ": ")) else ""
    return text.removeprefix(label).strip(BULLET + " ")


def _with_stops(rows: Sequence[Row]) -> str:
    """The rows as running text, each of several bullets with a full stop where it has no sign at its end."""
    items: list[list[str]] = [[]]
    for row in rows:
        if row.is_bullet:
            items.append([])
        items[-1].append(split_bullet(row.text)[1])
    texts = [text for text in map(join_all, items) if text]
    if len(items) <= _LEAST_BULLETS:
        return join_all(texts)
    return " ".join(text if text.endswith(_ENDS) else f"{text}." for text in texts)


def _is_headline(text: str) -> bool:
    """Whether the text is what somebody is or wants to be, and no sentence: "Store manager / pharmacy clerk"."""
    return (
        len(text.split()) <= _HEADLINE_MAX_WORDS
        and not text.endswith((".", "!", "?"))
        and title_score(text) >= _SURE_TITLE
        and not _TELLS.search(text)
    )


def _headline(rows: Sequence[Row]) -> str:
    """Running text in the header: paragraphs of six words and more that are no address, sentences before others."""
    alone = [row for row in rows[:_HEAD_ROWS] if len(row.cells) == 1]
    right = max((row.box.x1 for row in alone if _is_text(row)), default=0.0)
    blocks: list[list[Row]] = []
    for last, row in zip([None, *alone], alone, strict=False):
        if blocks and blocks[-1][-1] is last and _runs_on(last, row, right):
            blocks[-1].append(row)
        elif _is_text(row):
            blocks.append([row])
    texts = [join_all(without_icons(row.text) for row in block) for block in blocks]
    return " ".join(text for text in texts if text.endswith((".", "!", "?"))) or " ".join(texts[:1])


def _is_text(row: Row) -> bool:
    words = row.text.split()
    if row.text[:2] in {"\u2013 ", "- ", "\u2014 "} or _is_headline(row.text):
        return False
    before, dash, _ = row.text.partition(" \u2013 ")
    if (
        dash
        and not row.text.endswith((".", "!", "?"))
        and len(before.split()) < _HEADLINE_WORDS
        and title_score(before) > 1
    ):
        return False
    if len(words) < _HEADLINE_WORDS or _OCCASION.match(row.text) or any(mark in row.text for mark in "@|•·"):
        return False
    small = [word for word in words if word[:1].isalpha() and not word[:1].isupper()]
    if _UNIT.match(row.text):
        # "Department of Physics, University of Leeds": where somebody works, though half of it is in small letters.
        small = [word for word in small if not _WITHIN_NAMES.fullmatch(word)]
    return (3 * len(small) >= len(words) or row.text.endswith(".")) and not _is_personal(row.text)


def _is_personal(text: str) -> bool:
    """Whether a line of the head tells where to reach somebody, or when they were born."""
    bare = without_icons(text)
    number = phone_in(bare)
    if number and is_strong(number) and len(bare.split()) - len(number.split()) < _HEADLINE_WORDS:
        return True
    born = _BORN.match(bare) or _AGED.search(bare) or LIVES_IN.match(bare) or _REMARK.match(bare)
    return not bare.endswith((".", "!")) and (is_address(bare) or born is not None)


def _runs_on(last: Row, row: Row, right: float) -> bool:
    """Whether a row is the next line of a paragraph: its first word had no room, or begins with a small letter."""
    text = without_icons(row.text)
    if (
        "@" in text
        or "|" in text
        or _is_personal(text)
        or row.page != last.page
        or row.box.y0 - last.box.y1 > row.box.height
    ):
        return False
    ragged = 2 * (last.box.x1 - last.box.x0) / max(len(last.text), 1)
    return had_no_room(last, row, right - ragged) or (text[:1].islower() and title_score(text) <= 0)

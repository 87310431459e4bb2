"""Title and employer out of a position's headlines, by what they say, where they stand and how they look."""

# ruff: noqa: PLR2004, RUF001
# Why: scores stand where they are weighed; the dashes and quotes that resumes are written with.

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

from intervue.resume.calendar_words import HOURS
from intervue.resume.dates import find_period, is_period, tells_length, without_period
from intervue.resume.habits import in_brackets, is_lone, names_within, parted_as_usual, parted_within, wraps_employer
from intervue.resume.lines import without_icons
from intervue.resume.outline import ABBREVIATED, Part
from intervue.resume.places import is_department, is_place, is_street, is_town, may_be_town, split_place
from intervue.resume.slots import Piece, may_be_place, without_places
from intervue.resume.told import told_in
from intervue.resume.vocabulary import title_score

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intervue.resume.habits import Habit
    from intervue.resume.outline import Item
    from intervue.resume.slots import Look, Slot

_STRONG = re.compile(r"\s*[|•·⋅∙♦◆]\s+|\s+[|•·⋅∙♦◆]\s*|\s{2,}|\s+//\s+")
_AT = re.compile(r"\s+(?:at|@|bei(?:\s+der|\s+dem)?|beim|chez|presso|bij|hos)\s+(?=[^\W\d_a-z]|der\s|the\s|la\s|['’])")
_DASH = re.compile(r"(?:\s+[–—-]+\s+|\s*—\s*|:\s+)(?![^()]*\))")
_SLASH = re.compile(r"\s+/\s+(?=[^\W\d_a-z])")
_COMMA = re.compile(
    r",\s+(?![^()]*\))(?!(?:inc|l\.?l\.?[cp]|p\.?l\.?l\.?c|ltd|limited|gmbh|s\.a|corp|plc|n\.a|p\.[ca])\b)",
    re.IGNORECASE,
)
"""A comma between two things: not the one before "Inc."."""
_UNIT = re.compile(
    r"(?:(?:[Ww]ard|[Uu]nit)\s+\w+(?:\s+\([^()]*\))?|(?:[\w&/'’-]+\s+){1,4}(?:[Ww]ard|[Uu]nit)|Emergency\s+Department"
    r"|[A-Z]{2,4}U|A&E|ER)(?:,|\s+[–—-])\s+"
)
"""A part of a hospital, and what parts it from the name behind it."""
_WRAPPED = re.compile(r"\s*\(([^()]+)\)$")
_WHERE = re.compile(r"\s(?:(?P<te>te)|in|à|en|a|em)\s(?P<town>[^\W\d_a-z][\w’'-]+(?:\s[^\W\d_a-z][\w’'-]+)?)$")
"""The town in words, as in the Dutch "Van Gestel Transport te Eindhoven"."""
_PROVINCE = re.compile(r"\s\([A-Z]{2}\)$")
"""What stands behind Italian towns: "Minori (SA)"."""
_GLUED_TOWN = re.compile(r"^(.*\w\s.*\w)-[^\W\d_a-z][\w. ]+,\s[A-Z]{2}$")
"""A job board's "Magnolia Nursing Center-Macon, GA"."""
_TRIM = " ,|;–—-:·•/"
_TOLD = re.compile(
    r"^(?:i\s+(?:was|am|have\s+been|(?:have\s+)?worked|served)(?:\s+employed)?|(?:(?:currently\s+)?working|worked|employed|served)(?=\s+as))"
    r"(?:\s+as)?(?:\s+(?:an?|the))?\s+|^(?:j['’]ai\s+travaillé|trabajé|trabalhei|ho\s+lavorato|ik\s+werkte)\s+"
    r"(?:comme|en\s+tant\s+que|como|come|als)\s+",
    re.IGNORECASE,
)
"""How a sentence tells a title: "I worked as a waiter"."""
_LISTED = re.compile(
    r"\s*\((?:(?:NYSE|NASDAQ|AMEX|LSE|AIM|TSXV?|ASX|JSE|SGX|NSE|BSE|FWB|SIX|Euronext|MDAX|DAX|FTSE|Fortune)\b[^()]*"
    r"|[^():]{3,}:\s[^()]*)\)"
)
"""Where a company is listed, and what is told with a label: "(NYSE: HFC)", "(team: 9 people)"."""
_MEASURED = re.compile(
    r"(?:\s+[–—-]|\s+\((?=[^()]*\)$)|,(?=[^,]*\s[^\W\d_A-Z]))\s*(?:(?:ca?\.|circa|about|approx\.|over|some|rund|etwa|env\.|environ"
    r"|unos|cerca\s+de|~)\s*)?(?!(?:19|20)\d\d\b)\d{2}[\d.,’']*\+?\s(?!(?:hours?|hrs?|years?|months?|weeks?|days?)\b)[^\W\d_][^|]*$"
)
"""How big an employer is, behind the name: "– 920 cows", "(900 beds)"."""
_ELSEWHERE = re.compile(
    r",?\s+(?:and|&|/)\s+(?:abroad|overseas|worldwide|elsewhere|various(?:\s+locations)?|remote)$", re.IGNORECASE
)
_IN_BRACKETS = re.compile(r"\s*\(([^()]+)\)$")
_SUPERVISED = re.compile(
    r"\s*\((?:p\.?i\.?(?=[\s:])|(?:advis[oe]r|supervis(?:or|ed)|mentor|betreuer(?:in)?|leitung|directeur|director|relatore|orientador"
    r"|begeleider)[a-z]*)(?:\s+(?:by|von|par|por|da|door))?\s*[:\s]\s*[^()]*\)",
    re.IGNORECASE,
)
"""Who somebody worked with, in brackets behind an employer."""
_MODES = re.compile(
    rf"\s*[(,·|–-]{{0,3}}\s*\b(?:{HOURS}|clt|hybrid|on-site|remote|minijob)\b\)?(?=$|\s*[,|·)])",
    re.IGNORECASE,
)
_ROSTER = re.compile(
    r"\s*\((?:(?:FIFO|DIDO|BIBO|fly[- ]in\b|drive[- ]in\b)[^()]*"
    r"|(?:\d[^()]*\b)?(?i:roster|rotation|swing)s?(?:\b[^()]*\d[^()]*)?|\d{1,2}\s?[:/]\s?\d{1,2})\)"
)
"""How work and rest take turns: "(FIFO 2:1)", "(28/28 rotation)"."""
_SHARE = re.compile(
    r"\s*[(,|·–-]?\s*(?<!\d)\d{1,3}(?:\s?[-–]\s?\d{1,3})?\s?%(?:[\s-]*(?:pensum|stelle|fte|workload|anstellung))?\s*\)?$",
    re.IGNORECASE,
)
"""How much of a full post a position is: "Sachbearbeiterin (80 %)"."""
_LEGAL = -3.0
"""What a legal form in an employer's name, and nothing else, scores at most."""
_LABELS = re.compile(
    r"^(?:puesto\s+desempeñado|cargo\s+desempe[ñn]ado|nombre\s+de\s+la\s+empresa|raz[óo]n\s+social|profissão|profession|beruf|job|(?:name\s+of\s+(?:the\s+)?)?(?:company|employer|organi[sz]ation|client|firm)(?:['’]?s?\s+name)?|position|role|post(?:\s+held)?"
    r"|(?:current\s+|job\s+)?designation|(?:job\s+|position\s+|role\s+)?title|position\s+held|firma|arbeitgeber|unternehmen|funktion|tätigkeit"
    r"|entreprise|employeur|poste|intitulé\s+du\s+poste|fonction|empresa|puesto|cargo|função|azienda|datore\s+di\s+lavoro|ruolo|mansione"
    r"|posizione|bedrijf|werkgever|functie|location|place|ort|standort|lieu|lugar|local|luogo|plaats)\s*:\s*",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Heads:
    """What a position's headlines hold besides period and place. `fields` in the order of the page."""

    fields: list[str] = field(default_factory=list)
    spare: list[str] = field(default_factory=list)
    """What stands at the right of a headline, or after a separator, without being needed."""
    looks: list[Look] = field(default_factory=list)
    """The look of each field."""
    pair: bool = False
    """Whether there are one field of two parts and one that may be a town: "Sanggar / Dalang" and "Uithuizen"."""
    pieces: int = 0
    """Where one line held both and was parted at a comma: of how many pieces the first field is made."""
    told: bool = False
    """Whether a sentence says which field is the title, the first, and which the employer, who may be empty."""


def pieces_of(head: Sequence[Item]) -> list[Piece]:
    """The pieces of the headlines' rows and cells, parted at bars and middots, without the period."""
    found: list[Piece] = []
    for number, item in enumerate(head):
        cells = item.row.cells if len(item.row.cells) == len(item.row.texts) else item.row.cells[1:]
        below = number > 0 and item.part is Part.DATED and _begins_with_period(item.row.texts[0])
        dated = any(map(is_period, item.row.texts))
        for column, (text, cell) in enumerate(zip(item.row.texts, cells, strict=False)):
            if not is_period(text):
                look = (cell.bold, cell.italic, round(cell.size, 1))
                pieces = enumerate(_pieces(_without_rise(text) if dated else text))
                found += [Piece((number, column, index), piece, look, below) for index, piece in pieces]
    return found


def _without_rise(text: str) -> str:
    """A headline beside its period without what the person became later: "Joiner, from 2009 Foreman"."""
    period = find_period(text)
    later = period is not None and period.end is None and text[: period.begin].rstrip(" (").endswith(",")
    return text[: period.begin].rstrip(" ,(") if period and later and text[period.stop :].strip(" .,)") else text


def _begins_with_period(text: str) -> bool:
    period = find_period(text)
    return period is not None and period.begin == 0


def heads_of(head: Sequence[Item], places: frozenset[Slot] = frozenset()) -> Heads:
    """The fields of the headlines, parted where one holds both title and employer.

    `places`: where the section's other positions have their places.
    """
    said = _told_in(head)
    if said is not None:
        return said
    left: list[tuple[str, Look]] = []
    right: list[tuple[str, Look]] = []
    for _, row in groupby(without_places(pieces_of(head), places), key=lambda piece: piece.slot[0]):
        first, *others = [(piece.text, piece.look) for piece in row]
        left.append(first)
        right += others
    whole = left + right if len(left) < 2 else left
    pair = len(whole) == 2 and bool(pair_of(whole[0][0])) and may_be_place(whole[1][0])
    everything = _beside_town(whole)
    spare = [] if len(left) < 2 else right
    everything = whole = _without_towns(everything)
    everything = _without_towns(_split(everything))
    fields = [text for text, _ in everything]
    heads = Heads(fields, [text for text, _ in spare], [look for _, look in everything], pair)
    if len(whole) == 1 and len(fields) == 2 and whole[0][0].startswith(f"{fields[0]}, "):
        heads.pieces = len(_COMMA.split(fields[0]))
    return heads


def _told_in(head: Sequence[Item]) -> Heads | None:
    """The fields of headlines that are one sentence: "Worked as Clerk with Elm Ltd, York"; None if they are not."""
    texts = [(text, cell) for item in head for text, cell in zip(item.row.texts, item.row.cells, strict=False)]
    texts = [(text, cell) for text, cell in texts if not (is_period(text) or tells_length(text))]
    told = told_in(texts[0][0]) if len(texts) == 1 else None
    if told is None:
        return None
    cell = texts[0][1]
    employer = without_town(bare_headline(told.employer))
    look = (cell.bold, cell.italic, round(cell.size, 1))
    known = "" if is_town(employer) else employer
    return Heads([told.title, known], [] if may_be_place(told.rest) else [told.rest], [look, look], told=True)


def pair_of(text: str) -> list[str]:
    """The two parts of a text around a dash or a slash; empty if it has not two."""
    several = (separator.split(text) for separator in (_DASH, _SLASH))
    return next((parts for parts in several if len(parts) == 2 and all(parts)), [])


def _full_stop_off(text: str) -> str:
    return text[:-1] if text.endswith(".") and not ABBREVIATED.search(text) else text


def _pieces(text: str) -> list[str]:
    """A cell's text without its period, parted at bars and middots."""
    if find_period(text) is not None:
        text = without_period(text)
    pieces = [bare_headline(piece) for piece in _STRONG.split(without_icons(text))]
    return [piece for piece in pieces if piece]


@lru_cache(maxsize=1024)
def bare_headline(text: str) -> str:
    """A headline without icons, mode of work, and place."""
    text = _full_stop_off(_TOLD.sub("", _LABELS.sub("", without_icons(text).strip(_TRIM))))
    text = _GLUED_TOWN.sub(r"\1", _ROSTER.sub("", text))
    text = re.sub(r"\(\s*\)|\[\s*\]", "", _MEASURED.sub("", _LISTED.sub("", _SUPERVISED.sub("", text)))).strip()
    remark = _IN_BRACKETS.search(text)
    text = _ELSEWHERE.sub("", text[: remark.start()] if remark and tells_length(remark[1]) else text)
    free = _SHARE.sub("", _MODES.sub("", text)).strip()
    # A bracket that says more than the mode stays whole: "(part-time, nights)".
    text = text if _is_balanced(text) and not _is_balanced(free) else free
    bare = split_place(text)[0].strip(_TRIM)
    return bare.rpartition("(")[0].strip() if bare.count("(") > bare.count(")") else bare


def is_label(text: str) -> bool:
    """Whether a text only says what stands beside it: "Employer:"."""
    return text.rstrip().endswith(":") and _LABELS.fullmatch(text.strip()) is not None


def _is_balanced(text: str) -> bool:
    return text.count("(") == text.count(")")


def _without_towns(fields: list[tuple[str, Look]]) -> list[tuple[str, Look]]:
    """Without a third field that can only be a town, and without a town after the employer's name."""
    while len(fields) > 2 and may_be_place(fields[-1][0].removesuffix(" City")):
        fields = fields[:-1]
    if len(fields) < 2:
        return fields
    return [(_without_town(text, others=[o for o, _ in fields if o != text]), look) for text, look in fields]


def _without_town(text: str, others: Sequence[str]) -> str:
    """The employer without ", Town": only where another field is clearly the title."""
    if title_score(text) > 1 or not any(title_score(other) > 0.5 for other in others):
        return text
    return without_town(text)


def _is_town_of(employer: str, word: str) -> bool:
    """Whether a word that reads like an employer's is a town: "Elm Möbel KG (Hövelhof)"."""
    return title_score(employer) <= _LEGAL < title_score(word) <= 0 and " " not in word


def without_town(text: str) -> str:
    """An employer's name without the town after it, where the title is known to be another field."""
    wrapped = _WRAPPED.search(text)
    if (
        wrapped
        and all(map(may_be_town, wrapped[1].split(", ")))
        and not wrapped[1].isupper()
        and (title_score(wrapped[1]) == 0 or _is_town_of(text[: wrapped.start()], wrapped[1]))
    ):
        return text[: wrapped.start()].strip()
    where = _WHERE.search(text)
    if where and title_score(where["town"]) == 0 and (is_town(where["town"]) or where["te"]):
        return text[: where.start()]
    pieces = text.split(", ")
    street = next((number for number, piece in enumerate(pieces) if number and is_street(piece)), 0)
    if street:
        return ", ".join(pieces[:street])
    first, comma, last = _PROVINCE.sub("", text).rpartition(", ")
    if comma and may_be_place(last.removesuffix(" City")) and (not last.isupper() or first.isupper()):
        return first
    dash = re.split(r"\s+[–—/-]\s+", text)
    if len(dash) == 2 and may_be_town(dash[1]) and title_score(dash[1]) == 0:
        known = title_score(dash[0]) < 0 or (is_town(dash[1]) and title_score(dash[0]) <= 0)
        return dash[0] if known else text
    return text


def _beside_town(fields: list[tuple[str, Look]]) -> list[tuple[str, Look]]:
    """Title and employer of "Dairy - Shift Supervisor" where the only other field can be a town."""
    if len(fields) != 2:
        return fields
    for whole, other in (fields, fields[::-1]):
        parts = [
            part
            for separator in (_AT, _DASH, _SLASH)
            for part in separator.split(whole[0])
            if separator.search(whole[0])
        ]
        scores = [title_score(part) for part in parts]
        town = may_be_town(other[0]) and 0 <= title_score(other[0]) <= 0.6 and title_score(whole[0]) != 0
        if town and len(parts) == 2 and max(scores) > 1 and min(scores) <= 0.6:
            return [(part, whole[1]) for part in parts]
    return fields


def _split(fields: list[tuple[str, Look]]) -> list[tuple[str, Look]]:
    """Part what holds title and employer in one text."""
    scores = [title_score(text) for text, _ in fields]
    most, least = max(scores, default=0.0), min(scores, default=0.0)
    clear = (most > 1 and least <= 0) or (most > 0 and most - least > 2)
    if len(fields) > 1 and clear and not any(_AT.search(text) for text, _ in fields):
        return fields
    found: list[tuple[str, Look]] = []
    for text, look in fields:
        parts = _parted(text, alone=len(fields) == 1)
        found += [(part, look) for part in parts]
    return found


def _parted(text: str, *, alone: bool) -> list[str]:
    pieces = [piece.strip() for piece in _COMMA.split(text)]
    for separator in (_AT, _DASH, _SLASH):
        parts = [bare_headline(part) for part in separator.split(text, maxsplit=1 if separator is _AT else 0)]
        if separator is _DASH and _has_dash_in_title(pieces, parts):
            continue
        if separator is _SLASH and len(pieces) > 1 and "/" not in pieces[0] and title_score(pieces[0]) > 1:
            continue
        parts = [part for part in parts if part and not is_place(part)]
        scores = [title_score(part) for part in parts]
        if separator is _SLASH and min(scores, default=0) > 0:
            continue
        if len(parts) > 1 and (separator is _AT or alone or (max(scores) > 1 and min(scores) < 0)):
            return _joined(parts)
    return _parted_at_comma(pieces) or [text]


def _parted_at_comma(pieces: Sequence[str]) -> list[str]:
    """Title and employer of "Staff Nurse, ICU, Corrib Hospital"; empty where no comma parts them."""
    scores = [title_score(piece) for piece in pieces]
    cut = 0
    if scores[0] > 0:
        employers = [
            index for index in range(1, len(pieces)) if scores[index] < 0 and not _is_department(pieces[index])
        ]
        others = [
            index
            for index in range(1, len(pieces))
            if scores[index] <= 0.6 and not _is_department(pieces[index]) and not pieces[index].islower()
        ]
        cut = (others or employers or [0])[0]
    else:
        cut = next((index for index in range(1, len(pieces)) if scores[index] > 0), 0)
    return [", ".join(pieces[:cut]), ", ".join(pieces[cut:])] if cut else []


def _is_department(text: str) -> bool:
    return is_department(text) and title_score(text) > -1


def _joined(parts: list[str]) -> list[str]:
    """Three parts and more as two, where a title has two: "Engineer - Payments - Acme"."""
    while len(parts) > 2:
        scores = [title_score(part) for part in parts]
        if scores[0] > 0 and (scores[1] > 0 or (_is_aside(parts[1]) and scores[2] < 0)):
            parts = [f"{parts[0]} - {parts[1]}", *parts[2:]]
        elif scores[0] <= -1 and scores[1] > 0 and _is_aside(parts[2]):
            parts = [parts[0], f"{parts[1]} - {parts[2]}", *parts[3:]]
        else:
            return parts
    return parts


def _is_aside(text: str) -> bool:
    """Whether a text may be what a title is about, rather than an employer: "Operations", "Dispatch"."""
    return is_department(text) or (len(text.split()) == 1 and title_score(text) == 0)


def _has_dash_in_title(pieces: Sequence[str], parts: Sequence[str]) -> bool:
    """Whether a comma parts title and employer, and a dash stands within the title: "Manager - Dispatch, Elm Ltd"."""
    told = _parted_at_comma(pieces)
    if len(told) != 2 or len(parts) != 2:
        return False
    title, employer = sorted(told, key=title_score, reverse=True)
    after = _DASH.split(title)[1:]
    return title_score(title) > 0 and title_score(employer) <= -2 and len(after) == 1 and _is_aside(after[0])


# --- Which is which ---------------------------------------------------------------------------------------------------


def parted_by_habit(heads: Heads, habit: Habit) -> Heads:
    """One field that holds title and employer as two, where the section's other positions show how they are parted."""
    fields, looks = heads.fields, heads.looks
    if heads.told:
        return heads
    unnamed = habit.apart >= habit.lines and len(fields) > 1 and title_score(fields[1]) > -1
    if heads.pieces and habit.rows < 0 and unnamed:
        # Employers stand above their positions: "Plant Manager, Sheboygan" names none.
        return Heads([", ".join(fields)], heads.spare, looks[:1])
    name = in_brackets(fields[0]) if len(fields) == 1 else ""
    if name and wraps_employer(fields[0], habit):
        return Heads([fields[0].removesuffix(f"({name})").strip(), name], heads.spare, [looks[0], looks[0]])
    if fields and is_lone(heads) and names_within(fields[0], habit):
        return Heads(parted_within(fields[0]), heads.spare, [looks[0], looks[0]])
    if heads.pair and pair_of(fields[0]) and habit.pairs == habit.positions > 1:
        return Heads(pair_of(fields[0]), heads.spare, [looks[0], looks[0]])
    town = len(fields) == 2 and may_be_place(fields[1])
    if len(fields) == 1 or (town and abs(title_score(fields[0])) < 3):
        parts = parted_as_usual(_COMMA.split(fields[0]), habit)
        if parts:
            return Heads(parts, heads.spare, [looks[0], looks[0]], pieces=len(_COMMA.split(parts[0])))
    return heads


def title_and_company(heads: Heads, habit: Habit) -> tuple[str, str, list[str]]:
    """Title, employer, and the fields that are neither. `habit`: what the section's other positions say together."""
    fields = heads.fields
    if not fields:
        return "", "", []
    if heads.told:
        return fields[0], fields[1], heads.spare
    if len(fields) == 1:
        return (fields[0], "", []) if habit.is_title(fields[0], heads.looks[0]) else ("", fields[0], [])
    usual = habit.first_is_title(heads)
    scores = [title_score(text) for text in fields]
    scores[0] += usual / 2
    scores[1] -= usual / 2
    title = scores.index(max(scores))
    others = [index for index in range(len(fields)) if index != title]
    company = min(others, key=lambda index: (scores[index] + (0.4 * abs(index - title)), index))
    rest = [text for index, text in enumerate(fields) if index not in {title, company}]
    return fields[title], without_unit(without_town(fields[company])), rest


def without_unit(text: str) -> str:
    """The employer of "Acute Medical Unit, Elm Hospital": a ward before its name is no part of it."""
    unit = _UNIT.match(text)
    return text[unit.end() :] if unit and title_score(text[unit.end() :]) <= -2 else text

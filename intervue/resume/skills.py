"""Skills: lists and sentences in the many forms in which they are laid out."""

# ruff: noqa: PLR2004, RUF001
# Why: thresholds in points or words stand where they are used; the dashes and quotes that resumes are written with.

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from intervue.resume.groups import (
    LIST_SIGN,
    dashed_label,
    is_group_label,
    is_other_group,
    is_other_label,
    label_lines,
    without_dashed_label,
)
from intervue.resume.headings import Kind, kind_of
from intervue.resume.lines import BULLET, clean, join, split_bullet, without_icons
from intervue.resume.outline import had_no_room
from intervue.resume.proficiency import listed
from intervue.resume.spoken import is_level, is_spoken_language, without_level

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intervue.resume.layout import Row
    from intervue.resume.lines import Span

_MAX_ITEMS = 200
_MAX_PIECES = 5 * _MAX_ITEMS
"""Pieces of one section that are looked at; some are no skills, or stand there twice."""
_MAX_CHARS = 90
_MAX_WORDS = 7
_LABEL = re.compile(r"^[^,:;()|•·=]{2,45}(?:\s?:|\s=>?)(?:\s+(?=\S)|$)")
_OUTSIDE = re.compile(r"[,;|•·⋅∙●，、；]|\s(?:[~¦›»>◦○■□▪◆]|::)\s|\s(?=#\w)|\s/\s|\s{2,}|\s[–—]\s(?=.*\s[–—]\s)")
_BUT_SLASHES = re.compile(_OUTSIDE.pattern.replace(r"|\s/\s", ""))
_OTHER_SIGNS = re.compile(r"[,;|•·⋅∙●，、；]|\s(?:[~¦›»>◦○■□▪◆]|::)\s")
_SPOKEN_LABEL = re.compile(
    r"(?:(?:spoken\s+|foreign\s+)?languages?|langues(?:\s+vivantes)?|(?:fremd)?sprachen|sprachkenntnisse|idiomas|l[íi]nguas"
    r"|lingue(?:\s+straniere)?|talen(?:kennis)?)\s*[:=]\s*",
    re.IGNORECASE,
)
_RUN_IN_LABEL = re.compile(r"(?<=[^\s.]{2})\.\s+(?=[^\W\d_a-z][^,:;.()|•·]{1,30}\s?:\s)")
"""The end of a group in a paragraph of several: "Field: diving. Lab: microscopy"."""
_BULLET_SIGN = re.compile(r"^(?:[*+>›»→➤✓✔–—-]|\(?[a-z0-9]\))\s+")
_A_LITTLE = re.compile(
    r"^(?i:(?:ein\s+)?(?:bisschen|wenig)|etwas|a\s+(?:little|bit\s+of)|some|un\s+peu\s+d(?:e\s|['’])|(?:algo|un\s+poco)\s+de"
    r"|um\s+pouco\s+de|un\s+po['’]\s+di|een\s+beetje|wat)\s*(?=[^\W\d_a-z])"
)
"""How little somebody knows: "ein bisschen Python"."""
_TILE_GAP_EM = 0.55
"""A gap wider than this, in font sizes, parts items that stand beside each other like tiles; a blank is 0.25."""
_AND = re.compile(r"\s+(?:and|und|et|y|e|en(?=\s+(?:[^\W\d_a-z]|[^\W\d_]+(?:en|ing|heid)\.?$)))\s+")
_NAME = r"[a-z]{0,3}[^\W\d_a-z][\w.+#-]*(?:\s[^\W\d_a-z][\w.+#-]*)?"
_TIGHT = re.compile(rf"{_NAME}(?:/{_NAME}){{2,}}")
"""Three names or more with slashes between them."""
_ACRONYM = re.compile(r"[A-Z]\w*[A-Z]|\d")
_CLASSES = re.compile(
    r"(?:klassen?|class(?:es)?|kategorien?|cat[ée]gories?|categor[ií]as?|categoriee?)\s+[A-Z]\w{0,2}(?:[,/+\s]+[A-Z]\w{0,2})*",
    re.IGNORECASE,
)
"""Classes of a driving licence, which stands on the line above."""
_COLUMN = re.compile(
    r"(?:skill\s+)?(?:level|rating|proficiency|experience)|years?(?:\s+(?:of\s+experience|used))?|last\s+used|niveau|années?|expérience"
    r"|nivel|años|experiencia|nível|anos|experiência|livello|anni|esperienza|stufe|kenntnisstand|jahre|erfahrung|jaren|ervaring",
    re.IGNORECASE,
)
"""Names of the columns beside the skills in a table."""
_LEADING_AND = re.compile(r"^(?:and|und|et|&)\s+")
_FINITE = re.compile(
    r"\b(?:is|are|was|have|has|had|can|will|who|which|that|my|our|their|ich|habe|bin|je|j['’]ai|tengo|tenho|ho|ik"
    r"|heb)\b",
    re.IGNORECASE,
)
_LEFT_OPEN = re.compile(
    r"\s(?:and|with|of|in|for|using|the|und|mit|von|für|im|et|avec|de|du|des|en|y|con|para|e|com|di|del|della|met|van|voor)$"
)
"""Small words that go on in the next line."""
_SMALL_NAME = re.compile(r"[a-z]{1,6}[A-Z]|[b-df-hj-np-tv-xz]{3,5}\b|\w+\.(?:js|io)\b")
"""Names that begin with a small letter, and so do not go on with the line before: iOS, dbt."""
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_LOOKED_AT = 300
"""Characters of a list's end that tell whether it goes on; the list grows line by line."""


def parse_skills(rows: Sequence[Row], right: float = 0.0) -> list[str]:
    """The skills of one section, without labels of groups, levels and spoken languages, each once.

    `right`: where the lines of the section's column end, points; from the section itself where it is not known.
    """
    items: list[str] = []
    lines = _without_labels(rows)
    labels = label_lines([text for _, text in lines])
    lines = [(row, "" if number in labels else text) for number, (row, text) in enumerate(lines)]
    for text in _paragraphs(lines, right):
        groups = _RUN_IN_LABEL.split(text) if _LABEL.match(text) else [text]
        for group in groups:
            if len(items) < _MAX_PIECES and not is_other_group(group) and not _lists_spoken(group):
                items += _items(group)
    return unique([item for item in items if item])


def _lists_spoken(text: str) -> bool:
    """Whether a group of languages is of spoken ones: most of them are known by name."""
    label = _SPOKEN_LABEL.match(text)
    pieces = _split(text[label.end() :]) if label else []
    return 2 * sum(is_spoken_language(piece.strip(" .")) for piece in pieces) > len(pieces)


def _items(text: str) -> list[str]:
    """The skills of one list, with or without a label before it."""
    bare = _without_label(text)
    labelled = bare != text
    return [
        _tidy(_bare_item(piece.strip()) if labelled and not is_level(piece) else piece)
        for piece in _pieces(bare)[:_MAX_PIECES]
    ]


def _bare_item(piece: str) -> str:
    """An item of a labelled list without a label of its own: "Cloud: AWS"; "Excel: advanced" is an item."""
    bare = _LABEL.sub("", piece)
    return piece if is_level(bare) else bare


def _pieces(text: str) -> list[str]:
    """The items of a list, its last two parted where a small word joins them."""
    pieces = [part for piece in _split(listed(text)) for part in _at_slashes(piece)]
    if len(pieces) > 1 and len(two := _AND.split(pieces[-1].strip())) == 2:
        short = all(len(part.split()) == 1 for part in two) and any(_ACRONYM.search(part) for part in two)
        if short or (text.endswith(".") and len(pieces) > 2):
            pieces[-1:] = two
    return pieces


def _at_slashes(text: str) -> list[str]:
    """The items of "Photoshop/Illustrator/InDesign"; what belongs together stays: "TCP/IP", "HTML/CSS", "24/7/365"."""
    parts = text.strip().split("/")
    listed_so = len(parts) > 2 and all(len(part) > 2 and part[:1].isalnum() for part in parts)
    return parts if listed_so and _TIGHT.fullmatch(text.strip()) else [text]


def _without_label(text: str) -> str:
    """A list without the label of its group. Dashes between items become commas."""
    bare = _LABEL.sub("", text)
    if is_level(_split(bare)[0]) or (bare[:1].isdigit() and "," not in bare):
        return text  # "Figma: Expert", "Typing: 80 wpm"
    if len(re.findall(r"\s[-–—]\s", bare)) > 1 and "," not in re.sub(r"\([^)]*\)", "", bare):
        return re.sub(r"\s[-–—]\s", ", ", bare)
    return without_dashed_label(bare)


# --- Labels of groups -------------------------------------------------------------------------------------------------


def _without_labels(rows: Sequence[Row]) -> list[tuple[Row, str]]:
    """Each row with its text, two blanks between cells, and without the label of a group that is told by its look."""
    found: list[tuple[Row, str]] = []
    some_plain = any(not row.bold for row in rows)
    for index, row in enumerate(rows):
        following = rows[index + 1] if index + 1 < len(rows) else None
        texts = _cells_apart(row)
        if (some_plain and _is_label_above(row, following)) or _is_table_head(row):
            found.append((row, ""))
        elif len(texts) > 1 and (_is_label_beside(row) or _names_group(texts[0])):
            found.append((row, f"{without_icons(texts[0]).rstrip(': ')}: " + "  ".join(texts[1:])))
        else:
            label = _bold_start(row) or _label_by_gap(row)
            text = "  ".join(texts)
            if label and text.startswith(label) and not text.startswith(f"{label}:"):
                text = f"{label}: {text[len(label) :].lstrip(' –—-')}"
            found.append((row, text))
    return found


def _is_table_head(row: Row) -> bool:
    """Whether a row names the columns of a table: "Software", "Level", "Years"."""
    return len(row.cells) > 1 and all(_COLUMN.fullmatch(text) for text in row.texts[1:])


def _names_group(text: str) -> bool:
    """Whether a cell says what the next one lists: "Digital skills", "Hobbies"."""
    return is_other_label(text) or kind_of(text) is Kind.SKILLS


def _cells_apart(row: Row) -> list[str]:
    """The row's cells; one without commas is parted where a gap is wider than a blank: items may stand like tiles."""
    texts: list[str] = []
    for text, cell in zip(row.texts, row.cells[-len(row.texts) :], strict=True):
        spans = [span for span in cell.spans if span.text.strip()]
        wide = _wide_gaps(spans)
        if LIST_SIGN.search(text) or not wide or split_bullet(text)[0]:
            texts.append(text)
            continue
        edges = [0, *wide, len(spans)]
        texts.extend(clean("".join(span.text for span in spans[a:b])) for a, b in pairwise(edges))
    return texts


def _wide_gaps(spans: Sequence[Span]) -> list[int]:
    """The spans before which a gap is wider than a blank."""
    return [
        index
        for index in range(1, len(spans))
        if spans[index].box.x0 - spans[index - 1].box.x1 > _TILE_GAP_EM * spans[index].size
    ]


def _label_by_gap(row: Row) -> str:
    """The words before the only wide gap of a list; empty where there are none."""
    spans = [span for span in row.cells[0].spans if span.text.strip()]
    wide = _wide_gaps(spans)
    if len(wide) != 1 or len(row.cells) > 1:
        return ""
    label = clean("".join(span.text for span in spans[: wide[0]])).strip(" :•")
    rest = "".join(span.text for span in spans[wide[0] :])
    return label if len(label.split()) <= 4 and not LIST_SIGN.search(label) and LIST_SIGN.search(rest) else ""


def _is_label_above(row: Row, following: Row | None) -> bool:
    """Whether the row is a bold line of its own over a list that is not bold."""
    if following is None or len(row.cells) > 1 or not row.bold or row.is_bullet or LIST_SIGN.search(row.text):
        return False
    level = is_level(following.text) or not any(char.isalnum() for char in following.text)
    return not following.bold and not level and following.box.y0 > row.box.y0


def _is_label_beside(row: Row) -> bool:
    """Whether the first cell labels the others: it is bold and they are not, or they are lists and it is one word."""
    first, *others = row.cells
    if LIST_SIGN.search(first.text) or row.is_bullet or len(first.text.split()) > 4:
        return False
    if first.text.endswith(":"):
        return True
    lists = any(LIST_SIGN.search(cell.text) for cell in others)
    differ = first.bold and not any(cell.bold for cell in others)
    return (lists and len(others) == 1) or (differ and not all(is_level(cell.text) for cell in others))


def _bold_start(row: Row) -> str:
    """The bold words at the start of a list that goes on in another weight; empty where there are none."""
    spans = [span for span in row.cells[0].spans if any(char.isalnum() for char in span.text)]
    bold = []
    for span in spans:
        if not span.bold:
            break
        bold.append(span.text)
    label = "".join(bold).strip(" :•")
    rest = "".join(span.text for span in spans[len(bold) :])
    plain = len(bold) < len(spans) and not LIST_SIGN.search(label) and len(label.split()) <= 4
    return label if plain and label and LIST_SIGN.search(rest) else ""


# --- Lines and pieces -------------------------------------------------------------------------------------------------


def _paragraphs(rows: Sequence[tuple[Row, str]], right: float) -> list[str]:
    """Lines that belong together in one piece: a list that runs over several lines, a bullet's second line."""
    right = max(right, max((row.box.x1 for row, _ in rows), default=0.0))
    left = min((row.box.x0 for row, _ in rows), default=0.0)
    whole: list[str] = []
    last: Row | None = None
    for row, text in rows:
        bullet, bare = split_bullet(text)
        starts = bullet or row.is_bullet or not bare or _begins_list(bare)
        if (
            whole
            and whole[-1]
            and last is not None
            and not starts
            and _runs_on(whole[-1], last, row, bare, (left, right))
        ):
            whole[-1] = join(whole[-1], bare)
        else:
            whole.append(bare)
        last = row
    return [text for text in whole if text.strip(BULLET + " ")]


def _begins_list(text: str) -> bool:
    """Whether a line begins with the label of a group, or with the sign of a list."""
    dashed = is_group_label(dashed_label(text))
    return dashed or _LABEL.match(text) is not None or _BULLET_SIGN.match(text) is not None


def _runs_on(text: str, last: Row, row: Row, following: str, margins: tuple[float, float]) -> bool:
    """Whether a row goes on with the list or the item of the row before."""
    if row.page == last.page and row.box.y0 - last.box.y1 > 1.2 * row.box.height:
        return False
    if (
        text.endswith((",", "/", "&", "(", "-", "·", "|", "•", ";"))
        or _is_open(text)
        or _LEFT_OPEN.search(text[-_LOOKED_AT:])
    ):
        return True
    if following[:1] in {"·", "|", ",", "/"} or _CLASSES.fullmatch(following):
        return True
    if is_other_group(text):
        return False
    listed = LIST_SIGN.search(_IN_BRACKETS.sub("", text[-_LOOKED_AT:])) is not None
    _, right = margins
    full = had_no_room(last, row, right)
    if following[:1].islower() and (listed or full):
        return (full and listed) or _SMALL_NAME.match(following) is None
    return full and listed and len(row.cells) == 1 and not text.endswith(".") and not _ends_an_item(text, following)


def _is_open(text: str) -> bool:
    end = text[-_LOOKED_AT:]
    return end.count("(") > end.count(")")


def _ends_an_item(text: str, following: str) -> bool:
    """Whether a list ends with the small last word of an item, and the next line begins with a capital."""
    words = LIST_SIGN.split(text[-_LOOKED_AT:])[-1].split()
    return (
        len(words) > 1
        and words[-1].isalpha()
        and words[-1].islower()
        and len(words[-1]) > 3
        and following[:1].isupper()
    )


def _split(text: str) -> list[str]:
    """Pieces at commas and other separators that do not stand in brackets."""
    pieces, depth, start = [], 0, 0
    slashes = text.count(" / ")
    signs = _BUT_SLASHES if len(_OTHER_SIGNS.findall(text)) > max(slashes, 1) else _OUTSIDE
    index = 0
    while index < len(text):
        if text[index] in "([":
            depth += 1
        elif text[index] in ")]":
            depth = max(0, depth - 1)
        match = signs.match(text, index) if depth == 0 else None
        if match:
            pieces.append(text[start:index])
            start = index = match.end()
        else:
            index += 1
    return [*pieces, text[start:]]


def _tidy(piece: str) -> str:
    """The skill in a piece of a list; empty where it is none."""
    piece = without_icons(piece.strip()).strip(" :–—-").strip()
    piece = _A_LITTLE.sub("", _LEADING_AND.sub("", _BULLET_SIGN.sub("", piece))).removeprefix("#")
    bare = without_level(piece)
    if bare.endswith(".") and not re.search(r"\b\w\.$|\.\w+\.$", bare):
        bare = bare[:-1]
    return bare if _is_skill(bare) and not is_spoken_language(piece) else ""


def _is_skill(text: str) -> bool:
    alone = len(text) == 1 and text.isascii() and text not in {"C", "R", "D", "J"}
    if not text or alone or text == "etc" or len(text) > _MAX_CHARS or not any(map(str.isalnum, text)):
        return False
    words = re.sub(r"\(.*\)", "", text).split()
    sentence = len(words) > _MAX_WORDS or (len(words) >= 4 and _FINITE.search(text) is not None)
    return not (sentence or is_level(text) or is_spoken_language(text) or is_group_label(text))


def unique(items: Sequence[str]) -> list[str]:
    """Each item once, in order, whatever its case."""
    first: dict[str, str] = {}
    for item in items:
        first.setdefault(item.casefold(), item)
    return list(first.values())[:_MAX_ITEMS]

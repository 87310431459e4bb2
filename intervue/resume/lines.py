"""Lines of text with their place on the page, and the repair of what PDF writers do to text.

Coordinates are points (1/72 inch) from the top left corner of the page as it is shown; y grows downwards.
"""

# ruff: noqa: PLR2004, RUF001, RUF003
# Why: thresholds in points or words stand where they are used; the dashes and quotes that resumes are written with.

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby, pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from intervue.resume.hyphens import is_parted
from intervue.resume.lazy import Lazy

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SOFT_HYPHEN = "\u00ad"
BULLET = "•"
COMMAS = re.compile(r",\s+(?![^(]*\))")
"""Commas between the items of a list; those within brackets are not."""
LINE_MAX_CHARS = 2000
"""A longer line is cut: nobody writes one."""

_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_BULLET_SIGNS = frozenset("•‣◦▪▫■□●○◆◇♦►▶➢➤➔→✓✔✦★∙⁃❖❑❒∘⦁⚬▸▹▷◾◽◼◻⬤⚫⚪☑☐✅➜➡⇒❯❱✱✳✴✻◈❍➥➙➛➝⮞ꞏ‧・⌂☎☏✆✉✈✎✏⚲⚑⚙♥❤✪☆⭐")
_PICTURES = ((0x1F300, 0x1FAFF), (0x1F000, 0x1F2FF), (0x2708, 0x270F))
"""Blocks of characters that are pictures: telephones, envelopes, pins."""
_BULLETS = re.compile(f"{BULLET}+")
_LEVELS = re.compile(r"(?:[•●○◯◉◎◦★☆✦✧■□▪▫◼◻⬤⚫⚪▮▯▰▱█░▓⭐]\s?){3,}")
"""Dots or stars that show how well something is known."""
_HYPHENS = re.compile(r"[-\u00ad\u2010\u2011]{2,}")
_INNER_HYPHEN = re.compile(r"[\u2010\u2011](?!\s*$)")
"""Not at the end of a line, where a typesetter's hyphen tells of a word that goes on."""
_TYPED_BULLET = re.compile(
    r"^(?:[-–—‒*·»›>¢§+~](?!\s+(?:19|20)\d\d\b|\s+\d\d?[./])|o(?=\s+[A-Z0-9])|\(?\d{1,2}[.)](?=\s+[A-Za-z]))\s+(?=\S)"
)


class Box(NamedTuple):
    """A rectangle."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def height(self) -> float:
        """From top to bottom, points."""
        return self.y1 - self.y0

    @property
    def middle(self) -> float:
        """The y half way between top and bottom."""
        return (self.y0 + self.y1) / 2

    def union(self, other: Box) -> Box:
        """The smallest box around both."""
        return Box(min(self.x0, other.x0), min(self.y0, other.y0), max(self.x1, other.x1), max(self.y1, other.y1))


def around(boxes: Sequence[Box]) -> Box:
    """The smallest box around some boxes, at least one."""
    if len(boxes) == 1:
        return boxes[0]
    x0, y0, x1, y1 = zip(*boxes, strict=True)
    return Box(min(x0), min(y0), max(x1), max(y1))


@dataclass(frozen=True, slots=True)
class Span:
    """Text in one look. `size` is the font's, in points; `colour` (0xRRGGBB) is that of its first letter."""

    text: str
    box: Box
    size: float
    bold: bool = False
    italic: bool = False
    colour: int = 0


@dataclass(frozen=True, slots=True)
class Link:
    """A link annotation: where it points, and the rectangle that is clicked."""

    uri: str
    box: Box
    page: int


class Place(NamedTuple):
    """A cell of a ruled table: the table's number on its page, row and column from 0, and the cell's box.

    `wide`: the cell reaches from the table's left edge to its right one.
    """

    table: int
    row: int
    column: int
    wide: bool
    box: Box


@dataclass(frozen=True)
class Line:
    """A run of text on one baseline without a wide gap: a title and a date at the right margin are two lines.

    `place`: the cell it stands in, of a line of a ruled table.
    """

    spans: tuple[Span, ...]
    page: int
    page_height: float
    place: Place | None = None

    @Lazy
    def box(self) -> Box:
        """The smallest box around all spans."""
        return around([span.box for span in self.spans])

    @Lazy
    def text(self) -> str:
        """The text, cleaned."""
        return clean("".join(span.text for span in self.spans))

    @Lazy
    def capitals(self) -> bool:
        """Whether there are letters, and none of them is small."""
        text = self.text
        return not any(map(str.islower, text)) and any(map(str.isalpha, text))

    @Lazy
    def size(self) -> float:
        """The largest font size, in points."""
        return max(span.size for span in self.spans)

    @Lazy
    def bold(self) -> bool:
        """Whether at least half of the characters are bold."""
        return _share(self.spans, bold=True) >= 0.5

    @Lazy
    def colour(self) -> int:
        """The colour (0xRRGGBB) of the longest span."""
        return max(self.spans, key=lambda span: len(span.text)).colour

    @Lazy
    def italic(self) -> bool:
        """Whether at least half of the characters are italic."""
        return _share(self.spans, bold=False) >= 0.5


def joined(first: Line, second: Line, between: str = " ") -> Line:
    """Two lines as one, with `between` between their texts."""
    blank = (replace(first.spans[-1], text=between),) if between else ()
    return Line((*first.spans, *blank, *second.spans), first.page, first.page_height)


def joined_all(lines: Sequence[Line]) -> Line:
    """Lines as one, with blanks between their texts."""
    if len(lines) == 1:
        return lines[0]
    spans = list(lines[0].spans)
    for line in lines[1:]:
        spans += replace(spans[-1], text=" "), *line.spans
    return Line(tuple(spans), lines[0].page, lines[0].page_height)


def parted_line(line: Line, end: int, start: int) -> tuple[Line, Line]:
    """A line's part before one place of its text, and the one from another place on."""
    first, second, at = [], [], 0
    for span in line.spans:
        stop = at + len(span.text)
        if at < end:
            first.append(replace(span, text=span.text[: end - at]))
        if stop > start:
            second.append(replace(span, text=span.text[max(start - at, 0) :]))
        at = stop
    return replace(line, spans=tuple(first)), replace(line, spans=tuple(second))


def _share(spans: Sequence[Span], *, bold: bool) -> float:
    if len(spans) == 1:
        have_all = spans[0].bold if bold else spans[0].italic
        return float(have_all and any(map(str.isalnum, spans[0].text)))
    worded = [span for span in spans if any(char.isalnum() for char in span.text)]
    total = sum(len(span.text.strip()) for span in worded)
    have = sum(len(span.text.strip()) for span in worded if (span.bold if bold else span.italic))
    return have / total if total else 0.0


def clean(text: str) -> str:
    """Text as a person would type it.

    Ligatures and odd spaces are resolved, soft hyphens inside a line and invisible characters removed, accents composed
    with their letters; bullets and icons of symbol fonts become `•`, hyphens of every kind `-`. A soft hyphen and a
    typesetter's at the end stay: `join` needs them.
    """
    text = text[: LINE_MAX_CHARS * 4]
    if not (text.isascii() and text.isprintable()):
        text = _typed(text.translate(_LIGATURES))
    text = " ".join(_close_up(text.strip()).split())
    ends_soft = text.endswith(SOFT_HYPHEN)
    return (text.replace(SOFT_HYPHEN, "") + (SOFT_HYPHEN if ends_soft else ""))[:LINE_MAX_CHARS]


def _typed(text: str) -> str:
    text = "".join(map(_typed_char, _LEVELS.sub(" ", _INNER_HYPHEN.sub("-", _HYPHENS.sub(_hyphen, text)))))
    if 2 * BULLET in text:
        text = _BULLETS.sub(BULLET, text)
    return unicodedata.normalize("NFC", text)


@lru_cache(maxsize=4096)
def _typed_char(char: str) -> str:
    """What a person would type for a character; empty for what is not to be seen."""
    category = unicodedata.category(char)
    if char in _BULLET_SIGNS or category == "Co" or (category == "So" and _is_picture(char)):
        return BULLET
    if char in "\t\n\r\f\v" or category in {"Zs", "Zl", "Zp"}:
        return " "
    return char if char == SOFT_HYPHEN or category not in {"Cc", "Cf", "Cs", "Cn"} else ""


def _is_picture(char: str) -> bool:
    return any(first <= ord(char) <= last for first, last in _PICTURES)


def _hyphen(match: re.Match[str]) -> str:
    # Word writes one hyphen as "-", soft hyphen, "‐": a run that holds one of the latter two is a single hyphen.
    return "-" if set(match[0]) != {"-"} and set(match[0]) != {SOFT_HYPHEN} else match[0]


def _close_up(text: str) -> str:
    """Close letter-spaced words ("S K I L L S"); two or more spaces part words."""
    if not text[1:2].isspace() or any(len(word) > 1 for word in text.split()) or sum(map(str.isalpha, text)) < 4:
        return text
    return " ".join(word.replace(" ", "") for word in re.split(r"\s{2,}", text))


def join(first: str, second: str) -> str:
    """Two lines of one paragraph as running text: a word that was parted at the line's end is put together."""
    if not first or not second:
        return first or second
    if first.endswith(SOFT_HYPHEN):
        return first[:-1] + second
    if first[-1] in "-‐" and len(first) > 1 and first[-2].isalpha():
        return first[:-1] + ("" if is_parted(first, second) else "-") + second
    if first.endswith("/") and not first.endswith(" /"):
        return first + second
    return f"{first} {second}"


def join_all(texts: Iterable[str]) -> str:
    """The lines of one paragraph as running text."""
    whole = ""
    for text in texts:
        whole = join(whole, text)
    return whole.replace(SOFT_HYPHEN, "")


def split_bullet(text: str) -> tuple[bool, str]:
    """Whether the text begins with a bullet, a dash or a number of a list, and the text without it."""
    bare = text.lstrip(BULLET + " ")
    if bare != text:
        return True, bare
    match = _TYPED_BULLET.match(text)
    return (True, text[match.end() :]) if match else (False, text)


def without_icons(text: str) -> str:
    """The text without the bullets and icons at either end."""
    return text.strip(BULLET + " ")


# --- From glyphs to lines ---------------------------------------------------------------------------------------------


class Glyph(NamedTuple):
    """One character with its box and the look of its font."""

    char: str
    box: Box
    size: float
    bold: bool = False
    italic: bool = False
    colour: int = 0


_CHAR, _BOX, _SIZE, _LOOK = itemgetter(0), itemgetter(1), itemgetter(2), itemgetter(2, 3, 4)
"""Parts of a glyph; the look is its size, bold and italic. There are thousands on a page: this is the quickest way."""
GAP_EM = 1.6
"""A gap wider than this, in font sizes, parts two lines on one baseline (a tab, a column); a blank is 0.25."""


def lines_of_glyphs(glyphs: Iterable[Glyph], page: int, page_height: float) -> list[Line]:
    """Cut one baseline's glyphs, in reading order, into lines at wide gaps; blanks at the ends count as gap."""
    lines: list[Line] = []
    run: list[Glyph] = []
    last_x: float | None = None
    for glyph in glyphs:
        char, box, size, *_ = glyph
        visible = char not in {" ", SOFT_HYPHEN} and not char.isspace()
        if visible:
            if last_x is not None and box[0] - last_x > GAP_EM * max(size, 4.0):
                _add_line(lines, run, page, page_height)
                run = []
            last_x = box[2]
        if visible or run:
            run.append(glyph)
    _add_line(lines, run, page, page_height)
    return lines


def _add_line(lines: list[Line], run: list[Glyph], page: int, page_height: float) -> None:
    while run and not run[-1].char.strip():
        run.pop()
    run = _closed_up(run)
    spans: list[Span] = []
    for start, end in pairwise([0, *sorted(_breaks(run)), len(run)]):
        for look, group in groupby(run[start:end], key=_LOOK):
            chars, boxes, _, _, _, colours = zip(*group, strict=True)
            x0, y0, x1, y1 = zip(*boxes, strict=True)
            size, bold, italic = look
            box = Box(min(x0), min(y0), max(x1), max(y1))
            spans.append(Span("".join(chars), box, size, bold, italic, colours[0]))
    line = Line(tuple(spans), page, page_height) if spans else None
    if line is not None and line.text:
        lines.append(line)


WORD_GAP_EM = 0.75
"""A gap wider than this, in font sizes, parts two spans: items of a list may stand apart without any sign."""


def _breaks(run: list[Glyph]) -> set[int]:
    """Where a gap between words is too wide for one blank: before the blanks, and after them."""
    seen = [index for index, glyph in enumerate(run) if not glyph.char.isspace()]
    found: set[int] = set()
    for before, after in pairwise(seen):
        if run[after].box[0] - run[before].box[2] > WORD_GAP_EM * run[after].size:
            found |= {before + 1, after}
    return found


def _closed_up(run: list[Glyph]) -> list[Glyph]:
    """A run whose letters are spaced ("S K I L L S") with blanks only where the wider gaps between words are."""
    seen = [glyph for glyph in run if not glyph.char.isspace()]
    if sum(map(str.isalpha, map(_CHAR, seen))) < 4:
        return run
    boxes = list(map(_BOX, seen))
    gaps = sorted(after[0] - before[2] for before, after in pairwise(boxes))
    size = max(map(_SIZE, seen))
    usual = gaps[len(gaps) // 2]
    if gaps[len(gaps) // 5] < 0.08 * size or usual > GAP_EM * size:
        return run
    wide = usual + 0.5 * (usual + 0.2 * size)
    closed = [seen[0]]
    for before, after in pairwise(seen):
        if after.box.x0 - before.box.x1 > wide:
            box = Box(before.box.x1, before.box.y0, after.box.x0, before.box.y1)
            closed.append(before._replace(char=" ", box=box))
        closed.append(after)
    return closed

"""Where a text stands on the pages.

The search is over folded letters: neither line breaks, hyphens, blanks nor accents matter.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from intervue.resume.lines import Box
from intervue.resume.schema import Source, Spot

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from intervue.resume.headings import Kind
    from intervue.resume.layout import Region
    from intervue.resume.lines import Line, Link
    from intervue.resume.sections import Section

_KEPT_SIGNS = frozenset("+#@")
"""They tell C from C++ and C#."""
_KEY = 3
_MAX_HITS = 60
"""Places of one text that are looked at."""
_MAX_STEPS = 300_000
"""Comparisons for all texts of a résumé together (about 0.3 s): a hostile page repeats one word."""
_MAX_LINES = 2500
"""Lines that are searched: twenty full pages have half as many."""
_MAX_CELLS = 200
"""Cells with one word that are looked at."""
_NEAR, _FAR = 8, 60
"""How many cells further the next line of a text may stand; the far bound is for longer rests (a page's end)."""
_LONG_REST = 8
_WINDOW = 3
"""Cells that are near each other."""
_LEAST_SHARE = 0.6
"""Share of a text's words that must stand near each other for it to count as found."""


@lru_cache(maxsize=4096)
def fold_char(char: str) -> str:
    """A character's letters and digits without accents, in lower case; empty for all else."""
    folded = unicodedata.normalize("NFKD", char).casefold()
    return "".join(c for c in folded if c.isalnum() or c in _KEPT_SIGNS)


@lru_cache(maxsize=4096)
def width_of(char: str) -> float:
    """About how wide a character is in a font like Helvetica or Times, in font sizes."""
    if char in "ijl.,:;|'!I\u2019":
        return 0.26
    if char in "ftr-()/[] ":
        return 0.31
    if char in "mwMW@%" or unicodedata.east_asian_width(char) in "WF":
        return 0.86
    return 0.68 if char.isupper() else 0.53


def fold(text: str) -> str:
    """Only what counts when texts are compared."""
    return "".join(map(fold_char, text))


def fold_words(text: str) -> list[str]:
    """The folded words of a text."""
    return [word for word in map(fold, "".join(c if fold_char(c) else " " for c in text).split()) if word]


class How(StrEnum):
    """How a value was found."""

    VERBATIM = "verbatim"
    """As one piece of one line."""
    JOINED = "joined"
    """On several lines, or in several cells of a row."""
    LINK = "link"
    """Behind a link."""
    PARTLY = "partly"
    """Most of its words, not in one piece."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Folded characters `start` to `end` of a cell."""

    cell: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Trace:
    """One place where a value stands. `spots`: page (from 0) and box of each of its pieces."""

    how: How
    spots: tuple[tuple[int, Box], ...]
    pieces: tuple[Piece, ...] = ()
    whole_words: bool = True

    @property
    def first(self) -> int:
        """The number of the first cell, in reading order; -1 for a link."""
        return self.pieces[0].cell if self.pieces else -1

    def source(self) -> Source:
        """The box on the first page, and on those that it continues on."""
        boxes: dict[int, Box] = {}
        for page, box in self.spots:
            boxes[page] = boxes[page].union(box) if page in boxes else box
        first, *rest = [(page + 1, _rounded(box)) for page, box in boxes.items()]
        return Source(page=first[0], box=first[1], continued=[Spot(page=page, box=box) for page, box in rest])


def _rounded(box: Box) -> tuple[float, float, float, float]:
    return round(box.x0, 1), round(box.y0, 1), round(box.x1, 1), round(box.y1, 1)


@dataclass(slots=True)
class Cell:
    """A cell of a row with its folded text.

    `spans` has left and right of each folded character, points; `at` where it stands in `raw`, the text as printed.
    """

    line: Line
    row: int
    section: int
    kind: Kind | None
    """None for a heading itself."""
    text: str = ""
    raw: str = ""
    at: list[int] = field(default_factory=list)
    spans: list[tuple[float, float]] = field(default_factory=list)
    begins: list[int] = field(default_factory=list)
    """Where words begin."""
    ends: set[int] = field(default_factory=set)

    def words(self) -> Iterator[tuple[str, int]]:
        """Each word and where it begins."""
        # A line of signs alone has no word.
        for start, stop in pairwise([*self.begins, len(self.text)]):
            yield self.text[start:stop], start

    def fill(self) -> None:
        """Fold the line's characters; their places inside a span are estimated from usual widths."""
        inside = False
        for span in self.line.spans:
            widths = [width_of(char) for char in span.text]
            scale = (span.box.x1 - span.box.x0) / max(sum(widths), 1e-6)
            left = span.box.x0
            for char, relative in zip(span.text, widths, strict=True):
                folded, width = fold_char(char), relative * scale
                if folded and not inside:
                    self.begins.append(len(self.text))
                if not folded and inside:
                    self.ends.add(len(self.text))
                inside = bool(folded)
                self.text += folded
                self.at.extend([len(self.raw)] * len(folded))
                self.raw += char
                self.spans.extend([(left, left + width)] * len(folded))
                left += width
        self.ends.add(len(self.text))


class Page:
    """All pages of a résumé, to be searched.

    Args:
        regions: in reading order.
        sections: of the same lines.
        links: annotations of all pages.
    """

    def __init__(self, regions: Sequence[Region], sections: Sequence[Section], links: Sequence[Link]) -> None:
        self.sections = sections
        self.links = links
        self.cells: list[Cell] = []
        self._starts: dict[str, list[tuple[int, int]]] = defaultdict(list)
        self._words: dict[str, list[int]] = defaultdict(list)
        self._found: dict[str, list[Trace]] = {}
        self._steps = _MAX_STEPS
        homes = [
            (line, number) for number, section in enumerate(sections) for row in section.rows for line in row.cells
        ]
        home = {id(line): number for line, number in homes}
        known = {id(line) for region in regions for row in region.rows for line in row.cells}
        remade = [(line, number) for line, number in homes if id(line) not in known]
        rows = (row for region in regions for row in region.rows)
        for number, row in enumerate(rows):
            for line in row.cells if len(self.cells) < _MAX_LINES else ():
                section = home.get(id(line), -1)
                if section < 0:
                    section = next((each for other, each in remade[:_MAX_CELLS] if _inside(line, other)), -1)
                self._add(Cell(line, number, section, sections[section].kind if section >= 0 else None))

    def _add(self, cell: Cell) -> None:
        cell.fill()
        number = len(self.cells)
        self.cells.append(cell)
        for begin in cell.begins:
            for length in range(1, _KEY + 1):
                key = cell.text[begin : begin + length]
                if len(key) == length:
                    self._starts[key].append((number, begin))
        for word in {word for word, _ in cell.words()}:
            self._words[word].append(number)

    def find(self, text: str) -> list[Trace]:
        """Where a text stands, whole, in reading order: in one piece, or going on in the cells that follow."""
        target = fold(text)
        if target not in self._found:
            self._found[target] = self._traces(target) if target else []
        return list(self._found[target])

    def _traces(self, target: str) -> list[Trace]:
        found = []
        for cell, begin in self._starts.get(target[:_KEY], ()):
            if self._steps <= 0:
                break
            pieces = self._follow(cell, begin, target)
            if pieces:
                found.append(self._trace(pieces))
                if len(found) == _MAX_HITS:
                    break
        whole = [trace for trace in found if trace.whole_words]
        return whole or found

    def _follow(self, cell: int, begin: int, target: str) -> list[Piece]:
        """The pieces of a text that begins in a cell, or nothing where it does not go on to its end."""
        self._steps -= 1
        rest = self.cells[cell].text[begin:]
        if rest.startswith(target):
            return [Piece(cell, begin, begin + len(target))]
        pieces: list[Piece] = []
        while rest and target.startswith(rest) and self._steps > 0:
            pieces.append(Piece(cell, begin, begin + len(rest)))
            target = target[len(rest) :]
            if not target:
                return pieces
            following = self._next(cell, target)
            if following is None:
                return []
            cell, begin = following, 0
            rest = self.cells[cell].text[: len(target)]
        return []

    def _next(self, cell: int, target: str) -> int | None:
        reach = _FAR if len(target) >= _LONG_REST else _NEAR
        for number in range(cell + 1, min(cell + 1 + reach, len(self.cells))):
            text = self.cells[number].text
            self._steps -= 1
            if text and (target.startswith(text) or text.startswith(target)):
                return number
        return None

    def find_words(self, text: str, kinds: frozenset[Kind] | None = None) -> Trace | None:
        """Where most of a text's words stand near each other: what was put together from parts of lines."""
        wanted = set(fold_words(text))
        if not wanted or self._steps <= 0:
            return None
        held: dict[int, set[str]] = defaultdict(set)
        for word in wanted:
            for number in self._words.get(word, ())[:_MAX_CELLS]:
                if kinds is None or self.cells[number].kind in kinds:
                    held[number].add(word)
        self._steps -= 3 * len(held)
        total = sum(map(len, wanted))
        best, share = -1, 0.0
        for number in sorted(held):
            near = set().union(*(held.get(each, ()) for each in range(number, number + _WINDOW)))
            if sum(map(len, near)) / total > share + 1e-9:
                best, share = number, sum(map(len, near)) / total
        if share < _LEAST_SHARE:
            return None
        pieces = [piece for each in range(best, best + _WINDOW) if each in held for piece in self._among(each, wanted)]
        return self._trace(pieces, How.PARTLY)

    def _among(self, number: int, wanted: set[str]) -> list[Piece]:
        words = self.cells[number].words()
        return [Piece(number, start, start + len(word)) for word, start in words if word in wanted]

    def find_link(self, address: str) -> Trace | None:
        """The link annotation that leads to an address (a web or an e-mail address)."""
        target = bare_address(address)
        for link in self.links:
            if target and bare_address(link.uri) == target:
                return Trace(How.LINK, ((link.page, link.box),))
        return None

    def _trace(self, pieces: Sequence[Piece], how: How | None = None) -> Trace:
        first, last = pieces[0], pieces[-1]
        whole = last.end in self.cells[last.cell].ends and first.start in self.cells[first.cell].begins
        spots = tuple((self.cells[piece.cell].line.page, self.box(piece)) for piece in pieces)
        return Trace(how or (How.VERBATIM if len(pieces) == 1 else How.JOINED), spots, tuple(pieces), whole)

    def box(self, piece: Piece) -> Box:
        """The box of a piece, points."""
        cell = self.cells[piece.cell]
        spans = cell.spans[piece.start : piece.end]
        box = cell.line.box
        return Box(min(left for left, _ in spans), box.y0, max(right for _, right in spans), box.y1)


def _inside(line: Line, other: Line) -> bool:
    """Whether a line went into another one that was put together."""
    middle_x, box = (line.box.x0 + line.box.x1) / 2, other.box
    return line.page == other.page and box.x0 <= middle_x <= box.x1 and box.y0 <= line.box.middle <= box.y1


def bare_address(address: str) -> str:
    """What counts of a web or e-mail address."""
    bare = address.strip().casefold().removeprefix("mailto:").removeprefix("https://").removeprefix("http://")
    return bare.removeprefix("www.").split("?", maxsplit=1)[0].split("#", maxsplit=1)[0].rstrip("/")

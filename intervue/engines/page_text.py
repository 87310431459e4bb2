"""A page's text as MuPDF has it: its spans and words, and its characters where only they will do.

A page has thousands of characters, each with a box: MuPDF takes three times as long to hand them out as for the words,
and Python ten times as long to go through them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from functools import lru_cache, partial
from itertools import groupby, repeat
from operator import itemgetter
from typing import TYPE_CHECKING, Any, cast

from intervue.resume.accents import composed
from intervue.resume.lines import BULLET, Box, Glyph, Line, Span, lines_of_glyphs
from intervue.resume.words import lines_of_words

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from intervue.resume.grids import Rules
    from intervue.resume.words import Word

_MAX_SLOPE = 0.1
"""Sine of the angle from which on a line counts as turned, and is no part of the text."""
_BOLD, _ITALIC = 16, 2
"""Bits of a span's flags (PyMuPDF, TEXT_FONT_BOLD and TEXT_FONT_ITALIC)."""
_BOLD_NAMES = ("bold", "black", "heavy", "semibold", "demi", "roboto-medium")
"""Words in the names of bold fonts. Makers of PDFs that come with Roboto alone write bold text in its medium weight."""

_SYMBOL_FONT = re.compile(
    r"wingdings|webdings|dingbat|awesome|fa-(?:solid|brands|regular)|material-?(?:icons|symbols)|ionicon|entypo|icomoon"
    r"|academicons|simple-?icons|typicons|marvosym|fontello|glyphicons|bootstrap-?icons|remixicon|feather|lineicons"
    r"|themify|dashicons|octicons|elusive|linearicons|phosphor|tabler|mdl2|emoji|opensymbol"
)
"""Names of fonts, in lower case, whose characters are bullets and icons."""
_SIGN = re.compile(r"\S")
_LIGATURE = 4
"""Letters that one glyph may stand for."""
_LEAST_ADVANCE = 0.12
"""Mean width of a character of a word, in the height of its line, from which on it can be read."""
_FLAT = 0.02
"""Width of a character, in font sizes, under which it has none of its own."""
_BLOCK_AND_LINE = itemgetter(5, 6)
"""Of a word."""


class PageText:
    """The text of a page.

    Args:
        page: MuPDF's text page.

    Attributes:
        blocks: what is on the page in the order of painting, as PyMuPDF's `dict` has it.
        heaps: what `lines` left out as it stands in heaps of characters.
    """

    def __init__(self, page: Any) -> None:
        self._page = page
        self.blocks: list[dict[str, Any]] = page.extractDICT()["blocks"]
        self._words: list[Word] = page.extractWORDS()
        self.heaps: list[str] = []
        self._heaped = [word[:4] for word in self._words if _is_heaped(word)]
        self._raw: list[dict[str, Any]] | None = None
        self._chars: dict[int, list[dict[str, Any]]] = {}

    def raw(self) -> list[dict[str, Any]]:
        """The same blocks, lines and spans with their characters, as PyMuPDF's `rawdict` has them."""
        if self._raw is None:
            self._raw = self._page.extractRAWDICT()["blocks"]
        return self._raw

    def chars(self, wanted: dict[str, Any]) -> list[dict[str, Any]]:
        """The characters of one of the spans."""
        if not self._chars:
            pairs = zip(_all_spans(self.blocks), _all_spans(self.raw()), strict=True)
            self._chars = {id(span): raw_span["chars"] for span, raw_span in pairs}
        return self._chars[id(wanted)]

    def heaped(self, span: dict[str, Any]) -> set[int]:
        """The places of those characters that stand in a heap: a glyph may be said to mean a whole sentence."""
        x0, y0, x1, y1 = span["bbox"]
        if not any(box[0] <= x1 and x0 <= box[2] and box[1] < y1 and y0 < box[3] for box in self._heaped):
            return set()
        return _heap(self.chars(span), span["size"])

    def lines(
        self, number: int, height: float, hidden: Mapping[int, AbstractSet[int]], budget: int, rules: Rules
    ) -> tuple[list[Line], int]:
        """The lines of page `number`, of `height` points, and how many characters they have: at most `budget`.

        Of spans whose identity is in `hidden` the characters at those places are left out; upright `rules` of the page
        part lines that they cross.
        """
        lines: list[Line] = []
        used = 0
        for line, words, path in self._level_lines():
            spans = line["spans"]
            size = sum([len(span["text"]) for span in spans])
            lost: list[AbstractSet[int]] = [hidden.get(id(span), frozenset()) for span in spans] if hidden else []
            cuts = rules.cuts(line["bbox"]) if rules.upright else []
            found = None
            if not cuts and not any(lost) and not line["dir"][1] and used + size <= budget:
                found = lines_of_words(_spans(line), words, number, height)
            if found is None:
                spans = self.raw()[path[0]]["lines"][path[1]]["spans"]
                # Words without any width are not told as such: their line comes here.
                heaps = [_heap(span["chars"], span["size"]) for span in spans]
                if any(heaps):
                    lost = [{*heap, *hidden.get(id(span), ())} for heap, span in zip(heaps, line["spans"], strict=True)]
                    self.heaps += [
                        _text_at(span["chars"], heap) for span, heap in zip(spans, heaps, strict=True) if heap
                    ]
                glyphs = _glyphs(_without(spans, lost) if any(lost) else spans)[: budget - used]
                found, size = [], len(glyphs)
                for part in _between(glyphs, cuts) if cuts else [glyphs]:
                    found += lines_of_glyphs(part, number, height)
            used += size
            lines.extend(found)
        return lines, used

    def turned(self) -> int:
        """How many characters lie on their side, or upside down."""
        lines = (line for block in self.blocks for line in block.get("lines", ()) if not _is_level(line))
        return sum(len(span["text"]) for line in lines for span in line["spans"])

    def _level_lines(self) -> Iterator[tuple[dict[str, Any], list[Word], tuple[int, int]]]:
        """Each line that is not turned, its words, and the numbers of its block and of itself."""
        words: dict[int, list[list[Word]]] = defaultdict(list)
        for (block, _), of_line in groupby(self._words, key=_BLOCK_AND_LINE):
            words[block].append(list(of_line))
        texts = ((index, block["lines"]) for index, block in enumerate(self.blocks) if "lines" in block)
        for number, (index, lines) in enumerate(texts):  # words count blocks of text only
            of_block = iter(words.get(number, ()))
            for place, line in enumerate(lines):
                own = next(of_block, []) if any(span["text"].strip() for span in line["spans"]) else []
                if _is_level(line):
                    yield line, own, (index, place)


def _is_heaped(word: Word) -> bool:
    """Whether a word has far less room than its letters take."""
    x0, y0, x1, y1, text, *_ = word
    return len(text) > _LIGATURE and x1 - x0 < _LEAST_ADVANCE * (y1 - y0) * len(text)


def _heap(chars: Sequence[dict[str, Any]], size: float) -> set[int]:
    """The places of characters without any width, more in a row than a ligature has."""
    flat = [char["bbox"][2] - char["bbox"][0] < _FLAT * size for char in chars]
    if sum(flat) <= _LIGATURE:
        return set()
    runs = [(is_flat, [place for place, _ in run]) for is_flat, run in groupby(enumerate(flat), key=itemgetter(1))]
    return {place for is_flat, places in runs if is_flat and len(places) > _LIGATURE for place in places}


def _text_at(chars: Sequence[dict[str, Any]], places: AbstractSet[int]) -> str:
    return "".join(char["c"] for place, char in enumerate(chars) if place in places)


def _is_level(line: dict[str, Any]) -> bool:
    return bool(abs(line["dir"][1]) <= _MAX_SLOPE and line["dir"][0] >= 0)


def _all_spans(blocks: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    return (span for block in blocks for line in block.get("lines", ()) for span in line["spans"])


@lru_cache(maxsize=1024)
def _look(font: str, flags: int) -> tuple[bool, bool, bool]:
    """Whether the characters of a font are bold, italic, and signs rather than letters."""
    name = font.lower()
    bold = bool(flags & _BOLD) or any(word in name for word in _BOLD_NAMES)
    italic = bool(flags & _ITALIC) or "italic" in name or "oblique" in name
    return bold, italic, _SYMBOL_FONT.search(name) is not None


# A page has hundreds of boxes and may have thousands of characters: made from tuples they take half the time.
_box = cast("Callable[[tuple[float, float, float, float]], Box]", partial(tuple.__new__, Box))
_glyph = cast("Callable[[tuple[str, Box, float, bool, bool, int]], Glyph]", partial(tuple.__new__, Glyph))


def _spans(line: dict[str, Any]) -> Iterator[tuple[str, Span]]:
    """The text of each span as the file has it, and the span, in which a bullet stands for what a symbol font draws."""
    for span in line["spans"]:
        bold, italic, signs = _look(span["font"], span["flags"])
        text = span["text"]
        shown = _SIGN.sub(BULLET, text) if signs else text
        yield text, Span(shown, _box(span["bbox"]), round(span["size"], 1), bold, italic, span["color"])


def _between(glyphs: list[Glyph], cuts: Sequence[float]) -> list[list[Glyph]]:
    """The characters between the places where a line is cut."""
    parts: list[list[Glyph]] = [[] for _ in range(len(cuts) + 1)]
    for glyph in glyphs:
        parts[bisect_left(cuts, (glyph.box.x0 + glyph.box.x1) / 2)].append(glyph)
    return parts


def _without(spans: list[dict[str, Any]], lost: Sequence[Container[int]]) -> list[dict[str, Any]]:
    """The spans without the characters at the places that are lost in each."""
    return [
        {**span, "chars": [char for place, char in enumerate(span["chars"]) if place not in places]}
        for span, places in zip(spans, lost, strict=True)
    ]


def _glyphs(spans: list[dict[str, Any]]) -> list[Glyph]:
    glyphs: list[Glyph] = []
    for span in spans:
        bold, italic, signs = _look(span["font"], span["flags"])
        chars = span["chars"]
        texts = [BULLET if signs and char["c"].strip() else char["c"] for char in chars]
        boxes = [_box(char["bbox"]) for char in chars]
        size = repeat(round(span["size"], 1))
        look = (repeat(bold), repeat(italic), repeat(span["color"]))
        glyphs.extend(map(_glyph, zip(texts, boxes, size, *look, strict=False)))
    return composed(glyphs)

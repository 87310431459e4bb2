"""Which text of a page a reader can see: white on white, transparent, tiny, covered and clipped text is told apart.

What a page shows is decided by looking: the page is painted with its text and without it, and text that changes
nothing worth the name is not seen, whatever hides it. Text of a dark sidebar stays, whatever its colour.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from heapq import nsmallest
from typing import TYPE_CHECKING, Any
from unicodedata import category, normalize

from intervue.engines.page_text import PageText
from intervue.engines.painted import Paper, grey
from intervue.resume.lines import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from intervue.engines.painted import Ink, Marks, Rect

_MIN_SIZE = 2.0
"""Points; smaller text cannot be read, and lower text neither."""
_MIN_ADVANCE = 1.5
"""Mean width of a character in points up to which small text is small indeed: some fonts state no true size."""
_SQUEEZED = 0.4
"""Mean width of a character in points under which text of any size is a mere stroke."""
_SQUEEZED_CHARS = 8
_BLANK = 0.2
"""A gap from which on MuPDF sees a blank between two characters, in font sizes; it does so from 0.15 on."""
_FAINT = 16
"""Opacity (0..255) up to which even black on white vanishes."""
_FILLED, _STROKED, _CLIPPING = 16, 32, 64
"""Bits of a span's `char_flags` (MuPDF, fz_stext: FZ_STEXT_FILLED, _STROKED, _CLIPPED)."""
_INSET = 0.2
"""Share of a line's height at its top and bottom into which its neighbours reach."""
_INKED_ROWS = 0.3
"""How high what is seen of a text must be at least, in font sizes; small letters are 0.45 high."""
_INKED_COLUMNS = 0.3
"""How much of a word's width must be seen."""
_LONG_WORD, _INKED_STEM = 4, 0.12
"""Characters from which on that is asked of a word; the stem of a lone T is a smaller share of it."""
_GAP = 1.2
"""A place without ink in a text, in font sizes, from which on its words are looked at one by one."""
_LETTERS_OF_A_SIGN = 8
"""Letters that an icon may stand for."""
_SIGNS = {"So", "Co", "Cn"}
"""Categories of characters that say nothing by themselves: icons, private ones, unknown ones."""
_SIGN = "\0"
"""Stands for any of them where texts are compared."""
_SIGNS_AND_LETTERS = re.compile(r"(\0*)([^\0]*)")
_MAX_PARTS, _MAX_PLACES = 2000, 64
"""Texts between signs on a page that are compared, and places at which one of them may stand."""
_PICTURED = 0.2
"""How much of the width of recognised text stands out in the picture behind it, at least."""
_WORD = re.compile(r"\S+")
_PICTURE_SHARE = 0.6
"""Share of a page that pictures cover from which on the page is a picture."""
_PICTURE_LETTERS = 150
"""A page that is a picture may have so many letters of text besides: a stamp, a page number."""
_MAX_HIDDEN, _MAX_HIDDEN_CHARS = 50, 300
"""Hidden passages that are mentioned, and characters of each."""


@dataclass
class Sight:
    """What can be seen of a page.

    `text` is all of it; `unseen` has the identities of spans that are hidden in whole or in part, each with the places
    of its hidden characters; `hidden` the passages to be mentioned; `picture` tells that the page is a picture without
    text worth the name.
    """

    text: PageText
    unseen: Mapping[int, AbstractSet[int]]
    hidden: list[str] = field(default_factory=list)
    picture: bool = False


def look(mupdf: Any, page: Any, flags: int, *, all_hidden: bool) -> Sight:
    """Read a page as its reader sees it.

    Args:
        mupdf: the PyMuPDF module.
        page: the page.
        flags: of the text extraction; clipped text is left out always.
        all_hidden: whether to search for what is clipped or off the page, to mention it; it costs a second reading.

    Raises:
        Exception: whatever PyMuPDF raises for a damaged page.
    """
    if page.rotation:
        page.remove_rotation()
    # Without a group of its own the page is blended with white paper, as it is on a screen.
    mupdf.mupdf.pdf_page_from_fz_page(page.this).m_internal.transparency = 0
    drawn = page.get_displaylist(annots=1)
    text, replaced, flags = _read(mupdf, drawn, flags | mupdf.TEXT_CLIP)
    paper = Paper(mupdf, drawn, text.blocks)
    eye = _Eye(text, paper)
    written = list(_written(text.blocks))
    unseen = {id(span): lost for line, span in written if (lost := eye.lost(line, span))}
    total = sum([_letters(span["text"]) for _, span in written])
    layer = [span for _, span in written if id(span) in unseen and not _is_too_small(text, span)]
    covered = sum(_letters(span["text"]) for span in layer)
    is_picture = paper.picture_share() >= _PICTURE_SHARE
    # An invisible text layer says what the picture of a scanned page shows, where it shows something.
    recognised = is_picture and covered > total - covered
    if recognised:
        for span in layer:
            if eye.is_pictured(span):
                del unseen[id(span)]
    seen = total - sum(_letters(span["text"]) for _, span in written if id(span) in unseen)
    hidden = [*replaced, *_passages(text.blocks, unseen)]
    if all_hidden:
        hidden.extend(_outside(mupdf, page, flags, text))
    return Sight(text, unseen, hidden, is_picture and not recognised and seen < _PICTURE_LETTERS)


def mentioned(passages: Iterable[str]) -> list[str]:
    """Hidden passages as they are told to the user: clean, each once, and not too many."""
    texts = (clean(passage[:_MAX_HIDDEN_CHARS]) for passage in passages)
    return list(dict.fromkeys(text for text in texts if any(char.isalnum() for char in text)))[:_MAX_HIDDEN]


def _read(mupdf: Any, drawn: Any, flags: int) -> tuple[PageText, list[str], int]:
    """The text of a page, the lines that are said to stand there while its letters say something else, and the flags.

    Where the two differ, the letters are what a reader sees.
    """
    text = mupdf.TextPage(drawn.get_textpage(flags=flags))
    of_letters = flags | mupdf.mupdf.FZ_STEXT_IGNORE_ACTUALTEXT
    letters = mupdf.TextPage(drawn.get_textpage(flags=of_letters))
    said, written = text.extractText(), letters.extractText()
    if said == written or _says_the_same(_plain(said), _plain(written)):
        return PageText(text), [], flags
    known = set(map(_plain, written.splitlines()))
    return PageText(letters), [line for line in said.splitlines() if _plain(line) not in known], of_letters


def _plain(text: str) -> str:
    """The letters and figures of a text, without case and accents, and a mark for each sign."""
    chars = normalize("NFKD", text).casefold()
    return "".join(char if char.isalnum() else _SIGN for char in chars if char.isalnum() or category(char) in _SIGNS)


def _says_the_same(said: str, written: str) -> bool:
    """Whether a text that stands for letters says what they say; for a sign it may have the name of what that shows."""
    parts = _SIGNS_AND_LETTERS.findall(written)
    if len(parts) > _MAX_PARTS:
        return False
    said = said.replace(_SIGN, "")
    places = [0]
    for signs, letters in parts:
        reach = _LETTERS_OF_A_SIGN * len(signs) + 1
        starts = {start for place in places for start in range(place, place + reach) if said.startswith(letters, start)}
        places = [start + len(letters) for start in nsmallest(_MAX_PLACES, starts)]
    return len(said) in places


class _Eye:
    """Looks at a page, text by text."""

    def __init__(self, text: PageText, paper: Paper) -> None:
        self._text, self._paper = text, paper
        self._ink: Ink | None = paper.ink()

    def lost(self, line: dict[str, Any], span: dict[str, Any]) -> AbstractSet[int]:
        """The places of those characters that cannot be seen."""
        text: str = span["text"]
        everything = frozenset(range(len(text)))
        flags = span["char_flags"]
        if (
            _is_unpainted(span)
            or (span["alpha"] <= _FAINT and not flags & _CLIPPING)
            or _is_too_small(self._text, span)
        ):
            return everything
        if self._ink is None or (self._paper.blind and self._paper.is_on_picture(span["bbox"])):
            return everything
        if abs(line["dir"][1]) > abs(line["dir"][0]):  # no part of the text
            return frozenset()
        if not any(map(str.isalnum, text)):
            return frozenset() if self._marks(self._ink, span, span["bbox"]).rows else everything
        marks = self._marks(self._ink, span, _middle(span["bbox"]))
        if not marks.rows:
            return everything
        heaped = self._text.heaped(span)
        if marks.gap <= _GAP * span["size"] * self._ink.scale and self._is_enough(self._ink, span, marks, text):
            return heaped
        return heaped | self._lost_words(self._ink, span)

    def _lost_words(self, ink: Ink, span: dict[str, Any]) -> set[int]:
        """The same, word by word."""
        chars = self._text.chars(span)
        _, top, _, bottom = _middle(span["bbox"])
        lost: set[int] = set()
        for word in _WORD.finditer(span["text"]):
            boxes = [char["bbox"] for char in chars[word.start() : word.end()]]
            if boxes and any(map(str.isalnum, word[0])):
                box = (min(box[0] for box in boxes), top, max(box[2] for box in boxes), bottom)
                if not self._is_enough(ink, span, self._marks(ink, span, box), word[0]):
                    lost.update(range(*word.span()))
        return lost

    def _marks(self, ink: Ink, span: dict[str, Any], box: Rect) -> Marks:
        if span["char_flags"] & _CLIPPING:
            return ink.within(box, text=True)
        # An outline may have another colour than what it is filled with.
        return ink.of(box, None if span["char_flags"] & _STROKED else grey(span["color"]))

    @staticmethod
    def _is_enough(ink: Ink, span: dict[str, Any], marks: Marks, text: str) -> bool:
        least = _INKED_COLUMNS if len(text.strip()) >= _LONG_WORD else _INKED_STEM
        return marks.share >= least and marks.rows >= max(1, int(_INKED_ROWS * span["size"] * ink.scale))

    def is_pictured(self, span: dict[str, Any]) -> bool:
        """Whether a picture shows something where a text is."""
        return self._ink is not None and self._ink.within(span["bbox"], text=False).share >= _PICTURED


def _is_unpainted(span: dict[str, Any]) -> bool:
    """Whether the text is neither filled nor stroked nor a hole for something else (render mode 3)."""
    return not span["char_flags"] & (_FILLED | _STROKED | _CLIPPING)


def _is_too_small(text: PageText, span: dict[str, Any]) -> bool:
    count = len(span["text"])
    if span["bbox"][3] - span["bbox"][1] < _MIN_SIZE:
        return True
    least = _MIN_ADVANCE if span["size"] < _MIN_SIZE else _SQUEEZED
    if not count or (least == _SQUEEZED and count < _SQUEEZED_CHARS):
        return False
    # Gaps within a word are narrower than a blank. Only what is small in spite of them is measured by its characters.
    if span["bbox"][2] - span["bbox"][0] >= (least + _BLANK * span["size"]) * count:
        return False
    enough, advance = least * count, 0.0
    for char in text.chars(span):
        x0, _, x1, _ = char["bbox"]
        advance += abs(x1 - x0)
        if advance >= enough:  # after a few characters of any text that is large enough
            return False
    return True


def _outside(mupdf: Any, page: Any, flags: int, text: PageText) -> Iterator[str]:
    """What is clipped away or off the page."""
    everything = PageText(page.get_textpage(clip=mupdf.INFINITE_RECT(), flags=flags & ~mupdf.TEXT_CLIP))
    if _characters(everything.blocks) == _characters(text.blocks):
        return
    known = {
        (char["c"], round(char["origin"][0]), round(char["origin"][1]))
        for block in text.raw()
        for span in _spans(block)
        for char in span["chars"]
    }
    for block in everything.raw():
        for line in block.get("lines", ()):
            chars = [char for span in line["spans"] for char in span["chars"]]
            lost = [
                char["c"]
                for char in chars
                if (char["c"], round(char["origin"][0]), round(char["origin"][1])) not in known
            ]
            if sum(char.isalnum() for char in lost) > 1:
                yield "".join(lost)


def _characters(blocks: Sequence[dict[str, Any]]) -> Counter[str]:
    """How often each character is there."""
    return Counter(char for block in blocks for span in _spans(block) for char in span["text"])


def _passages(blocks: Sequence[dict[str, Any]], unseen: Mapping[int, AbstractSet[int]]) -> list[str]:
    """The text of each line that is hidden."""
    if not unseen:
        return []
    passages: list[str] = []
    # Letters that a picture shows through are often written twice, once without paint.
    shown_too: set[str] = set()
    for block in blocks:
        for line in block.get("lines", ()):
            chars = [
                (char, place in unseen.get(id(span), ()))
                for span in line["spans"]
                for place, char in enumerate(span["text"])
            ]
            passages.append("".join(char for char, lost in chars if lost or char == " "))
            shown_too.add("".join(char for char, lost in chars if not lost).strip())
    return [passage for passage in map(str.strip, passages) if passage and passage not in shown_too]


def _spans(block: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for line in block.get("lines", ()):
        yield from line["spans"]


def _written(blocks: Sequence[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Each span that has text, and its line."""
    for block in blocks:
        for line in block.get("lines", ()):
            for span in line["spans"]:
                if span["text"].strip():
                    yield line, span


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))


def _middle(box: Rect) -> Rect:
    """A box without what its neighbours reach into."""
    inset = _INSET * (box[3] - box[1])
    return box[0], box[1] + inset, box[2], box[3] - inset

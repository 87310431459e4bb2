"""Which text of a page a reader can see: white on white, transparent, tiny, covered and clipped text is told apart.

What a page shows is decided by looking: where a colour or a shape is suspicious, the page is painted at one pixel a
point and the place of the text is looked at. Text of a dark sidebar stays, whatever its colour.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from intervue.engines.page_text import PageText
from intervue.engines.painted import FAINT, Paper
from intervue.resume.lines import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

_MIN_SIZE = 2.0
"""Points; smaller text cannot be read."""
_MIN_ADVANCE = 1.5
"""Mean width of a character in points up to which small text is small indeed: some fonts state no true size."""
_SQUEEZED = 0.4
"""Mean width of a character in points under which text of any size is a mere stroke."""
_SQUEEZED_CHARS = 8
_BLANK = 0.2
"""A gap from which on MuPDF sees a blank between two characters, in font sizes; it does so from 0.15 on."""
_NEAR = 16
"""Colours whose channels (0..255) differ by no more look alike on every screen."""
_LIGHT = 255 - 2 * _NEAR
"""Channels from which on a colour may vanish on white paper."""
_VEILED = 0.08
"""Share of its contrast that text under a veil (the opacity of a group) must keep to be seen."""
_MAX_OBJECTS = 5000
"""Objects of a file up to which it is searched for veils; larger ones are painted to be sure."""
_VEIL = re.compile(r"/(?:ca|CA) ?(?:-[\d.]+|0?\.0\d*|0)(?![\d.])|/S ?/(?:Alpha|Luminosity)\b")
"""What makes a group of drawings faint: an opacity under a tenth, a soft mask."""
_SAME_SHARE = 0.7
"""Share of a text's place that has the text's own colour from which on it is its background."""
_FILLED, _STROKED, _CLIPPING = 16, 32, 64
"""Bits of a span's `char_flags` (MuPDF, fz_stext: FZ_STEXT_FILLED, _STROKED, _CLIPPED)."""
_PICTURE_SHARE = 0.6
"""Share of a page that pictures cover from which on the page is a picture."""
_PICTURE_LETTERS = 150
"""A page that is a picture may have so many letters of text besides: a stamp, a page number."""
_MAX_HIDDEN, _MAX_HIDDEN_CHARS = 50, 300
"""Hidden passages that are mentioned, and characters of each."""


@dataclass
class Sight:
    """What can be seen of a page.

    `text` is all of it, `unseen` the identities of its hidden spans, `hidden` the passages to be mentioned; `picture`
    tells that the page is a picture without text worth the name.
    """

    text: PageText
    unseen: AbstractSet[int]
    hidden: list[str] = field(default_factory=list)
    picture: bool = False


def has_veils(document: Any) -> bool:
    """Whether something in a PDF makes whole groups of drawings faint, so that each text must be looked at."""
    if document.xref_length() > _MAX_OBJECTS:
        return True
    objects = [document.xref_object(number, compressed=True) for number in range(1, document.xref_length())]
    return _VEIL.search("\n".join(objects)) is not None


def look(mupdf: Any, page: Any, flags: int, *, veiled: bool, all_hidden: bool) -> Sight:
    """Read a page as its reader sees it.

    Args:
        mupdf: the PyMuPDF module.
        page: the page.
        flags: of the text extraction; clipped text is left out always.
        veiled: what `has_veils` says of the document.
        all_hidden: whether to search for what is clipped or off the page, to mention it; it costs a second reading.

    Raises:
        Exception: whatever PyMuPDF raises for a damaged page.
    """
    if page.rotation:
        page.remove_rotation()
    text = PageText(page.get_textpage(flags=flags | mupdf.TEXT_CLIP))
    paper = Paper(mupdf, page, text.blocks, veiled=veiled)
    spans = [
        (index, span, sum(map(str.isalnum, span["text"])))
        for index, block in enumerate(text.blocks)
        for span in _spans(block)
        if span["text"].strip()
    ]
    layer = sum(letters for _, span, letters in spans if _is_unpainted(span))
    shown = sum(letters for *_, letters in spans) - layer
    # An invisible text layer says what the picture of a scanned page shows.
    recognised = layer > shown and paper.picture_share() >= _PICTURE_SHARE
    unseen = {
        id(span)
        for index, span, _ in spans
        if not (recognised and _is_unpainted(span)) and _is_hidden(text, paper, index, span)
    }
    seen = sum(letters for _, span, letters in spans if id(span) not in unseen)
    picture = not recognised and seen < _PICTURE_LETTERS and paper.picture_share() >= _PICTURE_SHARE
    hidden = _passages(text.blocks, unseen)
    if all_hidden:
        hidden.extend(_outside(mupdf, page, flags, text))
    return Sight(text, unseen, hidden, picture)


def mentioned(passages: Iterable[str]) -> list[str]:
    """Hidden passages as they are told to the user: clean, each once, and not too many."""
    texts = (clean(passage[:_MAX_HIDDEN_CHARS]) for passage in passages)
    return list(dict.fromkeys(text for text in texts if any(char.isalnum() for char in text)))[:_MAX_HIDDEN]


def _is_hidden(text: PageText, paper: Paper, index: int, span: dict[str, Any]) -> bool:
    if _is_unpainted(span) or _is_too_small(text, span):
        return True
    clipping = bool(span["char_flags"] & _CLIPPING)
    if span["alpha"] <= FAINT and not clipping:
        return True
    colour, box = _rgb(span["color"]), span["bbox"]
    above, below = paper.around(index, box)
    light = min(colour) >= _LIGHT
    alike = any(_is_near(colour, _rgb(other)) for other in below)
    if not (light or alike or above or clipping or paper.veiled):
        return False
    # Lines above and below reach into the box of a font: its middle is enough, but for a full stop.
    colours = paper.colours(box, 0.2 if any(map(str.isalnum, span["text"])) else 0.0)
    if colours is None:
        if above or paper.crowded:
            return True
        # White on a picture may well be seen.
        return not clipping and (alike if below else light and not paper.is_on_picture(box))
    total = sum(colours.values())
    ground = max(colours, key=lambda pixel: colours[pixel])
    least = _NEAR if clipping else max(2, _VEILED * _apart(colour, ground))
    if not any(_apart(pixel, ground) > least for pixel in colours):
        return True
    if clipping:
        return False
    near = sum(count for pixel, count in colours.items() if _is_near(pixel, colour))
    return (light or alike) and near >= _SAME_SHARE * total


def _is_unpainted(span: dict[str, Any]) -> bool:
    """Whether the text is neither filled nor stroked nor a hole for something else (render mode 3)."""
    return not span["char_flags"] & (_FILLED | _STROKED | _CLIPPING)


def _is_too_small(text: PageText, span: dict[str, Any]) -> bool:
    count = len(span["text"])
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


def _passages(blocks: Sequence[dict[str, Any]], unseen: AbstractSet[int]) -> list[str]:
    """The text of each line that is hidden."""
    if not unseen:
        return []
    passages: list[str] = []
    # Letters that a picture shows through are often written twice, once without paint.
    shown_too: set[str] = set()
    for block in blocks:
        for line in block.get("lines", ()):
            passages.append("".join(span["text"] for span in line["spans"] if id(span) in unseen))
            shown_too.add("".join(span["text"] for span in line["spans"] if id(span) not in unseen))
    return [passage for passage in passages if passage and passage not in shown_too]


def _spans(block: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for line in block.get("lines", ()):
        yield from line["spans"]


def _rgb(colour: int) -> tuple[int, int, int]:
    return colour >> 16 & 255, colour >> 8 & 255, colour & 255


def _apart(one: tuple[int, int, int], other: tuple[int, int, int]) -> int:
    """How far two colours are apart, 0..255."""
    return max(abs(one[0] - other[0]), abs(one[1] - other[1]), abs(one[2] - other[2]))


def _is_near(one: tuple[int, int, int], other: tuple[int, int, int]) -> bool:
    return _apart(one, other) <= _NEAR

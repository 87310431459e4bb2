"""A page as it is painted: once with its text and once without; where both differ, the text can be seen.

Both are painted in grey, at one pixel a point, from one display list. What a page hides needs no list of tricks then:
text under a picture, a stroke, a pattern or a veil leaves the page as it is without it.
"""

from __future__ import annotations

from functools import lru_cache
from math import ceil, floor, log
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

VECTOR = 3
"""The type of a block that is a painted path."""
_TEXT = 0
_MAX_DRAWN = 20_000
"""Shapes on a page up to which it is painted in full size; with more of them it is painted smaller."""
_MAX_LETTERS_AREA = 60_000_000.0
"""Square points of a page's letters up to which it is painted in full size; a full page of text has 300,000."""
_LEAST_SCALE = 0.3
"""Pixels a point from which on text can be looked at on a page of many shapes or huge letters."""
_MAX_AREA = 2_500_000.0
"""Pixels of a painted page: some design tools make a page of some thousand points."""
_MAX_PIXELS = 40_000_000
"""Pixels of a page's pictures up to which they are painted: one of paper size at 600 dots an inch has 35 million."""
_CONTRAST = 1.14
"""Contrast (WCAG 2, 1 to 21) from which on a pixel is seen. The edges of letters are paler than their colour."""
_STEP = log(1.25)
"""Contrast, as a logarithm, from which on two pixels are told apart on a ground of many colours."""
_NO_PICTURES = ("fill_image", "fill_image_mask")
_NO_TEXT = ("fill_text", "stroke_text")
"""What a device can be kept from painting. Text that is a hole for something else stays."""

Rect = tuple[float, float, float, float]


class Marks(NamedTuple):
    """What stands out in a box of pixels: how many of its `rows` do, and for each column 0 or 1."""

    rows: int
    columns: bytes

    @property
    def share(self) -> float:
        """How many of the columns stand out, 0..1."""
        return self.columns.count(1) / max(1, len(self.columns))

    @property
    def gap(self) -> int:
        """The longest run of columns in which nothing stands out, pixels."""
        return max(map(len, self.columns.split(b"\1")))


class Ink:
    """A page with its text and without it, in grey: rows of `width` pixels, `scale` a point, from `corner` (points)."""

    def __init__(
        self, with_text: bytes, without: bytes, width: int, scale: float, corner: tuple[float, float] = (0, 0)
    ) -> None:
        self._with, self._without = with_text, without
        self._width, self._height = width, len(with_text) // max(1, width)
        self._left, self._top = corner
        self.scale = scale

    def of(self, box: Rect, colour: int | None) -> Marks:
        """What text adds to a box; nothing where its `colour` (grey, 0..255; None: unknown) is that of its ground."""
        shown, ground, width = self._cut(box)
        if not ground or shown == ground:
            return Marks(0, bytes(width))
        even = ground.count(ground[0]) == len(ground)
        if colour is not None:
            apart = _seen_on(colour)
            if not apart[ground[0]] if even else 4 * ground.translate(apart).count(1) < len(ground):
                return Marks(0, bytes(width))
        if even:
            return _marks(shown.translate(_seen_on(ground[0])), width)
        return _marks(_apart(shown, ground), width)

    def within(self, box: Rect, *, text: bool) -> Marks:
        """What stands out from the commonest grey of a box on the page with its `text` or without it."""
        shown, ground, width = self._cut(box)
        pixels = shown if text else ground
        if not pixels:
            return Marks(0, b"")
        return _marks(pixels.translate(_seen_on(max(set(pixels), key=pixels.count))), width)

    def _cut(self, box: Rect) -> tuple[bytes, bytes, int]:
        """The pixels of a box on both pages, row after row, and how many are in a row."""
        x0, x1 = ((x - self._left) * self.scale for x in (box[0], box[2]))
        y0, y1 = ((y - self._top) * self.scale for y in (box[1], box[3]))
        left, right = max(0, int(x0)), min(self._width, int(x1) + 1)
        top, bottom = max(0, round(y0)), min(self._height, round(y1))
        if left >= right or top >= bottom:
            return b"", b"", 0
        rows = [slice(y * self._width + left, y * self._width + right) for y in range(top, bottom)]
        return b"".join([self._with[row] for row in rows]), b"".join([self._without[row] for row in rows]), right - left


class Paper:
    """A page that is painted once.

    Args:
        mupdf: the PyMuPDF module.
        drawn: the page's display list.
        blocks: what is on it, as `extractDICT` of a text page has it.

    Attributes:
        blind: whether the pictures are too large to be painted.
    """

    def __init__(self, mupdf: Any, drawn: Any, blocks: Sequence[dict[str, Any]]) -> None:
        self._mupdf = mupdf
        self._list = drawn
        self._size = (float(drawn.rect.width), float(drawn.rect.height))
        shapes = sum(1 for block in blocks if block.get("type") == VECTOR)
        self._area = _hull([block["bbox"] for block in blocks if block.get("type") == _TEXT], *self._size)
        width, height = self._area[2] - self._area[0], self._area[3] - self._area[1]
        self._scale = min(1.0, (_MAX_AREA / max(1.0, width * height)) ** 0.5)
        letters = _letters_area(blocks, width * height)
        self._scale *= min(1.0, (_MAX_DRAWN / max(shapes, 1)) ** 0.5, (_MAX_LETTERS_AREA / max(letters, 1.0)) ** 0.5)
        self._paintable = max(shapes / _MAX_DRAWN, letters / _MAX_LETTERS_AREA) <= 1 or self._scale >= _LEAST_SCALE
        self.pictures: list[Rect] = []
        pixels = 0
        for picture in self._pictures():
            self.pictures.append(tuple(picture["bbox"]))
            pixels += int(picture["width"]) * int(picture["height"])
        self.blind = pixels > _MAX_PIXELS

    def _pictures(self) -> list[dict[str, Any]]:
        """The pictures on the page; nothing is decoded."""
        flags = self._mupdf.TEXT_PRESERVE_IMAGES
        return list(self._mupdf.TextPage(self._list.get_textpage(flags=flags)).extractIMGINFO())

    def picture_share(self) -> float:
        """How much of the page its pictures cover, 0..1; strips of one scan count together."""
        width, height = self._size
        covered = 0.0
        for x0, y0, x1, y1 in self.pictures:
            covered += max(0.0, min(x1, width) - max(x0, 0.0)) * max(0.0, min(y1, height) - max(y0, 0.0))
        return min(1.0, covered / max(1.0, width * height))

    def is_on_picture(self, box: Rect) -> bool:
        """Whether a picture reaches into a box."""
        return any(x0 < box[2] and box[0] < x1 and y0 < box[3] and box[1] < y1 for x0, y0, x1, y1 in self.pictures)

    def ink(self) -> Ink | None:
        """Where text is painted, or None where painting would cost too much."""
        if not self._paintable:
            return None
        left_out = _NO_PICTURES if self.blind else ()
        with_text, width = self._paint(left_out)
        without, _ = self._paint((*left_out, *_NO_TEXT))
        return Ink(with_text, without, width, self._scale, self._area[:2])

    def _paint(self, left_out: Sequence[str]) -> tuple[bytes, int]:
        """The part of the page that has text, on white paper without what is `left_out`, and the pixels of a row."""
        native = self._mupdf.mupdf
        left, top, right, bottom = (edge * self._scale for edge in self._area)
        width, height = max(1, round(right - left)), max(1, round(bottom - top))
        pixels = native.fz_new_pixmap_with_bbox(
            native.fz_device_gray(), native.FzIrect(0, 0, width, height), native.FzSeparations(), 0
        )
        native.fz_clear_pixmap_with_value(pixels, 255)
        device = native.fz_new_draw_device(native.FzMatrix(self._scale, 0, 0, self._scale, -left, -top), pixels)
        for painter in left_out:
            setattr(device.m_internal, painter, None)
        # With a cookie, what is damaged is left out instead of ending all.
        native.fz_run_display_list(
            self._list.this, device, native.FzMatrix(), native.FzRect(native.FzRect.Fixed_INFINITE), native.FzCookie()
        )
        native.fz_close_device(device)
        return bytes(native.fz_pixmap_samples_memoryview(pixels)), width


def _letters_area(blocks: Sequence[dict[str, Any]], page: float) -> float:
    """How much is painted of letters, in square points; each is half as wide as high, and no larger than the `page`."""
    spans = (span for block in blocks for line in block.get("lines", ()) for span in line["spans"])
    return float(sum(len(span["text"]) * min(span["size"] ** 2 / 2, page) for span in spans))


def _hull(boxes: Sequence[Rect], width: float, height: float) -> Rect:
    """The part of a page in which boxes lie, in whole points."""
    if not boxes:
        return (0.0, 0.0, 1.0, 1.0)
    left, top = (floor(max(0.0, min(size, *(box[edge] for box in boxes)))) for edge, size in ((0, width), (1, height)))
    right, bottom = (ceil(min(size, max(box[edge] for box in boxes))) for edge, size in ((2, width), (3, height)))
    return (left, top, max(left + 1, right), max(top + 1, bottom))


def grey(colour: int) -> int:
    """How light a colour (0xRRGGBB) is, 0..255."""
    return round(((colour >> 16 & 255) * 299 + (colour >> 8 & 255) * 587 + (colour & 255) * 114) / 1000)


def _light(value: int) -> float:
    """The logarithm of how much light a grey gives, by which contrasts are measured (WCAG 2)."""
    return log((value / 255) ** 2.2 + 0.05)


@lru_cache(maxsize=256)
def _seen_on(ground: int) -> bytes:
    """For each grey, 1 where it stands out from a ground, else 0."""
    return bytes(abs(_light(value) - _light(ground)) >= log(_CONTRAST) for value in range(256))


_STEPS = [bytes(int((_light(value) + 4) / _STEP + shift) for value in range(256)) for shift in (0.0, 0.5)]
"""The greys in steps of contrast, and in steps that begin in the middle of those: what is apart is so in both."""
_NOT_ZERO = bytes([0] + [1] * 255)


def _apart(some: bytes, others: bytes) -> bytes:
    """1 where two rows of pixels can be told apart, else 0."""
    result = (1 << 8 * len(some)) - 1
    for steps in _STEPS:
        differing = int.from_bytes(some.translate(steps), "big") ^ int.from_bytes(others.translate(steps), "big")
        result &= int.from_bytes(differing.to_bytes(len(some), "big").translate(_NOT_ZERO), "big")
    return result.to_bytes(len(some), "big")


def _marks(mask: bytes, width: int) -> Marks:
    rows = columns = 0
    for start in range(0, len(mask), width):
        row = int.from_bytes(mask[start : start + width], "big")
        rows += row > 0
        columns |= row
    return Marks(rows, columns.to_bytes(width, "big"))

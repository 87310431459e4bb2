"""A page as it is painted: the shapes and the pictures on it, and which colours are where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

FAINT = 16
"""Opacity (0..255) up to which even black on white vanishes."""
VECTOR = 3
"""The type of a block that is a painted path."""
_MAX_SHAPES = 400
_MAX_DRAWN = 20_000
"""Shapes on a page up to which it is painted at one pixel a point; with more of them it is painted smaller."""
_LEAST_SCALE = 0.3
"""Pixels a point from which on a line of text can be looked at."""
_MAX_SIDE = 1500.0
"""Pixels of a painted page's longer side: some design tools make a page of a thousand points and more."""
_MIN_BOX = 3.0
"""Pixels; a lower text cannot be looked at on a painted page."""
_MAX_PIXELS = 24_000_000
"""Pixels of a page's pictures up to which it is painted."""

Rect = tuple[float, float, float, float]


class Paper:
    """A page that is painted when it must be, once.

    Args:
        mupdf: the PyMuPDF module.
        page: the page.
        blocks: what is on it, in the order of painting, as `extractDICT` of a text page has it.
        veiled: whether each text must be looked at; so it must where there are too many shapes to compare it with.

    Attributes:
        veiled: the same, for this page.
        crowded: whether there are so many shapes that text which cannot be looked at counts as hidden behind them.
    """

    def __init__(self, mupdf: Any, page: Any, blocks: list[dict[str, Any]], *, veiled: bool) -> None:
        self._mupdf = mupdf
        self._page = page
        self._painted: Any = None
        self._pictures: list[dict[str, Any]] | None = None
        self._scale = min(1.0, _MAX_SIDE / max(1.0, float(page.rect.width), float(page.rect.height)))
        shapes = list(_shapes(blocks))
        self.veiled = veiled or len(shapes) > _MAX_SHAPES
        self._shapes = shapes[:_MAX_SHAPES]
        drawn = sum(1 for block in blocks if block.get("type") == VECTOR)
        self.crowded = drawn > _MAX_DRAWN
        self._scale *= min(1.0, (_MAX_DRAWN / max(drawn, 1)) ** 0.5)

    def around(self, index: int, box: Rect) -> tuple[bool, set[int]]:
        """Whether a shape is painted over a text of block `index`, and the colours (0xRRGGBB) of those under it."""
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        touching = [
            (place, colour) for place, (x0, y0, x1, y1), colour in self._shapes if x0 <= x <= x1 and y0 <= y <= y1
        ]
        above = any(place > index for place, _ in touching)
        return above, {colour for place, colour in touching if place < index}

    def pictures(self) -> list[dict[str, Any]]:
        """The pictures on the page, as PyMuPDF has them; nothing is decoded."""
        if self._pictures is None:
            self._pictures = list(self._page.get_image_info())
        return self._pictures

    def picture_share(self) -> float:
        """How much of the page its pictures cover, 0..1; strips of one scan count together."""
        width, height = float(self._page.rect.width), float(self._page.rect.height)
        covered = 0.0
        for picture in self.pictures():
            x0, y0, x1, y1 = picture["bbox"]
            covered += max(0.0, min(x1, width) - max(x0, 0.0)) * max(0.0, min(y1, height) - max(y0, 0.0))
        return min(1.0, covered / max(1.0, width * height))

    def is_on_picture(self, box: Rect) -> bool:
        """Whether a picture reaches to the middle of a box."""
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        boxes = (picture["bbox"] for picture in self.pictures())
        return any(x0 <= x <= x1 and y0 <= y <= y1 for x0, y0, x1, y1 in boxes)

    def painted(self) -> Any:
        """The page at one pixel a point or less, or None where painting would cost too much."""
        if self._painted is None:
            self._painted = self._paint() or False
        return self._painted or None

    def _paint(self) -> Any:
        if self.crowded and self._scale < _LEAST_SCALE:
            return None
        if sum(int(picture["width"]) * int(picture["height"]) for picture in self.pictures()) > _MAX_PIXELS:
            return None
        matrix = self._mupdf.Matrix(self._scale, self._scale)
        return self._page.get_pixmap(matrix=matrix, colorspace=self._mupdf.csRGB, alpha=False)

    def colours(self, box: Rect, inset: float) -> dict[tuple[int, int, int], int] | None:
        """The colours inside a box and the pixels that have them; None where the page cannot be looked at.

        `inset` is the share of the box's height that is left out at the top and at the bottom.
        """
        if (box[3] - box[1]) * self._scale < _MIN_BOX:
            return None
        painted = self.painted()
        if painted is None:
            return None
        inset *= box[3] - box[1]
        rect = self._mupdf.Rect(box[0], box[1] + inset, box[2], box[3] - inset)
        clip = self._mupdf.IRect((rect * self._mupdf.Matrix(self._scale, self._scale)).round())
        clip &= painted.irect
        if clip.is_empty:
            return None
        counted = painted.color_count(colors=True, clip=clip)
        return {(pixel[0], pixel[1], pixel[2]): int(count) for pixel, count in counted.items()}


def _shapes(blocks: Sequence[dict[str, Any]]) -> Iterator[tuple[int, Rect, int]]:
    """Filled shapes that text may stand on or behind: their place in the order of painting, box and colour."""
    for index, block in enumerate(blocks):
        if block.get("type") != VECTOR or block["stroked"] or block["alpha"] <= FAINT:
            continue
        x0, y0, x1, y1 = block["bbox"]
        if x1 - x0 > 4 and y1 - y0 > 4:  # noqa: PLR2004 - points; smaller ones are rules, dots and icons
            yield index, block["bbox"], block["color"]

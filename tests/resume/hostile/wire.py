"""How bad PDFs are written byte by byte: what no library would write."""

from __future__ import annotations

import zlib
from typing import Any

import pymupdf as _pymupdf

from tests.engines.hostile_pdfs import raw_pdf, stream, text

pymupdf: Any = _pymupdf

CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
PAGES = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
HELVETICA = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
LINES = ("Ada Example", "ada@example.com", "Skills", "Python, Go and patience")


def page(content: int = 4, resources: bytes = b"/Font<</F 5 0 R>>", extra: bytes = b"") -> bytes:
    return b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents %d 0 R/Resources<<%s>>%s>>" % (
        content,
        resources,
        extra,
    )


def resume(
    *more: bytes,
    catalog: bytes = CATALOG,
    pages: bytes = PAGES,
    resources: bytes = b"/Font<</F 5 0 R>>",
    page_extra: bytes = b"",
    content: bytes | None = None,
    font: bytes = HELVETICA,
) -> bytes:
    """A page of a small resume; objects 6, 7, ... are `more`."""
    body = stream(text(*LINES)) if content is None else content
    return raw_pdf(catalog, pages, page(4, resources, page_extra), body, font, *more)


def swollen(data: bytes, extra: bytes = b"") -> bytes:
    """A stream that is small in the file."""
    return stream(zlib.compress(data, 9), extra + b"/Filter/FlateDecode")


def picture_page(*, layer: bytes = b"", text_over: bytes = b"") -> bytes:
    """A page that a picture covers: with `layer` before it, and `text_over` after."""
    # Noise of two greys: the strokes of a scan.
    pixels = bytes(40 if (x * 7 + y * 13) % 11 < 3 else 250 for y in range(80) for x in range(60))
    image = stream(pixels, b"/Type/XObject/Subtype/Image/Width 60/Height 80/ColorSpace/DeviceGray/BitsPerComponent 8")
    content = layer + b" q 612 0 0 792 0 0 cm /I Do Q " + text_over
    return resume(image, resources=b"/Font<</F 5 0 R>>/XObject<</I 6 0 R>>", content=stream(content))

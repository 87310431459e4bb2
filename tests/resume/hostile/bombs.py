"""Files that cost their reader much: each a few kilobytes, or as many megabytes as may be uploaded."""

from __future__ import annotations

import struct
from functools import partial
from typing import TYPE_CHECKING

from tests.engines.hostile_pdfs import form_bomb, memory_bomb, pages, stream, text
from tests.resume.hostile.wire import CATALOG, HELVETICA, LINES, PAGES, page, resume, swollen

if TYPE_CHECKING:
    from collections.abc import Callable

MIB = 1024 * 1024


def million_objects() -> bytes:
    """A million entries in a cross-reference stream that is small in the file."""
    head = b"%PDF-1.7\n"
    bodies = [CATALOG, PAGES, page(), stream(text(*LINES)), HELVETICA]
    out, places = head, []
    for number, body in enumerate(bodies, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    count = 1_000_000
    entries = struct.pack(">BIB", 0, 0, 255)
    entries += b"".join(struct.pack(">BIB", 1, place, 0) for place in places)
    entries += struct.pack(">BIB", 1, places[-1], 0) * (count - len(places) - 1)
    table = swollen(entries, b"/Type/XRef/Size %d/W[1 4 1]/Root 1 0 R" % count)
    return out + b"%d 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (len(bodies) + 1, table, len(out))


def objects_without_a_table() -> bytes:
    """As many objects as fit into an upload, and no table: the file has to be searched for them."""
    many = b"".join(b"%d 0 obj 0 endobj\n" % number for number in range(6, 360_000))
    return resume().partition(b"xref")[0] + many + b"trailer\n<</Root 1 0 R>>\n"


def ten_megabytes_of_text() -> bytes:
    line = b"(words and words and words and words and words and words) Tj 0 -12 Td\n"
    body = b"BT /F 9 Tf 20 780 Td " + line * ((10 * MIB - 2000) // len(line)) + b"ET"
    return resume(content=stream(body))


def million_shapes() -> bytes:
    """Shapes in front of white text, so that somebody may want to paint them."""
    return resume(content=swollen(b"0 0 50 50 re f " * 1_000_000 + b"1 1 1 rg " + text(*LINES)))


def million_states() -> bytes:
    return resume(content=swollen(b"q " * 1_000_000 + text(*LINES)))


def million_letters_in_one_string() -> bytes:
    return resume(content=swollen(b"BT /F 9 Tf 20 700 Td (" + b"A" * 1_000_000 + b") Tj ET"))


def nested_arrays() -> bytes:
    return resume(content=swollen(b"BT /F 9 Tf 20 700 Td " + b"[" * 1_000_000 + b"] TJ ET"))


def nested_dictionaries() -> bytes:
    return resume(catalog=b"<</Type/Catalog/Pages 2 0 R/X" + b"<</X" * 200_000 + b" 1" + b">>" * 200_000 + b">>")


def nested_pages() -> bytes:
    """A page tree of 3,000 levels."""
    levels = 3000
    inner = [
        b"<</Type/Pages/Parent %d 0 R/Kids[%d 0 R]/Count 1>>" % (number - 1, number + 1)
        for number in range(6, 6 + levels)
    ]
    last = b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>" % (
        5 + levels
    )
    return resume(*inner, last, pages=b"<</Type/Pages/Kids[6 0 R]/Count 1>>")


def chain_of_filters() -> bytes:
    return resume(content=stream(b"x" * 100, b"/Filter[" + b"/FlateDecode" * 20_000 + b"]"))


def huge_picture() -> bytes:
    """A picture of ten thousand million pixels under white text."""
    image = stream(b"\x00" * 64, b"/Type/XObject/Subtype/Image/Width 100000/Height 100000/ColorSpace/DeviceRGB"
                   b"/BitsPerComponent 8")  # fmt: skip
    content = b"q 612 0 0 792 0 0 cm /I Do Q 1 1 1 rg " + text(*LINES)
    return resume(image, resources=b"/Font<</F 5 0 R>>/XObject<</I 6 0 R>>", content=stream(content))


def swelling_picture() -> bytes:
    """A picture of 16 million pixels that is small in the file, under white text."""
    image = swollen(b"\x55" * (4000 * 4000), b"/Type/XObject/Subtype/Image/Width 4000/Height 4000"
                    b"/ColorSpace/DeviceGray/BitsPerComponent 8")  # fmt: skip
    content = b"q 612 0 0 792 0 0 cm /I Do Q 1 1 1 rg " + text(*LINES)
    return resume(image, resources=b"/Font<</F 5 0 R>>/XObject<</I 6 0 R>>", content=stream(content))


def tiling_bomb() -> bytes:
    """Patterns of patterns behind white text."""
    tiles = [
        stream(
            b"/Pattern cs /P scn 0 0 612 792 re f",
            b"/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 2 2]/XStep 1/YStep 1"
            b"/Resources<</Pattern<</P %d 0 R>>>>" % (number + 1),
        )
        for number in range(6, 12)
    ]
    last = stream(
        b"0 0 1 1 re f",
        b"/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 2 2]/XStep 1/YStep 1/Resources<<>>",
    )
    content = b"/Pattern cs /P scn 0 0 612 792 re f 1 1 1 rg " + text(*LINES)
    return resume(*tiles, last, resources=b"/Font<</F 5 0 R>>/Pattern<</P 6 0 R>>", content=stream(content))


def hundred_thousand_links() -> bytes:
    link = b"<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(http://example.com/)>>>>"
    return resume(swollen(b""), page_extra=b"/Annots[" + link * 100_000 + b"]")


def unicode_map_bomb() -> bytes:
    """A font whose map to Unicode has thirteen million entries."""
    ranges = b"1 beginbfrange <0000> <ffff> <0041> endbfrange\n" * 200
    cmap = swollen(b"begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange\n" + ranges + b"endcmap")
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>"
    return resume(cmap, font=font)


def endless_shading() -> bytes:
    """A background each of whose pixels takes thousands of steps to compute."""
    steps = stream(b"{ " + b"sin cos " * 3000 + b" pop }", b"/FunctionType 4/Domain[0 1 0 1]/Range[0 1]")
    shading = b"/Shading<</S<</ShadingType 1/ColorSpace/DeviceGray/Matrix[612 0 0 792 0 0]/Function 6 0 R>>>>"
    return resume(steps, resources=b"/Font<</F 5 0 R>>" + shading, content=stream(b"/S sh 1 g " + text(*LINES)))


BOMBS: dict[str, Callable[[], bytes]] = {
    "a million objects": million_objects,
    "objects without a table": objects_without_a_table,
    "10 MB of text": ten_megabytes_of_text,
    "a million shapes behind white text": million_shapes,
    "a million graphics states": million_states,
    "a million letters in one string": million_letters_in_one_string,
    "a million arrays in arrays": nested_arrays,
    "dictionaries in dictionaries": nested_dictionaries,
    "page tree of 3000 levels": nested_pages,
    "a chain of 20000 filters": chain_of_filters,
    "a picture of ten thousand million pixels": huge_picture,
    "a picture that swells": swelling_picture,
    "patterns of patterns": tiling_bomb,
    "a background of thousands of steps a pixel": endless_shading,
    "a hundred thousand links": hundred_thousand_links,
    "a unicode map of millions": unicode_map_bomb,
    "nested form XObjects: a million million texts": form_bomb,
    "text that swells": memory_bomb,
    "500 pages": partial(pages, 500),
}
"""Name to maker."""

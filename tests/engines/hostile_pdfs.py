"""PDFs that are wrong on purpose, written byte by byte."""

from __future__ import annotations

from typing import Any

import pymupdf as _pymupdf

pymupdf: Any = _pymupdf


def raw_pdf(*objects: bytes, root: int = 1) -> bytes:
    """A PDF of numbered objects (1, 2, ...) with a right cross-reference table."""
    out = b"%PDF-1.7\n"
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"trailer\n<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, root, table)


def stream(data: bytes, extra: bytes = b"") -> bytes:
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (extra, len(data), data)


def one_page(content: bytes, media_box: bytes = b"0 0 612 792", page_extra: bytes = b"") -> bytes:
    return raw_pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[%s]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>%s>>"
        % (media_box, page_extra),
        stream(content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )


def text(*lines: str) -> bytes:
    shown = b"".join(b"(%s) Tj 0 -14 Td " % line.encode("latin-1") for line in lines)
    return b"BT /F 10 Tf 50 700 Td " + shown + b"ET"


def form_bomb(depth: int = 12, width: int = 10) -> bytes:
    """Form XObjects that each show the next one `width` times: width ** depth texts in some kilobytes."""
    forms = []
    first = 5
    for level in range(depth):
        last = level == depth - 1
        content = b"BT /F 10 Tf 50 700 Td (bomb bomb) Tj ET" if last else b"/X Do " * width
        inner = b"/Font<</F 4 0 R>>" if last else b"/XObject<</X %d 0 R>>" % (first + level + 1)
        extra = b"/Type/XObject/Subtype/Form/BBox[0 0 612 792]/Resources<<%s>>" % inner
        forms.append(stream(content, extra))
    return raw_pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents %d 0 R/Resources<</XObject<</X %d 0 R>>>>>>"
        % (first + depth, first),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        *forms,
        stream(b"/X Do"),
    )


def memory_bomb() -> bytes:
    """A small compressed stream that swells to hundreds of megabytes of text."""
    import zlib  # noqa: PLC0415 - here alone

    content = zlib.compress(b"BT /F 1 Tf 5 700 Td " + b"(aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa) Tj " * 4_000_000 + b"ET", 9)
    return raw_pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        stream(content, b"/Filter/FlateDecode"),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )


def encrypted(user_password: str) -> bytes:
    document = pymupdf.open()
    document.new_page().insert_text((72, 72), "Ines Locked, ines.locked@example.com, hidden from view")
    data: bytes = document.tobytes(
        encryption=pymupdf.PDF_ENCRYPT_AES_256, owner_pw="owner", user_pw=user_password, permissions=0
    )
    document.close()
    return data


def pages(count: int) -> bytes:
    document = pymupdf.open()
    for number in range(count):
        document.new_page().insert_text((72, 400), f"Page number {number} of a long document")
    data: bytes = document.tobytes()
    document.close()
    return data


def scan() -> bytes:
    document = pymupdf.open()
    picture = pymupdf.Pixmap(pymupdf.csRGB, pymupdf.IRect(0, 0, 60, 80), 0)
    picture.clear_with(200)
    document.new_page().insert_image(pymupdf.Rect(0, 0, 595, 842), pixmap=picture)
    data: bytes = document.tobytes()
    document.close()
    return data

"""Links of a page, bounded before it is opened: MuPDF loads all of them with it, each with a copy of its address."""

from __future__ import annotations

from typing import Any

MAX_LINKS = 500
"""Links that are read of a file."""
MAX_ADDRESS = 2000
"""Bytes of an address; a longer one leads nowhere, and its link is left out."""


def bound(mupdf: Any, document: Any, number: int, most: int) -> None:
    """Take what leads to no address out of page `number` (from 0), of the links that are left all after `most`.

    Other annotations stay: they are painted.

    Args:
        mupdf: the PyMuPDF module.
        document: the document, of which nothing is written to its file.
        number: of the page.
        most: links that are kept.

    Raises:
        Exception: whatever PyMuPDF raises for a damaged page.
    """
    native = mupdf.mupdf
    pdf = native.pdf_document_from_fz_document(document.this)
    page = native.pdf_lookup_page_obj(pdf, number)
    annotations = native.pdf_dict_gets(page, "Annots")
    count = native.pdf_array_len(annotations)
    if not count:
        return
    _without_long_base(native, pdf)
    kept = native.pdf_new_array(pdf, count)
    left = most
    for place in range(count):
        each = native.pdf_array_get(annotations, place)
        if native.pdf_to_name(native.pdf_dict_gets(each, "Subtype")) == "Link":
            if left < 1 or not _leads_somewhere(native, each):
                continue
            left -= 1
        native.pdf_array_push(kept, each)
    native.pdf_dict_puts(page, "Annots", kept)


def _leads_somewhere(native: Any, link: Any) -> bool:
    address = native.pdf_dict_gets(native.pdf_dict_gets(link, "A"), "URI")
    return bool(native.pdf_is_string(address)) and 0 < native.pdf_to_str_len(address) <= MAX_ADDRESS


def _without_long_base(native: Any, pdf: Any) -> None:
    """Drop the address that is put before all that begin with no host, if it is too long."""
    catalogue = native.pdf_dict_gets(native.pdf_trailer(pdf), "Root")
    addresses = native.pdf_dict_gets(catalogue, "URI")
    if native.pdf_to_str_len(native.pdf_dict_gets(addresses, "Base")) > MAX_ADDRESS:
        native.pdf_dict_dels(addresses, "Base")

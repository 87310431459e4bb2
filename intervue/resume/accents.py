"""Accents that a page prints as glyphs of their own over the letter: LaTeX does so without a font encoding."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from intervue.resume.lines import Glyph

_COMBINING = {
    "\u0060": "\u0300",  # grave
    "\u00b4": "\u0301",  # acute
    "\u02c6": "\u0302",  # circumflex
    "\u005e": "\u0302",
    "\u02dc": "\u0303",  # tilde
    "\u007e": "\u0303",
    "\u00af": "\u0304",  # macron
    "\u02d8": "\u0306",  # breve
    "\u02d9": "\u0307",  # dot
    "\u00a8": "\u0308",  # diaeresis
    "\u02da": "\u030a",  # ring
    "\u02dd": "\u030b",  # double acute
    "\u02c7": "\u030c",  # caron
    "\u00b8": "\u0327",  # cedilla
    "\u02db": "\u0328",  # ogonek
}
_DOTLESS = {"\u0131": "i", "\u0237": "j"}
_OVERLAP = 0.5
"""How much of the narrower of two boxes lies within the other, where an accent belongs to a letter."""


def composed(glyphs: list[Glyph]) -> list[Glyph]:
    """The glyphs of a line with each accent put on the letter that it is printed over: the next or the last one."""
    if _COMBINING.keys().isdisjoint(glyph[0] for glyph in glyphs):
        return glyphs
    kept: list[Glyph] = []
    waiting: Glyph | None = None
    for glyph in glyphs:
        if waiting is not None:
            letter = _accented(glyph, waiting)
            kept.append(letter or waiting)
            waiting = None
            if letter is None:
                kept.append(glyph)
        elif glyph.char not in _COMBINING:
            kept.append(glyph)
        elif kept and (letter := _accented(kept[-1], glyph)):
            kept[-1] = letter
        else:
            waiting = glyph
    return [*kept, waiting] if waiting is not None else kept


def _accented(letter: Glyph, accent: Glyph) -> Glyph | None:
    """The letter with the accent; None where they stand side by side, or there is no such letter."""
    inside = min(letter.box.x1, accent.box.x1) - max(letter.box.x0, accent.box.x0)
    narrower = min(letter.box.x1 - letter.box.x0, accent.box.x1 - accent.box.x0)
    if inside <= _OVERLAP * narrower or not letter.char.isalpha():
        return None
    char = unicodedata.normalize("NFC", _DOTLESS.get(letter.char, letter.char) + _COMBINING[accent.char])
    return letter._replace(char=char) if len(char) == 1 else None

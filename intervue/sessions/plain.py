"""Making what people said safe to show: on a terminal, and in Markdown."""

from __future__ import annotations

import re
import unicodedata

_JOINERS = "\u200c\u200d"
"""Part of words in some scripts, and of emoji."""
_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~&!@$^])")
_LINKS = re.compile(r"(?i)(\bwww)\.|:(?=//)")
_LINE_START = re.compile(r"^(\d{1,9})([.)])|^([-+=:])")


def plain(text: str) -> str:
    """One line without control characters: none that a terminal obeys, none that reverses the direction of text.

    Halves of surrogate pairs become U+FFFD, so that the result can be written in any Unicode encoding.
    """
    kept = []
    for character in text:
        category = unicodedata.category(character)
        if category in {"Cc", "Zl", "Zp"}:
            kept.append(" ")
        elif category == "Cs":
            kept.append("\ufffd")
        elif category != "Cf" or character in _JOINERS:
            kept.append(character)
    return " ".join("".join(kept).split())


def escaped(text: str) -> str:
    """A line as Markdown that shows it word for word: no markup, no link, no HTML, no list."""
    return _LINE_START.sub(
        lambda found: f"{found[1]}\\{found[2]}" if found[1] else f"\\{found[3]}", escaped_within(text)
    )


def escaped_within(text: str) -> str:
    """The same for what does not begin its line."""
    shown = _SPECIAL.sub(r"\\\1", plain(text))
    return _LINKS.sub(lambda found: f"{found[1]}\\." if found[1] else "\\:", shown)

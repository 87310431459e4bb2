# ruff: noqa: RUF001 - the table below is about look-alikes
"""Text as a model or a person writes it, reduced to plain prose: no markup, no emoji, no look-alike characters."""

from __future__ import annotations

import html
import re
import unicodedata

_KEPT_CATEGORIES = frozenset(
    {"Lu", "Ll", "Lt", "Lm", "Lo", "Nd", "Mn", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Sm", "Sc"}
)
_MOST_MARKS = 2
"""Combining marks in a row that are kept: normalising takes time that grows with the square of their number."""
_SIGNS = {
    "²": " squared", "³": " cubed", "½": " one half", "¼": " one quarter", "¾": " three quarters",
    "℃": " degrees Celsius", "℉": " degrees Fahrenheit", "№": "number ", "°": " degrees ", "º": " degrees ", "…": "...",
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'", "ʼ": "'", "´": "'",
    "‐": "-", "‑": "-", "‒": "–", "―": "—", "−": "-", "⁃": "-", "•": "- ", "◦": "- ", "▪": "- ", "·": " ",
    "→": " to ", "⇒": " to ", "⟶": " to ", "←": " from ", "≤": " at most ", "≥": " at least ", "≠": " not equal to ",
    "≈": " about ", "×": " times ", "÷": " divided by ", "±": " plus or minus ", "∞": " infinity ",
    "√": " square root of ",
    "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ı": "i", "þ": "th", "Þ": "Th", "ð": "d", "Ð": "D",
    "œ": "oe", "Œ": "Oe", "ß": "ss", "µ": "μ", "\u2028": "\n", "\u2029": "\n\n", "\x85": "\n", "\t": " ",
}  # fmt: skip
_TABLE = str.maketrans(_SIGNS)

_TAG = re.compile(r"<\|?[/!?]?[A-Za-z][^<>]{0,300}>")
_FENCE = re.compile(r"^[ ]{0,8}(?:```|~~~)[^\n`]{0,40}$", re.MULTILINE)
_IMAGE_OR_LINK = re.compile(r"!?\[([^\[\]\n]{1,300})\]\([^()\s]{0,500}(?:\s[^()\n]{0,200})?\)")
_HEADING = re.compile(r"^[ ]{0,8}#{1,6}[ ]+(.{0,500}?)[ #]*$", re.MULTILINE)
_LIST_ITEM = re.compile(r"^[ ]{0,12}(?:[-*+]|[0-9]{1,3}[.)])[ ]+(.*)$", re.MULTILINE)
_QUOTED = re.compile(r"^[ ]{0,8}(?:>[ ]?)+", re.MULTILINE)
_RULE = re.compile(r"^[ ]{0,8}(?:[-*_=][ ]?){3,80}$", re.MULTILINE)
_EMPHASIS = re.compile(
    r"\*{1,3}(?=\S)([^*\n]{1,500}?)(?<=\S)\*{1,3}|~~([^~\n]{1,500})~~|(?<!\w)_{1,3}([^_\n]{1,500}?)_{1,3}(?!\w)"
)


def plain(text: str) -> str:
    """Drop markup, emoji, control characters and letters of other scripts; normalise quotes, dashes and digits.

    Lists, headings and paragraphs end in a full stop; other line ends become spaces. Time grows with the length alone.
    """
    return _without_markup(_characters(text))


def _characters(text: str) -> str:
    text = (
        html.unescape(text.encode("utf-8", "ignore").decode())
        .translate(_TABLE)
        .replace("\r\n", "\n")
        .replace("\r", "\n")
    )
    text = unicodedata.normalize("NFKC", "".join(_few_marks(text)))
    return "".join(map(_character, unicodedata.normalize("NFC", text).translate(_TABLE)))


def _few_marks(text: str) -> list[str]:
    kept, marks = [], 0
    for character in text:
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks <= _MOST_MARKS:
            kept.append(character)
    return kept


def _character(character: str) -> str:
    """The character as the English voice can say it, or nothing."""
    if character < "\x7f":
        return character if character >= " " or character == "\n" else " "
    category = unicodedata.category(character)
    if category == "Zs":
        return " "
    if category not in _KEPT_CATEGORIES:
        return ""
    if category == "Nd":
        return str(unicodedata.digit(character))
    if category[0] in "LM" and character != "μ" and not "\u00c0" <= character <= "\u00ff":
        base = unicodedata.normalize("NFD", character)[0]
        return base if base.isascii() else ""
    return character


def _without_markup(text: str) -> str:
    text = _FENCE.sub("", _TAG.sub(" ", text))
    text = _IMAGE_OR_LINK.sub(r"\1", text)
    text = _RULE.sub("", _QUOTED.sub("", text))
    text = _LIST_ITEM.sub(lambda found: _sentence(found[1]), _HEADING.sub(lambda found: _sentence(found[1]), text))
    text = _EMPHASIS.sub(lambda found: found[1] or found[2] or found[3], text)
    text = re.sub(r"[*`\[\]{}|^\\]|~~", " ", text)
    paragraphs = re.split(r"\n[ ]*\n\s*", text)
    return (
        " ".join(_sentence(" ".join(paragraph.split())) for paragraph in paragraphs[:-1])
        + " "
        + " ".join(paragraphs[-1].split())
    )


def _sentence(line: str) -> str:
    """The line with an end that the voice hears."""
    line = line.strip()
    return line if not line or line.endswith((".", "!", "?", ":", ",", ";")) else line + "."

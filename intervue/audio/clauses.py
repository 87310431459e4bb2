"""Cuts long text into pieces that a voice can take: time and memory of synthesis grow faster than the text."""

from __future__ import annotations

import re

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_CONJUNCTION = re.compile(
    r"\s(?=(?:and|but|or|so|because|which|that|when|while|where|whether|if|then|than|with|for|from|to|of|in|on)\s)"
)


def split_for_voice(text: str, max_chars: int) -> list[str]:
    """Split into sentences, and what is longer than `max_chars` at its last comma, conjunction or space that fits.

    A single longer word is cut. Pieces are never empty, and hold at least one letter or digit. Raises `ValueError` if
    `max_chars` is under 1.
    """
    if max_chars < 1:
        raise ValueError("A piece holds one character at least.")
    pieces = []
    for sentence in _SENTENCE_END.split(text.strip()):
        start = 0
        while len(sentence) - start > max_chars:
            cut = _cut(sentence, start, start + max_chars)
            pieces.append(sentence[start:cut].strip())
            start = cut
        pieces.append(sentence[start:].strip())
    return [piece for piece in pieces if any(character.isalnum() for character in piece)]


def _cut(text: str, start: int, end: int) -> int:
    """Where to cut in `text[start:end]`. A good place in the first third is no good: it leaves a crumb."""
    earliest = start + (end - start) // 3
    marks = [text.rfind(mark, earliest, end) for mark in (", ", "; ", ": ")]
    if max(marks) > start:
        return max(marks) + 1
    # One character more: the space after a conjunction that just fits.
    places = [found.start() for found in _CONJUNCTION.finditer(text, earliest, end)]
    # "and then I left" is cut before both words, not between them.
    while len(places) > 1 and " " not in text[places[-2] + 1 : places[-1]]:
        places.pop()
    if places and places[-1] > start:
        return places[-1]
    space = text.rfind(" ", start + 1, end + 1)
    return space if space > start else end

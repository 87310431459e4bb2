"""Cuts a growing text into clauses, so that the voice can begin before the text is whole."""

from __future__ import annotations

import re

_CLAUSE_END = re.compile(r"[.!?;:,](?=\s)")
SHORTEST_CLAUSE = 24
"""Characters. Shorter pieces sound chopped, and cost the voice more than they save."""


class ClauseCutter:
    """Collects pieces of text and gives back what can be spoken."""

    def __init__(self) -> None:
        self._text = ""
        self._taken = 0

    @property
    def text(self) -> str:
        """All that was added."""
        return self._text

    def add(self, piece: str) -> list[str]:
        """Add a piece; the clauses that are complete now, without surrounding space."""
        self._text += piece
        clauses = []
        start = self._taken
        for end in _CLAUSE_END.finditer(self._text, self._taken):
            if end.end() - start >= SHORTEST_CLAUSE:
                clauses.append(self._text[start : end.end()].strip())
                start = end.end()
        self._taken = start
        return clauses

    def rest(self) -> str:
        """What no clause has taken yet."""
        left = self._text[self._taken :].strip()
        self._taken = len(self._text)
        return left


def sentences(text: str) -> list[str]:
    """A text that is whole, cut for the voice at its sentences."""
    return [part for part in re.split(r"(?<=[.!?])\s+", text.strip()) if part]

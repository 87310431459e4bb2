"""Lines from words and spans: what nearly all text needs, in a fraction of the time that single characters take."""

# ruff: noqa: PLR2004, RUF001
# Why: shares and lengths stand where they are used; the accents and blanks that PDF writers set.

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from intervue.resume.lines import GAP_EM, WORD_GAP_EM, Box, Glyph, Line, Span, lines_of_glyphs

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Word = tuple[float, float, float, float, str, int, int, int]
"""Left, top, right and bottom in points, the text, and the numbers of block, line and word, as MuPDF has it."""

_INTRICATE = re.compile(
    "[\x00-\x1f\x7f-\x9f`^~´¨¯¸ˆˇ\u02d8-\u02dd\u0590-\u0900\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]|\u00ad(?!$)"
)
"""Accents that may stand over another letter, soft hyphens, odd blanks, and letters that run from right to left."""
_SIGNS = frozenset("`^~")
"""Those of the accents that are ASCII."""
_TOKENS = re.compile(r"\s+|\S+")


class _Token:
    """A word, a part of one, or the blanks between two, in one span."""

    __slots__ = ("end", "is_word", "span", "start", "text")

    def __init__(self, text: str, span: Span, start: float, end: float) -> None:
        self.text, self.span, self.start, self.end = text, span, start, end
        self.is_word = not text.isspace()


def lines_of_words(
    spans: Iterable[tuple[str, Span]], words: Sequence[Word], page: int, page_height: float
) -> list[Line] | None:
    """Cut one level baseline into lines at wide gaps; None where its single characters must be looked at.

    Args:
        spans: the text as MuPDF has it, and the span as it is to be shown, of the same length; in reading order.
        words: what blanks part in that text.
        page: the page's number.
        page_height: points.
    """
    pairs = list(spans)
    text = pairs[0][0] if len(pairs) == 1 else "".join(own for own, _ in pairs)
    plain = text.isascii() and text.isprintable() and _SIGNS.isdisjoint(text)
    own = [word[4] for word in words]
    if (not plain and _INTRICATE.search(text)) or text.split() != own:
        return None
    if not words:
        return []
    if _are_spaced(own):
        single = len("".join(own)) == len(own)
        return lines_of_glyphs(_glyphs(pairs, words), page, page_height) if single else None
    if len(pairs) == 1 and _are_near(words, pairs[0][1].size):
        span = pairs[0][1]
        box = Box(words[0][0], span.box[1], words[-1][2], span.box[3])
        whole = Span(span.text.strip(), box, span.size, span.bold, span.italic, span.colour)
        return [Line((whole,), page, page_height)]
    return [Line(tuple(_joined(run)), page, page_height) for run in _runs(_tokens(pairs, words))]


def _glyphs(pairs: Sequence[tuple[str, Span]], words: Sequence[Word]) -> list[Glyph]:
    """The characters of a text whose words are single characters; a blank reaches from one to the next."""
    glyphs: list[Glyph] = []
    number = 0
    for own, span in pairs:
        for char, shown in zip(own, span.text, strict=True):
            box = Box(*words[min(number, len(words) - 1)][:4])
            if char.isspace():
                before = words[number - 1][2] if number else box.x0
                box = Box(before, box.y0, max(before, box.x0), box.y1)
            else:
                number += 1
            glyphs.append(Glyph(shown, box, span.size, span.bold, span.italic, span.colour))
    return glyphs


def _are_spaced(words: Sequence[str]) -> bool:
    """Whether what looks like words may be letters set apart ("S K I L L S", "EX P ERT")."""
    if len(words) < 2 or min(map(len, words)) > 1:
        return False
    pieces = [word for word in words if word.isalpha()]
    if len(pieces) < 2:
        return False
    text = "".join(pieces)
    single = [piece for piece in pieces if len(piece) == 1]
    short = len(text) < 3 * len(pieces) and 3 * len(single) >= len(pieces)
    return len(text) >= 4 and (short or (text.isupper() and any(piece not in "AI" for piece in single)))


def _are_near(words: Sequence[Word], size: float) -> bool:
    """Whether no gap between words is wider than a blank or two."""
    last = words[0][2]
    for word in words:
        if word[0] - last > WORD_GAP_EM * size:
            return False
        last = word[2]
    return True


def _tokens(pairs: Sequence[tuple[str, Span]], words: Sequence[Word]) -> list[_Token]:
    tokens: list[_Token] = []
    number = -1
    last: _Token | None = None
    for text, span in pairs:
        place = 0
        left, _, right, _ = span.box
        for match in _TOKENS.finditer(text):
            token = _Token(span.text[match.start() : match.end()], span, left, right)
            if token.is_word and (last is None or not last.is_word):
                number += 1
                token.start = words[number][0]
            elif place and last is not None:
                token.start = last.end
            if match.end() < len(text):
                token.end = words[number][2] if token.is_word else words[number + 1][0]
            elif token.is_word:
                token.end = min(right, words[number][2])
            place = match.end()
            last = token
            tokens.append(token)
    return tokens


def _runs(tokens: Sequence[_Token]) -> list[list[_Token]]:
    """The tokens between wide gaps, without the blanks at their ends."""
    runs: list[list[_Token]] = []
    run: list[_Token] = []
    last: float | None = None
    for token in tokens:
        if token.is_word:
            if last is not None and token.start - last > GAP_EM * max(token.span.size, 4.0):
                runs.append(run)
                run = []
            last = token.end
        if token.is_word or run:
            run.append(token)
    runs.append(run)
    for each in runs:
        while each and not each[-1].is_word:
            each.pop()
    return [each for each in runs if each]


def _joined(run: Sequence[_Token]) -> list[Span]:
    """Spans of one look each; blanks that are too wide for one are a span of their own."""
    groups: list[list[_Token]] = []
    last: _Token | None = None
    blanks: list[_Token] = []
    for token in run:
        if not token.is_word:
            blanks.append(token)
            continue
        wide = last is not None and token.start - last.end > WORD_GAP_EM * token.span.size
        _add(groups, blanks, apart=wide)
        _add(groups, [token], apart=wide)
        blanks, last = [], token
    return [_span(group) for group in groups]


def _add(groups: list[list[_Token]], tokens: Sequence[_Token], *, apart: bool) -> None:
    for token in tokens:
        if apart or not groups or _look(groups[-1][-1].span) != _look(token.span):
            groups.append([token])
            apart = False
        else:
            groups[-1].append(token)


def _look(span: Span) -> tuple[float, bool, bool]:
    return span.size, span.bold, span.italic


def _span(group: Sequence[_Token]) -> Span:
    boxes = [token.span.box for token in group]
    box = Box(
        min(token.start for token in group),
        min(box.y0 for box in boxes),
        max(token.end for token in group),
        max(box.y1 for box in boxes),
    )
    span = group[0].span
    return Span("".join(token.text for token in group), box, span.size, span.bold, span.italic, span.colour)

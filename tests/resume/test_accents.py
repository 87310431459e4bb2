"""Accents printed as glyphs of their own come out on their letters."""

# ruff: noqa: RUF001
# Why: accents alone are what this is about.

from __future__ import annotations

import pytest

from intervue.resume.accents import composed
from intervue.resume.lines import Box, Glyph, lines_of_glyphs


def _line(*placed: tuple[str, float, float]) -> str:
    glyphs = [Glyph(char, Box(x0, 0, x1, 10), 10) for char, x0, x1 in placed]
    return lines_of_glyphs(composed(glyphs), 1, 800)[0].text


@pytest.mark.parametrize(
    ("accent", "letter", "wanted"),
    [("¨", "u", "ü"), ("´", "ı", "í"), ("˛", "e", "ę"), ("¸", "c", "ç"), ("`", "A", "À"), ("ˇ", "s", "š")],
)
def test_an_accent_over_a_letter_is_part_of_it_whichever_is_drawn_first(accent: str, letter: str, wanted: str) -> None:
    before, over, below, after = ("J", 0.0, 5.0), (accent, 5.3, 9.7), (letter, 5.0, 10.0), ("r", 10.0, 14.0)
    assert _line(before, over, below, after) == f"J{wanted}r"
    assert _line(before, below, over, after) == f"J{wanted}r"


def test_two_accents_in_a_row_find_their_own_letters() -> None:
    placed = ("˛", 5.2, 9.8), ("e", 5.0, 10.0), ("´", 10.2, 14.8), ("c", 10.0, 15.0)
    assert _line(("i", 2.0, 5.0), *placed) == "ięć"


def test_an_acute_that_stands_for_an_apostrophe_stays_between_its_letters() -> None:
    assert _line(("d", 0, 5), ("´", 5, 8), ("I", 8, 11), ("v", 11, 16)) == "d´Iv"

"""Letter-spaced text: writers of PDFs leave blanks out, or put one behind every letter."""

from __future__ import annotations

import pytest

from intervue.resume.lines import Box, Glyph, lines_of_glyphs
from tests.resume.pages import BOLD, Sheet
from tests.resume.reading import read


def spaced(text: str, spacing: float, *, blanks: bool) -> str:
    """The text as it is read when each letter is followed by `spacing` points; `blanks`: the blanks are written."""
    glyphs = []
    x = 50.0
    for char in text:
        width = 3.0 if char == " " else 6.0
        if char != " " or blanks:
            glyphs.append(Glyph(char, Box(x, 100.0, x + width, 110.0), 10.0))
        x += width + spacing
    (line,) = lines_of_glyphs(glyphs, 0, 792.0)
    return line.text


@pytest.mark.parametrize("blanks", [True, False])
@pytest.mark.parametrize("spacing", [1.0, 2.0, 3.5])
def test_spaced_words_are_closed_up_and_stay_apart(spacing: float, blanks: bool) -> None:  # noqa: FBT001 - a parameter
    assert spaced("WORK EXPERIENCE", spacing, blanks=blanks) == "WORK EXPERIENCE"


def test_text_that_is_not_spaced_keeps_its_blanks() -> None:
    assert spaced("I am a C or R coder", 0.0, blanks=True) == "I am a C or R coder"


def test_a_spaced_heading_begins_its_section() -> None:
    sheet = Sheet()
    sheet.line("Ingrid Van der Meer", size=20, font=BOLD, gap=24)
    for number, letter in enumerate("SKILLS"):
        sheet.put(50 + 14 * number, letter, font=BOLD, size=12)
    sheet.y += 16
    sheet.line("Excel, Forecasting")
    assert read(sheet.pdf()).skills == ["Excel", "Forecasting"]

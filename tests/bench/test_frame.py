from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import pytest
from rich.console import Console

from scripts.bench import __main__ as bench
from scripts.bench import document, parts
from scripts.bench.sheet import Sheet, figures, shown, verdict

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

SHEET = Sheet("Times", ("stage", "seconds"), [("decode", "0.04"), ("a | b", "1.20")], ("Less is better.",))


def test_figures_are_the_median_and_the_quartiles_of_what_was_measured() -> None:
    assert figures([4.0, 1.0, 2.0, 3.0, 5.0]) == {
        "n": 5,
        "median": 3.0,
        "lower": 2.0,
        "upper": 4.0,
        "least": 1.0,
        "most": 5.0,
    }


def test_one_measurement_is_its_own_median_and_none_has_no_figures() -> None:
    assert shown(figures([1.5])) == "1.50"
    assert figures([]) is None
    assert shown(None) == "-"


def test_a_spread_is_shown_beside_its_median() -> None:
    assert shown(figures([1.0, 2.0, 3.0]), 1) == "2.0 (1.5-2.5)"


def test_a_figure_says_whether_its_aim_is_reached() -> None:
    assert verdict(0.81, 0.85) == "0.81: at most 0.85, reached"
    assert verdict(16.0, 15, digits=0, unit=" s") == "16 s: at most 15 s, missed"
    assert verdict(None, 15) == "not measured: at most 15"


def test_a_table_reads_the_same_in_a_document_and_in_a_terminal() -> None:
    text = SHEET.markdown()
    assert "| stage | seconds |\n|---|---:|\n| decode | 0.04 |\n| a \\| b | 1.20 |" in text
    assert text.endswith("Less is better.\n\n")
    out = io.StringIO()
    SHEET.show(Console(file=out, width=80))
    for word in ("Times", "decode", "a | b", "1.20", "Less is better."):
        assert word in out.getvalue()


def test_a_row_with_a_cell_too_few_is_refused() -> None:
    with pytest.raises(ValueError, match="1 cells in a row of 2 columns"):
        Sheet("Times", ("stage", "seconds"), [("decode",)])


def test_a_new_section_leaves_the_others_as_they_were(tmp_path: Path) -> None:
    path = tmp_path / "docs" / "PERFORMANCE.md"
    document.write(path, {"a": "## (a) turns\n\nold\n", "c": "## (c) overlap\n\nkept\n"})
    document.write(path, {"a": "## (a) turns\n\nnew\n"})
    text = path.read_text(encoding="utf-8")
    assert document.sections(text) == {"a": "## (a) turns\n\nnew\n", "c": "## (c) overlap\n\nkept\n"}
    assert text.startswith("# How fast Intervue is\n")
    assert text.index("(a)") < text.index("(c) overlap")


def test_parts_are_chosen_by_letter_each_once_and_in_order() -> None:
    assert parts.chosen("C, a,c") == ("a", "c")


@pytest.mark.parametrize("text", ["x", "a,x", "", ","])
def test_a_letter_that_is_no_part_is_named_with_those_that_are(text: str) -> None:
    with pytest.raises(ValueError, match=r"is no part\. The parts are a \(turns\)"):
        parts.chosen(text)


def test_a_mistake_in_the_options_ends_with_what_is_allowed(capsys: pytest.CaptureFixture[str]) -> None:
    assert bench.main(["--only", "a,x"]) == 2
    assert "x is no part" in capsys.readouterr().err


class _Part:
    TITLE = "something"

    def __init__(self, seconds: float | None) -> None:
        self._seconds = seconds

    def run(self, _options: argparse.Namespace) -> dict[str, Any]:
        if self._seconds is None:
            raise parts.CannotMeasureError("There is no voice: run `make models`.")
        return {"seconds": self._seconds}

    def table(self, result: dict[str, Any]) -> list[Sheet]:
        return [Sheet("", ("what", "seconds"), [("it", str(result["seconds"]))])]


def test_what_was_measured_is_printed_and_written_down_and_what_could_not_be_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    known: dict[str, Any] = {"a": _Part(1.25), "c": _Part(None)}
    load = parts.load
    monkeypatch.setattr(parts, "load", lambda letter: known.get(letter) or load(letter))
    path, out = tmp_path / "PERFORMANCE.md", tmp_path / "line.json"
    status = bench.main(["--only", "a,c", "--document", str(path), "--out", str(out)])
    printed = capsys.readouterr()
    assert status == 1
    assert "part c is left out: There is no voice: run `make models`." in printed.err
    line = json.loads(printed.out.splitlines()[-1])
    assert line == json.loads(out.read_text(encoding="utf-8"))
    assert line["parts"]["a"]["seconds"] == 1.25
    text = path.read_text(encoding="utf-8")
    assert "## (a) something" in text
    assert "| it | 1.25 |" in text
    assert "(c)" not in text
    assert str(tmp_path) not in text

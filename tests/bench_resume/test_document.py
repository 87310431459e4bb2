"""The tables in docs/RESUME.md are written between markers, and nothing else of it is touched."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from intervue.resume.schema import ContactInfo, ParsedResume
from scripts.bench_resume import document, tables
from scripts.bench_resume.document import MarkerError, figures, replaced
from scripts.bench_resume.pairs import Pair, PairsError, Reading, pairs, without_truth
from scripts.bench_resume.scoring import score

if TYPE_CHECKING:
    from scripts.bench_resume.tables import Scored

TEXT = """# Head
<!-- figures corpus -->
old
<!-- end corpus -->
prose
<!-- figures unseen -->
kept
<!-- end unseen -->
"""


def reading(layout: str, truth: str, found: str | None) -> Reading:
    wanted = ParsedResume(contact=ContactInfo(name=truth))
    got = None if found is None else ParsedResume(contact=ContactInfo(name=found))
    pair = Pair(layout, "ada", Path(f"{layout}--ada.pdf"), wanted)
    return Reading(pair, got, 0.1, "" if got else "It is a scan.")


def scored(*readings: Reading) -> Scored:
    return [(each, score(each.pair.truth, each.found)) for each in readings]


def test_new_figures_replace_the_old_ones_of_that_name_only() -> None:
    new = replaced(TEXT, "corpus", "new\n")
    assert figures(new) == {"corpus": "new\n", "unseen": "kept\n"}
    assert new == TEXT.replace("old", "new")


def test_a_name_without_markers_is_told_with_what_to_put_in() -> None:
    with pytest.raises(MarkerError, match="<!-- figures other -->"):
        replaced(TEXT, "other", "new\n")


def test_the_document_of_this_repository_has_a_place_for_both_measurements() -> None:
    assert set(figures(document.DOCUMENT.read_text(encoding="utf-8"))) == {"corpus", "unseen"}


def test_a_document_gets_the_tables_with_day_machine_and_command(tmp_path: Path) -> None:
    path = tmp_path / "RESUME.md"
    path.write_text(TEXT, encoding="utf-8")
    document.write(path, "corpus", tables.sheets(scored(reading("one", "Ada", "Ada"))), "make bench-resume")
    written = figures(path.read_text(encoding="utf-8"))["corpus"]
    assert "with `make bench-resume` on " in written
    assert "commit" in written
    assert "| name | 1 | 1.000 | 1.000 | 1.000 | 0.98 |" in written


def test_the_tables_add_up_over_layouts_and_name_what_was_refused() -> None:
    readings = scored(reading("one", "Ada", "Ada"), reading("one", "Ada", "Bob"), reading("two", "Ada", None))
    sheet = tables.fields(readings, "The parser")
    assert sheet.rows[0] == ("name", "3", "0.500", "0.333", "0.400", "0.98 missed")
    assert sheet.notes == ("3 files, 1 of them entirely right.", "two--ada: It is a scan.")
    assert [row[:3] for row in tables.layouts(readings, "recall", "Recall").rows] == [
        ("one", "2", "0.50"),
        ("two", "1", "0.00"),
    ]


def test_shares_are_rounded_down_so_that_one_means_all() -> None:
    assert tables.shown(0.9999) == "0.999"
    assert tables.shown(1.0, 2) == "1.00"
    assert tables.shown(0.29, 2) == "0.29"
    assert tables.shown(None) == "-"


def test_pairs_are_found_by_their_names_and_chosen_by_layout(tmp_path: Path) -> None:
    truth = ParsedResume(contact=ContactInfo(name="Ada")).model_dump_json()
    for name in ("sidebar-left--ada", "plain--ada", "alone"):
        (tmp_path / f"{name}.pdf").write_bytes(b"%PDF-")
        (tmp_path / f"{name}.json").write_text(truth, encoding="utf-8")
    (tmp_path / "without-truth.pdf").write_bytes(b"%PDF-")
    assert [(pair.layout, pair.person) for pair in pairs(tmp_path)] == [
        ("alone", "alone"),
        ("plain", "ada"),
        ("sidebar-left", "ada"),
    ]
    assert [pair.name for pair in pairs(tmp_path, "side*")] == ["sidebar-left--ada"]
    with pytest.raises(PairsError, match=r"no layout 'table'.*alone, plain, sidebar-left"):
        pairs(tmp_path, "table")


def test_a_pdf_without_its_truth_is_named(tmp_path: Path) -> None:
    (tmp_path / "known.pdf").touch()
    (tmp_path / "known.json").touch()
    (tmp_path / "unknown.pdf").touch()
    assert [path.name for path in without_truth(tmp_path)] == ["unknown.pdf"]

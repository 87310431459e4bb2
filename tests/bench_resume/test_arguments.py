"""What `make bench-resume` is asked, and what it refuses."""

from __future__ import annotations

import json
import platform
import sys
from typing import TYPE_CHECKING

from intervue.resume.schema import ParsedResume
from scripts.bench import machine
from scripts.bench_resume import __main__ as bench
from scripts.bench_resume import document, speed
from scripts.bench_resume.pairs import CORPUS
from scripts.bench_resume.scoring import fold

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_without_pdfplumber_the_document_is_left_as_it_is_and_the_way_out_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "RESUME.md"
    path.write_text("<!-- figures corpus -->\nold\n<!-- end corpus -->\n", encoding="utf-8")
    monkeypatch.setattr(document, "DOCUMENT", path)
    monkeypatch.setattr(speed, "has_comparison", lambda: False)
    monkeypatch.setattr(sys, "argv", ["bench_resume", "--all"])
    assert bench.main() == 2
    said = capsys.readouterr().err
    assert "pdfplumber is not installed" in said
    assert "make setup" in said
    assert "left as it is" in said
    assert "old" in path.read_text(encoding="utf-8")


def test_the_truth_that_the_help_shows_is_one_that_can_be_read() -> None:
    told = bench.__doc__ or ""
    example = told[told.index("    {") : told.index("    }\n") + 6]
    truth = ParsedResume.model_validate(json.loads(example))
    assert all(fold(str(value)) for value in truth.model_dump(exclude={"raw_text"}).values())
    written = json.loads(next(iter(sorted(CORPUS.glob("*.json")))).read_text(encoding="utf-8"))
    assert set(json.loads(example)) == set(written)


def test_the_machine_is_told_without_the_build_of_its_system() -> None:
    system = machine.describe()["system"]
    assert platform.system() in system
    assert platform.release() not in system

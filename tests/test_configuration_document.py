from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from intervue.settings import Settings, load_settings
from intervue.settings_doc import SECTIONS, document

if TYPE_CHECKING:
    import pytest

DOCUMENT = Path(__file__).parent.parent / "docs" / "CONFIGURATION.md"


def test_the_document_is_what_the_settings_say() -> None:
    assert DOCUMENT.read_text(encoding="utf-8") == document(), "run `make docs`"


def test_every_setting_has_a_row_that_explains_it() -> None:
    rows = dict(re.findall(r"^\| `INTERVUE_(\w+)` \|.*\| (.*) \|$", document(), re.MULTILINE))
    assert set(rows) == {name.upper() for name in Settings.model_fields}
    assert all(len(words) > 10 for words in rows.values())


def test_every_heading_stands_before_a_setting_that_exists() -> None:
    assert set(SECTIONS) <= set(Settings.model_fields)
    assert next(iter(Settings.model_fields)) in SECTIONS


def test_the_example_in_the_document_is_a_valid_settings_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = re.search(r"```toml\n(.*?)```", document(), re.DOTALL)
    assert found
    file = tmp_path / "intervue.toml"
    file.write_text(found[1], encoding="utf-8")
    monkeypatch.setenv("INTERVUE_CONFIG", str(file))
    settings = load_settings()
    assert (settings.port, settings.interview_questions) == (8080, 8)
    assert settings.cors_origins == ["https://jobs.example.org"]

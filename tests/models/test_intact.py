from __future__ import annotations

import logging
import os
from typing import TYPE_CHECKING

from intervue.models import installed
from intervue.models.fetch import Fetcher
from intervue.models.intact import check
from intervue.models.profile import fetch_profile
from intervue.models.report import SilentReporter
from intervue.models.startup import check_in_background
from tests.models.bundles import BRAIN, put_toys, toys
from tests.models.catalogs import catalog, https, listed, model
from tests.models.file_server import file_server
from tests.models.test_select import install, settings_of

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_what_was_found_right_is_not_read_again_until_it_is_touched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_toys(tmp_path, toys())
    brain = toys().get("brain")
    read: list[Path] = []
    honest = installed.sha256_of

    def counted(path: Path) -> str:
        read.append(path)
        return honest(path)

    monkeypatch.setattr(installed, "sha256_of", counted)
    assert check(brain, tmp_path) == []
    assert check(brain, tmp_path) == []
    assert len(read) == 1
    weights = tmp_path / "brain" / "brain.gguf"
    weights.write_bytes(b"x" * len(BRAIN))
    assert "SHA-256" in check(brain, tmp_path)[0]
    assert "SHA-256" in check(brain, tmp_path)[0]


def test_bytes_that_change_under_an_old_time_are_noticed(tmp_path: Path) -> None:
    put_toys(tmp_path, toys())
    brain, weights = toys().get("brain"), tmp_path / "brain" / "brain.gguf"
    assert check(brain, tmp_path) == []
    before = weights.stat()
    weights.write_bytes(b"x" * len(BRAIN))
    os.utime(weights, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert check(brain, tmp_path) != []


def test_a_damaged_model_of_the_right_size_is_fetched_again(tmp_path: Path) -> None:
    with file_server() as server:
        models = [
            model(role, https(f"{server.base}{role}/", listed("w", role.encode())), role=role)
            for role in ("stt", "llm", "tts")
        ]
        known = catalog(models, stt=["stt"], llm=["llm"], tts=["tts"])
        server.files = {f"{role}/w": role.encode() for role in ("stt", "llm", "tts")}
        fetch_profile(known, "default", Fetcher(tmp_path, SilentReporter()))
        (tmp_path / "llm" / "w").write_bytes(b"xxx")
        notes = SilentReporter()
        outcomes = fetch_profile(known, "default", Fetcher(tmp_path, notes))
    assert (tmp_path / "llm" / "w").read_bytes() == b"llm"
    assert "llm is damaged" in notes.notes[0]
    assert ["is there already" in outcome.why for outcome in outcomes] == [True, False, True]


def test_no_network_is_asked_where_that_is_wanted(tmp_path: Path) -> None:
    with file_server() as server:
        wanted = model("m", https(server.base, listed("w", b"w")))
        server.files = {"w": b"w"}
        known = catalog([wanted], stt=["m"], live=["m"], llm=["m"], tts=["m"])
        outcomes = fetch_profile(known, "default", Fetcher(tmp_path, SilentReporter(), offline=True))
        assert [outcome.model_id for outcome in outcomes] == [None] * 4
        assert server.requests == []
    assert not Fetcher(tmp_path, SilentReporter()).failed_lately("m")


def test_a_starting_server_says_which_model_is_damaged_and_what_to_run(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    install(tmp_path, "piper-en_US-joe-medium")
    with caplog.at_level(logging.ERROR):
        check_in_background(settings_of(tmp_path)).join(30)
    assert "piper-en_US-joe-medium is damaged" in caplog.text
    assert "`intervue models fetch --again piper-en_US-joe-medium`" in caplog.text

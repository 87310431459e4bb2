from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from intervue.models.fetch import Fetcher
from intervue.models.profile import fetch_profile, lacking
from intervue.models.report import SilentReporter
from tests.models.catalogs import catalog, https, listed, model
from tests.models.file_server import FileServer, file_server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from intervue.models.catalog import Catalog


@pytest.fixture
def server() -> Iterator[FileServer]:
    with file_server() as running:
        yield running


@pytest.fixture
def toys(server: FileServer) -> Catalog:
    names = {
        "ears": "stt",
        "small-ears": "stt",
        "quick-ears": "stt",
        "brain": "llm",
        "small-brain": "llm",
        "mouth": "tts",
    }
    models = [
        model(name, https(f"{server.base}{name}/", listed("w", name.encode())), role=role)
        for name, role in names.items()
    ]
    return catalog(models, stt=["ears", "small-ears"], live=["quick-ears"], llm=["brain", "small-brain"], tts=["mouth"])


def serve(server: FileServer, *names: str) -> None:
    server.files = {f"{name}/w": name.encode() for name in names}


def test_the_first_model_that_can_be_had_is_taken_and_it_says_why(
    server: FileServer, toys: Catalog, tmp_path: Path
) -> None:
    serve(server, "ears", "quick-ears", "small-brain", "mouth")
    outcomes = fetch_profile(toys, "default", Fetcher(tmp_path, SilentReporter()))
    assert [outcome.model_id for outcome in outcomes] == ["ears", "quick-ears", "small-brain", "mouth"]
    assert "because brain cannot be had now" in outcomes[2].sentence()
    assert lacking(outcomes) == []


def test_a_missing_live_recogniser_is_a_note_and_not_a_failure(
    server: FileServer, toys: Catalog, tmp_path: Path
) -> None:
    serve(server, "ears", "brain", "mouth")
    outcomes = fetch_profile(toys, "default", Fetcher(tmp_path, SilentReporter()))
    assert outcomes[1].sentence() == "live words: none (quick-ears cannot be had now)"
    assert lacking(outcomes) == []


def test_a_live_recogniser_alone_will_do_for_recognition(server: FileServer, toys: Catalog, tmp_path: Path) -> None:
    serve(server, "quick-ears", "brain", "mouth")
    assert lacking(fetch_profile(toys, "default", Fetcher(tmp_path, SilentReporter()))) == []


def test_a_role_without_any_model_is_lacking(server: FileServer, toys: Catalog, tmp_path: Path) -> None:
    serve(server, "ears", "mouth")
    assert lacking(fetch_profile(toys, "default", Fetcher(tmp_path, SilentReporter()))) == ["llm"]


def test_nothing_is_asked_for_when_every_role_is_served(server: FileServer, toys: Catalog, tmp_path: Path) -> None:
    serve(server, "ears", "small-brain", "mouth")
    fetch_profile(toys, "default", Fetcher(tmp_path, SilentReporter()))
    server.requests.clear()
    outcomes = fetch_profile(toys, "default", Fetcher(tmp_path, SilentReporter()))
    assert server.requests == []
    assert "in place of brain" in outcomes[2].sentence()
    assert "could not be had lately" in outcomes[1].sentence()


def test_an_upgrade_tries_for_the_better_model(server: FileServer, toys: Catalog, tmp_path: Path) -> None:
    serve(server, "ears", "small-brain", "mouth")
    fetch_profile(toys, "default", Fetcher(tmp_path, SilentReporter()))
    serve(server, "ears", "quick-ears", "brain", "small-brain", "mouth")
    outcomes = fetch_profile(toys, "default", Fetcher(tmp_path, SilentReporter()), upgrade=True)
    assert [outcome.model_id for outcome in outcomes] == ["ears", "quick-ears", "brain", "mouth"]


def test_an_upgrade_that_fails_keeps_what_is_there(server: FileServer, toys: Catalog, tmp_path: Path) -> None:
    serve(server, "ears", "small-brain", "mouth")
    fetch_profile(toys, "default", Fetcher(tmp_path, SilentReporter()))
    outcomes = fetch_profile(toys, "default", Fetcher(tmp_path, SilentReporter()), upgrade=True)
    assert outcomes[2].model_id == "small-brain"

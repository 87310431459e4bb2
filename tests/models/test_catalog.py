from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pydantic import ValidationError

from intervue.models.catalog import CatalogError, UnknownModelError, ZipSource, is_pinned, load_catalog
from tests.models.catalogs import https, listed, model

if TYPE_CHECKING:
    from pathlib import Path


def test_the_catalogue_of_the_project_is_valid_and_every_hash_is_known() -> None:
    for entry in load_catalog().models:
        assert all(is_pinned(source) for source in entry.sources), entry.id
        assert entry.bytes > 0, entry.id


def test_every_installable_model_can_be_recognised_as_complete() -> None:
    for entry in load_catalog().models:
        archives = [source for source in entry.sources if isinstance(source, ZipSource)]
        assert not archives or entry.requires, entry.id


def test_an_unknown_id_names_the_nearest_ones() -> None:
    with pytest.raises(UnknownModelError, match="Did you mean whisper-base"):
        load_catalog().get("wisper-base")
    with pytest.raises(UnknownModelError, match="intervue models list"):
        load_catalog().get("zzzzzzzzzz")


@pytest.mark.parametrize("path", ["../up", "/abs", "a/../../b", "a\\b", "C:x", ""])
def test_a_file_outside_the_model_folder_is_not_accepted(path: str) -> None:
    with pytest.raises(ValidationError):
        model("m", https("https://example.org/", listed(path, b"x")))


def test_an_address_without_encryption_is_not_accepted() -> None:
    with pytest.raises(ValidationError, match="https"):
        model("m", https("http://example.org/", listed("a", b"x")))


def test_a_broken_catalogue_is_named(tmp_path: Path) -> None:
    (tmp_path / "catalog.toml").write_text("models = [")
    with pytest.raises(CatalogError, match=r"catalog\.toml is not valid"):
        load_catalog(tmp_path / "catalog.toml")

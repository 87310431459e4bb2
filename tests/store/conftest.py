from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from intervue.store.database import sqlite_url
from intervue.store.event_store import EventStore

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def url(tmp_path: Path) -> str:
    return sqlite_url(tmp_path)


@pytest.fixture
def store(url: str) -> Iterator[EventStore]:
    store = EventStore(url)
    store.open()
    yield store
    store.close()


@pytest.fixture
def readable_folder() -> Iterator[Path]:
    """A folder that every user can reach: pytest's own are the runner's alone."""
    folder = Path(tempfile.mkdtemp(prefix="intervue-test-"))
    yield folder
    folder.chmod(0o700)
    shutil.rmtree(folder)

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from intervue.store.database import sqlite_url
from intervue.store.event_store import EventStore

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def url(tmp_path: Path) -> str:
    return sqlite_url(tmp_path)


@pytest.fixture
def store(url: str) -> Iterator[EventStore]:
    store = EventStore(url)
    store.open()
    yield store
    store.close()

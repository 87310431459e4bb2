from __future__ import annotations

import uuid
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.fakes.server import Process, process

if TYPE_CHECKING:
    from collections.abc import Iterator


HERE = Path(__file__).parent


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test of this folder starts whole servers."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Process]:
    """One server process for all tests that leave it as they found it; each has sessions of its own."""
    with process(
        tmp_path_factory.mktemp("server"), settings={"message_max_bytes": 65_536 * 4, "frame_max_bytes": 2**20}
    ) as running:
        yield running


@pytest.fixture
def session() -> str:
    """An id that nobody has used."""
    return f"s-{uuid.uuid4()}"

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

import pytest

from tests.fakes.server import Process, process

if TYPE_CHECKING:
    from collections.abc import Iterator


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

"""Nobody waits for the reader of resumes to start: one that has read a page already is always there."""

from __future__ import annotations

import statistics
from typing import TYPE_CHECKING

import pytest

from tests.engines.host_probe import eventually
from tests.resume.hostile.bombs import BOMBS
from tests.resume.hostile.running import Server
from tests.resume.pages import developer, nurse, sales_manager, teacher

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = [pytest.mark.slow, pytest.mark.timeout(240)]

MOST_TIMES, MOST_SECONDS = 5, 0.3
"""What the first may take: so many times the median of the next ones, and as much again for a machine with other work.
A reader takes a second and more to start."""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    running = Server(tmp_path)
    try:
        running.start()
        yield running
    finally:
        running.stop()


def seconds_of(server: Server, pdf: bytes) -> float:
    answer, seconds = server.upload(pdf)
    assert answer.json()["contact"]["name"]
    return seconds


def test_the_first_upload_after_the_start_is_as_quick_as_the_next_ones(server: Server) -> None:
    first = seconds_of(server, developer())
    usual = statistics.median(seconds_of(server, make()) for make in (nurse, sales_manager, teacher, developer, nurse))
    assert first < MOST_TIMES * usual + MOST_SECONDS


def test_the_next_upload_after_a_file_that_killed_its_reader_does_not_wait_for_a_new_one(server: Server) -> None:
    usual = statistics.median(seconds_of(server, make()) for make in (nurse, sales_manager, teacher))
    children = server.children()
    server.upload(BOMBS["nested form XObjects: a million million texts"]())
    after = seconds_of(server, developer())
    assert after < MOST_TIMES * usual + MOST_SECONDS
    assert eventually(lambda: server.children() != children and len(server.children()) == len(children))

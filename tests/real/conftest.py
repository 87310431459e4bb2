"""One server with real models for all tests here, and the resume of an invented candidate."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

import pytest

from tests.real.server import RealServer
from tests.resume.pages import BOLD, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="package")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealServer]:
    """Ready; a test that kills it starts it again."""
    running = RealServer(tmp_path_factory.mktemp("real")).start()
    yield running
    running.stop()


@pytest.fixture
def session() -> str:
    """An id that nobody has used."""
    return f"real-{uuid.uuid4()}"


@pytest.fixture(scope="package")
def resume(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The resume of the candidate whose answers come with `intervue rehearse`."""
    sheet = Sheet()
    sheet.line("Maya Lindqvist", size=22, font=BOLD, gap=20)
    sheet.line("Portland, OR  |  (503) 555-0164  |  maya.lindqvist@example.com", gap=18)
    sheet.heading("EXPERIENCE")
    sheet.dated("Backend Engineer, Larkspur Logistics", "Mar 2022 - Present")
    sheet.bullets(
        "Look after the service that plans the delivery routes of 120 drivers",
        "Brought the nightly planning down from forty minutes to four",
    )
    sheet.y += 6
    sheet.dated("Software Developer, Tidewater Books", "Jun 2018 - Feb 2022")
    sheet.bullets("Built the search of an online book shop in Python", "Mentored two junior developers")
    sheet.heading("EDUCATION")
    sheet.dated("Cascade State University", "2014 - 2018")
    sheet.line("BSc in Computer Science")
    sheet.heading("SKILLS")
    sheet.line("Python, Go, PostgreSQL, RabbitMQ, Docker")
    file = tmp_path_factory.mktemp("resume") / "maya-lindqvist.pdf"
    file.write_bytes(sheet.pdf())
    return file

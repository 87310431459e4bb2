from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import pytest
from typer.testing import CliRunner

from intervue.cli import app
from intervue.store.database import sqlite_url
from intervue.store.event_store import EventStore
from intervue.store.records import Batch, Record

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

START = 1_763_888_400.0
"""2025-11-23 09:00 UTC."""


class Run(Protocol):
    """Runs `intervue sessions ...`: status, standard output, standard error."""

    def __call__(self, *arguments: str) -> tuple[int, str, str]: ...


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("INTERVUE_DATA_DIR", str(tmp_path / "data"))

    def running(*arguments: str) -> tuple[int, str, str]:
        done = CliRunner().invoke(app, ["sessions", *arguments])
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        return done.exit_code, done.stdout, done.stderr

    return running


@pytest.fixture
def store(tmp_path: Path) -> Iterator[EventStore]:
    (tmp_path / "data").mkdir()
    store = EventStore(sqlite_url(tmp_path / "data"))
    store.open()
    yield store
    store.close()


def interview(session: str, *answers: str, name: str = "Ada Byron", at: float = START, ended: bool = True) -> Batch:
    """The record of an interview with these answers, one a minute."""
    kinds: list[tuple[str, dict[str, object]]] = [
        ("opened", {}),
        ("resume_received", {"resume": {"contact": {"name": name}, "raw_text": f"{name} wrote programs."}}),
    ]
    sequence = 0
    for answer in answers:
        kinds += [
            ("interviewer_said", {"sequence": sequence + 1, "text": "And then?", "move": "question", "topic": 1}),
            ("candidate_said", {"sequence": sequence + 2, "text": answer, "seconds": 4.5}),
        ]
        sequence += 2
    if ended:
        kinds.append(("ended", {"reason": "completed", "total_turns": sequence}))
    records = [Record(number, at + 60 * number, kind, data) for number, (kind, data) in enumerate(kinds, 1)]
    return Batch(session, tuple(records))

"""`intervue sessions`, where no server runs."""

from __future__ import annotations

import json
import signal
import stat
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from intervue.store.records import Batch, Record
from tests.fakes.server import ROOT
from tests.sessions.conftest import START, Run, interview
from tests.traces import traces

if TYPE_CHECKING:
    from pathlib import Path

    from intervue.store.event_store import EventStore

UUID = "550e8400-e29b-41d4-a716-446655440000"


@pytest.fixture
def three(store: EventStore) -> EventStore:
    """Three interviews, an hour after each other."""
    store.append([interview("ada-1", "I wrote marmalade notes.", "More of them.")])
    store.append([interview(UUID, "I ran the night shift.", name="Florence \x1b[31mN.", at=START + 3600)])
    store.append([interview("grace", name="Grace", at=START + 7200, ended=False)])
    return store


def test_the_list_shows_who_was_there_when_and_how_far_they_came(three: EventStore, run: Run) -> None:
    status, out, _ = run("list")
    lines = out.splitlines()
    assert status == 0
    assert lines[0].split() == [
        "session",
        "candidate",
        "started",
        "(UTC)",
        "last",
        "event",
        "phase",
        "turns",
        "minutes",
    ]
    assert [line.split()[0] for line in lines[1:]] == ["grace", UUID, "ada-1"]
    assert "Ada Byron" in lines[3]
    assert "main, ended" in lines[3]
    assert lines[3].split()[-2] == "4"
    assert "\x1b" not in out


def test_the_list_names_positions_as_soon_as_there_is_one(three: EventStore, run: Run) -> None:
    arranged = {"role": "Night nurse on a ward with a very long name", "job_description": "", "by": "x"}
    three.append([Batch("nurse", (Record(1, START + 9000, "arranged", arranged),))])
    head, first, second, *_ = run("list")[1].splitlines()
    at = head.index("position")
    assert first[at:].startswith("Night nurse on a ward...  ")
    assert second[at:].startswith("- ")


def test_the_list_goes_page_by_page_and_to_machines(three: EventStore, run: Run) -> None:
    _, out, _ = run("list", "--limit", "1", "--offset", "1")
    assert UUID in out
    assert "That is 2 to 2 of 3. --offset 2 shows what follows" in out
    _, out, _ = run("list", "--json", "--limit", "2")
    answer = json.loads(out)
    assert (answer["total"], [it["id"] for it in answer["sessions"]]) == (3, ["grace", UUID])
    assert answer["sessions"][1]["state"] == "ended"


def test_showing_tells_facts_and_what_was_said(three: EventStore, run: Run) -> None:
    status, out, _ = run("show", "ada-1")
    assert status == 0
    assert "Candidate:  Ada Byron" in out
    assert "Ended:      2025-11-23 09:07 UTC, completed" in out
    assert "2. Candidate  09:04:00 UTC\n   I wrote marmalade notes." in out


@pytest.mark.parametrize("command", [("show",), ("export",), ("erase", "--yes")])
def test_an_unknown_id_ends_with_those_that_look_like_it(three: EventStore, run: Run, command: tuple[str, ...]) -> None:
    for asked, near in (("ada", "ada-1"), ("graze", "grace"), ("550e", UUID)):
        status, _, err = run(*command, asked)
        assert status == 1
        assert f"There is no session '{asked}'. Did you mean {near}?" in err
    assert len(three.ids()) == 3


def test_an_export_goes_to_the_screen_or_to_a_file_for_its_owner(three: EventStore, run: Run, tmp_path: Path) -> None:
    _, out, _ = run("export", "ada-1")
    assert json.loads(out)["session"]["id"] == "ada-1"
    file = tmp_path / "ada.md"
    assert run("export", "ada-1", "--format", "markdown", "--out", str(file))[0] == 0
    assert file.read_text(encoding="utf-8").startswith("# Interview ada-1\n")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    status, _, err = run("export", "grace", "--out", str(file))
    assert status == 1
    assert "is there already. Choose another name, or say --force" in err
    assert file.read_text(encoding="utf-8").startswith("# Interview ada-1\n")
    assert run("export", "grace", "--out", str(file), "--force")[0] == 0
    assert json.loads(file.read_text(encoding="utf-8"))["session"]["id"] == "grace"
    assert sorted(it.name for it in tmp_path.iterdir()) == ["ada.md", "data"]


def test_all_are_exported_to_a_folder_under_names_that_are_safe(store: EventStore, run: Run, tmp_path: Path) -> None:
    for session in (UUID, "..", "CON", "con", "~"):
        store.append([interview(session, "Yes.")])
    status, out, _ = run("export", "--all", "--out", str(tmp_path / "out"), "--format", "json")
    assert status == 0
    assert "Written: 5 interviews" in out
    files = list((tmp_path / "out").iterdir())
    assert tmp_path / "out" / f"session-{UUID}.json" in files
    ids = {json.loads(file.read_text(encoding="utf-8"))["session"]["id"] for file in files}
    assert ids == {UUID, "..", "CON", "con", "~"}
    assert len({file.name.lower() for file in files}) == 5


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("export",), "Say which session to export, or --all."),
        (("export", "ada-1", "--all"), "Say which session to export, or --all."),
        (("export", "--all"), "--all needs --out FOLDER"),
        (("export", "ada-1", "--out", "/nowhere/at/all.json"), "cannot be written"),
        (("erase",), "Say which sessions to erase, or --older-than DAYS."),
        (("erase", "ada-1", "--older-than", "3"), "Say which sessions to erase, or --older-than DAYS."),
        (("erase", "ada-1"), "Say --yes to erase 1 interview without being asked. Nothing was erased."),
    ],
)
def test_what_cannot_be_done_ends_with_what_to_do(
    three: EventStore, run: Run, arguments: tuple[str, ...], says: str
) -> None:
    status, _, err = run(*arguments)
    assert status == 1
    assert says in err
    assert len(three.ids()) == 3


def test_where_nothing_was_recorded_yet_that_is_said_and_nothing_is_made(run: Run, tmp_path: Path) -> None:
    for command in (("list",), ("show", "x"), ("erase", "x", "--yes")):
        status, _, err = run(*command)
        assert status == 1
        assert "There is no record of interviews at" in err
    assert list(tmp_path.iterdir()) == []


def test_what_was_erased_leaves_no_word_and_the_others_stay(three: EventStore, run: Run, tmp_path: Path) -> None:
    kept = three.load("ada-1")
    three.close()
    status, out, _ = run("erase", UUID, "grace", "--yes")
    assert (status, out) == (0, "Erased: 2 interviews (no server was running).\n")
    assert traces(tmp_path / "data", ["night shift", "Florence", "Grace", "grace", UUID]) == {}
    three.open()
    assert three.ids() == ("ada-1",)
    assert three.load("ada-1") == kept


def test_old_ones_are_erased_and_young_ones_are_not(store: EventStore, run: Run) -> None:
    store.append([interview("old", "Yes."), interview("young", "Yes.", at=4e9)])
    store.close()
    assert run("erase", "--older-than", "10", "--yes")[1] == "Erased: 1 interview (no server was running).\n"
    assert run("erase", "--older-than", "10", "--yes")[:2] == (0, "No interview is older than 10 days.\n")
    store.open()
    assert store.ids() == ("young",)


KILLED = """
import os, signal, sys
from intervue.store import traces
traces.wipe = lambda _engine: os.kill(os.getpid(), signal.SIGKILL)
sys.argv[1:] = ["sessions", "erase", "grace", "--yes"]
from intervue.cli import main
main()
"""


@pytest.mark.slow
def test_killed_before_wiping_the_next_erasure_completes_it(three: EventStore, run: Run, tmp_path: Path) -> None:
    three.close()
    done = subprocess.run([sys.executable, "-c", KILLED], cwd=ROOT, timeout=60, check=False)
    assert done.returncode == -signal.SIGKILL
    status, _, err = run("erase", "grace", "--yes")
    assert status == 1
    assert "There is no session 'grace'" in err
    assert traces(tmp_path / "data", ["grace", "Grace"]) == {}
    assert "ada-1" in run("list")[1]

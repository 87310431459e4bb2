"""Interviews that are made ahead: wholly or not at all, and whatever they are called shown as text alone."""

from __future__ import annotations

import contextlib
import re
import sqlite3
from typing import TYPE_CHECKING

import httpx
import pytest
from typer.testing import CliRunner

from intervue.cli import app
from intervue.resume.schema import ParsedResume
from intervue.routes.session_models import ROLE_MAX
from tests.fakes.server import process
from tests.server.access import Guarded

if TYPE_CHECKING:
    from collections.abc import Iterator

HOSTILE = (
    '<img src=x onerror="alert(1)">',
    "</script><script>alert(1)</script>",
    "Baker \u202egro.live\u202c \u2066x\u2069",
    "\x1b[2J\x1b]0;owned\x07Nurse",
    "[Nurse](https://evil.example.org) `x` ![y](z)",
    "Na\u00efve \U0001f35e \u0000 end",
)
CONTROLS = ("\x1b", "\x07", "\x00", "\u202e", "\u202c", "\u2066", "\u2069")
"""What a terminal obeys, or what turns the order of letters round."""


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Guarded]:
    with process(tmp_path_factory.mktemp("guarded"), settings={"auth": "on"}) as server:
        yield Guarded(server)


def terminal(guarded: Guarded, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> str:
    """What a command about sessions writes."""
    monkeypatch.setenv("INTERVUE_DATA_DIR", str(guarded.server.data))
    done = CliRunner().invoke(app, ["sessions", *arguments])
    assert done.exit_code == 0, done.output
    return done.output


def test_an_interview_whose_link_cannot_be_kept_is_not_kept_either(guarded: Guarded) -> None:
    trigger = "CREATE TRIGGER no_links BEFORE INSERT ON tokens BEGIN SELECT RAISE(ABORT, 'no links'); END"
    database = contextlib.closing(sqlite3.connect(guarded.server.data / "intervue.db", isolation_level=None))
    with guarded.client(guarded.key()) as program, database as connection:
        before = program.get("/sessions").json()["total"]
        connection.execute(trigger)
        refused = program.post("/sessions", json={"role": "Baker"})
        connection.execute("DROP TRIGGER no_links")
        assert (refused.status_code, list(refused.json())) == (httpx.codes.SERVICE_UNAVAILABLE, ["detail"])
        assert program.get("/sessions").json()["total"] == before
        made = program.post("/sessions", json={"role": "Baker"})
        assert made.status_code == httpx.codes.CREATED
        assert program.get("/sessions").json()["total"] == before + 1


@pytest.mark.parametrize("name", HOSTILE, ids=["image", "script", "direction", "terminal", "markdown", "nul"])
def test_names_that_look_like_markup_are_kept_and_shown_as_text(
    guarded: Guarded, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    resume = ParsedResume.model_validate({"contact": {"name": name}, "raw_text": name})
    made = guarded.arrange(role=name, job_description=name * 5, resume=resume.model_dump(mode="json"))
    session = made["session_id"]
    guarded.begin(made)
    with guarded.client(guarded.key()) as program:
        details = program.get(f"/sessions/{session}")
        listed = program.get("/sessions", params={"search": session})
        text = program.get(f"/sessions/{session}/transcript", params={"format": "text"})
    opened = program_opens(guarded, made["token"])
    for answer in (details, listed, opened):
        assert answer.headers["content-type"] == "application/json"
        assert answer.headers["x-content-type-options"] == "nosniff"
    told = details.json()
    (row,) = listed.json()["sessions"]
    assert told["session"]["role"] == row["role"] == opened.json()["role"] == name.strip()
    assert told["job_description"] == name * 5
    assert told["session"]["candidate"] == row["candidate"] == name.strip()
    assert text.headers["content-type"].startswith("text/plain")
    shown = [text.text, terminal(guarded, monkeypatch, "list"), terminal(guarded, monkeypatch, "show", session)]
    markdown = terminal(guarded, monkeypatch, "export", session, "--format", "markdown")
    for output in (*shown, markdown):
        assert not any(control in output for control in CONTROLS)
    assert not re.search(r"(?<!\\)[<\[`!]", markdown)  # what begins HTML, links, code and pictures


def program_opens(guarded: Guarded, token: str) -> httpx.Response:
    with guarded.client() as browser:
        return browser.post("/invitations/open", json={"token": token})


def test_a_name_of_any_length_is_refused_or_cut_and_breaks_no_table(
    guarded: Guarded, monkeypatch: pytest.MonkeyPatch
) -> None:
    with guarded.client(guarded.key()) as program:
        refused = program.post("/sessions", json={"role": "x" * (ROLE_MAX + 1)})
        assert (refused.status_code, "role" in refused.json()["detail"]) == (400, True)
        assert "xxx" not in refused.text
    long = guarded.arrange(role="x" * ROLE_MAX, resume={"contact": {"name": "W" * 10_000}, "raw_text": ""})
    lines = terminal(guarded, monkeypatch, "list").splitlines()
    row = next(line for line in lines if long["session_id"] in line)
    assert len(row) < 160

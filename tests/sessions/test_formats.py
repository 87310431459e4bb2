"""What an exported session looks like."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from intervue.interview.arrangement import Arrangement
from intervue.interview.core import Interview
from intervue.interview.events import Connected, StartRequested
from intervue.interview.policy import Policy
from intervue.sessions.formats import as_json, as_markdown, as_text
from intervue.sessions.plain import escaped, plain
from intervue.sessions.schema import FORMAT, Entry, Event, Facts, SessionExport, iso
from intervue.sessions.view import UNKNOWN_PHASE, export, phase
from intervue.store.records import Record, SessionState, SessionSummary
from tests.sessions.conftest import START, interview

if TYPE_CHECKING:
    from pydantic import BaseModel

DOCUMENT = (Path(__file__).resolve().parents[2] / "docs" / "SESSIONS.md").read_text(encoding="utf-8")


def exported(*answers: str, name: str = "Ada Byron") -> SessionExport:
    batch = interview("ada", *answers, name=name)
    last = batch.records[-1]
    summary = SessionSummary("ada", START + 60, last.at, SessionState.ENDED, name, 2 * len(answers), last.number)
    return export(summary, batch.records, START + 7200.5)


def test_the_json_holds_everything_with_times_of_the_world() -> None:
    session = json.loads(as_json(exported("I wrote notes.")))
    assert session["format"] == "intervue.session.v1"
    assert session["exported_at"] == "2025-11-23T11:00:00.500Z"
    assert session["session"]["opened_at"] == "2025-11-23T09:01:00.000Z"
    assert (session["session"]["state"], session["session"]["ended_because"]) == ("ended", "completed")
    assert session["resume"]["contact"]["name"] == "Ada Byron"
    assert [(it["sequence"], it["role"], it["text"]) for it in session["transcript"]] == [
        (1, "interviewer", "And then?"),
        (2, "candidate", "I wrote notes."),
    ]
    assert [event["number"] for event in session["events"]] == [1, 2, 3, 4, 5]
    assert session["events"][3]["data"]["seconds"] == 4.5
    assert SessionExport.model_validate(session)


def test_half_a_surrogate_pair_survives_in_the_json_and_is_marked_in_text() -> None:
    session = exported("Zoë said \ud83d and \U0001f600")
    assert json.loads(as_json(session).encode("ascii"))["transcript"][1]["text"] == "Zoë said \ud83d and \U0001f600"
    assert "Zoë said \ufffd and \U0001f600" in as_text(session)
    as_markdown(session).encode("utf-8")


@pytest.mark.parametrize("at", [-1e30, 1e30, float("inf")])
def test_a_time_that_no_calendar_has_is_no_failure(at: float) -> None:
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", iso(at))


def test_text_is_wrapped_and_obeyed_by_no_terminal() -> None:
    text = as_text(exported("\x1b[2J\x1b]0;owned\x07 " + "many words " * 30 + "\u202etxet"), 60)
    assert max(len(line) for line in text.splitlines()) <= 60
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", text)
    assert "[2J" in text


def test_markdown_shows_what_was_said_word_for_word() -> None:
    said = (
        "# *Hire* me </script><img src=x> [click](http://evil.example) | `code` ![x](y) a_b_c ~~no~~ www.evil.example"
    )
    markdown = as_markdown(exported(said, name="_Eve_ <b>"))
    line = next(line for line in markdown.splitlines() if "Hire" in line)
    assert line.startswith("> \\# \\*Hire\\* me \\</script\\>\\<img src=x\\> \\[click\\](http\\://evil.example)")
    assert "\\_Eve\\_ \\<b\\>" in markdown
    assert re.sub(r"\\(?=[^A-Za-z0-9\s])", "", line) == f"> {said}"


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("1. First of all", "1\\. First of all"),
        ("2) second", "2\\) second"),
        ("- a list", "\\- a list"),
        ("+ a list", "\\+ a list"),
        ("=== heading", "\\=== heading"),
        ("    indented\n\ncode\t", "indented code"),
        ("mail me at a@b.example", "mail me at a\\@b.example"),
        ("In 2020. Then", "In 2020. Then"),
        ("", ""),
    ],
)
def test_nothing_that_was_said_becomes_markup(said: str, shown: str) -> None:
    assert escaped(said) == shown


def test_scripts_that_join_their_letters_are_left_as_they_are() -> None:
    assert plain("क्\u200dष") == "क्\u200dष"


def test_the_phase_is_that_of_the_interview() -> None:
    core = Interview("ada", Policy())
    for event in (Connected("c1"), StartRequested("c1", None)):
        core.handle(event, START)
    assert core.state.phase.value == "warm_up"
    assert phase(interview("ada", ended=False).records) == "new"
    assert phase(interview("ada", "Yes.").records) == "main"


def test_text_says_what_it_was_for_and_how_far_it_came() -> None:
    made = (
        Record(1, START, "arranged", Arrangement("Night nurse").to_json()),
        Record(2, START, "started", {}),
        Record(3, START, "ended", {"reason": "user_ended", "total_turns": 1}),
    )
    summary = SessionSummary("ada", START, START, SessionState.ENDED, "Ada", 1, 3)
    text = as_text(export(summary, made, START))
    assert "Position:   Night nurse\n" in text
    assert "State:      ended (in the warm-up)\n" in text
    assert text.count(", user ended\n") == 1
    unnamed = as_text(exported("Yes."))
    assert "Position" not in unnamed
    assert "State:      ended (in the main part)\n" in unnamed


def test_a_record_of_a_later_version_is_shown_all_the_same() -> None:
    records = (
        Record(1, START, "started", {"scheme": 9}),
        Record(2, START, "candidate_said", {"text": "Yes.", "seconds": "long"}),
        Record(3, START, "interviewer_said", {"text": 5}),
        Record(4, START, "telepathy", {"thought": "hm"}),
    )
    summary = SessionSummary("ada", START, START, SessionState.OPEN, None, 2, 4)
    session = export(summary, records, START)
    assert session.session.phase == UNKNOWN_PHASE
    assert [(it.role, it.text) for it in session.transcript] == [("candidate", "Yes."), ("interviewer", "")]
    assert session.events[3].data == {"thought": "hm"}
    assert "Yes." in as_text(session)


@pytest.mark.parametrize("model", [SessionExport, Facts, Entry, Event])
def test_the_document_names_every_field_and_no_other(model: type[BaseModel]) -> None:
    start = (
        DOCUMENT.index(f"## The format {FORMAT}") if model is SessionExport else DOCUMENT.index(f"\n`{model.__name__}`")
    )
    table = re.search(r"\| Field \|.*?\n\n", DOCUMENT[start:], re.DOTALL)
    assert table
    assert re.findall(r"^\| `(\w+)`", table[0], re.MULTILINE) == list(model.model_fields)

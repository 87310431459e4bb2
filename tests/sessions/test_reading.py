"""Lists are made from outlines of the records, and say the same as the whole records do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from intervue.interview.core import Interview
from intervue.interview.effects import Record as Recording
from intervue.interview.events import Connected, EndRequested, StartRequested
from intervue.interview.policy import Policy
from intervue.sessions.reading import listed
from intervue.sessions.view import facts
from intervue.store.records import Batch, Outline, Record, SessionState
from tests.sessions.conftest import START, interview

if TYPE_CHECKING:
    from collections.abc import Iterator

    from intervue.store.event_store import EventStore

ARRANGED = {"role": "Baker\x00 \U0001f35e", "job_description": "Bread.", "by": "user:anna", "later": 1}


@pytest.fixture
def asked() -> Iterator[list[str]]:
    """The statements that read events."""
    statements: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        if "FROM events" in statement:
            statements.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    yield statements
    event.remove(Engine, "before_cursor_execute", note)


def held(session: str) -> Batch:
    """The record of an interview that the core held, introduction and end."""
    core = Interview(session, Policy())
    told = [Record(1, START, "arranged", ARRANGED)]
    for happened in (Connected("c1"), StartRequested("c1", None), EndRequested("c1")):
        for effect in core.handle(happened, START + 60 * len(told)):
            if isinstance(effect, Recording):
                told.append(Record(len(told) + 1, START + 60 * len(told), effect.kind, effect.data))
    return Batch(session, tuple(told))


def test_a_list_says_what_the_whole_records_say(store: EventStore) -> None:
    arranged = Batch("soon", (Record(1, START, "arranged", ARRANGED),))
    odd = Batch("odd", (Record(1, START, "interviewer_said", {"text": "Hm?", "move": "telepathy"}),))
    store.append([held("held"), arranged, odd, interview("ada", "Yes.", "No."), interview("grace", "I", ended=False)])
    found = {each.id: each for each in listed(store, None, 0)}
    for summary in store.list_sessions():
        assert found[summary.id] == facts(summary, store.load(summary.id)), summary.id
    assert list(found) == [summary.id for summary in store.list_sessions()]
    assert (found["held"].phase, found["held"].role, found["held"].ended_because) == (
        "warm_up",
        ARRANGED["role"],
        "ended by the candidate",
    )
    assert found["held"].started_at is not None
    assert [found[name].phase for name in ("soon", "odd", "ada", "grace")] == ["new", "unknown", "main", "main"]
    assert [found[name].state for name in ("ada", "grace")] == ["ended", "open"]


def test_a_page_of_a_list_reads_events_once_and_no_plan_resume_or_answer(store: EventStore, asked: list[str]) -> None:
    store.append([interview(f"s{number}", "Yes.") for number in range(60)])
    assert len(listed(store, 50, 0)) == 50
    assert len(asked) == 1
    outline = Outline(whole=("ended",), bare=("resume_received",))
    (resume, ended) = store.outlines(["s1"], outline)["s1"]
    assert (resume.number, resume.kind, resume.data) == (2, "resume_received", {})
    assert ended.data["reason"] == "completed"


def test_more_sessions_than_one_statement_may_name_are_all_listed(store: EventStore, asked: list[str]) -> None:
    store.append([Batch(f"s{number}", (Record(1, START, "opened", {}),)) for number in range(1_201)])
    assert len(listed(store, None, 0)) == store.count(SessionState.OPEN) == 1_201
    assert len(asked) < 5


def test_nothing_is_read_of_a_session_that_is_unknown_or_of_none(store: EventStore) -> None:
    assert store.outlines(["nobody"], Outline(("ended",))) == {"nobody": ()}
    assert store.outlines([], Outline(("ended",))) == {}

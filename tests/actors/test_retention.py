"""When old interviews are erased, and when the clock is not believed."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest

from actors.erasing import EraseSessions, ExpiredFound, FindExpired, SessionsErased
from actors.retention import EVERY_SECONDS, RetentionActor
from intervue.store.doubt import DAY
from tests.actors.listening import BOUND, Ears
from tests.fakes.clock import VirtualScheduler

if TYPE_CHECKING:
    from collections.abc import Iterator

NOW = 1_700_000_000.0


class Office:
    """A retention actor; its archivist and directory are ears, and its clock is set by the test."""

    def __init__(self, keep_days: float) -> None:
        self.archivist, self.directory = Ears(), Ears()
        self.scheduler = VirtualScheduler()
        self.now = NOW
        self.erased: list[tuple[str, ...]] = []
        self.ref = RetentionActor.start(
            self.archivist.ref,
            self.directory.ref,
            self.scheduler,
            keep_days * DAY,
            lambda: self.now,
            erased=self.erased.append,
        )

    def pass_hour(self, clock_seconds: float = EVERY_SECONDS) -> None:
        """An hour passes; the clock goes on by so many seconds."""
        self.now += clock_seconds
        self.scheduler.advance(EVERY_SECONDS)

    def settle(self) -> None:
        """Wait until the actor has handled what it was told."""
        self.ref.proxy().actor_urn.get(timeout=BOUND)

    def found(self, *sessions: str, silence: float = DAY) -> None:
        """Answer its question."""
        asked = self.archivist.next(FindExpired)
        self.ref.tell(ExpiredFound(asked.before, asked.now, sessions, silence))


@pytest.fixture
def office() -> Iterator[Office]:
    office = Office(30)
    yield office
    for ref in (office.ref, office.archivist.ref, office.directory.ref):
        ref.stop(timeout=BOUND)


def test_it_looks_at_once_and_every_hour_and_says_how_many_were_erased(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    for _ in range(3):
        office.found("ada", "ben")
        asked = office.directory.next(EraseSessions)
        assert (asked.sessions, asked.before) == (("ada", "ben"), office.now - 30 * DAY)
        asked.answer(SessionsErased(("ada", "ben"), (), (), None))
        office.settle()
        office.pass_hour()
    said = [record.getMessage() for record in caplog.records]
    assert said.count("Retention: 2 interviews erased, last changed over 30 days ago") == 3
    assert office.erased == [("ada", "ben")] * 3
    assert "ada" not in "".join(said)


def test_where_nothing_was_recorded_for_a_year_the_clock_is_doubted_and_nothing_is_erased(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    office.found("ada", silence=366 * DAY)
    office.settle()
    assert office.directory.nothing_more()
    assert "the clock may be wrong, or was wrong then. Nothing is erased" in caplog.text
    assert "intervue sessions erase --older-than 30" in caplog.text


def test_a_clock_that_jumps_ahead_is_believed_only_an_hour_later(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    office.found()
    office.directory.next(EraseSessions)
    office.pass_hour(100 * DAY)
    office.settle()
    assert office.archivist.nothing_more()
    assert "The clock has jumped ahead" in caplog.text
    office.pass_hour()
    assert office.archivist.next(FindExpired).before == NOW + 70 * DAY + EVERY_SECONDS


def test_a_clock_that_is_set_back_is_no_jump_ahead(office: Office) -> None:
    office.found()
    office.directory.next(EraseSessions)
    office.pass_hour(-3 * DAY)
    assert office.archivist.next(FindExpired).now == NOW - 3 * DAY


def test_a_disk_that_cannot_be_read_is_tried_again(office: Office, caplog: pytest.LogCaptureFixture) -> None:
    asked = office.archivist.next(FindExpired)
    office.ref.tell(ExpiredFound(asked.before, asked.now, error="The disk reports an error."))
    office.settle()
    assert "Old interviews could not be looked for: The disk reports an error." in caplog.text
    office.pass_hour()
    office.archivist.next(FindExpired)


def test_what_is_kept_for_ever_is_not_looked_for_but_what_is_owed_is_wiped() -> None:
    office = Office(0)
    asked = office.directory.next(EraseSessions)
    assert asked.sessions == ()
    assert office.archivist.nothing_more()

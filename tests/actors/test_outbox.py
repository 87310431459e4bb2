from __future__ import annotations

import pytest

from actors.outbox import Outbox
from intervue.interview import effects as fx
from intervue.interview import events as e
from tests.fakes.connection import FakeConnection

TEXT = fx.ShowText("interviewer", "Hello.", 1)
VOICE = fx.PlaySpeech(1, fx.Speech(b"mp3", "mp3", 1.0))


@pytest.fixture
def reports() -> list[e.Event]:
    return []


@pytest.fixture
def outbox(reports: list[e.Event]) -> Outbox:
    return Outbox("s", reports.append)


def opened(outbox: Outbox) -> FakeConnection:
    connection = FakeConnection()
    outbox.add(connection)
    return connection


def test_what_waits_for_its_record_is_shown_once_it_is_durable(outbox: Outbox) -> None:
    connection = opened(outbox)
    outbox.put(2, TEXT)
    outbox.flush()
    outbox.release(1)
    assert connection.all_now() == []
    outbox.release(2)
    assert connection.all_now() == ["interviewer"]


def test_nothing_overtakes_what_waits(outbox: Outbox) -> None:
    connection = opened(outbox)
    outbox.put(3, TEXT)
    outbox.put(0, fx.ShowStatus(fx.Activity.SPEAKING))
    outbox.release(2)
    assert connection.all_now() == []
    outbox.release(3)
    assert connection.all_now() == ["interviewer", "speaking"]


def test_what_nobody_is_there_to_see_is_reported(outbox: Outbox, reports: list[e.Event]) -> None:
    outbox.put(0, TEXT)
    outbox.put(0, fx.ShowStatus(fx.Activity.READY))
    outbox.flush()
    assert reports == [e.Undeliverable(fx.Receipt("text", 1))]


def test_what_a_socket_had_not_sent_when_it_went_is_given_back(outbox: Outbox) -> None:
    connection = opened(outbox)
    outbox.put(0, TEXT)
    outbox.put(0, VOICE)
    outbox.flush()
    assert outbox.delivered(connection.id, fx.Receipt("text", 1))
    assert outbox.remove(connection.id) == (fx.Receipt("voice", 1),)
    assert outbox.settled
    assert not outbox.delivered(connection.id, fx.Receipt("voice", 1))


def test_a_delivery_counts_once(outbox: Outbox) -> None:
    connection = opened(outbox)
    outbox.put(0, TEXT)
    outbox.flush()
    assert outbox.delivered(connection.id, fx.Receipt("text", 1))
    assert not outbox.delivered(connection.id, fx.Receipt("text", 1))


def test_the_newest_socket_is_answered_until_another_speaks(outbox: Outbox) -> None:
    oldest, newest = opened(outbox), opened(outbox)
    outbox.put(0, TEXT)
    outbox.flush()
    outbox.spoke(oldest.id)
    outbox.put(0, VOICE)
    outbox.flush()
    assert newest.all_now() == ["interviewer"]
    assert oldest.all_now() == ["audio"]


def test_the_heir_of_a_socket_is_told_how_the_turn_stands(outbox: Outbox) -> None:
    first, second = opened(outbox), opened(outbox)
    for connection in (first, second):
        outbox.put(0, fx.ShowStatus(fx.Activity.READY, connection.id))
    outbox.spoke(first.id)
    outbox.put(0, fx.ShowStatus(fx.Activity.PROCESSING_STT))
    outbox.flush()
    second.all_now()
    outbox.remove(first.id)
    assert second.all_now() == ["processing_stt"]


def test_after_a_record_that_failed_nothing_that_needed_it_is_shown(outbox: Outbox) -> None:
    connection = opened(outbox)
    outbox.put(1, TEXT)
    outbox.discard()
    outbox.put(2, fx.ShowError("PROCESSING_ERROR", "It cannot be stored."))
    outbox.flush()
    assert connection.all_now() == ["PROCESSING_ERROR"]


def test_the_end_is_said_on_every_socket_and_closes_it(outbox: Outbox) -> None:
    first, second = opened(outbox), opened(outbox)
    outbox.put(0, fx.ShowEnd(7))
    outbox.put(0, TEXT)
    outbox.flush()
    for connection in (first, second):
        assert connection.all_now() == ["session_ended", "closed 1000"]
    assert outbox.connections == 0

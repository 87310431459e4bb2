from __future__ import annotations

from actors.places import Places


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_who_finds_no_place_is_told_when_the_next_one_is_free() -> None:
    clock = Clock()
    places = Places(2, clock)
    assert places.enter("long", 1800) is None
    clock.now += 60
    assert places.enter("short", 300) is None
    clock.now += 61
    refusal = places.enter("late", 1800)
    assert refusal == (
        "All 2 places for interviews are taken at the moment. The next one is free in 4 minutes at the latest. "
        "Please try again then."
    )


def test_a_place_that_was_left_is_free() -> None:
    places = Places(1, Clock())
    assert places.enter("first", 60) is None
    refusal = places.enter("second", 60)
    assert refusal is not None
    assert "in 1 minute at" in refusal
    places.leave("first")
    assert places.enter("second", 60) is None


def test_an_interview_takes_one_place_however_often_it_asks() -> None:
    places = Places(2, Clock())
    for _ in range(5):
        assert places.enter("same", 60) is None
    assert places.enter("other", 60) is None


def test_who_comes_back_has_a_place_beyond_the_limit_and_keeps_new_ones_out() -> None:
    places = Places(1, Clock())
    assert places.enter("first", 60) is None
    places.keep("returned", 30)
    places.leave("first")
    assert places.enter("new", 60) is not None
    places.leave("returned")
    assert places.enter("new", 60) is None


def test_an_interview_in_its_overtime_leaves_in_a_minute() -> None:
    clock = Clock()
    places = Places(1, clock)
    assert places.enter("first", 60) is None
    clock.now += 500
    assert "in 1 minute at" in (places.enter("second", 60) or "")

"""Who has not said yet who it is keeps nobody out who may come in."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

import pytest

from intervue.crowd import FULL, FULL_HERE, Crowd, CrowdLimits, Knock
from tests.actors.listening import BOUND


@dataclass(eq=False)
class Guest:
    """A socket of somebody who is in."""

    unused: bool = False
    gave_way: bool = False

    def seems_unused(self) -> bool:
        return self.unused and not self.gave_way

    def give_way(self) -> None:
        self.gave_way = True


def crowd(sockets: int = 100, per_address: int = 100, unnamed: int = 100) -> Crowd[Guest]:
    return Crowd(CrowdLimits(sockets, per_address, unnamed))


def knocks(where: Crowd[Guest], *clients: str) -> list[Knock]:
    """All of them are let in to say who they are."""
    found = [where.knock(client) for client in clients]
    assert all(isinstance(each, Knock) for each in found), found
    return [each for each in found if isinstance(each, Knock)]


def enters(where: Crowd[Guest], client: str, guest: Guest | None = None) -> str | None:
    refusal = where.refusal(client)
    if refusal is None:
        where.guests[guest or Guest()] = client
    return refusal


def test_sockets_that_have_not_said_who_they_are_count_for_their_address_and_for_all() -> None:
    small = crowd(sockets=3, per_address=2)
    assert [enters(small, "a") for _ in range(2)] == [None, None]
    assert small.knock("a") == FULL_HERE
    assert enters(small, "b") is None
    assert small.knock("c") == FULL
    assert enters(small, "c") == FULL


def test_who_is_invited_finds_room_among_any_number_that_say_nothing() -> None:
    small = crowd(sockets=3, per_address=3)
    silent = knocks(small, "x", "x", "y")
    assert [enters(small, "invited") for _ in range(3)] == [None] * 3
    assert all(each.gave_way for each in silent)
    assert enters(small, "invited") == FULL_HERE


def test_in_an_office_behind_one_address_those_that_say_nothing_give_way_to_colleagues() -> None:
    office = crowd(per_address=2)
    first, second = knocks(office, "office", "office")
    assert enters(office, "office") is None
    assert (first.gave_way, second.gave_way) == (True, False)
    (third,) = knocks(office, "office")
    assert second.gave_way
    assert not third.gave_way


def test_of_too_many_that_say_nothing_the_address_with_most_of_them_loses_one() -> None:
    narrow = crowd(unnamed=4)
    greedy = knocks(narrow, "x", "x", "x")
    (modest,) = knocks(narrow, "y")
    knocks(narrow, "z", "z")
    assert [each.gave_way for each in greedy] == [True, True, False]
    assert not modest.gave_way


def test_who_has_said_who_it_is_or_is_gone_takes_no_place_any_more() -> None:
    small = crowd(sockets=1)
    for _ in range(3):
        (knock,) = knocks(small, "a")
        small.leave(knock)
    guest = Guest()
    assert enters(small, "a", guest) is None
    small.leave(guest)
    assert enters(small, "b") is None


def test_who_may_yet_turn_out_to_be_invited_gets_in_where_a_guest_does_nothing_and_the_guest_stays_till_then() -> None:
    small = crowd(sockets=1)
    idle = Guest(unused=True)
    assert enters(small, "a", idle) is None
    (knock,) = knocks(small, "b")
    assert not idle.gave_way
    small.leave(knock)
    assert enters(small, "b") is None
    assert idle.gave_way


@pytest.mark.parametrize("when", ["before", "while"])
def test_nobody_listens_any_more_to_who_gave_way(when: str) -> None:
    async def run() -> None:
        knock = Knock()
        never: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        if when == "before":
            knock.give_way()
        else:
            asyncio.get_running_loop().call_soon(knock.give_way)
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(knock.hear(never, 1000), BOUND)
        assert knock.gave_way

    asyncio.run(run())


def test_one_whose_time_has_just_run_out_can_give_way_as_well() -> None:
    async def run() -> list[str]:
        faults: list[str] = []
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(lambda _loop, context: faults.append(repr(context.get("exception"))))
        knock = Knock()
        hearing = asyncio.create_task(knock.hear(loop.create_future(), 0))
        await asyncio.sleep(0)
        loop.call_soon(knock.give_way)  # between the end of its time and its hearing of it
        with pytest.raises(TimeoutError):
            await hearing
        assert knock.gave_way
        return faults

    assert asyncio.run(run()) == []


def test_what_is_said_in_time_is_heard_and_giving_way_afterwards_disturbs_nothing() -> None:
    async def said() -> str:
        return "a token"

    async def run() -> str:
        knock = Knock()
        heard = await knock.hear(said(), 5)
        knock.give_way()
        return heard

    assert asyncio.run(run()) == "a token"

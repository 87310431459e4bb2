"""Who is in by a link that was revoked without a word is put out."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, cast

import pytest

from intervue.auth.watching import put_out, remind, watch
from intervue.store.errors import StoreError
from tests.fakes.clock import VirtualLoop

if TYPE_CHECKING:
    from collections.abc import Collection

    from intervue.auth.gate import Gate
    from intervue.bridge import Bridge

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


class Doors:
    """What a gate and a bridge do here: who is in, and who was revoked."""

    def __init__(self, inside: set[str], revoked: set[str]) -> None:
        self.inside = inside
        self.revoked = revoked
        self.asked = 0
        self.failing = False
        self.fault: Exception | None = None
        self.was_asked = asyncio.Event()
        self.emptied = asyncio.Event()

    def tokens(self) -> frozenset[str]:
        return frozenset(self.inside)

    async def withdrawn(self, tokens: Collection[str]) -> frozenset[str]:
        self.asked += 1
        self.was_asked.set()
        if self.fault is not None:
            raise self.fault
        if self.failing:
            raise StoreError("The disk is full.")
        return frozenset(self.revoked & set(tokens))

    def revoke(self, token: str) -> int:
        self.inside.remove(token)
        if not self.inside & self.revoked:
            self.emptied.set()
        return 1

    def forget(self) -> None:
        pass


async def once(doors: Doors) -> int:
    return await put_out(cast("Gate", doors), cast("Bridge", doors))


async def test_only_those_are_put_out_whose_links_were_revoked() -> None:
    doors = Doors({"a", "b", "c"}, {"b", "c", "d"})
    assert await once(doors) == 2
    assert doors.inside == {"a"}
    assert await once(doors) == 0


async def test_where_nobody_is_in_nobody_is_asked() -> None:
    doors = Doors(set(), {"a"})
    assert await once(doors) == 0
    assert doors.asked == 0


async def test_a_database_that_cannot_be_asked_puts_nobody_out_and_is_asked_again(
    caplog: pytest.LogCaptureFixture,
) -> None:
    doors = Doors({"a"}, {"a"})
    doors.failing = True
    assert await once(doors) == 0
    assert "The disk is full." in caplog.text
    doors.failing = False
    assert await once(doors) == 1


@pytest.mark.parametrize("fault", [None, OSError("no more files")])
async def test_it_is_looked_again_and_again_whatever_goes_wrong(fault: Exception | None) -> None:
    doors = Doors({"a"}, set())
    doors.fault = fault
    watching = asyncio.create_task(watch(cast("Gate", doors), cast("Bridge", doors), 0.001))
    async with asyncio.timeout(5):
        await doors.was_asked.wait()
        doors.fault = None
        doors.revoked.add("a")
        await doors.emptied.wait()
    watching.cancel()
    assert not doors.inside


def test_what_is_not_safe_is_said_every_hour_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    async def run_for(hours: float) -> list[str]:
        reminding = asyncio.create_task(remind("Anybody comes in.", 3600))
        await asyncio.sleep(hours * 3600)
        reminding.cancel()
        return [record.getMessage() for record in caplog.records if record.levelname == "WARNING"]

    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        assert runner.run(run_for(0.9)) == []
        assert runner.run(run_for(3.5)) == 3 * ["Anybody comes in."]

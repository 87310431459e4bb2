"""How many sockets may be open: in all, of one address, and before they have said who they are."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Generic, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Awaitable, Iterable

FULL_HERE: Final = "Too many connections are open from your address. Please try again in a minute."
FULL: Final = "Too many connections are open at the moment. Please try again in a minute."
GIVEN_WAY: Final = "Others needed the connection: nothing was sent on it."

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class CrowdLimits:
    """Bounds on all sockets, on those of one address, and on those that have yet to say who they are.

    Every socket counts for the first two from the moment when it is accepted or asks for its interview.
    """

    sockets: int
    per_address: int
    unnamed: int


class Guest(Protocol):
    """A socket of somebody who may be in an interview."""

    def seems_unused(self) -> bool:
        """Whether it was opened a while ago and nothing has come in."""

    def give_way(self) -> None:
        """Close: others need the connection."""


G = TypeVar("G", bound=Guest)


class Knock:
    """A socket that was accepted only to say who it is. Used by one event loop."""

    def __init__(self) -> None:
        self.gave_way = False
        """Whether others needed its place: nobody listens to it any more."""
        self._patience: asyncio.Timeout | None = None

    async def hear(self, coming: Awaitable[T], seconds: float) -> T:
        """What it says. Raises `TimeoutError` after so many seconds, and when its place is needed."""
        async with asyncio.timeout(0 if self.gave_way else seconds) as patience:
            self._patience = patience
            try:
                return await coming
            finally:
                self._patience = None

    def give_way(self) -> None:
        """Wait no longer."""
        self.gave_way = True
        # One that has just run out cannot be set anew, and need not.
        if self._patience is not None and not self._patience.expired():
            self._patience.reschedule(asyncio.get_running_loop().time())


class Crowd(Generic[G]):
    """All open sockets, the oldest first, each with the client that it counts for (None: for none)."""

    def __init__(self, limits: CrowdLimits) -> None:
        self._limits = limits
        self.guests: dict[G, str | None] = {}
        self._knocking: dict[Knock, str | None] = {}

    def knock(self, client: str | None) -> Knock | str:
        """Let a socket in to say who it is; a sentence, if it may not even do that.

        Who has not said it gives way to whoever comes later, first those of the address that has most of them: who
        means it says it at once.
        """
        if len(self._knocking) >= self._limits.unnamed:
            self._turn_out(self._busiest())
        if self._is_full_for(client) and not self._turn_out(client):
            return FULL_HERE
        unused = any(guest.seems_unused() for guest in self.guests)
        if self._is_full() and not self._turn_out(self._busiest()) and not unused:
            return FULL
        knock = Knock()
        self._knocking[knock] = client
        return knock

    def refusal(self, client: str | None) -> str | None:
        """A sentence, if there is no room for one more guest, not even where another gives way."""
        if self._is_full_for(client) and not self._turn_out(client):
            return FULL_HERE
        if self._is_full() and not self._turn_out(self._busiest()) and not self._made_room():
            return FULL
        return None

    def leave(self, socket: G | Knock) -> None:
        """A socket is gone, or somebody who knocked has said who it is."""
        if isinstance(socket, Knock):
            self._knocking.pop(socket, None)
        else:
            self.guests.pop(socket, None)

    def _is_full(self) -> bool:
        return len(self.guests) + len(self._knocking) >= self._limits.sockets

    def _is_full_for(self, client: str | None) -> bool:
        return client is not None and (
            _count(self.guests.values(), client) + _count(self._knocking.values(), client) >= self._limits.per_address
        )

    def _busiest(self) -> str | None:
        """The client with most sockets that have yet to say who they are."""
        most = Counter(self._knocking.values()).most_common(1)
        return most[0][0] if most else None

    def _turn_out(self, client: str | None) -> bool:
        """Let the oldest of them give way, if this client has any."""
        oldest = next((knock for knock, whose in self._knocking.items() if whose == client), None)
        if oldest is not None:
            del self._knocking[oldest]
            oldest.give_way()
        return oldest is not None

    def _made_room(self) -> bool:
        unused = next((guest for guest in self.guests if guest.seems_unused()), None)
        if unused is not None:
            unused.give_way()
        return unused is not None


def _count(clients: Iterable[str | None], client: str) -> int:
    return sum(each == client for each in clients)

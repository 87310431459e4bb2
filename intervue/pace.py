"""How much the sockets of one interview may send: a bucket of messages and one of bytes, which fill again with time."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Final
from weakref import WeakValueDictionary

if TYPE_CHECKING:
    from collections.abc import Callable

MOST_KEPT: Final = 10_000
"""Interviews without a socket of which it is remembered what they have sent; the oldest are forgotten."""


class Bucket:
    """Holds `most`, gains `rate` a second. Times are seconds of any steady clock."""

    def __init__(self, rate: float, most: float, now: float) -> None:
        self.rate = rate
        self._most = most
        self._level = most
        self._at = now

    def level(self, now: float) -> float:
        """What is in it."""
        self._level = min(self._most, self._level + (now - self._at) * self.rate)
        self._at = now
        return self._level

    def take(self, amount: float) -> None:
        """Take something out; nobody is refused here."""
        self._level -= amount

    def holds(self, amount: float, now: float) -> bool:
        """Whether so much is in it. More than it ever holds counts as all of it."""
        return self.level(now) >= min(amount, self._most)

    def is_full(self, now: float) -> bool:
        """Whether it is as good as a new one."""
        return self.level(now) >= self._most


class Pace:
    """What all sockets of one interview may send together: whoever opens a second one may not send more."""

    def __init__(self, messages: Bucket, size: Bucket) -> None:
        self._messages = messages
        self._size = size

    def refusal(self, size: int, now: float) -> str | None:
        """Count a message of so many bytes; a sentence if it is one too many, which then is not counted."""
        if not self._messages.holds(1, now):
            return f"At most {self._messages.rate:g} messages a second are taken; some were dropped."
        if not self._size.holds(size, now):
            return f"At most {self._size.rate:g} bytes a second are taken; something was dropped. Please send it again."
        self._messages.take(1)
        self._size.take(size)
        return None

    def is_full(self, now: float) -> bool:
        """Whether nothing is remembered of what was sent."""
        return self._messages.is_full(now) and self._size.is_full(now)


class Paces:
    """The pace of each interview. Who hangs up and comes back goes on with the same: a new line fills no bucket."""

    def __init__(self, new: Callable[[float], Pace]) -> None:
        """`new` makes one, full at a time."""
        self._new = new
        self._used: WeakValueDictionary[str, Pace] = WeakValueDictionary()
        """Of interviews that have sockets."""
        self._kept: OrderedDict[str, Pace] = OrderedDict()
        """Of those that had one a moment ago, the oldest first."""

    def __len__(self) -> int:
        """How many are kept although no socket has them."""
        return len(self._kept)

    def of(self, session: str, now: float) -> Pace:
        """That of an interview which gets a socket."""
        pace = self._used.get(session) or self._kept.get(session)
        if pace is None:
            pace = self._new(now)
        self._kept.pop(session, None)
        self._used[session] = pace
        return pace

    def keep(self, session: str, pace: Pace, now: float) -> None:
        """A socket of the interview is gone: remember its pace until it would be full again."""
        self._kept[session] = pace
        self._kept.move_to_end(session)
        while self._kept:
            oldest = next(iter(self._kept.values()))
            if len(self._kept) <= MOST_KEPT and not oldest.is_full(now):
                return
            self._kept.popitem(last=False)

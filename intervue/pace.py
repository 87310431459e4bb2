"""How much the sockets of one interview may send: a bucket of messages and one of bytes, which fill again with time."""

from __future__ import annotations


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

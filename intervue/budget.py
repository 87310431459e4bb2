"""How much of what clients send is held at once, all of them together."""

from __future__ import annotations

FREE_BYTES = 1024 * 1024
"""What each holder may hold whatever the others do: who floods the server does not silence those who just talk."""


class Budget:
    """Bytes that may be held at once, beyond what each holder has free. Used on the event loop only."""

    def __init__(self, most: int, free: int = FREE_BYTES) -> None:
        self.most = most
        self.free = free
        self.held = 0


class Share:
    """What one holder, a connection or an upload, has of a budget."""

    def __init__(self, budget: Budget) -> None:
        self._budget = budget
        self._held = 0

    def hold(self, size: int) -> bool:
        """Whether the holder may have `size` bytes from now on. If not, nothing changes."""
        budget = self._budget
        held = max(0, size - budget.free)
        if held > self._held and budget.held - self._held + held > budget.most:
            return False
        budget.held += held - self._held
        self._held = held
        return True

    def drop(self) -> None:
        """The holder has nothing any more."""
        self.hold(0)

"""A candidate's socket without a network."""

from __future__ import annotations

import itertools
import queue
from typing import TYPE_CHECKING, Any

from actors import messages as m
from tests.engines.host_probe import BOUND
from tests.fakes.client import outline

if TYPE_CHECKING:
    import pykka

    from intervue.interview.effects import Receipt
    from intervue.protocol import ServerMessage

_numbers = itertools.count(1)


class FakeConnection:
    """Keeps what it is told, in order: messages in short, and "admitted", "refused 403", "closed 1000"."""

    def __init__(self, *, confirms: bool = True) -> None:
        self.id = f"fake{next(_numbers)}"
        self.told: queue.Queue[str] = queue.Queue()
        self.messages_handled = 0
        self.receipts: list[Receipt] = []
        self.session: pykka.ActorRef[Any] | None = None
        self._confirms = confirms

    def attach(self, session: pykka.ActorRef[Any]) -> None:
        self.session = session

    def admit(self) -> None:
        self.told.put("admitted")

    def refuse(self, status: int, reason: str) -> None:
        self.told.put(f"refused {status}")

    def send(self, message: ServerMessage, receipt: Receipt | None) -> None:
        self.told.put(outline(message.model_dump()))
        if receipt is not None:
            self.receipts.append(receipt)
            if self._confirms and self.session is not None:
                self.session.tell(m.MessageDelivered(self.id, receipt))

    def handled(self) -> None:
        self.messages_handled += 1

    def close(self, code: int, reason: str) -> None:
        self.told.put(f"closed {code}")

    def expect(self, *outlines: str) -> None:
        """Exactly these come next."""
        for expected in outlines:
            told = self.told.get(timeout=BOUND)
            assert told == expected, f"{told} where {outlines} was due"

    def all_now(self) -> list[str]:
        """What came and was not looked at."""
        told = []
        while not self.told.empty():
            told.append(self.told.get_nowait())
        return told

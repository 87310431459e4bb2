"""Which sequence of the model's cache belongs to whom, and what it holds.

The bookkeeping changes together with the cache and never across a `yield`, so it is right whenever a request is
cancelled. Plain code over a small protocol: it is tested without a model.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from intervue.engines.base import EngineError
from intervue.engines.chat import common_prefix

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_REPLIES_KEPT = 64
PREFIX_SEQUENCE = 0
"""The sequence that holds the fixed prompt and nothing else."""


class Cells(Protocol):
    """The cache itself. See `llama_native.LlamaContext`."""

    def decode(self, sequence: int, start: int, tokens: Sequence[int], *, logits: bool) -> bool:
        """Read tokens; False if there is no room."""

    def truncate(self, sequence: int, length: int) -> bool:
        """Keep the first tokens; False if the sequence had to be emptied."""

    def copy(self, source: int, target: int, length: int) -> None:
        """Share the first tokens with an empty sequence."""


@dataclass(eq=False, slots=True, weakref_slot=True)
class Request:
    """A request in progress. A `certain` one (a reply) goes before what is only prepared (a prefill)."""

    certain: bool
    number: int = 0
    """In the order in which they were asked for."""
    waiting: bool = False
    """Whether it does nothing until another one ends."""
    unread: int | None = None
    """How many tokens of its prompt it has still to read; None before that is known, 0 while it writes."""


@dataclass(eq=False, slots=True)
class Slot:
    """One sequence. `owner` is the request that works on it; nobody else touches it meanwhile."""

    sequence: int
    key: str | None = None
    owner: Request | None = None
    tokens: list[int] = field(default_factory=list)
    """What the cache holds, exactly."""
    replies: dict[str, tuple[int, ...]] = field(default_factory=dict)
    """The tokens of the model's own replies by their text: tokenised anew they might differ, and miss the cache."""
    left_out: int = 0
    """How many messages were left out when the chat was last condensed."""
    used: int = 0

    def remember_reply(self, text: str, tokens: Iterable[int]) -> None:
        """Keep a reply's tokens for when it comes back in the history."""
        self.replies.pop(text, None)
        self.replies[text] = tuple(tokens)
        if len(self.replies) > _REPLIES_KEPT:
            del self.replies[next(iter(self.replies))]


class SequenceCache:
    """Hands `slots` sequences to keys. `prefix` are the tokens that sequence 0 already holds."""

    def __init__(self, cells: Cells, slots: int, prefix: Sequence[int]) -> None:
        self._cells = cells
        self._prefix = list(prefix)
        self._clock = 0
        self.slots = [Slot(PREFIX_SEQUENCE + 1 + number) for number in range(slots)]

    def claim(self, key: str, request: Request) -> Slot | None:
        """The sequence of `key`, for this request alone; None if it has to wait.

        A key without one gets a free one, else that of the least recently used idle key, else (for a certain request)
        that of a prefill, which is dropped.
        """
        slot = next((slot for slot in self.slots if slot.key == key), None)
        if slot is None:
            slot = next((slot for slot in self.slots if slot.key is None), None) or self._victim(request)
            if slot is None:
                return None
            self._empty(slot)
            slot.key = key
        elif not _yields(slot, request):
            return None
        slot.owner = request
        self._touch(slot)
        return slot

    def release(self, request: Request) -> None:
        """End of a request, however it ended."""
        for slot in self.slots:
            if slot.owner is request:
                slot.owner = None
                self._touch(slot)

    def forget(self, key: str) -> None:
        """Free the sequence of `key`; a request that works on it finds that it is no longer the owner."""
        for slot in self.slots:
            if slot.key == key:
                self._empty(slot)

    def match(self, slot: Slot, tokens: Sequence[int], *, fresh: int) -> int:
        """Make the sequence a beginning of `tokens` and return its length, leaving at least `fresh` to be read.

        What agrees stays; what differs is removed; the fixed prompt is shared where that helps. A sequence that
        already holds all of `tokens` and more is left as it is if nothing needs to be read.
        """
        agreed = common_prefix(slot.tokens, tokens)
        shared = common_prefix(self._prefix, tokens)
        if shared > agreed:
            self._truncate(slot, 0)
            self._cells.copy(PREFIX_SEQUENCE, slot.sequence, shared)
            slot.tokens = self._prefix[:shared]
            agreed = shared
        kept = min(agreed, len(tokens) - fresh)
        if kept < len(tokens):
            self._truncate(slot, kept)
        return min(kept, len(slot.tokens))

    def extend(self, slot: Slot, tokens: Sequence[int], *, logits: bool) -> bool:
        """Read `tokens` at the end of the sequence; idle sequences give up their room if need be.

        Returns False, with nothing changed, if there is no room. Raises `EngineError` if the model failed; the
        sequence is then empty.
        """
        try:
            while not self._cells.decode(slot.sequence, len(slot.tokens), tokens, logits=logits):
                victim = self._victim(slot.owner, other_than=slot)
                if victim is None:
                    return False
                self._empty(victim)
        except EngineError:
            self._truncate(slot, 0)
            raise
        slot.tokens.extend(tokens)
        self._touch(slot)
        return True

    def _victim(self, request: Request | None, other_than: Slot | None = None) -> Slot | None:
        candidates = [slot for slot in self.slots if slot is not other_than and slot.key is not None]
        idle = [slot for slot in candidates if slot.owner is None]
        if not idle and request is not None and request.certain:
            idle = [slot for slot in candidates if slot.owner is not None and not slot.owner.certain]
        return min(idle, key=lambda slot: slot.used, default=None)

    def _empty(self, slot: Slot) -> None:
        self._truncate(slot, 0)
        slot.key = None
        slot.owner = None
        slot.replies = {}
        slot.left_out = 0

    def _truncate(self, slot: Slot, length: int) -> None:
        if len(slot.tokens) <= length and length > 0:
            return
        whole = self._cells.truncate(slot.sequence, length)
        slot.tokens = slot.tokens[:length] if whole else []

    def _touch(self, slot: Slot) -> None:
        self._clock += 1
        slot.used = self._clock


def _yields(slot: Slot, request: Request) -> bool:
    """Whether a sequence is idle, or held by a prefill: a newer request of the same key is better informed."""
    return slot.owner is None or not slot.owner.certain or slot.owner is request

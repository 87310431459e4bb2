"""Rows of the database that are remembered for a while, so that a request need not ask for them."""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from intervue.store.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

T = TypeVar("T")

logger = logging.getLogger(__name__)

REMEMBERED_SECONDS: Final = 30.0
"""So long keys, tokens and sign-ins are remembered; then the database is asked again, should nobody have told of it."""
REMEMBERED: Final = 10_000
"""Of each kind; and as many ids that nobody has."""


@dataclass(frozen=True, slots=True)
class _Known(Generic[T]):
    row: T
    asked: float
    forgotten: int
    """How often everything had been forgotten by then."""


class Remembered(Generic[T]):
    """Rows by their ids, each asked for anew once it is old. Used by one event loop; the database is asked in threads.

    Ids that nobody has are remembered as well, apart: an id that is there is told no sooner than one that is not.
    """

    def __init__(self, ask: Callable[[str], T | None], seconds: float, clock: Callable[[], float]) -> None:
        """`seconds`: so old a row may be; `clock` never goes back."""
        self._ask = ask
        self._seconds = seconds
        self._clock = clock
        self._rows: OrderedDict[str, _Known[T]] = OrderedDict()
        self._nobody: OrderedDict[str, _Known[None]] = OrderedDict()
        self._forgotten = 0

    async def get(self, name: str, *, look: bool = True) -> T | None:
        """The row; None where there is none. Raises `StoreError` where it is not remembered and cannot be asked for.

        Without `look` the database is asked only for a row that was there when it was asked last.
        """
        known = self._rows.get(name)
        found: _Known[T] | _Known[None] | None = known or self._nobody.get(name)
        now, forgotten = self._clock(), self._forgotten
        if found is not None and found.forgotten == forgotten and now - found.asked < self._seconds:
            return found.row
        if known is None and not look:
            return None
        if known is not None and known.forgotten == forgotten:
            self._rows[name] = replace(known, asked=now)  # whoever comes meanwhile need not ask as well
        try:
            row = await asyncio.to_thread(self._ask, name)
        except StoreError as error:
            if known is None or known.forgotten != self._forgotten:
                raise
            logger.warning("Who may do what cannot be asked for anew; what was known is kept: %s", error)
            return known.row
        if forgotten == self._forgotten:
            self._remember(name, row)
        return row

    def expect(self, rows: Iterable[tuple[str, T]]) -> None:
        """Take these for rows that were there long ago: each is asked for when somebody comes with it."""
        for name, row in rows:
            if len(self._rows) < REMEMBERED:
                self._rows[name] = _Known(row, self._clock(), self._forgotten - 1)

    def forget(self) -> None:
        """Something was changed: ask the database anew."""
        self._forgotten += 1
        self._nobody.clear()

    def _remember(self, name: str, row: T | None) -> None:
        now = self._clock()
        if row is None:
            self._rows.pop(name, None)
            self._nobody[name] = _Known(None, now, self._forgotten)
        else:
            self._rows[name] = _Known(row, now, self._forgotten)
        for known in (self._rows, self._nobody):
            if len(known) > REMEMBERED:
                known.popitem(last=False)

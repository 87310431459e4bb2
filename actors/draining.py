"""Stopping without losing a turn: what the server, the directory and the sessions tell one another about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class DrainSessions:
    """To the directory: let in nobody, finish what runs; `drained` is called in the actor's thread when it is done."""

    drained: Callable[[], None]


@dataclass(frozen=True, slots=True)
class StopGracefully:
    """To a session: finish the turn that runs, begin no other."""


@dataclass(frozen=True, slots=True)
class SessionDrained:
    """To the directory: no turn is running, all is sent."""

    session: str

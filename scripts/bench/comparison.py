"""One live turn after the other, made by the server and by the programs that it is compared with."""

from __future__ import annotations

import itertools
import sys
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from intervue.rehearse.sound import seconds
from scripts.bench.sequential import Sequence
from scripts.bench.stock import Chat, Wanted

if TYPE_CHECKING:
    from intervue.rehearse.candidate import Turn
    from intervue.rehearse.script import Answer
    from scripts.bench.answers import Recital
    from scripts.bench.sequential import Engines
    from scripts.bench.server import Served
    from scripts.bench.stock import StockProgram

TALKING_SECONDS = 4.0
"""What passes before the next answer is sent, less than any of them lasts: the server's time to prepare."""
MOST_ANSWERS = 5
"""Answers for each live reply that is wanted, at most."""
PREPARING_SECONDS = 2.0
"""Of that, what the server has for itself before the other programs make the same turn."""


@dataclass(frozen=True)
class Others:
    """The programs to compare with, loaded."""

    stock: StockProgram
    engines: Engines


@dataclass
class Measured:
    """One live reply, by all programs: the seconds of their stages."""

    length: float
    tokens: int
    retried: bool
    """Whether a first reply did not pass the server's checks."""
    programs: dict[str, dict[str, float]] = field(default_factory=dict)

    def ratio(self, program: str) -> float:
        """The server's total as a share of another program's."""
        return self.programs["server"]["total"] / self.programs[program]["total"]


class EnoughError(Exception):
    """So many live replies were asked for, and are there."""


class Comparison:
    """The candidate's answers; between two of them the programs are compared."""

    def __init__(self, served: Served, recital: Recital, wanted: int, others: Others | None) -> None:
        self.live: list[Measured] = []
        self.prepared: list[tuple[float, float]] = []
        """Replies that were planned: the length of the answer, and the total."""
        self.replaced = 0
        """Replies that the model wrote too slowly or not well: the plan's words took their place."""
        self.served = served
        self._recital = recital
        self._wanted = wanted
        self._others = others
        self._session = ""
        self._answered = 0
        self._turns: list[Turn] = []
        self._chat = Chat()
        self._sequence: Sequence | None = None
        self._stock_first = itertools.cycle((True, False))

    @property
    def enough(self) -> bool:
        """Whether so many live replies are there, or so many answers were given that it is time to stop."""
        given = len(self.live) + len(self.prepared) + self.replaced
        return len(self.live) >= self._wanted or given >= MOST_ANSWERS * self._wanted

    def begin(self, session: str, turns: list[Turn]) -> None:
        """A new interview; its turns appear in `turns`."""
        self._session, self._turns, self._answered = session, turns, 0
        self._chat, self._sequence = Chat(), None

    def answer(self, question: str) -> Answer:
        """The next answer, once the last reply was compared. Raises `EnoughError`."""
        turns = [turn for turn in self._turns if turn.answer and turn.spoken]
        if self._sequence is None and self._others:
            self._sequence = Sequence(self._others.engines, self._session, question)
        began = time.monotonic()
        if len(turns) > self._answered:
            self._compare(turns[-1])
            self._answered = len(turns)
        if self.enough:
            raise EnoughError
        answer = self._recital.next()
        time.sleep(max(0.0, TALKING_SECONDS - (time.monotonic() - began)))
        return answer

    def _compare(self, turn: Turn) -> None:
        logged = self.served.turn(self._session, self._answered)
        measured = server_stages(turn, logged)
        length = seconds(turn.answer.samples) if turn.answer else 0.0
        if logged.get("kind") != "live":
            if logged.get("kind") == "replaced":
                self.replaced += 1
            else:
                self.prepared.append((length, measured["total"]))
            if self._others and self._sequence:
                self._others.stock.follow(self._chat, turn.heard_text, turn.reply_text)
                self._sequence.follow(turn.heard_text, turn.reply_text)
            return
        found = Measured(length, logged["tokens"], retried(logged), {"server": measured})
        if self._others and self._sequence:
            time.sleep(PREPARING_SECONDS)
            wanted = Wanted(turn.recording, logged["tokens"], turn.reply_text)
            for name in ("stock", "sequential") if next(self._stock_first) else ("sequential", "stock"):
                stock = name == "stock"
                found.programs[name] = (
                    self._others.stock.turn(self._chat, wanted) if stock else self._sequence.turn(wanted)
                )
        self.live.append(found)
        totals = ", ".join(f"{name} {stages['total']:.2f} s" for name, stages in found.programs.items())
        print(f"  answer of {length:.1f} s, {found.tokens} tokens: {totals}", file=sys.stderr, flush=True)


def server_stages(turn: Turn, logged: dict[str, Any]) -> dict[str, float]:
    """What the candidate measured of a turn (total), and what the server said of it. A stage without a time is 0."""
    found = {
        "decode": logged.get("decode_s", 0.0),
        "recognition": logged.get("recognition_s", 0.0),
        "text": _between(logged, "transcript_s", "text_s"),
        "speech": _between(logged, "text_s" if "text_s" in logged else "text_sent_s", "audio_sent_s"),
        "total": (turn.spoken or turn.sent) - turn.sent,
    }
    return found | {"first token": logged.get("first_token_s", 0.0)}


def retried(logged: dict[str, Any]) -> bool:
    """Whether a first reply did not pass the checks."""
    return int(logged.get("attempts", 1)) > 1


def _between(logged: dict[str, Any], first: str, last: str) -> float:
    return float(logged[last] - logged[first]) if first in logged and last in logged else 0.0

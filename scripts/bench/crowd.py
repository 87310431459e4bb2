"""Candidates who hold interviews at once, in a process of their own: `python -m scripts.bench.crowd '{...}'`.

Each is strict: every message must come in the contract's order, and sequences without gaps; the first fault ends the
interview as failed. Prints one JSON object: `Crowd.result`.
"""

from __future__ import annotations

import asyncio
import gc
import json
import random
import subprocess
import sys
import time
from dataclasses import asdict, dataclass, field
from typing import Any

from scripts.bench.instant import QUESTIONS
from scripts.bench.line import Came, Line, LineError, message, recording

_LIVE = tuple("".join(pieces[2:]) for pieces in QUESTIONS)
"""How the instant model's questions end: a turn whose text ends so was written live, others come from the plan."""
_GOODBYE_TURNS = 200
"""More turns than any interview has."""
RESUME: dict[str, Any] = {
    "contact": {"name": "Ada Example", "email": "ada@example.org"},
    "summary": "Gardener in a botanical garden, with ten years of greenhouses that must not freeze.",
    "experiences": [
        {
            "company": "Example Gardens",
            "title": "Head Gardener",
            "start_date": "2016",
            "end_date": None,
            "description": "Looks after the orchids of five greenhouses.",
            "highlights": ["Grew a rare vanilla from seed", "Rebuilt the irrigation"],
        }
    ],
    "education": [{"institution": "Example School of Horticulture", "degree": "Diploma"}],
    "skills": ["Pruning", "Grafting", "Irrigation", "Botany"],
    "certifications": [],
    "raw_text": "Ada Example. " * 100,
}
"""About something else than the answers: what is asked live has to take up the answer."""


@dataclass(frozen=True, slots=True)
class Orders:
    """What a crowd does. Times in seconds.

    Interviews begin spread evenly over `spread`; an answer is sent between `least` and `most` after the last reply
    came. `first` numbers the sessions, so that several crowds can share a server.
    """

    host: str
    port: int
    name: str
    sessions: int
    first: int = 0
    spread: float = 0.0
    least: float = 0.0
    most: float = 0.0
    answer_bytes: int = 40_000
    patience: float = 60.0
    seed: int = 0


@dataclass(slots=True)
class Crowd:
    """What was measured. Times in milliseconds, each from the last byte that was sent to the last that came."""

    live: list[float] = field(default_factory=list)
    """`audio` to the interviewer's `audio`, where the model wrote the reply."""
    prepared: list[float] = field(default_factory=list)
    """The same, where the plan did."""
    introductions: list[float] = field(default_factory=list)
    """`start_interview` to the first `audio`."""
    accepted: list[float] = field(default_factory=list)
    """`audio` to `processing_stt`: read, decoded, recorded."""
    echoed: list[float] = field(default_factory=list)
    """`playback_complete` to `ready`: no engine and no disk."""
    messages: int = 0
    completed: int = 0
    failures: list[str] = field(default_factory=list)

    def result(self) -> dict[str, Any]:
        """All of it, with what the crowd itself cost."""
        return {**asdict(self), "cpu_s": time.process_time()}


class UnexpectedError(Exception):
    """The server did something else than the contract says."""


class Candidate:
    """One strict candidate."""

    def __init__(self, number: int, orders: Orders, frames: dict[str, bytes], crowd: Crowd) -> None:
        self._session = f"{orders.name}-{number}"
        self._orders = orders
        self._frames = frames
        self._crowd = crowd
        self._dice = random.Random(f"{orders.seed} {number}")  # noqa: S311 - for pauses
        self._sequence = 0
        self._line: Line | None = None
        self._delay = orders.spread * (number - orders.first) / max(1, orders.sessions)

    async def hold(self) -> None:
        """One interview, from the connection to the goodbye."""
        await asyncio.sleep(self._delay)
        try:
            await self._interview()
            self._crowd.completed += 1
        except (UnexpectedError, LineError, OSError, TimeoutError) as error:
            self._crowd.failures.append(f"{self._session}: {type(error).__name__}: {error}")
            if self._line is not None:
                self._line.cut()

    async def _interview(self) -> None:
        orders = self._orders
        self._line = await Line.open(orders.host, orders.port, self._session, orders.patience)
        await self._expect("session_started")
        await self._line.send(self._frames["resume_context"])
        began = await self._line.send(self._frames["start_interview"])
        _, spoken = await self._reply()
        self._crowd.introductions.append(_ms(began, spoken))
        for _ in range(_GOODBYE_TURNS):
            if await self._is_over():
                return
            await asyncio.sleep(self._dice.uniform(orders.least, orders.most))
            await self._turn()
        raise UnexpectedError("The interview does not end.")

    async def _turn(self) -> None:
        assert self._line is not None  # noqa: S101 - it is open
        sent = await self._line.send(self._frames["audio"])
        self._crowd.accepted.append(_ms(sent, (await self._expect("processing_stt")).at))
        await self._expect("candidate")
        text, spoken = await self._reply()
        times = self._crowd.live if text.endswith(_LIVE) else self._crowd.prepared
        times.append(_ms(sent, spoken))

    async def _reply(self) -> tuple[str, float]:
        """The interviewer's turn: the text, and when the voice came."""
        await self._expect("generating")
        text = str((await self._expect("interviewer")).fields["text"])
        await self._expect("speaking")
        spoken = (await self._expect("audio")).at
        await self._expect("ready")
        return text, spoken

    async def _is_over(self) -> bool:
        assert self._line is not None  # noqa: S101 - it is open
        sent = await self._line.send(self._frames["playback_complete"])
        came = await self._expect("ready", "session_ended")
        if came.kind == "status":
            self._crowd.echoed.append(_ms(sent, came.at))
            return False
        if came.fields["total_turns"] != self._sequence:
            raise UnexpectedError(f"{came.fields['total_turns']} turns are told of, {self._sequence} came.")
        if (await self._expect("closed")).fields["code"] != 1000:  # noqa: PLR2004 - a normal end
            raise UnexpectedError("The socket was not closed as it should be.")
        return True

    async def _expect(self, *outlines: str) -> Came:
        assert self._line is not None  # noqa: S101 - it is open
        async with asyncio.timeout(self._orders.patience):
            came = await self._line.came.get()
        self._crowd.messages += 1
        if came.outline not in outlines:
            raise UnexpectedError(f"{came.outline} {came.fields} where {' or '.join(outlines)} was due")
        if came.kind == "transcript":
            self._sequence += 1
            if came.fields["sequence"] != self._sequence:
                raise UnexpectedError(f"Sequence {came.fields['sequence']} where {self._sequence} was due")
        return came


def _ms(began: float, ended: float) -> float:
    return round((ended - began) * 1000, 3)


async def gather(orders: Orders) -> Crowd:
    """All interviews of a crowd."""
    crowd = Crowd()
    frames = {
        "audio": recording(orders.answer_bytes),
        "resume_context": message("resume_context", parsed_resume=RESUME),
        "start_interview": message("start_interview"),
        "playback_complete": message("playback_complete"),
    }
    numbers = range(orders.first, orders.first + orders.sessions)
    await asyncio.gather(*(Candidate(number, orders, frames, crowd).hold() for number in numbers))
    return crowd


def start(orders: Orders) -> subprocess.Popen[bytes]:
    """A crowd in a process of its own."""
    command = [sys.executable, "-m", "scripts.bench.crowd", json.dumps(asdict(orders))]
    return subprocess.Popen(command, stdout=subprocess.PIPE)


def main() -> int:
    """Do as ordered."""
    orders = Orders(**json.loads(sys.argv[1]))
    gc.freeze()
    print(json.dumps(asyncio.run(gather(orders)).result()))
    return 0


if __name__ == "__main__":
    sys.exit(main())

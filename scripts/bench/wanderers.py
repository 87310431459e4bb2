"""Candidates as they are over an hour: some lose their connection, some are cut off in the middle of an upload.

`python -m scripts.bench.wanderers '{...}'`, a process of its own. They hold interviews until they are told to stop (the
end of standard input), and bear what a v1 client has to: errors that are recoverable, sockets that are closed, messages
that come once more after a reconnect. Prints one JSON object when done: `Deeds`.
"""

from __future__ import annotations

import asyncio
import base64
import json
import random
import subprocess
import sys
import uuid
from dataclasses import asdict, dataclass, field
from pathlib import Path

from scripts.bench.crowd import RESUME
from scripts.bench.line import Came, Line, LineError, message, recording

_MOST_LOSSES = 40
"""Sockets in a row on which nothing was achieved: the interview counts as failed."""
_RECONNECT_SECONDS = (0.2, 2.0)


@dataclass(frozen=True, slots=True)
class Orders:
    """What wanderers do. Times in seconds.

    `pause`: mean time before an answer. `trouble`: how probable it is that an answer goes wrong on the candidate's
    side. `recordings`: files to answer with; none for noise of `answer_bytes`.
    """

    host: str
    port: int
    at_once: int
    pause: float
    trouble: float = 0.1
    patience: float = 60.0
    answer_bytes: int = 40_000
    recordings: tuple[str, ...] = ()
    seed: int = 0


@dataclass(slots=True)
class Deeds:
    """What happened."""

    interviews: int = 0
    answers: int = 0
    reconnects: int = 0
    cut_uploads: int = 0
    cut_turns: int = 0
    errors: dict[str, int] = field(default_factory=dict)
    """By code."""
    failures: list[str] = field(default_factory=list)


class Lost(Exception):  # noqa: N818 - an event, not an error
    """The socket is gone, or was given up."""


class Wanderer:
    """Holds one interview after the other."""

    def __init__(self, orders: Orders, frames: list[bytes], deeds: Deeds, dice: random.Random) -> None:
        self._orders = orders
        self._frames = frames
        self._deeds = deeds
        self._dice = dice
        self._line: Line | None = None
        self._session = ""
        self._heard = 0
        self._over = False
        self._cut = False

    async def go(self, stop: asyncio.Event) -> None:
        """Until told to stop; the interview that runs is ended then."""
        await asyncio.sleep(self._dice.uniform(0, self._orders.pause))
        while not stop.is_set():
            self._session, self._heard = f"w-{uuid.uuid4()}", 0
            self._over = self._cut = False
            try:
                await self._hold(stop)
                self._deeds.interviews += 1
            except (LineError, OSError, TimeoutError, ValueError) as error:
                self._deeds.failures.append(f"{self._session}: {type(error).__name__}: {error}")
            if self._line is not None:
                self._line.cut()

    async def _hold(self, stop: asyncio.Event) -> None:
        losses = 0
        while not self._over:
            heard = self._heard
            try:
                await self._connect()
                while not self._over:
                    await self._talk(stop)
            except Lost:
                losses = 0 if self._heard > heard else losses + 1
                if losses >= _MOST_LOSSES:
                    raise LineError(f"{losses} sockets in a row brought nothing.") from None
                self._deeds.reconnects += 1
                await asyncio.sleep(self._dice.uniform(*_RECONNECT_SECONDS))

    async def _connect(self) -> None:
        orders = self._orders
        try:
            self._line = await Line.open(orders.host, orders.port, self._session, orders.patience)
        except LineError as error:
            if self._heard and "This interview is over." in str(error):  # it ended while the line was down
                self._over = True
                return
            raise
        greeting = await self._next()
        if greeting.kind != "session_started":
            raise LineError(f"{greeting} instead of a greeting")
        if not self._heard:
            await self._send(message("resume_context", parsed_resume=RESUME))
        # The first on a new socket of an interview that has begun gets the status only.
        await self._send(message("start_interview"))
        await self._until_ready()

    async def _talk(self, stop: asyncio.Event) -> None:
        """Listen, talk, hear the reply."""
        await self._send(message("playback_complete"))
        await self._until_ready()
        if self._over:
            return
        if stop.is_set():
            await self._send(message("end_session"))
            await self._until_ready()
            return
        await asyncio.sleep(self._dice.expovariate(1 / self._orders.pause))
        answer = self._dice.choice(self._frames)
        if self._dice.random() < self._orders.trouble:
            await self._get_into_trouble(answer)
        await self._send(answer)
        self._deeds.answers += 1
        await self._until_ready()

    async def _get_into_trouble(self, answer: bytes) -> None:
        assert self._line is not None  # noqa: S101 - it is open
        kind = self._dice.choice(("upload", "turn", "rest"))
        if kind == "upload":
            self._deeds.cut_uploads += 1
            self._line.send_part(answer[: self._dice.randrange(1, len(answer))])
            await asyncio.sleep(self._dice.uniform(0, 0.2))
        elif kind == "turn":
            self._deeds.cut_turns += 1
            await self._send(answer)
            await asyncio.sleep(self._dice.uniform(0, 0.2))
        self._cut = True
        self._line.cut()
        raise Lost

    async def _send(self, frame: bytes) -> None:
        assert self._line is not None  # noqa: S101 - it is open
        await self._line.send(frame)

    async def _until_ready(self) -> None:
        """Hear what comes until it is the candidate's turn, or the interview is over."""
        while True:
            came = await self._next()
            if came.kind == "session_ended":
                self._over = True
                return
            if came.kind == "error":
                code = str(came.fields["code"])
                self._deeds.errors[code] = self._deeds.errors.get(code, 0) + 1
                if not came.fields["recoverable"]:
                    raise LineError(f"{came.fields}")
            if came.kind == "transcript":
                self._hear(int(came.fields["sequence"]))
            if came.outline == "ready":
                return

    def _hear(self, sequence: int) -> None:
        """An entry may come once more after a reconnect; what was on its way when the line was cut may be lost."""
        if sequence > self._heard + 1 and not self._cut:
            raise LineError(f"Sequence {sequence} after {self._heard}")
        self._heard = max(self._heard, sequence)
        self._cut = False

    async def _next(self) -> Came:
        assert self._line is not None  # noqa: S101 - it is open
        async with asyncio.timeout(self._orders.patience):
            came = await self._line.came.get()
        if came.kind == "closed":
            raise Lost
        return came


async def wander(orders: Orders, stop: asyncio.Event) -> Deeds:
    """Send so many candidates until `stop` is set."""
    deeds = Deeds()
    frames = [_recorded(Path(name)) for name in orders.recordings] or [recording(orders.answer_bytes)]
    dice = [random.Random(f"{orders.seed} {number}") for number in range(orders.at_once)]  # noqa: S311 - for pauses
    await asyncio.gather(*(Wanderer(orders, frames, deeds, die).go(stop) for die in dice))
    return deeds


def _recorded(path: Path) -> bytes:
    return message("audio", data=base64.b64encode(path.read_bytes()).decode(), format=path.suffix.lstrip("."))


async def _main(orders: Orders) -> Deeds:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    loop.add_reader(sys.stdin.fileno(), stop.set)  # its end is the order to stop

    async def quiet() -> None:
        await stop.wait()
        loop.remove_reader(sys.stdin.fileno())

    watch = asyncio.create_task(quiet())
    deeds = await wander(orders, stop)
    await watch
    return deeds


def start(orders: Orders) -> subprocess.Popen[bytes]:
    """Wanderers in a process of their own; `communicate` tells them to stop, and returns what they did."""
    command = [sys.executable, "-m", "scripts.bench.wanderers", json.dumps(asdict(orders))]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def main() -> int:
    """Do as ordered."""
    given = json.loads(sys.argv[1])
    orders = Orders(**{**given, "recordings": tuple(given["recordings"])})
    print(json.dumps(asdict(asyncio.run(_main(orders)))))
    return 0


if __name__ == "__main__":
    sys.exit(main())

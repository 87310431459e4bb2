"""Measure turns from the candidate's audio to the interviewer's, through a running server with real models.

    python scripts/bench_turn.py [--turns N] [--speed N] [--out FILE]      (or: make bench-turn ARGS=...)

Starts a server of its own on a free port with an empty data folder, holds interviews with answers of about eight
seconds spoken by the local voice, until `--turns` replies were written live, and prints how long each stage took:
a table, then one line of JSON. Live replies (the model writes a follow-up; "short": at most 25 tokens, at the first try)
and prepared ones (the plan's wording, spoken ahead of time) are told apart. "first token" counts from when the model
was asked, "text" from the transcript to the whole reply, "speech" from then to the audio, "total" from audio to audio.
`--speed`: how many times faster than a person the candidate listens and talks.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import os
import queue
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.table import Table

from intervue.models.select import select_models
from intervue.rehearse.candidate import Candidate, Manner
from intervue.rehearse.contract import Limits
from intervue.rehearse.script import Line, Script, ScriptedAnswers, local_voice
from intervue.rehearse.server import Server
from intervue.rehearse.sound import seconds
from intervue.settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Iterator

# ruff: noqa: E501 - one answer, one line
ANSWERS = (
    "In my last job I moved the invoices of a hospital from paper to a small web service, and together with one colleague that took us a whole year of work.",
    "The nurses did not trust the screen at first, so I sat beside them for two weeks and wrote down every complaint they had, and we mended the worst ones first.",
    "Once the printer stopped in the night, and forty letters went out twice, so on the next morning I called every patient myself and told them which one counts.",
    "After that I added a number to each letter, and now the service refuses a number that it has seen before, even after a restart or after a power failure.",
    "My manager wanted to buy a large system, and in one afternoon I showed him with real figures what it would cost us every month for each of the twelve wards.",
    "Today three people look after the service, and I spend most of my time on teaching them how to find faults, which I enjoy more than writing code alone.",
    "I measured how long each request took, found one slow query in the monthly report, and added an index, so the page opened in half a second again.",
    "We had two weeks for three features before Christmas, so I proposed to finish the first one with good tests and to leave the two others for January.",
)
STAGES = ("decode", "recognition", "first token", "text", "speech", "total")
LOADING_SECONDS = 300.0
SHORT_TOKENS = 25
"""A reply of about twenty tokens has at most so many."""


@dataclass
class Turn:
    """One exchange. Times in seconds; None where a stage did not take place."""

    answer_seconds: float
    tokens: int | None
    prefilled: int | None
    retried: bool
    """Whether a first reply did not pass its checks."""
    stages: dict[str, float | None] = field(default_factory=dict)

    @property
    def live(self) -> bool:
        """Whether the model wrote the reply."""
        return self.tokens is not None


class Log:
    """The standard error of a server, read while it runs."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.lines: list[str] = []
        self.addresses: queue.Queue[str] = queue.Queue()
        self._thread = threading.Thread(target=self._read, args=(process,), daemon=True)
        self._thread.start()

    def turns(self, session: str) -> list[dict[str, Any]]:
        """What was logged of an interview's turns, in order."""
        found = [json.loads(line) for line in tuple(self.lines) if '"intervue.turns"' in line]
        return [line for line in found if line.get("session") == session and line.get("turn") and "lost" not in line]

    def _read(self, process: subprocess.Popen[str]) -> None:
        assert process.stderr is not None  # noqa: S101 - it was asked for
        for line in process.stderr:
            self.lines.append(line)
            address = re.search(r"Open (http://[^/\s]+)/", line)
            if address:
                self.addresses.put(address[1])
        self.addresses.put("")


@contextlib.contextmanager
def running() -> Iterator[tuple[str, Log]]:
    """A server with an empty data folder: its address and its log."""
    with tempfile.TemporaryDirectory() as folder:
        process = subprocess.Popen(
            [sys.executable, "-m", "intervue", "serve"],
            env=os.environ
            | {"INTERVUE_DATA_DIR": folder, "INTERVUE_HOST": "127.0.0.1", "INTERVUE_PORT": "0"}
            | {"INTERVUE_LOG_FORMAT": "json", "INTERVUE_LOG_LEVEL": "info"},
            stderr=subprocess.PIPE,
            text=True,
        )
        log = Log(process)
        try:
            address = log.addresses.get(timeout=LOADING_SECONDS)
            if not address:
                sys.exit("The server did not start:\n" + "".join(log.lines))
            yield address, log
        finally:
            process.terminate()
            process.wait(60)


async def interview(url: str, session: str, speed: float) -> list[tuple[float, float]]:
    """Hold one interview. Returns for each answer its length and the time from its audio to the reply's, in seconds."""
    voice = select_models(load_settings()).tts
    if voice is None:
        sys.exit("There is no voice to speak the answers: run `make models`.")
    answers = ScriptedAnswers(Script(answers=tuple(Line(text=text) for text in ANSWERS)), local_voice(voice.path))
    server = Server(url)
    await server.prepare(None, LOADING_SECONDS)
    manner = Manner(len(ANSWERS), speed, "webm", Limits(60, 120))
    held = await Candidate(server, session, answers, manner).hold(None)
    for violation in held.contract.violations:
        sys.stderr.write(f"The server broke the contract: {violation.text}\n")
    return [(seconds(it.answer.samples), it.spoken - it.sent) for it in held.turns if it.answer and it.spoken]


def joined(measured: list[tuple[float, float]], logged: list[dict[str, Any]]) -> list[Turn]:
    """What the candidate measured, and what the server said of it."""
    return [
        Turn(
            length,
            line.get("tokens"),
            line.get("prefilled_tokens"),
            line.get("attempts", 1) > 1,
            {
                "decode": line.get("decode_s"),
                "recognition": line.get("recognition_s"),
                "first token": line.get("first_token_s"),
                "text": _between(line, "transcript_s", "text_s"),
                "speech": _between(line, "text_sent_s", "audio_sent_s"),
                "total": total,
            },
        )
        for (length, total), line in zip(measured, logged, strict=True)
    ]


def _between(line: dict[str, Any], first: str, last: str) -> float | None:
    return None if first not in line or last not in line else line[last] - line[first]


def report(turns: list[Turn], console: Console) -> dict[str, Any]:
    """Print a table; the same figures for machines."""
    table = Table(title="Seconds: median (least to most)", title_justify="left")
    for column in ("replies", "turns", "answer", "tokens", *STAGES):
        table.add_column(column, justify="right")
    found: dict[str, Any] = {}
    groups = {
        "live": [turn for turn in turns if turn.live],
        "short live": [turn for turn in turns if turn.live and not turn.retried and (turn.tokens or 0) <= SHORT_TOKENS],
        "prepared": [turn for turn in turns if not turn.live],
    }
    for name, group in groups.items():
        figures = {
            "answer_seconds": _figures([turn.answer_seconds for turn in group]),
            "tokens": _figures([turn.tokens for turn in group if turn.tokens is not None]),
            "prefilled_tokens": _figures([turn.prefilled for turn in group if turn.prefilled is not None]),
        } | {stage: _figures([s for turn in group if (s := turn.stages[stage]) is not None]) for stage in STAGES}
        found[name] = {"turns": len(group), "retried": sum(turn.retried for turn in group)} | figures
        shown = [figures["answer_seconds"], figures["tokens"], *(figures[stage] for stage in STAGES)]
        table.add_row(name, str(len(group)), *map(_shown, shown))
    console.print(table)
    return found


def _figures(values: list[float] | list[int]) -> dict[str, float] | None:
    if not values:
        return None
    return {"median": round(statistics.median(values), 3), "min": round(min(values), 3), "max": round(max(values), 3)}


def _shown(figures: dict[str, float] | None) -> str:
    return "-" if figures is None else f"{figures['median']:.2f}\n{figures['min']:.2f} to {figures['max']:.2f}"


def measure(wanted: int, speed: float) -> list[Turn]:
    """Hold interviews until so many replies were written live. The first interview warms up and does not count."""
    turns: list[Turn] = []
    with running() as (url, log):
        asyncio.run(interview(url, "warm-up", 1000.0))
        while sum(turn.live for turn in turns) < wanted:
            session = str(uuid.uuid4())
            measured = asyncio.run(interview(url, session, speed))
            until = time.monotonic() + 10
            while len(log.turns(session)) < len(measured) and time.monotonic() < until:
                time.sleep(0.05)
            turns += joined(measured, log.turns(session))
    return turns


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--turns", type=int, default=9, help="live replies to measure, at least")
    parser.add_argument("--speed", type=float, default=4.0, help="how many times faster than a person the candidate is")
    parser.add_argument("--out", type=Path, help="file to write the line of JSON to")
    options = parser.parse_args()
    console = Console(width=180, highlight=False)
    turns = measure(options.turns, options.speed)
    for turn in turns:
        stages = "  ".join(f"{name} {value:.2f}" for name, value in turn.stages.items() if value is not None)
        kind = f"live, {turn.tokens} tokens{', at the second try' if turn.retried else ''}" if turn.live else "prepared"
        console.print(f"answer {turn.answer_seconds:.1f} s, {kind}:  {stages}")
    line = json.dumps({"cpus": os.cpu_count(), "load": os.getloadavg()[0], **report(turns, console)})
    print(line)
    if options.out:
        options.out.write_text(line + "\n", "utf-8")


if __name__ == "__main__":
    main()

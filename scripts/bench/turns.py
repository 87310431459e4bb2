"""(a) From receiving the candidate's `audio` to sending the interviewer's, through a running server with real models.

A scripted candidate holds interviews with answers of each length. After every reply that the model wrote live, two
other programs make the same turn: the stock program (`stock.py`) and our own engines one after the other
(`sequential.py`), with the same recording, as many tokens, and the same words to speak; which of the two is first
changes every time.
"""

from __future__ import annotations

import asyncio
import tempfile
import uuid
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

from intervue.models.select import select_models
from intervue.rehearse.candidate import Candidate, Manner
from intervue.rehearse.contract import Limits
from intervue.rehearse.entrance import Entrance
from intervue.rehearse.server import Server
from intervue.settings import load_settings
from scripts.bench.answers import Recital, installed_voice
from scripts.bench.comparison import Comparison, EnoughError, Measured, Others
from scripts.bench.parts import CannotMeasureError
from scripts.bench.sequential import Engines
from scripts.bench.server import LOADING_SECONDS, running
from scripts.bench.sheet import Sheet, figures, shown, verdict
from scripts.bench.stock import StockProgram

if TYPE_CHECKING:
    import argparse

    from intervue.models.select import ModelSelection

TITLE = "a turn, from the candidate's audio to the interviewer's"
STAGES = ("decode", "recognition", "first token", "text", "speech", "total")
PROGRAMS = {"server": "the server", "stock": "stock calls", "sequential": "one after the other"}
AIMS = {"stock": 0.85, "sequential": 0.95}
"""What the server's total may be of another program's, at most."""
SETTINGS: dict[str, Any] = {"interview_questions": 50, "followups_per_question": 5, "interview_minutes": 240}
"""The server's: so that most replies are follow-ups, which the model writes."""
_INTERVIEW_SECONDS = 400.0
"""Of answers in one interview, then another begins: real ones are no longer, and histories are not cut."""
_ANSWERS = (4, 12)
"""Answers in one interview, least and most."""
_FAST = 1e4
_MOST_VAIN = 5

NOTES = (
    """Ratios are of the server's total to the other program's in the same turn. A reply that did not pass its checks
and was written again counts with both attempts; only the server checks. *Replaced*: replies, not counted, in whose
place the plan's words were spoken, since the model wrote too slowly or twice not well.""",
    """*Stock calls*: pydub with ffmpeg, `WhisperModel.transcribe` with its defaults (beam 5, no voice-activity filter;
int8, language given), `Llama.create_chat_completion` with the whole conversation and its own prefix cache,
`PiperVoice.synthesize_wav`, pydub to MP3; models loaded and warm, as many threads, as many tokens, the same words.""",
    """*One after the other*: the server's own engines in the same kind of processes, nothing at the same time, nothing
ahead.""",
    """*Text*: from the transcript to the whole reply, the first token included. *Speech*: what is left of synthesis and
encoding after that. *Total*: as the client measures it, base64 and JSON included.""",
)


def add_options(parser: Any) -> None:
    """The options of this part."""
    parser.add_argument("--turns", type=int, default=4, help="live replies to measure for each length (default: 4)")
    parser.add_argument(
        "--lengths", type=_lengths, default=(5.0, 30.0, 120.0), help="seconds of the answers (default: 5,30,120)"
    )
    parser.add_argument(
        "--alone", action="store_true", help="measure the server only, without programs to compare with"
    )


def _lengths(text: str) -> tuple[float, ...]:
    return tuple(float(part) for part in text.split(","))


def run(options: argparse.Namespace) -> dict[str, Any]:
    """Measure. Raises `CannotMeasureError` where models are missing."""
    models = select_models(load_settings())
    if not models.complete:
        raise CannotMeasureError(models.hint)
    voice = installed_voice()
    with ExitStack() as stack:
        others = None if options.alone else _others(stack, models)
        served = stack.enter_context(running(**SETTINGS))
        _hold(Comparison(served, Recital(5.0, voice), 1, others), 5.0)  # warms everything up, and does not count
        found = {}
        for length in options.lengths:
            comparison = Comparison(served, Recital(length, voice), options.turns, others)
            _hold(comparison, length)
            found[f"{length:g}"] = summary(comparison.live, comparison.prepared, comparison.replaced)
    return {"lengths": found}


def _others(stack: ExitStack, models: ModelSelection) -> Others:
    folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="intervue-bench-"))
    engines = Engines(load_settings(data_dir=folder), models)
    stack.callback(engines.close)
    stock = StockProgram(load_settings(), models)
    stack.callback(stock.close)
    return Others(stock, engines)


def _hold(comparison: Comparison, length: float) -> None:
    """Interviews until enough replies were live."""
    answers = max(_ANSWERS[0], min(_ANSWERS[1], int(_INTERVIEW_SECONDS / length)))
    vain = 0
    while not comparison.enough:
        before = len(comparison.live)
        try:
            asyncio.run(_interview(comparison, answers))
        except EnoughError:
            return
        vain = 0 if len(comparison.live) > before else vain + 1
        if vain == _MOST_VAIN:
            raise CannotMeasureError(f"In {vain} interviews the model wrote no reply live.")


async def _interview(comparison: Comparison, answers: int) -> None:
    session = str(uuid.uuid4())
    server = Server(comparison.served.url)
    await server.ready(LOADING_SECONDS)
    candidate = Candidate(server, Entrance(session), comparison, Manner(answers, _FAST, "webm", Limits(60, 180)))
    comparison.begin(session, candidate.rehearsal.turns)
    held = await candidate.hold(None)
    if held.contract.violations:
        raise CannotMeasureError(f"The server broke the contract: {held.contract.violations[0].text}")


def summary(live: list[Measured], prepared: list[tuple[float, float]], replaced: int = 0) -> dict[str, Any]:
    """The figures of one length."""
    programs = [name for name in PROGRAMS if live and name in live[0].programs]
    return {
        "turns": len(live),
        "retried": sum(turn.retried for turn in live),
        "replaced": replaced,
        "answer_seconds": figures([turn.length for turn in live]),
        "tokens": figures([turn.tokens for turn in live]),
        "stages": {
            name: {
                stage: figures([turn.programs[name][stage] for turn in live if stage in turn.programs[name]])
                for stage in STAGES
            }
            for name in programs
        },
        "ratios": {name: figures([turn.ratio(name) for turn in live]) for name in programs if name in AIMS},
        "prepared": figures([total for _, total in prepared]),
    }


def table(result: dict[str, Any]) -> list[Sheet]:
    """A table of stages, and one of ratios."""
    stages: list[tuple[str, ...]] = []
    ratios: list[tuple[str, ...]] = []
    for length, found in result["lengths"].items():
        tokens = shown(found["tokens"], 0, spread=False)
        for name, its in found["stages"].items():
            cells = [shown(its[stage], spread=stage == "total") for stage in STAGES]
            stages.append((f"{length} s: {PROGRAMS[name]}", str(found["turns"]), tokens, *cells))
        if found["prepared"]:
            number, total = str(int(found["prepared"]["n"])), shown(found["prepared"])
            stages.append((f"{length} s: the server, prepared questions", number, *["-"] * (len(STAGES)), total))
        if found["ratios"]:
            cells = [_aim(found["ratios"][name], AIMS[name]) for name in AIMS]
            ratios.append((f"{length} s", *cells, f"{found['retried']} of {found['turns']}", str(found["replaced"])))
    sheets = [Sheet("Seconds of each stage, live replies", ("answer", "turns", "tokens", *STAGES), stages)]
    if ratios:
        columns = ("answer", "of stock calls", "of one after the other", "written twice", "replaced")
        sheets.append(Sheet("The server's total as a share of the others'", columns, ratios, NOTES))
    return sheets


def _aim(found: dict[str, float] | None, aim: float) -> str:
    return "-" if found is None else f"{shown(found)}; {verdict(found['median'], aim)}"

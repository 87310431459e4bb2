"""(c) Two interviews on one language model: what each waits for the other.

One after the other in a process of its own, the model writes replies to answers of one length in four ways, by turns:
*alone*; *alternating*, where another interview's reply is written between two of an interview's own; *colliding*, where
two ask at the same moment; and *beside a long prompt*, where another interview reads a long resume meanwhile.
"""

from __future__ import annotations

import itertools
import tempfile
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from intervue.engine_specs import engine_specs
from intervue.engines.base import GenerationLimits, Message, Token
from intervue.interview.prompts import FIXED_PROMPT
from intervue.models.select import select_models
from intervue.settings import load_settings
from scripts.bench.answers import SENTENCES
from scripts.bench.calls import CalledEngine, Outcome
from scripts.bench.parts import CannotMeasureError
from scripts.bench.sheet import Sheet, figures, shown, verdict

if TYPE_CHECKING:
    import argparse

TITLE = "two interviews that overlap"
AIMS = {"alternating": 1.2, "colliding": 2.2}
"""Time to the first token, as a share of that of one alone."""
LIMITS = GenerationLimits(max_tokens=20, temperature=0.4)
OPENER = "You mentioned"
_LONG_WORDS = 450
"""Of the text that is read beside: some 600 tokens."""


def add_options(parser: Any) -> None:
    """The options of this part."""
    parser.add_argument("--rounds", type=int, default=8, help="replies in each of the four ways (default: 8)")


@dataclass
class Interview:
    """One conversation: every reply is to another answer of about as many words."""

    key: str
    answers: Any
    messages: list[Message] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.messages += [Message(message.role, message.text) for message in FIXED_PROMPT]
        self.messages += [Message("user", "Please begin."), Message("assistant", "What did you do in your last job?")]

    def ask(self) -> tuple[str, str, tuple[Message, ...], str, GenerationLimits]:
        """The next request: method and arguments."""
        self.messages.append(Message("user", next(self.answers)))
        return "generate", self.key, tuple(self.messages), OPENER, LIMITS

    def take(self, outcome: Outcome) -> float:
        """Keep a reply; the seconds to its first token."""
        self.messages.append(Message("assistant", outcome.results[-1][1].text))
        return first_token(outcome)


def first_token(outcome: Outcome) -> float:
    """Seconds from the request to the first token. Raises `CannotMeasureError` if there is none."""
    for at, value in outcome.results:
        if isinstance(value, Token):
            return at - outcome.asked
    raise CannotMeasureError("The model wrote nothing.")


def longest_gap(outcome: Outcome) -> float:
    """Seconds between two tokens, at most."""
    times = [at for at, value in outcome.results if isinstance(value, Token)]
    return max((after - before for before, after in pairwise(times)), default=0.0)


class Ways:
    """The four ways, each with its measurements."""

    def __init__(self, model: CalledEngine) -> None:
        self.waits: dict[str, list[float]] = {
            "alone": [],
            "alternating": [],
            "earlier": [],
            "colliding": [],
            "beside": [],
        }
        self.gaps: dict[str, list[float]] = {"alone": [], "beside": []}
        self._model = model
        self._numbers = itertools.count()

    def alone(self, rounds: int) -> None:
        """One interview."""
        one = self._interview()
        for turn in range(rounds + 1):
            outcome = self._model.ask(*one.ask()).wait()
            wait = one.take(outcome)
            if turn:  # the first reads the whole beginning
                self.waits["alone"].append(wait)
                self.gaps["alone"].append(longest_gap(outcome))

    def alternating(self, rounds: int) -> None:
        """Two interviews, by turns."""
        pair = [self._interview(), self._interview()]
        for turn in range(rounds // 2 + 1):
            for one in pair:
                wait = one.take(self._model.ask(*one.ask()).wait())
                if turn:
                    self.waits["alternating"].append(wait)

    def colliding(self, rounds: int) -> None:
        """Two interviews, at the same moment."""
        pair = [self._interview(), self._interview()]
        for turn in range(rounds + 1):
            asked = [self._model.ask(*one.ask()) for one in pair]
            waits = [one.take(outcome.wait()) for one, outcome in zip(pair, asked, strict=True)]
            if turn:
                self.waits["earlier"].append(min(waits))
                self.waits["colliding"].append(max(waits))

    def beside(self, rounds: int) -> None:
        """One interview, while another reads a long prompt for a reply of its own."""
        one = self._interview()
        one.take(self._model.ask(*one.ask()).wait())
        for _ in range(rounds):
            other = self._interview()
            words = itertools.islice(itertools.cycle(" ".join(SENTENCES).split()), next(self._numbers), None)
            other.messages.append(Message("user", " ".join(itertools.islice(words, _LONG_WORDS))))
            reply = self._model.ask(*one.ask())
            reading = self._model.ask("generate", other.key, tuple(other.messages), OPENER, LIMITS)
            self.waits["beside"].append(one.take(reply.wait()))
            self.gaps["beside"].append(longest_gap(reply))
            reading.wait()
            self._model.ask("forget", other.key).wait()

    def _interview(self) -> Interview:
        # All give the same answers, so that the ways are compared over the same lengths.
        return Interview(f"bench {next(self._numbers)}", itertools.cycle(SENTENCES))


def run(options: argparse.Namespace) -> dict[str, Any]:
    """Measure. Raises `CannotMeasureError` where there is no language model."""
    models = select_models(load_settings())
    with tempfile.TemporaryDirectory(prefix="intervue-bench-") as folder:
        model = CalledEngine(engine_specs(load_settings(data_dir=folder), models).llm)
        try:
            model.wait()
            ways = Ways(model)
            for half in range(2):
                rounds = options.rounds // 2 + (options.rounds % 2 if half else 0)
                steps = [ways.alone, ways.alternating, ways.colliding, ways.beside]
                for step in reversed(steps) if half else steps:
                    step(max(2, rounds))
        finally:
            model.close()
    return summary(ways.waits, ways.gaps)


def summary(waits: dict[str, list[float]], gaps: dict[str, list[float]]) -> dict[str, Any]:
    """The figures; ratios are of medians."""
    found = {name: figures(values) for name, values in waits.items()}
    alone = found["alone"]
    ratios = {
        name: round(it["median"] / alone["median"], 3) for name, it in found.items() if it and alone and name != "alone"
    }
    return {"first_token": found, "ratios": ratios, "gaps": {name: figures(values) for name, values in gaps.items()}}


def table(result: dict[str, Any]) -> list[Sheet]:
    """One row per way."""
    named = {
        "alone": "one interview alone",
        "alternating": "two, by turns",
        "earlier": "two at the same moment: who is served first",
        "colliding": "two at the same moment: who is served last",
        "beside": "one, while another reads a long prompt",
    }
    rows: list[tuple[str, ...]] = []
    for name, text in named.items():
        ratio = result["ratios"].get(name)
        aim = verdict(ratio, AIMS[name]) if name in AIMS else ("-" if ratio is None else f"{ratio:.2f}")
        gaps = result["gaps"].get(name)
        longest = "-" if gaps is None else f"{gaps['most']:.2f}"
        rows.append((text, shown(result["first_token"][name]), aim, shown(gaps), longest))
    columns = ("replies", "first token, s", "of one alone", "longest gap between tokens, s", "in all replies")
    note = f"""Answers of about 28 words, replies of {LIMITS.max_tokens} tokens. The long prompt has about {_LONG_WORDS}
words; it is read in pieces of at most 32 tokens while the other reply is written."""
    return [Sheet("Waiting for the language model", columns, rows, (note,))]

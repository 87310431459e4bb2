"""Measure the language model as an interview uses it.

    python scripts/bench_llama.py MODEL.gguf [--threads N] [--turns N]

Two interviews alternate. Printed are the start with and without the prompt's state on disk, and for each turn the time
to the first token after a new answer of 25 words, the speed, and how many tokens of the history were read again.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from dataclasses import dataclass

import psutil

from intervue.engines.base import Finished, GenerationLimits, Message, Token
from intervue.engines.llama import LlamaGenerator

SYSTEM = Message(
    "system",
    "You are Alex, an experienced and friendly interviewer. You hold a spoken job interview. "
    + "Ask exactly one short question at a time, about what the candidate has just said. Name a real detail of it. "
    "Never answer in the candidate's place, never praise at length, never explain, never use lists or markdown. " * 6,
)
# ruff: noqa: E501 - one answer, one line
ANSWERS = (
    "In my last job I moved the invoices of a regional hospital from paper to a small web service, and that took us a whole year.",
    "The nurses did not trust the screen at first, so I sat beside them for two weeks and wrote down every single complaint they had.",
    "Once the printer queue stopped in the night, and forty invoices went out twice, so I had to call every patient on the next morning.",
    "After that I added a number to each letter, and the service refuses a number that it has already seen, even after a restart.",
    "My chief wanted to buy a large system instead, and I showed him in one afternoon what it would cost us for each ward.",
    "Today three people look after it, and I spend most of my time on teaching them, which I enjoy more than I ever expected.",
)
LIMITS = GenerationLimits(max_tokens=30, stop=("?",), temperature=0.4)


@dataclass
class Turn:
    """What one reply cost; times in seconds."""

    first_token: float
    per_second: float
    prefilled: int
    read_again: int


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model")
    parser.add_argument("--threads", type=int, default=psutil.cpu_count(logical=False) or 2)
    parser.add_argument("--turns", type=int, default=6)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for name in ("without", "with"):
            begun = time.monotonic()
            engine = LlamaGenerator(
                model_path=options.model,
                threads=options.threads,
                context_tokens=8192,
                sequences=4,
                session_tokens=2048,
                state_dir=folder,
                fixed_prompt=(SYSTEM,),
            )
            engine.load()
            print(f"start {name} the prompt's state on disk: {time.monotonic() - begun:.2f} s")
            if name == "without":
                engine.close()
    begun = time.monotonic()
    engine.trial()
    print(f"trial: {time.monotonic() - begun:.2f} s; memory {psutil.Process().memory_info().rss / 1e9:.2f} GB")
    turns = alternate(engine, options.turns)
    engine.close()
    later = [turn for turn in turns[2:] if turn.first_token]
    first, speed = [turn.first_token for turn in later], [turn.per_second for turn in later]
    print(f"first token, of {len(later)}: median {statistics.median(first):.2f} s, best {min(first):.2f} s")
    print(f"tokens a second: median {statistics.median(speed):.1f}, best {max(speed):.1f}")
    print(f"tokens of the history read again: {sum(t.read_again for t in turns)}")


def alternate(engine: LlamaGenerator, count: int) -> list[Turn]:
    """Two interviews in turn."""
    chats = {name: [SYSTEM] for name in ("one", "two")}
    held = dict.fromkeys(chats, 0)
    turns = []
    for number in range(count):
        for name, chat in chats.items():
            chat.append(Message("user", ANSWERS[number % len(ANSWERS)]))
            turn, finished = measure(engine, name, chat, held[name])
            chat.append(Message("assistant", finished.text))
            usage = finished.usage
            held[name] = usage.prefilled + usage.reused + usage.generated - (finished.reason != "end")
            turns.append(turn)
            print(
                f"  {name} {number}: first token {turn.first_token:.2f} s, {turn.per_second:.1f} tokens/s, "
                f"{turn.prefilled} tokens read, {turn.read_again} of them again: {finished.text}"
            )
    return turns


def measure(engine: LlamaGenerator, key: str, chat: list[Message], held: int) -> tuple[Turn, Finished]:
    """One reply. `held`: how many tokens the cache should still have."""
    begun = time.monotonic()
    first = 0.0
    for result in engine.generate(key, chat, "You mentioned", LIMITS):
        if isinstance(result, Token) and not first:
            first = time.monotonic() - begun
        if isinstance(result, Finished):
            usage = result.usage
            speed = (usage.generated - 1) / max(time.monotonic() - begun - first, 1e-6)
            return Turn(first, speed, usage.prefilled, max(0, held - usage.reused)), result
    raise RuntimeError("The engine gave no result.")


if __name__ == "__main__":
    main()
